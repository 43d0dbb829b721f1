//! Pages with what was decided of their legibility: what the checks on scans have in common.
//!
//! Why it exists: one page has one verdict, and several checks speak of its parts. Each names its page once, however
//! many documents lie on it. Pages that nothing recognised are told by `unread-page`, with the same causes.

use crate::dossier::{Dossier, SeenPage};
use crate::facts::{Glance, Measure, PageId};
use crate::finding::{Place, Text};
use crate::legible::{self, Cause, Defect, Verdict, words};
use crate::look::page_id;

/// A page of a recognised document.
pub struct JudgedPage<'d> {
    pub dossier: &'d Dossier<'d>,
    pub file: usize,
    pub page: PageId,
    pub seen: &'d SeenPage,
    pub glance: &'d Glance,
    pub verdict: Verdict,
}

/// All pages of recognised documents, in order, each once.
pub fn judged<'d>(dossier: &'d Dossier<'d>) -> impl Iterator<Item = JudgedPage<'d>> {
    let pages = dossier.files.iter().enumerate().flat_map(|(file, seen)| {
        seen.pages.iter().enumerate().map(move |(number, page)| (file, page_id(number), page))
    });
    let known = |file: usize, page: PageId| {
        dossier.documents.iter().any(|document| {
            document.file == file
                && document.kind().is_some()
                && (document.pages.0..=document.pages.1).contains(&page)
        })
    };
    pages.filter(move |(file, page, _)| known(*file, *page)).filter_map(move |(file, page, seen)| {
        let verdict = legible::of_page(dossier, file, page)?;
        let glance = seen.facts.glance()?;
        Some(JudgedPage { dossier, file, page, seen, glance, verdict })
    })
}

impl JudgedPage<'_> {
    /// The page, and where on it the first of these causes is worst.
    pub fn place(&self, causes: &[&Cause]) -> Place {
        let rect = causes.iter().find_map(|cause| cause.places.first()).copied();
        Place { file: Some(self.file), page: Some(self.page), rect, ..Place::default() }
    }

    /// Causes that this test holds for, in order.
    pub fn causes(&self, wanted: impl Fn(&Cause) -> bool) -> Vec<&Cause> {
        self.verdict.causes.iter().filter(|cause| wanted(cause)).collect()
    }

    /// The value of a measure that is beyond its limit, and the limit.
    pub fn beyond(&self, measure: Measure) -> Option<(f64, f64)> {
        let document = self.dossier.documents.iter().find(|document| {
            document.file == self.file && (document.pages.0..=document.pages.1).contains(&self.page)
        });
        let kind = document.and_then(|document| document.kind());
        let warn = self.dossier.profile.legibility.of(measure, kind)?.warn?;
        let value = self.glance.legibility.value(measure).value()?;
        legible::is_beyond(measure, value, warn).then_some((value, warn))
    }

    /// Glare lies over text, as far as a check of its own tells of it.
    pub fn glare_over_text(&self) -> Option<(f64, f64)> {
        self.beyond(Measure::GlareOverText).filter(|_| self.verdict.cause(Defect::Glare).is_some())
    }

    /// "; worst at the upper left", where there is a place.
    pub fn where_worst(&self, causes: &[&Cause]) -> Text {
        let place = causes.iter().find_map(|cause| cause.places.first());
        let region = place.and_then(|place| words::region(*place, self.glance.width, self.glance.height));
        region.map_or(Text::default(), |region| {
            Text::new(format!("；最差的地方在{}", region.zh), format!("; worst {}", region.en))
        })
    }
}

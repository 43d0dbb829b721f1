//! Pages with what was decided of their legibility: what the checks on scans have in common.
//!
//! Why it exists: one page has one verdict, and several checks speak of its parts. Each names its page once, however
//! many documents lie on it. Pages that nothing recognised are told by `unread-page`, with the same causes; those of no
//! kind only where they may not be legible.

use super::{Check, Out};
use crate::dossier::{Dossier, SeenPage};
use crate::facts::{Measure, PageId};
use crate::finding::{Effect, Place, Text};
use crate::legible::{self, Cause, Defect, Verdict, words};
use crate::look::page_id;
use crate::recognise::Verdict as Recognised;

/// A page of a recognised document.
pub struct JudgedPage<'d> {
    pub file: usize,
    pub page: PageId,
    pub seen: &'d SeenPage,
    /// What it was judged by.
    pub by: legible::Page<'d>,
    pub verdict: Verdict,
}

/// All pages of recognised documents, in order, each once.
pub fn judged<'d>(dossier: &'d Dossier) -> impl Iterator<Item = JudgedPage<'d>> {
    let pages = dossier.files.iter().enumerate().flat_map(|(file, seen)| {
        seen.pages.iter().enumerate().map(move |(number, page)| (file, page_id(number), page))
    });
    pages.filter_map(move |(file, page, seen)| {
        judged_page(dossier, file, page, seen).filter(|page| page.by.kind.is_some())
    })
}

fn judged_page<'d>(
    dossier: &'d Dossier,
    file: usize,
    page: PageId,
    seen: &'d SeenPage,
) -> Option<JudgedPage<'d>> {
    let by = legible::page_of(dossier, file, page)?;
    Some(JudgedPage { file, page, seen, verdict: legible::judge(&by), by })
}

/// The pages that belong to no kind's document, each once.
pub fn others<'d>(dossier: &'d Dossier) -> impl Iterator<Item = JudgedPage<'d>> {
    let others = dossier.documents.iter().filter(|document| document.verdict == Recognised::Other);
    others.flat_map(move |document| {
        (document.pages.0.0..=document.pages.1.0).filter_map(move |page| {
            let seen = dossier.files.get(document.file)?.pages.get(page as usize)?;
            let page = judged_page(dossier, document.file, PageId(page), seen);
            page.filter(|page| page.by.kind.is_none())
        })
    })
}

/// Tells of one defect wherever a page has it, read or not; `effect` weighs it.
pub fn tell(dossier: &Dossier, out: &mut Out, check: &'static Check, of: (Defect, fn(&Cause) -> Effect)) {
    let (defect, effect) = of;
    for page in judged(dossier) {
        let Some(cause) = page.verdict.cause(defect) else { continue };
        let causes = [cause];
        let (said, place) = (words::cause(cause), page.where_worst(&causes));
        let message = Text::new(format!("{}{}", said.zh, place.zh), format!("{}{}", said.en, place.en));
        let (measured, limit) = words::figures(&causes);
        out.add(check, page.place(&causes), message).effect(effect(cause)).measured(measured, limit);
    }
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

    /// How much glare lies over text and how much may, as far as a check of its own tells of it.
    pub fn glare_over_text(&self) -> Option<(f64, f64)> {
        self.verdict.cause(Defect::Glare)?;
        let (_, bounds, value) = legible::beyond(&self.by, Measure::GlareOverText)?;
        Some((value, bounds.warn?))
    }

    /// "; worst at the upper left", where there is a place.
    pub fn where_worst(&self, causes: &[&Cause]) -> Text {
        let glance = self.by.glance;
        let place = causes.iter().find_map(|cause| cause.places.first());
        let region = place.and_then(|place| words::region(*place, glance.width, glance.height));
        region.map_or(Text::default(), |region| {
            Text::new(format!("；最差的地方在{}", region.zh), format!("; worst {}", region.en))
        })
    }
}

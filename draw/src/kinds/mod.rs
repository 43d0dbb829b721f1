//! One file per family of kinds; here, which kind is drawn by which.

mod assessment;
mod ce;
mod chsi;
mod declaration;
mod education;
mod identity;
mod misc;
mod summary;
mod title;
mod works;

use std::rc::Rc;

use crate::fonts::Fonts;
use crate::list::Layout;
use crate::plan::Plan;
use crate::sheet::Sheet;

/// What a kind needs to draw itself.
pub struct Desk<'p> {
    /// The fonts.
    pub fonts: &'p Rc<Fonts>,
    /// The values.
    pub plan: &'p Plan,
}

impl Desk<'_> {
    /// An empty page.
    pub fn sheet(&self, size: (f32, f32), face: &str) -> Sheet {
        Sheet::new(self.fonts, self.plan, size, face)
    }

    /// The body font of a layout: each layout has its own unless the list says otherwise.
    pub fn face(&self, faces: [&'static str; 3]) -> &'static str {
        match self.plan.layout {
            Layout::A => faces[0],
            Layout::B => faces[1],
            Layout::C => faces[2],
        }
    }
}

/// Draws one document; every page but a blank one says that it is a specimen.
pub fn draw(fonts: &Rc<Fonts>, plan: &Plan) -> Result<Vec<Sheet>, String> {
    let desk = Desk { fonts, plan };
    let mut sheets = sheets(&desk)?;
    if plan.kind != "blank" {
        sheets.iter_mut().for_each(Sheet::specimen);
    }
    Ok(sheets)
}

fn sheets(desk: &Desk<'_>) -> Result<Vec<Sheet>, String> {
    Ok(match desk.plan.kind.as_str() {
        "photo" => identity::photo(desk),
        "id-card" => identity::card(desk),
        "temporary-id" => identity::temporary(desk),
        "diploma" => education::diploma(desk, education::Kind::Graduation),
        "completion-certificate" => education::diploma(desk, education::Kind::Completion),
        "degree" => education::degree(desk),
        "archive-proof" => education::archive(desk),
        "chsi-registration" => chsi::registration(desk),
        "chsi-enrolment" => chsi::enrolment(desk),
        "chsi-degree" => chsi::degree(desk),
        "certification-report" => chsi::certification(desk),
        "title-certificate" => title::certificate(desk),
        "title-document" => title::document(desk),
        "review-form" => title::review_form(desk),
        "ce" => ce::certificate(desk),
        "paper" => works::paper(desk),
        "book" => works::book(desk),
        "patent" => works::patent(desk),
        "award" => works::award(desk),
        "technical-report" => works::report(desk),
        "standard" => works::standard(desk),
        "project-proof" => works::project(desk),
        "summary" => summary::summary(desk),
        "assessment" => assessment::yearly(desk),
        "term-assessment" => assessment::term(desk),
        "pledge" => declaration::pledge(desk),
        "publicity" => declaration::publicity(desk),
        "recommendation" => declaration::recommendation(desk),
        "aid-consent" => declaration::aid(desk),
        "exemption-proof" => declaration::exemption(desk),
        "blank" => misc::blank(desk),
        "other" => misc::other(desk),
        kind => return Err(format!("no kind `{kind}`")),
    })
}

//! Answers probes: the only code that sees pixels.
//!
//! Why it exists: what a page costs is decided by what is asked of it, and an answer depends on the file's bytes, the
//! page and the probe alone. So one type stands between the questions and the pixels; it decodes when first needed,
//! keeps one page and drops it at the next.

mod bits;
mod blank;
mod drawn;
mod glance;
mod legibility;
mod lines;
mod paper;
mod patches;
mod sheet;
pub mod text;
mod trace;

use hayro::hayro_syntax::Pdf;

use crate::decode::{DecodeFailure, Raster, Source};
use crate::facts::{Answer, Eye, Media, PageId, Probe, Problem, Reading, Why};

use drawn::Drawn;
use sheet::{Frame, Sheet};
use text::Reader;

/// Eyes on one file. Memory does not grow with pages: see [`FileEye::answer`].
pub struct FileEye {
    source: Source,
    /// Parsed once, when the first page of a PDF is asked.
    pdf: Option<Pdf>,
    held: Option<Held>,
    /// Loaded when lines are first asked for.
    reader: fn() -> Option<&'static dyn Reader>,
}

/// What was found out about the page at hand.
struct Held {
    page: PageId,
    drawn: Option<Drawn>,
    sheet: Option<Sheet>,
    /// Full size, while lines are asked of the page.
    pixels: Option<Raster>,
}

impl Held {
    fn new(page: PageId) -> Held {
        Held { page, drawn: None, sheet: None, pixels: None }
    }
}

impl FileEye {
    /// Costs nothing; the first probe decodes.
    pub fn new(source: Source) -> FileEye {
        FileEye { source, pdf: None, held: None, reader: text::reader }
    }

    /// The same with another reader.
    #[cfg(test)]
    fn with_reader(source: Source, reader: fn() -> Option<&'static dyn Reader>) -> FileEye {
        FileEye { reader, ..FileEye::new(source) }
    }

    fn one(&mut self, page: PageId, probe: &Probe) -> Result<Answer, DecodeFailure> {
        match probe {
            Probe::Glance => self.glance(page),
            Probe::Layer => self.layer(page),
            Probe::Lines { side, plane } => self.lines(page, *side, *plane),
            Probe::Patch { rect, side, plane } => self.lines_in(page, *rect, *side, *plane),
            Probe::Line { quad, plane, model, .. } => self.line(page, quad, *plane, *model),
            Probe::Seals | Probe::Codes { .. } | Probe::Faces | Probe::Ink { .. } => {
                Ok(Answer::Not(Why::NotBuilt))
            }
        }
    }

    fn glance(&mut self, page: PageId) -> Result<Answer, DecodeFailure> {
        self.see(page)?;
        let whole = self.source.is_whole();
        let held = self.held(page);
        let Some(sheet) = &mut held.sheet else { return Ok(Answer::Not(Why::Failed)) };
        let mut glance = glance::glance(sheet, held.drawn.as_ref());
        // Measured once; only the reader needs pixels after this, and it decodes its own.
        sheet.native = None;
        // What looks empty in a damaged file may be what was lost of it.
        if !whole && glance.blank == Reading::Is(true) {
            glance.blank = Reading::Not(Why::Failed);
        }
        Ok(Answer::Glance(glance))
    }

    fn layer(&mut self, page: PageId) -> Result<Answer, DecodeFailure> {
        self.draw(page)?;
        Ok(match &self.held(page).drawn {
            Some(drawn) if !drawn.glyphs.is_empty() => {
                Answer::Layer(text::layer::layer(&drawn.glyphs, &Frame::of(drawn)))
            }
            _ => Answer::Not(Why::Absent),
        })
    }

    /// The memo of this page; another page's is dropped.
    fn held(&mut self, page: PageId) -> &mut Held {
        if self.held.as_ref().is_some_and(|held| held.page != page) {
            self.held = None;
        }
        self.held.get_or_insert(Held::new(page))
    }

    /// Makes sure that what a PDF page draws is known.
    fn draw(&mut self, page: PageId) -> Result<(), DecodeFailure> {
        if self.source.media() != Media::Pdf || self.held(page).drawn.is_some() {
            return Ok(());
        }
        let drawn = drawn::scout(pdf_page(&self.source, &mut self.pdf, page)?);
        self.held(page).drawn = Some(drawn);
        Ok(())
    }

    /// Makes sure that the page's own raster is at hand.
    fn see(&mut self, page: PageId) -> Result<(), DecodeFailure> {
        self.draw(page)?;
        if self.held(page).sheet.is_some() {
            return Ok(());
        }
        let held = self.held.take();
        let sheet = match held.as_ref().and_then(|held| held.drawn.as_ref()) {
            Some(drawn) => sheet::of_page(pdf_page(&self.source, &mut self.pdf, page)?, drawn),
            None => sheet::of_picture(&self.source, page),
        };
        self.held = held;
        self.held(page).sheet = Some(sheet?);
        Ok(())
    }
}

/// One page of the PDF, parsed when first needed. Not a method: the page borrows the parsed file only.
fn pdf_page<'p>(
    source: &Source,
    pdf: &'p mut Option<Pdf>,
    page: PageId,
) -> Result<&'p hayro::hayro_syntax::page::Page<'p>, DecodeFailure> {
    let parsed = match pdf {
        Some(parsed) => parsed,
        None => pdf.insert(source.pdf()?),
    };
    let missing = || DecodeFailure { problem: Problem::BadPage, detail: "no such page".into() };
    parsed.pages().get(page.0 as usize).ok_or_else(missing)
}

impl Eye for FileEye {
    /// Any failure of decoding is `Not(Failed)`; the other probes are answered all the same.
    fn answer(&mut self, page: PageId, probes: &[Probe]) -> Vec<Answer> {
        probes.iter().map(|probe| self.one(page, probe).unwrap_or(Answer::Not(Why::Failed))).collect()
    }
}

#[cfg(test)]
mod blank_tests;
#[cfg(test)]
mod tests;

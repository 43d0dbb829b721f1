//! Answers the two probes that read a picture: where lines stand, and what one says.
//!
//! Why it exists: they alone need the page's pixels at full size and the networks, which a build may go without.

use super::{FileEye, Held, pdf_page, sheet};
use crate::decode::{DecodeFailure, Raster};
use crate::facts::{Answer, Model, PageId, Plane, Quad, Why};

impl FileEye {
    /// Where lines stand.
    pub(super) fn lines(&mut self, page: PageId, side: u16, plane: Plane) -> Result<Answer, DecodeFailure> {
        let Some(reader) = (self.reader)() else { return Ok(Answer::Not(Why::NotBuilt)) };
        let pixels = self.pixels(page)?;
        Ok(Answer::Lines(reader.lines(pixels, side, plane)?))
    }

    pub(super) fn line(
        &mut self,
        page: PageId,
        quad: &Quad,
        plane: Plane,
        model: Model,
    ) -> Result<Answer, DecodeFailure> {
        let Some(reader) = (self.reader)() else { return Ok(Answer::Not(Why::NotBuilt)) };
        let pixels = self.pixels(page)?;
        Ok(Answer::Line(reader.line(pixels, quad, plane, model)?))
    }

    /// The page's own raster at its full size; kept while the page is at hand.
    fn pixels(&mut self, page: PageId) -> Result<&Raster, DecodeFailure> {
        self.draw(page)?;
        let mut held = match self.held.take() {
            Some(held) if held.page == page => held,
            _ => Held::new(page),
        };
        let pixels = match (held.pixels.take(), &held.drawn) {
            (Some(pixels), _) => Ok(pixels),
            (None, Some(drawn)) => pdf_page(&self.source, &mut self.pdf, page)
                .and_then(|page| sheet::pixels_of_page(page, drawn)),
            (None, None) => sheet::pixels_of_picture(&self.source, page),
        };
        let held = self.held.insert(held);
        Ok(held.pixels.insert(pixels?))
    }
}

//! Answers the two probes that read a picture: where lines stand, and what one says.
//!
//! Why it exists: they alone need the page's pixels at full size and the networks, which a build may go without.

use super::{FileEye, Held, pdf_page, sheet};
use crate::decode::{DecodeFailure, Raster};
use crate::facts::{Answer, Model, PageId, Plane, Quad, Rect, Why};

impl FileEye {
    /// Where lines stand.
    pub(super) fn lines(&mut self, page: PageId, side: u16, plane: Plane) -> Result<Answer, DecodeFailure> {
        let Some(reader) = (self.reader)() else { return Ok(Answer::Not(Why::NotBuilt)) };
        let pixels = self.pixels(page)?;
        Ok(Answer::Lines(reader.lines(pixels, side, plane)?))
    }

    /// Where lines stand in a part of the page.
    pub(super) fn lines_in(
        &mut self,
        page: PageId,
        rect: Rect,
        side: u16,
        plane: Plane,
    ) -> Result<Answer, DecodeFailure> {
        let Some(reader) = (self.reader)() else { return Ok(Answer::Not(Why::NotBuilt)) };
        let pixels = self.pixels(page)?;
        let Some((part, (x0, y0))) = part(pixels, rect) else { return Ok(Answer::Not(Why::Absent)) };
        let longest = |raster: &Raster| raster.width.max(raster.height) as u64;
        let scaled = (u64::from(side) * longest(&part)).div_ceil(longest(pixels).max(1));
        let mut lines = reader.lines(&part, u16::try_from(scaled).unwrap_or(side), plane)?;
        for line in &mut lines.boxes {
            line.quad = Quad(line.quad.0.map(|(x, y)| (x + x0, y + y0)));
        }
        Ok(Answer::Lines(lines))
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

/// What of a raster lies in a box, and where that begins; `None` where nothing does.
fn part(page: &Raster, rect: Rect) -> Option<(Raster, (i32, i32))> {
    let bound = |at: i32, most: usize| usize::try_from(at).unwrap_or(0).min(most);
    let (x0, x1) = (bound(rect.x0, page.width), bound(rect.x1, page.width));
    let (y0, y1) = (bound(rect.y0, page.height), bound(rect.y1, page.height));
    if x0 >= x1 || y0 >= y1 {
        return None;
    }
    Some((page.part(x0..x1, y0..y1), (x0 as i32, y0 as i32)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::Plane as Channels;

    #[test]
    fn a_part_holds_its_pixels_and_says_where_it_begins() {
        let page = Raster { width: 4, height: 3, plane: Channels::Grey, data: (0..12).collect() };
        let rect = |x0, y0, x1, y1| Rect { x0, y0, x1, y1 };
        let (middle, at) = part(&page, rect(1, 1, 3, 9)).unwrap();
        assert_eq!((middle.width, middle.height, at), (2, 2, (1, 1)));
        assert_eq!(middle.data, [5, 6, 9, 10]);
        assert!(part(&page, rect(4, 0, 9, 3)).is_none());
        assert!(part(&page, rect(-5, -5, 0, 2)).is_none());
    }
}

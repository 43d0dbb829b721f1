//! What of a page's text can be made out, measured without reading a letter.
//!
//! Why it exists: a scan is judged by its writing, not by its paper. So lines of text are found in the ink map, a few
//! of them are cut from the page's own pixels, brought to one text height and measured; the page takes a low quantile,
//! weighted by length and contrast. Formulas and constants were measured on drawn pages (see each module).

mod ink_lines;
mod line;
mod marks;
mod page;

use crate::decode::Raster;
use crate::facts::{InkLine, Legibility, Measure, Origin, Quad, Reading, Why};

use super::bits::Bits;
use super::paper::Paper;
use super::sheet::Sheet;
pub(crate) use ink_lines::TextLine;

/// What is measured: the page small and in its own pixels, its paper and its ink.
pub(crate) struct Input<'a> {
    pub sheet: &'a Sheet,
    /// Grey, longest side about 1760 pixels.
    pub small: &'a Raster,
    /// Grey, the page's own raster, or the small one where that is it or was drawn to be measured.
    pub native: &'a Raster,
    pub paper: &'a Paper,
    /// Of `small`.
    pub ink: &'a Bits,
}

impl Input<'_> {
    /// Pixels of the native raster a pixel of the small one, both axes alike.
    pub fn factor(&self) -> f32 {
        (self.native.width as f32 / self.small.width.max(1) as f32).max(1.0)
    }
}

/// Most lines that are cut and measured: more change no quantile and cost time.
const MOST_LINES: usize = 36;

/// All that can be said of the page's text.
pub(crate) fn measure(input: &Input) -> Legibility {
    let mut out = Legibility::default();
    let found = ink_lines::find(input.ink);
    // Pixels of the page's own raster a pixel of the small one.
    let scale = input.sheet.width as f32 / input.small.width.max(1) as f32;
    out.lines = found.iter().map(|line| line.quad(scale)).collect();
    let mut chosen: Vec<&TextLine> = found.iter().collect();
    chosen.sort_by_key(|line| std::cmp::Reverse(line.weight()));
    chosen.truncate(MOST_LINES);
    let lines: Vec<line::Measured> = chosen.iter().filter_map(|text| line::measure(input, text)).collect();
    let ems = page::Found {
        all: found.iter().map(TextLine::weight).sum(),
        cut: chosen.iter().map(|line| line.weight()).sum(),
    };
    page::fill(input, &lines, &ems, &mut out);
    out.measured = worst_first(&lines, scale);
    marks::measure(input, &lines, &mut out);
    out
}

/// Lines by the lesser of their margins over the limits of sharpness, the worst first.
fn worst_first(lines: &[line::Measured], scale: f32) -> Vec<InkLine> {
    let mut sorted: Vec<&line::Measured> = lines.iter().collect();
    sorted.sort_by_key(|line| (line.sharpness.min(line.texture * 35 / 32), line.text.y0, line.text.x0));
    sorted.iter().map(|line| InkLine { quad: line.text.quad(scale), values: line.values() }).collect()
}

/// Every measure of this room without a value, for pages whose letters are drawn and have no pixels of their own.
pub(crate) fn absent() -> Legibility {
    let not = |measure: &Measure| (*measure, Reading::Not(Why::Absent));
    Legibility {
        values: page::MEASURES.iter().chain(marks::MEASURES).map(not).collect(),
        ..Legibility::default()
    }
}

/// Whether the pixels of the page were made by a camera or a scanner; a drawn page is white by right.
fn is_captured(origin: Origin) -> bool {
    matches!(origin, Origin::Picture | Origin::Scan)
}

impl TextLine {
    /// Corners in the page's own raster.
    fn quad(&self, scale: f32) -> Quad {
        let at = |x: usize, y: usize| ((x as f32 * scale).round() as i32, (y as f32 * scale).round() as i32);
        Quad([at(self.x0, self.y0), at(self.x1, self.y0), at(self.x1, self.y1), at(self.x0, self.y1)])
    }
}

#[cfg(test)]
mod tests;

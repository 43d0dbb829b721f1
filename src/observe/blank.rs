//! Whether a page holds nothing but paper.
//!
//! Why it exists: duplex scanners send the empty backs along. They must not count as pages that nobody could read;
//! but a page wrongly called blank is a document lost, so everything that is not plainly paper is not blank.
//!
//! A page is blank when its paper is even, nothing large is drawn on it, and the marks of the size of characters do
//! not stand in lines. Specks, dust streaks, dark scanner edges and punched holes are none of these.

use super::bits::Bits;
use super::paper::Paper;
use super::patches::{self, Patch, root};
use crate::decode::Raster;

/// Paper darker than this is a dark picture, not paper: grey levels, far below the darkest legible page.
const MIN_PAPER: u32 = 64;

/// The dark end of the paper's levels over its bright end, percent: shadowed pages keep above 37, photos fall below
/// 60; a page that is between has more than paper on it or is not worth the risk.
const EVEN_PERCENT: u32 = 60;

/// Outer part of the page that is not looked at, in percent of each side: scanner edges and staples.
const EDGE_PERCENT: usize = 4;

/// A mark with a side longer than this, in percent of the page's longest side, is content: a seal, a signature, a
/// frame. 15 mm on A4; punched holes are 6 mm.
const LARGE_PERCENT: usize = 5;

/// Ink within the edges, in thousandths of the page, above which it is not blank, whatever it is.
const MAX_INK: usize = 20;

/// The same with the edges: a black scanner border takes some percent.
const MAX_EDGE_INK: usize = 100;

/// Characters standing in lines below which a page is blank, measured in widths of their height. Blank pages with
/// page numbers reach 4, the sparsest pledges start at 49.
const MIN_EMS: usize = 8;

/// Smallest mark that can be a part of a character: pixels high or wide, and pixels in all.
const MIN_SIDE: usize = 3;
const MIN_AREA: usize = 5;

/// More marks than this are no blank page; it also bounds the search for lines.
const MAX_MARKS: usize = 20_000;

/// Whether there is nothing but paper and what may lie on it.
pub(crate) fn is_blank(paper: &Paper, ink: &Bits) -> bool {
    let (width, height) = (ink.width, ink.height);
    if paper.level < MIN_PAPER || !is_even(paper) {
        return false;
    }
    let edge = (width * EDGE_PERCENT / 100, height * EDGE_PERCENT / 100);
    if too_much_ink(edge, ink) {
        return false;
    }
    let inside = |mark: &Patch| {
        mark.x0 >= edge.0 && mark.y0 >= edge.1 && mark.x1 <= width - edge.0 && mark.y1 <= height - edge.1
    };
    let marks = patches::find(ink).0;
    if marks.len() > MAX_MARKS {
        return false;
    }
    let marks: Vec<Patch> = marks.into_iter().filter(inside).collect();
    let large = width.max(height) * LARGE_PERCENT / 100;
    if marks.iter().any(|mark| mark.width().max(mark.height()) > large.max(MIN_SIDE)) {
        return false;
    }
    let letters: Vec<Patch> = marks
        .into_iter()
        .filter(|mark| mark.width().max(mark.height()) >= MIN_SIDE && mark.area >= MIN_AREA)
        .collect();
    let down: Vec<Patch> = letters.iter().map(|mark| mark.turned()).collect();
    ems(letters).max(ems(down)) < MIN_EMS
}

/// Mean difference between neighbouring pixels from which on a page is a pattern or noise, whatever is left of it when
/// it is shrunk: grey levels. Scanner noise of σ 10, the worst seen on paper, gives 11.
const BUSY: u64 = 24;

/// Whether neighbouring pixels of the page's own raster differ throughout: a chequered board and dense noise shrink
/// to even grey.
pub(crate) fn is_busy(native: &Raster) -> bool {
    let rows: Vec<&[u8]> = native.data.chunks_exact(native.width.max(1)).collect();
    let (mut across, mut down, mut all) = (0u64, 0u64, 0u64);
    for pair in rows.windows(2).step_by(4) {
        across += pair[0].windows(2).map(|near| u64::from(near[0].abs_diff(near[1]))).sum::<u64>();
        down += pair[0].iter().zip(pair[1]).map(|(a, b)| u64::from(a.abs_diff(*b))).sum::<u64>();
        all += pair[0].len() as u64;
    }
    across.max(down) > BUSY * all
}

/// Whether there is more ink than a blank page has, without looking at its shape; most pages end here.
fn too_much_ink(edge: (usize, usize), ink: &Bits) -> bool {
    let (width, height) = (ink.width, ink.height);
    let inner: usize = (edge.1..height - edge.1).map(|y| ink.count_in(y, edge.0, width - edge.0)).sum();
    inner * 1000 > width * height * MAX_INK || ink.count() * 1000 > width * height * MAX_EDGE_INK
}

/// Whether the paper has about one brightness, the edges left aside.
fn is_even(paper: &Paper) -> bool {
    let grid = &paper.grid;
    let (across, down) =
        ((grid.columns * EDGE_PERCENT).div_ceil(100), (grid.rows * EDGE_PERCENT).div_ceil(100));
    let mut levels = grid.inner(across, down).values;
    levels.sort_unstable();
    let at = |percent: usize| levels.get(levels.len() * percent / 100).copied().unwrap_or(0);
    at(2) * 100 >= at(95) * EVEN_PERCENT
}

/// Chains marks of like height that stand beside each other, and adds up the lengths of the chains in heights.
/// A chain is a line from three marks on, so that a pair of specks is none.
fn ems(mut marks: Vec<Patch>) -> usize {
    marks.sort_unstable_by_key(|mark| (mark.x0, mark.y0));
    let tallest = marks.iter().map(Patch::height).max().unwrap_or(0);
    let mut chain: Vec<u32> = (0..marks.len() as u32).collect();
    for i in 0..marks.len() {
        for j in i + 1..marks.len() {
            if marks[j].x0 > marks[i].x1 + 2 * tallest {
                break;
            }
            if beside(&marks[i], &marks[j]) {
                let (a, b) = (root(&mut chain, i as u32), root(&mut chain, j as u32));
                chain[b as usize] = a;
            }
        }
    }
    let mut lines: std::collections::BTreeMap<u32, (Patch, usize)> = std::collections::BTreeMap::new();
    for (i, mark) in marks.iter().enumerate() {
        let line = lines.entry(root(&mut chain, i as u32)).or_insert((*mark, 0));
        line.0.x0 = line.0.x0.min(mark.x0);
        line.0.x1 = line.0.x1.max(mark.x1);
        // The tallest mark of a line is its character height: a line may lean, its box is no measure.
        if mark.height() > line.0.height() {
            (line.0.y0, line.0.y1) = (mark.y0, mark.y1);
        }
        line.1 += 1;
    }
    lines
        .values()
        .filter(|(_, count)| *count >= 3)
        .map(|(line, _)| line.width() / line.height().max(MIN_SIDE))
        .sum()
}

/// Whether two marks can be neighbours in a line: heights within a factor of three, rows that overlap, and a gap of
/// at most 1.2 heights.
fn beside(a: &Patch, b: &Patch) -> bool {
    let (low, high) = (a.height().min(b.height()), a.height().max(b.height()));
    let overlap = a.y1.min(b.y1).saturating_sub(a.y0.max(b.y0));
    let gap = b.x0.max(a.x0).saturating_sub(a.x1.min(b.x1));
    3 * low >= high && 2 * overlap >= low && 5 * gap <= 6 * high
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::Plane;

    #[test]
    fn a_board_and_noise_are_busy_and_scanned_paper_is_not() {
        let page = |of: &dyn Fn(usize, usize) -> u8| {
            let data = (0..64 * 64).map(|at| of(at % 64, at / 64)).collect();
            Raster::new(64, 64, Plane::Grey, data).unwrap()
        };
        let random = |x: usize, y: usize| ((x * 7919 + y * 104_729 + x * y * 31) % 251) as u8;
        assert!(is_busy(&page(&|x, y| if (x + y) % 2 == 0 { 0 } else { 255 })));
        assert!(is_busy(&page(&|_, y| if y % 2 == 0 { 0 } else { 255 })));
        assert!(is_busy(&page(&random)));
        assert!(!is_busy(&page(&|x, y| 225 + random(x, y) / 10)));
    }
}

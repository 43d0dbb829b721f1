//! Where a finer look at a page is worth its price.
//!
//! Why it exists: boxes of the first look may be cut or hold two lines, as under seals. A second look at the whole
//! page costs as much as reading thirty lines; at the one place that is doubted it costs a fifth of that.

use super::steps::FINE_SIDE;
use crate::facts::{Plane, Probe, Rect};

/// Longest side of a page at which a part of it is looked at where the whole was looked at finely: two lines of a seal
/// in one box came apart at 1440, 1600 and 1920, at none of five sides below.
pub(super) const FINEST_SIDE: u16 = 1600;
/// How far around a doubted line is looked, heights of it: the other half of two lines in one box, a date's year.
const REACH: i32 = 2;
/// And no further than this part of the page's longest side: a box of two lines is tall.
const FARTHEST: i32 = 25;
/// The detector's input is in steps of so many pixels; a part that fits them is not squeezed (reading.md, pipeline 2).
const STEP: i64 = 32;
/// A part of the page beyond this percentage, looked at as finely, costs about as much as the whole.
const MOST_PERCENT: i64 = 40;
/// The same of the finest look, for which no whole page stands in; it must not take more memory than that, either.
const MOST_OF_FINEST: i64 = 60;

/// The part of a page of that size that holds the doubted lines and all of the others that it touches; `None` where
/// that is most of the page. Boxes in pixels of the page's own raster.
pub(super) fn patch(
    doubted: &[Rect],
    others: &[Rect],
    size: (i32, i32),
    (side, plane): (u16, Plane),
) -> Option<Probe> {
    let farthest = size.0.max(size.1) / FARTHEST;
    let around = |line: &Rect| {
        let reach = (REACH * line.width().min(line.height())).clamp(1, farthest.max(1));
        Rect { x0: line.x0 - reach, y0: line.y0 - reach, x1: line.x1 + reach, y1: line.y1 + reach }
    };
    let mut rect = doubted.iter().map(around).reduce(|all, rect| all.union(&rect))?;
    for other in others.iter().filter(|other| touches(&rect, other)).copied().collect::<Vec<_>>() {
        rect = rect.union(&other);
    }
    let longest = i64::from(size.0.max(size.1)).max(1);
    let (x0, x1) = fitted((rect.x0, rect.x1), size.0, longest, side);
    let (y0, y1) = fitted((rect.y0, rect.y1), size.1, longest, side);
    let area = i64::from(x1 - x0) * i64::from(y1 - y0);
    let whole = i64::from(size.0) * i64::from(size.1);
    // What a look costs, in time and memory, grows with its pixels.
    let pixels = |area: i64, side: u16| area * i64::from(side) * i64::from(side);
    let most = if side > FINE_SIDE { MOST_OF_FINEST } else { MOST_PERCENT };
    let dear = pixels(area * 100, side) > pixels(whole * most, FINE_SIDE);
    (!dear).then_some(Probe::Patch { rect: Rect { x0, y0, x1, y1 }, side, plane })
}

/// Whether a box reaches the rim of a patch, where it may be cut: what it holds is then not the patch's to tell.
pub(super) fn is_cut(line: &Rect, patch: &Rect, (width, height): (i32, i32)) -> bool {
    const RIM: i32 = 3;
    (line.x0 <= patch.x0 + RIM && patch.x0 > 0)
        || (line.y0 <= patch.y0 + RIM && patch.y0 > 0)
        || (line.x1 >= patch.x1 - RIM && patch.x1 < width)
        || (line.y1 >= patch.y1 - RIM && patch.y1 < height)
}

/// Whether two boxes share a pixel.
pub(super) fn touches(a: &Rect, b: &Rect) -> bool {
    a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1
}

/// A stretch of a side, grown to whole steps at the finer look's scale, within the page.
fn fitted((from, to): (i32, i32), side: i32, longest: i64, input: u16) -> (i32, i32) {
    let step = STEP * longest;
    let length = i64::from(to - from) * i64::from(input);
    let steps = ((length + step - 1) / step).max(1);
    let wanted = (steps * step / i64::from(input)).min(i64::from(side)) as i32;
    let middle = from + (to - from) / 2;
    let start = (middle - wanted / 2).clamp(0, side - wanted);
    (start, start + wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: (i32, i32) = (1600, 2400);

    fn rect(x0: i32, y0: i32, x1: i32, y1: i32) -> Rect {
        Rect { x0, y0, x1, y1 }
    }

    fn part(doubted: &[Rect], others: &[Rect]) -> Option<Rect> {
        match patch(doubted, others, SIZE, (FINE_SIDE, Plane::Red))? {
            Probe::Patch { rect, .. } => Some(rect),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_patch_holds_the_line_its_surroundings_and_whole_neighbours_in_steps_of_the_network() {
        let line = rect(300, 1000, 700, 1040);
        let neighbour = rect(750, 1050, 1200, 1090);
        let far = rect(100, 2000, 1500, 2040);
        let found = part(&[line], &[neighbour, far]).unwrap();
        assert!(found.x0 <= 220 && found.x1 >= 1200 && found.y0 <= 920 && found.y1 >= 1120, "{found:?}");
        assert!(found.y1 < 2000, "{found:?}");
        // 32 pixels of 960 are 80 of 2400.
        assert_eq!((found.width() % 80, found.height() % 80), (0, 0));
    }

    #[test]
    fn at_the_border_it_stays_within_the_page_and_most_of_a_page_is_no_patch() {
        let corner = part(&[rect(0, 0, 200, 40)], &[]).unwrap();
        assert_eq!((corner.x0, corner.y0), (0, 0));
        assert_eq!(part(&[rect(0, 0, 200, 40), rect(0, 2000, 1500, 2040)], &[]), None);
        assert_eq!(part(&[], &[]), None);
    }

    #[test]
    fn boxes_at_the_rim_are_cut_but_where_the_page_ends() {
        let patch = rect(0, 400, 800, 800);
        assert!(!is_cut(&rect(0, 500, 300, 540), &patch, SIZE));
        assert!(is_cut(&rect(500, 500, 799, 540), &patch, SIZE));
        assert!(is_cut(&rect(100, 401, 300, 440), &patch, SIZE));
        assert!(!is_cut(&rect(100, 500, 300, 540), &patch, SIZE));
    }
}

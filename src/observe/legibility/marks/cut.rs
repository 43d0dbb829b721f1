//! Text that a border of the picture cuts through.
//!
//! Why it exists: a sheet laid askew on the glass, or a phone held too near, loses its first or last line, and the rest
//! of the page looks perfect. Letters that lie on the very border are the trace of it. A cut between two lines leaves
//! none, and is not told.
//!
//! Measured (legibility design): three patches of 0.15 to 1.6 heights of a letter on one border: 0 of 18 whole pages.

use super::Scene;
use super::parts::Part;
use crate::facts::{Legibility, Measure, Reading, Rect, Why};

/// Sizes of a cut letter's patch, percent of a letter's height: how far it reaches in, and how long it may be.
const DEPTH_PERCENT: std::ops::RangeInclusive<i32> = 15..=160;
const LENGTH_PERCENT: std::ops::RangeInclusive<i32> = 8..=220;

/// Fewest patches of a cut: frames and specks on a border are fewer.
const FEWEST: usize = 3;

/// Letters of a line that is cut along its length are at most this many heights apart.
const APART: i32 = 4;

/// Letters begin on the border or next to it, pixels of the measured copy: an encoder's ringing fades the first.
const NEAR: i32 = 2;

/// The sides of a picture.
const SIDES: [Side; 4] = [Side::Left, Side::Top, Side::Right, Side::Bottom];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Top,
    Right,
    Bottom,
}

/// A patch seen from a border: where it lies along it, and how far it reaches in.
#[derive(Clone, Copy)]
struct Seen {
    from: i32,
    to: i32,
    depth: i32,
}

/// Letters cut, and the strips in which they lie.
pub(super) fn measure(scene: &Scene<'_>, out: &mut Legibility) {
    let Some(letter) = scene.letter else {
        out.values.insert(Measure::CutText, Reading::Not(Why::Absent));
        return;
    };
    let mut cuts: Vec<(usize, Rect)> =
        SIDES.iter().enumerate().flat_map(|(at, &side)| cuts(scene, side, scene.border[at] as i32, letter)).collect();
    cuts.sort_by_key(|(count, place)| (std::cmp::Reverse(*count), *place));
    let count: usize = cuts.iter().map(|(count, _)| count).sum();
    out.values.insert(Measure::CutText, Reading::Is((count * 100) as i32));
    if !cuts.is_empty() {
        let places = cuts.into_iter().take(super::MAX_PLACES).map(|(_, place)| place).collect();
        out.places.insert(Measure::CutText, places);
    }
}

/// The cuts at one side: letters and place of each.
fn cuts(scene: &Scene<'_>, side: Side, border: i32, letter: i32) -> Vec<(usize, Rect)> {
    let (width, height) = (scene.input.small.width as i32, scene.input.small.height as i32);
    let mut seen: Vec<Seen> =
        scene.parts.parts.iter().filter_map(|part| on(part, side, border, (width, height), letter)).collect();
    seen.sort_unstable_by_key(|seen| seen.from);
    let along = matches!(side, Side::Top | Side::Bottom) != scene.is_side();
    // Along the lines, the letters of one line lie close; across them, there is one letter or so to each line.
    let groups: Vec<&[Seen]> = if along {
        seen.chunk_by(|a, b| b.from - a.to <= APART * letter).collect()
    } else {
        vec![&seen]
    };
    groups
        .into_iter()
        .filter(|group| group.len() >= FEWEST && group.iter().any(|seen| 2 * seen.depth >= seen.to - seen.from))
        .map(|group| (group.len(), place(scene, side, group, (width, height))))
        .collect()
}

/// The patch as seen from the border, where it lies on it and has the size of a letter.
fn on(part: &Part, side: Side, border: i32, (width, height): (i32, i32), letter: i32) -> Option<Seen> {
    let (start, end, from, to) = match side {
        Side::Left => (part.x0, part.x1, part.y0, part.y1),
        Side::Right => (width - part.x1, width - part.x0, part.y0, part.y1),
        Side::Top => (part.y0, part.y1, part.x0, part.x1),
        Side::Bottom => (height - part.y1, height - part.y0, part.x0, part.x1),
    };
    let depth = end - start.max(border);
    let fits = |size: i32, range: std::ops::RangeInclusive<i32>| range.contains(&(size * 100 / letter.max(1)));
    (start < border + NEAR && border == 0 && fits(depth, DEPTH_PERCENT) && fits(to - from, LENGTH_PERCENT))
        .then_some(Seen { from, to, depth })
}

/// The strip that holds a group.
fn place(scene: &Scene<'_>, side: Side, group: &[Seen], (width, height): (i32, i32)) -> Rect {
    let from = group.iter().map(|seen| seen.from).min().unwrap_or(0);
    let to = group.iter().map(|seen| seen.to).max().unwrap_or(0);
    let depth = group.iter().map(|seen| seen.depth).max().unwrap_or(0);
    match side {
        Side::Left => scene.place(0, from, depth, to),
        Side::Right => scene.place(width - depth, from, width, to),
        Side::Top => scene.place(from, 0, to, depth),
        Side::Bottom => scene.place(from, height - depth, to, height),
    }
}

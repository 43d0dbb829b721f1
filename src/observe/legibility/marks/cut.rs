//! Text that a border of the picture cuts through.
//!
//! Why it exists: a sheet laid askew on the glass, or a phone held too near, loses its first or last line, and the rest
//! of the page looks perfect. Letters that lie on the very border are the trace of it. A cut between two lines leaves
//! none, and is not told.
//!
//! Measured (legibility design): three patches of 0.15 to 1.6 heights of a letter on one border: 0 of 18 whole pages.

use super::Scene;
use super::lines::fall;
use super::parts::Part;
use crate::facts::{Legibility, Measure, Reading, Rect, Why};

/// Sizes of a cut letter's patch, percent of a letter's height: how far it reaches in, and how long it may be.
const DEPTH_PERCENT: std::ops::RangeInclusive<i32> = 15..=160;
const LENGTH_PERCENT: std::ops::RangeInclusive<i32> = 8..=220;

/// Fewest patches of a cut: frames and specks on a border are fewer.
const FEWEST: usize = 3;

/// Letters of a line that is cut along its length are at most this many heights apart.
const APART: i32 = 4;

/// A line that is cut at its end has at least so many letters, and reaches this near to the border, percent of its
/// height.
const MIN_LETTERS: usize = 4;
const REACH_PERCENT: i32 = 130;

/// Grain and noise: patches smaller than this are more than so many times the others, and some.
const SPECK: i32 = 6;
const SPECKS: usize = 4;
const FEW_SPECKS: usize = 60;

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
    // On grain there is something on every border.
    let specks = scene.parts.parts.iter().filter(|part| part.area < SPECK).count();
    let grainy = specks > SPECKS * (scene.parts.parts.len() - specks) + FEW_SPECKS;
    let Some(letter) = scene.letter.filter(|_| !grainy) else {
        out.values.insert(Measure::CutText, Reading::Not(Why::Absent));
        return;
    };
    let mut cuts: Vec<(usize, Rect)> = SIDES
        .iter()
        .enumerate()
        .flat_map(|(at, &side)| cuts(scene, side, scene.border[at], letter))
        .collect();
    cuts.sort_by_key(|(count, place)| (std::cmp::Reverse(*count), *place));
    let count: usize = cuts.iter().map(|(count, _)| count).sum();
    out.values.insert(Measure::CutText, Reading::Is((count * 100) as i32));
    if !cuts.is_empty() {
        let places = cuts.into_iter().take(super::MAX_PLACES).map(|(_, place)| place).collect();
        out.places.insert(Measure::CutText, places);
    }
}

/// The cuts at one side: letters and place of each.
fn cuts(scene: &Scene<'_>, side: Side, border: usize, letter: i32) -> Vec<(usize, Rect)> {
    // Behind a black border the glass ends, not the picture; and where the sheet's border is seen, it was not cut.
    if border > 0 || scene.frame.shows(side as usize) {
        return Vec::new();
    }
    let size = (scene.input.small.width as i32, scene.input.small.height as i32);
    let mut seen: Vec<Seen> =
        scene.parts.parts.iter().filter_map(|part| on(part, side, size, letter)).collect();
    seen.sort_unstable_by_key(|seen| seen.from);
    if matches!(side, Side::Top | Side::Bottom) != scene.is_side() {
        along(scene, side, &seen, size, letter)
    } else {
        across(scene, side, &seen, size)
    }
}

/// Lines cut along their length: letters of one line lie close.
fn along(scene: &Scene<'_>, side: Side, seen: &[Seen], size: (i32, i32), letter: i32) -> Vec<(usize, Rect)> {
    seen.chunk_by(|a, b| b.from - a.to <= APART * letter)
        .filter(|group| {
            group.len() >= FEWEST && group.iter().any(|seen| 3 * seen.depth >= seen.to - seen.from)
        })
        .map(|group| {
            let from = group.iter().map(|seen| seen.from).min().unwrap_or(0);
            let to = group.iter().map(|seen| seen.to).max().unwrap_or(0);
            let depth = group.iter().map(|seen| seen.depth).max().unwrap_or(0);
            (group.len(), place(scene, side, (from, to, depth), size))
        })
        .collect()
}

/// Lines cut at an end: a line reaches the border, and a patch in its row lies on it.
fn across(scene: &Scene<'_>, side: Side, seen: &[Seen], size: (i32, i32)) -> Vec<(usize, Rect)> {
    let (length, breadth) = scene.frame_size();
    // In the frame in which lines run across, a side of a page on its side is another side.
    let starts = matches!(side, Side::Left | Side::Top);
    let mut cuts = Vec::new();
    for line in scene.lines.iter().filter(|line| line.letters.len() >= MIN_LETTERS) {
        let reaches =
            if starts { line.x0 * 100 } else { (length - line.x1) * 100 } <= REACH_PERCENT * line.height();
        let end = if starts { 0 } else { length };
        let (top, bottom) = (line.top + fall(scene.slant, end), line.bottom + fall(scene.slant, end));
        // Turned against the clock, the page's left becomes the frame's bottom.
        let (from, to) = if scene.is_side() { (breadth - bottom, breadth - top) } else { (top, bottom) };
        let on = |seen: &&Seen| (from..to).contains(&((seen.from + seen.to) / 2));
        if reaches && seen.iter().any(|seen| on(&seen)) {
            cuts.push((1, place(scene, side, (from, to, line.height()), size)));
        }
    }
    cuts
}

/// The patch as seen from the border, where it lies on it and has the size of a letter.
fn on(part: &Part, side: Side, (width, height): (i32, i32), letter: i32) -> Option<Seen> {
    let (start, end, from, to) = match side {
        Side::Left => (part.x0, part.x1, part.y0, part.y1),
        Side::Right => (width - part.x1, width - part.x0, part.y0, part.y1),
        Side::Top => (part.y0, part.y1, part.x0, part.x1),
        Side::Bottom => (height - part.y1, height - part.y0, part.x0, part.x1),
    };
    let fits =
        |size: i32, range: std::ops::RangeInclusive<i32>| range.contains(&(size * 100 / letter.max(1)));
    (start < NEAR && fits(end, DEPTH_PERCENT) && fits(to - from, LENGTH_PERCENT)).then_some(Seen {
        from,
        to,
        depth: end,
    })
}

/// The strip at a side, from and to along it, and how far in.
fn place(
    scene: &Scene<'_>,
    side: Side,
    (from, to, depth): (i32, i32, i32),
    (width, height): (i32, i32),
) -> Rect {
    match side {
        Side::Left => scene.place(0, from, depth, to),
        Side::Right => scene.place(width - depth, from, width, to),
        Side::Top => scene.place(from, 0, to, depth),
        Side::Bottom => scene.place(from, height - depth, to, height),
    }
}

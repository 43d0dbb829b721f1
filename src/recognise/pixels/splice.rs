//! Parts of lines: where one is cut, and how what was read of it takes its place in the line.
//!
//! Why it exists: a better reader is asked for a date or a name alone, which costs a fraction of the line; what it says
//! must find its way back between the characters that stay.

use super::super::fold::simplified;
use super::line::{DROP, Line, SHOWN, WELL};
use crate::facts::{LineText, Quad};

/// Characters read again to both sides of a value, so that its own ends are not cut.
const MARGIN: usize = 3;

/// From where to where a quad covers a line, thousandths of its length; `None` where it is no part of it. Corners
/// are whole pixels, so two may lack.
pub(super) fn extent_in(line: &Quad, part: &Quad) -> Option<(i32, i32)> {
    let along = |from: (i32, i32), to: (i32, i32), at: (i32, i32)| {
        let (dx, dy) = (f64::from(to.0 - from.0), f64::from(to.1 - from.1));
        let (px, py) = (f64::from(at.0 - from.0), f64::from(at.1 - from.1));
        let length = dx.hypot(dy).max(1.0);
        let off = (px * dy - py * dx).abs() / length;
        (off <= 2.0).then_some((px * dx + py * dy) / length / length)
    };
    let [a, b, c, d] = line.0;
    let ends =
        [along(a, b, part.0[0])?, along(d, c, part.0[3])?, along(a, b, part.0[1])?, along(d, c, part.0[2])?];
    let thousandths = |a: f64, b: f64| ((a + b) * 500.0).round() as i32;
    let (from, to) = (thousandths(ends[0], ends[1]), thousandths(ends[2], ends[3]));
    (from < to && from >= -20 && to <= 1020).then_some((from.max(0), to.min(1000)))
}

/// Where an upright x coordinate lies in a line, thousandths of its length, to the nearest.
pub(super) fn thousandths(line: &Line, x: i32) -> u16 {
    let (off, width) = (i64::from(x - line.rect.x0), i64::from(line.rect.width().max(1)));
    ((2 * off * 1000 + width) / (2 * width)).clamp(0, 1000) as u16
}

/// A part of a line, between upright x coordinates, with [`MARGIN`] characters to both sides; the whole line where
/// that is most of it, or where nobody knows which part is which.
pub(super) fn part_of(line: &Line, from: i32, to: i32) -> Quad {
    let Some(tiny) = line.tiny.filter(|text| text.score >= WELL) else { return line.quad };
    let at = tiny.at.as_slice();
    let first = at.partition_point(|&centre| centre < thousandths(line, from)).saturating_sub(MARGIN);
    let last = (at.partition_point(|&centre| centre <= thousandths(line, to)) + MARGIN).min(at.len());
    if (last.saturating_sub(first)) * 10 >= at.len() * 7 {
        return line.quad;
    }
    // Cut between characters.
    let cut = |index: usize| match index {
        0 => 0.0,
        index if index >= at.len() => 1.0,
        index => f64::from(at[index - 1] + at[index]) / 2000.0,
    };
    let [a, b, c, d] = line.quad.0;
    let mix = |p: (i32, i32), q: (i32, i32), t: f64| {
        let one = |p: i32, q: i32| (f64::from(p) + f64::from(q - p) * t).round() as i32;
        (one(p.0, q.0), one(p.1, q.1))
    };
    let (from, to) = (cut(first), cut(last));
    Quad([mix(a, b, from), mix(a, b, to), mix(d, c, to), mix(d, c, from)])
}

/// A line with a better reading of a part of it, in thousandths of it, in place. A part that says nothing, or a
/// worse reading of the whole, changes nothing.
pub(super) fn spliced(
    known: &LineText,
    better: &LineText,
    (from, to): (i32, i32),
    lacks_one: bool,
) -> LineText {
    let whole = is_whole((from, to));
    if better.score < DROP || (whole && better.score < known.score.min(WELL)) {
        return known.clone();
    }
    if whole {
        let better = &simple_where_known(better, known);
        // Where a character seemed to lack and none was found, the gap is the form's.
        let filled = better.text.chars().count() > known.text.chars().count();
        let kept = known.score >= SHOWN && lacks_one && !filled;
        return if kept { known.clone() } else { better.clone() };
    }
    let (from, to) = (from as u16, to as u16);
    let place = |at: u16| from + (u32::from(at) * u32::from(to - from) / 1000) as u16;
    let (start, end) = core(&known.at, from, to);
    let pairs = || known.text.chars().zip(known.at.iter().copied());
    let read = better.text.chars().zip(better.at.iter().map(|&at| place(at)));
    let mut characters: Vec<(char, u16)> = pairs().filter(|(_, at)| *at < start).collect();
    characters.extend(read.filter(|(_, at)| (start..end).contains(at)));
    characters.extend(pairs().filter(|(_, at)| *at >= end));
    let text = characters.iter().map(|(c, _)| *c).collect();
    LineText { text, at: characters.iter().map(|(_, at)| *at).collect(), score: better.score }
}

/// A reading with the simplified forms that the first reader had where this one has others: both forms are in its
/// dictionary, and of a font that draws 真 as 眞 it takes the wrong one.
fn simple_where_known(better: &LineText, known: &LineText) -> LineText {
    let mut text = better.clone();
    if better.text.chars().count() == known.text.chars().count() {
        let pairs = better.text.chars().zip(known.text.chars());
        text.text = pairs.map(|(new, old)| if simplified(new) == old { old } else { new }).collect();
    }
    text
}

/// All of a line, but for what whole pixels are off.
pub(super) fn is_whole((from, to): (i32, i32)) -> bool {
    from <= 5 && to >= 995
}

/// What of a line a part of it holds for certain: from and to in thousandths.
pub(super) fn inner(line: &LineText, (from, to): (i32, i32)) -> (u16, u16) {
    if is_whole((from, to)) {
        return (0, 1000);
    }
    let (start, end) = core(&line.at, from as u16, to as u16);
    (start, end.saturating_sub(1))
}

/// The part of a crop that is trusted: without the outermost character at each cut end, which may be cut itself.
fn core(at: &[u16], from: u16, to: u16) -> (u16, u16) {
    let first = at.partition_point(|&centre| centre < from);
    let last = at.partition_point(|&centre| centre < to);
    let middle = |index: usize| (at[index - 1] + at[index]) / 2;
    let start = if first == 0 || first + 1 >= at.len() { from } else { middle(first + 1) };
    let end = if last >= at.len() || last < 2 { to.max(1) } else { middle(last - 1) };
    if start < end {
        (if first == 0 { 0 } else { start }, if last >= at.len() { 1001 } else { end })
    } else {
        (from, to)
    }
}

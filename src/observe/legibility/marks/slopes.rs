//! How far lines and margins of text run apart where the sheet's borders are not in the picture.
//!
//! Why it exists: a photo taken at a slant that its page fills shows no borders, but its lines still fan out and its
//! margins still lean together.

use super::Scene;
use super::frame::degrees;
use super::lines::{Line, fall};

/// Lines that can tell a slope: letters, and width in hundredths of the page's.
const MIN_LETTERS: usize = 12;
const MIN_WIDTH_PERCENT: i32 = 20;

/// Lines that tell together, and the part of the page's height that they must span, percent.
const MIN_LINES: usize = 6;
const MIN_SPAN_PERCENT: i32 = 35;

/// Starts of lines belong to one margin within this part of a letter's height, percent.
const OFF_PERCENT: i32 = 40;

/// Part of the lines that must start, or end, on the margin, percent.
const ON_PERCENT: usize = 40;

/// The greater of what lines and margins run apart, hundredths of a degree; None where neither tells.
pub(super) fn keystone(scene: &Scene<'_>) -> Option<i32> {
    let (width, height) = scene.frame_size();
    let fan = fan(&scene.lines, scene.slant, width, height);
    let margins = margins(scene, height);
    fan.into_iter().chain(margins).max()
}

/// How much the lines' slopes change from the first to the last line.
fn fan(lines: &[Line], slant: i32, width: i32, height: i32) -> Option<i32> {
    let told: Vec<(i64, i64)> = lines
        .iter()
        .filter(|line| {
            line.letters.len() >= MIN_LETTERS && (line.x1 - line.x0) * 100 >= width * MIN_WIDTH_PERCENT
        })
        .map(|line| (i64::from(line.top), slope(line, slant)))
        .collect();
    let (first, last) = (told.iter().map(|told| told.0).min()?, told.iter().map(|told| told.0).max()?);
    if told.len() < MIN_LINES || (last - first) * 100 < i64::from(height * MIN_SPAN_PERCENT) {
        return None;
    }
    // The median over pairs (Theil and Sen): a line of a stamp or of handwriting does not turn it.
    let mut turns: Vec<i64> = Vec::new();
    for (at, a) in told.iter().enumerate() {
        for b in told[at + 1..].iter().filter(|b| (b.0 - a.0).abs() * 5 >= last - first) {
            turns.push((b.1 - a.1) * (last - first) / (b.0 - a.0));
        }
    }
    turns.sort_unstable();
    turns.get(turns.len() / 2).map(|&turn| degrees(turn as i32).abs())
}

/// Slope of a line's letters beyond the page's slant, 1/65536: least squares over the letters' feet.
fn slope(line: &Line, slant: i32) -> i64 {
    let feet = line.letters.iter().map(|letter| {
        let x = (letter.x0 + letter.x1) / 2;
        (i64::from(x - line.x0), i64::from(letter.y1 - fall(slant, x) - line.bottom))
    });
    // Commas and dots hang or float; only letters that stand on the line tell.
    let reach = i64::from(line.height() / 4).max(2);
    let feet: Vec<(i64, i64)> =
        feet.filter(|foot| foot.1.abs() <= reach + i64::from(line.height() / 8)).collect();
    let count = feet.len().max(1) as i64;
    let sx: i64 = feet.iter().map(|foot| foot.0).sum();
    let (mut square, mut product) = (0i64, 0i64);
    for (x, y) in &feet {
        square += (count * x - sx) * x;
        product += (count * x - sx) * y;
    }
    if square == 0 { 0 } else { (product << 16) / square }
}

/// By how much the left and the right margin lean apart.
fn margins(scene: &Scene<'_>, height: i32) -> Option<i32> {
    let off = scene.letter? * OFF_PERCENT / 100;
    let ends = |of: fn(&Line) -> i32| -> Vec<(i32, i32)> {
        scene.lines.iter().map(|line| (line.top + fall(scene.slant, of(line)), of(line))).collect()
    };
    let left = margin(&ends(|line| line.x0), off.max(2), height)?;
    let right = margin(&ends(|line| line.x1), off.max(2), height)?;
    Some((degrees(left) - degrees(right)).abs())
}

/// The slope of the line on which most of the ends lie, 1/65536 across for each step down.
fn margin(ends: &[(i32, i32)], off: i32, height: i32) -> Option<i32> {
    let ends = &ends[..ends.len().min(80)];
    let mut best: Option<(usize, i32)> = None;
    for (at, a) in ends.iter().enumerate() {
        for b in ends[at + 1..].iter().filter(|b| (b.0 - a.0) * 100 >= height * MIN_SPAN_PERCENT) {
            let slope = (((b.1 - a.1) as i64) << 16) / i64::from(b.0 - a.0);
            let on = ends.iter().filter(|end| {
                let at = a.1 + ((slope * i64::from(end.0 - a.0)) >> 16) as i32;
                (end.1 - at).abs() <= off
            });
            let count = on.count();
            // Of equals the steeper is not better.
            if best.is_none_or(|(most, known)| {
                count > most || count == most && (slope as i32).abs() < known.abs()
            }) {
                best = Some((count, slope as i32));
            }
        }
    }
    let (count, slope) = best?;
    (count >= MIN_LINES && count * 100 >= ends.len() * ON_PERCENT).then_some(slope)
}

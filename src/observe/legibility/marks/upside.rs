//! Whether lines of Chinese stand on their heads.
//!
//! Why it exists: a page fed upside down reads as nothing, and a network is not always at hand to tell. Chinese
//! strokes have a top and a bottom: horizontals thicken to the right and end in a triangle above, hooks and
//! left-falling strokes end below, roofs sit on top of legs. Turned by half a turn all of that changes sign.
//!
//! A line is described by the strength of its grey slopes in six bands of its height and twelve directions, and by
//! the darkness of the bands; what the turned line would say is taken off. So a line and its turned self have
//! opposite descriptions, and the logistic weights need no bias. Weights: [`weights`], with their source.

use std::ops::Range;

use super::lines::{Line, fall};
use super::weights::WEIGHTS;
use crate::decode::Raster;

/// Bands of a line's height.
const BANDS: usize = 6;

/// Directions of a grey slope, 30° each, the first to the right.
const WAYS: usize = 12;

/// Numbers of a description: half of the bands, all directions, and the darkness of half of the bands.
pub(crate) const FEATURES: usize = BANDS / 2 * WAYS + BANDS / 2;

/// Longest piece of a line that is looked at, in heights, and most lines: more cost time and decide nothing.
const MAX_EMS: i32 = 20;
const MAX_LINES: usize = 20;

/// A line is never surer than this log-odds, thousandths: 95 in 100.
const SURE: i64 = 3000;

/// Lines lower than this part of the page's usual letters, percent, are ornaments, small print and torn lines.
const LOW_PERCENT: i32 = 60;

/// What a line says, in thousandths of its own slopes and darkness; the same with opposite signs when it is turned.
pub(crate) fn describe(view: &View<'_>, line: &Line, slant: i32) -> Option<[i32; FEATURES]> {
    let mut slopes = [[0u32; WAYS]; BANDS];
    let mut dark = [0u32; BANDS];
    let (height, x1) = (line.height(), line.x1.min(line.x0 + MAX_EMS * line.height()));
    let strip = view.strip(line.x0 - 1..x1 + 1, line.top - 1..line.bottom + 1, slant);
    let scale = BANDS as i32 * 256;
    for (down, rows) in (0..height).zip(strip.windows(3)) {
        // The band that a row lies in, and its neighbour: each by its share, so that small print is not cut in steps.
        let place = ((2 * down + 1) * scale / (2 * height) - 128).clamp(0, scale - 256);
        let (band, share) = ((place >> 8) as usize, (place & 255) as u32);
        let mut row = [0u32; WAYS];
        let mut sum = 0u32;
        for (here, (above, below)) in rows[1].windows(3).zip(rows[0].iter().zip(&rows[2]).skip(1)) {
            sum += 255 - u32::from(here[1]);
            // Brighter to the right is positive: the slope points away from the ink.
            let right = i32::from(here[2]) - i32::from(here[0]);
            let below = i32::from(*below) - i32::from(*above);
            let strength = right.unsigned_abs() + below.unsigned_abs();
            if strength >= MIN_SLOPE {
                row[way(right, below)] += strength;
            }
        }
        add(&mut slopes, &mut dark, (band, share), &row, sum);
    }
    opposed(&slopes, &dark)
}

/// Slopes below this many grey levels over two pixels are paper.
const MIN_SLOPE: u32 = 24;

fn add(
    slopes: &mut [[u32; WAYS]; BANDS],
    dark: &mut [u32; BANDS],
    (band, share): (usize, u32),
    row: &[u32; WAYS],
    sum: u32,
) {
    for (band, share) in [(band, 256 - share), ((band + 1).min(BANDS - 1), share)] {
        slopes[band].iter_mut().zip(row).for_each(|(slope, strength)| *slope += strength * share / 16);
        dark[band] += sum * share / 256;
    }
}

/// A description less that of the turned line, in thousandths of all there is.
fn opposed(slopes: &[[u32; WAYS]; BANDS], dark: &[u32; BANDS]) -> Option<[i32; FEATURES]> {
    let all: i64 = slopes.iter().flatten().map(|&strength| i64::from(strength)).sum();
    let black: i64 = dark.iter().map(|&sum| i64::from(sum)).sum();
    if all == 0 || black == 0 {
        return None;
    }
    let mut said = [0i32; FEATURES];
    for band in 0..BANDS / 2 {
        for way in 0..WAYS {
            let turned = slopes[BANDS - 1 - band][(way + WAYS / 2) % WAYS];
            said[band * WAYS + way] =
                ((i64::from(slopes[band][way]) - i64::from(turned)) * 10_000 / all) as i32;
        }
        said[BANDS / 2 * WAYS + band] =
            ((i64::from(dark[band]) - i64::from(dark[BANDS - 1 - band])) * 10_000 / black) as i32;
    }
    Some(said)
}

/// Which of twelve directions a slope points to: borders lie at 15°, 45° and 75° of each quadrant.
fn way(right: i32, below: i32) -> usize {
    let (x, y) = (right.abs(), below.abs());
    // Tangents of 15° and 75° in thousandths.
    let step = match (1000 * y < 268 * x, y < x, 268 * y < 1000 * x && 1000 * y < 3732 * x) {
        (true, ..) => 0,
        (_, true, _) => 1,
        (.., true) => 2,
        _ => 3,
    };
    match (right >= 0, below >= 0) {
        (true, true) => step,
        (false, true) => 6 - step,
        (false, false) => 6 + step,
        (true, false) => (12 - step) % 12,
    }
}

/// Log-odds in thousandths that a line stands upright.
pub(crate) fn upright(said: &[i32; FEATURES]) -> i64 {
    let sum: i64 =
        said.iter().zip(&WEIGHTS).map(|(&value, &weight)| i64::from(value) * i64::from(weight)).sum();
    sum / 10_000
}

/// Whether the page stands on its head, and how sure that is: thousandths, 500 a tie. None without lines.
///
/// `usual`: height of the page's usual letters.
pub(crate) fn vote(view: &View<'_>, lines: &[Line], slant: i32, usual: i32) -> Option<(bool, u16)> {
    let tall = |line: &&Line| line.height() * 100 >= usual * LOW_PERCENT;
    let mut longest: Vec<&Line> = lines.iter().filter(tall).collect();
    longest.sort_by_key(|line| std::cmp::Reverse(line.ems().min(MAX_EMS)));
    let (mut up, mut down) = (0i64, 0i64);
    for line in longest.into_iter().take(MAX_LINES) {
        let Some(said) = describe(view, line, slant) else { continue };
        let odds = upright(&said).clamp(-SURE, SURE) * i64::from(line.ems().min(MAX_EMS));
        if odds > 0 { up += odds } else { down -= odds }
    }
    let all = up + down;
    (all > 0).then(|| (down > up, (up.max(down) * 1000 / all) as u16))
}

/// A grey raster seen in the frame in which lines run across: as it is, or turned a quarter against the clock.
pub(crate) struct View<'a> {
    pub raster: &'a Raster,
    pub side: bool,
}

impl View<'_> {
    /// Rows of levels of a line, each along the slant; paper beyond the page's borders.
    fn strip(&self, across: Range<i32>, down: Range<i32>, slant: i32) -> Vec<Vec<u8>> {
        let (width, height) = (self.raster.width as i32, self.raster.height as i32);
        let level = |x: i32, y: i32| {
            let (column, row) = if self.side { (width - 1 - y, x) } else { (x, y) };
            let inside = (0..width).contains(&column) && (0..height).contains(&row);
            if inside { self.raster.data[(row * width + column) as usize] } else { u8::MAX }
        };
        let falls: Vec<i32> = across.clone().map(|x| fall(slant, x)).collect();
        down.map(|y| across.clone().zip(&falls).map(|(x, fall)| level(x, y + fall)).collect()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::Plane;

    /// A line of marks that look like 丁: a bar above, a leg below with a hook to the left.
    fn marks(width: usize, height: usize) -> Raster {
        let mut data = vec![250u8; width * height];
        for at in (20..width - 40).step_by(24) {
            for x in at..at + 18 {
                for y in [30, 31, 32] {
                    data[y * width + x] = 20;
                }
            }
            for y in 30..50 {
                data[y * width + at + 9] = 20;
                data[y * width + at + 10] = 20;
            }
            for x in at + 5..at + 10 {
                data[48 * width + x] = 20;
            }
        }
        Raster { width, height, plane: Plane::Grey, data }
    }

    fn line(x0: i32, x1: i32, top: i32, bottom: i32) -> Line {
        Line { x0, x1, top, bottom, letters: Vec::new() }
    }

    #[test]
    fn a_turned_line_says_the_opposite() {
        let page = marks(400, 80);
        let mut turned = page.clone();
        turned.data.reverse();
        let upright = View { raster: &page, side: false };
        let head = View { raster: &turned, side: false };
        let here = describe(&upright, &line(15, 380, 29, 51), 0).unwrap();
        let there = describe(&head, &line(20, 385, 29, 51), 0).unwrap();
        assert!(here.iter().any(|value| value.abs() > 300));
        for (a, b) in here.iter().zip(&there) {
            assert!((a + b).abs() <= 20, "{here:?} {there:?}");
        }
    }

    #[test]
    fn a_page_on_its_side_says_the_same_as_upright() {
        let page = marks(400, 80);
        let (width, height) = (page.width, page.height);
        // Turned clockwise: row y becomes column height − 1 − y.
        let mut data = vec![0u8; page.data.len()];
        for y in 0..height {
            for x in 0..width {
                data[x * height + (height - 1 - y)] = page.data[y * width + x];
            }
        }
        let side = Raster { width: height, height: width, plane: Plane::Grey, data };
        let across = describe(&View { raster: &page, side: false }, &line(15, 380, 29, 51), 0);
        let down = describe(&View { raster: &side, side: true }, &line(15, 380, 29, 51), 0);
        assert_eq!(across, down);
    }

    #[test]
    fn directions_lie_in_their_twelfths() {
        for (at, degrees) in (0..360).step_by(30).enumerate() {
            let angle = f64::from(degrees).to_radians();
            assert_eq!(way((angle.cos() * 200.0) as i32, (angle.sin() * 200.0) as i32), at, "{degrees}");
        }
    }
}

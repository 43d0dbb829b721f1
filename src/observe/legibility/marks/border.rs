//! The black border that a scanner leaves where its lid stood open or the sheet was smaller than the glass.
//!
//! Why it exists: it is neither ink nor shadow, and told as such it is harmless: cut it off. It grows inwards from the
//! picture's sides and is as good as black, as no paper and no desk under a lamp is.

use super::Scene;
use crate::decode::Raster;
use crate::facts::{Legibility, Measure, Reading};

/// Levels that are as good as black.
const BLACK: u8 = 40;

/// Part of a row or column of pixels that must be black to belong to a border, percent: a border may be askew.
const FULL_PERCENT: usize = 85;

/// Most that a border takes from one side, percent: more is a dark picture.
const DEEPEST_PERCENT: usize = 25;

/// A scanner's black is even; a dark desk has grain: greatest standard deviation of a border's levels.
const MAX_SPREAD: u64 = 4;

/// The paper inside is at least this bright, or the page is only dark.
const MIN_PAPER: u32 = 90;

/// Thinner borders, pixels of the measured copy, are printed frames or the blur of a cut.
const MIN_DEPTH: usize = 3;

/// How deep the black border is on each side, pixels of the measured copy: left, top, right, bottom.
pub(crate) fn depths(small: &Raster, paper: u32) -> [usize; 4] {
    if paper < MIN_PAPER {
        return [0; 4];
    }
    let (width, height) = (small.width, small.height);
    let is_black = |x: usize, y: usize| small.data.get(y * width + x).is_some_and(|&level| level < BLACK);
    // Every other pixel is enough; a column is a walk through the whole picture.
    let black_row = |y: usize| {
        let count = (0..width).step_by(2).filter(|&x| is_black(x, y)).count();
        count * 100 >= width.div_ceil(2) * FULL_PERCENT
    };
    let black_column = |x: usize| {
        let count = (0..height).step_by(2).filter(|&y| is_black(x, y)).count();
        count * 100 >= height.div_ceil(2) * FULL_PERCENT
    };
    let deep = |side: usize, black: &dyn Fn(usize) -> bool| {
        let most = side * DEEPEST_PERCENT / 100;
        let depth = (0..most).take_while(|&at| black(at)).count();
        if depth < MIN_DEPTH || depth == most { 0 } else { depth }
    };
    let even = |depth: usize, x0: usize, y0: usize, x1: usize, y1: usize| {
        if depth > 0 && is_even(small, x0, y0, x1, y1) { depth } else { 0 }
    };
    let left = deep(width, &black_column);
    let top = deep(height, &black_row);
    let right = deep(width, &|at| black_column(width - 1 - at));
    let bottom = deep(height, &|at| black_row(height - 1 - at));
    [
        even(left, 0, 0, left, height),
        even(top, 0, 0, width, top),
        even(right, width - right, 0, width, height),
        even(bottom, 0, height - bottom, width, height),
    ]
}

/// Whether the black pixels of a strip have no grain.
fn is_even(small: &Raster, x0: usize, y0: usize, x1: usize, y1: usize) -> bool {
    let (mut count, mut sum, mut squares) = (0u64, 0u64, 0u64);
    for y in y0..y1 {
        for &level in
            small.data[y * small.width + x0..y * small.width + x1].iter().filter(|level| **level < BLACK)
        {
            count += 1;
            sum += u64::from(level);
            squares += u64::from(level) * u64::from(level);
        }
    }
    count * squares - sum * sum <= MAX_SPREAD * MAX_SPREAD * count * count
}

/// Percent of the page, and the strips.
pub(super) fn measure(scene: &Scene<'_>, out: &mut Legibility) {
    let small = scene.input.small;
    let (width, height) = (small.width as i32, small.height as i32);
    let [left, top, right, bottom] = scene.border.map(|depth| depth as i32);
    let inner = i64::from(width - left - right) * i64::from(height - top - bottom);
    let all = i64::from(width) * i64::from(height);
    out.values.insert(Measure::BlackBorder, Reading::Is(((all - inner) * 10_000 / all.max(1)) as i32));
    let strips = [
        (left, (0, 0, left, height)),
        (top, (0, 0, width, top)),
        (right, (width - right, 0, width, height)),
        (bottom, (0, height - bottom, width, height)),
    ];
    let strips: Vec<_> = strips
        .into_iter()
        .filter(|(depth, _)| *depth > 0)
        .map(|(_, (x0, y0, x1, y1))| scene.place(x0, y0, x1, y1))
        .collect();
    if !strips.is_empty() {
        out.places.insert(Measure::BlackBorder, strips);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::Plane;

    fn page(level: u8, border: impl Fn(usize, usize) -> bool) -> Raster {
        let data = (0..300 * 400).map(|at| if border(at % 300, at / 300) { 12 } else { level }).collect();
        Raster { width: 300, height: 400, plane: Plane::Grey, data }
    }

    #[test]
    fn strips_along_the_sides_are_a_border_and_a_frame_within_is_none() {
        assert_eq!(depths(&page(240, |x, y| x >= 280 || y < 9), 240), [0, 9, 20, 0]);
        assert_eq!(depths(&page(240, |x, _| (4..8).contains(&x)), 240), [0; 4]);
        assert_eq!(depths(&page(30, |x, _| x < 20), 30), [0; 4]);
    }
}

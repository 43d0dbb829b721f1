//! The pattern of a screen that was photographed.
//!
//! Why it exists: the grid of a screen's dots beats with the grid of a camera's. The stripes wash over letters and
//! nothing that the photographer does at the phone removes them; the document itself must be sent, not a photo of it.
//!
//! A regular pattern is a peak in the power spectrum. Paper, noise and blur have none; rules and an encoder's blocks
//! have theirs on the axes, which are left out. Measured (legibility design) on the 60 flattest tiles of 64 × 64
//! pixels of the page's own raster, peak over median on each ring of 0.1 to 0.5 cycles a pixel: at most 135 on pages
//! without, 200 and more on 49 of 52 photographed screens.

use super::super::Input;
use crate::decode::Raster;
use crate::facts::{Reading, Why};

/// Side of a tile, pixels of the page's own raster.
const SIDE: usize = 64;

/// Tiles that are looked at.
const TILES: usize = 60;

/// Fewer tiles than this say nothing.
const FEWEST: usize = 8;

/// Rings, in cycles a tile: 0.1 to 0.5 cycles a pixel.
const RINGS: std::ops::Range<usize> = 7..32;

/// Nearer to an axis than this, in cycles a tile, lie rules and an encoder's blocks.
const AXIS: usize = 2;

/// Highest value that is told: a pure wave has no median.
const MOST: f64 = 10_000.0;

/// Peak over median, hundredths.
pub(super) fn measure(input: &Input<'_>) -> Reading<i32> {
    let native = input.native;
    let tiles = flattest(input);
    if tiles.len() < FEWEST {
        return Reading::Not(Why::Absent);
    }
    let mut power = vec![0f64; SIDE * (SIDE / 2 + 1)];
    let mut plane = vec![(0f32, 0f32); SIDE * SIDE];
    // Two tiles are one transform: one is its real part, the other its imaginary part.
    for pair in tiles.chunks_exact(2) {
        load(native, pair[0], pair[1], &mut plane);
        transform(&mut plane);
        add(&plane, &mut power);
    }
    Reading::Is((peak(&power).min(MOST) * 100.0).round() as i32)
}

/// Top left corners of the flattest tiles, by the spread of the measured copy's pixels there; even in number.
fn flattest(input: &Input<'_>) -> Vec<(usize, usize)> {
    let (native, small) = (input.native, input.small);
    let factor = (native.width / small.width.max(1)).max(1);
    let side = SIDE / factor.min(SIDE / 4);
    let mut tiles: Vec<(u64, usize, usize)> = Vec::new();
    for row in 0..small.height / side {
        for column in 0..small.width / side {
            let (x, y) = (column * side * factor, row * side * factor);
            if x + SIDE <= native.width && y + SIDE <= native.height {
                tiles.push((spread(small, column * side, row * side, side), y, x));
            }
        }
    }
    tiles.sort_unstable();
    tiles.truncate(TILES.min(tiles.len() & !1));
    tiles.into_iter().map(|(_, y, x)| (x, y)).collect()
}

/// Variance of a tile's levels times the square of its pixels; burnt-out tiles come last, nothing is left in them.
fn spread(small: &Raster, x: usize, y: usize, side: usize) -> u64 {
    let (mut sum, mut squares, mut burnt) = (0u64, 0u64, true);
    for row in y..y + side {
        for &level in &small.data[row * small.width + x..row * small.width + x + side] {
            sum += u64::from(level);
            squares += u64::from(level) * u64::from(level);
            burnt &= level >= 254;
        }
    }
    if burnt { u64::MAX } else { (side * side) as u64 * squares - sum * sum }
}

/// Two tiles, each less its mean and faded out towards its sides (Hann), so that its borders are no pattern.
fn load(native: &Raster, first: (usize, usize), second: (usize, usize), plane: &mut [(f32, f32)]) {
    let tile = |(x, y): (usize, usize)| -> Vec<f32> {
        let rows = (y..y + SIDE).map(|row| &native.data[row * native.width + x..row * native.width + x + SIDE]);
        let sum: u32 = rows.clone().flatten().map(|&level| u32::from(level)).sum();
        let mean = sum as f32 / (SIDE * SIDE) as f32;
        rows.flatten().map(|&level| f32::from(level) - mean).collect()
    };
    let fade = |at: usize| 0.5 - 0.5 * wave(at).0;
    let (first, second) = (tile(first), tile(second));
    for (at, (place, (a, b))) in plane.iter_mut().zip(first.iter().zip(&second)).enumerate() {
        let window = fade(at / SIDE) * fade(at % SIDE);
        *place = (a * window, b * window);
    }
}

/// Cosine and sine of a 64th part of a turn times `at`.
///
/// The sines of the first quarter are written out, so that every processor counts with the same.
fn wave(at: usize) -> (f32, f32) {
    const SINES: [f32; 17] = [
        0.0, 0.098_017_14, 0.195_090_32, 0.290_284_68, 0.382_683_43, 0.471_396_74, 0.555_570_2, 0.634_393_3,
        0.707_106_77, 0.773_010_43, 0.831_469_6, 0.881_921_3, 0.923_879_5, 0.956_940_35, 0.980_785_25, 0.995_184_7,
        1.0,
    ];
    let sine = |at: usize| match at % SIDE {
        part @ 0..=16 => SINES[part],
        part @ 17..=32 => SINES[32 - part],
        part @ 33..=48 => -SINES[part - 32],
        part => -SINES[64 - part],
    };
    (sine(at + 16), sine(at))
}

/// The Fourier transform of a plane of 64 × 64, rows and then columns, in place.
fn transform(plane: &mut [(f32, f32)]) {
    for row in plane.chunks_exact_mut(SIDE) {
        transform_row(row);
    }
    let mut column = [(0f32, 0f32); SIDE];
    for x in 0..SIDE {
        for (place, row) in column.iter_mut().zip(plane.chunks_exact(SIDE)) {
            *place = row[x];
        }
        transform_row(&mut column);
        for (place, row) in column.iter().zip(plane.chunks_exact_mut(SIDE)) {
            row[x] = *place;
        }
    }
}

/// The fast Fourier transform of 64 values (Cooley and Tukey 1965), in place.
fn transform_row(row: &mut [(f32, f32)]) {
    for at in 0..SIDE {
        let mirrored = at.reverse_bits() >> (usize::BITS - SIDE.trailing_zeros());
        if at < mirrored {
            row.swap(at, mirrored);
        }
    }
    let mut half = 1;
    while half < SIDE {
        for block in row.chunks_exact_mut(2 * half) {
            let (low, high) = block.split_at_mut(half);
            for (at, (a, b)) in low.iter_mut().zip(high).enumerate() {
                let (cosine, sine) = wave(at * (SIDE / 2 / half));
                let turned = (b.0 * cosine + b.1 * sine, b.1 * cosine - b.0 * sine);
                (*a, *b) = ((a.0 + turned.0, a.1 + turned.1), (a.0 - turned.0, a.1 - turned.1));
            }
        }
        half *= 2;
    }
}

/// Adds the powers of the two tiles of a transform, for the half of the plane that tells all.
fn add(plane: &[(f32, f32)], power: &mut [f64]) {
    for v in 0..SIDE {
        for u in 0..=SIDE / 2 {
            let (here, there) = (plane[v * SIDE + u], plane[(SIDE - v) % SIDE * SIDE + (SIDE - u) % SIDE]);
            // Sum of both tiles' powers: |z|² and |z̄|² of opposite places, halved.
            let both = here.0 * here.0 + here.1 * here.1 + there.0 * there.0 + there.1 * there.1;
            power[v * (SIDE / 2 + 1) + u] += f64::from(both) / 2.0;
        }
    }
}

/// The greatest peak over median of a ring.
fn peak(power: &[f64]) -> f64 {
    let mut rings: Vec<Vec<f64>> = vec![Vec::new(); RINGS.end];
    for v in 0..SIDE {
        let down = v.min(SIDE - v);
        for across in AXIS..=SIDE / 2 {
            let square = across * across + down * down;
            let ring = (square as f64).sqrt().round() as usize;
            if down >= AXIS && RINGS.contains(&ring) {
                rings[ring].push(power[v * (SIDE / 2 + 1) + across]);
            }
        }
    }
    let mut greatest = 0f64;
    for ring in rings.iter_mut().filter(|ring| ring.len() >= 8) {
        ring.sort_unstable_by(f64::total_cmp);
        let (median, peak) = (ring[ring.len() / 2], ring[ring.len() - 1]);
        // A flat page has no power at all; less than a level's rounding is none.
        if median > 0.0 || peak > 0.0 {
            greatest = greatest.max(peak / median.max(1e-3));
        }
    }
    greatest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wave_is_a_peak_at_its_place() {
        let mut row = [(0f32, 0f32); SIDE];
        for (at, place) in row.iter_mut().enumerate() {
            *place = (wave(5 * at).0, 0.0);
        }
        transform_row(&mut row);
        for (at, value) in row.iter().enumerate() {
            let wanted = if at == 5 || at == SIDE - 5 { 32.0 } else { 0.0 };
            assert!((value.0 - wanted).abs() < 1e-3 && value.1.abs() < 1e-3, "{at}: {value:?}");
        }
    }

    #[test]
    fn sines_are_those_of_the_library() {
        for at in 0..SIDE {
            let angle = std::f32::consts::TAU * at as f32 / SIDE as f32;
            assert!((wave(at).0 - angle.cos()).abs() < 1e-6 && (wave(at).1 - angle.sin()).abs() < 1e-6);
        }
    }
}

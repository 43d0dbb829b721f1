//! The pattern of a screen that was photographed.
//!
//! Why it exists: the grid of a screen's dots beats with the grid of a camera's. The stripes wash over letters and
//! nothing that the photographer does at the phone removes them; the document itself must be sent, not a photo of it.
//!
//! A regular pattern is a peak in the power spectrum. Paper, noise and blur have none; rules and an encoder's blocks
//! have theirs on the axes, which are left out. Measured (legibility design) on the 60 flattest tiles of 64 × 64
//! pixels of the page's own raster, peak over median on each ring of 0.1 to 0.5 cycles a pixel: at most 135 on pages
//! without, 200 and more on 49 of 52 photographed screens.

use super::Scene;
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
pub(super) fn measure(scene: &Scene<'_>) -> Reading<i32> {
    let native = scene.input.native;
    let tiles = flattest(scene);
    if tiles.len() < FEWEST {
        return Reading::Not(Why::Absent);
    }
    let mut power = vec![0f64; SIDE * (SIDE / 2 + 1)];
    let mut plane = Plane::new();
    // Two tiles are one transform: one is its real part, the other its imaginary part.
    for pair in tiles.chunks_exact(2) {
        plane.load(native, pair[0], pair[1]);
        plane.transform();
        plane.add_to(&mut power);
    }
    Reading::Is((peak(&power).min(MOST) * 100.0).round() as i32)
}

/// Top left corners of the flattest tiles, by the spread of the measured copy's pixels there; even in number.
fn flattest(scene: &Scene<'_>) -> Vec<(usize, usize)> {
    let (native, small) = (scene.input.native, scene.input.small);
    let factor = (native.width / small.width.max(1)).max(1);
    let side = SIDE / factor.min(SIDE / 4);
    let mut tiles: Vec<(u64, usize, usize)> = Vec::new();
    for row in 0..small.height / side {
        for column in 0..small.width / side {
            let (x, y) = (column * side * factor, row * side * factor);
            let middle = ((column * side + side / 2) as i32, (row * side + side / 2) as i32);
            if x + SIDE <= native.width && y + SIDE <= native.height && scene.frame.holds(middle.0, middle.1)
            {
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
    // Sums of 64 × 64 squares fit 32 bits.
    let (mut sum, mut squares, mut least) = (0u32, 0u32, u8::MAX);
    for row in y..y + side {
        for &level in &small.data[row * small.width + x..row * small.width + x + side] {
            sum += u32::from(level);
            squares += u32::from(u16::from(level) * u16::from(level));
            least = least.min(level);
        }
    }
    let (sum, squares) = (u64::from(sum), u64::from(squares));
    if least >= 254 { u64::MAX } else { (side * side) as u64 * squares - sum * sum }
}

/// Cosine and sine of a 64th part of a turn times `at`.
///
/// The sines of the first quarter are written out, so that every processor counts with the same.
fn wave(at: usize) -> (f32, f32) {
    const SINES: [f32; 17] = [
        0.0,
        0.098_017_14,
        0.195_090_32,
        0.290_284_7,
        0.382_683_43,
        0.471_396_74,
        0.555_570_2,
        0.634_393_3,
        0.707_106_77,
        0.773_010_43,
        0.831_469_6,
        0.881_921_3,
        0.923_879_5,
        0.956_940_35,
        0.980_785_25,
        0.995_184_7,
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

/// A plane of 64 × 64 complex numbers; parts apart, so that whole rows are counted at once.
struct Plane {
    real: Vec<f32>,
    imaginary: Vec<f32>,
    /// How much each row or column counts: faded out towards its ends (Hann), so that a tile's sides are no pattern.
    window: [f32; SIDE],
    waves: [(f32, f32); SIDE / 2],
}

impl Plane {
    fn new() -> Plane {
        let plane = || vec![0f32; SIDE * SIDE];
        let window = std::array::from_fn(|at| 0.5 - 0.5 * wave(at).0);
        Plane { real: plane(), imaginary: plane(), window, waves: std::array::from_fn(wave) }
    }

    /// Two tiles, each less its mean.
    fn load(&mut self, native: &Raster, first: (usize, usize), second: (usize, usize)) {
        for ((x, y), plane) in [(first, &mut self.real), (second, &mut self.imaginary)] {
            let tile = |row: usize| {
                let from = (y + row) * native.width + x;
                &native.data[from..from + SIDE]
            };
            let sum: u32 = (0..SIDE).flat_map(tile).map(|&level| u32::from(level)).sum();
            let mean = sum as f32 / (SIDE * SIDE) as f32;
            for (row, out) in plane.chunks_exact_mut(SIDE).enumerate() {
                let down = self.window[row];
                for ((place, &level), across) in out.iter_mut().zip(tile(row)).zip(&self.window) {
                    *place = (f32::from(level) - mean) * down * across;
                }
            }
        }
    }

    /// The Fourier transform, in place; rows and columns change places, which a half of all directions cannot tell.
    fn transform(&mut self) {
        for _ in 0..2 {
            self.columns();
            transpose(&mut self.real);
            transpose(&mut self.imaginary);
        }
    }

    /// The fast Fourier transform of every column (Cooley and Tukey 1965), whole rows at a time.
    fn columns(&mut self) {
        for at in 0..SIDE {
            let mirrored = at.reverse_bits() >> (usize::BITS - SIDE.trailing_zeros());
            if at < mirrored {
                for x in 0..SIDE {
                    self.real.swap(at * SIDE + x, mirrored * SIDE + x);
                    self.imaginary.swap(at * SIDE + x, mirrored * SIDE + x);
                }
            }
        }
        let mut half = 1;
        while half < SIDE {
            let blocks = self.real.chunks_exact_mut(2 * half * SIDE);
            for (real, imaginary) in blocks.zip(self.imaginary.chunks_exact_mut(2 * half * SIDE)) {
                let (low_real, high_real) = real.split_at_mut(half * SIDE);
                let (low_imaginary, high_imaginary) = imaginary.split_at_mut(half * SIDE);
                let low = low_real.chunks_exact_mut(SIDE).zip(low_imaginary.chunks_exact_mut(SIDE));
                let high = high_real.chunks_exact_mut(SIDE).zip(high_imaginary.chunks_exact_mut(SIDE));
                for (at, (low, high)) in low.zip(high).enumerate() {
                    butterfly(low, high, self.waves[at * (SIDE / 2 / half)]);
                }
            }
            half *= 2;
        }
    }

    /// Adds the powers of the two tiles, for the half of the plane that tells all.
    fn add_to(&self, power: &mut [f64]) {
        let square = |at: usize| self.real[at] * self.real[at] + self.imaginary[at] * self.imaginary[at];
        for v in 0..SIDE {
            for u in 0..=SIDE / 2 {
                // Opposite places together hold both tiles' powers, twice.
                let both = square(v * SIDE + u) + square((SIDE - v) % SIDE * SIDE + (SIDE - u) % SIDE);
                power[v * (SIDE / 2 + 1) + u] += f64::from(both) / 2.0;
            }
        }
    }
}

/// Real and imaginary parts of a row.
type Row<'a> = (&'a mut [f32], &'a mut [f32]);

/// Two rows become their sum and their difference, the second turned by a wave.
fn butterfly(low: Row<'_>, high: Row<'_>, (cosine, sine): (f32, f32)) {
    let high = high.0.iter_mut().zip(high.1);
    for ((a, b), (c, d)) in low.0.iter_mut().zip(low.1).zip(high) {
        let (real, imaginary) = (*c * cosine + *d * sine, *d * cosine - *c * sine);
        (*c, *d) = (*a - real, *b - imaginary);
        (*a, *b) = (*a + real, *b + imaginary);
    }
}

fn transpose(plane: &mut [f32]) {
    for y in 0..SIDE {
        for x in 0..y {
            plane.swap(y * SIDE + x, x * SIDE + y);
        }
    }
}

/// The greatest peak over the median of its ring. What runs on along the ray through the peak is a line's, not a wave's:
/// a rule askew or a fine wavy line fills a whole ray.
fn peak(power: &[f64]) -> f64 {
    let at = |u: i32, v: i32| power[(v.rem_euclid(SIDE as i32)) as usize * (SIDE / 2 + 1) + u as usize];
    let mut rings: Vec<Vec<(f64, i32, i32)>> = vec![Vec::new(); RINGS.end];
    for v in -(SIDE as i32 / 2) + 1..SIDE as i32 / 2 {
        for u in AXIS as i32..=SIDE as i32 / 2 {
            let ring = (f64::from(u * u + v * v)).sqrt().round() as usize;
            if v.abs() >= AXIS as i32 && RINGS.contains(&ring) {
                rings[ring].push((at(u, v), u, v));
            }
        }
    }
    let mut greatest = 0f64;
    for (radius, ring) in rings.iter_mut().enumerate().filter(|(_, ring)| ring.len() >= 8) {
        ring.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        let median = ring[ring.len() / 2].0.max(LEAST_POWER);
        // The strongest few are enough; the rest cannot be greater.
        for &(peak, u, v) in ring.iter().rev().take(6) {
            let radius = radius as i32;
            let along = |by: i32| {
                let (u, v) = (nearest(u * (radius + by), radius), nearest(v * (radius + by), radius));
                (u <= SIDE as i32 / 2 && v.abs() < SIDE as i32 / 2).then(|| at(u, v))
            };
            let ray = [along(-RAY), along(RAY)].into_iter().flatten().fold(0f64, f64::max);
            greatest = greatest.max(peak / median.max(ray));
        }
    }
    greatest
}

/// Along the ray from a peak to where a wave has nothing left, in cycles a tile: beyond the window's own width.
const RAY: i32 = 4;

/// Power of a flat page, of levels rounded to whole numbers; less is no median.
const LEAST_POWER: f64 = 1.0;

fn nearest(value: i32, by: i32) -> i32 {
    (2 * value + by).div_euclid(2 * by)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Waves of 5 cycles across and 9 down in a tile, or a slanting line, on paper with a little noise.
    fn spectrum(of: impl Fn(usize, usize) -> f32) -> Vec<f64> {
        let mut random = 1u32;
        let mut noise = || {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f32::from((random >> 24) as u8) / 64.0
        };
        let data = (0..SIDE * SIDE).map(|at| (of(at % SIDE, at / SIDE) + noise()) as u8).collect();
        let page = Raster { width: SIDE, height: SIDE, plane: crate::decode::Plane::Grey, data };
        let mut plane = Plane::new();
        plane.load(&page, (0, 0), (0, 0));
        plane.transform();
        let mut power = vec![0f64; SIDE * (SIDE / 2 + 1)];
        plane.add_to(&mut power);
        power
    }

    #[test]
    fn a_wave_is_a_peak_at_its_place() {
        let power = spectrum(|x, y| 120.0 + 10.0 * wave(5 * x + 9 * y).0);
        let (most, _) = power.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).unwrap();
        assert!([5, 9].contains(&(most % (SIDE / 2 + 1))), "{most}");
        assert!(peak(&power) > 1000.0, "{}", peak(&power));
    }

    #[test]
    fn noise_and_a_slanting_line_are_no_wave() {
        assert!(peak(&spectrum(|_, _| 200.0)) < 40.0);
        // As a scanner sees it, with soft sides.
        let line = |x: usize, y: usize| {
            let off = (x as f32 + 3.0 * y as f32 - 120.0) / 10f32.sqrt();
            200.0 - 140.0 * (-off * off / 4.5).exp()
        };
        assert!(peak(&spectrum(line)) < 100.0, "{}", peak(&spectrum(line)));
    }

    #[test]
    fn sines_are_those_of_the_library() {
        for at in 0..SIDE {
            let angle = std::f32::consts::TAU * at as f32 / SIDE as f32;
            assert!((wave(at).0 - angle.cos()).abs() < 1e-6 && (wave(at).1 - angle.sin()).abs() < 1e-6);
        }
    }
}

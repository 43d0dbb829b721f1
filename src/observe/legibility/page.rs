//! What lines say of their page.
//!
//! Why it exists: one blurred line in a photo must not speak for a sharp page, nor one sharp title for blurred text.
//! The page takes the 25 % quantile of its lines, weighted by length and contrast (step 8), and the measures of paper.

use crate::facts::{Legibility, Measure, Origin, Reading, Why};

use super::line::Measured;
use super::{Input, is_captured};

/// The measures of this room.
pub(super) const MEASURES: &[Measure] = &[
    Measure::Sharpness,
    Measure::MotionSharpness,
    Measure::StrokeTexture,
    Measure::TextHeight,
    Measure::SignalToNoise,
    Measure::JpegQuality,
    Measure::TextContrast,
    Measure::InkDepth,
    Measure::PaperLevel,
    Measure::EvenLight,
    Measure::TextAmount,
    Measure::WashedOut,
    Measure::Bilevel,
    Measure::Resolution,
    Measure::Noise,
];

/// Least contrast of text that counts as found, hundredths of a percent.
const FOUND: i32 = 1200;

/// Text whose contrast is above it was not washed out, hundredths of a percent: of drawn clean pages none lies below 41 %,
/// of those over-exposed until they could not be read none above 4 %.
const DROWNED: i32 = 3500;

/// Levels that JPEG makes of pure white and pure black beside an edge, and lower or higher.
const WHITE: u8 = 236;
const BLACK: u8 = 24;

/// Noise below this (hundredths of a level) is the rounding to whole levels.
const LEAST_NOISE: i64 = 45;

/// Most of a text's height that helps against noise, thousandths of the longest side; of a card, which is looked at
/// from nearer, more.
const TALLEST: i64 = 125;
const TALLEST_OF_CARD: i64 = 350;

/// Text by the boxes of its lines, hundredths of an em.
pub(super) struct Found {
    /// In all lines of the page.
    pub all: usize,
    /// In those that were cut out to be measured.
    pub cut: usize,
}

/// Writes all values.
pub(super) fn fill(input: &Input, lines: &[Measured], ems: &Found, out: &mut Legibility) {
    for measure in MEASURES {
        out.values.insert(*measure, Reading::Not(Why::Absent));
    }
    let mut set = |measure: Measure, value: i32| {
        out.values.insert(measure, Reading::Is(value));
    };
    let weights = weights(lines);
    let contrast = (!lines.is_empty()).then(|| quantile(lines, &weights, 50, |line| line.contrast));
    paper(input, contrast, &mut set);
    let found: i32 = lines.iter().filter(|line| line.contrast > FOUND).map(|line| line.ems).sum();
    // Of lines that were not cut as much is text as of those that were.
    let share = found.max(0) as u64 * ems.all as u64 / (ems.cut as u64).max(1);
    set(Measure::TextAmount, share.min(1_000_000) as i32);
    if let Reading::Is(dpi) = input.sheet.dpi {
        set(Measure::Resolution, (dpi.min(20_000) * 100) as i32);
    }
    let Some(contrast) = contrast else { return };
    let low = |of: fn(&Measured) -> i32| quantile(lines, &weights, 25, of);
    let height = low(|line| line.height);
    set(Measure::Sharpness, low(|line| line.sharpness));
    set(Measure::MotionSharpness, low(|line| line.motion));
    set(Measure::StrokeTexture, low(|line| line.texture));
    set(Measure::TextHeight, height);
    set(Measure::TextContrast, contrast);
    let depth = quantile(lines, &weights, 50, Measured::depth);
    set(Measure::InkDepth, depth);
    set(Measure::SignalToNoise, signal(input, height, depth));
    if let Some(quality) = input.sheet.jpeg_quality {
        set(Measure::JpegQuality, (i64::from(quality) * i64::from(height.min(4000)) / 2000) as i32);
    }
    if input.sheet.origin == Origin::Picture {
        set(Measure::Resolution, resolution(input, height));
    }
}

/// min(em, 40) · min(1, contrast / P90 of contrast)², in whole numbers.
fn weights(lines: &[Measured]) -> Vec<i64> {
    let mut contrasts: Vec<i64> = lines.iter().map(|line| i64::from(line.contrast)).collect();
    contrasts.sort_unstable();
    let high = contrasts.get(contrasts.len() * 9 / 10).copied().unwrap_or(1).max(1);
    let share = |line: &Measured| (i64::from(line.contrast) * 1000 / high).min(1000);
    lines.iter().map(|line| i64::from(line.ems) * share(line) * share(line) / 1000 + 1).collect()
}

/// The value that `percent` of the weight lies at or below.
fn quantile(lines: &[Measured], weights: &[i64], percent: i64, of: impl Fn(&Measured) -> i32) -> i32 {
    let mut pairs: Vec<(i32, i64)> = lines.iter().map(of).zip(weights.iter().copied()).collect();
    pairs.sort_unstable();
    let wanted = weights.iter().sum::<i64>() * percent;
    let mut sum = 0;
    let reached = pairs.iter().find(|pair| {
        sum += pair.1 * 100;
        sum >= wanted
    });
    reached.map_or(0, |pair| pair.0)
}

/// Depth of ink · text height / 20 over the noise, hundredths; heights in pixels of the small raster.
fn signal(input: &Input, height: i32, depth: i32) -> i32 {
    let (width, tall) = (input.small.width as i64, input.small.height as i64);
    let is_card = width * 100 >= 145 * tall && width * 100 <= 175 * tall;
    let most = width.max(tall) * if is_card { TALLEST_OF_CARD } else { TALLEST } / 100;
    let small = ((height as f32 / input.factor()).round() as i64).min(most);
    let noise = i64::from(input.paper.noise).max(LEAST_NOISE);
    (i64::from(depth) * small / 20 / noise).min(1_000_000) as i32
}

/// Of a picture nobody knows the size: a sheet's shape is taken for A4, else text for 10.5 points. Hundredths of a dpi.
fn resolution(input: &Input, height: i32) -> i32 {
    let (long, short) =
        (input.sheet.width.max(input.sheet.height), input.sheet.width.min(input.sheet.height).max(1));
    if (130..=152).contains(&(u64::from(long) * 100 / u64::from(short))) {
        // 11.69 inches.
        return ((u64::from(long) * 100 + 584) / 1169 * 100).min(1_000_000) as i32;
    }
    (i64::from(height) * 7200 / (93 * 1050 / 100)) as i32
}

/// Measures of paper and of single levels; `contrast`: of the page's text, None where no line was found.
fn paper(input: &Input, contrast: Option<i32>, set: &mut impl FnMut(Measure, i32)) {
    let mut tiles = input.paper.grid.values.clone();
    tiles.sort_unstable();
    let at = |percent: usize| tiles.get(tiles.len() * percent / 100).copied().unwrap_or(0);
    set(Measure::Noise, input.paper.noise.min(25_500) as i32);
    set(Measure::PaperLevel, (input.paper.light * 100) as i32);
    set(Measure::EvenLight, (at(5) * 10_000 / at(95).max(1)) as i32);
    if !is_captured(input.sheet.origin) {
        set(Measure::WashedOut, 0);
        return;
    }
    let levels = Levels::of(input);
    set(Measure::Bilevel, levels.bilevel());
    let drowned = contrast.is_none_or(|contrast| contrast < DROWNED);
    let washed = input.paper.level >= 253 && at(5) >= 250 && levels.burnt * 2 >= levels.all && drowned;
    set(Measure::WashedOut, if washed { levels.percent(levels.burnt) } else { 0 });
}

/// How many levels of a row are such; of as many as a byte can count at once, so that it becomes vector code.
fn count(row: &[u8], is: impl Fn(u8) -> bool) -> u64 {
    let of = |part: &[u8]| u64::from(part.iter().map(|&level| u8::from(is(level))).sum::<u8>());
    let (parts, rest) = row.as_chunks::<128>();
    parts.iter().map(|part| of(part)).sum::<u64>() + of(rest)
}

/// How many pixels of the page have which levels.
#[derive(Default)]
struct Levels {
    all: u64,
    /// Next to the sensor's end.
    burnt: u64,
    white: u64,
    black: u64,
}

impl Levels {
    /// Of one row in four of the native pixels: shares do not need more.
    fn of(input: &Input) -> Levels {
        let mut levels = Levels::default();
        for row in input.native.data.chunks_exact(input.native.width.max(1)).step_by(4) {
            levels.burnt += count(row, |level| level >= 253);
            levels.white += count(row, |level| level >= WHITE);
            levels.black += count(row, |level| level <= BLACK);
            levels.all += row.len() as u64;
        }
        levels
    }

    /// Of what is not white, the share that is black: the edges of print that was scanned in grey are neither.
    /// Hundredths of a percent; 0 for a page of white, and for one in the dark, whose black is no ink.
    fn bilevel(&self) -> i32 {
        if self.white * 4 < self.all {
            return 0;
        }
        (self.black * 10_000 / (self.all - self.white).max(1)) as i32
    }

    /// Hundredths of a percent of all.
    fn percent(&self, part: u64) -> i32 {
        (part * 10_000 / self.all.max(1)) as i32
    }
}

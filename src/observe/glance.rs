//! One look at a page: size, origin, brightness, ink, blank or not.
//!
//! Why it exists: everything here is learnt without reading a letter and costs little more than the decode. It
//! decides what is asked next.

use super::bits::Bits;
use super::drawn::Drawn;
use super::sheet::Sheet;
use super::{blank, legibility, paper, trace};
use crate::decode::Raster;
use crate::facts::{Glance, Legibility, Origin, Reading, Why};

/// Drawn letters smaller than this (points) are no text for a reader: footnotes are 6 to 8, hidden marks 1 to 2.
const MIN_TEXT_POINTS: f64 = 4.0;

/// All readings of a page; `drawn` is what a PDF page draws.
pub(crate) fn glance(sheet: &Sheet, drawn: Option<&Drawn>) -> Glance {
    let shows_text = drawn.is_some_and(|drawn| drawn.glyphs.iter().any(|glyph| glyph.shows));
    let drawn_text = drawn.is_some_and(|drawn| {
        drawn
            .glyphs
            .iter()
            .any(|glyph| glyph.shows && glyph.size >= MIN_TEXT_POINTS && !is_space(&glyph.text))
    });
    let legible = sheet.origin == Origin::Digital && drawn_text;
    let measured = sheet.small.as_ref().map(|small| Measured::of(sheet, small));
    Glance {
        width: sheet.width,
        height: sheet.height,
        origin: sheet.origin,
        dpi: sheet.dpi,
        exif: sheet.exif,
        rotate: sheet.rotate,
        mean: reading(&measured, |m| m.mean),
        contrast: reading(&measured, |m| m.contrast),
        ink: reading(&measured, |m| m.ink),
        // A font that is not embedded draws nothing here and everything at the reader's: glyphs are never blank.
        blank: if shows_text { Reading::Is(false) } else { reading(&measured, |m| m.blank) },
        legibility: measured.map_or_else(legibility::absent, |measured| measured.legibility),
        legible: if legible { Reading::Is(true) } else { Reading::Not(Why::NotBuilt) },
    }
}

fn is_space(text: &Option<String>) -> bool {
    text.as_ref().is_some_and(|text| text.chars().all(char::is_whitespace))
}

/// Letters that are drawn have no brightness to measure.
fn reading<T>(measured: &Option<Measured>, of: impl Fn(&Measured) -> T) -> Reading<T> {
    measured.as_ref().map_or(Reading::Not(Why::Absent), |measured| Reading::Is(of(measured)))
}

struct Measured {
    mean: u8,
    contrast: u8,
    ink: u16,
    blank: bool,
    legibility: Legibility,
}

impl Measured {
    fn of(sheet: &Sheet, small: &Raster) -> Measured {
        let native = sheet.native.as_ref().unwrap_or(small);
        let levels = levels(&small.data);
        let count = small.data.len().max(1) as u64;
        let sum: u64 = levels.iter().zip(0u64..).map(|(times, level)| times * level).sum();
        let paper = paper::Paper::of(small);
        let ink = paper::ink(small, &paper);
        let inked = ink.count() as u64;
        Measured {
            mean: ((sum + count / 2) / count) as u8,
            contrast: percentile(&levels, count, 99) - percentile(&levels, count, 1),
            ink: ((inked * 1000 + count / 2) / count) as u16,
            blank: is_empty(native, small, &paper, &ink),
            legibility: legibility::measure(&legibility::Input {
                sheet,
                small,
                native,
                paper: &paper,
                ink: &ink,
            }),
        }
    }
}

/// Nothing but paper: no ink that could be writing, no pattern that shrinks to grey, no trace too faint to be ink. The
/// cheap questions come first.
fn is_empty(native: &Raster, small: &Raster, paper: &paper::Paper, ink: &Bits) -> bool {
    blank::is_blank(paper, ink) && !blank::is_busy(native) && !trace::has_traces(small, ink)
}

/// How many pixels have each level. Counted four apart: neighbours are mostly alike, and a count waits for the one
/// before it.
fn levels(data: &[u8]) -> [u64; 256] {
    let mut counts = [[0u32; 256]; 4];
    let (fours, rest) = data.as_chunks::<4>();
    for four in fours {
        counts.iter_mut().zip(four).for_each(|(counts, &level)| counts[usize::from(level)] += 1);
    }
    rest.iter().for_each(|&level| counts[0][usize::from(level)] += 1);
    std::array::from_fn(|level| counts.iter().map(|counts| u64::from(counts[level])).sum())
}

/// The lowest level that has at least `percent` of the pixels at or below it.
fn percentile(levels: &[u64; 256], count: u64, percent: u64) -> u8 {
    let mut below = 0;
    for (level, times) in (0u8..=255).zip(levels) {
        below += times;
        if below * 100 >= count * percent {
            return level;
        }
    }
    255
}

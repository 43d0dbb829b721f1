//! On which plane of its pixels a page is read.
//!
//! Why it exists: red, for seals, is not the best of every page. What is photographed from a screen, noisy, dark or faint
//! shows more of itself on another, which costs a look of its own and is asked only where red cannot be read.

use super::steps::FINE;
use crate::facts::{Answer, Glance, Lines, Measure, PageFacts, Plane, Probe, Reading};

/// Fewer boxes than this on the red plane: another is looked at, too, where the page says which.
const FEW_BOXES: usize = 3;
/// Paper darker than this makes the detector fail first (legibility.md, limit of `paper` with room).
const DARK: u8 = 120;
/// Strength of a screen's pattern from which on it is one (legibility.md, moiré).
const SCREEN: f64 = 200.0;
/// Ink over noise below which a page is noisy, and noise of its paper, grey levels, from which on it is where no ink
/// was measured (legibility.md, limits of `snr` and σ).
const INK_OVER_NOISE: f64 = 5.2;
const NOISE: f64 = 8.0;
/// Text below this height, pixels, has strokes of a pixel (legibility.md, H: warned of below it).
const SMALL_TEXT: f64 = 12.0;

const NORMALISED: Probe = Probe::Lines { side: 960, plane: Plane::Normalised };
const SMOOTH: Probe = Probe::Lines { side: 960, plane: Plane::Smooth };

/// Another plane, where the red one found next to nothing, or less than half of what the page's ink shows.
pub(super) fn other_plane(page: &PageFacts, glance: &Glance, base: &Probe) -> Option<Probe> {
    let Some(Answer::Lines(red)) = page.answers.get(base) else { return None };
    let few = red.boxes.len() < FEW_BOXES.max(glance.legibility.lines.len() / 2);
    let ask = if few { better_plane(glance)? } else { return None };
    (!page.asked(&ask)).then_some(ask)
}

/// The one that shows more of the page than red does: a screen's pattern and noise can be smoothed, and what is dark or
/// faint normalised by its paper. Noise of the dark drowns ink in either, so that is normalised.
fn better_plane(glance: &Glance) -> Option<Probe> {
    match () {
        () if is_patterned(glance) => Some(SMOOTH),
        () if is_dim(glance) => Some(NORMALISED),
        () if is_noisy(glance) => Some(SMOOTH),
        () => None,
    }
}

/// Where even the better reader cannot read the red plane: another, not asked yet. A screen's pattern may be too fine
/// or too coarse to be measured, so a page that nothing speaks of is smoothed as well; but strokes of small text are no
/// wider than what is smoothed away.
pub(super) fn another_plane(page: &PageFacts) -> Option<Probe> {
    let glance = page.glance()?;
    let small =
        glance.legibility.value(Measure::TextHeight).value().is_some_and(|height| height < SMALL_TEXT);
    let plane = better_plane(glance).or((!small).then_some(SMOOTH))?;
    (!page.asked(&plane)).then_some(plane)
}

/// Photographed from a screen.
fn is_patterned(glance: &Glance) -> bool {
    glance.legibility.value(Measure::Moire).value().is_some_and(|moire| moire >= SCREEN)
}

fn is_noisy(glance: &Glance) -> bool {
    let value = |measure| glance.legibility.value(measure).value();
    let drowned = value(Measure::SignalToNoise).map(|ratio| ratio < INK_OVER_NOISE);
    drowned.or_else(|| value(Measure::Noise).map(|noise| noise >= NOISE)).unwrap_or(false)
}

/// Dark or faint.
fn is_dim(glance: &Glance) -> bool {
    let dark = matches!(glance.mean, Reading::Is(mean) if mean < DARK);
    dark || glance.is_faint()
}

/// The lines to read, and on which plane: the smooth one where it was asked, which it is where red cannot be read; the
/// normalised one where it shows nearly as many lines (marks of one character, of which it is full on a burnt page, do
/// not count); the finer look only where the first one found none. A detector finds lines in noise that no reader can
/// read, and loses some where it is smoothed: those of the look that found more are read smoothed.
pub(super) fn best_lines<'p>(page: &'p PageFacts, base: &'p Probe) -> Option<(&'p Probe, &'p Lines, Plane)> {
    let found = |probe: &'p Probe| match page.answers.get(probe) {
        Some(Answer::Lines(lines)) => Some((probe, lines)),
        _ => None,
    };
    let long = |lines: &Lines| {
        let wide = |found: &&crate::facts::LineBox| {
            let bounds = found.quad.bounds();
            // Either way: a page may lie on its side.
            bounds.width() * 2 > bounds.height() * 3 || bounds.height() * 2 > bounds.width() * 3
        };
        lines.boxes.iter().filter(wide).count()
    };
    let red = found(base);
    let most = red.map_or(0, |(_, lines)| long(lines));
    let nearly = |(_, lines): &(_, &Lines)| long(lines) * 5 >= most * 4;
    let smooth = found(&SMOOTH);
    let best = match (smooth, red) {
        (Some(smooth), Some(red)) => Some(if nearly(&smooth) { smooth } else { red }),
        (smooth, red) => smooth.or_else(|| found(&NORMALISED).filter(nearly)).or(red),
    };
    let best = best.filter(|(_, lines)| !lines.boxes.is_empty()).or_else(|| found(&FINE)).or(red);
    best.map(|(probe, lines)| (probe, lines, if smooth.is_some() { Plane::Smooth } else { plane_of(probe) }))
}

/// On which plane the detector looked.
fn plane_of(probe: &Probe) -> Plane {
    match probe {
        Probe::Lines { plane, .. } => *plane,
        _ => Plane::Red,
    }
}

//! Marks of a page as a picture: how it lies, what its borders cut, where light burnt it out.
//!
//! Why it exists: these are told from the whole page, not from its lines one by one, and each has its own remedy:
//! turn it, straighten it, move the lamp, move the phone. One mark a file; here they are run over one copy of the page.

mod lines;
mod parts;
mod skew;
mod upside;
mod weights;

use super::super::paper::Paper;
use crate::decode::Raster;
use crate::facts::{Legibility, Measure, Reading, Rect, Turn, Why};
use lines::Line;
use parts::{Part, Parts};
use upside::View;

/// What the marks are told from.
pub(crate) struct Input<'a> {
    /// Grey copy of the page, longest side at most `sheet::MEASURED_SIDE`.
    pub small: &'a Raster,
    pub paper: &'a Paper,
    /// Ink of the copy, one entry a pixel.
    pub ink: &'a [bool],
    /// Size of the page's own raster, pixels.
    pub size: (u32, u32),
    /// The page's own raster, where it is at hand.
    pub native: Option<&'a Raster>,
}

/// What several marks ask of a page: its patches and its lines.
pub(crate) struct Scene<'a> {
    pub input: &'a Input<'a>,
    pub parts: Parts,
    /// How lines run, where that is clear.
    pub run: Option<skew::Run>,
    /// Slant of the lines in 1/65536, in the frame in which they run across.
    pub slant: i32,
    /// Lines in that frame.
    pub lines: Vec<Line>,
}

impl<'a> Scene<'a> {
    pub fn of(input: &'a Input<'a>) -> Scene<'a> {
        let (width, height) = (input.small.width, input.small.height);
        let parts = Parts::of(width, input.ink);
        let run = skew::run(width, height, &parts).filter(skew::Run::is_clear);
        if std::env::var("DBG").is_ok() { eprintln!("votes {:?} run {:?}", lines::votes(&parts.parts, width.max(height) as i32), skew::run(width, height, &parts)); }
        let slant = run.map_or(0, |run| skew::tangent(run.slope));
        let turned: Vec<Part>;
        let framed = if run.is_some_and(|run| run.side) {
            turned = parts.parts.iter().map(|part| part.turned(width as i32)).collect();
            &turned
        } else {
            &parts.parts
        };
        let lines = lines::lines(framed, width.max(height) as i32, slant);
        Scene { input, run, slant, lines, parts }
    }

    /// The page as seen in the frame in which lines run across.
    pub fn view(&self) -> View<'a> {
        View { raster: self.input.small, side: self.run.is_some_and(|run| run.side) }
    }

    /// A box of the measured copy in the page's own raster.
    pub fn place(&self, x0: i32, y0: i32, x1: i32, y1: i32) -> Rect {
        let scale = |at: i32, small: usize, own: u32| {
            (i64::from(at) * i64::from(own) / small.max(1) as i64).clamp(0, i64::from(own)) as i32
        };
        let (small, (width, height)) = (self.input.small, self.input.size);
        Rect {
            x0: scale(x0, small.width, width),
            y0: scale(y0, small.height, height),
            x1: scale(x1, small.width, width),
            y1: scale(y1, small.height, height),
        }
    }
}

/// All marks of a page.
pub(crate) fn measure(input: &Input<'_>, out: &mut Legibility) {
    let scene = Scene::of(input);
    stance(&scene, out);
}

/// Skew and turn.
fn stance(scene: &Scene<'_>, out: &mut Legibility) {
    let skew = match scene.run {
        Some(run) => {
            out.slope = Some(run.slope as i16);
            Reading::Is(run.slope.abs())
        }
        None => Reading::Not(Why::Absent),
    };
    out.values.insert(Measure::Skew, skew);
    let Some(run) = scene.run else { return };
    let voted = upside::vote(&scene.view(), &scene.lines, scene.slant);
    let (head, sure) = voted.unwrap_or((false, 500));
    let turn = match (run.side, head) {
        (false, false) => Turn::Upright,
        (false, true) => Turn::Half,
        (true, false) => Turn::Quarter,
        (true, true) => Turn::ThreeQuarter,
    };
    out.turn = Some((turn, sure));
}

#[cfg(test)]
mod tests;

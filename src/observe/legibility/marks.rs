//! Marks of a page as a picture: how it lies, what its borders cut, where light burnt it out.
//!
//! Why it exists: these are told from the whole page, not from its lines one by one, and each has its own remedy:
//! turn it, straighten it, move the lamp, move the phone. One mark a file; here they are run over one copy of the page.

mod border;
mod cut;
mod frame;
mod glare;
mod lines;
mod moire;
mod parts;
mod show_through;
mod skew;
mod slopes;
mod tint;
mod upside;
mod weights;

use super::Input;
use super::line::Measured;
use crate::facts::{Legibility, Measure, Reading, Rect, Turn, Why};
use lines::Line;
use parts::{Part, Parts};
use upside::View;

/// Most places that are told of one mark.
const MAX_PLACES: usize = 12;

/// Lines lower than this do not tell how they stand, pixels of the measured copy: the weights are of lines from 9 on,
/// and below 8 one reading in eight fails (legibility design).
const LEAST_LETTER: i32 = 8;

/// The measures of this room.
pub(super) const MEASURES: &[Measure] = &[
    Measure::Skew,
    Measure::Glare,
    Measure::GlareOverText,
    Measure::CutText,
    Measure::BlackBorder,
    Measure::Filled,
    Measure::CutBorders,
    Measure::Perspective,
    Measure::Moire,
    Measure::ShowThrough,
];

/// What several marks ask of a page: its patches and its lines.
pub(crate) struct Scene<'a> {
    pub input: &'a Input<'a>,
    pub parts: Parts,
    /// How lines run, where that is clear.
    pub run: Option<skew::Run>,
    /// Slant of the lines in 1/65536, in the frame in which they run across.
    pub slant: i32,
    /// Lines in that frame, from the top.
    pub lines: Vec<Line>,
    /// Usual size of a letter's patch, and
    pub usual: i32,
    /// usual height of a line, pixels of the measured copy.
    pub letter: Option<i32>,
    /// Depth of a scanner's black border: left, top, right, bottom, pixels of the measured copy.
    pub border: [usize; 4],
    /// The sheet's borders within the picture.
    pub frame: frame::Frame,
}

impl<'a> Scene<'a> {
    pub fn of(input: &'a Input<'a>) -> Scene<'a> {
        let (width, height) = (input.small.width, input.small.height);
        let longest = width.max(height) as i32;
        let border = border::depths(input.small, input.paper.level);
        let frame = frame::of(input.small, &border);
        let parts = Parts::of(input.ink).within(|x, y| frame.holds(x, y));
        let usual = lines::usual(&parts.parts, longest);
        let votes = lines::votes(&parts.parts, longest, usual);
        let run = skew::run(width, height, &parts, votes).filter(skew::Run::is_clear);
        let slant = run.map_or(0, |run| skew::tangent(run.slope));
        let turned: Vec<Part>;
        let framed = if run.is_some_and(|run| run.side) {
            turned = parts.parts.iter().map(|part| part.turned(width as i32)).collect();
            &turned
        } else {
            &parts.parts
        };
        let lines = lines::lines(framed, longest, slant, usual);
        let mut heights: Vec<i32> = lines.iter().map(Line::height).collect();
        heights.sort_unstable();
        let letter = heights.get(heights.len() / 2).copied();
        Scene { input, run, usual, slant, lines, letter, border, frame, parts }
    }

    /// Whether lines run down the page.
    pub fn is_side(&self) -> bool {
        self.run.is_some_and(|run| run.side)
    }

    /// Width and height of the measured copy in the frame in which lines run across.
    pub fn frame_size(&self) -> (i32, i32) {
        let (width, height) = (self.input.small.width as i32, self.input.small.height as i32);
        if self.is_side() { (height, width) } else { (width, height) }
    }

    /// The page as seen in the frame in which lines run across.
    pub fn view(&self) -> View<'a> {
        View { raster: self.input.small, side: self.is_side() }
    }

    /// A box of the measured copy in the page's own raster.
    pub fn place(&self, x0: i32, y0: i32, x1: i32, y1: i32) -> Rect {
        let scale = |at: i32, small: usize, own: u32| {
            (i64::from(at) * i64::from(own) / small.max(1) as i64).clamp(0, i64::from(own)) as i32
        };
        let (small, sheet) = (self.input.small, self.input.sheet);
        Rect {
            x0: scale(x0, small.width, sheet.width),
            y0: scale(y0, small.height, sheet.height),
            x1: scale(x1, small.width, sheet.width),
            y1: scale(y1, small.height, sheet.height),
        }
    }
}

/// All marks of a page.
pub(super) fn measure(input: &Input<'_>, lines: &[Measured], out: &mut Legibility) {
    let scene = Scene::of(input);
    stance(&scene, out);
    border::measure(&scene, out);
    glare::measure(&scene, out);
    cut::measure(&scene, out);
    frame::measure(&scene, out);
    show_through::measure(&scene, lines, out);
    let borders = scene.frame.keystone();
    let keystone = borders.into_iter().chain(slopes::keystone(&scene)).max();
    out.values.insert(Measure::Perspective, keystone.map_or(Reading::Not(Why::Absent), Reading::Is));
    out.values.insert(Measure::Moire, moire::measure(&scene));
    out.tint = tint::of(input.native);
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
    // Letters too small to be read do not say either which way up they stand.
    let Some(run) = scene.run.filter(|_| scene.letter.is_some_and(|letter| letter >= LEAST_LETTER)) else {
        return;
    };
    let voted = upside::vote(&scene.view(), &scene.lines, scene.slant, scene.usual);
    let Some((head, sure)) = voted else { return };
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

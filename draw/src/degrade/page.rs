//! A drawn page as pixels, with what is true of it: where its lines stand and what became of them.
//!
//! Why it exists: a benchmark can only tell whether a measure is right if each damage carries its truth along, through
//! every turn and cut.

use image::RgbImage;
use serde::{Deserialize, Serialize};

use crate::sheet::Sheet;

/// A point in pixels.
pub type Point = (f32, f32);

/// One printed text.
#[derive(Clone, Serialize, Deserialize)]
pub struct Line {
    pub text: String,
    /// Corners as the text runs, from its upper left: one em high, the ink's own margins within.
    #[serde(serialize_with = "whole")]
    pub quad: [Point; 4],
    /// A stamp lies over some of it.
    pub sealed: bool,
    /// A border of the picture goes through it.
    pub cut: bool,
    /// Says only that this is a specimen.
    pub specimen: bool,
}

/// An upright box: left, top, right, lower edge in pixels.
pub type Area = [i32; 4];

/// A page in one state.
#[derive(Clone)]
pub struct Page {
    pub picture: RgbImage,
    pub lines: Vec<Line>,
    /// Size of the body text in pixels: the median over characters.
    pub em: f32,
    /// Quarter turns clockwise in degrees.
    pub turn: u16,
    /// Degrees clockwise by which lines run askew after the quarter turns.
    pub skew: f32,
    /// Paper that is burnt out.
    pub glare: Vec<Area>,
    /// Characters that a border goes through, by border: left, top, right, bottom.
    pub cut: Vec<(String, Area)>,
    /// Share of the picture that the sheet fills.
    pub filled: f32,
    /// Written without loss and with two levels only.
    pub bilevel: bool,
}

impl Page {
    /// A page as it was rasterised at so many dots per inch.
    pub fn new(sheet: &Sheet, picture: RgbImage, dpi: f32) -> Page {
        let scale = dpi / 72.0;
        let mut sizes: Vec<(f32, usize)> = Vec::new();
        let mut lines = Vec::new();
        for printed in sheet.printed() {
            let text = printed.text.trim_matches([' ', '　']);
            let em = printed.size * scale;
            let (x, y) = (printed.at.0 * scale, printed.at.1 * scale);
            let before = printed.text.chars().take_while(|c| [' ', '　'].contains(c));
            let x = x + before.map(|c| if c == ' ' { 0.3 } else { 1.0 }).sum::<f32>() * em;
            let after = printed.text.chars().rev().take_while(|c| *c == '　').count() as f32 * em;
            let right = (printed.at.0 + printed.at.2) * scale - after;
            let specimen = text.contains("SPECIMEN");
            if !specimen {
                sizes.push((em, text.chars().count()));
            }
            lines.push(Line {
                text: text.to_owned(),
                quad: [(x, y), (right, y), (right, y + em), (x, y + em)],
                sealed: printed.sealed,
                cut: false,
                specimen,
            });
        }
        Page {
            picture,
            lines,
            em: median(sizes),
            turn: 0,
            skew: 0.0,
            glare: Vec::new(),
            cut: Vec::new(),
            filled: 1.0,
            bilevel: false,
        }
    }

    /// The shorter side in pixels.
    pub fn side(&self) -> f32 {
        self.picture.width().min(self.picture.height()) as f32
    }

    /// Moves all that is known with the pixels.
    pub fn place(&mut self, map: impl Fn(Point) -> Point) {
        for line in &mut self.lines {
            line.quad = line.quad.map(&map);
        }
        for area in &mut self.glare {
            let [x0, y0, x1, y1] = area.map(|v| v as f32);
            *area = bounds(&[(x0, y0), (x1, y0), (x1, y1), (x0, y1)].map(&map));
        }
    }
}

/// The upright box around points.
pub fn bounds(points: &[Point]) -> Area {
    let least = |v: fn(&Point) -> f32| points.iter().map(v).fold(f32::MAX, f32::min).floor() as i32;
    let most = |v: fn(&Point) -> f32| points.iter().map(v).fold(f32::MIN, f32::max).ceil() as i32;
    [least(|p| p.0), least(|p| p.1), most(|p| p.0), most(|p| p.1)]
}

fn median(mut sizes: Vec<(f32, usize)>) -> f32 {
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|s| s.1).sum::<usize>() / 2;
    let mut passed = 0;
    for (size, count) in sizes {
        passed += count;
        if passed > half {
            return size;
        }
    }
    // A page without text: any size does.
    30.0
}

fn whole<S: serde::Serializer>(quad: &[Point; 4], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(quad.iter().map(|(x, y)| [x.round() as i32, y.round() as i32]))
}

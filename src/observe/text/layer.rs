//! Glyphs → the text layer: pieces of text with their boxes, in reading order.
//!
//! Why it exists: a PDF says where each glyph stands and nothing about words, rows or columns; producers draw a form's
//! cells in any order, glyph by glyph, some twice to look bold. Rows are found by the overlap of character boxes,
//! pieces by the gaps between them, in each of the four directions in which text may run on a page.

use std::collections::HashMap;

use hayro::kurbo::{Point, Vec2};

use super::super::drawn::Glyph;
use super::super::sheet::Frame;
use crate::facts::{Layer, Piece, Rect};

/// A gap wider than this, in font sizes, ends a piece: cells and columns lie farther apart, the letters of a spaced
/// heading (one full space) closer.
const BREAK_EMS: f64 = 1.2;

/// A gap from this on, in font sizes, is a space between words; Latin spaces are 0.25 to 0.33.
const SPACE_EMS: f64 = 1.0 / 3.0;

/// The same text this close to itself, in font sizes, was drawn twice to look bold or to be outlined.
const TWICE_EMS: f64 = 0.15;

/// Two boxes are in one row when they overlap by this share of the smaller.
const ROW_OVERLAP: f64 = 0.5;

/// A row is looked for among so many of the last ones: superscripts and tall brackets open rows of their own.
const ROWS_BACK: usize = 4;

/// A glyph, seen along the direction in which its text runs.
struct Mark<'g> {
    text: &'g str,
    /// Start and end along the text, top and bottom across it, points.
    from: f64,
    to: f64,
    top: f64,
    bottom: f64,
    size: f64,
    corners: &'g [Point; 4],
}

/// What stands for a glyph that the font gives no text for.
const NO_TEXT: &str = "\u{fffd}";

/// The layer of a page; glyphs that lie outside its raster are left out.
pub(crate) fn layer(glyphs: &[Glyph], frame: &Frame) -> Layer {
    let seen: Vec<&Glyph> = once(glyphs.iter().filter(|glyph| on_page(glyph, frame)));
    let solid = |glyph: &&&Glyph| !is_space(glyph.text.as_deref());
    let mut layer = Layer {
        pieces: Vec::new(),
        glyphs: seen.iter().filter(solid).count() as u32,
        unknown: seen.iter().filter(|glyph| is_unknown(glyph.text.as_deref())).count() as u32,
        hidden: seen.iter().filter(solid).filter(|glyph| glyph.hidden).count() as u32,
    };
    let mut row_number = 0;
    for turned in by_direction(&seen) {
        for row in rows(marks(&turned)) {
            let before = layer.pieces.len();
            pieces(row, frame, row_number, &mut layer.pieces);
            row_number += u32::from(layer.pieces.len() > before);
        }
    }
    layer
}

fn is_space(text: Option<&str>) -> bool {
    text.is_some_and(|text| text.chars().all(char::is_whitespace))
}

/// No Unicode, or values that mean nothing outside the font: private use, control, replacement, non-characters.
fn is_unknown(text: Option<&str>) -> bool {
    let Some(text) = text else { return true };
    text.chars().any(|c| {
        let odd = c.is_control() && !c.is_whitespace();
        odd || matches!(u32::from(c), 0xfffd | 0xe000..=0xf8ff | 0xf0000.. | 0xfdd0..=0xfdef)
            || u32::from(c) & 0xfffe == 0xfffe
    })
}

fn middle(glyph: &Glyph) -> Point {
    let [a, _, c, _] = glyph.corners;
    a.midpoint(c)
}

fn on_page(glyph: &Glyph, frame: &Frame) -> bool {
    let at = frame.map(middle(glyph));
    (0.0..=f64::from(frame.width)).contains(&at.x) && (0.0..=f64::from(frame.height)).contains(&at.y)
}

/// Drops what is drawn a second time over itself. Places are kept in cells of twice the distance that counts.
fn once<'g>(glyphs: impl Iterator<Item = &'g Glyph>) -> Vec<&'g Glyph> {
    let mut places: HashMap<(&str, i64, i64), Vec<Point>> = HashMap::new();
    let mut kept = Vec::new();
    for glyph in glyphs {
        let at = middle(glyph);
        let near = TWICE_EMS * glyph.size;
        let cell = |value: f64| (value / (2.0 * near)).floor() as i64;
        let text = glyph.text.as_deref().unwrap_or(NO_TEXT);
        let (x, y) = (cell(at.x), cell(at.y));
        let around = (x - 1..=x + 1).flat_map(|x| (y - 1..=y + 1).map(move |y| (x, y)));
        let twice =
            around.filter_map(|(x, y)| places.get(&(text, x, y))).flatten().any(|p| p.distance(at) < near);
        if !twice {
            places.entry((text, x, y)).or_default().push(at);
            kept.push(glyph);
        }
    }
    kept
}

/// Glyphs by the quarter turn in which their text runs, the direction of most glyphs first.
fn by_direction<'g>(glyphs: &[&'g Glyph]) -> Vec<Vec<&'g Glyph>> {
    let mut turned: [Vec<&Glyph>; 4] = Default::default();
    for glyph in glyphs {
        let quarter = (glyph.along.atan2() / std::f64::consts::FRAC_PI_2).round() as i64;
        turned[quarter.rem_euclid(4) as usize].push(glyph);
    }
    let mut turned: Vec<Vec<&Glyph>> = turned.into_iter().filter(|glyphs| !glyphs.is_empty()).collect();
    turned.sort_by_key(|glyphs| std::cmp::Reverse(glyphs.len()));
    turned
}

/// Projects glyphs onto the direction of their text (a scan's layer may lean: the middle one of all directions) and
/// across it, downwards from the reader.
fn marks<'g>(glyphs: &[&'g Glyph]) -> Vec<Mark<'g>> {
    let quarter = glyphs.first().map_or(0.0, |glyph| {
        (glyph.along.atan2() / std::f64::consts::FRAC_PI_2).round() * std::f64::consts::FRAC_PI_2
    });
    let mut leans: Vec<f64> = glyphs
        .iter()
        .map(|glyph| {
            let lean = glyph.along.atan2() - quarter;
            lean - (lean / std::f64::consts::TAU).round() * std::f64::consts::TAU
        })
        .collect();
    leans.sort_by(f64::total_cmp);
    let angle = quarter + leans.get(leans.len() / 2).copied().unwrap_or(0.0);
    let along = Vec2::from_angle(angle);
    let across = Vec2::new(-along.y, along.x);
    glyphs
        .iter()
        .map(|glyph| {
            let range = |axis: Vec2| {
                let places = glyph.corners.map(|corner| corner.to_vec2().dot(axis));
                (places.into_iter().fold(f64::MAX, f64::min), places.into_iter().fold(f64::MIN, f64::max))
            };
            let ((from, to), (top, bottom)) = (range(along), range(across));
            let text = glyph.text.as_deref().filter(|text| !is_unknown(Some(text))).unwrap_or(NO_TEXT);
            Mark { text, from, to, top, bottom, size: glyph.size, corners: &glyph.corners }
        })
        .collect()
}

/// Marks in rows from the top, each row from its start.
fn rows(mut marks: Vec<Mark<'_>>) -> Vec<Vec<Mark<'_>>> {
    marks.sort_by(|a, b| (a.top + a.bottom).total_cmp(&(b.top + b.bottom)).then(a.from.total_cmp(&b.from)));
    // Top and bottom of a row are the means of its marks.
    let mut rows: Vec<(f64, f64, Vec<Mark<'_>>)> = Vec::new();
    for mark in marks {
        let back = rows.len().saturating_sub(ROWS_BACK);
        let fits = |row: &&mut (f64, f64, Vec<Mark<'_>>)| {
            let overlap = row.1.min(mark.bottom) - row.0.max(mark.top);
            overlap >= ROW_OVERLAP * (row.1 - row.0).min(mark.bottom - mark.top)
        };
        match rows[back..].iter_mut().rev().find(fits) {
            Some((top, bottom, members)) => {
                let count = members.len() as f64;
                *top = (*top * count + mark.top) / (count + 1.0);
                *bottom = (*bottom * count + mark.bottom) / (count + 1.0);
                members.push(mark);
            }
            None => rows.push((mark.top, mark.bottom, vec![mark])),
        }
    }
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows.into_iter()
        .map(|(_, _, mut row)| {
            row.sort_by(|a, b| a.from.total_cmp(&b.from));
            row
        })
        .collect()
}

/// A piece that is being put together.
#[derive(Default)]
struct Growing {
    text: String,
    rect: Option<Rect>,
    end: f64,
    size: f64,
    space: bool,
}

/// Splits a row at its wide gaps and appends the pieces.
fn pieces(row: Vec<Mark<'_>>, frame: &Frame, number: u32, pieces: &mut Vec<Piece>) {
    let mut growing = Growing::default();
    let finish = |growing: &mut Growing, pieces: &mut Vec<Piece>| {
        let done = std::mem::take(growing);
        if let Some(rect) = done.rect {
            pieces.push(Piece { text: done.text, rect, row: number, score: 1000 });
        }
    };
    for mark in row {
        if is_space(Some(mark.text)) {
            growing.space = true;
            continue;
        }
        let gap = mark.from - growing.end;
        let em = mark.size.max(growing.size);
        if growing.rect.is_some() {
            if gap > BREAK_EMS * em {
                finish(&mut growing, pieces);
            } else if growing.space || gap >= SPACE_EMS * em {
                growing.text.push(' ');
            }
        }
        let rect = bounds(mark.corners, frame);
        growing.text.push_str(mark.text);
        growing.rect = Some(growing.rect.map_or(rect, |grown| grown.union(&rect)));
        growing.end = if growing.text.len() == mark.text.len() { mark.to } else { growing.end.max(mark.to) };
        growing.size = mark.size;
        growing.space = false;
    }
    finish(&mut growing, pieces);
}

/// The box of a glyph in pixels of the raster, at least one pixel wide and high.
fn bounds(corners: &[Point; 4], frame: &Frame) -> Rect {
    let places = corners.map(|corner| frame.map(corner));
    let low = |of: fn(&Point) -> f64| places.iter().map(of).fold(f64::MAX, f64::min).floor() as i32;
    let high = |of: fn(&Point) -> f64| places.iter().map(of).fold(f64::MIN, f64::max).ceil() as i32;
    let (x0, y0) = (low(|p| p.x), low(|p| p.y));
    Rect { x0, y0, x1: high(|p| p.x).max(x0 + 1), y1: high(|p| p.y).max(y0 + 1) }
}

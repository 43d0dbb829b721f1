//! Boxes as text: rows, the slope of the page, and lines as pieces with the gaps that tell columns apart.
//!
//! Why it exists: a detector gives boxes in no order; kinds and fields are told by what stands beside and below what.

use super::super::holes::wide_gaps;
use super::super::steps::Frame;
use super::Sight;
use super::line::{DROP, Line};
use crate::facts::{Glance, LineText, Lines, Piece, Rect};

/// Stands for characters that were not read yet: no word has it, and widths and medians stay true.
pub(in crate::recognise) const UNREAD: char = '\u{2591}';
/// Boxes to tick.
const TICKS: &[char] = &['☑', '□', '☐', '☒'];

impl<'a> Sight<'a> {
    /// Lines as pieces: read ones split at wide gaps, unread ones as placeholders of about their length.
    pub(super) fn lay_out(&mut self) {
        for line in self.lines.iter().filter(|line| !line.joined) {
            match line.text() {
                Some(text) if text.score >= DROP => self.pieces.extend(split(line, text)),
                Some(_) => {}
                None => {
                    let length = (line.rect.width() / line.rect.height().max(1)).clamp(1, 60);
                    let text = UNREAD.to_string().repeat(length as usize);
                    self.pieces.push(Piece { text, rect: line.rect, row: line.row, score: 1000 });
                }
            }
        }
    }
}

/// Rows by the middles of lines: no more than half a height below the first line of a row, or a quarter below the one
/// before: a line of a certificate's other half may begin a row that the last box of this half's line would just miss.
pub(super) fn number_rows(lines: &mut [Line]) {
    let level = |line: &Line| (line.rect.y0 + line.rect.y1) / 2;
    let mut order: Vec<(i32, i32, usize)> =
        lines.iter().enumerate().map(|(i, line)| (level(line), line.rect.x0, i)).collect();
    order.sort_unstable();
    let (mut row, mut at, mut height, mut before) = (0u32, 0i32, 0i32, 0i32);
    for (y, _, index) in order {
        let own = lines[index].rect.height();
        let least = own.min(height);
        let goes_on = (y - before) * 4 <= least && (y - at) * 4 <= least * 3;
        let fits = height > 0 && ((y - at) * 2 <= least || goes_on);
        if !fits {
            row += u32::from(height > 0);
            (at, height) = (y, own);
        }
        before = y;
        lines[index].row = row;
    }
}

/// How the page lies: turned as the lines vote, sloped as its long lines run (their median; a fifth of a degree
/// is as exact as boxes are).
pub(super) fn frame(found: &Lines, glance: &Glance) -> Frame {
    let mut frame = Frame { turn: found.turn, ..Frame::of(Some(glance)) };
    let mut slopes: Vec<i32> = Vec::new();
    for line in &found.boxes {
        let corner = |n: usize| frame.upright_point(line.quad.0[n]);
        let (left, right, foot) = (corner(0), corner(1), corner(3));
        let (dx, dy) = (i64::from(right.0 - left.0), i64::from(right.1 - left.1));
        let height = f64::from(foot.0 - left.0).hypot(f64::from(foot.1 - left.1));
        if dx as f64 > 3.0 * height && dx > 0 {
            slopes.push((dy * 10_000 / dx) as i32);
        }
    }
    slopes.sort_unstable();
    let slope = slopes.get(slopes.len() / 2).copied().unwrap_or(0);
    frame.slope = if (30..=3000).contains(&slope.abs()) { slope } else { 0 };
    frame
}

/// A line as pieces: a gap of two pitches is a space, of four the end of a piece. Between characters of Chinese, which
/// stand at one pitch, a gap is seen sooner.
pub(super) fn split(line: &Line, read: &LineText) -> Vec<Piece> {
    let characters: Vec<char> = read.text.chars().collect();
    let mut gaps: Vec<u16> = read.at.windows(2).map(|pair| pair[1].saturating_sub(pair[0])).collect();
    let pitch = pitch(&mut gaps.clone(), line, characters.len());
    let spaced = wide_gaps(&characters, &read.at, line.em());
    let lone_tick = characters.iter().filter(|c| TICKS.contains(c)).count() == 1;
    let mut runs: Vec<(String, u16, u16)> = Vec::new();
    gaps.insert(0, u16::MAX);
    for (index, c) in characters.iter().enumerate() {
        let at = read.at.get(index).copied().unwrap_or(500);
        let gap = u32::from(gaps.get(index).copied().unwrap_or(0));
        // A tick by itself is what a reader made of a gap: who ticks has two boxes.
        let c = if lone_tick && characters.len() > 1 && TICKS.contains(c) { ' ' } else { *c };
        match runs.last_mut() {
            Some((text, _, end)) if gap < pitch * 4 => {
                if (gap >= pitch * 2 || spaced.contains(&index)) && !c.is_whitespace() {
                    text.push(' ');
                }
                text.push(c);
                *end = at;
            }
            _ => runs.push((c.to_string(), at, at)),
        }
    }
    let width = i64::from(line.rect.width());
    let last = runs.len().saturating_sub(1);
    let x = |thousandths: i64| line.rect.x0 + (width * thousandths.clamp(0, 1000) / 1000) as i32;
    let half = i64::from(pitch) / 2;
    // The words of a line whose figures were read again are as sure as they were.
    let first = line.tiny.filter(|_| line.in_part).map_or(read.score, |tiny| tiny.score);
    let score = read.score.min(first);
    let piece = |(index, (text, from, to)): (usize, (String, u16, u16))| {
        let x0 = if index == 0 { line.rect.x0 } else { x(i64::from(from) - half) };
        let x1 = if index == last { line.rect.x1 } else { x(i64::from(to) + half) };
        Piece { text, rect: Rect { x0, x1: x1.max(x0 + 1), ..line.rect }, row: line.row, score }
    };
    runs.into_iter().enumerate().map(piece).collect()
}

/// Distance of characters, thousandths of the line: the median gap, but no less than half a height.
fn pitch(gaps: &mut [u16], line: &Line, characters: usize) -> u32 {
    gaps.sort_unstable();
    let median = gaps.get(gaps.len() / 2).copied().map_or(1000, u32::from);
    let height = (line.rect.height().max(1) as u32 * 1000) / line.rect.width().max(1) as u32;
    if characters < 3 { height.max(median.min(height * 2)) } else { median.max(height / 2) }.max(1)
}

//! A page's text as it is searched: folded, without spaces, with a way back to the pieces it came from.
//!
//! Why it exists: a spaced title may lie in one piece or in four, a value may wrap, and every find must lead
//! back to a box. All searching works on character positions of one flat text; only this module knows pieces.

use std::ops::Range;

use super::fold::{fold_char, is_han};
use crate::facts::{Piece, Rect};

/// One folded character and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Glyph {
    pub c: char,
    /// Index into [`PageText::pieces`].
    pub piece: usize,
    /// Index of the character in the piece's own text.
    pub at: usize,
    /// A space, or the start of a piece, stands before it.
    pub gap: bool,
}

/// The flat text of a page, or of a part of it.
pub struct PageText<'a> {
    pub pieces: Vec<&'a Piece>,
    pub glyphs: Vec<Glyph>,
    pub flat: String,
    /// Byte offset in `flat` of each glyph, and of the end.
    offsets: Vec<usize>,
    /// Glyphs of each piece.
    pub spans: Vec<Range<usize>>,
    /// Height in pixels that half of the characters stay under.
    pub median: i32,
    /// How far apart characters of Chinese stand in long pieces, pixels, as `median`; nothing where none is long.
    advance: Option<i32>,
    /// Box of all pieces.
    pub extent: Rect,
    /// The first and the last row: of the whole page, or of one document of several.
    rows: (u32, u32),
}

/// Rows at the head and at the foot of running text where fields stand. Above a title there are running heads,
/// under it an author, his unit and an abstract; under a text a name, a unit, a date, footnotes, a page number.
const HEAD_ROWS: u32 = 12;
const FOOT_ROWS: u32 = 8;
/// What somebody wrote and signed says in its title, under it or in its first sentence who wrote it.
const SIGNED_HEAD_ROWS: u32 = 6;

/// Of a box that a bigger print has, percent of the text's: less is the noise of boxes.
const SOMEWHAT: i32 = 105;
/// Pieces of fewer ems tell no distance: a box is by half a height longer than its text.
const LEAST_EMS: i32 = 6;

/// Whether a row of running text may hold fields.
pub fn at_the_ends(row: u32, last: u32) -> bool {
    row < HEAD_ROWS || at_the_foot(row, last)
}

/// The same of running text that its writer signed.
pub fn at_the_ends_of_signed(row: u32, last: u32) -> bool {
    row < SIGNED_HEAD_ROWS || at_the_foot(row, last)
}

/// Whether a row is among the last, where running text ends.
pub fn at_the_foot(row: u32, last: u32) -> bool {
    row + FOOT_ROWS > last
}

impl<'a> PageText<'a> {
    /// In the order given.
    pub fn new(pieces: Vec<&'a Piece>) -> PageText<'a> {
        let (mut glyphs, mut spans) = (Vec::new(), Vec::new());
        for (index, piece) in pieces.iter().enumerate() {
            let start = glyphs.len();
            push_piece(&mut glyphs, index, &piece.text);
            spans.push(start..glyphs.len());
        }
        let (mut flat, mut offsets) = (String::new(), Vec::with_capacity(glyphs.len() + 1));
        for glyph in &glyphs {
            offsets.push(flat.len());
            flat.push(glyph.c);
        }
        offsets.push(flat.len());
        let median =
            weighted_median(pieces.iter().map(|p| p.rect.height()).zip(spans.iter().map(Range::len)));
        let median = median.unwrap_or(1).max(1);
        let long = pieces.iter().zip(&spans).filter_map(|(p, span)| Some((advance(p)?, span.len())));
        let advance = weighted_median(long);
        let extent = pieces.iter().map(|p| p.rect).reduce(|a, b| a.union(&b));
        let extent = extent.unwrap_or(Rect { x0: 0, y0: 0, x1: 1, y1: 1 });
        let last_row = pieces.iter().map(|piece| piece.row).max().unwrap_or(0);
        PageText { pieces, glyphs, flat, offsets, spans, median, advance, extent, rows: (0, last_row) }
    }

    /// The same with the page's last row, where that one has no piece.
    pub fn with_last_row(mut self, last: u32) -> PageText<'a> {
        self.rows.1 = self.rows.1.max(last);
        self
    }

    /// The same as a document by itself, of which the page may hold another above it.
    pub fn by_itself(mut self) -> PageText<'a> {
        self.rows.0 = self.pieces.iter().map(|piece| piece.row).min().unwrap_or(0);
        self
    }

    /// The rows that stand where fields do: [`at_the_ends`] of running text, or [`at_the_foot`] of a later page.
    pub fn in_rows(&self, stands: fn(u32, u32) -> bool) -> PageText<'a> {
        let (first, last) = self.rows;
        let stands = |piece: &&&Piece| stands(piece.row - first, last - first);
        PageText::new(self.pieces.iter().filter(stands).copied().collect()).with_last_row(last)
    }

    /// Rows from the top, in each from left to right: the order of a layer.
    pub fn by_rows(pieces: &'a [Piece]) -> PageText<'a> {
        let mut sorted: Vec<&Piece> = pieces.iter().collect();
        sorted.sort_by_key(|p| (p.row, p.rect.x0));
        PageText::new(sorted)
    }

    /// The left column, then the right one, where a gutter parts most of the page; `None` where there is none.
    /// Prose in a two-page spread reads only so.
    pub fn by_columns(&self) -> Option<PageText<'a>> {
        let (x0, width) = (self.extent.x0, self.extent.width());
        // Gutters lie in the middle third of a spread; tried in 24 steps, the one least crossed wins.
        let crossing = |x: i32| self.pieces.iter().filter(|p| p.rect.x0 < x && p.rect.x1 > x).count();
        let (crossed, x) =
            (0..=24).map(|i| x0 + width / 3 + width * i / 72).map(|x| (crossing(x), x)).min()?;
        if self.pieces.len() < 6 || crossed * 4 > self.pieces.len() {
            return None;
        }
        let mut sorted = self.pieces.clone();
        sorted.sort_by_key(|p| ((p.rect.x0 + p.rect.x1) / 2 > x, p.row, p.rect.x0));
        Some(PageText::new(sorted))
    }

    /// Glyph index of a byte offset of `flat`.
    pub fn index(&self, byte: usize) -> usize {
        self.offsets.partition_point(|offset| *offset < byte)
    }

    /// The folded characters of a range of glyphs.
    pub fn slice(&self, range: Range<usize>) -> &str {
        &self.flat[self.offsets[range.start]..self.offsets[range.end]]
    }

    /// The characters as the page has them; a space between pieces.
    pub fn raw(&self, range: Range<usize>) -> String {
        let mut raw = String::new();
        for (piece, from, to) in self.runs(range) {
            if !raw.is_empty() {
                raw.push(' ');
            }
            raw.extend(self.pieces[piece].text.chars().skip(from).take(to + 1 - from));
        }
        raw.trim().to_owned()
    }

    /// The box of a range: each piece cut in proportion, a Chinese character as wide as two others.
    pub fn rect(&self, range: Range<usize>) -> Option<Rect> {
        self.runs(range)
            .into_iter()
            .map(|(piece, from, to)| cut(self.pieces[piece], from, to))
            .reduce(|a, b| a.union(&b))
    }

    /// Characters in all pieces that a range touches.
    pub fn line_length(&self, range: Range<usize>) -> usize {
        self.runs(range).iter().map(|(piece, _, _)| self.spans[*piece].len()).sum()
    }

    /// Whether a range lies in one row, or in a title that goes on in the next: rows of one piece each, of about
    /// the same height (a fifth) and with about the same middle (two heights). 毕业 above 证书编号 is no word.
    pub fn one_line(&self, range: Range<usize>) -> bool {
        let pieces: Vec<usize> = self.runs(range).into_iter().map(|run| run.0).collect();
        pieces.windows(2).all(|pair| {
            let (a, b) = (self.pieces[pair[0]], self.pieces[pair[1]]);
            let alone = |i: usize| self.left_of(i).is_none() && self.right_of(i).is_none();
            let heights = (a.rect.height() - b.rect.height()).abs() * 5 <= a.rect.height();
            let middles = (a.rect.x0 + a.rect.x1 - b.rect.x0 - b.rect.x1).abs() / 2 <= a.rect.height() * 2;
            a.row == b.row || (alone(pair[0]) && alone(pair[1]) && heights && middles)
        })
    }

    /// Glyphs of the row of a piece, from that piece on.
    pub fn rest_of_row(&self, piece: usize) -> Range<usize> {
        let row = self.pieces[piece].row;
        let last = (piece..self.pieces.len()).take_while(|i| self.pieces[*i].row == row).last();
        self.spans[piece].start..self.spans[last.unwrap_or(piece)].end
    }

    /// Whether a range stands in bigger print than the text, by so many percent of it and more. Boxes are by a fifth
    /// of their height too high or too low, by how much depends on the detector's side; how far apart characters
    /// stand does not, so where that says so, a box that is only somewhat higher will do.
    pub fn is_bigger(&self, range: Range<usize>, percent: i32) -> bool {
        self.runs(range).iter().any(|(piece, _, _)| self.is_bigger_piece(*piece, percent))
    }

    /// The same of a piece.
    pub fn is_bigger_piece(&self, piece: usize, percent: i32) -> bool {
        let piece = self.pieces[piece];
        let times = |size: i32, of: i32, percent: i32| size * 100 >= of * percent;
        let wider = || advance(piece).zip(self.advance).is_some_and(|(own, of)| times(own, of, percent));
        let height = piece.rect.height();
        times(height, self.median, percent) || (times(height, self.median, SOMEWHAT) && wider())
    }

    /// (piece, first, last character of its own text) of each piece that a range touches.
    fn runs(&self, range: Range<usize>) -> Vec<(usize, usize, usize)> {
        let mut runs: Vec<(usize, usize, usize)> = Vec::new();
        for glyph in &self.glyphs[range] {
            match runs.last_mut() {
                Some((piece, _, to)) if *piece == glyph.piece => *to = glyph.at,
                _ => runs.push((glyph.piece, glyph.at, glyph.at)),
            }
        }
        runs
    }

    /// The next piece to the right in the same row.
    pub fn right_of(&self, piece: usize) -> Option<usize> {
        let (row, x) = (self.pieces[piece].row, self.pieces[piece].rect.x0);
        let same = |i: &usize| self.pieces[*i].row == row && self.pieces[*i].rect.x0 > x;
        (0..self.pieces.len()).filter(same).min_by_key(|i| self.pieces[*i].rect.x0)
    }

    /// The piece before it in the same row.
    pub fn left_of(&self, piece: usize) -> Option<usize> {
        let (row, x) = (self.pieces[piece].row, self.pieces[piece].rect.x0);
        let same = |i: &usize| self.pieces[*i].row == row && self.pieces[*i].rect.x0 < x;
        (0..self.pieces.len()).filter(same).max_by_key(|i| self.pieces[*i].rect.x0)
    }
}

fn push_piece(glyphs: &mut Vec<Glyph>, piece: usize, text: &str) {
    let mut gap = true;
    for (at, c) in text.chars().enumerate() {
        let before = glyphs.len();
        for folded in fold_char(c) {
            glyphs.push(Glyph { c: folded, piece, at, gap });
            gap = false;
        }
        gap |= before == glyphs.len() && c.is_whitespace();
    }
}

/// The size that half of the characters stay under, of (size, characters).
fn weighted_median(sizes: impl Iterator<Item = (i32, usize)>) -> Option<i32> {
    let mut sizes: Vec<(i32, usize)> = sizes.collect();
    sizes.sort_unstable();
    let half = sizes.iter().map(|(_, count)| count).sum::<usize>() / 2;
    let mut seen = 0;
    sizes.into_iter().find_map(|(size, count)| {
        seen += count;
        (seen > half).then_some(size)
    })
}

/// How far apart its characters stand, pixels, where it is long and half of it is Chinese.
fn advance(piece: &Piece) -> Option<i32> {
    let (mut halves, mut han, mut all) = (0, 0, 0);
    for c in piece.text.chars() {
        halves += weight(c);
        han += i32::from(is_han(c));
        all += 1;
    }
    (halves >= 2 * LEAST_EMS && han * 2 >= all).then(|| piece.rect.width() * 2 / halves)
}

/// Half ems of a character: one of Chinese is as wide as two others.
fn weight(c: char) -> i32 {
    if is_han(c) || ('\u{3000}'..='\u{FFEF}').contains(&c) { 2 } else { 1 }
}

fn cut(piece: &Piece, from: usize, to: usize) -> Rect {
    let (mut before, mut inside, mut total) = (0i64, 0i64, 0i64);
    for (at, c) in piece.text.chars().enumerate() {
        let w = i64::from(weight(c));
        total += w;
        before += if at < from { w } else { 0 };
        inside += if at >= from && at <= to { w } else { 0 };
    }
    let width = i64::from(piece.rect.width());
    let at = |weight: i64| piece.rect.x0 + (width * weight / total.max(1)) as i32;
    Rect { x0: at(before), x1: at(before + inside).max(at(before) + 1), ..piece.rect }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(text: &str, x0: i32, row: u32) -> Piece {
        let y0 = row as i32 * 40;
        Piece { text: text.into(), rect: Rect { x0, y0, x1: x0 + 100, y1: y0 + 20 }, row, score: 1000 }
    }

    #[test]
    fn finds_lead_back_to_boxes() {
        let pieces = [piece("毕 业", 0, 0), piece("证 书", 200, 0), piece("姓名 张三", 0, 1)];
        let text = PageText::by_rows(&pieces);
        assert_eq!(text.flat, "毕业证书姓名张三");
        assert_eq!(text.raw(1..3), "业 证");
        assert_eq!(text.rect(6..8), Some(Rect { x0: 55, y0: 40, x1: 100, y1: 60 }));
        assert!(text.glyphs[6].gap && !text.glyphs[7].gap);
        assert_eq!(text.right_of(0), Some(1));
    }

    #[test]
    fn bigger_print_is_known_by_its_height_or_by_how_far_apart_it_stands() {
        let line = |text: &str, row: u32, pitch: i32, height: i32| {
            let y0 = row as i32 * 80;
            let x1 = pitch * text.chars().count() as i32;
            Piece { text: text.into(), rect: Rect { x0: 0, y0, x1, y1: y0 + height }, row, score: 1000 }
        };
        let big = |text: &str, pitch: i32, height: i32| {
            let body = "按照职称评审工作要求我单位对其申报材料进行了审核";
            let pieces = [line(text, 0, pitch, height), line(body, 1, 42, 60), line(body, 2, 42, 62)];
            PageText::by_rows(&pieces).is_bigger_piece(0, 120)
        };
        let headline = "关于申报材料公示情况的";
        assert!(big(headline, 42, 80), "a high box");
        assert!(big(headline, 56, 68), "a box somewhat higher, of characters a third wider");
        assert!(!big(headline, 42, 68), "a high box of the text's own size");
        assert!(!big(headline, 56, 62), "spaced text");
        assert!(!big("公示", 56, 68), "two characters tell no distance");
    }
}

//! Lines of text by their ink.
//!
//! Why it exists: measures look at writing, so writing must be told from rules, pictures and texture; and the reader
//! can be given these lines in place of a detector's. Marks of character size are closed sideways at three sizes,
//! what has the shape of a line is kept, and pieces of one row are joined (step 5 of the measurements; joining of
//! rows as proved for reading). Lines are taken to run across; of a page askew they are the pieces that do.

use crate::observe::bits::Bits;
use crate::observe::patches::{self, Patch};

/// A line's box in pixels of the small raster, x1 and y1 exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TextLine {
    pub x0: usize,
    pub y0: usize,
    pub x1: usize,
    pub y1: usize,
}

impl TextLine {
    pub fn width(&self) -> usize {
        self.x1 - self.x0
    }
    pub fn height(&self) -> usize {
        self.y1 - self.y0
    }
    /// Hundredths of an em that it tells of: 40 em say as much as more. A box is 0.93 em high.
    pub fn weight(&self) -> usize {
        (self.width() * 93 / self.height().max(1)).min(4000)
    }
    fn overlap(&self, other: &TextLine) -> usize {
        let across = self.x1.min(other.x1).saturating_sub(self.x0.max(other.x0));
        across * self.y1.min(other.y1).saturating_sub(self.y0.max(other.y0))
    }
}

/// Text sizes looked for, hundredths of the page's median size of marks.
const SIZES: [usize; 3] = [62, 110, 200];

/// All lines, top to bottom.
pub(crate) fn find(ink: &Bits) -> Vec<TextLine> {
    let (width, height) = (ink.width, ink.height);
    let rules = rules(ink);
    let clean = ink.without(&rules);
    let (marks, runs) = patches::find(&clean);
    let is_letter = |mark: &Patch| {
        let (long, short) = (mark.width().max(mark.height()), mark.width().min(mark.height()));
        let bar = long > 8 * short && mark.width() > 24;
        mark.height() >= 3 && mark.height() * 100 <= 14 * height && mark.area >= 5 && !bar
    };
    let Some(usual) = usual_size(marks.iter().filter(|mark| is_letter(mark))) else { return Vec::new() };
    let mut kept: Vec<TextLine> = Vec::new();
    for size in SIZES.iter().rev().map(|size| (usual * size / 100).max(4)) {
        // Strokes that lie flat (one, a dash) belong to the line too, though they are no letters themselves.
        let fits: Vec<bool> = marks
            .iter()
            .map(|mark| mark.area >= 5 && mark.height() * 100 <= 135 * size && mark.width() <= 12 * size)
            .collect();
        let mut map = Bits::new(width, height);
        for run in runs.iter().filter(|run| fits[run.patch as usize]) {
            map.fill(run.y as usize, run.x0 as usize, run.x1 as usize);
        }
        for patch in patches::find(&close(map, size)).0 {
            let line = TextLine { x0: patch.x0, y0: patch.y0, x1: patch.x1, y1: patch.y1 };
            let area = line.width() * line.height();
            let new = kept.iter().all(|other| line.overlap(other) * 10 <= area * 3);
            if is_line(&patch, size) && new && is_written(&clean, &line) {
                kept.push(line);
            }
        }
    }
    join(kept, &rules)
}

/// Runs of ink longer than max(40 pixels, a 14th of the longer side), across or down, and what touches them.
fn rules(ink: &Bits) -> Bits {
    let (width, height) = (ink.width, ink.height);
    let least = (width.max(height) / 14).max(40);
    let mut found = Bits::new(width, height);
    let mut mark = |x0: usize, x1: usize, y0: usize, y1: usize| {
        for y in y0.saturating_sub(1)..(y1 + 1).min(height) {
            found.fill(y, x0.saturating_sub(1), (x1 + 1).min(width));
        }
    };
    // Where the run of ink that each column is in began.
    let mut began = vec![0usize; width];
    for y in 0..height {
        ink.runs(y)
            .filter(|(start, end)| end - start >= least)
            .for_each(|(start, end)| mark(start, end, y, y + 1));
        for (word, &inked) in ink.row(y).iter().enumerate() {
            let over = if y > 0 { ink.row(y - 1)[word] } else { 0 };
            let below = if y + 1 < height { ink.row(y + 1)[word] } else { 0 };
            each_bit(inked & !over, |bit| began[word * 64 + bit] = y);
            each_bit(inked & !below, |bit| {
                let x = word * 64 + bit;
                if y + 1 - began[x] >= least {
                    mark(x, x + 1, began[x], y + 1);
                }
            });
        }
    }
    found
}

/// The places of a word's set bits, from the lowest.
fn each_bit(mut word: u64, mut with: impl FnMut(usize)) {
    while word != 0 {
        with(word.trailing_zeros() as usize);
        word &= word - 1;
    }
}

/// Median size of marks, by area: large characters are few and count no less.
fn usual_size<'a>(marks: impl Iterator<Item = &'a Patch>) -> Option<usize> {
    let mut sizes: Vec<(usize, usize)> =
        marks.map(|mark| (mark.width().max(mark.height()), mark.area)).collect();
    sizes.sort_unstable();
    let half = sizes.iter().map(|size| size.1).sum::<usize>() / 2;
    let mut sum = 0;
    sizes
        .iter()
        .find(|size| {
            sum += size.1;
            sum > half
        })
        .map(|size| size.0)
}

/// Fills gaps of up to 1.1 sizes across and 0.12 sizes down.
fn close(mut map: Bits, size: usize) -> Bits {
    let (across, down) = (size * 11 / 10, (size * 12 / 100).max(1));
    let mut gaps: Vec<(usize, usize)> = Vec::new();
    for y in 0..map.height {
        let mut last = None;
        gaps.clear();
        for (start, end) in map.runs(y) {
            gaps.extend(last.filter(|last| start - last <= across).map(|last| (last, start)));
            last = Some(end);
        }
        gaps.iter().for_each(|&(from, to)| map.fill(y, from, to));
    }
    map.close_down(down)
}

/// 0.6–1.5 sizes high, 1.8 times as wide, and filled by more than half.
fn is_line(patch: &Patch, size: usize) -> bool {
    let (wide, high) = (patch.width(), patch.height());
    let sized = high * 10 >= 6 * size && high * 10 <= 15 * size && high >= 4;
    sized && wide * 10 >= 18 * high && patch.area * 2 > wide * high
}

/// Ink of 6–97 % and fewer than 14 changes a row and em: text, not texture.
fn is_written(ink: &Bits, line: &TextLine) -> bool {
    let rows = || line.y0..line.y1;
    let inked: usize = rows().map(|y| ink.count_in(y, line.x0, line.x1)).sum();
    let changes: usize = rows().map(|y| ink.changes_in(y, line.x0, line.x1)).sum();
    let area = line.width() * line.height();
    inked * 100 >= 6 * area && inked * 100 <= 97 * area && changes < 14 * line.width()
}

/// Joins pieces of one row: heights and rows that agree by 0.6, at most 1.5 heights apart, no rule between.
fn join(mut lines: Vec<TextLine>, rules: &Bits) -> Vec<TextLine> {
    lines.sort_unstable_by_key(|line| (line.x0, line.y0));
    let mut joined: Vec<TextLine> = Vec::with_capacity(lines.len());
    for line in lines {
        match joined.iter_mut().filter(|left| are_one(left, &line, rules)).max_by_key(|left| left.x1) {
            Some(left) => {
                left.x1 = left.x1.max(line.x1);
                (left.y0, left.y1) = (left.y0.min(line.y0), left.y1.max(line.y1));
            }
            None => joined.push(line),
        }
    }
    joined.sort_unstable_by_key(|line| (line.y0, line.x0));
    joined
}

fn are_one(left: &TextLine, right: &TextLine, rules: &Bits) -> bool {
    let (low, high) = (left.height().min(right.height()), left.height().max(right.height()));
    let shared = left.y1.min(right.y1).saturating_sub(left.y0.max(right.y0));
    let gap = right.x0.saturating_sub(left.x1);
    let middle = (left.y0.max(right.y0) + left.y1.min(right.y1)) / 2;
    let ruled = || rules.count_in(middle, left.x1.min(right.x0), right.x0) > 0;
    low * 10 >= 6 * high && shared * 10 >= 6 * low && gap * 2 <= 3 * high && !ruled()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two rows of square characters and a rule under the first.
    #[test]
    fn rows_of_marks_are_lines_and_rules_are_none() {
        let (width, height) = (400, 300);
        let mut ink = Bits::new(width, height);
        let mut fill = |x0: usize, y0: usize, w: usize, h: usize| {
            for y in y0..y0 + h {
                ink.fill(y, x0, x0 + w);
            }
        };
        for row in [40, 120] {
            for letter in 0..10 {
                let x = 40 + letter * 22;
                fill(x, row, 18, 3);
                fill(x, row + 15, 18, 3);
                fill(x + 7, row, 3, 18);
            }
        }
        fill(20, 80, 360, 2);
        let lines = find(&ink);
        let boxes: Vec<_> = lines.iter().map(|line| (line.x0, line.y0, line.x1, line.y1)).collect();
        assert_eq!(boxes, [(40, 40, 256, 58), (40, 120, 256, 138)]);
    }
}

//! Lines of text by their ink.
//!
//! Why it exists: measures look at writing, so writing must be told from rules, pictures and texture; and the reader
//! can be given these lines in place of a detector's. Marks of character size are closed sideways at three sizes,
//! what has the shape of a line is kept, and pieces of one row are joined (step 5 of the measurements; joining of
//! rows as proved for reading). Lines are taken to run across; of a page askew they are the pieces that do.

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
pub(crate) fn find(width: usize, height: usize, ink: &[bool]) -> Vec<TextLine> {
    let rules = rules(ink, width, height);
    let clean: Vec<bool> = ink.iter().zip(&rules).map(|(&ink, &rule)| ink && !rule).collect();
    let (marks, runs) = patches::find(&clean, width);
    let is_letter = |mark: &Patch| {
        let (long, short) = (mark.width().max(mark.height()), mark.width().min(mark.height()));
        let bar = long > 8 * short && mark.width() > 24;
        mark.height() >= 3 && mark.height() * 100 <= 14 * height && mark.area >= 5 && !bar
    };
    let Some(usual) = usual_size(marks.iter().filter(|mark| is_letter(mark))) else { return Vec::new() };
    let mut kept: Vec<TextLine> = Vec::new();
    for size in SIZES.iter().rev().map(|size| (usual * size / 100).max(4)) {
        let mut map = vec![false; clean.len()];
        for &(y, start, end, patch) in &runs {
            // Strokes that lie flat (one, a dash) belong to the line too, though they are no letters themselves.
            let mark = &marks[patch];
            if mark.area >= 5 && mark.height() * 100 <= 135 * size && mark.width() <= 12 * size {
                map[y * width + start..y * width + end].fill(true);
            }
        }
        close(&mut map, width, size);
        for patch in patches::find(&map, width).0 {
            let line = TextLine { x0: patch.x0, y0: patch.y0, x1: patch.x1, y1: patch.y1 };
            let area = line.width() * line.height();
            let new = kept.iter().all(|other| line.overlap(other) * 10 <= area * 3);
            if is_line(&patch, size) && is_written(&clean, width, &line) && new {
                kept.push(line);
            }
        }
    }
    join(kept, &rules, width)
}

/// Runs of ink longer than max(40 pixels, a 14th of the longer side), across or down, and what touches them.
fn rules(ink: &[bool], width: usize, height: usize) -> Vec<bool> {
    let least = (width.max(height) / 14).max(40);
    let mut found = vec![false; ink.len()];
    let mut lengths = vec![0u32; width];
    let mark = |found: &mut [bool], x0: usize, x1: usize, y0: usize, y1: usize| {
        for y in y0.saturating_sub(1)..(y1 + 1).min(height) {
            found[y * width + x0.saturating_sub(1)..y * width + (x1 + 1).min(width)].fill(true);
        }
    };
    for (y, row) in ink.chunks_exact(width.max(1)).enumerate() {
        for (start, end) in patches::runs(row).filter(|(start, end)| end - start >= least) {
            mark(&mut found, start, end, y, y + 1);
        }
        for (x, (&inked, length)) in row.iter().zip(&mut lengths).enumerate() {
            if inked {
                *length += 1;
            } else if std::mem::take(length) as usize >= least {
                // A run that ended above is found again by its length below.
                mark(&mut found, x, x + 1, y - down(ink, width, x, y), y);
            }
        }
    }
    for (x, &length) in lengths.iter().enumerate() {
        if length as usize >= least {
            mark(&mut found, x, x + 1, height - length as usize, height);
        }
    }
    found
}

/// How many inked pixels stand on top of each other right above (x, y).
fn down(ink: &[bool], width: usize, x: usize, y: usize) -> usize {
    (0..y).rev().take_while(|row| ink[row * width + x]).count()
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
fn close(map: &mut [bool], width: usize, size: usize) {
    let (across, down) = (size * 11 / 10, (size * 12 / 100).max(1));
    for row in map.chunks_exact_mut(width.max(1)) {
        let ends: Vec<(usize, usize)> = patches::runs(row).collect();
        for pair in ends.windows(2) {
            if pair[1].0 - pair[0].1 <= across {
                row[pair[0].1..pair[1].0].fill(true);
            }
        }
    }
    let mut last = vec![usize::MAX; width];
    for y in 0..map.len() / width.max(1) {
        for x in 0..width {
            if !map[y * width + x] {
                continue;
            }
            if last[x] != usize::MAX && y - last[x] > 1 && y - last[x] - 1 <= down {
                for gap in last[x] + 1..y {
                    map[gap * width + x] = true;
                }
            }
            last[x] = y;
        }
    }
}

/// 0.6–1.5 sizes high, 1.8 times as wide, and filled by more than half.
fn is_line(patch: &Patch, size: usize) -> bool {
    let (wide, high) = (patch.width(), patch.height());
    let sized = high * 10 >= 6 * size && high * 10 <= 15 * size && high >= 4;
    sized && wide * 10 >= 18 * high && patch.area * 2 > wide * high
}

/// Ink of 6–97 % and fewer than 14 changes a row and em: text, not texture.
fn is_written(ink: &[bool], width: usize, line: &TextLine) -> bool {
    let (mut inked, mut changes) = (0, 0);
    for y in line.y0..line.y1 {
        let row = &ink[y * width + line.x0..y * width + line.x1];
        inked += row.iter().filter(|&&set| set).count();
        changes += row.windows(2).filter(|pair| pair[0] != pair[1]).count();
    }
    let area = line.width() * line.height();
    inked * 100 >= 6 * area && inked * 100 <= 97 * area && changes < 14 * line.width()
}

/// Joins pieces of one row: heights and rows that agree by 0.6, at most 1.5 heights apart, no rule between.
fn join(mut lines: Vec<TextLine>, rules: &[bool], width: usize) -> Vec<TextLine> {
    lines.sort_unstable_by_key(|line| (line.x0, line.y0));
    let mut joined: Vec<TextLine> = Vec::with_capacity(lines.len());
    for line in lines {
        match joined.iter_mut().filter(|left| are_one(left, &line, rules, width)).max_by_key(|left| left.x1) {
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

fn are_one(left: &TextLine, right: &TextLine, rules: &[bool], width: usize) -> bool {
    let (low, high) = (left.height().min(right.height()), left.height().max(right.height()));
    let shared = left.y1.min(right.y1).saturating_sub(left.y0.max(right.y0));
    let gap = right.x0.saturating_sub(left.x1);
    let middle = (left.y0.max(right.y0) + left.y1.min(right.y1)) / 2;
    let ruled = || rules[middle * width + left.x1.min(right.x0)..middle * width + right.x0].contains(&true);
    low * 10 >= 6 * high && shared * 10 >= 6 * low && gap * 2 <= 3 * high && !ruled()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two rows of square characters and a rule under the first.
    #[test]
    fn rows_of_marks_are_lines_and_rules_are_none() {
        let (width, height) = (400, 300);
        let mut ink = vec![false; width * height];
        let mut fill = |x0: usize, y0: usize, w: usize, h: usize| {
            for y in y0..y0 + h {
                ink[y * width + x0..y * width + x0 + w].fill(true);
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
        let lines = find(width, height, &ink);
        let boxes: Vec<_> = lines.iter().map(|line| (line.x0, line.y0, line.x1, line.y1)).collect();
        assert_eq!(boxes, [(40, 40, 256, 58), (40, 120, 256, 138)]);
    }
}

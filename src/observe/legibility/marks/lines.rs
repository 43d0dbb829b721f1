//! Lines of text as chains of patches, whichever way the page lies.
//!
//! Why it exists: which way up a page stands, where glare cuts a line off and how lines run apart are all told from
//! lines, and must be told on a page that lies on its side, where no line across is to be found.

use super::parts::Part;
use crate::observe::patches::root;

/// Sizes of patches that can be letters, of the page's longest side: thousandths.
const MAX_LETTER: i32 = 60;

/// Smallest side of a letter's patch, pixels of the measured copy.
const MIN_LETTER: i32 = 3;

/// Longer than this many times its other side, a patch is a rule or a dash.
const BAR: i32 = 8;

/// A letter is at least this share of the page's usual letter, percent; strokes that stand alone are smaller.
const SMALL_PERCENT: i32 = 45;

/// Letters of a line are at most this many heights apart, percent: a space between words or after a full stop.
const GAP_PERCENT: i32 = 130;

/// Fewest letters of a line, and its least width in heights.
const MIN_LETTERS: usize = 4;
const MIN_EMS: i32 = 3;

/// A line of text in the frame in which it runs across: `y` is measured along the slant, at x = 0.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub x0: i32,
    pub x1: i32,
    pub top: i32,
    pub bottom: i32,
    /// Patches of the line's letters, as they lie in the frame, from the left.
    pub letters: Vec<Part>,
}

impl Line {
    pub fn height(&self) -> i32 {
        (self.bottom - self.top).max(1)
    }

    /// Width in heights: about the number of Chinese characters.
    pub fn ems(&self) -> i32 {
        (self.x1 - self.x0) / self.height()
    }
}

/// By how many pixels a slant (1/65536) falls over `x` pixels.
pub(crate) fn fall(slant: i32, x: i32) -> i32 {
    ((i64::from(slant) * i64::from(x) + 32_768) >> 16) as i32
}

/// Median size of the patches that can be letters, weighted by their ink; 0 where there are none. The same however the
/// page is turned.
pub(crate) fn usual(parts: &[Part], longest: i32) -> i32 {
    let mut sizes: Vec<(i32, i64)> = parts
        .iter()
        .filter(|part| is_letter(part, longest))
        .map(|part| (part.side(), i64::from(part.area)))
        .collect();
    sizes.sort_unstable();
    let half = sizes.iter().map(|(_, area)| area).sum::<i64>() / 2;
    let mut below = 0;
    let median = sizes.iter().find_map(|(side, area)| {
        below += area;
        (below >= half).then_some(*side)
    });
    median.unwrap_or(0)
}

fn is_letter(part: &Part, longest: i32) -> bool {
    let (low, high) = (part.width().min(part.height()).max(1), part.side());
    high >= MIN_LETTER && part.area >= 5 && high * 1000 <= longest * MAX_LETTER && high <= BAR * low
}

/// The lines, from the top; `slant` in 1/65536, `parts` in the frame in which lines run across; `usual` is the size of
/// their letters.
pub(crate) fn lines(parts: &[Part], longest: i32, slant: i32, usual: i32) -> Vec<Line> {
    let least = (usual * SMALL_PERCENT / 100).max(MIN_LETTER);
    let mut letters: Vec<Part> =
        parts.iter().filter(|part| is_letter(part, longest) && part.side() >= least).copied().collect();
    letters.sort_unstable_by_key(|part| (part.x0, part.y0));
    let mut chain: Vec<u32> = (0..letters.len() as u32).collect();
    let rows = Rows::of(&letters, usual.max(8), slant);
    for at in 0..letters.len() {
        rows.after(at, &letters, |next| {
            if beside(&letters[at], &letters[next], slant) {
                let (a, b) = (root(&mut chain, at as u32), root(&mut chain, next as u32));
                chain[a.max(b) as usize] = a.min(b);
            }
        });
    }
    let mut chains: std::collections::BTreeMap<u32, Vec<Part>> = std::collections::BTreeMap::new();
    for (at, letter) in letters.iter().enumerate() {
        chains.entry(root(&mut chain, at as u32)).or_default().push(*letter);
    }
    let mut lines: Vec<Line> = chains.into_values().filter_map(|letters| line(letters, slant)).collect();
    lines.sort_unstable_by_key(|line| (line.top, line.x0));
    lines
}

/// Which way letters stand closer together: votes for across and for down the page.
///
/// Letters of a line are closer than lines are, whatever else the page holds; a frame of ornaments votes both ways.
pub(crate) fn votes(parts: &[Part], longest: i32, usual: i32) -> (usize, usize) {
    let letters: Vec<Part> = parts
        .iter()
        .filter(|part| is_letter(part, longest) && 10 * part.side() >= 6 * usual && part.side() <= 3 * usual)
        .copied()
        .collect();
    let turned: Vec<Part> = letters
        .iter()
        .map(|part| Part { x0: part.y0, y0: part.x0, x1: part.y1, y1: part.x1, ..*part })
        .collect();
    let (right, below) = (gaps(&letters, usual), gaps(&turned, usual));
    let far = 3 * usual;
    let margin = (usual / 8).max(1);
    right.iter().zip(&below).fold((0, 0), |(across, down), (&right, &below)| {
        let (right, below) = (right.unwrap_or(far), below.unwrap_or(far));
        if right + margin < below {
            (across + 1, down)
        } else if below + margin < right {
            (across, down + 1)
        } else {
            (across, down)
        }
    })
}

/// How far it is from each letter to the next on its right, in the order of the letters.
fn gaps(letters: &[Part], usual: i32) -> Vec<Option<i32>> {
    let mut order: Vec<usize> = (0..letters.len()).collect();
    order.sort_unstable_by_key(|&at| (letters[at].x0, letters[at].y0));
    let sorted: Vec<Part> = order.iter().map(|&at| letters[at]).collect();
    let rows = Rows::of(&sorted, usual.max(8), 0);
    let mut gaps = vec![None; letters.len()];
    for (at, &first) in order.iter().enumerate() {
        let part = &sorted[at];
        rows.after(at, &sorted, |next| {
            let next = &sorted[next];
            let overlap = part.y1.min(next.y1) - part.y0.max(next.y0);
            let gap = next.x0 - part.x1;
            if 2 * overlap >= part.height().min(next.height()) && 3 * gap >= -usual {
                let near: &mut Option<i32> = &mut gaps[first];
                *near = Some(near.map_or(gap, |known| known.min(gap)));
            }
        });
    }
    gaps
}

/// Letters by the row of the page that their middle lies in, each row from the left.
struct Rows {
    step: i32,
    first: i32,
    rows: Vec<Vec<usize>>,
    row_of: Vec<i32>,
}

impl Rows {
    fn of(letters: &[Part], step: i32, slant: i32) -> Rows {
        let row_of: Vec<i32> =
            letters.iter().map(|part| (middle(part, slant)).div_euclid(2 * step)).collect();
        let first = row_of.iter().copied().min().unwrap_or(0);
        let last = row_of.iter().copied().max().unwrap_or(0);
        let mut rows = vec![Vec::new(); (last - first + 1) as usize];
        for (at, row) in row_of.iter().enumerate() {
            rows[(row - first) as usize].push(at);
        }
        Rows { step, first, rows, row_of }
    }

    /// Calls `with` for letters that start right of this one's start and near it.
    fn after(&self, at: usize, letters: &[Part], mut with: impl FnMut(usize)) {
        let part = &letters[at];
        let row = self.row_of[at] - self.first;
        let reach = part.height() / (2 * self.step) + 1;
        let end = part.x1 + 3 * part.side().max(self.step);
        for row in (row - reach).max(0)..=(row + reach).min(self.rows.len() as i32 - 1) {
            let row = &self.rows[row as usize];
            let from = row.partition_point(|&other| other <= at);
            row[from..].iter().take_while(|&&other| letters[other].x0 <= end).for_each(|&other| with(other));
        }
    }
}

/// Twice the height of a patch's middle, along the slant.
fn middle(part: &Part, slant: i32) -> i32 {
    part.y0 + part.y1 - 2 * fall(slant, (part.x0 + part.x1) / 2)
}

/// Whether two letters can be neighbours in a line.
fn beside(a: &Part, b: &Part, slant: i32) -> bool {
    let (low, high) = (a.height().min(b.height()), a.height().max(b.height()));
    let size = a.side().max(b.side()).min(3 * high);
    let apart = (middle(a, slant) - middle(b, slant)).abs() / 2;
    let overlap = (low + high) / 2 - apart;
    let gap = b.x0 - a.x1;
    3 * low >= high && 2 * overlap >= low && 100 * gap <= GAP_PERCENT * size
}

/// The line of a chain; its top and bottom are those of its tall letters, outliers left aside.
fn line(letters: Vec<Part>, slant: i32) -> Option<Line> {
    if letters.len() < MIN_LETTERS {
        return None;
    }
    let tallest = letters.iter().map(Part::height).max()?;
    let mut tops = Vec::new();
    let mut bottoms = Vec::new();
    for letter in letters.iter().filter(|letter| 10 * letter.height() >= 6 * tallest) {
        let shift = fall(slant, (letter.x0 + letter.x1) / 2);
        tops.push(letter.y0 - shift);
        bottoms.push(letter.y1 - shift);
    }
    tops.sort_unstable();
    bottoms.sort_unstable();
    let top = *tops.get(tops.len() / 7)?;
    let bottom = *bottoms.get(bottoms.len() - 1 - bottoms.len() / 7)?;
    let line = Line {
        x0: letters.iter().map(|letter| letter.x0).min()?,
        x1: letters.iter().map(|letter| letter.x1).max()?,
        top,
        bottom,
        letters,
    };
    (line.ems() >= MIN_EMS).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters of 16 × 20 px every 22 px.
    fn row(x0: i32, y0: i32, count: i32, slant: i32) -> impl Iterator<Item = Part> {
        (0..count).map(move |at| {
            let x = x0 + 22 * at;
            let y = y0 + fall(slant, x);
            Part { x0: x, y0: y, x1: x + 16, y1: y + 20, area: 90 }
        })
    }

    #[test]
    fn columns_are_lines_apart_and_a_slant_joins_none() {
        let slant = super::super::skew::tangent(800);
        let mut parts: Vec<Part> = (0..10).flat_map(|line| row(40, 40 + 32 * line, 20, slant)).collect();
        parts.extend((0..10).flat_map(|line| row(640, 40 + 32 * line, 20, slant)));
        let found = lines(&parts, 1700, slant, usual(&parts, 1700));
        assert_eq!(found.len(), 20);
        assert!(found.iter().all(|line| line.letters.len() == 20 && (19..=22).contains(&line.height())));
    }

    #[test]
    fn rules_and_pairs_of_specks_are_no_lines() {
        let mut parts = vec![Part { x0: 0, y0: 100, x1: 90, y1: 103, area: 270 }; 5];
        parts.extend(row(40, 300, 2, 0));
        assert!(lines(&parts, 1700, 0, usual(&parts, 1700)).is_empty());
    }
}

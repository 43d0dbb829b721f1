//! Lines from all over a page, for the better reader: can the page be read at all?
//!
//! Why it exists: what the first, cheap reader cannot make out is no evidence against a page: of noisy, dark and blurred
//! pages that people read without effort it reads next to nothing. The better one's mean score parts what can be read
//! from what cannot (legibility.md, “Reading as judge”), and a dozen lines tell as much as all.

use super::Sample;
use crate::facts::Rect;

/// Where the first reader read less than this share of the text well, by length, the better one is asked.
pub(super) const READ_ENOUGH: (u32, u32) = (4, 5);
/// How many lines (issue: at most twelve, spread over the page).
const LINES: usize = 12;
/// From this mean on, thousandths, it reads what the first one does not, and is asked for the rest.
pub(super) const READS: u16 = 800;

/// At most a dozen of the lines given in reading order, evenly; marks of one character tell nothing.
pub(super) fn spread<T: Copy>(lines: Vec<T>, rect: impl Fn(&T) -> Rect) -> Vec<T> {
    let wide = |line: &T| rect(line).width() * 2 > rect(line).height() * 3;
    let lines: Vec<T> = lines.into_iter().filter(wide).collect();
    let count = lines.len();
    if count <= LINES {
        return lines;
    }
    (0..LINES).map(|i| lines[(2 * i + 1) * count / (2 * LINES)]).collect()
}

impl Sample {
    /// Of the scores of its lines; `None` where there are none.
    pub(super) fn of(mut scores: Vec<u16>) -> Option<Sample> {
        scores.sort_unstable();
        let better = &scores[scores.len() / 2..];
        let mean = |of: &[u16]| {
            let sum: u32 = of.iter().map(|&score| u32::from(score)).sum();
            (sum / of.len().max(1) as u32) as u16
        };
        let sample = Sample { lines: scores.len() as u32, score: mean(&scores), best: mean(better) };
        (!scores.is_empty()).then_some(sample)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_is_spread_evenly_and_leaves_marks_out() {
        let line =
            |i: i32| Rect { x0: 0, y0: i * 50, x1: if i % 3 == 0 { 40 } else { 400 }, y1: i * 50 + 30 };
        let chosen = spread((0..60).collect(), |&i| line(i));
        assert_eq!(chosen.len(), 12);
        assert!(chosen.iter().all(|i| i % 3 != 0) && chosen[0] < 5 && chosen[11] > 54, "{chosen:?}");
        assert_eq!(spread(vec![1, 2, 3], |&i| line(i)), [1, 2]);
    }

    #[test]
    fn the_better_half_is_told_apart() {
        let sample = Sample::of(vec![900, 100, 980, 200]).unwrap();
        assert_eq!((sample.lines, sample.score, sample.best), (4, 545, 940));
        assert_eq!(Sample::of(Vec::new()), None);
    }
}

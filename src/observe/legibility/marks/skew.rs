//! By how much the text runs askew, and whether it runs down the page.
//!
//! Why it exists: a slanted page reads badly, a page lying on its side is a nuisance to whoever checks it, and every
//! other mark needs to know which way lines run. Rows of ink are sharpest when they are summed along the lines
//! (Postl 1986): the sum of squared differences between neighbouring sums has its peak at the text's slope.
//!
//! Measured (legibility design): 66 of 66 drawn pages within 0.1° for slants to 12°; a peak below twice the median of
//! all slants is texture, not text. Which way
//! lines run is told by letters that stand closer in a line than lines do; where there are few, by the higher peak.

use super::parts::Parts;

/// Slants are looked for to this angle either way, hundredths of a degree.
const REACH: i32 = 1500;

/// Steps of the search, hundredths of a degree: first all, then around the best so far.
const STEPS: [i32; 4] = [50, 25, 10, 5];

/// Longest side of the grid that the sums are made on, pixels: finer ones answer to the paper's texture.
const SIDE: usize = 1200;

/// Patches with a side longer than this, percent of the page's longest side, are grids, frames and photos.
const LARGE_PERCENT: i32 = 20;

/// Rows of two columns that stand at different heights line up across them at a slant that no line has: another slant
/// at which the halves of the page's width answer apart by this much more, percent, is the lines' own.
const APART_PERCENT: u64 = 150;

/// Samples of ink that are summed: more cost time and change nothing within 0.1°.
const SAMPLES: usize = 12_000;

/// Fewer samples than this are no text.
const MIN_SAMPLES: usize = 200;

/// Least peak over the median of all slants, percent.
const CLEAR_PERCENT: u64 = 200;

/// Fewest votes that decide which way lines run, and by how much one way must have more, percent of all: on 654 drawn
/// pages in any stance with as many votes the right way had at least 40 more; the peak of the sums errs on pages of two
/// columns whose lines are not level, and on narrow frames of ornaments.
const MIN_VOTES: usize = 16;
const VOTES_PERCENT: usize = 25;

/// How the lines of a page run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    /// Hundredths of a degree along the lines; falling to the right is positive, seen with the lines running across.
    pub slope: i32,
    /// Lines run down the page.
    pub side: bool,
    /// The peak over the median of all slants, percent.
    pub clear: u64,
}

impl Run {
    /// Whether the peak is one of text.
    pub fn is_clear(&self) -> bool {
        self.clear >= CLEAR_PERCENT
    }
}

/// How the lines run; None where there is not enough ink to tell. `votes`: letters that stand closer across, and down.
pub(crate) fn run(width: usize, height: usize, parts: &Parts, votes: (usize, usize)) -> Option<Run> {
    let samples = samples(width, height, parts);
    if samples.len() < MIN_SAMPLES {
        return None;
    }
    let across = || Slants::of(&samples);
    let turned: Vec<(u16, u16)> = samples.iter().map(|&(x, y)| (y, x)).collect();
    let down = || Slants::of(&turned);
    let (side, found) = match voted(votes) {
        Some(true) => (true, down()),
        Some(false) => (false, across()),
        None => {
            let (across, down) = (across(), down());
            if down.clear() > across.clear() { (true, down) } else { (false, across) }
        }
    };
    let points = if side { &turned } else { &samples };
    // Turned against the clock, x becomes the height from below: the sign of a slant in the transpose is reversed.
    let slope = refine(points, &found) * if side { -1 } else { 1 };
    Some(Run { slope, side, clear: found.clear() })
}

/// Whether lines run down, where the letters' votes are clear.
fn voted((across, down): (usize, usize)) -> Option<bool> {
    let all = across + down;
    (all >= MIN_VOTES && across.abs_diff(down) * 100 >= all * VOTES_PERCENT).then_some(down > across)
}

/// Ink of letters on the grid, at most [`SAMPLES`] places picked at random, the same ones each time.
fn samples(width: usize, height: usize, parts: &Parts) -> Vec<(u16, u16)> {
    let longest = width.max(height).max(1);
    let large = longest as i32 * LARGE_PERCENT / 100;
    let letters: Vec<bool> = parts.parts.iter().map(|part| part.side() <= large).collect();
    let of_letter = |patch: u32| letters.get(patch as usize).copied().unwrap_or(false);
    let runs = || parts.runs.iter().filter(|run| of_letter(run.patch));
    let ink: usize = runs().map(|run| (run.x1 - run.x0) as usize).sum();
    // A whole number of pixels to a place: else some rows of the grid would hold two rows of the page and their
    // neighbours one, and those steps are sharpest along the grid, whatever the text does.
    let step = longest.div_ceil(SIDE) as u32;
    let keep = ((SAMPLES as u64) << 16) / ink.max(1) as u64;
    let mut samples = Vec::with_capacity(SAMPLES + SAMPLES / 8);
    // A linear congruence (Numerical Recipes): a fixed stride would beat with the strokes.
    let mut random = 1u32;
    for run in runs() {
        for x in run.x0..run.x1 {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            if u64::from(random >> 16) < keep {
                samples.push(((x / step) as u16, (run.y / step) as u16));
            }
        }
    }
    samples
}

/// The answer at every slant of the coarse search.
struct Slants {
    best: i32,
    /// The halves of the page tell the slant, each for itself.
    apart: bool,
    peak: u64,
    median: u64,
    /// Number of samples.
    count: u64,
}

impl Slants {
    fn of(points: &[(u16, u16)]) -> Slants {
        let mut sums = Sums::of(points);
        let mut answers: Vec<(Answer, i32)> = (-REACH..=REACH)
            .step_by(STEPS[0] as usize)
            .map(|slant| (sums.answer(points, slant), slant))
            .collect();
        let &(halved, own) = answers.iter().max_by_key(|(answer, _)| answer.halves).unwrap_or(&NONE);
        answers.sort_unstable_by_key(|(answer, slant)| (answer.whole, *slant));
        let median = answers[answers.len() / 2].0.whole;
        let &(peak, best) = answers.last().unwrap_or(&NONE);
        let near = answers.iter().filter(|(_, slant)| (slant - best).abs() <= STEPS[0]);
        let here = near.map(|(answer, _)| answer.halves).max().unwrap_or(0);
        let count = points.len() as u64;
        let apart = beyond(halved.halves, count) * 100 > beyond(here, count) * APART_PERCENT;
        let best = if apart { own } else { best };
        Slants { best, apart, peak: peak.whole, median, count }
    }

    /// Peak over median, percent, each beyond chance. A quarter of the samples' number is the least median, so that
    /// nothing over nothing is not clear.
    fn clear(&self) -> u64 {
        let least = (self.count / 4).max(1);
        beyond(self.peak, self.count) * 100 / beyond(self.median, self.count).max(least)
    }
}

/// An answer less what as many samples strewn at random would give: twice their number.
fn beyond(answer: u64, count: u64) -> u64 {
    answer.saturating_sub(2 * count)
}

/// The slant of the peak: in ever smaller steps around the best so far, then the middle of the peak's top.
fn refine(points: &[(u16, u16)], coarse: &Slants) -> i32 {
    let mut best = coarse.best;
    let mut sums = Sums::of(points);
    let mut answer = |slant: i32| {
        let answer = sums.answer(points, slant);
        if coarse.apart { answer.halves } else { answer.whole }
    };
    for pair in STEPS.windows(2) {
        let (reach, step) = (pair[0], pair[1]);
        let near = (-reach / step..=reach / step).map(|times| best + times * step);
        best = near.max_by_key(|&slant| (answer(slant), -(slant - best).abs())).unwrap_or(best);
    }
    middle(best, answer)
}

/// How far from the peak its top is looked at, hundredths of a degree.
const TOP: i32 = 40;

/// The middle of a peak's top, weighted by the square of what stands out over its foot: the highest place alone is
/// thrown about by the choice of samples.
fn middle(best: i32, mut answer: impl FnMut(i32) -> u64) -> i32 {
    let step = STEPS[STEPS.len() - 1];
    let top: Vec<(i64, u64)> = (-TOP / step..=TOP / step)
        .map(|times| (i64::from(times * step), answer(best + times * step)))
        .collect();
    let foot = top.iter().map(|(_, answer)| *answer).min().unwrap_or(0);
    let most = top.iter().map(|(_, answer)| answer - foot).max().unwrap_or(0).max(1);
    let weight = |answer: u64| ((answer - foot) * 1000 / most).pow(2) as i64;
    let all: i64 = top.iter().map(|(_, answer)| weight(*answer)).sum::<i64>().max(1);
    let moment: i64 = top.iter().map(|(off, answer)| off * weight(*answer)).sum();
    let step = i64::from(step);
    best + ((moment + (all * step / 2) * moment.signum()) / all / step * step) as i32
}

/// Sums of squared differences between neighbouring sums along a slant.
#[derive(Clone, Copy)]
struct Answer {
    /// Of sums over the whole width.
    whole: u64,
    /// Of sums over each half of it.
    halves: u64,
}

/// No slant was tried.
const NONE: (Answer, i32) = (Answer { whole: 0, halves: 0 }, 0);

/// Sums along a slant, kept for the next one.
struct Sums {
    /// Where the right half of the places begins.
    middle: u16,
    left: Vec<i32>,
    right: Vec<i32>,
}

impl Sums {
    fn of(points: &[(u16, u16)]) -> Sums {
        let columns = || points.iter().map(|&(x, _)| x);
        let (first, last) = (columns().min().unwrap_or(0), columns().max().unwrap_or(0));
        // The shift of a column is at most the tangent of 15° times the side, either way.
        let rows = SIDE + 2 * SHIFT + 2;
        Sums { middle: first + (last - first).div_ceil(2), left: vec![0; rows], right: vec![0; rows] }
    }

    fn answer(&mut self, points: &[(u16, u16)], slant: i32) -> Answer {
        let fall = tangent(slant);
        self.left.fill(0);
        self.right.fill(0);
        for &(x, y) in points {
            let row = i32::from(y) - ((i32::from(x) * fall + 32_768) >> 16) + SHIFT as i32;
            let half = if x < self.middle { &mut self.left } else { &mut self.right };
            if let Some(sum) = half.get_mut(row as usize) {
                *sum += 1;
            }
        }
        let step = |pair: &[i32]| i64::from(pair[0] - pair[1]);
        let pairs = self.left.windows(2).zip(self.right.windows(2));
        let of = |(left, right): (&[i32], &[i32])| (step(left), step(right));
        let (whole, halves) = pairs.map(of).fold((0, 0), |(whole, halves), (left, right)| {
            (whole + (left + right).pow(2), halves + left.pow(2) + right.pow(2))
        });
        Answer { whole: whole as u64, halves: halves as u64 }
    }
}

/// Most rows that a slant shifts a column by.
const SHIFT: usize = SIDE / 3;

/// Tangent of hundredths of a degree in 1/65536, by its series, so that it is the same on every processor; to 15° the
/// first left-out term is below a thousandth of a hundredth.
pub(crate) fn tangent(hundredths: i32) -> i32 {
    let x = f64::from(hundredths) * std::f64::consts::PI / 18_000.0;
    let square = x * x;
    let series = x * (1.0 + square * (1.0 / 3.0 + square * (2.0 / 15.0 + square * 17.0 / 315.0)));
    (series * 65_536.0).round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::observe::bits::Bits;

    /// Rows of short dashes like text, 12 px high, every 24 px, on a slant in hundredths of a degree.
    fn page(width: usize, height: usize, slant: i32) -> Bits {
        let fall = tangent(slant);
        let mut ink = Bits::new(width, height);
        // Letters of no two lines stand below each other.
        for line in (60..height as i32 - 80).step_by(24) {
            for x in (60..width - 60).filter(|x| (x + (line * line / 7) as usize) % 9 <= 5) {
                for down in (0..12).filter(|down| down % 3 != 0) {
                    let y = line + down + ((x as i32 * fall) >> 16);
                    if (0..height as i32).contains(&y) {
                        ink.fill(y as usize, x, x + 1);
                    }
                }
            }
        }
        ink
    }

    #[test]
    fn known_slants_are_found_within_a_tenth() {
        for slant in [-1130, -420, -35, 0, 60, 777] {
            let ink = page(900, 1200, slant);
            let found = run(900, 1200, &Parts::of(&ink), (0, 0)).unwrap();
            assert!(found.is_clear() && !found.side, "{found:?}");
            assert!((found.slope - slant).abs() <= 10, "{slant}: {found:?}");
        }
    }

    #[test]
    fn a_page_larger_than_the_grid_shows_its_lines_and_not_the_grid() {
        for (width, height) in [(1051, 1315), (1240, 1754)] {
            for slant in [-400, 250, 1200] {
                let ink = page(width, height, slant);
                let found = run(width, height, &Parts::of(&ink), (0, 0)).unwrap();
                assert!((found.slope - slant).abs() <= 10, "{slant}: {found:?}");
            }
        }
    }

    #[test]
    fn a_page_on_its_side_is_told_and_keeps_its_slant() {
        let (width, height) = (900, 1200);
        let ink = page(width, height, 250);
        // Turned clockwise: the row y becomes the column height − 1 − y.
        let mut turned = Bits::new(height, width);
        for y in 0..height {
            for x in 0..width {
                if ink.get(x, y) {
                    turned.fill(x, height - 1 - y, height - y);
                }
            }
        }
        let found = run(height, width, &Parts::of(&turned), (0, 0)).unwrap();
        assert!(found.side && found.is_clear(), "{found:?}");
        assert!((found.slope - 250).abs() <= 10, "{found:?}");
    }

    #[test]
    fn columns_whose_rows_stand_at_different_heights_do_not_make_a_slant() {
        for (slant, lower) in [(0, 12), (0, 8), (-200, 12)] {
            let whole = page(900, 1200, slant);
            let mut columns = Bits::new(900, 1200);
            for y in lower..1200 {
                for x in (60..840).filter(|x| !(425..475).contains(x)) {
                    let from = if x < 450 { y } else { y - lower };
                    if whole.get(x, from) {
                        columns.fill(y, x, x + 1);
                    }
                }
            }
            let found = run(900, 1200, &Parts::of(&columns), (0, 0)).unwrap();
            assert!((found.slope - slant).abs() <= 30, "{slant} {lower}: {found:?}");
        }
    }

    #[test]
    fn an_empty_page_has_no_slant() {
        assert_eq!(run(100, 100, &Parts::of(&Bits::new(100, 100)), (0, 0)), None);
    }

    #[test]
    fn tangents_are_those_of_the_library() {
        for hundredths in [-1500, -1, 0, 500, 1500] {
            let wanted = (f64::from(hundredths) / 100.0).to_radians().tan() * 65_536.0;
            assert!((f64::from(tangent(hundredths)) - wanted).abs() < 1.0);
        }
    }
}

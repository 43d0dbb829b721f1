//! Limits of legibility from files that a person has labelled.
//!
//! Why it exists: the limits in the profiles come from drawn pages. Whoever has real uploads, and knows which of them a
//! clerk could read, gets from them how well each measure tells the two apart, what the present limits cost, and the
//! limits that would raise a chosen share of false alarms at most. Pure: labels and measures in, a report out.

pub mod labels;
mod text;

use std::collections::BTreeMap;

use crate::facts::{Glance, Measure, Unit, Worse};
use crate::legible::{Defect, is_beyond};
use crate::profile::{Bounds, LegibilityLimits};

pub use text::render;

/// One labelled file or page with its measures, in their units.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sample {
    pub legible: bool,
    pub defect: Option<Defect>,
    pub values: BTreeMap<Measure, f64>,
}

impl Sample {
    /// The worst value over some pages, measure by measure: a file is as bad as its worst page.
    pub fn of<'g>(legible: bool, defect: Option<Defect>, pages: impl Iterator<Item = &'g Glance>) -> Sample {
        let mut values: BTreeMap<Measure, f64> = BTreeMap::new();
        for page in pages {
            for measure in page.legibility.values.keys() {
                let Some(value) = page.legibility.value(*measure).value() else { continue };
                let worst = values.entry(*measure).or_insert(value);
                *worst = match measure.worse() {
                    Worse::Below => worst.min(value),
                    Worse::Above => worst.max(value),
                };
            }
        }
        Sample { legible, defect, values }
    }
}

/// What a limit costs: legible files beyond it, illegible ones not beyond it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    pub false_alarms: usize,
    pub misses: usize,
}

/// What the labels say of one measure.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub measure: Measure,
    /// Legible and illegible files that have a value.
    pub good: usize,
    pub bad: usize,
    /// Area under the ROC curve in hundredths of a percent: the chance that an illegible file is worse than a legible
    /// one; `None` where one of the two lacks.
    pub area: Option<u32>,
    pub present: Bounds,
    /// Of the present `warn`.
    pub cost: Option<Cost>,
    /// The limit that keeps to the share of false alarms, and its cost; `None` where it would find nothing.
    pub advised: Option<(f64, Cost)>,
}

impl Row {
    /// The limits to write into a profile. A measure that hardly tells the two apart gets none.
    pub fn patch(&self) -> Option<Bounds> {
        let (warn, _) = self.advised.filter(|_| self.area.is_some_and(|area| area >= LEAST_AREA))?;
        // What lies beyond `fail` must lie beyond `warn`: a `fail` on the wrong side moves with it.
        let overtaken = self.present.fail.filter(|fail| match self.measure.worse() {
            Worse::Below => *fail > warn,
            Worse::Above => *fail < warn,
        });
        Some(Bounds { warn: Some(warn), fail: overtaken.map(|_| warn), off: None })
    }
}

/// Below this area a limit would be chance: 0.70, in hundredths of a percent.
const LEAST_AREA: u32 = 7_000;
/// The step of measures.
const STEP: f64 = 0.01;

/// One row a measure that has any value, in the order in which measures are told.
pub fn rows(samples: &[Sample], limits: &LegibilityLimits, share: f64) -> Vec<Row> {
    Measure::ALL.iter().filter_map(|&measure| row(measure, samples, limits, share)).collect()
}

fn row(measure: Measure, samples: &[Sample], limits: &LegibilityLimits, share: f64) -> Option<Row> {
    let value = |sample: &Sample| sample.values.get(&measure).copied();
    let good: Vec<f64> = samples.iter().filter(|sample| sample.legible).filter_map(value).collect();
    let bad: Vec<f64> = of_its_defect(measure, samples).filter_map(value).collect();
    if good.is_empty() && bad.is_empty() {
        return None;
    }
    let present = limits.of(measure, None).unwrap_or_default();
    let advised = advised(measure, &good, share)
        .map(|limit| (limit, cost(measure, &good, &bad, limit)))
        .filter(|(_, cost)| cost.misses < bad.len());
    Some(Row {
        measure,
        good: good.len(),
        bad: bad.len(),
        area: area(measure, &good, &bad),
        present,
        cost: present.warn.map(|warn| cost(measure, &good, &bad, warn)),
        advised,
    })
}

/// Illegible files by a defect of this measure; where no file bears one, those without a defect. A measure of noise
/// cannot know that a page is blurred.
fn of_its_defect(measure: Measure, samples: &[Sample]) -> impl Iterator<Item = &Sample> {
    let own = defects_of(measure);
    let is_own = move |sample: &&Sample| sample.defect.is_some_and(|defect| own.contains(&defect));
    let any = samples.iter().filter(|sample| !sample.legible).any(|sample| is_own(&sample));
    samples
        .iter()
        .filter(move |sample| !sample.legible && if any { is_own(sample) } else { sample.defect.is_none() })
}

/// Defects that a measure is made for.
fn defects_of(measure: Measure) -> &'static [Defect] {
    use Measure::*;
    match measure {
        Sharpness | MotionSharpness | StrokeTexture => &[Defect::OutOfFocus, Defect::MotionBlur],
        TextHeight | Resolution => &[Defect::SmallText, Defect::LowResolution],
        SignalToNoise => &[Defect::Noise, Defect::Dark],
        JpegQuality => &[Defect::Compression],
        TextContrast | InkDepth => &[Defect::WashedOut, Defect::Dark],
        PaperLevel => &[Defect::Dark],
        EvenLight => &[Defect::Shadow],
        TextAmount | WashedOut => &[Defect::WashedOut],
        Glare | GlareOverText => &[Defect::Glare],
        Moire => &[Defect::ScreenPhoto],
        Bilevel => &[Defect::Bilevel],
        Skew | Perspective => &[Defect::Skewed],
        CutText => &[Defect::CutText],
        Filled => &[Defect::TinyPage],
        CutBorders => &[Defect::CutPage],
        ShowThrough => &[Defect::ShowThrough],
        BlackBorder => &[Defect::BlackBorder],
        Noise => &[Defect::Noise],
    }
}

/// Mann and Whitney's count: pairs in which the illegible file is worse, ties half.
fn area(measure: Measure, good: &[f64], bad: &[f64]) -> Option<u32> {
    if good.is_empty() || bad.is_empty() {
        return None;
    }
    let badness = |value: &f64| match measure.worse() {
        Worse::Below => -value,
        Worse::Above => *value,
    };
    let mut sorted: Vec<f64> = good.iter().map(badness).collect();
    sorted.sort_by(f64::total_cmp);
    let halves = |bad: f64| {
        let below = sorted.partition_point(|good| *good < bad);
        let not_above = sorted.partition_point(|good| *good <= bad);
        below + not_above
    };
    let sum: usize = bad.iter().map(badness).map(halves).sum();
    let pairs = 2 * good.len() * bad.len();
    Some((sum as f64 / pairs as f64 * 10_000.0).round() as u32)
}

fn cost(measure: Measure, good: &[f64], bad: &[f64], limit: f64) -> Cost {
    let beyond = |values: &[f64]| values.iter().filter(|value| is_beyond(measure, **value, limit)).count();
    Cost { false_alarms: beyond(good), misses: bad.len() - beyond(bad) }
}

/// The strictest limit beyond which lies at most this share of legible files.
fn advised(measure: Measure, good: &[f64], share: f64) -> Option<f64> {
    let allowed = (good.len() as f64 * share + 1e-9).floor() as usize;
    let mut worst = good.to_vec();
    worst.sort_by(f64::total_cmp);
    if measure.worse() == Worse::Above {
        worst.reverse();
    }
    // The first that must not be beyond. A limit itself is good enough where small is bad, and bad where large is.
    let first = worst.get(allowed)?;
    let limit = match measure.worse() {
        Worse::Below => *first,
        Worse::Above => first + STEP,
    };
    let limit = (limit / STEP).round() * STEP;
    let most = match measure.unit() {
        Unit::Percent => 100.0,
        Unit::Levels => 255.0,
        _ => f64::INFINITY,
    };
    (limit <= most).then_some(limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn samples(good: &[f64], bad: &[f64], measure: Measure) -> Vec<Sample> {
        let of = |legible, value: &f64| Sample {
            legible,
            defect: None,
            values: BTreeMap::from([(measure, *value)]),
        };
        good.iter().map(|value| of(true, value)).chain(bad.iter().map(|value| of(false, value))).collect()
    }

    fn limits(measure: Measure, warn: f64, fail: f64) -> LegibilityLimits {
        let bounds = Bounds { warn: Some(warn), fail: Some(fail), off: None };
        let limit = crate::profile::MeasureLimit { bounds, ..Default::default() };
        LegibilityLimits { measures: BTreeMap::from([(measure, limit)]), ..Default::default() }
    }

    fn of(good: &[f64], bad: &[f64], measure: Measure, limits: &LegibilityLimits, share: f64) -> Row {
        rows(&samples(good, bad, measure), limits, share).pop().expect("a row")
    }

    #[test]
    fn the_area_counts_pairs() {
        let none = LegibilityLimits::default();
        let area = |good: &[f64], bad: &[f64], measure| of(good, bad, measure, &none, 0.0).area;
        assert_eq!(area(&[5.0, 6.0], &[1.0, 2.0], Measure::Sharpness), Some(10_000));
        assert_eq!(area(&[5.0, 6.0], &[1.0, 2.0], Measure::Skew), Some(0));
        assert_eq!(area(&[1.0, 3.0], &[2.0, 3.0], Measure::Sharpness), Some(3_750));
        assert_eq!(area(&[2.0], &[2.0], Measure::Skew), Some(5_000));
        assert_eq!(area(&[2.0], &[], Measure::Skew), None);
    }

    #[test]
    fn the_advised_limit_keeps_to_the_share_and_is_the_strictest_that_does() {
        let good: Vec<f64> = (1..=100).map(f64::from).collect();
        for (measure, bad) in [(Measure::TextHeight, 0.5), (Measure::Moire, 200.0)] {
            for share in [0.0, 0.01, 0.05, 0.5] {
                let row = of(&good, &[bad], measure, &LegibilityLimits::default(), share);
                let (limit, cost) = row.advised.expect("a limit");
                assert_eq!(cost.false_alarms, (share * 100.0) as usize, "{measure:?} {share} {limit}");
                assert_eq!(cost.misses, 0);
                let stricter = if measure.worse() == Worse::Below { limit + STEP } else { limit - STEP };
                let over = good.iter().filter(|value| is_beyond(measure, **value, stricter)).count();
                assert!(over > cost.false_alarms, "{measure:?} {share} {limit}");
            }
        }
    }

    #[test]
    fn the_present_limit_is_held_against_the_labels() {
        let row = of(
            &[11.0, 13.0, 20.0],
            &[6.0, 12.0],
            Measure::TextHeight,
            &limits(Measure::TextHeight, 12.0, 7.5),
            0.0,
        );
        assert_eq!(row.cost, Some(Cost { false_alarms: 1, misses: 1 }));
        assert_eq!(row.advised, Some((11.0, Cost { false_alarms: 0, misses: 1 })));
    }

    #[test]
    fn a_fail_limit_that_is_overtaken_moves_along_and_others_stay() {
        let patch = |good: &[f64]| {
            let limits = limits(Measure::TextHeight, 12.0, 7.5);
            of(good, &[3.0], Measure::TextHeight, &limits, 0.0).patch().expect("a patch")
        };
        assert_eq!(patch(&[7.0, 9.0]), Bounds { warn: Some(7.0), fail: Some(7.0), off: None });
        assert_eq!(patch(&[8.0, 9.0]), Bounds { warn: Some(8.0), fail: None, off: None });
    }

    #[test]
    fn a_measure_that_tells_nothing_gets_no_limit() {
        let row = of(&[1.0, 3.0, 5.0], &[2.0, 4.0], Measure::TextHeight, &LegibilityLimits::default(), 0.4);
        assert!(row.advised.is_none() || row.patch().is_none(), "{row:?}");
        // No percentage lies above a hundred.
        let full = of(&[100.0], &[100.0], Measure::Bilevel, &LegibilityLimits::default(), 0.0);
        assert_eq!(full.advised, None);
    }

    #[test]
    fn a_measure_is_held_against_its_own_defect() {
        let mut all = samples(&[30.0, 31.0], &[5.0, 40.0], Measure::TextHeight);
        all[2].defect = Some(Defect::SmallText);
        all[3].defect = Some(Defect::OutOfFocus);
        let row = rows(&all, &LegibilityLimits::default(), 0.0).pop().expect("a row");
        assert_eq!((row.bad, row.area), (1, Some(10_000)));
    }

    #[test]
    fn a_file_is_as_bad_as_its_worst_page() {
        let page = |height: i32, skew: i32| {
            let values = [(Measure::TextHeight, height), (Measure::Skew, skew)];
            let values = values.map(|(measure, value)| (measure, crate::facts::Reading::Is(value)));
            let mut glance = crate::legible::tests::glance();
            glance.legibility.values = values.into_iter().collect();
            glance
        };
        let pages = [page(3000, 100), page(700, 0)];
        let sample = Sample::of(false, None, pages.iter());
        assert_eq!(sample.values, BTreeMap::from([(Measure::TextHeight, 7.0), (Measure::Skew, 1.0)]));
    }
}

//! Limits of legibility: how little of a measure a page may show before a clerk cannot read it.
//!
//! Why it exists: a measure is a fact, what is too little is the notice's affair, or that of whoever calibrated on
//! real uploads. A layer may change one bound of one measure, or of one kind; whether `warn` comes before `fail` can
//! only be seen once all layers lie over each other, so it is looked at last, at the place that spoke last.

use std::collections::BTreeMap;

use serde_yaml::{Location, Spanned};

use super::error::{Fault, ProfileError, Source};
use super::layer::Reader;
use super::raw::{RawBounds, RawLegibility, RawMeasure};
use crate::facts::{Measure, Unit, Worse};
use crate::finding::Text;
use crate::recognise::KindId;

/// Limits of all measures.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LegibilityLimits {
    /// Kinds that are not judged by text: they have none.
    pub without_text: Vec<KindId>,
    /// A measure that is not here is not judged.
    pub measures: BTreeMap<Measure, MeasureLimit>,
}

/// Limits of one measure, in its unit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MeasureLimit {
    pub bounds: Bounds,
    /// Where the numbers come from and what moving them costs.
    pub source: Text,
    /// What differs for some kinds.
    pub kinds: BTreeMap<KindId, Bounds>,
}

/// Two bounds in the measure's unit. `None`: there is none (of a kind: as for every kind).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bounds {
    /// Beyond it a page must be read to be believed.
    pub warn: Option<f64>,
    /// Beyond it most pages cannot be read.
    pub fail: Option<f64>,
    /// Not judged at all.
    pub off: Option<bool>,
}

impl Bounds {
    /// These, where they say something, else the others.
    fn over(self, under: Bounds) -> Bounds {
        Bounds { warn: self.warn.or(under.warn), fail: self.fail.or(under.fail), off: self.off.or(under.off) }
    }

    fn says_something(self) -> bool {
        self != Bounds::default()
    }
}

impl LegibilityLimits {
    /// The bounds of a measure for a page of this kind; `None`: it is not judged.
    pub fn of(&self, measure: Measure, kind: Option<&KindId>) -> Option<Bounds> {
        let limit = self.measures.get(&measure)?;
        let own = kind.and_then(|kind| limit.kinds.get(kind)).copied().unwrap_or_default();
        Some(own.over(limit.bounds)).filter(|bounds| bounds.off != Some(true) && bounds.warn.is_some())
    }
}

/// What one file says, with the place of what it says last.
#[derive(Debug, Default)]
pub(super) struct LegibilityLayer {
    without_text: Option<Vec<KindId>>,
    measures: BTreeMap<Measure, Partial>,
}

#[derive(Debug, Default)]
struct Partial {
    bounds: Placed,
    source: Option<Text>,
    kinds: BTreeMap<KindId, Placed>,
}

/// Bounds, and where they were last spoken of.
#[derive(Clone, Copy, Debug, Default)]
struct Placed {
    bounds: Bounds,
    /// Index of the file, line, column.
    at: (usize, u32, u32),
}

impl Placed {
    fn lay(&mut self, over: Placed) {
        if over.bounds.says_something() {
            *self = Placed { bounds: over.bounds.over(self.bounds), at: over.at };
        }
    }
}

impl LegibilityLayer {
    /// Notes which file said all this.
    pub fn came_from(&mut self, source: usize) {
        for measure in self.measures.values_mut() {
            measure.bounds.at.0 = source;
            measure.kinds.values_mut().for_each(|kind| kind.at.0 = source);
        }
    }

    /// Lays a further file over this one.
    pub fn lay(&mut self, over: LegibilityLayer) {
        self.without_text = over.without_text.or(self.without_text.take());
        for (measure, partial) in over.measures {
            let to = self.measures.entry(measure).or_default();
            to.bounds.lay(partial.bounds);
            to.source = partial.source.or(to.source.take());
            for (kind, placed) in partial.kinds {
                to.kinds.entry(kind).or_default().lay(placed);
            }
        }
    }

    /// The limits, once nothing is laid over them any more.
    pub fn finish(self, sources: &[Source], errors: &mut Vec<ProfileError>) -> LegibilityLimits {
        let mut measures = BTreeMap::new();
        for (measure, Partial { bounds, source, kinds }) in self.measures {
            let whole = bounds.bounds;
            let own = kinds.values().map(|kind| Placed { bounds: kind.bounds.over(whole), at: kind.at });
            for placed in [bounds].into_iter().chain(own) {
                errors.extend(contradiction(measure, placed, sources));
            }
            let kinds = kinds.into_iter().map(|(kind, placed)| (kind, placed.bounds)).collect();
            measures
                .insert(measure, MeasureLimit { bounds: whole, source: source.unwrap_or_default(), kinds });
        }
        LegibilityLimits { without_text: self.without_text.unwrap_or_default(), measures }
    }
}

/// A pair of bounds that no page can meet in this order.
fn contradiction(measure: Measure, placed: Placed, sources: &[Source]) -> Option<ProfileError> {
    let Placed { bounds, at: (source, line, column) } = placed;
    let fail = bounds.fail.filter(|_| bounds.off != Some(true))?;
    let name = measure.name();
    let what = match (bounds.warn, measure.worse()) {
        (None, _) => Text::new(
            format!("{name} 写了 fail，没有写 warn"),
            format!("{name} has a fail limit and no warn limit"),
        ),
        (Some(warn), Worse::Below) if warn < fail => Text::new(
            format!("{name} 越小越差，warn（{warn}）不能小于 fail（{fail}）"),
            format!("{name} is worse the smaller it is: warn ({warn}) cannot be below fail ({fail})"),
        ),
        (Some(warn), Worse::Above) if warn > fail => Text::new(
            format!("{name} 越大越差，warn（{warn}）不能大于 fail（{fail}）"),
            format!("{name} is worse the larger it is: warn ({warn}) cannot be above fail ({fail})"),
        ),
        _ => return None,
    };
    let remedy = Text::new(
        "warn 是要多看一眼的界限，fail 是看不清的界限，先到 warn 再到 fail",
        "warn is where a page is looked at twice, fail where it is too bad: warn is reached first",
    );
    Some(ProfileError::at(sources.get(source)?, line, column, Fault::Impossible, what, remedy))
}

impl Reader<'_> {
    pub(super) fn legibility(&mut self, raw: RawLegibility) -> LegibilityLayer {
        let without_text = raw.without_text.map(|kinds| self.each(kinds, Self::kind));
        let mut measures = BTreeMap::new();
        for (name, raw) in raw.measures.into_iter().flat_map(|measures| measures.0) {
            let at = name.referenced;
            let names = Measure::ALL.iter().map(|measure| measure.name());
            let name = self.word(name, names, Fault::UnknownWord, ("清晰度指标", "measure of legibility"));
            let Some(measure) = name.and_then(|name| Measure::named(&name)) else { continue };
            let partial = self.measure(measure, at, raw);
            measures.insert(measure, partial);
        }
        LegibilityLayer { without_text, measures }
    }

    fn measure(&mut self, measure: Measure, at: Location, raw: RawMeasure) -> Partial {
        if let Some(unit) = raw.unit {
            let known = [measure.unit().name()];
            self.word(unit, known.into_iter(), Fault::UnknownWord, ("单位", "unit of this measure"));
        }
        let whole = RawBounds { warn: raw.warn, fail: raw.fail, off: raw.off };
        let bounds = self.bounds(measure, at, whole);
        let mut kinds = BTreeMap::new();
        for (kind, raw) in raw.kinds.into_iter().flat_map(|kinds| kinds.0) {
            let at = kind.referenced;
            let placed = self.bounds(measure, at, raw);
            if let Some(kind) = self.kind(kind) {
                kinds.insert(kind, placed);
            }
        }
        Partial { bounds, source: raw.source, kinds }
    }

    fn bounds(&mut self, measure: Measure, name: Location, raw: RawBounds) -> Placed {
        for bound in [&raw.warn, &raw.fail].into_iter().flatten() {
            self.possible(measure, bound);
        }
        let last = raw.fail.as_ref().or(raw.warn.as_ref()).map_or(name, |bound| bound.referenced);
        let value = |bound: Option<Spanned<f64>>| bound.map(|bound| bound.value);
        let bounds = Bounds { warn: value(raw.warn), fail: value(raw.fail), off: raw.off };
        Placed { bounds, at: (0, last.line() as u32, last.column() as u32) }
    }

    /// A limit lies where the measure has values; one that every page is beyond is a slip of the finger.
    fn possible(&mut self, measure: Measure, bound: &Spanned<f64>) {
        let most = match measure.unit() {
            Unit::Percent => 100.0,
            Unit::Levels => 255.0,
            Unit::Degrees => 180.0,
            // No page has more dots, lines or characters than this.
            Unit::One | Unit::Pixels | Unit::Dpi | Unit::Ems => 100_000.0,
        };
        let least = if measure.worse() == Worse::Above { 0.01 } else { 0.0 };
        if !(bound.value.is_finite() && (least..=most).contains(&bound.value)) {
            let name = measure.name();
            let (zh, en) = (
                format!("{name} 的界限须在 {least} 到 {most} 之间"),
                format!("a limit of {name} lies between {least} and {most}"),
            );
            self.impossible(bound.referenced, zh, en);
        }
    }
}

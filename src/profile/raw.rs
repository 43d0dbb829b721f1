//! What serde reads of a profile's YAML, before anything is believed.
//!
//! Why it exists: a profile has two types. This one is a mirror of the file, every key optional so that a file
//! may say only what it changes; unknown keys are errors, and what a later error may point at is `Spanned`.
//! Nothing here travels further than `layer.rs`.
//!
//! No `flatten` and no `untagged`: serde buffers values there and their places are lost. So a rule has one
//! optional key a form, and `layer.rs` sees to it that exactly one is there.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::Spanned;

use super::{By, Need};
use crate::finding::{Effect, Text};
use crate::recognise::Side;

/// A mapping in the order of the file, each key with its place. The parser has refused double keys before.
pub struct Ordered<T>(pub Vec<(Spanned<String>, T)>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Ordered<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Entries<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Entries<T> {
            type Value = Ordered<T>;
            fn expecting(&self, to: &mut fmt::Formatter) -> fmt::Result {
                to.write_str("a mapping")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Ordered<T>, A::Error> {
                let mut entries = Vec::new();
                while let Some(key) = map.next_key::<Spanned<String>>()? {
                    entries.push((key, map.next_value()?));
                }
                Ok(Ordered(entries))
            }
        }
        from.deserialize_map(Entries(PhantomData))
    }
}

/// `case: private` or `case: [private, freelance]`.
pub enum Words {
    One(String),
    Many(Vec<Spanned<String>>),
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct OneOrMany;
        impl<'de> Visitor<'de> for OneOrMany {
            type Value = Words;
            fn expecting(&self, to: &mut fmt::Formatter) -> fmt::Result {
                to.write_str("a word or a list of words")
            }
            fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<Words, E> {
                Ok(Words::One(word.to_owned()))
            }
            // A year as a value: `year: 2021`.
            fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Words, E> {
                Ok(Words::One(number.to_string()))
            }
            fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<Words, E> {
                Ok(Words::One(number.to_string()))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Words, A::Error> {
                let mut words = Vec::new();
                while let Some(word) = items.next_element()? {
                    words.push(word);
                }
                Ok(Words::Many(words))
            }
        }
        from.deserialize_any(OneOrMany)
    }
}

/// The whole file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RawProfile {
    pub extends: Option<Spanned<String>>,
    #[serde(default, rename = "abstract")]
    pub is_abstract: bool,
    pub name: Option<Text>,
    pub summary: Option<Text>,
    pub notice: Option<Spanned<String>>,
    pub year: Option<Spanned<i16>>,
    pub level: Option<Spanned<String>>,
    pub levels: Option<Ordered<Text>>,
    pub cases: Option<Ordered<RawCase>>,
    pub implies: Option<Vec<Spanned<String>>>,
    pub window: Option<RawDates>,
    pub attempts: Option<RawAttempts>,
    pub fees: Option<Vec<RawFee>>,
    pub interview: Option<RawInterview>,
    pub told: Option<Vec<RawTold>>,
    pub specialties: Option<RawSpecialties>,
    pub consequence: Option<RawClause>,
    /// Inherited requirements that this notice does not have at all.
    pub without: Option<Vec<Spanned<String>>>,
    pub requirements: Option<Ordered<RawRequirement>>,
    pub everywhere: Option<Vec<Spanned<RawRule>>>,
    pub checks: Option<Ordered<RawCheck>>,
    pub limits: Option<RawLimits>,
    pub legibility: Option<RawLegibility>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawClause {
    pub section: String,
    pub quote: Spanned<String>,
    #[serde(default)]
    pub reading: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawCase {
    pub name: Text,
    pub clause: Option<RawClause>,
}

/// A window of days, both included.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawDates {
    pub opens: Spanned<String>,
    pub closes: Spanned<String>,
    pub clause: Option<RawClause>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawAttempts {
    pub most: Spanned<u32>,
    pub clause: Option<RawClause>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawFee {
    pub when: Option<Spanned<RawWhen>>,
    pub yuan: u32,
    pub clause: Option<RawClause>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawInterview {
    pub opens: Spanned<String>,
    pub closes: Spanned<String>,
    pub clause: Option<RawClause>,
    #[serde(default)]
    pub exempt: Vec<RawExempt>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawExempt {
    pub when: Spanned<RawWhen>,
    pub clause: Option<RawClause>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawTold {
    pub when: Option<Spanned<RawWhen>>,
    pub text: Text,
    pub clause: Option<RawClause>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawSpecialties {
    pub words: Spanned<Vec<String>>,
    pub clause: Option<RawClause>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RawRequirement {
    pub name: Option<Text>,
    pub by: Option<By>,
    pub need: Option<Need>,
    pub clause: Option<RawClause>,
    pub ways: Option<Spanned<Vec<RawWay>>>,
    pub wrong: Option<Vec<RawStand>>,
    pub stand_in: Option<Vec<RawStand>>,
    pub holds: Option<Vec<Spanned<RawRule>>>,
    pub absent: Option<RawAbsent>,
    pub remark: Option<Text>,
    pub vary: Option<Vec<Spanned<RawVary>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RawVary {
    pub when: Spanned<RawWhen>,
    pub need: Option<Need>,
    pub clause: Option<RawClause>,
    pub ways: Option<Spanned<Vec<RawWay>>>,
    pub wrong: Option<Vec<RawStand>>,
    pub stand_in: Option<Vec<RawStand>>,
    pub holds: Option<Vec<Spanned<RawRule>>>,
    pub absent: Option<RawAbsent>,
    pub remark: Option<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawStand {
    pub kinds: Spanned<Vec<Spanned<String>>>,
    pub side: Option<Side>,
    #[serde(rename = "where")]
    pub fields: Option<Ordered<Spanned<Words>>>,
    pub say: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawAbsent {
    pub effect: Effect,
    pub say: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawWay {
    #[serde(default)]
    pub name: Text,
    pub slots: Spanned<Vec<RawSlot>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RawSlot {
    #[serde(default)]
    pub label: Text,
    pub kinds: Spanned<Vec<Spanned<String>>>,
    pub side: Option<Side>,
    #[serde(rename = "where")]
    pub fields: Option<Ordered<Spanned<Words>>>,
    pub years_or_none: Option<RawYears>,
    pub count: Option<Spanned<u32>>,
    pub most: Option<Spanned<u32>>,
    pub pages: Option<Spanned<u32>>,
    pub years: Option<RawYears>,
    pub when: Option<Spanned<RawWhen>>,
    pub unless_after: Option<RawRef>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawYears {
    pub count: Spanned<u32>,
    pub end: Spanned<i16>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawRef {
    pub kinds: Spanned<Vec<Spanned<String>>>,
    pub field: Spanned<String>,
}

/// Several keys together mean all of them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawWhen {
    pub case: Option<Spanned<Words>>,
    pub level: Option<Spanned<Words>>,
    pub document: Option<RawDocument>,
    pub all: Option<Vec<Spanned<RawWhen>>>,
    pub any: Option<Vec<Spanned<RawWhen>>>,
    pub not: Option<Box<Spanned<RawWhen>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawDocument {
    pub kinds: Spanned<Vec<Spanned<String>>>,
    pub field: Spanned<String>,
    pub is: Spanned<Words>,
}

/// `check`, what surrounds it, and exactly one form.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RawRule {
    pub check: Spanned<String>,
    pub kinds: Option<Spanned<Vec<Spanned<String>>>>,
    pub side: Option<Side>,
    pub when: Option<Spanned<RawWhen>>,
    pub effect: Option<Effect>,
    pub unread: Option<Effect>,
    pub clause: Option<RawClause>,
    pub applicant: Option<RawField>,
    pub matches: Option<RawMatches>,
    pub not_before: Option<RawBounded>,
    pub not_after: Option<RawBounded>,
    pub working_days: Option<RawWorkingDays>,
    pub at_least: Option<RawAtLeast>,
    pub among: Option<RawAmong>,
    pub check_digit: Option<RawField>,
    pub assigned: Option<RawField>,
    pub stated: Option<RawField>,
    pub mark: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawField {
    pub field: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawMatches {
    pub field: Spanned<String>,
    pub of: RawRef,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawBounded {
    pub field: Spanned<String>,
    pub bound: RawBound,
}

/// `bound: as-of`, `bound: {date: 2021-08-20}`, `{days-before-as-of: 180}`, `{own: end}`, `{of: {…}}`.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RawBound {
    AsOf,
    Date(Spanned<String>),
    DaysBeforeAsOf(u32),
    Own(Spanned<String>),
    Of(RawRef),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RawWorkingDays {
    pub start: Spanned<String>,
    pub end: Spanned<String>,
    pub claimed: Spanned<String>,
    pub least: Spanned<u32>,
    pub count_first: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawAtLeast {
    pub field: Spanned<String>,
    pub least: u32,
    #[serde(default)]
    pub unit: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawAmong {
    pub field: Spanned<String>,
    pub values: Spanned<Words>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawCheck {
    pub effect: Option<Effect>,
    pub limit: Option<Spanned<f64>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RawLimits {
    pub file_bytes: Option<Spanned<u64>>,
    pub formats: Option<Vec<Spanned<String>>>,
    pub least_dpi: Option<u32>,
    pub least_pixels: Option<u32>,
    pub photo_ratio: Option<RawRatio>,
    pub photo_pixels: Option<u32>,
}

/// Width over height in thousandths.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawRatio {
    pub least: Spanned<u32>,
    pub most: Spanned<u32>,
}

/// Limits of legibility.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RawLegibility {
    pub without_text: Option<Vec<Spanned<String>>>,
    pub measures: Option<Ordered<RawMeasure>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawMeasure {
    pub unit: Option<Spanned<String>>,
    pub warn: Option<Spanned<f64>>,
    pub fail: Option<Spanned<f64>>,
    pub off: Option<bool>,
    pub source: Option<Text>,
    pub kinds: Option<Ordered<RawBounds>>,
}

/// What differs for one kind of document.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawBounds {
    pub warn: Option<Spanned<f64>>,
    pub fail: Option<Spanned<f64>>,
    pub off: Option<bool>,
}

//! The notice as data: requirements, windows, limits, clauses, fees.
//!
//! Why it exists: what differs between notices is YAML. This module holds the validated types, the only ones
//! that travel; `raw.rs` holds what serde reads, `load.rs` turns one into the other, with file, line and column
//! for everything that is wrong.

mod error;
mod layer;
mod legibility;
mod load;
mod merge;
mod parts;
mod raw;
mod resolve;
mod show;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::finding::{Effect, Text};
use crate::recognise::{KindId, Side};

pub use error::{Detail, Fault, ProfileError};
pub use layer::quoted;
pub use legibility::{Bounds, LegibilityLimits, MeasureLimit};
pub use load::{Known, Listed, check, list, load, load_text};
pub use show::{show, show_named};

/// A sentence of the notice, word for word; a test compares it with `profiles/notices/`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Clause {
    /// Where it stands: `五（一）1`.
    pub section: String,
    /// Word for word.
    pub quote: String,
    /// How it is read where its words leave room; may be empty.
    #[serde(skip)]
    pub reading: Text,
}

/// One notice at one level, for an applicant's cases.
#[derive(Clone, Debug)]
pub struct Profile {
    /// `intermediate`.
    pub id: String,
    pub name: Text,
    /// One line for the list of profiles.
    pub summary: Text,
    /// File stem under `profiles/notices/`; a user's own profile may lack one.
    pub notice: Option<String>,
    /// The review year.
    pub year: i16,
    /// The axis of level: `junior`, `intermediate`.
    pub level: String,
    /// Cases that exist for this profile, with what each means.
    pub cases: BTreeMap<String, Case>,
    /// Cases that the profile sets by itself (private-enterprise: private).
    pub implies: Vec<String>,
    pub window: Option<Window>,
    pub attempts: Option<Attempts>,
    pub fees: Vec<Fee>,
    pub interview: Option<Interview>,
    /// Further dates and steps that are told ("paper documents: 18–20 September").
    pub told: Vec<Told>,
    pub specialties: Option<Specialties>,
    /// The sentence on what an unclear or missing upload costs.
    pub consequence: Option<Clause>,
    /// In the order of the YAML.
    pub requirements: Vec<Requirement>,
    /// Rules for every document that a requirement uses.
    pub everywhere: Vec<Rule>,
    /// What a profile changes of a check: its effect, its limit.
    pub checks: BTreeMap<String, CheckSetting>,
    pub limits: Limits,
    /// What is too little of a page's measures.
    pub legibility: LegibilityLimits,
    /// Levels that the notice knows, with what each is called.
    pub levels: BTreeMap<String, Text>,
    /// First 12 hexadecimal digits of the SHA-256 over the sources, from the outermost `extends` inwards.
    pub digest: String,
}

/// What is settled before a document is seen: the level and the applicant's cases (the profile's own
/// [`Profile::implies`] among them).
#[derive(Clone, Copy, Debug)]
pub struct Statics<'a> {
    pub level: &'a str,
    pub cases: &'a BTreeSet<String>,
}

#[derive(Clone, Debug)]
pub struct Case {
    pub name: Text,
    pub clause: Option<Clause>,
}

/// When uploads are taken, both days included.
#[derive(Clone, Debug)]
pub struct Window {
    pub opens: Date,
    pub closes: Date,
    pub clause: Option<Clause>,
}

#[derive(Clone, Debug)]
pub struct Attempts {
    pub most: u32,
    pub clause: Option<Clause>,
}

#[derive(Clone, Debug)]
pub struct Fee {
    pub when: When,
    /// Whole yuan a person.
    pub yuan: u32,
    pub clause: Option<Clause>,
}

#[derive(Clone, Debug)]
pub struct Interview {
    pub opens: Date,
    pub closes: Date,
    pub clause: Option<Clause>,
    /// The first whose condition holds exempts.
    pub exempt: Vec<Exempt>,
}

#[derive(Clone, Debug)]
pub struct Exempt {
    pub when: When,
    pub clause: Option<Clause>,
}

#[derive(Clone, Debug)]
pub struct Told {
    pub when: When,
    pub text: Text,
    pub clause: Option<Clause>,
}

/// Specialties that the notice lists; a list that ends in 等 is open: outside it is needs-review.
#[derive(Clone, Debug)]
pub struct Specialties {
    pub words: Vec<String>,
    pub clause: Option<Clause>,
}

/// Bounds of uploads that this notice or its portal names. `None`: not named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// Largest file in bytes.
    pub file_bytes: Option<u64>,
    /// Formats that the portal takes (`JPEG`, `PDF`, …); empty: any that opens.
    pub formats: Vec<String>,
    /// Least placed dpi of a scan; below it warns.
    pub least_dpi: Option<u32>,
    /// Least shorter side of a picture in pixels; below it warns.
    pub least_pixels: Option<u32>,
    /// ID photo: accepted width/height, thousandths.
    pub photo_ratio: Option<(u32, u32)>,
    /// ID photo: least shorter side, pixels.
    pub photo_pixels: Option<u32>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct CheckSetting {
    pub effect: Option<Effect>,
    /// In the unit that the check declares.
    pub limit: Option<f64>,
}

/// Who uploads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    Applicant,
    Employer,
    Authority,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    Required,
    Optional,
    Forbidden,
    NotRequired,
}

/// One requirement of the notice, with every variation that a case or a level makes. [`Requirement::resolve`]
/// folds the variations whose condition holds.
#[derive(Clone, Debug)]
pub struct Requirement {
    pub id: String,
    pub name: Text,
    pub by: By,
    pub body: Body,
    /// In order; each whose condition holds replaces what it names.
    pub vary: Vec<Vary>,
}

/// What a requirement asks once its variations are folded.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    pub need: Need,
    pub clause: Option<Clause>,
    /// Any one of these ways satisfies it.
    pub ways: Vec<Way>,
    /// Documents that people upload in its place and that do not serve: finding `wrong-document`.
    pub wrong: Vec<Stand>,
    /// Documents that may stand in its place if a clerk agrees: finding `stand-in`, needs review.
    pub stand_in: Vec<Stand>,
    /// Rules that each of its documents must meet.
    pub holds: Vec<Rule>,
    /// What its absence does, where that is not `missing`.
    pub absent: Option<Absent>,
    /// What this notice does not decide and the reader should know.
    pub remark: Text,
}

#[derive(Clone, Debug)]
pub struct Vary {
    pub when: When,
    pub need: Option<Need>,
    pub clause: Option<Clause>,
    pub ways: Option<Vec<Way>>,
    pub wrong: Option<Vec<Stand>>,
    pub stand_in: Option<Vec<Stand>>,
    pub holds: Option<Vec<Rule>>,
    pub absent: Option<Absent>,
    pub remark: Option<Text>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Stand {
    pub select: Select,
    pub say: Text,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Absent {
    pub effect: Effect,
    pub say: Text,
}

/// All slots of a way must be filled.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    pub name: Text,
    pub slots: Vec<Slot>,
}

/// One place to fill. `years` multiplies it: one slot a year.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// Label without the year: `人像面`; may be empty.
    pub label: Text,
    pub select: Select,
    /// Least number of documents.
    pub count: u32,
    /// Most documents that are looked at without a note; `None`: no bound.
    pub most: Option<u32>,
    /// Least pages in a document.
    pub pages: Option<u32>,
    pub years: Option<Years>,
    /// Asked only where this holds; unknown → its absence is undecided.
    pub when: When,
    /// A year up to and including that of this field (graduation) may not exist: absence is undecided.
    pub unless_after: Option<FieldRef>,
}

/// A window of years: `count` years ending `end` years after the review year (0: the review year itself,
/// −1: the year before), one slot a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Years {
    pub count: u32,
    pub end: i16,
}

impl Years {
    /// The window for a review year, latest first, as notices list it.
    pub fn list(&self, review_year: i16) -> Vec<i16> {
        (0..self.count as i16).map(|back| review_year + self.end - back).collect()
    }
}

/// Which documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Select {
    pub kinds: Vec<KindId>,
    /// `None`: any side. A document of side `both` shows each side.
    pub side: Option<Side>,
    /// Field → one of these values; a document whose field was not read is a candidate in doubt.
    pub fields: BTreeMap<String, Vec<String>>,
    /// The field `year` must lie in this window, or not be stated (backs of forms).
    pub years_or_none: Option<Years>,
}

/// A field of recognised documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldRef {
    pub kinds: Vec<KindId>,
    pub field: String,
}

/// A condition; evaluated in three values (`judge::when`): documents may leave it open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    Always,
    /// One of these cases is set.
    Case(Vec<String>),
    /// The profile's level is one of these.
    Level(Vec<String>),
    /// Some recognised document's field has one of these values; unknown where the field was not read.
    Field(FieldRef, Vec<String>),
    All(Vec<When>),
    Any(Vec<When>),
    Not(Box<When>),
}

/// A field that must hold. The check gives name, words and default effect; the form is data.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// Contract name of the check that reports it.
    pub check: String,
    /// Which of the requirement's documents; empty: all that its slots take.
    pub kinds: Vec<KindId>,
    /// Only documents that show this side (itself, or `both`); `None`: any. The emblem side of a card has no
    /// name on it, and its lack is no fault.
    pub side: Option<Side>,
    /// Only where this holds.
    pub when: When,
    pub form: Form,
    /// Overrides the check's default effect when the rule is broken.
    pub effect: Option<Effect>,
    /// What it does that the field was not read; default: undecided.
    pub unread: Effect,
    pub clause: Option<Clause>,
}

/// What a rule says about a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// The field equals the applicant's (`name`, `id_number`).
    Applicant {
        field: String,
    },
    /// Some value equals some value of those documents' field.
    Matches {
        field: String,
        of: FieldRef,
    },
    /// The field's date is not before: a date, the as-of date, or another document's field (the earliest).
    NotBefore {
        field: String,
        bound: Bound,
    },
    NotAfter {
        field: String,
        bound: Bound,
    },
    /// At least this many working days from field `start` to field `end`; where the dates lack, the claimed
    /// number in field `claimed`.
    WorkingDays {
        start: String,
        end: String,
        claimed: String,
        least: u32,
        count_first: bool,
    },
    /// The number in the field is at least.
    AtLeast {
        field: String,
        least: u32,
        unit: Text,
    },
    /// One of these values.
    Among {
        field: String,
        values: Vec<String>,
    },
    /// GB 11643 check character.
    CheckDigit {
        field: String,
    },
    /// Area code of an ID number that is assigned.
    Assigned {
        field: String,
    },
    /// The field was read at all.
    Stated {
        field: String,
    },
    /// The mark is there (`seal`, `signature`, `face`).
    Mark {
        mark: String,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub enum Bound {
    Date(Date),
    AsOf,
    /// This many days before the as-of date.
    DaysBeforeAsOf(u32),
    /// A field of the same document.
    Own(String),
    /// A field of another document.
    Of(FieldRef),
}

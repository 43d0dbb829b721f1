//! From answers to kinds: which document each page is, which side, and what its fields say.
//!
//! Why it exists: recognising is pure. It sees the answers to one page's probes and either asks for more or is
//! settled; it never sees a pixel, a file name, a profile or the day. What a page costs is decided here, by
//! what is asked of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::facts::{PageId, Probe, Reading, Rect};

mod assemble;
mod fields;
mod figures;
mod file_names;
mod finer;
mod fold;
mod holes;
mod ink;
mod kinds;
mod person;
mod pixels;
mod planes;
mod raw;
mod running;
mod sample;
mod score;
mod several;
mod shapes;
mod steps;
mod text;
mod torn;
mod turn;
mod words;

#[cfg(test)]
mod tests;

pub use assemble::{documents, gather};
pub use kinds::{Field, Kind, Kinds, KindsError};
pub use pixels::lines_of;
pub use shapes::check_digit_holds;
pub use steps::step;

/// A kind's contract name (`id-card`, `chsi-registration`, …); what exists is data in `profiles/kinds/`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct KindId(pub String);

/// Names of the sides, as the contract spells them: portrait, emblem, both, front, back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    Portrait,
    Emblem,
    Front,
    Back,
    /// Both sides on one page.
    Both,
}

/// How much is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReadMode {
    /// As little as a verdict needs.
    #[default]
    Needed,
    /// Every line first.
    Full,
}

/// What a page, or a part of it, was taken for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    Kind(KindId),
    /// Read well, but without a title or label word: a later page of something.
    Untitled,
    /// Read to its end; fits no kind. Holds nothing back.
    Other,
    /// Nothing on it.
    Blank,
    /// Not readable, or two kinds too close: it may be any of these kinds. Empty: of any kind at all.
    Unsure(Vec<KindId>),
}

/// Why a page is unsure, in one word that a message is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Doubt {
    /// A picture whose text was not read (this version, or this build, reads text layers only).
    NotRead,
    /// The text layer has no usable Unicode.
    Garbage,
    /// Looking failed.
    Failed,
    /// The picture was read, and too little of it could be made out.
    ReadBadly,
    /// No line of text was found on the picture.
    NoText,
    /// Two kinds are too close.
    TooClose,
    /// A page without text of the shape of an ID photo, on which faces were not looked for.
    FaceNotMeasured,
}

/// One word that spoke for a kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// The word as the kind's data has it.
    pub word: String,
    /// Points it gave, in tenths.
    pub points: u16,
    pub rect: Option<Rect>,
}

/// The value of a field as it was read, and as it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// The characters on the page.
    pub raw: String,
    /// Normalised by the field's shape: dates `YYYY-MM-DD` (or `YYYY-MM`, `YYYY`), years `YYYY`, `long-term`,
    /// codes without spaces in upper case, names without spaces and with U+00B7, choices by canonical name.
    pub norm: String,
    pub rect: Option<Rect>,
    /// 0–100; 100 for a text layer.
    pub confidence: u8,
    /// Which reader: `text-layer`, `tiny`, `small`.
    pub reader: &'static str,
}

impl Value {
    /// The reader of text layers, which does not err.
    pub const LAYER: &'static str = "text-layer";
}

/// Fields of one part: contract name → its values, in reading order, without repeats.
pub type Fields = BTreeMap<String, Vec<Value>>;

/// Lines from all over a page, read by the better reader to tell whether they can be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Sample {
    /// How many.
    pub lines: u32,
    /// Mean of their scores, thousandths; one that gave nothing counts as nought.
    pub score: u16,
    /// The same of the better half: print of the back that shows through is found as lines, too, and cannot be read.
    pub best: u16,
}

/// How much of a picture was read; `None` where a text layer served.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct HowRead {
    /// Lines found.
    pub found: u32,
    /// Lines read.
    pub read: u32,
    /// Lines read again by the better reader.
    pub again: u32,
    /// Lines that the first reader read well: a score of 0.8 and more (reading.md, “Reading as judge”).
    pub well: u32,
    /// Length of the lines that were asked for, in heights of each; and of those read well. What shows of a seal or a
    /// face makes many boxes and little text, so that lengths tell how much of the text was read and counts do not.
    pub ems: u32,
    pub ems_well: u32,
    /// Every line that was found was read.
    pub to_end: bool,
    /// What the better reader made of lines from all over the page, where the first one read too little of it.
    pub sample: Option<Sample>,
    /// How the text stands.
    pub turn: crate::facts::Turn,
}

/// What a page holds: usually one part; two where it shows both a diploma and a degree, say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub verdict: Verdict,
    pub side: Option<Side>,
    pub fields: Fields,
    /// Marks that the kind wants: `seal`, `signature`, `face` → seen or not, or why not measured.
    pub marks: BTreeMap<String, Reading<bool>>,
    /// 0–100.
    pub confidence: u8,
    pub evidence: Vec<Evidence>,
    pub runner_up: Option<(KindId, u8)>,
    pub doubt: Option<Doubt>,
    pub how: Option<HowRead>,
    /// Probes that would read the page to its end; [`gather`] asks them where nothing explains an untitled page.
    pub more: Vec<Probe>,
}

/// What recognising answers to the answers so far.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// Needs these answers; at least one of them was not asked yet.
    Ask(Vec<Probe>),
    /// At least one part.
    Settled(Vec<Part>),
}

/// A page's place in a document and what it gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Index of the file among the submission's entries.
    pub file: usize,
    /// First and last page, inclusive.
    pub pages: (PageId, PageId),
    /// Kind, or why there is none ([`Verdict::Untitled`] never stands here).
    pub verdict: Verdict,
    pub side: Option<Side>,
    pub fields: Fields,
    pub marks: BTreeMap<String, Reading<bool>>,
    pub confidence: u8,
    pub evidence: Vec<Evidence>,
    pub runner_up: Option<(KindId, u8)>,
    pub doubt: Option<Doubt>,
    /// Of its first page.
    pub how: Option<HowRead>,
}

impl Document {
    /// The kind's name, if it is known.
    pub fn kind(&self) -> Option<&KindId> {
        match &self.verdict {
            Verdict::Kind(kind) => Some(kind),
            _ => None,
        }
    }

    /// Whether it lies on this page of this file.
    pub fn is_on(&self, file: usize, page: PageId) -> bool {
        self.file == file && (self.pages.0..=self.pages.1).contains(&page)
    }

    /// Normalised values of a field, in reading order.
    pub fn values(&self, field: &str) -> impl Iterator<Item = &str> {
        self.fields.get(field).into_iter().flatten().map(|value| value.norm.as_str())
    }
}

//! The finished report, and one renderer a file over it.
//!
//! Why it exists: a renderer decides nothing. Everything that it prints is here, in order and in both languages;
//! all indices refer to the report's own lists. What a renderer gets was masked before (`private::Veil`).

mod build;
pub mod cover;
pub mod json;
pub mod text;
mod width;

#[cfg(test)]
pub(crate) mod sample;

pub use build::build;
pub use cover::Shown;
pub(crate) use width::{columns, pad};

use crate::facts::{Intake, Media};
use crate::finding::{Effect, Level, Scope, Text};
use crate::profile::{By, Clause};
use crate::recognise::HowRead;

/// Per requirement; contract names in kebab-case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    Satisfied,
    NotRequired,
    NeedsReview,
    Unusable,
    Missing,
}

/// Of the whole submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    Ready,
    NotReady,
    Review,
}

impl Outcome {
    /// 0 ready, 1 not ready, 3 nothing failed but something needs review (2: the run could not be done).
    pub fn exit_code(self) -> u8 {
        match self {
            Outcome::Ready => 0,
            Outcome::NotReady => 1,
            Outcome::Review => 3,
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    pub head: Head,
    pub verdict: Outcome,
    pub requirements: Vec<RequirementReport>,
    pub files: Vec<FileReport>,
    pub documents: Vec<DocumentReport>,
    /// Errors first, then review, warnings, notes; within a level by requirement, file, page, check.
    pub findings: Vec<FindingReport>,
    /// Documents that no requirement uses.
    pub unused: Vec<usize>,
    /// What happens next: window, paper documents, fee, interview.
    pub next: Vec<NextStep>,
    pub versions: Versions,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// The folder as it was given.
    pub folder: String,
    pub profile: String,
    pub profile_name: Text,
    pub level: String,
    pub year: i16,
    /// `YYYY-MM-DD`.
    pub as_of: String,
    pub cases: Vec<(String, Text)>,
    pub name: Option<String>,
    pub id_number: Option<String>,
    pub specialty: Option<String>,
    /// Where the specialty comes from.
    pub specialty_from: Text,
    pub attempt: Option<u32>,
    /// The notice's words on what an unclear or missing page costs.
    pub consequence: Option<Clause>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct RequirementReport {
    pub id: String,
    pub name: Text,
    pub by: By,
    pub status: Status,
    /// One short line: "2021, 2020 present; 2019 missing".
    pub reason: Text,
    pub clause: Option<Clause>,
    pub slots: Vec<SlotReport>,
    pub findings: Vec<usize>,
    pub remark: Text,
}

#[derive(Clone, Debug, PartialEq)]
pub struct SlotReport {
    pub label: Text,
    pub status: Status,
    pub documents: Vec<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct FileReport {
    pub path: String,
    pub intake: Intake,
    pub media: Media,
    pub bytes: u64,
    pub sha256: String,
    pub pages: Vec<PageReport>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct PageReport {
    /// From 1, as people count.
    pub index: u32,
    /// Contract name; `unsure` where there is none; a later page carries its document's kind.
    pub kind: String,
    pub side: Option<&'static str>,
    pub years: Vec<String>,
    /// `public`, `professional`, `both`.
    pub course: Option<&'static str>,
    /// 0–100.
    pub confidence: u8,
    /// `None`: not measured.
    pub legible: Option<bool>,
    /// Names of the page's defects, the gravest first, then check ids of its other faults.
    pub defects: Vec<String>,
    /// The same defects with figures and places.
    pub causes: Vec<CauseReport>,
    /// Measure → hundredths of its unit, or that there is none.
    pub measures: Vec<(&'static str, Option<i32>)>,
    /// Contract name → values as they are compared.
    pub fields: Vec<(String, Vec<String>)>,
    /// How much of a picture was read; `None` where a text layer served.
    pub how: Option<HowRead>,
    pub width: u32,
    pub height: u32,
}

/// A defect beyond its limit.
#[derive(Clone, Debug, PartialEq)]
pub struct CauseReport {
    pub defect: &'static str,
    pub measure: &'static str,
    /// Hundredths of the unit.
    pub value: i32,
    /// The limit that it is beyond, hundredths of the unit.
    pub limit: i32,
    pub unit: &'static str,
    /// Beyond the limit at which most pages cannot be read, too.
    pub fails: bool,
    /// x0, y0, x1, y1 in pixels of the page's raster, the worst first.
    pub places: Vec<[i32; 4]>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct DocumentReport {
    pub path: String,
    pub file: usize,
    /// From 1, inclusive.
    pub first_page: u32,
    pub last_page: u32,
    pub kind: String,
    pub kind_name: Text,
    pub side: Option<&'static str>,
    pub confidence: u8,
    /// The words that spoke for it.
    pub evidence: Vec<String>,
    pub runner_up: Option<(String, u8)>,
    /// Why it is unsure; empty where it is not.
    pub doubt: Text,
    pub fields: Vec<(String, Vec<String>)>,
    /// Requirements that use it.
    pub used_by: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct FindingReport {
    pub check: String,
    pub level: Level,
    pub effect: Effect,
    pub scope: Scope,
    pub requirement: Option<String>,
    pub requirement_name: Text,
    pub path: Option<String>,
    /// From 1.
    pub page: Option<u32>,
    /// x0, y0, x1, y1 in pixels of the page's raster.
    pub rect: Option<[i32; 4]>,
    pub message: Text,
    pub measured: Text,
    pub limit: Text,
    pub remedy: Text,
    pub clause: Option<Clause>,
    /// The reading that this version lacks to settle it: `text`, `face`, `seal`, `signature`, `legibility`.
    pub lacks: Option<&'static str>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct NextStep {
    pub title: Text,
    pub text: Text,
    pub clause: Option<Clause>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Versions {
    pub scanlint: String,
    /// Version of decoding and measures; part of the cache's key.
    pub engine: String,
    /// First 12 hex digits of the SHA-256 over the profile's files.
    pub profile: String,
    /// The same over profiles/kinds.
    pub kinds: String,
    /// Which readers this build has: `text-layer`.
    pub readers: Vec<String>,
}

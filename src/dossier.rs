//! All that a check sees of one submission.
//!
//! Why it exists: a check is a filter over facts. It gets this and nothing else: no path to open, no pixel.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::applicant::Applicant;
use crate::facts::{FileFacts, Intake, Media, PageFacts, Problem};
use crate::look::PageLook;
use crate::profile::Profile;
use crate::recognise::{Document, KindId, Kinds, Part};
use crate::submission::WalkProblem;

/// A file after looking: what was asked of it and what its pages are. Never the memo.
#[derive(Clone, Debug)]
pub struct SeenFile {
    /// Shown path relative to the submission, `/` between parts, control characters and bad Unicode escaped.
    pub path: String,
    pub walk_problem: Option<WalkProblem>,
    pub media: Media,
    pub bytes: u64,
    pub sha256: String,
    pub intake: Intake,
    pub problems: Vec<Problem>,
    pub detail: String,
    pub pages: Vec<SeenPage>,
    /// Kinds that the file's name speaks of. Decides nothing; see `misnamed-file`.
    pub name_kinds: Vec<KindId>,
}

impl SeenFile {
    /// An entry that was walked without a problem and whose name says nothing.
    pub fn new(path: String, facts: FileFacts, pages: Vec<PageLook>) -> SeenFile {
        SeenFile {
            path,
            walk_problem: None,
            media: facts.media,
            bytes: facts.bytes,
            sha256: facts.sha256,
            intake: facts.intake,
            problems: facts.problems,
            detail: facts.detail,
            pages: pages.into_iter().map(|page| SeenPage { facts: page.asked, parts: page.parts }).collect(),
            name_kinds: Vec::new(),
        }
    }
}

/// A page after looking.
#[derive(Clone, Debug)]
pub struct SeenPage {
    pub facts: PageFacts,
    pub parts: Vec<Part>,
}

/// The submission, the notice and the day.
pub struct Dossier<'a> {
    pub kinds: &'a Kinds,
    pub profile: &'a Profile,
    pub cases: BTreeSet<String>,
    pub applicant: Applicant,
    pub as_of: Date,
    /// The review year: the profile's, or `--year`.
    pub year: i16,
    /// Sorted by path.
    pub files: Vec<SeenFile>,
    /// Sorted by file, then page.
    pub documents: Vec<Document>,
}

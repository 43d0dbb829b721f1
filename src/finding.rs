//! What checks say: findings, and where each points.
//!
//! Why it exists: a finding is the only thing that flows from a check to a status, a verdict or a renderer, so
//! that each of them can be tested alone.

use serde::{Deserialize, Serialize};

use crate::facts::{PageId, Rect};

/// The languages of every message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    Zh,
    En,
}

/// A sentence in both languages: a missing translation does not compile.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    pub zh: String,
    pub en: String,
}

impl Text {
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Text {
        Text { zh: zh.into(), en: en.into() }
    }
    /// The same in both languages: figures, names, codes.
    pub fn plain(both: impl Into<String>) -> Text {
        let both = both.into();
        Text { zh: both.clone(), en: both }
    }
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
    pub fn is_empty(&self) -> bool {
        self.zh.is_empty() && self.en.is_empty()
    }
    /// Joins texts with the mark that each language puts between items of a list.
    pub fn join(items: &[Text]) -> Text {
        let zh: Vec<_> = items.iter().map(|t| t.zh.as_str()).collect();
        let en: Vec<_> = items.iter().map(|t| t.en.as_str()).collect();
        Text { zh: zh.join("、"), en: en.join(", ") }
    }
}

/// What a finding does to the requirement it belongs to; a profile may change it, openly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// Not said at all.
    Off,
    Note,
    Warn,
    /// A clerk must decide.
    Undecided,
    /// It is there and does not serve.
    Unusable,
    Missing,
}

/// What a reader sees first; follows from the effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    Note,
    Warning,
    Review,
    Error,
}

impl Effect {
    pub fn level(self) -> Level {
        match self {
            Effect::Off | Effect::Note => Level::Note,
            Effect::Warn => Level::Warning,
            Effect::Undecided => Level::Review,
            Effect::Unusable | Effect::Missing => Level::Error,
        }
    }
}

/// What a check looks at; exactly one a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    File,
    Page,
    Document,
    Requirement,
    Submission,
}

/// Where a finding points. All indices refer to the dossier's sorted lists.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub file: Option<usize>,
    pub page: Option<PageId>,
    pub rect: Option<Rect>,
    /// Index of the document.
    pub document: Option<usize>,
    /// Index of the requirement in the profile, once known.
    pub requirement: Option<usize>,
}

impl Place {
    /// A file as a whole.
    pub fn of_file(file: usize) -> Place {
        Place { file: Some(file), ..Place::default() }
    }

    /// A requirement as a whole.
    pub fn of_requirement(requirement: usize) -> Place {
        Place { requirement: Some(requirement), ..Place::default() }
    }
}

/// One thing that a check has to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Contract name of the check.
    pub check: &'static str,
    pub scope: Scope,
    pub effect: Effect,
    pub place: Place,
    pub message: Text,
    /// What was measured, with unit; empty where nothing is.
    pub measured: Text,
    /// What it is held against, with unit.
    pub limit: Text,
    pub remedy: Text,
    /// The notice's sentence, word for word; `None` where the notice is silent.
    pub clause: Option<crate::profile::Clause>,
    /// The reading that would settle it and that this version does not have: `text`, `face`, `seal`,
    /// `signature`, `legibility`.
    pub lacks: Option<&'static str>,
}

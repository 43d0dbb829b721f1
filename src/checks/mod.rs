//! Every check: what it flags, why it matters, an example, and how to mend it.
//!
//! Why it exists: a check is a filter over facts, one file each, named for the fault itself. Checks see the
//! dossier and the assignment, never a path to open and never a pixel (a test forbids it). The judge runs them
//! and maps their effects to statuses.
//!
//! To add one: its file here, its line in [`ALL`], one `err` case under `fixtures/cases`.

use std::sync::OnceLock;

use crate::dossier::Dossier;
use crate::finding::{Effect, Finding, Lang, Place, Scope, Text};
use crate::judge::Assigned;
use crate::profile::{Clause, Known};
use crate::recognise::Kinds;

mod pages;
mod rules;
pub use rules::{FIELDS, Held, evaluate, field_name, reference, report, year_of};
pub use unlisted_specialty::specialty;
pub use unused_document::unused as unused_documents;

/// Name of the check that a page cannot be read.
pub const ILLEGIBLE: &str = illegible_page::CHECK.id;

/// A sentence of a check in both languages.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    pub zh: &'static str,
    pub en: &'static str,
}

impl Words {
    pub fn text(self) -> Text {
        Text::new(self.zh, self.en)
    }
    pub fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

/// How a check is run.
#[derive(Clone, Copy)]
pub enum Run {
    /// Over files, pages and documents, before anything is assigned.
    Facts(fn(&Dossier, &mut Out)),
    /// Over one requirement after its documents were assigned.
    Requirement(fn(&Dossier, &Assigned, &mut Out)),
    /// Over all requirements together.
    Assigned(fn(&Dossier, &[Assigned], &mut Out)),
    /// Over the whole submission.
    Submission(fn(&Dossier, &mut Out)),
    /// Named by a profile's rule: `rules.rs` evaluates the rule's form, the check lends its words.
    Rule,
}

/// The limit that a check measures against, where it has one.
#[derive(Clone, Copy, Debug)]
pub struct LimitOf {
    pub value: f64,
    pub unit: Words,
    /// Where the number comes from and what moving it costs.
    pub source: Words,
}

/// One check.
pub struct Check {
    /// Contract name, kebab-case, the fault itself.
    pub id: &'static str,
    pub scope: Scope,
    /// Unless a rule or a profile says otherwise.
    pub effect: Effect,
    pub limit: Option<LimitOf>,
    pub run: Run,
    /// The fault in a few words: headings and the README's table.
    pub title: Words,
    /// What it flags.
    pub what: Words,
    /// Why it matters.
    pub why: Words,
    pub example: Words,
    /// How to mend it.
    pub remedy: Words,
}

/// Declares the modules and their list in one place, so that neither can lack a line of the other.
macro_rules! checks {
    ($($module:ident),* $(,)?) => {
        $(mod $module;)*
        /// Every check, by id.
        pub const ALL: &[&Check] = &[$(&$module::CHECK),*];
    };
}

checks![
    bad_check_digit,
    blank_page,
    cannot_open,
    cut_page,
    cut_text,
    damaged_file,
    duplicate_file,
    early_document,
    early_publicity,
    empty_file,
    empty_folder,
    escaping_link,
    expired_id,
    few_hours,
    fewer_pages,
    forbidden_document,
    foreign_id_number,
    foreign_name,
    foreign_number,
    future_date,
    glare_over_text,
    illegible_page,
    last_attempt,
    low_resolution,
    misnamed_file,
    missing_item,
    missing_seal,
    missing_side,
    missing_signature,
    missing_year,
    outside_window,
    oversized_file,
    password_protected,
    poor_scan,
    repeated_year,
    screen_photo,
    short_publicity,
    skewed_page,
    specimen_number,
    stale_report,
    stand_in,
    tiny_page,
    too_few,
    too_many_attempts,
    turned_page,
    undated_document,
    unlisted_specialty,
    unread_page,
    unreadable_entry,
    unstated_term,
    unsupported_format,
    unused_document,
    wrong_document,
    wrong_format,
];

/// The check of this name.
pub fn find(id: &str) -> Option<&'static Check> {
    ALL.iter().find(|check| check.id == id).copied()
}

/// Contract names, sorted.
pub fn ids() -> Vec<&'static str> {
    ALL.iter().map(|check| check.id).collect()
}

/// What profiles may name: the kinds, checks and fields of this build.
pub fn known() -> Known<'static> {
    static KINDS: OnceLock<Vec<String>> = OnceLock::new();
    static IDS: OnceLock<Vec<&'static str>> = OnceLock::new();
    // A kind that does not load stops every run with its own message; here its name is unknown, no more.
    let kinds = || Kinds::shared().map(|kinds| kinds.ids().iter().map(|kind| kind.0.clone()).collect());
    Known {
        kinds: KINDS.get_or_init(|| kinds().unwrap_or_default()),
        checks: IDS.get_or_init(ids),
        fields: FIELDS,
    }
}

/// The page that `scanlint explain CHECK` prints; `None` for an unknown name.
pub fn explain(id: &str, lang: Lang) -> Option<String> {
    let check = find(id)?;
    let heading = |zh, en| match lang {
        Lang::Zh => zh,
        Lang::En => en,
    };
    let mut page = format!("{} — {}\n\n", check.id, check.title.get(lang));
    let mut part = |title: &str, body: &str| page.push_str(&format!("{title}\n  {body}\n\n"));
    part(heading("查什么", "What it flags"), check.what.get(lang));
    part(heading("为什么要紧", "Why it matters"), check.why.get(lang));
    part(heading("例子", "Example"), check.example.get(lang));
    part(heading("怎么办", "Remedy"), check.remedy.get(lang));
    if let Some(limit) = check.limit {
        let value = format!("{} {} — {}", limit.value, limit.unit.get(lang), limit.source.get(lang));
        part(heading("默认界限", "Default limit"), &value);
    }
    part(
        heading("后果（规则可改）", "Effect (a profile may change it)"),
        effect_words(check.effect).get(lang),
    );
    Some(page.trim_end().to_string() + "\n")
}

/// The checks as a Markdown table, for the README.
pub fn markdown(lang: Lang) -> String {
    let mut table = match lang {
        Lang::Zh => "| 检查 | 查什么 | 默认后果 |\n|---|---|---|\n".to_string(),
        Lang::En => "| check | what it flags | default effect |\n|---|---|---|\n".to_string(),
    };
    for check in ALL {
        let effect = effect_words(check.effect).get(lang);
        table.push_str(&format!("| `{}` | {} | {effect} |\n", check.id, check.what.get(lang)));
    }
    table
}

/// The checks as a list for a terminal, one a line.
pub fn list(lang: Lang) -> String {
    ALL.iter().map(|check| format!("{:<20} {}\n", check.id, check.title.get(lang))).collect()
}

/// An effect in words.
pub fn effect_words(effect: Effect) -> Words {
    match effect {
        Effect::Off => Words { zh: "不提示", en: "not reported" },
        Effect::Note => Words { zh: "说明：不影响结果", en: "note: changes nothing" },
        Effect::Warn => Words {
            zh: "提醒：不影响结果，建议改",
            en: "warning: changes nothing, worth mending",
        },
        Effect::Undecided => Words { zh: "待人工核对", en: "needs review by a person" },
        Effect::Unusable => {
            Words { zh: "不可用：视为没有提交", en: "unusable: counts as not submitted" }
        }
        Effect::Missing => Words { zh: "缺少", en: "missing" },
    }
}

/// Where checks put their findings.
#[derive(Default)]
pub struct Out {
    pub findings: Vec<Finding>,
}

impl Out {
    /// Adds a finding of this check with the check's own scope, default effect and remedy; the builder changes
    /// what differs.
    pub fn add(&mut self, check: &'static Check, place: Place, message: Text) -> &mut Finding {
        let index = self.findings.len();
        self.findings.push(Finding {
            check: check.id,
            scope: check.scope,
            effect: check.effect,
            place,
            message,
            measured: Text::default(),
            limit: Text::default(),
            remedy: check.remedy.text(),
            clause: None,
            lacks: None,
        });
        &mut self.findings[index]
    }
}

impl Finding {
    pub fn effect(&mut self, effect: Effect) -> &mut Finding {
        self.effect = effect;
        self
    }
    pub fn measured(&mut self, measured: Text, limit: Text) -> &mut Finding {
        self.measured = measured;
        self.limit = limit;
        self
    }
    pub fn remedy(&mut self, remedy: Text) -> &mut Finding {
        self.remedy = remedy;
        self
    }
    pub fn clause(&mut self, clause: Option<&Clause>) -> &mut Finding {
        self.clause = clause.cloned();
        self
    }
    /// Marks it as a reading that this version does not have (`seal`, `signature`, `face`, `text`, `legibility`).
    pub fn lacks(&mut self, reading: &'static str) -> &mut Finding {
        self.lacks = Some(reading);
        self
    }
}

/// The limit of a check under this profile, in the check's unit.
pub fn limit_of(dossier: &Dossier, check: &Check) -> Option<f64> {
    let set = dossier.profile.checks.get(check.id).and_then(|setting| setting.limit);
    set.or(check.limit.map(|limit| limit.value))
}

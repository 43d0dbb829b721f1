//! The kinds that exist, read from data and validated.
//!
//! Why it exists: what a document is called and what its form says is YAML; a new kind needs no Rust. This is
//! the only place where that data comes in, so that everything after it can rely on it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::OnceLock;

use include_dir::{Dir, include_dir};
use regex::Regex;
use sha2::{Digest, Sha256};

use super::file_names::FileNames;
use super::fold::fold;
use super::raw::{RawField, RawFrom, RawKind, RawLooks, RawPages, RawSides};
use super::shapes::{self, Shape};
use super::text::{at_the_ends, at_the_ends_of_signed};
use super::words::{Finder, Words};
use super::{KindId, Side};
use crate::finding::Text;

static EMBEDDED: Dir = include_dir!("$CARGO_MANIFEST_DIR/profiles/kinds");

/// The fields of the contract; a kind's data may name no other.
const FIELDS: &[&str] = &[
    "name",
    "sex",
    "ethnicity",
    "birth_date",
    "address",
    "id_number",
    "authority",
    "valid_from",
    "valid_to",
    "school",
    "major",
    "level",
    "certificate_number",
    "verification_code",
    "updated",
    "issued",
    "date",
    "start",
    "end",
    "year",
    "course",
    "hours",
    "title",
    "unit",
    "approved",
    "approval_number",
    "grade",
    "period_days",
    "result",
    "author",
    "characters",
    "subject",
];

/// A kind's data is wrong; the run ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindsError {
    /// File name within `profiles/kinds/`.
    pub file: String,
    /// One-based line and column, where known.
    pub at: Option<(u64, u64)>,
    pub message: String,
}

impl fmt::Display for KindsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.at {
            Some((line, column)) => write!(f, "{}:{line}:{column}: {}", self.file, self.message),
            None => write!(f, "{}: {}", self.file, self.message),
        }
    }
}

impl std::error::Error for KindsError {}

/// All kinds, validated, with the automata that find their words.
#[derive(Debug)]
pub struct Kinds {
    list: Vec<Kind>,
    ids: Vec<KindId>,
    pub(super) words: Words,
    /// Every label of every field, what ends a value; and all scoring words, inside which a label is none
    /// (被考核人 in 被考核人意见).
    pub(super) labels: Finder,
    /// By word of `labels`.
    pub(super) label_is: Vec<Labels>,
    /// Last words of headlines that outweigh the words before them.
    pub(super) heads: Vec<String>,
    /// Every word of all kinds, each on its line.
    vocabulary: String,
    names: FileNames,
    digest: String,
}

/// What a word beside a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Labels {
    /// The label of a field or of a signature.
    Field,
    /// A label word of some form: a label where a colon follows.
    Form,
    /// Another word.
    Word,
}

/// One kind, validated. Its words are in [`Words`]; all texts here are folded.
#[derive(Debug)]
pub struct Kind {
    pub id: KindId,
    pub name: Text,
    /// Later pages without a title belong to it.
    pub many: bool,
    /// Running text: fields stand in the first and last rows.
    pub prose: bool,
    /// Running text that begins with who wrote it and ends with a name and a date in short lines.
    pub signed: bool,
    /// Readable on a small raster.
    pub small: bool,
    pub looks: Option<RawLooks>,
    pub sides: Vec<SideWords>,
    pub beside: Vec<KindId>,
    pub starts: Vec<String>,
    pub fields: Vec<Field>,
    /// Names of the fields that all of its forms state.
    pub always: Vec<String>,
    pub seal: bool,
    pub face: bool,
    /// Labels of signatures; empty: none wanted.
    pub signature: Vec<String>,
}

impl Kind {
    /// Which rows may hold fields, by row and last row; `None`: any.
    pub fn ends(&self) -> Option<fn(u32, u32) -> bool> {
        match (self.signed, self.prose) {
            (true, _) => Some(at_the_ends_of_signed),
            (false, true) => Some(at_the_ends),
            (false, false) => None,
        }
    }
}

#[derive(Debug)]
pub struct SideWords {
    pub side: Side,
    pub words: Vec<String>,
    pub least: usize,
    pub inherits: Vec<String>,
}

/// How one field is found.
#[derive(Debug)]
pub struct Field {
    pub name: String,
    pub shape: Shape,
    pub labels: Vec<String>,
    pub patterns: Vec<Regex>,
    /// (spelling, canonical value), longest spelling first.
    pub choices: Vec<(String, String)>,
    /// The canonical values in the order of the data, the lowest first.
    pub ranks: Vec<String>,
    pub anywhere: bool,
    pub many: bool,
    pub last: bool,
    pub alone: bool,
    pub wrap: bool,
    /// A value may follow its label without a gap: no longer word begins with the label.
    pub direct: bool,
    pub headline: bool,
    pub pattern: Option<Regex>,
    pub from: Option<From>,
}

#[derive(Debug)]
pub struct From {
    pub field: String,
    pub pattern: Regex,
    pub values: BTreeMap<String, String>,
}

impl Kinds {
    /// The kinds inside the binary, read once a process: their patterns take longer to compile than most folders
    /// to check.
    ///
    /// # Errors
    /// As [`Kinds::embedded`].
    pub fn shared() -> Result<&'static Kinds, KindsError> {
        static SHARED: OnceLock<Kinds> = OnceLock::new();
        if let Some(kinds) = SHARED.get() {
            return Ok(kinds);
        }
        let kinds = Kinds::embedded()?;
        Ok(SHARED.get_or_init(|| kinds))
    }

    /// The kinds inside the binary.
    ///
    /// # Errors
    /// A file of `profiles/kinds/` is wrong.
    pub fn embedded() -> Result<Kinds, KindsError> {
        let mut sources = Vec::new();
        for file in EMBEDDED.files() {
            let name = file.path().to_string_lossy().into_owned();
            let text = file.contents_utf8().ok_or_else(|| error(&name, "not UTF-8"))?;
            sources.push((name, text.to_owned()));
        }
        let sources: Vec<(&str, &str)> =
            sources.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        Kinds::from_sources(&sources)
    }

    /// From (file name, text) pairs in any order; the stem of the name is the kind's id.
    ///
    /// # Errors
    /// No YAML, an unknown key, shape or field, a bad regex, a kind twice, a reference to a kind that is not
    /// there.
    pub fn from_sources(sources: &[(&str, &str)]) -> Result<Kinds, KindsError> {
        let mut sorted = sources.to_vec();
        sorted.sort_unstable();
        let mut hash = Sha256::new();
        let mut raws: Vec<(KindId, RawKind)> = Vec::new();
        for (file, text) in sorted {
            let id = KindId(file.rsplit('/').next().unwrap_or(file).trim_end_matches(".yaml").to_owned());
            if raws.iter().any(|(other, _)| *other == id) {
                return Err(error(file, format!("kind {} twice", id.0)));
            }
            hash.update(file.as_bytes());
            hash.update([0]);
            hash.update(text.as_bytes());
            hash.update([0]);
            raws.push((id, parse(file, text)?));
        }
        let digest = hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        build(raws, digest)
    }

    /// All kinds, sorted.
    pub fn ids(&self) -> &[KindId] {
        &self.ids
    }

    /// What people call it; the empty text for a kind that is not there.
    pub fn name(&self, id: &KindId) -> &Text {
        static NONE: Text = Text { zh: String::new(), en: String::new() };
        self.get(id).map_or(&NONE, |kind| &kind.name)
    }

    pub fn get(&self, id: &KindId) -> Option<&Kind> {
        self.ids.binary_search(id).ok().map(|index| &self.list[index])
    }

    /// First 12 hexadecimal digits of SHA-256 over names and texts.
    pub fn digest(&self) -> String {
        self.digest.clone()
    }

    /// Kinds that a file's name speaks of, sorted. Decides nothing.
    pub fn from_file_name(&self, name: &str) -> Vec<KindId> {
        self.names.kinds(name).into_iter().map(|index| self.ids[index].clone()).collect()
    }

    /// Place of a canonical value among a field's choices, in the order of the data: levels ascend. `None` for a
    /// kind, field or value that is not there.
    pub fn choice_rank(&self, kind: &KindId, field: &str, canonical: &str) -> Option<usize> {
        let field = self.get(kind)?.fields.iter().find(|known| known.name == field)?;
        field.ranks.iter().position(|rank| rank == canonical)
    }

    /// Whether it is a label of some form, or another of its words that ends as labels do.
    pub(super) fn is_label(&self, text: &str) -> bool {
        let label = |word: usize| self.label_is[word] != Labels::Word || shapes::is_thing(text);
        self.labels.index_of(text).is_some_and(label)
    }

    /// Whether it is a word of some kind's data, a part of one, or holds one of two characters or more that
    /// labels a field: such is no name.
    pub(super) fn is_word(&self, text: &str) -> bool {
        let long = |word: &str| word.chars().nth(1).is_some();
        let labels = self.labels.words().iter().zip(&self.label_is);
        let mut fields = labels.filter(|(word, is)| **is == Labels::Field && long(word));
        self.vocabulary.contains(text) || fields.any(|(word, _)| text.contains(word.as_str()))
    }

    pub(super) fn list(&self) -> &[Kind] {
        &self.list
    }
}

fn error(file: &str, message: impl Into<String>) -> KindsError {
    KindsError { file: file.to_owned(), at: None, message: message.into() }
}

fn parse(file: &str, text: &str) -> Result<RawKind, KindsError> {
    serde_yaml::from_str(text).map_err(|cause| KindsError {
        file: file.to_owned(),
        at: cause.location().map(|at| (at.line(), at.column())),
        message: cause.to_string(),
    })
}

fn build(raws: Vec<(KindId, RawKind)>, digest: String) -> Result<Kinds, KindsError> {
    let words =
        Words::new(raws.iter().map(|(_, raw)| raw)).map_err(|cause| error("profiles/kinds", cause))?;
    let names = FileNames::new(raws.iter().map(|(_, raw)| raw.file_names.as_slice()))
        .map_err(|cause| error("profiles/kinds", cause))?;
    let ids: Vec<KindId> = raws.iter().map(|(id, _)| id.clone()).collect();
    let heads = raws.iter().flat_map(|(_, raw)| &raw.heads).map(|head| fold(head)).collect();
    let (mut labels, mut forms, mut others, mut list) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (id, raw) in raws {
        forms.extend(raw.labels.iter().map(|label| fold(label)));
        others.extend(raw.titles.keys().chain(&raw.strong).map(|word| fold(word)));
        let kind = kind(id, raw, &ids)?;
        labels.extend(kind.fields.iter().flat_map(|field| field.labels.iter().cloned()));
        labels.extend(kind.signature.iter().cloned());
        list.push(kind);
    }
    let vocabulary = vocabulary(&list, &words, [&labels, &forms, &others]);
    let fields: BTreeSet<String> = labels.iter().cloned().collect();
    let known: BTreeSet<String> = forms.iter().cloned().collect();
    let labels = Finder::new(labels.into_iter().chain(forms).chain(others))
        .map_err(|cause| error("profiles/kinds", cause))?;
    let role = |word: &String| match () {
        () if fields.contains(word) => Labels::Field,
        () if known.contains(word) => Labels::Form,
        () => Labels::Word,
    };
    let label_is = labels.words().iter().map(role).collect();
    Ok(Kinds { list, ids, words, labels, label_is, heads, vocabulary, names, digest })
}

fn vocabulary(list: &[Kind], words: &Words, more: [&Vec<String>; 3]) -> String {
    let choices = list.iter().flat_map(|kind| &kind.fields).flat_map(|field| &field.choices);
    let spellings = choices.map(|(spelling, _)| spelling);
    let all: BTreeSet<&String> =
        words.finder.words().iter().chain(more.into_iter().flatten()).chain(spellings).collect();
    let all: Vec<&str> = all.into_iter().map(String::as_str).collect();
    all.join("\n")
}

fn kind(id: KindId, raw: RawKind, ids: &[KindId]) -> Result<Kind, KindsError> {
    let file = format!("{}.yaml", id.0);
    if raw.name.zh.is_empty() || raw.name.en.is_empty() {
        return Err(error(&file, "a name in zh and in en is needed"));
    }
    if let Some((word, _)) = raw.titles.iter().find(|(_, points)| !(3..=5).contains(*points)) {
        return Err(error(&file, format!("title {word}: 3 to 5 points")));
    }
    let beside: Vec<KindId> = raw.beside.into_iter().map(KindId).collect();
    if let Some(unknown) = beside.iter().find(|kind| !ids.contains(kind)) {
        return Err(error(&file, format!("beside: no kind {}", unknown.0)));
    }
    let mut fields = Vec::new();
    for (name, field) in raw.fields {
        fields.push(self::field(&file, name, field)?);
    }
    if let Some(unknown) = raw.always.iter().find(|name| fields.iter().all(|field| field.name != **name)) {
        return Err(error(&file, format!("always: no field {unknown}")));
    }
    let signature = raw.marks.signature.map(|signature| signature.labels).unwrap_or_default();
    Ok(Kind {
        name: raw.name,
        many: raw.pages == RawPages::Many,
        prose: raw.prose || raw.signed,
        signed: raw.signed,
        small: raw.small,
        looks: raw.looks,
        sides: sides(raw.sides),
        beside,
        starts: raw.starts.iter().map(|word| fold(word)).collect(),
        fields,
        always: raw.always,
        seal: raw.marks.seal,
        face: raw.marks.face,
        signature: signature.iter().map(|label| fold(label)).collect(),
        id,
    })
}

fn sides(raw: RawSides) -> Vec<SideWords> {
    let all = [
        (Side::Portrait, raw.portrait),
        (Side::Emblem, raw.emblem),
        (Side::Front, raw.front),
        (Side::Back, raw.back),
    ];
    let mut sides = Vec::new();
    for (side, raw) in all {
        if let Some(raw) = raw {
            let words = raw.words.iter().map(|word| fold(word)).collect();
            sides.push(SideWords { side, words, least: raw.least, inherits: raw.inherits });
        }
    }
    sides
}

fn field(file: &str, name: String, raw: RawField) -> Result<Field, KindsError> {
    if !FIELDS.contains(&name.as_str()) {
        return Err(error(file, format!("no field {name} in the contract")));
    }
    let mut patterns = Vec::new();
    for source in &raw.patterns {
        patterns.push(value_pattern(file, &name, source)?);
    }
    let mut choices = Vec::new();
    for (canonical, spellings) in &raw.choices {
        choices.extend(spellings.iter().map(|spelling| (fold(spelling), canonical.clone())));
    }
    choices.sort_by_key(|(spelling, _)| std::cmp::Reverse(spelling.chars().count()));
    let pattern = raw.pattern.as_deref().map(|source| regex(file, &name, source)).transpose()?;
    let from = raw.from.map(|from| derivation(file, &name, from)).transpose()?;
    let labels = raw.labels.iter().map(|label| fold(label)).collect();
    let ranks = raw.choices.iter().map(|(canonical, _)| canonical.clone()).collect();
    let RawField { shape, anywhere, many, last, alone, wrap, direct, headline, .. } = raw;
    Ok(Field {
        name,
        shape,
        labels,
        patterns,
        choices,
        ranks,
        anywhere,
        many,
        last,
        alone,
        wrap,
        direct,
        headline,
        pattern,
        from,
    })
}

fn derivation(file: &str, name: &str, raw: RawFrom) -> Result<From, KindsError> {
    let pattern = value_pattern(file, name, &raw.pattern)?;
    Ok(From { field: raw.field, pattern, values: raw.values })
}

/// A regex that must have the group `v`; `%…%` are replaced by the sources of shapes.
fn value_pattern(file: &str, name: &str, source: &str) -> Result<Regex, KindsError> {
    let mut full = source.to_owned();
    let tokens = [
        ("%day%", shapes::DAY),
        ("%person%", shapes::PERSON),
        ("%before%", shapes::BEFORE),
        ("%date%", shapes::DATE),
        ("%years%", shapes::SOME_YEARS),
        ("%name%", shapes::NAME),
        ("%number%", shapes::NUMBER),
    ];
    for (token, shape) in tokens {
        full = full.replace(token, &format!("(?:{shape})"));
    }
    let regex = regex(file, name, &full)?;
    match regex.capture_names().any(|group| group == Some("v")) {
        true => Ok(regex),
        false => Err(error(file, format!("{name}: the pattern lacks (?P<v>…): {source}"))),
    }
}

fn regex(file: &str, name: &str, source: &str) -> Result<Regex, KindsError> {
    Regex::new(source).map_err(|cause| error(file, format!("{name}: {cause}")))
}

//! What is wrong with a profile, where, and what to do about it, in both languages.
//!
//! Why it exists: profiles are written by people who read notices, not Rust. An error without a line, or with a
//! parser's jargon, costs them an afternoon.

use std::fmt;
use std::ops::Deref;

use serde_yaml::{Error as YamlError, Location};
use unicode_width::UnicodeWidthStr;

use crate::finding::{Lang, Text};

/// What sort of thing is wrong; the words are in [`Detail`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fault {
    /// Neither a built-in profile nor a file.
    UnknownProfile,
    /// The file cannot be read.
    NoFile,
    NotUtf8,
    TooLarge,
    /// Not YAML.
    Syntax,
    /// Nested too deeply, or aliases that multiply.
    TooComplex,
    UnknownKey,
    DuplicateKey,
    MissingKey,
    WrongType,
    /// A word that is none of those allowed here: a side, an effect, a need, a mark.
    UnknownWord,
    UnknownKind,
    UnknownCheck,
    UnknownField,
    UnknownRequirement,
    UnknownCase,
    UnknownLevel,
    UnknownNotice,
    /// A window, date, count or ratio that nothing can satisfy.
    Impossible,
    /// No ways, no slots, no kinds, no words.
    Empty,
    /// A rule with no form or with two; a variation that changes nothing.
    Form,
    /// A variation that hangs on what documents say.
    NotStatic,
    /// A quote that the notice does not contain.
    Quote,
    /// An abstract profile was chosen.
    Abstract,
    /// `extends` runs in a circle, or is too long a chain.
    Cycle,
}

/// One error. Boxed inside, so that results stay small.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileError(Box<Detail>);

/// Everything that is known of an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    pub fault: Fault,
    /// Path as given, or `profile NAME` of a built-in one.
    pub file: String,
    /// From 1; 0 where the error has no line (a missing file).
    pub line: u32,
    /// From 1, in characters; 0 where there is none.
    pub column: u32,
    /// The line of the file and a caret below it; empty without a line.
    pub snippet: String,
    pub what: Text,
    /// What to do; empty where nothing better than the message is known.
    pub remedy: Text,
    /// How many further errors the same profile has; `profiles check` shows them.
    pub more: usize,
}

impl Deref for ProfileError {
    type Target = Detail;
    fn deref(&self) -> &Detail {
        &self.0
    }
}

impl ProfileError {
    /// An error about a whole file.
    pub(super) fn whole(fault: Fault, file: &str, what: Text, remedy: Text) -> ProfileError {
        let (file, snippet) = (file.to_owned(), String::new());
        ProfileError(Box::new(Detail { fault, file, line: 0, column: 0, snippet, what, remedy, more: 0 }))
    }

    /// An error at a line (from 1) and column (from 1, in characters) of `source`.
    pub(super) fn at(
        source: &Source,
        line: u32,
        column: u32,
        fault: Fault,
        what: Text,
        remedy: Text,
    ) -> Self {
        let snippet = snippet(&source.text, line, column);
        let file = source.name.clone();
        ProfileError(Box::new(Detail { fault, file, line, column, snippet, what, remedy, more: 0 }))
    }

    pub(super) fn with_more(mut self, more: usize) -> ProfileError {
        self.0.more = more;
        self
    }

    /// The whole message, several lines: place and fault, the line with a caret, what to do.
    pub fn text(&self) -> Text {
        Text::new(self.render(Lang::Zh), self.render(Lang::En))
    }

    fn render(&self, lang: Lang) -> String {
        let mut lines = vec![match self.line {
            0 => format!("{}: {}", self.file, self.what.get(lang)),
            line => format!("{}:{line}:{}: {}", self.file, self.column, self.what.get(lang)),
        }];
        lines.extend(self.snippet.lines().map(str::to_owned));
        if !self.remedy.is_empty() {
            lines.push(format!("  {}", self.remedy.get(lang)));
        }
        if self.more > 0 {
            lines.push(match lang {
                Lang::Zh => format!("  另有 {} 处错误：scanlint profiles check 可全部列出", self.more),
                Lang::En => format!("  {} more: scanlint profiles check lists them all", self.more),
            });
        }
        lines.join("\n")
    }
}

impl fmt::Display for ProfileError {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str(&self.render(Lang::En))
    }
}

impl std::error::Error for ProfileError {}

/// One YAML text and what it is called in messages.
#[derive(Clone, Debug)]
pub struct Source {
    pub name: String,
    pub text: String,
}

/// Longest part of a line that a snippet shows, in characters; a caret beyond it would wrap on a terminal.
const SNIPPET_CHARS: usize = 160;

/// `  12 | line` and a caret under the column; wide characters take two cells.
fn snippet(text: &str, line: u32, column: u32) -> String {
    let Some(content) = text.lines().nth((line as usize).saturating_sub(1)) else { return String::new() };
    let content: String = content.replace('\t', " ").chars().take(SNIPPET_CHARS).collect();
    let before: String = content.chars().take((column as usize).saturating_sub(1)).collect();
    let (gutter, cells) = (line.to_string(), before.width());
    let (blank, pad) = (" ".repeat(gutter.len()), " ".repeat(cells));
    format!("  {gutter} | {content}\n  {blank} | {pad}^")
}

/// Puts what the YAML reader says into words, at its place.
pub(super) fn of_yaml(source: &Source, error: &YamlError) -> ProfileError {
    let error = innermost(error);
    let place = error.location().unwrap_or(Location::UNKNOWN);
    let (fault, what, remedy) = yaml_words(error);
    let (line, column) = (place.line() as u32, place.column() as u32);
    match line {
        0 => ProfileError::whole(fault, &source.name, what, remedy),
        _ => ProfileError::at(source, line, column, fault, what, remedy),
    }
}

/// The error below snippets and aliases.
fn innermost(error: &YamlError) -> &YamlError {
    match error {
        YamlError::WithSnippet { error, .. } | YamlError::AliasError { error, .. } => innermost(error),
        other => other,
    }
}

fn yaml_words(error: &YamlError) -> (Fault, Text, Text) {
    match error {
        YamlError::SerdeUnknownField { field, expected, .. } => (
            Fault::UnknownKey,
            Text::new(format!("没有“{field}”这个键"), format!("unknown key `{field}`")),
            suggest(field, expected.iter().copied()),
        ),
        YamlError::SerdeUnknownVariant { variant, expected, .. } => (
            Fault::UnknownWord,
            Text::new(format!("此处不能写“{variant}”"), format!("`{variant}` is not allowed here")),
            suggest(variant, expected.iter().copied()),
        ),
        YamlError::SerdeMissingField { field, .. } => (
            Fault::MissingKey,
            Text::new(format!("缺少“{field}”"), format!("`{field}` is missing")),
            Text::default(),
        ),
        YamlError::DuplicateMappingKey { key, .. } => {
            let key = key.as_deref().unwrap_or("?");
            let what = Text::new(format!("“{key}”写了两次"), format!("`{key}` is written twice"));
            (Fault::DuplicateKey, what, Text::new("请删去其中一个", "remove one of the two"))
        }
        error if is_budget(error) => (
            Fault::TooComplex,
            Text::new("嵌套或引用过多", "too much nesting, or aliases that multiply"),
            Text::new("规则文件不需要这么多层级或引用", "a profile needs neither: write the values out"),
        ),
        error if is_syntax(error) => {
            let said = error.without_snippet().to_string();
            (
                Fault::Syntax,
                Text::new(format!("不是合法的 YAML：{said}"), format!("not YAML: {said}")),
                quoting(),
            )
        }
        other => (Fault::WrongType, type_words(other), quoting()),
    }
}

/// What should stand there, without the words of a programmer.
fn type_words(error: &YamlError) -> Text {
    use YamlError::*;
    let said = match error {
        InvalidScalar { ty, .. } => (*ty).to_owned(),
        Unexpected { expected, .. } => (*expected).to_owned(),
        SerdeInvalidType { expected, .. } | SerdeInvalidValue { expected, .. } => expected.clone(),
        NullIntoString { .. } => "string".to_owned(),
        other => other.without_snippet().to_string(),
    };
    let is = |words: &[&str]| words.iter().any(|word| said.contains(word));
    let (zh, en) = match () {
        () if is(&["u8", "u16", "u32", "u64"]) => ("0 或正整数", "a whole number, zero or more"),
        () if is(&["i8", "i16", "i32", "i64", "integer"]) => ("整数", "a whole number"),
        () if is(&["f32", "f64", "float"]) => ("数字", "a number"),
        () if is(&["bool"]) => ("true 或 false", "true or false"),
        () if is(&["a word or a list"]) => ("一个词或一列词", "a word or a list of words"),
        () if is(&["map", "struct"]) => ("若干“键: 值”", "keys with values"),
        () if is(&["seq", "list"]) => ("一列值（- 或 [ ]）", "a list (- or [ ])"),
        () if is(&["string", "scalar"]) => ("文字", "a text"),
        () => return Text::new(format!("值的类型不对：{said}"), format!("wrong type: {said}")),
    };
    Text::new(format!("值的类型不对：此处应是{zh}"), format!("wrong type: here belongs {en}"))
}

fn quoting() -> Text {
    Text::new(
        "请检查缩进与引号；含冒号、井号的文字须加引号",
        "check indentation and quotes; a text with a colon or a hash sign needs quotes",
    )
}

fn is_budget(error: &YamlError) -> bool {
    use YamlError::*;
    matches!(
        error,
        Budget { .. }
            | AliasReplayCounterOverflow { .. }
            | AliasReplayLimitExceeded { .. }
            | AliasExpansionLimitExceeded { .. }
            | AliasReplayStackDepthExceeded { .. }
            | RecursiveReferencesRequireWeakTypes { .. }
    )
}

fn is_syntax(error: &YamlError) -> bool {
    use YamlError::*;
    matches!(
        error,
        ExternalMessage { .. }
            | Eof { .. }
            | MultipleDocuments { .. }
            | UnknownAnchor { .. }
            | FoldedBlockScalarMustIndentContent { .. }
            | ContainerEndMismatch { .. }
            | MergeValueNotMapOrSeqOfMaps { .. }
            | UnsupportedTag { .. }
            | TaggedEnumMismatch { .. }
            | IndentationError { .. }
    )
}

/// `did you mean …?`, or the words allowed, as many as a line holds.
pub(super) fn suggest<'a>(word: &str, allowed: impl Iterator<Item = &'a str>) -> Text {
    let mut allowed: Vec<&str> = allowed.collect();
    // Up to a third of the letters wrong: `recomendation` yes, `award` for `paper` no.
    let bound = (word.chars().count().max(3)) / 3;
    let near = allowed.iter().map(|a| (strsim::osa_distance(word, a), *a)).filter(|(d, _)| *d <= bound).min();
    if let Some((_, near)) = near {
        return Text::new(format!("是不是“{near}”？"), format!("did you mean `{near}`?"));
    }
    if allowed.is_empty() {
        return Text::default();
    }
    allowed.sort_unstable();
    allowed.dedup();
    let list = allowed.join(", ");
    Text::new(format!("可以写：{list}"), format!("allowed: {list}"))
}

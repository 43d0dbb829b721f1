//! One file's YAML, believed: every name is known, every window can be met, every quote is in the notice.
//!
//! Why it exists: names and numbers are judged file by file, while it is still known on which line they stand;
//! only then are the files of an `extends` chain laid over each other (`merge.rs`). Reading goes on after an
//! error, so that a writer sees all of them at once.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde_yaml::{Location, Spanned};

use super::error::{Fault, ProfileError, Source, suggest};
use super::legibility::LegibilityLayer;
use super::load::Known;
use super::raw::*;
use super::*;
use crate::facts::Media;
use crate::finding::Text;

/// What one file says; `None` or empty: it says nothing about it.
#[derive(Debug, Default)]
pub(super) struct Layer {
    pub is_abstract: bool,
    pub name: Option<Text>,
    pub summary: Option<Text>,
    pub notice: Option<String>,
    pub year: Option<i16>,
    pub level: Option<String>,
    pub levels: BTreeMap<String, Text>,
    pub cases: BTreeMap<String, Case>,
    pub implies: Option<Vec<String>>,
    pub window: Option<Window>,
    pub attempts: Option<Attempts>,
    pub fees: Option<Vec<Fee>>,
    pub interview: Option<Interview>,
    pub told: Option<Vec<Told>>,
    pub specialties: Option<Specialties>,
    pub consequence: Option<Clause>,
    pub without: Vec<String>,
    pub requirements: Vec<Partial>,
    pub everywhere: Option<Vec<Rule>>,
    pub checks: BTreeMap<String, CheckSetting>,
    pub limits: Limits,
    pub legibility: LegibilityLayer,
}

/// What one file says about one requirement.
#[derive(Debug)]
pub(super) struct Partial {
    pub id: String,
    /// Line and column of its name.
    pub place: (u32, u32),
    pub name: Option<Text>,
    pub by: Option<By>,
    /// Its body, as a change that always holds.
    pub change: Vary,
    pub vary: Option<Vec<Vary>>,
}

/// Names that the files before this one have defined, and the notice that quotes are looked up in.
#[derive(Clone, Debug, Default)]
pub(super) struct Inherited {
    pub cases: BTreeSet<String>,
    pub levels: BTreeSet<String>,
    pub requirements: BTreeSet<String>,
    /// Name and text.
    pub notice: Option<(String, String)>,
}

/// `notice: none`: the quotes of this file are from a text that is not kept beside it.
pub(super) const NO_NOTICE: &str = "none";

/// Reads one file, and collects what is wrong with it.
pub(super) struct Reader<'a> {
    pub source: &'a Source,
    pub known: &'a Known<'a>,
    pub names: Inherited,
    pub errors: Vec<ProfileError>,
}

impl Reader<'_> {
    /// Reads the file; `notice` finds the text of a notice by its name.
    pub fn read(&mut self, raw: RawProfile, notice: &dyn Fn(&str) -> Option<String>) -> Layer {
        let mut layer =
            Layer { is_abstract: raw.is_abstract, name: raw.name, summary: raw.summary, ..Layer::default() };
        self.notice(raw.notice, notice, &mut layer);
        self.names(raw.levels, raw.cases, &mut layer);
        layer.level = raw.level.and_then(|level| self.level(level));
        layer.year = raw.year.and_then(|year| self.year(year));
        layer.implies = raw.implies.map(|cases| self.each(cases, Self::case));
        layer.window = raw.window.and_then(|window| {
            let (opens, closes) = self.days(&window.opens, &window.closes)?;
            Some(Window { opens, closes, clause: self.clause(window.clause) })
        });
        layer.attempts = raw.attempts.map(|attempts| Attempts {
            most: self.counted(&attempts.most),
            clause: self.clause(attempts.clause),
        });
        layer.fees = raw.fees.map(|fees| fees.into_iter().map(|fee| self.fee(fee)).collect());
        layer.interview = raw.interview.and_then(|interview| self.interview(interview));
        layer.told = raw.told.map(|told| told.into_iter().map(|one| self.told(one)).collect());
        layer.specialties = raw.specialties.map(|list| self.specialties(list));
        layer.consequence = self.clause(raw.consequence);
        layer.without = raw.without.map(|ids| self.each(ids, Self::requirement_id)).unwrap_or_default();
        layer.requirements = self.requirements(raw.requirements);
        layer.everywhere = raw.everywhere.map(|rules| self.each(rules, Self::rule));
        layer.checks = self.checks(raw.checks);
        layer.limits = raw.limits.map(|limits| self.limits(limits)).unwrap_or_default();
        layer.legibility = raw.legibility.map(|raw| self.legibility(raw)).unwrap_or_default();
        layer
    }

    fn notice(
        &mut self,
        name: Option<Spanned<String>>,
        find: &dyn Fn(&str) -> Option<String>,
        layer: &mut Layer,
    ) {
        let Some(name) = name else { return };
        if name.value == NO_NOTICE {
            self.names.notice = None;
            layer.notice = Some(name.value);
            return;
        }
        match find(&name.value) {
            Some(text) => self.names.notice = Some((name.value.clone(), text)),
            None => self.fail(
                name.referenced,
                Fault::UnknownNotice,
                Text::new(
                    format!("没有名为“{}”的通知原文", name.value),
                    format!("there is no text of a notice called `{}`", name.value),
                ),
                Text::new(
                    "请写内置名称、本文件旁的 .txt 文件，或 none",
                    "write a built-in name, a .txt file beside this one, or none",
                ),
            ),
        }
        layer.notice = Some(name.value);
    }

    fn names(&mut self, levels: Option<Ordered<Text>>, cases: Option<Ordered<RawCase>>, layer: &mut Layer) {
        for (id, name) in levels.into_iter().flat_map(|levels| levels.0) {
            self.names.levels.insert(id.value.clone());
            layer.levels.insert(id.value, name);
        }
        for (id, case) in cases.into_iter().flat_map(|cases| cases.0) {
            let clause = self.clause(case.clause);
            self.names.cases.insert(id.value.clone());
            layer.cases.insert(id.value, Case { name: case.name, clause });
        }
    }

    fn level(&mut self, level: Spanned<String>) -> Option<String> {
        // A notice without a list of levels has the one that it names.
        if self.names.levels.is_empty() {
            self.names.levels.insert(level.value.clone());
        }
        self.level_name(level)
    }

    fn year(&mut self, year: Spanned<i16>) -> Option<i16> {
        // Before 1986 there was no review of professional titles; after 2100 it is a slip of the finger.
        let fits = (1986..=2100).contains(&year.value);
        if !fits {
            self.impossible(
                year.referenced,
                format!("评审年度 {} 不可能", year.value),
                format!("a review year of {} cannot be", year.value),
            );
        }
        fits.then_some(year.value)
    }

    fn fee(&mut self, fee: RawFee) -> Fee {
        Fee { when: self.static_when(fee.when), yuan: fee.yuan, clause: self.clause(fee.clause) }
    }

    fn told(&mut self, told: RawTold) -> Told {
        Told { when: self.static_when(told.when), text: told.text, clause: self.clause(told.clause) }
    }

    fn interview(&mut self, raw: RawInterview) -> Option<Interview> {
        let exempt = raw.exempt.into_iter().map(|one| {
            let when = self.static_when(Some(one.when));
            Exempt { when, clause: self.clause(one.clause) }
        });
        let exempt = exempt.collect();
        let clause = self.clause(raw.clause);
        let (opens, closes) = self.days(&raw.opens, &raw.closes)?;
        Some(Interview { opens, closes, clause, exempt })
    }

    fn specialties(&mut self, raw: RawSpecialties) -> Specialties {
        if raw.words.value.iter().all(|word| word.trim().is_empty()) {
            self.empty(raw.words.referenced, "专业", "specialty");
        }
        Specialties { words: raw.words.value, clause: self.clause(raw.clause) }
    }

    fn checks(&mut self, raw: Option<Ordered<RawCheck>>) -> BTreeMap<String, CheckSetting> {
        let mut checks = BTreeMap::new();
        for (id, setting) in raw.into_iter().flat_map(|checks| checks.0) {
            if let Some(limit) = &setting.limit
                && !(limit.value.is_finite() && limit.value >= 0.0)
            {
                let at = limit.referenced;
                self.impossible(at, "限值必须是非负数", "a limit is a number, zero or more");
            }
            let limit = setting.limit.map(|limit| limit.value);
            if let Some(id) = self.check_name(id) {
                checks.insert(id, CheckSetting { effect: setting.effect, limit });
            }
        }
        checks
    }

    fn limits(&mut self, raw: RawLimits) -> Limits {
        if let Some(bytes) = raw.file_bytes.as_ref().filter(|bytes| bytes.value == 0) {
            self.impossible(bytes.referenced, "任何文件都大于 0 字节", "every file has more than 0 bytes");
        }
        let photo_ratio = raw.photo_ratio.map(|ratio| {
            let (least, most) = (ratio.least.value, ratio.most.value);
            if least == 0 || least > most {
                self.impossible(ratio.least.referenced, "宽高比区间为空", "this range of ratios is empty");
            }
            (least, most)
        });
        Limits {
            file_bytes: raw.file_bytes.map(|bytes| bytes.value),
            formats: raw.formats.map(|formats| self.each(formats, Self::format)).unwrap_or_default(),
            least_dpi: raw.least_dpi,
            least_pixels: raw.least_pixels,
            photo_ratio,
            photo_pixels: raw.photo_pixels,
        }
    }

    fn format(&mut self, name: Spanned<String>) -> Option<String> {
        // Formats that are decoded: a portal that wants another is not one whose uploads can be judged.
        use Media::*;
        let names = [Jpeg, Png, Tiff, Webp, Bmp, Gif, Pdf].map(Media::name);
        let known = names.iter().copied();
        self.word(name, known, Fault::UnknownWord, ("文件格式", "file format"))
    }

    // ---- small things that all of the above are made of ----

    pub fn fail(&mut self, at: Location, fault: Fault, what: Text, remedy: Text) {
        let (line, column) = (at.line() as u32, at.column() as u32);
        self.errors.push(ProfileError::at(self.source, line, column, fault, what, remedy));
    }

    pub fn impossible(&mut self, at: Location, zh: impl Into<String>, en: impl Into<String>) {
        self.fail(at, Fault::Impossible, Text::new(zh, en), Text::default());
    }

    pub fn empty(&mut self, at: Location, zh: &str, en: &str) {
        let what = Text::new(format!("至少要写一项{zh}"), format!("at least one {en} must be given"));
        self.fail(at, Fault::Empty, what, Text::default());
    }

    pub fn each<T, U>(&mut self, items: Vec<T>, read: fn(&mut Self, T) -> Option<U>) -> Vec<U> {
        items.into_iter().filter_map(|item| read(self, item)).collect()
    }

    /// The word, if it is one of those known; else an error with a suggestion. `noun`: what such a word is
    /// called in Chinese and English.
    pub fn word<'k>(
        &mut self,
        word: Spanned<String>,
        known: impl Iterator<Item = &'k str> + Clone,
        fault: Fault,
        noun: (&str, &str),
    ) -> Option<String> {
        if known.clone().any(|one| one == word.value) {
            return Some(word.value);
        }
        let what = Text::new(
            format!("没有“{}”这个{}", word.value, noun.0),
            format!("there is no {} `{}`", noun.1, word.value),
        );
        self.fail(word.referenced, fault, what, suggest(&word.value, known));
        None
    }

    pub fn case(&mut self, name: Spanned<String>) -> Option<String> {
        let known = self.names.cases.clone();
        self.word(name, known.iter().map(String::as_str), Fault::UnknownCase, ("情形", "case"))
    }

    pub fn level_name(&mut self, name: Spanned<String>) -> Option<String> {
        let known = self.names.levels.clone();
        self.word(name, known.iter().map(String::as_str), Fault::UnknownLevel, ("级别", "level"))
    }

    fn requirement_id(&mut self, id: Spanned<String>) -> Option<String> {
        let known = self.names.requirements.clone();
        let noun = ("材料要求", "requirement");
        self.word(id, known.iter().map(String::as_str), Fault::UnknownRequirement, noun)
    }

    pub fn check_name(&mut self, id: Spanned<String>) -> Option<String> {
        self.word(id, self.known.checks.iter().copied(), Fault::UnknownCheck, ("检查项", "check"))
    }

    pub fn field(&mut self, name: Spanned<String>) -> String {
        let written = name.value.clone();
        self.word(name, self.known.fields.iter().copied(), Fault::UnknownField, ("字段", "field"));
        written
    }

    pub fn kind(&mut self, name: Spanned<String>) -> Option<KindId> {
        let known = self.known.kinds.iter().map(String::as_str);
        self.word(name, known, Fault::UnknownKind, ("材料种类", "kind of document")).map(KindId)
    }

    /// One or more kinds.
    pub fn kinds(&mut self, kinds: Spanned<Vec<Spanned<String>>>) -> Vec<KindId> {
        if kinds.value.is_empty() {
            self.empty(kinds.referenced, "材料种类", "kind of document");
        }
        self.each(kinds.value, Self::kind)
    }

    /// A number from 1.
    pub fn counted(&mut self, number: &Spanned<u32>) -> u32 {
        if number.value == 0 {
            self.impossible(number.referenced, "数量至少为 1", "a count is at least 1");
        }
        number.value
    }

    pub fn date(&mut self, text: &Spanned<String>) -> Option<Date> {
        let date = text.value.parse().ok();
        if date.is_none() {
            let what =
                Text::new(format!("“{}”不是日期", text.value), format!("`{}` is not a date", text.value));
            let remedy = Text::new("日期写作 2021-08-25", "write dates as 2021-08-25");
            self.fail(text.referenced, Fault::WrongType, what, remedy);
        }
        date
    }

    /// First and last day of a window.
    fn days(&mut self, opens: &Spanned<String>, closes: &Spanned<String>) -> Option<(Date, Date)> {
        let (first, last) = (self.date(opens), self.date(closes));
        let (first, last) = (first?, last?);
        if last < first {
            self.impossible(
                closes.referenced,
                format!("截止日 {last} 早于开始日 {first}"),
                format!("it closes on {last}, before it opens on {first}"),
            );
        }
        Some((first, last))
    }

    pub fn clause(&mut self, raw: Option<RawClause>) -> Option<Clause> {
        let raw = raw?;
        if let Some((name, notice)) = self.names.notice.clone()
            && !quoted(&notice, &raw.quote.value)
        {
            let what = Text::new(
                format!("通知“{name}”中没有这句话"),
                format!("this sentence is not in the notice `{name}`"),
            );
            self.fail(raw.quote.referenced, Fault::Quote, what, quote_remedy(&notice, &raw.quote.value));
        }
        Some(Clause { section: raw.section, quote: raw.quote.value, reading: raw.reading })
    }
}

/// Whether a quote stands in the text of a notice, word for word, within one of its lines.
pub fn quoted(notice: &str, quote: &str) -> bool {
    !quote.trim().is_empty() && notice.lines().any(|line| !line.starts_with('#') && line.contains(quote))
}

fn quote_remedy(notice: &str, quote: &str) -> Text {
    let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let quote = bare(quote);
    if !quote.is_empty() && notice.lines().any(|line| bare(line).contains(&quote)) {
        return Text::new(
            "只差标点或空格：引文须与原文逐字相同（注意全角与半角）",
            "only marks or spaces differ: a quote is word for word, full-width and half-width marks included",
        );
    }
    Text::new(
        "引文须与原文逐字相同；出自别的通知时，请写 notice: 原文.txt，或 notice: none",
        "a quote is word for word; where it is from another notice, say notice: its-text.txt, or notice: none",
    )
}

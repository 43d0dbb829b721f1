//! Evaluates the rules that a profile names: a field that must hold, in one of a few forms.
//!
//! Why it exists: which field must hold is data; how a form is evaluated, and in which words its breach is told,
//! is the same for every rule of that form. Not read is never held.

use jiff::civil::Date;

use super::{Out, Words, find};
use crate::dossier::Dossier;
use crate::facts::{Reading, Why};
use crate::finding::{Effect, Place, Text};
use crate::judge::{of_kinds, unread_of};
use crate::profile::{Bound, FieldRef, Form, Rule};
use crate::recognise::{Document, Value, check_digit_holds};

/// What came of a rule on one document.
pub enum Held {
    Yes,
    No(Broken),
    /// Could not be decided, and why; `lacks` names the reading that this version does not have.
    Unread {
        why: Text,
        lacks: Option<&'static str>,
    },
}

/// What was said and what it was held against.
pub struct Broken {
    pub message: Text,
    pub measured: Text,
    pub limit: Text,
}

fn broken(message: Text, measured: Text, limit: Text) -> Held {
    Held::No(Broken { message, measured, limit })
}

fn not_read(field: &str) -> Held {
    let name = field_name(field);
    Held::Unread {
        why: Text::new(format!("没有读到“{}”", name.zh), format!("\"{}\" was not read", name.en)),
        lacks: None,
    }
}

/// Evaluates a rule on the document of this index. What breaks it must have been read surely: a misread figure is
/// no fault of the applicant's.
pub fn evaluate(dossier: &Dossier, rule: &Rule, document: usize) -> Held {
    let document = &dossier.documents[document];
    match form(dossier, rule, document) {
        Held::No(broken) => match misreadable(rule, document, &broken) {
            Some(why) => Held::Unread { why, lacks: None },
            None => Held::No(broken),
        },
        held => held,
    }
}

/// Values from pixels below it may be wrong by a character (reading.md: lines of .94–.97 are exact in 77 of 100
/// cases, from .99 on in 99.6), percent.
const SURE: u8 = 96;
/// Numbers that are nearly the one wanted lost a character, or have one too many, though the reader was sure.
const NEARLY: usize = 2;
/// Shorter ones are compared as they are.
const LONG_NUMBER: usize = 10;

/// Why a breach may be due to a misreading; `None` where it may not.
fn misreadable(rule: &Rule, document: &Document, broken: &Broken) -> Option<Text> {
    let fields: Vec<&str> = match &rule.form {
        Form::Applicant { field }
        | Form::Matches { field, .. }
        | Form::NotBefore { field, .. }
        | Form::NotAfter { field, .. }
        | Form::AtLeast { field, .. }
        | Form::Among { field, .. }
        | Form::CheckDigit { field }
        | Form::Assigned { field } => vec![field],
        Form::WorkingDays { start, end, .. } => vec![start, end],
        Form::Stated { .. } | Form::Mark { .. } => Vec::new(),
    };
    let values = fields.into_iter().filter_map(|field| Some((field, document.fields.get(field)?.first()?)));
    let wanted = broken.limit.zh.as_str();
    let doubted = |value: &Value| {
        let from_pixels = value.reader != Value::LAYER;
        let lengths = value.norm.chars().count() != wanted.chars().count();
        let nearly =
            lengths && value.norm.len() >= LONG_NUMBER && strsim::levenshtein(&value.norm, wanted) <= NEARLY;
        from_pixels && (value.confidence < SURE || nearly)
    };
    let (field, value) = values.into_iter().find(|(_, value)| doubted(value))?;
    let name = field_name(field);
    Some(Text::new(
        format!("“{}”读作“{}”，没有把握", name.zh, value.norm),
        format!("\"{}\" was read as \"{}\", not surely", name.en, value.norm),
    ))
}

fn form(dossier: &Dossier, rule: &Rule, document: &Document) -> Held {
    match &rule.form {
        Form::Applicant { field } => applicant(dossier, document, field),
        Form::Matches { field, of } => matches(dossier, document, field, of),
        Form::NotBefore { field, bound } => dated(dossier, document, field, bound, Order::NotBefore),
        Form::NotAfter { field, bound } => dated(dossier, document, field, bound, Order::NotAfter),
        Form::WorkingDays { start, end, claimed, least, count_first } => {
            working_days(document, [start, end, claimed], *least, *count_first)
        }
        Form::AtLeast { field, least, unit } => at_least(document, field, *least, unit),
        Form::Among { field, values } => among(document, field, values),
        Form::CheckDigit { field } => {
            number(document, field, check_digit_holds, "校验位不对", "fails its check character")
        }
        Form::Assigned { field } => number(
            document,
            field,
            area_is_assigned,
            "地区码未分配（样本或无效）",
            "has an unassigned area code (specimen or invalid)",
        ),
        Form::Stated { field } => match document.values(field).next() {
            Some(_) => Held::Yes,
            None => {
                let Text { zh, en } = unread_text(field);
                broken(Text { zh, en }, Text::default(), Text::default())
            }
        },
        Form::Mark { mark } => marked(document, mark),
    }
}

fn unread_text(field: &str) -> Text {
    let name = field_name(field);
    Text::new(format!("没有读到“{}”", name.zh), format!("\"{}\" was not read", name.en))
}

/// Turns a breach, or a doubt, into a finding of the rule's check.
pub fn report(rule: &Rule, held: Held, place: Place, out: &mut Out) {
    let Some(check) = find(&rule.check) else { return };
    let default = rule.effect.unwrap_or(check.effect);
    match held {
        Held::Yes => {}
        Held::No(Broken { message, measured, limit }) => {
            out.add(check, place, message)
                .effect(default)
                .measured(measured, limit)
                .clause(rule.clause.as_ref());
        }
        Held::Unread { why, lacks } => {
            let message = Text::new(
                format!("{}，无法核对（{}）", why.zh, check.title.zh),
                format!("{}; not checked: {}", why.en, check.title.en.to_lowercase()),
            );
            // A check that can only warn is a note where it was not measured.
            let effect = if default <= Effect::Warn { rule.unread.min(Effect::Note) } else { rule.unread };
            let finding = out.add(check, place, message);
            finding.effect(effect).clause(rule.clause.as_ref());
            finding.lacks = lacks;
            finding.remedy = Text::new(
                "请人工看一眼这一页；看不清就重新扫描。",
                "Look at the page yourself; if it is not clear, scan it again.",
            );
        }
    }
}

// --- whose is it ------------------------------------------------------------------------------------------

fn applicant(dossier: &Dossier, document: &Document, field: &str) -> Held {
    let mut values = document.values(field).peekable();
    let Some(first) = values.peek().map(|v| v.to_string()) else { return not_read(field) };
    let Some(reference) = reference(dossier, field) else { return Held::Yes };
    // A number that is none at all has a check of its own.
    if field == "id_number" && check_digit_holds(&first) == Some(false) {
        return Held::Yes;
    }
    if values.any(|value| same(value, &reference.value)) {
        return Held::Yes;
    }
    let name = field_name(field);
    let message = Text::new(
        format!("{}“{first}”与申报人的“{}”不一致（{}）", name.zh, reference.value, reference.source.zh),
        format!(
            "{} \"{first}\" is not the applicant's \"{}\" ({})",
            name.en, reference.value, reference.source.en
        ),
    );
    broken(message, Text::plain(first), Text::plain(reference.value))
}

/// What is known of the applicant, and where from.
pub struct Reference {
    pub value: String,
    pub source: Text,
}

/// The applicant's name or number: as told, else as most documents say (each document one vote, those of
/// identity two; a tie is no answer).
pub fn reference(dossier: &Dossier, field: &str) -> Option<Reference> {
    let told = match field {
        "name" => dossier.applicant.name.as_ref(),
        "id_number" => dossier.applicant.id_number.as_ref(),
        _ => None,
    };
    if let Some(told) = told {
        let source = Text::new("按 applicant.yaml", "by applicant.yaml");
        return Some(Reference { value: comparable(told.unmasked()), source });
    }
    let mut votes: std::collections::BTreeMap<&str, u32> = Default::default();
    for document in &dossier.documents {
        // A page that carries an address and a birth date beside the name is a document of identity.
        let weight = if document.fields.contains_key("birth_date") { 2 } else { 1 };
        if let Some(value) = document.values(field).next() {
            *votes.entry(value).or_default() += weight;
        }
    }
    let best = *votes.values().max()?;
    let mut leaders = votes.iter().filter(|(_, count)| **count == best);
    let leader = leaders.next()?;
    if leaders.next().is_some() {
        return None;
    }
    let source = Text::new("按多数材料", "by most of the documents");
    Some(Reference { value: (*leader.0).to_string(), source })
}

/// A told name or number in the shape of a recognised one: no spaces, one kind of middle dot, capitals.
fn comparable(told: &str) -> String {
    let dots = ['·', '•', '・', '‧', '∙', '．', '.'];
    told.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| if dots.contains(&c) { '\u{b7}' } else { c.to_ascii_uppercase() })
        .collect()
}

/// Names are compared with and without the dot; everything else as it is.
fn same(a: &str, b: &str) -> bool {
    a == b || a.replace('\u{b7}', "") == b.replace('\u{b7}', "")
}

fn matches(dossier: &Dossier, document: &Document, field: &str, of: &FieldRef) -> Held {
    let own: Vec<&str> = document.values(field).collect();
    let Some(first) = own.first() else { return not_read(field) };
    let theirs: Vec<&str> = highest(dossier, of).into_iter().flat_map(|d| d.values(&of.field)).collect();
    let Some(other) = theirs.first() else {
        if of_kinds(dossier, &of.kinds).next().is_none() {
            return nothing_there(dossier, of);
        }
        let why = Text::new("对应的原件没有读到编号", "the number of its original was not read");
        return Held::Unread { why, lacks: None };
    };
    if own.iter().any(|value| theirs.iter().any(|their| same(value, their))) {
        return Held::Yes;
    }
    let name = field_name(field);
    let message = Text::new(
        format!("{}“{first}”与原件的“{other}”不一致", name.zh),
        format!("{} \"{first}\" is not the original's \"{other}\"", name.en),
    );
    broken(message, Text::plain(*first), Text::plain(*other))
}

/// The documents that a reference means: of several diplomas, those of the highest level by the order of the
/// kind's own choices; one whose level was not read may be the highest.
fn highest<'d>(dossier: &'d Dossier, of: &'d FieldRef) -> Vec<&'d Document> {
    let rank = |document: &Document| {
        let kind = document.kind()?;
        document.values("level").filter_map(|level| dossier.kinds.choice_rank(kind, "level", level)).max()
    };
    let best = of_kinds(dossier, &of.kinds).filter_map(rank).max();
    of_kinds(dossier, &of.kinds)
        .filter(|document| rank(document).is_none_or(|own| Some(own) == best))
        .collect()
}

// --- dates ------------------------------------------------------------------------------------------------

/// The first and the last day that a date of any precision may mean; `None`: not a date, or without end.
fn span(norm: &str) -> Option<(Date, Date)> {
    let mut parts = norm.splitn(3, '-').map(str::parse::<i16>);
    let year = parts.next()?.ok()?;
    let month = parts.next().and_then(Result::ok);
    let day = parts.next().and_then(Result::ok);
    match (month, day) {
        (Some(month), Some(day)) => {
            let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
            Some((date, date))
        }
        (Some(month), None) => {
            let first = Date::new(year, i8::try_from(month).ok()?, 1).ok()?;
            Some((first, first.last_of_month()))
        }
        _ => Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?)),
    }
}

/// The year of a normalised date.
pub fn year_of(norm: &str) -> Option<i16> {
    span(norm).map(|(first, _)| first.year())
}

#[derive(Clone, Copy, PartialEq)]
enum Order {
    NotBefore,
    NotAfter,
}

fn dated(dossier: &Dossier, document: &Document, field: &str, bound: &Bound, order: Order) -> Held {
    let Some(value) = document.values(field).next() else { return not_read(field) };
    if value == "long-term" {
        return Held::Yes;
    }
    let Some((first, last)) = span(value) else { return not_read(field) };
    let Some((bound_first, bound_last)) = bound_span(dossier, document, bound) else {
        return unbounded(dossier, bound);
    };
    let (holds, breaks) = match order {
        Order::NotBefore => (first >= bound_first, last < bound_first),
        Order::NotAfter => (last <= bound_last, first > bound_last),
    };
    if holds {
        return Held::Yes;
    }
    let name = field_name(field);
    let limit = bound_words(bound, bound_first, bound_last, order);
    if !breaks {
        let why = Text::new(
            format!("“{}”只写到 {value}，与 {} 分不出先后", name.zh, limit.zh),
            format!("\"{}\" says only {value}: before or after {}?", name.en, limit.en),
        );
        return Held::Unread { why, lacks: None };
    }
    let message = match order {
        Order::NotBefore => Text::new(
            format!("{} {value} 早于 {}", name.zh, limit.zh),
            format!("{} {value} is before {}", name.en, limit.en),
        ),
        Order::NotAfter => Text::new(
            format!("{} {value} 晚于 {}", name.zh, limit.zh),
            format!("{} {value} is after {}", name.en, limit.en),
        ),
    };
    broken(message, Text::plain(value), limit)
}

fn bound_span(dossier: &Dossier, document: &Document, bound: &Bound) -> Option<(Date, Date)> {
    let one = |date: Date| Some((date, date));
    match bound {
        Bound::Date(date) => one(*date),
        Bound::AsOf => one(dossier.as_of),
        Bound::DaysBeforeAsOf(days) => {
            one(dossier.as_of.checked_sub(jiff::Span::new().try_days(i64::from(*days)).ok()?).ok()?)
        }
        Bound::Own(field) => document.values(field).filter_map(span).next(),
        Bound::Of(of) => {
            of_kinds(dossier, &of.kinds).flat_map(|d| d.values(&of.field)).filter_map(span).min()
        }
    }
}

/// There is no bound to hold it against: nothing of the kind is there (then the rule says nothing), or it is
/// there, or may be, and its date was not read.
fn unbounded(dossier: &Dossier, bound: &Bound) -> Held {
    let Bound::Of(of) = bound else {
        let Bound::Own(field) = bound else { return Held::Yes };
        return not_read(field);
    };
    if of_kinds(dossier, &of.kinds).next().is_none() {
        return nothing_there(dossier, of);
    }
    not_read(&of.field)
}

/// The document that a rule refers to is not there: its absence is told by its own requirement. But while an
/// unread page may be it, nothing was compared.
fn nothing_there(dossier: &Dossier, of: &FieldRef) -> Held {
    if unread_of(dossier, &of.kinds).is_empty() {
        return Held::Yes;
    }
    let why = Text::new(
        "要对照的材料可能在没有读到的页里",
        "what it is compared with may be on a page that was not read",
    );
    Held::Unread { why, lacks: Some("text") }
}

fn bound_words(bound: &Bound, first: Date, last: Date, order: Order) -> Text {
    let date = if order == Order::NotBefore { first } else { last };
    match bound {
        Bound::AsOf => Text::new(format!("检查日期 {date}"), format!("the as-of date {date}")),
        Bound::Date(_) => Text::plain(date.to_string()),
        Bound::DaysBeforeAsOf(days) => Text::new(
            format!("{date}（检查日期前 {days} 天）"),
            format!("{date} ({days} days before the as-of date)"),
        ),
        Bound::Own(field) | Bound::Of(FieldRef { field, .. }) => {
            let name = field_name(field);
            Text::new(format!("{} {date}", name.zh), format!("{} {date}", name.en))
        }
    }
}

fn working_days(document: &Document, fields: [&String; 3], least: u32, count_first: bool) -> Held {
    let [start, end, claimed] = fields;
    let date =
        |field: &str| document.values(field).filter_map(span).next().filter(|(first, last)| first == last);
    let limit = Text::new(format!("至少 {least} 个工作日"), format!("at least {least} working days"));
    if let (Some((from, _)), Some((to, _))) = (date(start), date(end)) {
        let calendar = crate::calendar::Calendar::embedded();
        let Some(days) = calendar.working_days(from, to, count_first) else {
            let why =
                Text::new("公示日期超出节假日历的年份", "the dates lie outside the years of the calendar");
            return Held::Unread { why, lacks: None };
        };
        if days >= least {
            return Held::Yes;
        }
        let message = Text::new(
            format!("{from} 至 {to} 只有 {days} 个工作日"),
            format!("{from} to {to} are only {days} working days"),
        );
        return broken(message, Text::new(format!("{days} 个工作日"), format!("{days} working days")), limit);
    }
    match document.values(claimed).find_map(|value| value.parse::<u32>().ok()) {
        Some(days) if days >= least => {
            let why = Text::new(
                format!("只写了“{days} 个工作日”，没有读到起止日期"),
                format!("it claims {days} working days, but no dates were read"),
            );
            Held::Unread { why, lacks: None }
        }
        Some(days) => {
            let message =
                Text::new(format!("自称公示 {days} 个工作日"), format!("it claims {days} working days"));
            broken(message, Text::new(format!("{days} 个工作日"), format!("{days} working days")), limit)
        }
        None => not_read(start),
    }
}

// --- numbers ----------------------------------------------------------------------------------------------

fn at_least(document: &Document, field: &str, least: u32, unit: &Text) -> Held {
    let numbers: Vec<u32> = document.values(field).filter_map(|value| value.parse().ok()).collect();
    let Some(most) = numbers.iter().max() else { return not_read(field) };
    if *most >= least {
        return Held::Yes;
    }
    let with_unit = |n: u32| Text::new(format!("{n} {}", unit.zh), format!("{n} {}", unit.en));
    let name = field_name(field);
    let message =
        Text::new(format!("{}为 {most} {}", name.zh, unit.zh), format!("{}: {most} {}", name.en, unit.en));
    broken(message, with_unit(*most), with_unit(least))
}

fn among(document: &Document, field: &str, values: &[String]) -> Held {
    let Some(first) = document.values(field).next() else { return not_read(field) };
    if document.values(field).any(|value| values.iter().any(|v| v == value)) {
        return Held::Yes;
    }
    let name = field_name(field);
    let limit = Text::plain(values.join(" / "));
    let message = Text::new(
        format!("{}是“{first}”，应为 {}", name.zh, limit.zh),
        format!("{} is \"{first}\", not {}", name.en, limit.en),
    );
    broken(message, Text::plain(first), limit)
}

fn number(document: &Document, field: &str, holds: fn(&str) -> Option<bool>, zh: &str, en: &str) -> Held {
    let Some(first) = document.values(field).next() else { return not_read(field) };
    match holds(first) {
        Some(true) => Held::Yes,
        Some(false) => {
            let name = field_name(field);
            let message = Text::new(format!("{} {first} {zh}", name.zh), format!("{} {first} {en}", name.en));
            broken(message, Text::plain(first), Text::default())
        }
        None => not_read(field),
    }
}

/// Province codes of GB/T 2260, as the first two digits of an ID number; 81–83 are residence permits.
const PROVINCES: [u8; 35] = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54,
    61, 62, 63, 64, 65, 71, 81, 82, 83,
];

fn area_is_assigned(number: &str) -> Option<bool> {
    let area: u8 = number.get(..2)?.parse().ok()?;
    Some(PROVINCES.contains(&area))
}

// --- marks ------------------------------------------------------------------------------------------------

fn marked(document: &Document, mark: &str) -> Held {
    let (name, reading) = match mark {
        "seal" => (Words { zh: "公章", en: "seal" }, "seal"),
        "signature" => (Words { zh: "手写签名", en: "handwritten signature" }, "signature"),
        _ => (Words { zh: "人脸", en: "face" }, "face"),
    };
    match document.marks.get(mark) {
        Some(Reading::Is(true)) => Held::Yes,
        Some(Reading::Is(false)) => broken(
            Text::new(format!("没有找到{}", name.zh), format!("no {} was found", name.en)),
            Text::default(),
            Text::default(),
        ),
        Some(Reading::Not(Why::Failed)) => Held::Unread {
            why: Text::new(format!("查找{}时出错", name.zh), format!("looking for the {} failed", name.en)),
            lacks: None,
        },
        _ => Held::Unread {
            why: Text::new(
                format!("这个版本还不能查找{}", name.zh),
                format!("this version cannot look for a {} yet", name.en),
            ),
            lacks: Some(reading),
        },
    }
}

/// The contract's fields, in words.
const NAMES: &[(&str, Words)] = &[
    ("name", Words { zh: "姓名", en: "name" }),
    ("sex", Words { zh: "性别", en: "sex" }),
    ("ethnicity", Words { zh: "民族", en: "ethnicity" }),
    ("birth_date", Words { zh: "出生日期", en: "date of birth" }),
    ("address", Words { zh: "住址", en: "address" }),
    ("id_number", Words { zh: "身份证号", en: "ID number" }),
    ("authority", Words { zh: "机关", en: "authority" }),
    ("valid_from", Words { zh: "有效期开始", en: "valid from" }),
    ("valid_to", Words { zh: "有效期至", en: "valid to" }),
    ("school", Words { zh: "学校", en: "school" }),
    ("major", Words { zh: "专业", en: "major" }),
    ("level", Words { zh: "层次", en: "level" }),
    ("certificate_number", Words { zh: "证书编号", en: "certificate number" }),
    ("verification_code", Words { zh: "在线验证码", en: "verification code" }),
    ("updated", Words { zh: "更新日期", en: "updated" }),
    ("issued", Words { zh: "发证日期", en: "date of issue" }),
    ("date", Words { zh: "日期", en: "date" }),
    ("start", Words { zh: "开始日期", en: "start" }),
    ("end", Words { zh: "结束日期", en: "end" }),
    ("year", Words { zh: "年度", en: "year" }),
    ("course", Words { zh: "课程类别", en: "course" }),
    ("hours", Words { zh: "学时", en: "hours" }),
    ("title", Words { zh: "资格名称", en: "title" }),
    ("unit", Words { zh: "单位", en: "unit" }),
    ("approved", Words { zh: "批准日期", en: "approved" }),
    ("approval_number", Words { zh: "批准文号", en: "approval number" }),
    ("grade", Words { zh: "等次", en: "grade" }),
    ("period_days", Words { zh: "公示天数", en: "days of publicity" }),
    ("result", Words { zh: "结论", en: "result" }),
    ("author", Words { zh: "作者", en: "author" }),
    ("characters", Words { zh: "字数", en: "characters" }),
    ("subject", Words { zh: "认证对象", en: "subject" }),
];

/// The contract's names of fields: what a profile may name.
pub const FIELDS: &[&str] = &{
    let mut fields = [""; NAMES.len()];
    let mut index = 0;
    while index < fields.len() {
        fields[index] = NAMES[index].0;
        index += 1;
    }
    fields
};

/// A contract field in words.
pub fn field_name(field: &str) -> Words {
    let known = NAMES.iter().find(|(name, _)| *name == field);
    known.map_or(Words { zh: "内容", en: "field" }, |(_, words)| *words)
}

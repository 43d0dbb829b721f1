//! The shapes that values have: dates, years, names, numbers, codes.
//!
//! Why it exists: which label has which value is data; what a date looks like is not. Everything here works on
//! folded text without spaces and knows no word of any document.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Captures, Regex};
use serde::Deserialize;

use super::fold::is_han;

/// How a value is found in a text and normalised; named in `profiles/kinds/*.yaml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// 2–25 Han characters, middle dots among them.
    HanName,
    /// 15 digits, or 17 and a check character.
    IdNumber,
    /// `YYYY-MM-DD`, or as much of it as is written.
    Date,
    /// A date, or `long-term`.
    DateOrLong,
    /// The first, or the second, of two dates; the second may be `long-term`.
    PeriodStart,
    PeriodEnd,
    /// `YYYY`; ranges and lists are expanded.
    Year,
    /// Digits, decimals kept; Chinese numerals up to 999.
    Number,
    /// Certificate numbers and verification codes: no spaces, no hyphens, upper case.
    Code,
    /// As it stands.
    Text,
}

/// A value found: its normal form and its place in the text, in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub norm: String,
    pub at: Range<usize>,
}

/// Words for "no end" on a card.
const LONG: &str = "长期";
const HAN_DIGITS: &str = "〇零○O一二三四五六七八九";
/// First and last year that a paper of a working life may carry.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;
/// A range of years longer than this is no list of certificates' years.
const LONGEST_RANGE: i16 = 15;

/// Regex source of a date, for patterns in data (`%date%`).
pub const DATE: &str = r"(?:\d{4}|[〇零○O一二三四五六七八九]{4})年(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})[日号曰目月E])?)?|\d{4}[-./]\d{1,2}(?:[-./]\d{1,2})?|\d{8}";
/// Regex source of one year or several (`%years%`).
pub const SOME_YEARS: &str =
    r"(?:19|20)\d{2}(?:年?度?[-~至到、,和](?:19|20)\d{2})*|[〇零○O一二三四五六七八九]{4}";
/// Regex source of a name (`%name%`).
pub const NAME: &str = r"[\p{Han}·]{2,25}?";
/// Regex source of a date with a month at least (`%day%`): what stands under a signature.
pub const DAY: &str = r"(?:\d{4}|[〇零○O一二三四五六七八九]{4})年(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})[日号曰目月E])?|\d{4}[-./]\d{1,2}[-./]\d{1,2}|(?:19|20)\d{2}[./]?(?:0\d|1[0-2])[./]?[0-3]\d";
/// Regex source of a person's name where nothing marks its end (`%person%`): two to four characters, or parts
/// with dots between.
pub const PERSON: &str = r"\p{Han}{2,12}(?:·\p{Han}{1,12})+|\p{Han}{2,4}?";
/// Regex source of what stands before a person's name in a sentence (`%before%`): general words.
pub const BEFORE: &str = r"(?:证明|兹有|现有|本单位|我单位|该单位|单位|公司|我局|我院|我校|我厂|我所|我乡|我镇|我县|中心|医院|学院|大学|学校|研究院|研究所|同意|推荐|授予|审核|审查|研究|确认|认定|批准|关于|[,:。;()])(?:证明|兹有|现有|本单位|我单位|该单位|单位|公司|我局|我院|我校|我厂|我所|我乡|我镇|我县|中心|医院|学院|大学|学校|研究院|研究所|同意|推荐|授予|审核|审查|研究|确认|认定|批准|关于|[,:。;()]|我公司|在职|对|将){0,4}(?:职工|员工|干部|教师|人员|学员)?";
/// Regex source of a number (`%number%`).
pub const NUMBER: &str = r"\d{1,4}(?:\.\d+)?|[一二两三四五六七八九十百]{1,5}";

macro_rules! regex {
    ($name:ident, $source:expr) => {
        // The sources are constants that a test compiles; one that is wrong finds nothing.
        static $name: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new($source).ok());
    };
}
pub(super) use regex;

// 日 under a seal is read as 曰, 目, 月 or E; after a day nothing else can stand there.
regex!(
    DATES,
    r"(?x)
    (?:(?P<y>\d{4})|(?P<hy>[〇零○O一二三四五六七八九]{4}))年
        (?:(?:(?P<m>\d{1,2})|(?P<hm>[一二三四五六七八九十]{1,3}))月
            (?:(?:(?P<d>\d{1,2})|(?P<hd>[一二三四五六七八九十]{1,3}))[日号曰目月E]?)?)?
    |(?P<y2>\d{4})[-./](?P<m2>\d{1,2})[-./](?P<d2>\d{1,2})
    |(?P<y3>\d{4})[./]?(?P<m3>\d{2})[./]?(?P<d3>\d{2})
    |(?P<y4>\d{4})[-./](?P<m4>\d{1,2})"
);
// A month alone, tried where a full date would cut a number: 2018.01-2020.12.
regex!(MONTHS, r"^(?P<y4>\d{4})[-./](?P<m4>\d{1,2})");
// A date with marks, whose month has both its digits.
regex!(MARKED, r"^(?:19|20)\d{2}[-./](?:0\d|1[0-2])(?:[-./][0-3]\d)?");
regex!(
    YEAR_RUNS,
    r"(?P<a>(?:19|20)\d{2})(?:年?度?(?P<s>[-~至到、,和])(?P<b>(?:19|20)\d{2}))?|(?P<h>[〇零○O一二三四五六七八九]{4})"
);
regex!(IDS, r"\d{17}[\dX]|\d{15}");
regex!(NUMBERS, r"\d{1,6}(?:\.\d+)?|[一二两三四五六七八九十百]{1,7}");

/// GB 11643-1999: weights of the first 17 digits; the sum modulo 11 picks the check character.
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS: &[u8; 11] = b"10X98765432";

/// `None` where it is no number of 18 characters.
pub fn check_digit_holds(number: &str) -> Option<bool> {
    let bytes = number.as_bytes();
    let (digits, last) = bytes.split_at_checked(17)?;
    if last.len() != 1 || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    Some(CHECK_CHARACTERS.get((sum % 11) as usize) == last.first())
}

/// Whether a line has a date to the day.
pub fn is_date(folded: &str) -> bool {
    dates(folded).iter().any(|date| date.norm.len() == 10)
}

/// How many dates a text has, to the month at least.
pub fn months(text: &str) -> usize {
    dates(&super::fold::fold(text)).iter().filter(|date| date.norm.len() >= 7).count()
}

/// All values of a shape in a text, from left to right. `Text` and `Code` take the whole of it.
pub fn find(shape: Shape, text: &str) -> Vec<Found> {
    match shape {
        Shape::HanName => name(text).into_iter().collect(),
        Shape::IdNumber => ids(text),
        Shape::Date => dates(text),
        Shape::DateOrLong => dates(text).into_iter().chain(long(text)).collect(),
        Shape::PeriodStart => period(text).map(|(start, _)| start).into_iter().collect(),
        Shape::PeriodEnd => period(text).map(|(_, end)| end).into_iter().collect(),
        Shape::Year => years(text),
        Shape::Number => numbers(text),
        Shape::Code => code(text).into_iter().collect(),
        Shape::Text => plain(text).into_iter().collect(),
    }
}

fn chars_before(text: &str, byte: usize) -> usize {
    text[..byte].chars().count()
}

fn place(text: &str, bytes: Range<usize>) -> Range<usize> {
    let start = chars_before(text, bytes.start);
    start..start + text[bytes].chars().count()
}

/// Whether digits go on to the left or right of a match: then it is part of a longer number.
fn inside_digits(text: &str, bytes: &Range<usize>) -> bool {
    let (before, behind) = digits_beside(text, bytes);
    before || behind
}

/// Whether digits go on to the left, and to the right, of a match that begins, or ends, with one.
fn digits_beside(text: &str, bytes: &Range<usize>) -> (bool, bool) {
    let digit = |c: char| c.is_ascii_digit();
    let first = text[bytes.clone()].chars().next().is_some_and(digit);
    let last = text[bytes.clone()].chars().next_back().is_some_and(digit);
    let before = text[..bytes.start].chars().next_back().is_some_and(digit);
    (first && before, last && text[bytes.end..].chars().next().is_some_and(digit))
}

/// Whether a date is part of a longer number. Where it follows another one at once (`runs_on`), or another begins
/// behind it, the mark between the two was lost: 2018.012020.12.
fn is_of_a_number(text: &str, bytes: &Range<usize>, runs_on: bool) -> bool {
    let (before, behind) = digits_beside(text, bytes);
    let marked = |at: usize| MARKED.as_ref().is_some_and(|marked| marked.is_match(&text[at..]));
    (before && !(runs_on && marked(bytes.start))) || (behind && !(marked(bytes.start) && marked(bytes.end)))
}

/// Whether Latin letters or digits go on at either side.
fn inside_code(text: &str, bytes: &Range<usize>) -> bool {
    let part = |c: char| c.is_ascii_alphanumeric();
    let figures = text[bytes.clone()].chars().next().is_some_and(part);
    let before = text[..bytes.start].chars().next_back().is_some_and(part);
    figures && (before || text[bytes.end..].chars().next().is_some_and(part))
}

fn matches<'t>(regex: &LazyLock<Option<Regex>>, text: &'t str) -> Vec<Captures<'t>> {
    regex.as_ref().map(|regex| regex.captures_iter(text).collect()).unwrap_or_default()
}

fn dates(text: &str) -> Vec<Found> {
    let (Some(dates), Some(months)) = (DATES.as_ref(), MONTHS.as_ref()) else { return Vec::new() };
    let (mut found, mut from, mut end) = (Vec::new(), 0, None);
    while let Some(capture) = text.get(from..).and_then(|rest| dates.captures(rest)) {
        let Some(start) = capture.get(0).map(|m| from + m.start()) else { break };
        let month = months.captures(&text[start..]);
        let dated = [Some(capture), month].into_iter().flatten().find_map(|capture| {
            let whole = start..start + capture.get(0)?.len();
            let norm = date(&capture).filter(|_| !is_of_a_number(text, &whole, end == Some(start)))?;
            Some((norm, whole))
        });
        from = match dated {
            Some((norm, whole)) => {
                found.push(Found { norm, at: place(text, whole.clone()) });
                end = Some(whole.end);
                whole.end
            }
            None => start + text[start..].chars().next().map_or(1, char::len_utf8),
        };
    }
    found
}

/// `None` for months and days that no calendar has.
fn date(capture: &Captures) -> Option<String> {
    let part = |names: &[&str], han: &str| -> Option<i16> {
        let digits = names.iter().find_map(|name| capture.name(name));
        match digits {
            Some(digits) => digits.as_str().parse().ok(),
            None => capture.name(han).and_then(|m| numeral(m.as_str())).and_then(|n| n.try_into().ok()),
        }
    };
    let year = match capture.name("hy") {
        Some(han) => han_year(han.as_str())?,
        None => part(&["y", "y2", "y3", "y4"], "hy")?,
    };
    if !YEARS.contains(&year) {
        return None;
    }
    let month = part(&["m", "m2", "m3", "m4"], "hm");
    let day = part(&["d", "d2", "d3"], "hd");
    match (month, day) {
        (Some(month), Some(day)) => {
            let date = Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()?;
            Some(date.to_string())
        }
        (Some(month), None) => (1..=12).contains(&month).then(|| format!("{year:04}-{month:02}")),
        _ => Some(format!("{year:04}")),
    }
}

fn long(text: &str) -> Option<Found> {
    let at = text.find(LONG)?;
    Some(Found { norm: "long-term".into(), at: place(text, at..at + LONG.len()) })
}

fn period(text: &str) -> Option<(Found, Found)> {
    let mut found = dates(text);
    found.extend(long(text));
    found.sort_by_key(|found| found.at.start);
    let mut found = found.into_iter();
    let (start, end) = (found.next()?, found.next()?);
    (start.norm != "long-term").then_some((start, end))
}

fn years(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    for capture in matches(&YEAR_RUNS, text) {
        let Some(whole) = capture.get(0).map(|m| m.range()) else { continue };
        // A month after it: a date, and the year of a date is no 年度.
        let rest = text[whole.end..].trim_start_matches('年');
        let month = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let dated = (rest.len() != month.len() && month.starts_with('月')) || rest.starts_with(['.', '/']);
        if inside_digits(text, &whole) || dated {
            continue;
        }
        let at = place(text, whole);
        let years = run_of_years(&capture);
        let valid = years.into_iter().filter(|year| YEARS.contains(year));
        found.extend(valid.map(|year| Found { norm: format!("{year:04}"), at: at.clone() }));
    }
    found
}

fn run_of_years(capture: &Captures) -> Vec<i16> {
    let number = |name: &str| capture.name(name).and_then(|m| m.as_str().parse::<i16>().ok());
    if let Some(han) = capture.name("h") {
        return han_year(han.as_str()).into_iter().collect();
    }
    let (Some(first), second) = (number("a"), number("b")) else { return Vec::new() };
    let range = matches!(capture.name("s").map(|m| m.as_str()), Some("-" | "~" | "至" | "到"));
    match second {
        Some(last) if range && last >= first && last - first <= LONGEST_RANGE => (first..=last).collect(),
        Some(last) => vec![first, last],
        None => vec![first],
    }
}

/// What a Chinese digit stands for, the circles and the letter that are written for 零 among them.
pub fn han_digit(c: char) -> Option<u32> {
    // The first four are spellings of zero.
    HAN_DIGITS.chars().position(|digit| digit == c).map(|at| at.saturating_sub(3) as u32)
}

/// Digits of any script, and 十.
pub fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || c == '十' || han_digit(c).is_some()
}

/// The spellings of zero as one.
pub fn one_zero(c: char) -> char {
    if han_digit(c) == Some(0) { '0' } else { c }
}

fn han_year(text: &str) -> Option<i16> {
    let mut year = 0i16;
    for c in text.chars() {
        year = year.checked_mul(10)?.checked_add(han_digit(c)? as i16)?;
    }
    Some(year)
}

/// A Chinese numeral up to 999, or digits.
fn numeral(text: &str) -> Option<u32> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let (mut total, mut digit) = (0, None);
    for c in text.chars() {
        match c {
            '十' => {
                total += 10 * digit.take().unwrap_or(1);
            }
            '百' => {
                total += 100 * digit.take().unwrap_or(1);
            }
            '两' => digit = Some(2),
            _ => digit = Some(han_digit(c)?),
        }
    }
    Some(total + digit.unwrap_or(0))
}

fn numbers(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    for capture in matches(&NUMBERS, text) {
        let Some(whole) = capture.get(0) else { continue };
        // Figures of a code (GX2018000001) count nothing.
        if inside_code(text, &whole.range()) {
            continue;
        }
        let norm = match whole.as_str().split_once('.') {
            Some((whole, zeros)) if zeros.bytes().all(|b| b == b'0') => whole.to_owned(),
            Some(_) => whole.as_str().to_owned(),
            None => match numeral(whole.as_str()) {
                Some(number) => number.to_string(),
                None => continue,
            },
        };
        found.push(Found { norm, at: place(text, whole.range()) });
    }
    found
}

fn ids(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    for capture in matches(&IDS, text) {
        let Some(whole) = capture.get(0) else { continue };
        if !inside_digits(text, &whole.range()) {
            found.push(Found { norm: whole.as_str().to_owned(), at: place(text, whole.range()) });
        }
    }
    found
}

/// Endings of the names of institutions, which stand where a name may stand; general words, of no document.
const UNIT_ENDINGS: &[&str] =
    &["公司", "学院", "大学", "学校", "中心", "医院", "委员会", "局", "厅", "研究院", "研究所", "集团"];

/// Endings of what a form says about a thing; no name ends so.
const THING_ENDINGS: &[&str] = &[
    "意见", "签字", "签名", "盖章", "情况", "日期", "时间", "编号", "号码", "单位", "证书", "项目", "名称",
    "职务", "同志", "工作", "材料", "部门", "人员", "主任", "经理", "局长", "院长", "科长", "处长", "校长",
    "所长", "厂长", "站长", "队长", "书记", "老师", "先生", "女士", "教授",
];

/// Whether it ends as the name of an institution ends.
pub fn is_unit(text: &str) -> bool {
    UNIT_ENDINGS.iter().any(|ending| text.ends_with(ending))
}

/// Whether it ends as what a form says about a thing ends.
pub fn is_thing(text: &str) -> bool {
    THING_ENDINGS.iter().any(|ending| text.ends_with(ending))
}

fn name(text: &str) -> Option<Found> {
    let skipped = text.chars().take_while(|c| !is_han(*c)).count();
    let chars: Vec<char> = text.chars().collect();
    let dot = |i: usize| {
        matches!(chars[i], '·' | '.') && i > skipped && chars.get(i + 1).is_some_and(|c| is_han(*c))
    };
    let mut end = skipped;
    while end < chars.len() && (is_han(chars[end]) || dot(end)) {
        end += 1;
    }
    // More than two marks before a name: it is another sentence.
    if skipped > 2 {
        return None;
    }
    let norm: String = chars[skipped..end].iter().map(|c| if *c == '.' { '·' } else { *c }).collect();
    let han = norm.chars().filter(|c| *c != '·').count();
    let unit = han > 3 && !norm.contains('·') && UNIT_ENDINGS.iter().any(|ending| norm.ends_with(ending));
    let counted = chars.get(end).is_some_and(|c| matches!(c, ':' | '"'));
    let thing = is_thing(&norm);
    ((2..=25).contains(&han) && !unit && !thing && !counted).then_some(Found { norm, at: skipped..end })
}

/// Characters of a number as offices write them, Chinese ones among them (新职证字第…号).
fn code(text: &str) -> Option<Found> {
    let chars: Vec<char> = text.chars().collect();
    let mut start = chars.iter().position(|c| c.is_ascii_alphanumeric() || is_han(*c))?;
    if chars[start..].starts_with(&['N', 'O']) && chars.get(start + 2).is_some_and(|c| matches!(c, '.' | ':'))
    {
        start += 3;
    }
    let mut open = 0i32;
    let part = |c: &&char| {
        open += i32::from(**c == '(') - i32::from(**c == ')');
        open >= 0 && (c.is_ascii_alphanumeric() || is_han(**c) || "-()[]./_".contains(**c))
    };
    let length = chars[start..].iter().take_while(part).count();
    let norm: String =
        chars[start..start + length].iter().filter(|c| !"-_".contains(**c)).collect::<String>();
    let norm = norm.trim_matches(|c| "./()[]".contains(c)).to_owned();
    let digits = norm.bytes().filter(u8::is_ascii_digit).count();
    (digits >= 3 && norm.chars().count() >= 4).then_some(Found { norm, at: start..start + length })
}

fn plain(text: &str) -> Option<Found> {
    let mark = |c: char| !(c.is_alphanumeric() || is_han(c));
    let opening = |c: char| mark(c) && !matches!(c, '(' | '[' | '《' | '"');
    let start = text.chars().take_while(|c| opening(*c)).count();
    let total = text.chars().count();
    let tail = text.chars().rev().take_while(|c| mark(*c) && !matches!(c, ')' | ']' | '》' | '"')).count();
    let end = total.saturating_sub(tail);
    let norm: String = text.chars().take(end).skip(start).collect();
    norm.chars().any(|c| !mark(c)).then_some(Found { norm, at: start..end.max(start) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn norms(shape: Shape, text: &str) -> Vec<String> {
        find(shape, &super::super::fold::fold(text)).into_iter().map(|found| found.norm).collect()
    }

    #[test]
    fn sources_compile() {
        assert!(DATES.is_some() && YEAR_RUNS.is_some() && IDS.is_some() && NUMBERS.is_some());
    }

    #[test]
    fn dates_in_every_spelling() {
        for (text, norm) in [
            ("2021年9月2日", "2021-09-02"),
            ("2021 年 09 月 02 日", "2021-09-02"),
            ("2021-09-02", "2021-09-02"),
            ("2021.9.2", "2021-09-02"),
            ("2021/9/2", "2021-09-02"),
            ("20210902", "2021-09-02"),
            ("二〇二一年九月二日", "2021-09-02"),
            ("二○二一年十二月三十一日", "2021-12-31"),
            ("二零二一年", "2021"),
            ("2021年9月", "2021-09"),
            ("2017年12月20月", "2017-12-20"),
            ("2021年8月30E", "2021-08-30"),
            ("2021.09", "2021-09"),
            ("2028.1106", "2028-11-06"),
        ] {
            assert_eq!(norms(Shape::Date, text), [norm], "{text}");
        }
        for text in ["2021年2月30日", "2021.13.01", "123456789", "年 月 日", "12018.01"] {
            assert_eq!(norms(Shape::Date, text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn periods() {
        for (text, start, end) in [
            ("2015.06.15-2035.06.15", "2015-06-15", "2035-06-15"),
            ("2018.11.06-2028.1106", "2018-11-06", "2028-11-06"),
            ("20070105-20270105", "2007-01-05", "2027-01-05"),
            ("2015.06.15-长期", "2015-06-15", "long-term"),
            ("自2021年8月26日至2021年9月1日", "2021-08-26", "2021-09-01"),
            ("2018.01—2020.12", "2018-01", "2020-12"),
            ("2018.012020.12", "2018-01", "2020-12"),
            ("2015.06.152035.06.15", "2015-06-15", "2035-06-15"),
            ("2018-01-2020-12", "2018-01", "2020-12"),
        ] {
            assert_eq!(norms(Shape::PeriodStart, text), [start], "{text}");
            assert_eq!(norms(Shape::PeriodEnd, text), [end], "{text}");
        }
    }

    #[test]
    fn years_expand_and_leave_dates_alone() {
        assert_eq!(norms(Shape::Year, "2021年度"), ["2021"]);
        assert_eq!(norms(Shape::Year, "二〇二一年度"), ["2021"]);
        assert_eq!(norms(Shape::Year, "2018、2019年度"), ["2018", "2019"]);
        assert_eq!(norms(Shape::Year, "2018—2021年"), ["2018", "2019", "2020", "2021"]);
        assert_eq!(norms(Shape::Year, "2021年9月2日"), Vec::<String>::new());
        assert_eq!(norms(Shape::Year, "20210902"), Vec::<String>::new());
    }

    #[test]
    fn names() {
        assert_eq!(norms(Shape::HanName, "张 三"), ["张三"]);
        assert_eq!(norms(Shape::HanName, "阿卜杜拉.买买提"), ["阿卜杜拉·买买提"]);
        assert_eq!(norms(Shape::HanName, "某某有限公司"), Vec::<String>::new());
        assert_eq!(norms(Shape::HanName, "男"), Vec::<String>::new());
    }

    #[test]
    fn numbers_and_codes() {
        assert_eq!(norms(Shape::Number, "30学时"), ["30"]);
        assert_eq!(norms(Shape::Number, "五个工作日"), ["5"]);
        assert_eq!(norms(Shape::Number, "一百二十"), ["120"]);
        assert_eq!(norms(Shape::Number, "90.0"), ["90"]);
        assert_eq!(norms(Shape::Number, "GX2018000001 2018000001"), [""; 0]);
        assert_eq!(norms(Shape::Code, "A000 0000-0000 0000"), ["A000000000000000"]);
        assert_eq!(norms(Shape::Code, "新职证字第2020123号"), ["新职证字第2020123号"]);
        assert_eq!(norms(Shape::IdNumber, "110105 19491231 002x"), ["11010519491231002X"]);
    }
}

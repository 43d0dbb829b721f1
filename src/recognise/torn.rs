//! Dates that came out torn: cut at an end, or broken inside.
//!
//! Why it exists: under a seal a box ends before its date does, or begins after it, and what lies over a character
//! spoils it. Such a date is no date, and its field is found missing; but what is left says that one stands there,
//! and on a crop that is half a height wider it mostly comes out whole (of eight on drawn pages, seven).

use std::sync::LazyLock;

use regex::Regex;

use super::fold::fold;
use super::shapes::{self, Shape, is_numeral, one_zero, regex};

/// Where a date is torn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Torn {
    /// Its year is cut, or a stroke before it was read: 019年12月10日, 年9月2日, 08.18, 52021.09.02.
    Head,
    /// Its day is cut: 2021年8月2, 2021-07.
    Tail,
    /// Only its first two digits are there: 二O, 20X.
    Stub,
    /// Something in it was not read, or read too much: 2019年1210日, 2021-0-30.
    Inside,
}

/// Figures of a year.
const YEAR: usize = 4;

/// Longer lines are sentences, which speak of months and years.
const LONGEST: usize = 24;

/// Of so few figures none is given up.
const LEAST_CERTAIN: usize = 2;

regex!(
    HEAD,
    r"^[〇零○O一二三四五六七八九\d]{0,3}年(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:\d|[一二三四五六七八九十])|^年(?:\d{1,2}|[一二三四五六七八九十]{1,3})月|^[./-]?\d{1,2}[./-]\d{1,2}$|^\d(?:19|20)\d{2}[./-]\d{1,2}[./-]\d{1,2}$"
);
regex!(
    TAIL,
    r"(?:\d{4}|[〇零○O一二三四五六七八九]{4})年(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})?$|(?:^|\D)(?:19|20)\d{2}[-./]\d{1,2}(?:[-./]\d?)?$"
);
regex!(STUB, r"^(?:二[〇○O零0]|20)[^年月日]{0,2}$");
regex!(INSIDE, r"(?:19|20)\d{2}年.{0,7}日|(?:19|20)\d{2}[-./~]\D?\d{0,2}\D{1,2}\d{1,2}$");

/// Whether a line, folded, holds a date that is torn, and where; `None` where it holds a whole one, two, or none.
pub(super) fn torn(folded: &str) -> Option<Torn> {
    let is = |regex: &LazyLock<Option<Regex>>| regex.as_ref().is_some_and(|regex| regex.is_match(folded));
    if folded.chars().count() > LONGEST {
        return (folded.starts_with('年') && is(&HEAD)).then_some(Torn::Head);
    }
    let dates = shapes::find(Shape::Date, folded);
    if dates.len() > 1 {
        return None;
    }
    if is(&TAIL) {
        return Some(Torn::Tail);
    }
    if is(&STUB) {
        return Some(Torn::Stub);
    }
    if shapes::is_date(folded) {
        return None;
    }
    if is(&HEAD) {
        return Some(Torn::Head);
    }
    // 2019年7月至今 is whole: no figure follows what could be read.
    let more = |found: &shapes::Found| folded.chars().skip(found.at.end).any(is_numeral);
    let dated = folded.contains('年') && folded.contains('月') && folded.chars().any(is_numeral);
    ((is(&INSIDE) || dated) && dates.first().is_none_or(more)).then_some(Torn::Inside)
}

/// Whether another reading of such a line is its date made whole: all figures that were read are in it, in order, but
/// for those beside a cut, which may be cut themselves.
pub(super) fn mends(torn_at: Torn, old: &str, new: &str) -> bool {
    let (old, new) = (fold(old), fold(new));
    let mut figures = figures(&new);
    if !certain(torn_at, &old).all(|figure| figures.any(|other| other == figure)) {
        return false;
    }
    let long = old.chars().count() > LONGEST;
    match torn_at {
        Torn::Head if long => new.find('年').is_some_and(|at| new[..at].chars().any(is_numeral)),
        Torn::Head => shapes::is_date(&new),
        Torn::Tail | Torn::Stub | Torn::Inside => shapes::is_date(&new) && torn(&new).is_none(),
    }
}

/// Whether a line ends with the four figures of a year.
pub(super) fn ends_in_a_year(folded: &str) -> bool {
    figures_at_the_end(folded).count() == YEAR
}

/// How many characters at the end of a line are the first figures of a year that goes on in the line below, where the
/// two make no year: 于二〇 above 五年九月 lost a circle.
pub(super) fn halved_year(folded: &str, below: &str) -> Option<usize> {
    let rest = below.chars().take_while(|c| is_numeral(*c)).count();
    let dated = below.chars().nth(rest) == Some('年');
    let head: Vec<char> = figures_at_the_end(folded).collect();
    let century = head.iter().rev().take(2).map(|c| one_zero(*c)).collect::<String>();
    let begins = ["二0", "20", "一九", "19"].contains(&century.as_str());
    // A line may end before a whole year, which is none of this.
    (dated && begins && rest < YEAR && head.len() < YEAR && head.len() + rest != YEAR).then_some(head.len())
}

fn figures_at_the_end(folded: &str) -> impl Iterator<Item = char> {
    folded.chars().rev().take_while(|c| is_numeral(*c))
}

/// The figures that were not cut: 十 of which half is there is 一.
fn certain(torn_at: Torn, old: &str) -> impl Iterator<Item = char> {
    let all: Vec<char> = figures(old).collect();
    let cut = |is: bool| usize::from(is && all.len() > LEAST_CERTAIN);
    let first = cut(torn_at == Torn::Head && !old.starts_with('年'));
    let last = cut(torn_at != Torn::Inside && old.ends_with(is_numeral));
    let count = all.len().saturating_sub(first + last);
    all.into_iter().skip(first).take(count)
}

/// Digits, the spellings of zero as one.
fn figures(folded: &str) -> impl Iterator<Item = char> {
    folded.chars().filter(|c| is_numeral(*c)).map(one_zero)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_a_date_is_torn() {
        for (text, at) in [
            ("019年12月10日", Some(Torn::Head)),
            ("一七年十二月二十日", Some(Torn::Head)),
            ("年九月二日", Some(Torn::Head)),
            ("年九月", Some(Torn::Head)),
            ("08.18", Some(Torn::Head)),
            ("52021.09.02", Some(Torn::Head)),
            ("年九月至二〇一四年七月在本校电力系统自动化技术专业三年制", Some(Torn::Head)),
            ("2021年8月2", Some(Torn::Tail)),
            ("2021年8月", Some(Torn::Tail)),
            ("二〇二一年九月二", Some(Torn::Tail)),
            ("打印日期2021-07", Some(Torn::Tail)),
            ("二OL", Some(Torn::Stub)),
            ("20", Some(Torn::Stub)),
            ("2019", Some(Torn::Stub)),
            ("20191", None),
            ("2021年08月M18日", Some(Torn::Inside)),
            ("2019年1210日", Some(Torn::Inside)),
            ("2019年12是10日", Some(Torn::Inside)),
            ("打印日期2021-0-30", Some(Torn::Inside)),
            ("2021年8月18日", None),
            ("2021.08.18", None),
            ("出生年月", None),
            ("学年", None),
            ("2019年7月至今", None),
            ("2018.01-2020.12", None),
            ("于2018年1月至2019年12月", None),
            ("99999120140600000", None),
            ("2021年度", None),
        ] {
            assert_eq!(torn(&fold(text)), at, "{text}");
        }
    }

    #[test]
    fn a_year_at_the_end() {
        assert!(ends_in_a_year("生,于2011") && ends_in_a_year("于二〇一一"));
        assert!(!ends_in_a_year("于二〇一") && !ends_in_a_year("编号12011") && !ends_in_a_year(""));
    }

    #[test]
    fn a_year_that_two_lines_share_has_four_figures() {
        for (end, below, figures) in [
            ("五日生,于二〇", "五年九月至", Some(2)),
            ("生,于20", "5年9月至", Some(2)),
            ("生,于一九九", "年九月至", Some(3)),
            ("生,于二〇〇", "五年九月至", None),
            ("生,于二〇〇五", "年九月至", None),
            ("第三十二", "五年级", None),
            ("生,于二〇", "学习期满", None),
            ("共20", "2015年9月", None),
        ] {
            assert_eq!(halved_year(&fold(end), &fold(below)), figures, "{end} {below}");
        }
    }

    #[test]
    fn a_whole_date_with_all_that_was_read_mends_it() {
        for (at, old, new, good) in [
            (Torn::Tail, "2021年8月2", "2021年8月25日", true),
            (Torn::Tail, "2021年8月2", "2021年8月2", false),
            (Torn::Tail, "二〇二一年九月", "二○二一年九月二日", true),
            (Torn::Head, "019年12月10日", "2019年12月10日", true),
            (Torn::Head, "4019年12月10日", "2019年12月10日", true),
            (Torn::Head, "年十二月二一", "二〇一七年十二月二十日", true),
            (Torn::Head, "年十二月二一", "二〇一七年十月二十日", false),
            (Torn::Inside, "2019年12是10日", "2019年1月10日", false),
            (Torn::Inside, "2019年12是10日", "2019年12月10日", true),
            (Torn::Inside, "打印日期2021-0-30", "打印日期2021-07-30", true),
        ] {
            assert_eq!(mends(at, old, new), good, "{old} {new}");
        }
        let line = |head: &str| format!("{head}年九月至二〇一四年七月在本校电力系统自动化技术专业三年制");
        assert!(mends(Torn::Head, &line(""), &line("一一")) && !mends(Torn::Head, &line(""), &line("")));
    }
}

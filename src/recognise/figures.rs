//! Numbers and dates in a line that was read: where they stand, and whether two readings of them agree.
//!
//! Why it exists: a number or a date is what most verdicts hang on, and what readers err on most. In a long sentence
//! a network even drops the circles of 二〇〇九年 and is sure of it, while it reads the date right on a crop of its own
//! (a drawn diploma: lost on crops of 26 characters at every width up to 1.4, right on 11 at each of six widths). So
//! figures are read again apart from the rest of their line; that is also cheaper.

use super::fold::fold;
use super::shapes::{self, one_zero};
use crate::facts::LineText;

/// Digits and capitals in a row that may be a number.
pub(super) const LEAST_CODE: usize = 6;
/// As many of them are digits; words in capitals are no numbers.
const LEAST_DIGITS: usize = 4;
/// Numerals without a 年, 月 or 日 beside them that are worth a look: 二〇〇 may be the head of a date, 三四 is not.
const LEAST_NUMERALS: usize = 3;

/// Of so many alike in a row tiny may lose one on narrow and on wide crops alike: of 337 numbers on 183 drawn pages
/// that it read alike on both, eleven lacked a character, all of them of a run of four or five.
const REPEATS: usize = 3;

/// The longest run of digits and capitals that may be a number, or the rest of one.
pub(super) fn longest_code(text: &str) -> Option<&str> {
    let runs = text.split(|c: char| !(c.is_ascii_digit() || c.is_ascii_uppercase()));
    let digits = |run: &&str| run.bytes().filter(u8::is_ascii_digit).count() >= LEAST_DIGITS;
    runs.filter(|run| run.len() >= LEAST_CODE).filter(digits).max_by_key(|run| run.len())
}

/// Whether a number may stand there.
pub(super) fn has_code(text: &str) -> bool {
    longest_code(text).is_some()
}

/// Looks like a date or a number: mostly digits, or a year, a month and a day among other words.
pub(super) fn is_figures(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let dated = text.contains('年') && text.contains('月');
    dated || (digits >= LEAST_DIGITS && digits * 2 >= text.chars().count())
}

/// Where figures stand in a line: from the centre of the first character to that of the last, thousandths of the
/// line's length.
pub(super) fn runs(line: &LineText) -> Vec<(u16, u16)> {
    let characters: Vec<(char, u16)> = line.text.chars().zip(line.at.iter().copied()).collect();
    let runs = characters.chunk_by(|a, b| is_of_figures(a.0) == is_of_figures(b.0));
    runs.filter(|run| says_something(run)).map(|run| (run[0].1, run[run.len() - 1].1)).collect()
}

/// Whether a second reading of a part holds the figures that the first one read there, `from` to `to` in thousandths
/// of the line. Circles and the letter O are zeros; what stands beside the figures may be cut, and is not compared.
pub(super) fn agree(first: &LineText, from: u16, to: u16, second: &LineText) -> bool {
    let inside = first.text.chars().zip(&first.at).filter(|(_, at)| (from..=to).contains(*at));
    let wanted = plain(&inside.map(|(c, _)| c).collect::<String>());
    !wanted.is_empty() && plain(&second.text).contains(&wanted)
}

/// Whether a character stands so often in a row that readers lose one of them, on any crop.
pub(super) fn repeats(text: &str) -> bool {
    let characters: Vec<char> = plain(text).chars().collect();
    characters.chunk_by(|a, b| a == b).any(|run| run.len() >= REPEATS)
}

fn plain(text: &str) -> String {
    fold(text).chars().map(one_zero).filter(|c| c.is_alphanumeric()).collect()
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_uppercase() || shapes::is_numeral(c)
}

fn is_of_figures(c: char) -> bool {
    is_numeral(c) || "年月日.-/ ".contains(c) || ('０'..='９').contains(&c)
}

fn says_something(run: &[(char, u16)]) -> bool {
    let numerals = run.iter().filter(|(c, _)| is_numeral(*c)).count();
    let units = run.iter().filter(|(c, _)| matches!(c, '年' | '月' | '日')).count();
    numerals >= LEAST_NUMERALS || (numerals > 0 && units >= 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_dates_are_known_by_their_looks() {
        assert!(is_figures("2021.09.02") && is_figures("二〇二一年九月") && !is_figures("第3章"));
        assert!(has_code("编号：GX202100") && !has_code("共12页 A4"));
    }

    /// Characters at equal distances.
    fn line(text: &str) -> LineText {
        let count = text.chars().count() as u16;
        let at = (0..count).map(|n| (2 * n + 1) * 500 / count).collect();
        LineText { text: text.into(), score: 990, at }
    }

    fn texts(text: &str) -> Vec<String> {
        let line = line(text);
        let within = |(from, to): (u16, u16)| {
            let characters = line.text.chars().zip(&line.at);
            characters.filter(|(_, at)| (from..=to).contains(*at)).map(|(c, _)| c).collect()
        };
        runs(&line).into_iter().map(within).collect()
    }

    #[test]
    fn dates_and_numbers_stand_apart_from_words() {
        assert_eq!(texts("五年九月至二〇〇九年七月在本校四年制"), ["五年九月", "二〇〇九年七月"]);
        assert_eq!(texts("证书编号：999991200905000001"), ["999991200905000001"]);
        assert_eq!(texts("一九八五年六月十五日生，于二〇〇"), ["一九八五年六月十五日", "二〇〇"]);
        assert_eq!(texts("日期 2021-08-20 止"), [" 2021-08-20 "]);
        assert_eq!(texts("第一期三十人合格"), [""; 0]);
    }

    #[test]
    fn readings_agree_on_figures_whatever_stands_beside_them() {
        let first = line("于二〇〇九年七月毕业");
        let (from, to) = runs(&first)[0];
        for (second, same) in [
            ("至二O〇九年七月在", true),
            ("二○○九年七月", true),
            ("至二九年七月在", false),
            ("至二〇〇九年十月在", false),
            ("", false),
        ] {
            assert_eq!(agree(&first, from, to, &line(second)), same, "{second}");
        }
    }

    #[test]
    fn many_alike_in_a_row_are_told() {
        assert!(repeats("证书编号：GX2020000017") && repeats("二〇〇〇〇"));
        assert!(!repeats("2020年11月20日") && !repeats("证书编号：GX20210017") && !repeats(""));
    }

    #[test]
    fn words_in_capitals_and_short_numbers_are_no_codes() {
        assert_eq!(longest_code("ISBN 978 GX2020000017"), Some("GX2020000017"));
        assert_eq!(longest_code("CERTIFICATE 12345"), None);
        assert!(
            is_figures("2020年11月20日") && is_figures("12345678") && !is_figures("第12页，共34页，说明文字")
        );
    }
}

//! Lines in which a character was lost, known by the hole that it left.
//!
//! Why it exists: a reader that drops a character may be sure of all the others: 材料真实 came out as 材料实 at .995. But
//! characters of print stand at one pitch, and where one lacks there are two; at the end of a line, an empty place.
//! The same distances tell spaces that a reader did not say.

use super::fold::is_han;
use crate::facts::LineText;

/// From this many characters on a line has a pitch.
const LEAST: usize = 6;
/// A gap of so many pitches, tenths: the lost character's was 2.0; of 250 lines of ten drawn pages nine have one as wide,
/// which are spaces and the gaps of forms: read again they cost little and change nothing.
const WIDE: u32 = 16;
/// And as many ems, tenths: places are in steps of a third of a character, and of few characters the median is nobody's
/// (姓名：赵示例 had gaps of .6, .6 and 1.1 em).
const WIDE_EMS: u32 = 14;
/// A box reaches this much beyond its ink, tenths of an em.
const BEYOND: u32 = 4;
/// So much of a line behind its last character, tenths of a pitch: half of one is the character's own, and one and a
/// half are there where one was lost.
const EMPTY: u32 = 11;
/// Titles are shorter than lines: 任职资格评审 lost its 表.
const LEAST_OF_TITLE: usize = 4;
/// Of fewer gaps none is the usual one.
const LEAST_GAPS: usize = 3;

/// Whether two characters of Chinese stand as far apart as if one had stood between them. `em`: how wide a character
/// of the line is, thousandths of it.
pub(super) fn has_hole(line: &LineText, em: u32) -> bool {
    let letters: Vec<char> = line.text.chars().collect();
    letters.len() >= LEAST && !wide_gaps(&letters, &line.at, em).is_empty()
}

/// Whether the line goes on for more than a character and a half after its last character, which is of Chinese.
pub(super) fn has_empty_end(line: &LineText, em: u32) -> bool {
    let letters: Vec<char> = line.text.chars().collect();
    let (Some(last), Some(at), Some(pitch)) = (letters.last(), line.at.last(), pitch(&letters, &line.at))
    else {
        return false;
    };
    let rest = 1000u32.saturating_sub(u32::from(*at)).saturating_sub(em * BEYOND / 10);
    letters.len() >= LEAST_OF_TITLE && is_han(*last) && rest * 10 >= pitch.max(em) * EMPTY
}

/// Characters of Chinese that stand so far behind another one, by their index.
pub(super) fn wide_gaps(letters: &[char], at: &[u16], em: u32) -> Vec<usize> {
    let Some(pitch) = pitch(letters, at) else { return Vec::new() };
    let wide = |index: &usize| {
        let gap = u32::from(at[*index]).saturating_sub(u32::from(at[index - 1]));
        gap * 10 >= (pitch * WIDE).max(em * WIDE_EMS) && is_han(letters[index - 1]) && is_han(letters[*index])
    };
    (1..letters.len()).filter(wide).collect()
}

/// How far characters of Chinese stand apart that follow each other: the lower median, for figures and marks are
/// narrower. `None` of too few, or where the places are not theirs.
fn pitch(letters: &[char], at: &[u16]) -> Option<u32> {
    if letters.len() != at.len() {
        return None;
    }
    let neighbours = (1..letters.len()).filter(|&i| is_han(letters[i - 1]) && is_han(letters[i]));
    let mut gaps: Vec<u32> =
        neighbours.map(|i| u32::from(at[i]).saturating_sub(u32::from(at[i - 1]))).collect();
    gaps.sort_unstable();
    gaps.get(gaps.len().checked_sub(1)? / 2).copied().filter(|pitch| gaps.len() >= LEAST_GAPS && *pitch > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, at: &[u16]) -> LineText {
        LineText { text: text.into(), score: 995, at: at.to_vec() }
    }

    #[test]
    fn a_lost_character_leaves_a_hole() {
        let whole: Vec<u16> = (1..=8).map(|i| i * 100).collect();
        let lost: Vec<u16> = whole.iter().copied().filter(|at| *at != 300).collect();
        assert!(!has_hole(&line("材料真实符合条件", &whole), 100));
        assert!(has_hole(&line("材料实符合条件", &lost), 100));
        assert!(!has_hole(&line("材料，符合条件", &lost), 100), "punctuation stands where it likes");
        assert!(!has_hole(&line("承诺书", &[100, 500, 900]), 100), "titles are spaced");
        assert!(!has_hole(&line("材料实符合条件", &lost[1..]), 100), "places that are not its own");
    }

    #[test]
    fn an_empty_place_at_the_end_is_one() {
        let six = |to: u16| (1..=6).map(|i| i * to / 6).collect::<Vec<u16>>();
        assert!(has_empty_end(&line("任职资格评审", &six(800)), 130));
        assert!(!has_empty_end(&line("任职资格评审", &six(900)), 130));
        assert!(!has_empty_end(&line("任职资格评审：", &six(800)), 130), "places that are not its own");
        assert!(!has_empty_end(&line("任职资格评：", &six(800)), 130), "a mark ends it");
    }

    #[test]
    fn spaces_are_gaps_and_jitter_is_none() {
        let letters = |text: &str| text.chars().collect::<Vec<char>>();
        assert_eq!(
            wide_gaps(&letters("住址示例省示例市"), &[50, 150, 330, 430, 530, 630, 730, 830], 100),
            [2]
        );
        assert_eq!(wide_gaps(&letters("姓名：赵示例"), &[167, 262, 405, 595, 690, 881], 166), [0; 0]);
        assert_eq!(wide_gaps(&letters("承诺书示"), &[100, 400, 700, 1000], 150), [0; 0], "spaced throughout");
    }
}

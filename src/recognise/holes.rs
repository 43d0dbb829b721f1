//! Lines in which a character was lost, known by the hole that it left.
//!
//! Why it exists: a reader that drops a character may be sure of all the others: 材料真实 came out as 材料实 at .995. But
//! characters of print stand at one pitch, and where one lacks there are two.

use crate::facts::LineText;

/// From this many characters on a line has a pitch.
const LEAST: usize = 6;
/// A gap of so many pitches, tenths: the lost character's was 2.0; of 250 lines of ten drawn pages nine have one as wide,
/// which are spaces and the gaps of forms: read again they cost little and change nothing.
const WIDE: u32 = 16;

/// Whether two characters of Chinese stand as far apart as if one had stood between them.
pub(super) fn has_hole(line: &LineText) -> bool {
    let letters: Vec<char> = line.text.chars().collect();
    if letters.len() < LEAST || letters.len() != line.at.len() {
        return false;
    }
    let gaps: Vec<u32> =
        line.at.windows(2).map(|pair| u32::from(pair[1]).saturating_sub(u32::from(pair[0]))).collect();
    let mut sorted = gaps.clone();
    sorted.sort_unstable();
    let pitch = sorted[(sorted.len() - 1) / 2];
    let wide = |(gap, pair): (&u32, &[char])| *gap * 10 >= pitch * WIDE && pair.iter().all(|c| is_han(*c));
    pitch > 0 && gaps.iter().zip(letters.windows(2)).any(wide)
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
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
        assert!(!has_hole(&line("材料真实符合条件", &whole)));
        assert!(has_hole(&line("材料实符合条件", &lost)));
        assert!(!has_hole(&line("材料，符合条件", &lost)), "punctuation stands where it likes");
        assert!(!has_hole(&line("承诺书", &[100, 500, 900])), "titles are spaced");
        assert!(!has_hole(&line("材料实符合条件", &lost[1..])), "places that are not its own");
    }
}

//! Finding all words of all kinds in one pass.
//!
//! Why it exists: forty kinds have hundreds of words; each page's text is walked once. It is also the seam for
//! readings that are not exact: [`Finder::find`] is the only place where a word meets a text. Where a reader of
//! pixels was not sure, words of four characters and more are found with one character wrong, missing or too many.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use aho_corasick::AhoCorasick;
use strsim::generic_levenshtein;

use super::fold::fold;
use super::raw::RawKind;
use super::text::PageText;

/// Distinct folded words and the automaton that finds them.
#[derive(Debug)]
pub struct Finder {
    words: Vec<String>,
    index: HashMap<String, usize>,
    automaton: AhoCorasick,
    /// The halves of long words: of a word with one error, one half is without.
    halves: Halves,
}

/// Halves of long words, and what each is a half of.
#[derive(Debug)]
struct Halves {
    automaton: AhoCorasick,
    /// By half: the word, and whether it is its first half.
    of: Vec<Vec<(usize, bool)>>,
}

/// Shorter words are found exactly or not at all: with one error 学历 is 学位.
const LEAST_FUZZY: usize = 4;
/// Readings surer than this are taken at their word, thousandths: words in them are exact, values in them need no
/// second reading (reading.md: ≥ .99 is 99.6 % exact, below less).
pub(super) const SURE: u16 = 985;

/// A word in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Index of the word in its finder.
    pub word: usize,
    /// Glyphs of the page text.
    pub at: Range<usize>,
    /// Character for character.
    pub exact: bool,
}

impl Finder {
    /// # Errors
    /// An empty word, or more words than an automaton takes.
    pub fn new(words: impl IntoIterator<Item = String>) -> Result<Finder, String> {
        let (mut list, mut index) = (Vec::new(), HashMap::new());
        for word in words {
            if word.is_empty() {
                return Err("an empty word".into());
            }
            if !index.contains_key(&word) {
                index.insert(word.clone(), list.len());
                list.push(word);
            }
        }
        let automaton = AhoCorasick::new(&list).map_err(|cause| cause.to_string())?;
        let halves = Halves::new(&list)?;
        Ok(Finder { words: list, index, automaton, halves })
    }

    pub fn words(&self) -> &[String] {
        &self.words
    }

    pub fn word(&self, index: usize) -> &str {
        &self.words[index]
    }

    pub fn index_of(&self, word: &str) -> Option<usize> {
        self.index.get(word).copied()
    }

    /// Every occurrence but those inside a longer one: 学位证书编号 is no 学位证书. Sorted by start.
    pub fn find(&self, text: &PageText) -> Vec<Hit> {
        let hits = self
            .automaton
            .find_overlapping_iter(&text.flat)
            .map(|m| Hit {
                word: m.pattern().as_usize(),
                at: text.index(m.start())..text.index(m.end()),
                exact: true,
            })
            .filter(|hit| text.one_line(hit.at.clone()));
        let mut hits = outermost(hits.collect());
        if text.pieces.iter().any(|piece| piece.score < SURE) {
            let near = self.halves.find(&self.words, text);
            let apart = |near: &Hit| {
                hits.iter().all(|hit| hit.at.end <= near.at.start || near.at.end <= hit.at.start)
            };
            let near: Vec<Hit> = near.into_iter().filter(apart).collect();
            hits.extend(outermost(unambiguous(near)));
            hits.sort_by_key(|hit| (hit.at.start, std::cmp::Reverse(hit.at.end)));
        }
        hits
    }
}

/// Without those inside a longer one, sorted by start.
fn outermost(mut hits: Vec<Hit>) -> Vec<Hit> {
    // At one start the longest comes first; a hit that ends no later than one before it lies inside it.
    hits.sort_by_key(|hit| (hit.at.start, std::cmp::Reverse(hit.at.end)));
    let mut reach = 0;
    hits.retain(|hit| {
        let outside = hit.at.end > reach;
        reach = reach.max(hit.at.end);
        outside
    });
    hits
}

/// Without places that are near two words: 学口证书 is as near to 学位证书 as to 学历证书.
fn unambiguous(hits: Vec<Hit>) -> Vec<Hit> {
    let mut words: HashMap<(usize, usize), HashSet<usize>> = HashMap::new();
    for hit in &hits {
        words.entry((hit.at.start, hit.at.end)).or_default().insert(hit.word);
    }
    let alone = |hit: &Hit| words.get(&(hit.at.start, hit.at.end)).is_some_and(|words| words.len() == 1);
    hits.into_iter().filter(alone).collect()
}

impl Halves {
    fn new(words: &[String]) -> Result<Halves, String> {
        let (mut list, mut of): (Vec<String>, Vec<Vec<(usize, bool)>>) = (Vec::new(), Vec::new());
        let mut index: HashMap<String, usize> = HashMap::new();
        for (word, text) in words.iter().enumerate() {
            let chars: Vec<char> = text.chars().collect();
            if chars.len() < LEAST_FUZZY {
                continue;
            }
            let (first, second) = chars.split_at(chars.len() / 2);
            for (half, is_first) in [(first, true), (second, false)] {
                let half: String = half.iter().collect();
                let at = *index.entry(half.clone()).or_insert_with(|| {
                    list.push(half);
                    of.push(Vec::new());
                    of.len() - 1
                });
                of[at].push((word, is_first));
            }
        }
        let automaton = AhoCorasick::new(&list).map_err(|cause| cause.to_string())?;
        Ok(Halves { automaton, of })
    }

    /// Words with exactly one error, where the reading was not sure; of one word and half the likest length.
    fn find(&self, words: &[String], text: &PageText) -> Vec<Hit> {
        let mut hits = Vec::new();
        for half in self.automaton.find_overlapping_iter(&text.flat) {
            let (start, end) = (text.index(half.start()), text.index(half.end()));
            for &(word, is_first) in &self.of[half.pattern().as_usize()] {
                let chars: Vec<char> = words[word].chars().collect();
                let near = windows(start, end, is_first, chars.len()).into_iter().flatten().find(|at| {
                    at.end <= text.glyphs.len()
                        && unsure(text, at)
                        && text.one_line(at.clone())
                        && generic_levenshtein(
                            &chars,
                            &text.glyphs[at.clone()].iter().map(|g| g.c).collect::<Vec<_>>(),
                        ) == 1
                });
                hits.extend(near.map(|at| Hit { word, at, exact: false }));
            }
        }
        hits
    }
}

/// Where a word of this length may lie around its half: as long as it, one shorter, one longer.
fn windows(start: usize, end: usize, is_first: bool, length: usize) -> [Option<Range<usize>>; 3] {
    [length, length - 1, length + 1].map(|length| match is_first {
        true => Some(start..start + length),
        false => Some(end.checked_sub(length)?..end),
    })
}

fn unsure(text: &PageText, at: &Range<usize>) -> bool {
    text.glyphs[at.clone()].iter().any(|glyph| text.pieces[glyph.piece].score < SURE)
}

/// What a word is for a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Title,
    Strong,
    Label,
    Against,
}

/// What a word says: for which kind, as what, and how many tenths of a point.
#[derive(Clone, Copy, Debug)]
pub struct Says {
    pub kind: usize,
    pub role: Role,
    pub points: u16,
}

/// All scoring words of all kinds.
#[derive(Debug)]
pub struct Words {
    pub finder: Finder,
    /// By word.
    pub says: Vec<Vec<Says>>,
}

/// Tenths of a point of a strong word and of a label (reading.md, “Scorer”: 2 and 1 points).
const STRONG: u16 = 20;
const LABEL: u16 = 10;

impl Words {
    /// # Errors
    /// As [`Finder::new`].
    pub fn new<'r>(kinds: impl Iterator<Item = &'r RawKind>) -> Result<Words, String> {
        let mut all: Vec<(String, Option<Says>)> = Vec::new();
        for (kind, raw) in kinds.enumerate() {
            let mut add =
                |word: &str, role, points| all.push((fold(word), Some(Says { kind, role, points })));
            raw.titles.iter().for_each(|(word, points)| add(word, Role::Title, u16::from(*points) * 10));
            raw.strong.iter().for_each(|word| add(word, Role::Strong, STRONG));
            raw.labels.iter().for_each(|word| add(word, Role::Label, LABEL));
            raw.against.iter().for_each(|(word, points)| add(word, Role::Against, u16::from(*points) * 10));
            all.extend(raw.quotes.iter().map(|word| (fold(word), None)));
        }
        let finder = Finder::new(all.iter().map(|(word, _)| word.clone()))?;
        let mut says = vec![Vec::new(); finder.words.len()];
        for (word, saying) in all {
            if let (Some(index), Some(saying)) = (finder.index_of(&word), saying) {
                says[index].push(saying);
            }
        }
        Ok(Words { finder, says })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Piece, Rect};

    fn found(words: &[&str], text: &str, score: u16) -> Vec<(String, bool)> {
        let finder = Finder::new(words.iter().map(|word| (*word).to_owned())).unwrap();
        let rect = Rect { x0: 0, y0: 0, x1: 400, y1: 20 };
        let pieces = [Piece { text: text.into(), rect, row: 0, score }];
        let text = PageText::by_rows(&pieces);
        finder.find(&text).into_iter().map(|hit| (text.slice(hit.at).to_owned(), hit.exact)).collect()
    }

    #[test]
    fn one_error_is_forgiven_where_the_reading_was_unsure() {
        let words = ["毕业证书", "继续教育"];
        assert_eq!(found(&words, "毕业証节", 900), []);
        assert_eq!(found(&words, "毕业证节", 900), [("毕业证节".into(), false)]);
        assert_eq!(found(&words, "继续教肓", 900), [("继续教肓".into(), false)]);
        assert_eq!(found(&words, "木业证书", 900), [("木业证书".into(), false)]);
        assert_eq!(found(&words, "继教育", 900), [("继教育".into(), false)]);
        assert_eq!(found(&words, "毕业的证书", 900), [("毕业的证书".into(), false)]);
        assert_eq!(found(&words, "毕业证节", 990), [], "a sure reading says what it says");
        assert_eq!(found(&words, "毕业证书", 900), [("毕业证书".into(), true)]);
    }

    #[test]
    fn near_words_are_no_words() {
        assert_eq!(found(&["学位证书", "学历证书"], "学口证书", 900), [], "near to both");
        assert_eq!(found(&["学位证书", "学历证书"], "学历证书", 900), [("学历证书".into(), true)]);
        assert_eq!(found(&["学历"], "学位", 900), [], "too short");
    }
}

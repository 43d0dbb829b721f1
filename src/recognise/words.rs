//! Finding all words of all kinds in one pass.
//!
//! Why it exists: forty kinds have hundreds of words; each page's text is walked once. It is also the seam for
//! readings that are not exact: [`Finder::find`] is the only place where a word meets a text, so a match at
//! edit distance one is added here and nowhere else.

use std::collections::HashMap;
use std::ops::Range;

use aho_corasick::AhoCorasick;

use super::fold::fold;
use super::raw::RawKind;
use super::text::PageText;

/// Distinct folded words and the automaton that finds them.
#[derive(Debug)]
pub struct Finder {
    words: Vec<String>,
    index: HashMap<String, usize>,
    automaton: AhoCorasick,
}

/// A word in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Index of the word in its finder.
    pub word: usize,
    /// Glyphs of the page text.
    pub at: Range<usize>,
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
        Ok(Finder { words: list, index, automaton })
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
        let mut hits: Vec<Hit> = self
            .automaton
            .find_overlapping_iter(&text.flat)
            .map(|m| Hit { word: m.pattern().as_usize(), at: text.index(m.start())..text.index(m.end()) })
            .filter(|hit| text.one_line(hit.at.clone()))
            .collect();
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

//! What a file's name speaks of.
//!
//! Why it exists: a name decides nothing, but a name that contradicts the content is worth a finding. Names are
//! Chinese words, pinyin abbreviations and nothing at all (`22.png`).

use super::fold::fold;

/// Words of file names → kinds.
#[derive(Debug)]
pub struct FileNames {
    /// (folded word, index of the kind), longest first.
    words: Vec<(Vec<char>, usize)>,
}

impl FileNames {
    /// One list a kind, in the order of the kinds.
    ///
    /// # Errors
    /// An empty word.
    pub fn new<'r>(kinds: impl Iterator<Item = &'r [String]>) -> Result<FileNames, String> {
        let mut words: Vec<(Vec<char>, usize)> = Vec::new();
        for (kind, list) in kinds.enumerate() {
            words.extend(list.iter().map(|word| (fold(word).chars().collect(), kind)));
        }
        if words.iter().any(|(word, _)| word.is_empty()) {
            return Err("an empty word of file names".into());
        }
        words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        Ok(FileNames { words })
    }

    /// Indices of the kinds, sorted. The longest word wins where words overlap; a Latin word must stand free of
    /// other letters; one of two letters counts only with a second word of its kind.
    pub fn kinds(&self, name: &str) -> Vec<usize> {
        let stem = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let stem = match stem.rsplit_once('.') {
            Some((stem, ending)) if ending.len() <= 4 && ending.is_ascii() => stem,
            _ => stem,
        };
        let text: Vec<char> = fold(&stem.replace(' ', "-")).chars().collect();
        let mut taken: Vec<Option<usize>> = vec![None; text.len()];
        let mut cues: Vec<(usize, u32)> = Vec::new();
        for (number, (word, kind)) in self.words.iter().enumerate() {
            for start in occurrences(&text, word) {
                let span = start..start + word.len();
                // The same word may speak for two kinds; another word inside a longer one does not count.
                let free = |slot: &Option<usize>| slot.is_none_or(|other| self.words[other].0 == *word);
                if taken[span.clone()].iter().all(free) {
                    taken[span].fill(Some(number));
                    let short = word.len() == 2 && word[0].is_ascii();
                    cues.push((*kind, if short { 1 } else { 2 }));
                }
            }
        }
        let weight = |kind: usize| cues.iter().filter(|cue| cue.0 == kind).map(|cue| cue.1).sum::<u32>();
        let mut kinds: Vec<usize> = cues.iter().map(|cue| cue.0).filter(|kind| weight(*kind) >= 2).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    }
}

fn occurrences(text: &[char], word: &[char]) -> Vec<usize> {
    let latin = |c: Option<&char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    let bounded = |start: usize| {
        let (before, after) = (start.checked_sub(1).and_then(|i| text.get(i)), text.get(start + word.len()));
        let cut = (latin(word.first()) && latin(before)) || (latin(word.last()) && latin(after));
        !cut
    };
    let starts = 0..(text.len() + 1).saturating_sub(word.len());
    starts.filter(|start| text[*start..].starts_with(word) && bounded(*start)).collect()
}

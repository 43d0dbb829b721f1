//! Names and identity numbers, which show themselves to nobody by accident.
//!
//! Why it exists: reports are mailed, pasted into chats and kept by build servers. So a private value masks
//! itself wherever it is printed ([`Private`]), and all that leaves the program as a report passes a [`Veil`]
//! that knows the names and knows a number when it sees one. Only `--reveal` makes a [`Reveal`], which lifts both.

use unicode_normalization::UnicodeNormalization;

use crate::submission::is_invisible;

/// A name or a number. `Display`, `Debug` and `Serialize` mask it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Private<T>(T);

/// What a masked value shows of itself.
const MASK: &str = "***";

impl<T> Private<T> {
    pub fn new(value: T) -> Private<T> {
        Private(value)
    }

    /// The value, for whoever was granted to show it.
    pub fn reveal(&self, _granted: &Reveal) -> &T {
        &self.0
    }

    /// Whether it meets a condition: comparing shows nothing.
    pub fn is(&self, condition: impl FnOnce(&T) -> bool) -> bool {
        condition(&self.0)
    }

    /// The value, for the report's head and for the [`Veil`]'s list of names only: both are masked before
    /// anybody sees them.
    pub(crate) fn unmasked(&self) -> &T {
        &self.0
    }
}

impl<T> std::fmt::Debug for Private<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(MASK)
    }
}

impl<T> std::fmt::Display for Private<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(MASK)
    }
}

impl<T> serde::Serialize for Private<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(MASK)
    }
}

/// The permission to show private values. Made by `--reveal` and nowhere else; a test looks for other callers.
#[derive(Debug)]
pub struct Reveal(());

impl Reveal {
    /// Called once, by the command line, when the user asked for it.
    pub fn granted() -> Reveal {
        Reveal(())
    }
}

/// Covers known names, and all that looks like an identity number, in any text.
#[derive(Clone)]
pub struct Veil {
    /// Folded, longest first, at least two characters each.
    names: Vec<Vec<char>>,
    lifted: bool,
}

impl std::fmt::Debug for Veil {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Veil({} names, lifted: {})", self.names.len(), self.lifted)
    }
}

/// Fewest digits that are covered where they stand in one run: the length of the identity numbers before 1999.
const LEAST_RUN: usize = 15;
/// Lengths that are covered where digits are grouped: old and new identity numbers (GB 11643).
const GROUPED: [usize; 2] = [15, 18];
/// Digits that stay at the front and at the end: enough to tell two numbers apart, too few to use one.
const KEPT: (usize, usize) = (3, 2);

/// One character of a text, and what it is compared as.
#[derive(Clone, Copy)]
struct Folded {
    /// Index of the character in the text.
    at: usize,
    /// Lower-case, in Unicode's compatibility decomposition; full width becomes ASCII.
    c: char,
}

impl Veil {
    /// `names` in any spelling; those shorter than two characters, and those that are masked already, are not
    /// covered. With a [`Reveal`] nothing is covered.
    pub fn new<S: AsRef<str>>(names: &[S], reveal: Option<&Reveal>) -> Veil {
        let mut veil = Veil { names: Vec::new(), lifted: reveal.is_some() };
        for name in names {
            veil.learn(name.as_ref());
        }
        veil
    }

    /// Adds a name.
    pub fn learn(&mut self, name: &str) {
        let name: Vec<char> = fold(&name.chars().collect::<Vec<_>>()).iter().map(|f| f.c).collect();
        // A number of full length is covered by its shape, which leaves it more legible.
        let number = name.len() >= LEAST_RUN && name.iter().all(|c| is_digit(*c) || is_check_letter(*c));
        if name.len() < 2 || number || name.contains(&'*') || self.names.contains(&name) {
            return;
        }
        self.names.push(name);
        self.names.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    }

    /// Whether nothing is covered.
    pub fn is_lifted(&self) -> bool {
        self.lifted
    }

    /// The text with every known name as its first character and a `*` for each further one, and every
    /// identity-like number as its first three and last two digits. Separators within stay, so the width does too.
    pub fn cover(&self, text: &str) -> String {
        if self.lifted {
            return text.to_owned();
        }
        let mut chars: Vec<char> = text.chars().collect();
        for name in &self.names {
            cover_name(&mut chars, name);
        }
        // The digits that one number keeps may form another with their neighbours.
        while cover_numbers(&mut chars) {}
        chars.into_iter().collect()
    }

    /// A value that is a name, whether or not it is known: first character and a `*` for each further one.
    pub fn cover_whole(&self, value: &str) -> String {
        if self.lifted {
            return value.to_owned();
        }
        let chars = value.chars().enumerate();
        chars.map(|(i, c)| if i == 0 && !c.is_ascii_digit() || is_joint(c) { c } else { '*' }).collect()
    }

    /// A value that is a number or a code, whether or not it looks like one: first three, last two.
    pub fn cover_number(&self, value: &str) -> String {
        if self.lifted {
            return value.to_owned();
        }
        let count = value.chars().count();
        let keeps = |i: usize| count >= 2 * (KEPT.0 + KEPT.1) && (i < KEPT.0 || i + KEPT.1 >= count);
        value.chars().enumerate().map(|(i, c)| if keeps(i) { c } else { '*' }).collect()
    }
}

/// What may stand between the characters of a name: spaces, middle dots, and what cannot be seen.
fn is_joint(c: char) -> bool {
    c.is_whitespace()
        || is_invisible(c)
        || matches!(c, '·' | '•' | '・' | '･' | '‧' | '∙' | '⋅' | '●' | '˙' | '.' | '．' | '_' | '-')
}

/// Text as it is compared: joints are left out. An escaped invisible character (`\u{200b}`) is a joint too.
fn fold(chars: &[char]) -> Vec<Folded> {
    let mut out = Vec::with_capacity(chars.len());
    let mut at = 0;
    while at < chars.len() {
        if let Some(length) = escape_length(&chars[at..]) {
            at += length;
            continue;
        }
        if !is_joint(chars[at]) {
            let folded = std::iter::once(chars[at]).nfkd().flat_map(char::to_lowercase);
            out.extend(folded.filter(|c| !is_joint(*c)).map(|c| Folded { at, c }));
        }
        at += 1;
    }
    out
}

/// Length of `\u{…}` at the start, if it stands there.
fn escape_length(chars: &[char]) -> Option<usize> {
    if !chars.starts_with(&['\\', 'u', '{']) {
        return None;
    }
    let digits = chars[3..].iter().take_while(|c| c.is_ascii_hexdigit()).count();
    (digits > 0 && chars.get(3 + digits) == Some(&'}')).then_some(digits + 4)
}

/// Covers one name wherever it stands.
fn cover_name(chars: &mut [char], name: &[char]) {
    let folded = fold(chars);
    let mut start = 0;
    while start + name.len() <= folded.len() {
        let window = &folded[start..start + name.len()];
        let same = window.iter().zip(name).all(|(f, c)| f.c == *c);
        // An earlier match covered some of it.
        let whole = window.iter().all(|f| chars[f.at] != '*');
        if same && whole && stands_alone(chars, &folded, start, name) {
            let (first, last) = (window[0].at, window[name.len() - 1].at);
            for f in window.iter().filter(|f| f.at != first || first == last) {
                chars[f.at] = '*';
            }
        }
        start += 1;
    }
}

/// A short name in Latin letters (`Li`) counts only as a word; it is part of too many others.
fn stands_alone(chars: &[char], folded: &[Folded], start: usize, name: &[char]) -> bool {
    const SHORT: usize = 3;
    if name.len() > SHORT || !name.iter().all(char::is_ascii_alphabetic) {
        return true;
    }
    let letter = |at: Option<&char>| at.is_some_and(char::is_ascii_alphabetic);
    let (first, last) = (folded[start].at, folded[start + name.len() - 1].at);
    !letter(first.checked_sub(1).and_then(|at| chars.get(at))) && !letter(chars.get(last + 1))
}

/// ASCII or full width.
fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

fn is_check_letter(c: char) -> bool {
    matches!(c, 'x' | 'X' | 'ｘ' | 'Ｘ' | '×')
}

/// What may stand between groups of digits, once.
fn is_group_mark(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{3000}' | '-' | '_' | '－' | '＿' | '‐' | '‑' | '–' | '—')
}

/// Covers runs and groups in one pass; whether any was covered.
fn cover_numbers(chars: &mut [char]) -> bool {
    let mut changed = false;
    let mut at = 0;
    while at < chars.len() {
        if !is_digit(chars[at]) {
            at += 1;
            continue;
        }
        let groups = groups_from(chars, at);
        let end = groups.last().map_or(at + 1, |group| group.end);
        changed |= cover_groups(chars, &groups);
        at = end;
    }
    changed
}

/// Runs of digits from `at` on with one mark between each two. A run may end in the check letter.
fn groups_from(chars: &[char], mut at: usize) -> Vec<std::ops::Range<usize>> {
    let mut groups = Vec::new();
    loop {
        let start = at;
        while at < chars.len() && is_digit(chars[at]) {
            at += 1;
        }
        let mut end = at;
        if end < chars.len() && is_check_letter(chars[end]) {
            end += 1;
        }
        groups.push(start..end);
        let marked = end < chars.len() && is_group_mark(chars[end]);
        // The check letter may be a group of its own.
        let next = if marked { end + 1 } else { end };
        let next_counts = chars.get(next).is_some_and(|c| is_digit(*c) || is_check_letter(*c));
        if !marked || !next_counts {
            return groups;
        }
        at = next;
    }
}

/// Every number that some neighbouring groups make, since nothing tells which of them is meant: a stray digit
/// before an identity number must not shield it.
fn cover_groups(chars: &mut [char], groups: &[std::ops::Range<usize>]) -> bool {
    let mut numbers = Vec::new();
    for first in 0..groups.len() {
        numbers.extend(numbers_at(chars, groups, first).into_iter().map(|last| first..=last));
    }
    let changed = !numbers.is_empty();
    for number in numbers {
        cover_digits(chars, &groups[number]);
    }
    changed
}

/// Indices of the last groups of the numbers that begin with group `first`.
fn numbers_at(chars: &[char], groups: &[std::ops::Range<usize>], first: usize) -> Vec<usize> {
    let digits = |group: &std::ops::Range<usize>| group.clone().filter(|at| is_digit(chars[*at])).count();
    if digits(&groups[first]) >= LEAST_RUN {
        return vec![first];
    }
    let mut ends = Vec::new();
    let mut total = 0;
    for (index, group) in groups.iter().enumerate().skip(first) {
        let own = digits(group);
        total += own;
        let letter = own < group.len();
        // 17 digits and the letter are 18.
        if GROUPED.contains(&total) || (letter && total + 1 == GROUPED[1]) {
            ends.push(index);
        }
        if total > GROUPED[1] {
            break;
        }
    }
    ends
}

/// Keeps the outer digits; the check letter counts as one.
fn cover_digits(chars: &mut [char], groups: &[std::ops::Range<usize>]) {
    let places: Vec<usize> = groups.iter().cloned().flatten().collect();
    let count = places.len();
    for at in &places[KEPT.0.min(count)..count.saturating_sub(KEPT.1)] {
        chars[*at] = '*';
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cover(names: &[&str], text: &str) -> String {
        Veil::new(names, None).cover(text)
    }

    #[test]
    fn a_private_value_masks_itself() {
        let name = Private::new("张三".to_owned());
        assert_eq!(format!("{name} {name:?}"), "*** ***");
        assert_eq!(serde_json::to_string(&name).expect("json"), "\"***\"");
        assert!(name.is(|n| n == "张三"));
        assert_eq!(name.reveal(&Reveal::granted()), "张三");
    }

    #[test]
    fn names_are_covered_in_every_spelling() {
        let names = ["张三", "张三丰", "买买提·吐尔逊", "John Smith", "Li"];
        assert_eq!(cover(&names, "张三丰和张三.jpg"), "张**和张*.jpg");
        assert_eq!(
            cover(&names, "张 三 张·三 张\u{3000}三 张\\u{200b}三"),
            "张 * 张·* 张\u{3000}* 张\\u{200b}*"
        );
        assert_eq!(cover(&names, "买买提吐尔逊 买买提•吐尔逊"), "买***** 买**•***");
        assert_eq!(cover(&names, "ＪＯＨＮ smith, john_smith"), "Ｊ*** *****, j***_*****");
        assert_eq!(cover(&names, "Li said: list 'li'"), "L* said: list 'l*'");
        assert_eq!(cover(&["张", ""], "张三"), "张三", "one character is no name");
        assert_eq!(cover(&["三张", "张三"], "张三张"), "张**");
    }

    #[test]
    fn numbers_are_covered_in_every_spelling() {
        assert_eq!(cover(&[], "00000019900101000X"), "000*************0X");
        assert_eq!(cover(&[], "id 000000198506150011.jpg"), "id 000*************11.jpg");
        assert_eq!(cover(&[], "０００００019850615001１"), "０００*************1１");
        assert_eq!(cover(&[], "000000 19850615 0011"), "000*** ******** **11");
        assert_eq!(cover(&[], "000000-19900101-000-x"), "000***-********-**0-x");
        assert_eq!(cover(&[], "000000_850615_001"), "000***_******_*01");
        assert_eq!(cover(&[], "1 000000 19850615 0011"), "1 00**** ******** **11");
        let long = cover(&[], "12345678901234567890123");
        assert_eq!(long, "123******************23");
    }

    #[test]
    fn dates_years_and_short_numbers_stay() {
        for text in [
            "2018 2019 2020 2021",
            "2021-09-18 2020-01-01",
            "IMG_20210918_123456.jpg",
            "微信图片_20210918123456.jpg",
            "13800000000",
            "4961×7016",
        ] {
            assert_eq!(cover(&[], text), text);
        }
    }

    #[test]
    fn values_are_covered_even_if_unknown() {
        let veil = Veil::new::<&str>(&[], None);
        assert_eq!(veil.cover_whole("李四"), "李*");
        assert_eq!(veil.cover_number("12345"), "*****");
        assert_eq!(veil.cover_number("3301O2198506150011"), "330*************11");
        let lifted = Veil::new(&["李四"], Some(&Reveal::granted()));
        assert_eq!(lifted.cover("李四 000000198506150011"), "李四 000000198506150011");
        assert_eq!(lifted.cover_whole("李四"), "李四");
    }

    #[test]
    fn only_the_command_line_grants() {
        fn files(dir: &std::path::Path, found: &mut Vec<std::path::PathBuf>) {
            for entry in std::fs::read_dir(dir).expect("dir") {
                let path = entry.expect("entry").path();
                if path.is_dir() { files(&path, found) } else { found.push(path) }
            }
        }
        let mut found = Vec::new();
        files(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
        for path in found.iter().filter(|p| p.extension().is_some_and(|e| e == "rs")) {
            let text = std::fs::read_to_string(path).expect("source");
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            let shown = path.to_string_lossy().replace('\\', "/");
            let may = shown.contains("/src/cli/") || shown.ends_with("/src/private.rs");
            assert!(may || !code.contains("Reveal::granted"), "{shown}");
        }
    }

    /// Whether 15 or 18 digits (17 and X) stand in one run, or with single marks between.
    fn has_number(text: &str) -> bool {
        let shape = r"(?:[0-9０-９][ _\-]?){14}[0-9０-９]";
        let run = regex::Regex::new(r"[0-9０-９]{15}").expect("regex");
        let whole = regex::Regex::new(&format!(
            "^(?:{shape}|(?:{shape}[ _\\-]?[0-9０-９][ _\\-]?[0-9０-９][ _\\-]?[0-9０-９xXｘＸ]))$"
        ))
        .expect("regex");
        run.is_match(text)
            || text
                .split(|c: char| !(is_digit(c) || is_check_letter(c) || is_group_mark(c)))
                .any(|token| whole.is_match(token))
    }

    proptest! {
        #[test]
        fn nothing_known_is_left(
            names in proptest::collection::vec("[张王李三丰小明a-c]{2,4}", 1..5),
            parts in proptest::collection::vec("[张王李三丰小明a-c0-9０-９Xx ·_\\-]{0,24}", 1..6),
            pick in proptest::collection::vec(0usize..5, 1..6),
        ) {
            let mut text = String::new();
            for (part, pick) in parts.iter().zip(&pick) {
                text.push_str(part);
                text.push_str(names.get(*pick).map_or("000000 19850615 0011", String::as_str));
            }
            let covered = Veil::new(&names, None).cover(&text);
            prop_assert_eq!(covered.chars().count(), text.chars().count());
            prop_assert!(!has_number(&covered), "{} -> {}", text, covered);
            let folded: String = fold(&covered.chars().collect::<Vec<_>>()).iter().map(|f| f.c).collect();
            // Short Latin names count only as words; those are tried above.
            for name in names.iter().filter(|n| !n.is_ascii() || n.len() > 3) {
                prop_assert!(!folded.contains(name.as_str()), "{} in {} -> {}", name, text, covered);
            }
        }

        #[test]
        fn covering_twice_changes_nothing(text in "[张三0-9X \\-]{0,40}") {
            let veil = Veil::new(&["张三"], None);
            let once = veil.cover(&text);
            prop_assert_eq!(veil.cover(&once), once);
        }
    }
}

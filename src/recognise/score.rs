//! How much a page's words speak for each kind, and when that is enough.
//!
//! Why it exists: a page quotes other documents all the time. A summary lists awards, an agenda has a line
//! “sign the pledge”. So a word counts by where it stands: as a title, as a label, or in running text.

use std::ops::Range;

use super::Evidence;
use super::kinds::Kinds;
use super::text::PageText;
use super::words::{Hit, Role};

/// Points, in tenths, from which a kind is decided (measured, reading.md “Scorer”: at 3 four pages went wrong,
/// at 6 eight fewer were right).
pub const DECIDED: i32 = 40;
/// By how many tenths it must lead (same source).
pub const LEAD: i32 = 20;
/// A word that fills at least half of its line counts × 1.5 (same source).
const FILLS: (i32, i32) = (3, 2);
/// Share of the page's text height, from the top, within which titles stand: a third; notices put “附件 2” and a
/// number above the title, so not less.
const TOP_PERCENT: i32 = 35;
/// A title is bigger than the text: by a fifth is the least that sizes of print differ (小四 12 pt, 四号 14 pt).
const BIG_PERCENT: i32 = 120;
/// A line longer than this is running text (same source as `DECIDED`): a title word in it counts × 0.7.
const LONG_LINE: usize = 18;
/// Labels never count for more than this in all: three labels that every form has prove nothing.
const MOST_LABELS: i32 = 30;
/// What a word with one error counts for: a title alone with one decides (5 × 1.5 × 0.8), a label hardly.
const NEAR_PERCENT: i32 = 80;
/// Heights between two pieces of one headline at most, as wide as titles are spaced.
const WIDE: i32 = 4;
/// From this many kinds whose title words stand in text size on one page, it is a list of documents.
const CROWD: usize = 3;

/// What speaks for one kind.
#[derive(Clone, Debug)]
pub struct Scored {
    /// Index among the kinds.
    pub kind: usize,
    /// Tenths of a point.
    pub points: i32,
    /// Whether a title or a strong word stands as one among them; without one nothing is decided.
    pub weighty: bool,
    /// Where its best title stands, if that stands as a title.
    pub title: Option<Range<usize>>,
    pub evidence: Vec<Evidence>,
}

/// What the points amount to.
#[derive(Clone, Debug)]
pub enum Decision {
    /// The best and, if anything spoke for it, the next.
    Kind(Scored, Option<Scored>),
    /// Enough for the first, no lead over the rest.
    Close(Vec<Scored>),
    Nothing,
}

/// Scores a text and decides.
pub fn decide(kinds: &Kinds, text: &PageText) -> Decision {
    let mut scored = score(kinds, text);
    let Some(best) = scored.first() else { return Decision::Nothing };
    if best.points < DECIDED || !best.weighty {
        return Decision::Nothing;
    }
    let floor = best.points - LEAD;
    // As in "enough for both": what could not be decided by itself is no rival, unless it comes that close.
    let rivals = scored.iter().skip(1).take_while(|other| other.points > floor && other.weighty).count();
    if rivals > 0 {
        scored.truncate(rivals + 1);
        return Decision::Close(scored);
    }
    let mut scored = scored.into_iter();
    match scored.next() {
        Some(best) => Decision::Kind(best, scored.next()),
        None => Decision::Nothing,
    }
}

/// Every kind for which something speaks, the best first.
pub fn score(kinds: &Kinds, text: &PageText) -> Vec<Scored> {
    let hits = kinds.words.finder.find(text);
    let crowd = crowded(kinds, text, &hits);
    let mut tallies: Vec<Tally> = kinds.list().iter().map(|_| Tally::default()).collect();
    for hit in &hits {
        for says in &kinds.words.says[hit.word] {
            let exact = if hit.exact { 100 } else { NEAR_PERCENT };
            let points = i32::from(says.points) * exact / 100;
            tallies[says.kind].add(says.role, hit, place(kinds, text, hit, crowd), points);
        }
    }
    let mut scored: Vec<Scored> = Vec::new();
    for (kind, tally) in tallies.into_iter().enumerate() {
        scored.extend(tally.sum(kinds, text, kind));
    }
    scored.sort_by_key(|s| (std::cmp::Reverse(s.points), s.kind));
    scored
}

/// Pieces in which a title word of some kind stands, in the order of reading.
pub fn titles(kinds: &Kinds, text: &PageText) -> Vec<usize> {
    let is_title = |hit: &&Hit| kinds.words.says[hit.word].iter().any(|says| says.role == Role::Title);
    let hits = kinds.words.finder.find(text);
    let mut pieces: Vec<usize> =
        hits.iter().filter(is_title).map(|hit| text.glyphs[hit.at.start].piece).collect();
    pieces.sort_unstable();
    pieces.dedup();
    pieces
}

/// How a word stands.
#[derive(Clone, Copy, Debug)]
struct Placed {
    /// Fills at least half of its line.
    fills: bool,
    /// A title: fills its line at the top or in big print, or in both.
    titled: bool,
    /// In a line of running text: long, or ended by a mark that ends sentences.
    long: bool,
    /// At the start of a piece or after a gap, or before a colon or a closing bracket.
    label: bool,
    /// Big, or near the top and in the middle of its own row, though with other words in its line.
    headline: bool,
    /// One of many documents that the page lists, or what a headline is about and not what it is.
    listed: bool,
}

fn place(kinds: &Kinds, text: &PageText, hit: &Hit, crowd: bool) -> Placed {
    let line = text.line_length(hit.at.clone());
    let fills = hit.at.len() * 2 >= line;
    let big = is_big(text, hit);
    let top = is_top(text, hit);
    let listed = is_item(text, hit) || (crowd && !big) || is_headed(kinds, text, hit);
    let ends = text.glyphs.get(hit.at.end);
    Placed {
        fills,
        titled: fills && (top || big) && !listed && !is_sentence(text, hit),
        long: line > LONG_LINE || is_sentence(text, hit),
        label: text.glyphs[hit.at.start].gap || ends.is_some_and(|glyph| matches!(glyph.c, ':' | ']')),
        headline: (big || (top && is_centred(text, hit))) && !listed,
        listed,
    }
}

fn is_big(text: &PageText, hit: &Hit) -> bool {
    text.is_bigger(hit.at.clone(), BIG_PERCENT)
}

/// Whether its line, or a line of the same size right below, ends in a word that says what the page is: such a
/// headline names the subject only. A word that itself reaches that end is what the page is.
fn is_headed(kinds: &Kinds, text: &PageText, hit: &Hit) -> bool {
    let mut piece = text.glyphs[hit.at.end - 1].piece;
    let goes_on = |a: usize, b: usize| {
        let big = text.is_bigger_piece(a, BIG_PERCENT);
        let (a, b) = (text.pieces[a], text.pieces[b]);
        // What stands far to the right is another document's.
        let near = b.rect.x0 - a.rect.x1 <= a.rect.height() * WIDE && a.rect.x0 < b.rect.x1;
        let heights = near && (a.rect.height() - b.rect.height()).abs() * 10 <= a.rect.height();
        heights && b.rect.y0 - a.rect.y1 <= a.rect.height() && big
    };
    while piece + 1 < text.pieces.len() && goes_on(piece, piece + 1) {
        piece += 1;
    }
    let span = text.spans[piece].clone();
    let line = text.slice(span.clone());
    hit.at.end < span.end && kinds.heads.iter().any(|head| line.ends_with(head.as_str()))
}

fn is_top(text: &PageText, hit: &Hit) -> bool {
    let middle = text.rect(hit.at.clone()).map_or(0, |rect| (rect.y0 + rect.y1) / 2);
    (middle - text.extent.y0) * 100 <= text.extent.height() * TOP_PERCENT
}

/// Whether the line ends as sentences end; titles do not.
fn is_sentence(text: &PageText, hit: &Hit) -> bool {
    let span = &text.spans[text.glyphs[hit.at.end - 1].piece];
    text.glyphs[span.clone()].last().is_some_and(|glyph| matches!(glyph.c, '。' | ';' | ',' | '!'))
}

/// Whether the word's piece is alone in its row, in the middle (a tenth to either side) and not as wide as the
/// text (nine tenths).
fn is_centred(text: &PageText, hit: &Hit) -> bool {
    let piece = text.glyphs[hit.at.start].piece;
    let (rect, extent) = (text.pieces[piece].rect, text.extent);
    let offset = (rect.x0 + rect.x1 - extent.x0 - extent.x1).abs();
    let alone = text.left_of(piece).is_none() && text.right_of(piece).is_none();
    alone && offset * 10 <= extent.width() * 2 && rect.width() * 10 <= extent.width() * 9
}

/// Whether the line begins with a number or a bullet: `3.`, `（一）`, `二、`, `·`, or a number in its own cell.
fn is_item(text: &PageText, hit: &Hit) -> bool {
    let piece = text.glyphs[hit.at.start].piece;
    let line: Vec<_> = text.glyphs[text.spans[piece].clone()].iter().take(5).collect();
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let open = usize::from(line.first().is_some_and(|glyph| glyph.c == '('));
    let digits = line.iter().skip(open).take_while(|glyph| numeral(glyph.c)).count();
    let next = line.get(open + digits);
    let numbered = (1..=2).contains(&digits)
        && next.is_some_and(|glyph| matches!(glyph.c, '.' | '、' | ')' | ',') || (open == 0 && glyph.gap));
    let bullet = line.first().is_some_and(|glyph| matches!(glyph.c, '·' | '-' | '*' | '□' | '√'));
    let cell = text.left_of(piece).is_some_and(|left| {
        let span = text.spans[left].clone();
        (1..=2).contains(&span.len()) && text.slice(span).bytes().all(|b| b.is_ascii_digit())
    });
    numbered || bullet || cell
}

/// Whether title words of many kinds stand in text size: a list of what to hand in, or a text about titles.
fn crowded(kinds: &Kinds, text: &PageText, hits: &[Hit]) -> bool {
    let mut named: Vec<usize> = Vec::new();
    for hit in hits.iter().filter(|hit| !is_big(text, hit)) {
        let titles = kinds.words.says[hit.word].iter().filter(|says| says.role == Role::Title);
        // A word that several kinds share names none of them.
        if let [one] = titles.collect::<Vec<_>>()[..] {
            named.push(one.kind);
        }
    }
    named.sort_unstable();
    named.dedup();
    named.len() >= CROWD
}

/// What has been found for one kind: the best of each word.
#[derive(Default)]
struct Tally {
    words: Vec<Word>,
}

struct Word {
    word: usize,
    role: Role,
    points: i32,
    at: Range<usize>,
    /// A title that stands as one, or a strong word that is not just said in running text.
    stands: bool,
}

impl Tally {
    fn add(&mut self, role: Role, hit: &Hit, placed: Placed, base: i32) {
        let points = match role {
            Role::Title => title_points(base, placed),
            // In running text it may be said of anything.
            Role::Strong if placed.long && !placed.label => base / 2,
            Role::Strong => fill(base, placed),
            Role::Label if placed.label => fill(base, placed),
            // In running text a label is a word like any other.
            Role::Label => base / 2,
            Role::Against => base,
        };
        let stands = match role {
            Role::Title => placed.titled || placed.headline,
            Role::Strong => !placed.long || placed.label,
            _ => false,
        };
        let word = Word { word: hit.word, role, points, at: hit.at.clone(), stands };
        match self.words.iter_mut().find(|known| known.word == hit.word && known.role == role) {
            Some(known) if known.points >= points => {}
            Some(known) => *known = word,
            None => self.words.push(word),
        }
    }

    fn sum(mut self, kinds: &Kinds, text: &PageText, kind: usize) -> Option<Scored> {
        self.words.sort_by_key(|word| (std::cmp::Reverse(word.points), word.at.start));
        let (mut points, mut labels, mut quoted) = (0, 0, false);
        let mut scored = Scored { kind, points: 0, weighty: false, title: None, evidence: Vec::new() };
        for Word { word, role, points: mut worth, at, stands } in self.words {
            match role {
                // Quoting three awards makes no award: of titles in running text the best one counts.
                Role::Title if !stands && std::mem::replace(&mut quoted, true) => worth = 0,
                Role::Title if stands && scored.title.is_none() => scored.title = Some(at.clone()),
                Role::Label => {
                    worth = worth.min(MOST_LABELS - labels);
                    labels += worth;
                }
                Role::Against => {
                    points -= worth;
                    continue;
                }
                _ => {}
            }
            if worth > 0 {
                points += worth;
                scored.weighty |= stands;
                let word = kinds.words.finder.word(word).to_owned();
                let points = worth.try_into().unwrap_or(0);
                scored.evidence.push(Evidence { word, points, rect: text.rect(at) });
            }
        }
        scored.points = points;
        (points > 0).then_some(scored)
    }
}

fn fill(base: i32, placed: Placed) -> i32 {
    if placed.fills && !placed.listed { base * FILLS.0 / FILLS.1 } else { base }
}

/// × 1.5 as a title; as it is in a headline with other words, × 0.9 if that is long; × 0.7 in a short line
/// elsewhere; × 0.5 in running text, or as an item of a list.
fn title_points(base: i32, placed: Placed) -> i32 {
    let tenths = match placed {
        Placed { titled: true, .. } => 15,
        Placed { listed: true, .. } => 5,
        Placed { headline: true, long: false, .. } => 10,
        // Titles of 25 characters exist: big print or its own centred row tells them from text.
        Placed { headline: true, .. } => 9,
        Placed { long: false, .. } => 7,
        _ => 5,
    };
    base * tenths / 10
}

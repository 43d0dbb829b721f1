//! From a decided kind to what its form says: names, numbers, dates, years.
//!
//! Why it exists: a requirement hangs on values, not on pages. Where a value stands (after its label, right of
//! it, below it, in a sentence) is the same for all kinds; which labels and sentences there are is data.

use std::collections::BTreeMap;
use std::ops::Range;

use regex::Regex;

use super::fold::simplified;
use super::kinds::{Field, Kind, Kinds, Labels};
use super::shapes::{self, Found, Shape};
use super::text::PageText;
use super::words::Hit;
use super::{Fields, Value};
use crate::facts::Rect;

/// A value right of its label lies in at most this many pieces: a spaced name of four, a date of three.
const MOST_PIECES: usize = 4;
/// A value below its label lies at most this many label heights lower: cells are up to three lines high.
const BELOW: i32 = 5;
/// Endings of labels that dates of other things have.
const TIMES: &[&str] = &["时间", "日期", "年月", "期限"];
/// A headline is at least this much higher than the text, percent.
const HEADLINE_PERCENT: i32 = 115;
/// A colon behind so many characters ends a label.
const LONGEST_LABEL: usize = 4;
/// A headline that goes on in the next line fills at least this much of the text's width, percent.
const WRAPPED_PERCENT: i32 = 50;
/// Lines of one value follow each other within this many tenths of its height.
const WRAP_TENTHS: i32 = 16;

/// All fields that the page states; of running text, those at its head and foot.
pub fn read(kinds: &Kinds, kind: &Kind, text: &PageText) -> Fields {
    match kind.ends() {
        Some(ends) => read_all(kinds, kind, &text.in_rows(ends)),
        None => read_all(kinds, kind, text),
    }
}

fn read_all(kinds: &Kinds, kind: &Kind, text: &PageText) -> Fields {
    let labels = labels(kinds, text);
    let columns = text.by_columns();
    let mut fields: Fields = BTreeMap::new();
    for field in &kind.fields {
        let reader = Reader { kinds, text, labels: &labels, field };
        let values = reader.values(columns.as_ref());
        if !values.is_empty() {
            fields.insert(field.name.clone(), values);
        }
    }
    for field in &kind.fields {
        derive(field, &mut fields);
    }
    fields
}

/// Fills a field that no words state from the one that implies it.
fn derive(field: &Field, fields: &mut Fields) {
    let Some(from) = &field.from else { return };
    if fields.contains_key(&field.name) {
        return;
    }
    let Some(source) = fields.get(&from.field).and_then(|values| values.first()) else { return };
    let Some(captured) = from.pattern.captures(&source.norm).and_then(|c| c.name("v")) else { return };
    let norm = match from.values.is_empty() {
        true => Some(captured.as_str().to_owned()),
        false => from.values.get(captured.as_str()).cloned(),
    };
    if let Some(norm) = norm {
        let value = Value { norm, raw: source.raw.clone(), ..source.clone() };
        fields.insert(field.name.clone(), vec![value]);
    }
}

/// Where labels of any kind stand as labels: at the start of a piece, after a gap or a mark, or before a colon
/// where an earlier label in the piece has one; label words that no field has only before a colon.
pub fn labels(kinds: &Kinds, text: &PageText) -> Vec<Hit> {
    let mut labels: Vec<Hit> = Vec::new();
    for hit in kinds.labels.find(text) {
        let first = text.glyphs[hit.at.start];
        let before = hit.at.start.checked_sub(1).map(|i| text.glyphs[i]);
        let colon = text.glyphs.get(hit.at.end).is_some_and(|glyph| glyph.c == ':');
        let after_mark = before.is_some_and(|g| !g.c.is_alphanumeric());
        let follows = colon && labels.iter().any(|other| text.glyphs[other.at.start].piece == first.piece);
        // Two labels do not overlap; the one that began first stands.
        let free = labels.last().is_none_or(|other| other.at.end <= hit.at.start);
        let is_label = match kinds.label_is[hit.word] {
            Labels::Field => true,
            Labels::Form => colon,
            Labels::Word => false,
        };
        if is_label && free && (first.gap || after_mark || follows) {
            labels.push(hit);
        }
    }
    labels
}

struct Reader<'a> {
    kinds: &'a Kinds,
    text: &'a PageText<'a>,
    labels: &'a [Hit],
    field: &'a Field,
}

impl Reader<'_> {
    fn values(&self, columns: Option<&PageText>) -> Vec<Value> {
        let mut values = self.by_patterns(self.text);
        if values.is_empty() {
            values = columns.map(|columns| self.by_patterns(columns)).unwrap_or_default();
        }
        if values.is_empty() || self.field.many {
            values.extend(self.by_labels());
        }
        if values.is_empty() && self.field.anywhere {
            values = self.by_choice(self.text, 0..self.text.glyphs.len());
        }
        if values.is_empty() && self.field.headline {
            values.extend(self.headline());
        }
        self.pick(values)
    }

    /// Without repeats; one of them, unless the field holds many.
    fn pick(&self, values: Vec<Value>) -> Vec<Value> {
        let mut kept: Vec<Value> = Vec::new();
        for value in values {
            if !kept.iter().any(|other| other.norm == value.norm) {
                kept.push(value);
            }
        }
        if self.field.many {
            return kept;
        }
        let one = if self.field.last { kept.pop() } else { kept.into_iter().next() };
        one.into_iter().collect()
    }

    fn by_patterns(&self, text: &PageText) -> Vec<Value> {
        let mut values = Vec::new();
        for pattern in &self.field.patterns {
            for range in captures(pattern, text) {
                let apart = self.field.shape == Shape::HanName && !text.one_line(range.clone());
                let apart = apart || (self.field.shape == Shape::Number && cut(text, &range));
                if !apart && (!self.field.alone || (stands_alone(text, &range) && !self.others(text, &range)))
                {
                    values.extend(self.read(text, range));
                }
            }
            // Patterns stand in order of trust; a field of many values takes what all of them find.
            if !values.is_empty() && !self.field.many {
                break;
            }
        }
        values
    }

    fn by_labels(&self) -> Vec<Value> {
        let mut values = Vec::new();
        let mut hits: Vec<(usize, usize)> = Vec::new();
        for (index, hit) in self.labels.iter().enumerate() {
            let word = self.kinds.labels.word(hit.word);
            let trust = self.field.labels.iter().position(|label| label == word);
            hits.extend(trust.map(|trust| (trust, index)));
        }
        // One value: the label that its data names first. Several, or the last: in the order of the page.
        if !self.field.many && !self.field.last {
            hits.sort_unstable();
        }
        for (_, index) in hits {
            values.extend(self.beside(index));
        }
        values
    }

    /// Whether the value belongs to another label: one before it in its piece, or in the piece left of it.
    fn others(&self, text: &PageText, range: &Range<usize>) -> bool {
        let piece = text.glyphs[range.start].piece;
        let mut before = text.spans[piece].start..range.start;
        if before.is_empty() {
            let Some(left) = text.left_of(piece) else { return false };
            before = text.spans[left].clone();
        }
        let label = text.slice(before).trim_matches(|c: char| !super::fold::is_han(c)).to_owned();
        let own = self.field.labels.iter().any(|own| label.ends_with(own.as_str()));
        let known = self.kinds.labels.index_of(&label).is_some();
        !own && (known || TIMES.iter().any(|ending| label.ends_with(ending)))
    }

    /// The biggest line in the upper part, with the lines of the same size right below it.
    fn headline(&self) -> Option<Value> {
        let text = self.text;
        let upper = |rect: &Rect| (rect.y0 - text.extent.y0) * 2 <= text.extent.height();
        let titles = |i: &usize| {
            let span = text.spans[*i].clone();
            span.len() >= 4 && upper(&text.pieces[*i].rect) && !is_of_the_text(text.slice(span))
        };
        let lines = (0..text.pieces.len()).filter(titles);
        let height = |i: &usize| text.pieces[*i].rect.height();
        let lines: Vec<usize> = lines.collect();
        let first = *lines.iter().rev().max_by_key(|i| height(i))?;
        if height(&first) * 100 < text.median * HEADLINE_PERCENT {
            return None;
        }
        let alike = |i: &usize| (height(i) - height(&first)).abs() * 10 <= height(&first);
        let wraps = text.pieces[first].rect.width() * 100 >= text.extent.width() * WRAPPED_PERCENT;
        let whose = |i: &usize| is_of_a_writer(text.slice(text.spans[*i].clone()));
        let below = lines.iter().copied().filter(|i| wraps && *i > first);
        let last = below.take_while(|i| alike(i) && !whose(i)).last().unwrap_or(first);
        let range = text.spans[first].start..text.spans[last].end;
        let norm = tidy(&text.raw(range.clone()));
        value(text, range, norm)
    }

    /// The value of one label: after it, else right of it, else below it.
    fn beside(&self, label: usize) -> Vec<Value> {
        let at = &self.labels[label].at;
        let piece = self.text.glyphs[at.end - 1].piece;
        let end = self.label_end(at.end, piece);
        let stop = self.stop(end, piece);
        if end < stop {
            let direct = !self.text.glyphs[end].gap && end == at.end;
            // 专业技术人员 is no value of the label 专业.
            let values = if direct && self.loose() && !self.field.direct {
                Vec::new()
            } else {
                self.read(self.text, self.wrapped(end..stop))
            };
            return if self.field.many && values.is_empty() { self.right(piece) } else { values };
        }
        if stop < self.text.spans[piece].end {
            return Vec::new();
        }
        let right = self.right(piece);
        if !right.is_empty() {
            return right;
        }
        self.below(at)
    }

    /// Shapes that any text fits.
    fn loose(&self) -> bool {
        self.field.choices.is_empty() && self.field.shape == Shape::Text
    }

    /// Past a bracket such as （签字） and past colons.
    fn label_end(&self, mut end: usize, piece: usize) -> usize {
        let last = self.text.spans[piece].end;
        let glyphs = &self.text.glyphs;
        if end < last && glyphs[end].c == '(' {
            let close = (end..last.min(end + 10)).find(|i| glyphs[*i].c == ')');
            end = close.map_or(end, |close| close + 1);
        }
        while end < last && matches!(glyphs[end].c, ':' | ';' | '_') {
            end += 1;
        }
        end
    }

    /// Where the piece ends or its next label begins.
    fn stop(&self, from: usize, piece: usize) -> usize {
        let end = self.text.spans[piece].end;
        self.labels.iter().map(|hit| hit.at.start).find(|start| (from..end).contains(start)).unwrap_or(end)
    }

    /// What stands in the next pieces of the row, up to the next label: one piece if that will do, else more.
    fn right(&self, piece: usize) -> Vec<Value> {
        let mut ranges: Vec<Range<usize>> = Vec::new();
        let mut next = self.text.right_of(piece);
        while let Some(piece) = next {
            let span = self.text.spans[piece].clone();
            let stop = self.stop(span.start, piece);
            let only_marks = self.text.slice(span.clone()).chars().all(|c| matches!(c, ':' | '_'));
            if stop > span.start && !only_marks {
                ranges.push(span.start..stop);
            }
            if stop < span.end || ranges.len() == MOST_PIECES {
                break;
            }
            next = self.text.right_of(piece);
        }
        let joined = |count: usize| -> Option<Range<usize>> {
            let (first, last) = (ranges.first()?, ranges.get(count - 1)?);
            // Only pieces that follow each other in the flat text can be joined.
            (last.start >= first.start).then_some(first.start..last.end)
        };
        let mut counts: Vec<usize> = (1..=ranges.len()).collect();
        if matches!(self.field.shape, Shape::Date | Shape::DateOrLong | Shape::PeriodStart | Shape::PeriodEnd)
        {
            counts.reverse();
        }
        if self.loose() || self.field.shape == Shape::Code {
            counts.truncate(1);
        }
        let found =
            counts.into_iter().filter_map(joined).map(|range| self.read(self.text, self.wrapped(range)));
        found.into_iter().find(|values| !values.is_empty()).unwrap_or_default()
    }

    /// What stands under the label; for many values, what stands under that as well.
    fn below(&self, label: &Range<usize>) -> Vec<Value> {
        let Some(head) = self.text.rect(label.clone()) else { return Vec::new() };
        let row = self.text.pieces[self.text.glyphs[label.start].piece].row;
        let (mut values, mut bottom, mut row) = (Vec::new(), head.y1, row);
        let reach = head.height() * BELOW;
        for (index, piece) in self.text.pieces.iter().enumerate() {
            let over =
                piece.rect.x0 < head.x1 + head.height() / 2 && piece.rect.x1 > head.x0 - head.height() / 2;
            if piece.row <= row || !over {
                continue;
            }
            let span = self.text.spans[index].clone();
            let is_label = self.labels.iter().any(|hit| hit.at.start == span.start);
            if piece.rect.y0 - bottom > reach || is_label {
                break;
            }
            (bottom, row) = (piece.rect.y1, piece.row);
            values.extend(self.read(self.text, self.wrapped(span)));
            if !self.field.many || values.is_empty() {
                break;
            }
        }
        values
    }

    /// The range and the lines right below it that begin where it begins, if the field's values wrap.
    fn wrapped(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let mut ranges = vec![range.clone()];
        if !self.field.wrap {
            return ranges;
        }
        let Some(mut above) = self.text.rect(range.clone()) else { return ranges };
        let first = self.text.glyphs[range.start].piece;
        let mut row = self.text.pieces[first].row;
        let beside = |piece: usize| self.text.left_of(piece).map(|left| self.text.pieces[left].rect.x0);
        let label = beside(first);
        for (index, piece) in self.text.pieces.iter().enumerate() {
            let near = (piece.rect.x0 - above.x0).abs() <= above.height();
            let close = piece.rect.y0 - above.y0 <= above.height() * WRAP_TENTHS / 10 + above.height() / 4;
            let span = self.text.spans[index].clone();
            let is_label = self.labels.iter().any(|hit| hit.at.start == span.start);
            // What stands under the value's label is the next value's, known or not.
            let next = || label.zip(beside(index)).is_some_and(|(a, b)| (a - b).abs() <= above.height());
            if piece.row > row && near && close && !is_label && !next() && !self.labelled(index) {
                ranges.push(span);
                above = piece.rect;
                row = piece.row;
            }
        }
        ranges
    }

    /// Whether a label stands left of the piece in its row.
    fn labelled(&self, piece: usize) -> bool {
        let Some(left) = self.text.left_of(piece) else { return false };
        let span = self.text.spans[left].clone();
        self.labels.iter().any(|hit| span.contains(&hit.at.start))
    }

    /// The values in some ranges, read as one text.
    fn read(&self, text: &PageText, ranges: impl Ranges) -> Vec<Value> {
        let ranges = ranges.list();
        let Some(first) = ranges.first().cloned() else { return Vec::new() };
        if !self.field.choices.is_empty() {
            return self.by_choice(text, first);
        }
        if ranges.len() > 1 {
            return self.joined(text, &ranges).into_iter().collect();
        }
        let narrowed = if self.field.shape == Shape::HanName { one_name(text, first) } else { first };
        let found = shapes::find(self.field.shape, text.slice(narrowed.clone()));
        let offset = narrowed.start;
        found
            .into_iter()
            .filter(|found| self.fits(found))
            .filter_map(|found| {
                let range = offset + found.at.start..offset + found.at.end;
                let norm =
                    if self.field.shape == Shape::Text { tidy(&text.raw(range.clone())) } else { found.norm };
                value(text, range, norm)
            })
            .collect()
    }

    fn joined(&self, text: &PageText, ranges: &[Range<usize>]) -> Option<Value> {
        let raw: Vec<String> = ranges.iter().map(|range| text.raw(range.clone())).collect();
        let raw = raw.join(" ");
        let folded = super::fold::fold(&raw);
        let found = shapes::find(self.field.shape, &folded).into_iter().find(|found| self.fits(found))?;
        let norm = if self.field.shape == Shape::Text { tidy(&raw) } else { found.norm };
        let rect = ranges.iter().filter_map(|range| text.rect(range.clone())).reduce(|a, b| a.union(&b));
        Some(Value { raw, norm, rect, confidence: 100, reader: READER })
    }

    fn fits(&self, found: &Found) -> bool {
        let shaped = self.field.pattern.as_ref().is_none_or(|pattern| pattern.is_match(&found.norm));
        // A label is no value, a word of a form never a name.
        let label = self.field.shape == Shape::Text && self.kinds.is_label(&found.norm);
        let name = || super::person::plausible(&found.norm, |word| self.kinds.is_word(word));
        shaped && !label && (self.field.shape != Shape::HanName || name())
    }

    /// Spellings of choices in a range, longest first; a shorter one inside a longer one does not count.
    fn by_choice(&self, text: &PageText, range: Range<usize>) -> Vec<Value> {
        let chars: Vec<char> = text.glyphs[range.clone()].iter().map(|glyph| glyph.c).collect();
        let mut taken = vec![false; chars.len()];
        let mut found: Vec<(usize, usize, &str)> = Vec::new();
        for (spelling, canonical) in &self.field.choices {
            let word: Vec<char> = spelling.chars().collect();
            for start in 0..(chars.len() + 1).saturating_sub(word.len()) {
                let span = start..start + word.len();
                if chars[span.clone()] == word[..] && !taken[span.clone()].contains(&true) {
                    taken[span.clone()].fill(true);
                    found.push((span.start, span.end, canonical));
                }
            }
        }
        found.sort_unstable();
        let place = |(start, end, canonical): (usize, usize, &str)| {
            value(text, range.start + start..range.start + end, canonical.to_owned())
        };
        // An empty canonical value is a spelling that means no choice.
        found.into_iter().filter(|found| !found.2.is_empty()).filter_map(place).collect()
    }
}

const READER: &str = Value::LAYER;

fn value(text: &PageText, range: Range<usize>, norm: String) -> Option<Value> {
    let raw = text.raw(range.clone());
    (!norm.is_empty()).then(|| Value { raw, norm, rect: text.rect(range), confidence: 100, reader: READER })
}

/// Ranges of glyphs, one or several.
trait Ranges {
    fn list(self) -> Vec<Range<usize>>;
}

impl Ranges for Range<usize> {
    fn list(self) -> Vec<Range<usize>> {
        vec![self]
    }
}

impl Ranges for Vec<Range<usize>> {
    fn list(self) -> Vec<Range<usize>> {
        self
    }
}

/// What a pattern captures. One that begins with `^` is tried at the start of each piece, to the end of its row;
/// others anywhere, over the ends of lines.
fn captures(pattern: &Regex, text: &PageText) -> Vec<Range<usize>> {
    let spans: Vec<Range<usize>> = match pattern.as_str().starts_with('^') {
        true => (0..text.pieces.len()).map(|piece| text.rest_of_row(piece)).collect(),
        false => std::iter::once(0..text.glyphs.len()).collect(),
    };
    let mut ranges = Vec::new();
    for span in spans {
        let offset = text.slice(0..span.start).len();
        for v in pattern.captures_iter(text.slice(span)).filter_map(|capture| capture.name("v")) {
            ranges.push(text.index(offset + v.start())..text.index(offset + v.end()));
        }
    }
    ranges.retain(|range| !range.is_empty() && !glued(text, range));
    ranges
}

/// Whether figures of two cells came to lie side by side: 20 and 37.2 are no 2037.2.
fn glued(text: &PageText, range: &Range<usize>) -> bool {
    let figure = |c: char| c.is_ascii_alphanumeric() || c == '.';
    text.glyphs[range.clone()].windows(2).any(|pair| {
        let row = |i: usize| text.pieces[pair[i].piece].row;
        pair[0].piece != pair[1].piece && row(0) == row(1) && figure(pair[0].c) && figure(pair[1].c)
    })
}

/// Whether figures or letters go on to its left: the tail of a code is no count.
fn cut(text: &PageText, range: &Range<usize>) -> bool {
    let before = range.start.checked_sub(1).map(|i| text.glyphs[i].c);
    text.glyphs[range.start].c.is_ascii_digit() && before.is_some_and(|c| c.is_ascii_alphanumeric())
}

/// Whether it begins a piece, or follows a gap or a mark, and ends its piece (but for marks).
fn stands_alone(text: &PageText, range: &Range<usize>) -> bool {
    let first = text.glyphs[range.start];
    let before = range.start.checked_sub(1).map(|i| text.glyphs[i].c);
    let begins = first.gap || before.is_some_and(|c| !c.is_alphanumeric());
    let piece = text.glyphs[range.end - 1].piece;
    let rest = range.end..text.spans[piece].end;
    begins && text.glyphs[rest].iter().all(|glyph| !glyph.c.is_alphanumeric())
}

/// Up to the first gap, or the second where the first leaves one character only: 张 三, but not 张三 男.
fn one_name(text: &PageText, range: Range<usize>) -> Range<usize> {
    let mut han = 0;
    for i in range.clone() {
        if text.glyphs[i].gap && han >= 2 {
            return range.start..i;
        }
        han += usize::from(super::fold::is_han(text.glyphs[i].c));
    }
    range
}

/// A heading of a section, or a line with a label: no headline, however high.
fn is_of_the_text(folded: &str) -> bool {
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let after = folded.trim_start_matches(numeral);
    let numbered = after.len() < folded.len() && after.starts_with(['、', '.']);
    numbered || folded.chars().take(LONGEST_LABEL + 1).any(|c| c == ':')
}

/// The line under a title that says who wrote: a name with dots, or where he works.
fn is_of_a_writer(folded: &str) -> bool {
    const MORE_UNITS: &[&str] = &["中学", "小学", "设计院", "厂"];
    let unit = || shapes::is_unit(folded) || MORE_UNITS.iter().any(|ending| folded.ends_with(ending));
    folded.contains('·') || unit()
}

/// Single spaces, none beside a Chinese character; simplified forms.
fn tidy(raw: &str) -> String {
    let words: Vec<&str> = raw.split_whitespace().collect();
    let mut tidy = String::new();
    for word in words {
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if latin(tidy.chars().next_back()) && latin(word.chars().next()) {
            tidy.push(' ');
        }
        tidy.extend(word.chars().map(bracket).map(simplified));
    }
    tidy
}

/// Brackets of one shape: readers of pixels take one for the other.
fn bracket(c: char) -> char {
    match c {
        '(' => '（',
        ')' => '）',
        '[' | '【' => '〔',
        ']' | '】' => '〕',
        c => c,
    }
}

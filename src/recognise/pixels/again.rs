//! What is read again, by which reader, and what its word is worth.
//!
//! Why it exists: the first reader is cheap and mostly right, and where it is wrong it is often sure. What decides
//! something is read twice, in parts, until two readings agree or the better one has spoken.

use std::collections::{BTreeMap, BTreeSet};

use super::super::figures::{self, LEAST_CODE, is_figures, longest_code};
use super::super::kinds::Kind;
use super::super::shapes;
use super::super::words::SURE;
use super::super::{Fields, ReadMode, Step, Value};
use super::line::{DROP, Line, SHOWN};
use super::splice::{extent_in, inner, is_whole, part_of, spliced, thousandths};
use super::{DECIDING, Sight};
use crate::facts::{Answer, LineText, Model, PageFacts, Probe, Quad, Rect};

/// Lines below it may hold a misread title word or label.
const DOUBTFUL: u16 = 930;
/// Doubtful lines that are read again at most where a kind or a field is still open.
const AGAIN: usize = 12;
/// Where everything is read, any line is read again below it: of 53 clean pages 513 parts where [`SHOWN`] makes 463,
/// for .055 more time. From .985 on, as for values, it would be 650 for .24 more, and pages in this mode would cost more
/// than the two fifths of RapidOCR's time that they may (benches/reading).
const EVERY: u16 = 975;
/// Tiny is believed when it is sure and says the same on a second crop, as surely as this. What it is not sure of is
/// not proved by saying it twice: 2020年11月20日 came out as 2020年1月20日 on both crops, at .972 and .987.
const AGREED: u16 = 970;
/// Numbers, known by their shape: where tiny lost a character, none is found.
const CODES: &[&str] = &["id_number", "certificate_number", "verification_code"];
/// Of lines below it small made nothing right either: ornaments, and two lines in one box, which a finer look parts.
const HOPELESS: u16 = 300;
/// As long is what is left of an identity number of which a few digits were lost.
const LEAST_ID: usize = 13;

impl<'a> Sight<'a> {
    /// What small read, of whole lines or of parts of them, in its place; of the lines from this one on.
    pub(super) fn put_in_rereadings(&mut self, page: &PageFacts, first: usize) {
        for (probe, answer) in &page.answers {
            let (Probe::Line { quad, model, .. }, Answer::Line(text)) = (probe, answer) else { continue };
            if *model == Model::Tiny {
                continue;
            }
            let extent = |line: &&mut Line| extent_in(&line.quad, quad);
            let found = self.lines.iter_mut().skip(first).find_map(|line| Some((extent(&line)?, line)));
            let Some((extent, line)) = found else { continue };
            if let Some(tiny) = line.tiny {
                let (from, to) = inner(tiny, extent);
                let same = figures::agree(tiny, from, to, text);
                // Where tiny contradicts itself, small is asked, and its word counts.
                if same || *model != Model::TinyWide {
                    line.confirmed = Some(same && line.confirmed != Some(false));
                }
            }
            let Some(known) = line.text().filter(|_| *model != Model::TinyWide) else { continue };
            let better = spliced(known, text, extent, line.lacks_one(known));
            // A reading that makes a date into none is none.
            if shapes::months(&better.text) < shapes::months(&known.text) {
                line.confirmed = Some(false);
                continue;
            }
            line.in_part |= !is_whole(extent);
            line.small = Some(better);
        }
    }

    /// Where names stand (tiny lacks rare name characters) and numbers (of five zeros it may lose one and be sure),
    /// and all values that tiny was not sure of.
    pub(super) fn to_be_sure(&self, page: &PageFacts, kind: &Kind, read: &Fields) -> Vec<(Quad, Model)> {
        // What of a line was doubted, from where to where.
        let mut words: BTreeMap<usize, (i32, i32)> = BTreeMap::new();
        let mut figures: BTreeSet<(usize, (i32, i32))> = BTreeSet::new();
        for (field, value) in read.iter().flat_map(|(field, values)| first_of_each(field, values)) {
            let Some(rect) = value.rect else { continue };
            let sure = surely(field, value);
            let of_figures = CODES.contains(&field) || is_number_or_date(&value.norm);
            let unsure = |line: &Line| (line.score() < sure || line.lost_one()) && !line.mended;
            let doubted = |line: &usize| unsure(&self.lines[*line]);
            for line in self.lines_in(rect).into_iter().filter(doubted) {
                if of_figures {
                    figures.extend(self.figures(line, rect).into_iter().map(|part| (line, part)));
                } else {
                    let part = words.entry(line).or_insert((rect.x0, rect.x1));
                    *part = (part.0.min(rect.x0), part.1.max(rect.x1));
                }
            }
        }
        for line in self.unsure_figures(kind) {
            figures.extend(self.figures(line, self.lines[line].rect).into_iter().map(|part| (line, part)));
        }
        let words = words.into_iter().filter(|(line, _)| self.lines[*line].small.is_none());
        let words = words.map(|(line, (from, to))| (part_of(&self.lines[line], from, to), Model::Small));
        let figures = figures.into_iter().filter_map(|(line, part)| self.figures_again(page, line, part));
        // What looks like a number and is none was misread: tiny's own word does not help.
        let wide = |(line, (from, to)): (usize, (i32, i32))| {
            (part_of(&self.lines[line], from, to), Model::SmallWide)
        };
        let strange = self.strange_codes(kind, read).into_iter().map(wide);
        words.chain(figures).chain(strange).collect()
    }

    /// Where dates and numbers stand in a line, within a box of the upright page; all of the box where none are told
    /// apart.
    pub(super) fn figures(&self, line: usize, rect: Rect) -> Vec<(i32, i32)> {
        let line = &self.lines[line];
        let x = |at: u16| line.rect.x0 + (i64::from(at) * i64::from(line.rect.width()) / 1000) as i32;
        let runs = line.tiny.map(figures::runs).unwrap_or_default().into_iter();
        let parts: Vec<(i32, i32)> = runs
            .map(|(from, to)| (x(from), x(to)))
            .filter(|(from, to)| *from < rect.x1 && *to > rect.x0)
            .collect();
        if parts.is_empty() { vec![(rect.x0, rect.x1)] } else { parts }
    }

    /// How figures are read again: by tiny on a crop of their own, wider than it is tall; and by small where that
    /// says something else.
    fn figures_again(&self, page: &PageFacts, line: usize, (from, to): (i32, i32)) -> Option<(Quad, Model)> {
        let line = &self.lines[line];
        let quad = part_of(line, from, to);
        let sure = |tiny: &&LineText| tiny.score >= SURE && !figures::repeats(&tiny.text) && !line.lost_one();
        let tiny = line.tiny.filter(sure);
        let Some(tiny) = tiny else { return Some((quad, Model::SmallWide)) };
        match page.answers.get(&self.probe(quad, Model::TinyWide)) {
            None => Some((quad, Model::TinyWide)),
            Some(Answer::Line(wide)) if wide.score >= AGREED => {
                // Whole pixels are off by a little; characters are not so near each other.
                let (first, last) = (thousandths(line, from).saturating_sub(2), thousandths(line, to) + 2);
                let same = figures::agree(tiny, first, last, wide);
                (!same).then_some((quad, Model::SmallWide))
            }
            Some(_) => Some((quad, Model::SmallWide)),
        }
    }

    /// Lines that look like a date or a number and were not read surely, or lack a character: they may be misread into none.
    fn unsure_figures(&self, kind: &Kind) -> Vec<usize> {
        let figures = |line: &Line| {
            let unsure = |text: &LineText| (DROP..SURE).contains(&text.score) || line.lost_one();
            line.tiny.is_some_and(|text| unsure(text) && is_figures(&text.text))
        };
        let of = |line: &Line| figures(line) && !line.mended && self.may_hold_fields(kind, line);
        let lines = self.lines.iter().enumerate();
        lines.filter(|(_, line)| of(line)).map(|(index, _)| index).collect()
    }

    /// Numbers that are none of the page's values, as long as the one that lacks, and where they stand.
    fn strange_codes(&self, kind: &Kind, read: &Fields) -> Vec<(usize, (i32, i32))> {
        let least = least_code(kind, read);
        let known = |code: &str| read.values().flatten().any(|value| value.norm.ends_with(code));
        let strange = |line: &Line| {
            let code = line.tiny.and_then(|text| longest_code(&text.text));
            code.is_some_and(|code| code.len() >= least && !known(code)) && self.may_hold_fields(kind, line)
        };
        let lines = self.lines.iter().enumerate().filter(|(_, line)| strange(line));
        let longest = |line: usize| {
            let parts = self.figures(line, self.lines[line].rect).into_iter();
            parts.max_by_key(|(from, to)| to - from).map(|part| (line, part))
        };
        lines.filter_map(|(line, _)| longest(line)).collect()
    }

    /// Lines that may hold a misread title word or label, the biggest first.
    pub(super) fn doubtful(&self) -> Vec<(Quad, Model)> {
        // Boxes of one character are marks, and what shows of a seal or a face.
        let wide = |line: &Line| line.rect.width() * 2 > line.rect.height() * 3;
        let doubted = |score: u16| (HOPELESS..DOUBTFUL).contains(&score);
        let unsure = |line: &Line| line.tiny.is_some_and(|text| doubted(text.score)) && !line.is_scrap();
        let doubtful = |line: &Line| wide(line) && unsure(line);
        let mut lines: Vec<usize> = (0..self.lines.len()).filter(|&i| doubtful(&self.lines[i])).collect();
        lines.sort_by_key(|&i| (std::cmp::Reverse(self.lines[i].rect.height()), i));
        lines.truncate(AGAIN);
        lines.into_iter().flat_map(|i| self.again_for(i)).collect()
    }

    /// What small reads again of a line: numbers and dates alone, where it holds any.
    fn again_for(&self, line: usize) -> Vec<(Quad, Model)> {
        let of = &self.lines[line];
        match of.again() {
            Model::SmallWide => {
                let parts = self.figures(line, of.rect).into_iter();
                parts.map(|(from, to)| (part_of(of, from, to), Model::SmallWide)).collect()
            }
            model => vec![(of.quad, model)],
        }
    }

    /// Asks the better reader for what it was not asked.
    pub(super) fn again(&self, page: &PageFacts, parts: Vec<(Quad, Model)>) -> Option<Step> {
        let probes = parts.into_iter().map(|(quad, model)| self.probe(quad, model));
        // Two parts of one short line are the same line.
        let mut known = BTreeSet::new();
        let fresh = probes.filter(|probe| !page.asked(probe) && known.insert(probe.clone()));
        let fresh: Vec<Probe> = fresh.take(AGAIN).collect();
        (!fresh.is_empty()).then_some(Step::Ask(fresh))
    }

    /// Where every line is to be read, what may be misread is read again whatever it holds.
    pub(super) fn to_the_letter(&self, page: &PageFacts) -> Option<Step> {
        // Not before the finer look, which may read them better.
        let due = self.mode == ReadMode::Full && self.fine_look(page).is_none();
        due.then(|| self.again(page, self.letters(EVERY))).flatten()
    }

    /// Lines that tiny was not as sure of as this, rows of one character, of which it may lose some and be sure, and
    /// lines that lack one.
    pub(super) fn letters(&self, sure: u16) -> Vec<(Quad, Model)> {
        let unsure = |text: &LineText| (HOPELESS..sure).contains(&text.score) || figures::repeats(&text.text);
        let doubted = |line: &&Line| {
            (line.tiny.is_some_and(unsure) || line.lost_one()) && !line.joined && !line.is_scrap()
        };
        let model = |line: &Line| match line.tiny.is_some_and(|text| figures::repeats(&text.text)) {
            true => Model::SmallWide,
            false => Model::Small,
        };
        self.lines.iter().filter(doubted).map(|line| (line.quad, model(line))).collect()
    }

    /// Headlines that seem to lack a character, which may be the one that tells a form from a certificate.
    pub(super) fn holed_headlines(&self) -> Vec<(Quad, Model)> {
        let tall = self.tall();
        let lines = self.lines.iter().filter(|line| line.rect.height() >= tall && line.lost_one());
        lines.map(|line| (line.quad, Model::Small)).collect()
    }
}

/// The values of a field, of equal ones the first.
fn first_of_each<'r>(field: &'r str, values: &'r [Value]) -> impl Iterator<Item = (&'r str, &'r Value)> {
    let fresh = move |index: usize| values[..index].iter().all(|earlier| earlier.norm != values[index].norm);
    (0..values.len()).filter(move |&index| fresh(index)).map(move |index| (field, &values[index]))
}

/// From which score on a value's line need not be read again.
fn surely(field: &str, value: &Value) -> u16 {
    // A check character that holds: no digit was lost or misread.
    let checked = field == "id_number" && shapes::check_digit_holds(&value.norm) == Some(true);
    match () {
        () if is_read_twice(field) && !checked => u16::MAX,
        () if DECIDING.contains(&field) => SURE,
        () => SHOWN,
    }
}

/// Names and numbers are read twice however sure the first reading was.
pub(super) fn is_read_twice(field: &str) -> bool {
    field == "name" || CODES.contains(&field)
}

/// Digits, and nothing of a language.
fn is_number_or_date(norm: &str) -> bool {
    norm.chars().any(|c| c.is_ascii_digit()) && norm.is_ascii()
}

/// From which length on a run may be the number that lacks; identity numbers are long, and most forms have none.
fn least_code(kind: &Kind, read: &Fields) -> usize {
    let lacking = |field: &str| CODES.contains(&field) && !read.contains_key(field);
    let lengths = kind.fields.iter().filter(|field| lacking(&field.name));
    let least = lengths.map(|field| if field.name == "id_number" { LEAST_ID } else { LEAST_CODE });
    least.min().unwrap_or(usize::MAX)
}

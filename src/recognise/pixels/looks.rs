//! Finer looks: where one is taken, and which of its lines take the place of those known before.
//!
//! Why it exists: a look at twice the side costs four times as much, and finds small print and parts boxes that hold two
//! lines; so it is taken where a value is in doubt, at a part of the page where that will do.

use std::collections::BTreeSet;

use super::super::finer::{self, FINEST_SIDE};
use super::super::kinds::Kind;
use super::super::steps::{FINE, FINE_SIDE};
use super::super::{Fields, ReadMode, Step};
use super::again::is_read_twice;
use super::line::{DROP, Line, SHOWN, TRUSTED, WELL};
use super::{DATES, Sight};
use crate::facts::{Answer, Lines, PageFacts, Probe, Quad, Rect};

/// Share of a box that another, or several, must cover for it to be known: half of it.
const COVERED: f64 = 0.5;
/// A line of so many median heights, tenths, may be a headline, or two lines in one box.
const TALL: i32 = 13;

impl<'a> Sight<'a> {
    /// Lines of the finer look, but where the first look's was read surely; the others that they cover go, and those
    /// that say nothing. Where all is read, the surer of two readings counts.
    pub(super) fn put_in_finer(&mut self, page: &'a PageFacts, fine: &Lines, patch: Option<Rect>) {
        let all = patch.is_none() && self.mode == ReadMode::Full;
        let is_kept = |line: &Line| line.is_trusted(if all { line.to_be_whole() } else { TRUSTED });
        let kept: Vec<Rect> = self.lines.iter().filter(|line| is_kept(line)).map(|line| line.rect).collect();
        // Of a box of two lines, or of a label and its value, each may be half.
        let known = |rect: &Rect| kept.iter().map(|line| share(line, rect)).sum::<f64>() >= COVERED;
        let size = (self.frame.width, self.frame.height);
        let whole = |quad: &Quad| patch.is_none_or(|patch| !finer::is_cut(&quad.bounds(), &patch, size));
        let boxes = fine.boxes.iter().filter(|found| whole(&found.quad));
        let finer = boxes.map(|found| self.line(page, found.quad));
        // In the middle of a seal its strokes look like characters beside the number that it lies over.
        let stroke = |line: &Line| patch.is_some() && line.is_short_of(WELL);
        let mut finer: Vec<Line> = finer.filter(|fine| !stroke(fine) && !known(&fine.rect)).collect();
        if all {
            let stands: Vec<Rect> = self.standing_beside(&finer).collect();
            finer.retain(|fine| !stands.iter().any(|line| covers(line, &fine.rect)));
        }
        // A higher box, as of a line with its seal, covers half of the line beside it: that is no reason for one that
        // was read well to go.
        let replaces = |line: &Line, fine: &Line| {
            covers(&line.rect, &fine.rect) || (covers(&fine.rect, &line.rect) && !line.is_trusted(TRUSTED))
        };
        let replaced = |line: &Line| finer.iter().any(|fine| replaces(line, fine));
        // An ornament that the finer look does not take for text.
        let looked = |line: &Line| patch.is_none_or(|patch| finer::touches(&line.quad.bounds(), &patch));
        let nothing = |line: &Line| line.tiny.is_some() && line.score() < DROP && looked(line);
        self.lines.retain(|line| is_kept(line) || !(nothing(line) || replaced(line)));
        let known = self.lines.len();
        self.lines.extend(finer);
        self.put_in_rereadings(page, known);
    }

    /// Boxes of lines that outdo what the finer look has there: a line in several boxes as a whole or not at all.
    fn standing_beside(&self, finer: &[Line]) -> impl Iterator<Item = Rect> {
        let outdoes = |line: &&Line| {
            let mut same = finer.iter().filter(|fine| covers(&line.rect, &fine.rect)).peekable();
            same.peek().is_some() && same.all(|fine| line.outdoes(fine))
        };
        self.lines.iter().filter(outdoes).map(|line| line.rect)
    }

    /// A finer look at these lines than those that were taken: at the whole page where they are all over it. Two lines in
    /// one box, which that did not part either, get the finest.
    pub(super) fn finer(&self, page: &PageFacts, doubted: &BTreeSet<usize>) -> Option<Probe> {
        let bounds = |line: &Line| line.quad.bounds();
        let lines: Vec<Rect> = doubted.iter().map(|&line| bounds(&self.lines[line])).collect();
        let others: Vec<Rect> = self.lines.iter().filter(|line| line.score() < TRUSTED).map(bounds).collect();
        let size = (self.frame.width, self.frame.height);
        let patch = |side: u16, others: &[Rect]| finer::patch(&lines, others, size, (side, self.plane));
        let looked = |least: u16| {
            let is = |probe: &Probe| match probe {
                Probe::Patch { side, .. } => *side >= least,
                probe => *probe == FINE && least <= FINE_SIDE,
            };
            page.answers.keys().any(is)
        };
        let tall = self.tall();
        let two = doubted.iter().any(|&line| self.lines[line].rect.height() >= tall);
        match () {
            () if doubted.is_empty() || looked(FINEST_SIDE) => None,
            () if !looked(FINE_SIDE) => Some(patch(FINE_SIDE, &others).unwrap_or(FINE)),
            () if two => patch(FINEST_SIDE, &others).or_else(|| patch(FINEST_SIDE, &[])),
            () => None,
        }
    }

    /// Lines of a number or a date that decides and was read badly; where none was found, those read badly that may
    /// hold it: boxes may be cut, or hold two lines, as under seals.
    pub(super) fn doubted(&self, kind: &Kind, read: &Fields) -> BTreeSet<usize> {
        let tall = self.tall();
        let may_hold = |line: &Line| {
            let (width, height) = (line.rect.width(), line.rect.height());
            let wide = width > height * 2;
            let badly = line.score() < WELL && !line.is_scrap();
            let two = height >= tall && width > height && line.score() < TRUSTED;
            ((wide && badly) || two) && self.may_hold_fields(kind, line)
        };
        let those = |wanted: &dyn Fn(&Line) -> bool| {
            self.lines.iter().enumerate().filter(|(_, line)| wanted(line)).map(|(i, _)| i).collect::<Vec<_>>()
        };
        let mut found = BTreeSet::new();
        if kind.fields.iter().any(|field| DATES.contains(&field.name.as_str())) {
            found.extend(those(&|line| line.is_torn()));
        }
        let wanted = |name: &str| is_read_twice(name) || DATES.contains(&name);
        for field in kind.fields.iter().filter(|field| wanted(&field.name)) {
            match read.get(&field.name) {
                None => found.extend(those(&may_hold)),
                Some(values) => {
                    let lines = values.iter().filter_map(|value| value.rect).flat_map(|r| self.lines_in(r));
                    found.extend(lines.filter(|&line| self.lines[line].is_doubted()));
                }
            }
        }
        found
    }

    /// From which height on a line is higher than the others: a headline, or two lines in one box.
    pub(super) fn tall(&self) -> i32 {
        let mut heights: Vec<i32> = self.lines.iter().map(|line| line.rect.height()).collect();
        heights.sort_unstable();
        // Rounded up: no height between two pixels.
        heights.get(heights.len() / 2).map_or(i32::MAX, |median| (median * TALL + 9) / 10)
    }

    /// The finer look at the whole page, where it was not taken.
    pub(super) fn fine_look(&self, page: &PageFacts) -> Option<Step> {
        (self.is_first_look && !page.asked(&FINE)).then(|| Step::Ask(vec![FINE]))
    }

    /// What all forms of the kind state was not found: it was misread, or no box was found of it.
    pub(super) fn overlooked(&self, page: &PageFacts) -> Option<Step> {
        self.again(page, self.letters(SHOWN)).or_else(|| self.fine_look(page))
    }
}

/// The finer looks that were taken than the first, at the whole page or at a part of it; the finest later.
pub(super) fn finer_looks(mode: ReadMode, page: &PageFacts) -> Vec<(Option<Rect>, &Lines)> {
    // Where all is read it comes after those of the other mode.
    let whole = if mode == ReadMode::Full { u16::MAX } else { 0 };
    let mut looks: Vec<(u16, Option<Rect>, &Lines)> = Vec::new();
    for (probe, answer) in &page.answers {
        match (probe, answer) {
            (probe, Answer::Lines(lines)) if *probe == FINE => looks.push((whole, None, lines)),
            (Probe::Patch { rect, side, .. }, Answer::Lines(lines)) => {
                looks.push((*side, Some(*rect), lines))
            }
            _ => {}
        }
    }
    looks.sort_by_key(|(side, patch, _)| (*side, *patch));
    looks.into_iter().map(|(_, patch, lines)| (patch, lines)).collect()
}

/// Whether a box covers enough of another for both to be of one line.
fn covers(cover: &Rect, of: &Rect) -> bool {
    share(cover, of) >= COVERED
}

/// Share of `of` that `cover` covers, 0–1.
fn share(cover: &Rect, of: &Rect) -> f64 {
    let width = f64::from((cover.x1.min(of.x1) - cover.x0.max(of.x0)).max(0));
    let height = f64::from((cover.y1.min(of.y1) - cover.y0.max(of.y0)).max(0));
    width * height / (f64::from(of.width().max(1)) * f64::from(of.height().max(1)))
}

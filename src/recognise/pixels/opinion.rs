//! How much of a page was read, and what the better reader makes of a sample of it where that is little.
//!
//! Why it exists: whether a page can be read is no matter of its kind or fields; it is asked of lines from all over it.

use super::super::planes::another_plane;
use super::super::sample::{self, READ_ENOUGH};
use super::super::text::PageText;
use super::super::{Sample, Step};
use super::Sight;
use super::line::{Line, WELL};
use super::rows::UNREAD;
use crate::facts::{Answer, Model, PageFacts, Plane, Probe};

impl<'a> Sight<'a> {
    /// How long the lines are that were asked for, and those among them that the first reader read well.
    pub(super) fn ems(&self) -> (u32, u32) {
        let of = |wanted: fn(&Line) -> bool| {
            self.lines.iter().filter(|line| wanted(line)).map(|line| line.ems()).sum::<u32>()
        };
        (of(|line| line.asked()), of(|line| line.is_well()))
    }

    /// The first reader read too little of what it was asked for.
    fn reads_too_little(&self) -> bool {
        let (all, well) = self.ems();
        well * READ_ENOUGH.1 < all * READ_ENOUGH.0
    }

    /// Lines from all over the page.
    fn spread(&self) -> Vec<usize> {
        let mut lines: Vec<usize> = (0..self.lines.len()).filter(|&i| !self.lines[i].joined).collect();
        lines.sort_by_key(|&i| (self.lines[i].row, self.lines[i].rect.x0, i));
        sample::spread(lines, |&i| self.lines[i].rect)
    }

    /// What small made of lines from all over the page; `None` where the first reader read enough, or nothing was
    /// asked.
    pub(super) fn sample(&self, page: &PageFacts) -> Option<Sample> {
        let score = |&i: &usize| match page.answers.get(&self.probe(self.lines[i].quad, Model::Small))? {
            Answer::Line(text) => Some(text.score),
            _ => Some(0),
        };
        let wanted = if self.reads_too_little() { self.spread() } else { Vec::new() };
        Sample::of(wanted.iter().filter_map(score).collect())
    }

    /// Where the first reader read too little, the better one is asked: for a sample, and where that can be read, for
    /// all the rest.
    pub(super) fn second_opinion(&self, page: &PageFacts) -> Option<Step> {
        if !self.reads_too_little() {
            return None;
        }
        let ask = |lines: Vec<usize>| {
            let probes = lines.into_iter().map(|i| self.probe(self.lines[i].quad, Model::Small));
            let fresh: Vec<Probe> = probes.filter(|probe| !page.asked(probe)).collect();
            (!fresh.is_empty()).then_some(Step::Ask(fresh))
        };
        let (all, well) = self.ems();
        let better = |sample: &Sample| sample.score >= sample::READS && well * 2 < all;
        let badly = |line: &Line| line.tiny.is_some() && line.score() < WELL && !line.is_scrap();
        let rest = || (0..self.lines.len()).filter(|&i| badly(&self.lines[i])).collect();
        if let Some(step) = ask(self.spread()) {
            return Some(step);
        }
        let sample = self.sample(page);
        if self.plane == Plane::Red && sample.is_none_or(|sample| sample.score < sample::READS) {
            return another_plane(page).map(|probe| Step::Ask(vec![probe]));
        }
        sample.filter(better).and_then(|_| ask(rest()))
    }

    /// Some line of the page was read badly: no kind may be due to that.
    pub(super) fn reads_badly(&self) -> bool {
        self.lines.iter().any(|line| line.tiny.is_some() && line.score() < WELL)
    }

    /// At least half of the lines that were read, read well.
    pub(super) fn is_legible(&self, text: &PageText) -> bool {
        let read: Vec<&Line> = self.lines.iter().filter(|line| line.tiny.is_some()).collect();
        let well = read.iter().filter(|line| line.score() >= WELL).count();
        let characters = text.glyphs.iter().filter(|glyph| glyph.c != UNREAD).count();
        well * 2 >= read.len() && well > 0 && characters >= 4
    }
}

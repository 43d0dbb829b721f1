//! Pages without usable letters of their own: which lines to read, in which order, and when to stop.
//!
//! Why it exists: reading a line costs ten times finding it. Good news may stop early, bad news needs every line:
//! lines are asked in the order in which they are likely to decide the kind, then those where its fields stand:
//! all of a form, the head and the foot of running text. Whatever is still open is settled by asking all the rest,
//! and doubtful deciding lines are read again by the better reader. What is asked depends on the page's facts and
//! the kinds' data alone.

use super::ink;
use super::kinds::{Kind, Kinds};
use super::planes::{best_lines, other_plane};
use super::running::Running;
use super::score::{DECIDED, Decision, Scored, decide, score};
use super::several::{Region, Said, said};
use super::steps::{self, COARSE, FINE, Frame, OTHER};
use super::text::{PageText, at_the_foot};
use super::turn::{Stance, stance, standing};
use super::{HowRead, Part, ReadMode, Step, Verdict};
use crate::facts::{
    Answer, Glance, LineText, Lines, Model, PageFacts, Piece, Plane, Probe, Quad, Rect, Turn,
};

mod again;
mod line;
mod looks;
mod mend;
mod opinion;
mod rows;
mod splice;

pub(super) use line::WELL;
use line::{DROP, Line};
use looks::finer_looks;
pub(super) use rows::UNREAD;
use rows::{frame, number_rows};

/// Lines of the first Ask: 64 % of pages are decided by the first line, 82 % by the third (reading.md, “Order”).
const FIRST: usize = 6;
/// Lines of each further Ask until the kind is known.
const NEXT: usize = 8;
/// Values that decide something: those that came out unsure are read again, and where one lacks, doubtful lines are
/// read again in search of it. The others are shown, and judged by nobody.
const DECIDING: &[&str] = &[
    "name",
    "id_number",
    "certificate_number",
    "verification_code",
    "year",
    "course",
    "level",
    "valid_to",
    "updated",
    "approved",
    "start",
    "end",
    "date",
    "issued",
    "subject",
    "hours",
    "result",
    "grade",
    "period_days",
];
/// Dates that decide.
const DATES: &[&str] = &["date", "updated", "issued", "approved", "valid_to", "start", "end"];

/// All that is known of a picture's text.
pub(super) struct Sight<'a> {
    lines: Vec<Line<'a>>,
    frame: Frame,
    plane: Plane,
    turn: Turn,
    mode: ReadMode,
    /// Whether its lines are those of [`COARSE`] and finer looks; other planes have one look.
    is_first_look: bool,
    /// Read lines and placeholders, as pieces of the upright page.
    pieces: Vec<Piece>,
    /// How many lines the detector found at first; a finer look drops those that say nothing.
    boxes: usize,
    /// What was not asked yet of lines with torn dates.
    seams: Vec<(usize, Probe)>,
}

/// The next step for a page by its pixels; `None` where lines cannot be had (not built, failed).
pub(super) fn step(kinds: &Kinds, mode: ReadMode, page: &PageFacts) -> Option<Step> {
    let sight = match Sight::of(mode, page)? {
        Ok(sight) => sight,
        Err(ask) => return Some(Step::Ask(ask)),
    };
    if sight.lines.is_empty() {
        return Some(steps::no_text(kinds, page));
    }
    if mode == ReadMode::Needed {
        return Some(sight.progress(kinds, page));
    }
    // Who reads everything looks where the other mode looks, too, so that they differ in how much they read alone.
    let step = sight.ask(sight.unread(), usize::MAX).unwrap_or_else(|| sight.progress(kinds, page));
    Some(match step {
        Step::Settled(_) => sight.fine_look(page).unwrap_or(step),
        ask => ask,
    })
}

/// A picture's lines as they were understood in the end: the surer look's, with what was read again in place. Empty
/// where nothing was read, or a look is still to come.
pub fn lines_of(mode: ReadMode, page: &PageFacts) -> Vec<(Quad, LineText)> {
    let Some(Ok(sight)) = Sight::of(mode, page) else { return Vec::new() };
    let lines = sight.lines.iter().filter(|line| !line.joined);
    let said = |line: &Line| line.text().filter(|text| text.score >= DROP).cloned();
    lines.filter_map(|line| Some((line.quad, said(line)?))).collect()
}

/// A later page of running text by its ink alone, as far as that goes: it needs no detector.
///
/// `None` where the page must be looked at: it may begin or end something, stands badly, or its lines say so.
pub(super) fn by_ink(kinds: &Kinds, page: &PageFacts) -> Option<Step> {
    let glance = page.glance()?;
    let lines = ink::lines(glance)?;
    let sight = Sight::new(page, ReadMode::Needed, (&COARSE, Plane::Red), &lines, glance);
    if !sight.running().fills() {
        return None;
    }
    if sight.lines.iter().any(|line| line.asked() && line.score() < ink::SURE) {
        return None;
    }
    let text = sight.text();
    if !matches!(decide(kinds, &text), Decision::Nothing) || steps::has_headline(&text) {
        return None;
    }
    let unread = sight.unread();
    let running = sight.running();
    // What stands in the middle may be a title: it is asked alone, so that nothing is read in vain.
    let middle = unread.iter().copied().filter(|&i| running.is_centred(&sight.lines[i].rect)).collect();
    if let Some(ask) = sight.ask(middle, FIRST) {
        return Some(ask);
    }
    if sight.lines.len() - unread.len() < FIRST {
        return sight.ask(unread, FIRST);
    }
    if !sight.is_untitled(kinds, &text) {
        return None;
    }
    let foot = sight.signatures(sight.in_rows(unread, at_the_foot));
    sight.ask(foot, usize::MAX).or_else(|| {
        match sight.settle(kinds, page, &text, Said::Whole(Decision::Nothing)) {
            Step::Settled(mut parts) => {
                parts.iter_mut().for_each(|part| part.more = vec![COARSE]);
                Some(Step::Settled(parts))
            }
            ask => Some(ask),
        }
    })
}

impl<'a> Sight<'a> {
    /// Of the look that shows most of the page; what must be asked before one is known. `None` where none can be had.
    fn of(mode: ReadMode, page: &'a PageFacts) -> Option<Result<Sight<'a>, Vec<Probe>>> {
        let glance = page.glance()?;
        if let Some(ask) = other_plane(page, glance, &COARSE) {
            return Some(Err(vec![ask]));
        }
        let (probe, lines, plane) = best_lines(page, &COARSE)?;
        if lines.boxes.is_empty() && !page.asked(&FINE) {
            return Some(Err(vec![FINE]));
        }
        Some(match stance(page, lines, plane, glance.legibility.turn) {
            Stance::Is(turn) => Ok(Sight::new(page, mode, (probe, plane), &standing(lines, turn), glance)),
            Stance::Ask(both_ways) => Err(both_ways),
        })
    }

    /// Of lines that this probe found, read on this plane.
    fn new(
        page: &'a PageFacts,
        mode: ReadMode,
        (probe, plane): (&Probe, Plane),
        found: &Lines,
        glance: &Glance,
    ) -> Sight<'a> {
        let frame = frame(found, glance);
        let mut sight = Sight {
            lines: Vec::new(),
            frame,
            plane,
            turn: found.turn,
            mode,
            is_first_look: *probe == COARSE,
            pieces: Vec::new(),
            boxes: found.boxes.len(),
            seams: Vec::new(),
        };
        sight.lines = found.boxes.iter().map(|found| sight.line(page, found.quad)).collect();
        sight.put_in_rereadings(page, 0);
        let looks = if sight.is_first_look { finer_looks(mode, page) } else { Vec::new() };
        for (patch, fine) in looks {
            let fine = standing(fine, found.turn);
            if fine.turn == found.turn {
                sight.put_in_finer(page, &fine, patch);
            }
        }
        number_rows(&mut sight.lines);
        sight.mend(page);
        sight.mend_halves(page);
        sight.lay_out();
        sight
    }

    /// The box of a line on the upright page.
    fn upright(&self, quad: &Quad) -> Rect {
        Quad(quad.0.map(|corner| self.frame.upright_point(corner))).bounds()
    }

    fn probe(&self, quad: Quad, model: Model) -> Probe {
        Probe::Line { quad, turn: self.turn, plane: self.plane, model }
    }

    fn line(&self, page: &'a PageFacts, quad: Quad) -> Line<'a> {
        let answer = page.answers.get(&self.probe(quad, Model::Tiny));
        let tiny = match answer {
            Some(Answer::Line(text)) => Some(text),
            _ => None,
        };
        let failed = matches!(answer, Some(Answer::Not(_)));
        Line {
            quad,
            rect: self.upright(&quad),
            row: 0,
            tiny,
            small: None,
            failed,
            joined: false,
            confirmed: None,
            mended: false,
            in_part: false,
        }
    }

    /// The text as far as it was read.
    fn text(&self) -> PageText<'_> {
        PageText::by_rows(&self.pieces).with_last_row(self.last_row())
    }

    fn last_row(&self) -> u32 {
        self.lines.iter().map(|line| line.row).max().unwrap_or(0)
    }

    /// Lines not asked yet, the likeliest to decide the kind first: height × √(em/3.5, at most 1) × (1.3 − 0.6 ·
    /// place from the top) (reading.md, “Order”; em: how many characters long).
    fn unread(&self) -> Vec<usize> {
        let weight = |line: &Line| {
            let (width, height) = (f64::from(line.rect.width()), f64::from(line.rect.height().max(1)));
            let long = (width / height / 3.5).clamp(0.0, 1.0).sqrt();
            let from_top = f64::from(line.rect.y0) / f64::from(self.frame.upright_height().max(1));
            (height * long * (1.3 - 0.6 * from_top) * 1000.0) as i64
        };
        let mut open: Vec<usize> = (0..self.lines.len()).filter(|&i| !self.lines[i].asked()).collect();
        open.sort_by_key(|&i| (std::cmp::Reverse(weight(&self.lines[i])), i));
        open
    }

    fn ask(&self, lines: Vec<usize>, most: usize) -> Option<Step> {
        let probes: Vec<Probe> =
            lines.into_iter().take(most).map(|i| self.probe(self.lines[i].quad, Model::Tiny)).collect();
        (!probes.is_empty()).then_some(Step::Ask(probes))
    }

    /// Asks on, or settles.
    fn progress(&self, kinds: &Kinds, page: &PageFacts) -> Step {
        let unread = self.unread();
        if unread.len() == self.lines.len()
            && let Some(ask) = self.ask(unread.clone(), FIRST)
        {
            return ask;
        }
        if let Some(ask) = self.again(page, self.holed_headlines()) {
            return ask;
        }
        let text = self.text();
        let said = said(kinds, &text);
        let ask = match &said {
            Said::Several(regions) => self.for_all(kinds, page, regions),
            // That it is none of the kinds is bad news.
            Said::Whole(Decision::Kind(best, _)) if kinds.list()[best.kind].id.0 == OTHER => {
                self.ask(unread, usize::MAX)
            }
            Said::Whole(Decision::Kind(best, _)) => {
                self.for_fields(kinds, page, &text, &kinds.list()[best.kind])
            }
            _ if self.is_untitled(kinds, &text) => {
                self.ask(self.signatures(self.in_rows(unread, at_the_foot)), usize::MAX)
            }
            _ => self
                .ask(unread, NEXT)
                .or_else(|| self.again(page, self.doubtful()))
                .or_else(|| (!page.asked(&FINE) && self.reads_badly()).then(|| Step::Ask(vec![FINE]))),
        };
        ask.unwrap_or_else(|| self.settle(kinds, page, &text, said))
    }

    /// Several documents on one page: reads all of it, since each may begin anywhere, and looks finely, since their print
    /// is small; then makes sure of the fields of each.
    fn for_all(&self, kinds: &Kinds, page: &PageFacts, regions: &[Region]) -> Option<Step> {
        let of = |region: &Region| self.for_fields(kinds, page, &region.text, region.kind(kinds));
        let unread = self.ask(self.unread(), usize::MAX);
        unread.or_else(|| self.fine_look(page)).or_else(|| regions.iter().find_map(of))
    }

    /// The kind is known: reads where its fields may stand, then makes sure of them; `None` where that is done.
    fn for_fields(&self, kinds: &Kinds, page: &PageFacts, text: &PageText, kind: &Kind) -> Option<Step> {
        let unread = self.unread();
        let wanted = match kind.ends() {
            Some(ends) => self.in_rows(unread, ends),
            None => unread,
        };
        let wanted = if kind.signed { self.signatures(wanted) } else { wanted };
        if let Some(ask) = self.ask(wanted, usize::MAX) {
            return Some(ask);
        }
        let read = super::fields::read(kinds, kind, text);
        if let Some(ask) = self.again(page, self.to_be_sure(page, kind, &read)) {
            return Some(ask);
        }
        if kind.fields.iter().any(|field| DATES.contains(&field.name.as_str())) {
            let seams = self.asked_to_mend(|line| self.may_hold_fields(kind, line));
            if !seams.is_empty() {
                return Some(Step::Ask(seams));
            }
        }
        let deciding = kind.fields.iter().filter(|field| DECIDING.contains(&field.name.as_str()));
        let lacking = deciding.clone().any(|field| !read.contains_key(&field.name));
        if lacking && let Some(ask) = self.again(page, self.doubtful()) {
            return Some(ask);
        }
        let doubted = self.doubted(kind, &read);
        if let Some(look) = self.finer(page, &doubted) {
            return Some(Step::Ask(vec![look]));
        }
        let lacks = kind.always.iter().any(|field| !read.contains_key(field));
        lacks.then(|| self.overlooked(page)).flatten()
    }

    /// Those in rows where fields stand: at the ends of running text, at the foot of a later page, which has no title.
    fn in_rows(&self, lines: Vec<usize>, stands: fn(u32, u32) -> bool) -> Vec<usize> {
        let last = self.last_row();
        lines.into_iter().filter(|&i| stands(self.lines[i].row, last)).collect()
    }

    fn running(&self) -> Running {
        Running::new(self.lines.iter().map(|line| line.rect).collect())
    }

    /// Without lines of running text at the foot: names and dates under it stand in short lines.
    fn signatures(&self, lines: Vec<usize>) -> Vec<usize> {
        let page = self.running();
        if !page.is_running() {
            return lines;
        }
        let last = self.last_row();
        let skipped = |&i: &usize| at_the_foot(self.lines[i].row, last) && page.is_body(&self.lines[i].rect);
        lines.into_iter().filter(|line| !skipped(line)).collect()
    }

    /// Fields of running text stand at its ends.
    fn may_hold_fields(&self, kind: &Kind, line: &Line) -> bool {
        kind.ends().is_none_or(|ends| ends(line.row, self.last_row()))
    }

    /// Lines whose middles a box of the upright page holds.
    fn lines_in(&self, rect: Rect) -> Vec<usize> {
        let touches = |line: &Line| {
            let middle = (line.rect.y0 + line.rect.y1) / 2;
            line.rect.x0 < rect.x1 && line.rect.x1 > rect.x0 && (rect.y0..=rect.y1).contains(&middle)
        };
        let counts = |line: &Line| !line.joined && line.score() >= DROP && touches(line);
        (0..self.lines.len()).filter(|&i| counts(&self.lines[i])).collect()
    }

    /// Top lines read well, no title among them, and no kind that the rest would decide: a later page of something.
    /// What running text says in passing (a paper has results, a summary speaks of courses) is no title.
    fn is_untitled(&self, kinds: &Kinds, text: &PageText) -> bool {
        let read = self.lines.iter().filter(|line| line.score() >= WELL).count();
        let speaks = |scored: &Scored| scored.title.is_some() || scored.points >= DECIDED;
        // A page that would be unsure is read to its end.
        let enough = if self.running().runs_on() { FIRST - 1 } else { FIRST + NEXT };
        let well = read >= enough && self.is_legible(text);
        well && !score(kinds, text).iter().any(speaks) && !steps::has_headline(text)
    }

    fn settle(&self, kinds: &Kinds, page: &PageFacts, text: &PageText, said: Said) -> Step {
        if let Some(ask) = self.second_opinion(page).or_else(|| self.to_the_letter(page)) {
            return ask;
        }
        let rest: Vec<Probe> =
            self.unread().into_iter().map(|i| self.probe(self.lines[i].quad, Model::Tiny)).collect();
        // That it is none of the kinds needs a page that can be read.
        let known = match &said {
            Said::Several(_) => true,
            Said::Whole(Decision::Kind(best, _)) => kinds.list()[best.kind].id.0 != OTHER,
            Said::Whole(_) => false,
        };
        let step = if known || self.is_legible(text) {
            steps::read_text(kinds, self.mode, page, (text, said), &self.frame, rest.is_empty())
        } else {
            steps::read_badly(kinds, page, text)
        };
        match step {
            Step::Settled(parts) => {
                Step::Settled(parts.into_iter().map(|part| self.tell(part, page, &rest)).collect())
            }
            ask => ask,
        }
    }

    /// Writes down which reader read each value, how sure, and how much was read.
    fn tell(&self, mut part: Part, page: &PageFacts, rest: &[Probe]) -> Part {
        for value in part.fields.values_mut().flatten() {
            let lines = value.rect.map(|rect| self.lines_in(rect)).unwrap_or_default();
            let least = lines.iter().map(|&i| self.lines[i].score()).min().unwrap_or(0);
            value.confidence = (least / 10).min(100) as u8;
            let small = lines.iter().any(|&i| self.lines[i].small.is_some());
            value.reader = if small { "small" } else { "tiny" };
            value.rect = value.rect.map(|rect| self.frame.to_page(rect));
        }
        for evidence in &mut part.evidence {
            evidence.rect = evidence.rect.map(|rect| self.frame.to_page(rect));
        }
        let count = |wanted: fn(&Line) -> bool| self.lines.iter().filter(|line| wanted(line)).count() as u32;
        let (ems, ems_well) = self.ems();
        part.how = Some(HowRead {
            found: self.lines.len().max(self.boxes) as u32,
            read: count(|line| line.tiny.is_some()),
            again: count(|line| line.small.is_some()),
            well: count(|line| line.is_well()),
            ems,
            ems_well,
            to_end: rest.is_empty(),
            sample: self.sample(page),
            turn: self.turn,
        });
        if part.verdict == Verdict::Untitled {
            part.more = rest.to_vec();
        }
        part
    }
}

#[cfg(test)]
mod tests;

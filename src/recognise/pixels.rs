//! Pages without usable letters of their own: which lines to read, in which order, and when to stop.
//!
//! Why it exists: reading a line costs ten times finding it. Good news may stop early, bad news needs every line:
//! lines are asked in the order in which they are likely to decide the kind, then those where its fields stand:
//! all of a form, the head and the foot of running text. Whatever is still open is settled by asking all the rest,
//! and doubtful deciding lines are read again by the better reader. What is asked depends on the page's facts and
//! the kinds' data alone.

use std::collections::{BTreeMap, BTreeSet};

use super::figures::{self, LEAST_CODE, has_code, is_figures, longest_code};
use super::finer::{self, FINEST_SIDE};
use super::fold::{fold, simplified};
use super::holes::{has_empty_end, has_hole, wide_gaps};
use super::ink;
use super::kinds::{Kind, Kinds};
use super::planes::{another_plane, best_lines, other_plane};
use super::running::Running;
use super::sample::{self, READ_ENOUGH};
use super::score::{DECIDED, Decision, Scored, decide, score};
use super::several::{Region, Said, said};
use super::shapes;
use super::steps::{self, COARSE, FINE, FINE_SIDE, Frame, OTHER};
use super::text::{PageText, at_the_foot};
use super::torn::torn;
use super::turn::{Stance, stance, standing};
use super::words::SURE;
use super::{HowRead, Part, ReadMode, Sample, Step, Verdict};
use crate::facts::{
    Answer, Glance, LineText, Lines, Model, PageFacts, Piece, Plane, Probe, Quad, Rect, Turn,
};

mod mend;

/// Lines of the first Ask: 64 % of pages are decided by the first line, 82 % by the third (reading.md, “Order”).
const FIRST: usize = 6;
/// Lines of each further Ask until the kind is known.
const NEXT: usize = 8;
/// A line below it is dropped (reading.md, pipeline 7), thousandths.
const DROP: u16 = 500;
/// From here on a line was read well (reading.md, “Reading as judge”: ρ counts lines ≥ 0.8).
pub(super) const WELL: u16 = 800;
/// Lines below it may hold a misread title word or label.
const DOUBTFUL: u16 = 930;
/// Doubtful lines that are read again at most where a kind or a field is still open.
const AGAIN: usize = 12;
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
/// A value that decides nothing is read again below it (reading.md: tiny at .97–.99 is exact in 93.6 % of lines, at
/// .94–.97 in 77 %).
const SHOWN: u16 = 970;
/// Where everything is read, any line is read again below it: of 53 clean pages 513 parts where the bound above makes 463,
/// for .055 more time. From .985 on, as for values, it would be 650 for .24 more, and pages in this mode would cost more
/// than the two fifths of RapidOCR's time that they may (benches/reading).
const EVERY: u16 = 975;
/// Tiny is believed when it is sure and says the same on a second crop, as surely as this. What it is not sure of is
/// not proved by saying it twice: 2020年11月20日 came out as 2020年1月20日 on both crops, at .972 and .987.
const AGREED: u16 = 970;
/// Dates that decide.
const DATES: &[&str] = &["date", "updated", "issued", "approved", "valid_to", "start", "end"];
/// Lines of the first look that stay when a finer look is taken; a value of one below it is doubted. Lines of small
/// from .94 on are right in nine of ten cases (reading.md has tiny at .94–.97: 77 %; small is surer).
const TRUSTED: u16 = 940;
/// Numbers, known by their shape: where tiny lost a character, none is found.
const CODES: &[&str] = &["id_number", "certificate_number", "verification_code"];
/// Of a scrap of a seal or an ornament tiny makes fewer characters than this and drops them; numbers and titles have
/// more, and lines that a seal lies over keep theirs.
const SCRAP: usize = 3;
/// Of lines below it small made nothing right either: ornaments, and two lines in one box, which a finer look parts.
const HOPELESS: u16 = 300;
/// As long is what is left of an identity number of which a few digits were lost.
const LEAST_ID: usize = 13;
/// Characters read again to both sides of a value, so that its own ends are not cut.
const MARGIN: usize = 3;
/// Share of a box that another, or several, must cover for it to be known: half of it.
const COVERED: f64 = 0.5;
/// Stands for characters that were not read yet: no word has it, and widths and medians stay true.
pub(super) const UNREAD: char = '\u{2591}';
/// Boxes to tick.
const TICKS: &[char] = &['☑', '□', '☐', '☒'];
/// A line of so many median heights, tenths, may be a headline, or two lines in one box.
const TALL: i32 = 13;

/// A detected line and what is known of it.
struct Line<'a> {
    quad: Quad,
    /// Upright frame.
    rect: Rect,
    row: u32,
    tiny: Option<&'a LineText>,
    /// Tiny's reading with what small read of it in place.
    small: Option<LineText>,
    failed: bool,
    /// Read as part of the line right of it.
    joined: bool,
    /// Whether all that was read again of it said the same.
    confirmed: Option<bool>,
    /// Read on a crop that is not its box: the first reader's places are not its own.
    mended: bool,
    /// Only a part of it was read again.
    in_part: bool,
}

impl<'a> Line<'a> {
    /// The better reading, if any.
    fn text(&self) -> Option<&LineText> {
        self.small.as_ref().or(self.tiny)
    }
    fn asked(&self) -> bool {
        self.tiny.is_some() || self.failed
    }
    /// The first reader read it well.
    fn is_well(&self) -> bool {
        self.tiny.is_some_and(|text| text.score >= WELL)
    }
    /// Its length in heights, at least one.
    fn ems(&self) -> u32 {
        (self.rect.width() / self.rect.height().max(1)).max(1) as u32
    }
    /// Next to nothing was read, and that less surely than this.
    fn is_short_of(&self, score: u16) -> bool {
        self.tiny.is_some_and(|text| text.score < score && text.text.chars().count() < SCRAP)
    }
    fn is_scrap(&self) -> bool {
        self.is_short_of(DROP)
    }
    /// Neither read surely nor read alike by another reader.
    fn is_doubted(&self) -> bool {
        self.score() < TRUSTED && self.confirmed != Some(true) && !self.mended
    }
    /// Read as surely as this, and no date in it is torn.
    fn is_trusted(&self, least: u16) -> bool {
        self.score() >= least && !self.is_torn()
    }
    /// From which score on no finer look is needed to read all of it: of figures readers lose one and are nearly sure.
    fn to_be_whole(&self) -> u16 {
        let figures = self.tiny.is_some_and(|text| !figures::runs(text).is_empty());
        if figures { SURE } else { SHOWN }
    }
    /// The date in it is none.
    fn is_torn(&self) -> bool {
        self.text().is_some_and(|text| torn(&fold(&text.text)).is_some())
    }
    /// Its first reading says more than that of another look, or says it more surely. Later readings count for nothing
    /// here: they would move lines back and forth.
    fn outdoes(&self, fine: &Line) -> bool {
        let length = |text: &LineText| text.text.chars().filter(|c| !c.is_whitespace()).count();
        let says = |(own, other): (&LineText, &LineText)| {
            own.score >= other.score || (own.score >= TRUSTED && length(own) >= length(other))
        };
        !self.is_torn() && self.tiny.zip(fine.tiny).is_some_and(says)
    }
    /// Which model reads it again.
    fn again(&self) -> Model {
        let figures = self.tiny.is_some_and(|text| has_code(&text.text) || is_figures(&text.text));
        if figures { Model::SmallWide } else { Model::Small }
    }
    fn score(&self) -> u16 {
        self.text().map_or(0, |text| text.score)
    }
    /// The first reader seems to have lost a character of it.
    fn lost_one(&self) -> bool {
        self.tiny.is_some_and(|text| self.lacks_one(text))
    }
    /// A character seems to lack in a reading of it.
    fn lacks_one(&self, text: &LineText) -> bool {
        has_hole(text, self.em()) || has_empty_end(text, self.em())
    }
    /// How wide a character of Chinese is, thousandths of the line: as wide as high, and ink fills .58 of a box.
    fn em(&self) -> u32 {
        self.rect.height().max(0) as u32 * 580 / self.rect.width().max(1) as u32
    }
}

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

/// The finer looks that were taken than the first, at the whole page or at a part of it; the finest later.
fn finer_looks(mode: ReadMode, page: &PageFacts) -> Vec<(Option<Rect>, &Lines)> {
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

    /// Lines of the finer look, but where the first look's was read surely; the others that they cover go, and those
    /// that say nothing. Where all is read, the surer of two readings counts.
    fn put_in_finer(&mut self, page: &'a PageFacts, fine: &Lines, patch: Option<Rect>) {
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

    /// What small read, of whole lines or of parts of them, in its place; of the lines from this one on.
    fn put_in_rereadings(&mut self, page: &PageFacts, first: usize) {
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

    /// The text as far as it was read.
    fn text(&self) -> PageText<'_> {
        PageText::by_rows(&self.pieces).with_last_row(self.last_row())
    }

    fn last_row(&self) -> u32 {
        self.lines.iter().map(|line| line.row).max().unwrap_or(0)
    }

    /// Lines as pieces: read ones split at wide gaps, unread ones as placeholders of about their length.
    fn lay_out(&mut self) {
        for line in self.lines.iter().filter(|line| !line.joined) {
            match line.text() {
                Some(text) if text.score >= DROP => self.pieces.extend(split(line, text)),
                Some(_) => {}
                None => {
                    let length = (line.rect.width() / line.rect.height().max(1)).clamp(1, 60);
                    let text = UNREAD.to_string().repeat(length as usize);
                    self.pieces.push(Piece { text, rect: line.rect, row: line.row, score: 1000 });
                }
            }
        }
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

    /// What all forms of the kind state was not found: it was misread, or no box was found of it.
    fn overlooked(&self, page: &PageFacts) -> Option<Step> {
        self.again(page, self.letters(SHOWN)).or_else(|| self.fine_look(page))
    }

    /// A finer look at these lines than those that were taken: at the whole page where they are all over it. Two lines in
    /// one box, which that did not part either, get the finest.
    fn finer(&self, page: &PageFacts, doubted: &BTreeSet<usize>) -> Option<Probe> {
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
    fn doubted(&self, kind: &Kind, read: &super::Fields) -> BTreeSet<usize> {
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
    fn tall(&self) -> i32 {
        let mut heights: Vec<i32> = self.lines.iter().map(|line| line.rect.height()).collect();
        heights.sort_unstable();
        // Rounded up: no height between two pixels.
        heights.get(heights.len() / 2).map_or(i32::MAX, |median| (median * TALL + 9) / 10)
    }

    /// Headlines that seem to lack a character, which may be the one that tells a form from a certificate.
    fn holed_headlines(&self) -> Vec<(Quad, Model)> {
        let tall = self.tall();
        let lines = self.lines.iter().filter(|line| line.rect.height() >= tall && line.lost_one());
        lines.map(|line| (line.quad, Model::Small)).collect()
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

    /// Where names stand (tiny lacks rare name characters) and numbers (of five zeros it may lose one and be sure),
    /// and all values that tiny was not sure of.
    fn to_be_sure(&self, page: &PageFacts, kind: &Kind, read: &super::Fields) -> Vec<(Quad, Model)> {
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
    fn figures(&self, line: usize, rect: Rect) -> Vec<(i32, i32)> {
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
    fn strange_codes(&self, kind: &Kind, read: &super::Fields) -> Vec<(usize, (i32, i32))> {
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

    /// Fields of running text stand at its ends.
    fn may_hold_fields(&self, kind: &Kind, line: &Line) -> bool {
        kind.ends().is_none_or(|ends| ends(line.row, self.last_row()))
    }

    /// Lines that may hold a misread title word or label, the biggest first.
    fn doubtful(&self) -> Vec<(Quad, Model)> {
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
    fn again(&self, page: &PageFacts, parts: Vec<(Quad, Model)>) -> Option<Step> {
        let probes = parts.into_iter().map(|(quad, model)| self.probe(quad, model));
        // Two parts of one short line are the same line.
        let mut known = BTreeSet::new();
        let fresh = probes.filter(|probe| !page.asked(probe) && known.insert(probe.clone()));
        let fresh: Vec<Probe> = fresh.take(AGAIN).collect();
        (!fresh.is_empty()).then_some(Step::Ask(fresh))
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

    /// How long the lines are that were asked for, and those among them that the first reader read well.
    fn ems(&self) -> (u32, u32) {
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
    fn sample(&self, page: &PageFacts) -> Option<Sample> {
        let score = |&i: &usize| match page.answers.get(&self.probe(self.lines[i].quad, Model::Small))? {
            Answer::Line(text) => Some(text.score),
            _ => Some(0),
        };
        let wanted = if self.reads_too_little() { self.spread() } else { Vec::new() };
        Sample::of(wanted.iter().filter_map(score).collect())
    }

    /// Where the first reader read too little, the better one is asked: for a sample, and where that can be read, for
    /// all the rest.
    fn second_opinion(&self, page: &PageFacts) -> Option<Step> {
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

    /// The finer look at the whole page, where it was not taken.
    fn fine_look(&self, page: &PageFacts) -> Option<Step> {
        (self.is_first_look && !page.asked(&FINE)).then(|| Step::Ask(vec![FINE]))
    }

    /// Where every line is to be read, what may be misread is read again whatever it holds.
    fn to_the_letter(&self, page: &PageFacts) -> Option<Step> {
        // Not before the finer look, which may read them better.
        let due = self.mode == ReadMode::Full && self.fine_look(page).is_none();
        due.then(|| self.again(page, self.letters(EVERY))).flatten()
    }

    /// Lines that tiny was not as sure of as this, rows of one character, of which it may lose some and be sure, and
    /// lines that lack one.
    fn letters(&self, sure: u16) -> Vec<(Quad, Model)> {
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

    /// Some line of the page was read badly: no kind may be due to that.
    fn reads_badly(&self) -> bool {
        self.lines.iter().any(|line| line.tiny.is_some() && line.score() < WELL)
    }

    /// At least half of the lines that were read, read well.
    fn is_legible(&self, text: &PageText) -> bool {
        let read: Vec<&Line> = self.lines.iter().filter(|line| line.tiny.is_some()).collect();
        let well = read.iter().filter(|line| line.score() >= WELL).count();
        let characters = text.glyphs.iter().filter(|glyph| glyph.c != UNREAD).count();
        well * 2 >= read.len() && well > 0 && characters >= 4
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

/// The values of a field, of equal ones the first.
fn first_of_each<'r>(
    field: &'r str,
    values: &'r [super::Value],
) -> impl Iterator<Item = (&'r str, &'r super::Value)> {
    let fresh = move |index: usize| values[..index].iter().all(|earlier| earlier.norm != values[index].norm);
    (0..values.len()).filter(move |&index| fresh(index)).map(move |index| (field, &values[index]))
}

/// From which score on a value's line need not be read again.
fn surely(field: &str, value: &super::Value) -> u16 {
    // A check character that holds: no digit was lost or misread.
    let checked = field == "id_number" && shapes::check_digit_holds(&value.norm) == Some(true);
    match () {
        () if is_read_twice(field) && !checked => u16::MAX,
        () if DECIDING.contains(&field) => SURE,
        () => SHOWN,
    }
}

/// Names and numbers are read twice however sure the first reading was.
fn is_read_twice(field: &str) -> bool {
    field == "name" || CODES.contains(&field)
}

/// Digits, and nothing of a language.
fn is_number_or_date(norm: &str) -> bool {
    norm.chars().any(|c| c.is_ascii_digit()) && norm.is_ascii()
}

/// From which length on a run may be the number that lacks; identity numbers are long, and most forms have none.
fn least_code(kind: &Kind, read: &super::Fields) -> usize {
    let lacking = |field: &str| CODES.contains(&field) && !read.contains_key(field);
    let lengths = kind.fields.iter().filter(|field| lacking(&field.name));
    let least = lengths.map(|field| if field.name == "id_number" { LEAST_ID } else { LEAST_CODE });
    least.min().unwrap_or(usize::MAX)
}

/// From where to where a quad covers a line, thousandths of its length; `None` where it is no part of it. Corners
/// are whole pixels, so two may lack.
fn extent_in(line: &Quad, part: &Quad) -> Option<(i32, i32)> {
    let along = |from: (i32, i32), to: (i32, i32), at: (i32, i32)| {
        let (dx, dy) = (f64::from(to.0 - from.0), f64::from(to.1 - from.1));
        let (px, py) = (f64::from(at.0 - from.0), f64::from(at.1 - from.1));
        let length = dx.hypot(dy).max(1.0);
        let off = (px * dy - py * dx).abs() / length;
        (off <= 2.0).then_some((px * dx + py * dy) / length / length)
    };
    let [a, b, c, d] = line.0;
    let ends =
        [along(a, b, part.0[0])?, along(d, c, part.0[3])?, along(a, b, part.0[1])?, along(d, c, part.0[2])?];
    let thousandths = |a: f64, b: f64| ((a + b) * 500.0).round() as i32;
    let (from, to) = (thousandths(ends[0], ends[1]), thousandths(ends[2], ends[3]));
    (from < to && from >= -20 && to <= 1020).then_some((from.max(0), to.min(1000)))
}

/// Where an upright x coordinate lies in a line, thousandths of its length, to the nearest.
fn thousandths(line: &Line, x: i32) -> u16 {
    let (off, width) = (i64::from(x - line.rect.x0), i64::from(line.rect.width().max(1)));
    ((2 * off * 1000 + width) / (2 * width)).clamp(0, 1000) as u16
}

/// A part of a line, between upright x coordinates, with [`MARGIN`] characters to both sides; the whole line where
/// that is most of it, or where nobody knows which part is which.
fn part_of(line: &Line, from: i32, to: i32) -> Quad {
    let Some(tiny) = line.tiny.filter(|text| text.score >= WELL) else { return line.quad };
    let at = tiny.at.as_slice();
    let first = at.partition_point(|&centre| centre < thousandths(line, from)).saturating_sub(MARGIN);
    let last = (at.partition_point(|&centre| centre <= thousandths(line, to)) + MARGIN).min(at.len());
    if (last.saturating_sub(first)) * 10 >= at.len() * 7 {
        return line.quad;
    }
    // Cut between characters.
    let cut = |index: usize| match index {
        0 => 0.0,
        index if index >= at.len() => 1.0,
        index => f64::from(at[index - 1] + at[index]) / 2000.0,
    };
    let [a, b, c, d] = line.quad.0;
    let mix = |p: (i32, i32), q: (i32, i32), t: f64| {
        let one = |p: i32, q: i32| (f64::from(p) + f64::from(q - p) * t).round() as i32;
        (one(p.0, q.0), one(p.1, q.1))
    };
    let (from, to) = (cut(first), cut(last));
    Quad([mix(a, b, from), mix(a, b, to), mix(d, c, to), mix(d, c, from)])
}

/// A line with a better reading of a part of it, in thousandths of it, in place. A part that says nothing, or a
/// worse reading of the whole, changes nothing.
fn spliced(known: &LineText, better: &LineText, (from, to): (i32, i32), lacks_one: bool) -> LineText {
    let whole = is_whole((from, to));
    if better.score < DROP || (whole && better.score < known.score.min(WELL)) {
        return known.clone();
    }
    if whole {
        let better = &simple_where_known(better, known);
        // Where a character seemed to lack and none was found, the gap is the form's.
        let filled = better.text.chars().count() > known.text.chars().count();
        let kept = known.score >= SHOWN && lacks_one && !filled;
        return if kept { known.clone() } else { better.clone() };
    }
    let (from, to) = (from as u16, to as u16);
    let place = |at: u16| from + (u32::from(at) * u32::from(to - from) / 1000) as u16;
    let (start, end) = core(&known.at, from, to);
    let pairs = || known.text.chars().zip(known.at.iter().copied());
    let read = better.text.chars().zip(better.at.iter().map(|&at| place(at)));
    let mut characters: Vec<(char, u16)> = pairs().filter(|(_, at)| *at < start).collect();
    characters.extend(read.filter(|(_, at)| (start..end).contains(at)));
    characters.extend(pairs().filter(|(_, at)| *at >= end));
    let text = characters.iter().map(|(c, _)| *c).collect();
    LineText { text, at: characters.iter().map(|(_, at)| *at).collect(), score: better.score }
}

/// A reading with the simplified forms that the first reader had where this one has others: both forms are in its
/// dictionary, and of a font that draws 真 as 眞 it takes the wrong one.
fn simple_where_known(better: &LineText, known: &LineText) -> LineText {
    let mut text = better.clone();
    if better.text.chars().count() == known.text.chars().count() {
        let pairs = better.text.chars().zip(known.text.chars());
        text.text = pairs.map(|(new, old)| if simplified(new) == old { old } else { new }).collect();
    }
    text
}

/// All of a line, but for what whole pixels are off.
fn is_whole((from, to): (i32, i32)) -> bool {
    from <= 5 && to >= 995
}

/// What of a line a part of it holds for certain: from and to in thousandths.
fn inner(line: &LineText, (from, to): (i32, i32)) -> (u16, u16) {
    if is_whole((from, to)) {
        return (0, 1000);
    }
    let (start, end) = core(&line.at, from as u16, to as u16);
    (start, end.saturating_sub(1))
}

/// The part of a crop that is trusted: without the outermost character at each cut end, which may be cut itself.
fn core(at: &[u16], from: u16, to: u16) -> (u16, u16) {
    let first = at.partition_point(|&centre| centre < from);
    let last = at.partition_point(|&centre| centre < to);
    let middle = |index: usize| (at[index - 1] + at[index]) / 2;
    let start = if first == 0 || first + 1 >= at.len() { from } else { middle(first + 1) };
    let end = if last >= at.len() || last < 2 { to.max(1) } else { middle(last - 1) };
    if start < end {
        (if first == 0 { 0 } else { start }, if last >= at.len() { 1001 } else { end })
    } else {
        (from, to)
    }
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

/// Rows by the middles of lines: no more than half a height below the first line of a row, or a quarter below the one
/// before: a line of a certificate's other half may begin a row that the last box of this half's line would just miss.
fn number_rows(lines: &mut [Line]) {
    let level = |line: &Line| (line.rect.y0 + line.rect.y1) / 2;
    let mut order: Vec<(i32, i32, usize)> =
        lines.iter().enumerate().map(|(i, line)| (level(line), line.rect.x0, i)).collect();
    order.sort_unstable();
    let (mut row, mut at, mut height, mut before) = (0u32, 0i32, 0i32, 0i32);
    for (y, _, index) in order {
        let own = lines[index].rect.height();
        let least = own.min(height);
        let goes_on = (y - before) * 4 <= least && (y - at) * 4 <= least * 3;
        let fits = height > 0 && ((y - at) * 2 <= least || goes_on);
        if !fits {
            row += u32::from(height > 0);
            (at, height) = (y, own);
        }
        before = y;
        lines[index].row = row;
    }
}

/// How the page lies: turned as the lines vote, sloped as its long lines run (their median; a fifth of a degree
/// is as exact as boxes are).
fn frame(found: &Lines, glance: &Glance) -> Frame {
    let mut frame = Frame { turn: found.turn, ..Frame::of(Some(glance)) };
    let mut slopes: Vec<i32> = Vec::new();
    for line in &found.boxes {
        let corner = |n: usize| frame.upright_point(line.quad.0[n]);
        let (left, right, foot) = (corner(0), corner(1), corner(3));
        let (dx, dy) = (i64::from(right.0 - left.0), i64::from(right.1 - left.1));
        let height = f64::from(foot.0 - left.0).hypot(f64::from(foot.1 - left.1));
        if dx as f64 > 3.0 * height && dx > 0 {
            slopes.push((dy * 10_000 / dx) as i32);
        }
    }
    slopes.sort_unstable();
    let slope = slopes.get(slopes.len() / 2).copied().unwrap_or(0);
    frame.slope = if (30..=3000).contains(&slope.abs()) { slope } else { 0 };
    frame
}

/// A line as pieces: a gap of two pitches is a space, of four the end of a piece. Between characters of Chinese, which
/// stand at one pitch, a gap is seen sooner.
fn split(line: &Line, read: &LineText) -> Vec<Piece> {
    let characters: Vec<char> = read.text.chars().collect();
    let mut gaps: Vec<u16> = read.at.windows(2).map(|pair| pair[1].saturating_sub(pair[0])).collect();
    let pitch = pitch(&mut gaps.clone(), line, characters.len());
    let spaced = wide_gaps(&characters, &read.at, line.em());
    let lone_tick = characters.iter().filter(|c| TICKS.contains(c)).count() == 1;
    let mut runs: Vec<(String, u16, u16)> = Vec::new();
    gaps.insert(0, u16::MAX);
    for (index, c) in characters.iter().enumerate() {
        let at = read.at.get(index).copied().unwrap_or(500);
        let gap = u32::from(gaps.get(index).copied().unwrap_or(0));
        // A tick by itself is what a reader made of a gap: who ticks has two boxes.
        let c = if lone_tick && characters.len() > 1 && TICKS.contains(c) { ' ' } else { *c };
        match runs.last_mut() {
            Some((text, _, end)) if gap < pitch * 4 => {
                if (gap >= pitch * 2 || spaced.contains(&index)) && !c.is_whitespace() {
                    text.push(' ');
                }
                text.push(c);
                *end = at;
            }
            _ => runs.push((c.to_string(), at, at)),
        }
    }
    let width = i64::from(line.rect.width());
    let last = runs.len().saturating_sub(1);
    let x = |thousandths: i64| line.rect.x0 + (width * thousandths.clamp(0, 1000) / 1000) as i32;
    let half = i64::from(pitch) / 2;
    // The words of a line whose figures were read again are as sure as they were.
    let first = line.tiny.filter(|_| line.in_part).map_or(read.score, |tiny| tiny.score);
    let score = read.score.min(first);
    let piece = |(index, (text, from, to)): (usize, (String, u16, u16))| {
        let x0 = if index == 0 { line.rect.x0 } else { x(i64::from(from) - half) };
        let x1 = if index == last { line.rect.x1 } else { x(i64::from(to) + half) };
        Piece { text, rect: Rect { x0, x1: x1.max(x0 + 1), ..line.rect }, row: line.row, score }
    };
    runs.into_iter().enumerate().map(piece).collect()
}

/// Distance of characters, thousandths of the line: the median gap, but no less than half a height.
fn pitch(gaps: &mut [u16], line: &Line, characters: usize) -> u32 {
    gaps.sort_unstable();
    let median = gaps.get(gaps.len() / 2).copied().map_or(1000, u32::from);
    let height = (line.rect.height().max(1) as u32 * 1000) / line.rect.width().max(1) as u32;
    if characters < 3 { height.max(median.min(height * 2)) } else { median.max(height / 2) }.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(said: &str, score: u16) -> LineText {
        let count = said.chars().count() as u16;
        LineText { text: said.into(), score, at: (0..count).map(|i| (2 * i + 1) * 500 / count).collect() }
    }

    fn line(said: &LineText) -> Line<'_> {
        let quad = Quad([(100, 50), (1100, 50), (1100, 90), (100, 90)]);
        let rect = quad.bounds();
        Line {
            quad,
            rect,
            row: 0,
            tiny: Some(said),
            small: None,
            failed: false,
            joined: false,
            confirmed: None,
            mended: false,
            in_part: false,
        }
    }

    #[test]
    fn a_label_in_two_boxes_stays_in_one_row_beside_another_half() {
        // 定的全部课程 of the right half, then 姓, 赵示例 and 名：; below them 性别.
        let boxes = [(837, 451, 505), (160, 477, 528), (296, 475, 528), (227, 480, 529), (159, 531, 581)];
        let said = text("某", 990);
        let rows = |boxes: &[(i32, i32, i32)]| -> Vec<u32> {
            let mut lines: Vec<Line> = Vec::new();
            for &(x0, y0, y1) in boxes {
                lines.push(Line { rect: Rect { x0, y0, x1: x0 + 60, y1 }, ..line(&said) });
            }
            number_rows(&mut lines);
            lines.iter().map(|line| line.row).collect()
        };
        assert_eq!(rows(&boxes), [0, 0, 0, 0, 1]);
        // Halves whose rows stand between each other's stay apart.
        assert_eq!(rows(&[(800, 400, 450), (100, 428, 478), (800, 455, 505), (100, 482, 532)]), [0, 1, 2, 3]);
    }

    #[test]
    fn a_part_of_a_line_is_cut_between_characters_and_found_again() {
        let said = text("一二三四五六七八九十甲乙丙丁戊己庚辛壬癸", 900);
        let line = line(&said);
        // Characters 10 to 11 and three to both sides: 7 to 14.
        let part = part_of(&line, 100 + 510, 100 + 590);
        assert_eq!(part, Quad([(450, 50), (850, 50), (850, 90), (450, 90)]));
        assert_eq!(extent_in(&line.quad, &part), Some((350, 750)));
        assert_eq!(part_of(&line, 100, 900), line.quad, "most of it");
        assert_eq!(extent_in(&line.quad, &Quad([(100, 150), (1100, 150), (1100, 190), (100, 190)])), None);
    }

    #[test]
    fn a_better_reading_takes_its_place_but_for_its_cut_ends() {
        let known = text("一二三四五六七八九十甲乙丙丁戊己庚辛壬癸", 900);
        let better = text("口九十甲乙丙丁口", 990);
        let spliced = spliced(&known, &better, (350, 750), false);
        assert_eq!(spliced.text, "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸");
        assert_eq!((spliced.score, spliced.at.len()), (990, 20));
        assert_eq!(super::spliced(&known, &text("说话人", 980), (0, 1000), false).text, "说话人");
        assert_eq!(
            super::spliced(&known, &text("说", 300), (0, 1000), false).text,
            known.text,
            "a worse one"
        );
    }

    #[test]
    fn a_simplified_form_that_was_read_stays() {
        let known = text("材料真实、准确", 950);
        assert_eq!(spliced(&known, &text("材料眞实，准确", 990), (0, 1000), false).text, "材料真实，准确");
        let traditional = text("材料眞實", 950);
        assert_eq!(spliced(&traditional, &text("材料眞實", 990), (0, 1000), false).text, "材料眞實");
    }

    #[test]
    fn numbers_and_dates_are_known_by_their_looks() {
        assert!(is_figures("2021.09.02") && is_figures("二〇二一年九月") && !is_figures("第3章"));
        assert!(has_code("编号：GX202100") && !has_code("共12页 A4"));
    }

    #[test]
    fn gaps_and_what_readers_make_of_them_are_spaces() {
        let pieces = |said: &LineText| -> Vec<String> {
            split(&line(said), said).into_iter().map(|piece| piece.text).collect()
        };
        assert_eq!(pieces(&text("姓☑名：张示例", 990)), ["姓 名：张示例"]);
        assert_eq!(pieces(&text("☑位：示例公司", 990)), [" 位：示例公司"]);
        assert_eq!(pieces(&text("合格☑不合格□", 990)), ["合格☑不合格□"], "who ticks has two boxes");
        let mut spaced = text("住址示例省示例市示例区示例路一号", 990);
        spaced.at.iter_mut().skip(2).for_each(|at| *at = (u32::from(*at) * 94 / 100 + 60) as u16);
        assert_eq!(pieces(&spaced), ["住址 示例省示例市示例区示例路一号"]);
    }
}

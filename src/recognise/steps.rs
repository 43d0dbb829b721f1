//! One page alone: what to ask next, or what the page is.
//!
//! Why it exists: what a page costs is decided by what is asked of it. This is the only place that asks about a
//! single page; it sees answers, never pixels, and depends on its arguments only.

use std::collections::BTreeMap;

use super::kinds::{Kind, Kinds};
use super::pixels;
use super::score::{Decision, Scored};
use super::several::{Region, Said, said};
use super::text::{PageText, at_the_foot};
use super::{Doubt, Fields, KindId, Part, ReadMode, Side, Step, Verdict, fields};
use crate::facts::{Answer, Glance, Layer, Origin, PageFacts, Plane, Probe, Reading, Rect, Turn, Why};

/// Short side in pixels below which an A4 page cannot be read: 10.5 pt would stand under 7.5 px, the least
/// height of text that legibility passes (450 px ≈ 54 dpi).
const SMALL_RASTER: u32 = 450;
/// A layer of which more than a tenth has no Unicode is garbage: names and numbers would have holes.
const GARBAGE: u32 = 10;
/// Fewer characters than this on a scan are a scanner app's mark or a page number, not its text.
const LEAST_LAYER: usize = 12;
/// From this many characters on, text beside pictures is a page's body and not their caption.
const BODY: usize = 40;
/// A headline is at least this much higher than the text, percent, and stands in the first fifth.
const HEADLINE_PERCENT: i32 = 140;

/// Where lines are looked for first: on the red plane, for seals, at the side that finds them on all pages that can
/// be decided at less than half the cost of [`FINE`] (reading.md, “Ink lines first”).
pub(super) const COARSE: Probe = Probe::Lines { side: 640, plane: Plane::Red };
/// Where they are looked for when a number or a date was not read well, where documents share a page, and by who reads
/// everything: boxes are truer under seals and in small print.
pub(super) const FINE: Probe = Probe::Lines { side: FINE_SIDE, plane: Plane::Red };
/// Its longest side, pixels.
pub(super) const FINE_SIDE: u16 = 960;

/// Decides one page from what it answered so far.
pub fn step(kinds: &Kinds, mode: ReadMode, page: &PageFacts) -> Step {
    let first: Vec<Probe> =
        [Probe::Glance, Probe::Layer].into_iter().filter(|probe| !page.asked(probe)).collect();
    if !first.is_empty() {
        return Step::Ask(first);
    }
    let glance = page.glance();
    let layer = page.layer().filter(|layer| !layer.pieces.is_empty() || layer.glyphs > 0);
    if is_blank(glance, layer) {
        return settled(Verdict::Blank, None);
    }
    let Some(layer) = layer else { return picture(kinds, mode, page, None) };
    if layer.unknown * GARBAGE > layer.glyphs {
        return picture(kinds, mode, page, Some(Doubt::Garbage));
    }
    let text = PageText::by_rows(&layer.pieces);
    let pictured = glance.is_some_and(|g| matches!(g.origin, Origin::Mixed | Origin::Scan | Origin::Picture));
    if pictured && text.glyphs.len() < LEAST_LAYER {
        return picture(kinds, mode, page, None);
    }
    read_text(kinds, mode, page, (&text, said(kinds, &text)), &Frame::of(glance), true)
}

/// A hidden layer on an empty sheet is no text; drawn text makes a page that is not blank.
fn is_blank(glance: Option<&Glance>, layer: Option<&Layer>) -> bool {
    let drawn = layer.is_some_and(|layer| layer.glyphs > layer.hidden);
    glance.is_some_and(|glance| glance.blank == Reading::Is(true)) && !drawn
}

/// A page whose words are known, and what they say: from its text layer, or read from its pixels (`to_end`: all of
/// them).
pub(super) fn read_text(
    kinds: &Kinds,
    mode: ReadMode,
    page: &PageFacts,
    (text, said): (&PageText, Said),
    frame: &Frame,
    to_end: bool,
) -> Step {
    let origin = page.glance().map(|glance| glance.origin);
    match said {
        Said::Several(regions) => {
            let part = |Region { text, best, next }| (part(kinds, &text, best, next, origin), text);
            let (parts, texts): (Vec<Part>, Vec<PageText>) = regions.into_iter().map(part).unzip();
            marked(kinds, page, parts, &texts.iter().collect::<Vec<_>>(), frame)
        }
        Said::Whole(Decision::Kind(best, next)) => {
            if kinds.list()[best.kind].id.0 == OTHER {
                return settled(Verdict::Other, None);
            }
            let part = part(kinds, text, best, next, origin);
            marked(kinds, page, vec![part], &[text], frame)
        }
        Said::Whole(Decision::Close(close)) => {
            let ids = close.iter().map(|scored| kinds.list()[scored.kind].id.clone());
            let mut part =
                empty(Verdict::Unsure(ids.filter(|id| id.0 != OTHER).collect()), Some(Doubt::TooClose));
            part.evidence = close.into_iter().next().map(|best| best.evidence).unwrap_or_default();
            Step::Settled(vec![part])
        }
        Said::Whole(Decision::Nothing) => nothing(kinds, mode, page, text, origin, to_end),
    }
}

/// The kinds that a page without document is of; never candidates.
pub(super) const OTHER: &str = "other";
const BLANK: &str = "blank";

/// Text that names no kind. Where pictures lie beside little text, the pictures are the page. Once lines were
/// asked ([`super::assemble::gather`] does where nothing before explains the page), it is read to its end.
fn nothing(
    kinds: &Kinds,
    mode: ReadMode,
    page: &PageFacts,
    text: &PageText,
    origin: Option<Origin>,
    to_end: bool,
) -> Step {
    let seen = page.lines().is_some();
    let mixed = origin == Some(Origin::Mixed);
    if mixed && !seen && (text.glyphs.len() < BODY || page.asked(&COARSE)) {
        return picture(kinds, mode, page, None);
    }
    if seen && text.glyphs.len() < BODY && may_be_photo(kinds, page) {
        return unread(kinds, page, Doubt::FaceNotMeasured);
    }
    let asked_to_end = if seen { to_end } else { page.asked(&COARSE) };
    let untitled = !has_headline(text) && (!asked_to_end || seen);
    let mut part = empty(if untitled { Verdict::Untitled } else { Verdict::Other }, None);
    if untitled && !seen && origin != Some(Origin::Digital) {
        part.more = vec![COARSE];
    }
    // The end of a document has no title and yet its date.
    if part.verdict == Verdict::Untitled {
        let other = kinds.get(&KindId(OTHER.into()));
        part.fields =
            other.map(|other| fields::read(kinds, other, &text.in_rows(at_the_foot))).unwrap_or_default();
    }
    Step::Settled(vec![part])
}

/// A title of its own that no kind knows: big, short, near the top, in the middle and without a number before
/// it. Such a page is no later page of another document.
pub(super) fn has_headline(text: &PageText) -> bool {
    let extent = text.extent;
    text.pieces.iter().zip(&text.spans).any(|(piece, span)| {
        let big = piece.rect.height() * 100 >= text.median * HEADLINE_PERCENT;
        let top = (piece.rect.y0 - extent.y0) * 5 <= extent.height();
        let offset = (piece.rect.x0 + piece.rect.x1 - extent.x0 - extent.x1).abs();
        let centred = offset * 10 <= extent.width() * 2;
        let starts = text.glyphs[span.clone()].first().map(|glyph| glyph.c);
        let numbered = starts.is_some_and(|c| c.is_ascii_digit() || "第一二三四五六七八九十(".contains(c));
        big && top && centred && !numbered && (3..=24).contains(&span.len())
    })
}

fn part(kinds: &Kinds, text: &PageText, best: Scored, next: Option<Scored>, origin: Option<Origin>) -> Part {
    let kind = &kinds.list()[best.kind];
    let rival = next.as_ref().map_or(0, |next| next.points);
    // The share of the best in the points of the two best. A layer over a picture is somebody's reading.
    let scanned = matches!(origin, Some(Origin::Scan | Origin::Mixed | Origin::Picture));
    let share = |points: i32| {
        (points * if scanned { 90 } else { 100 } / (best.points + rival).max(1)).clamp(0, 100) as u8
    };
    Part {
        verdict: Verdict::Kind(kind.id.clone()),
        side: side(kind, text),
        fields: fields::read(kinds, kind, text),
        marks: BTreeMap::new(),
        confidence: share(best.points),
        runner_up: next.map(|next| (kinds.list()[next.kind].id.clone(), share(next.points))),
        evidence: best.evidence,
        doubt: None,
        how: None,
        more: Vec::new(),
    }
}

/// The side whose words are there; both, if both are.
fn side(kind: &Kind, text: &PageText) -> Option<Side> {
    let there = |words: &[String]| words.iter().filter(|word| text.flat.contains(word.as_str())).count();
    let seen: Vec<Side> =
        kind.sides.iter().filter(|side| there(&side.words) >= side.least).map(|side| side.side).collect();
    match seen[..] {
        [] => None,
        [one] => Some(one),
        _ => Some(Side::Both),
    }
}

/// Asks for the marks that the kinds of the parts, each with its text, want; then writes down what came back.
fn marked(kinds: &Kinds, page: &PageFacts, mut parts: Vec<Part>, texts: &[&PageText], frame: &Frame) -> Step {
    let mut asks: Vec<Probe> = Vec::new();
    for (part, text) in parts.iter_mut().zip(texts) {
        let Verdict::Kind(id) = &part.verdict else { continue };
        let Some(kind) = kinds.get(id) else { continue };
        for (mark, probe) in wanted(kinds, kind, text, frame) {
            let reading = match probe.as_ref().map(|probe| (probe, page.answers.get(probe))) {
                // No label, no place to look at.
                None => Reading::Not(Why::Absent),
                Some((probe, None)) => {
                    asks.push(probe.clone());
                    Reading::Not(Why::NotAsked)
                }
                Some((_, Some(Answer::Not(why)))) => Reading::Not(*why),
                // Marks have no other answer yet.
                Some(_) => Reading::Not(Why::NotBuilt),
            };
            part.marks.insert(mark.to_owned(), reading);
        }
    }
    asks.sort();
    asks.dedup();
    if asks.is_empty() { Step::Settled(parts) } else { Step::Ask(asks) }
}

fn wanted(kinds: &Kinds, kind: &Kind, text: &PageText, frame: &Frame) -> Vec<(&'static str, Option<Probe>)> {
    let mut wanted = Vec::new();
    if kind.seal {
        wanted.push(("seal", Some(Probe::Seals)));
    }
    if kind.face {
        wanted.push(("face", Some(Probe::Faces)));
    }
    if !kind.signature.is_empty() {
        wanted.push((
            "signature",
            signature(kinds, kind, text).map(|rect| Probe::Ink { quad: frame.to_page(rect).into() }),
        ));
    }
    wanted
}

/// Right of the last label of a signature: half a height above and below it (hands are larger than print), up to
/// the next piece, at least four and at most twelve heights wide.
fn signature(kinds: &Kinds, kind: &Kind, text: &PageText) -> Option<Rect> {
    let labels = fields::labels(kinds, text);
    let named = |word: usize| kind.signature.iter().any(|label| label == kinds.labels.word(word));
    let label = labels.iter().rfind(|hit| named(hit.word))?;
    let rect = text.rect(label.at.clone())?;
    let height = rect.height().max(1);
    let piece = text.glyphs[label.at.end - 1].piece;
    let next = text.right_of(piece).map_or(i32::MAX, |next| text.pieces[next].rect.x0);
    let x1 = next.clamp(rect.x1 + height * 4, rect.x1 + height * 12);
    Some(Rect { x0: rect.x1, y0: (rect.y0 - height / 2).max(0), x1, y1: rect.y1 + height / 2 })
}

/// A page whose words nobody read: which kinds may it be?
fn picture(kinds: &Kinds, mode: ReadMode, page: &PageFacts, doubt: Option<Doubt>) -> Step {
    if !page.asked(&COARSE) {
        let by_ink = || (mode == ReadMode::Needed).then(|| pixels::by_ink(kinds, page)).flatten();
        return by_ink().unwrap_or_else(|| Step::Ask(vec![COARSE]));
    }
    if let Some(step) = pixels::step(kinds, mode, page) {
        return step;
    }
    let candidates = page.glance().map(|glance| narrow(kinds, glance)).unwrap_or_default();
    let faces = candidates.iter().any(|id| kinds.get(id).is_some_and(|kind| kind.face));
    if faces && !page.asked(&Probe::Faces) {
        return Step::Ask(vec![Probe::Faces]);
    }
    let failed = [Probe::Glance, Probe::Layer, COARSE]
        .iter()
        .any(|probe| page.answers.get(probe) == Some(&Answer::Not(Why::Failed)));
    let small = page.glance().is_some_and(|glance| glance.width.min(glance.height) < SMALL_RASTER);
    let doubt = doubt.unwrap_or(match () {
        () if failed => Doubt::Failed,
        () if faces && small => Doubt::FaceNotMeasured,
        () => Doubt::NotRead,
    });
    settled(Verdict::Unsure(candidates), Some(doubt))
}

/// Lines were looked for and none was found: an ID photo, a drawing, or a page beyond reading.
pub(super) fn no_text(kinds: &Kinds, page: &PageFacts) -> Step {
    let small = page.glance().is_some_and(|glance| glance.width.min(glance.height) < SMALL_RASTER);
    let photo = small && may_be_photo(kinds, page);
    unread(kinds, page, if photo { Doubt::FaceNotMeasured } else { Doubt::NoText })
}

/// Little of its text could be read: beyond reading, or a photo whose texture looks like a line or two.
pub(super) fn read_badly(kinds: &Kinds, page: &PageFacts, text: &PageText) -> Step {
    let photo = text.glyphs.len() < BODY && may_be_photo(kinds, page);
    unread(kinds, page, if photo { Doubt::FaceNotMeasured } else { Doubt::ReadBadly })
}

/// A page that its lines do not explain; asks for faces first where it has the looks of a photo.
pub(super) fn unread(kinds: &Kinds, page: &PageFacts, doubt: Doubt) -> Step {
    if may_be_photo(kinds, page) && !page.asked(&Probe::Faces) {
        return Step::Ask(vec![Probe::Faces]);
    }
    let mut candidates = page.glance().map(|glance| narrow(kinds, glance)).unwrap_or_default();
    if doubt == Doubt::FaceNotMeasured {
        let has_face = |kind: &&Kind| kind.face && page.glance().is_some_and(|g| looks_like(kind, g, true));
        candidates = kinds.list().iter().filter(has_face).map(|kind| kind.id.clone()).collect();
    }
    settled(Verdict::Unsure(candidates), Some(doubt))
}

/// Whether the raster has the shape of a kind that shows a face.
fn may_be_photo(kinds: &Kinds, page: &PageFacts) -> bool {
    let Some(glance) = page.glance() else { return false };
    matches!(glance.origin, Origin::Picture | Origin::Scan)
        && kinds.list().iter().any(|kind| kind.face && looks_like(kind, glance, true))
}

/// The kinds that a raster of this size and shape can be; empty: any.
fn narrow(kinds: &Kinds, glance: &Glance) -> Vec<KindId> {
    let small = glance.width.min(glance.height) < SMALL_RASTER;
    let real = |kind: &&Kind| kind.id.0 != OTHER && kind.id.0 != BLANK;
    let all: Vec<&Kind> = kinds.list().iter().filter(real).collect();
    let fits = |kind: &&&Kind| (!small || kind.small) && looks_like(kind, glance, small);
    let kept: Vec<KindId> = all.iter().filter(fits).map(|kind| kind.id.clone()).collect();
    if kept.len() == all.len() { Vec::new() } else { kept }
}

fn looks_like(kind: &Kind, glance: &Glance, small: bool) -> bool {
    let Some(looks) = &kind.looks else { return true };
    if looks.on_small_only && !small {
        return true;
    }
    let thousandths = |a: u32, b: u32| a * 1000 / b.max(1);
    let within = |ratio: u32| (looks.ratio.0..=looks.ratio.1).contains(&ratio);
    let ratio = within(thousandths(glance.width, glance.height))
        || (looks.turned && within(thousandths(glance.height, glance.width)));
    ratio && looks.short_side.is_none_or(|most| glance.width.min(glance.height) <= most)
}

fn settled(verdict: Verdict, doubt: Option<Doubt>) -> Step {
    Step::Settled(vec![empty(verdict, doubt)])
}

pub(super) fn empty(verdict: Verdict, doubt: Option<Doubt>) -> Part {
    Part {
        // Nothing is sure about an unsure page; the other verdicts rest on what was read.
        confidence: if matches!(verdict, Verdict::Unsure(_)) { 0 } else { 100 },
        verdict,
        side: None,
        fields: Fields::new(),
        marks: BTreeMap::new(),
        evidence: Vec::new(),
        runner_up: None,
        doubt,
        how: None,
        more: Vec::new(),
    }
}

/// How a page's own raster lies to its upright text: boxes of answers are in the one, reading is in the other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub turn: Turn,
    /// Of the page's own raster, pixels.
    pub width: i32,
    pub height: i32,
    /// How much its lines rise to the right once it is turned, ten-thousandths; taken out of upright boxes, so
    /// that boxes of lines are no higher than the lines.
    pub slope: i32,
}

impl Frame {
    /// A page that stands upright.
    pub fn of(glance: Option<&Glance>) -> Frame {
        let side = |side: u32| i32::try_from(side).unwrap_or(i32::MAX);
        let (width, height) = glance.map_or((0, 0), |glance| (side(glance.width), side(glance.height)));
        Frame { turn: Turn::Upright, width, height, slope: 0 }
    }

    /// Height of the upright page, pixels.
    pub fn upright_height(&self) -> i32 {
        match self.turn {
            Turn::Upright | Turn::Half => self.height,
            Turn::Quarter | Turn::ThreeQuarter => self.width,
        }
    }

    /// From the page's raster to the upright page.
    pub fn upright_point(&self, (x, y): (i32, i32)) -> (i32, i32) {
        let (x, y) = match self.turn {
            Turn::Upright => (x, y),
            Turn::Quarter => (y, self.width - x),
            Turn::Half => (self.width - x, self.height - y),
            Turn::ThreeQuarter => (self.height - y, x),
        };
        (x + self.sloped(y), y - self.sloped(x))
    }

    /// From the upright page back to the page's raster.
    pub fn to_page(self, rect: Rect) -> Rect {
        let back = |(x, y): (i32, i32)| {
            // Exact but for the square of the slope.
            let (x, y) = (x - self.sloped(y), y + self.sloped(x));
            match self.turn {
                Turn::Upright => (x, y),
                Turn::Quarter => (self.width - y, x),
                Turn::Half => (self.width - x, self.height - y),
                Turn::ThreeQuarter => (y, self.height - x),
            }
        };
        let corners =
            [(rect.x0, rect.y0), (rect.x1, rect.y0), (rect.x1, rect.y1), (rect.x0, rect.y1)].map(back);
        box_of(corners[0], corners[2]).union(&box_of(corners[1], corners[3]))
    }

    fn sloped(&self, length: i32) -> i32 {
        (i64::from(length) * i64::from(self.slope) / 10_000) as i32
    }
}

fn box_of(a: (i32, i32), b: (i32, i32)) -> Rect {
    Rect { x0: a.0.min(b.0), y0: a.1.min(b.1), x1: a.0.max(b.0), y1: a.1.max(b.1) }
}

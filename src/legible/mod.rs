//! Whether a clerk can read a page: measures and reading together.
//!
//! Why it exists: measures sieve and name, reading decides. Measures alone would fail one in eight pages that can be
//! read; reading alone misses lines that are too bad to be found. So a page is unusable only beyond a limit at which
//! most pages cannot be read **and** where its text was not read; where the two disagree, a person looks. All of it is
//! a function of facts, the profile's limits and how the page was read: no pixel, no file.

mod cause;
pub mod words;

#[cfg(test)]
pub(crate) mod tests;

use crate::dossier::{Dossier, SeenPage};
use crate::facts::{Answer, Glance, Measure, Origin, PageId, Reading};
use crate::profile::LegibilityLimits;
use crate::recognise::{Document, HowRead, KindId, Part, Sample, Verdict as Recognised};

pub use cause::{Cause, Defect, beyond, is_beyond};

/// Share of its lines below which a page was not read: legibility.md, “Reading as judge”: it holds 40 of 45 illegible
/// pages and 13 of 52 legible ones, which is why it never fails a page alone.
const NOT_READ: f64 = 0.5;
/// Share of the text found, by length, that must be read well for a page to be read well; between the two it is read in part.
const READ_WELL: f64 = 0.8;
/// Mean score of the better reader on lines from all over the page: from the first on they can be read, below the
/// second they cannot. Of 249 damaged drawn pages of 14 documents: of 121 that can be read one is below the second and
/// four lie between, of 128 that cannot two are above the first and eleven between.
const SMALL_READS: f64 = 0.80;
const SMALL_FAILS: f64 = 0.66;
/// In a picture of a face, a wall or a landscape a detector finds a line or two of a character or so (one of a character
/// in a real portrait); on pages drowned in darkness or noise at least these, as many heights long.
const FEWEST_BOXES: u32 = 2;
const FEWEST_EMS: u32 = 5;
/// Clean pages have more than 39 characters (limit of text amount), of which boxes are so many heights long: where
/// something spoils a page, less is what is left of it, however surely it is read.
const LITTLE_EMS: u32 = 26;
/// Of fewer than one character in so many found something was measured: on clean pages it is three in two, as boxes are
/// half as high again as their text.
const PAST_MEASURING: f64 = 4.0;
/// Fewer lines than these prove nothing: what is left of vanished text scores as high as text that is whole.
const LEAST_LINES: u32 = 5;

/// Whether it can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Legible {
    Yes,
    No,
    /// Measures and reading disagree, or text may have vanished: a person must look.
    Review,
    /// Neither measured nor read well.
    NotMeasured,
    /// Blank, or of a kind that is not judged by text.
    NotAsked,
}

impl Legible {
    /// The contract's `legible`: true, false, or null where it is not known.
    pub fn known(self) -> Option<bool> {
        match self {
            Legible::Yes => Some(true),
            Legible::No => Some(false),
            Legible::Review | Legible::NotMeasured | Legible::NotAsked => None,
        }
    }
}

/// What a legible page's defects are worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Reading survived them: told, no more.
    Note,
    /// It was read, but only just: worth mending.
    Mend,
}

/// What was decided of a page, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    pub legible: Legible,
    /// Defects beyond their limits, the gravest first; what reading survives comes last.
    pub causes: Vec<Cause>,
    pub weight: Weight,
    /// How it was read; `None`: nobody tried.
    pub read: Option<PageRead>,
}

impl Verdict {
    /// The cause of this name, if it is beyond its limit.
    pub fn cause(&self, defect: Defect) -> Option<&Cause> {
        self.causes.iter().find(|cause| cause.defect == defect)
    }
}

/// How much of a picture's text was read: lines, and their lengths as in [`HowRead`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PageRead {
    pub found: u32,
    pub read: u32,
    pub well: u32,
    pub ems: u32,
    pub ems_well: u32,
    pub to_end: bool,
    /// What the better reader made of it, where the first one read too little.
    pub sample: Option<Sample>,
}

impl From<HowRead> for PageRead {
    fn from(how: HowRead) -> PageRead {
        let HowRead { found, read, well, ems, ems_well, to_end, sample, .. } = how;
        PageRead { found, read, well, ems, ems_well, to_end, sample }
    }
}

/// A page as it is judged here.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    pub glance: &'a Glance,
    pub read: Option<PageRead>,
    pub kind: Option<&'a KindId>,
    /// Some value was read of the document that it belongs to: more than a title is left of its text.
    pub valued: bool,
    /// Nothing on it but paper.
    pub blank: bool,
    pub limits: &'a LegibilityLimits,
}

/// How well it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Read {
    Well,
    /// Only by the better reader.
    Just,
    Partly,
    Badly,
    Untried,
}

/// How bad its measures are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Damage {
    None,
    Warn,
    Fail,
}

/// The verdict on a page of a submission; `None` where the page was not looked at.
pub fn of_page(dossier: &Dossier, file: usize, page: PageId) -> Option<Verdict> {
    Some(judge(&page_of(dossier, file, page)?))
}

/// A page of a submission as it is judged; `None` where the page was not looked at.
pub fn page_of<'d>(dossier: &'d Dossier, file: usize, page: PageId) -> Option<Page<'d>> {
    let seen = dossier.files.get(file)?.pages.get(page.0 as usize)?;
    let here = || dossier.documents.iter().filter(move |document| document.is_on(file, page));
    let document = here().find(|document| document.kind().is_some());
    let limits = &dossier.profile.legibility;
    let candidates = |document: &'d Document| match &document.verdict {
        Recognised::Unsure(kinds) => kinds.as_slice(),
        _ => &[],
    };
    let read = read(seen);
    let lines = read.is_some_and(|read| read.found >= LEAST_LINES);
    // What may only be a photo is no page whose text was not read, unless lines were found on it: a page of as few
    // pixels as a photo has its shape.
    let textless = |kinds: &&[KindId]| kinds.iter().all(|kind| limits.without_text.contains(kind));
    let photo = here().map(candidates).filter(textless).find_map(|kinds| kinds.first());
    Some(Page {
        glance: seen.facts.glance()?,
        read,
        kind: document.and_then(|document| document.kind()).or(photo.filter(|_| !lines)),
        valued: document.is_some_and(|document| !document.fields.is_empty()),
        blank: !seen.parts.is_empty() && seen.parts.iter().all(is_blank),
        limits,
    })
}

fn is_blank(part: &Part) -> bool {
    part.verdict == Recognised::Blank
}

/// How a page was read. Where no line was found there is no part that could say so: then the looks do.
pub fn read(page: &SeenPage) -> Option<PageRead> {
    let how = page.parts.iter().find_map(|part| part.how);
    let looks = page.facts.answers.values().filter_map(|answer| match answer {
        Answer::Lines(lines) => Some(lines),
        _ => None,
    });
    let mut looks = looks.peekable();
    let nothing = looks.peek().is_some() && looks.all(|lines| lines.boxes.is_empty());
    how.map(PageRead::from).or(nothing.then_some(PageRead { to_end: true, ..PageRead::default() }))
}

/// Judges a page.
pub fn judge(page: &Page) -> Verdict {
    let verdict = |legible, causes, weight| Verdict { legible, causes, weight, read: page.read };
    let blank = page.blank || page.glance.blank == Reading::Is(true);
    let textless = page.kind.is_some_and(|kind| page.limits.without_text.contains(kind));
    if blank || textless {
        return verdict(Legible::NotAsked, Vec::new(), Weight::Note);
    }
    // Drawn from letters: there is nothing to measure.
    if page.glance.origin == Origin::Digital && page.glance.legible == Reading::Is(true) {
        return verdict(Legible::Yes, Vec::new(), Weight::Note);
    }
    let reading = reading(page);
    let found = page.read.map_or(0, |read| read.found);
    if !page.glance.legibility.is_measured() {
        let proven = matches!(reading, Read::Well | Read::Just) && found >= LEAST_LINES;
        let legible = if proven { Legible::Yes } else { Legible::NotMeasured };
        return verdict(legible, Vec::new(), Weight::Note);
    }
    // Of broken strokes the better reader still makes something.
    let whole = reading == Read::Well && (found >= LEAST_LINES || page.valued);
    let causes = cause::causes(page, whole, reading == Read::Untried);
    let damage = match damage(&causes) {
        // What could be measured is the best of it, and that is beyond a limit.
        Damage::Warn if is_past_measuring(page, &causes) => Damage::Fail,
        damage => damage,
    };
    let vanished = causes.iter().any(|cause| cause.vanishes && (cause.fails || !whole));
    let legible = match decide(damage, reading, vanished) {
        // A picture of something else cannot be read either, and is not to blame.
        Legible::No if !is_of_text(page) && !hides_all(&causes) => Legible::Review,
        legible => legible,
    };
    let just = matches!((damage, reading), (Damage::Fail, _) | (Damage::Warn, Read::Just));
    verdict(legible, causes, if just { Weight::Mend } else { Weight::Note })
}

/// Whether of most of the text that a detector found no ink was sharp or large enough to be measured. (Of text that lies
/// aslant none is looked for, however good it is.)
fn is_past_measuring(page: &Page, causes: &[Cause]) -> bool {
    let lost = |cause: &Cause| {
        matches!(cause.defect, Defect::OutOfFocus | Defect::MotionBlur | Defect::SmallText) && cause.sieves
    };
    if !causes.iter().any(lost) {
        return false;
    }
    let measured = page.glance.legibility.value(Measure::TextAmount).value();
    let found = page.read.filter(|read| read.to_end && read.found >= LEAST_LINES);
    measured.zip(found).is_some_and(|(ems, found)| ems * PAST_MEASURING < f64::from(found.ems))
}

/// Whether nothing can be read on a page whatever is on it: it is dark beyond measure.
fn hides_all(causes: &[Cause]) -> bool {
    causes.iter().any(|cause| cause.fails && cause.defect == Defect::Dark)
}

/// Whether there is text on a page that cannot be read: what it is is known, or lines were found on it.
fn is_of_text(page: &Page) -> bool {
    let lines = |read: PageRead| read.found >= FEWEST_BOXES && read.ems >= FEWEST_EMS;
    page.kind.is_some() || page.read.is_some_and(lines)
}

fn damage(causes: &[Cause]) -> Damage {
    let of = |cause: &Cause| match (cause.sieves, cause.fails) {
        (false, _) => Damage::None,
        (true, false) => Damage::Warn,
        (true, true) => Damage::Fail,
    };
    causes.iter().map(of).max().unwrap_or(Damage::None)
}

/// The table of issue: the worse the measures and the reading, the worse the verdict (legibility.md, “Page decision”).
fn decide(damage: Damage, reading: Read, vanished: bool) -> Legible {
    match (damage, reading) {
        (Damage::Fail, Read::Badly) => Legible::No,
        // What has vanished leaves nothing to measure and nothing to read badly.
        _ if vanished => Legible::Review,
        (_, Read::Well | Read::Just) | (Damage::None, Read::Partly | Read::Untried) => Legible::Yes,
        (Damage::Warn | Damage::Fail, Read::Partly | Read::Untried)
        | (Damage::None | Damage::Warn, Read::Badly) => Legible::Review,
    }
}

/// How well a page was read, by the share of its text that was read well (where that is little, by what the better
/// reader made of a sample of its lines), and by boxes among ink lines: lines that cannot be read are not found. A page
/// that was read until it was decided speaks by the lines that were read.
fn reading(page: &Page) -> Read {
    let Some(read) = page.read else { return Read::Untried };
    // A line that was asked for and failed counts where the page was read to its end.
    let asked = if read.to_end { read.found } else { read.read };
    let spoilt = is_spoilt(page);
    let ink = if inflates(page) { 0 } else { page.glance.legibility.lines.len() };
    let ink = u32::try_from(ink).unwrap_or(u32::MAX);
    if asked == 0 {
        return Read::Badly;
    }
    let share = f64::from(read.ems_well) / f64::from(read.ems.max(1));
    // Print of the back does not spoil the page's own; what does shows stray lines, too.
    let mirrored = beyond(page, Measure::ShowThrough).is_some() && !spoilt;
    let score = |sample: Sample| if mirrored { sample.best } else { sample.score };
    // A few good lines are what is left of a page.
    let capped =
        |sample: Sample, score: f64| if sample.lines < LEAST_LINES { score.min(share) } else { score };
    let sample = read.sample.map(|sample| capped(sample, f64::from(score(sample)) / 1000.0));
    // Of a spoilt page there may be more than ink and detector found.
    let enough = read.found >= LEAST_LINES || (ink > 0 && read.found >= ink && !spoilt);
    let boxes = f64::from(read.found) / f64::from(read.found.max(ink));
    if sample.unwrap_or(share) * boxes < NOT_READ || sample.is_some_and(|score| score < SMALL_FAILS) {
        Read::Badly
    } else if share >= READ_WELL && enough {
        Read::Well
    } else if sample.is_some_and(|score| score >= SMALL_READS) && enough && !(spoilt && read.ems < LITTLE_EMS)
    {
        Read::Just
    } else {
        Read::Partly
    }
}

/// Something bears on its own print, beyond the limit that no page can be read at.
fn is_spoilt(page: &Page) -> bool {
    use Measure::*;
    [Sharpness, MotionSharpness, StrokeTexture, TextHeight, SignalToNoise, JpegQuality, Moire]
        .into_iter()
        .any(|measure| {
            let fails = |(_, bounds, value): (_, crate::profile::Bounds, f64)| {
                bounds.fail.is_some_and(|fail| is_beyond(measure, value, fail))
            };
            beyond(page, measure).is_some_and(fails)
        })
}

/// Shadows and darkness break ink into more lines than there are, and print of the back adds its own; boxes alone
/// count there.
fn inflates(page: &Page) -> bool {
    [Measure::EvenLight, Measure::PaperLevel, Measure::ShowThrough]
        .iter()
        .any(|&measure| beyond(page, measure).is_some())
}

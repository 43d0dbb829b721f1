//! Which defects a page has, how grave each is, and where.
//!
//! Why it exists: several measures speak of one defect, and one defect moves several measures: darkness drowns ink in
//! noise, blur lowers contrast. The severity puts measures on one scale, so that the first name is the one to act on
//! (legibility.md, “Name”: right on 95 % of 212 illegible drawn pages).

use super::{LEAST_LINES, Page};
use crate::facts::{Legibility, Measure, Rect, Worse};
use crate::profile::Bounds;

/// Declares the defects and their names in one place.
macro_rules! defects {
    ($($(#[$doc:meta])* $name:ident = $id:literal;)*) => {
        /// What is wrong with a page as a picture, named for the fault.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Defect { $($(#[$doc])* $name),* }

        impl Defect {
            /// All of them; among equals the first is told first.
            pub const ALL: &[Defect] = &[$(Defect::$name),*];

            /// Contract name, kebab-case.
            pub fn name(self) -> &'static str {
                match self { $(Defect::$name => $id),* }
            }

            /// The defect of this name.
            pub fn named(name: &str) -> Option<Defect> {
                Defect::ALL.iter().copied().find(|defect| defect.name() == name)
            }
        }
    };
}

defects! {
    /// Photographed from a screen.
    ScreenPhoto = "screen-photo";
    OutOfFocus = "out-of-focus";
    MotionBlur = "motion-blur";
    SmallText = "small-text";
    Noise = "noise";
    Compression = "compression";
    Dark = "dark";
    /// Faint, over-exposed, or so burnt that no text is left.
    WashedOut = "washed-out";
    Glare = "glare-over-text";
    /// One-bit scan that lost its strokes.
    Bilevel = "bilevel";
    Shadow = "shadow";
    ShowThrough = "show-through";
    CutText = "cut-text";
    CutPage = "cut-page";
    TinyPage = "tiny-page";
    Skewed = "skewed-page";
    LowResolution = "low-resolution";
    BlackBorder = "black-border";
}

/// One defect beyond its limit.
#[derive(Clone, Debug, PartialEq)]
pub struct Cause {
    pub defect: Defect,
    /// The measure that speaks loudest for it.
    pub measure: Measure,
    /// In the measure's unit.
    pub value: f64,
    /// The limit that it is beyond: the profile's `warn`.
    pub limit: f64,
    /// Beyond `fail`, too.
    pub fails: bool,
    /// Bears on whether text can be read; others are told only.
    pub sieves: bool,
    /// What it destroys leaves nothing to measure.
    pub vanishes: bool,
    /// 0 at the limit, 1 at `fail`; the larger the graver.
    pub severity: f64,
    /// Where, the worst first; pixels of the page's raster.
    pub places: Vec<Rect>,
}

/// What a measure beyond its limit means.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// The page must be read to be believed.
    Sieve,
    /// Text may have gone.
    Vanish,
    /// Reading corrects or survives it.
    Told,
    /// Only helps to name.
    Name,
}

fn role(measure: Measure) -> Role {
    use Measure::*;
    match measure {
        Sharpness | MotionSharpness | StrokeTexture | TextHeight | SignalToNoise | JpegQuality => Role::Sieve,
        TextContrast | InkDepth | PaperLevel | EvenLight | TextAmount | Moire | ShowThrough => Role::Sieve,
        Glare | WashedOut | Bilevel => Role::Vanish,
        GlareOverText | Skew | Perspective | CutText | Filled | CutBorders | BlackBorder | Resolution => {
            Role::Told
        }
        Noise => Role::Name,
    }
}

/// Most places that a cause keeps; more than a reader looks at.
const MOST_PLACES: usize = 12;
/// Weights of legibility.md, “Name”; natural logarithms of ratios.
const GLARE: f64 = 1.2;
const SMALL_TEXT: f64 = 0.35;
/// Height of text, pixels, that weighs as much as other measures at their `fail`: found with the weights, and no limit.
const SMALL_SCALE: f64 = 7.5;
const WASHED_OUT: f64 = 0.3;
/// The least contrast of clean pages: by how much washed-out text is below it is how grave it is.
const CLEAN_CONTRAST: f64 = 0.3;
const DARK_NOISE: f64 = 0.6;
const DARK_OTHERS: f64 = 0.5;
/// Movement blurs one direction: median Rm/R over lines below it is movement, else focus (71 of 72 pages).
const MOTION: f64 = 0.9;
/// Names that go before all others.
const FIRST: f64 = 100.0;
const WITHOUT_TEXT: f64 = 50.0;
/// Longest side below which the text of a page is too small to be found: A4 at 42 dpi.
const FEW_PIXELS: u32 = 500;
/// What is told only weighs less than anything that bears on reading, also in the dark.
const TOLD: f64 = -3.0;
/// Hundredths: measures are whole numbers of them, and severities are rounded to them, so that no order depends on a
/// processor's last bit.
const STEP: f64 = 0.01;

/// All defects of a page, the gravest first. `whole`: it was read so well that nothing can have vanished; `untried`:
/// nobody tried.
pub(super) fn causes(page: &Page, whole: bool, untried: bool) -> Vec<Cause> {
    let beyond: Vec<(Measure, Bounds, f64)> =
        Measure::ALL.iter().filter_map(|&measure| beyond(page, measure)).collect();
    let all = Beyond { page, beyond };
    let mut causes: Vec<Cause> = Vec::new();
    for &(measure, bounds, value) in &all.beyond {
        if role(measure) == Role::Name || all.is_idle(measure, whole, untried) {
            continue;
        }
        let Some(warn) = bounds.warn else { continue };
        let counts = match measure {
            // Glare that lies over no text took none away.
            Measure::Glare => all.has(Measure::GlareOverText),
            // A picture of something else has no text either: lines must have been found that could not be measured.
            // And of a page that lies aslant no ink line is found.
            Measure::TextAmount => page.read.is_some_and(|read| read.found >= LEAST_LINES) && all.is_dim(),
            _ => true,
        };
        let fails = counts && bounds.fail.is_some_and(|fail| is_beyond(measure, value, fail));
        let cause = Cause {
            defect: all.defect(measure),
            measure,
            value,
            limit: warn,
            fails,
            // A sheet so small in its picture that its text cannot be expected to be read.
            sieves: role(measure) == Role::Sieve || (measure == Measure::Filled && fails),
            vanishes: role(measure) == Role::Vanish,
            severity: (all.severity(measure, bounds, value) / STEP).round() * STEP,
            places: places(&page.glance.legibility, measure, warn),
        };
        join(&mut causes, cause);
    }
    causes.sort_by(|a, b| b.severity.total_cmp(&a.severity).then(a.defect.cmp(&b.defect)));
    causes
}

/// One cause a defect: the loudest measure speaks, places and consequences are those of all.
fn join(causes: &mut Vec<Cause>, new: Cause) {
    let Some(old) = causes.iter_mut().find(|old| old.defect == new.defect) else {
        causes.push(new);
        return;
    };
    let (mut loud, quiet) = if new.severity > old.severity { (new, old.clone()) } else { (old.clone(), new) };
    loud.fails |= quiet.fails;
    loud.sieves |= quiet.sieves;
    loud.vanishes |= quiet.vanishes;
    for place in quiet.places {
        if loud.places.len() < MOST_PLACES && !loud.places.contains(&place) {
            loud.places.push(place);
        }
    }
    *old = loud;
}

/// A measure that is beyond its limit, with its limits and its value.
pub fn beyond(page: &Page, measure: Measure) -> Option<(Measure, Bounds, f64)> {
    let bounds = page.limits.of(measure, page.kind)?;
    let value = page.glance.legibility.value(measure).value()?;
    is_beyond(measure, value, bounds.warn?).then_some((measure, bounds, value))
}

/// A limit itself is good enough where small is bad ("at least 12"), and bad where large is ("from 200 on").
pub fn is_beyond(measure: Measure, value: f64, limit: f64) -> bool {
    match measure.worse() {
        Worse::Below => value < limit,
        Worse::Above => value >= limit,
    }
}

/// Measures beyond their limits, and what they mean together.
struct Beyond<'a> {
    page: &'a Page<'a>,
    beyond: Vec<(Measure, Bounds, f64)>,
}

impl Beyond<'_> {
    fn has(&self, measure: Measure) -> bool {
        self.beyond.iter().any(|(other, ..)| *other == measure)
    }

    /// Nothing of the text could be measured at all.
    fn is_without_text(&self) -> bool {
        let sharp = self.page.glance.legibility.value(Measure::Sharpness).value();
        self.has(Measure::TextAmount) && sharp.is_none()
    }

    /// Something that drowns ink: next to no contrast, darkness or noise. Burnt paper is white by right in many scans.
    fn is_dim(&self) -> bool {
        let drowns = [Measure::PaperLevel, Measure::Noise, Measure::SignalToNoise];
        let drowned = drowns.into_iter().any(|measure| self.has(measure));
        drowned || self.page.glance.is_faint() || self.is_of_few_pixels()
    }

    /// No page has text of a size that can be read in so few pixels.
    fn is_of_few_pixels(&self) -> bool {
        self.page.glance.width.max(self.page.glance.height) < FEW_PIXELS
    }

    /// A flag that says nothing here: white paper of which everything was read has lost nothing; a one-bit scan is a
    /// fault only where its text is gone; few dots are told by the height of the text where it is small.
    fn is_idle(&self, measure: Measure, whole: bool, untried: bool) -> bool {
        match measure {
            Measure::WashedOut => whole,
            Measure::Bilevel => whole || (untried && !self.has(Measure::TextAmount)),
            Measure::Resolution => self.has(Measure::TextHeight),
            _ => false,
        }
    }

    fn defect(&self, measure: Measure) -> Defect {
        let dark = self.has(Measure::PaperLevel);
        match measure {
            Measure::Sharpness | Measure::MotionSharpness | Measure::StrokeTexture => self.blur(),
            Measure::TextHeight => Defect::SmallText,
            Measure::SignalToNoise | Measure::Noise => Defect::Noise,
            Measure::JpegQuality => Defect::Compression,
            Measure::InkDepth if dark => Defect::Dark,
            Measure::TextAmount if self.is_without_text() && self.has(Measure::Noise) => Defect::Noise,
            Measure::TextAmount if self.is_without_text() && dark => Defect::Dark,
            Measure::TextAmount if self.is_of_few_pixels() => Defect::SmallText,
            Measure::TextContrast | Measure::InkDepth | Measure::TextAmount | Measure::WashedOut => {
                Defect::WashedOut
            }
            Measure::PaperLevel => Defect::Dark,
            Measure::EvenLight => Defect::Shadow,
            Measure::Glare | Measure::GlareOverText => Defect::Glare,
            Measure::Moire => Defect::ScreenPhoto,
            Measure::Bilevel => Defect::Bilevel,
            Measure::Skew | Measure::Perspective => Defect::Skewed,
            Measure::CutText => Defect::CutText,
            Measure::Filled => Defect::TinyPage,
            Measure::CutBorders => Defect::CutPage,
            Measure::ShowThrough => Defect::ShowThrough,
            Measure::BlackBorder => Defect::BlackBorder,
            Measure::Resolution => Defect::LowResolution,
        }
    }

    /// Which blur: asked only where there is one.
    fn blur(&self) -> Defect {
        let legibility = &self.page.glance.legibility;
        let of_line = |line: &crate::facts::InkLine| {
            let value = |measure| line.values.get(&measure).copied().map(f64::from);
            ratio(value(Measure::MotionSharpness)?, value(Measure::Sharpness)?)
        };
        let mut ratios: Vec<f64> = legibility.measured.iter().filter_map(of_line).collect();
        ratios.sort_by(f64::total_cmp);
        let median = ratios.get(ratios.len() / 2).copied();
        let page = || {
            let value = |measure| legibility.value(measure).value();
            ratio(value(Measure::MotionSharpness)?, value(Measure::Sharpness)?)
        };
        let moved = median.or_else(page).is_some_and(|ratio| ratio < MOTION);
        if moved { Defect::MotionBlur } else { Defect::OutOfFocus }
    }

    fn severity(&self, measure: Measure, bounds: Bounds, value: f64) -> f64 {
        let plain = scale(measure, bounds, value);
        let dark = self.has(Measure::PaperLevel);
        let less = |by: f64| if dark { by } else { 0.0 };
        match measure {
            Measure::Moire => FIRST,
            Measure::TextAmount if self.is_without_text() => WITHOUT_TEXT,
            // How little is left does not tell why: another measure names it.
            Measure::TextAmount => scale(measure, Bounds { fail: None, ..bounds }, value),
            Measure::Glare => GLARE,
            Measure::WashedOut => {
                let contrast = self.page.glance.legibility.value(Measure::TextContrast).value();
                WASHED_OUT + (CLEAN_CONTRAST / (contrast.unwrap_or(0.0) / 100.0).max(STEP)).ln()
            }
            Measure::TextHeight => {
                let named = Bounds { fail: bounds.fail.map(|fail| fail.min(SMALL_SCALE)), ..bounds };
                scale(measure, named, value) + SMALL_TEXT - less(DARK_OTHERS)
            }
            Measure::Sharpness | Measure::MotionSharpness | Measure::StrokeTexture => {
                plain - less(DARK_OTHERS)
            }
            Measure::SignalToNoise => plain - less(DARK_NOISE),
            // Its pixels are few, whatever else they show.
            Measure::Filled if bounds.fail.is_some_and(|fail| value < fail) => WITHOUT_TEXT + plain,
            _ if role(measure) == Role::Told => TOLD + plain.min(1.0),
            _ => plain,
        }
    }
}

fn ratio(part: f64, whole: f64) -> Option<f64> {
    (whole > 0.0).then(|| part / whole)
}

/// 0 at `warn`, 1 at `fail`, logarithmic between and beyond. Without a `fail` nothing is as grave as one that has
/// been passed: half a point at twice the limit, and no more.
fn scale(measure: Measure, bounds: Bounds, value: f64) -> f64 {
    let Some(warn) = bounds.warn else { return 0.0 };
    let worse = |to: f64| {
        let (to, warn) = (to.max(STEP), warn.max(STEP));
        match measure.worse() {
            Worse::Below => (warn / to).ln(),
            Worse::Above => (to / warn).ln(),
        }
    };
    match bounds.fail {
        // Limits that fall together leave no room between: beyond the one is beyond the other.
        Some(fail) if worse(fail) < STEP => 1.0 + worse(value),
        Some(fail) => worse(value) / worse(fail),
        None => 0.5 * (worse(value) / std::f64::consts::LN_2).min(1.0),
    }
}

/// Lines that are beyond the limit themselves, else the measure's own places.
fn places(legibility: &Legibility, measure: Measure, warn: f64) -> Vec<Rect> {
    let bad = |line: &&crate::facts::InkLine| {
        let value = line.values.get(&measure).map(|value| f64::from(*value) * STEP);
        value.is_some_and(|value| is_beyond(measure, value, warn))
    };
    let lines: Vec<Rect> = legibility.measured.iter().filter(bad).map(|line| line.quad.bounds()).collect();
    let own = || legibility.places.get(&measure).cloned().unwrap_or_default();
    let mut places = if lines.is_empty() { own() } else { lines };
    places.truncate(MOST_PLACES);
    places
}

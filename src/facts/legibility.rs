//! What can be measured of a page without reading a letter of it.
//!
//! Why it exists: measures sieve and name, reading decides. Every measure is a whole number of hundredths of its unit,
//! so that no figure depends on a processor, and stands beside the places where it is worst, so that whoever judges
//! can say where to look. What is too little is a profile's word, not a measure's.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Quad, Reading, Rect};

/// Declares the measures and the list of them in one place.
macro_rules! measures {
    ($($(#[$doc:meta])* $name:ident = $id:literal, $unit:expr, $worse:ident;)*) => {
        /// One measure of a page; see each for its formula's source, unit and range.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Measure { $($(#[$doc])* $name),* }

        impl Measure {
            /// All of them, in the order in which they are told.
            pub const ALL: &[Measure] = &[$(Measure::$name),*];

            /// Name in profiles and JSON, kebab-case.
            pub fn name(self) -> &'static str {
                match self { $(Measure::$name => $id),* }
            }

            /// The measure of this name.
            pub fn named(name: &str) -> Option<Measure> {
                Measure::ALL.iter().copied().find(|measure| measure.name() == name)
            }

            /// Unit of the value.
            pub fn unit(self) -> Unit {
                match self { $(Measure::$name => $unit),* }
            }

            /// Which way a page gets worse.
            pub fn worse(self) -> Worse {
                match self { $(Measure::$name => Worse::$worse),* }
            }
        }
    };
}

/// What a measure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A pure number.
    One,
    /// Pixels of the page's own raster.
    Pixels,
    /// Grey levels, 0–255.
    Levels,
    Percent,
    Degrees,
    /// Dots per inch.
    Dpi,
    /// Characters (widths of the text's height).
    Ems,
}

impl Unit {
    /// Name in profiles.
    pub fn name(self) -> &'static str {
        match self {
            Unit::One => "ratio",
            Unit::Pixels => "pixels",
            Unit::Levels => "levels",
            Unit::Percent => "percent",
            Unit::Degrees => "degrees",
            Unit::Dpi => "dpi",
            Unit::Ems => "characters",
        }
    }
}

/// Which end of a measure is bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worse {
    Below,
    Above,
}

measures! {
    /// Edge widths per text height: 24 · median(gradient / amplitude) of lines at 24 px (legibility.md, R).
    Sharpness = "sharpness", Unit::One, Below;
    /// The same in the worst of four directions (Rm): movement blurs one of them.
    MotionSharpness = "motion-sharpness", Unit::One, Below;
    /// Smaller eigenvalue of the structure tensor, freed of noise (Ts): strokes that ran together.
    StrokeTexture = "stroke-texture", Unit::One, Below;
    /// Height of the smaller text, pixels of the page's own raster (H).
    TextHeight = "text-height", Unit::Pixels, Below;
    /// Ink over noise, scaled by the text's height (snr).
    SignalToNoise = "signal-to-noise", Unit::One, Below;
    /// Quality of JPEG by its quantisation tables, scaled by text height (jq); absent where the file is no JPEG.
    JpegQuality = "jpeg-quality", Unit::One, Below;
    /// Contrast of text against its own ground, percent of the paper's level (c0).
    TextContrast = "text-contrast", Unit::Percent, Below;
    /// The same in grey levels (Cabs).
    InkDepth = "ink-depth", Unit::Levels, Below;
    /// Level of the paper.
    PaperLevel = "paper-level", Unit::Levels, Below;
    /// Darkest paper over brightest, percent (unif): shadows.
    EvenLight = "even-light", Unit::Percent, Below;
    /// How much text the ink shows (em found with enough contrast).
    TextAmount = "text-amount", Unit::Ems, Below;
    /// Area of paper that is burnt out while the rest is not, percent of the page.
    Glare = "glare", Unit::Percent, Above;
    /// Part of the page's text lines that glare covers or ends, percent.
    GlareOverText = "glare-over-text", Unit::Percent, Above;
    /// Strongest regular pattern off the axes (moiré of a photographed screen).
    Moire = "moire", Unit::One, Above;
    /// Pixels at the brightest level or near it, percent, where the paper is washed out; 0 where it is not.
    WashedOut = "washed-out", Unit::Percent, Above;
    /// Pixels that are pure black or white, percent: 93 and more is a one-bit scan.
    Bilevel = "bilevel", Unit::Percent, Above;
    /// By how much the text runs askew, degrees, without sign.
    Skew = "skew", Unit::Degrees, Above;
    /// How far opposite text lines or borders run apart, degrees.
    Perspective = "perspective", Unit::Degrees, Above;
    /// Characters that a border of the picture cuts through.
    CutText = "cut-text", Unit::One, Above;
    /// Part of the picture that the sheet fills, percent; absent where no sheet is told from its ground.
    Filled = "filled", Unit::Percent, Below;
    /// Borders of the sheet that lie outside the picture while others are inside.
    CutBorders = "cut-borders", Unit::One, Above;
    /// Strength of mirrored print from the back, percent of the ink's contrast.
    ShowThrough = "show-through", Unit::Percent, Above;
    /// Black border that a scanner left, percent of the page.
    BlackBorder = "black-border", Unit::Percent, Above;
    /// Resolution: placed dots per inch of a PDF's scan, else by page size and text height.
    Resolution = "resolution", Unit::Dpi, Below;
    /// Standard deviation of the noise of the paper (legibility.md, step 2): names a page that shows no text.
    Noise = "noise", Unit::Levels, Above;
}

/// What colours a page has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tint {
    Colour,
    Grey,
    /// Black and white only.
    Bilevel,
}

/// All measures of one page.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Legibility {
    /// Hundredths of the measure's unit; a measure that is not here was not built.
    pub values: BTreeMap<Measure, Reading<i32>>,
    /// Where a measure that is no line's is worst, the worst first, at most a dozen; pixels of the page's own raster.
    pub places: BTreeMap<Measure, Vec<Rect>>,
    /// The lines that were measured, the worst first.
    pub measured: Vec<InkLine>,
    /// All lines of text by their ink, as they run; top to bottom.
    pub lines: Vec<Quad>,
    /// Skew with its sign, hundredths of a degree: text that falls to the right is positive.
    pub slope: Option<i16>,
    /// How the text stands by the page's ink alone, and how sure that is (500 a tie … 1000).
    pub turn: Option<(super::Turn, u16)>,
    pub tint: Option<Tint>,
}

/// One measured line of text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InkLine {
    /// Corners as the text runs, pixels of the page's own raster.
    pub quad: Quad,
    /// Measures of lines, hundredths of their units.
    pub values: BTreeMap<Measure, i32>,
}

impl Legibility {
    /// Whether anything at all has a value.
    pub fn is_measured(&self) -> bool {
        self.values.values().any(|value| matches!(value, Reading::Is(_)))
    }

    /// A measure's value in its unit, or why there is none.
    pub fn value(&self, measure: Measure) -> Reading<f64> {
        match self.values.get(&measure) {
            Some(Reading::Is(hundredths)) => Reading::Is(f64::from(*hundredths) / 100.0),
            Some(Reading::Not(why)) => Reading::Not(*why),
            None => Reading::Not(super::Why::NotBuilt),
        }
    }
}

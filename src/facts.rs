//! What was asked of a file and what came back: plain data, serialisable, importing nothing of ours.
//!
//! Why it exists: observing is slow and depends only on a file's bytes and the engine; judging is instant
//! and depends on facts. Everything that crosses from one to the other is a type of this module, so that it
//! can be cached by content hash, shipped between machines and judged again without a pixel being read.
//!
//! Figures are whole numbers with their unit in the name, so that no report depends on a processor's floats.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

mod legibility;
pub use legibility::{InkLine, Legibility, Measure, Tint, Unit, Worse};

/// Zero-based page of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PageId(pub u32);

/// How a file came through the door; the names are those of the JSON contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Intake {
    /// Every page can be shown as it was meant.
    Opens,
    /// Pages can be shown, but something of the file is broken or lost.
    Damaged,
    /// Nothing can be shown.
    CannotOpen,
    /// A password is needed.
    Password,
    /// A format that is no scan, or one that scanlint does not decode.
    Unsupported,
}

impl Intake {
    /// The contract's name.
    pub fn name(self) -> &'static str {
        match self {
            Intake::Opens => "opens",
            Intake::Damaged => "damaged",
            Intake::CannotOpen => "cannot-open",
            Intake::Password => "password",
            Intake::Unsupported => "unsupported",
        }
    }

    /// Whether the file has pages that can be asked.
    pub fn has_pages(self) -> bool {
        matches!(self, Intake::Opens | Intake::Damaged)
    }
}

/// What a file is by its content; never by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Media {
    Jpeg,
    Png,
    Tiff,
    Webp,
    Bmp,
    Gif,
    Pdf,
    /// HEIC, HEIF or AVIF photo: known, not decoded.
    Heic,
    /// Word, Excel, PowerPoint, WPS or OpenDocument file.
    Office,
    /// ZIP, RAR, 7z and the like.
    Archive,
    /// Plain text, HTML, JSON and the like.
    Text,
    Video,
    Audio,
    /// Bytes that no signature explains.
    Unknown,
}

impl Media {
    /// A short technical name, the same in every language.
    pub fn name(self) -> &'static str {
        match self {
            Media::Jpeg => "JPEG",
            Media::Png => "PNG",
            Media::Tiff => "TIFF",
            Media::Webp => "WebP",
            Media::Bmp => "BMP",
            Media::Gif => "GIF",
            Media::Pdf => "PDF",
            Media::Heic => "HEIC",
            Media::Office => "Office",
            Media::Archive => "ZIP/RAR",
            Media::Text => "text",
            Media::Video => "video",
            Media::Audio => "audio",
            Media::Unknown => "?",
        }
    }
}

/// Why a file has the intake it has. Checks turn each into a sentence and a remedy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Problem {
    /// Zero bytes.
    Empty,
    /// The file system would not give its bytes.
    Unreadable,
    /// Longer than the byte limit of intake.
    TooManyBytes,
    /// More pixels or a larger page than the decoder may allocate.
    TooManyPixels,
    /// More pages than are walked.
    TooManyPages,
    /// Drawing instructions that would never end.
    TooComplex,
    /// Ends before its content does.
    Truncated,
    /// Only the end marker is missing; the picture is whole.
    NoEndMarker,
    /// The data contradict the format.
    BadData,
    /// The table of contents of a PDF was broken and had to be rebuilt.
    Rebuilt,
    /// A document without a single page.
    NoPages,
    /// Some page of it cannot be shown.
    BadPage,
    /// The decoder gave up in a way that it should not (a panic).
    DecoderFailed,
    /// A password is needed to open it.
    NeedsPassword,
    /// See [`FileFacts::media`]: not a format that is decoded.
    NotAScan,
}

/// Everything known about one file; the unit of the cache. The answers are a memo: any part of them is
/// valid, and merging only adds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FileFacts {
    pub media: Media,
    /// Length in bytes.
    pub bytes: u64,
    /// Lower-case hex SHA-256 of the whole content; empty where the bytes could not be had.
    pub sha256: String,
    pub intake: Intake,
    pub problems: Vec<Problem>,
    /// The decoder's own words about the first problem, for engineers; never translated, may be empty.
    pub detail: String,
    /// One memo a page; its length is the page count.
    pub pages: Vec<PageFacts>,
}

/// What one page was asked and what it answered. Serialised as a list of pairs: a probe is no JSON key.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageFacts {
    pub answers: BTreeMap<Probe, Answer>,
}

impl Serialize for PageFacts {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.answers.iter())
    }
}

impl<'de> Deserialize<'de> for PageFacts {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let pairs = Vec::<(Probe, Answer)>::deserialize(deserializer)?;
        Ok(PageFacts { answers: pairs.into_iter().collect() })
    }
}

impl PageFacts {
    /// The glance, if it was asked and measured.
    pub fn glance(&self) -> Option<&Glance> {
        match self.answers.get(&Probe::Glance) {
            Some(Answer::Glance(glance)) => Some(glance),
            _ => None,
        }
    }

    /// The lines that were found, if any were looked for; of several looks the last in the order of probes.
    pub fn lines(&self) -> Option<(&Probe, &Lines)> {
        self.answers.iter().rev().find_map(|(probe, answer)| match answer {
            Answer::Lines(lines) => Some((probe, lines)),
            _ => None,
        })
    }

    /// The text layer, if it was asked and there is one.
    pub fn layer(&self) -> Option<&Layer> {
        match self.answers.get(&Probe::Layer) {
            Some(Answer::Layer(layer)) => Some(layer),
            _ => None,
        }
    }

    /// Whether this probe was asked, whatever came back.
    pub fn asked(&self, probe: &Probe) -> bool {
        self.answers.contains_key(probe)
    }
}

/// Axis-parallel box in the page's own raster, in pixels, `x0 < x1`, `y0 < y1`, origin top left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Rect {
    pub x0: i32,
    pub y0: i32,
    pub x1: i32,
    pub y1: i32,
}

impl Rect {
    pub fn width(&self) -> i32 {
        self.x1 - self.x0
    }
    pub fn height(&self) -> i32 {
        self.y1 - self.y0
    }
    /// The smallest box that holds both.
    pub fn union(&self, other: &Rect) -> Rect {
        Rect {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }
}

/// Four corners in reading order (top left, top right, bottom right, bottom left), pixels of the page's own
/// raster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Quad(pub [(i32, i32); 4]);

impl From<Rect> for Quad {
    fn from(r: Rect) -> Quad {
        Quad([(r.x0, r.y0), (r.x1, r.y0), (r.x1, r.y1), (r.x0, r.y1)])
    }
}

impl Quad {
    /// The same read from its other end, as on a page upside down.
    pub fn turned_over(&self) -> Quad {
        let [a, b, c, d] = self.0;
        Quad([c, d, a, b])
    }
    /// The box around it.
    pub fn bounds(&self) -> Rect {
        let xs = self.0.map(|corner| corner.0);
        let ys = self.0.map(|corner| corner.1);
        let least = |values: [i32; 4]| values.into_iter().min().unwrap_or(0);
        let most = |values: [i32; 4]| values.into_iter().max().unwrap_or(0);
        let (x0, y0) = (least(xs), least(ys));
        Rect { x0, y0, x1: most(xs).max(x0 + 1), y1: most(ys).max(y0 + 1) }
    }
}

/// By how much the text stands turned clockwise from upright.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Turn {
    #[default]
    Upright,
    Quarter,
    Half,
    ThreeQuarter,
}

impl Turn {
    /// By half a turn more.
    pub fn turned_over(self) -> Turn {
        match self {
            Turn::Upright => Turn::Half,
            Turn::Half => Turn::Upright,
            Turn::Quarter => Turn::ThreeQuarter,
            Turn::ThreeQuarter => Turn::Quarter,
        }
    }
}

/// Which plane of the pixels a network sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Plane {
    Colour,
    /// The red channel as all three: lines under a red seal come through.
    Red,
    /// Ink normalised by its paper, for dark and faint pages.
    Normalised,
    /// Mean of the channels without what changes from pixel to pixel, for photos of screens and noisy pages.
    Smooth,
}

/// Which recogniser reads a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Model {
    Tiny,
    /// Tiny on a wider crop: what it reads alike on both needs no better reader.
    TinyWide,
    Small,
    /// Small on a wider crop, for numbers and dates: narrow digits fall together.
    SmallWide,
}

/// A question to one page: self-contained and whole-numbered, never an index into another answer. The order
/// of the variants is the order in which answers are kept.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Probe {
    /// Size, resolution, brightness, blank or not.
    Glance,
    /// The text layer of a PDF page.
    Layer,
    /// Boxes of text lines, found at this longest side.
    Lines {
        side: u16,
        plane: Plane,
    },
    /// The same in a part of the page (pixels of its own raster), at the scale that the whole page would have at
    /// this longest side.
    Patch {
        rect: Rect,
        side: u16,
        plane: Plane,
    },
    /// The text of one line.
    Line {
        quad: Quad,
        turn: Turn,
        plane: Plane,
        model: Model,
    },
    Seals,
    Codes {
        quad: Option<Quad>,
    },
    Faces,
    /// Handwriting in a place.
    Ink {
        quad: Quad,
    },
}

/// What came back for a probe. An answer depends on the file's bytes, the page, the probe and the engine,
/// and on nothing else.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    Glance(Glance),
    Layer(Layer),
    Lines(Lines),
    Line(LineText),
    /// There is no value, and this is why.
    Not(Why),
}

/// Why a reading has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// This version cannot measure it yet.
    NotBuilt,
    /// Nobody asked.
    NotAsked,
    /// The file is not at hand; only facts are.
    Blind,
    /// There is nothing of the kind to measure (no text layer in a photo).
    Absent,
    /// Measuring failed (a panic, a decoder's error).
    Failed,
}

/// A value, or the reason why there is none; never a sentinel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reading<T> {
    Is(T),
    Not(Why),
}

impl<T: Copy> Reading<T> {
    /// The value, if there is one.
    pub fn value(self) -> Option<T> {
        match self {
            Reading::Is(value) => Some(value),
            Reading::Not(_) => None,
        }
    }
}

/// Where a page's picture comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// An image file.
    Picture,
    /// A PDF page that one image covers (≥ 80 % of its area): a scan.
    Scan,
    /// A PDF page of text and vectors, perhaps with smaller pictures: drawn, not scanned.
    Digital,
    /// A PDF page with pictures that cover a good part of it (20–80 %) beside drawn text: both must be seen.
    Mixed,
}

/// One look at a page: what any reader learns without reading.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Glance {
    /// Raster width and height in pixels: the image's own, EXIF or /Rotate applied; of a digital PDF page the
    /// page at [`RASTER_DPI`].
    pub width: u32,
    pub height: u32,
    pub origin: Origin,
    /// Placed dots per inch of the covering image of a PDF page; an image file's tag is not trusted.
    pub dpi: Reading<u32>,
    /// EXIF orientation (1–8) that was applied; 1 where there was none.
    pub exif: u8,
    /// Degrees clockwise that the PDF page's /Rotate turned it.
    pub rotate: u16,
    /// Mean grey level, 0 black … 255 white.
    pub mean: Reading<u8>,
    /// Grey levels between the 1st and the 99th percentile.
    pub contrast: Reading<u8>,
    /// Thousandths of the pixels that are ink: darker than the local paper by the margin of `observe::glance`.
    pub ink: Reading<u16>,
    /// Nothing on it but paper.
    pub blank: Reading<bool>,
    /// Whether a clerk can read it; measured by the issue on legibility, known now only of digital pages.
    pub legible: Reading<bool>,
    /// All measures of legibility; of a digital page none.
    pub legibility: Legibility,
}

/// Difference of a page's brightest and darkest levels below which its print is faint and the detector of lines fails
/// first (legibility.md, limit of `Cabs` with room).
const FAINT: u8 = 60;

impl Glance {
    /// Next to no contrast, whatever its ink lines say.
    pub fn is_faint(&self) -> bool {
        matches!(self.contrast, Reading::Is(contrast) if contrast < FAINT)
    }
}

/// Dots per inch of the raster in which a digital PDF page has its boxes.
pub const RASTER_DPI: u32 = 200;

/// The text layer of a PDF page, mapped to the page's own raster.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Layer {
    /// In reading order: from top to bottom, in a row from left to right; a wide gap ends a piece.
    pub pieces: Vec<Piece>,
    /// Glyphs drawn in all.
    pub glyphs: u32,
    /// Glyphs without a Unicode value, or with one of private use: text that cannot be trusted.
    pub unknown: u32,
    /// Glyphs that are drawn invisibly (an OCR layer under a scan).
    pub hidden: u32,
}

/// Text lines that the detector found on a page, and how the page lies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lines {
    /// In the detector's order (top to bottom in the page's own raster).
    pub boxes: Vec<LineBox>,
    /// How the text stands, one decision for the page from its lines' votes.
    pub turn: Turn,
    /// How sure the vote on upside down was: 500 a tie … 1000 unanimous, thousandths.
    pub vote: u16,
}

/// One detected line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineBox {
    /// Corners in **reading** order (the line's own top left, top right, bottom right, bottom left, as the text
    /// stands after [`Lines::turn`]), in pixels of the page's own raster, which is never turned.
    pub quad: Quad,
    /// Mean probability inside the box, thousandths.
    pub score: u16,
}

/// What one line says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineText {
    pub text: String,
    /// Mean of the kept steps' maxima, thousandths.
    pub score: u16,
    /// Centre of each character along the line, thousandths of its length; as long as the text has characters.
    pub at: Vec<u16>,
}

/// A run of text in one row without a wide gap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// As the file says it, single spaces for gaps of at least a third of the height.
    pub text: String,
    /// Pixels of the page's own raster.
    pub rect: Rect,
    /// Rows are numbered from the top; pieces of one row share a number.
    pub row: u32,
    /// How sure the reading is, thousandths; 1000 for a text layer.
    pub score: u16,
}

/// Sees pages. It decodes when first needed, keeps one page's pixels and drops them at the next. Also the
/// seam at which looking moves into a killable child.
pub trait Eye {
    /// One answer a probe, in order.
    fn answer(&mut self, page: PageId, probes: &[Probe]) -> Vec<Answer>;
}

impl<E: Eye + ?Sized> Eye for Box<E> {
    fn answer(&mut self, page: PageId, probes: &[Probe]) -> Vec<Answer> {
        (**self).answer(page, probes)
    }
}

/// No file at hand: every probe is "not measured", hence needs review, never another answer.
pub struct Blind;

impl Eye for Blind {
    fn answer(&mut self, _page: PageId, probes: &[Probe]) -> Vec<Answer> {
        probes.iter().map(|_| Answer::Not(Why::Blind)).collect()
    }
}

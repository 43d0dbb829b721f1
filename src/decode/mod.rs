//! Bytes → pages: what a file is, whether it opens, and the pixels of one page at a time.
//!
//! Why it exists: uploads are hostile or broken as often as they are fine. This room is the only one that parses
//! them. It sniffs by content, checks every declared size before anything is allocated, and returns each failure as
//! data with the contract's intake class, so that nobody after it meets a file error as a surprise.
//!
//! ```text
//! open(path) → Opened { intake, problems, page_count, source } ── source.picture(page) → Raster
//!                                                              └─ source.pdf() → pages for observe's device
//! ```
//! Panics of decoders are caught by `scan/`, which wraps every call.

mod exif;
mod image;
mod jpeg;
pub mod pdf;
pub mod raster;
pub mod sniff;
mod tiff;

use std::path::Path;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::facts::{FileFacts, Intake, Media, PageFacts, PageId, Problem};

pub use raster::{Orientation, Plane, Raster};

/// Most bytes of one file, 512 MiB. Twenty A4 pages of uncompressed colour at 300 dpi are 520 MB and no portal takes
/// them; a batch holds one file a thread in memory.
pub const MAX_FILE_BYTES: u64 = 512 * 1024 * 1024;

/// Most pixels of one raster, 160 million. A4 at 600 dpi is 35, A3 at 600 dpi 70, a phone's 108-megapixel mode 108;
/// more would let a file of a few kilobytes take gigabytes. Raising it raises the memory of a thread by 3 bytes a
/// pixel.
pub const MAX_PIXELS: u64 = 160_000_000;

/// Most bytes that a decoder may fill for one raster: 160 million pixels of RGB, or 60 million of 16-bit RGBA.
pub const MAX_RASTER_BYTES: u64 = 3 * MAX_PIXELS;

/// Most pages of one file. The longest uploads are scanned books of some hundred pages; 2,000 glances are minutes.
pub const MAX_PAGES: u32 = 2000;

/// Why pages or pixels could not be had: the problem a user can act on, and the decoder's own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeFailure {
    pub problem: Problem,
    /// For engineers; never translated, may be empty.
    pub detail: String,
}

impl DecodeFailure {
    pub(crate) fn new(problem: Problem, detail: impl std::fmt::Display) -> DecodeFailure {
        DecodeFailure { problem, detail: detail.to_string() }
    }
}

/// Pages that can be shown, and what is wrong with the file all the same: the mild level of failure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Inspection {
    pub pages: u32,
    pub problems: Vec<Problem>,
    pub detail: String,
}

impl Inspection {
    fn whole(pages: u32) -> Inspection {
        Inspection { pages, ..Inspection::default() }
    }

    /// Notes a problem once; the first one's words are kept.
    fn note(&mut self, failure: DecodeFailure) {
        if self.problems.is_empty() {
            self.detail = failure.detail;
        }
        if !self.problems.contains(&failure.problem) {
            self.problems.push(failure.problem);
        }
    }
}

/// A file after intake. Pages can be asked of `source` where `intake.has_pages()`.
#[derive(Clone, Debug)]
pub struct Opened {
    pub media: Media,
    /// Length in bytes.
    pub bytes: u64,
    /// Lower-case hex; empty where the bytes could not be had.
    pub sha256: String,
    pub intake: Intake,
    pub problems: Vec<Problem>,
    /// The decoder's own words about the first problem.
    pub detail: String,
    pub page_count: u32,
    pub source: Option<Source>,
}

impl Opened {
    /// Facts with one empty memo a page.
    pub fn facts(&self) -> FileFacts {
        FileFacts {
            media: self.media,
            bytes: self.bytes,
            sha256: self.sha256.clone(),
            intake: self.intake,
            problems: self.problems.clone(),
            detail: self.detail.clone(),
            pages: vec![PageFacts::default(); self.page_count as usize],
        }
    }

    /// A file whose decoder gave up in a way that it should not.
    pub fn panicked(bytes: u64, message: String) -> Opened {
        let failure = DecodeFailure { problem: Problem::DecoderFailed, detail: message };
        Opened::failed(Media::Unknown, bytes, String::new(), Intake::CannotOpen, failure)
    }

    fn failed(media: Media, bytes: u64, sha256: String, intake: Intake, failure: DecodeFailure) -> Opened {
        let (problems, detail) = (vec![failure.problem], failure.detail);
        Opened { media, bytes, sha256, intake, problems, detail, page_count: 0, source: None }
    }
}

/// A file's bytes and what they are: cheap to clone, shared between threads. Pages are decoded on demand.
#[derive(Clone)]
pub struct Source {
    bytes: Arc<[u8]>,
    media: Media,
    pages: u32,
    whole: bool,
}

impl std::fmt::Debug for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Source({:?}, {} bytes, {} pages)", self.media, self.bytes.len(), self.pages)
    }
}

/// A decoded image as it is stored, and how it must be turned.
#[derive(Clone, Debug)]
pub struct Picture {
    pub raster: Raster,
    pub orientation: Orientation,
}

impl Source {
    pub fn media(&self) -> Media {
        self.media
    }

    pub fn page_count(&self) -> u32 {
        self.pages
    }

    /// Whether nothing of the file is broken or lost. An empty page of a file that is not whole may be a lost one.
    pub fn is_whole(&self) -> bool {
        self.whole
    }

    /// The pixels of a page of an image file, as stored; lost parts are mid-grey.
    ///
    /// # Errors
    /// Where nothing can be decoded, the page does not exist, or the file is a PDF (see [`Source::pdf`]).
    pub fn picture(&self, page: PageId, plane: Plane) -> Result<Picture, DecodeFailure> {
        if page.0 >= self.pages {
            return Err(DecodeFailure::new(Problem::BadPage, "no such page"));
        }
        let (raster, orientation) = match self.media {
            Media::Jpeg => (jpeg::decode(&self.bytes, plane)?.raster, exif::orientation(&self.bytes)),
            Media::Tiff => tiff::decode(&self.bytes, page.0, plane)?,
            Media::Png | Media::Webp | Media::Bmp | Media::Gif => {
                (image::decode(&self.bytes, self.media, plane)?.raster, exif::orientation(&self.bytes))
            }
            _ => return Err(DecodeFailure::new(Problem::NotAScan, "not an image")),
        };
        Ok(Picture { raster, orientation })
    }

    /// Quality of a JPEG file by its quantisation table, hundredths; None of other files.
    pub fn jpeg_quality(&self) -> Option<u32> {
        (self.media == Media::Jpeg).then(|| jpeg::quality(&self.bytes)).flatten()
    }

    /// The pages of a PDF, parsed once per call; resource walls were checked at [`open`].
    ///
    /// # Errors
    /// Where the file is no PDF or cannot be parsed.
    pub fn pdf(&self) -> Result<hayro::hayro_syntax::Pdf, DecodeFailure> {
        match self.media {
            Media::Pdf => pdf::load(&self.bytes),
            _ => Err(DecodeFailure::new(Problem::NotAScan, "not a PDF")),
        }
    }
}

/// Quality of a JPEG stream by its quantisation table, hundredths.
pub(crate) fn jpeg_quality(bytes: &[u8]) -> Option<u32> {
    jpeg::quality(bytes)
}

/// The picture of a JPEG stream that stands inside another file, as far as it reaches.
///
/// # Errors
/// Where not even its headers can be read, or it is too large.
pub(crate) fn jpeg_stream(bytes: &[u8], plane: Plane) -> Result<Raster, DecodeFailure> {
    jpeg::decode(bytes, plane).map(|decoded| decoded.raster)
}

/// Reads a file and finds out whether its pages can be shown. Never fails: what is wrong is said in the result.
pub fn open(path: &Path) -> Opened {
    let unreadable = |error: std::io::Error| {
        let failure = DecodeFailure::new(Problem::Unreadable, error);
        Opened::failed(Media::Unknown, 0, String::new(), Intake::CannotOpen, failure)
    };
    match std::fs::metadata(path) {
        Ok(meta) if meta.len() > MAX_FILE_BYTES => {
            let failure = DecodeFailure::new(Problem::TooManyBytes, format!("{} bytes", meta.len()));
            Opened::failed(Media::Unknown, meta.len(), String::new(), Intake::CannotOpen, failure)
        }
        Ok(_) => match std::fs::read(path) {
            Ok(bytes) => open_bytes(bytes.into()),
            Err(error) => unreadable(error),
        },
        Err(error) => unreadable(error),
    }
}

/// As [`open`], of bytes in memory.
pub fn open_bytes(bytes: Arc<[u8]>) -> Opened {
    let length = bytes.len() as u64;
    let sha256 = hex(&Sha256::digest(&bytes));
    if bytes.is_empty() {
        let failure = DecodeFailure::new(Problem::Empty, "");
        return Opened::failed(Media::Unknown, 0, sha256, Intake::CannotOpen, failure);
    }
    let media = sniff::sniff(&bytes);
    let inspected = match media {
        Media::Jpeg => jpeg::inspect(&bytes),
        Media::Png | Media::Webp | Media::Bmp | Media::Gif => image::inspect(&bytes, media),
        Media::Tiff => tiff::inspect(&bytes),
        Media::Pdf => pdf::inspect(&bytes),
        _ => Err(DecodeFailure::new(Problem::NotAScan, "")),
    };
    match inspected {
        Ok(inspection) => accepted(bytes, media, sha256, inspection),
        Err(failure) => {
            let intake = match failure.problem {
                Problem::NeedsPassword => Intake::Password,
                Problem::NotAScan => Intake::Unsupported,
                _ => Intake::CannotOpen,
            };
            Opened::failed(media, length, sha256, intake, failure)
        }
    }
}

/// A file with pages; a missing end marker alone takes nothing from the picture.
fn accepted(bytes: Arc<[u8]>, media: Media, sha256: String, inspection: Inspection) -> Opened {
    let harmless = inspection.problems.iter().all(|problem| *problem == Problem::NoEndMarker);
    Opened {
        media,
        bytes: bytes.len() as u64,
        sha256,
        intake: if harmless { Intake::Opens } else { Intake::Damaged },
        problems: inspection.problems,
        detail: inspection.detail,
        page_count: inspection.pages,
        source: Some(Source { bytes, media, pages: inspection.pages, whole: harmless }),
    }
}

fn hex(digest: &[u8]) -> String {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    digest.iter().flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]).collect()
}

/// Refuses a declared size before a byte is allocated for it.
///
/// # Errors
/// `TooManyPixels` above [`MAX_PIXELS`] or [`MAX_RASTER_BYTES`], `BadData` for an empty raster.
pub(crate) fn check_size(width: u64, height: u64, bytes: u64) -> Result<(), DecodeFailure> {
    if width == 0 || height == 0 {
        return Err(DecodeFailure::new(Problem::BadData, format!("{width}×{height} pixels")));
    }
    let pixels = width.saturating_mul(height);
    if pixels > MAX_PIXELS || bytes > MAX_RASTER_BYTES {
        return Err(DecodeFailure::new(
            Problem::TooManyPixels,
            format!("{width}×{height} pixels, {bytes} bytes"),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests;

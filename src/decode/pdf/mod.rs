//! PDF: whether it opens, and its parsed pages.
//!
//! Why it exists: two libraries share the work. lopdf says what state the structure is in (encryption, a rebuilt
//! table of contents, loops in the page tree); hayro draws. hayro knows no limits, so its own view of the file is
//! walked by [`walls`] before it may draw anything.

mod images;
mod structure;
mod walls;

use std::sync::Arc;

use hayro::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::{DecodeFailure, Inspection, MAX_PAGES, check_size};
use crate::facts::{Problem, RASTER_DPI};

/// Shares a file's bytes with the parser without a copy.
struct Shared(Arc<[u8]>);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// Parses the page tree; nothing is decoded but object streams.
///
/// # Errors
/// `NeedsPassword`, or `BadData` where there is no page tree.
pub(super) fn load(bytes: &Arc<[u8]>) -> Result<Pdf, DecodeFailure> {
    Pdf::new(Arc::new(Shared(bytes.clone()))).map_err(|error| {
        let problem = match error {
            LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Problem::NeedsPassword,
            _ => Problem::BadData,
        };
        DecodeFailure::new(problem, format!("{error:?}"))
    })
}

/// Whether the pages can be shown: structure, walls, then every image that the pages draw.
///
/// # Errors
/// Where no page can be shown, or showing them could take more than the walls allow.
pub(super) fn inspect(bytes: &Arc<[u8]>) -> Result<Inspection, DecodeFailure> {
    let mut inspection = structure::inspect(bytes)?;
    let pdf = load(bytes)?;
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(DecodeFailure::new(Problem::NoPages, inspection.detail));
    }
    if pages.len() > MAX_PAGES as usize {
        return Err(DecodeFailure::new(Problem::TooManyPages, format!("{} pages", pages.len())));
    }
    inspection.pages = pages.len() as u32;
    let mut walls = walls::Walls::default();
    for page in pages.iter() {
        let (width, height) = page.render_dimensions();
        let pixels = |points: f32| (points * RASTER_DPI as f32 / 72.0).ceil() as u64;
        check_size(pixels(width), pixels(height), 0)?;
        walls.page(page)?;
    }
    for image in walls.images() {
        match images::check(image) {
            Ok(()) => {}
            Err(failure) if matches!(failure.problem, Problem::TooManyPixels | Problem::TooComplex) => {
                return Err(failure);
            }
            Err(failure) => inspection.note(failure),
        }
    }
    Ok(inspection)
}

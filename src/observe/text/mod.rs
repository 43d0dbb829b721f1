//! Text of pages: the text layer of a PDF, and text from pixels.
//!
//! Why it exists: text that is drawn needs no recognition, and text under a scan tells where to look.

pub mod layer;
#[cfg(feature = "read")]
pub mod ocr;

use crate::decode::{DecodeFailure, Raster};
use crate::facts::{LineText, Lines, Model, Plane, Quad};

/// What looks at a page's pixels for text; a seam for tests and for builds that do not read.
pub trait Reader: Send + Sync {
    /// Lines on the page, found at this longest side on this plane, and how the text stands.
    ///
    /// # Errors
    /// What the runtime says.
    fn lines(&self, page: &Raster, side: u16, plane: Plane) -> Result<Lines, DecodeFailure>;

    /// What one line says; `quad` is in reading order.
    ///
    /// # Errors
    /// What the runtime says.
    fn line(&self, page: &Raster, quad: &Quad, plane: Plane, model: Model)
    -> Result<LineText, DecodeFailure>;
}

/// The reader of this build, shared by all threads; `None` where it was built without.
pub fn reader() -> Option<&'static dyn Reader> {
    #[cfg(feature = "read")]
    return ocr::Engine::shared().map(|engine| engine as &dyn Reader);
    #[cfg(not(feature = "read"))]
    None
}

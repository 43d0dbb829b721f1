//! Text of pages: the text layer of a PDF, and text from pixels.
//!
//! Why it exists: text that is drawn needs no recognition, and text under a scan tells where to look.

pub mod layer;
#[cfg(feature = "read")]
pub mod ocr;

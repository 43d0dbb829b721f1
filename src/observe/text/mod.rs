//! Text of pages: today the text layer of a PDF.
//!
//! Why it exists: text that is drawn needs no recognition, and text under a scan tells where to look.

pub mod layer;

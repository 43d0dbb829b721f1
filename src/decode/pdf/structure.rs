//! What state a PDF's structure is in, by lopdf.
//!
//! Why it exists: the drawing library repairs in silence. A user must be told when half of a file is gone, so the
//! repair is looked for here: a table of contents that had to be rebuilt, a page tree that loops or points nowhere.

use std::collections::HashSet;

use lopdf::xref::XrefRecovery;
use lopdf::{DecompressError, Document, Error, LoadOptions, Object, ObjectId};

use super::super::{DecodeFailure, Inspection, MAX_PAGES};
use super::walls::MAX_STREAM_BYTES;
use crate::facts::Problem;

/// `%%EOF` is looked for in so many last bytes: some portals append a line or a signature of theirs.
const END_WITHIN: usize = 2048;

/// Nodes of the page tree that are walked; a tree has at most about as many inner nodes as pages.
const MAX_NODES: usize = 4 * MAX_PAGES as usize;

/// Structural problems; the page count is left to the parser that draws.
///
/// # Errors
/// `NeedsPassword`, `NoPages`, `TooComplex`. A file that lopdf cannot load at all is left to the drawing parser.
pub(super) fn inspect(bytes: &[u8]) -> Result<Inspection, DecodeFailure> {
    let mut inspection = Inspection::default();
    let options = LoadOptions::with_max_decompressed_size(MAX_STREAM_BYTES);
    let document = match Document::load_mem_with_options(bytes, options) {
        Ok(document) => document,
        Err(Error::InvalidPassword) => return Err(DecodeFailure::new(Problem::NeedsPassword, "")),
        Err(error @ Error::Decompress(DecompressError::MemoryLimitExceeded { .. })) => {
            return Err(DecodeFailure::new(Problem::TooComplex, error));
        }
        Err(error) => {
            note_end(bytes, &mut inspection);
            inspection.note(DecodeFailure::new(Problem::Rebuilt, error));
            return Ok(inspection);
        }
    };
    // An encrypted file loads without its objects: "no pages" would be the wrong word.
    if document.is_encrypted() {
        return Err(DecodeFailure::new(Problem::NeedsPassword, ""));
    }
    // A section found a few bytes beside its offset is every viewer's daily bread; a table made anew is not.
    if document.xref_recovery == Some(XrefRecovery::Reconstructed) {
        note_end(bytes, &mut inspection);
        inspection.note(DecodeFailure::new(Problem::Rebuilt, "cross-reference table rebuilt"));
    }
    walk(&document, &mut inspection)?;
    Ok(inspection)
}

/// A broken table in a file without its last line means that the file was cut.
fn note_end(bytes: &[u8], inspection: &mut Inspection) {
    let tail = bytes.get(bytes.len().saturating_sub(END_WITHIN)..).unwrap_or(bytes);
    if !tail.windows(5).any(|window| window == b"%%EOF") {
        inspection.note(DecodeFailure::new(Problem::Truncated, "no %%EOF"));
    }
}

/// Walks the page tree: nodes seen twice, nodes that are missing, and a tree without a leaf.
fn walk(document: &Document, inspection: &mut Inspection) -> Result<(), DecodeFailure> {
    let root = document.catalog().and_then(|catalog| catalog.get(b"Pages")).and_then(Object::as_reference);
    let Ok(root) = root else {
        inspection.note(DecodeFailure::new(Problem::Rebuilt, "no page tree"));
        return Ok(());
    };
    let mut seen = HashSet::new();
    let mut left = vec![root];
    let mut leaves = 0usize;
    while let Some(node) = left.pop() {
        if !seen.insert(node) {
            inspection.note(DecodeFailure::new(Problem::Rebuilt, format!("page tree meets {node:?} twice")));
            continue;
        }
        if seen.len() > MAX_NODES {
            return Err(DecodeFailure::new(Problem::TooManyPages, format!("more than {MAX_NODES} nodes")));
        }
        match kids(document, node) {
            Some(kids) => left.extend(kids),
            None if document.get_dictionary(node).is_ok() => leaves += 1,
            None => {
                inspection.note(DecodeFailure::new(Problem::BadPage, format!("page object {node:?} is lost")))
            }
        }
    }
    if leaves == 0 && inspection.problems.is_empty() {
        return Err(DecodeFailure::new(Problem::NoPages, "page tree without a page"));
    }
    Ok(())
}

/// References of an inner node; None for a leaf or what is no dictionary.
fn kids(document: &Document, node: ObjectId) -> Option<Vec<ObjectId>> {
    let kids = document.get_dictionary(node).ok()?.get_deref(b"Kids", document).ok()?.as_array().ok()?;
    Some(kids.iter().filter_map(|kid| kid.as_reference().ok()).collect())
}

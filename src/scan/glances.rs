//! Glances at the pages of some files, on a pool of threads; nothing is read.
//!
//! Why it exists: calibrating needs measures of hundreds of files and no word of them.

use rayon::prelude::*;

use super::RunError;
use super::file::pool;
use super::isolate::{Guarded, guard};
use crate::decode;
use crate::facts::{Answer, Eye, Glance, Probe};
use crate::look::page_id;
use crate::observe::FileEye;
use crate::submission::Entry;

/// One glance a page of every entry, in order; `None` where a page shows nothing. A file that does not open has no
/// pages.
///
/// # Errors
/// Threads that cannot be started.
pub fn glances(entries: &[&Entry], jobs: Option<usize>) -> Result<Vec<Vec<Option<Glance>>>, RunError> {
    Ok(pool(jobs)?.install(|| entries.par_iter().map(|entry| of_file(entry)).collect()))
}

fn of_file(entry: &Entry) -> Vec<Option<Glance>> {
    if entry.problem.is_some() {
        return Vec::new();
    }
    let Ok(opened) = guard(|| decode::open(&entry.open)) else { return Vec::new() };
    let pages = opened.facts().pages.len();
    let Some(source) = opened.source else { return Vec::new() };
    let Ok(eye) = guard(|| FileEye::new(source)) else { return Vec::new() };
    let mut eye = Guarded(eye);
    (0..pages)
        .map(|page| match eye.answer(page_id(page), &[Probe::Glance]).pop() {
            Some(Answer::Glance(glance)) => Some(glance),
            _ => None,
        })
        .collect()
}

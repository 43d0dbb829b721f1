//! Walks one folder into sorted entries.

use std::path::PathBuf;

/// Why an entry of the folder is not an ordinary file to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WalkProblem {
    /// A symbolic link whose target lies outside the folder: refused.
    LeavesFolder,
    /// A symbolic link to nowhere, or in a circle.
    BrokenLink,
    /// The file system would not list or open it; its words.
    Unreadable(String),
    /// A pipe, a socket, a device.
    NotAFile,
}

/// One file of the submission.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Where to open it.
    pub open: PathBuf,
    /// Shown path relative to the submission: `/` between parts; control characters and bytes that are no
    /// Unicode are escaped (`\u{1b}`, `\xff`).
    pub shown: String,
    pub bytes: u64,
    pub problem: Option<WalkProblem>,
}

//! The model files that scanlint is built with.
//!
//! Why it exists: weights are large and belong to others, so they are never committed. This crate says which files
//! they are, from which package, under which licence and with which checksum; `get` fetches them, the build verifies
//! them. Only `get` ever talks to the network.

mod manifest;
#[cfg(feature = "get")]
pub mod unpack;
mod verify;

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy as _;

pub use manifest::{Archive, MANIFEST, Packaging, Row};
pub use verify::{Fault, Faults, LISTING, Listing, Verified, sum_of, verify};

/// Names a folder to take the files from instead of [`default_dir`].
pub const FOLDER_VARIABLE: &str = "SCANLINT_MODELS";

/// Where `get` puts the files and the build finds them: in the user's cache. `None` where there is no home.
pub fn default_dir() -> Option<PathBuf> {
    let cache = etcetera::base_strategy::choose_native_strategy().ok()?.cache_dir();
    Some(cache.join("scanlint").join("models"))
}

/// The folder that the user named, if any; an empty variable names none.
pub fn named_dir() -> Option<PathBuf> {
    std::env::var_os(FOLDER_VARIABLE).filter(|value| !value.is_empty()).map(PathBuf::from)
}

/// What the build needs of the manifest.
pub fn needed() -> impl Iterator<Item = &'static Row> {
    MANIFEST.iter().filter(|row| row.needed)
}

/// A path as people see it.
pub fn shown(path: &Path) -> String {
    path.display().to_string()
}

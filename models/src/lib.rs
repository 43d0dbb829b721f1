//! The weights that scanlint is built with: which, from where, under which licence, and whether they are there.
//!
//! Why it exists: weights are never committed and the build never goes to the network. `get` fetches them once,
//! by the ordinary client of the registry they are packaged in; the build script only verifies and embeds them.

mod manifest;

#[cfg(feature = "fetch")]
pub mod fetch;

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

pub use manifest::{ARCHIVES, Archive, FILES, Packaging, Weight};
use sha2::{Digest, Sha256};

/// Environment variable that names a folder with the files.
pub const FOLDER: &str = "SCANLINT_MODELS";
/// A file of a folder that replaces the manifest's sums, for other models: `sha256  name` a line.
pub const SUMS: &str = "SHA256SUMS";

/// Where `get` keeps the files: the user's cache. `None` where the system tells no such place.
pub fn default_dir() -> Option<PathBuf> {
    Some(dirs::cache_dir()?.join("scanlint").join("models"))
}

/// Hexadecimal SHA-256.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What is wrong with a file.
#[derive(Debug)]
pub enum Fault {
    Missing(PathBuf),
    Unreadable(PathBuf, io::Error),
    Sum { file: PathBuf, wanted: String, found: String },
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Fault::Missing(file) => write!(f, "{}: 没有这个文件 / missing", file.display()),
            Fault::Unreadable(file, cause) => {
                write!(f, "{}: 读不出来 / cannot be read ({cause})", file.display())
            }
            Fault::Sum { file, wanted, found } => write!(
                f,
                "{}: 校验和不符 / wrong checksum: SHA-256 应为 / wanted {wanted}, 实为 / found {found}",
                file.display()
            ),
        }
    }
}

impl std::error::Error for Fault {}

/// The sums that hold in a folder: its own list, or else the manifest's.
///
/// # Errors
/// A list that is there and cannot be read.
pub fn sums(folder: &Path) -> Result<BTreeMap<String, String>, Fault> {
    let mut sums: BTreeMap<String, String> =
        FILES.iter().map(|weight| (weight.file.to_owned(), weight.sha256.to_owned())).collect();
    let list = folder.join(SUMS);
    match fs::read_to_string(&list) {
        Ok(text) => {
            let own = text.lines().filter_map(|line| line.split_once(char::is_whitespace));
            sums.extend(own.map(|(sum, name)| (name.trim().to_owned(), sum.to_ascii_lowercase())));
            Ok(sums)
        }
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(sums),
        Err(cause) => Err(Fault::Unreadable(list, cause)),
    }
}

/// The bytes of one file, if its sum is right.
///
/// # Errors
/// A file that is missing, cannot be read, or has another sum.
pub fn verified(folder: &Path, file: &str, wanted: &str) -> Result<Vec<u8>, Fault> {
    let path = folder.join(file);
    let bytes = fs::read(&path).map_err(|cause| match cause.kind() {
        io::ErrorKind::NotFound => Fault::Missing(path.clone()),
        _ => Fault::Unreadable(path.clone(), cause),
    })?;
    let found = sha256(&bytes);
    if found == wanted { Ok(bytes) } else { Err(Fault::Sum { file: path, wanted: wanted.to_owned(), found }) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_file_comes_from_an_archive_and_no_two_share_a_name() {
        for weight in FILES {
            assert!(ARCHIVES.iter().any(|archive| archive.package == weight.package), "{}", weight.file);
            assert_eq!(weight.sha256.len(), 64);
            assert_eq!(FILES.iter().filter(|other| other.file == weight.file).count(), 1);
        }
    }

    #[test]
    fn a_file_is_missing_wrong_or_right() {
        let folder = tempfile::tempdir().unwrap();
        let sum = sha256(b"abc");
        assert!(matches!(verified(folder.path(), "a", &sum), Err(Fault::Missing(_))));
        fs::write(folder.path().join("a"), b"abd").unwrap();
        let fault = verified(folder.path(), "a", &sum).unwrap_err().to_string();
        assert!(fault.contains(&sum) && fault.contains(&sha256(b"abd")), "{fault}");
        fs::write(folder.path().join("a"), b"abc").unwrap();
        assert_eq!(verified(folder.path(), "a", &sum).unwrap(), b"abc");
    }

    #[test]
    fn a_folder_may_bring_sums_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let first = FILES[0];
        assert_eq!(sums(folder.path()).unwrap()[first.file], first.sha256);
        fs::write(folder.path().join(SUMS), format!("ABCD  {}\r\n", first.file)).unwrap();
        let own = sums(folder.path()).unwrap();
        assert_eq!(own[first.file], "abcd");
        assert_eq!(own[FILES[1].file], FILES[1].sha256, "the others stay");
    }
}

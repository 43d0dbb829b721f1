//! Whether the files are there and are what they should be.
//!
//! Why it exists: what is embedded into the program is checked against a checksum first, by `get` and by the build
//! alike, and what is wrong is said by file.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::manifest::Row;

/// A folder with other models lists their checksums in this file, as `sha256sum` prints them.
pub const LISTING: &str = "manifest.sha256";

/// A file that is what it should be.
#[derive(Debug)]
pub struct Verified<'r> {
    pub row: &'r Row,
    pub path: PathBuf,
    /// What it was checked against, and is.
    pub sha256: String,
}

impl Verified<'_> {
    /// Whether it is the file of the manifest, so that the row's licence and origin hold for it.
    pub fn is_ours(&self) -> bool {
        self.sha256 == self.row.sha256
    }
}

/// What is wrong with one file.
#[derive(Debug, PartialEq, Eq)]
pub enum Fault {
    Missing { file: String },
    Wrong { file: String, expected: String, found: String },
    Unreadable { file: String, why: String },
}

impl Fault {
    pub fn file(&self) -> &str {
        match self {
            Fault::Missing { file } | Fault::Wrong { file, .. } | Fault::Unreadable { file, .. } => file,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Missing { file } => write!(f, "缺少文件 / missing: {file}"),
            Fault::Wrong { file, expected, found } => {
                write!(
                    f,
                    "校验和不符 / wrong checksum: {file}\n  应为 / expected {expected}\n  实为 / found    {found}"
                )
            }
            Fault::Unreadable { file, why } => write!(f, "读不了 / cannot be read: {file} ({why})"),
        }
    }
}

/// What is wrong with a folder, by file; never empty.
#[derive(Debug, PartialEq, Eq)]
pub struct Faults(pub Vec<Fault>);

impl Faults {
    /// Whether files are merely not there.
    pub fn all_missing(&self) -> bool {
        self.0.iter().all(|fault| matches!(fault, Fault::Missing { .. }))
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.0.iter().map(Fault::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

impl std::error::Error for Faults {}

/// Checksums by file name that go before the manifest's.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Listing(BTreeMap<String, String>);

impl Listing {
    /// The folder's own, for other models; empty where it has none.
    ///
    /// # Errors
    /// It cannot be read, or a line is no checksum and name.
    pub fn of(dir: &Path) -> Result<Listing, Faults> {
        let unreadable = |why: String| Faults(vec![Fault::Unreadable { file: LISTING.to_owned(), why }]);
        match std::fs::read_to_string(dir.join(LISTING)) {
            Ok(text) => Listing::parse(&text).map_err(unreadable),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Listing::default()),
            Err(error) => Err(unreadable(error.to_string())),
        }
    }

    fn parse(text: &str) -> Result<Listing, String> {
        let mut sums = BTreeMap::new();
        // Editors of Windows write a byte-order mark.
        for line in text.trim_start_matches('\u{feff}').lines().map(str::trim).filter(|line| !line.is_empty())
        {
            let (sum, name) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
            // sha256sum marks binary files by an asterisk.
            let name = name.trim_start().trim_start_matches('*').trim_start_matches("./");
            if sum.len() != 64 || !sum.bytes().all(|byte| byte.is_ascii_hexdigit()) || name.is_empty() {
                return Err(format!("“{line}”: sha256  name"));
            }
            sums.insert(name.to_owned(), sum.to_ascii_lowercase());
        }
        Ok(Listing(sums))
    }

    fn expects<'a>(&'a self, row: &'a Row) -> &'a str {
        self.0.get(row.file).map_or(row.sha256, String::as_str)
    }
}

/// Checks each file in `dir` against the listing, or the manifest where the listing does not name it.
///
/// # Errors
/// Every file that is missing, wrong or unreadable.
pub fn verify<'r>(
    dir: &Path,
    rows: impl IntoIterator<Item = &'r Row>,
    listing: &Listing,
) -> Result<Vec<Verified<'r>>, Faults> {
    let mut verified = Vec::new();
    let mut faults = Vec::new();
    for row in rows {
        match verify_one(dir, row, listing.expects(row)) {
            Ok(file) => verified.push(file),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() { Ok(verified) } else { Err(Faults(faults)) }
}

fn verify_one<'r>(dir: &Path, row: &'r Row, expected: &str) -> Result<Verified<'r>, Fault> {
    let path = dir.join(row.file);
    let file = row.file.to_owned();
    match sum_of(&path) {
        Ok(found) if found == expected => Ok(Verified { row, path, sha256: found }),
        Ok(found) => Err(Fault::Wrong { file, expected: expected.to_owned(), found }),
        Err(error) if error.kind() == ErrorKind::NotFound => Err(Fault::Missing { file }),
        Err(error) => Err(Fault::Unreadable { file, why: error.to_string() }),
    }
}

/// The SHA-256 of a file, in lower-case hexadecimal.
///
/// # Errors
/// Whatever the file system says.
pub fn sum_of(path: &Path) -> std::io::Result<String> {
    let mut file = std::fs::File::open(path)?;
    let mut sum = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer)? {
            0 => break,
            count => sum.update(&buffer[..count]),
        }
    }
    Ok(hex(&sum.finalize()))
}

/// The SHA-256 of bytes at hand.
#[cfg(feature = "get")]
pub(crate) fn sum_of_bytes(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listing_is_what_sha256sum_prints() {
        let sum = "A".repeat(64);
        let text = format!("\u{feff}{sum}  a.onnx\r\n\n{sum} *./b.json\n");
        let listing = Listing::parse(&text).expect("parses");
        assert_eq!(listing.0.get("a.onnx"), Some(&"a".repeat(64)));
        assert!(listing.0.contains_key("b.json"));
        assert!(Listing::parse("abc  a.onnx").is_err());
        assert!(Listing::parse(&sum).is_err());
    }
}

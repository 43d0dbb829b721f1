//! Fetching: a package by its registry's own client, both sums, the members that are kept.
//!
//! Why it exists: mirrors, proxies and credentials are the client's business; what counts here is that nothing
//! enters the build whose sum is not in the manifest, and that nothing is fetched twice.

use std::ffi::OsStr;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::{Archive, Fault, Packaging, Weight, sha256, verified};

/// Why the files could not be had.
#[derive(Debug)]
pub enum Error {
    /// No pip, or no cargo.
    NoClient(&'static str),
    /// The client failed: its command and what it said last.
    Client {
        command: String,
        said: String,
    },
    /// An archive or a member with another sum, or missing.
    File(Fault),
    /// An archive without the member, or no archive at all.
    NoMember {
        archive: PathBuf,
        member: String,
    },
    Io(PathBuf, io::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Error::NoClient(client) => write!(
                f,
                "找不到 {client}：请安装 Python 3（带 pip），或在能上网的机器上用 get --dir 取好文件，拷来后把 SCANLINT_MODELS 设为该文件夹\n\
                 {client} was not found: install Python 3 with pip, or run get --dir on a machine with a network, copy the folder here and set SCANLINT_MODELS to it"
            ),
            Error::Client { command, said } => write!(f, "下载失败 / download failed: {command}\n{said}"),
            Error::File(fault) => fault.fmt(f),
            Error::NoMember { archive, member } => {
                write!(f, "{}: 里面没有 / has no member {member}", archive.display())
            }
            Error::Io(path, cause) => write!(f, "{}: {cause}", path.display()),
        }
    }
}

impl std::error::Error for Error {}

/// Whether all files of a package are in the folder, with the right sums.
pub fn has(folder: &Path, files: &[Weight], package: &str) -> bool {
    files
        .iter()
        .filter(|weight| weight.package == package)
        .all(|weight| verified(folder, weight.file, weight.sha256).is_ok())
}

/// Fetches one package and keeps its files in `folder`; `archives`: where archives already lie.
///
/// # Errors
/// See [`Error`].
pub fn fetch(
    folder: &Path,
    archive: &Archive,
    files: &[Weight],
    archives: Option<&Path>,
) -> Result<(), Error> {
    fs::create_dir_all(folder).map_err(|cause| Error::Io(folder.to_owned(), cause))?;
    let work = folder.join(format!(".{}", archive.package));
    fs::create_dir_all(&work).map_err(|cause| Error::Io(work.clone(), cause))?;
    let kept = archive_file(archive, archives, &work).and_then(|file| keep(folder, archive, files, &file));
    // What is left behind does no harm; the next run clears it.
    let _ = fs::remove_dir_all(&work);
    kept
}

fn archive_file(archive: &Archive, archives: Option<&Path>, work: &Path) -> Result<PathBuf, Error> {
    if let Some(folder) = archives {
        return Ok(folder.join(archive.file));
    }
    match archive.packaging {
        Packaging::Wheel => pip(archive, work, &["--only-binary", ":all:"]),
        Packaging::Sdist => pip(archive, work, &["--no-binary", archive.package]),
        Packaging::Crate => cargo(archive, work),
    }
}

/// Ways to start pip, the first that answers is used.
const PIPS: &[&[&str]] =
    &[&["python3", "-m", "pip"], &["python", "-m", "pip"], &["py", "-m", "pip"], &["pip3"], &["pip"]];

fn pip(archive: &Archive, work: &Path, kind: &[&str]) -> Result<PathBuf, Error> {
    let answers = |pip: &&&[&str]| {
        let mut command = Command::new(pip[0]);
        command.args(&pip[1..]).arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    let pip = PIPS.iter().find(answers).ok_or(Error::NoClient("pip"))?;
    let mut command = Command::new(pip[0]);
    command
        .args(&pip[1..])
        .args(["download", "--no-deps", "--quiet", "--disable-pip-version-check"])
        .args(kind);
    command.arg(format!("{}=={}", archive.package, archive.version)).arg("-d").arg(work);
    run(&mut command)?;
    Ok(work.join(archive.file))
}

/// By a project of one dependency; cargo keeps the package's archive in its own cache.
fn cargo(archive: &Archive, work: &Path) -> Result<PathBuf, Error> {
    let manifest = work.join("Cargo.toml");
    let text = format!(
        "[package]\nname = \"fetch\"\nversion = \"0.0.0\"\nedition = \"2021\"\n[lib]\npath = \"lib.rs\"\n\
         [dependencies]\n{} = \"={}\"\n[workspace]\n",
        archive.package, archive.version
    );
    let write =
        |path: &Path, text: &str| fs::write(path, text).map_err(|cause| Error::Io(path.to_owned(), cause));
    write(&manifest, &text)?;
    write(&work.join("lib.rs"), "")?;
    run(Command::new(client("CARGO", "cargo"))
        .arg("fetch")
        .arg("--quiet")
        .arg("--manifest-path")
        .arg(&manifest))?;
    let home = home().ok_or(Error::NoClient("CARGO_HOME"))?;
    let caches = home.join("registry").join("cache");
    let registries = fs::read_dir(&caches).map_err(|cause| Error::Io(caches.clone(), cause))?;
    let found = registries.flatten().map(|entry| entry.path().join(archive.file)).find(|path| path.is_file());
    found.ok_or_else(|| Error::File(Fault::Missing(caches.join(archive.file))))
}

/// Cargo tells what it runs which cargo it is.
fn client(variable: &str, name: &str) -> std::ffi::OsString {
    std::env::var_os(variable).unwrap_or_else(|| name.into())
}

fn home() -> Option<PathBuf> {
    std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(dirs::home_dir()?.join(".cargo")))
}

fn run(command: &mut Command) -> Result<(), Error> {
    let words: Vec<String> = std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word: &OsStr| word.to_string_lossy().into_owned())
        .collect();
    let words = words.join(" ");
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|cause| Error::Client { command: words.clone(), said: cause.to_string() })?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let last: Vec<&str> = said.lines().rev().take(8).collect();
    Err(Error::Client { command: words, said: last.into_iter().rev().collect::<Vec<_>>().join("\n") })
}

/// Verifies the archive, takes out its members and verifies each.
fn keep(folder: &Path, archive: &Archive, files: &[Weight], path: &Path) -> Result<(), Error> {
    let Some((parent, name)) = path.parent().zip(path.file_name().and_then(OsStr::to_str)) else {
        return Err(Error::File(Fault::Missing(path.to_owned())));
    };
    let bytes = verified(parent, name, archive.sha256).map_err(Error::File)?;
    for weight in files.iter().filter(|weight| weight.package == archive.package) {
        let member = match archive.packaging {
            Packaging::Wheel => unzip(&bytes, weight.member),
            Packaging::Sdist | Packaging::Crate => untar(&bytes, weight.member),
        };
        let member = member
            .map_err(|cause| Error::Io(path.to_owned(), cause))?
            .ok_or_else(|| Error::NoMember { archive: path.to_owned(), member: weight.member.to_owned() })?;
        let found = sha256(&member);
        if found != weight.sha256 {
            let file = path.join(weight.member);
            return Err(Error::File(Fault::Sum { file, wanted: weight.sha256.to_owned(), found }));
        }
        place(&folder.join(weight.file), &member)?;
    }
    Ok(())
}

/// Written beside and moved, so that a broken run leaves no half file.
fn place(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let half = path.with_extension("part");
    fs::write(&half, bytes)
        .and_then(|()| fs::rename(&half, path))
        .map_err(|cause| Error::Io(path.to_owned(), cause))
}

fn unzip(archive: &[u8], member: &str) -> io::Result<Option<Vec<u8>>> {
    let mut zip = zip::ZipArchive::new(io::Cursor::new(archive)).map_err(io::Error::other)?;
    let mut file = match zip.by_name(member) {
        Ok(file) => file,
        Err(zip::result::ZipError::FileNotFound) => return Ok(None),
        Err(cause) => return Err(io::Error::other(cause)),
    };
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok(Some(bytes))
}

fn untar(archive: &[u8], member: &str) -> io::Result<Option<Vec<u8>>> {
    let mut tar = tar::Archive::new(flate2::read::GzDecoder::new(archive));
    for entry in tar.entries()? {
        let mut entry = entry?;
        if entry.path()?.to_string_lossy() == member {
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes)?;
            return Ok(Some(bytes));
        }
    }
    Ok(None)
}

/// An open handle is not needed; this only tells whether a folder can be written.
///
/// # Errors
/// A folder that cannot be made or written.
pub fn writable(folder: &Path) -> Result<(), Error> {
    let probe = folder.join(".writable");
    fs::create_dir_all(folder)
        .and_then(|()| File::create(&probe))
        .and_then(|_| fs::remove_file(&probe))
        .map_err(|cause| Error::Io(folder.to_owned(), cause))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::io::Write;

    use super::*;

    fn wheel(member: &str, bytes: &[u8]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
        zip.start_file(member, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
        zip.finish().unwrap().into_inner()
    }

    fn sdist(member: &str, bytes: &[u8]) -> Vec<u8> {
        let mut tar =
            tar::Builder::new(flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast()));
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_cksum();
        tar.append_data(&mut header, member, bytes).unwrap();
        tar.into_inner().unwrap().finish().unwrap()
    }

    fn leaked(text: String) -> &'static str {
        text.leak()
    }

    fn case(
        packaging: Packaging,
        bytes: &[u8],
        member_sum: &str,
    ) -> (tempfile::TempDir, Result<(), Error>, bool) {
        let folder = tempfile::tempdir().unwrap();
        let archives = tempfile::tempdir().unwrap();
        fs::write(archives.path().join("p.bin"), bytes).unwrap();
        let archive =
            Archive { package: "p", version: "1", packaging, file: "p.bin", sha256: leaked(sha256(bytes)) };
        let files = [Weight {
            file: "w.onnx",
            package: "p",
            member: "p-1/w.onnx",
            sha256: leaked(member_sum.to_owned()),
            licence: "MIT",
            origin: "test",
        }];
        let done = fetch(folder.path(), &archive, &files, Some(archives.path()));
        let has = has(folder.path(), &files, "p");
        (folder, done, has)
    }

    #[test]
    fn members_of_wheels_and_source_packages_are_kept() {
        let sum = sha256(b"weights");
        for (packaging, bytes) in [
            (Packaging::Wheel, wheel("p-1/w.onnx", b"weights")),
            (Packaging::Sdist, sdist("p-1/w.onnx", b"weights")),
            (Packaging::Crate, sdist("p-1/w.onnx", b"weights")),
        ] {
            let (folder, done, has) = case(packaging, &bytes, &sum);
            done.unwrap();
            assert!(has);
            assert_eq!(fs::read(folder.path().join("w.onnx")).unwrap(), b"weights");
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing else is left");
        }
    }

    #[test]
    fn wrong_members_missing_members_and_rubbish_are_told() {
        let sum = sha256(b"weights");
        let (_, done, has) = case(Packaging::Wheel, &wheel("p-1/w.onnx", b"other"), &sum);
        assert!(!has && done.unwrap_err().to_string().contains(&sum));
        let (_, done, _) = case(Packaging::Sdist, &sdist("p-1/x.onnx", b"weights"), &sum);
        assert!(matches!(done, Err(Error::NoMember { .. })));
        let (_, done, _) = case(Packaging::Wheel, b"rubbish", &sum);
        assert!(matches!(done, Err(Error::Io(..))));
    }

    #[test]
    fn an_archive_with_another_sum_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(crate::ARCHIVES[0].file);
        fs::write(&file, wheel("p-1/w.onnx", b"weights")).unwrap();
        let done = fetch(folder.path(), &crate::ARCHIVES[0], crate::FILES, Some(folder.path()));
        let told = done.unwrap_err().to_string();
        assert!(told.contains(crate::ARCHIVES[0].sha256) && told.contains(crate::ARCHIVES[0].file), "{told}");
    }
}

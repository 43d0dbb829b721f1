//! Verifying and unpacking, on little archives with rows of their own.

// A test may end by a panic; helpers of tests, too.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::io::Write as _;
use std::path::{Path, PathBuf};

use models::unpack::{Trouble, unpack};
use models::{Archive, Fault, LISTING, Listing, Packaging, Row, sum_of, verify};

const HELLO: &[u8] = b"hello hello hello hello";

struct Sample {
    dir: tempfile::TempDir,
    archive: PathBuf,
    rows: Vec<Row>,
}

fn leak(text: String) -> &'static str {
    text.leak()
}

fn sum_of_bytes(dir: &Path, bytes: &[u8]) -> &'static str {
    let path = dir.join("sum.tmp");
    std::fs::write(&path, bytes).unwrap();
    leak(sum_of(&path).unwrap())
}

impl Sample {
    /// An archive of two files, the second of which nobody asks for.
    fn new(packaging: Packaging) -> Sample {
        let dir = tempfile::tempdir().unwrap();
        let archive = dir.path().join("package.archive");
        let files = [("top/hello.txt", HELLO), ("top/other.txt", b"other")];
        let bytes = if packaging == Packaging::Wheel { zip(&files) } else { tar_gz(&files) };
        std::fs::write(&archive, &bytes).unwrap();
        let package = Box::leak(Box::new(Archive {
            package: "package",
            version: "1",
            packaging,
            file: "package.archive",
            sha256: sum_of_bytes(dir.path(), &bytes),
        }));
        let row = Row {
            key: "hello",
            file: "greeting.txt",
            archive: package,
            member: "top/hello.txt",
            sha256: sum_of_bytes(dir.path(), HELLO),
            licence: "MIT",
            origin: "us",
            notice: false,
            needed: true,
        };
        Sample { dir, archive, rows: vec![row] }
    }

    fn folder(&self) -> PathBuf {
        self.dir.path().join("模型 models")
    }

    fn unpack(&self) -> Result<(), Trouble> {
        unpack(&self.archive, &self.rows, &self.folder())
    }

    fn faults(&self, listing: &Listing) -> Vec<Fault> {
        verify(&self.folder(), &self.rows, listing).map_or_else(|faults| faults.0, |_| Vec::new())
    }
}

fn tar_gz(files: &[(&str, &[u8])]) -> Vec<u8> {
    let gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    let mut tar = tar::Builder::new(gz);
    for (name, bytes) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        tar.append_data(&mut header, name, *bytes).unwrap();
    }
    tar.into_inner().unwrap().finish().unwrap()
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut zip = rawzip::ZipArchiveWriter::new(&mut bytes);
    for (name, data) in files {
        let (mut entry, config) =
            zip.new_file(name).compression_method(rawzip::CompressionMethod::DEFLATE).start().unwrap();
        let mut writer =
            config.wrap(flate2::write::DeflateEncoder::new(&mut entry, flate2::Compression::default()));
        writer.write_all(data).unwrap();
        let (deflate, descriptor) = writer.finish().unwrap();
        deflate.finish().unwrap();
        entry.finish(descriptor).unwrap();
    }
    zip.finish().unwrap();
    bytes
}

#[test]
fn what_is_asked_for_is_unpacked_and_nothing_else() {
    for packaging in [Packaging::Wheel, Packaging::Sdist, Packaging::Crate] {
        let sample = Sample::new(packaging);
        assert_eq!(sample.faults(&Listing::default()), [Fault::Missing { file: "greeting.txt".to_owned() }]);
        sample.unpack().unwrap();
        assert_eq!(std::fs::read(sample.folder().join("greeting.txt")).unwrap(), HELLO);
        assert_eq!(std::fs::read_dir(sample.folder()).unwrap().count(), 1, "{packaging:?}");
        assert!(sample.faults(&Listing::default()).is_empty());
        // Over what was there, and right again.
        std::fs::write(sample.folder().join("greeting.txt"), "spoilt").unwrap();
        sample.unpack().unwrap();
        assert!(sample.faults(&Listing::default()).is_empty());
    }
}

#[test]
fn a_wrong_archive_is_not_opened() {
    let mut sample = Sample::new(Packaging::Wheel);
    std::fs::write(&sample.archive, "something else").unwrap();
    let said = sample.unpack().unwrap_err().to_string();
    let found = sum_of(&sample.archive).unwrap();
    for word in ["package.archive", sample.rows[0].archive.sha256, &found, "校验和不符", "wrong checksum"]
    {
        assert!(said.contains(word), "{word}: {said}");
    }
    assert!(!sample.folder().exists());
    // Whose checksum is right, and which is no zip.
    let archive = Box::leak(Box::new(Archive { sha256: leak(found), ..package(&sample) }));
    sample.rows[0].archive = archive;
    assert!(matches!(sample.unpack(), Err(Trouble::Broken { .. })));
}

fn package(sample: &Sample) -> Archive {
    let Archive { package, version, packaging, file, sha256 } = *sample.rows[0].archive;
    Archive { package, version, packaging, file, sha256 }
}

#[test]
fn a_wrong_or_missing_member_puts_nothing_in_the_folder() {
    let mut sample = Sample::new(Packaging::Sdist);
    let right = sample.rows[0];
    sample.rows.push(Row { file: "other.txt", member: "top/other.txt", sha256: right.sha256, ..right });
    assert!(matches!(sample.unpack(), Err(Trouble::Wrong(Fault::Wrong { file, .. })) if file == "other.txt"));
    sample.rows[1].member = "top/none.txt";
    assert!(matches!(sample.unpack(), Err(Trouble::Broken { why, .. }) if why.contains("top/none.txt")));
    assert!(!sample.folder().exists());
}

#[test]
fn a_folder_may_list_sums_of_its_own() {
    let sample = Sample::new(Packaging::Sdist);
    std::fs::create_dir(sample.folder()).unwrap();
    std::fs::write(sample.folder().join("greeting.txt"), "another model").unwrap();
    let faults = sample.faults(&Listing::of(&sample.folder()).unwrap());
    assert!(matches!(&faults[..], [Fault::Wrong { expected, .. }] if expected == sample.rows[0].sha256));
    let sum = sum_of(&sample.folder().join("greeting.txt")).unwrap();
    std::fs::write(sample.folder().join(LISTING), format!("{sum}  greeting.txt\n")).unwrap();
    let listing = Listing::of(&sample.folder()).unwrap();
    let verified = verify(&sample.folder(), &sample.rows, &listing).unwrap();
    assert!(!verified[0].is_ours(), "the manifest's licence is not this file's");
    std::fs::write(sample.folder().join(LISTING), "not a sum").unwrap();
    assert!(Listing::of(&sample.folder()).unwrap_err().to_string().contains(LISTING));
}

//! Verifies the weights and has them embedded.
//!
//! Why it exists: the shipped program needs nothing beside it, and what it carries is what the manifest says. It
//! never goes to the network: `cargo run -p models --bin get` does, before the build.

// What this script says goes to whoever builds.
#![allow(clippy::disallowed_macros)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, process};

use models::{FILES, FOLDER, Fault, Weight, default_dir, sums, verified};

/// Files that the program does not carry yet.
const NOT_EMBEDDED: &[&str] = &["seeta-fd-frontal-v1.0.bin", "licence-rustface.txt"];

fn main() {
    println!("cargo::rerun-if-env-changed={FOLDER}");
    println!("cargo::rerun-if-changed=build.rs");
    if env::var_os("CARGO_FEATURE_READ").is_none() {
        return;
    }
    let folder = env::var_os(FOLDER).map(PathBuf::from).or_else(default_dir).unwrap_or_default();
    // Other folders than the one that was verified must not be embedded: a relative one is of this directory.
    let folder = fs::canonicalize(&folder).unwrap_or(folder);
    println!("cargo::rerun-if-changed={}", folder.display());
    let written = embed(&folder).and_then(|source| {
        let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("weights.rs");
        fs::write(&out, source).map_err(|cause| Fault::Unreadable(out, cause))
    });
    if let Err(fault) = written {
        stop(&fault);
    }
}

/// Three lines: what is wrong, what to do, what else can be done.
fn stop(fault: &Fault) -> ! {
    eprintln!("scanlint 的模型 / models of scanlint: {fault}");
    eprintln!("先运行 / run first: cargo run -p models --bin get");
    eprintln!(
        "或设 {FOLDER}=文件夹；或不带读图功能构建 / or set {FOLDER}=DIR, or build without reading: --no-default-features"
    );
    process::exit(1);
}

/// The source of the table of embedded files, all of them verified.
fn embed(folder: &Path) -> Result<String, Fault> {
    let sums = sums(folder)?;
    let mut source = String::from("pub static FILES: &[Embedded] = &[\n");
    for weight in FILES.iter().filter(|weight| !NOT_EMBEDDED.contains(&weight.file)) {
        let sum = sums.get(weight.file).map_or(weight.sha256, String::as_str);
        verified(folder, weight.file, sum)?;
        row(&mut source, folder, weight, sum);
    }
    source.push_str("];\n");
    Ok(source)
}

fn row(source: &mut String, folder: &Path, weight: &Weight, sum: &str) {
    let path = folder.join(weight.file);
    let version =
        models::ARCHIVES.iter().find(|archive| archive.package == weight.package).map(|a| a.version);
    // Writing to a string does not fail.
    let _ = writeln!(
        source,
        "    Embedded {{ file: {:?}, package: {:?}, version: {:?}, licence: {:?}, origin: {:?}, sha256: {sum:?}, bytes: include_bytes!({:?}) }},",
        weight.file,
        weight.package,
        version.unwrap_or_default(),
        weight.licence,
        weight.origin,
        path.display().to_string(),
    );
}

//! Verifies the model files and says where they are, for `src/observe/text/ocr/weights.rs` to embed.
//!
//! Why it exists: the program reads pictures by itself, with nothing beside it. A build never talks to the network:
//! what is missing is said in three lines, and `get` fetches it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use models::{FOLDER_VARIABLE, Fault, Faults, LISTING, Listing, Verified, named_dir, needed, shown, verify};

fn main() {
    let read = std::env::var_os("CARGO_FEATURE_READ").is_some();
    if let Err(message) = if read { embed() } else { Ok(()) } {
        // Nothing but the message: cargo repeats all that a failed build script printed.
        eprintln!("{message}");
        std::process::exit(1);
    }
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed={FOLDER_VARIABLE}");
}

fn embed() -> Result<(), String> {
    let (dir, listing) = folder()?;
    let files = verify(&dir, needed(), &listing).map_err(|faults| explain(&faults, &dir))?;
    for file in &files {
        println!("cargo::rerun-if-changed={}", shown(&file.path));
        println!("cargo::rustc-env=SCANLINT_MODEL_{}={}", file.row.key.to_uppercase(), shown(&file.path));
    }
    if dir.join(LISTING).is_file() {
        println!("cargo::rerun-if-changed={}", shown(&dir.join(LISTING)));
    }
    let out = std::env::var_os("OUT_DIR").map(PathBuf::from).ok_or("no OUT_DIR")?;
    std::fs::write(out.join("carried.rs"), carried(&files)).map_err(|error| error.to_string())
}

/// Where to look, and by which checksums: a folder that the user named may hold other models and list their sums.
fn folder() -> Result<(PathBuf, Listing), String> {
    match named_dir() {
        Some(dir) => {
            let dir = std::path::absolute(&dir).map_err(|error| format!("{}: {error}", shown(&dir)))?;
            let listing = Listing::of(&dir).map_err(|faults| explain(&faults, &dir))?;
            Ok((dir, listing))
        }
        None => Ok((models::default_dir().ok_or_else(homeless)?, Listing::default())),
    }
}

fn homeless() -> String {
    three("找不到用户目录 / there is no home folder", &format!("{GET} -- --dir FOLDER"))
}

/// Three lines: what is wrong and where, and what to do about it. A wrong checksum is told before them, by file.
fn explain(faults: &Faults, dir: &Path) -> String {
    let folder = shown(dir);
    if !faults.all_missing() {
        let what = format!("识字模型不对 / models for reading are not right (在 / in {folder})");
        return format!("{faults}\n{}", three(&what, GET));
    }
    let files: Vec<&str> = faults.0.iter().map(Fault::file).collect();
    let files = files.join(", ");
    let what = format!("缺少识字模型 / models for reading are missing: {files} (在 / in {folder})");
    // Into a folder that the user named, nothing is put unasked.
    let get = if named_dir().is_some() { format!("{GET} -- --dir \"{folder}\"") } else { GET.to_owned() };
    three(&what, &get)
}

const GET: &str = "cargo run -p models --bin get";

fn three(what: &str, get: &str) -> String {
    format!(
        "{what}\n\
         请运行 / please run: {get}\n\
         或者 / or: {FOLDER_VARIABLE}=文件夹/FOLDER cargo build; 不要识字 / without reading: cargo build --no-default-features"
    )
}

/// A table of what is embedded, in Rust; what the manifest says of a file is said only of that very file.
fn carried(files: &[Verified]) -> String {
    let mut table = String::from("&[\n");
    for file in files {
        let row = file.row;
        let known = if file.is_ours() {
            let (package, version) = (row.archive.package, row.archive.version);
            format!(
                "Some(Origin {{ package: {package:?}, version: {version:?}, licence: {:?}, whose: {:?} }})",
                row.licence, row.origin
            )
        } else {
            "None".to_owned()
        };
        let text = if row.notice {
            format!("Some(include_bytes!(env!({:?})))", format!("SCANLINT_MODEL_{}", row.key.to_uppercase()))
        } else {
            "None".to_owned()
        };
        let _ = writeln!(
            table,
            "    Carried {{ file: {:?}, sha256: {:?}, origin: {known}, text: {text} }},",
            row.file, file.sha256
        );
    }
    table.push(']');
    table
}

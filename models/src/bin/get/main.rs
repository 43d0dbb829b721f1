//! Fetches the model files that the build of scanlint embeds, verifies them, then runs a command if one is given.
//!
//! Why it exists: a build must not talk to the network, so the one program that does is run by hand, once. What it
//! says goes to standard error; standard output is the command's.

mod command;
mod options;
mod sources;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use models::{Archive, FOLDER_VARIABLE, Listing, MANIFEST, Row, needed, shown, verify};
use options::Options;
use sources::Source;

/// A message in Chinese and English.
#[derive(Debug)]
struct Failure(String);

/// One line in each language.
fn both(zh: impl std::fmt::Display, en: impl std::fmt::Display) -> String {
    format!("{zh}\n{en}")
}

/// Exit code for anything wrong with the models.
const FAILED: u8 = 1;

fn main() -> ExitCode {
    let done = Options::parse(std::env::args_os().skip(1)).and_then(|options| {
        if options.help {
            println!("{}", options::HELP);
            return Ok(ExitCode::SUCCESS);
        }
        let folder = prepare(&options)?;
        match &options.command[..] {
            [] => Ok(ExitCode::SUCCESS),
            words => command::run(words, folder.as_deref()),
        }
    });
    done.unwrap_or_else(|Failure(text)| {
        eprintln!("{text}");
        ExitCode::from(FAILED)
    })
}

/// Sees to it that the files are there. Gives the folder that the command must be told of.
fn prepare(options: &Options) -> Result<Option<PathBuf>, Failure> {
    if let Some(dir) = &options.dir {
        fetch(dir, options)?;
        return Ok(Some(dir.clone()));
    }
    if let Some(dir) = models::named_dir() {
        verify_named(&dir)?;
        return Ok(None);
    }
    let dir = models::default_dir().ok_or_else(|| {
        Failure(both(
            format!("找不到用户目录。请用 --dir 指定文件夹，并设置 {FOLDER_VARIABLE}。"),
            format!("There is no home folder. Name a folder by --dir, and in {FOLDER_VARIABLE}."),
        ))
    })?;
    fetch(&dir, options)?;
    Ok(None)
}

/// A folder that the user named is only looked at.
fn verify_named(dir: &Path) -> Result<(), Failure> {
    let folder = shown(dir);
    let verified = Listing::of(dir).and_then(|listing| verify(dir, needed(), &listing).map(|_| ()));
    verified.map_err(|faults| {
        Failure(both(
            format!("{FOLDER_VARIABLE}={folder} 里的模型文件不对："),
            format!("The model files in {FOLDER_VARIABLE}={folder} are not right:\n{faults}"),
        ))
    })?;
    eprintln!(
        "{}",
        both(
            format!("{FOLDER_VARIABLE}={folder} 里的模型文件齐全，不下载。"),
            format!("The model files in {FOLDER_VARIABLE}={folder} are in order; nothing is fetched.")
        )
    );
    Ok(())
}

/// Archive by archive; one whose files are all there is not fetched.
fn fetch(dir: &Path, options: &Options) -> Result<(), Failure> {
    let source = Source::new(options.archives.as_deref());
    let mut fetched = false;
    for rows in MANIFEST.chunk_by(|one, next| one.archive == next.archive) {
        if verify(dir, rows, &Listing::default()).is_ok() {
            continue;
        }
        eprintln!("{}", fetching(rows[0].archive));
        match source.fetch(rows[0].archive) {
            Ok(held) => {
                models::unpack::unpack(&held.path, rows, dir)
                    .map_err(|trouble| Failure(trouble.to_string()))?;
                fetched = true;
            }
            // What nothing is built with does not keep anybody from building.
            Err(Failure(text)) if rows.iter().all(|row| !row.needed) => eprintln!("{text}\n{}", spare(rows)),
            Err(failure) => return Err(failure),
        }
    }
    let folder = shown(dir);
    eprintln!(
        "{}",
        if fetched {
            both(format!("模型文件已放在 {folder}"), format!("The model files are in {folder}"))
        } else {
            both(
                format!("模型文件齐全，不用下载：{folder}"),
                format!("The model files are all there: {folder}"),
            )
        }
    );
    Ok(())
}

fn fetching(package: &Archive) -> String {
    let name = format!("{} {} ({})", package.package, package.version, package.file);
    both(format!("正在取 {name}"), format!("Fetching {name}"))
}

fn spare(rows: &[Row]) -> String {
    let files: Vec<&str> = rows.iter().map(|row| row.file).collect();
    let files = files.join(", ");
    both(
        format!("（现在还用不到，不影响编译：{files}）"),
        format!("(Not used yet, the build goes without: {files})"),
    )
}

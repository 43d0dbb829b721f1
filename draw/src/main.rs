//! Draws the specimen pages that the tests of scanlint read. Run by hand when the list changes:
//! `cargo run --release -p draw -- fixtures/pages.yaml fixtures/pages [--only SUBSTRING]`. `draw bench` draws the
//! pages of the reading benchmark with what is printed on them (see `benches/reading/README.md`), `draw degrade` those of
//! the legibility benchmark with what happened to them (`benches/legibility/README.md`).

mod bench;
mod date;
mod degrade;
mod effect;
mod fonts;
mod form;
mod kinds;
mod list;
mod marks;
mod pdf;
mod person;
mod plan;
mod prose;
mod raster;
mod rng;
mod sheet;

use std::path::Path;
use std::process::ExitCode;
use std::rc::Rc;

use fonts::Fonts;
use list::{Entry, Format};
use plan::Plan;
use raster::{Camera, QUALITY};
use rng::Rng;
use sheet::Sheet;

const USAGE: &str = "usage: draw [bench|degrade] LIST.yaml FOLDER [--only SUBSTRING]";

fn main() -> ExitCode {
    match run() {
        Ok(count) => {
            println!("{count} files drawn");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("draw: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<usize, String> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (list, folder, only) = match args.as_slice() {
        [bench, list, folder] if bench == "bench" => return bench::run(list, Path::new(folder)),
        [degrade, list, folder] if degrade == "degrade" => return degrade::run(list, Path::new(folder), ""),
        [degrade, list, folder, flag, only] if degrade == "degrade" && flag == "--only" => {
            return degrade::run(list, Path::new(folder), only);
        }
        [list, folder] => (list, folder, ""),
        [list, folder, flag, only] if flag == "--only" => (list, folder, only.as_str()),
        _ => return Err(USAGE.into()),
    };
    let text = std::fs::read_to_string(list).map_err(|e| format!("{list}: {e}"))?;
    let entries = list::read(&text).map_err(|e| format!("{list}: {e}"))?;
    let folder = Path::new(folder);
    std::fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let fonts = Rc::new(Fonts::default());
    fonts.check()?;
    let mut count = 0;
    for entry in entries.iter().filter(|e| e.file.contains(only)) {
        let bytes = file(&fonts, entry).map_err(|e| format!("{}: {e}", entry.file))?;
        let path = folder.join(&entry.file);
        std::fs::write(&path, bytes).map_err(|e| format!("{}: {e}", path.display()))?;
        count += 1;
    }
    Ok(count)
}

/// The bytes of one file of the list.
fn file(fonts: &Rc<Fonts>, entry: &Entry) -> Result<Vec<u8>, String> {
    let sheets = sheets(fonts, entry)?;
    match entry.format() {
        Format::TextPdf => pdf::of_sheets(&sheets, 0.0),
        Format::ScanPdf => {
            let camera = camera(entry, true);
            let mut pages = Vec::new();
            for (picture, sheet) in camera.pictures(&sheets)?.iter().zip(&sheets) {
                pages.push((camera.jpeg(picture, QUALITY)?, sheet.w, sheet.h));
            }
            pdf::of_jpegs(pages)
        }
        Format::Jpeg => {
            let camera = camera(entry, false);
            camera.jpeg(first(&camera.pictures(&sheets)?)?, QUALITY)
        }
        Format::Png => {
            let camera = camera(entry, false);
            camera.png(first(&camera.pictures(&sheets)?)?)
        }
    }
}

/// The pages of all its documents.
fn sheets(fonts: &Rc<Fonts>, entry: &Entry) -> Result<Vec<Sheet>, String> {
    let mut sheets = Vec::new();
    for part in entry.documents() {
        sheets.extend(kinds::draw(fonts, &Plan::new(&part)?)?);
    }
    Ok(sheets)
}

fn first(pictures: &[image::DynamicImage]) -> Result<&image::DynamicImage, String> {
    pictures.first().ok_or_else(|| "no page".into())
}

fn camera(entry: &Entry, askew: bool) -> Camera {
    let seed = entry.seed.unwrap_or(entry.file.len() as u64);
    Camera {
        dpi: entry.dpi.unwrap_or(150.0),
        grey: entry.grey.unwrap_or(false),
        turn: if askew { Rng::new(seed).range(-0.6, 0.6) } else { 0.0 },
        specks: entry.kind.as_deref() == Some("blank"),
        seed,
    }
}

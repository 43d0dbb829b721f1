//! Pages of the reading benchmark: rasters as people upload them, each with what is printed on it.
//!
//! A document of one page becomes a JPEG or PNG, one of several a PDF of JPEGs with the same JPEGs beside it, since
//! not every reader takes a PDF. `layer/` has every document with its text layer: what scanlint finds there is what
//! it must find in the pixels. `truth.json` comes from the marks that were drawn, never from a reader.

use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::effect::Effect;
use crate::fonts::Fonts;
use crate::list::{Entry, Format};
use crate::plan::Plan;
use crate::raster::{Camera, QUALITY};
use crate::rng::Rng;
use crate::sheet::{Printed, Sheet};
use crate::{pdf, sheets};

/// `benches/reading/pages.yaml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    /// Clean documents; names without an ending.
    documents: Vec<Entry>,
    degraded: Vec<Degraded>,
    /// Whole submissions by the names of their documents.
    submissions: BTreeMap<String, Vec<String>>,
}

/// A clean document that something happened to.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Degraded {
    of: String,
    /// What the report calls it; files are named by it.
    name: String,
    effect: Effect,
}

/// `truth.json`.
#[derive(Serialize)]
struct Truth {
    documents: Vec<Document>,
    submissions: BTreeMap<String, Vec<String>>,
}

#[derive(Serialize)]
struct Document {
    name: String,
    kind: String,
    /// Empty: clean.
    effect: String,
    /// What scanlint is given.
    file: String,
    layer: String,
    /// Degrees clockwise by which the text stands turned.
    turn: f32,
    pages: Vec<Page>,
    /// Values as printed, by the names of the contract.
    fields: BTreeMap<&'static str, String>,
}

#[derive(Serialize)]
struct Page {
    /// What the others are given.
    raster: String,
    /// Every text in the order of drawing.
    lines: Vec<Printed>,
}

/// Draws the list into a folder; how many documents.
pub fn run(list: &str, folder: &Path) -> Result<usize, String> {
    let text = std::fs::read_to_string(list).map_err(|e| format!("{list}: {e}"))?;
    let list: List = serde_yaml::from_str(&text).map_err(|e| format!("{list}: {e}"))?;
    std::fs::create_dir_all(folder.join("layer")).map_err(|e| format!("{}: {e}", folder.display()))?;
    let fonts = Rc::new(Fonts::default());
    fonts.check()?;
    let desk = Desk { fonts, folder };
    let mut documents = Vec::new();
    for entry in &list.documents {
        let named = |e: String| format!("{}: {e}", entry.file);
        desk.layer(entry).map_err(named)?;
        documents.push(desk.document(entry, "", &Effect::default()).map_err(named)?);
    }
    for Degraded { of, name, effect } in &list.degraded {
        let entry = list.documents.iter().find(|e| e.file == *of).ok_or(format!("no document {of}"))?;
        documents.push(desk.document(entry, name, effect).map_err(|e| format!("{of}, {name}: {e}"))?);
    }
    let known = |name: &String| documents.iter().any(|d| d.name == *name);
    if let Some(name) = list.submissions.values().flatten().find(|name| !known(name)) {
        return Err(format!("a submission has {name}, which is no document"));
    }
    let count = documents.len();
    let truth = Truth { documents, submissions: list.submissions };
    let truth = serde_json::to_string_pretty(&truth).map_err(|e| e.to_string())?;
    desk.write("truth.json", truth.as_bytes())?;
    Ok(count)
}

struct Desk<'f> {
    fonts: Rc<Fonts>,
    folder: &'f Path,
}

impl Desk<'_> {
    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), String> {
        std::fs::write(self.folder.join(name), bytes).map_err(|e| format!("{name}: {e}"))
    }

    fn layer(&self, entry: &Entry) -> Result<(), String> {
        self.write(&layer_name(entry), &pdf::of_sheets(&sheets(&self.fonts, entry)?, 0.0)?)
    }

    fn document(&self, entry: &Entry, name: &str, effect: &Effect) -> Result<Document, String> {
        let mut sheets = sheets(&self.fonts, entry)?;
        let seed = entry.seed.unwrap_or(entry.file.len() as u64);
        sheets.iter_mut().for_each(|sheet| effect.press(sheet, seed));
        let lines: Vec<Vec<Printed>> = sheets.iter().map(Sheet::printed).collect();
        let stem = if name.is_empty() { entry.file.clone() } else { format!("{}-{name}", entry.file) };
        let camera = camera(entry, effect, sheets.len() > 1, seed);
        let (rasters, file) = self.rasters(entry, effect, &camera, &sheets, &stem)?;
        let printed: String = lines.iter().flatten().map(|line| plain(&line.text)).collect();
        Ok(Document {
            kind: entry.kind.clone().ok_or("no kind")?,
            effect: name.to_owned(),
            layer: layer_name(entry),
            turn: f32::from(effect.turn) + camera.turn,
            pages: rasters.into_iter().zip(lines).map(|(raster, lines)| Page { raster, lines }).collect(),
            fields: fields(entry, &printed)?,
            name: stem,
            file,
        })
    }

    /// Writes the pages; their names, and the name of the file that holds them all.
    fn rasters(
        &self,
        entry: &Entry,
        effect: &Effect,
        camera: &Camera,
        sheets: &[Sheet],
        stem: &str,
    ) -> Result<(Vec<String>, String), String> {
        let (mut names, mut pages) = (Vec::new(), Vec::new());
        let png = entry.format == Some(Format::Png) && effect.jpeg.is_none();
        for (index, picture) in camera.pictures(sheets)?.into_iter().enumerate() {
            let picture = effect.picture(picture, camera.seed);
            let number = if sheets.len() > 1 { format!("-{}", index + 1) } else { String::new() };
            let name = format!("{stem}{number}.{}", if png { "png" } else { "jpg" });
            let quality = effect.jpeg.unwrap_or(QUALITY);
            let bytes = if png { camera.png(&picture)? } else { camera.jpeg(&picture, quality)? };
            self.write(&name, &bytes)?;
            pages.push((bytes, sheets[index].w, sheets[index].h));
            names.push(name);
        }
        if let [only] = names.as_slice() {
            return Ok((names.clone(), only.clone()));
        }
        let file = format!("{stem}.pdf");
        self.write(&file, &pdf::of_jpegs(pages)?)?;
        Ok((names, file))
    }
}

fn layer_name(entry: &Entry) -> String {
    format!("layer/{}.pdf", entry.file)
}

/// Documents of several pages went through a scanner, on whose glass nothing lies straight.
fn camera(entry: &Entry, effect: &Effect, scanned: bool, seed: u64) -> Camera {
    let turn = if scanned { Rng::new(seed).range(-0.6, 0.6) } else { 0.0 };
    Camera {
        dpi: effect.dpi.or(entry.dpi).unwrap_or(200.0),
        grey: entry.grey.unwrap_or(false),
        turn: turn + effect.skew,
        specks: false,
        seed,
    }
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Values that decide something, if they are printed.
fn fields(entry: &Entry, printed: &str) -> Result<BTreeMap<&'static str, String>, String> {
    let plan = Plan::new(entry)?;
    let number = match plan.kind.as_str() {
        "diploma" | "chsi-registration" => "diploma_number",
        "degree" | "chsi-degree" => "degree_number",
        "title-certificate" => "title_number",
        _ => "number",
    };
    let name = if plan.kind == "paper" { "author" } else { "name" };
    let wanted = [
        (name, plan.v("name").to_owned()),
        ("id_number", plan.v("id").to_owned()),
        ("certificate_number", plan.or("number", plan.v(number))),
        ("verification_code", plan.v("code").to_owned()),
    ];
    let printed = |value: &String| !value.is_empty() && printed.contains(value.as_str());
    Ok(wanted.into_iter().filter(|(_, value)| printed(value)).collect())
}

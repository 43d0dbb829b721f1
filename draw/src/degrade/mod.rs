//! Pages of the legibility benchmark: each drawn clean and with each defect at each of its levels, with the truth of
//! what was done to it.
//!
//! Why it exists: a measure is good if it tells pages that can be read from pages that cannot, for each defect and on
//! kinds it was not tuned on. Uploads with such labels do not exist, so they are made; the list says which
//! (`benches/legibility/pages.yaml`), its README what the models stand for. Everything uneven comes from a seed by the
//! file's name, so that a file depends on nothing but its own line of the list.

mod geometry;
mod light;
mod optics;
mod page;
mod photo;
mod print;
mod truth;

use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;

use image::{DynamicImage, RgbImage};
use serde::{Deserialize, Serialize};

use crate::fonts::Fonts;
use crate::list::{Entry, Layout};
use crate::raster::Camera;
use crate::rng::Rng;
use crate::sheets;

use geometry::{BORDERS, Ground};
use light::Glare;
use optics::Shot;
use page::Page;
use truth::Truth;

/// `benches/legibility/pages.yaml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    /// What is printed on the back of a page whose back shows through.
    back: Entry,
    pages: Vec<Listed>,
    /// Six levels of each defect, from mild to strong.
    defects: BTreeMap<Defect, Vec<f32>>,
    clean: Clean,
}

/// A document that everything happens to.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    name: String,
    look: String,
    split: Split,
    carrier: Carrier,
    /// Colour of the paper; white unless said.
    #[serde(default = "white")]
    paper: [u8; 3],
    /// Photographs pasted on it, left, top, width and height as shares of the page.
    #[serde(default)]
    photos: Vec<[f32; 4]>,
    entry: Entry,
}

/// Body text of pages that are compressed too much, pixels.
const COMPRESSED: f32 = 14.0;
/// Sheets whose shorter side is less than this many inches are cards.
const CARD: f32 = 5.0;

fn white() -> [u8; 3] {
    [255; 3]
}

/// Pages to which nothing happens but the carrier: each kind in each of its layouts on each carrier.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Clean {
    kinds: Vec<String>,
    carriers: Vec<(Carrier, f32)>,
}

/// Whether limits may be tuned on a page.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Split {
    Tune,
    HeldOut,
}

/// How a page became pixels, before anything goes wrong.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Carrier {
    /// Drawn by a program.
    White,
    /// A flat-bed scanner: nearly white, a little soft and noisy.
    Scan,
    /// A phone held well: greyish, a little uneven, noisy.
    Phone,
}

/// What happens to a page. A level's number means what the comment says; lengths are in ems of the body text, so that
/// a level is as bad on an identity card as on a summary.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Defect {
    /// Radius of the disc, ems.
    Defocus,
    /// Way, ems.
    Motion,
    /// Pixels of body text.
    Small,
    /// Pixels of body text before it was blown up again.
    Upscaled,
    /// Deviation, grey levels.
    Noise,
    /// Quality, of a page whose text was made 14 pixels high if it was higher.
    Jpeg,
    /// Level of white paper, 0–1.
    Dark,
    /// Share of the ink's darkness.
    Faint,
    /// Gain.
    OverExposed,
    /// Level of white paper in the shadow, 0–1.
    Shadow,
    /// Share of the back's darkness.
    ShowThrough,
    /// Light added in the middle, of full.
    GlareFull,
    /// Half axis, share of the shorter side.
    GlarePartial,
    /// Pixels of body text on the screen.
    Moire,
    /// Darkness from which paper turns black, of the darkest ink's.
    OneBit,
    /// How deep the border cuts, 0–1 of all lines.
    Cut,
    /// Degrees.
    Skew,
    /// Degrees askew beside a turn by a quarter.
    QuarterTurn,
    /// Degrees askew beside a turn by a half.
    UpsideDown,
    /// Share by which the far edge is shorter.
    Perspective,
    /// Share of the picture's width.
    Tiny,
    /// Width of the widest, share of the shorter side.
    BlackBorder,
}

impl Defect {
    fn name(self) -> String {
        serde_json::to_value(self).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
    }
}

/// Draws the list into a folder; how many files.
pub fn run(list: &str, folder: &Path, only: &str) -> Result<usize, String> {
    let text = std::fs::read_to_string(list).map_err(|e| format!("{list}: {e}"))?;
    let list: List = serde_yaml::from_str(&text).map_err(|e| format!("{list}: {e}"))?;
    std::fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let fonts = Rc::new(Fonts::default());
    fonts.check()?;
    let mut desk = Desk { fonts, folder, only, truths: Vec::new() };
    for listed in &list.pages {
        desk.page(&list, listed).map_err(|e| format!("{}: {e}", listed.name))?;
    }
    desk.clean(&list.clean)?;
    let count = desk.truths.len();
    desk.labels()?;
    Ok(count)
}

struct Desk<'f> {
    fonts: Rc<Fonts>,
    folder: &'f Path,
    only: &'f str,
    truths: Vec<Truth>,
}

/// What stays the same for all states of one page.
struct Subject<'l> {
    name: &'l str,
    kind: &'l str,
    look: &'l str,
    split: Split,
    carrier: Carrier,
    paper: [u8; 3],
    dpi: f32,
    grey: bool,
    base: Page,
    back: Option<RgbImage>,
}

impl Desk<'_> {
    /// A document clean and in all its states.
    fn page(&mut self, list: &List, listed: &Listed) -> Result<(), String> {
        let clean = format!("{}-clean.jpg", listed.name);
        let states: Vec<(Defect, usize, f32, String)> = list
            .defects
            .iter()
            .flat_map(|(defect, levels)| {
                levels.iter().enumerate().map(move |(i, value)| (*defect, i + 1, *value))
            })
            .map(|(defect, level, value)| {
                let ending = if defect == Defect::OneBit { "png" } else { "jpg" };
                (defect, level, value, format!("{}-{}-{level}.{ending}", listed.name, defect.name()))
            })
            .collect();
        if !clean.contains(self.only) && !states.iter().any(|state| state.3.contains(self.only)) {
            return Ok(());
        }
        let dpi = listed.entry.dpi.unwrap_or(200.0);
        let mut subject = Subject {
            name: &listed.name,
            kind: listed.entry.kind.as_deref().ok_or("no kind")?,
            look: &listed.look,
            split: listed.split,
            carrier: listed.carrier,
            paper: listed.paper,
            dpi,
            grey: listed.entry.grey.unwrap_or(false),
            base: self.raster(&listed.entry, dpi)?,
            back: Some(self.raster(&list.back, dpi)?.picture),
        };
        paste(&mut subject.base, &listed.photos, seed(&listed.name));
        if clean.contains(self.only) {
            let mut page = subject.base.clone();
            subject.carry(&mut page, &mut Rng::new(seed(&clean)));
            self.keep(&subject, page, None, clean, subject.quality(None))?;
        }
        let only = self.only;
        for (defect, level, value, file) in states.into_iter().filter(|state| state.3.contains(only)) {
            let page = subject.state(defect, level, value, &mut Rng::new(seed(&file)));
            self.keep(
                &subject,
                page,
                Some((defect, level, value)),
                file,
                subject.quality(Some((defect, value))),
            )?;
        }
        Ok(())
    }

    /// First page of a document, without any carrier.
    fn raster(&self, entry: &Entry, dpi: f32) -> Result<Page, String> {
        let sheets = sheets(&self.fonts, entry)?;
        let sheet = sheets.first().ok_or("no page")?;
        let camera = Camera { dpi, grey: false, turn: 0.0, specks: false, seed: 0 };
        let picture = camera.pictures(&sheets[..1])?.into_iter().next().ok_or("no page")?;
        Ok(Page::new(sheet, picture.to_rgb8(), dpi))
    }

    fn clean(&mut self, clean: &Clean) -> Result<(), String> {
        for kind in &clean.kinds {
            for (letter, layout) in [("a", Layout::A), ("b", Layout::B), ("c", Layout::C)] {
                for (index, (carrier, dpi)) in clean.carriers.iter().enumerate() {
                    let file = format!("clean-{kind}-{letter}-{}.jpg", index + 1);
                    if file.contains(self.only) {
                        self.clean_page((kind, layout), *carrier, *dpi, file)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn clean_page(
        &mut self,
        (kind, layout): (&String, Layout),
        carrier: Carrier,
        dpi: f32,
        file: String,
    ) -> Result<(), String> {
        let mut rng = Rng::new(seed(&file));
        let person = ["p1", "p2", "p3"][rng.below(3)].to_owned();
        let entry = Entry {
            file: file.clone(),
            kind: Some(kind.clone()),
            layout: Some(layout),
            person: Some(person),
            pages: Some(1),
            ..Entry::default()
        };
        let base = self.raster(&entry, dpi).map_err(|e| format!("{file}: {e}"))?;
        // Nobody scans a card as he scans a page.
        let (dpi, base) =
            if base.side() < CARD * dpi { (300.0, self.raster(&entry, 300.0)?) } else { (dpi, base) };
        let subject = Subject {
            name: "clean",
            kind,
            look: "clean",
            split: Split::HeldOut,
            carrier,
            paper: white(),
            dpi,
            grey: rng.below(4) == 0,
            base,
            back: None,
        };
        let mut page = subject.base.clone();
        subject.carry(&mut page, &mut rng);
        self.keep(&subject, page, None, file, 75 + rng.below(20) as u8)
    }

    /// Writes a file and notes what is true of it.
    fn keep(
        &mut self,
        subject: &Subject<'_>,
        page: Page,
        state: Option<(Defect, usize, f32)>,
        file: String,
        quality: u8,
    ) -> Result<(), String> {
        let camera = Camera { dpi: subject.dpi, grey: subject.grey, turn: 0.0, specks: false, seed: 0 };
        let picture = DynamicImage::ImageRgb8(page.picture.clone());
        let bytes = if page.bilevel {
            camera.png(&DynamicImage::ImageLuma8(picture.to_luma8()))?
        } else if subject.grey {
            camera.jpeg(&DynamicImage::ImageLuma8(picture.to_luma8()), quality)?
        } else {
            camera.jpeg(&picture, quality)?
        };
        self.write(&file, &bytes)?;
        self.truths.push(Truth::new(subject, &page, state, file));
        Ok(())
    }

    /// Whole or not at all: others may be reading the folder.
    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), String> {
        let (aside, path) = (self.folder.join(format!(".{name}.part")), self.folder.join(name));
        std::fs::write(&aside, bytes).map_err(|e| format!("{name}: {e}"))?;
        std::fs::rename(&aside, &path).map_err(|e| format!("{name}: {e}"))
    }

    /// Truth of all files in the folder: where only some were drawn, the others' stays.
    fn labels(&self) -> Result<(), String> {
        let mut truths = BTreeMap::new();
        if !self.only.is_empty() {
            let before = std::fs::read(self.folder.join("truth.json")).unwrap_or_else(|_| b"[]".to_vec());
            let before: Vec<Truth> =
                serde_json::from_slice(&before).map_err(|e| format!("truth.json: {e}"))?;
            truths.extend(before.into_iter().map(|truth| (truth.file.clone(), truth)));
        }
        truths.extend(self.truths.iter().map(|truth| (truth.file.clone(), truth.clone())));
        let truths: Vec<Truth> = truths.into_values().collect();
        self.write("labels.tsv", truth::table(&truths).as_bytes())?;
        let all = serde_json::to_string(&truths).map_err(|e| e.to_string())?;
        self.write("truth.json", all.as_bytes())
    }
}

impl Subject<'_> {
    /// JPEG quality: compression is the defect, or it is no matter.
    fn quality(&self, state: Option<(Defect, f32)>) -> u8 {
        match state {
            Some((Defect::Jpeg, quality)) => quality.clamp(1.0, 100.0) as u8,
            _ => 88,
        }
    }

    /// Paper and light of the carrier.
    fn light(&self, page: &mut Page, rng: &mut Rng) {
        let paper = match self.carrier {
            Carrier::White => self.paper,
            Carrier::Scan => shaded(self.paper, [247, 246, 242]),
            Carrier::Phone => shaded(self.paper, [222, 218, 208]),
        };
        print::tint(page, paper);
        if self.carrier == Carrier::Phone {
            light::shadow(page, 0.9, rng);
        }
    }

    /// What the sensor adds last.
    fn sensor(&self, page: &mut Page, rng: &mut Rng) {
        let deviation = match self.carrier {
            Carrier::White => 0.0,
            Carrier::Scan => 1.5,
            Carrier::Phone => 3.0,
        };
        print::noise(&mut page.picture, deviation, self.grey, rng);
    }

    fn carry(&self, page: &mut Page, rng: &mut Rng) {
        self.light(page, rng);
        if self.carrier != Carrier::White {
            optics::defocus(page, page.em * 0.012);
        }
        self.sensor(page, rng);
    }

    /// The page after a defect: print, light, lens, sensor, program, in the order in which they come.
    fn state(&self, defect: Defect, level: usize, value: f32, rng: &mut Rng) -> Page {
        let mut page = self.base.clone();
        self.on_paper(&mut page, defect, value, rng);
        self.light(&mut page, rng);
        in_light(&mut page, defect, value, rng);
        let em = page.em;
        match defect {
            Defect::Defocus => optics::defocus(&mut page, value * em),
            Defect::Motion => optics::motion(&mut page, value * em, rng.range(0.0, std::f32::consts::PI)),
            Defect::Moire => {
                let shot = Shot {
                    em: value,
                    pitch: rng.range(1.35, 2.3),
                    angle: rng.range(-2.5, 2.5),
                    blur: rng.range(0.4, 0.9),
                };
                optics::screen(&mut page, &shot);
            }
            _ => lie(&mut page, defect, level, value, rng),
        }
        if defect == Defect::Noise {
            print::noise(&mut page.picture, value, self.grey, rng);
        } else {
            self.sensor(&mut page, rng);
        }
        match defect {
            Defect::Small => print::small(&mut page, value),
            // Who compresses much has made it small before; on large text even the worst quality is legible.
            Defect::Jpeg if page.em > COMPRESSED => print::small(&mut page, COMPRESSED),
            Defect::Upscaled => print::upscaled(&mut page, value),
            Defect::OneBit => print::bilevel(&mut page, value),
            _ => {}
        }
        page
    }

    fn on_paper(&self, page: &mut Page, defect: Defect, value: f32, rng: &mut Rng) {
        match (defect, &self.back) {
            (Defect::Faint, _) => print::faint(page, value, white()),
            (Defect::ShowThrough, Some(back)) => print::show_through(page, back, value),
            // A scanner's optics soften before anything is cut to two levels.
            (Defect::OneBit, _) => optics::defocus(page, page.em * rng.range(0.03, 0.05)),
            _ => {}
        }
    }
}

fn in_light(page: &mut Page, defect: Defect, value: f32, rng: &mut Rng) {
    match defect {
        Defect::Dark => light::dark(page, value, rng),
        Defect::OverExposed => light::over_exposed(page, value),
        Defect::Shadow => light::shadow(page, value, rng),
        Defect::GlareFull => {
            let (w, h) = (page.picture.width() as f32, page.picture.height() as f32);
            light::shadow(page, 0.85, rng);
            let middle = (w * rng.range(0.35, 0.65), h * rng.range(0.35, 0.65));
            let axes = (w * rng.range(0.7, 1.0), h * rng.range(0.7, 1.0));
            Glare { middle, axes, angle: rng.range(0.0, 1.5), strength: value }.shine(page);
        }
        Defect::GlarePartial => partial(page, value, rng),
        _ => {}
    }
}

/// A glare over some line of text.
fn partial(page: &mut Page, value: f32, rng: &mut Rng) {
    light::shadow(page, 0.82, rng);
    let over: Vec<_> =
        page.lines.iter().filter(|line| !line.specimen && line.text.chars().count() >= 4).collect();
    let Some(line) = over.get(rng.below(over.len())) else { return };
    let [a, _, c, _] = line.quad;
    let along = rng.range(0.2, 0.8);
    let middle = (a.0 + (c.0 - a.0) * along, (a.1 + c.1) / 2.0);
    // At least the line itself is covered.
    let half = (page.side() * value).max(page.em * 1.2);
    let axes = (half * rng.range(1.0, 1.8), half);
    Glare { middle, axes, angle: rng.range(-0.8, 0.8), strength: rng.range(1.6, 2.6) }.shine(page);
}

/// How the sheet comes to lie in the picture.
fn lie(page: &mut Page, defect: Defect, level: usize, value: f32, rng: &mut Rng) {
    let sign = if rng.below(2) == 0 { 1.0 } else { -1.0 };
    match defect {
        Defect::Skew => geometry::skew(page, value * sign, Ground::any(rng)),
        Defect::QuarterTurn | Defect::UpsideDown => {
            if value > 0.0 {
                geometry::skew(page, value * sign, Ground::Lid);
            }
            let quarter = if rng.below(2) == 0 { 90 } else { 270 };
            geometry::turn(page, if defect == Defect::UpsideDown { 180 } else { quarter });
        }
        Defect::Perspective => geometry::perspective(page, value, rng.below(4), Ground::desk(rng)),
        Defect::Tiny => geometry::tiny(page, value, rng),
        Defect::BlackBorder => geometry::black_border(page, value, rng),
        Defect::Cut => geometry::cut(page, BORDERS[level % 4], value, rng),
        _ => {}
    }
}

/// Photographs go over the print below them, which is then no longer there.
fn paste(page: &mut Page, photos: &[[f32; 4]], seed: u64) {
    let (w, h) = (page.picture.width() as f32, page.picture.height() as f32);
    for (index, [left, top, wide, high]) in photos.iter().enumerate() {
        let (x, y, across, down) = (left * w, top * h, wide * w, high * h);
        let mut rng = Rng::new(seed.wrapping_add(index as u64));
        photo::draw(&mut page.picture, (x as u32, y as u32, across as u32, down as u32), &mut rng);
        page.lines.retain(|line| {
            let [x0, y0, x1, y1] = page::bounds(&line.quad).map(|v| v as f32);
            x1 < x || x0 > x + across || y1 < y || y0 > y + down
        });
    }
}

fn shaded(paper: [u8; 3], by: [u8; 3]) -> [u8; 3] {
    std::array::from_fn(|i| (u16::from(paper[i]) * u16::from(by[i]) / 255) as u8)
}

/// A seed by name (FNV-1a), so that a file does not depend on its neighbours in the list.
fn seed(name: &str) -> u64 {
    name.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

#[cfg(test)]
mod tests;

//! The fonts, which come from named Debian packages and never from this repository; a missing one is
//! told with the name of its package. Measuring is here as well, since krilla tells no widths.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use krilla::text::Font;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

/// Name in the list, file below /usr/share/fonts, index in its collection, Debian package.
const FACES: &[(&str, &str, u32, &str)] = &[
    ("song", "truetype/arphic/uming.ttc", 0, "fonts-arphic-uming"),
    ("kai", "truetype/arphic/ukai.ttc", 0, "fonts-arphic-ukai"),
    ("hei", "truetype/wqy/wqy-zenhei.ttc", 0, "fonts-wqy-zenhei"),
    ("micro", "truetype/wqy/wqy-microhei.ttc", 0, "fonts-wqy-microhei"),
    ("serif", "opentype/noto/NotoSerifCJK-Regular.ttc", 2, "fonts-noto-cjk"),
    ("serif-bold", "opentype/noto/NotoSerifCJK-Bold.ttc", 2, "fonts-noto-cjk"),
    ("sans", "opentype/noto/NotoSansCJK-Regular.ttc", 2, "fonts-noto-cjk"),
    ("sans-bold", "opentype/noto/NotoSansCJK-Bold.ttc", 2, "fonts-noto-cjk"),
    ("gbsn", "truetype/arphic-gbsn00lp/gbsn00lp.ttf", 0, "fonts-arphic-gbsn00lp"),
    ("gkai", "truetype/arphic-gkai00mp/gkai00mp.ttf", 0, "fonts-arphic-gkai00mp"),
    ("droid", "truetype/droid/DroidSansFallbackFull.ttf", 0, "fonts-droid-fallback"),
    ("naskh", "truetype/noto/NotoNaskhArabic-Regular.ttf", 0, "fonts-noto-core"),
];

const FOLDER: &str = "/usr/share/fonts/";

/// A font in memory.
pub struct Face {
    /// For drawing.
    pub font: Font,
    data: Arc<Vec<u8>>,
    index: u32,
}

impl Face {
    fn load(name: &str) -> Result<Self, String> {
        let (_, file, index, package) =
            FACES.iter().find(|f| f.0 == name).ok_or_else(|| format!("no font named `{name}`"))?;
        let path = format!("{FOLDER}{file}");
        let missing = |why: String| format!("{path}: {why}; install the Debian package {package}");
        let data = Arc::new(std::fs::read(&path).map_err(|e| missing(e.to_string()))?);
        let font = Font::new(data.clone().into(), *index).ok_or_else(|| missing("not a font".into()))?;
        Ok(Self { font, data, index: *index })
    }

    /// Width of a text in ems.
    pub fn width(&self, text: &str) -> f32 {
        text.chars().map(|c| self.advance(c).unwrap_or(1.0)).sum()
    }

    /// The advance of a character in ems; nothing where the font lacks it.
    fn advance(&self, c: char) -> Option<f32> {
        let font = FontRef::from_index(&self.data, self.index).ok()?;
        let glyph = font.charmap().map(c).filter(|g| g.to_u32() != 0)?;
        let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        Some(metrics.advance_width(glyph)? / self.font.units_per_em())
    }
}

/// All fonts, loaded when first used.
#[derive(Default)]
pub struct Fonts {
    faces: RefCell<BTreeMap<String, Rc<Face>>>,
    widths: RefCell<BTreeMap<(String, char), Option<f32>>>,
}

impl Fonts {
    /// Loads every font, so that a missing package is told before anything is drawn.
    pub fn check(&self) -> Result<(), String> {
        FACES.iter().try_for_each(|f| self.face(f.0).map(|_| ()))
    }

    /// A font by its name in the list.
    pub fn face(&self, name: &str) -> Result<Rc<Face>, String> {
        if let Some(face) = self.faces.borrow().get(name) {
            return Ok(face.clone());
        }
        let face = Rc::new(Face::load(name)?);
        self.faces.borrow_mut().insert(name.to_owned(), face.clone());
        Ok(face)
    }

    fn advance(&self, name: &str, c: char) -> Option<f32> {
        let key = (name.to_owned(), c);
        if let Some(width) = self.widths.borrow().get(&key) {
            return *width;
        }
        let width = self.face(name).ok().and_then(|face| face.advance(c));
        self.widths.borrow_mut().insert(key, width);
        width
    }

    /// Cuts a text into runs of one font: what the wanted font lacks comes from Noto, never a tofu box.
    pub fn runs(&self, name: &str, text: &str) -> Vec<(String, String, f32)> {
        let mut runs: Vec<(String, String, f32)> = Vec::new();
        for c in text.chars() {
            let chosen = [name, "sans"].into_iter().find(|n| self.advance(n, c).is_some()).unwrap_or(name);
            let width = self.advance(chosen, c).unwrap_or(1.0);
            match runs.last_mut() {
                Some((face, run, total)) if face == chosen => {
                    run.push(c);
                    *total += width;
                }
                _ => runs.push((chosen.to_owned(), c.to_string(), width)),
            }
        }
        runs
    }

    /// Width of a text in ems.
    pub fn width(&self, name: &str, text: &str) -> f32 {
        self.runs(name, text).iter().map(|r| r.2).sum()
    }
}

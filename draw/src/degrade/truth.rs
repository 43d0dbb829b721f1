//! What is true of a file of the benchmark: a table for people and scripts, and all of it as JSON.

use serde::{Deserialize, Serialize};

use super::page::{Area, Line, Page};
use super::{Carrier, Defect, Split, Subject};

/// One file. Places are in its pixels.
#[derive(Clone, Serialize, Deserialize)]
pub struct Truth {
    pub file: String,
    /// The document it was made of.
    page: String,
    kind: String,
    look: String,
    carrier: Carrier,
    split: Split,
    /// Unsaid: clean.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    defect: Option<Defect>,
    /// From mild to strong, 0 where clean.
    level: usize,
    /// What the level means (see `Defect`).
    value: f32,
    dpi: f32,
    width: u32,
    height: u32,
    /// Body text in pixels.
    em: f32,
    /// Quarter turns clockwise in degrees.
    turn: u16,
    /// Degrees clockwise beside the quarter turns.
    skew: f32,
    filled: f32,
    glare: Vec<Area>,
    cut: Vec<(String, Area)>,
    lines: Vec<Line>,
}

impl Truth {
    pub fn new(
        subject: &Subject<'_>,
        page: &Page,
        state: Option<(Defect, usize, f32)>,
        file: String,
    ) -> Truth {
        Truth {
            file,
            page: subject.name.to_owned(),
            kind: subject.kind.to_owned(),
            look: subject.look.to_owned(),
            carrier: subject.carrier,
            split: subject.split,
            defect: state.map(|s| s.0),
            level: state.map_or(0, |s| s.1),
            value: state.map_or(0.0, |s| s.2),
            dpi: subject.dpi,
            width: page.picture.width(),
            height: page.picture.height(),
            em: hundredths(page.em),
            turn: page.turn,
            skew: hundredths(page.skew),
            filled: hundredths(page.filled),
            glare: page.glare.clone(),
            cut: page.cut.clone(),
            lines: page.lines.clone(),
        }
    }
}

fn hundredths(value: f32) -> f32 {
    (value * 100.0).round() / 100.0
}

/// One line a file: what a script needs that does not look at places.
pub fn table(truths: &[Truth]) -> String {
    let mut table = "file\tpage\tkind\tlook\tsplit\tdefect\tlevel\tvalue\tem\tturn\tskew\n".to_owned();
    for t in truths {
        let split = if t.split == Split::Tune { "tune" } else { "held-out" };
        let defect = t.defect.map_or_else(|| "clean".to_owned(), Defect::name);
        table.push_str(&format!(
            "{}\t{}\t{}\t{}\t{split}\t{defect}\t{}\t{}\t{}\t{}\t{}\n",
            t.file, t.page, t.kind, t.look, t.level, t.value, t.em, t.turn, t.skew
        ));
    }
    table
}

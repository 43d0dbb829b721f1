//! Kinds, fields and documents over hand-made text layers.
//!
//! Why it exists: the drawn pages show the forms that we drew. Here stand other wordings of real papers, papers that
//! quote other papers, and broken answers.

use super::*;
use crate::facts::{Answer, Glance, Layer, Origin, PageFacts, Piece, Why};

mod fields;
mod kinds;
mod loops;
mod pages;

fn kinds() -> &'static Kinds {
    static KINDS: std::sync::LazyLock<Kinds> =
        std::sync::LazyLock::new(|| Kinds::embedded().unwrap_or_else(|error| panic!("{error}")));
    &KINDS
}

/// Width of the page, left margin, heights of text and of titles: A4 at 200 dpi, 小四 and 二号.
const WIDTH: i32 = 1654;
const MARGIN: i32 = 180;
const TEXT: i32 = 33;
const TITLE: i32 = 61;

fn width_of(text: &str, height: i32) -> i32 {
    text.chars().map(|c| if c.is_ascii() { height / 2 } else { height }).sum()
}

/// A page from lines: `# …` is a title in the middle, `> …` stands at the right, `^` in a line parts cells of a
/// table (at fixed columns), an empty line is space.
fn layer(page: &str) -> Layer {
    let (mut pieces, mut y, mut row) = (Vec::new(), 200, 0);
    for line in page.lines().map(str::trim) {
        let (text, height) = match line.strip_prefix("# ") {
            Some(title) => (title, TITLE),
            None => (line.trim_start_matches("> "), TEXT),
        };
        let cells: Vec<&str> = text.split('^').collect();
        for (index, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()) {
            let width = width_of(cell.trim(), height);
            let x0 = match () {
                () if line.starts_with("# ") && cells.len() == 1 => (WIDTH - width) / 2,
                () if line.starts_with("> ") => WIDTH - MARGIN - width,
                () => MARGIN + index as i32 * (WIDTH - 2 * MARGIN) / cells.len() as i32,
            };
            let rect = Rect { x0, y0: y, x1: x0 + width, y1: y + height };
            pieces.push(Piece { text: cell.trim().into(), rect, row, score: 1000 });
        }
        row += 1;
        y += height * 9 / 5;
    }
    let glyphs = pieces.iter().map(|piece| piece.text.chars().count() as u32).sum();
    Layer { pieces, glyphs, unknown: 0, hidden: 0 }
}

fn glance(width: u32, height: u32, origin: Origin) -> Glance {
    Glance {
        width,
        height,
        origin,
        dpi: Reading::Not(Why::Absent),
        exif: 1,
        rotate: 0,
        mean: Reading::Not(Why::NotBuilt),
        contrast: Reading::Not(Why::NotBuilt),
        ink: Reading::Not(Why::NotBuilt),
        blank: Reading::Not(Why::NotBuilt),
        legible: Reading::Not(Why::NotBuilt),
        legibility: Default::default(),
    }
}

fn facts(layer: Layer) -> PageFacts {
    let mut facts = PageFacts::default();
    facts.answers.insert(Probe::Glance, Answer::Glance(glance(1654, 2339, Origin::Digital)));
    facts.answers.insert(Probe::Layer, Answer::Layer(layer));
    facts
}

/// Answers every ask with "not built" until the page is settled; asks twice for nothing.
fn settle(mut facts: PageFacts) -> Vec<Part> {
    for _ in 0..20 {
        match step(kinds(), ReadMode::Needed, &facts) {
            Step::Settled(parts) => return parts,
            Step::Ask(probes) => {
                assert!(!probes.is_empty());
                for probe in probes {
                    assert!(!facts.asked(&probe), "asked twice: {probe:?}");
                    facts.answers.insert(probe, Answer::Not(Why::NotBuilt));
                }
            }
        }
    }
    panic!("does not settle");
}

fn parts(page: &str) -> Vec<Part> {
    settle(facts(layer(page)))
}

fn name_of(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Kind(KindId(id)) => id.clone(),
        other => format!("{other:?}").split('(').next().unwrap_or_default().to_lowercase(),
    }
}

fn kind_of(page: &str) -> String {
    name_of(&parts(page)[0].verdict)
}

/// Values of a field of the page's first part, joined by commas; empty where there are none.
fn value_of(page: &str, field: &str) -> String {
    let part = &parts(page)[0];
    let values = part.fields.get(field).map(Vec::as_slice).unwrap_or_default();
    values.iter().map(|value| value.norm.as_str()).collect::<Vec<_>>().join(",")
}

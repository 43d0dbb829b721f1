//! Kinds, fields and documents over hand-made text layers.

use super::*;
use crate::facts::{Answer, Glance, Layer, Origin, PageFacts, Piece, Plane, Why};

fn kinds() -> Kinds {
    Kinds::embedded().unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn embedded_kinds_are_valid() {
    let kinds = kinds();
    assert_eq!(kinds.ids().len(), 32, "{:?}", kinds.ids());
    assert_eq!(kinds.digest().len(), 12);
}

#[test]
#[ignore = "scratch"]
fn dump() {
    let kinds = kinds();
    let text = std::fs::read_to_string("/tmp/rec_scratch/layers.json").unwrap();
    let files: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    let mut out = Vec::new();
    for (index, file) in files.iter().enumerate() {
        let mut pages = Vec::new();
        for page in file["pages"].as_array().unwrap() {
            let num = |k: &str| page[k].as_u64().unwrap() as u32;
            let pieces: Vec<Piece> = serde_json::from_value(page["pieces"].clone()).unwrap();
            let empty = pieces.is_empty();
            let origin = if empty { Origin::Scan } else { Origin::Digital };
            let layer = Layer { pieces, glyphs: num("glyphs"), unknown: 0, hidden: 0 };
            pages.push((layer, origin, num("w"), num("h")));
        }
        let mut facts: Vec<PageFacts> = pages.iter().map(|_| PageFacts::default()).collect();
        let look = |facts: &mut PageFacts, page: &(Layer, Origin, u32, u32)| loop {
            match step(&kinds, ReadMode::Needed, facts) {
                Step::Settled(parts) => return parts,
                Step::Ask(probes) => {
                    assert!(probes.iter().any(|p| !facts.asked(p)));
                    for probe in probes {
                        let answer = match probe {
                            Probe::Glance => Answer::Glance(glance(page.2, page.3, page.1)),
                            Probe::Layer if page.0.pieces.is_empty() => Answer::Not(Why::Absent),
                            Probe::Layer => Answer::Layer(page.0.clone()),
                            _ => Answer::Not(Why::NotBuilt),
                        };
                        facts.answers.insert(probe, answer);
                    }
                }
            }
        };
        let mut parts: Vec<Vec<Part>> = facts.iter_mut().zip(&pages).map(|(f, p)| look(f, p)).collect();
        for (id, probe) in gather(&kinds, ReadMode::Needed, &parts) {
            let i = id.0 as usize;
            assert!(!facts[i].asked(&probe));
            facts[i].answers.insert(probe, Answer::Not(Why::NotBuilt));
            parts[i] = look(&mut facts[i], &pages[i]);
        }
        assert!(gather(&kinds, ReadMode::Needed, &parts).is_empty());
        let fields = |fields: &Fields| -> serde_json::Value {
            fields.iter().map(|(k, v)| (k.clone(), v.iter().map(|v| v.norm.clone()).collect::<Vec<_>>().into())).collect::<serde_json::Map<_, _>>().into()
        };
        let docs: Vec<_> = documents(&kinds, index, &parts).iter().map(|d| serde_json::json!({
            "pages": [d.pages.0.0, d.pages.1.0], "verdict": format!("{:?}", d.verdict), "kind": d.kind().map(|k| &k.0), "side": d.side, "fields": fields(&d.fields),
            "marks": d.marks.iter().map(|(k, v)| format!("{k}:{v:?}")).collect::<Vec<_>>(), "runner": d.runner_up.as_ref().map(|r| format!("{} {}", r.0.0, r.1)), "conf": d.confidence, "doubt": d.doubt,
            "evidence": d.evidence.iter().map(|e| format!("{} {}", e.word, e.points)).collect::<Vec<_>>() })).collect();
        let pv: Vec<Vec<String>> = parts.iter().map(|p| p.iter().map(|p| format!("{:?}", p.verdict)).collect()).collect();
        out.push(serde_json::json!({"file": file["file"], "docs": docs, "pages": pv}));
    }
    std::fs::write("/tmp/rec_scratch/out.json", serde_json::to_string(&out).unwrap()).unwrap();
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
    }
}

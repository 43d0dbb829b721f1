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

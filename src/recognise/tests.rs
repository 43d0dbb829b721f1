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

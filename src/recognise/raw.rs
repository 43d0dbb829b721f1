//! What serde reads of `profiles/kinds/<kind>.yaml`: the schema of a kind, not yet validated.
//!
//! Why it exists: configuration has two types. This one is as the file has it, unknown keys are errors; only
//! the validated [`super::kinds::Kind`] travels.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::shapes::Shape;
use crate::finding::Text;

/// One file. The kind's id is the file's stem.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawKind {
    pub name: Text,
    /// Whether later pages without a title belong to the titled one before them.
    #[serde(default)]
    pub pages: RawPages,
    /// Whether a page of it is running text: its fields stand in the first and last rows, and what stands between
    /// them is not read for fields, nor, on a picture, at all once the kind is decided.
    #[serde(default)]
    pub prose: bool,
    /// Running text that begins with who wrote it and ends with a name and a date in short lines: of lines as wide as
    /// the page only the first rows are read for fields.
    #[serde(default)]
    pub signed: bool,
    /// Whether it is readable on a raster with a short side below `SMALL_RASTER`.
    #[serde(default)]
    pub small: bool,
    pub looks: Option<RawLooks>,
    /// Words of titles → whole points, 3–5.
    #[serde(default)]
    pub titles: BTreeMap<String, u8>,
    /// Words that are hardly found elsewhere: 2 points each.
    #[serde(default)]
    pub strong: Vec<String>,
    /// Words of its form: 1 point each; they never decide alone.
    #[serde(default)]
    pub labels: Vec<String>,
    /// Words that speak against it → whole points taken off.
    #[serde(default)]
    pub against: BTreeMap<String, u8>,
    /// Last words of headlines that say what the page is, whatever else the headline names: a notice about
    /// assessments is no assessment.
    #[serde(default)]
    pub heads: Vec<String>,
    /// Longer words that quote a shorter one of any kind and mean nothing themselves.
    #[serde(default)]
    pub quotes: Vec<String>,
    #[serde(default)]
    pub sides: RawSides,
    /// Kinds that may stand beside it on one page, each with its own title.
    #[serde(default)]
    pub beside: Vec<String>,
    /// Words that open a new document where pages of one kind follow each other.
    #[serde(default)]
    pub starts: Vec<String>,
    /// What people call it in file names.
    #[serde(default)]
    pub file_names: Vec<String>,
    #[serde(default)]
    pub fields: BTreeMap<String, RawField>,
    /// Fields that all of its forms state, on the page of its title: where one is not found on a picture, lines were
    /// overlooked, and the page is looked at once more, finely.
    #[serde(default)]
    pub always: Vec<String>,
    #[serde(default)]
    pub marks: RawMarks,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RawPages {
    #[default]
    One,
    Many,
}

/// What a raster must look like to be of this kind.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawLooks {
    /// Least and greatest width/height, thousandths.
    pub ratio: (u32, u32),
    /// The ratio holds either way round.
    #[serde(default)]
    pub turned: bool,
    /// Greatest short side in pixels; above it, it is something else. None: any.
    pub short_side: Option<u32>,
    /// The looks exclude the kind on small rasters only (cards also lie on whole pages).
    #[serde(default)]
    pub on_small_only: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawSides {
    pub portrait: Option<RawSide>,
    pub emblem: Option<RawSide>,
    pub front: Option<RawSide>,
    pub back: Option<RawSide>,
}

/// A side is there if at least `least` of its words are on the page.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawSide {
    pub words: Vec<String>,
    pub least: usize,
    /// Fields that this side takes from the other side just before it, where its own words lack them.
    #[serde(default)]
    pub inherits: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawField {
    pub shape: Shape,
    /// Words beside or above the value, the most trusted first.
    #[serde(default)]
    pub labels: Vec<String>,
    /// Regexes over the folded text of the page without spaces and line ends; `(?P<v>…)` is the value. `%date%`,
    /// `%day%`, `%years%`, `%name%`, `%person%`, `%before%`, `%number%` stand for the sources in `shapes.rs`. One
    /// that begins with `^` is tried at the start of each piece, to the end of its row. Tried before labels.
    #[serde(default)]
    pub patterns: Vec<String>,
    /// Canonical value → its spellings; the longest spelling wins. The shape is then ignored.
    /// The order of the canonical values is their rank, the lowest first, where values of a field have one.
    #[serde(default, deserialize_with = "in_order")]
    pub choices: Vec<(String, Vec<String>)>,
    /// Choices are looked for in the whole page where neither pattern nor label gave one.
    #[serde(default)]
    pub anywhere: bool,
    /// Several values.
    #[serde(default)]
    pub many: bool,
    /// The last on the page, not the first.
    #[serde(default)]
    pub last: bool,
    /// The value ends its piece and begins after a gap, a colon or a label: a date under a signature.
    #[serde(default)]
    pub alone: bool,
    /// Goes on in the next row.
    #[serde(default)]
    pub wrap: bool,
    /// May follow its label without a gap, since no longer word begins with that: cards set them close.
    #[serde(default)]
    pub direct: bool,
    /// Where nothing else gave a value: the biggest line in the upper part of the page.
    #[serde(default)]
    pub headline: bool,
    /// What the whole normalised value must match.
    pub pattern: Option<String>,
    pub from: Option<RawFrom>,
}

/// A value that another field's value implies, where no words say it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawFrom {
    pub field: String,
    /// Regex with `(?P<v>…)` over the other field's normalised value.
    pub pattern: String,
    /// What each capture means; none: the capture itself.
    #[serde(default)]
    pub values: BTreeMap<String, String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawMarks {
    #[serde(default)]
    pub seal: bool,
    #[serde(default)]
    pub face: bool,
    pub signature: Option<RawSignature>,
}

/// Where a signature is looked for: right of one of these labels.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawSignature {
    pub labels: Vec<String>,
}

/// Pairs of a map in the order of the file; a key twice is an error.
fn in_order<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<(String, Vec<String>)>, D::Error> {
    struct Pairs;

    impl<'de> Visitor<'de> for Pairs {
        type Value = Vec<(String, Vec<String>)>;

        fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
            f.write_str("a map of canonical values to their spellings")
        }

        fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
            let mut pairs: Self::Value = Vec::new();
            while let Some((canonical, spellings)) = map.next_entry::<String, Vec<String>>()? {
                if pairs.iter().any(|(known, _)| *known == canonical) {
                    return Err(M::Error::custom(format!("choice {canonical:?} twice")));
                }
                pairs.push((canonical, spellings));
            }
            Ok(pairs)
        }
    }

    deserializer.deserialize_map(Pairs)
}

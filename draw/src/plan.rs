//! A page about to be drawn: the list's entry with every value looked up, so that the kinds ask only
//! "what is printed here".

use std::collections::BTreeMap;

use crate::list::{Entry, Layout};
use crate::person;
use crate::rng::Rng;

/// Colour of a stamp, where there is one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Seal {
    /// No stamp.
    None,
    /// As pressed.
    Red,
    /// As copied.
    Grey,
}

/// The values of one document.
pub struct Plan {
    /// Kind of document.
    pub kind: String,
    /// Which of the three layouts.
    pub layout: Layout,
    /// Font named in the list.
    pub font: Option<String>,
    /// Drawn without colour.
    pub grey: bool,
    /// Seed of everything uneven.
    pub seed: u64,
    /// Years of a certificate, as the list gives them.
    pub years: Vec<u16>,
    /// Number of pages asked for.
    pub pages: Option<usize>,
    seal: Option<Seal>,
    signature: Option<bool>,
    values: BTreeMap<String, String>,
}

impl Plan {
    /// Looks up every value of an entry.
    pub fn new(entry: &Entry) -> Result<Self, String> {
        let person = entry.person.as_deref().unwrap_or("p1");
        let facts = person::facts(person).ok_or_else(|| format!("no person `{person}`"))?;
        let mut values: BTreeMap<String, String> =
            facts.map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        for (key, value) in parameters(entry) {
            values.insert(key.to_owned(), value);
        }
        values.extend(entry.fields.clone());
        let mut years = entry.years.clone().unwrap_or_default();
        years.extend(entry.year.filter(|_| entry.years.is_none()));
        Ok(Self {
            kind: entry.kind.clone().ok_or("no kind")?,
            layout: entry.layout.unwrap_or_default(),
            font: entry.font.clone(),
            grey: entry.grey.unwrap_or(false),
            seed: entry.seed.unwrap_or_else(|| seed_of(&entry.file)),
            years,
            pages: entry.pages,
            seal: seal_of(entry.seal.as_deref())?,
            signature: entry.signature,
            values,
        })
    }

    /// A value by its key; empty where nobody has one.
    pub fn v(&self, key: &str) -> &str {
        self.values.get(key).map_or("", String::as_str)
    }

    /// A value by its key, or what such a paper says otherwise.
    pub fn or(&self, key: &str, default: &str) -> String {
        self.values.get(key).map_or(default, String::as_str).to_owned()
    }

    /// The stamp, where the paper has one unless told otherwise.
    pub fn seal(&self, default: Seal) -> Seal {
        self.seal.unwrap_or(default)
    }

    /// Whether the paper is signed by hand.
    pub fn signed(&self, default: bool) -> bool {
        self.signature.unwrap_or(default)
    }

    /// The years, or those of the kind.
    pub fn years_or(&self, default: &[u16]) -> Vec<u16> {
        if self.years.is_empty() { default.to_vec() } else { self.years.clone() }
    }

    /// A generator of its own for this document.
    pub fn rng(&self) -> Rng {
        Rng::new(self.seed)
    }
}

fn parameters(entry: &Entry) -> Vec<(&'static str, String)> {
    let named = [
        ("course", &entry.course),
        ("level", &entry.level),
        ("hours", &entry.hours),
        ("title", &entry.title),
        ("number", &entry.number),
        ("side", &entry.side),
        ("grade", &entry.grade),
        ("start", &entry.start),
        ("end", &entry.end),
        ("date", &entry.date),
    ];
    named.into_iter().filter_map(|(key, value)| value.clone().map(|v| (key, v))).collect()
}

fn seal_of(name: Option<&str>) -> Result<Option<Seal>, String> {
    match name {
        None => Ok(None),
        Some("none") => Ok(Some(Seal::None)),
        Some("red") => Ok(Some(Seal::Red)),
        Some("grey") => Ok(Some(Seal::Grey)),
        Some(other) => Err(format!("no seal `{other}`: none, red or grey")),
    }
}

fn seed_of(name: &str) -> u64 {
    name.bytes().fold(0xCBF2_9CE4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x100_0000_01B3))
}

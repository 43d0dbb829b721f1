//! The list of pages (`fixtures/pages.yaml`): what can be said of a page, and how its parts inherit.

use std::collections::BTreeMap;

use serde::Deserialize;

/// What the drawn file is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// A PDF with a text layer.
    TextPdf,
    /// A PDF whose pages are one JPEG each, without text.
    ScanPdf,
    /// A picture of the first page.
    Jpeg,
    /// A picture of the first page.
    Png,
}

/// Which of the three layouts of a kind.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layout {
    /// The first layout.
    #[default]
    A,
    /// The second layout.
    B,
    /// The third layout.
    C,
}

/// One file of the list, or one part of it; a part inherits what it does not say.
#[derive(Clone, Default, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Entry {
    /// File name under the output folder; starts with `specimen-`.
    pub file: String,
    /// Kind of document, as documents.md §11 names it.
    pub kind: Option<String>,
    /// Layout of the kind.
    pub layout: Option<Layout>,
    /// Body font.
    pub font: Option<String>,
    /// Format of the file; `text-pdf` where unsaid.
    pub format: Option<Format>,
    /// Resolution of a raster; 150 where unsaid.
    pub dpi: Option<f32>,
    /// Drawn without colour.
    pub grey: Option<bool>,
    /// Seed of signatures, body text and specks.
    pub seed: Option<u64>,
    /// p1, p2 or p3.
    pub person: Option<String>,
    /// Year of a certificate or assessment.
    pub year: Option<u16>,
    /// Several years on one certificate.
    pub years: Option<Vec<u16>>,
    /// public, professional or both.
    pub course: Option<String>,
    /// 中专, 专科, 本科, 硕士.
    pub level: Option<String>,
    /// none, red or grey.
    pub seal: Option<String>,
    /// Whether the paper is signed by hand.
    pub signature: Option<bool>,
    /// Hours of a course.
    pub hours: Option<String>,
    /// Title of a person, a work or a course.
    pub title: Option<String>,
    /// Certificate number.
    pub number: Option<String>,
    /// portrait, emblem, both, front, back.
    pub side: Option<String>,
    /// Grade of an assessment.
    pub grade: Option<String>,
    /// Start of a period.
    pub start: Option<String>,
    /// End of a period.
    pub end: Option<String>,
    /// Date of the paper; empty leaves the place blank.
    pub date: Option<String>,
    /// How many pages.
    pub pages: Option<usize>,
    /// Any printed value by its key.
    pub fields: BTreeMap<String, String>,
    /// Several documents in one file.
    pub parts: Vec<Entry>,
}

macro_rules! inherit {
    ($part:ident, $whole:ident, $($field:ident),*) => {
        $(if $part.$field.is_none() { $part.$field = $whole.$field.clone(); })*
    };
}

impl Entry {
    /// The documents of the file: its parts, or the entry itself.
    pub fn documents(&self) -> Vec<Entry> {
        if self.parts.is_empty() {
            return vec![self.clone()];
        }
        self.parts.iter().map(|part| self.hand_down(part)).collect()
    }

    fn hand_down(&self, part: &Entry) -> Entry {
        let mut part = part.clone();
        inherit!(part, self, kind, layout, font, grey, seed, person, year, years, course, level, seal);
        inherit!(part, self, signature, hours, title, number, side, grade, start, end, date, pages);
        part.file = self.file.clone();
        for (key, value) in &self.fields {
            part.fields.entry(key.clone()).or_insert_with(|| value.clone());
        }
        part
    }

    /// The format of the file.
    pub fn format(&self) -> Format {
        self.format.unwrap_or(Format::TextPdf)
    }
}

/// Reads the list and refuses names that could be taken for a real document.
pub fn read(text: &str) -> Result<Vec<Entry>, String> {
    let list: Vec<Entry> = serde_yaml::from_str(text).map_err(|e| e.to_string())?;
    let mut seen = std::collections::BTreeSet::new();
    for entry in &list {
        if !entry.file.starts_with("specimen-") || entry.file.contains(['/', '\\']) {
            return Err(format!("{}: the name must start with `specimen-`", entry.file));
        }
        if !seen.insert(&entry.file) {
            return Err(format!("{}: listed twice", entry.file));
        }
    }
    Ok(list)
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_part_inherits_what_it_does_not_say() {
        let list =
            "- {file: specimen-x.pdf, kind: assessment, year: 2019, parts: [{side: front}, {year: 2020}]}";
        let documents = read(list).unwrap()[0].documents();
        assert_eq!(documents[0].kind.as_deref(), Some("assessment"));
        assert_eq!((documents[0].year, documents[1].year), (Some(2019), Some(2020)));
    }

    #[test]
    fn a_name_that_hides_the_specimen_is_refused() {
        assert!(read("- {file: diploma.pdf, kind: diploma}").is_err());
        assert!(read("- {file: specimen-a/b.pdf, kind: diploma}").is_err());
        let twice = "- {file: specimen-a.pdf, kind: diploma}\n- {file: specimen-a.pdf, kind: degree}";
        assert!(read(twice).is_err());
    }
}

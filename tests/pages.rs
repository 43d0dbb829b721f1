//! Every drawn page, recognised: the kinds, sides, courses and years that `fixtures/pages.yaml` states, and the
//! deciding fields that its people have. Pictures are never taken for a wrong kind.
//!
//! `cargo test --release --test pages -- --nocapture` prints the figures.

// Helpers of tests may panic: a list that cannot be read fails the test.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use scanlint::decode::open_bytes;
#[cfg(feature = "read")]
use scanlint::facts::Turn;
use scanlint::facts::{Answer, Model, Probe};
use scanlint::look::{PageLook, look};
use scanlint::observe::FileEye;
use scanlint::recognise::{Document, KindId, Kinds, Part, ReadMode, Side, Verdict, documents};
use serde::Deserialize;

#[cfg(feature = "read")]
#[path = "support/said.rs"]
mod said;

/// Values that cannot be read off the picture: the book's cover prints no date, and a grey seal prints its own words
/// over that date.
const HIDDEN: &[(&str, &str)] = &[("specimen-book-b.jpg", "date"), ("specimen-publicity-c-scan.pdf", "date")];

/// One entry of the list, or one part of it; what is not about content is left out.
#[derive(Clone, Debug, Default, Deserialize)]
struct Entry {
    #[serde(default)]
    file: String,
    kind: Option<String>,
    side: Option<String>,
    course: Option<String>,
    year: Option<u16>,
    years: Option<Vec<u16>>,
    person: Option<String>,
    format: Option<String>,
    level: Option<String>,
    number: Option<String>,
    grade: Option<String>,
    date: Option<String>,
    start: Option<String>,
    #[cfg_attr(not(feature = "read"), allow(dead_code))]
    dpi: Option<u32>,
    end: Option<String>,
    hours: Option<String>,
    #[serde(default)]
    fields: BTreeMap<String, String>,
    #[serde(default)]
    parts: Vec<Entry>,
}

impl Entry {
    /// The documents that the file holds, each with what the entry says for all of them.
    fn expected(&self) -> Vec<Entry> {
        if self.parts.is_empty() {
            return vec![self.clone()];
        }
        let whole = Entry { parts: Vec::new(), ..self.clone() };
        let part = |part: &Entry| Entry {
            kind: part.kind.clone().or(whole.kind.clone()),
            side: part.side.clone().or(whole.side.clone()),
            year: part.year.or(whole.year),
            ..whole.clone()
        };
        self.parts.iter().map(part).collect()
    }

    fn years(&self) -> Vec<String> {
        let years = self.years.clone().unwrap_or_else(|| self.year.into_iter().collect());
        years.iter().map(u16::to_string).collect()
    }

    /// A value that the list states, or the person's own.
    fn value(&self, key: &str) -> Option<String> {
        let person = PEOPLE.iter().find(|(id, _)| *id == self.person.as_deref().unwrap_or("p1"))?;
        let own = person.1.iter().find(|(name, _)| *name == key).map(|(_, value)| (*value).to_owned());
        self.fields.get(key).cloned().or(own)
    }
}

type Facts = &'static [(&'static str, &'static str)];

/// What the deciding fields of the three invented people are; `draw/src/person.rs` has all of it.
const PEOPLE: &[(&str, Facts)] = &[
    (
        "p1",
        &[
            ("name", "赵示例"),
            ("id", "000000198506150011"),
            ("valid_to", "2035-06-15"),
            ("level", "本科"),
            ("diploma_number", "999991200905000001"),
            ("degree_number", "9999942009000001"),
            ("updated", "2021-08-20"),
            ("code", "A000000000000001"),
            ("approved", "2012-09-01"),
        ],
    ),
    (
        "p2",
        &[
            ("name", "钱样例"),
            ("id", "000000199203200020"),
            ("valid_to", "2038-05-10"),
            ("level", "专科"),
            ("diploma_number", "999991201406000002"),
            ("updated", "2021-08-22"),
            ("code", "A000000000000002"),
            ("approved", "2015-12-01"),
        ],
    ),
    (
        "p3",
        &[
            ("name", "古丽·示例"),
            ("id", "00000019900101000X"),
            ("valid_to", "2036-01-01"),
            ("level", "本科"),
            ("diploma_number", "999991201205000003"),
            ("degree_number", "9999942012000003"),
            ("updated", "2021-08-24"),
            ("code", "A000000000000003"),
            ("approved", "2014-10-01"),
        ],
    ),
];

/// The date of a paper whose entry states none.
const DATES: &[(&str, &str)] = &[
    ("paper", "2018-06-15"),
    ("book", "2019-05-01"),
    ("patent", "2018-11-06"),
    ("award", "2017-12-20"),
    ("technical-report", "2019-10-12"),
    ("standard", "2018-10-30"),
    ("project-proof", "2019-12-10"),
    ("summary", "2021-08-20"),
    ("pledge", "2021-08-26"),
    ("publicity", "2021-09-02"),
    ("recommendation", "2021-09-03"),
    ("aid-consent", "2021-08-30"),
    ("exemption-proof", "2021-08-25"),
    ("archive-proof", "2021-08-18"),
];

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

fn entries() -> Vec<Entry> {
    let list = fs::read_to_string(fixtures().join("pages.yaml")).unwrap();
    serde_yaml::from_str(&list).unwrap()
}

/// What a file was taken for, and the characters of each page's text layer without spaces.
struct Seen {
    documents: Vec<Document>,
    #[cfg_attr(feature = "read", allow(dead_code))]
    pages: Vec<Vec<Part>>,
    texts: Vec<String>,
}

impl Seen {
    #[cfg(feature = "read")]
    fn said(&self) -> Vec<String> {
        self.documents.iter().map(said::said).collect()
    }

    fn text_of(&self, document: &Document) -> String {
        self.texts[document.pages.0.0 as usize..=document.pages.1.0 as usize].concat()
    }
}

/// The characters of a page without spaces; one middle dot for all.
fn letters(look: &PageLook) -> String {
    let pieces = look.asked.layer().map(|layer| layer.pieces.as_slice()).unwrap_or_default();
    let text: String = pieces.iter().map(|piece| piece.text.as_str()).collect::<String>() + &lines_of(look);
    text.chars().filter(|c| !c.is_whitespace()).collect::<String>().replace('•', "·")
}

/// From bytes alone: no name comes near the recogniser.
fn see(kinds: &Kinds, file: &str) -> Seen {
    see_bytes(kinds, fs::read(fixtures().join("pages").join(file)).unwrap(), ReadMode::Needed, file)
}

fn see_bytes(kinds: &Kinds, bytes: Vec<u8>, mode: ReadMode, file: &str) -> Seen {
    let bytes: Arc<[u8]> = bytes.into();
    let opened = open_bytes(bytes);
    let mut facts = opened.facts();
    let mut eye = FileEye::new(opened.source.unwrap_or_else(|| panic!("{file} does not open")));
    let looks = look(kinds, mode, &mut facts, &mut eye);
    let texts = looks.iter().map(letters).collect();
    let pages: Vec<Vec<Part>> = looks.into_iter().map(|look| look.parts).collect();
    Seen { documents: documents(kinds, 0, &pages), pages, texts }
}

fn kind_name(verdict: &Verdict) -> &str {
    match verdict {
        Verdict::Kind(KindId(id)) => id,
        Verdict::Blank => "blank",
        Verdict::Other => "other",
        Verdict::Untitled => "untitled",
        Verdict::Unsure(_) => "unsure",
    }
}

/// What the lines say, in the order of the page, without spaces.
fn lines_of(look: &PageLook) -> String {
    let mut lines: Vec<(i32, i32, &str)> = Vec::new();
    for (probe, answer) in &look.asked.answers {
        if let (Probe::Line { quad, model: Model::Tiny, .. }, Answer::Line(text)) = (probe, answer) {
            lines.push((quad.0[0].1, quad.0[0].0, &text.text));
        }
    }
    lines.sort_unstable();
    lines.iter().map(|(_, _, text)| *text).collect()
}

fn has_text_layer(entry: &Entry) -> bool {
    entry.file.ends_with(".pdf") && entry.format.is_none()
}

/// Documents as the list counts them: front and back of one form, or of one card, are one; a cover without words
/// of a kind goes with the document after it.
fn merged(seen: &Seen) -> Vec<Document> {
    let mut merged: Vec<Document> = Vec::new();
    for document in &seen.documents {
        let back = merged.last_mut().filter(|front| {
            front.kind().is_some()
                && front.kind() == document.kind()
                && front.side == Some(Side::Front)
                && document.side == Some(Side::Back)
        });
        match back {
            Some(front) => {
                front.side = Some(Side::Both);
                front.pages.1 = document.pages.1;
                for (name, values) in &document.fields {
                    front.fields.entry(name.clone()).or_insert_with(|| values.clone());
                }
            }
            None => merged.push(document.clone()),
        }
    }
    if merged.len() > 1 && merged[0].verdict == Verdict::Other {
        merged.remove(0);
    }
    merged
}

fn values(document: &Document, field: &str) -> Vec<String> {
    document.values(field).map(str::to_owned).collect()
}

/// `None` where all is right.
fn kind_fault(entry: &Entry, document: &Document) -> Option<String> {
    let wanted = entry.kind.as_deref().unwrap_or("");
    let got = kind_name(&document.verdict);
    // Faces are not measured yet: a photo is at best a candidate, and the only one.
    if let (Verdict::Unsure(candidates), "photo") = (&document.verdict, wanted) {
        let only = candidates.iter().all(|id| id.0 == "photo") && !candidates.is_empty();
        return (!only).then(|| format!("is unsure among {candidates:?}"));
    }
    if got != wanted {
        return Some(format!("is {got}, not {wanted}"));
    }
    let side = document.side.map(|side| format!("{side:?}").to_lowercase());
    if side != entry.side {
        return Some(format!("side {side:?}, not {:?}", entry.side));
    }
    let (years, wanted) = (values(document, "year"), entry.years());
    if !wanted.is_empty() && years != wanted {
        return Some(format!("years {years:?}, not {wanted:?}"));
    }
    let courses = match entry.course.as_deref() {
        Some("both") => vec!["public", "professional"],
        Some(one) => vec![one],
        None => Vec::new(),
    };
    let (mut got, mut wanted) = (values(document, "course"), courses);
    got.sort();
    wanted.sort_unstable();
    (got != wanted).then(|| format!("course {got:?}, not {wanted:?}"))
}

/// Deciding fields of a document, each with the value that it must have.
fn deciding(entry: &Entry, document: &Document, text: &str) -> Vec<(&'static str, String)> {
    let kind = entry.kind.as_deref().unwrap_or("");
    let mut wanted: Vec<(&'static str, Option<String>)> = Vec::new();
    let printed = |value: Option<String>| value.filter(|value| text.contains(&value.replace('•', "·")));
    let name = printed(entry.value("name")).map(|name| name.replace('•', "·"));
    match kind {
        "paper" | "book" | "patent" | "technical-report" | "standard" => wanted.push(("author", name)),
        // No fields of a person's own, or another person's first.
        "other" | "blank" | "photo" | "project-proof" => return Vec::new(),
        _ if matches!(document.side, Some(Side::Emblem | Side::Back)) => {}
        _ => wanted.push(("name", name)),
    }
    wanted.push(("id_number", printed(entry.value("id"))));
    let diploma = entry.number.clone().or(entry.value("diploma_number"));
    match kind {
        "diploma" | "chsi-registration" => {
            wanted.push(("certificate_number", diploma));
            wanted.push(("level", entry.level.clone().or(entry.value("level"))));
        }
        "degree" | "chsi-degree" => wanted.push(("certificate_number", entry.value("degree_number"))),
        "title-certificate" | "title-document" => wanted.push(("approved", entry.value("approved"))),
        "assessment" | "term-assessment" if document.side != Some(Side::Front) => {
            wanted.push(("grade", entry.grade.clone().or_else(|| stated_grade(text))));
        }
        "ce" => {
            let usual = match entry.course.as_deref() {
                Some("public") => Some("30"),
                Some("professional") => Some("60"),
                // Two counts of hours on one page; the first is read.
                _ => None,
            };
            wanted.push(("hours", entry.hours.clone().or(usual.map(str::to_owned))));
        }
        _ => {}
    }
    if kind.starts_with("chsi-") {
        wanted.push(("updated", entry.value("updated")));
        wanted.push(("verification_code", entry.value("code")));
    }
    if matches!(document.side, Some(Side::Emblem | Side::Both)) && kind == "id-card" {
        wanted.push(("valid_to", entry.end.clone().or(entry.value("valid_to"))));
    }
    if kind == "publicity" && !entry.fields.contains_key("period") {
        wanted.push(("start", Some(entry.start.clone().unwrap_or("2021-08-26".into()))));
        wanted.push(("end", Some(entry.end.clone().unwrap_or("2021-09-01".into()))));
    }
    if let Some((_, usual)) = DATES.iter().find(|(of, _)| *of == kind) {
        let date = entry.date.clone().unwrap_or((*usual).to_owned());
        wanted.push(("date", Some(date).filter(|date| !date.is_empty())));
    }
    wanted.into_iter().filter_map(|(field, value)| Some((field, value?))).collect()
}

/// The only grade that the page prints after 等次为, or beside a label.
fn stated_grade(text: &str) -> Option<String> {
    let grades = ["合格", "称职"];
    let stated =
        |grade: &&str| text.contains(&format!("等次为{grade}")) || text.contains(&format!("等级{grade}"));
    grades.into_iter().find(stated).map(str::to_owned)
}

/// Right, wrong and missing.
#[derive(Default)]
struct Count([usize; 3]);

/// A date may be printed to the month or the year; more than the right one is right where a field holds several.
fn agrees(field: &str, wanted: &str, got: &[String]) -> bool {
    let dated = field == "date" || field == "approved";
    got.iter()
        .any(|value| value == wanted || (dated && value.len() >= 4 && wanted.starts_with(value.as_str())))
}

#[test]
fn pages_with_text_are_recognised() {
    check_all(has_text_layer);
}

/// Kinds, sides, years and deciding fields of these pages; prints the figures.
fn check_all(of: impl Fn(&Entry) -> bool) {
    let kinds = Kinds::embedded().unwrap();
    let mut faults: Vec<String> = Vec::new();
    let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
    let mut right = 0;
    for entry in entries().iter().filter(|entry| of(entry)) {
        let seen = see(&kinds, &entry.file);
        let (expected, got) = (entry.expected(), merged(&seen));
        if expected.len() != got.len() {
            let names: Vec<&str> = got.iter().map(|document| kind_name(&document.verdict)).collect();
            faults.push(format!(
                "{}: {} documents, not {}: {names:?}",
                entry.file,
                got.len(),
                expected.len()
            ));
            continue;
        }
        for (entry, document) in expected.iter().zip(&got) {
            match kind_fault(entry, document) {
                Some(fault) => faults.push(format!("{}: {fault}", entry.file)),
                None => right += 1,
            }
            for (field, wanted) in deciding(entry, document, &seen.text_of(document)) {
                if HIDDEN.contains(&(entry.file.as_str(), field)) {
                    continue;
                }
                let got = values(document, field);
                let at = if agrees(field, &wanted, &got) { 0 } else { 1 + usize::from(got.is_empty()) };
                counts.entry(field).or_default().0[at] += 1;
                if at > 0 {
                    faults.push(format!("{}: {field} is {got:?}, not {wanted}", entry.file));
                }
            }
        }
    }
    println!("documents right: {right}");
    for (field, Count([right, wrong, missing])) in &counts {
        println!("{field}: {right} right, {wrong} wrong, {missing} missing");
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[cfg(feature = "read")]
#[test]
fn pictures_are_recognised() {
    check_all(|entry| !has_text_layer(entry));
}

/// Reading as far as needed says what reading everything says.
#[cfg(feature = "read")]
#[test]
fn needed_reads_what_full_reads() {
    let kinds = Kinds::embedded().unwrap();
    let mut faults: Vec<String> = Vec::new();
    for entry in entries().iter().filter(|entry| !has_text_layer(entry)) {
        let bytes = fs::read(fixtures().join("pages").join(&entry.file)).unwrap();
        let [needed, full] = [ReadMode::Needed, ReadMode::Full]
            .map(|mode| see_bytes(&kinds, bytes.clone(), mode, &entry.file).said());
        if needed != full {
            faults.push(format!("{}:\n  needed {needed:?}\n  full   {full:?}", entry.file));
        }
    }
    assert!(faults.is_empty(), "{} differ:\n{}", faults.len(), faults.join("\n"));
}

/// Pictures turned by quarters: the turn is told, and the kind stays.
#[cfg(feature = "read")]
#[test]
fn turned_pictures_are_turned_back() {
    let kinds = Kinds::embedded().unwrap();
    let pictures = entries().into_iter().filter(|entry| entry.file.ends_with(".jpg") && entry.dpi.is_none());
    let mut seen_turned = 0;
    for entry in pictures.step_by(4) {
        let upright = image::open(fixtures().join("pages").join(&entry.file)).unwrap();
        // How it is turned, and how its text then stands to the page.
        for (turned, stands) in [
            (upright.rotate90(), Turn::Quarter),
            (upright.rotate180(), Turn::Half),
            (upright.rotate270(), Turn::ThreeQuarter),
        ] {
            let mut bytes = std::io::Cursor::new(Vec::new());
            turned.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
            let seen = see_bytes(&kinds, bytes.into_inner(), ReadMode::Needed, &entry.file);
            let document = &seen.documents[0];
            let told = document.how.map(|how| (how.turn, how.found >= 5));
            assert_eq!(kind_fault(&entry, document), None, "{} {stands:?}", entry.file);
            if told.is_some_and(|(_, many)| many) {
                assert_eq!(told, Some((stands, true)), "{}", entry.file);
                seen_turned += 1;
            }
        }
    }
    assert!(seen_turned >= 12, "{seen_turned}");
}

/// What has no page to read: a wall, a drawing, a page blurred beyond reading. Never a kind.
#[cfg(feature = "read")]
#[test]
fn what_cannot_be_read_is_of_no_kind() {
    let kinds = Kinds::embedded().unwrap();
    let noise = |x: u32, y: u32| ((x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)) >> 7) % 24;
    let wall = image::RgbImage::from_fn(1200, 900, |x, y| {
        let brick = u32::from(y % 90 < 6 || (x + (y / 90 % 2) * 80) % 160 < 6) * 60;
        let tone = |base: u32| (base + brick + noise(x, y)) as u8;
        image::Rgb([tone(140), tone(80), tone(60)])
    });
    let drawing = image::RgbImage::from_fn(1000, 1400, |x, y| {
        let (dx, dy) = (x as f32 - 500.0, y as f32 - 600.0);
        let ring = (dx.hypot(dy) / 60.0).fract() < 0.1;
        let house = (x as i32 - y as i32).abs() < 5 || (x + y).abs_diff(1500) < 5;
        image::Rgb(if ring || house { [20, 20, 120] } else { [250, 250, 245] })
    });
    let page = image::open(fixtures().join("pages/specimen-diploma-a.jpg")).unwrap();
    let blurred = page.fast_blur(14.0).to_rgb8();
    for (name, picture) in [("wall", wall), ("drawing", drawing), ("blurred", blurred)] {
        let mut bytes = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        let seen = see_bytes(&kinds, bytes.into_inner(), ReadMode::Needed, name);
        for document in &seen.documents {
            assert!(matches!(document.verdict, Verdict::Unsure(_)), "{name}: {:?}", document.verdict);
        }
    }
}

#[test]
fn names_of_other_people_are_never_read() {
    let kinds = Kinds::embedded().unwrap();
    // Colleagues on lists and in bylines.
    let others = ["张示例", "王示例", "李示例"];
    for entry in entries().iter().filter(|entry| has_text_layer(entry)) {
        let seen = see(&kinds, &entry.file);
        for document in &seen.documents {
            for name in values(document, "name") {
                let own = entry.value("name").map(|own| own.replace('•', "·"));
                let listed = document.kind().is_some_and(|kind| kind.0 == "title-document");
                let known = own.as_ref() == Some(&name) || (listed && others.contains(&name.as_str()));
                assert!(known, "{}: read {name} as a name", entry.file);
            }
        }
    }
}

#[cfg(not(feature = "read"))]
#[test]
fn pictures_are_never_taken_for_a_wrong_kind() {
    let kinds = Kinds::embedded().unwrap();
    let mut unsure = 0;
    for entry in entries().iter().filter(|entry| !has_text_layer(entry)) {
        let seen = see(&kinds, &entry.file);
        for (index, parts) in seen.pages.iter().enumerate() {
            let part = entry.parts.get(index).or(entry.parts.last()).unwrap_or(entry);
            let wanted = part.kind.as_deref().unwrap_or("");
            for part in parts {
                match &part.verdict {
                    Verdict::Unsure(candidates) => {
                        let held = candidates.is_empty() || candidates.contains(&KindId(wanted.into()));
                        // Papers that are of no kind are never candidates.
                        assert!(held || wanted == "other", "{}: {candidates:?}", entry.file);
                        unsure += 1;
                    }
                    verdict => assert_eq!(kind_name(verdict), wanted, "{} page {index}", entry.file),
                }
            }
        }
    }
    println!("unsure: {unsure}");
}

#[test]
fn two_looks_are_the_same() {
    let kinds = Kinds::embedded().unwrap();
    for entry in entries().iter().step_by(9) {
        assert_eq!(see(&kinds, &entry.file).documents, see(&kinds, &entry.file).documents, "{}", entry.file);
    }
}

//! From pages to documents.
//!
//! Why it exists: only the first page of a paper says what it is, and the back of a form says no year. What a
//! page cannot say alone, the pages before it in its file say.

use super::kinds::Kinds;
use super::{Document, Fields, KindId, Part, ReadMode, Side, Verdict};
use crate::facts::{PageId, Probe};

/// Fields that tell two documents of one kind apart.
const OWN: &[&str] = &["year", "certificate_number", "verification_code", "approval_number", "name"];
/// Fields of which one value names one document: a header that repeats it opens no new one.
const NUMBERS: &[&str] = &["certificate_number", "verification_code", "approval_number"];

/// What is still to be asked of a file whose pages settled: lines of untitled pages that no page before
/// explains. Once that is answered, `step` settles such a page as other, so it is never asked again.
pub fn gather(kinds: &Kinds, _mode: ReadMode, pages: &[Vec<Part>]) -> Vec<(PageId, Probe)> {
    let mut asks = Vec::new();
    for (index, parts) in pages.iter().enumerate() {
        let untitled = parts.iter().filter(|part| part.verdict == Verdict::Untitled);
        if !explained(kinds, &pages[..index]) {
            asks.extend(untitled.flat_map(|part| &part.more).map(|probe| (page(index), probe.clone())));
        }
    }
    asks
}

/// Whether the last page before that is of a kind lets later pages follow. Blank backs and pages that nobody
/// read do not part a document.
fn explained(kinds: &Kinds, before: &[Vec<Part>]) -> bool {
    let mut parts = before.iter().rev().filter_map(|parts| parts.last());
    let deciding = parts.find(|part| matches!(part.verdict, Verdict::Kind(_) | Verdict::Other));
    deciding.is_some_and(|part| matches!(&part.verdict, Verdict::Kind(id) if goes_on(kinds, id)))
}

fn goes_on(kinds: &Kinds, id: &KindId) -> bool {
    kinds.get(id).is_some_and(|kind| kind.many)
}

fn page(index: usize) -> PageId {
    PageId(u32::try_from(index).unwrap_or(u32::MAX))
}

/// The documents of one file, sorted by first page.
///
/// A document's pages are a range; a blank or unread page inside it stands as a document of its own as well.
pub fn documents(kinds: &Kinds, file: usize, pages: &[Vec<Part>]) -> Vec<Document> {
    let mut documents: Vec<Document> = Vec::new();
    // The document that an untitled page would join.
    let mut open: Option<usize> = None;
    for (index, parts) in pages.iter().enumerate() {
        for part in parts {
            if let Some(joined) = open.filter(|open| joins(kinds, &documents[*open], part)) {
                extend(kinds, &mut documents[joined], part, page(index));
                continue;
            }
            let mut document = single(file, page(index), part);
            inherit(kinds, &mut document, open.map(|open| &documents[open]));
            match &document.verdict {
                Verdict::Kind(_) => open = Some(documents.len()),
                Verdict::Other => open = None,
                _ => {}
            }
            documents.push(document);
        }
    }
    documents
}

/// Whether a part goes on with the document before it.
fn joins(kinds: &Kinds, document: &Document, part: &Part) -> bool {
    let Some(id) = document.kind().filter(|id| goes_on(kinds, id)) else { return false };
    match &part.verdict {
        Verdict::Untitled => true,
        Verdict::Kind(other) => {
            let starts = kinds.get(id).map(|kind| kind.starts.as_slice()).unwrap_or_default();
            let opens = part.evidence.iter().any(|evidence| starts.contains(&evidence.word));
            let same = NUMBERS.iter().any(|field| agrees(&document.fields, &part.fields, field));
            other == id
                && (same || !opens)
                && !OWN.iter().any(|field| differs(&document.fields, &part.fields, field))
        }
        _ => false,
    }
}

/// Whether both state the field and share no value of it.
pub(super) fn differs(a: &Fields, b: &Fields, field: &str) -> bool {
    a.contains_key(field) && b.contains_key(field) && !agrees(a, b, field)
}

/// Whether both state the field and share a value of it.
fn agrees(a: &Fields, b: &Fields, field: &str) -> bool {
    let (Some(own), Some(other)) = (a.get(field), b.get(field)) else { return false };
    other.iter().any(|value| own.iter().any(|known| known.norm == value.norm))
}

fn single(file: usize, page: PageId, part: &Part) -> Document {
    let verdict = match &part.verdict {
        // Nothing before it: `gather` had it read to its end, or the reader cannot read more.
        Verdict::Untitled => Verdict::Other,
        verdict => verdict.clone(),
    };
    Document {
        file,
        pages: (page, page),
        verdict,
        side: part.side,
        // What an untitled page says serves the document that it joins, and nothing else.
        fields: if part.verdict == Verdict::Untitled { Fields::new() } else { part.fields.clone() },
        marks: part.marks.clone(),
        confidence: part.confidence,
        evidence: part.evidence.clone(),
        runner_up: part.runner_up.clone(),
        doubt: part.doubt,
        how: part.how,
    }
}

/// A later page adds what the first ones did not say: its fields, a mark that was seen, its side.
fn extend(kinds: &Kinds, document: &mut Document, part: &Part, page: PageId) {
    document.pages.1 = page;
    let kind = document.kind().and_then(|id| kinds.get(id));
    for (name, values) in &part.fields {
        // Only what the kind has; what it takes from its end (the date under a signature) the later page knows.
        let Some(field) = kind.and_then(|kind| kind.fields.iter().find(|field| field.name == *name)) else {
            continue;
        };
        if field.last || !document.fields.contains_key(name) {
            document.fields.insert(name.clone(), values.clone());
        }
    }
    for (mark, reading) in &part.marks {
        let known = document.marks.entry(mark.clone()).or_insert(*reading);
        if known.value() != Some(true) && reading.value().is_some() {
            *known = *reading;
        }
    }
    document.side = match (document.side, part.side) {
        (Some(a), Some(b)) if a != b => Some(Side::Both),
        (a, b) => a.or(b),
    };
}

/// A back without a year takes the fields that its data names from the front right before it.
fn inherit(kinds: &Kinds, document: &mut Document, before: Option<&Document>) {
    let Some(front) = before.filter(|front| front.pages.1.0 + 1 == document.pages.0.0) else { return };
    let (Some(id), Some(side)) = (document.kind().cloned(), document.side) else { return };
    let differing = front.side.is_some_and(|other| other != side && other != Side::Both);
    if front.kind() != Some(&id) || !differing {
        return;
    }
    let Some(words) = kinds.get(&id).and_then(|kind| kind.sides.iter().find(|words| words.side == side))
    else {
        return;
    };
    let own_year = document.fields.contains_key("year");
    for field in words.inherits.iter().filter(|_| !own_year) {
        if let Some(values) = front.fields.get(field) {
            document.fields.entry(field.clone()).or_insert_with(|| values.clone());
        }
    }
}

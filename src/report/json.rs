//! The report for machines.
//!
//! Why it exists: build servers and other programs read a report, too. The keys `verdict`, `requirements` (`id`,
//! `status`, `clause`, `slots`, `findings`), `files` (`path`, `intake`, `pages`), `documents`, `findings` and
//! `versions` are a contract; further keys may be added, none may go. Order of keys and items is fixed. Numbers
//! in `slots[].documents`, `requirements[].findings`, `documents[].file` and `unused` are indices, from 0, into
//! the lists of the same report; pages count from 1. A sentence is in the language that was asked for; names of
//! the contract are never translated. Keys without a value are `null`, never left out.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{
    CauseReport, DocumentReport, FileReport, FindingReport, Head, NextStep, Outcome, PageReport, Report,
    RequirementReport, Shown, SlotReport, Status, Versions,
};
use crate::facts::{Intake, Media};
use crate::finding::{Effect, Lang, Level, Scope, Text};
use crate::profile::{By, Clause};
use crate::recognise::HowRead;

/// Indented JSON that ends with a line feed.
pub fn render(shown: &Shown, lang: Lang) -> String {
    // These types hold strings, numbers and lists only, which always serialise.
    let mut out = serde_json::to_string_pretty(&report(shown.report(), lang)).unwrap_or_default();
    out.push('\n');
    out
}

#[derive(serde::Serialize)]
struct ReportJson<'a> {
    verdict: Outcome,
    profile: &'a str,
    year: i16,
    as_of: &'a str,
    cases: Vec<&'a str>,
    head: HeadJson<'a>,
    requirements: Vec<RequirementJson<'a>>,
    files: Vec<FileJson<'a>>,
    documents: Vec<DocumentJson<'a>>,
    findings: Vec<FindingJson<'a>>,
    unused: &'a [usize],
    next: Vec<NextJson<'a>>,
    versions: VersionsJson<'a>,
}

fn report(report: &Report, lang: Lang) -> ReportJson<'_> {
    let Report { head, verdict, requirements, files, documents, findings, unused, next, versions } = report;
    ReportJson {
        verdict: *verdict,
        profile: &head.profile,
        year: head.year,
        as_of: &head.as_of,
        cases: head.cases.iter().map(|(id, _)| id.as_str()).collect(),
        head: HeadJson::new(head, lang),
        requirements: requirements.iter().map(|item| RequirementJson::new(item, lang)).collect(),
        files: files.iter().map(FileJson::new).collect(),
        documents: documents.iter().map(|item| DocumentJson::new(item, lang)).collect(),
        findings: findings.iter().map(|item| FindingJson::new(item, lang)).collect(),
        unused,
        next: next.iter().map(|item| NextJson::new(item, lang)).collect(),
        versions: VersionsJson::new(versions),
    }
}

/// A sentence, or nothing where there is none.
fn said(text: &Text, lang: Lang) -> Option<&str> {
    Some(text.get(lang)).filter(|text| !text.is_empty())
}

#[derive(serde::Serialize)]
struct HeadJson<'a> {
    folder: &'a str,
    profile_name: &'a str,
    level: &'a str,
    cases: Vec<CaseJson<'a>>,
    name: Option<&'a str>,
    id_number: Option<&'a str>,
    specialty: Option<&'a str>,
    specialty_from: Option<&'a str>,
    attempt: Option<u32>,
    consequence: Option<&'a Clause>,
}

#[derive(serde::Serialize)]
struct CaseJson<'a> {
    id: &'a str,
    name: &'a str,
}

impl<'a> HeadJson<'a> {
    fn new(head: &'a Head, lang: Lang) -> HeadJson<'a> {
        HeadJson {
            folder: &head.folder,
            profile_name: head.profile_name.get(lang),
            level: &head.level,
            cases: head.cases.iter().map(|(id, name)| CaseJson { id, name: name.get(lang) }).collect(),
            name: head.name.as_deref(),
            id_number: head.id_number.as_deref(),
            specialty: head.specialty.as_deref(),
            specialty_from: said(&head.specialty_from, lang),
            attempt: head.attempt,
            consequence: head.consequence.as_ref(),
        }
    }
}

#[derive(serde::Serialize)]
struct RequirementJson<'a> {
    id: &'a str,
    name: &'a str,
    by: By,
    status: Status,
    reason: Option<&'a str>,
    clause: Option<&'a Clause>,
    slots: Vec<SlotJson<'a>>,
    findings: &'a [usize],
    remark: Option<&'a str>,
}

impl<'a> RequirementJson<'a> {
    fn new(item: &'a RequirementReport, lang: Lang) -> RequirementJson<'a> {
        RequirementJson {
            id: &item.id,
            name: item.name.get(lang),
            by: item.by,
            status: item.status,
            reason: said(&item.reason, lang),
            clause: item.clause.as_ref(),
            slots: item.slots.iter().map(|slot| SlotJson::new(slot, lang)).collect(),
            findings: &item.findings,
            remark: said(&item.remark, lang),
        }
    }
}

#[derive(serde::Serialize)]
struct SlotJson<'a> {
    label: &'a str,
    status: Status,
    documents: &'a [usize],
}

impl<'a> SlotJson<'a> {
    fn new(slot: &'a SlotReport, lang: Lang) -> SlotJson<'a> {
        SlotJson { label: slot.label.get(lang), status: slot.status, documents: &slot.documents }
    }
}

#[derive(serde::Serialize)]
struct FileJson<'a> {
    path: &'a str,
    intake: Intake,
    media: Media,
    bytes: u64,
    /// Empty content hash: the bytes could not be had.
    sha256: Option<&'a str>,
    pages: Vec<PageJson<'a>>,
}

impl<'a> FileJson<'a> {
    fn new(file: &'a FileReport) -> FileJson<'a> {
        FileJson {
            path: &file.path,
            intake: file.intake,
            media: file.media,
            bytes: file.bytes,
            sha256: Some(file.sha256.as_str()).filter(|hash| !hash.is_empty()),
            pages: file.pages.iter().map(PageJson::new).collect(),
        }
    }
}

#[derive(serde::Serialize)]
struct PageJson<'a> {
    index: u32,
    kind: &'a str,
    side: Option<&'a str>,
    years: &'a [String],
    course: Option<&'a str>,
    confidence: u8,
    legible: Option<bool>,
    defects: &'a [String],
    /// The page's defects as a picture, with figures.
    causes: Vec<CauseJson<'a>>,
    /// Measure → value in its unit; null: there is nothing of the kind to measure.
    measures: MeasuresJson<'a>,
    fields: FieldsJson<'a>,
    /// Lines found, read, read again and read well, and how the text stands; null where a text layer served.
    lines: Option<HowRead>,
    width: u32,
    height: u32,
}

impl<'a> PageJson<'a> {
    fn new(page: &'a PageReport) -> PageJson<'a> {
        PageJson {
            index: page.index,
            kind: &page.kind,
            side: page.side,
            years: &page.years,
            course: page.course,
            confidence: page.confidence,
            legible: page.legible,
            defects: &page.defects,
            causes: page.causes.iter().map(CauseJson::new).collect(),
            measures: MeasuresJson(&page.measures),
            fields: FieldsJson(&page.fields),
            lines: page.how,
            width: page.width,
            height: page.height,
        }
    }
}

#[derive(serde::Serialize)]
struct CauseJson<'a> {
    defect: &'a str,
    measure: &'a str,
    value: f64,
    limit: f64,
    unit: &'a str,
    fails: bool,
    places: &'a [[i32; 4]],
}

impl<'a> CauseJson<'a> {
    fn new(cause: &'a CauseReport) -> CauseJson<'a> {
        CauseJson {
            defect: cause.defect,
            measure: cause.measure,
            value: f64::from(cause.value) / 100.0,
            limit: f64::from(cause.limit) / 100.0,
            unit: cause.unit,
            fails: cause.fails,
            places: &cause.places,
        }
    }
}

/// An object of numbers, in the order in which measures are told.
struct MeasuresJson<'a>(&'a [(&'static str, Option<i32>)]);

impl Serialize for MeasuresJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let value = |hundredths: i32| f64::from(hundredths) / 100.0;
        serializer.collect_map(self.0.iter().map(|(name, of)| (name, of.map(value))))
    }
}

/// An object of lists, in the report's order.
struct FieldsJson<'a>(&'a [(String, Vec<String>)]);

impl Serialize for FieldsJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, values) in self.0 {
            map.serialize_entry(name, values)?;
        }
        map.end()
    }
}

#[derive(serde::Serialize)]
struct DocumentJson<'a> {
    path: &'a str,
    file: usize,
    first_page: u32,
    last_page: u32,
    kind: &'a str,
    kind_name: &'a str,
    side: Option<&'a str>,
    confidence: u8,
    evidence: &'a [String],
    runner_up: Option<RunnerUpJson<'a>>,
    doubt: Option<&'a str>,
    fields: FieldsJson<'a>,
    used_by: &'a [String],
}

#[derive(serde::Serialize)]
struct RunnerUpJson<'a> {
    kind: &'a str,
    confidence: u8,
}

impl<'a> DocumentJson<'a> {
    fn new(item: &'a DocumentReport, lang: Lang) -> DocumentJson<'a> {
        let runner_up = item.runner_up.as_ref();
        DocumentJson {
            path: &item.path,
            file: item.file,
            first_page: item.first_page,
            last_page: item.last_page,
            kind: &item.kind,
            kind_name: item.kind_name.get(lang),
            side: item.side,
            confidence: item.confidence,
            evidence: &item.evidence,
            runner_up: runner_up.map(|(kind, confidence)| RunnerUpJson { kind, confidence: *confidence }),
            doubt: said(&item.doubt, lang),
            fields: FieldsJson(&item.fields),
            used_by: &item.used_by,
        }
    }
}

#[derive(serde::Serialize)]
struct FindingJson<'a> {
    check: &'a str,
    level: Level,
    effect: Effect,
    scope: Scope,
    requirement: Option<&'a str>,
    path: Option<&'a str>,
    page: Option<u32>,
    rect: Option<[i32; 4]>,
    message: &'a str,
    measured: Option<&'a str>,
    limit: Option<&'a str>,
    remedy: Option<&'a str>,
    clause: Option<&'a Clause>,
    /// The reading that would settle it and that this version lacks.
    lacks: Option<&'a str>,
}

impl<'a> FindingJson<'a> {
    fn new(item: &'a FindingReport, lang: Lang) -> FindingJson<'a> {
        FindingJson {
            check: &item.check,
            level: item.level,
            effect: item.effect,
            scope: item.scope,
            requirement: item.requirement.as_deref(),
            path: item.path.as_deref(),
            page: item.page,
            rect: item.rect,
            message: item.message.get(lang),
            measured: said(&item.measured, lang),
            limit: said(&item.limit, lang),
            remedy: said(&item.remedy, lang),
            clause: item.clause.as_ref(),
            lacks: item.lacks,
        }
    }
}

#[derive(serde::Serialize)]
struct NextJson<'a> {
    title: &'a str,
    text: &'a str,
    clause: Option<&'a Clause>,
}

impl<'a> NextJson<'a> {
    fn new(item: &'a NextStep, lang: Lang) -> NextJson<'a> {
        NextJson { title: item.title.get(lang), text: item.text.get(lang), clause: item.clause.as_ref() }
    }
}

#[derive(serde::Serialize)]
struct VersionsJson<'a> {
    scanlint: &'a str,
    engine: &'a str,
    profile: &'a str,
    kinds: &'a str,
    readers: &'a [String],
}

impl<'a> VersionsJson<'a> {
    fn new(item: &'a Versions) -> VersionsJson<'a> {
        VersionsJson {
            scanlint: &item.scanlint,
            engine: &item.engine,
            profile: &item.profile,
            kinds: &item.kinds,
            readers: &item.readers,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    fn keys(value: &serde_json::Value) -> Vec<&str> {
        let object = value.as_object().expect("an object");
        object.keys().map(String::as_str).collect()
    }

    #[test]
    fn the_contract_holds() {
        let out = render(&sample::shown(), Lang::Zh);
        assert!(out.ends_with("}\n"));
        let json: serde_json::Value = serde_json::from_str(&out).expect("json");
        for key in ["verdict", "requirements", "files", "documents", "findings", "versions"] {
            assert!(keys(&json).contains(&key), "{key}");
        }
        assert_eq!(json["verdict"], "not-ready");
        for requirement in json["requirements"].as_array().expect("list") {
            for key in ["id", "status", "clause", "slots", "findings"] {
                assert!(keys(requirement).contains(&key), "{key}");
            }
            for slot in requirement["slots"].as_array().expect("list") {
                assert_eq!(keys(slot), ["documents", "label", "status"]);
            }
        }
        let page = ["index", "kind", "side", "years", "course", "confidence", "legible", "defects", "fields"];
        for file in json["files"].as_array().expect("list") {
            for key in ["path", "intake", "pages"] {
                assert!(keys(file).contains(&key), "{key}");
            }
            for item in file["pages"].as_array().expect("list") {
                assert!(page.iter().all(|key| keys(item).contains(key)));
                let cause = &item["causes"][0];
                assert_eq!(
                    (&cause["defect"], &cause["value"]),
                    (&serde_json::json!("small-text"), &serde_json::json!(10.5))
                );
                assert_eq!(item["measures"]["text-height"], 10.5);
                assert!(item["measures"]["jpeg-quality"].is_null());
            }
        }
    }

    #[test]
    fn keys_come_in_one_order_and_sentences_in_the_language() {
        let out = render(&sample::shown(), Lang::En);
        let at = |key: &str| out.find(&format!("\n  \"{key}\":")).expect("top-level key");
        let order = ["verdict", "profile", "requirements", "files", "documents", "findings", "versions"];
        assert!(order.windows(2).all(|pair| at(pair[0]) < at(pair[1])));
        assert!(out.contains("2019 assessment form, back: not found"));
        assert!(!out.contains("未找到 2019"));
        assert!(out.contains("近三年年度考核登记表"), "a quote stays Chinese");
        assert_eq!(out, render(&sample::shown(), Lang::En));
    }
}

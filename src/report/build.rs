//! Turns what was judged into the finished report: indices become paths, values become words.
//!
//! Why it exists: renderers decide nothing, so everything that they print is decided here, once.

use super::{
    CauseReport, DocumentReport, FileReport, FindingReport, Head, NextStep, PageReport, Report,
    RequirementReport, SlotReport, Status, Versions,
};
use crate::checks::{specialty, unused_documents};
use crate::dossier::{Dossier, SeenFile};
use crate::facts::{Glance, PageId};
use crate::finding::{Finding, Place, Text};
use crate::judge::{Assigned, AssignedSlot, Judged, when};
use crate::legible::{self, Cause, Verdict as Legibility};
use crate::recognise::{Document, Doubt, Fields, Side, Verdict};

/// Version of decoding and measures: part of the cache's key, raised when any answer may differ.
pub const ENGINE: &str = "1";

/// Builds the report of a judged dossier.
pub fn build(folder: &str, dossier: &Dossier, judged: &Judged) -> Report {
    let unused = unused_documents(dossier, &judged.assigned);
    Report {
        head: head(folder, dossier),
        verdict: judged.verdict,
        requirements: judged.assigned.iter().map(|one| requirement(dossier, one, &judged.findings)).collect(),
        files: (0..dossier.files.len()).map(|index| file(dossier, index, &judged.findings)).collect(),
        documents: (0..dossier.documents.len())
            .map(|index| document(dossier, index, &judged.assigned))
            .collect(),
        findings: judged.findings.iter().map(|finding| finding_report(dossier, finding)).collect(),
        unused,
        next: next(dossier),
        versions: Versions {
            scanlint: env!("CARGO_PKG_VERSION").to_string(),
            engine: ENGINE.to_string(),
            profile: dossier.profile.digest.clone(),
            kinds: dossier.kinds.digest(),
            readers: readers(),
        },
    }
}

/// Which readers this build has.
fn readers() -> Vec<String> {
    let pixels: &[&str] = if cfg!(feature = "read") { &["tiny", "small"] } else { &[] };
    [&["text-layer"], pixels].concat().into_iter().map(str::to_string).collect()
}

fn head(folder: &str, dossier: &Dossier) -> Head {
    let profile = dossier.profile;
    let (specialty, specialty_from) = match specialty(dossier) {
        Some((specialty, from)) => (Some(specialty), from),
        None => (None, Text::default()),
    };
    let case_name = |id: &String| profile.cases.get(id).map(|case| case.name.clone()).unwrap_or_default();
    Head {
        folder: folder.to_string(),
        profile: profile.id.clone(),
        profile_name: profile.name.clone(),
        level: profile.level.clone(),
        year: dossier.year,
        as_of: dossier.as_of.to_string(),
        cases: dossier.cases.iter().map(|id| (id.clone(), case_name(id))).collect(),
        name: crate::checks::reference(dossier, "name").map(|known| known.value),
        id_number: crate::checks::reference(dossier, "id_number").map(|known| known.value),
        specialty,
        specialty_from,
        attempt: dossier.applicant.attempt,
        consequence: profile.consequence.clone(),
    }
}

// --- requirements -----------------------------------------------------------------------------------------

fn requirement(dossier: &Dossier, one: &Assigned, findings: &[Finding]) -> RequirementReport {
    RequirementReport {
        id: one.requirement.id.clone(),
        name: one.requirement.name.clone(),
        by: one.requirement.by,
        status: one.status,
        reason: reason(dossier, one, findings),
        clause: one.body.clause.clone(),
        slots: one.slots().iter().map(slot).collect(),
        findings: concerning(dossier, one, findings),
        remark: one.body.remark.clone(),
    }
}

fn slot(slot: &AssignedSlot) -> SlotReport {
    let mut documents: Vec<usize> = slot.documents().collect();
    documents.sort_unstable();
    SlotReport { label: slot.label.clone(), status: slot.status, documents }
}

/// Findings of the requirement itself, of its documents, of the pages it waits for, of the files named for it.
fn concerning(dossier: &Dossier, one: &Assigned, findings: &[Finding]) -> Vec<usize> {
    let documents = one.documents();
    let waits = one.status == Status::NeedsReview;
    let mine = |finding: &Finding| {
        let place = &finding.place;
        if let Some(requirement) = place.requirement {
            return requirement == one.index;
        }
        if let Some(document) = place.document {
            return documents.contains(&document) || (waits && one.held_by.contains(&document));
        }
        let Some(file) = place.file else { return false };
        let of_file = |d: &usize| {
            let document = &dossier.documents[*d];
            document.file == file && place.page.is_none_or(|page| document.is_on(file, page))
        };
        documents.iter().any(of_file) || (one.status == Status::Unusable && one.named.contains(&file))
    };
    (0..findings.len()).filter(|&index| mine(&findings[index])).collect()
}

/// One short line why the requirement stands as it does.
fn reason(dossier: &Dossier, one: &Assigned, findings: &[Finding]) -> Text {
    match one.status {
        Status::NotRequired => Text::new("不要求", "not required"),
        Status::Satisfied => satisfied(one),
        _ => open(dossier, one, findings),
    }
}

fn satisfied(one: &Assigned) -> Text {
    let years: Vec<String> =
        one.slots().iter().filter_map(|slot| slot.year).map(|year| year.to_string()).collect();
    if !years.is_empty() {
        return Text::new(format!("{} 年齐全", years.join("、")), format!("{} present", years.join(", ")));
    }
    let count: usize = one.slots().iter().map(|slot| slot.good.len()).sum();
    Text::new(format!("{count} 份可用"), format!("{count} usable"))
}

/// What became of the slots: "2021, 2020 present; 2019 missing". A single slot without a label has nothing to
/// list: its worst finding says why.
fn open(dossier: &Dossier, one: &Assigned, findings: &[Finding]) -> Text {
    let mut parts = match one.slots() {
        [slot] if slot.label.is_empty() => vec![single(slot, findings, one)],
        slots => listed(slots, &one.requirement.name),
    };
    let short = one.slots().iter().any(|slot| slot.found() < slot.count);
    let waiting =
        one.held_by.iter().filter(|&&d| matches!(dossier.documents[d].verdict, Verdict::Unsure(_))).count();
    if one.status == Status::NeedsReview && waiting > 0 && short {
        parts.push(Text::new(
            format!("有 {waiting} 页没有读到，可能就是"),
            format!("{waiting} unread page(s) may be it"),
        ));
    }
    let excused =
        one.slots().iter().filter(|slot| slot.found() < slot.count && slot.status == Status::NeedsReview);
    let mut excuses: Vec<Text> = excused.map(|slot| slot.excuse.clone()).collect();
    excuses.dedup();
    parts.extend(excuses);
    parts.retain(|part| !part.is_empty());
    let zh: Vec<&str> = parts.iter().map(|part| part.zh.as_str()).collect();
    let en: Vec<&str> = parts.iter().map(|part| part.en.as_str()).collect();
    Text::new(zh.join("；"), en.join("; "))
}

fn single(slot: &AssignedSlot, findings: &[Finding], one: &Assigned) -> Text {
    let named = |file: Option<usize>| file.is_some_and(|file| one.named.contains(&file));
    let own = |place: &Place| place.requirement == Some(one.index);
    let mine = findings.iter().filter(|f| own(&f.place) || (slot.found() == 0 && named(f.place.file)));
    // Findings are sorted, the worst first.
    match mine.map(|finding| &finding.message).next() {
        Some(message) => message.clone(),
        None if slot.status == Status::Unusable => Text::new("有，但不能用", "there, but unusable"),
        None if slot.found() > 0 => Text::new("要人工核对", "a person must look at it"),
        None => Text::new("没有找到", "not found"),
    }
}

/// The slots by status, the good news first.
fn listed(slots: &[AssignedSlot], name: &Text) -> Vec<Text> {
    let states: [(Status, &str, &str); 4] = [
        (Status::Satisfied, "有", "present"),
        (Status::Missing, "缺", "missing"),
        (Status::Unusable, "不可用", "unusable"),
        (Status::NeedsReview, "待核对", "to be reviewed"),
    ];
    let part = |(status, zh, en): (Status, &str, &str)| {
        let of_status = slots.iter().filter(|slot| slot.status == status);
        let labels: Vec<Text> =
            of_status.map(|slot| if slot.label.is_empty() { name } else { &slot.label }).cloned().collect();
        let list = Text::join(&labels);
        (!labels.is_empty()).then(|| Text::new(format!("{zh} {}", list.zh), format!("{} {en}", list.en)))
    };
    states.into_iter().filter_map(part).collect()
}

// --- files and documents ----------------------------------------------------------------------------------

fn file(dossier: &Dossier, index: usize, findings: &[Finding]) -> FileReport {
    let seen = &dossier.files[index];
    FileReport {
        path: seen.path.clone(),
        intake: seen.intake,
        media: seen.media,
        bytes: seen.bytes,
        sha256: seen.sha256.clone(),
        pages: (0..seen.pages.len()).map(|page| page_report(dossier, seen, index, page, findings)).collect(),
    }
}

fn page_report(
    dossier: &Dossier,
    seen: &SeenFile,
    file: usize,
    page: usize,
    findings: &[Finding],
) -> PageReport {
    let id = crate::look::page_id(page);
    let here = |document: &&Document| document.is_on(file, id);
    let documents: Vec<&Document> = dossier.documents.iter().filter(here).collect();
    let glance = seen.pages[page].facts.glance();
    let first = documents.first();
    let verdict = legible::of_page(dossier, file, id);
    let mut fields: Vec<(String, Vec<String>)> = Vec::new();
    for document in documents.iter().filter(|document| document.pages.0 == id) {
        fields.extend(shown_fields(&document.fields));
    }
    PageReport {
        index: id.0 + 1,
        kind: first.map_or("unsure", |document| kind_name(document)).to_string(),
        side: first.and_then(|document| side_name(document)),
        years: documents.iter().flat_map(|document| document.values("year")).map(str::to_string).collect(),
        course: documents.iter().find_map(|document| course(document)),
        confidence: first.map_or(0, |document| document.confidence),
        legible: verdict.as_ref().and_then(|verdict| verdict.legible.known()),
        defects: defects(verdict.as_ref(), findings, file, id),
        causes: verdict.iter().flat_map(|verdict| &verdict.causes).map(cause_report).collect(),
        measures: glance.map(measures).unwrap_or_default(),
        fields,
        how: seen.pages[page].parts.iter().find_map(|part| part.how),
        width: glance.map_or(0, |glance| glance.width),
        height: glance.map_or(0, |glance| glance.height),
    }
}

/// Names of the page's defects as a picture, the gravest first; then check ids of further faults of the page or its
/// file, worse than a note. Readings that lack are no defects.
fn defects(verdict: Option<&Legibility>, findings: &[Finding], file: usize, page: PageId) -> Vec<String> {
    let causes = verdict.iter().flat_map(|verdict| &verdict.causes);
    let mut names: Vec<String> = causes.map(|cause| cause.defect.name().to_string()).collect();
    let mut ids: Vec<String> = findings
        .iter()
        .filter(|finding| finding.place.file == Some(file) && finding.place.requirement.is_none())
        .filter(|finding| finding.place.page.is_none_or(|p| p == page))
        .filter(|finding| finding.lacks.is_none() && finding.effect >= crate::finding::Effect::Warn)
        .map(|finding| finding.check.to_string())
        // It only sums up the names before it.
        .filter(|id| id != "poor-scan" && !names.contains(id))
        .collect();
    ids.sort();
    ids.dedup();
    names.extend(ids);
    names
}

fn cause_report(cause: &Cause) -> CauseReport {
    let hundredths = |value: f64| (value * 100.0).round() as i32;
    CauseReport {
        defect: cause.defect.name(),
        measure: cause.measure.name(),
        value: hundredths(cause.value),
        limit: hundredths(cause.limit),
        unit: cause.measure.unit().name(),
        fails: cause.fails,
        places: cause.places.iter().map(|rect| [rect.x0, rect.y0, rect.x1, rect.y1]).collect(),
    }
}

/// Measures that were asked for, in hundredths; `None`: there is nothing of the kind to measure, or it failed.
fn measures(glance: &Glance) -> Vec<(&'static str, Option<i32>)> {
    glance.legibility.values.iter().map(|(measure, value)| (measure.name(), value.value())).collect()
}

/// The contract's name of what a document is.
pub fn kind_name(document: &Document) -> &str {
    match &document.verdict {
        Verdict::Kind(kind) => &kind.0,
        Verdict::Blank => "blank",
        Verdict::Other | Verdict::Untitled => "other",
        Verdict::Unsure(_) => "unsure",
    }
}

fn side_name(document: &Document) -> Option<&'static str> {
    document.side.map(|side| match side {
        Side::Portrait => "portrait",
        Side::Emblem => "emblem",
        Side::Front => "front",
        Side::Back => "back",
        Side::Both => "both",
    })
}

fn course(document: &Document) -> Option<&'static str> {
    let has = |course: &str| document.values("course").any(|value| value == course);
    match (has("public"), has("professional")) {
        (true, true) => Some("both"),
        (true, false) => Some("public"),
        (false, true) => Some("professional"),
        (false, false) => None,
    }
}

fn shown_fields(fields: &Fields) -> Vec<(String, Vec<String>)> {
    let values =
        |values: &Vec<crate::recognise::Value>| values.iter().map(|value| value.norm.clone()).collect();
    fields.iter().map(|(name, read)| (name.clone(), values(read))).collect()
}

fn document(dossier: &Dossier, index: usize, assigned: &[Assigned]) -> DocumentReport {
    let found = &dossier.documents[index];
    let used = assigned.iter().filter(|one| one.documents().contains(&index));
    DocumentReport {
        path: dossier.files[found.file].path.clone(),
        file: found.file,
        first_page: found.pages.0.0 + 1,
        last_page: found.pages.1.0 + 1,
        kind: kind_name(found).to_string(),
        kind_name: kind_words(dossier, found),
        side: side_name(found),
        confidence: found.confidence,
        evidence: found.evidence.iter().map(|evidence| evidence.word.clone()).collect(),
        runner_up: found.runner_up.as_ref().map(|(kind, confidence)| (kind.0.clone(), *confidence)),
        doubt: doubt(found),
        fields: shown_fields(&found.fields),
        used_by: used.map(|one| one.requirement.id.clone()).collect(),
    }
}

fn kind_words(dossier: &Dossier, document: &Document) -> Text {
    match &document.verdict {
        Verdict::Kind(kind) => dossier.kinds.name(kind).clone(),
        Verdict::Blank => Text::new("空白页", "blank page"),
        Verdict::Other | Verdict::Untitled => Text::new("其他", "other"),
        Verdict::Unsure(_) => Text::new("没有认出", "not recognised"),
    }
}

fn doubt(document: &Document) -> Text {
    match document.doubt {
        None => Text::default(),
        Some(Doubt::NotRead) => Text::new("图片上的字还没有读", "the picture was not read"),
        Some(Doubt::Garbage) => Text::new("文字层是乱码", "the text layer is garbage"),
        Some(Doubt::ReadBadly) => Text::new("大半字认不出来", "most of its print could not be made out"),
        Some(Doubt::NoText) => Text::new("没有找到文字", "no text was found"),
        Some(Doubt::Failed) => Text::new("读取出错", "looking failed"),
        Some(Doubt::TooClose) => Text::new("两种材料难以区分", "two kinds are too close"),
        Some(Doubt::FaceNotMeasured) => Text::new("没有辨认人脸", "faces were not looked for"),
    }
}

fn finding_report(dossier: &Dossier, finding: &Finding) -> FindingReport {
    let requirement = finding.place.requirement.map(|index| &dossier.profile.requirements[index]);
    FindingReport {
        check: finding.check.to_string(),
        level: finding.effect.level(),
        effect: finding.effect,
        scope: finding.scope,
        requirement: requirement.map(|one| one.id.clone()),
        requirement_name: requirement.map(|one| one.name.clone()).unwrap_or_default(),
        path: finding.place.file.map(|file| dossier.files[file].path.clone()),
        page: finding.place.page.map(|page| page.0 + 1),
        rect: finding.place.rect.map(|rect| [rect.x0, rect.y0, rect.x1, rect.y1]),
        message: finding.message.clone(),
        measured: finding.measured.clone(),
        limit: finding.limit.clone(),
        remedy: finding.remedy.clone(),
        clause: finding.clause.clone(),
        lacks: finding.lacks,
    }
}

// --- what happens next ------------------------------------------------------------------------------------

fn next(dossier: &Dossier) -> Vec<NextStep> {
    let profile = dossier.profile;
    let mut steps = Vec::new();
    if let Some(window) = &profile.window {
        steps.push(NextStep {
            title: Text::new("网上申报", "Upload"),
            text: Text::plain(format!("{} – {}", window.opens, window.closes)),
            clause: window.clause.clone(),
        });
    }
    for told in profile.told.iter().filter(|told| when(dossier, &told.when) != Some(false)) {
        steps.push(NextStep {
            title: Text::new("另外", "Also"),
            text: told.text.clone(),
            clause: told.clause.clone(),
        });
    }
    if let Some(fee) = profile.fees.iter().find(|fee| when(dossier, &fee.when) == Some(true)) {
        steps.push(NextStep {
            title: Text::new("评审费", "Fee"),
            text: Text::new(format!("{} 元/人", fee.yuan), format!("CNY {} a person", fee.yuan)),
            clause: fee.clause.clone(),
        });
    }
    steps.extend(interview(dossier));
    steps
}

fn interview(dossier: &Dossier) -> Option<NextStep> {
    let interview = dossier.profile.interview.as_ref()?;
    let title = Text::new("答辩", "Interview");
    let exempt = interview.exempt.iter().find(|exempt| when(dossier, &exempt.when) == Some(true));
    Some(match exempt {
        Some(exempt) => {
            NextStep { title, text: Text::new("免于答辩", "exempt"), clause: exempt.clause.clone() }
        }
        None => NextStep {
            title,
            text: Text::plain(format!("{} – {}", interview.opens, interview.closes)),
            clause: interview.clause.clone(),
        },
    })
}

//! Assigns documents to requirements, runs the checks, maps effects to statuses and decides the verdict.
//!
//! Why it exists: this is the only place where a finding becomes a status. It is pure: dossier in, findings and
//! statuses out; the same dossier gives the same bytes on every machine.
//!
//! The order: checks over facts → per requirement: documents into slots, rules on them, status → checks over
//! requirements and the submission → findings that concern nothing are softened → verdict.

use std::collections::BTreeSet;

use crate::checks::{self, Held, Out, Run};
use crate::dossier::Dossier;
use crate::facts::Intake;
use crate::finding::{Effect, Finding, Place, Scope, Text};
use crate::profile::{Body, Form, Need, Requirement, Select, Slot, Stand, Statics, Way, When};
use crate::recognise::{Document, KindId, Side, Verdict};
use crate::report::{Outcome, Status};

/// One requirement with what was found for it.
pub struct Assigned<'a> {
    /// Index in the profile.
    pub index: usize,
    pub requirement: &'a Requirement,
    /// With the variations of this applicant folded in.
    pub body: Body,
    pub ways: Vec<AssignedWay>,
    /// The way that is nearest to satisfying; an index into `ways`.
    pub best: usize,
    pub status: Status,
    /// Documents that do not serve, and why not.
    pub wrong: Vec<(usize, Text)>,
    /// Documents that may stand in.
    pub stand_in: Vec<(usize, Text)>,
    /// Unread pages (documents without a kind) that could be what is lacking.
    pub held_by: Vec<usize>,
    /// Files that show nothing and whose names speak of it.
    pub named: Vec<usize>,
}

impl Assigned<'_> {
    /// The slots of the best way.
    pub fn slots(&self) -> &[AssignedSlot] {
        self.ways.get(self.best).map_or(&[], |way| &way.slots)
    }
    /// Every document that some slot of some way takes, sorted, without repeats.
    pub fn documents(&self) -> Vec<usize> {
        let slots = self.ways.iter().flat_map(|way| &way.slots);
        let set: BTreeSet<usize> = slots.flat_map(AssignedSlot::documents).collect();
        set.into_iter().collect()
    }
    /// Whether anything at all was found for it.
    pub fn is_bare(&self) -> bool {
        self.ways.iter().all(|way| way.slots.iter().all(|slot| slot.documents().next().is_none()))
    }
    /// The slots that say `missing`.
    pub fn missing(&self) -> impl Iterator<Item = &AssignedSlot> {
        self.slots().iter().filter(|slot| slot.status == Status::Missing)
    }
    /// Whether an open slot has this document, or an open requirement has it in another's place.
    fn concerns(&self, document: usize) -> bool {
        let forbidden = self.body.need == Need::Forbidden;
        let open = |slot: &AssignedSlot| forbidden || slot.status != Status::Satisfied;
        let instead = self.wrong.iter().chain(&self.stand_in).any(|(d, _)| *d == document);
        self.slots().iter().any(|slot| open(slot) && slot.documents().any(|d| d == document))
            || (instead && self.status >= Status::NeedsReview)
    }
}

pub struct AssignedWay {
    pub name: Text,
    pub slots: Vec<AssignedSlot>,
}

/// A slot of one year or side, and the documents that state it.
pub struct AssignedSlot {
    pub label: Text,
    pub year: Option<i16>,
    pub side: Option<Side>,
    pub kinds: Vec<KindId>,
    pub count: usize,
    /// Meet everything.
    pub good: Vec<usize>,
    /// A clerk must decide.
    pub doubtful: Vec<usize>,
    /// Do not serve.
    pub bad: Vec<usize>,
    /// Documents beyond the first of one scan (equal bytes, same page).
    pub copies: Vec<usize>,
    pub status: Status,
    /// Why its absence is not simply missing; empty where it is.
    pub excuse: Text,
}

impl AssignedSlot {
    pub fn documents(&self) -> impl Iterator<Item = usize> + '_ {
        self.good.iter().chain(&self.doubtful).chain(&self.bad).copied()
    }
    /// How many count.
    pub fn found(&self) -> usize {
        self.good.len() + self.doubtful.len()
    }
}

/// What the judge hands to the report.
pub struct Judged<'a> {
    pub assigned: Vec<Assigned<'a>>,
    pub findings: Vec<Finding>,
    pub verdict: Outcome,
}

/// Judges a dossier.
pub fn judge<'a>(dossier: &'a Dossier<'a>) -> Judged<'a> {
    let mut out = Out::default();
    for check in checks::ALL {
        if let Run::Facts(run) = check.run {
            run(dossier, &mut out);
        }
    }
    apply_profile(dossier, &mut out.findings);
    let mut assigned = Vec::new();
    for (index, requirement) in dossier.profile.requirements.iter().enumerate() {
        let found = assign(dossier, index, requirement, &mut out.findings);
        assigned.push(found);
    }
    let before = out.findings.len();
    run_later_checks(dossier, &assigned, &mut out);
    apply_profile(dossier, &mut out.findings[before..]);
    soften(dossier, &assigned, &mut out.findings);
    out.findings.retain(|finding| finding.effect != Effect::Off);
    let verdict = verdict(dossier, &assigned, &out.findings);
    out.findings.sort_by(|a, b| order(a).cmp(&order(b)));
    Judged { assigned, findings: out.findings, verdict }
}

fn order(finding: &Finding) -> impl Ord + '_ {
    let level = std::cmp::Reverse(finding.effect.level());
    let requirement = finding.place.requirement.unwrap_or(usize::MAX);
    (level, requirement, finding.place.file, finding.place.page, finding.check, &finding.message.zh)
}

fn run_later_checks(dossier: &Dossier, assigned: &[Assigned], out: &mut Out) {
    for check in checks::ALL {
        match check.run {
            Run::Requirement(run) => assigned.iter().for_each(|one| run(dossier, one, out)),
            Run::Assigned(run) => run(dossier, assigned, out),
            Run::Submission(run) => run(dossier, out),
            Run::Facts(_) | Run::Rule => {}
        }
    }
}

/// A profile changes effects openly; it never hardens a note that says "not measured".
fn apply_profile(dossier: &Dossier, findings: &mut [Finding]) {
    for finding in findings {
        let Some(effect) = dossier.profile.checks.get(finding.check).and_then(|set| set.effect) else {
            continue;
        };
        let unmeasured = finding.lacks.is_some();
        finding.effect = if unmeasured { effect.min(finding.effect) } else { effect };
    }
}

// --- conditions -------------------------------------------------------------------------------------------

/// Evaluates a condition in three values; `None`: the documents leave it open.
pub fn when(dossier: &Dossier, condition: &When) -> Option<bool> {
    let statics = statics(dossier);
    match condition {
        When::Field(field, values) => {
            let mut open = false;
            let mut any = false;
            for document in of_kinds(dossier, &field.kinds) {
                any = true;
                let mut read = document.values(&field.field).peekable();
                open |= read.peek().is_none();
                if read.any(|value| values.iter().any(|v| v == value)) {
                    return Some(true);
                }
            }
            if open || !any { None } else { Some(false) }
        }
        When::All(all) => fold(all.iter().map(|c| when(dossier, c)), false),
        When::Any(any) => fold(any.iter().map(|c| when(dossier, c)), true),
        When::Not(inner) => when(dossier, inner).map(|value| !value),
        other => other.of_statics(&statics),
    }
}

/// Three-valued and/or: `decisive` is the value that decides alone.
fn fold(values: impl Iterator<Item = Option<bool>>, decisive: bool) -> Option<bool> {
    let mut open = false;
    for value in values {
        match value {
            Some(value) if value == decisive => return Some(decisive),
            None => open = true,
            Some(_) => {}
        }
    }
    if open { None } else { Some(!decisive) }
}

fn statics<'a>(dossier: &'a Dossier) -> Statics<'a> {
    Statics { level: &dossier.profile.level, cases: &dossier.cases }
}

/// Recognised documents of these kinds.
pub fn of_kinds<'d>(dossier: &'d Dossier, kinds: &'d [KindId]) -> impl Iterator<Item = &'d Document> {
    dossier.documents.iter().filter(move |document| document.kind().is_some_and(|kind| kinds.contains(kind)))
}

// --- assignment -------------------------------------------------------------------------------------------

/// Whether a document fills a slot by its own words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fit {
    Yes,
    /// A field that would decide was not read.
    Maybe,
    No,
}

fn fits(dossier: &Dossier, document: &Document, select: &Select, year: Option<i16>) -> Fit {
    let Some(kind) = document.kind() else { return Fit::No };
    if !select.kinds.contains(kind) {
        return Fit::No;
    }
    let side = match (select.side, document.side) {
        (None, _) => Fit::Yes,
        (Some(_), None) => Fit::Maybe,
        (Some(want), Some(have)) => yes(want == have || have == Side::Both),
    };
    let year_fit = match year {
        None => Fit::Yes,
        Some(year) => has_value(document, "year", &[year.to_string()]),
    };
    let window = match &select.years_or_none {
        None => Fit::Yes,
        Some(years) => {
            let wanted: Vec<String> = years.list(dossier.year).iter().map(i16::to_string).collect();
            match has_value(document, "year", &wanted) {
                Fit::Maybe => Fit::Yes,
                fit => fit,
            }
        }
    };
    let fields = select.fields.iter().map(|(field, values)| has_value(document, field, values));
    let all: Vec<Fit> = [side, year_fit, window].into_iter().chain(fields).collect();
    if all.contains(&Fit::No) {
        Fit::No
    } else if all.contains(&Fit::Maybe) {
        Fit::Maybe
    } else {
        Fit::Yes
    }
}

fn yes(value: bool) -> Fit {
    if value { Fit::Yes } else { Fit::No }
}

fn has_value(document: &Document, field: &str, wanted: &[String]) -> Fit {
    let mut values = document.values(field).peekable();
    if values.peek().is_none() {
        return Fit::Maybe;
    }
    yes(values.any(|value| wanted.iter().any(|want| want == value)))
}

fn assign<'a>(
    dossier: &'a Dossier<'a>,
    index: usize,
    requirement: &'a Requirement,
    findings: &mut Vec<Finding>,
) -> Assigned<'a> {
    let body = requirement.resolve(&statics(dossier));
    let mut one = Assigned {
        index,
        requirement,
        ways: Vec::new(),
        best: 0,
        status: Status::NotRequired,
        wrong: stands(dossier, &body.wrong),
        stand_in: stands(dossier, &body.stand_in),
        held_by: Vec::new(),
        named: Vec::new(),
        body,
    };
    if matches!(one.body.need, Need::NotRequired) {
        return one;
    }
    let kinds: Vec<KindId> =
        one.body.ways.iter().flat_map(|way| &way.slots).flat_map(|s| s.select.kinds.clone()).collect();
    one.held_by = unread_of(dossier, &kinds);
    one.named = named(dossier, &kinds);
    let begin = findings.len();
    run_rules(dossier, &one, findings);
    apply_profile(dossier, &mut findings[begin..]);
    let ways: Vec<AssignedWay> =
        one.body.ways.iter().map(|way| fill_way(dossier, &one, way, findings)).collect();
    one.ways = ways;
    one.best = best_way(&one.ways);
    one.status = status(&one);
    one
}

fn stands(dossier: &Dossier, stands: &[Stand]) -> Vec<(usize, Text)> {
    let mut found = Vec::new();
    for stand in stands {
        for (index, document) in dossier.documents.iter().enumerate() {
            if fits(dossier, document, &stand.select, None) != Fit::No {
                found.push((index, stand.say.clone()));
            }
        }
    }
    found
}

/// Documents without a kind that may be one of these.
pub fn unread_of(dossier: &Dossier, kinds: &[KindId]) -> Vec<usize> {
    let could_be = |document: &Document| match &document.verdict {
        Verdict::Unsure(candidates) => {
            candidates.is_empty() || candidates.iter().any(|kind| kinds.contains(kind))
        }
        _ => false,
    };
    (0..dossier.documents.len()).filter(|&index| could_be(&dossier.documents[index])).collect()
}

/// Files that show nothing (cannot be opened, or only blank pages) and whose names speak of these kinds.
fn named(dossier: &Dossier, kinds: &[KindId]) -> Vec<usize> {
    let shows_nothing = |index: usize| {
        let mut documents = dossier.documents.iter().filter(|document| document.file == index);
        let file = &dossier.files[index];
        !file.intake.has_pages() || documents.all(|document| document.verdict == Verdict::Blank)
    };
    let speaks = |index: &usize| dossier.files[*index].name_kinds.iter().any(|kind| kinds.contains(kind));
    (0..dossier.files.len()).filter(speaks).filter(|&index| shows_nothing(index)).collect()
}

/// Runs the requirement's rules, and those for every document, on each document that a slot may take.
fn run_rules(dossier: &Dossier, one: &Assigned, findings: &mut Vec<Finding>) {
    let slots: Vec<&Slot> = one.body.ways.iter().flat_map(|way| &way.slots).collect();
    let mut out = Out::default();
    for (index, document) in dossier.documents.iter().enumerate() {
        let taken = slots.iter().any(|slot| {
            expand(dossier, slot).iter().any(|year| fits(dossier, document, &slot.select, *year) != Fit::No)
        });
        if !taken {
            continue;
        }
        let mut foreign = false;
        for rule in dossier.profile.everywhere.iter().chain(&one.body.holds) {
            let concerns =
                rule.kinds.is_empty() || document.kind().is_some_and(|kind| rule.kinds.contains(kind));
            let side =
                rule.side.is_none_or(|side| document.side == Some(side) || document.side == Some(Side::Both));
            if !concerns || !side || when(dossier, &rule.when) == Some(false) {
                continue;
            }
            let held = checks::evaluate(dossier, rule, index);
            // A colleague's document has another name and another number: one cause, one finding.
            let whose = matches!(rule.form, Form::Applicant { .. });
            if whose && foreign {
                continue;
            }
            foreign |= whose && matches!(held, Held::No(_));
            if !matches!(held, Held::Yes) {
                checks::report(rule, held, place_of(dossier, index, one.index), &mut out);
            }
        }
    }
    findings.append(&mut out.findings);
}

/// Where a document begins, for a finding that belongs to this requirement.
pub fn place_of(dossier: &Dossier, document: usize, requirement: usize) -> Place {
    let found = &dossier.documents[document];
    Place {
        file: Some(found.file),
        page: Some(found.pages.0),
        rect: None,
        document: Some(document),
        requirement: Some(requirement),
    }
}

/// The years that a slot is multiplied by; one `None` where it is not.
fn expand(dossier: &Dossier, slot: &Slot) -> Vec<Option<i16>> {
    match &slot.years {
        Some(years) => years.list(dossier.year).into_iter().map(Some).collect(),
        None => vec![None],
    }
}

fn fill_way(dossier: &Dossier, one: &Assigned, way: &Way, findings: &[Finding]) -> AssignedWay {
    let mut slots = Vec::new();
    for slot in &way.slots {
        let asked = when(dossier, &slot.when);
        if asked == Some(false) {
            continue;
        }
        for year in expand(dossier, slot) {
            slots.push(fill_slot(dossier, one, slot, year, asked, findings));
        }
    }
    AssignedWay { name: way.name.clone(), slots }
}

fn fill_slot(
    dossier: &Dossier,
    one: &Assigned,
    slot: &Slot,
    year: Option<i16>,
    asked: Option<bool>,
    findings: &[Finding],
) -> AssignedSlot {
    let mut filled = AssignedSlot {
        label: label(slot, year),
        year,
        side: slot.select.side,
        kinds: slot.select.kinds.clone(),
        count: slot.count as usize,
        good: Vec::new(),
        doubtful: Vec::new(),
        bad: Vec::new(),
        copies: Vec::new(),
        status: Status::Missing,
        excuse: Text::default(),
    };
    let mut seen = BTreeSet::new();
    for (index, document) in dossier.documents.iter().enumerate() {
        let fit = fits(dossier, document, &slot.select, year);
        if fit == Fit::No {
            continue;
        }
        let file = &dossier.files[document.file];
        if !seen.insert((&file.sha256, document.pages, document.side)) && !file.sha256.is_empty() {
            filled.copies.push(index);
            continue;
        }
        match (worst_effect(dossier, one.index, index, findings), fit) {
            (Effect::Unusable | Effect::Missing, _) => filled.bad.push(index),
            (Effect::Undecided, _) | (_, Fit::Maybe) => filled.doubtful.push(index),
            _ => filled.good.push(index),
        }
    }
    filled.excuse = excuse(dossier, slot, &filled, asked);
    filled.status = slot_status(dossier, one, &filled);
    filled
}

fn label(slot: &Slot, year: Option<i16>) -> Text {
    let Some(year) = year else { return slot.label.clone() };
    if slot.label.is_empty() {
        Text::plain(year.to_string())
    } else {
        Text::new(format!("{year} {}", slot.label.zh), format!("{year} {}", slot.label.en))
    }
}

/// The worst that was found of a document for this requirement: its own findings, its pages', its file's.
fn worst_effect(dossier: &Dossier, requirement: usize, document: usize, findings: &[Finding]) -> Effect {
    let found = &dossier.documents[document];
    let relevant = findings.iter().filter(|finding| {
        let place = &finding.place;
        let same_requirement = place.requirement.is_none_or(|r| r == requirement);
        let here = match (place.document, place.file, place.page) {
            (Some(d), _, _) => d == document,
            (None, Some(file), Some(page)) => {
                file == found.file && (found.pages.0..=found.pages.1).contains(&page)
            }
            (None, Some(file), None) => file == found.file,
            _ => false,
        };
        same_requirement && here
    });
    relevant.map(|finding| finding.effect).max().unwrap_or(Effect::Off)
}

/// Why the absence of a slot's document is a question rather than a fault.
fn excuse(dossier: &Dossier, slot: &Slot, filled: &AssignedSlot, asked: Option<bool>) -> Text {
    if asked.is_none() {
        return Text::new(
            "是否需要取决于另一份没有读到的材料",
            "whether it is asked depends on a field that was not read",
        );
    }
    let Some(after) = &slot.unless_after else { return Text::default() };
    let began = of_kinds(dossier, &after.kinds)
        .flat_map(|document| document.values(&after.field).filter_map(checks::year_of))
        .max();
    let Some(began) = began else { return Text::default() };
    let window = slot.select.years_or_none.iter().flat_map(|years| years.list(dossier.year));
    let years: Vec<i16> = filled.year.into_iter().chain(window).filter(|&year| year <= began).collect();
    // Of several years' backs, as many may lack as years may not exist.
    if years.is_empty() || filled.found() + years.len() < filled.count {
        return Text::default();
    }
    let list = years.iter().map(i16::to_string).collect::<Vec<_>>().join(", ");
    Text::new(
        format!("{began} 年毕业，{list} 年的可能不存在"),
        format!("graduated in {began}: one of {list} may not exist"),
    )
}

fn slot_status(dossier: &Dossier, one: &Assigned, slot: &AssignedSlot) -> Status {
    if slot.good.len() >= slot.count {
        return Status::Satisfied;
    }
    if slot.found() >= slot.count || !slot.excuse.is_empty() {
        return Status::NeedsReview;
    }
    if !slot.bad.is_empty() {
        return Status::Unusable;
    }
    if !unread_of(dossier, &slot.kinds).is_empty() || !one.stand_in.is_empty() {
        return Status::NeedsReview;
    }
    let speaks = |&file: &usize| dossier.files[file].name_kinds.iter().any(|kind| slot.kinds.contains(kind));
    if (slot.found() == 0 && !one.wrong.is_empty()) || one.named.iter().any(speaks) {
        return Status::Unusable;
    }
    Status::Missing
}

/// The worst of its slots; the order of [`Status`].
fn way_status(way: &AssignedWay) -> Status {
    way.slots.iter().map(|slot| slot.status).max().unwrap_or(Status::Satisfied)
}

/// The way nearest to satisfying; among equals the one with more found, then the first.
fn best_way(ways: &[AssignedWay]) -> usize {
    let found = |way: &AssignedWay| way.slots.iter().filter(|slot| slot.documents().next().is_some()).count();
    let rank = |index: &usize| {
        let way = &ways[*index];
        (way_status(way), std::cmp::Reverse(found(way)), *index)
    };
    (0..ways.len()).min_by_key(rank).unwrap_or(0)
}

fn status(one: &Assigned) -> Status {
    let status = one.ways.get(one.best).map_or(Status::Satisfied, way_status);
    match one.body.need {
        Need::NotRequired => Status::NotRequired,
        Need::Forbidden => {
            if one.is_bare() {
                Status::NotRequired
            } else {
                Status::Unusable
            }
        }
        Need::Optional => {
            if one.is_bare() {
                Status::NotRequired
            } else {
                status
            }
        }
        Need::Required => match &one.body.absent {
            Some(absent) if one.is_bare() && status == Status::Missing => match absent.effect {
                Effect::Missing => Status::Missing,
                Effect::Unusable => Status::Unusable,
                Effect::Undecided => Status::NeedsReview,
                Effect::Off | Effect::Note | Effect::Warn => Status::NotRequired,
            },
            _ => status,
        },
    }
}

// --- what concerns whom -----------------------------------------------------------------------------------

/// A document's or file's fault that no requirement suffers from is a warning; a doubt about it, a note.
fn soften(dossier: &Dossier, assigned: &[Assigned], findings: &mut [Finding]) {
    for finding in findings {
        if finding.effect < Effect::Undecided || suffers(dossier, assigned, finding) {
            continue;
        }
        finding.effect = if finding.effect == Effect::Undecided { Effect::Note } else { Effect::Warn };
    }
}

/// Whether some requirement, or the whole submission, is worse off by this finding.
fn suffers(dossier: &Dossier, assigned: &[Assigned], finding: &Finding) -> bool {
    match finding.scope {
        Scope::Submission | Scope::Requirement => return true,
        Scope::File | Scope::Page | Scope::Document => {}
    }
    let place = &finding.place;
    if let (Some(requirement), Some(document)) = (place.requirement, place.document) {
        return assigned[requirement].concerns(document);
    }
    let Some(file) = place.file else { return true };
    let here = |document: &Document| {
        document.file == file && place.page.is_none_or(|page| document.is_on(file, page))
    };
    let documents: Vec<usize> =
        (0..dossier.documents.len()).filter(|&index| here(&dossier.documents[index])).collect();
    let held =
        |one: &Assigned| one.status != Status::Satisfied && documents.iter().any(|d| one.held_by.contains(d));
    if assigned.iter().any(|one| documents.iter().any(|&d| one.concerns(d)) || held(one)) {
        return true;
    }
    if documents.iter().all(|&d| dossier.documents[d].verdict == Verdict::Blank) {
        return nothing_seen_matters(dossier, assigned, file);
    }
    false
}

/// A file that shows nothing matters where its name speaks of a requirement that is open. Where the name says
/// nothing, one that should open and does not matters still; a blank sheet or a foreign format does not.
fn nothing_seen_matters(dossier: &Dossier, assigned: &[Assigned], file: usize) -> bool {
    let seen = &dossier.files[file];
    if seen.name_kinds.is_empty() {
        return !seen.intake.has_pages() && seen.intake != Intake::Unsupported;
    }
    assigned.iter().any(|one| one.named.contains(&file) && one.status > Status::NotRequired)
}

/// Whether nothing but pages that surely cannot be read could be what some slot lacks: nothing was submitted for it
/// that counts, whichever of them it may be.
fn is_lost(dossier: &Dossier, one: &Assigned, findings: &[Finding]) -> bool {
    let illegible = |document: &usize| {
        let here = |finding: &&Finding| {
            finding.place.document == Some(*document) && finding.check == checks::ILLEGIBLE
        };
        findings.iter().filter(here).any(|finding| finding.effect >= Effect::Unusable)
    };
    let lost = |slot: &AssignedSlot| {
        let unread = unread_of(dossier, &slot.kinds);
        let open = slot.found() < slot.count && slot.bad.is_empty() && slot.excuse.is_empty();
        open && !unread.is_empty() && unread.iter().all(illegible)
    };
    let required = one.body.need == Need::Required && one.body.absent.is_none() && one.stand_in.is_empty();
    required && one.status == Status::NeedsReview && one.slots().iter().any(lost)
}

fn verdict(dossier: &Dossier, assigned: &[Assigned], findings: &[Finding]) -> Outcome {
    let lost = assigned.iter().any(|one| is_lost(dossier, one, findings));
    let worst = assigned.iter().map(|one| one.status).max().unwrap_or(Status::Satisfied);
    let loose = findings.iter().filter(|finding| matches!(finding.scope, Scope::Submission | Scope::File));
    let loose = loose.map(|finding| finding.effect).max().unwrap_or(Effect::Off);
    if lost || worst >= Status::Unusable || loose >= Effect::Unusable {
        Outcome::NotReady
    } else if worst == Status::NeedsReview || loose == Effect::Undecided {
        Outcome::Review
    } else {
        Outcome::Ready
    }
}

//! Each check on a hand-made dossier: once where it must speak, once where it must not. What it says is looked at
//! in both languages, and no check may go without a row.

// A test may end by a panic; helpers of tests, too.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use scanlint::applicant::Applicant;
use scanlint::checks;
use scanlint::dossier::{Dossier, SeenFile, SeenPage};
use scanlint::facts::*;
use scanlint::finding::{Effect, Finding};
use scanlint::judge::judge;
use scanlint::private::Private;
use scanlint::profile::{self, Profile};
use scanlint::recognise::*;
use scanlint::report::{Outcome, Status};
use scanlint::submission::WalkProblem;

fn kinds() -> &'static Kinds {
    static KINDS: OnceLock<Kinds> = OnceLock::new();
    KINDS.get_or_init(|| Kinds::embedded().unwrap())
}

/// What a row changes of an empty folder.
#[derive(Default)]
struct Folder {
    profile: String,
    cases: Vec<&'static str>,
    applicant: Applicant,
    files: Vec<SeenFile>,
    documents: Vec<Document>,
    as_of: Option<jiff::civil::Date>,
}

impl Folder {
    fn new() -> Folder {
        Folder {
            profile: "extends: intermediate\nname: {zh: 试, en: t}\nsummary: {zh: 试, en: t}\n".into(),
            ..Folder::default()
        }
    }
    /// Further lines of the profile.
    fn profile(mut self, yaml: &str) -> Folder {
        self.profile.push_str(yaml);
        self
    }
    fn case(mut self, case: &'static str) -> Folder {
        self.cases.push(case);
        self
    }
    fn attempt(mut self, attempt: u32) -> Folder {
        self.applicant.attempt = Some(attempt);
        self
    }
    fn name(mut self, name: &str) -> Folder {
        self.applicant.name = Some(Private::new(name.to_string()));
        self
    }
    fn id_number(mut self, number: &str) -> Folder {
        self.applicant.id_number = Some(Private::new(number.to_string()));
        self
    }
    fn specialty(mut self, specialty: &str) -> Folder {
        self.applicant.specialty = Some(specialty.to_string());
        self
    }
    fn on(mut self, year: i16, month: i8, day: i8) -> Folder {
        self.as_of = Some(jiff::civil::date(year, month, day));
        self
    }
    /// A file that shows nothing.
    fn file(mut self, path: &str, change: impl FnOnce(&mut SeenFile)) -> Folder {
        let mut file = seen(path, self.files.len());
        change(&mut file);
        self.files.push(file);
        self
    }
    /// A digital page of a kind.
    fn doc(self, path: &str, kind: &str, fields: &[(&str, &str)]) -> Folder {
        self.doc_with(path, kind, fields, |_, _| {})
    }
    fn doc_with(
        mut self,
        path: &str,
        kind: &str,
        fields: &[(&str, &str)],
        change: impl FnOnce(&mut SeenFile, &mut Document),
    ) -> Folder {
        let index = self.files.len();
        let mut file = seen(path, index);
        file.pages.push(SeenPage {
            facts: page(Origin::Digital, 1654, 2339, Reading::Is(true)),
            parts: Vec::new(),
        });
        let mut document = document(index, Verdict::Kind(KindId(kind.into())), fields);
        change(&mut file, &mut document);
        self.files.push(file);
        self.documents.push(document);
        self
    }
    fn judged(&self) -> (Vec<Finding>, Outcome, BTreeMap<String, Status>) {
        let profile: Profile = profile::load_text("t.yaml", &self.profile, &checks::known())
            .unwrap_or_else(|errors| panic!("{}", errors.iter().map(|e| e.text().en).collect::<String>()));
        let dossier = Dossier {
            kinds: kinds(),
            year: profile.year,
            profile: &profile,
            cases: self.cases.iter().map(ToString::to_string).collect::<BTreeSet<_>>(),
            applicant: self.applicant.clone(),
            as_of: self.as_of.unwrap_or(jiff::civil::date(2021, 9, 10)),
            files: self.files.clone(),
            documents: self.documents.clone(),
        };
        let judged = judge(&dossier);
        let statuses = judged.assigned.iter().map(|one| (one.requirement.id.clone(), one.status)).collect();
        (judged.findings, judged.verdict, statuses)
    }
    fn says(&self, check: &str) -> Option<Finding> {
        self.judged().0.into_iter().find(|finding| finding.check == check)
    }
}

fn seen(path: &str, index: usize) -> SeenFile {
    SeenFile {
        path: path.into(),
        walk_problem: None,
        media: Media::Pdf,
        bytes: 1000,
        sha256: format!("{index:064x}"),
        intake: Intake::Opens,
        problems: Vec::new(),
        detail: String::new(),
        pages: Vec::new(),
        name_kinds: kinds().from_file_name(path),
    }
}

fn page(origin: Origin, width: u32, height: u32, legible: Reading<bool>) -> PageFacts {
    let glance = Glance {
        width,
        height,
        origin,
        dpi: Reading::Not(Why::Absent),
        exif: 1,
        rotate: 0,
        mean: Reading::Is(240),
        contrast: Reading::Is(200),
        ink: Reading::Is(3),
        blank: Reading::Is(false),
        legible,
        legibility: Default::default(),
    };
    PageFacts { answers: BTreeMap::from([(Probe::Glance, Answer::Glance(glance))]) }
}

fn document(file: usize, verdict: Verdict, fields: &[(&str, &str)]) -> Document {
    let mut read: Fields = BTreeMap::new();
    for (name, value) in fields {
        let value = Value {
            raw: value.to_string(),
            norm: value.to_string(),
            rect: None,
            confidence: 100,
            reader: "text-layer",
        };
        read.entry(name.to_string()).or_default().push(value);
    }
    Document {
        file,
        pages: (PageId(0), PageId(0)),
        verdict,
        side: None,
        fields: read,
        marks: BTreeMap::new(),
        confidence: 90,
        evidence: Vec::new(),
        runner_up: None,
        doubt: None,
        how: None,
    }
}

fn cannot_open(file: &mut SeenFile, problem: Problem) {
    file.intake = Intake::CannotOpen;
    file.problems.push(problem);
}

fn portrait(folder: Folder, number: &str) -> Folder {
    let fields = [("name", "赵示例"), ("id_number", number), ("birth_date", "1985-06-15")];
    folder.doc_with("a.pdf", "id-card", &fields, |_, document| document.side = Some(Side::Portrait))
}

fn publicity(fields: &[(&str, &str)]) -> Folder {
    Folder::new().doc("a.pdf", "publicity", fields)
}

const PERIOD: [(&str, &str); 3] = [("start", "2021-08-26"), ("end", "2021-09-01"), ("date", "2021-09-02")];
const TITLE: [(&str, &str); 1] = [("approved", "2012-09-01")];
const DIPLOMA: [(&str, &str); 3] =
    [("name", "赵示例"), ("certificate_number", "999991200905000001"), ("level", "本科")];

fn marked(mark: &'static str, found: Reading<bool>) -> impl FnOnce(&mut SeenFile, &mut Document) {
    move |_, document| {
        document.marks.insert(mark.into(), found);
    }
}

type Row = (&'static str, Effect, Folder, Folder);

/// Check, effect, a folder on which it speaks, and one so near to it that it must not.
fn rows() -> Vec<Row> {
    use Effect::{Missing, Note, Undecided, Unusable, Warn};
    let new = Folder::new;
    let bare = |kind: &'static str| Folder::new().doc("a.pdf", kind, &[]);
    let mut rows: Vec<Row> = vec![
        (
            "bad-check-digit",
            Unusable,
            portrait(new(), "000000198506150012"),
            portrait(new(), "000000198506150011"),
        ),
        (
            "specimen-number",
            Warn,
            portrait(new(), "000000198506150011"),
            portrait(new(), "11010519491231002X"),
        ),
        (
            "blank-page",
            Unusable,
            new().doc_with("承诺书.pdf", "x", &[], |file, d| {
                d.verdict = Verdict::Blank;
                file.pages[0].parts.push(part(Verdict::Blank));
            }),
            bare("pledge"),
        ),
        (
            "cannot-open",
            Unusable,
            new().file("毕业证.pdf", |file| cannot_open(file, Problem::BadData)),
            bare("diploma"),
        ),
        (
            "damaged-file",
            Unusable,
            new().doc_with("a.jpg", "diploma", &DIPLOMA, |file, _| {
                file.intake = Intake::Damaged;
                file.problems.push(Problem::Truncated);
            }),
            new().doc("a.jpg", "diploma", &DIPLOMA),
        ),
        (
            "duplicate-file",
            Note,
            new()
                .doc("a.pdf", "pledge", &[])
                .doc_with("b.pdf", "pledge", &[], |file, _| file.sha256 = seen("", 0).sha256),
            new().doc("a.pdf", "pledge", &[]).doc("b.pdf", "pledge", &[]),
        ),
        (
            "early-document",
            Undecided,
            new().doc("a.pdf", "title-certificate", &TITLE).doc("b.pdf", "paper", &[("date", "2010-03")]),
            new().doc("a.pdf", "title-certificate", &TITLE).doc("b.pdf", "paper", &[("date", "2014-03")]),
        ),
        (
            "early-publicity",
            Unusable,
            publicity(&[PERIOD[0], PERIOD[1], ("date", "2021-08-31")]),
            publicity(&PERIOD),
        ),
        (
            "short-publicity",
            Unusable,
            publicity(&[PERIOD[0], ("end", "2021-08-31"), PERIOD[2]]),
            publicity(&PERIOD),
        ),
        (
            "empty-file",
            Unusable,
            new().file("承诺书.pdf", |file| cannot_open(file, Problem::Empty)),
            bare("pledge"),
        ),
        ("empty-folder", Unusable, new(), bare("pledge")),
        (
            "escaping-link",
            Unusable,
            new().file("a", |file| {
                cannot_open(file, Problem::Unreadable);
                file.walk_problem = Some(WalkProblem::LeavesFolder);
            }),
            bare("pledge"),
        ),
        (
            "unreadable-entry",
            Undecided,
            new().file("a", |file| {
                cannot_open(file, Problem::Unreadable);
                file.walk_problem = Some(WalkProblem::NotAFile);
            }),
            bare("pledge"),
        ),
        ("expired-id", Unusable, emblem("2020-06-15"), emblem("2021-09-10")),
        (
            "few-hours",
            Warn,
            new().doc(
                "a.pdf",
                "ce",
                &[("course", "public"), ("year", "2021"), ("hours", "29"), ("name", "赵示例")],
            ),
            new().doc(
                "a.pdf",
                "ce",
                &[("course", "public"), ("year", "2021"), ("hours", "30"), ("name", "赵示例")],
            ),
        ),
        ("fewer-pages", Undecided, new().profile(PAGES).doc("a.pdf", "summary", &[]), bare("summary")),
        ("forbidden-document", Unusable, new().profile(FORBIDDEN).doc("a.pdf", "paper", &[]), bare("paper")),
        (
            "foreign-id-number",
            Unusable,
            new().id_number("11010519491231002X").doc(
                "a.pdf",
                "diploma",
                &[("id_number", "440524188001010014")],
            ),
            new().id_number("11010519491231002x").doc(
                "a.pdf",
                "diploma",
                &[("id_number", "11010519491231002X")],
            ),
        ),
        (
            "foreign-name",
            Unusable,
            new().name("古丽·示例").doc("a.pdf", "diploma", &[("name", "钱样例")]),
            new().name("古丽•示例").doc("a.pdf", "diploma", &[("name", "古丽示例")]),
        ),
        ("foreign-number", Unusable, report_of("999991200905000003"), report_of("999991200905000001")),
        (
            "future-date",
            Warn,
            new().doc("a.pdf", "pledge", &[("date", "2022-08-26")]),
            new().doc("a.pdf", "pledge", &[("date", "2021-08-26")]),
        ),
        (
            "illegible-page",
            Unusable,
            scan(&[(Measure::TextHeight, 6.0)], well_read(40, 3)),
            scan(&[(Measure::TextHeight, 12.0)], well_read(40, 38)),
        ),
        (
            "poor-scan",
            Warn,
            scan(&[(Measure::TextHeight, 7.0)], well_read(40, 38)),
            scan(&[(Measure::TextHeight, 12.0)], well_read(40, 38)),
        ),
        (
            "glare-over-text",
            Warn,
            scan(&[(Measure::Glare, 0.8), (Measure::GlareOverText, 2.0)], well_read(40, 38)),
            scan(&[(Measure::Glare, 0.8), (Measure::GlareOverText, 0.0)], well_read(40, 38)),
        ),
        (
            "screen-photo",
            Warn,
            scan(&[(Measure::Moire, 200.0)], well_read(40, 38)),
            scan(&[(Measure::Moire, 199.0)], well_read(40, 38)),
        ),
        (
            "skewed-page",
            Warn,
            scan(&[(Measure::Skew, 10.0)], well_read(40, 38)),
            scan(&[(Measure::Skew, 2.99)], well_read(40, 38)),
        ),
        (
            "cut-text",
            Undecided,
            scan(&[(Measure::CutText, 12.0)], well_read(40, 38)),
            scan(&[(Measure::CutText, 0.0)], well_read(40, 38)),
        ),
        (
            "cut-page",
            Warn,
            scan(&[(Measure::CutBorders, 1.0)], well_read(40, 38)),
            scan(&[(Measure::CutBorders, 0.0)], well_read(40, 38)),
        ),
        (
            "tiny-page",
            Warn,
            scan(&[(Measure::Filled, 19.0)], well_read(40, 38)),
            scan(&[(Measure::Filled, 40.0)], well_read(40, 38)),
        ),
        (
            "turned-page",
            Note,
            scan(&[], HowRead { turn: Turn::Half, ..well_read(40, 38) }),
            scan(&[], well_read(40, 38)),
        ),
        ("last-attempt", Warn, bare("pledge").attempt(3), bare("pledge").attempt(2)),
        ("too-many-attempts", Unusable, bare("pledge").attempt(4), bare("pledge").attempt(3)),
        ("low-resolution", Warn, picture(299), picture(300)),
        (
            "misnamed-file",
            Note,
            new().doc("毕业证.pdf", "degree", &[]),
            new().doc("毕业证.pdf", "diploma", &[]),
        ),
        ("missing-item", Missing, bare("diploma"), complete()),
        (
            "missing-seal",
            Unusable,
            new().doc_with("a.pdf", "recommendation", &[], marked("seal", Reading::Is(false))),
            new().doc_with("a.pdf", "recommendation", &[], marked("seal", Reading::Is(true))),
        ),
        (
            "missing-signature",
            Unusable,
            new().doc_with("a.pdf", "pledge", &[], marked("signature", Reading::Is(false))),
            new().doc_with("a.pdf", "pledge", &[], marked("signature", Reading::Is(true))),
        ),
        ("missing-side", Missing, portrait(new(), "11010519491231002X"), complete()),
        (
            "missing-year",
            Missing,
            certificates(&["2021", "2020", "2018"]),
            certificates(&["2021", "2020", "2019", "2018"]),
        ),
        ("repeated-year", Note, certificates(&["2021", "2020", "2020"]), certificates(&["2021", "2020"])),
        ("outside-window", Warn, bare("pledge").on(2021, 9, 19), bare("pledge").on(2021, 9, 18)),
        (
            "oversized-file",
            Warn,
            bare("pledge").profile("limits: {file-bytes: 999}\n"),
            bare("pledge").profile("limits: {file-bytes: 1000}\n"),
        ),
        (
            "wrong-format",
            Warn,
            bare("pledge").profile("limits: {formats: [JPEG]}\n"),
            bare("pledge").profile("limits: {formats: [JPEG, PDF]}\n"),
        ),
        (
            "password-protected",
            Unusable,
            new().file("毕业证.pdf", |file| file.intake = Intake::Password),
            bare("diploma"),
        ),
        ("stale-report", Warn, updated("2021-03-13"), updated("2021-03-14")),
        ("stand-in", Undecided, bare("temporary-id"), portrait(new(), "11010519491231002X")),
        ("too-few", Missing, new().case("private").doc("a.pdf", "award", &[]), works(2)),
        ("undated-document", Warn, bare("pledge"), new().doc("a.pdf", "pledge", &[("date", "2021-08-26")])),
        (
            "unlisted-specialty",
            Undecided,
            bare("pledge").specialty("土木工程"),
            bare("pledge").specialty("化工分析"),
        ),
        ("unread-page", Undecided, unread(), bare("pledge")),
        (
            "unstated-term",
            Undecided,
            new().case("aid").doc("a.pdf", "aid-consent", &[("result", "同意")]),
            new().case("aid").doc("a.pdf", "aid-consent", &[("result", "同意"), ("start", "2020-08-01")]),
        ),
        ("unused-document", Note, bare("review-form"), bare("pledge")),
        ("wrong-document", Unusable, bare("chsi-enrolment"), new().doc("a.pdf", "archive-proof", &[])),
    ];
    rows.push((
        "unsupported-format",
        Unusable,
        new().file("工作总结.docx", |file| {
            (file.intake, file.media) = (Intake::Unsupported, Media::Office)
        }),
        bare("summary"),
    ));
    rows
}

/// So many lines found and read, so many of them well.
fn well_read(found: u32, well: u32) -> HowRead {
    let (ems, ems_well) = (found * 10, well * 10);
    HowRead { found, read: found, well, ems, ems_well, to_end: true, ..HowRead::default() }
}

/// A scanned pledge of clean measures but for these, read like this.
fn scan(measures: &[(Measure, f64)], how: HowRead) -> Folder {
    let clean = [(Measure::Sharpness, 6.0), (Measure::TextHeight, 30.0), (Measure::TextAmount, 400.0)];
    let values = clean.iter().chain(measures);
    let values = values.map(|(measure, value)| (*measure, Reading::Is((value * 100.0).round() as i32)));
    let legibility = Legibility { values: values.collect(), ..Legibility::default() };
    scanned(legibility, Some(how))
}

fn scanned(legibility: Legibility, how: Option<HowRead>) -> Folder {
    Folder::new().doc_with("a.jpg", "pledge", &[("date", "2021-08-26")], |file, _| {
        file.media = Media::Jpeg;
        let mut facts = page(Origin::Picture, 1654, 2339, Reading::Not(Why::NotBuilt));
        if let Some(Answer::Glance(glance)) = facts.answers.get_mut(&Probe::Glance) {
            glance.legibility = legibility;
        }
        let part = Part { how, ..part(Verdict::Kind(KindId("pledge".into()))) };
        file.pages[0] = SeenPage { facts, parts: vec![part] };
    })
}

const PAGES: &str =
    "requirements:\n  summary:\n    ways:\n      - slots:\n          - {kinds: [summary], pages: 2}\n";
const FORBIDDEN: &str = "requirements:\n  representative-works:\n    need: forbidden\n";

fn part(verdict: Verdict) -> Part {
    Part {
        verdict,
        side: None,
        fields: Fields::new(),
        marks: BTreeMap::new(),
        confidence: 0,
        evidence: Vec::new(),
        runner_up: None,
        doubt: None,
        how: None,
        more: Vec::new(),
    }
}

fn emblem(valid_to: &str) -> Folder {
    Folder::new().doc_with("a.pdf", "id-card", &[("valid_to", valid_to)], |_, d| d.side = Some(Side::Emblem))
}

fn report_of(number: &str) -> Folder {
    let fields = [("name", "赵示例"), ("certificate_number", number), ("updated", "2021-08-20")];
    Folder::new().doc("a.pdf", "diploma", &DIPLOMA).doc("b.pdf", "chsi-registration", &fields)
}

fn updated(day: &str) -> Folder {
    Folder::new().doc(
        "b.pdf",
        "chsi-registration",
        &[("name", "赵示例"), ("certificate_number", "1"), ("updated", day)],
    )
}

fn picture(shorter: u32) -> Folder {
    Folder::new().profile("limits: {least-pixels: 300}\n").doc_with("a.jpg", "pledge", &[], move |file, _| {
        file.media = Media::Jpeg;
        file.pages[0].facts = page(Origin::Picture, shorter, 900, Reading::Is(true));
    })
}

fn certificates(years: &[&'static str]) -> Folder {
    years.iter().fold(Folder::new(), |folder, year| {
        let fields = [("course", "public"), ("year", *year), ("name", "赵示例"), ("hours", "30")];
        folder.doc(&format!("{year}.pdf"), "ce", &fields)
    })
}

fn works(count: usize) -> Folder {
    (0..count).fold(Folder::new().case("private"), |folder, n| folder.doc(&format!("{n}.pdf"), "award", &[]))
}

fn unread() -> Folder {
    Folder::new().doc_with("a.jpg", "x", &[], |_, document| {
        document.verdict = Verdict::Unsure(Vec::new());
        document.doubt = Some(Doubt::NotRead);
    })
}

/// Nothing is missing: one unread page may be any of it.
fn complete() -> Folder {
    unread()
}

#[test]
fn each_check_speaks_where_it_must_and_only_there() {
    for (check, effect, at_fault, near) in rows() {
        let finding = at_fault
            .says(check)
            .unwrap_or_else(|| panic!("{check} says nothing: {:#?}", at_fault.judged().0));
        assert_eq!(finding.effect, effect, "{check}: {}", finding.message.en);
        for text in [&finding.message, &finding.remedy] {
            assert!(text.zh.chars().any(|c| c > '\u{4e00}'), "{check}: {}", text.zh);
            assert!(text.en.len() > 3 && !text.en.contains("  "), "{check}: {}", text.en);
        }
        assert_eq!(near.says(check).map(|finding| finding.message.en), None, "{check} must be silent");
    }
}

#[test]
fn no_check_goes_without_a_row() {
    let tested: Vec<&str> = rows().iter().map(|row| row.0).collect();
    let without: Vec<&str> = checks::ids().into_iter().filter(|id| !tested.contains(id)).collect();
    assert_eq!(without, [""; 0]);
}

#[test]
fn a_profile_changes_an_effect_openly() {
    let row = |effect: &str| {
        let yaml = format!("checks: {{specimen-number: {{effect: \"{effect}\"}}}}\n");
        portrait(Folder::new().profile(&yaml), "000000198506150011").says("specimen-number").map(|f| f.effect)
    };
    assert_eq!(row("off"), None);
    assert_eq!(row("unusable"), Some(Effect::Unusable));
}

#[test]
fn what_was_not_measured_is_never_passed_and_never_failed() {
    let unmeasured =
        Folder::new().doc_with("a.pdf", "recommendation", &[], marked("seal", Reading::Not(Why::NotBuilt)));
    let (findings, _, statuses) = unmeasured.judged();
    let seal = findings.iter().find(|finding| finding.check == "missing-seal").unwrap();
    assert_eq!((seal.effect, seal.lacks), (Effect::Undecided, Some("seal")));
    assert_eq!(statuses["recommendation"], Status::NeedsReview);
    // The notice asks for no seal on the proof of publicity: a check that can only warn is a note.
    let (findings, _, statuses) = publicity(&PERIOD).judged();
    let seal = findings.iter().find(|finding| finding.check == "missing-seal").unwrap();
    assert_eq!((seal.effect, statuses["publicity"]), (Effect::Note, Status::Satisfied));
}

#[test]
fn a_good_copy_makes_a_bad_one_a_warning() {
    let folder = publicity(&PERIOD).doc("b.pdf", "publicity", &[PERIOD[0], ("end", "2021-08-27"), PERIOD[2]]);
    let (findings, _, statuses) = folder.judged();
    assert_eq!(statuses["publicity"], Status::Satisfied);
    let short = findings.iter().find(|finding| finding.check == "short-publicity").unwrap();
    assert_eq!(short.effect, Effect::Warn);
}

#[test]
fn an_unread_page_holds_back_and_another_page_does_not() {
    let (_, verdict, statuses) = unread().judged();
    assert_eq!((verdict, statuses["pledge"]), (Outcome::Review, Status::NeedsReview));
    let other = Folder::new().doc_with("a.pdf", "x", &[], |_, document| document.verdict = Verdict::Other);
    let (_, verdict, statuses) = other.judged();
    assert_eq!((verdict, statuses["pledge"]), (Outcome::NotReady, Status::Missing));
    let photo_only = Folder::new().doc_with("a.jpg", "x", &[], |_, document| {
        document.verdict = Verdict::Unsure(vec![KindId("photo".into())]);
    });
    let (_, _, statuses) = photo_only.judged();
    assert_eq!((statuses["photo"], statuses["pledge"]), (Status::NeedsReview, Status::Missing));
}

#[test]
fn a_degree_is_asked_where_the_diploma_says_so() {
    let of = |level: &str| {
        let fields = [("name", "赵示例"), ("level", level)];
        Folder::new().doc("a.pdf", "diploma", &fields).judged().2["education"]
    };
    assert_eq!(of("本科"), Status::Missing);
    assert_eq!(of("专科"), Status::Satisfied);
    let unstated = Folder::new().doc("a.pdf", "diploma", &[("name", "赵示例")]).judged().2["education"];
    assert_eq!(unstated, Status::NeedsReview);
}

#[test]
fn a_year_before_graduation_may_not_exist() {
    let form = |folder: Folder, year: &'static str| {
        let path = format!("{}.pdf", folder.files.len());
        let both = |_: &mut SeenFile, document: &mut Document| document.side = Some(Side::Both);
        folder.doc_with(&path, "assessment", &[("year", year)], both)
    };
    let graduate = |issued: &str| {
        let diploma = [("name", "赵示例"), ("level", "专科"), ("issued", issued)];
        form(form(Folder::new().doc("d.pdf", "diploma", &diploma), "2019"), "2020")
    };
    assert_eq!(graduate("2018-07-01").judged().2["assessment"], Status::NeedsReview);
    assert_eq!(graduate("2017-07-01").judged().2["assessment"], Status::Missing);
}

#[test]
fn holidays_make_a_week_shorter() {
    let days = |start: &'static str, end: &'static str| {
        publicity(&[("start", start), ("end", end), ("date", "2021-10-12")])
            .on(2021, 10, 13)
            .says("short-publicity")
    };
    // 17 to 24 September 2021: Mid-Autumn off, the 18th worked: five. To the 23rd: four.
    assert!(days("2021-09-17", "2021-09-24").is_none());
    assert_eq!(days("2021-09-17", "2021-09-23").unwrap().measured.en, "4 working days");
}

#[test]
fn one_year_early_is_said() {
    let early = certificates(&["2020", "2019", "2018", "2017"]).says("missing-year").unwrap();
    assert!(early.message.en.contains("one year early"), "{}", early.message.en);
    let gap = certificates(&["2021", "2020", "2018", "2017"]).says("missing-year").unwrap();
    assert!(!gap.message.en.contains("early"), "{}", gap.message.en);
}

#[test]
fn of_several_diplomas_the_highest_counts() {
    let college = [("name", "赵示例"), ("certificate_number", "999991200906000003"), ("level", "专科")];
    let both = |number: &str| report_of(number).doc("c.pdf", "diploma", &college).says("foreign-number");
    assert!(both("999991200905000001").is_none());
    assert!(
        both("999991200906000003").is_some(),
        "a report of the lower diploma does not serve for the higher"
    );
}

#[test]
fn an_illegible_page_is_one_finding_with_its_causes_in_order() {
    let bad = [(Measure::TextHeight, 7.0), (Measure::SignalToNoise, 2.0), (Measure::Skew, 11.0)];
    let folder = scan(&bad, well_read(40, 3));
    let (findings, _, statuses) = folder.judged();
    assert_eq!(statuses["pledge"], Status::Unusable);
    let about: Vec<&str> = findings
        .iter()
        .filter(|finding| finding.place.page.is_some() && finding.effect >= Effect::Warn)
        .filter(|finding| finding.lacks.is_none())
        .map(|finding| finding.check)
        .collect();
    assert_eq!(about, ["illegible-page", "skewed-page"]);
    let finding = folder.says("illegible-page").unwrap();
    let (small, noise) =
        (finding.message.zh.find("字太小").unwrap(), finding.message.zh.find("噪点").unwrap());
    assert!(small < noise, "7 of 12 and 0.35 go before 2 of 5.2: {}", finding.message.zh);
    assert!(finding.message.zh.contains("文字高度 7 像素，应至少 12 像素"), "{}", finding.message.zh);
    assert!(
        finding.message.en.contains("height of text 7 px, should be at least 12 px"),
        "{}",
        finding.message.en
    );
    assert!(finding.message.en.contains("of 40 lines read only 3 came out well"), "{}", finding.message.en);
    assert!(finding.remedy.zh.contains("300 dpi") && finding.remedy.en.contains("300 dpi"));
    assert!(finding.measured.en.starts_with("height of text 7 px"), "{}", finding.measured.en);
    assert!(finding.limit.en.starts_with("at least 12 px"), "{}", finding.limit.en);
}

#[test]
fn a_scan_that_was_read_well_is_legible_without_measures() {
    let unmeasured = |how| scanned(Legibility::default(), how);
    assert_eq!(unmeasured(Some(well_read(5, 4))).says("illegible-page"), None);
    for how in [None, Some(well_read(4, 4)), Some(well_read(10, 7))] {
        let finding = unmeasured(how).says("illegible-page").unwrap();
        assert_eq!((finding.effect, finding.lacks), (Effect::Undecided, Some("legibility")), "{how:?}");
    }
}

#[test]
fn what_seems_to_be_of_no_kind_and_may_not_be_legible_is_told() {
    let of = |well| {
        let mut folder = scan(&[(Measure::TextHeight, 6.0)], well_read(40, well));
        folder.documents[0].verdict = Verdict::Other;
        folder.says("illegible-page").map(|finding| finding.effect)
    };
    // Nothing waits for it, as far as anybody knows.
    assert_eq!((of(3), of(25), of(39)), (Some(Effect::Warn), Some(Effect::Note), None));
}

#[test]
fn a_blank_page_of_burnt_paper_says_that_print_may_have_gone() {
    let of = |mean: u8| {
        let mut folder = Folder::new().doc_with("承诺书.jpg", "x", &[], |file, document| {
            document.verdict = Verdict::Blank;
            let mut facts = page(Origin::Picture, 1654, 2339, Reading::Not(Why::NotBuilt));
            if let Some(Answer::Glance(glance)) = facts.answers.get_mut(&Probe::Glance) {
                glance.mean = Reading::Is(mean);
            }
            file.pages[0] = SeenPage { facts, parts: vec![part(Verdict::Blank)] };
        });
        folder.documents[0].verdict = Verdict::Blank;
        folder.says("blank-page").unwrap().message
    };
    assert!(of(254).zh.contains("过曝") && of(254).en.contains("over-exposed"));
    assert!(!of(245).zh.contains("过曝") && of(245).zh.contains("空白"));
}

#[test]
fn a_photo_is_not_judged_by_its_text() {
    let of = |kind: &str| {
        let mut folder = scan(&[(Measure::TextHeight, 6.0)], well_read(40, 3));
        folder.documents[0].verdict = Verdict::Kind(KindId(kind.into()));
        folder.says("illegible-page").is_some()
    };
    assert!(of("pledge") && !of("photo"));
    // What may be nothing but a photo is none either.
    let may_be = |kinds: &[&str], lines: u32| {
        let mut folder = unknown(&[(Measure::Sharpness, 1.0)], well_read(lines, 0));
        folder.documents[0].verdict =
            Verdict::Unsure(kinds.iter().map(|kind| KindId((*kind).into())).collect());
        folder.says("illegible-page").is_some()
    };
    assert!(may_be(&["photo", "id-card"], 4) && !may_be(&["photo"], 4));
    // A page of as few pixels has a photo's shape, and lines.
    assert!(may_be(&["photo"], 8));
}

#[test]
fn a_later_page_is_judged_by_its_own_reading() {
    let mut folder = scan(&[], well_read(40, 38));
    let bad = scan(&[(Measure::TextHeight, 6.0)], well_read(40, 2)).files[0].pages[0].clone();
    folder.files[0].pages.push(bad);
    folder.documents[0].pages.1 = PageId(1);
    let finding = folder.says("illegible-page").unwrap();
    assert_eq!((finding.place.page, finding.effect), (Some(PageId(1)), Effect::Unusable));
}

#[test]
fn a_page_with_two_documents_is_told_of_once() {
    let mut folder = scan(&[(Measure::TextHeight, 6.0)], well_read(40, 3));
    let mut second = folder.documents[0].clone();
    second.verdict = Verdict::Kind(KindId("summary".into()));
    folder.documents.push(second);
    let (findings, _, statuses) = folder.judged();
    assert_eq!(findings.iter().filter(|finding| finding.check == "illegible-page").count(), 1);
    assert_eq!((statuses["pledge"], statuses["summary"]), (Status::Unusable, Status::Unusable));
}

/// A scan of nobody knows what.
fn unknown(measures: &[(Measure, f64)], how: HowRead) -> Folder {
    let mut folder = scan(measures, how);
    folder.documents[0].verdict = Verdict::Unsure(Vec::new());
    folder.documents[0].doubt = Some(Doubt::ReadBadly);
    folder
}

#[test]
fn an_unread_page_says_why_it_may_not_have_been_read() {
    let folder = unknown(&[(Measure::Sharpness, 4.0)], well_read(40, 3));
    let finding = folder.says("unread-page").unwrap();
    assert!(finding.message.zh.contains("模糊（对焦不准）：清晰度 4，应至少 4.8"), "{}", finding.message.zh);
    assert!(finding.remedy.en.contains("focus"), "{}", finding.remedy.en);
    assert!(folder.says("illegible-page").is_none(), "one page, one finding");
    assert_eq!(folder.judged().1, Outcome::Review);
}

#[test]
fn a_page_that_surely_cannot_be_read_is_unusable_whatever_it_is() {
    let folder = unknown(&[(Measure::Sharpness, 2.0)], well_read(40, 3));
    let finding = folder.says("illegible-page").unwrap();
    assert_eq!(finding.effect, Effect::Unusable);
    for said in ["清晰度 2，应至少 4.8", "读了 40 行，只有 3 行读得清", "可能是"] {
        assert!(finding.message.zh.contains(said), "{}", finding.message.zh);
    }
    assert!(finding.remedy.en.contains("focus"), "{}", finding.remedy.en);
    assert!(folder.says("unread-page").is_none(), "one page, one finding");
    // Whichever requirement it was meant for, nothing was submitted that counts.
    let (_, verdict, statuses) = folder.judged();
    assert_eq!((verdict, statuses["pledge"]), (Outcome::NotReady, Status::NeedsReview));
    // Another page may still be what lacks.
    let another =
        unknown(&[(Measure::Sharpness, 2.0)], well_read(40, 3)).doc_with("b.jpg", "x", &[], |_, document| {
            document.verdict = Verdict::Unsure(Vec::new());
            document.doubt = Some(Doubt::NotRead);
        });
    assert_eq!(another.judged().1, Outcome::Review);
}

#[test]
fn a_profile_moves_a_limit_of_one_kind() {
    let folder = |yaml: &str| scan(&[(Measure::TextHeight, 10.0)], well_read(40, 3)).profile(yaml);
    let lower = "legibility: {measures: {text-height: {kinds: {pledge: {warn: 9}}}}}\n";
    let other = "legibility: {measures: {text-height: {kinds: {summary: {warn: 9}}}}}\n";
    let said = |yaml: &str| folder(yaml).says("illegible-page").unwrap().message.en;
    assert!(said(other).contains("height of text") && !said(lower).contains("height of text"));
}

#[test]
fn a_glare_that_lost_the_text_is_no_warning_of_its_own() {
    // What is left of vanished text reads well: three good lines prove nothing.
    for how in [well_read(3, 3), well_read(20, 12), well_read(0, 0)] {
        let lost = scan(&[(Measure::Glare, 30.0), (Measure::GlareOverText, 60.0)], how);
        assert_eq!(lost.says("illegible-page").unwrap().effect, Effect::Undecided, "{how:?}");
        assert_eq!(lost.says("glare-over-text"), None, "{how:?}");
    }
}

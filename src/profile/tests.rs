//! Every error with its place, every case with its needs.

use super::load::Known;
use super::*;
use crate::facts::Measure;
use crate::finding::Lang;

/// Names as the contract of names has them; the real lists come from the kinds and the checks.
fn kinds() -> Vec<String> {
    let names = "photo id-card temporary-id diploma completion-certificate degree chsi-registration chsi-enrolment \
        chsi-degree certification-report archive-proof title-certificate title-document review-form ce paper book \
        patent award technical-report standard project-proof summary assessment term-assessment pledge publicity \
        recommendation aid-consent exemption-proof blank other";
    names.split_whitespace().map(str::to_owned).collect()
}

const CHECKS: [&str; 18] = [
    "foreign-name",
    "foreign-id-number",
    "foreign-number",
    "expired-id",
    "bad-check-digit",
    "specimen-number",
    "early-document",
    "short-publicity",
    "early-publicity",
    "stale-report",
    "few-hours",
    "missing-seal",
    "missing-signature",
    "undated-document",
    "unstated-term",
    "future-date",
    "low-resolution",
    "missing-item",
];

const FIELDS: [&str; 32] = [
    "name",
    "sex",
    "ethnicity",
    "birth_date",
    "address",
    "id_number",
    "authority",
    "valid_from",
    "valid_to",
    "school",
    "major",
    "level",
    "certificate_number",
    "verification_code",
    "updated",
    "issued",
    "date",
    "start",
    "end",
    "year",
    "course",
    "hours",
    "title",
    "unit",
    "approved",
    "approval_number",
    "grade",
    "period_days",
    "result",
    "author",
    "characters",
    "subject",
];

fn with_known<T>(run: impl FnOnce(&Known) -> T) -> T {
    let kinds = kinds();
    run(&Known { kinds: &kinds, checks: &CHECKS, fields: &FIELDS })
}

fn built_in(name: &str) -> Profile {
    with_known(|known| check(name, known)).unwrap_or_else(|errors| panic!("{}", say(&errors)))
}

fn say(errors: &[ProfileError]) -> String {
    errors.iter().map(|error| error.text().en).collect::<Vec<_>>().join("\n")
}

#[test]
fn built_in_profiles_load() {
    for name in ["junior", "intermediate", "private-enterprise"] {
        built_in(name);
    }
}

// ---- errors, each at its place ----

const MINI: &str = "\
name: {zh: 甲, en: A}
year: 2021
level: junior
levels: {junior: {zh: 初级, en: junior}}
cases: {private: {name: {zh: 民营, en: private}}}
requirements:
  photo:
    name: {zh: 照片, en: photo}
    ways:
      - slots:
          - {kinds: [photo]}
";

/// MINI with one text replaced; `⟦` marks where the error must be, and is taken out.
fn spoilt(from: &str, to: &str) -> (String, (u32, u32)) {
    assert!(MINI.contains(from), "{from}");
    let text = MINI.replacen(from, to, 1);
    let before = &text[..text.find('⟦').unwrap_or_else(|| panic!("no mark in {to}"))];
    let line = before.matches('\n').count() as u32 + 1;
    let column = before.rsplit('\n').next().unwrap().chars().count() as u32 + 1;
    (text.replacen('⟦', "", 1), (line, column))
}

fn errors_of(text: &str) -> Vec<ProfileError> {
    with_known(|known| load_text("mine.yaml", text, known))
        .map(|_| Vec::new())
        .unwrap_or_else(|errors| errors)
}

#[test]
fn the_small_profile_is_sound() {
    assert_eq!(say(&errors_of(MINI)), "");
}

/// Fault; what of MINI is replaced; by what, with the place; a word of the message or remedy.
const SPOILT: &[(Fault, &str, &str, &str)] = &[
    (Fault::UnknownKey, "year:", "⟦yaer: 1\nyear:", "did you mean `year`"),
    (Fault::UnknownKey, "{kinds: [photo]}", "{⟦kind: [photo]}", "did you mean `kinds`"),
    (Fault::DuplicateKey, "level: junior", "level: junior\n⟦level: junior", "twice"),
    (Fault::WrongType, "year: 2021", "year: ⟦next", "a whole number"),
    (Fault::WrongType, "kinds: [photo]", "kinds: [photo], pages: ⟦-1", "zero or more"),
    (Fault::WrongType, "year:", "window: {opens: ⟦2021-13-01, closes: 2021-09-18}\nyear:", "not a date"),
    (Fault::MissingKey, "name: {zh: 甲, en: A}", "name: {⟦zh: 甲}", "`en`"),
    (Fault::MissingKey, "name: {zh: 甲, en: A}\n", "⟦", "`name`"),
    (Fault::MissingKey, "  photo:\n    name: {zh: 照片, en: photo}", "  ⟦photo:", "no name"),
    (Fault::WrongType, "name: {zh: 甲, en: A}", "name: ⟦甲", "keys with values"),
    (Fault::WrongType, "[photo]", "⟦photo", "a list"),
    (Fault::WrongType, "en: photo", "en: ⟦[x]", "a text"),
    (Fault::WrongType, "year:", "abstract: ⟦nope\nyear:", "true or false"),
    (Fault::Syntax, "year: 2021", "year: 2021\n⟦}", "not YAML"),
    (Fault::Syntax, "level: junior", "level: ⟦*junior", "not YAML"),
    (Fault::UnknownWord, "kinds: [photo]", "kinds: [photo], side: ⟦potrait", "did you mean `portrait`"),
    (Fault::UnknownWord, "    ways:", "    need: ⟦requird\n    ways:", "did you mean `required`"),
    (Fault::UnknownWord, "    ways:", "    holds: [{check: few-hours, mark: ⟦stamp}]\n    ways:", "seal"),
    (
        Fault::UnknownWord,
        "    ways:",
        "    holds: [{check: few-hours, effect: ⟦eror, mark: seal}]\n    ways:",
        "warn",
    ),
    (Fault::UnknownWord, "year:", "limits: {formats: [PDF, ⟦PNGG]}\nyear:", "did you mean `PNG`"),
    (Fault::UnknownKind, "[photo]", "[⟦phto]", "did you mean `photo`"),
    (Fault::UnknownKind, "[photo]", "[photo, ⟦passport]", "id-card"),
    (Fault::UnknownCheck, "year:", "checks: {⟦few-hour: {effect: note}}\nyear:", "did you mean `few-hours`"),
    (
        Fault::UnknownCheck,
        "    ways:",
        "    holds: [{check: ⟦fuw-hours, mark: seal}]\n    ways:",
        "`few-hours`",
    ),
    (Fault::UnknownField, "[photo]", "[photo], where: {⟦corse: public}", "did you mean `course`"),
    (
        Fault::UnknownField,
        "    ways:",
        "    holds: [{check: future-date, stated: {field: ⟦dat}}]\n    ways:",
        "`date`",
    ),
    (Fault::UnknownRequirement, "year:", "without: [⟦foto]\nyear:", "requirement"),
    (Fault::UnknownCase, "year:", "implies: [⟦privat]\nyear:", "did you mean `private`"),
    (Fault::UnknownCase, "year:", "fees: [{when: {case: ⟦privte}, yuan: 1}]\nyear:", "`private`"),
    (
        Fault::UnknownCase,
        "year:",
        "fees: [{when: {not: {case: [private, ⟦aide]}}, yuan: 1}]\nyear:",
        "private",
    ),
    (Fault::UnknownLevel, "level: junior", "level: ⟦senior", "junior"),
    (
        Fault::UnknownLevel,
        "year:",
        "fees: [{when: {level: ⟦junor}, yuan: 1}]\nyear:",
        "did you mean `junior`",
    ),
    (Fault::UnknownNotice, "year:", "notice: ⟦nowhere\nyear:", "none"),
    (Fault::UnknownProfile, "year:", "extends: ⟦intermediat\nyear:", "did you mean `intermediate`"),
    (Fault::Impossible, "year: 2021", "year: ⟦20211", "review year"),
    (Fault::Impossible, "[photo]", "[photo], count: ⟦0", "at least 1"),
    (Fault::Impossible, "[photo]", "[photo], pages: ⟦0", "at least 1"),
    (Fault::Impossible, "[photo]", "[photo], count: 3, most: ⟦2", "fewer"),
    (Fault::Impossible, "[photo]", "[photo], years: {count: ⟦0, end: 0}", "1 to 30"),
    (Fault::Impossible, "[photo]", "[photo], years: {count: ⟦31, end: 0}", "1 to 30"),
    (Fault::Impossible, "[photo]", "[photo], years: {count: 4, end: ⟦2021}", "review year"),
    (
        Fault::Impossible,
        "year:",
        "window: {opens: 2021-09-18, closes: ⟦2021-08-25}\nyear:",
        "before it opens",
    ),
    (Fault::Impossible, "year:", "attempts: {most: ⟦0}\nyear:", "at least 1"),
    (Fault::Impossible, "year:", "limits: {photo-ratio: {least: ⟦900, most: 600}}\nyear:", "empty"),
    (Fault::Impossible, "year:", "limits: {file-bytes: ⟦0}\nyear:", "0 bytes"),
    (Fault::Impossible, "year:", "checks: {few-hours: {limit: ⟦-1}}\nyear:", "zero or more"),
    (
        Fault::UnknownWord,
        "year:",
        "legibility: {measures: {⟦sharpnes: {warn: 4}}}\nyear:",
        "did you mean `sharpness`",
    ),
    (Fault::UnknownKey, "year:", "legibility: {measures: {skew: {⟦wran: 4}}}\nyear:", "did you mean `warn`"),
    (Fault::UnknownWord, "year:", "legibility: {measures: {skew: {unit: ⟦pixels}}}\nyear:", "degrees"),
    (Fault::UnknownKind, "year:", "legibility: {without-text: [⟦phto]}\nyear:", "did you mean `photo`"),
    (
        Fault::UnknownKind,
        "year:",
        "legibility: {measures: {skew: {kinds: {⟦phto: {warn: 4}}}}}\nyear:",
        "did you mean `photo`",
    ),
    (Fault::WrongType, "year:", "legibility: {measures: {skew: {warn: ⟦much}}}\nyear:", "a number"),
    (
        Fault::Impossible,
        "year:",
        "legibility: {measures: {glare: {warn: ⟦101}}}\nyear:",
        "between 0.01 and 100",
    ),
    (
        Fault::Impossible,
        "year:",
        "legibility: {measures: {glare: {warn: ⟦0}}}\nyear:",
        "between 0.01 and 100",
    ),
    (Fault::Impossible, "year:", "legibility: {measures: {skew: {fail: ⟦4}}}\nyear:", "no warn limit"),
    (
        Fault::Impossible,
        "year:",
        "legibility: {measures: {sharpness: {warn: 3, fail: ⟦4}}}\nyear:",
        "cannot be below fail",
    ),
    (
        Fault::Impossible,
        "year:",
        "legibility: {measures: {skew: {warn: 3, fail: ⟦2.5}}}\nyear:",
        "cannot be above fail",
    ),
    (
        Fault::Impossible,
        "year:",
        "legibility: {measures: {skew: {warn: 3, fail: 9, kinds: {photo: {warn: ⟦10}}}}}\nyear:",
        "cannot be above fail",
    ),
    (Fault::Empty, "ways:\n      - slots:\n          - {kinds: [photo]}", "ways: ⟦[]", "way"),
    (Fault::Empty, "slots:\n          - {kinds: [photo]}", "slots: ⟦[]", "slot"),
    (Fault::Empty, "[photo]", "⟦[]", "kind of document"),
    (Fault::Empty, "[photo]", "[photo], where: {course: ⟦[]}", "value"),
    (Fault::Empty, "year:", "fees: [{when: ⟦{}, yuan: 1}]\nyear:", "condition"),
    (Fault::Empty, "year:", "specialties: {words: ⟦[]}\nyear:", "specialty"),
    (Fault::Empty, "  photo:\n", "  ⟦other: {name: {zh: 甲, en: A}}\n  photo:\n", "which documents"),
    (Fault::Form, "    ways:", "    holds:\n      - ⟦check: few-hours\n    ways:", "does not say"),
    (
        Fault::Form,
        "    ways:",
        "    holds:\n      - ⟦{check: few-hours, mark: seal, stated: {field: date}}\n    ways:",
        "one form",
    ),
    (Fault::Form, "    ways:", "    vary:\n      - ⟦when: {case: private}\n    ways:", "changes nothing"),
    (
        Fault::NotStatic,
        "    ways:",
        "    vary:\n      - need: optional\n        when: ⟦{document: {kinds: [diploma], field: level, is: 本科}}\n    ways:",
        "slot or a rule",
    ),
    (
        Fault::Quote,
        "    ways:",
        "    clause: {section: 五, quote: ⟦任职资格证书或任职资格文件。}\n    ways:",
        "word for word",
    ),
    (
        Fault::Quote,
        "    ways:",
        "    clause: {section: 五, quote: ⟦标准免冠照片及身份证复印件(正、反面)。}\n    ways:",
        "only marks or spaces differ",
    ),
];

#[test]
fn every_fault_has_its_place_and_its_words() {
    for (fault, from, to, word) in SPOILT {
        let (mut text, (mut line, column)) = spoilt(from, to);
        if *fault == Fault::Quote {
            (text, line) = (format!("notice: engineering-2021\n{text}"), line + 1);
        }
        let errors = errors_of(&text);
        assert_eq!(errors.len(), 1, "{to}\n{}", say(&errors));
        let error = &errors[0];
        let said = error.text();
        assert_eq!((error.fault, error.line, error.column), (*fault, line, column), "{to}\n{}", said.en);
        assert!(said.en.contains(word), "{to}\n{}", said.en);
        assert!(said.en.starts_with(&format!("mine.yaml:{line}:{column}: ")), "{}", said.en);
        assert!(said.zh.starts_with(&format!("mine.yaml:{line}:{column}: ")), "{}", said.zh);
        assert!(said.zh.chars().any(|c| c > '\u{4E00}'), "{}", said.zh);
    }
}

#[test]
fn a_caret_stands_under_the_fault_also_after_wide_characters() {
    let errors = errors_of(&MINI.replace("en: photo}", "an: photo}"));
    let lines: Vec<&str> = errors[0].snippet.lines().collect();
    assert_eq!(lines[0], "  8 |     name: {zh: 照片, an: photo}");
    // 照片 takes four cells.
    assert_eq!(lines[1], "    |                      ^");
}

#[test]
fn all_wrong_names_are_told_at_once_in_order() {
    let text = MINI.replace("[photo]", "[phto, foto], count: 0").replace("year:", "implies: [nobody]\nyear:");
    let errors = errors_of(&text);
    let lines: Vec<u32> = errors.iter().map(|error| error.line).collect();
    assert_eq!(lines, [2, 12, 12, 12], "{}", say(&errors));
    let dir = tempfile::tempdir().unwrap();
    let path = write(&dir, "a.yaml", &text);
    let error = with_known(|known| load(&path, known)).unwrap_err();
    assert_eq!((error.line, error.more), (2, 3));
    assert!(error.text().en.contains("3 more") && error.text().zh.contains("另有 3 处"));
}

// ---- files ----

fn write(dir: &tempfile::TempDir, name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = dir.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

fn fault_of(path: &str) -> ProfileError {
    with_known(|known| load(path, known)).unwrap_err()
}

#[test]
fn an_unknown_profile_lists_those_there_are() {
    let error = fault_of("intermidiate");
    assert_eq!(error.fault, Fault::UnknownProfile);
    let text = error.text().en;
    for name in ["did you mean `intermediate`", "junior", "private-enterprise"] {
        assert!(text.contains(name), "{text}");
    }
    assert!(!text.contains("base"), "abstract profiles are no choice: {text}");
    assert_eq!(fault_of("no/such.yaml").fault, Fault::NoFile);
    assert_eq!(fault_of("src/profile/.yaml").fault, Fault::NoFile);
    assert_eq!(fault_of("/").fault, Fault::NoFile);
}

#[test]
fn an_abstract_profile_is_for_extending_only() {
    let error = fault_of("base");
    assert_eq!(error.fault, Fault::Abstract);
    assert!(error.text().en.contains("junior"), "{error}");
}

#[test]
fn files_that_are_no_profiles() {
    let dir = tempfile::tempdir().unwrap();
    let error = fault_of(&write(&dir, "a.yaml", b"name: x\nyear: \xD6\xD0\n"));
    assert_eq!((error.fault, error.line, error.column), (Fault::NotUtf8, 2, 7));
    let error = fault_of(&write(&dir, "b.yaml", vec![b'#'; 2 << 20]));
    assert_eq!(error.fault, Fault::TooLarge);
    assert_eq!(fault_of(&write(&dir, "c.yaml", "")).fault, Fault::MissingKey);
    assert_eq!(fault_of(&write(&dir, "d.yaml", "- a\n- b\n")).fault, Fault::WrongType);
    // A byte-order mark is no fault.
    let sound = write(&dir, "e.yaml", format!("\u{FEFF}{MINI}"));
    assert_eq!(with_known(|known| load(&sound, known)).unwrap().id, "e");
}

#[test]
fn extends_follows_paths_beside_the_file_and_refuses_circles() {
    let dir = tempfile::tempdir().unwrap();
    write(&dir, "parent.yaml", MINI);
    let child = write(&dir, "child.yaml", "extends: ./parent.yaml\nyear: 2022\nimplies: [private]\n");
    let profile = with_known(|known| load(&child, known)).unwrap();
    assert_eq!((profile.id.as_str(), profile.year, profile.requirements.len()), ("child", 2022, 1));

    write(&dir, "a.yaml", "year: 2021\nextends: ./b.yaml\n");
    write(&dir, "b.yaml", "extends: ./a.yaml\n");
    let error = fault_of(dir.path().join("a.yaml").to_str().unwrap());
    assert_eq!((error.fault, error.line, error.column), (Fault::Cycle, 1, 10));
    assert!(error.file.ends_with("b.yaml"), "{error}");
    let selfish = write(&dir, "s.yaml", "extends: ./s.yaml\n");
    assert_eq!(fault_of(&selfish).fault, Fault::Cycle);
    for n in 0..20 {
        write(&dir, &format!("{n}.yaml"), format!("extends: ./{}.yaml\n", n + 1));
    }
    assert_eq!(fault_of(dir.path().join("0.yaml").to_str().unwrap()).fault, Fault::Cycle);

    let lost = write(&dir, "l.yaml", "year: 2021\nextends: ./nowhere.yaml\n");
    let error = fault_of(&lost);
    assert_eq!((error.fault, error.line, error.column), (Fault::NoFile, 2, 10), "{error}");
}

#[test]
fn an_error_of_the_parent_is_shown_in_the_parent() {
    let dir = tempfile::tempdir().unwrap();
    write(&dir, "parent.yaml", MINI.replace("[photo]", "[phto]"));
    let child = write(&dir, "child.yaml", "extends: ./parent.yaml\n");
    let error = fault_of(&child);
    assert!(error.file.ends_with("parent.yaml") && error.line == 11, "{error}");
}

#[test]
fn a_notice_of_ones_own_lies_beside_the_profile() {
    let dir = tempfile::tempdir().unwrap();
    write(&dir, "ours.txt", "# 摘录\n须交照片一张。\n");
    let with = |quote: &str| {
        let text = format!("notice: ours.txt\n{MINI}")
            .replace("    ways:", &format!("    clause: {{section: 一, quote: {quote}}}\n    ways:"));
        with_known(|known| load(&write(&dir, "p.yaml", text), known))
    };
    assert_eq!(with("须交照片一张。").unwrap().notice.as_deref(), Some("ours.txt"));
    assert_eq!(with("须交照片两张。").unwrap_err().fault, Fault::Quote);
    // A comment of the file is no sentence of the notice.
    assert_eq!(with("摘录").unwrap_err().fault, Fault::Quote);
}

#[test]
fn alias_bombs_are_refused_at_once() {
    let mut wide = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for n in 1..12 {
        let refs = vec![format!("*a{}", n - 1); 10].join(", ");
        wide.push_str(&format!("a{n}: &a{n} [{refs}]\n"));
    }
    let deep = format!("requirements: {}x{}", "[".repeat(5_000), "]".repeat(5_000));
    let valid = format!("told:\n  - &t {{text: {{zh: 甲, en: A}}}}\n{}{MINI}", "  - *t\n".repeat(40_000));
    let when = format!(
        "fees: [{{yuan: 1, when: {}{{case: private}}{}}}]\n{MINI}",
        "{not: ".repeat(4_000),
        "}".repeat(4_000)
    );
    for (name, text) in [("wide", wide), ("deep", deep), ("many", valid), ("not", when)] {
        let begun = std::time::Instant::now();
        let errors = errors_of(&text);
        assert!(!errors.is_empty(), "{name}");
        assert!(begun.elapsed().as_secs_f32() < 1.0, "{name}: {:?}", begun.elapsed());
    }
}

#[test]
fn a_bomb_in_a_place_that_is_read_is_too_complex() {
    let mut text = String::from("fees:\n  - {yuan: 1, when: &w0 {case: private}}\n");
    for n in 1..12 {
        let refs = vec![format!("*w{}", n - 1); 10].join(", ");
        text.push_str(&format!("  - {{yuan: 1, when: &w{n} {{all: [{refs}]}}}}\n"));
    }
    let errors = errors_of(&format!("{text}{MINI}"));
    assert_eq!(errors[0].fault, Fault::TooComplex, "{}", say(&errors));
}

// ---- limits of legibility ----

#[test]
fn every_measure_has_limits_with_a_source_in_the_base() {
    let profile = built_in("intermediate");
    for measure in Measure::ALL {
        let limit = profile.legibility.measures.get(measure).unwrap_or_else(|| panic!("{}", measure.name()));
        assert!(limit.bounds.warn.is_some(), "{}", measure.name());
        assert!(!limit.source.zh.is_empty() && !limit.source.en.is_empty(), "{}", measure.name());
    }
    assert_eq!(profile.legibility.without_text, [KindId("photo".into())]);
}

#[test]
fn a_layer_changes_one_bound_and_a_kind_has_its_own() {
    let own = "extends: intermediate\nlegibility:\n  measures:\n    text-height: {warn: 14, kinds: {id-card: {warn: 9}, ce: {off: true}}}\n";
    let profile =
        with_known(|known| load_text("mine.yaml", own, known)).unwrap_or_else(|e| panic!("{}", say(&e)));
    let of = |kind: &str| profile.legibility.of(Measure::TextHeight, Some(&KindId(kind.into())));
    let bounds = |warn| Some(Bounds { warn: Some(warn), fail: Some(8.5), off: None });
    assert_eq!(profile.legibility.of(Measure::TextHeight, None), bounds(14.0));
    assert_eq!((of("diploma"), of("id-card"), of("ce")), (bounds(14.0), bounds(9.0), None));
    assert!(!profile.legibility.measures[&Measure::TextHeight].source.is_empty(), "inherited");
}

#[test]
fn a_warn_on_the_wrong_side_of_an_inherited_fail_is_told_where_it_stands() {
    let own = "extends: intermediate\nlegibility:\n  measures:\n    text-height: {warn: 7}\n";
    let errors = errors_of(own);
    assert_eq!(errors.len(), 1, "{}", say(&errors));
    assert_eq!(
        (errors[0].fault, errors[0].line, errors[0].column),
        (Fault::Impossible, 4, 25),
        "{}",
        say(&errors)
    );
    assert!(errors[0].file.ends_with("mine.yaml"));
}

#[test]
fn the_limits_are_shown() {
    let profile = built_in("intermediate");
    let (zh, en) = (show(&profile, Lang::Zh), show(&profile, Lang::En));
    assert!(zh.contains("文字高度") && zh.contains("小于 12 像素提醒；小于 8.5 像素太差"), "{zh}");
    assert!(en.contains("height of text") && en.contains("warned below 12 px; too bad below 8.5 px"), "{en}");
    assert!(en.contains("warned from 3 degrees; too bad from 10 degrees"), "{en}");
    for measure in Measure::ALL {
        assert!(en.contains(&format!("({})", measure.name())), "{}", measure.name());
    }
}

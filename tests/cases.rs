//! Every case under `fixtures/cases`, run as a user runs it: the program, its exit code and its JSON.

// A test may end by a panic; helpers of tests, too.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;

#[path = "support/case.rs"]
mod case;

use case::{Case, Seen};

/// `ok/NAME` and `err/NAME`, sorted.
fn names(group: &str) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(case::fixtures().join("cases").join(group))
        .unwrap()
        .map(|entry| format!("{group}/{}", entry.unwrap().file_name().to_string_lossy()))
        .collect();
    names.sort();
    names
}

/// Whether this system can lay the case out.
fn possible(case: &Case) -> bool {
    cfg!(unix) || case.link.is_empty()
}

fn run(case: &Case, folder: &Path, jobs: &str) -> (i32, String) {
    let mut command = Command::cargo_bin("scanlint").unwrap();
    command.arg("check").arg(folder).args(["--format", "json", "--lang", "en", "--reveal", "--jobs", jobs]);
    if let Some(profile) = &case.profile {
        let file = case::fixtures().join(profile);
        command.arg("--profile").arg(if file.is_file() { file.into_os_string() } else { profile.into() });
    }
    for one in case.cases.iter().flatten() {
        command.args(["--case", one]);
    }
    if let Some(year) = case.year {
        command.arg("--year").arg(year.to_string());
    }
    if let Some(day) = &case.as_of {
        command.args(["--as-of", day]);
    }
    let output = command.output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let code = output.status.code().unwrap();
    assert!(code != 2, "the run could not be done: {}", String::from_utf8_lossy(&output.stderr));
    (code, text)
}

/// What the report says, in the words of a case.
fn said(report: &Value) -> (BTreeMap<String, String>, Vec<Seen>) {
    let requirements = report["requirements"].as_array().unwrap().iter();
    let statuses = requirements
        .map(|r| (r["id"].as_str().unwrap().into(), r["status"].as_str().unwrap().into()))
        .collect();
    let text = |value: &Value| value.as_str().map(str::to_string);
    let mut findings: Vec<Seen> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["level"] != "note" && finding["lacks"].is_null())
        .map(|finding| Seen {
            check: text(&finding["check"]).unwrap(),
            requirement: text(&finding["requirement"]),
            file: text(&finding["path"]),
            page: finding["page"].as_u64().map(|page| page as u32),
        })
        .collect();
    findings.sort();
    (statuses, findings)
}

/// Differences between a case's expectation and its report; empty where there are none.
fn differences(name: &str) -> Vec<String> {
    let case = case::read(name).unwrap();
    if !possible(&case) {
        return Vec::new();
    }
    let folder = tempfile::tempdir().unwrap();
    case::lay_out(&case, folder.path()).unwrap();
    let (exit, text) = run(&case, folder.path(), "2");
    let report: Value = serde_json::from_str(&text).unwrap();
    let (statuses, findings) = said(&report);
    let mut wrong = Vec::new();
    let mut compare = |what: &str, have: String, want: String| {
        if have != want {
            wrong.push(format!("{name}: {what}\n  is       {have}\n  expected {want}"));
        }
    };
    let expected = &case.expected;
    compare("exit", exit.to_string(), expected.exit.map_or("(none)".into(), |e| e.to_string()));
    compare(
        "verdict",
        report["verdict"].as_str().unwrap().into(),
        expected.verdict.clone().unwrap_or_default(),
    );
    for (id, have) in &statuses {
        compare(id, have.clone(), expected.requirements.get(id).cloned().unwrap_or("(not said)".into()));
    }
    let mut want = expected.findings.clone();
    want.sort();
    compare("findings", lines(&findings), lines(&want));
    wrong
}

/// Findings, one a line.
fn lines(findings: &[Seen]) -> String {
    let line = |seen: &Seen| {
        let of = |value: &Option<String>| value.clone().unwrap_or("-".into());
        let page = seen.page.map_or(String::new(), |page| format!(" p{page}"));
        format!("\n    {} {} {}{page}", seen.check, of(&seen.requirement), of(&seen.file))
    };
    findings.iter().map(line).collect()
}

#[test]
fn every_case_ends_as_it_says() {
    let mut wrong = Vec::new();
    for name in names("ok").into_iter().chain(names("err")) {
        wrong.extend(differences(&name));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_ok_case_lacks_nothing_but_readings() {
    for name in names("ok") {
        let case = case::read(&name).unwrap();
        for (id, status) in &case.expected.requirements {
            assert!(
                ["satisfied", "not-required", "needs-review"].contains(&status.as_str()),
                "{name} {id} {status}"
            );
        }
        assert!(case.expected.findings.is_empty(), "{name}");
    }
}

#[test]
fn the_cases_reach_enough() {
    let cases: Vec<Case> = names("err").iter().map(|name| case::read(name).unwrap()).collect();
    assert!(names("ok").len() >= 3 && cases.len() >= 24, "{} err cases", cases.len());
    let mut checks: Vec<&str> =
        cases.iter().flat_map(|case| &case.expected.findings).map(|finding| finding.check.as_str()).collect();
    checks.sort_unstable();
    checks.dedup();
    assert!(checks.len() >= 8, "{checks:?}");
    let own = |name: &String| {
        let path = case::fixtures().join("cases").join(name).join("case.yaml");
        serde_yaml::from_str::<Case>(&fs::read_to_string(path).unwrap()).unwrap()
    };
    let mere_removal = |case: &Case| {
        !case.remove.is_empty()
            && case.put.is_empty()
            && case.rename.is_empty()
            && case.damage.is_empty()
            && case.write.is_empty()
            && case.link.is_empty()
    };
    let removals = names("err").iter().map(own).filter(mere_removal).count();
    assert!(removals <= 10, "{removals} cases by mere removal");
}

#[test]
fn every_requirement_is_at_fault_somewhere() {
    let mut at_fault: Vec<String> = Vec::new();
    let mut all: Vec<String> = Vec::new();
    for name in names("err") {
        let case = case::read(&name).unwrap();
        for (id, status) in &case.expected.requirements {
            all.push(id.clone());
            if ["missing", "unusable"].contains(&status.as_str()) {
                at_fault.push(id.clone());
            }
        }
        at_fault.extend(case.expected.findings.iter().filter_map(|finding| finding.requirement.clone()));
    }
    all.sort();
    all.dedup();
    for id in all {
        assert!(at_fault.contains(&id), "no err case is about {id}");
    }
}

#[test]
fn threads_change_no_byte() {
    for name in ["ok/intermediate", "err/everything-at-once"] {
        let case = case::read(name).unwrap();
        let folder = tempfile::tempdir().unwrap();
        case::lay_out(&case, folder.path()).unwrap();
        assert_eq!(run(&case, folder.path(), "1"), run(&case, folder.path(), "8"), "{name}");
    }
}

#[test]
fn the_demo_folders_are_their_cases() {
    for (demo, name) in [("good", "ok/demo-good"), ("faulty", "err/demo-faulty")] {
        let case = case::read(name).unwrap();
        let laid = tempfile::tempdir().unwrap();
        case::lay_out(&case, laid.path()).unwrap();
        let demo = case::fixtures().join("demo").join(demo);
        assert_eq!(content(laid.path()), content(&demo), "{}", demo.display());
    }
}

/// Relative path → bytes of every file below a folder.
fn content(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let files =
        walkdir::WalkDir::new(root).into_iter().map(Result::unwrap).filter(|e| e.file_type().is_file());
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            (path, fs::read(entry.path()).unwrap())
        })
        .collect()
}

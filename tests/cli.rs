//! The program as a user runs it, as far as it goes without looking at a page.

// A test may end by a panic; helpers of tests, too.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;
use std::process::Output;

/// Runs it in a given language; `args` after the program's name.
fn run_in(locale: &str, args: &[&str]) -> Output {
    let mut command = assert_cmd::Command::new(assert_cmd::cargo::cargo_bin!("scanlint"));
    for name in ["LANGUAGE", "LC_ALL", "LC_MESSAGES", "COLUMNS"] {
        command.env_remove(name);
    }
    command.env("LANG", locale).args(args).output().expect("runs")
}

fn run(args: &[&str]) -> Output {
    run_in("zh_CN.UTF-8", args)
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// Refused with exit code 2, nothing on standard output; the message.
fn refused(args: &[&str]) -> String {
    let output = run(args);
    assert_eq!(output.status.code(), Some(2), "{args:?}: {}", stderr(&output));
    assert!(stdout(&output).is_empty(), "{args:?}");
    assert!(!stderr(&output).contains('\u{1b}'), "no colours in a pipe");
    assert!(!stderr(&output).contains("panicked"), "{}", stderr(&output));
    stderr(&output)
}

fn folder() -> (tempfile::TempDir, String) {
    let dir = tempfile::tempdir().expect("temp");
    let path = dir.path().join("材料 scans");
    std::fs::create_dir(&path).expect("folder");
    let shown = path.to_str().expect("UTF-8").to_owned();
    (dir, shown)
}

#[test]
fn help_speaks_the_language_of_the_user() {
    let zh = stdout(&run(&["check", "--help"]));
    assert!(
        zh.contains("用法：scanlint check FOLDER")
            && zh.contains("按哪一份规则检查")
            && !zh.contains("Usage")
    );
    let en = stdout(&run_in("en_US.UTF-8", &["check", "--help"]));
    assert!(en.contains("Usage: scanlint check FOLDER") && en.contains("Review year"));
    assert_eq!(stdout(&run(&["check", "--help", "--lang", "en"])), en, "--lang wins over the locale");
    assert_eq!(stdout(&run_in("en_US.UTF-8", &["check", "--lang=zh", "-h"])), zh);
    for option in [
        "--profile",
        "--case",
        "--year",
        "--as-of",
        "--lang",
        "--format",
        "--output",
        "--show-passed",
        "--reveal",
        "--jobs",
    ] {
        assert!(zh.contains(option) && en.contains(option), "{option}");
    }
    assert!(en.find("Arguments") < en.find("Options"));
}

#[test]
fn help_and_version_are_no_faults() {
    for args in
        [&["--help"][..], &["help"], &["--version"], &["profiles", "show", "--help"], &["explain", "-h"]]
    {
        let output = run(args);
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        assert!(!stdout(&output).is_empty() && stderr(&output).is_empty(), "{args:?}");
    }
    assert!(stdout(&run(&["--version"])).starts_with("scanlint 0"));
    assert_eq!(run(&[]).status.code(), Some(2));
}

#[test]
fn the_version_alone_is_one_line() {
    assert_eq!(stdout(&run(&["--version"])), stdout(&run(&["-V", "--lang", "en"])));
    assert_eq!(stdout(&run(&["--version"])).lines().count(), 1);
    assert!(refused(&["--verbose"]).contains("--version"));
}

#[cfg(feature = "read")]
#[test]
fn the_verbose_version_says_whose_models_are_inside() {
    for args in [&["--version", "--verbose"][..], &["--verbose", "-V", "--lang", "en"]] {
        let output = run(args);
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        let said = stdout(&output);
        assert!(said.starts_with("scanlint 0") && stderr(&output).is_empty());
        // By what a build of any models says, and by what a build of the usual ones says.
        for word in ["ppocrv6-tiny-det.onnx", "sha256", "rapidocr-LICENSE.txt", "rapidocr-MODEL_LICENSES.md"]
        {
            assert!(said.contains(word), "{args:?}: {word}");
        }
        if std::env::var_os("SCANLINT_MODELS").is_none() {
            for word in ["faster-paddle 1.0.4", "rapidocr 3.10.0", "Baidu", "Apache License", "MIT License"] {
                assert!(said.contains(word), "{args:?}: {word}");
            }
        }
    }
    assert!(stdout(&run(&["--version", "--verbose"])).contains("内含的识字模型"));
}

#[cfg(not(feature = "read"))]
#[test]
fn the_verbose_version_says_that_reading_is_not_inside() {
    assert!(stdout(&run(&["--version", "--verbose"])).contains("没有带上识字功能"));
    assert!(stdout(&run(&["--verbose", "--version", "--lang", "en"])).contains("Built without reading"));
}

#[test]
fn without_a_profile_the_choice_is_listed() {
    let (_dir, folder) = folder();
    let said = refused(&["check", &folder]);
    for word in ["--profile", "junior", "intermediate", "private-enterprise", "applicant.yaml", &folder] {
        assert!(said.contains(word), "{word}: {said}");
    }
    assert!(refused(&["check", &folder, "--lang", "en"]).contains("No profile was named"));
}

#[test]
fn faults_of_the_command_line_are_sentences() {
    let (_dir, folder) = folder();
    let folder = folder.as_str();
    let cases: &[(&[&str], &str)] = &[
        (&["check"], "没有写要检查的文件夹"),
        (&["check", folder, "--profil", "x"], "“--profile”"),
        (&["check", folder, "--profile"], "--profile 后面还要写一个值"),
        (&["check", folder, "--format", "jsn"], "您是不是想写“json”"),
        (&["check", folder, "--lang", "fr"], "zh, en"),
        (&["check", folder, "more"], "英文双引号"),
        (&["check", folder, "--year", "2021", "--year", "2022"], "--year 只能写一次"),
        (&["check", folder, "--reveal=1"], "--reveal 后面不能写值"),
        (&["chek", folder], "您是不是想写“check”"),
        (&[folder], "scanlint check"),
        (&["profiles", "show"], "还缺少"),
        (&["explain", "missing-itm"], "您是不是想写“missing-item”"),
        (&["check", folder, "--as-of", "2021-02-30"], "没有这一天"),
        (&["check", folder, "--as-of", "20210910"], "2021-09-10"),
        (&["check", folder, "--jobs", "0"], "1 到"),
        (&["check", folder, "--jobs", "-1"], "1 到"),
        (&["check", folder, "--year", "21"], "四位年份"),
        (&["calibrate", folder], "--labels"),
        (&["calibrate", folder, "--labels", "x.csv", "--false-alarms", "51%"], "0% 到 50%"),
        (&["calibrate", folder, "--labels", "x.csv", "--profile", "no-such"], "no-such"),
    ];
    for (args, expected) in cases {
        let said = refused(args);
        assert!(said.contains(expected), "{args:?}: {said}");
        let english: Vec<&str> = args.iter().copied().chain(["--lang", "en"]).collect();
        if !args.contains(&"--lang") && args.last() != Some(&"--profile") {
            let said = refused(&english);
            assert!(
                said.starts_with("error: ") && said.replace(folder, "").is_ascii(),
                "{english:?}: {said}"
            );
        }
    }
}

#[test]
fn a_folder_that_is_none_says_what_to_do() {
    let (dir, _) = folder();
    let path = |name: &str| dir.path().join(name).to_str().expect("UTF-8").to_owned();
    std::fs::write(path("a.txt"), "x").expect("file");
    std::fs::write(path("a.rar"), "x").expect("file");
    assert!(refused(&["check", &path("none"), "--profile", "junior"]).contains("找不到文件夹"));
    assert!(refused(&["check", &path("a.txt"), "--profile", "junior"]).contains("不是文件夹"));
    assert!(refused(&["check", &path("a.rar"), "--profile", "junior"]).contains("解压"));
    let numbered = refused(&["check", &path("000000198506150011"), "--profile", "junior"]);
    assert!(!numbered.contains("000000198506150011"), "{numbered}");
}

#[test]
fn an_output_that_cannot_be_written_is_refused_first() {
    let (dir, folder) = folder();
    let to = |path: &str| refused(&["check", &folder, "--profile", "junior", "--output", path]);
    assert!(to(dir.path().join("none/report.txt").to_str().expect("UTF-8")).contains("不存在"));
    assert!(to(dir.path().to_str().expect("UTF-8")).contains("是文件夹"));
    assert!(to(&format!("{folder}/report.txt")).contains("被检查的文件夹"));
    assert_eq!(std::fs::read_dir(Path::new(&folder)).expect("dir").count(), 0, "nothing is left behind");
}

#[test]
fn a_wrong_applicant_file_ends_the_run_and_shows_no_value() {
    let (_dir, folder) = folder();
    let file = Path::new(&folder).join("applicant.yaml");
    for text in ["nmae: 欧阳样本\n", "name：欧阳样本\n", "name: [欧阳样本\n", "attempt: 欧阳样本\n"]
    {
        std::fs::write(&file, text).expect("file");
        let said = refused(&["check", &folder]);
        assert!(said.contains("applicant.yaml") && !said.contains("欧阳样本"), "{said}");
    }
    std::fs::write(&file, "id_number: 000000198506150011\nid_number: 000000198506150011\n").expect("file");
    let said = refused(&["check", &folder]);
    assert!(said.contains("第 2 行") && !said.contains("19850615"), "{said}");
}

#[test]
fn profiles_and_checks_are_listed() {
    let listed = stdout(&run(&["profiles"]));
    assert_eq!(listed, stdout(&run(&["profiles", "list"])));
    for profile in ["junior", "intermediate", "private-enterprise"] {
        assert!(listed.contains(profile), "{profile}");
    }
    assert!(stdout(&run(&["explain"])).contains("missing-item"));
    let explained = stdout(&run(&["explain", "missing-item"]));
    assert_eq!(explained, stdout(&run(&["explain", "[missing-item]"])), "as reports print it");
    assert!(refused(&["profiles", "show", "no-such-profile"]).contains("no-such-profile"));
}

#[cfg(unix)]
#[test]
fn a_reader_that_hangs_up_is_no_fault() {
    use std::process::{Command, Stdio};
    let mut child = Command::new(assert_cmd::cargo::cargo_bin!("scanlint"))
        .args(["profiles", "list"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("ends");
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty(), "{}", stderr(&output));
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_a_fault() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full");
    // Only Linux has this device.
    let Ok(full) = full else { return };
    let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin!("scanlint"));
    let output = command.args(["profiles", "list"]).stdout(full).output().expect("runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(!stderr(&output).contains("panicked"));
}

/// Lays fixture pages out with a table of labels; `rows` after the head.
fn labelled(pages: &[&str], rows: &str) -> (tempfile::TempDir, String, String) {
    let (dir, folder) = folder();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pages");
    for page in pages {
        std::fs::copy(fixtures.join(page), Path::new(&folder).join(page)).expect("copied");
    }
    let labels = dir.path().join("labels.csv");
    std::fs::write(&labels, format!("file,legible,defect\n{rows}")).expect("labels");
    let labels = labels.to_str().expect("UTF-8").to_owned();
    (dir, folder, labels)
}

#[test]
fn labels_that_cannot_be_used_are_told_by_their_lines() {
    let page = "specimen-photo-b.jpg";
    let said = |rows: &str| {
        let (_dir, folder, labels) = labelled(&[page], rows);
        refused(&["calibrate", &folder, "--labels", &labels])
    };
    assert!(said("none.jpg,yes,\n").contains("第 2 行：文件夹里没有“none.jpg”"));
    assert!(said(&format!("{page},perhaps,\n")).contains("第 2 行：legible 应写 yes 或 no"));
    assert!(said(&format!("{page},no,drak\n")).contains("没有“drak”这种缺陷"));
    assert!(said("").contains("两种都要有"));
    let (dir, folder, _) = labelled(&[], "");
    assert!(refused(&["calibrate", &folder, "--labels", "no-such.csv"]).contains("no-such.csv"));
    let bytes = dir.path().join("gbk.csv");
    std::fs::write(&bytes, b"file,legible\n\xd6\xd0.jpg,yes\n").expect("file");
    assert!(
        refused(&["calibrate", &folder, "--labels", bytes.to_str().expect("UTF-8")]).contains("CSV UTF-8")
    );
    let bare = dir.path().join("bare.csv");
    std::fs::write(&bare, "file\nx.jpg\n").expect("file");
    let bare = bare.to_str().expect("UTF-8");
    assert!(refused(&["calibrate", &folder, "--labels", bare]).contains("没有“legible”这一列"));
    assert!(
        refused(&["calibrate", &folder, "--labels", bare, "--lang", "en"]).contains("no column \"legible\"")
    );
}

#[test]
fn help_of_calibrate_speaks_both_languages() {
    let zh = stdout(&run(&["calibrate", "--help"]));
    let en = stdout(&run(&["calibrate", "--help", "--lang", "en"]));
    for option in ["--labels", "--false-alarms", "--profile", "--jobs", "FOLDER"] {
        assert!(zh.contains(option) && en.contains(option), "{option}");
    }
    assert!(zh.contains("标注表") && en.contains("Table of labels"));
}

//! `get` as a user runs it, as far as it goes without a network.

// A test may end by a panic; helpers of tests, too.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;
use std::process::{Command, Output};

use models::{LISTING, needed, sum_of};

/// Runs it; no test lets it come to the network.
fn get(args: &[&str], models: Option<&Path>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_get"));
    command.args(args).env_remove("SCANLINT_MODELS");
    if let Some(dir) = models {
        command.env("SCANLINT_MODELS", dir);
    }
    command.output().unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A folder of small files that lists their sums.
fn own_models() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let mut listing = String::new();
    for row in needed() {
        let path = dir.path().join(row.file);
        std::fs::write(&path, row.key).unwrap();
        listing += &format!("{}  {}\n", sum_of(&path).unwrap(), row.file);
    }
    std::fs::write(dir.path().join(LISTING), listing).unwrap();
    dir
}

#[test]
fn a_named_folder_is_only_looked_at() {
    let dir = own_models();
    let output = get(&[], Some(dir.path()));
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(stderr(&output).contains("nothing is fetched") && stderr(&output).contains("不下载"));

    let empty = tempfile::tempdir().unwrap();
    let output = get(&[], Some(empty.path()));
    assert_eq!(output.status.code(), Some(1));
    for row in needed() {
        assert!(stderr(&output).contains(row.file), "{}", row.file);
    }
    assert_eq!(std::fs::read_dir(empty.path()).unwrap().count(), 0);
}

#[test]
fn the_command_runs_once_the_models_are_there_and_its_code_is_ours() {
    let dir = own_models();
    let this = env!("CARGO_BIN_EXE_get");
    let output = get(&[this, "--help"], Some(dir.path()));
    assert!(output.status.success());
    assert!(String::from_utf8(output.stdout).unwrap().contains("--offline-archives"));
    let empty = tempfile::tempdir().unwrap();
    let empty = empty.path().to_str().unwrap();
    let output = get(&["--", this, "--dir", empty, "--offline-archives", empty], Some(dir.path()));
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(get(&["no-such-program-at-all"], Some(dir.path())).status.code(), Some(1));
}

#[test]
fn archives_from_a_folder_are_verified_too() {
    let dir = tempfile::tempdir().unwrap();
    let archives = dir.path().join("archives");
    let target = dir.path().join("models");
    std::fs::create_dir(&archives).unwrap();
    let args = ["--dir", target.to_str().unwrap(), "--offline-archives", archives.to_str().unwrap()];
    let package = needed().next().unwrap().archive;
    let said = stderr(&get(&args, None));
    assert!(said.contains(package.file), "{said}");

    std::fs::write(archives.join(package.file), "no archive").unwrap();
    let found = sum_of(&archives.join(package.file)).unwrap();
    let output = get(&args, None);
    assert_eq!(output.status.code(), Some(1));
    for word in [package.file, package.sha256, &found] {
        assert!(stderr(&output).contains(word), "{word}: {}", stderr(&output));
    }
}

// Windows looks into its own folders as well, where a launcher of Python may lie.
#[cfg(not(windows))]
#[test]
fn without_pip_it_says_what_to_do() {
    let dir = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_get"));
    command.arg("--dir").arg(dir.path()).env_remove("SCANLINT_MODELS").env("PATH", dir.path());
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    for word in ["Python 3", "SCANLINT_MODELS", "ppocrv6-tiny-det.onnx", "没有找到 pip"] {
        assert!(stderr(&output).contains(word), "{word}: {}", stderr(&output));
    }
}

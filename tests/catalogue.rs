//! What the house promises about itself: which room imports what, that every check is told of everywhere, and
//! that generated tables are what the program says now.

// A test may end by a panic; helpers of tests, too.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::{Path, PathBuf};

use scanlint::checks;
use scanlint::finding::Lang;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Rust files below a folder or the file itself, with their code lines (no comments).
fn sources(below: &str) -> Vec<(PathBuf, String)> {
    let files = walkdir::WalkDir::new(root().join(below)).into_iter().map(Result::unwrap);
    files
        .filter(|entry| entry.path().extension().is_some_and(|extension| extension == "rs"))
        .map(|entry| {
            let text = fs::read_to_string(entry.path()).unwrap();
            let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            (entry.path().to_path_buf(), code.join("\n"))
        })
        .collect()
}

fn forbid(below: &str, words: &[&str], except: &[&str]) {
    let sources = sources(below);
    assert!(!sources.is_empty(), "{below} holds no code");
    for (path, code) in sources {
        if except.iter().any(|except| path.starts_with(root().join(except))) {
            continue;
        }
        for word in words {
            assert!(!code.contains(word), "{} must not use {word}", path.display());
        }
    }
}

#[test]
fn checks_open_no_file_and_see_no_pixel() {
    forbid(
        "src/checks",
        &["std::fs", "File::open", "std::path", "crate::decode", "crate::observe", "image::"],
        &[],
    );
    forbid("src/judge.rs", &["std::fs", "std::path", "crate::decode", "crate::observe"], &[]);
}

#[test]
fn recognising_never_looks_and_never_sees_a_profile() {
    let words = [
        "crate::observe",
        "crate::decode",
        "crate::profile",
        "crate::applicant",
        "crate::dossier",
        "std::fs",
    ];
    forbid("src/recognise", &words, &[]);
    forbid("src/facts.rs", &["use crate::"], &[]);
}

#[test]
fn threads_and_caught_panics_live_in_scan() {
    // A network is waited for from a plain thread: the runtime's pool is another rayon's.
    forbid("src", &["rayon", "std::thread", "catch_unwind"], &["src/scan", "src/observe/text/ocr/model.rs"]);
}

#[test]
fn renderers_decide_nothing() {
    forbid("src/report", &["crate::judge::judge(", "std::fs", "crate::decode", "crate::observe"], &[]);
}

/// Strings and characters in tests are samples; what is compared with pages must be data.
#[test]
fn no_word_of_a_document_kind_in_code() {
    let words = [
        "毕业证书",
        "学位证书",
        "身份证明",
        "公需科目",
        "承诺书",
        "公示证明",
        "推荐意见",
        "考核登记表",
        "备案表",
        "任职资格证书",
    ];
    for below in ["src/recognise", "src/observe", "src/decode", "src/judge.rs", "src/look.rs", "src/scan"] {
        for (path, code) in sources(below) {
            if path.components().any(|part| part.as_os_str() == "tests") || path.ends_with("tests.rs") {
                continue;
            }
            let code = code.split("#[cfg(test)]").next().unwrap_or_default();
            for word in words {
                assert!(!code.contains(word), "{} knows {word}: move it to profiles/kinds", path.display());
            }
        }
    }
}

#[test]
fn network_and_abort_are_nowhere() {
    forbid("src", &["std::net", "TcpStream", "UdpSocket"], &[]);
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    assert!(!manifest.contains("\"abort\""));
}

#[test]
fn every_check_has_its_file_and_its_words() {
    let ids = checks::ids();
    let mut sorted = ids.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(ids, sorted, "checks are listed by id, once");
    for check in checks::ALL {
        let file = root().join("src/checks").join(check.id.replace('-', "_") + ".rs");
        assert!(file.is_file(), "{} has no file of its own", check.id);
        for words in [check.title, check.what, check.why, check.example, check.remedy] {
            assert!(!words.zh.is_empty() && !words.en.is_empty(), "{}", check.id);
        }
        for lang in [Lang::Zh, Lang::En] {
            assert!(checks::explain(check.id, lang).unwrap().contains(check.id));
        }
    }
}

/// Contract names: renaming one breaks rosters, profiles and other people's scripts.
#[test]
fn the_list_of_checks_is_frozen() {
    let list = "bad-check-digit blank-page cannot-open cut-page cut-text damaged-file duplicate-file early-document early-publicity \
        empty-file empty-folder escaping-link expired-id few-hours fewer-pages forbidden-document \
        foreign-id-number foreign-name foreign-number future-date glare-over-text illegible-page last-attempt low-resolution \
        misnamed-file missing-item missing-seal missing-side missing-signature missing-year outside-window \
        oversized-file password-protected poor-scan repeated-year screen-photo short-publicity skewed-page specimen-number \
        stale-report stand-in tiny-page \
        too-few too-many-attempts turned-page undated-document unlisted-specialty unread-page unreadable-entry unstated-term \
        unsupported-format unused-document wrong-document wrong-format";
    assert_eq!(checks::ids(), list.split_whitespace().collect::<Vec<_>>());
}

/// `SCANLINT_BLESS=1 cargo test --release --test catalogue` writes the tables anew.
#[test]
fn the_readme_has_the_tables_of_the_program() {
    let path = root().join("README.md");
    let mut readme = fs::read_to_string(&path).unwrap();
    let before = readme.clone();
    for (name, table) in
        [("checks-zh", checks::markdown(Lang::Zh)), ("checks-en", checks::markdown(Lang::En))]
    {
        let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
        let from = readme.find(&begin).expect("the README has the table's marks") + begin.len();
        let to = readme[from..].find(&end).expect("the README has the table's end") + from;
        readme.replace_range(from..to, &table);
    }
    if std::env::var_os("SCANLINT_BLESS").is_some() {
        fs::write(&path, &readme).unwrap();
        return;
    }
    assert_eq!(before, readme, "run SCANLINT_BLESS=1 cargo test --release --test catalogue");
}

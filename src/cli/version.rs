//! `--version`, and with `--verbose` what the program carries.
//!
//! Why it exists: weights of other people travel inside the binary; their licences ask to travel with them, and a
//! committee may ask which models read its pages.

use std::fmt::Write as _;

use super::pick;
use crate::finding::Lang;

/// What is printed.
pub fn text(lang: Lang, verbose: bool) -> String {
    let mut text = format!("scanlint {}\n", env!("CARGO_PKG_VERSION"));
    if verbose {
        // Writing to a string does not fail.
        let _ = carried(&mut text, lang);
    }
    text
}

#[cfg(not(feature = "read"))]
fn carried(text: &mut String, lang: Lang) -> std::fmt::Result {
    let none = pick(
        lang,
        "这个版本不带读图模型：图片里的文字读不出来。",
        "Built without models: text in pictures is not read.",
    );
    writeln!(text, "\n{none}")
}

#[cfg(feature = "read")]
fn carried(text: &mut String, lang: Lang) -> std::fmt::Result {
    use crate::observe::text::ocr::weights::{Embedded, FILES};

    writeln!(
        text,
        "\n{}\n",
        pick(
            lang,
            "内置的模型（只在本机运行，从不联网）：",
            "Models inside (they run on this machine only):"
        )
    )?;
    let is_licence = |file: &&Embedded| file.file.starts_with("licence-");
    for file in FILES.iter().filter(|file| !is_licence(file)) {
        writeln!(text, "  {}", file.file)?;
        writeln!(text, "    {}; {}", file.origin, file.licence)?;
        writeln!(text, "    {} {}; SHA-256 {}", file.package, file.version, file.sha256)?;
    }
    for file in FILES.iter().filter(is_licence) {
        writeln!(text, "\n──── {} ({}, {}) ────\n", file.file, file.origin, file.licence)?;
        writeln!(text, "{}", String::from_utf8_lossy(file.bytes).trim())?;
    }
    Ok(())
}

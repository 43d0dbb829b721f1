//! The version, and on request whose models are inside.
//!
//! Why it exists: the licences of the embedded models ask that their texts and their authors' names go with them;
//! a program that is one file must be able to print them.

use clap::ArgMatches;

use super::pick;
use crate::finding::Lang;

/// What `--version` prints, with or without `--verbose`.
pub fn text(matches: &ArgMatches, lang: Lang) -> String {
    let version = format!("scanlint {}\n", env!("CARGO_PKG_VERSION"));
    if matches.get_flag("verbose") { version + &inside(lang) } else { version }
}

#[cfg(not(feature = "read"))]
fn inside(lang: Lang) -> String {
    pick(
        lang,
        "这个版本编译时没有带上识字功能（--no-default-features），不含任何模型。\n",
        "Built without reading of pictures (--no-default-features); no models inside.\n",
    )
    .to_owned()
}

#[cfg(feature = "read")]
fn inside(lang: Lang) -> String {
    let carried = crate::observe::text::ocr::weights::carried();
    let mut said =
        format!("\n{}\n", pick(lang, "内含的识字模型：", "Models for reading pictures, embedded:"));
    for file in carried.iter().filter(|file| file.text.is_none()) {
        said += &format!("  {}  sha256 {}\n    {}\n", file.file, &file.sha256[..SHORT], origin(file, lang));
    }
    for file in carried {
        if let Some(text) = file.text {
            let text = String::from_utf8_lossy(text);
            said += &format!("\n──── {}\n     {}\n\n{}\n", file.file, origin(file, lang), text.trim_end());
        }
    }
    said
}

/// Enough of a checksum to tell files apart.
#[cfg(feature = "read")]
const SHORT: usize = 12;

#[cfg(feature = "read")]
fn origin(file: &crate::observe::text::ocr::weights::Carried, lang: Lang) -> String {
    match file.origin {
        Some(origin) => {
            format!("{} {} · {} · {}", origin.package, origin.version, origin.licence, origin.whose)
        }
        None => pick(
            lang,
            "编译者自备的文件（SCANLINT_MODELS），来源和许可证请问编译者",
            "the builder's own file (SCANLINT_MODELS); ask the builder for its origin and licence",
        )
        .to_owned(),
    }
}

//! `duplicate-file`: same file twice.
//!
//! Two files are equal byte for byte; they count once.

use super::{Check, Run, Words};
use std::collections::BTreeMap;

use super::Out;
use crate::dossier::Dossier;
use crate::finding::{Effect, Place, Scope, Text};

pub const CHECK: Check = Check {
    id: "duplicate-file",
    scope: Scope::File,
    effect: Effect::Note,
    limit: None,
    run: Run::Facts(run),
    title: Words { zh: "重复的文件", en: "Same file twice" },
    what: Words {
        zh: "两个文件的内容一个字节不差，只算一份。",
        en: "Two files are equal byte for byte; they count once.",
    },
    why: Words {
        zh: "重复上传不能当两份材料，也常意味着漏了另一份。",
        en: "A copy does not count as a second document, and often stands where another should be.",
    },
    example: Words {
        zh: "2019年公需课.pdf 和 2020年公需课.pdf 是同一个文件。",
        en: "ce-2019.pdf and ce-2020.pdf are the same file.",
    },
    remedy: Words {
        zh: "如果本该是两份不同的材料，请换成正确的那份；否则删掉一份。",
        en: "If two different documents were meant, replace one; else delete one.",
    },
};

fn run(dossier: &Dossier, out: &mut Out) {
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, file) in dossier.files.iter().enumerate() {
        if file.sha256.is_empty() || file.bytes == 0 {
            continue;
        }
        let Some(&original) = first.get(file.sha256.as_str()) else {
            first.insert(&file.sha256, index);
            continue;
        };
        let other = &dossier.files[original].path;
        let message = Text::new(
            format!("与“{other}”内容完全相同，只算一份"),
            format!("equal to \"{other}\" byte for byte; they count once"),
        );
        out.add(&CHECK, Place::of_file(index), message);
    }
}

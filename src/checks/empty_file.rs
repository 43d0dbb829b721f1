//! `empty-file`: empty file.
//!
//! The file has zero bytes.

use super::Out;
use super::{Check, Run, Words};
use crate::dossier::Dossier;
use crate::facts::Problem;
use crate::finding::{Effect, Place, Scope, Text};

pub const CHECK: Check = Check {
    id: "empty-file",
    scope: Scope::File,
    effect: Effect::Unusable,
    limit: None,
    run: Run::Facts(run),
    title: Words { zh: "空文件", en: "Empty file" },
    what: Words { zh: "文件大小是 0 字节。", en: "The file has zero bytes." },
    why: Words {
        zh: "什么也没传上去，视为没有提交。",
        en: "Nothing was uploaded; it counts as not submitted.",
    },
    example: Words { zh: "承诺书.jpg 大小为 0 KB。", en: "pledge.jpg has 0 KB." },
    remedy: Words { zh: "重新扫描或重新复制这份文件。", en: "Scan or copy the file again." },
};

fn run(dossier: &Dossier, out: &mut Out) {
    for (index, file) in dossier.files.iter().enumerate() {
        if file.problems.contains(&Problem::Empty) {
            let place = Place::of_file(index);
            let message = Text::new("文件是空的", "the file is empty");
            out.add(&CHECK, place, message)
                .measured(Text::new("0 字节", "0 bytes"), Text::new("大于 0 字节", "more than 0 bytes"));
        }
    }
}

//! `empty-folder`: folder holds no documents.
//!
//! The folder holds no file to check.

use super::Out;
use super::{Check, Run, Words};
use crate::dossier::Dossier;
use crate::finding::{Effect, Place, Scope, Text};

pub const CHECK: Check = Check {
    id: "empty-folder",
    scope: Scope::Submission,
    effect: Effect::Unusable,
    limit: None,
    run: Run::Submission(run),
    title: Words { zh: "文件夹里没有材料", en: "Folder holds no documents" },
    what: Words {
        zh: "文件夹里一个可以检查的文件也没有。", en: "The folder holds no file to check."
    },
    why: Words { zh: "多半是选错了文件夹。", en: "Most likely it is the wrong folder." },
    example: Words {
        zh: "材料在下一级文件夹，或还没解压。",
        en: "The documents lie elsewhere, or are still inside a ZIP.",
    },
    remedy: Words {
        zh: "确认文件夹路径；压缩包请先解压。", en: "Check the path; unpack archives first."
    },
};

fn run(dossier: &Dossier, out: &mut Out) {
    if dossier.files.is_empty() {
        out.add(
            &CHECK,
            Place::default(),
            Text::new("文件夹里没有可以检查的文件", "there is no file to check"),
        );
    }
}

//! `escaping-link`: link leaves the folder.
//!
//! A symbolic link points outside the folder; it was not followed.

use super::Out;
use super::{Check, Run, Words};
use crate::dossier::Dossier;
use crate::finding::{Effect, Place, Scope, Text};
use crate::submission::WalkProblem;

pub const CHECK: Check = Check {
    id: "escaping-link",
    scope: Scope::File,
    effect: Effect::Unusable,
    limit: None,
    run: Run::Facts(run),
    title: Words { zh: "链接指向文件夹外", en: "Link leaves the folder" },
    what: Words {
        zh: "文件夹里的快捷链接（符号链接）指向别处，没有跟过去看。",
        en: "A symbolic link points outside the folder; it was not followed.",
    },
    why: Words {
        zh: "上传的是文件夹里的内容，外面的文件不会跟着上传；也防止误读别人的文件。",
        en: "What lies outside is not uploaded with the folder, and may be somebody else's file.",
    },
    example: Words { zh: "学历 -> /home/other/diploma.pdf", en: "diploma -> /home/other/diploma.pdf" },
    remedy: Words {
        zh: "把文件本身复制进文件夹，删掉链接。",
        en: "Copy the file itself into the folder and delete the link.",
    },
};

fn run(dossier: &Dossier, out: &mut Out) {
    for (index, file) in dossier.files.iter().enumerate() {
        if file.walk_problem == Some(WalkProblem::LeavesFolder) {
            let place = Place::of_file(index);
            let message = Text::new(
                "链接指向文件夹以外，没有跟过去看",
                "the link points outside the folder and was not followed",
            );
            out.add(&CHECK, place, message);
        }
    }
}

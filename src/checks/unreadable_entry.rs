//! `unreadable-entry`: entry cannot be read.
//!
//! The system refuses to read this file or folder, or it is no ordinary file.

use super::Out;
use super::{Check, Run, Words};
use crate::dossier::Dossier;
use crate::finding::{Effect, Place, Scope, Text};
use crate::submission::WalkProblem;

pub const CHECK: Check = Check {
    id: "unreadable-entry",
    scope: Scope::File,
    effect: Effect::Undecided,
    limit: None,
    run: Run::Facts(run),
    title: Words { zh: "读不到文件", en: "Entry cannot be read" },
    what: Words {
        zh: "系统不让读取这个文件或文件夹，或者它不是普通文件。",
        en: "The system refuses to read this file or folder, or it is no ordinary file.",
    },
    why: Words { zh: "里面的材料没有检查。", en: "What is in it was not checked." },
    example: Words {
        zh: "没有权限打开子文件夹“证书”。",
        en: "No permission to open the sub-folder “certificates”.",
    },
    remedy: Words {
        zh: "检查权限，或把文件重新复制一份到文件夹里。",
        en: "Check the permissions, or copy the file into the folder anew.",
    },
};

fn run(dossier: &Dossier, out: &mut Out) {
    for (index, file) in dossier.files.iter().enumerate() {
        let message = match &file.walk_problem {
            Some(WalkProblem::BrokenLink) => {
                Text::new("链接是断的，或绕成了圈", "the link is broken or runs in a circle")
            }
            Some(WalkProblem::NotAFile) => Text::new(
                "不是普通文件（管道、设备等），没有打开",
                "no ordinary file (a pipe, a device …); it was not opened",
            ),
            Some(WalkProblem::Unreadable(words)) => {
                Text::new(format!("读不到：{words}"), format!("cannot be read: {words}"))
            }
            Some(WalkProblem::LeavesFolder) | None => continue,
        };
        out.add(&CHECK, Place::of_file(index), message);
    }
}

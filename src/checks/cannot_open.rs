//! `cannot-open`: file cannot be opened.
//!
//! The file is broken beyond showing a single page, or unreasonably large.

use super::Out;
use super::{Check, Run, Words};
use crate::dossier::Dossier;
use crate::facts::{Intake, Problem};
use crate::finding::{Effect, Place, Scope, Text};

pub const CHECK: Check = Check {
    id: "cannot-open",
    scope: Scope::File,
    effect: Effect::Unusable,
    limit: None,
    run: Run::Facts(run),
    title: Words { zh: "文件打不开", en: "File cannot be opened" },
    what: Words {
        zh: "文件内容损坏到一页也显示不出来，或大得不合常理。",
        en: "The file is broken beyond showing a single page, or unreasonably large.",
    },
    why: Words {
        zh: "审核人员同样打不开，漏传、错传、不传的一律视为没有相关资料。",
        en: "The reviewer cannot open it either, and what cannot be seen counts as not submitted.",
    },
    example: Words {
        zh: "学位证.pdf 只有前 2 KB，下载中断。",
        en: "degree.pdf holds only its first 2 KB: the download was cut.",
    },
    remedy: Words {
        zh: "在自己电脑上双击试试；打不开就重新扫描或重新下载后再上传。",
        en: "Try to open it on your own computer; if that fails, scan or download it again.",
    },
};

fn run(dossier: &Dossier, out: &mut Out) {
    for (index, file) in dossier.files.iter().enumerate() {
        let empty = file.problems.contains(&Problem::Empty);
        if file.intake != Intake::CannotOpen || empty || file.walk_problem.is_some() {
            continue;
        }
        let place = Place::of_file(index);
        let reason = reason(file.problems.first().copied());
        let media = file.media.name();
        let message = Text::new(
            format!("文件打不开（{media}）：{}", reason.zh),
            format!("cannot be opened ({media}): {}", reason.en),
        );
        out.add(&CHECK, place, message);
    }
}

/// The problem in words.
fn reason(problem: Option<Problem>) -> Words {
    match problem {
        Some(Problem::Unreadable) => Words { zh: "系统不让读取", en: "the system refuses to read it" },
        Some(Problem::TooManyBytes) => Words { zh: "文件太大", en: "too many bytes" },
        Some(Problem::TooManyPixels) => Words {
            zh: "声称的图像尺寸大得不合常理",
            en: "it claims an unreasonable size in pixels",
        },
        Some(Problem::TooManyPages) => Words { zh: "页数太多", en: "too many pages" },
        Some(Problem::TooComplex) => {
            Words { zh: "内容复杂得画不完", en: "its drawing would never end" }
        }
        Some(Problem::Truncated) => {
            Words { zh: "文件不完整，后面的内容丢失", en: "it ends before its content does" }
        }
        Some(Problem::NoPages) => Words { zh: "里面一页也没有", en: "it holds no page" },
        Some(Problem::DecoderFailed) => Words { zh: "解码时出错", en: "decoding failed" },
        _ => Words { zh: "内容已损坏", en: "its content is broken" },
    }
}

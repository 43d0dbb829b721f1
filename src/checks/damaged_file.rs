//! `damaged-file`: file is damaged.
//!
//! It opens, but part of its data is lost or its structure had to be rebuilt. A cut picture is unusable; a PDF with a cut part needs review; a rebuilt structure alone is a warning.

use super::Out;
use super::{Check, Run, Words};
use crate::dossier::Dossier;
use crate::facts::{Intake, Problem};
use crate::finding::{Effect, Place, Scope, Text};

pub const CHECK: Check = Check {
    id: "damaged-file",
    scope: Scope::File,
    effect: Effect::Warn,
    limit: None,
    run: Run::Facts(run),
    title: Words { zh: "文件有损坏", en: "File is damaged" },
    what: Words {
        zh: "文件能打开，但有一部分数据丢失或结构需要修复。单页图片缺了一截视为不可用；多页 PDF 里缺了一截需人工核对；只是结构需要修复则提醒。",
        en: "It opens, but part of its data is lost or its structure had to be rebuilt. A cut picture is unusable; a PDF with a cut part needs review; a rebuilt structure alone is a warning.",
    },
    why: Words {
        zh: "损坏的部分显示成灰块或空白，审核人员看不到内容。",
        en: "The lost part shows as grey or white, and the reviewer cannot see it.",
    },
    example: Words {
        zh: "照片传到一半断网，下半页是灰色。",
        en: "The upload stopped half-way; the lower half of the page is grey.",
    },
    remedy: Words {
        zh: "重新扫描或重新导出这份文件，打开看过每一页完整后再上传。",
        en: "Scan or export the file again and look at every page before uploading.",
    },
};

/// Lost content of a single picture makes it unusable; of a file of several pages, nobody knows which page it
/// was: review. A structure that was rebuilt without loss is a warning.
fn run(dossier: &Dossier, out: &mut Out) {
    for (index, file) in dossier.files.iter().enumerate() {
        if file.intake != Intake::Damaged && !file.problems.contains(&Problem::NoEndMarker) {
            continue;
        }
        let lost = |p: &Problem| !matches!(p, Problem::Rebuilt | Problem::NoEndMarker);
        let lost = file.problems.iter().any(lost);
        let place = Place::of_file(index);
        let (effect, message) = match (lost, file.pages.len()) {
            (true, 0 | 1) => (
                Effect::Unusable,
                Text::new("文件不完整，页面有一部分丢失", "the file is incomplete; part of the page is lost"),
            ),
            (true, pages) => (
                Effect::Undecided,
                Text::new(
                    format!("文件有损坏，{pages} 页里可能有内容丢失"),
                    format!("the file is damaged; content may be lost on some of its {pages} pages"),
                ),
            ),
            (false, _) => (
                Effect::Warn,
                Text::new(
                    "文件结构有小毛病，已按修复后的内容检查",
                    "its structure has a flaw; it was checked as repaired",
                ),
            ),
        };
        out.add(&CHECK, place, message).effect(effect);
    }
}

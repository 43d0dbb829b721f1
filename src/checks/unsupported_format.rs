//! `unsupported-format`: unsupported format.
//!
//! The file is neither a picture nor a PDF (Word, archive, HEIC photo, video …).

use super::Out;
use super::{Check, Run, Words};
use crate::dossier::Dossier;
use crate::facts::{Intake, Media};
use crate::finding::{Effect, Place, Scope, Text};

pub const CHECK: Check = Check {
    id: "unsupported-format",
    scope: Scope::File,
    effect: Effect::Unusable,
    limit: None,
    run: Run::Facts(run),
    title: Words { zh: "不支持的格式", en: "Unsupported format" },
    what: Words {
        zh: "文件不是图片或 PDF（例如 Word、压缩包、HEIC 照片、视频）。",
        en: "The file is neither a picture nor a PDF (Word, archive, HEIC photo, video …).",
    },
    why: Words {
        zh: "上报系统和审核人员一般只看图片和 PDF。",
        en: "Portals and reviewers look at pictures and PDFs only.",
    },
    example: Words { zh: "总结.docx；IMG_001.HEIC。", en: "summary.docx; IMG_001.HEIC." },
    remedy: Words { zh: "另存为 PDF 或 JPEG 再放进来。", en: "Save it as PDF or JPEG." },
};

fn run(dossier: &Dossier, out: &mut Out) {
    for (index, file) in
        dossier.files.iter().enumerate().filter(|(_, file)| file.intake == Intake::Unsupported)
    {
        let (what, remedy) = words(file.media);
        let message =
            Text::new(format!("不支持的格式：{}", what.zh), format!("unsupported format: {}", what.en));
        out.add(&CHECK, Place::of_file(index), message).remedy(remedy.text());
    }
}

/// The format, and the one thing to do about it.
fn words(media: Media) -> (Words, Words) {
    match media {
        Media::Heic => (
            Words { zh: "HEIC 照片", en: "HEIC photo" },
            Words {
                zh: "在手机“设置—相机—格式”里选“兼容性最佳”，或把照片另存为 JPEG。",
                en: "Convert it to JPEG (on the phone: Settings, Camera, Formats, Most Compatible).",
            },
        ),
        Media::Office => (
            Words { zh: "Word、Excel 等办公文档", en: "office document" },
            Words {
                zh: "在办公软件里“另存为 PDF”；需要签字盖章的，打印签字后扫描。",
                en: "Save it as PDF; what needs a signature or seal is printed, signed and scanned.",
            },
        ),
        Media::Archive => (
            Words { zh: "压缩包", en: "archive" },
            Words {
                zh: "先解压，再检查解压出来的文件夹。",
                en: "Unpack it and check the folder that comes out.",
            },
        ),
        Media::Text => (Words { zh: "文本文件", en: "text file" }, CHECK.remedy),
        Media::Video => (Words { zh: "视频", en: "video" }, CHECK.remedy),
        Media::Audio => (Words { zh: "音频", en: "audio" }, CHECK.remedy),
        _ => (Words { zh: "不认识的内容", en: "content that no signature explains" }, CHECK.remedy),
    }
}

//! `oversized-file`: file is larger than the limit.
//!
//! The file is larger than the portal takes.

use super::Out;
use super::{Check, Run, Words};
use crate::dossier::Dossier;
use crate::finding::{Effect, Place, Scope, Text};

pub const CHECK: Check = Check {
    id: "oversized-file",
    scope: Scope::File,
    effect: Effect::Warn,
    limit: None,
    run: Run::Facts(run),
    title: Words { zh: "文件超过大小限制", en: "File is larger than the limit" },
    what: Words {
        zh: "文件比上报系统允许的大。", en: "The file is larger than the portal takes."
    },
    why: Words { zh: "超过限制可能传不上去。", en: "The portal may refuse it." },
    example: Words {
        zh: "单个文件限 10 MB，这份 25 MB。", en: "The limit is 10 MB; this one has 25 MB."
    },
    remedy: Words {
        zh: "降低到 200–300 dpi 灰度或彩色重新导出 PDF，不要缩得看不清。",
        en: "Export it again at 200–300 dpi; do not shrink it until it is illegible.",
    },
};

fn run(dossier: &Dossier, out: &mut Out) {
    let Some(most) = dossier.profile.limits.file_bytes else { return };
    for (index, file) in dossier.files.iter().enumerate().filter(|(_, file)| file.bytes > most) {
        let kb = |bytes: u64| format!("{} KB", bytes.div_ceil(1024));
        let message = Text::new(
            format!("文件有 {}，限 {}", kb(file.bytes), kb(most)),
            format!("{}; the limit is {}", kb(file.bytes), kb(most)),
        );
        out.add(&CHECK, Place::of_file(index), message)
            .measured(Text::plain(kb(file.bytes)), Text::plain(kb(most)));
    }
}

//! `wrong-format`: format is not the portal's.
//!
//! It opens, but is none of the formats that the profile lists.

use super::Out;
use super::{Check, Run, Words};
use crate::dossier::Dossier;
use crate::finding::{Effect, Place, Scope, Text};

pub const CHECK: Check = Check {
    id: "wrong-format",
    scope: Scope::File,
    effect: Effect::Warn,
    limit: None,
    run: Run::Facts(run),
    title: Words { zh: "格式不是系统要的", en: "Format is not the portal's" },
    what: Words {
        zh: "能打开，但不是规则列出的格式。",
        en: "It opens, but is none of the formats that the profile lists.",
    },
    why: Words { zh: "上报系统可能不收。", en: "The portal may refuse it." },
    example: Words {
        zh: "系统只收 JPG 和 PDF，这是 TIFF。",
        en: "The portal takes JPG and PDF; this is TIFF.",
    },
    remedy: Words { zh: "另存为列出的格式。", en: "Save it in one of the listed formats." },
};

fn run(dossier: &Dossier, out: &mut Out) {
    let formats = &dossier.profile.limits.formats;
    if formats.is_empty() {
        return;
    }
    for (index, file) in dossier.files.iter().enumerate().filter(|(_, file)| file.intake.has_pages()) {
        let media = file.media.name();
        if !formats.iter().any(|format| format.eq_ignore_ascii_case(media)) {
            let list = formats.join(", ");
            let message = Text::new(
                format!("格式是 {media}，只收 {list}"),
                format!("the format is {media}; only {list} are taken"),
            );
            out.add(&CHECK, Place::of_file(index), message)
                .measured(Text::plain(media), Text::plain(list));
        }
    }
}

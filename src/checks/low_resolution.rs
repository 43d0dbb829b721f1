//! `low-resolution`: low resolution.
//!
//! A scan's effective resolution, or a picture's pixel count, is below what is advised.

use super::Out;
use super::{Check, Run, Words};
use crate::dossier::Dossier;
use crate::facts::{Origin, PageId};
use crate::finding::{Effect, Place, Scope, Text};

pub const CHECK: Check = Check {
    id: "low-resolution",
    scope: Scope::Page,
    effect: Effect::Warn,
    limit: None,
    run: Run::Facts(run),
    title: Words { zh: "分辨率偏低", en: "Low resolution" },
    what: Words {
        zh: "扫描页的有效分辨率或图片的像素数低于建议值。",
        en: "A scan's effective resolution, or a picture's pixel count, is below what is advised.",
    },
    why: Words {
        zh: "分辨率低，小字放大后就看不清。", en: "Small print cannot be read when enlarged."
    },
    example: Words { zh: "A4 纸只扫成 75 dpi。", en: "An A4 sheet scanned at 75 dpi." },
    remedy: Words {
        zh: "用 300 dpi 重新扫描；手机拍照时靠近一些，让纸占满画面。",
        en: "Scan again at 300 dpi; with a phone, go closer and fill the frame.",
    },
};

fn run(dossier: &Dossier, out: &mut Out) {
    let limits = &dossier.profile.limits;
    for (index, file) in dossier.files.iter().enumerate() {
        for (number, page) in file.pages.iter().enumerate() {
            let Some(glance) = page.facts.glance() else { continue };
            let place =
                Place { file: Some(index), page: u32::try_from(number).ok().map(PageId), ..Place::default() };
            let shorter = glance.width.min(glance.height);
            if let (Some(dpi), Some(least)) = (glance.dpi.value(), limits.least_dpi)
                && dpi < least
            {
                let message =
                    Text::new(format!("扫描分辨率只有 {dpi} dpi"), format!("scanned at only {dpi} dpi"));
                out.add(&CHECK, place, message)
                    .measured(Text::plain(format!("{dpi} dpi")), Text::plain(format!("{least} dpi")));
            } else if let (Origin::Picture, Some(least)) = (glance.origin, limits.least_pixels)
                && shorter < least
            {
                let message = Text::new(
                    format!("图片短边只有 {shorter} 像素"),
                    format!("the picture's shorter side has only {shorter} pixels"),
                );
                out.add(&CHECK, place, message).measured(
                    Text::new(format!("{shorter} 像素"), format!("{shorter} px")),
                    Text::new(format!("{least} 像素"), format!("{least} px")),
                );
            }
        }
    }
}

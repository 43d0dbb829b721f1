//! `tiny-page`: page is small in the picture.
//!
//! The sheet fills only a small part of the picture; the rest is table and the like.

use super::pages::tell;
use super::{Check, Out, Run, Words};
use crate::dossier::Dossier;
use crate::finding::{Effect, Scope};
use crate::legible::Defect;

pub const CHECK: Check = Check {
    id: "tiny-page",
    scope: Scope::Page,
    effect: Effect::Warn,
    limit: None,
    run: Run::Facts(run),
    title: Words {
        zh: "纸在画面里太小",
        en: "Page is small in the picture",
    },
    what: Words {
        zh: "纸只占画面的一小部分，其余是桌面等背景。",
        en: "The sheet fills only a small part of the picture; the rest is table and the like.",
    },
    why: Words {
        zh: "纸越小，字的像素越少，放大就糊。",
        en: "The smaller the sheet, the fewer the pixels of its text.",
    },
    example: Words {
        zh: "站着拍桌上的身份证。",
        en: "An ID card on a table, photographed from a standing height.",
    },
    remedy: Words {
        zh: "请靠近些拍，或裁掉四周的背景，让纸占满画面。",
        en: "Go closer, or crop the background, so that the page fills the picture.",
    },
};

/// Whether its text is too small is measured by itself; this says what to do.
fn run(dossier: &Dossier, out: &mut Out) {
    tell(dossier, out, &CHECK, (Defect::TinyPage, |cause| if cause.fails { Effect::Warn } else { Effect::Note }));
}

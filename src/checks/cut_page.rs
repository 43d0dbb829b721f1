//! `cut-page`: page is not wholly in the picture.
//!
//! Some borders of the sheet are in the picture and others are not: it was not caught whole.

use super::pages::tell;
use super::{Check, Out, Run, Words};
use crate::dossier::Dossier;
use crate::finding::{Effect, Scope};
use crate::legible::Defect;

pub const CHECK: Check = Check {
    id: "cut-page",
    scope: Scope::Page,
    effect: Effect::Warn,
    limit: None,
    run: Run::Facts(run),
    title: Words {
        zh: "页面没有拍全",
        en: "Page is not wholly in the picture",
    },
    what: Words {
        zh: "有的纸边在画面里，有的不在：页面没有拍全。",
        en: "Some borders of the sheet are in the picture and others are not: it was not caught whole.",
    },
    why: Words {
        zh: "没拍到的部分等于没有提交。",
        en: "What is not in the picture was not submitted.",
    },
    example: Words {
        zh: "只拍到证书的上半部分。",
        en: "Only the upper part of the certificate is in the picture.",
    },
    remedy: Words {
        zh: "请把四个角都拍进画面再上传。",
        en: "Take the picture again with all four corners inside it.",
    },
};

/// A border may lie outside by a hair: so no more than a warning.
fn run(dossier: &Dossier, out: &mut Out) {
    tell(dossier, out, &CHECK, (Defect::CutPage, |_| CHECK.effect));
}

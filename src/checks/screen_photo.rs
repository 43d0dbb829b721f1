//! `screen-photo`: photographed from a screen.
//!
//! The pattern of a screen (moiré) lies over the page; its text is still read.

use super::pages::judged;
use super::{Check, Out, Run, Words};
use crate::dossier::Dossier;
use crate::finding::{Effect, Scope, Text};
use crate::legible::{Defect, Legible, words};

pub const CHECK: Check = Check {
    id: "screen-photo",
    scope: Scope::Page,
    effect: Effect::Warn,
    limit: None,
    run: Run::Facts(run),
    title: Words {
        zh: "拍的是屏幕",
        en: "Photographed from a screen",
    },
    what: Words {
        zh: "页面上有屏幕的网纹（摩尔纹），字还读得出。",
        en: "The pattern of a screen (moiré) lies over the page; its text is still read.",
    },
    why: Words {
        zh: "翻拍屏幕的照片常被退回，小字也容易花。",
        en: "Photographs of a screen are often sent back, and small print breaks up in them.",
    },
    example: Words {
        zh: "用手机拍电脑上打开的学历报告。",
        en: "A phone photo of a report opened on a computer.",
    },
    remedy: Words {
        zh: "不要拍屏幕：请用截图或“另存为 PDF”；纸质材料请直接扫描或拍纸。",
        en: "Do not photograph a screen: take a screenshot or save as PDF; scan or photograph paper itself.",
    },
};

/// A page that was not read tells of it as a cause (`illegible-page`).
fn run(dossier: &Dossier, out: &mut Out) {
    for page in judged(dossier).filter(|page| page.verdict.legible == Legible::Yes) {
        let Some(cause) = page.verdict.cause(Defect::ScreenPhoto) else { continue };
        let message = Text::new("像是翻拍的屏幕", "it looks photographed from a screen");
        let (measured, limit) = words::figures(&[cause]);
        out.add(&CHECK, page.place(&[cause]), message).measured(measured, limit);
    }
}

//! `skewed-page`: page lies askew.
//!
//! The page lies askew or was photographed aslant. It was straightened before it was read; only a strong slant is a warning.

use super::pages::tell;
use super::{Check, Out, Run, Words};
use crate::dossier::Dossier;
use crate::finding::{Effect, Scope};
use crate::legible::Defect;

pub const CHECK: Check = Check {
    id: "skewed-page",
    scope: Scope::Page,
    effect: Effect::Warn,
    limit: None,
    run: Run::Facts(run),
    title: Words {
        zh: "页面歪斜",
        en: "Page lies askew",
    },
    what: Words {
        zh: "页面放歪了或斜着拍。读之前已经转正；歪得厉害才提醒。",
        en: "The page lies askew or was photographed aslant. It was straightened before it was read; only a strong slant is a warning.",
    },
    why: Words {
        zh: "歪斜的页面看着费力，四角的字也容易变形。",
        en: "A slanted page is a strain to read, and text in its corners is distorted.",
    },
    example: Words {
        zh: "证书斜放在桌上拍。",
        en: "A certificate photographed as it lay across the table.",
    },
    remedy: Words {
        zh: "请把纸放正，手机与纸面平行，重新扫描或重拍。",
        en: "Lay the paper straight, hold the phone parallel to it, and take it again.",
    },
};

/// Reading straightens; what is told is for the clerk's eyes.
fn run(dossier: &Dossier, out: &mut Out) {
    tell(dossier, out, &CHECK, (Defect::Skewed, |cause| if cause.fails { Effect::Warn } else { Effect::Note }));
}

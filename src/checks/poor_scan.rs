//! `poor-scan`: poor scan.
//!
//! The page was read although it is beyond a limit: blurred, dark, small and the like. A warning where it was read only just, else a note.

use super::pages::judged;
use super::{Check, Out, Run, Words};
use crate::dossier::Dossier;
use crate::finding::{Effect, Scope, Text};
use crate::legible::{Defect, Legible, Weight, words};

pub const CHECK: Check = Check {
    id: "poor-scan",
    scope: Scope::Page,
    effect: Effect::Warn,
    limit: None,
    run: Run::Facts(run),
    title: Words {
        zh: "扫描质量差",
        en: "Poor scan",
    },
    what: Words {
        zh: "页面读出来了，但模糊、太暗、字小等超出了界限。勉强读出的提醒，不妨碍识读的只作说明。",
        en: "The page was read although it is beyond a limit: blurred, dark, small and the like. A warning where it was read only just, else a note.",
    },
    why: Words {
        zh: "程序读得出，审核的人未必愿意费力看。",
        en: "What a program just reads, a clerk may not bother to.",
    },
    example: Words {
        zh: "页面左侧有阴影，字仍读得出。",
        en: "A shadow lies on the left of the page; its text is still read.",
    },
    remedy: Words {
        zh: "有条件时重新扫描：300 dpi、灰度或彩色、放平、光线均匀。",
        en: "If you can, scan it again: 300 dpi, grey or colour, flat, in even light.",
    },
};

/// Several small defects of one page are one finding, the gravest first. Those with a check of their own are left to it.
fn run(dossier: &Dossier, out: &mut Out) {
    for page in judged(dossier).filter(|page| page.verdict.legible == Legible::Yes) {
        let elsewhere = |defect: Defect| match defect {
            Defect::ScreenPhoto | Defect::Skewed | Defect::CutText | Defect::CutPage | Defect::TinyPage => true,
            Defect::Glare => page.glare_over_text().is_some(),
            _ => false,
        };
        let causes = page.causes(|cause| !elsewhere(cause.defect));
        if causes.is_empty() {
            continue;
        }
        let mend = page.verdict.weight == Weight::Mend && causes.iter().any(|cause| cause.sieves);
        let head = if mend {
            Text::new("勉强读得出", "it was read only just")
        } else {
            Text::new("读得出，但有缺点", "it was read, with defects")
        };
        let (said, place) = (words::causes(&causes), page.where_worst(&causes));
        let message = Text::new(
            format!("{}：{}{}", head.zh, said.zh, place.zh),
            format!("{}: {}{}", head.en, said.en, place.en),
        );
        let (measured, limit) = words::figures(&causes);
        let effect = if mend { Effect::Warn } else { Effect::Note };
        let place = page.place(&causes);
        out.add(&CHECK, place, message)
            .effect(effect)
            .measured(measured, limit)
            .remedy(words::remedies(&causes));
    }
}

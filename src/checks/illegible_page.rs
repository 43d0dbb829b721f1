//! `illegible-page`: page cannot be read.
//!
//! The page is beyond a limit of legibility and its text was not read: unusable, whatever it may be. Where measures and reading disagree, or text may have vanished (over-exposed, glare, black and white), a person looks.

use super::pages::{judged, others};
use super::{Check, Out, Run, Words};
use crate::dossier::Dossier;
use crate::finding::{Effect, Scope, Text};
use crate::legible::{Cause, Legible, Verdict, words};

pub const CHECK: Check = Check {
    id: "illegible-page",
    scope: Scope::Page,
    effect: Effect::Unusable,
    limit: None,
    run: Run::Facts(run),
    title: Words {
        zh: "页面看不清",
        en: "Page cannot be read",
    },
    what: Words {
        zh: "页面上的字既超出看不清的界限，又没有读出来：不可用，不管它是哪种材料。测量和识读不一致，或字可能已经消失（过曝、反光、黑白扫描）：待人工核对。",
        en: "The page is beyond a limit of legibility and its text was not read: unusable, whatever it may be. Where measures and reading disagree, or text may have vanished (over-exposed, glare, black and white), a person looks.",
    },
    why: Words {
        zh: "通知写明：上传材料不清晰由申报人承担后果。",
        en: "The notice says that the applicant bears the consequence of unclear uploads.",
    },
    example: Words {
        zh: "手机对焦不准，字迹模糊，40 行只读出 3 行。",
        en: "The phone was out of focus; of 40 lines 3 were read.",
    },
    remedy: Words {
        zh: "放平、对光、300 dpi 重新扫描，放大看得清每个字再上传。",
        en: "Scan again flat, well lit, at 300 dpi; zoom in and see that every character is clear.",
    },
};

/// One finding a page, its causes in order; also on what seems to be of no kind, which may be due to that.
fn run(dossier: &Dossier, out: &mut Out) {
    for page in judged(dossier).chain(others(dossier)) {
        let causes = page.causes(|cause| cause.sieves || cause.vanishes);
        let effect = match page.verdict.legible {
            Legible::Yes | Legible::NotAsked => continue,
            Legible::No => Effect::Unusable,
            Legible::Review | Legible::NotMeasured => Effect::Undecided,
        };
        let message = said(&page.verdict, &causes, &page.where_worst(&causes));
        let finding = out.add(&CHECK, page.place(&causes), message).effect(effect);
        if !causes.is_empty() {
            let (measured, limit) = words::figures(&causes);
            finding.measured(measured, limit).remedy(words::remedies(&causes));
        } else if effect == Effect::Undecided {
            finding.remedy(Text::new(
                "请放大看一眼：每个字都清楚即可；看不清就 300 dpi 重新扫描，或放平、对光重拍。",
                "Zoom in and see that every character is clear; else scan it again at 300 dpi, or photograph it again flat and well lit.",
            ));
        }
        if page.verdict.legible == Legible::NotMeasured {
            finding.lacks("legibility");
        }
    }
}

/// Whether it can be read, why not, and where it is worst.
pub fn said(verdict: &Verdict, causes: &[&Cause], place: &Text) -> Text {
    let head = match verdict.legible {
        Legible::No => Text::new("看不清", "it cannot be read"),
        Legible::NotMeasured => Text::new(
            "清晰度没有测出来，字也没有读全",
            "its legibility was not measured, and it was not read well either",
        ),
        Legible::Review | Legible::Yes | Legible::NotAsked => {
            Text::new("可能看不清，要人看一眼", "it may not be legible: a person must look")
        }
    };
    let told = [words::causes(causes)].into_iter().chain(words::read(verdict));
    let told: Vec<Text> = told.filter(|text| !text.is_empty()).collect();
    sentence(&head, &told, place)
}

/// "cannot be read: cause; cause; of 40 lines …; worst at the top".
fn sentence(head: &Text, told: &[Text], place: &Text) -> Text {
    let zh: Vec<&str> = told.iter().map(|text| text.zh.as_str()).collect();
    let en: Vec<&str> = told.iter().map(|text| text.en.as_str()).collect();
    let gap = |of: &[&str], mark: &'static str| if of.is_empty() { "" } else { mark };
    Text::new(
        format!("{}{}{}{}", head.zh, gap(&zh, "："), zh.join("；"), place.zh),
        format!("{}{}{}{}", head.en, gap(&en, ": "), en.join("; "), place.en),
    )
}

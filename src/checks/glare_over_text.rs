//! `glare-over-text`: glare lies over text.
//!
//! The page was read, but glare covers or ends part of its text.

use super::pages::judged;
use super::{Check, Out, Run, Words};
use crate::dossier::Dossier;
use crate::facts::Measure;
use crate::finding::{Effect, Scope, Text};
use crate::legible::{Defect, Legible, words};

pub const CHECK: Check = Check {
    id: "glare-over-text",
    scope: Scope::Page,
    effect: Effect::Warn,
    limit: None,
    run: Run::Facts(run),
    title: Words {
        zh: "反光盖住文字",
        en: "Glare lies over text",
    },
    what: Words {
        zh: "页面读出来了，但反光盖住或截断了部分文字。",
        en: "The page was read, but glare covers or ends part of its text.",
    },
    why: Words {
        zh: "反光处的字是空白，看起来像没有写过。",
        en: "Under glare text is blank, as if it had never been there.",
    },
    example: Words {
        zh: "塑封的证书在灯下反光，盖住了一行编号。",
        en: "A laminated certificate mirrors a lamp over the line with its number.",
    },
    remedy: Words {
        zh: "请关闪光灯，取下塑封或换个角度重拍，让灯光不照在字上。",
        en: "Switch the flash off, take it out of its cover or change the angle, so that no lamp shines on the text.",
    },
};

/// A page that was not read tells of its glare as a cause (`illegible-page`).
fn run(dossier: &Dossier, out: &mut Out) {
    for page in judged(dossier).filter(|page| page.verdict.legible == Legible::Yes) {
        let Some((value, limit)) = page.glare_over_text() else { continue };
        let causes = page.causes(|cause| cause.defect == Defect::Glare);
        let measure = Measure::GlareOverText;
        let (amount, place) = (words::amount(measure, value), page.where_worst(&causes));
        let message = Text::new(
            format!("反光盖住了 {} 的文字行{}", amount.zh, place.zh),
            format!("glare lies over {} of its lines{}", amount.en, place.en),
        );
        out.add(&CHECK, page.place(&causes), message).measured(amount, words::limit(measure, limit));
    }
}

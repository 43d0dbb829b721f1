//! `turned-page`: page lies on its side or head.
//!
//! The page is turned by 90, 180 or 270 degrees. It was turned back before it was read; nothing else follows.

use super::pages::judged;
use super::{Check, Out, Run, Words};
use crate::dossier::Dossier;
use crate::facts::Turn;
use crate::finding::{Effect, Scope, Text};

/// A vote of the ink that counts alone, thousandths: 500 is a tie.
const SURE: u16 = 800;

pub const CHECK: Check = Check {
    id: "turned-page",
    scope: Scope::Page,
    effect: Effect::Note,
    limit: None,
    run: Run::Facts(run),
    title: Words {
        zh: "页面横放或倒置",
        en: "Page lies on its side or head",
    },
    what: Words {
        zh: "页面转了 90、180 或 270 度。已经转正再读，不影响结果。",
        en: "The page is turned by 90, 180 or 270 degrees. It was turned back before it was read; nothing else follows.",
    },
    why: Words {
        zh: "审核的人要转着头看。",
        en: "A clerk has to turn the head to read it.",
    },
    example: Words {
        zh: "证书横着扫描，上传前没有旋转。",
        en: "A certificate scanned on its side and not turned before the upload.",
    },
    remedy: Words {
        zh: "上传前把页面转正再保存。",
        en: "Turn the page upright and save it before the upload.",
    },
};

/// Reading knows best; where nobody read, the ink's own vote counts if it is sure.
fn run(dossier: &Dossier, out: &mut Out) {
    for page in judged(dossier) {
        let read = page.seen.parts.iter().find_map(|part| part.how).map(|how| how.turn);
        let sure = page.by.glance.legibility.turn.filter(|(_, vote)| *vote >= SURE).map(|(turn, _)| turn);
        let (zh, en) = match read.or(sure) {
            None | Some(Turn::Upright) => continue,
            Some(Turn::Quarter) => ("页面顺时针转了 90 度", "the page is turned clockwise by 90 degrees"),
            Some(Turn::Half) => ("页面上下颠倒", "the page stands on its head"),
            Some(Turn::ThreeQuarter) => {
                ("页面逆时针转了 90 度", "the page is turned counter-clockwise by 90 degrees")
            }
        };
        out.add(&CHECK, page.place(&[]), Text::new(zh, en));
    }
}

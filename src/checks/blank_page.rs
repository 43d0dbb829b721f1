//! `blank-page`: blank page.
//!
//! Nothing on the page but paper. A blank back of a duplex scan is only noted; a file of nothing but blank pages is a warning.

use super::Out;
use super::{Check, Run, Words};
use crate::dossier::{Dossier, SeenPage};
use crate::facts::{Glance, Origin, PageId, Reading};
use crate::finding::{Effect, Place, Scope, Text};
use crate::recognise::{Part, Verdict};

pub const CHECK: Check = Check {
    id: "blank-page",
    scope: Scope::Page,
    effect: Effect::Note,
    limit: None,
    run: Run::Facts(run),
    title: Words { zh: "空白页", en: "Blank page" },
    what: Words {
        zh: "页面上除了纸什么都没有。双面扫描留下的空白背面只作说明；整份文件都是空白才提醒。",
        en: "Nothing on the page but paper. A blank back of a duplex scan is only noted; a file of nothing but blank pages is a warning.",
    },
    why: Words {
        zh: "空白页不能证明任何事，有时是纸放反了。",
        en: "A blank page proves nothing; sometimes the sheet lay the wrong way round.",
    },
    example: Words { zh: "毕业证.jpg 是一张白纸。", en: "diploma.jpg is a white sheet." },
    remedy: Words {
        zh: "如果本该有内容，请把纸翻面重新扫描；多余的空白文件可以删掉。",
        en: "If something should be on it, turn the sheet over and scan again; delete blank files that are not needed.",
    },
};

/// Mean level, of 255, from which on paper is burnt out: drawn scans' paper is at most 250.
const PURE_WHITE: u8 = 253;

/// A blank page beside pages with content is the back of a duplex scan: a note. A file of nothing but blank
/// pages is unusable where something waits for it.
fn run(dossier: &Dossier, out: &mut Out) {
    for (index, file) in dossier.files.iter().enumerate() {
        let blank = |page: &SeenPage| !page.parts.is_empty() && page.parts.iter().all(is_blank);
        let all = file.pages.iter().all(blank);
        for (number, page) in file.pages.iter().enumerate().filter(|(_, page)| blank(page)) {
            let place =
                Place { file: Some(index), page: u32::try_from(number).ok().map(PageId), ..Place::default() };
            let ink = page.facts.glance().and_then(|glance| glance.ink.value());
            let burnt = page.facts.glance().is_some_and(is_burnt);
            let message = if all && burnt {
                Text::new(
                    "这一页是空白的，文件里没有别的内容；纸面白得没有一点灰，如果本该有字，就是过曝或扫描亮度调得太高",
                    "this page is blank, and nothing else is in the file; its paper is pure white: if something should be on it, it was over-exposed, or the scanner's brightness is too high",
                )
            } else if all {
                Text::new(
                    "这一页是空白的，文件里没有别的内容",
                    "this page is blank, and nothing else is in the file",
                )
            } else {
                Text::new(
                    "空白页（多半是双面扫描的背面），不算错",
                    "blank page, most likely the back of a duplex scan: no fault",
                )
            };
            let finding = out.add(&CHECK, place, message);
            if let Some(ink) = ink {
                let measured = Text::new(format!("墨迹 {ink} ‰"), format!("ink {ink} ‰"));
                finding.measured(measured, Text::default());
            }
            if all {
                finding.effect(Effect::Unusable);
            } else {
                finding.remedy(Text::new("不用处理。", "Nothing to do."));
            }
        }
    }
}

/// Whether a picture's paper is so white that print may have gone with it.
fn is_burnt(glance: &Glance) -> bool {
    glance.origin != Origin::Digital && matches!(glance.mean, Reading::Is(mean) if mean >= PURE_WHITE)
}

fn is_blank(part: &Part) -> bool {
    part.verdict == Verdict::Blank
}

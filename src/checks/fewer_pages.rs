//! `fewer-pages`: too few pages.
//!
//! The document has fewer pages than asked for.

use super::Out;
use super::{Check, Run, Words};
use crate::dossier::Dossier;
use crate::finding::{Effect, Scope, Text};
use crate::judge::place_of;
use crate::profile::Statics;

pub const CHECK: Check = Check {
    id: "fewer-pages",
    scope: Scope::Document,
    effect: Effect::Undecided,
    limit: None,
    run: Run::Facts(run),
    title: Words { zh: "页数太少", en: "Too few pages" },
    what: Words { zh: "材料的页数少于要求。", en: "The document has fewer pages than asked for." },
    why: Words { zh: "缺页的材料不完整。", en: "A document with pages missing is incomplete." },
    example: Words {
        zh: "要求正反两页，只有一页。", en: "Two pages are asked for; there is one."
    },
    remedy: Words {
        zh: "把缺的页补扫进同一个文件。", en: "Scan the missing pages into the same file."
    },
};

fn run(dossier: &Dossier, out: &mut Out) {
    let statics = Statics { level: &dossier.profile.level, cases: &dossier.cases };
    for (number, requirement) in dossier.profile.requirements.iter().enumerate() {
        let body = requirement.resolve(&statics);
        for slot in body.ways.iter().flat_map(|way| &way.slots) {
            let Some(least) = slot.pages else { continue };
            for (index, document) in dossier.documents.iter().enumerate() {
                let pages = document.pages.1.0 - document.pages.0.0 + 1;
                let concerned = document.kind().is_some_and(|kind| slot.select.kinds.contains(kind));
                if !concerned || pages >= least {
                    continue;
                }
                let place = place_of(dossier, index, number);
                let message = Text::new(
                    format!("只有 {pages} 页，要求至少 {least} 页"),
                    format!("{pages} pages; at least {least} are asked for"),
                );
                out.add(&CHECK, place, message)
                    .measured(
                        Text::new(format!("{pages} 页"), format!("{pages} pages")),
                        Text::new(format!("{least} 页"), format!("{least} pages")),
                    )
                    .clause(body.clause.as_ref());
            }
        }
    }
}

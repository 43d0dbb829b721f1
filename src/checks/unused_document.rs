//! `unused-document`: document is not used.
//!
//! It was recognised, but no requirement uses it.

use super::Out;
use super::{Check, Run, Words};
use crate::dossier::Dossier;
use crate::finding::{Effect, Place, Scope, Text};
use crate::judge::Assigned;
use crate::recognise::Verdict;

pub const CHECK: Check = Check {
    id: "unused-document",
    scope: Scope::Document,
    effect: Effect::Note,
    limit: None,
    run: Run::Assigned(run),
    title: Words { zh: "没有用到的材料", en: "Document is not used" },
    what: Words {
        zh: "认出来了，但通知的任何一项都用不到它。",
        en: "It was recognised, but no requirement uses it.",
    },
    why: Words {
        zh: "多传一般无妨，但可能是放错了。",
        en: "More than asked does no harm, but may be a slip.",
    },
    example: Words { zh: "水电费单据。", en: "A utility bill." },
    remedy: Words {
        zh: "确认不是漏了别的材料；不需要可以删掉。",
        en: "See that it does not stand where another should be; else delete it.",
    },
};

fn run(dossier: &Dossier, assigned: &[Assigned], out: &mut Out) {
    for index in unused(dossier, assigned) {
        let document = &dossier.documents[index];
        let place = Place {
            file: Some(document.file),
            page: Some(document.pages.0),
            document: Some(index),
            ..Place::default()
        };
        let message = match document.kind() {
            Some(kind) => {
                let name = dossier.kinds.name(kind);
                Text::new(
                    format!("认出是“{}”，没有哪一项用到", name.zh),
                    format!("recognised as {}; no requirement uses it", name.en),
                )
            }
            None => Text::new(
                "读到底了，不属于任何一种要求的材料",
                "read to its end; it is of no kind that is asked for",
            ),
        };
        out.add(&CHECK, place, message);
    }
}

/// Documents with a kind, or of none that exists, that no requirement takes; sorted. Blank pages and unread
/// ones have checks of their own.
pub fn unused(dossier: &Dossier, assigned: &[Assigned]) -> Vec<usize> {
    let used = |index: usize| {
        assigned.iter().any(|one| {
            one.documents().contains(&index)
                || one.slots().iter().any(|slot| slot.copies.contains(&index))
                || one.wrong.iter().chain(&one.stand_in).any(|(d, _)| *d == index)
        })
    };
    let loose = |index: &usize| {
        let verdict = &dossier.documents[*index].verdict;
        matches!(verdict, Verdict::Kind(_) | Verdict::Other | Verdict::Untitled) && !used(*index)
    };
    (0..dossier.documents.len()).filter(loose).collect()
}

//! `too-few`: too few documents.
//!
//! Fewer documents than asked for. Copies of one scan count once.

use super::Out;
use super::{Check, Run, Words};
use crate::dossier::Dossier;
use crate::finding::{Effect, Place, Scope, Text};
use crate::judge::Assigned;
use crate::report::Status;

pub const CHECK: Check = Check {
    id: "too-few",
    scope: Scope::Requirement,
    effect: Effect::Missing,
    limit: None,
    run: Run::Requirement(run),
    title: Words { zh: "份数不够", en: "Too few documents" },
    what: Words {
        zh: "材料的份数少于要求。同一份扫描件传两遍只算一份。",
        en: "Fewer documents than asked for. Copies of one scan count once.",
    },
    why: Words { zh: "份数不够视为没交全。", en: "Too few is an incomplete upload." },
    example: Words {
        zh: "要求 2 篇代表作，只有 1 篇。", en: "Two works are asked for; there is one."
    },
    remedy: Words { zh: "补足份数。", en: "Add what is lacking." },
};

fn run(_dossier: &Dossier, one: &Assigned, out: &mut Out) {
    for slot in one.slots() {
        let found = slot.found();
        if slot.status != Status::Missing || found == 0 {
            continue;
        }
        let place = Place::of_requirement(one.index);
        let label = if slot.label.is_empty() { one.requirement.name.clone() } else { slot.label.clone() };
        let message = Text::new(
            format!("“{}”只有 {found} 份，要求 {} 份", label.zh, slot.count),
            format!("{}: {found} found, {} asked for", label.en, slot.count),
        );
        out.add(&CHECK, place, message)
            .measured(
                Text::new(format!("{found} 份"), format!("{found}")),
                Text::new(format!("{} 份", slot.count), format!("{}", slot.count)),
            )
            .clause(one.body.clause.as_ref());
    }
}

//! `missing-side`: a side or part is missing.
//!
//! Only one side or part is there: an ID card without its emblem side, a form without its back.

use super::Out;
use super::{Check, Run, Words};
use crate::dossier::Dossier;
use crate::finding::{Effect, Place, Scope, Text};
use crate::judge::{Assigned, AssignedSlot};
use crate::report::Status;

pub const CHECK: Check = Check {
    id: "missing-side",
    scope: Scope::Requirement,
    effect: Effect::Missing,
    limit: None,
    run: Run::Requirement(run),
    title: Words { zh: "缺一面或一部分", en: "A side or part is missing" },
    what: Words {
        zh: "材料只传了一面或一部分，例如身份证只有人像面、考核表没有背面。",
        en: "Only one side or part is there: an ID card without its emblem side, a form without its back.",
    },
    why: Words {
        zh: "通知要求正、反面，缺一面视为没交全。",
        en: "The notice asks for both sides; one side is an incomplete upload.",
    },
    example: Words {
        zh: "有身份证人像面，没有国徽面。",
        en: "The portrait side is there, the emblem side is not.",
    },
    remedy: Words {
        zh: "补扫缺的那一面；可以和已有的一面放在同一个 PDF。",
        en: "Scan the missing side too; both may go into one PDF.",
    },
};

/// A slot with a label (a side, a part) is empty while another one of the same way is filled.
fn run(_dossier: &Dossier, one: &Assigned, out: &mut Out) {
    if one.is_bare() {
        return;
    }
    let empty =
        |slot: &&AssignedSlot| slot.status == Status::Missing && slot.found() == 0 && slot.year.is_none();
    let labels: Vec<Text> = one.slots().iter().filter(empty).map(|slot| slot.label.clone()).collect();
    if labels.is_empty() {
        return;
    }
    let lacking = Text::join(&labels);
    let name = &one.requirement.name;
    let message = Text::new(
        format!("“{}”缺：{}", name.zh, lacking.zh),
        format!("{}: {} is missing", name.en, lacking.en),
    );
    let side = one.slots().iter().filter(empty).any(|slot| slot.side.is_some());
    let place = Place::of_requirement(one.index);
    let finding = out.add(&CHECK, place, message).clause(one.body.clause.as_ref());
    if !side {
        finding.remedy(Text::new(
            format!("补上：{}。", lacking.zh),
            format!("Add what is lacking: {}.", lacking.en),
        ));
    }
}

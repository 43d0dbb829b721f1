//! `stand-in`: stand-in needs review.
//!
//! The document asked for is not there, but one that may stand in for it.

use super::Out;
use super::{Check, Run, Words};
use crate::dossier::Dossier;
use crate::finding::{Effect, Scope};
use crate::judge::{Assigned, place_of};
use crate::report::Status;

pub const CHECK: Check = Check {
    id: "stand-in",
    scope: Scope::Document,
    effect: Effect::Undecided,
    limit: None,
    run: Run::Requirement(run),
    title: Words { zh: "替代材料待核对", en: "Stand-in needs review" },
    what: Words {
        zh: "没有要求的材料，只有一种可能可以替代它的材料。",
        en: "The document asked for is not there, but one that may stand in for it.",
    },
    why: Words {
        zh: "能不能替代由审核人员决定。", en: "Whether it serves is the reviewer's to decide."
    },
    example: Words { zh: "只有临时身份证。", en: "Only a temporary ID card is there." },
    remedy: Words {
        zh: "有正式材料就换成正式的；没有就附说明。",
        en: "Replace it by the document itself if you have it; else add an explanation.",
    },
};

fn run(dossier: &Dossier, one: &Assigned, out: &mut Out) {
    if one.status == Status::Satisfied || one.status == Status::NotRequired {
        return;
    }
    for (index, say) in &one.stand_in {
        let place = place_of(dossier, *index, one.index);
        out.add(&CHECK, place, say.clone()).clause(one.body.clause.as_ref());
    }
}

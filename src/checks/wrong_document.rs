//! `wrong-document`: wrong document.
//!
//! The document asked for is not there, but one that is often taken for it and does not serve.

use super::Out;
use super::{Check, Run, Words};
use crate::dossier::Dossier;
use crate::finding::{Effect, Scope};
use crate::judge::{Assigned, place_of};
use crate::report::Status;

pub const CHECK: Check = Check {
    id: "wrong-document",
    scope: Scope::Document,
    effect: Effect::Unusable,
    limit: None,
    run: Run::Requirement(run),
    title: Words { zh: "传错材料", en: "Wrong document" },
    what: Words {
        zh: "要求的材料没有，放的是一种容易混淆、但不能代替的材料。",
        en: "The document asked for is not there, but one that is often taken for it and does not serve.",
    },
    why: Words { zh: "错传视为没有相关资料。", en: "A wrong upload counts as not submitted." },
    example: Words {
        zh: "要学历的备案表或认证报告，传了学籍验证报告。",
        en: "The registration form of the diploma is asked for; the enrolment report was uploaded.",
    },
    remedy: Words {
        zh: "换成通知要求的那一种。", en: "Replace it by the one that the notice asks for."
    },
};

fn run(dossier: &Dossier, one: &Assigned, out: &mut Out) {
    if one.status == Status::Satisfied || one.status == Status::NotRequired {
        return;
    }
    for (index, say) in &one.wrong {
        let place = place_of(dossier, *index, one.index);
        out.add(&CHECK, place, say.clone()).clause(one.body.clause.as_ref());
    }
}

//! `forbidden-document`: document that must not be uploaded.
//!
//! The profile says that this kind must not be uploaded.

use super::Out;
use super::{Check, Run, Words};
use crate::dossier::Dossier;
use crate::finding::{Effect, Scope, Text};
use crate::judge::{Assigned, place_of};
use crate::profile::Need;

pub const CHECK: Check = Check {
    id: "forbidden-document",
    scope: Scope::Document,
    effect: Effect::Unusable,
    limit: None,
    run: Run::Requirement(run),
    title: Words { zh: "不应上传的材料", en: "Document that must not be uploaded" },
    what: Words {
        zh: "规则写明这类材料不得上传。",
        en: "The profile says that this kind must not be uploaded.",
    },
    why: Words {
        zh: "多传的材料可能被退回。", en: "What must not be there may send the whole folder back."
    },
    example: Words {
        zh: "匿名评审时上传了带姓名的论文首页。",
        en: "A title page with a name in an anonymous review.",
    },
    remedy: Words { zh: "从文件夹里删掉它。", en: "Remove it from the folder." },
};

fn run(dossier: &Dossier, one: &Assigned, out: &mut Out) {
    if one.body.need != Need::Forbidden {
        return;
    }
    for index in one.documents() {
        let place = place_of(dossier, index, one.index);
        let name = &one.requirement.name;
        let message =
            Text::new(format!("不应上传“{}”", name.zh), format!("\"{}\" must not be uploaded", name.en));
        out.add(&CHECK, place, message).clause(one.body.clause.as_ref());
    }
}

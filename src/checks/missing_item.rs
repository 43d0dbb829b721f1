//! `missing-item`: item is missing.
//!
//! No document in the folder serves this requirement.

use super::Out;
use super::{Check, Run, Words};
use crate::dossier::Dossier;
use crate::finding::{Effect, Place, Scope, Text};
use crate::judge::Assigned;
use crate::profile::By;
use crate::report::Status;

pub const CHECK: Check = Check {
    id: "missing-item",
    scope: Scope::Requirement,
    effect: Effect::Missing,
    limit: None,
    run: Run::Requirement(run),
    title: Words { zh: "缺少材料", en: "Item is missing" },
    what: Words {
        zh: "通知要求的材料，文件夹里一份也没认出来。",
        en: "No document in the folder serves this requirement.",
    },
    why: Words {
        zh: "漏传视为没有相关资料，退回一次少一次机会。",
        en: "What is missing counts as not submitted, and a return costs one of the tries.",
    },
    example: Words {
        zh: "没有单位的推荐意见。", en: "The employer's recommendation is not there."
    },
    remedy: Words { zh: "补上这份材料的清晰扫描件。", en: "Add a clear scan of it." },
};

/// Nothing at all serves; where only a year, a side or a number lacks, the other checks of requirements speak.
fn run(_dossier: &Dossier, one: &Assigned, out: &mut Out) {
    let place = Place::of_requirement(one.index);
    let name = &one.requirement.name;
    if one.is_bare() && one.status == Status::Missing {
        let message = Text::new(format!("没有找到“{}”", name.zh), format!("\"{}\" was not found", name.en));
        let finding = out.add(&CHECK, place, message);
        finding.clause(one.body.clause.as_ref());
        if let Some(ask) = ask(one.requirement.by) {
            finding.remedy = ask;
        }
    } else if one.is_bare()
        && let Some(absent) = &one.body.absent
        && one.held_by.is_empty()
        && one.status == Status::NeedsReview
    {
        out.add(&CHECK, place, absent.say.clone()).effect(absent.effect).clause(one.body.clause.as_ref());
    }
}

/// Whom to ask, where it is not the applicant's own to give.
fn ask(by: By) -> Option<Text> {
    match by {
        By::Applicant => None,
        By::Employer => Some(Text::new(
            "这一项由所在单位出具：请联系单位，拿到后扫描上传。",
            "Your employer issues this one: ask for it, and upload a scan.",
        )),
        By::Authority => Some(Text::new(
            "这一项由主管单位出具：请单位人事部门联系办理，拿到后扫描上传。",
            "The competent authority issues this one: ask through your employer's personnel office, and upload a scan.",
        )),
    }
}

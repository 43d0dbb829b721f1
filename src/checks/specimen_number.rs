//! `specimen-number`: specimen or unassigned number.
//!
//! The area code of the ID number belongs to no province: a specimen, or invalid.

use super::{Check, Run, Words};
use crate::finding::{Effect, Scope};

pub const CHECK: Check = Check {
    id: "specimen-number",
    scope: Scope::Document,
    effect: Effect::Warn,
    limit: None,
    run: Run::Rule,
    title: Words { zh: "样本号码或无效地区码", en: "Specimen or unassigned number" },
    what: Words {
        zh: "身份证号的地区码没有分配给任何省份，是样本或无效号码。",
        en: "The area code of the ID number belongs to no province: a specimen, or invalid.",
    },
    why: Words { zh: "真证件不会有这样的号码。", en: "No real card has such a number." },
    example: Words { zh: "号码以 00 或 99 开头。", en: "The number begins with 00 or 99." },
    remedy: Words {
        zh: "核对身份证原件，上传本人真实证件。",
        en: "Compare with the card and upload the real one.",
    },
};

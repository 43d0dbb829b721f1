//! `undated-document`: date is missing.
//!
//! No date was read on a document that should carry one.

use super::{Check, Run, Words};
use crate::finding::{Effect, Scope};

pub const CHECK: Check = Check {
    id: "undated-document",
    scope: Scope::Document,
    effect: Effect::Warn,
    limit: None,
    run: Run::Rule,
    title: Words { zh: "没有日期", en: "Date is missing" },
    what: Words {
        zh: "应写日期的材料上没有读到日期。",
        en: "No date was read on a document that should carry one.",
    },
    why: Words {
        zh: "没有日期的承诺或证明可能被要求重签。",
        en: "A pledge or proof without a date may have to be signed anew.",
    },
    example: Words { zh: "承诺书日期一栏空着。", en: "The pledge's line for the date is empty." },
    remedy: Words { zh: "补写日期后重新扫描。", en: "Write the date and scan it again." },
};

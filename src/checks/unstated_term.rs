//! `unstated-term`: term or consent is not stated.
//!
//! The proof of aid does not state the term or the sending unit's consent.

use super::{Check, Run, Words};
use crate::finding::{Effect, Scope};

pub const CHECK: Check = Check {
    id: "unstated-term",
    scope: Scope::Document,
    effect: Effect::Undecided,
    limit: None,
    run: Run::Rule,
    title: Words { zh: "没有写明期限或同意", en: "Term or consent is not stated" },
    what: Words {
        zh: "援疆证明上没有读到援疆起止时间或派出单位的审核同意。",
        en: "The proof of aid does not state the term or the sending unit's consent.",
    },
    why: Words {
        zh: "通知要求对口支援一年以上、正在援疆，并经派出单位审核同意。",
        en: "The notice asks for more than a year, still serving, and the sending unit's consent.",
    },
    example: Words { zh: "只写了姓名和单位。", en: "It names only the person and the unit." },
    remedy: Words {
        zh: "请派出单位在证明上写明起止时间和“同意申报”。",
        en: "Ask the sending unit to state the term and its consent.",
    },
};

//! `missing-seal`: seal is missing.
//!
//! No seal was found on a document that needs one.

use super::{Check, Run, Words};
use crate::finding::{Effect, Scope};

pub const CHECK: Check = Check {
    id: "missing-seal",
    scope: Scope::Document,
    effect: Effect::Unusable,
    limit: None,
    run: Run::Rule,
    title: Words { zh: "没有公章", en: "Seal is missing" },
    what: Words {
        zh: "应盖公章的材料上没有找到公章。",
        en: "No seal was found on a document that needs one.",
    },
    why: Words {
        zh: "没有公章的证明和意见不算数。",
        en: "A proof or an opinion without its seal does not count.",
    },
    example: Words {
        zh: "推荐意见写好了，忘了盖章。",
        en: "The recommendation was written and never stamped.",
    },
    remedy: Words {
        zh: "请单位加盖公章后重新扫描（彩色）。",
        en: "Have the unit stamp it, and scan it again in colour.",
    },
};

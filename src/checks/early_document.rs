//! `early-document`: dated before the present title.
//!
//! A work or summary is dated before the approval of the present title.

use super::{Check, Run, Words};
use crate::finding::{Effect, Scope};

pub const CHECK: Check = Check {
    id: "early-document",
    scope: Scope::Document,
    effect: Effect::Undecided,
    limit: None,
    run: Run::Rule,
    title: Words { zh: "材料早于现职称", en: "Dated before the present title" },
    what: Words {
        zh: "代表作或总结的日期早于现任职称资格的批准日期。",
        en: "A work or summary is dated before the approval of the present title.",
    },
    why: Words {
        zh: "通知要求“取得现任职称资格以来”的材料，更早的不计入，由人工核对。",
        en: "The notice asks for what was done since the present title; earlier work does not count and goes to a person.",
    },
    example: Words {
        zh: "2010 年的论文，现职称 2012 年取得。",
        en: "A paper of 2010; the title dates from 2012.",
    },
    remedy: Words {
        zh: "换成取得现职称之后的代表作或总结。",
        en: "Replace it by work done since the present title.",
    },
};

//! `early-publicity`: proof of publicity issued too early.
//!
//! The proof is dated before the last day of the publicity period, or the period has not ended by the as-of date.

use super::{Check, Run, Words};
use crate::finding::{Effect, Scope};

pub const CHECK: Check = Check {
    id: "early-publicity",
    scope: Scope::Document,
    effect: Effect::Unusable,
    limit: None,
    run: Run::Rule,
    title: Words { zh: "公示未满就出证明", en: "Proof of publicity issued too early" },
    what: Words {
        zh: "公示证明的落款日期早于公示期最后一天，或公示到检查日期还没结束。",
        en: "The proof is dated before the last day of the publicity period, or the period has not ended by the as-of date.",
    },
    why: Words {
        zh: "公示没结束，“无异议”就无从证明。",
        en: "Before the period ends nobody can attest that no objection was raised.",
    },
    example: Words {
        zh: "公示 8月26日至9月1日，证明却写 8月30日。",
        en: "Publicity from 26 August to 1 September; the proof says 30 August.",
    },
    remedy: Words {
        zh: "等公示期满后，请单位重新出具证明。",
        en: "After the period ends, ask the employer for a new proof.",
    },
};

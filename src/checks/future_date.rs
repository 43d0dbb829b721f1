//! `future-date`: date in the future.
//!
//! The document is dated after the as-of date.

use super::{Check, Run, Words};
use crate::finding::{Effect, Scope};

pub const CHECK: Check = Check {
    id: "future-date",
    scope: Scope::Document,
    effect: Effect::Warn,
    limit: None,
    run: Run::Rule,
    title: Words { zh: "日期在将来", en: "Date in the future" },
    what: Words {
        zh: "材料的日期晚于检查日期。", en: "The document is dated after the as-of date."
    },
    why: Words {
        zh: "将来的日期多半是写错了。", en: "A date in the future is most likely a slip."
    },
    example: Words { zh: "承诺书写成 2022 年。", en: "The pledge says 2022." },
    remedy: Words { zh: "核对并改正日期。", en: "Check and correct the date." },
};

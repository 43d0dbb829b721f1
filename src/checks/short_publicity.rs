//! `short-publicity`: publicity period is too short.
//!
//! Working days between the two dates (weekends and holidays off, make-up workdays in) fall short. Where dates and claimed number differ, the dates count.

use super::{Check, Run, Words};
use crate::finding::{Effect, Scope};

pub const CHECK: Check = Check {
    id: "short-publicity",
    scope: Scope::Document,
    effect: Effect::Unusable,
    limit: None,
    run: Run::Rule,
    title: Words { zh: "公示期不够", en: "Publicity period is too short" },
    what: Words {
        zh: "按起止日期数工作日（扣除周末、法定节假日，计入调休上班日），不足规定天数。日期与自称的天数不一致时以日期为准。",
        en: "Working days between the two dates (weekends and holidays off, make-up workdays in) fall short. Where dates and claimed number differ, the dates count.",
    },
    why: Words {
        zh: "通知要求公示期不少于 5 个工作日。",
        en: "The notice asks for at least five working days.",
    },
    example: Words {
        zh: "9月17日至9月22日遇中秋放假，只有 4 个工作日。",
        en: "From 17 to 22 September, over the Mid-Autumn holiday, there are too few.",
    },
    remedy: Words {
        zh: "请单位补足公示天数后重新出具证明。",
        en: "Have the employer complete the period and issue a new proof.",
    },
};

//! `stale-report`: cHSI report is old.
//!
//! The report was updated more than 180 days before the as-of date, or the validity printed on it is over.

use super::{Check, Run, Words};
use crate::finding::{Effect, Scope};

pub const CHECK: Check = Check {
    id: "stale-report",
    scope: Scope::Document,
    effect: Effect::Warn,
    limit: None,
    run: Run::Rule,
    title: Words { zh: "学信网报告太旧", en: "CHSI report is old" },
    what: Words {
        zh: "报告的更新日期距检查日期超过 180 天，或已过印在上面的验证期。",
        en: "The report was updated more than 180 days before the as-of date, or the validity printed on it is over.",
    },
    why: Words {
        zh: "报告的在线验证有效期由本人选 1 至 6 个月，过期就查不到。",
        en: "The holder chooses one to six months of online validity; afterwards it cannot be verified.",
    },
    example: Words {
        zh: "更新日期 2020-11-01，检查日期 2021-09-10。",
        en: "Updated 2020-11-01, checked as of 2021-09-10.",
    },
    remedy: Words {
        zh: "登录学信网延长验证期或重新下载报告。",
        en: "Extend its validity on CHSI, or download it again.",
    },
};

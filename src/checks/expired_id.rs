//! `expired-id`: iD card has expired.
//!
//! The validity on the emblem side ended before the as-of date.

use super::{Check, Run, Words};
use crate::finding::{Effect, Scope};

pub const CHECK: Check = Check {
    id: "expired-id",
    scope: Scope::Document,
    effect: Effect::Unusable,
    limit: None,
    run: Run::Rule,
    title: Words { zh: "身份证已过有效期", en: "ID card has expired" },
    what: Words {
        zh: "国徽面的有效期限在检查日期之前已经结束。",
        en: "The validity on the emblem side ended before the as-of date.",
    },
    why: Words { zh: "过期证件不能证明身份。", en: "An expired card proves no identity." },
    example: Words {
        zh: "有效期限 2010.06.15-2020.06.15，检查日期 2021-09-10。",
        en: "Valid 2010.06.15-2020.06.15, checked as of 2021-09-10.",
    },
    remedy: Words {
        zh: "换领新证后，上传新身份证的正反两面。",
        en: "Renew the card and upload both sides of the new one.",
    },
};

//! `few-hours`: few hours.
//!
//! The hours on the certificate are below a year's (public 30, professional 60).

use super::{Check, Run, Words};
use crate::finding::{Effect, Scope};

pub const CHECK: Check = Check {
    id: "few-hours",
    scope: Scope::Document,
    effect: Effect::Warn,
    limit: None,
    run: Run::Rule,
    title: Words { zh: "学时偏少", en: "Few hours" },
    what: Words {
        zh: "证书上的学时低于每年应有的学时（公需 30、专业 60）。",
        en: "The hours on the certificate are below a year's (public 30, professional 60).",
    },
    why: Words {
        zh: "通知没有写学时，但国家规定每年不少于 90 学时，审核人员可能会问。",
        en: "This notice names no hours, but the national rule is 90 a year and a reviewer may ask.",
    },
    example: Words {
        zh: "公需课证书写着 20 学时。", en: "The public-course certificate says 20 hours."
    },
    remedy: Words {
        zh: "如还有同一年度的其他学时证明，一并上传。",
        en: "Upload further certificates of the same year, if there are any.",
    },
};

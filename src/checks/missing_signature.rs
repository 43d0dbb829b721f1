//! `missing-signature`: signature is missing.
//!
//! No handwritten signature was found where one is needed.

use super::{Check, Run, Words};
use crate::finding::{Effect, Scope};

pub const CHECK: Check = Check {
    id: "missing-signature",
    scope: Scope::Document,
    effect: Effect::Unusable,
    limit: None,
    run: Run::Rule,
    title: Words { zh: "没有签名", en: "Signature is missing" },
    what: Words {
        zh: "应由本人签名的材料上没有找到手写签名。",
        en: "No handwritten signature was found where one is needed.",
    },
    why: Words {
        zh: "通知要求“本人签字的个人承诺书”。",
        en: "The notice asks for a pledge signed by the applicant.",
    },
    example: Words { zh: "承诺人一栏是空的。", en: "The line for the signature is empty." },
    remedy: Words { zh: "本人手写签名后重新扫描。", en: "Sign it by hand and scan it again." },
};

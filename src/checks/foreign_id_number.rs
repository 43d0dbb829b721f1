//! `foreign-id-number`: iD number of somebody else.
//!
//! The ID number on the page is not the applicant's.

use super::{Check, Run, Words};
use crate::finding::{Effect, Scope};

pub const CHECK: Check = Check {
    id: "foreign-id-number",
    scope: Scope::Document,
    effect: Effect::Unusable,
    limit: None,
    run: Run::Rule,
    title: Words { zh: "身份证号不是本人的", en: "ID number of somebody else" },
    what: Words {
        zh: "页面上的身份证号与申报人的不一致。",
        en: "The ID number on the page is not the applicant's.",
    },
    why: Words {
        zh: "别人的材料等于错传，漏传、错传、不传的一律视为没有相关资料。",
        en: "Somebody else's document is a wrong upload and counts as not submitted.",
    },
    example: Words {
        zh: "继续教育证书上的号码与身份证不同。",
        en: "The number on the certificate differs from the ID card's.",
    },
    remedy: Words {
        zh: "换成本人的材料；如证书印错，请发证单位更正。",
        en: "Replace it by your own; if it is a misprint, have the issuer correct it.",
    },
};

//! `foreign-name`: name of somebody else.
//!
//! The name on the page is not the applicant's.

use super::{Check, Run, Words};
use crate::finding::{Effect, Scope};

pub const CHECK: Check = Check {
    id: "foreign-name",
    scope: Scope::Document,
    effect: Effect::Unusable,
    limit: None,
    run: Run::Rule,
    title: Words { zh: "姓名不是本人的", en: "Name of somebody else" },
    what: Words {
        zh: "页面上的姓名与申报人的不一致。", en: "The name on the page is not the applicant's."
    },
    why: Words {
        zh: "别人的材料等于错传，漏传、错传、不传的一律视为没有相关资料。",
        en: "Somebody else's document is a wrong upload and counts as not submitted.",
    },
    example: Words {
        zh: "文件夹里夹了同事的继续教育证书。",
        en: "A colleague's certificate slipped into the folder.",
    },
    remedy: Words {
        zh: "换成本人的材料；改过名的，附上公安机关的更名证明。",
        en: "Replace it by your own; after a change of name, add the official proof.",
    },
};

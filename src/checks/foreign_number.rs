//! `foreign-number`: certificate number does not match.
//!
//! The CHSI report carries another certificate number than the diploma in the folder.

use super::{Check, Run, Words};
use crate::finding::{Effect, Scope};

pub const CHECK: Check = Check {
    id: "foreign-number",
    scope: Scope::Document,
    effect: Effect::Unusable,
    limit: None,
    run: Run::Rule,
    title: Words { zh: "证书编号对不上", en: "Certificate number does not match" },
    what: Words {
        zh: "学信网报告上的证书编号，与文件夹里毕业证书的编号不一致。",
        en: "The CHSI report carries another certificate number than the diploma in the folder.",
    },
    why: Words {
        zh: "报告必须是这本毕业证的，否则等于没有验证。",
        en: "The report must belong to this diploma; else it verifies nothing.",
    },
    example: Words {
        zh: "报告编号末位 3，毕业证编号末位 1。",
        en: "The report's number ends in 3, the diploma's in 1.",
    },
    remedy: Words {
        zh: "登录学信网，下载这本毕业证对应的报告。",
        en: "Download the report that belongs to this diploma from CHSI.",
    },
};

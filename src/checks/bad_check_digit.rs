//! `bad-check-digit`: iD number fails its check character.
//!
//! The 18th character is not the one that GB 11643 computes from the first 17.

use super::{Check, Run, Words};
use crate::finding::{Effect, Scope};

pub const CHECK: Check = Check {
    id: "bad-check-digit",
    scope: Scope::Document,
    effect: Effect::Unusable,
    limit: None,
    run: Run::Rule,
    title: Words { zh: "身份证号码校验位不对", en: "ID number fails its check character" },
    what: Words {
        zh: "按国家标准 GB 11643 用前 17 位算出的校验位，与第 18 位不符。",
        en: "The 18th character is not the one that GB 11643 computes from the first 17.",
    },
    why: Words {
        zh: "号码有一位错了：可能看错、印错，或不是真证件。",
        en: "One character is wrong: misread, misprinted, or no real card.",
    },
    example: Words {
        zh: "号码末位应为 1，页面上是 2。",
        en: "The last character should be 1; the page says 2.",
    },
    remedy: Words {
        zh: "核对身份证原件；号码无误就把身份证重新扫描清楚再上传。",
        en: "Compare with the card itself; if it is right, scan the card again, sharp and flat.",
    },
};

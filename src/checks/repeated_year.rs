//! `repeated-year`: a year more than once.
//!
//! Of a document asked for year by year, one year is there more than once.

use super::Out;
use super::{Check, Run, Words};
use crate::dossier::Dossier;
use crate::finding::{Effect, Place, Scope, Text};
use crate::judge::Assigned;

pub const CHECK: Check = Check {
    id: "repeated-year",
    scope: Scope::Requirement,
    effect: Effect::Note,
    limit: None,
    run: Run::Requirement(run),
    title: Words { zh: "同一年有多份", en: "A year more than once" },
    what: Words {
        zh: "按年份要求的材料，同一年有多份。",
        en: "Of a document asked for year by year, one year is there more than once.",
    },
    why: Words {
        zh: "多的一份不能抵缺的一年。", en: "A second one does not stand for a missing year."
    },
    example: Words { zh: "2018 年两份，缺 2019 年。", en: "2018 twice, 2019 missing." },
    remedy: Words {
        zh: "看看是不是把另一年的放错了。",
        en: "See whether one of them should be another year's.",
    },
};

fn run(_dossier: &Dossier, one: &Assigned, out: &mut Out) {
    for slot in one.slots() {
        let (Some(year), found) = (slot.year, slot.documents().count()) else { continue };
        if found > slot.count {
            let place = Place::of_requirement(one.index);
            let message =
                Text::new(format!("{year} 年有 {found} 份"), format!("{year} is there {found} times"));
            out.add(&CHECK, place, message);
        }
    }
}

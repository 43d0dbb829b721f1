//! `missing-year`: a year is missing.
//!
//! Of a document asked for year by year, one or more years are missing.

use super::Out;
use super::{Check, Run, Words};
use crate::dossier::Dossier;
use crate::finding::{Effect, Place, Scope, Text};
use crate::judge::{Assigned, AssignedSlot};
use crate::report::Status;

pub const CHECK: Check = Check {
    id: "missing-year",
    scope: Scope::Requirement,
    effect: Effect::Missing,
    limit: None,
    run: Run::Requirement(run),
    title: Words { zh: "缺年份", en: "A year is missing" },
    what: Words {
        zh: "按年份要求的材料缺了一年或几年。",
        en: "Of a document asked for year by year, one or more years are missing.",
    },
    why: Words {
        zh: "缺一年就不满足通知的年限。", en: "One missing year fails the notice's window."
    },
    example: Words {
        zh: "近 4 年公需课证书缺 2019 年。",
        en: "Of four years of certificates, 2019 is missing.",
    },
    remedy: Words {
        zh: "补上缺的年份；注意以证书上的年度为准，不是发证日期。",
        en: "Add the missing years; the year on the certificate counts, not the date of issue.",
    },
};

fn run(dossier: &Dossier, one: &Assigned, out: &mut Out) {
    if one.is_bare() {
        return;
    }
    let years = |wanted: fn(&AssignedSlot) -> bool| -> Vec<i16> {
        one.slots().iter().filter(|slot| wanted(slot)).filter_map(|slot| slot.year).collect()
    };
    let missing = years(|slot| slot.status == Status::Missing);
    if missing.is_empty() {
        return;
    }
    let present = years(|slot| slot.found() > 0);
    let (missing_words, present_words) = (list(&missing), list(&present));
    let mut message = Text::new(format!("缺 {missing_words} 年"), format!("{missing_words} missing"));
    if !present.is_empty() {
        message.zh = format!("有 {present_words} 年，{}", message.zh);
        message.en = format!("{present_words} present; {}", message.en);
    }
    if one_year_early(dossier, one) {
        message.zh.push_str("：整体早了一年");
        message.en.push_str(": all of them one year early");
    }
    let place = Place::of_requirement(one.index);
    out.add(&CHECK, place, message)
        .measured(
            Text::new(format!("{} 年", present.len()), format!("{} years", present.len())),
            Text::new(
                format!("{} 年", present.len() + missing.len()),
                format!("{} years", present.len() + missing.len()),
            ),
        )
        .clause(one.body.clause.as_ref());
}

fn list(years: &[i16]) -> String {
    years.iter().map(i16::to_string).collect::<Vec<_>>().join(", ")
}

/// The window's years but the last are there, and so is the year before the window: somebody counted from the
/// year before.
fn one_year_early(dossier: &Dossier, one: &Assigned) -> bool {
    let years: Vec<i16> = one.slots().iter().filter_map(|slot| slot.year).collect();
    let (Some(&last), Some(&first)) = (years.iter().max(), years.iter().min()) else { return false };
    let found = |year: i16| one.slots().iter().any(|slot| slot.year == Some(year) && slot.found() > 0);
    let mut slots = one.slots().iter().filter(|slot| slot.year.is_some());
    let Some(kinds) = slots.next().map(|slot| &slot.kinds) else { return false };
    let before = (first - 1).to_string();
    let earlier = crate::judge::of_kinds(dossier, kinds)
        .any(|document| document.values("year").any(|year| year == before));
    years.len() > 1 && earlier && !found(last) && years.iter().all(|&year| year == last || found(year))
}

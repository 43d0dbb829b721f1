//! `unread-page`: page was not read.
//!
//! The page could not be read, or what was read does not tell what it is: blurred, dark, no text, or two kinds are equally likely. It may be what some requirement lacks, so those need review.

use super::illegible_page;
use super::{Check, Out, Run, Words};
use crate::dossier::Dossier;
use crate::finding::{Effect, Place, Scope, Text};
use crate::judge::Assigned;
use crate::legible::{self, Cause, Legible, words};
use crate::recognise::{Document, Doubt, Verdict};
use crate::report::Status;

pub const CHECK: Check = Check {
    id: "unread-page",
    scope: Scope::Page,
    effect: Effect::Undecided,
    limit: None,
    run: Run::Assigned(run),
    title: Words { zh: "页面没有读到", en: "Page was not read" },
    what: Words {
        zh: "页面上的字没有读出来，或读出来也认不出是什么材料：模糊、太暗、没有字，或像两种材料。它可能正是某项缺的材料，所以那几项待核对。",
        en: "The page could not be read, or what was read does not tell what it is: blurred, dark, no text, or two kinds are equally likely. It may be what some requirement lacks, so those need review.",
    },
    why: Words {
        zh: "没有读到不等于合格，也不等于缺少。", en: "Not read is neither passed nor missing."
    },
    example: Words {
        zh: "手机没对上焦的毕业证 IMG_001.jpg。", en: "A phone photo of a diploma out of focus, IMG_001.jpg."
    },
    remedy: Words {
        zh: "人工看一眼；看不清就 300 dpi 重新扫描，或放平、对光重拍。",
        en: "Look at it yourself; if it is not clear, scan it again at 300 dpi, or photograph it again flat and well lit.",
    },
};

/// Says of each page without a kind why it has none, and which requirements wait for it.
fn run(dossier: &Dossier, assigned: &[Assigned], out: &mut Out) {
    for (index, document) in dossier.documents.iter().enumerate() {
        if !matches!(document.verdict, Verdict::Unsure(_)) {
            continue;
        }
        let waits = |one: &&Assigned| {
            one.held_by.contains(&index)
                && one.status == Status::NeedsReview
                && one.body.need != crate::profile::Need::Optional
        };
        let waiting: Vec<Text> =
            assigned.iter().filter(waits).map(|one| one.requirement.name.clone()).collect();
        let place = Place {
            file: Some(document.file),
            page: Some(document.pages.0),
            document: Some(index),
            ..Place::default()
        };
        let (why, lacks) = doubt(dossier, document);
        let verdict = legible::of_page(dossier, document.file, document.pages.0);
        if let Some(verdict) = verdict.as_ref().filter(|verdict| verdict.legible == Legible::No) {
            illegible(verdict, place, &waiting, out);
            continue;
        }
        let badly = matches!(document.doubt, Some(Doubt::ReadBadly | Doubt::NoText));
        let causes = verdict.iter().flat_map(|verdict| &verdict.causes);
        let causes: Vec<&Cause> =
            causes.filter(|cause| badly && (cause.sieves || cause.vanishes)).collect();
        let why = with_causes(why, &causes);
        let message = with_waiting(&why, &waiting);
        let finding = out.add(&CHECK, place, message);
        finding.lacks = lacks;
        finding.place.rect = causes.iter().find_map(|cause| cause.places.first()).copied();
        if !causes.is_empty() {
            let (measured, limit) = words::figures(&causes);
            finding.measured(measured, limit).remedy(words::remedies(&causes));
        } else if badly {
            finding.remedy(Text::new(
                "放平、对光、300 dpi 重新扫描或重拍，放大能看清每个字再上传。",
                "Scan or photograph it again, flat and well lit, at 300 dpi; zoom in and see that it is clear.",
            ));
        }
        if lacks == Some("face") {
            finding.remedy(Text::new(
                "人工看一眼：是不是本人近期正面免冠照片。",
                "Look at it yourself: is it the applicant, bareheaded, from the front?",
            ));
        }
        if waiting.is_empty() {
            finding.effect(Effect::Note);
        }
    }
}

/// A page that surely cannot be read is told as such, whatever it is: what waits for it has not been submitted.
fn illegible(verdict: &legible::Verdict, place: Place, waiting: &[Text], out: &mut Out) {
    let causes: Vec<&Cause> =
        verdict.causes.iter().filter(|cause| cause.sieves || cause.vanishes).collect();
    let place = Place { rect: causes.iter().find_map(|cause| cause.places.first()).copied(), ..place };
    let message = with_waiting(&illegible_page::said(verdict, &causes, &Text::default()), waiting);
    let (measured, limit) = words::figures(&causes);
    out.add(&illegible_page::CHECK, place, message).measured(measured, limit).remedy(words::remedies(&causes));
}

/// What it may be, by what waits for it.
fn with_waiting(why: &Text, waiting: &[Text]) -> Text {
    match waiting.len() {
        0 => Text::new(
            format!("{}；没有哪一项在等它", why.zh),
            format!("{}; nothing waits for it", why.en),
        ),
        // A list longer than this is not read: the table says which items are open.
        5.. => Text::new(
            format!("{}；可能是待核对的 {} 项中的任何一项", why.zh, waiting.len()),
            format!("{}; it may be any of the {} items to be reviewed", why.en, waiting.len()),
        ),
        _ => {
            let list = Text::join(waiting);
            Text::new(format!("{}；可能是：{}", why.zh, list.zh), format!("{}; it may be: {}", why.en, list.en))
        }
    }
}

/// Why the page may not have been read, by its measures.
fn with_causes(why: Text, causes: &[&Cause]) -> Text {
    if causes.is_empty() {
        return why;
    }
    let said = words::causes(causes);
    Text::new(format!("{}（{}）", why.zh, said.zh), format!("{} ({})", why.en, said.en))
}

fn doubt(dossier: &Dossier, document: &Document) -> (Text, Option<&'static str>) {
    match document.doubt {
        Some(Doubt::Garbage) => (
            Text::new(
                "文字层是乱码，页面图像也没有读出来",
                "its text layer is garbage, and its picture was not read",
            ),
            Some("text"),
        ),
        Some(Doubt::ReadBadly) => (
            Text::new(
                "页面上的字大半认不出来：模糊、太暗或太小",
                "most of its print could not be made out: blurred, dark or too small",
            ),
            None,
        ),
        Some(Doubt::NoText) => (
            Text::new("页面上没有找到文字", "no line of text was found on it"),
            None,
        ),
        Some(Doubt::Failed) => (Text::new("读这一页时出错", "looking at this page failed"), None),
        Some(Doubt::TooClose) => {
            let Verdict::Unsure(kinds) = &document.verdict else { return Default::default() };
            let names =
                Text::join(&kinds.iter().map(|kind| dossier.kinds.name(kind).clone()).collect::<Vec<_>>());
            (
                Text::new(
                    format!("分不清是哪一种：{}", names.zh),
                    format!("too close to tell: {}", names.en),
                ),
                None,
            )
        }
        Some(Doubt::FaceNotMeasured) => (
            Text::new(
                "像是照片，但这个版本还不能辨认人脸",
                "it may be a photo, but this version cannot look for a face yet",
            ),
            Some("face"),
        ),
        Some(Doubt::NotRead) | None => (
            Text::new(
                "这一页是图片，而这个版本不带读图功能",
                "the page is a picture, and this build does not read pictures",
            ),
            Some("text"),
        ),
    }
}

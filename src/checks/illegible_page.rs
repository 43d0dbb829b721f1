//! `illegible-page`: page cannot be read.
//!
//! The page's text was measured as illegible; a scanned page whose legibility this version does not measure needs review.

use super::Out;
use super::{Check, Run, Words};
use crate::dossier::Dossier;
use crate::facts::Reading;
use crate::finding::{Effect, Place, Scope, Text};

pub const CHECK: Check = Check {
    id: "illegible-page",
    scope: Scope::Page,
    effect: Effect::Unusable,
    limit: None,
    run: Run::Facts(run),
    title: Words { zh: "页面看不清", en: "Page cannot be read" },
    what: Words {
        zh: "测得页面上的文字看不清；本版本没有测量清晰度的扫描页需人工核对。",
        en: "The page's text was measured as illegible; a scanned page whose legibility this version does not measure needs review.",
    },
    why: Words {
        zh: "通知写明：上传材料不清晰由申报人承担后果。",
        en: "The notice says that the applicant bears the consequence of unclear uploads.",
    },
    example: Words {
        zh: "手机对焦不准，字迹模糊。",
        en: "The phone was out of focus; the print is blurred.",
    },
    remedy: Words {
        zh: "放平、对光、300 dpi 重新扫描，放大看得清每个字再上传。",
        en: "Scan again flat, well lit, at 300 dpi; zoom in and see that every character is clear.",
    },
};

/// A page drawn from letters is legible by itself; a scan is as measured, and needs review where it was not.
fn run(dossier: &Dossier, out: &mut Out) {
    for (index, document) in dossier.documents.iter().enumerate() {
        if document.kind().is_none() {
            continue;
        }
        let file = &dossier.files[document.file];
        for page in crate::judge::pages(document) {
            let Some(glance) = file.pages.get(page.0 as usize).and_then(|seen| seen.facts.glance()) else {
                continue;
            };
            let place = Place {
                file: Some(document.file),
                page: Some(page),
                document: Some(index),
                ..Place::default()
            };
            match glance.legible {
                Reading::Is(true) => {}
                Reading::Is(false) => {
                    out.add(&CHECK, place, Text::new("页面看不清", "the page cannot be read"));
                }
                Reading::Not(_) => {
                    let message = Text::new(
                        "这一页是扫描件，这个版本还不能测量清晰度",
                        "the page is a scan, and this version does not measure legibility yet",
                    );
                    let finding =
                        out.add(&CHECK, place, message).effect(Effect::Undecided).lacks("legibility");
                    finding.remedy(Text::new(
                        "请放大看一眼，每个字都清楚即可。",
                        "Zoom in and see that every character is clear.",
                    ));
                }
            }
        }
    }
}

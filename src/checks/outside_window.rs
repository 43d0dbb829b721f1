//! `outside-window`: outside the submission window.
//!
//! The as-of date lies outside the window for uploads.

use super::Out;
use super::{Check, Run, Words};
use crate::dossier::Dossier;
use crate::finding::{Effect, Place, Scope, Text};

pub const CHECK: Check = Check {
    id: "outside-window",
    scope: Scope::Submission,
    effect: Effect::Warn,
    limit: None,
    run: Run::Submission(run),
    title: Words { zh: "不在申报时间内", en: "Outside the submission window" },
    what: Words {
        zh: "检查日期不在网上申报时间之内。",
        en: "The as-of date lies outside the window for uploads.",
    },
    why: Words { zh: "时间外系统可能不收。", en: "Outside it the portal may not take the folder." },
    example: Words {
        zh: "申报时间 8月25日至9月18日，今天 9月20日。",
        en: "The window ran from 25 August to 18 September; it is 20 September.",
    },
    remedy: Words {
        zh: "确认申报时间；检查别的日期请用 --as-of。",
        en: "Check the window; use --as-of to check for another day.",
    },
};

fn run(dossier: &Dossier, out: &mut Out) {
    let Some(window) = &dossier.profile.window else { return };
    let as_of = dossier.as_of;
    let (opens, closes) = (window.opens, window.closes);
    let message = if as_of < opens {
        Text::new(
            format!("网上申报还没开始（{opens} 至 {closes}）"),
            format!("the window for uploads is not open yet ({opens} to {closes})"),
        )
    } else if as_of > closes {
        Text::new(
            format!("网上申报已经结束（{opens} 至 {closes}）"),
            format!("the window for uploads is over ({opens} to {closes})"),
        )
    } else {
        return;
    };
    out.add(&CHECK, Place::default(), message)
        .measured(
            Text::new(format!("检查日期 {as_of}"), format!("as of {as_of}")),
            Text::plain(format!("{opens} – {closes}")),
        )
        .clause(window.clause.as_ref());
}

//! `last-attempt`: last try.
//!
//! This is the last submission that the notice allows.

use super::Out;
use super::{Check, Run, Words};
use crate::dossier::Dossier;
use crate::finding::{Effect, Place, Scope, Text};

pub const CHECK: Check = Check {
    id: "last-attempt",
    scope: Scope::Submission,
    effect: Effect::Warn,
    limit: None,
    run: Run::Submission(run),
    title: Words { zh: "最后一次机会", en: "Last try" },
    what: Words {
        zh: "这是通知允许的最后一次上报。",
        en: "This is the last submission that the notice allows.",
    },
    why: Words {
        zh: "再被退回就不能再报了。", en: "If it is returned once more, there is no further try."
    },
    example: Words {
        zh: "通知允许 3 次，这是第 3 次。", en: "The notice allows three; this is the third."
    },
    remedy: Words {
        zh: "逐项核对下面每一条，全部解决后再上报。",
        en: "Go through every line below and settle all of it before submitting.",
    },
};

fn run(dossier: &Dossier, out: &mut Out) {
    let (Some(rule), Some(attempt)) = (&dossier.profile.attempts, dossier.applicant.attempt) else { return };
    if attempt == rule.most {
        let message = Text::new(
            format!("最后一次机会：这是第 {attempt} 次上报，之后不能再报"),
            format!("last try: this is attempt {attempt}, and no other follows"),
        );
        out.add(&CHECK, Place::default(), message)
            .measured(
                Text::new(format!("第 {attempt} 次"), format!("attempt {attempt}")),
                Text::new(format!("最多 {} 次", rule.most), format!("at most {}", rule.most)),
            )
            .clause(rule.clause.as_ref());
    }
}

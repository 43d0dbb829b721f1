//! `too-many-attempts`: too many attempts.
//!
//! More submissions than the notice allows.

use super::Out;
use super::{Check, Run, Words};
use crate::dossier::Dossier;
use crate::finding::{Effect, Place, Scope, Text};

pub const CHECK: Check = Check {
    id: "too-many-attempts",
    scope: Scope::Submission,
    effect: Effect::Unusable,
    limit: None,
    run: Run::Submission(run),
    title: Words { zh: "超过上报次数", en: "Too many attempts" },
    what: Words {
        zh: "上报次数已超过通知允许的次数。", en: "More submissions than the notice allows."
    },
    why: Words {
        zh: "通知写明上报次数不得超过 3 次。", en: "The notice allows three at most."
    },
    example: Words { zh: "这是第 4 次上报。", en: "This would be the fourth." },
    remedy: Words {
        zh: "先联系所在单位或评审委员会，本年度可能不能再报。",
        en: "Ask your employer or the committee first; this year may be over for you.",
    },
};

fn run(dossier: &Dossier, out: &mut Out) {
    let (Some(rule), Some(attempt)) = (&dossier.profile.attempts, dossier.applicant.attempt) else { return };
    if attempt > rule.most {
        let message = Text::new(
            format!("这是第 {attempt} 次上报，通知最多允许 {} 次", rule.most),
            format!("this is attempt {attempt}; the notice allows {}", rule.most),
        );
        out.add(&CHECK, Place::default(), message)
            .measured(
                Text::new(format!("第 {attempt} 次"), format!("attempt {attempt}")),
                Text::new(format!("最多 {} 次", rule.most), format!("at most {}", rule.most)),
            )
            .clause(rule.clause.as_ref());
    }
}

//! `unlisted-specialty`: specialty is not listed.
//!
//! The specialty is not among those that the notice lists. The list is open, so this is no error: a person decides.

use super::Out;
use super::{Check, Run, Words};
use crate::dossier::Dossier;
use crate::finding::{Effect, Place, Scope, Text};

pub const CHECK: Check = Check {
    id: "unlisted-specialty",
    scope: Scope::Submission,
    effect: Effect::Undecided,
    limit: None,
    run: Run::Submission(run),
    title: Words { zh: "专业不在列举之内", en: "Specialty is not listed" },
    what: Words {
        zh: "申报专业不在通知列举的专业里。列举以“等”结尾，所以不算错，由人工核对。",
        en: "The specialty is not among those that the notice lists. The list is open, so this is no error: a person decides.",
    },
    why: Words {
        zh: "专业不对口的，本评审委员会不受理。",
        en: "A committee does not take specialties that are not its own.",
    },
    example: Words {
        zh: "申报“土木工程”，通知列的是石油、化工、纺织、电力。",
        en: "Civil engineering; the notice lists petroleum, chemistry, textiles and power.",
    },
    remedy: Words {
        zh: "向评审委员会确认本专业是否受理。",
        en: "Ask the committee whether it takes your specialty.",
    },
};

/// The list is open, so a specialty outside it is a question. An unknown specialty is told by the report's head.
fn run(dossier: &Dossier, out: &mut Out) {
    let Some(list) = &dossier.profile.specialties else { return };
    let Some((specialty, source)) = specialty(dossier) else { return };
    let listed = |word: &String| specialty.contains(word.as_str()) || word.contains(&specialty);
    if !list.words.iter().any(listed) {
        let message = Text::new(
            format!("申报专业“{specialty}”（来自{}）不在通知列举之内；列举以“等”结尾，请人工核对", source.zh),
            format!(
                "the specialty \"{specialty}\" (from {}) is not among those listed; the list is open, so a person decides",
                source.en
            ),
        );
        out.add(&CHECK, Place::default(), message).clause(list.clause.as_ref());
    }
}

/// The applicant's specialty and where it comes from: told, else the title certificate's.
pub fn specialty(dossier: &Dossier) -> Option<(String, Text)> {
    if let Some(told) = &dossier.applicant.specialty {
        return Some((told.trim().to_string(), Text::plain("applicant.yaml")));
    }
    let title = |document: &&crate::recognise::Document| {
        document.kind().is_some_and(|kind| kind.0.starts_with("title-"))
    };
    let read = dossier.documents.iter().filter(title).find_map(|document| document.values("major").next())?;
    Some((read.to_string(), Text::new("职称材料", "the document on the title")))
}

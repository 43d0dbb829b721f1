//! What is left of a requirement once level and cases are known.
//!
//! Why it exists: a notice says "private enterprises need not", and every check would have to remember it. Here
//! the variations are folded once, before any document is looked at.

use std::collections::BTreeSet;

use super::error::suggest;
use super::{Body, Profile, Requirement, Statics, Vary, When};
use crate::finding::Text;

impl Profile {
    /// Contract names of the requirements, in the order of the profile.
    pub fn requirement_ids(&self) -> impl Iterator<Item = &str> {
        self.requirements.iter().map(|requirement| requirement.id.as_str())
    }

    /// First 12 hexadecimal digits of the SHA-256 over its sources: two reports with one digest were judged by
    /// the same words.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// The cases that hold: those chosen and those that the profile sets by itself.
    pub fn cases_with(&self, chosen: &BTreeSet<String>) -> BTreeSet<String> {
        chosen.iter().chain(&self.implies).cloned().collect()
    }

    /// What to say to a case that this profile does not know, with those it does; `None`: it knows it.
    pub fn unknown_case(&self, case: &str) -> Option<Text> {
        if self.cases.contains_key(case) {
            return None;
        }
        let near = suggest(case, self.cases.keys().map(String::as_str));
        let (id, zh, en) = (&self.id, near.zh, near.en);
        Some(Text::new(
            format!("规则 {id} 没有情形“{case}”。{zh}"),
            format!("profile {id} has no case `{case}`: {en}"),
        ))
    }
}

impl Requirement {
    /// The body with every variation whose condition holds, in order: each replaces what it names.
    pub fn resolve(&self, statics: &Statics) -> Body {
        let mut body = self.body.clone();
        for vary in &self.vary {
            // Loading refused variations that hang on documents, so there is always an answer.
            if vary.when.of_statics(statics) == Some(true) {
                vary.apply(&mut body);
            }
        }
        body
    }
}

impl Vary {
    /// Replaces what it names.
    pub(super) fn apply(&self, body: &mut Body) {
        fn set<T: Clone>(to: &mut T, from: &Option<T>) {
            if let Some(from) = from {
                *to = from.clone();
            }
        }
        set(&mut body.need, &self.need);
        set(&mut body.ways, &self.ways);
        set(&mut body.wrong, &self.wrong);
        set(&mut body.stand_in, &self.stand_in);
        set(&mut body.holds, &self.holds);
        set(&mut body.remark, &self.remark);
        body.clause = self.clause.clone().or(body.clause.take());
        body.absent = self.absent.clone().or(body.absent.take());
    }

    /// Whether it names nothing at all.
    pub(super) fn is_idle(&self) -> bool {
        let Vary { when: _, need, clause, ways, wrong, stand_in, holds, absent, remark } = self;
        need.is_none()
            && clause.is_none()
            && ways.is_none()
            && (wrong.is_none() && stand_in.is_none())
            && (holds.is_none() && absent.is_none() && remark.is_none())
    }
}

impl When {
    /// Whether it holds for this level and these cases; `None` where documents decide.
    pub fn of_statics(&self, statics: &Statics) -> Option<bool> {
        match self {
            When::Always => Some(true),
            When::Case(cases) => Some(cases.iter().any(|case| statics.cases.contains(case))),
            When::Level(levels) => Some(levels.iter().any(|level| level == statics.level)),
            When::Field(..) => None,
            When::All(parts) => settle(parts.iter().map(|part| part.of_statics(statics)), false),
            When::Any(parts) => settle(parts.iter().map(|part| part.of_statics(statics)), true),
            When::Not(part) => part.of_statics(statics).map(|holds| !holds),
        }
    }

    /// Whether no document can change it.
    pub fn is_static(&self) -> bool {
        match self {
            When::Always | When::Case(_) | When::Level(_) => true,
            When::Field(..) => false,
            When::All(parts) | When::Any(parts) => parts.iter().all(When::is_static),
            When::Not(part) => part.is_static(),
        }
    }
}

/// Three-valued "any" (`decider` true) or "all" (`decider` false): one decider settles it, else one unknown
/// leaves it open.
pub(super) fn settle(parts: impl Iterator<Item = Option<bool>>, decider: bool) -> Option<bool> {
    let mut open = false;
    for part in parts {
        match part {
            Some(holds) if holds == decider => return Some(decider),
            Some(_) => {}
            None => open = true,
        }
    }
    (!open).then_some(!decider)
}

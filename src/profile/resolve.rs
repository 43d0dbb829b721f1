//! What is left of a requirement once level and cases are known.
//!
//! Why it exists: a notice says "private enterprises need not", and every check would have to remember it. Here
//! the variations are folded once, before any document is looked at.

use super::{Body, Profile, Requirement, Statics, Vary, When};

impl Profile {
    /// Contract names of the requirements, in the order of the profile.
    pub fn requirement_ids(&self) -> impl Iterator<Item = &str> {
        self.requirements.iter().map(|requirement| requirement.id.as_str())
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
            When::All(parts) => settle(parts, statics, false),
            When::Any(parts) => settle(parts, statics, true),
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
fn settle(parts: &[When], statics: &Statics, decider: bool) -> Option<bool> {
    let mut open = false;
    for part in parts {
        match part.of_statics(statics) {
            Some(holds) if holds == decider => return Some(decider),
            Some(_) => {}
            None => open = true,
        }
    }
    (!open).then_some(!decider)
}

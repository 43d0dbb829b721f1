//! Panics while looking at a hostile file become data.
//!
//! Why it exists: decoders meet bytes that nobody foresaw. A panic ends one answer about one file, not the run,
//! and writes nothing to the terminal. It stops neither a stack overflow nor a failed allocation: sizes are
//! checked before, and a killable child is a later wall.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

use crate::facts::{Answer, Eye, PageId, Probe, Why};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Runs `work`; a panic comes back as its message.
pub fn guard<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    quiet_hook();
    let before = GUARDED.replace(true);
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(before);
    result.map_err(|payload| {
        let text = payload.downcast_ref::<&str>().map(|s| (*s).to_string());
        text.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_default()
    })
}

/// Keeps the default hook's words for panics that nobody guards.
fn quiet_hook() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let default = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !GUARDED.get() {
                default(info);
            }
        }));
    });
}

/// An eye whose panics are the answer "failed" to the probes at hand; other answers stay.
pub struct Guarded<E>(pub E);

impl<E: Eye> Eye for Guarded<E> {
    fn answer(&mut self, page: PageId, probes: &[Probe]) -> Vec<Answer> {
        if let Ok(answers) = guard(|| self.0.answer(page, probes)) {
            return answers;
        }
        if let [_] = probes {
            return vec![Answer::Not(Why::Failed)];
        }
        // Which of several failed is found by asking each alone.
        let mut one = |probe: &Probe| {
            let answers = guard(|| self.0.answer(page, std::slice::from_ref(probe)));
            answers.ok().and_then(|answers| answers.into_iter().next()).unwrap_or(Answer::Not(Why::Failed))
        };
        probes.iter().map(&mut one).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Shaky;
    impl Eye for Shaky {
        fn answer(&mut self, _page: PageId, probes: &[Probe]) -> Vec<Answer> {
            assert!(!probes.contains(&Probe::Faces), "no faces, please");
            probes.iter().map(|_| Answer::Not(Why::Absent)).collect()
        }
    }

    #[test]
    fn a_panic_fails_its_own_probe_only() {
        let answers = Guarded(Shaky).answer(PageId(0), &[Probe::Glance, Probe::Faces, Probe::Seals]);
        let absent = Answer::Not(Why::Absent);
        assert_eq!(answers, [absent.clone(), Answer::Not(Why::Failed), absent]);
    }

    #[test]
    fn the_message_comes_back() {
        assert_eq!(guard(|| panic!("torn {}", 1)).map(|()| 0), Err("torn 1".to_string()));
        assert_eq!(guard(|| 7), Ok(7));
    }
}

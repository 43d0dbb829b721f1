//! The one loop between recognising and observing.
//!
//! Why it exists: recognising asks, it never looks. This loop carries its probes to the memo first and to the eye
//! where the memo has no answer, page by page until settled, then asks the file as a whole ([`gather`]) whether
//! more must be known. What comes out holds only what was *asked*: a cold, a warm and a half-warm memo give the
//! same look, byte for byte.

use std::collections::BTreeMap;

use crate::facts::{Answer, Eye, FileFacts, PageFacts, PageId, Probe, Why};
use crate::recognise::{Doubt, Kinds, Part, ReadMode, Step, Verdict, gather, step};

/// A page after looking: what was asked of it with the answers, and what it is.
#[derive(Clone, Debug, PartialEq)]
pub struct PageLook {
    pub asked: PageFacts,
    pub parts: Vec<Part>,
}

/// Asks that one page may cost before it is called failed. A page of 1,000 boxes read line by line twice stays
/// below it; only a recogniser that never settles reaches it.
const MOST_ROUNDS: usize = 4096;

/// Looks at every page of a file, then at the file.
pub fn look(kinds: &Kinds, mode: ReadMode, memo: &mut FileFacts, eye: &mut dyn Eye) -> Vec<PageLook> {
    let mut pages = Vec::with_capacity(memo.pages.len());
    for (index, page_memo) in memo.pages.iter_mut().enumerate() {
        pages.push(look_page(kinds, mode, page_id(index), page_memo, eye));
    }
    settle_file(kinds, mode, memo, &mut pages, eye);
    pages
}

/// Page id of an index; files have far fewer pages than `u32` counts.
pub fn page_id(index: usize) -> PageId {
    PageId(u32::try_from(index).unwrap_or(u32::MAX))
}

/// Looks at one page until it is settled.
pub fn look_page(
    kinds: &Kinds,
    mode: ReadMode,
    page: PageId,
    memo: &mut PageFacts,
    eye: &mut dyn Eye,
) -> PageLook {
    let mut asked = PageFacts::default();
    let parts = settle(kinds, mode, page, &mut asked, memo, eye);
    PageLook { asked, parts }
}

/// Asks on where the file as a whole leaves a page unexplained. Called once all its pages were looked at.
pub fn settle_file(
    kinds: &Kinds,
    mode: ReadMode,
    memo: &mut FileFacts,
    pages: &mut [PageLook],
    eye: &mut dyn Eye,
) {
    loop {
        let parts: Vec<Vec<Part>> = pages.iter().map(|page| page.parts.clone()).collect();
        let mut asked_on = false;
        let mut asks: BTreeMap<PageId, Vec<Probe>> = BTreeMap::new();
        for (page, probe) in gather(kinds, mode, &parts) {
            asks.entry(page).or_default().push(probe);
        }
        for (page, mut probes) in asks {
            let index = page.0 as usize;
            let (Some(look), Some(page_memo)) = (pages.get_mut(index), memo.pages.get_mut(index)) else {
                continue;
            };
            probes.retain(|probe| !look.asked.asked(probe));
            if probes.is_empty() {
                continue;
            }
            ask(page, probes, &mut look.asked, page_memo, eye);
            look.parts = settle(kinds, mode, page, &mut look.asked, page_memo, eye);
            asked_on = true;
        }
        if !asked_on {
            return;
        }
    }
}

fn settle(
    kinds: &Kinds,
    mode: ReadMode,
    page: PageId,
    asked: &mut PageFacts,
    memo: &mut PageFacts,
    eye: &mut dyn Eye,
) -> Vec<Part> {
    for _ in 0..MOST_ROUNDS {
        match step(kinds, mode, asked) {
            Step::Settled(parts) if !parts.is_empty() => return parts,
            Step::Settled(_) => break,
            Step::Ask(probes) => {
                let fresh: Vec<Probe> = probes.into_iter().filter(|probe| !asked.asked(probe)).collect();
                // Asking only what was asked already would go round for ever: a fault of ours, not the file's.
                if fresh.is_empty() {
                    break;
                }
                ask(page, fresh, asked, memo, eye);
            }
        }
    }
    vec![Part {
        verdict: Verdict::Unsure(Vec::new()),
        side: None,
        fields: Default::default(),
        marks: Default::default(),
        confidence: 0,
        evidence: Vec::new(),
        runner_up: None,
        doubt: Some(Doubt::Failed),
        how: None,
        more: Vec::new(),
    }]
}

/// Answers from the memo where it can, from the eye where it must; what the eye says goes into both.
fn ask(page: PageId, probes: Vec<Probe>, asked: &mut PageFacts, memo: &mut PageFacts, eye: &mut dyn Eye) {
    let (known, unknown): (Vec<Probe>, Vec<Probe>) =
        probes.into_iter().partition(|probe| memo.answers.contains_key(probe));
    for probe in known {
        if let Some(answer) = memo.answers.get(&probe) {
            asked.answers.insert(probe, answer.clone());
        }
    }
    if unknown.is_empty() {
        return;
    }
    let mut answers = eye.answer(page, &unknown).into_iter();
    for probe in unknown {
        let answer = answers.next().unwrap_or(Answer::Not(Why::Failed));
        // That nobody could look is no fact about the file.
        if answer != Answer::Not(Why::Blind) {
            memo.answers.insert(probe.clone(), answer.clone());
        }
        asked.answers.insert(probe, answer);
    }
}

//! Which way up a page stands, where its lines' votes do not settle it.
//!
//! Why it exists: a page read upside down is confident garbage. The network's votes are asked of every page, and the
//! ink says on its own how it stands. Where the votes differ among each other, or ink and votes do, a few lines are
//! read both ways, and the better scores decide.

use std::borrow::Cow;

use crate::facts::{Answer, LineBox, Lines, Model, PageFacts, Plane, Probe, Quad, Turn};

/// Votes below this, thousandths, differ: the classifier's first lines were not sure (500 is a tie).
const SETTLED: u16 = 800;

/// The ink alone contradicts the votes from here on, thousandths: on drawn pages of five lines and more of a legible
/// height, turned and not, 920 of 936 are right (legibility benchmark).
const SURE: u16 = 800;

/// Lines that are read both ways: the longest ones, so that one stamp among them decides nothing.
const BOTH_WAYS: usize = 4;

/// How a page's lines stand.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Stance {
    Is(Turn),
    /// These must be read first.
    Ask(Vec<Probe>),
}

/// The turn that votes, ink (its turn, and how sure it is of it) and scores agree on.
pub(super) fn stance(page: &PageFacts, found: &Lines, plane: Plane, by_ink: Option<(Turn, u16)>) -> Stance {
    let other = found.turn.turned_over();
    let contradicted = by_ink.is_some_and(|(turn, sure)| turn == other && sure >= SURE);
    if found.vote >= SETTLED && !contradicted {
        return Stance::Is(found.turn);
    }
    let mut longest: Vec<&LineBox> = found.boxes.iter().collect();
    longest.sort_by_key(|line| std::cmp::Reverse(length(&line.quad)));
    longest.truncate(BOTH_WAYS);
    let ways = [(found.turn, false), (other, true)].map(|(turn, over)| {
        let quads = longest.iter().map(|line| if over { line.quad.turned_over() } else { line.quad });
        quads.map(|quad| Probe::Line { quad, turn, plane, model: Model::Tiny }).collect::<Vec<_>>()
    });
    let open: Vec<Probe> = ways.iter().flatten().filter(|probe| !page.asked(probe)).cloned().collect();
    if !open.is_empty() {
        return Stance::Ask(open);
    }
    let [here, there] = ways.map(|probes| probes.iter().map(|probe| score(page, probe)).sum::<u32>());
    Stance::Is(if there > here { other } else { found.turn })
}

/// Lines as they stand in a turn; lines of another quarter stay as they are.
pub(super) fn standing(found: &Lines, turn: Turn) -> Cow<'_, Lines> {
    if turn != found.turn.turned_over() {
        return Cow::Borrowed(found);
    }
    let over = |line: &LineBox| LineBox { quad: line.quad.turned_over(), ..*line };
    let boxes = found.boxes.iter().map(over).collect();
    Cow::Owned(Lines { boxes, turn, vote: 1000 - found.vote.min(1000) })
}

/// How surely a line was read, thousandths; nothing where it was not.
fn score(page: &PageFacts, probe: &Probe) -> u32 {
    match page.answers.get(probe) {
        Some(Answer::Line(text)) => u32::from(text.score),
        _ => 0,
    }
}

/// Square of a line's length, pixels.
fn length(Quad([a, b, ..]): &Quad) -> i64 {
    let (x, y) = (i64::from(b.0 - a.0), i64::from(b.1 - a.1));
    x * x + y * y
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{LineText, Why};

    const LINE: Quad = Quad([(100, 100), (900, 100), (900, 130), (100, 130)]);

    fn found(vote: u16) -> Lines {
        Lines { boxes: vec![LineBox { quad: LINE, score: 900 }], turn: Turn::Upright, vote }
    }

    fn ask(page: &PageFacts, vote: u16, by_ink: (Turn, u16)) -> Stance {
        stance(page, &found(vote), Plane::Red, Some(by_ink))
    }

    #[test]
    fn votes_that_agree_with_each_other_and_the_ink_settle_it_without_reading() {
        let nothing = PageFacts::default();
        for by_ink in [(Turn::Upright, 1000), (Turn::Half, SURE - 1), (Turn::Quarter, 1000)] {
            assert_eq!(ask(&nothing, 1000, by_ink), Stance::Is(Turn::Upright));
        }
    }

    #[test]
    fn votes_that_differ_or_ink_that_contradicts_are_settled_by_the_better_scores() {
        for (vote, by_ink) in [(SETTLED - 1, (Turn::Upright, 1000)), (1000, (Turn::Half, SURE))] {
            let mut page = PageFacts::default();
            let Stance::Ask(probes) = ask(&page, vote, by_ink) else { panic!("settled") };
            let ways: Vec<Turn> = probes
                .iter()
                .map(|probe| match probe {
                    Probe::Line { turn, .. } => *turn,
                    other => panic!("{other:?}"),
                })
                .collect();
            assert_eq!(ways, [Turn::Upright, Turn::Half]);
            for (better, wanted) in [(0, Turn::Upright), (1, Turn::Half)] {
                for (at, probe) in probes.iter().enumerate() {
                    let score = if at == better { 950 } else { 500 };
                    let text = LineText { text: "承诺书".into(), score, ..LineText::default() };
                    page.answers.insert(probe.clone(), Answer::Line(text));
                }
                assert_eq!(ask(&page, vote, by_ink), Stance::Is(wanted));
            }
            // A line that cannot be read either way leaves the votes as they are.
            for probe in &probes {
                page.answers.insert(probe.clone(), Answer::Not(Why::Failed));
            }
            assert_eq!(ask(&page, vote, by_ink), Stance::Is(Turn::Upright));
        }
    }

    #[test]
    fn a_line_turned_over_begins_at_its_other_end_and_twice_is_itself() {
        let found_so = found(600);
        let over = standing(&found_so, Turn::Half);
        assert_eq!(over.boxes[0].quad.0[0], LINE.0[2]);
        assert_eq!(standing(&over, Turn::Upright).boxes, found(600).boxes);
        assert_eq!(*standing(&found(600), Turn::Quarter), found(600));
    }
}

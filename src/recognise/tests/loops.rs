//! `step` ends, asks nothing twice, and says why it does not know.

use super::*;
use proptest::prelude::*;

/// A page whose answers are these.
fn page(answers: &[(Probe, Answer)]) -> PageFacts {
    PageFacts { answers: answers.iter().cloned().collect() }
}

fn picture(width: u32, height: u32) -> PageFacts {
    let glance = Answer::Glance(glance(width, height, Origin::Picture));
    page(&[(Probe::Glance, glance), (Probe::Layer, Answer::Not(Why::Absent))])
}

#[test]
fn nothing_asked_yet() {
    let asks = step(kinds(), ReadMode::Needed, &PageFacts::default());
    assert_eq!(asks, Step::Ask(vec![Probe::Glance, Probe::Layer]));
}

#[test]
fn every_refusal_settles() {
    for why in [Why::NotBuilt, Why::NotAsked, Why::Blind, Why::Absent, Why::Failed] {
        let refused = page(&[(Probe::Glance, Answer::Not(why)), (Probe::Layer, Answer::Not(why))]);
        let part = settle(refused).remove(0);
        assert!(matches!(part.verdict, Verdict::Unsure(_)), "{why:?}: {:?}", part.verdict);
        assert_eq!(part.confidence, 0);
        if why == Why::Failed {
            assert_eq!(part.doubt, Some(Doubt::Failed));
        }
    }
}

#[test]
fn a_garbage_layer_is_not_read() {
    let mut layer = layer("# 承诺书\n本人郑重承诺材料真实。\n承诺人：");
    layer.unknown = layer.glyphs / 2;
    let part = settle(facts(layer)).remove(0);
    assert!(matches!(part.verdict, Verdict::Unsure(_)), "{:?}", part.verdict);
    assert_eq!(part.doubt, Some(Doubt::Garbage));
}

#[test]
fn a_blank_page_is_blank() {
    let mut blank = glance(827, 1170, Origin::Scan);
    blank.blank = Reading::Is(true);
    let answers = [(Probe::Glance, Answer::Glance(blank)), (Probe::Layer, Answer::Not(Why::Absent))];
    assert_eq!(settle(page(&answers))[0].verdict, Verdict::Blank);
}

#[test]
fn a_picture_is_unsure_and_narrowed_by_its_shape() {
    let candidates = |width, height| match settle(picture(width, height)).remove(0) {
        Part { verdict: Verdict::Unsure(candidates), doubt: Some(_), .. } => {
            candidates.into_iter().map(|id| id.0).collect::<Vec<_>>()
        }
        part => panic!("{part:?}"),
    };
    // Small and shaped like an ID photo.
    assert_eq!(candidates(295, 413), ["photo"]);
    // Small and shaped like a card.
    assert_eq!(candidates(685, 432), ["id-card", "temporary-id"]);
    // A whole sheet may be anything but a photo.
    let sheet = candidates(1654, 2339);
    assert!(sheet.contains(&"diploma".to_owned()) && !sheet.contains(&"photo".to_owned()), "{sheet:?}");
    assert_eq!(settle(picture(1654, 2339))[0].doubt, Some(Doubt::NotRead));
    assert_eq!(settle(picture(295, 413))[0].doubt, Some(Doubt::FaceNotMeasured));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_settles_alike(lines in prop::collection::vec("(# )?[姓名毕业证书承诺年度考核20219：:，。、^张三 ]{0,24}", 0..12)) {
        let page = lines.join("\n");
        prop_assert_eq!(parts(&page), parts(&page));
    }
}

//! `step` ends, asks nothing twice, and says why it does not know.

use super::*;
use crate::facts::{LineBox, LineText, Lines, Measure, Model, Plane, Quad, Turn};
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

/// These boxes, upright.
fn found(quads: impl IntoIterator<Item = Quad>) -> Answer {
    let boxes = quads.into_iter().map(|quad| LineBox { quad, score: 900 }).collect();
    Answer::Lines(Lines { boxes, turn: Turn::Upright, vote: 1000 })
}

/// A line that says this in characters of one width.
fn says(text: &str, score: u16) -> Answer {
    let count = text.chars().count();
    let at = (0..count).map(|i| ((2 * i + 1) * 500 / count) as u16).collect();
    Answer::Line(LineText { text: text.to_owned(), score, at })
}

/// A picture of sixty lines of running text, of which the reader read every third well.
fn prose(probe: &Probe) -> Answer {
    let line = |row: i32| {
        let (x0, y0, x1, y1) = (200, 150 + row * 34, 1400, 150 + row * 34 + 24);
        Quad([(x0, y0), (x1, y0), (x1, y1), (x0, y1)])
    };
    match probe {
        Probe::Lines { .. } => found((0..60).map(line)),
        Probe::Line { quad, .. } => {
            let well = (quad.0[0].1 - 150) / 34 % 3 == 0;
            let text = "今天下午天气晴朗大家都在院子里晒太阳".to_owned();
            let at = (0..text.chars().count()).map(|i| (i * 1000 / 18 + 27) as u16).collect();
            Answer::Line(LineText { text, score: if well { 950 } else { 600 }, at })
        }
        _ => Answer::Not(Why::NotBuilt),
    }
}

#[test]
fn what_was_read_badly_is_read_to_its_end_before_it_is_unsure() {
    let mut facts = picture(1654, 2339);
    for _ in 0..40 {
        match step(kinds(), ReadMode::Needed, &facts) {
            Step::Settled(parts) => {
                assert!(matches!(parts[0].verdict, Verdict::Unsure(_)), "{:?}", parts[0].verdict);
                assert!(parts[0].how.is_some_and(|how| how.to_end && how.read == 60), "{:?}", parts[0].how);
                return;
            }
            Step::Ask(probes) => {
                facts.answers.extend(probes.into_iter().map(|probe| (probe.clone(), prose(&probe))));
            }
        }
    }
    panic!("does not settle");
}

/// A degree certificate as a picture, upright; `again` says what tiny reads of its number on a wider crop, and small.
fn degree(probe: &Probe, again: (&str, &str)) -> Answer {
    const LINES: [&str; 6] = [
        "学士学位证书",
        "赵示例，男，1985年6月15日生，在示例大学",
        "化学工程与工艺专业完成了本科学习计划，业已毕业，授予工学学士学位。",
        "证书编号：1035742009012345",
        "学位授予单位：示例大学",
        "授予日期：2009年7月1日",
    ];
    let line = |row: usize| {
        let (x0, y0) = (200, 150 + row as i32 * 100);
        let x1 = x0 + LINES[row].chars().count() as i32 * 36;
        Quad([(x0, y0), (x1, y0), (x1, y0 + 40), (x0, y0 + 40)])
    };
    match probe {
        Probe::Lines { .. } => found((0..LINES.len()).map(line)),
        Probe::Line { quad, model, .. } => {
            let row = (quad.0[0].1 - 150) as usize / 100;
            let text = match model {
                Model::Tiny => LINES[row],
                _ if row != 3 => LINES[row],
                Model::TinyWide => again.0,
                _ => again.1,
            };
            says(text, 990)
        }
        _ => Answer::Not(Why::NotBuilt),
    }
}

/// Whether small was asked for the number, and what the page's number is.
fn number(again: (&str, &str)) -> (bool, String) {
    let mut facts = picture(1654, 2339);
    for _ in 0..40 {
        match step(kinds(), ReadMode::Needed, &facts) {
            Step::Settled(parts) => {
                let number = &parts[0].fields["certificate_number"][0];
                let small = |probe: &Probe| matches!(probe, Probe::Line { quad, model: Model::SmallWide, .. } if quad.0[0].1 == 450);
                return (facts.answers.keys().any(small), number.norm.clone());
            }
            Step::Ask(probes) => {
                facts.answers.extend(probes.into_iter().map(|probe| (probe.clone(), degree(&probe, again))));
            }
        }
    }
    panic!("does not settle");
}

#[test]
fn a_number_that_tiny_reads_alike_on_two_crops_needs_no_better_reader() {
    let same = "证书编号：1035742009012345";
    assert_eq!(number((same, "unasked")), (false, "1035742009012345".to_owned()));
    // A digit was lost on one of them: small decides.
    let small = "证书编号：10357420090123455";
    assert_eq!(number(("证书编号：103574200901234", small)), (true, "10357420090123455".to_owned()));
}

#[test]
fn a_page_read_on_its_head_is_turned_when_its_ink_says_so_and_its_lines_read_better() {
    for (better, wanted) in [(Turn::Half, Turn::Half), (Turn::Upright, Turn::Upright)] {
        let mut facts = picture(1654, 2339);
        if let Some(Answer::Glance(glance)) = facts.answers.get_mut(&Probe::Glance) {
            glance.legibility.turn = Some((Turn::Half, 990));
        }
        let part = loop {
            match step(kinds(), ReadMode::Needed, &facts) {
                Step::Settled(mut parts) => break parts.remove(0),
                Step::Ask(probes) => {
                    for probe in probes {
                        let answer = match &probe {
                            Probe::Line { turn, .. } if *turn != better => {
                                Answer::Line(LineText { text: "乱".to_owned(), score: 600, at: vec![500] })
                            }
                            // The other end of a line is its first corner there; the text is the same.
                            Probe::Line { quad: Quad([a, b, c, d]), turn, plane, model } => {
                                let quad =
                                    if *turn == Turn::Half { [*c, *d, *a, *b] } else { [*a, *b, *c, *d] };
                                let (quad, turn) = (Quad(quad), Turn::Upright);
                                let as_it_stands = Probe::Line { quad, turn, plane: *plane, model: *model };
                                degree(&as_it_stands, ("证书编号：1035742009012345", "unasked"))
                            }
                            other => degree(other, ("", "")),
                        };
                        facts.answers.insert(probe, answer);
                    }
                }
            }
        };
        assert_eq!(part.how.map(|how| how.turn), Some(wanted));
        assert_eq!(name_of(&part.verdict), "degree", "{wanted:?}");
    }
}

/// Runs to the end; what was asked, and the first part.
fn looked(facts: PageFacts, eye: impl Fn(&Probe) -> Answer) -> (Vec<Probe>, Part) {
    looked_as(ReadMode::Needed, facts, eye)
}

fn looked_as(mode: ReadMode, mut facts: PageFacts, eye: impl Fn(&Probe) -> Answer) -> (Vec<Probe>, Part) {
    let mut asked = Vec::new();
    for _ in 0..60 {
        match step(kinds(), mode, &facts) {
            Step::Settled(mut parts) => return (asked, parts.remove(0)),
            Step::Ask(probes) => {
                asked.extend(probes.iter().cloned());
                facts.answers.extend(probes.into_iter().map(|probe| (probe.clone(), eye(&probe))));
            }
        }
    }
    panic!("does not settle");
}

/// The degree, of which tiny reads nothing, and small on some planes only.
fn dim_degree(probe: &Probe, readable: Plane) -> Answer {
    match (probe, degree(probe, ("", ""))) {
        (Probe::Line { model, plane, quad, .. }, Answer::Line(text)) => {
            let row = (quad.0[0].1 - 150) as usize / 100;
            let number =
                Answer::Line(LineText { text: "证书编号：1035742009012345".into(), ..text.clone() });
            match (*model, *plane == readable) {
                (Model::Tiny | Model::TinyWide, _) => Answer::Line(LineText {
                    text: "曰土出口囗".into(),
                    score: 520,
                    at: vec![100, 300, 500, 700, 900],
                }),
                (_, true) if row == 3 => number,
                (_, true) => Answer::Line(text),
                (_, false) => Answer::Line(LineText { score: 340, ..text }),
            }
        }
        (_, answer) => answer,
    }
}

#[test]
fn what_the_first_reader_cannot_read_the_better_one_reads_if_it_can() {
    let (asked, part) = looked(picture(1654, 2339), |probe| dim_degree(probe, Plane::Red));
    assert_eq!(part.verdict, Verdict::Kind(KindId("degree".into())));
    let sample = part.how.and_then(|how| how.sample).expect("taken");
    assert_eq!((sample.lines, sample.score), (6, 990));
    assert!(asked.iter().all(|probe| !matches!(probe, Probe::Lines { plane: Plane::Smooth, .. })));
}

#[test]
fn where_red_cannot_be_read_a_screen_is_read_smoothed_and_a_faint_page_on_its_normalised_plane() {
    let with = |moire: i32, contrast: u8| {
        let mut glance = glance(1654, 2339, Origin::Picture);
        glance.contrast = Reading::Is(contrast);
        glance.legibility.values.insert(Measure::Moire, Reading::Is(moire));
        page(&[(Probe::Glance, Answer::Glance(glance)), (Probe::Layer, Answer::Not(Why::Absent))])
    };
    let kind = Verdict::Kind(KindId("degree".into()));
    for (facts, plane) in [(with(90_000, 200), Plane::Smooth), (with(0, 40), Plane::Normalised)] {
        let (asked, part) = looked(facts, |probe| dim_degree(probe, plane));
        assert!(asked.iter().any(|probe| matches!(probe, Probe::Lines { plane: on, .. } if *on == plane)));
        assert_eq!(part.verdict, kind, "{plane:?}");
    }
    // A page that is neither is smoothed, in vain or not; one that was read at once is not looked at again.
    let smooth = |probe: &Probe| matches!(probe, Probe::Lines { plane: Plane::Smooth, .. });
    let (asked, part) = looked(with(0, 200), |probe| dim_degree(probe, Plane::Smooth));
    assert_eq!((asked.iter().filter(|probe| smooth(probe)).count(), part.verdict), (1, kind));
    let (asked, part) = looked(with(0, 200), |probe| dim_degree(probe, Plane::Colour));
    assert_eq!(asked.iter().filter(|probe| smooth(probe)).count(), 1);
    assert!(matches!(part.verdict, Verdict::Unsure(_)), "{:?}", part.verdict);
    let mut small = with(0, 200);
    if let Some(Answer::Glance(glance)) = small.answers.get_mut(&Probe::Glance) {
        glance.legibility.values.insert(Measure::TextHeight, Reading::Is(1100));
    }
    let (asked, _) = looked(small, |probe| dim_degree(probe, Plane::Smooth));
    assert_eq!(asked.iter().filter(|probe| smooth(probe)).count(), 0, "its strokes would go");
}

/// The degree with this in its last line; what is asked there on another crop than its own box is told by `other`.
fn with_date(
    said: &'static str,
    score: u16,
    other: impl Fn(&Quad, Model) -> &'static str,
) -> impl Fn(&Probe) -> Answer {
    move |probe| match (probe, degree(probe, ("证书编号：1035742009012345", "unasked"))) {
        (Probe::Line { quad, model, .. }, Answer::Line(_)) if quad.0[0].1 == 650 => {
            let own = *model == Model::Tiny;
            let text = if own { said } else { other(quad, *model) };
            says(text, if own { score } else { 990 })
        }
        (_, answer) => answer,
    }
}

#[test]
fn a_date_that_its_box_cuts_is_read_on_a_longer_crop() {
    // The box ends at 200 + 12 characters of 36 pixels.
    let longer = |quad: &Quad, _| match quad.0[1].0 > 640 {
        true => "授予日期：2009年7月1日",
        false => "授予日期：2009年7月",
    };
    for mode in [ReadMode::Needed, ReadMode::Full] {
        let eye = with_date("授予日期：2009年7月", 990, longer);
        let (_, part) = looked_as(mode, picture(1654, 2339), eye);
        assert_eq!(part.fields["issued"][0].norm, "2009-07-01", "{mode:?}");
    }
    // What comes out there must be its date.
    let eye = with_date("授予日期：2009年7月", 990, |_, _| "授予日期：2015年3月1日");
    let (_, part) = looked(picture(1654, 2339), eye);
    assert!(part.fields.get("issued").is_none_or(|values| values[0].norm == "2009-07"));
}

#[test]
fn a_second_reading_that_makes_a_date_into_none_is_none() {
    let eye = with_date("授予日期：2009年7月1日", 900, |_, _| "授予日期：20097月1日");
    let (asked, part) = looked(picture(1654, 2339), eye);
    let again = |probe: &Probe| matches!(probe, Probe::Line { quad, model: Model::SmallWide, .. } if quad.0[0].1 == 650);
    assert!(asked.iter().any(again), "it was asked");
    assert_eq!(part.fields["issued"][0].norm, "2009-07-01");
}

#[test]
fn two_lines_in_one_box_are_looked_at_finer_and_finest() {
    let quad = |y0: i32, y1: i32| Quad([(200, y0), (400, y0), (400, y1), (200, y1)]);
    let (both, upper, lower) = (quad(640, 720), quad(640, 676), quad(684, 720));
    let eye = |probe: &Probe| match (probe, degree(probe, ("证书编号：1035742009012345", "unasked"))) {
        (Probe::Patch { side: 1600, .. }, _) => found([upper, lower]),
        (Probe::Patch { .. }, _) => found([both]),
        (Probe::Lines { .. }, Answer::Lines(mut found)) => {
            found.boxes[5].quad = both;
            Answer::Lines(found)
        }
        (Probe::Line { quad, .. }, _) if quad.0[0].1 >= 640 => {
            let (text, score) = match quad {
                quad if *quad == lower => ("2009年7月1日", 990),
                quad if *quad == upper => ("SPECIMEN", 990),
                _ => ("SPECIMEN 01", 850),
            };
            says(text, score)
        }
        (_, answer) => answer,
    };
    for mode in [ReadMode::Needed, ReadMode::Full] {
        let (asked, part) = looked_as(mode, picture(1654, 2339), eye);
        let looks = asked.iter().filter_map(|probe| match probe {
            Probe::Patch { side, .. } => Some(*side),
            _ => None,
        });
        assert_eq!(looks.collect::<Vec<u16>>(), [960, 1600], "{mode:?}");
        assert_eq!(part.fields["issued"][0].norm, "2009-07-01", "{mode:?}");
    }
}

/// The degree, whose number (row 3) the first look has in one box and the finer look in `boxes` of its own, which begin
/// at these places; `said` tells what tiny makes of it, by where a box begins.
fn looked_at_twice(
    mode: ReadMode,
    first: (&'static str, u16),
    boxes: [i32; 2],
    said: impl Fn(i32) -> (&'static str, u16),
) -> (Vec<Probe>, Part, Vec<String>) {
    let boxed = |x0: i32, x1: i32| Quad([(x0, 448), (x1, 448), (x1, 492), (x0, 492)]);
    let eye = |probe: &Probe| match (probe, degree(probe, ("", ""))) {
        (Probe::Lines { side: 960, .. }, Answer::Lines(mut found)) => {
            found.boxes.remove(3);
            let quads = [boxed(boxes[0], boxes[1] - 8), boxed(boxes[1], 960)];
            found.boxes.extend(quads.map(|quad| LineBox { quad, score: 900 }));
            Answer::Lines(found)
        }
        (Probe::Patch { .. }, _) => found([boxed(boxes[0], boxes[1] - 8), boxed(boxes[1], 960)]),
        (Probe::Line { quad, .. }, _) if quad.0[0].1 == 450 => says(first.0, first.1),
        (Probe::Line { quad, .. }, _) if quad.0[0].1 == 448 => {
            let (text, score) = said(quad.0[0].0);
            says(text, score)
        }
        (_, answer) => answer,
    };
    let mut facts = picture(1654, 2339);
    let (asked, part) = looked_as(mode, facts.clone(), eye);
    facts.answers.extend(asked.iter().map(|probe| (probe.clone(), eye(probe))));
    let lines = lines_of(mode, &facts).into_iter().map(|(_, line)| line.text).collect();
    (asked, part, lines)
}

#[test]
fn who_reads_everything_begins_with_the_same_look_and_takes_the_surer_reading() {
    let whole = "证书编号：1035742009012345";
    let parts = |scores: [u16; 2]| {
        move |x0: i32| if x0 < 400 { ("证书编号：", scores[0]) } else { ("1035742009012345", scores[1]) }
    };
    let read = |score, scores| looked_at_twice(ReadMode::Full, (whole, score), [200, 420], parts(scores));
    // Read surely at first: the finer boxes are not even read.
    let (asked, part, lines) = read(990, [999, 999]);
    let looks: Vec<u16> = asked
        .iter()
        .filter_map(|probe| match probe {
            Probe::Lines { side, .. } => Some(*side),
            _ => None,
        })
        .collect();
    assert_eq!(looks, [640, 960]);
    let finer = |probe: &Probe| matches!(probe, Probe::Line { quad, .. } if quad.0[0].1 == 448);
    assert!(!asked.iter().any(finer) && lines.iter().any(|line| line == whole), "{lines:?}");
    assert_eq!(part.fields["certificate_number"][0].norm, "1035742009012345");
    // Less surely: the surer one counts, and never both.
    for (score, scores, pieces) in
        [(900, [990, 990], 2), (900, [890, 880], 1), (900, [990, 880], 2), (960, [990, 990], 1)]
    {
        let (_, part, lines) = read(score, scores);
        let of_number = lines.iter().filter(|line| whole.contains(line.as_str())).count();
        assert_eq!((of_number, lines.len()), (pieces, 5 + pieces), "{score} {scores:?}: {lines:?}");
        assert_eq!(part.fields["certificate_number"][0].norm, "1035742009012345", "{score} {scores:?}");
    }
}

#[test]
fn what_every_form_states_and_was_not_found_is_looked_for_finely() {
    let fine = Probe::Lines { side: 960, plane: Plane::Red };
    let parts = |x0: i32| if x0 < 400 { ("证书编号：", 990) } else { ("1035742009012345", 990) };
    // Its label was overlooked, and nothing was read badly.
    let (asked, part, _) = looked_at_twice(ReadMode::Needed, ("证书", 930), [200, 420], parts);
    assert!(asked.contains(&fine), "{asked:?}");
    assert_eq!(part.fields["certificate_number"][0].norm, "1035742009012345");
    let whole = ("证书编号：1035742009012345", 990);
    assert!(!looked_at_twice(ReadMode::Needed, whole, [200, 420], parts).0.contains(&fine));
}

#[test]
fn a_torn_date_makes_way_for_a_finer_look_however_surely_it_was_read() {
    let date = |x0: i32| if x0 < 400 { ("SPECIMEN", 990) } else { ("2009.07.01", 990) };
    for mode in [ReadMode::Needed, ReadMode::Full] {
        let (_, _, lines) = looked_at_twice(mode, ("52009.07.01", 990), [200, 420], date);
        assert!(lines.iter().any(|line| line == "2009.07.01"), "{mode:?}: {lines:?}");
        assert!(lines.iter().all(|line| line != "52009.07.01"), "{mode:?}: {lines:?}");
    }
}

#[test]
fn a_headline_that_lost_its_end_is_read_again_before_it_decides() {
    // The cover of a review form: without its 表 it is a document of the office that it names.
    const LINES: [&str; 5] = [
        "任职资格评审表",
        "单位：示例化工有限公司",
        "姓名：张三",
        "现任专业技术职务：助理工程师",
        "示例省人力资源和社会保障厅制",
    ];
    let line = |row: usize| {
        let (x0, y0, height) = (200, 150 + row as i32 * 100, if row == 0 { 80 } else { 40 });
        let x1 = x0 + LINES[row].chars().count() as i32 * height * 6 / 10 + height * 4 / 10;
        Quad([(x0, y0), (x1, y0), (x1, y0 + height), (x0, y0 + height)])
    };
    let eye = |lost: bool| {
        move |probe: &Probe| match probe {
            Probe::Lines { .. } => found((0..LINES.len()).map(line)),
            Probe::Line { quad, model, .. } => {
                let row = (quad.0[0].1 - 150) as usize / 100;
                let whole = LINES[row].chars().count();
                let read = if row == 0 && (lost || *model == Model::Tiny) { whole - 1 } else { whole };
                Answer::Line(LineText {
                    text: LINES[row].chars().take(read).collect(),
                    score: 995,
                    at: (0..read).map(|i| (50 + (2 * i + 1) * 450 / whole) as u16).collect(),
                })
            }
            _ => Answer::Not(Why::NotBuilt),
        }
    };
    assert_eq!(name_of(&looked(picture(1654, 2339), eye(false)).1.verdict), "review-form");
    assert_ne!(name_of(&looked(picture(1654, 2339), eye(true)).1.verdict), "review-form");
}

#[test]
fn full_reading_reads_unsure_lines_and_rows_of_zeros_again_whatever_they_hold() {
    let small = |mode| {
        let unsure = |probe: &Probe| match (probe, degree(probe, ("证书编号：1035742009012345", ""))) {
            (Probe::Line { quad, model: Model::Tiny, .. }, Answer::Line(text)) => {
                match (quad.0[0].1 - 150) / 100 {
                    4 => Answer::Line(LineText {
                        text: "大家都在院子里晒太阳".into(), score: 955, ..text
                    }),
                    5 => Answer::Line(LineText { text: "哈哈哈哈今天天气晴朗".into(), ..text }),
                    _ => Answer::Line(text),
                }
            }
            (_, answer) => answer,
        };
        let (asked, _) = looked_as(mode, picture(1654, 2339), unsure);
        let again = |row: i32, wanted: Model| {
            let here = |quad: &Quad| quad.0[0] == (200, 150 + row * 100);
            asked.iter().any(
                |probe| matches!(probe, Probe::Line { quad, model, .. } if *model == wanted && here(quad)),
            )
        };
        (again(4, Model::Small), again(5, Model::SmallWide))
    };
    assert_eq!(small(ReadMode::Full), (true, true));
    assert_eq!(small(ReadMode::Needed), (false, false), "no field needs them");
}

#[test]
fn a_later_page_of_running_text_is_known_after_a_handful_of_lines() {
    let well = |probe: &Probe| match prose(probe) {
        Answer::Line(text) => Answer::Line(LineText { score: 980, ..text }),
        answer => answer,
    };
    let (asked, part) = looked(picture(1654, 2339), well);
    assert_eq!(part.verdict, Verdict::Untitled);
    let lines = asked.iter().filter(|probe| matches!(probe, Probe::Line { .. })).count();
    assert!(lines <= 6, "{lines} of 60");
    assert!(part.more.len() >= 54, "the rest, where nothing before explains it");
}

/// Forty lines of running text by their ink; the first of them in the middle where it has a title.
fn inked(titled: bool, change: impl FnOnce(&mut Glance)) -> PageFacts {
    let line = |row: i32| {
        let (x0, x1) = if titled && row == 0 { (700, 950) } else { (200, 1400) };
        let y0 = 200 + row * 50;
        Quad([(x0, y0), (x1, y0), (x1, y0 + 28), (x0, y0 + 28)])
    };
    let mut glance = glance(1654, 2339, Origin::Scan);
    glance.legibility.lines = (0..40).map(line).collect();
    glance.legibility.turn = Some((Turn::Upright, 1000));
    glance.legibility.slope = Some(0);
    change(&mut glance);
    page(&[(Probe::Glance, Answer::Glance(glance)), (Probe::Layer, Answer::Not(Why::Absent))])
}

/// Running text, and this in its first line.
fn running(probe: &Probe, first: &str, score: u16) -> Answer {
    match (probe, prose(probe)) {
        (Probe::Line { quad, .. }, Answer::Line(text)) if quad.0[0].1 < 210 && !first.is_empty() => {
            Answer::Line(LineText { text: first.into(), score: 990, ..text })
        }
        (_, Answer::Line(text)) => Answer::Line(LineText { score, ..text }),
        (_, answer) => answer,
    }
}

#[test]
fn a_later_page_of_running_text_needs_no_detector() {
    let (asked, part) = looked(inked(false, |_| ()), |probe| running(probe, "", 980));
    assert_eq!(part.verdict, Verdict::Untitled);
    assert_eq!(
        part.more,
        [Probe::Lines { side: 640, plane: Plane::Red }],
        "where nothing before explains it"
    );
    let lines: Vec<&Quad> = asked
        .iter()
        .map(|probe| match probe {
            Probe::Line { quad, model: Model::Tiny, plane: Plane::Red, turn: Turn::Upright } => quad,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(lines.len(), 6);
    assert_eq!(*lines[0], Quad([(192, 193), (1408, 193), (1408, 235), (192, 235)]), "with room around it");
    let (asked, _) = looked_as(ReadMode::Full, inked(false, |_| ()), |probe| running(probe, "", 980));
    let looks: Vec<&Probe> = asked.iter().filter(|probe| matches!(probe, Probe::Lines { .. })).collect();
    assert!(matches!(asked[0], Probe::Lines { side: 640, .. }), "{:?}", asked[0]);
    assert!(matches!(looks[..], [_, Probe::Lines { side: 960, .. }]), "{looks:?}");
}

#[test]
fn a_page_that_its_ink_leaves_open_is_looked_at() {
    let detector = |probe: &Probe| matches!(probe, Probe::Lines { side: 640, plane: Plane::Red });
    let changes: [fn(&mut Glance); 5] = [
        |glance| glance.legibility.slope = Some(150),
        |glance| glance.legibility.slope = None,
        |glance| glance.legibility.turn = Some((Turn::Half, 1000)),
        |glance| glance.legibility.turn = Some((Turn::Upright, 700)),
        |glance| glance.legibility.lines.truncate(20),
    ];
    // Half a page ends something; the others do not stand well.
    for (case, change) in changes.into_iter().enumerate().take(4) {
        let (asked, _) = looked(inked(false, change), |probe| running(probe, "", 980));
        assert!(detector(&asked[0]), "{case}: {:?}", asked[0]);
    }
    let foot = |glance: &mut Glance| {
        changes[4](glance);
        glance.legibility.lines.push(Quad([(700, 2200), (950, 2200), (950, 2228), (700, 2228)]));
    };
    assert!(detector(&looked(inked(false, foot), |probe| running(probe, "", 980)).0[0]));
    // What stands in the middle is asked alone.
    let (asked, _) = looked(inked(true, |_| ()), |probe| running(probe, "承诺书", 980));
    assert!(matches!(asked[0], Probe::Line { .. }) && detector(&asked[1]), "{:?}", &asked[..2]);
    // Lines that are read badly may be cut.
    let (asked, _) = looked(inked(false, |_| ()), |probe| running(probe, "", 890));
    assert!(asked[..6].iter().all(|probe| matches!(probe, Probe::Line { .. })) && detector(&asked[6]));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_settles_alike(lines in prop::collection::vec("(# )?[姓名毕业证书承诺年度考核20219：:，。、^张三 ]{0,24}", 0..12)) {
        let page = lines.join("\n");
        prop_assert_eq!(parts(&page), parts(&page));
    }
}

/// Lines of a picture: from the left, height, text; a row each 100 pixels.
type Sheet<'s> = &'s [(i32, i32, &'s str)];

/// Reads a sheet; `part` is what of a line is read where not all of it is asked for.
fn sheet_says(sheet: Sheet, part: &str, probe: &Probe) -> Answer {
    let quad = |row: usize| {
        let (x0, height, text) = sheet[row];
        let (y0, x1) = (150 + row as i32 * 100, x0 + text.chars().count() as i32 * height * 6 / 10);
        Quad([(x0, y0), (x1, y0), (x1, y0 + height), (x0, y0 + height)])
    };
    match probe {
        Probe::Lines { .. } => found((0..sheet.len()).map(quad)),
        Probe::Line { quad: asked, .. } => {
            let row = (asked.0[0].1 - 150) as usize / 100;
            says(if asked.0[0].0 - sheet[row].0 < 20 { sheet[row].2 } else { part }, 990)
        }
        _ => Answer::Not(Why::NotBuilt),
    }
}

/// What was asked of a picture that an eye sees, and what it is.
fn settled_by(eye: impl Fn(&Probe) -> Answer) -> (Vec<Probe>, Vec<Part>) {
    let (mut facts, mut asked) = (picture(1654, 2339), Vec::new());
    for _ in 0..40 {
        match step(kinds(), ReadMode::Needed, &facts) {
            Step::Settled(parts) => return (asked, parts),
            Step::Ask(probes) => {
                for probe in probes {
                    asked.push(probe.clone());
                    let answer = eye(&probe);
                    facts.answers.insert(probe, answer);
                }
            }
        }
    }
    panic!("does not settle");
}

#[test]
fn a_year_that_lost_a_circle_at_the_end_of_a_row_is_read_again_alone() {
    let diploma: Sheet = &[
        (600, 90, "毕业证书"),
        (200, 40, "学生赵示例，性别男，一九八五年六月十五日生，于二〇"),
        (200, 40, "五年九月至二〇〇九年七月在本校化学工程专业四年制本科学"),
        (200, 40, "习，修完教学计划规定的全部课程，成绩合格，准予毕业。"),
        (200, 40, "证书编号：103571200905012345"),
    ];
    let (_, parts) = settled_by(|probe| sheet_says(diploma, "日生，于二〇〇", probe));
    assert_eq!(parts[0].fields["start"][0].norm, "2005-09");
    // It is not guessed.
    let (_, parts) = settled_by(|probe| sheet_says(diploma, "日生，于二〇", probe));
    assert!(!parts[0].fields.contains_key("start"), "{:?}", parts[0].fields["start"]);
}

#[test]
fn documents_that_share_a_picture_are_looked_at_finely() {
    let sheet: Sheet = &[
        (500, 90, "学士学位证书"),
        (200, 40, "赵示例，男，1985年6月15日生，在示例大学"),
        (200, 40, "化学工程与工艺专业完成了本科学习计划，业已毕业，授予工学学士学位。"),
        (200, 40, "证书编号：1035742009012345"),
        (450, 80, "继续教育合格证书"),
        (200, 40, "姓名：赵示例"),
        (200, 40, "2021年度公需科目，30学时，考核合格。"),
        (200, 40, "证书编号：GX2021034567"),
    ];
    let fine = Probe::Lines { side: 960, plane: Plane::Red };
    let (asked, parts) = settled_by(|probe| sheet_says(sheet, "", probe));
    assert_eq!(parts.iter().map(|part| name_of(&part.verdict)).collect::<Vec<_>>(), ["degree", "ce"]);
    assert!(asked.contains(&fine), "{asked:?}");
    let (asked, parts) = settled_by(|probe| sheet_says(&sheet[..4], "", probe));
    assert_eq!((parts.len(), asked.contains(&fine)), (1, false), "{asked:?}");
}

//! The table of verdicts, the names of defects, and that nothing gets better by getting worse.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use proptest::prelude::*;

use super::*;
use crate::checks;
use crate::facts::{InkLine, Quad, Rect, Why, Worse};
use crate::profile;

fn limits() -> &'static LegibilityLimits {
    static LIMITS: OnceLock<LegibilityLimits> = OnceLock::new();
    LIMITS.get_or_init(|| profile::load("intermediate", &checks::known()).expect("built in").legibility)
}

/// A picture of which nothing was measured.
pub(crate) fn glance() -> Glance {
    Glance {
        width: 1654,
        height: 2339,
        origin: Origin::Picture,
        dpi: Reading::Not(Why::Absent),
        exif: 1,
        rotate: 0,
        mean: Reading::Is(240),
        contrast: Reading::Is(200),
        ink: Reading::Is(30),
        blank: Reading::Is(false),
        legible: Reading::Not(Why::NotBuilt),
        legibility: Default::default(),
    }
}

/// A clean page but for these.
fn measured(values: &[(Measure, f64)]) -> Glance {
    let clean = [
        (Measure::Sharpness, 6.0),
        (Measure::MotionSharpness, 5.8),
        (Measure::TextHeight, 30.0),
        (Measure::TextAmount, 400.0),
        (Measure::TextContrast, 60.0),
        (Measure::PaperLevel, 240.0),
    ];
    let mut glance = glance();
    let values = clean.iter().chain(values);
    let values = values.map(|(measure, value)| (*measure, Reading::Is((value * 100.0).round() as i32)));
    glance.legibility.values = values.collect();
    glance
}

fn read_lines(found: u32, well: u32) -> Option<PageRead> {
    Some(page_read(found, found, well, true))
}

/// Lines of ten characters each.
fn page_read(found: u32, read: u32, well: u32, to_end: bool) -> PageRead {
    PageRead { found, read, well, ems: read * 10, ems_well: well * 10, to_end, sample: None }
}

#[test]
fn what_shows_of_a_seal_is_no_text_that_was_not_read() {
    let bare = glance();
    let sealed =
        PageRead { found: 14, read: 14, well: 9, ems: 130, ems_well: 121, to_end: true, sample: None };
    assert_eq!(verdict_of(&bare, Some(sealed)).legible, Legible::Yes);
    let lost = PageRead { ems_well: 90, ..sealed };
    assert_eq!(verdict_of(&bare, Some(lost)).legible, Legible::NotMeasured);
}

fn verdict_of(glance: &Glance, read: Option<PageRead>) -> Verdict {
    judge(&Page { glance, read, kind: None, valued: false, blank: false, limits: limits() })
}

fn verdict(values: &[(Measure, f64)], read: Option<PageRead>) -> Verdict {
    verdict_of(&measured(values), read)
}

fn names(values: &[(Measure, f64)], read: Option<PageRead>) -> Vec<&'static str> {
    verdict(values, read).causes.iter().map(|cause| cause.defect.name()).collect()
}

#[test]
fn the_table_of_verdicts() {
    use Legible::{No, Review, Yes};
    let (warn, fail): (&[_], &[_]) = (&[(Measure::TextHeight, 10.0)], &[(Measure::TextHeight, 7.0)]);
    let washed: &[_] = &[(Measure::WashedOut, 60.0)];
    let reads = [read_lines(40, 36), read_lines(40, 25), read_lines(40, 19), None];
    for (values, expected) in [
        (&[][..], [Yes, Yes, Review, Yes]),
        (warn, [Yes, Review, Review, Review]),
        (fail, [Yes, Review, No, Review]),
        (washed, [Yes, Review, Review, Review]),
    ] {
        assert_eq!(reads.map(|read| verdict(values, read).legible), expected, "{values:?}");
    }
    let weight = |values, read| verdict(values, read).weight;
    assert_eq!(weight(warn, read_lines(40, 36)), Weight::Note, "read well: nothing worse than a note");
    assert_eq!(weight(warn, sampled(40, 3, 850)), Weight::Mend);
    assert_eq!(weight(fail, read_lines(40, 36)), Weight::Mend);
}

/// Lines that the first reader read badly, and the score that the better one made of some of them.
fn sampled(found: u32, well: u32, score: u16) -> Option<PageRead> {
    let sample = Some(Sample { lines: 12, score, best: score });
    Some(PageRead { sample, ..page_read(found, found, well, true) })
}

#[test]
fn the_better_reader_has_the_last_word_on_what_the_first_one_read_badly() {
    use Legible::{No, Review, Yes};
    let (warn, fail): (&[_], &[_]) = (&[(Measure::TextHeight, 10.0)], &[(Measure::TextHeight, 7.0)]);
    let reads = [sampled(40, 3, 800), sampled(40, 3, 799), sampled(40, 3, 659)];
    for (values, expected) in [
        (&[][..], [Yes, Yes, Review]),
        (warn, [Yes, Review, Review]),
        (fail, [Yes, Review, No]),
        (&[(Measure::WashedOut, 60.0)], [Review, Review, Review]),
    ] {
        assert_eq!(reads.map(|read| verdict(values, read).legible), expected, "{values:?}");
    }
    // Lines of the back, which shows through, are not the page's.
    let back = [(Measure::ShowThrough, 60.0)];
    let half = sampled(40, 10, 600)
        .map(|read| PageRead { sample: Some(Sample { lines: 12, score: 600, best: 950 }), ..read });
    assert_eq!((verdict(&back, half).legible, verdict(warn, half).legible), (Yes, Review));
    let told = words::read(&verdict(fail, sampled(40, 3, 459))).expect("it was read");
    assert_eq!(told.zh, "读了 40 行，只有 3 行读得清；又细读其中 12 行，把握平均 45%");
    assert!(told.en.ends_with("12 of them read again with more care came out 45 % sure"), "{}", told.en);
    // What it read of three lines is no page, and what was not found is not read.
    assert_eq!(verdict(warn, sampled(3, 0, 990)).legible, Review);
    let mut glance = measured(warn);
    glance.legibility.lines = vec![Quad([(0, 0), (100, 0), (100, 20), (0, 20)]); 30];
    assert_eq!(verdict_of(&glance, sampled(10, 3, 990)).legible, Review);
}

#[test]
fn a_page_dark_beyond_measure_fails_though_nothing_was_found_on_it() {
    let nothing = read_lines(0, 0);
    assert_eq!(verdict(&[(Measure::PaperLevel, 4.0)], nothing).legible, Legible::No);
    assert_eq!(verdict(&[(Measure::PaperLevel, 40.0)], nothing).legible, Legible::Review);
    assert_eq!(
        verdict(&[(Measure::TextHeight, 7.0)], nothing).legible,
        Legible::Review,
        "a picture of something"
    );
}

#[test]
fn lines_that_could_not_be_measured_weigh_as_much_as_those_beyond_a_fail_limit() {
    let little = |ems: f64| [(Measure::TextHeight, 10.0), (Measure::TextAmount, ems)];
    assert_eq!(verdict(&little(20.0), sampled(10, 1, 500)).legible, Legible::No, "a fifth of a hundred");
    assert_eq!(verdict(&little(30.0), sampled(10, 1, 500)).legible, Legible::Review);
    assert_eq!(verdict(&little(20.0), sampled(10, 1, 900)).legible, Legible::Yes, "all of it was read");
    assert_eq!(verdict(&[(Measure::TextAmount, 20.0)], sampled(10, 1, 500)).legible, Legible::Review);
}

#[test]
fn what_is_left_of_a_spoilt_page_is_not_the_page() {
    let of = |ems: u32, values: &[(Measure, f64)]| {
        let read = sampled(6, 1, 900).map(|read| PageRead { ems, ems_well: 1, ..read });
        verdict(values, read).legible
    };
    let screen = [(Measure::Moire, 900.0)];
    assert_eq!((of(25, &screen), of(26, &screen)), (Legible::Review, Legible::Yes));
    assert_eq!(of(25, &[(Measure::TextHeight, 10.0)]), Legible::Yes, "a short page");
    // Print of the back excuses nothing where the page's own is spoilt.
    let back = |score: u16, values: &[(Measure, f64)]| {
        let read = sampled(40, 3, score)
            .map(|read| PageRead { sample: Some(Sample { lines: 12, score, best: 950 }), ..read });
        verdict(values, read).legible
    };
    let through = (Measure::ShowThrough, 60.0);
    assert_eq!(back(600, &[through]), Legible::Yes);
    assert_eq!(back(600, &[through, (Measure::JpegQuality, 3.0)]), Legible::No);
    // A line or two read well are all there is where the ink shows no more, but not under noise.
    let two = |values: &[(Measure, f64)]| {
        let mut glance = measured(values);
        glance.legibility.lines = vec![Quad([(0, 0), (100, 0), (100, 20), (0, 20)]); 2];
        verdict_of(&glance, read_lines(2, 2)).legible
    };
    assert_eq!((two(&[]), two(&[(Measure::SignalToNoise, 1.0)])), (Legible::Yes, Legible::Review));
}

#[test]
fn a_large_glare_over_text_is_for_a_person_to_see_however_well_the_rest_was_read() {
    let glare =
        |area, over| verdict(&[(Measure::Glare, area), (Measure::GlareOverText, over)], read_lines(20, 20));
    assert_eq!(glare(8.0, 20.0).legible, Legible::Review);
    assert_eq!(glare(8.0, 20.0).causes[0].defect, Defect::Glare);
    assert_eq!(glare(8.0, 0.0).legible, Legible::Yes);
    assert_eq!(glare(3.0, 20.0).legible, Legible::Yes);
}

#[test]
fn of_few_pixels_and_of_a_sheet_far_away_the_size_is_the_cause() {
    let bare = [(Measure::TextAmount, 2.0)];
    assert_eq!(names(&bare, sampled(9, 0, 200)), ["washed-out"]);
    let mut small = measured(&bare);
    (small.width, small.height) = (330, 480);
    assert_eq!(verdict_of(&small, sampled(9, 0, 200)).causes[0].defect, Defect::SmallText);
    let far = [(Measure::Filled, 8.0), (Measure::Sharpness, 1.0)];
    assert_eq!(names(&far, sampled(9, 0, 200)), ["tiny-page", "out-of-focus"]);
    assert_eq!(verdict(&far[..1], sampled(9, 0, 200)).legible, Legible::No, "it need not be blurred as well");
    assert_eq!(verdict(&far[..1], read_lines(9, 9)).legible, Legible::Yes);
}

#[test]
fn broken_strokes_that_only_the_better_reader_reads_are_for_a_person_to_see() {
    let one_bit = [(Measure::Bilevel, 99.0)];
    assert_eq!(verdict(&one_bit, sampled(20, 10, 950)).legible, Legible::Review);
    assert_eq!(verdict(&one_bit, read_lines(20, 18)).legible, Legible::Yes);
    // One line that is left reads well, and proves nothing of the others.
    let one = Some(PageRead {
        sample: Some(Sample { lines: 1, score: 1000, best: 1000 }),
        ..page_read(60, 60, 4, true)
    });
    assert_eq!(verdict(&[(Measure::TextAmount, 0.0), (Measure::PaperLevel, 60.0)], one).legible, Legible::No);
}

#[test]
fn lines_without_ink_that_nobody_reads_are_illegible_and_a_picture_without_lines_is_not() {
    let mut faint = measured(&[(Measure::TextAmount, 0.0), (Measure::TextContrast, 6.0)]);
    faint.contrast = Reading::Is(40);
    assert_eq!(verdict_of(&faint, sampled(20, 0, 300)).legible, Legible::No);
    assert_eq!(verdict_of(&faint, read_lines(0, 0)).legible, Legible::Review);
    assert_eq!(verdict_of(&faint, sampled(20, 0, 900)).legible, Legible::Yes);
    // Of a page that lies aslant no ink line is found, and it may be read well turned upright.
    faint.contrast = Reading::Is(200);
    assert_eq!(verdict_of(&faint, sampled(20, 0, 300)).legible, Legible::Review);
    faint.legibility.values.insert(Measure::WashedOut, Reading::Is(8000));
    assert_eq!(verdict_of(&faint, sampled(20, 0, 300)).legible, Legible::Review, "scanned paper is white");
}

#[test]
fn a_picture_of_something_else_does_not_fail_for_its_text() {
    let blurred = measured(&[(Measure::Sharpness, 1.0)]);
    let one = Some(PageRead { ems: 1, ems_well: 0, ..page_read(1, 1, 0, true) });
    assert_eq!(verdict_of(&blurred, one).legible, Legible::Review);
    assert_eq!(verdict_of(&blurred, read_lines(2, 0)).legible, Legible::No);
    let kind = KindId("pledge".into());
    let page = Page {
        glance: &blurred,
        read: one,
        kind: Some(&kind),
        valued: false,
        blank: false,
        limits: limits(),
    };
    assert_eq!(judge(&page).legible, Legible::No);
}

#[test]
fn a_title_that_is_left_is_no_page_that_was_read() {
    let mut bare = measured(&[(Measure::Bilevel, 99.0)]);
    bare.legibility.lines = vec![Quad::from(Rect { x0: 0, y0: 0, x1: 99, y1: 9 }); 3];
    let kind = KindId("assessment".into());
    let page = |valued| Page {
        glance: &bare,
        read: read_lines(3, 3),
        kind: Some(&kind),
        valued,
        blank: false,
        limits: limits(),
    };
    assert_eq!(judge(&page(false)).legible, Legible::Review);
    assert_eq!(judge(&page(true)).legible, Legible::Yes);
}

#[test]
fn what_is_left_of_vanished_text_proves_nothing() {
    let washed = [(Measure::WashedOut, 60.0)];
    assert_eq!(verdict(&washed, read_lines(4, 4)).legible, Legible::Review);
    assert_eq!(verdict(&washed, read_lines(5, 5)).legible, Legible::Yes);
    // Never failed by the flag alone; with a contrast beyond `fail`, and unread, it is.
    assert_eq!(verdict(&washed, read_lines(4, 0)).legible, Legible::Review);
    let gone = [washed[0], (Measure::TextContrast, 2.0)];
    assert_eq!(verdict(&gone, read_lines(4, 0)).legible, Legible::No);
    assert_eq!(verdict(&[(Measure::Glare, 50.0)], read_lines(0, 0)).legible, Legible::Review);
}

#[test]
fn a_one_bit_scan_is_a_fault_only_where_its_text_is_gone() {
    let one_bit = (Measure::Bilevel, 99.0);
    assert_eq!(names(&[one_bit], None), [""; 0]);
    assert_eq!(verdict(&[one_bit], None).legible, Legible::Yes);
    assert_eq!(names(&[one_bit], read_lines(20, 3)), ["bilevel"]);
    let bare = [one_bit, (Measure::TextAmount, 2.0)];
    assert_eq!(verdict(&bare, read_lines(2, 2)).legible, Legible::Review);
}

#[test]
fn white_paper_of_which_everything_was_read_is_not_washed_out() {
    assert_eq!(names(&[(Measure::WashedOut, 60.0)], read_lines(20, 20)), [""; 0]);
    assert_eq!(names(&[(Measure::WashedOut, 60.0)], read_lines(20, 12)), ["washed-out"]);
}

#[test]
fn what_is_drawn_blank_or_a_photo_is_not_measured_against_limits() {
    let mut drawn = measured(&[(Measure::TextHeight, 5.0)]);
    drawn.origin = Origin::Digital;
    drawn.legible = Reading::Is(true);
    assert_eq!((verdict_of(&drawn, None).legible, verdict_of(&drawn, None).causes), (Legible::Yes, vec![]));
    let bad = measured(&[(Measure::TextHeight, 5.0)]);
    let photo = KindId("photo".into());
    let page =
        Page { glance: &bad, read: None, kind: Some(&photo), valued: false, blank: false, limits: limits() };
    assert_eq!(judge(&page).legible, Legible::NotAsked);
    assert_eq!(judge(&Page { kind: None, blank: true, ..page }).legible, Legible::NotAsked);
    assert_eq!(judge(&Page { kind: None, ..page }).legible, Legible::Review);
}

#[test]
fn a_page_that_nobody_measured_is_believed_if_it_was_read() {
    let of = |read| verdict_of(&glance(), read).legible;
    assert_eq!(of(read_lines(5, 4)), Legible::Yes);
    for read in [None, read_lines(4, 4), read_lines(10, 7), read_lines(0, 0)] {
        assert_eq!(of(read), Legible::NotMeasured, "{read:?}");
    }
    // Good news may stop early: the lines that were read speak.
    let early = Some(page_read(40, 6, 6, false));
    assert_eq!(of(early), Legible::Yes);
}

#[test]
fn ink_that_was_not_found_as_lines_speaks_against_a_page() {
    let line = Quad::from(Rect { x0: 0, y0: 0, x1: 9, y1: 9 });
    let with_ink = |values: &[(Measure, f64)], lines: usize| {
        let mut glance = measured(values);
        glance.legibility.lines = vec![line; lines];
        verdict_of(&glance, read_lines(10, 10)).legible
    };
    assert_eq!(with_ink(&[(Measure::TextHeight, 7.0)], 20), Legible::Yes);
    assert_eq!(with_ink(&[(Measure::TextHeight, 7.0)], 21), Legible::No);
    // Shadow and darkness break ink into more lines than there are.
    assert_eq!(with_ink(&[(Measure::EvenLight, 29.0)], 40), Legible::Yes);
    assert_eq!(with_ink(&[(Measure::PaperLevel, 80.0)], 40), Legible::Yes);
    assert_eq!(with_ink(&[], 40), Legible::Review, "clean and not read: they disagree");
}

#[test]
fn shadow_and_print_from_the_back_are_told_not_failed() {
    for values in [[(Measure::EvenLight, 1.0)], [(Measure::ShowThrough, 90.0)]] {
        let told = verdict(&values, read_lines(40, 36));
        assert_eq!((told.legible, told.weight, told.causes.len()), (Legible::Yes, Weight::Note, 1));
        assert_ne!(verdict(&values, read_lines(40, 3)).legible, Legible::No, "{values:?}");
    }
}

#[test]
fn blur_is_named_by_the_ratio_of_its_lines() {
    let line = |sharp: i32, motion: i32, y: i32| InkLine {
        quad: Quad::from(Rect { x0: 10, y0: y, x1: 500, y1: y + 30 }),
        values: BTreeMap::from([(Measure::Sharpness, sharp), (Measure::MotionSharpness, motion)]),
    };
    let of = |motion: i32| {
        let mut glance = measured(&[(Measure::Sharpness, 3.0), (Measure::MotionSharpness, 2.8)]);
        glance.legibility.measured = vec![line(300, motion, 900), line(310, motion, 100), line(600, 590, 50)];
        verdict_of(&glance, read_lines(30, 2)).causes
    };
    let (moved, focus) = (of(200), of(295));
    assert_eq!((moved[0].defect, focus[0].defect), (Defect::MotionBlur, Defect::OutOfFocus));
    assert_eq!(focus.len(), 1, "three measures of blur are one defect: {focus:?}");
    let places: Vec<(i32, i32)> = focus[0].places.iter().map(|place| (place.y0, place.y1)).collect();
    assert_eq!(places, [(900, 930), (100, 130)], "lines beyond the limit, the worst first");
}

#[test]
fn the_gravest_defect_is_named_first() {
    let bad = read_lines(30, 2);
    // ln(12/7)/ln(12/7.5) + 0.35 = 1.50 goes before ln(5.2/2.4)/ln 2 = 1.12.
    assert_eq!(
        names(&[(Measure::TextHeight, 7.0), (Measure::SignalToNoise, 2.4)], bad),
        ["small-text", "noise"]
    );
    // In the dark noise counts 0.6 less: 0.93 − 0.6 against ln(90/30)/ln(90/8) = 0.45.
    assert_eq!(names(&[(Measure::PaperLevel, 30.0), (Measure::SignalToNoise, 2.73)], bad), ["dark", "noise"]);
    assert_eq!(names(&[(Measure::PaperLevel, 30.0), (Measure::InkDepth, 3.0)], bad), ["dark"]);
    assert_eq!(names(&[(Measure::InkDepth, 3.0)], bad), ["washed-out"]);
    // The pattern of a screen explains the rest.
    assert_eq!(
        names(&[(Measure::Moire, 210.0), (Measure::Sharpness, 1.0)], bad),
        ["screen-photo", "out-of-focus"]
    );
    assert_eq!(
        names(&[(Measure::Glare, 3.0), (Measure::SignalToNoise, 2.4)], bad),
        ["glare-over-text", "noise"]
    );
    // 0.3 + ln(0.3/0.1) = 1.40 goes before 1.12.
    let washed = [(Measure::WashedOut, 60.0), (Measure::TextContrast, 10.0), (Measure::SignalToNoise, 2.4)];
    assert_eq!(names(&washed, bad), ["washed-out", "noise"]);
    // What is told only comes last, however far beyond.
    let askew = [(Measure::Skew, 14.0), (Measure::BlackBorder, 50.0), (Measure::EvenLight, 29.0)];
    assert_eq!(names(&askew, bad), ["shadow", "skewed-page", "black-border"]);
}

#[test]
fn a_page_without_text_is_named_by_what_hides_it() {
    let of = |values: &[(Measure, f64)]| {
        let mut glance = measured(values);
        for measure in
            [Measure::Sharpness, Measure::MotionSharpness, Measure::TextHeight, Measure::TextContrast]
        {
            glance.legibility.values.insert(measure, Reading::Not(Why::Absent));
        }
        glance.legibility.values.insert(Measure::TextAmount, Reading::Is(0));
        let verdict = verdict_of(&glance, read_lines(0, 0));
        assert_eq!(verdict.legible, Legible::Review, "{values:?}");
        verdict.causes[0].defect
    };
    assert_eq!(of(&[(Measure::Noise, 8.0), (Measure::PaperLevel, 60.0)]), Defect::Noise);
    assert_eq!(of(&[(Measure::PaperLevel, 60.0)]), Defect::Dark);
    assert_eq!(of(&[]), Defect::WashedOut);
}

#[test]
fn every_defect_and_measure_has_words_in_both_languages() {
    for defect in Defect::ALL {
        assert_eq!(Defect::named(defect.name()), Some(*defect));
        for text in [words::defect(*defect), words::remedy(*defect)] {
            assert!(text.zh.chars().any(|c| c > '\u{4e00}'));
            assert!(text.en.chars().all(|c| !('\u{4e00}'..='\u{9fff}').contains(&c)), "{}", text.en);
        }
    }
    for measure in Measure::ALL {
        let (name, limit) = (words::measure(*measure), words::limit(*measure, 12.5));
        assert!(name.zh.chars().any(|c| c > '\u{4e00}') && !name.en.is_empty());
        assert!(limit.zh.contains("12.5") && limit.en.contains("12.5"), "{}", limit.en);
    }
    assert_eq!(words::amount(Measure::TextHeight, 7.0).zh, "7 像素");
    assert_eq!(words::limit(Measure::Moire, 200.0).en, "below 200");
}

#[test]
fn places_are_told_as_people_say_them() {
    let of =
        |x0, y0| words::region(Rect { x0, y0, x1: x0 + 100, y1: y0 + 10 }, 1000, 900).map(|text| text.zh);
    assert_eq!(of(0, 0).as_deref(), Some("左上方"));
    assert_eq!(of(450, 440).as_deref(), Some("中间"));
    assert_eq!(of(900, 890).as_deref(), Some("右下方"));
    assert_eq!(words::region(Rect { x0: 0, y0: 0, x1: 1, y1: 1 }, 0, 0), None);
}

/// Yes, to be reviewed, no.
fn rank(legible: Legible) -> u8 {
    match legible {
        Legible::Yes | Legible::NotAsked => 0,
        Legible::Review | Legible::NotMeasured => 1,
        Legible::No => 2,
    }
}

fn any_values() -> impl Strategy<Value = BTreeMap<Measure, i32>> {
    let measures = Measure::ALL.to_vec();
    proptest::collection::btree_map(proptest::sample::select(measures), 0..30_000_i32, 1..25)
}

proptest! {
    #[test]
    fn no_page_gets_better_by_a_worse_measure(
        values in any_values(),
        index in 0..Measure::ALL.len(),
        a in 0..30_000_i32,
        b in 0..30_000_i32,
        found in 0..30_u32,
        well in 0..30_u32,
        tried in any::<bool>(),
    ) {
        let measure = Measure::ALL[index];
        let (better, worse) = match measure.worse() {
            Worse::Below => (a.max(b), a.min(b)),
            Worse::Above => (a.min(b), a.max(b)),
        };
        let read = tried.then_some(page_read(found, found, well.min(found), true));
        let with = |value: i32| {
            let mut glance = glance();
            glance.legibility.values = values.iter().map(|(m, v)| (*m, Reading::Is(*v))).collect();
            glance.legibility.values.insert(measure, Reading::Is(value));
            verdict_of(&glance, read)
        };
        let (good, bad) = (with(better), with(worse));
        prop_assert!(rank(good.legible) <= rank(bad.legible), "{measure:?} {better} {worse}");
        // Nor by being read better.
        let more = read.map(|read| page_read(read.found, read.found, read.found, true));
        let mut glance = glance();
        glance.legibility.values = values.iter().map(|(m, v)| (*m, Reading::Is(*v))).collect();
        prop_assert!(rank(verdict_of(&glance, more).legible) <= rank(verdict_of(&glance, read).legible));
    }

    #[test]
    fn the_worse_a_measure_the_graver_its_cause(index in 0..Measure::ALL.len(), a in 1..30_000_i32, b in 1..30_000_i32) {
        let measure = Measure::ALL[index];
        let severity = |value: i32| {
            let mut glance = glance();
            glance.legibility.values.insert(measure, Reading::Is(value));
            let causes = verdict_of(&glance, read_lines(20, 11)).causes;
            causes.first().map_or(f64::NEG_INFINITY, |cause| cause.severity)
        };
        let (better, worse) = match measure.worse() {
            Worse::Below => (a.max(b), a.min(b)),
            Worse::Above => (a.min(b), a.max(b)),
        };
        prop_assert!(severity(better) <= severity(worse), "{measure:?} {better} {worse}");
    }
}

//! Marks of whole pages, drawn here: lines of small crosses stand for text.

use super::*;
use crate::decode::{Plane, Raster};
use crate::facts::Origin;
use crate::observe::legibility::Input;
use crate::observe::{paper, sheet::Sheet};

const WIDTH: i32 = 900;
const HEIGHT: i32 = 1200;

/// Level of paper and of ink.
const PAPER: u8 = 225;
const INK: u8 = 40;

/// A page of lines of 20 px every 36 px, margins of 90 px, on which `light` then has its way: (x, y, level) to level.
fn page(from: (i32, i32), light: impl Fn(i32, i32, u8) -> u8) -> Raster {
    let mut data = Vec::new();
    for y in 0..HEIGHT {
        for x in 0..WIDTH {
            let (at, down) = (x + from.0 - 90, y + from.1 - 90);
            let text = (0..720).contains(&at) && (0..1008).contains(&down) && at % 24 < 20 && down % 36 < 20;
            let (across, down) = (at % 24, down % 36);
            let bar = (2..18).contains(&across) && (9..12).contains(&down);
            let post = (8..11).contains(&across) && (1..19).contains(&down);
            data.push(light(x, y, if text && (bar || post) { INK } else { PAPER }));
        }
    }
    Raster { width: WIDTH as usize, height: HEIGHT as usize, plane: Plane::Grey, data }
}

fn measured(small: Raster) -> Legibility {
    let paper = paper::Paper::of(&small);
    let ink = paper::ink(&small, &paper);
    let sheet = Sheet {
        width: small.width as u32,
        height: small.height as u32,
        origin: Origin::Picture,
        dpi: Reading::Not(Why::Absent),
        exif: 1,
        rotate: 0,
        small: None,
        native: None,
        jpeg_quality: None,
    };
    let mut out = Legibility::default();
    let input = Input { sheet: &sheet, small: &small, native: &small, paper: &paper, ink: &ink };
    measure(&input, &[], &mut out);
    out
}

fn value(of: &Legibility, measure: Measure) -> Option<i32> {
    match of.values.get(&measure) {
        Some(Reading::Is(value)) => Some(*value),
        _ => None,
    }
}

fn as_it_is(_: i32, _: i32, level: u8) -> u8 {
    level
}

/// A patch of light around (450, 500): white within 120 px, fading over 60 more; or ending at once.
fn lamp(x: i32, y: i32, level: u8, fading: i32) -> u8 {
    let off = f64::from((x - 450).pow(2) + (y - 500).pow(2)).sqrt() as i32;
    let share = ((120 + fading - off) * 100 / fading).clamp(0, 100);
    (i32::from(level) + (255 - i32::from(level)) * share / 100) as u8
}

#[test]
fn a_whole_page_has_no_mark() {
    let found = measured(page((0, 0), as_it_is));
    for mark in
        [Measure::Skew, Measure::Glare, Measure::GlareOverText, Measure::CutText, Measure::BlackBorder]
    {
        assert_eq!(value(&found, mark), Some(0), "{mark:?}");
    }
    assert!(value(&found, Measure::Moire).is_none_or(|moire| moire < 20_000));
    for mark in [Measure::Filled, Measure::CutBorders] {
        assert_eq!(value(&found, mark), None, "{mark:?}");
    }
    assert!(value(&found, Measure::Perspective).is_none_or(|apart| apart < 50));
    assert!(found.places.is_empty(), "{:?}", found.places);
    assert!(
        found.turn.is_some_and(|(turn, _)| matches!(turn, Turn::Upright | Turn::Half)),
        "{:?}",
        found.turn
    );
}

#[test]
fn a_line_under_the_upper_border_is_cut_and_its_place_is_told() {
    // The first line loses its upper half.
    let found = measured(page((0, 100), as_it_is));
    assert!(value(&found, Measure::CutText).is_some_and(|cut| cut >= 2000), "{:?}", found.values);
    let place = found.places[&Measure::CutText][0];
    assert!(place.y0 == 0 && (8..14).contains(&place.y1) && place.x0 < 100 && place.x1 > 780, "{place:?}");
}

#[test]
fn lines_that_run_out_of_the_picture_are_cut_and_a_cut_between_lines_is_none() {
    let found = measured(page((100, 0), as_it_is));
    assert!(value(&found, Measure::CutText).is_some_and(|cut| cut >= 1000), "{:?}", found.values);
    assert!(found.places[&Measure::CutText].iter().all(|place| place.x0 == 0 && place.x1 < 40));
    let between = measured(page((0, 90 + 36 - 8), as_it_is));
    assert_eq!(value(&between, Measure::CutText), Some(0));
}

#[test]
fn light_that_fades_over_text_is_glare_and_white_that_ends_at_once_is_print() {
    let found = measured(page((0, 0), |x, y, level| lamp(x, y, level, 60)));
    assert!(value(&found, Measure::Glare).is_some_and(|glare| glare >= 200), "{:?}", found.values);
    assert!(value(&found, Measure::GlareOverText).is_some_and(|over| over >= 1000), "{:?}", found.values);
    let place = found.places[&Measure::GlareOverText][0];
    assert!((300..370).contains(&place.x0) && (530..600).contains(&place.x1), "{place:?}");
    assert!((350..420).contains(&place.y0) && (580..650).contains(&place.y1), "{place:?}");
    let card = |x: i32, y: i32, level: u8| {
        if (330..570).contains(&x) && (380..620).contains(&y) { 255 } else { level }
    };
    let print = measured(page((0, 0), card));
    assert_eq!((value(&print, Measure::Glare), value(&print, Measure::GlareOverText)), (Some(0), Some(0)));
}

/// A page whose lines end at row 300, but for a line of `letters` letters in the row of the lamp, left of it.
fn signed(letters: i32) -> Raster {
    page((0, 0), |x, y, level| {
        // Letters stand 24 px apart from 90 px on; the lamp is burnt out from about 330 px on.
        let signature = (486..=522).contains(&y) && (318 - 24 * letters..318).contains(&x);
        lamp(x, y, if y < 300 || signature { level } else { PAPER }, 60)
    })
}

#[test]
fn two_letters_left_beside_the_light_are_what_it_left_of_a_line() {
    let found = measured(signed(2));
    assert!(value(&found, Measure::GlareOverText).is_some_and(|over| over > 0), "{:?}", found.values);
    assert_eq!(value(&measured(signed(0)), Measure::GlareOverText), Some(0));
}

#[test]
fn a_black_strip_is_a_border_and_nothing_else() {
    let found = measured(page((0, 0), |x, _, level| if x < 60 { 8 } else { level }));
    assert!(
        value(&found, Measure::BlackBorder).is_some_and(|share| (600..700).contains(&share)),
        "{:?}",
        found.values
    );
    assert_eq!(found.places[&Measure::BlackBorder].len(), 1);
    assert_eq!(value(&found, Measure::CutText), Some(0));
}

#[test]
fn lines_down_the_page_are_a_quarter_turn() {
    let upright = page((0, 0), as_it_is);
    let (width, height) = (upright.width, upright.height);
    let mut turned =
        Raster { width: height, height: width, plane: Plane::Grey, data: vec![0; upright.data.len()] };
    for y in 0..height {
        for x in 0..width {
            turned.data[x * height + (height - 1 - y)] = upright.data[y * width + x];
        }
    }
    let found = measured(turned);
    assert!(
        found.turn.is_some_and(|(turn, _)| matches!(turn, Turn::Quarter | Turn::ThreeQuarter)),
        "{:?}",
        found.turn
    );
}

#[test]
fn waves_over_the_paper_are_a_screens() {
    let wave = |x: i32, y: i32, level: u8| {
        let phase = f64::from(x * 9 + y * 5) * std::f64::consts::TAU / 64.0;
        (f64::from(level) - 12.0 + 10.0 * phase.sin()) as u8
    };
    let found = measured(page((0, 0), wave));
    assert!(value(&found, Measure::Moire).is_some_and(|moire| moire >= 20_000), "{:?}", found.values);
}

#[test]
fn margins_that_lean_together_are_perspective() {
    // 6° in all: each row is drawn narrower than the one below it.
    let flat = page((0, 0), as_it_is);
    let lean = |x: i32, y: i32, _: u8| {
        let share = 1.0 - 0.075 * f64::from(HEIGHT - y) / f64::from(HEIGHT) * 1.9;
        let from = (f64::from(x - WIDTH / 2) / share).round() as i32 + WIDTH / 2;
        let inside = (0..WIDTH).contains(&from);
        if inside { flat.data[(y * WIDTH + from) as usize] } else { PAPER }
    };
    let found = measured(page((0, 0), lean));
    assert!(
        value(&found, Measure::Perspective).is_some_and(|apart| (400..700).contains(&apart)),
        "{:?}",
        found.values
    );
}

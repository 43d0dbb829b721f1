//! A page of bars and text-sized strokes goes through every defect: the same bytes each time, worse with each level,
//! and the truth moves with the pixels.

use image::{Rgb, RgbImage};

use super::page::{Line, Page, bounds};
use super::{Carrier, Defect, Split, Subject};
use crate::rng::Rng;

const LINES: usize = 8;

/// Lines of upright strokes 4 px wide in boxes of 24 px.
fn base() -> Page {
    let mut picture = RgbImage::from_pixel(360, 480, Rgb([255; 3]));
    let mut lines = Vec::new();
    for row in 0..LINES as u32 {
        let y = 40 + row * 50;
        for x in (40..320).step_by(10) {
            for (dx, dy) in (0..4).flat_map(|dx| (2..22).map(move |dy| (dx, dy))) {
                picture.put_pixel(x + dx, y + dy, Rgb([20; 3]));
            }
        }
        let (y, right) = (y as f32, 316.0);
        let quad = [(40.0, y), (right, y), (right, y + 24.0), (40.0, y + 24.0)];
        lines.push(Line {
            text: "一二三四五六".into(), quad, sealed: false, cut: false, specimen: false
        });
    }
    let (glare, cut) = (Vec::new(), Vec::new());
    Page { picture, lines, em: 24.0, turn: 0, skew: 0.0, glare, cut, filled: 1.0, bilevel: false }
}

fn subject() -> Subject<'static> {
    let back = base().picture;
    Subject {
        name: "bars",
        kind: "none",
        look: "bars",
        split: Split::Tune,
        carrier: Carrier::Scan,
        paper: [255; 3],
        dpi: 150.0,
        grey: false,
        base: base(),
        back: Some(back),
    }
}

fn state(defect: Defect, level: usize, value: f32) -> Page {
    subject().state(defect, level, value, &mut Rng::new(7))
}

/// Mean step between neighbours in a row: sharp, contrasty print has much of it.
fn detail(page: &Page) -> f32 {
    let (w, h) = page.picture.dimensions();
    let grey = |x, y| f32::from(page.picture.get_pixel(x, y).0[1]);
    let steps = (0..h).flat_map(|y| (1..w).map(move |x| (x, y)));
    steps.map(|(x, y)| (grey(x, y) - grey(x - 1, y)).abs()).sum::<f32>() / (w * h) as f32
}

fn mean(page: &Page) -> f32 {
    page.picture.iter().map(|&level| f32::from(level)).sum::<f32>() / page.picture.as_raw().len() as f32
}

/// A metric at each level, which must fall all the way.
fn falls(defect: Defect, values: [f32; 6], metric: fn(&Page) -> f32) {
    let measured: Vec<f32> =
        values.iter().enumerate().map(|(i, value)| metric(&state(defect, i + 1, *value))).collect();
    assert!(measured.windows(2).all(|w| w[0] > w[1]), "{defect:?}: {measured:?}");
}

#[test]
fn each_blur_leaves_less_detail() {
    falls(Defect::Defocus, [0.02, 0.05, 0.08, 0.11, 0.14, 0.17], detail);
    falls(Defect::Faint, [0.4, 0.2, 0.1, 0.06, 0.04, 0.02], detail);
    falls(Defect::OverExposed, [2.0, 4.0, 5.5, 6.5, 7.3, 8.0], detail);
    falls(Defect::GlareFull, [0.2, 0.4, 0.6, 0.8, 1.0, 1.5], detail);
    falls(Defect::Upscaled, [13.0, 10.0, 8.0, 6.5, 5.2, 4.0], detail);
}

#[test]
fn motion_takes_the_detail_along_its_way() {
    let along = |length: f32| {
        let mut page = base();
        super::optics::motion(&mut page, length, 0.0);
        detail(&page)
    };
    assert!(along(2.0) > along(4.0) && along(4.0) > along(9.0));
    let mut across = base();
    super::optics::motion(&mut across, 4.0, std::f32::consts::FRAC_PI_2);
    assert!(detail(&across) > 2.0 * along(9.0));
}

#[test]
fn less_light_is_darker() {
    falls(Defect::Dark, [0.5, 0.3, 0.17, 0.09, 0.045, 0.02], mean);
    falls(Defect::Shadow, [0.7, 0.55, 0.42, 0.32, 0.24, 0.16], mean);
    falls(Defect::ShowThrough, [0.08, 0.14, 0.22, 0.32, 0.45, 0.6], mean);
    falls(Defect::BlackBorder, [0.01, 0.02, 0.03, 0.05, 0.07, 0.1], mean);
}

#[test]
fn noise_grows_and_its_deviation_is_that_of_the_list() {
    falls(Defect::Noise, [12.0, 25.0, 45.0, 75.0, 115.0, 170.0], |page| -detail(page));
    let mut grey = RgbImage::from_pixel(200, 200, Rgb([128; 3]));
    super::print::noise(&mut grey, 10.0, true, &mut Rng::new(1));
    let square: f32 = grey.pixels().map(|p| (f32::from(p.0[0]) - 128.0).powi(2)).sum::<f32>() / 40_000.0;
    assert!((square.sqrt() - 10.0).abs() < 0.3, "{}", square.sqrt());
}

#[test]
fn a_disc_keeps_the_light() {
    let mut page = base();
    let light =
        |page: &Page| super::light::Light::of(&page.picture).data.iter().map(|&v| f64::from(v)).sum::<f64>();
    let before = light(&page);
    super::optics::defocus(&mut page, 3.3);
    assert!((light(&page) / before - 1.0).abs() < 0.01);
}

#[test]
fn smaller_is_smaller_and_its_text_is_as_high_as_asked() {
    let sizes = [18.0, 13.0, 10.0, 7.5, 5.8, 4.5];
    falls(Defect::Small, sizes, |page| page.picture.width() as f32);
    falls(Defect::Tiny, [0.6, 0.48, 0.38, 0.3, 0.22, 0.15], |page| page.em);
    let page = state(Defect::Small, 1, 12.0);
    let [_, y0, _, y1] = bounds(&page.lines[0].quad);
    assert_eq!(y1 - y0, 12);
}

#[test]
fn the_list_has_six_levels_of_every_defect_and_keeps_a_third_aside() {
    let list: super::List =
        serde_yaml::from_str(include_str!("../../../benches/legibility/pages.yaml")).unwrap();
    assert_eq!(list.defects.len(), Defect::BlackBorder as usize + 1);
    assert!(list.defects.values().all(|levels| levels.len() == 6));
    let aside = list.pages.iter().filter(|page| page.split == Split::HeldOut).count();
    assert_eq!(aside * 3, list.pages.len());
    let tuned = |look: &str| list.pages.iter().any(|p| p.look == look && p.split == Split::Tune);
    let looks: std::collections::BTreeSet<&str> = list.pages.iter().map(|page| page.look.as_str()).collect();
    assert!(looks.len() >= 9 && looks.iter().any(|look| !tuned(look)));
}

#[test]
fn higher_limits_leave_less_ink_of_two_levels() {
    let white = |value: f32| mean(&state(Defect::OneBit, 1, value));
    assert!(white(0.3) < white(0.65) && white(0.65) < white(0.9));
    assert!(state(Defect::OneBit, 1, 0.5).picture.iter().all(|&level| level == 0 || level == 255));
}

#[test]
fn lower_quality_takes_fewer_bytes() {
    let bytes = |quality: f32| {
        let page = state(Defect::Jpeg, 1, quality);
        let quality = subject().quality(Some((Defect::Jpeg, quality)));
        let camera = crate::raster::Camera { dpi: 150.0, grey: false, turn: 0.0, specks: false, seed: 0 };
        camera.jpeg(&image::DynamicImage::ImageRgb8(page.picture), quality).unwrap().len()
    };
    let sizes = [40.0, 25.0, 15.0, 9.0, 5.0, 2.0].map(bytes);
    assert!(sizes.windows(2).all(|w| w[0] > w[1]), "{sizes:?}");
}

#[test]
fn what_is_seen_from_aside_or_from_a_screen_shrinks_and_glare_grows() {
    falls(Defect::Perspective, [0.03, 0.06, 0.1, 0.15, 0.22, 0.3], |page| page.filled);
    // The screen's own pixels; how near the phone is held varies.
    let on_screen = |em: f32| {
        let mut page = base();
        let shot = super::optics::Shot { em, pitch: 1.7, angle: 0.0, blur: 0.5 };
        super::optics::screen(&mut page, &shot);
        page.picture.width()
    };
    assert!(on_screen(20.0) > on_screen(13.0) && on_screen(13.0) > on_screen(7.0));
    let burnt = |value: f32| {
        let [x0, y0, x1, y1] = state(Defect::GlarePartial, 1, value).glare[0];
        (x1 - x0) * (y1 - y0)
    };
    assert!(burnt(0.06) <= burnt(0.1) && burnt(0.1) < burnt(0.24));
}

/// Share of dark pixels in the middle of each line's box.
fn inked(page: &Page) -> f32 {
    let dark = |quad: &[(f32, f32); 4]| {
        let middle = |t: f32| {
            let (a, b) = ((quad[0].0 + quad[3].0) / 2.0, (quad[0].1 + quad[3].1) / 2.0);
            let (c, d) = ((quad[1].0 + quad[2].0) / 2.0, (quad[1].1 + quad[2].1) / 2.0);
            ((a + (c - a) * t) as u32, (b + (d - b) * t) as u32)
        };
        let dark = (0..100).filter(|i| {
            let (x, y) = middle(*i as f32 / 100.0);
            page.picture.get_pixel_checked(x, y).is_some_and(|p| p.0[1] < 150)
        });
        dark.count() as f32 / 100.0
    };
    page.lines.iter().map(|line| dark(&line.quad)).sum::<f32>() / page.lines.len() as f32
}

#[test]
fn boxes_stay_on_their_lines() {
    let clean = inked(&base());
    assert!((0.3..0.6).contains(&clean));
    for (defect, value) in [
        (Defect::Skew, 8.0),
        (Defect::QuarterTurn, 3.0),
        (Defect::UpsideDown, 3.0),
        (Defect::Perspective, 0.2),
        (Defect::Tiny, 0.6),
        (Defect::BlackBorder, 0.1),
        (Defect::Small, 18.0),
    ] {
        let page = state(defect, 3, value);
        assert!((inked(&page) - clean).abs() < 0.15, "{defect:?}: {} {clean}", inked(&page));
    }
}

#[test]
fn turned_lines_run_as_they_are_read() {
    let page = state(Defect::UpsideDown, 1, 0.0);
    let [a, b, ..] = page.lines[0].quad;
    assert!(page.turn == 180 && a.0 > b.0);
    let page = state(Defect::QuarterTurn, 1, 0.0);
    let [a, b, ..] = page.lines[0].quad;
    assert_eq!(page.turn == 90, b.1 > a.1);
}

#[test]
fn a_cut_goes_through_text_and_says_where() {
    for level in 1..=6 {
        let page = state(Defect::Cut, level, 0.05 * level as f32);
        let (w, h) = (page.picture.width() as i32, page.picture.height() as i32);
        assert!(!page.cut.is_empty(), "level {level}");
        assert!(page.lines.iter().any(|line| line.cut));
        for (border, [x0, y0, x1, y1]) in &page.cut {
            assert!(*x0 >= 0 && *y0 >= 0 && *x1 <= w && *y1 <= h && x1 > x0 && y1 > y0);
            let touches = match border.as_str() {
                "left" => *x0 == 0,
                "top" => *y0 == 0,
                "right" => *x1 == w,
                _ => *y1 == h,
            };
            assert!(touches);
        }
    }
}

#[test]
fn a_partial_glare_burns_out_its_box() {
    let page = state(Defect::GlarePartial, 3, 0.1);
    let [x0, y0, x1, y1] = page.glare[0];
    let middle = page.picture.get_pixel(((x0 + x1) / 2) as u32, ((y0 + y1) / 2) as u32);
    assert!(middle.0.iter().all(|&level| level >= 250), "{middle:?}");
    let glared = (x1 - x0) * (y1 - y0);
    assert!(glared > 400 && glared < 360 * 480 / 2);
    assert!(page.lines.iter().any(|line| {
        let [a, b, c, d] = bounds(&line.quad);
        a < x1 && c > x0 && b < y1 && d > y0
    }));
}

#[test]
fn the_same_seed_gives_the_same_page() {
    for defect in [
        Defect::Defocus,
        Defect::Motion,
        Defect::Noise,
        Defect::Dark,
        Defect::GlarePartial,
        Defect::Moire,
        Defect::Tiny,
        Defect::Perspective,
        Defect::Cut,
    ] {
        let value = if defect == Defect::Moire { 12.0 } else { 0.3 };
        let (one, two) = (state(defect, 2, value), state(defect, 2, value));
        assert!(one.picture == two.picture, "{defect:?}");
        let other = subject().state(defect, 2, value, &mut Rng::new(8));
        assert!(one.picture != other.picture, "{defect:?}: the seed decides nothing");
    }
}

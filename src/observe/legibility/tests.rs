//! Each measure on pages that are drawn here with a known fault, from the encoded file on.

use std::io::Cursor;
use std::sync::Arc;

use image::{DynamicImage, GrayImage, Luma};

use crate::decode::open_bytes;
use crate::facts::{Answer, Eye, Glance, Legibility, Measure, Origin, PageId, Probe, Reading};
use crate::observe::FileEye;

const WIDTH: u32 = 1000;
const HEIGHT: u32 = 1414;

/// A page of characters of crossed strokes.
#[derive(Clone, Copy)]
struct Page {
    /// Side of a character, pixels.
    em: u32,
    paper: u8,
    ink: u8,
    /// Lines of text; as many as fit.
    lines: u32,
}

const PAGE: Page = Page { em: 24, paper: 240, ink: 40, lines: 100 };

impl Page {
    fn draw(&self) -> GrayImage {
        let em = self.em;
        let stroke = (em / 12).max(1);
        GrayImage::from_fn(WIDTH, HEIGHT, |x, y| {
            let text = (100..WIDTH - 100).contains(&x) && (100..HEIGHT - 100).contains(&y);
            let (line, column) = ((y.max(100) - 100) / (em * 2), (x.max(100) - 100) / (em * 9 / 8));
            let (u, v) = ((x.max(100) - 100) % (em * 9 / 8), (y.max(100) - 100) % (em * 2));
            let inside = text && line < self.lines && u < em && v < em;
            // Four strokes a character, at places that change from one to the next.
            let form = (line * 5 + column * 3) % 4;
            let at = |place: u32, pixel: u32| (place..place + stroke).contains(&pixel);
            let strokes =
                at(0, v) || at(em - stroke, v) || at(form * em / 8 + em / 8, u) || at(em * 3 / 4, u);
            let level = if inside && (strokes || at(em / 2, v)) { self.ink } else { self.paper };
            Luma([level])
        })
    }

    fn measured(&self) -> Legibility {
        png(&self.draw()).legibility
    }
}

/// Mean over a box.
fn blurred(page: &GrayImage, across: i32, down: i32) -> GrayImage {
    let count = ((2 * across + 1) * (2 * down + 1)) as u32;
    GrayImage::from_fn(WIDTH, HEIGHT, |x, y| {
        let mut sum = 0;
        for dy in -down..=down {
            for dx in -across..=across {
                let (x, y) = (x.saturating_add_signed(dx), y.saturating_add_signed(dy));
                sum += u32::from(page.get_pixel(x.min(WIDTH - 1), y.min(HEIGHT - 1)).0[0]);
            }
        }
        Luma([((sum + count / 2) / count) as u8])
    })
}

/// Changed level by level.
fn changed(page: &GrayImage, mut of: impl FnMut(u32, u32, i32) -> i32) -> GrayImage {
    GrayImage::from_fn(WIDTH, HEIGHT, |x, y| {
        Luma([of(x, y, i32::from(page.get_pixel(x, y).0[0])).clamp(0, 255) as u8])
    })
}

/// With noise of a standard deviation of `sigma` levels: the sum of twelve dice of 256 is about normal.
fn noisy(page: &GrayImage, sigma: f64) -> GrayImage {
    let mut seed = 1u32;
    changed(page, |_, _, level| {
        let mut sum = 0.0;
        for _ in 0..12 {
            seed ^= seed << 13;
            seed ^= seed >> 17;
            seed ^= seed << 5;
            sum += f64::from(seed) / f64::from(u32::MAX);
        }
        level + ((sum - 6.0) * sigma).round() as i32
    })
}

fn glance(bytes: Vec<u8>) -> Glance {
    let source = open_bytes(Arc::from(bytes)).source.unwrap();
    match FileEye::new(source).answer(PageId(0), &[Probe::Glance]).remove(0) {
        Answer::Glance(glance) => glance,
        other => panic!("{other:?}"),
    }
}

fn png(page: &GrayImage) -> Glance {
    let mut bytes = Cursor::new(Vec::new());
    page.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    glance(bytes.into_inner())
}

fn jpeg(page: &GrayImage, quality: u8) -> Glance {
    let mut bytes = Cursor::new(Vec::new());
    let mut encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, quality);
    encoder.encode_image(&DynamicImage::from(page.clone())).unwrap();
    glance(bytes.into_inner())
}

/// A measure's value; a page of text has all of them.
fn value(of: &Legibility, measure: Measure) -> f64 {
    match of.value(measure) {
        Reading::Is(value) => value,
        Reading::Not(why) => panic!("{measure:?}: {why:?}"),
    }
}

/// Whether two values are at most `percent` apart.
fn is_near(value: f64, wanted: f64, percent: f64) -> bool {
    (value - wanted).abs() * 100.0 <= wanted * percent
}

#[test]
fn blur_lowers_sharpness_and_movement_lowers_it_one_way_only() {
    let sharp = PAGE.measured();
    let soft = png(&blurred(&PAGE.draw(), 3, 3)).legibility;
    let large = Page { em: 36, ..PAGE };
    let moved = png(&blurred(&large.draw(), 0, 4)).legibility;
    for measure in [Measure::Sharpness, Measure::MotionSharpness, Measure::StrokeTexture] {
        let (before, after) = (value(&sharp, measure), value(&soft, measure));
        assert!(after < 0.7 * before, "{measure:?}: {before} → {after}");
    }
    let ratio = |of: &Legibility| value(of, Measure::MotionSharpness) / value(of, Measure::Sharpness);
    assert!(ratio(&moved) < 0.8 && ratio(&moved) < ratio(&soft), "{} {}", ratio(&moved), ratio(&soft));
    assert!(
        value(&moved, Measure::MotionSharpness) < 0.7 * value(&large.measured(), Measure::MotionSharpness)
    );
}

#[test]
fn sharpness_is_held_against_the_height_of_the_text() {
    let small = Page { em: 16, ..PAGE }.draw();
    let large = Page { em: 48, ..PAGE }.draw();
    let of = |page: &GrayImage| value(&png(&blurred(page, 2, 2)).legibility, Measure::Sharpness);
    assert!(of(&large) > 2.0 * of(&small), "{} {}", of(&large), of(&small));
}

#[test]
fn height_is_that_of_the_text_in_pixels_of_the_page() {
    for em in [10, 16, 24, 40] {
        let height = value(&Page { em, ..PAGE }.measured(), Measure::TextHeight);
        assert!(is_near(height, f64::from(em), 10.0), "{em}: {height}");
    }
}

#[test]
fn contrast_depth_and_paper_are_those_that_were_drawn() {
    // Of strokes two pixels wide some contrast is lost when the line is smoothed; always the same share.
    let lost = value(&PAGE.measured(), Measure::TextContrast) / (200.0 * 100.0 / 240.0);
    assert!((0.6..1.0).contains(&lost), "{lost}");
    for (paper, ink) in [(240, 40), (240, 150), (90, 30), (200, 160)] {
        let page = Page { paper, ink, ..PAGE }.measured();
        let depth = f64::from(paper) - f64::from(ink);
        let contrast = depth * 100.0 / f64::from(paper);
        assert!(is_near(value(&page, Measure::PaperLevel), f64::from(paper), 2.0));
        let (c0, cabs) = (value(&page, Measure::TextContrast), value(&page, Measure::InkDepth));
        assert!(is_near(c0, lost * contrast, 10.0), "{paper} {ink}: {c0} for {contrast}");
        assert!(is_near(cabs, lost * depth, 10.0), "{paper} {ink}: {cabs} for {depth}");
    }
}

#[test]
fn noise_is_measured_and_weighs_against_ink() {
    let mut last = f64::MAX;
    for sigma in [2.0, 5.0, 12.0] {
        let page = png(&noisy(&PAGE.draw(), sigma)).legibility;
        let noise = value(&page, Measure::Noise);
        assert!(is_near(noise, sigma, 20.0), "{sigma}: {noise}");
        let signal = value(&page, Measure::SignalToNoise);
        assert!(signal < 0.6 * last, "{sigma}: {signal} after {last}");
        last = signal;
    }
}

#[test]
fn a_shadow_is_uneven_light() {
    let shadowed = changed(&PAGE.draw(), |x, _, level| level * (1000 - x as i32 * 3 / 4) / 1000);
    let even = value(&PAGE.measured(), Measure::EvenLight);
    let uneven = value(&png(&shadowed).legibility, Measure::EvenLight);
    assert!(even > 97.0 && uneven < 45.0, "{even} {uneven}");
}

#[test]
fn quality_of_jpeg_is_the_encoders_by_the_height_of_the_text() {
    let page = Page { em: 40, ..PAGE }.draw();
    for quality in [20, 50, 80] {
        let told = value(&jpeg(&page, quality).legibility, Measure::JpegQuality);
        assert!(is_near(told, 2.0 * f64::from(quality), 12.0), "{quality}: {told}");
    }
    assert!(matches!(png(&page).legibility.value(Measure::JpegQuality), Reading::Not(_)));
}

#[test]
fn a_scan_in_a_pdf_has_the_quality_of_its_jpeg() {
    let scan = glance(std::fs::read("fixtures/pages/specimen-diploma-c-scan.pdf").unwrap());
    assert_eq!(scan.origin, Origin::Scan);
    assert!(value(&scan.legibility, Measure::JpegQuality) > 40.0);
}

#[test]
fn amount_of_text_counts_all_lines_and_only_text_with_contrast() {
    let ems = |page: &Page| value(&page.measured(), Measure::TextAmount);
    let page = Page { em: 12, ..PAGE };
    let (few, many) = (ems(&Page { lines: 10, ..page }), ems(&Page { lines: 50, ..page }));
    // A line of 800 pixels has 66 em, of which 40 count.
    assert!(is_near(few, 400.0, 10.0) && is_near(many, 2000.0, 10.0), "{few} {many}");
    assert_eq!(ems(&Page { ink: 225, ..PAGE }), 0.0);
}

#[test]
fn only_white_paper_whose_text_is_faint_is_washed_out() {
    let washed = |paper, ink| value(&Page { paper, ink, ..PAGE }.measured(), Measure::WashedOut);
    assert!(washed(255, 235) > 50.0);
    assert_eq!(washed(255, 40), 0.0);
    assert_eq!(washed(240, 225), 0.0);
}

#[test]
fn a_page_of_black_and_white_is_bilevel_and_one_with_soft_edges_is_not() {
    let bilevel = |page: &GrayImage| value(&png(page).legibility, Measure::Bilevel);
    assert!(bilevel(&Page { paper: 255, ink: 0, ..PAGE }.draw()) > 99.0);
    assert!(bilevel(&blurred(&Page { paper: 255, ink: 0, ..PAGE }.draw(), 1, 1)) < 60.0);
}

#[test]
fn the_shape_of_a_sheet_tells_its_resolution() {
    let dpi = value(&PAGE.measured(), Measure::Resolution);
    assert!((dpi - 121.0).abs() < 1.0, "{dpi}");
}

#[test]
fn a_page_without_text_says_so() {
    let page = png(&Page { lines: 0, ..PAGE }.draw()).legibility;
    assert_eq!(value(&page, Measure::TextAmount), 0.0);
    for measure in [Measure::Sharpness, Measure::TextHeight, Measure::TextContrast, Measure::SignalToNoise] {
        assert!(matches!(page.value(measure), Reading::Not(_)), "{measure:?}");
    }
}

/// Photos of a person have no text to be judged by; everything else that was drawn clean must be quiet.
#[test]
fn clean_pages_are_beyond_no_limit() {
    let limits = crate::profile::load("intermediate", &crate::checks::known()).unwrap().legibility;
    let mut loud = Vec::new();
    let mut pages = 0;
    for entry in std::fs::read_dir("fixtures/pages").unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let picture = [".jpg", ".png", "-scan.pdf"].iter().any(|end| name.ends_with(end));
        if !picture || name.contains("photo") {
            continue;
        }
        let seen = glance(std::fs::read(&path).unwrap());
        if seen.blank == Reading::Is(true) {
            continue;
        }
        pages += 1;
        for &measure in Measure::ALL.iter().filter(|&&measure| measure != Measure::Resolution) {
            let (Some(bounds), Reading::Is(value)) =
                (limits.of(measure, None), seen.legibility.value(measure))
            else {
                continue;
            };
            if bounds.warn.is_some_and(|warn| crate::legible::is_beyond(measure, value, warn)) {
                loud.push(format!("{name}: {measure:?} {value}"));
            }
        }
    }
    assert!(pages > 40, "{pages} pages");
    assert!(loud.is_empty(), "{loud:#?}");
}

#[test]
fn a_page_at_a_fiftieth_of_its_light_is_dark_beyond_all_doubt() {
    let limits = crate::profile::load("intermediate", &crate::checks::known()).unwrap().legibility;
    let bounds = limits.of(Measure::PaperLevel, None).unwrap();
    let lit = |thousandths: i32| {
        let dark = changed(&PAGE.draw(), |_, _, level| level * thousandths / 1000);
        value(&jpeg(&dark, 85).legibility, Measure::PaperLevel)
    };
    assert!(lit(40) < bounds.warn.unwrap(), "{}", lit(40));
    assert!(lit(20) < bounds.fail.unwrap(), "{}", lit(20));
}

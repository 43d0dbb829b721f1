//! What is called blank, from the file on: every sheet here is encoded, opened and looked at as an upload is.

use std::io::Cursor;
use std::sync::Arc;

use image::{DynamicImage, GrayImage, Luma};

use super::FileEye;
use crate::decode::open_bytes;
use crate::facts::{Answer, Eye, PageId, Probe, Reading};

/// Evenly spread whole numbers below `range`, the same in every run.
struct Dice(u32);

impl Dice {
    fn roll(&mut self, range: u32) -> i32 {
        // Marsaglia's xorshift: rows of a linear generator would repeat.
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        ((u64::from(self.0) * u64::from(range)) >> 32) as i32
    }
}

/// A sheet whose levels `of` gives, with noise of up to ± `noise` levels.
fn sheet(width: u32, height: u32, noise: u32, of: impl Fn(u32, u32) -> i32) -> GrayImage {
    let mut dice = Dice(1);
    GrayImage::from_fn(width, height, |x, y| {
        let rolled = dice.roll(noise + 1) + dice.roll(noise + 1) - noise as i32;
        Luma([(of(x, y) + rolled).clamp(0, 255) as u8])
    })
}

/// Whether it is called blank; quality 0 stands for PNG.
fn is_blank(sheet: GrayImage, quality: u8) -> bool {
    let mut bytes = Cursor::new(Vec::new());
    let picture = DynamicImage::from(sheet);
    match quality {
        0 => picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap(),
        _ => {
            let mut encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, quality);
            encoder.encode_image(&picture).unwrap();
        }
    }
    let source = open_bytes(Arc::from(bytes.into_inner())).source.unwrap();
    match FileEye::new(source).answer(PageId(0), &[Probe::Glance]).first() {
        Some(Answer::Glance(glance)) => glance.blank == Reading::Is(true),
        other => panic!("{other:?}"),
    }
}

/// Strokes of characters `em` pixels high, in lines.
fn is_stroke(x: u32, y: u32, em: u32) -> bool {
    let (column, row) = (x % (em + em / 8), y % (em * 8 / 5));
    let stroke = (em / 10).max(1);
    let inside = column < em && row < em;
    inside && (row % (em / 3) < stroke || column % (em / 2) < stroke)
}

/// A page of text, `depth` levels darker than its paper.
fn page(paper: i32, depth: i32, noise: u32) -> GrayImage {
    sheet(900, 1270, noise, |x, y| {
        let text = (100..800).contains(&x) && (120..1100).contains(&y) && is_stroke(x, y, 20);
        if text { paper - depth } else { paper }
    })
}

#[test]
fn an_empty_sheet_is_blank() {
    for paper in [255, 240, 205] {
        for (noise, quality) in [(0, 0), (0, 40), (4, 0), (4, 85), (4, 40), (8, 40), (16, 0), (16, 85)] {
            assert!(is_blank(page(paper, 0, noise), quality), "paper {paper} noise {noise} JPEG {quality}");
        }
    }
    // Photographed in the dark, light falling off to one corner.
    let dark = sheet(900, 1270, 6, |x, y| 120 - (x * 20 / 900 + y * 20 / 1270) as i32);
    assert!(is_blank(dark.clone(), 95), "dark photo");
    assert!(is_blank(dark, 75), "dark photo, coarse JPEG");
    // The scanner's lid left a black border.
    let border = sheet(900, 1270, 3, |x, y| if x < 18 || y > 1255 { 12 } else { 244 });
    assert!(is_blank(border, 85), "black border");
}

#[test]
fn faint_print_is_not_blank() {
    for (paper, depth, noise) in [(255, 5, 0), (246, 7, 3), (246, 4, 1), (205, 8, 4), (110, 5, 2)] {
        for quality in [0, 85] {
            assert!(!is_blank(page(paper, depth, noise), quality), "{paper} {depth} {noise} JPEG {quality}");
        }
    }
}

#[test]
fn what_shrinks_to_even_grey_is_not_blank() {
    let board = |side: u32| {
        sheet(3600, 2400, 0, move |x, y| if (x / side + y / side).is_multiple_of(2) { 0 } else { 255 })
    };
    assert!(!is_blank(board(1), 0), "board of single pixels");
    assert!(!is_blank(board(2), 0), "board of two");
    assert!(!is_blank(sheet(2500, 3500, 120, |_, _| 190), 0), "dense noise");
    assert!(!is_blank(page(200, 150, 110), 0), "text in dense noise");
}

#[test]
fn a_strip_of_text_is_not_blank_however_long_it_is() {
    let strip = |text: bool| {
        sheet(40, 30_000, 0, move |x, y| {
            let inside = text && (4..36).contains(&x) && y > 20 && is_stroke(x - 4, y, 12);
            if inside { 30 } else { 250 }
        })
    };
    assert!(!is_blank(strip(true), 0));
    assert!(is_blank(strip(false), 0));
}

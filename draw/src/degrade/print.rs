//! What printing, copying and storing do: faint ink, print from the back, noise, two levels, small pictures.
//!
//! Why it exists: these happen in grey levels, not in light; a copier and a program that saves know no lens.

use image::{Rgb, RgbImage, imageops};

use super::light::Noise;
use super::optics::resized;
use super::page::Page;
use crate::rng::Rng;

/// Paper of this colour under the print, which it tints; and paper's own grain comes with the sensor's.
pub fn tint(page: &mut Page, paper: [u8; 3]) {
    for Rgb(pixel) in page.picture.pixels_mut() {
        for (level, ground) in pixel.iter_mut().zip(paper) {
            *level = (u16::from(*level) * u16::from(ground) / 255) as u8;
        }
    }
}

/// Ink that keeps this share of its darkness.
pub fn faint(page: &mut Page, share: f32, paper: [u8; 3]) {
    for Rgb(pixel) in page.picture.pixels_mut() {
        for (level, ground) in pixel.iter_mut().zip(paper) {
            let ground = f32::from(ground);
            *level = (ground - share * (ground - f32::from(*level))).round().clamp(0.0, 255.0) as u8;
        }
    }
}

/// The back's print, mirrored and soft, at this share of its darkness.
pub fn show_through(page: &mut Page, back: &RgbImage, share: f32) {
    let (w, h) = page.picture.dimensions();
    let back = imageops::resize(&imageops::flip_horizontal(back), w, h, imageops::FilterType::Triangle);
    // Paper spreads what passes through it by a few hundredths of an inch.
    let mut soft = Page { picture: back, ..page.clone() };
    super::optics::defocus(&mut soft, page.em * 0.06);
    for (Rgb(pixel), Rgb(behind)) in page.picture.pixels_mut().zip(soft.picture.pixels()) {
        for (level, other) in pixel.iter_mut().zip(behind) {
            *level = (f32::from(*level) * (1.0 - share * (1.0 - f32::from(*other) / 255.0))).round() as u8;
        }
    }
}

/// A sensor's noise: of this deviation in brightness, half of it in colour, where it comes in blotches of two pixels.
pub fn noise(picture: &mut RgbImage, deviation: f32, grey: bool, rng: &mut Rng) {
    if deviation <= 0.0 {
        return;
    }
    let (w, h) = (picture.width() as usize, picture.height() as usize);
    let mut noise = Noise::new(rng);
    let across = w / 2 + 1;
    let blotches: Vec<[f32; 2]> = if grey {
        Vec::new()
    } else {
        (0..across * (h / 2 + 1)).map(|_| [noise.next(), noise.next()].map(|v| v * deviation * 0.5)).collect()
    };
    for (index, Rgb(pixel)) in picture.pixels_mut().enumerate() {
        let (x, y) = (index % w, index / w);
        let bright = noise.next() * deviation;
        let [red, blue] = blotches.get(y / 2 * across + x / 2).copied().unwrap_or_default();
        // What red and blue gain, green loses, so that brightness stays.
        let shifts = [red, -0.51 * red - 0.19 * blue, blue];
        for (level, shift) in pixel.iter_mut().zip(shifts) {
            *level = (f32::from(*level) + bright + shift).round().clamp(0.0, 255.0) as u8;
        }
    }
}

/// Two levels only: black is what is darker than this share of the darkest ink.
pub fn bilevel(page: &mut Page, share: f32) {
    let luma = |pixel: &Rgb<u8>| {
        let [r, g, b] = pixel.0.map(u32::from);
        (77 * r + 150 * g + 29 * b) >> 8
    };
    let mut counts = [0usize; 256];
    for pixel in page.picture.pixels() {
        counts[luma(pixel) as usize & 255] += 1;
    }
    let total = page.picture.width() as usize * page.picture.height() as usize;
    let level = |part: f32| {
        let mut passed = 0;
        counts.iter().position(|count| {
            passed += count;
            passed as f32 >= part * total as f32
        })
    };
    // Paper is the middle of all pixels, ink the darkest thousandth.
    let (paper, ink) = (level(0.5).unwrap_or(255) as f32, level(0.001).unwrap_or(0) as f32);
    let limit = paper - share * (paper - ink);
    for pixel in page.picture.pixels_mut() {
        pixel.0 = [if luma(pixel) as f32 > limit { 255 } else { 0 }; 3];
    }
    page.bilevel = true;
}

/// Saved small: the body text comes out this many pixels high.
pub fn small(page: &mut Page, em: f32) {
    let factor = em / page.em;
    page.picture = resized(&page.picture, factor);
    page.place(|(x, y)| (x * factor, y * factor));
    page.em = em;
}

/// Saved small and blown up again: pixels enough, nothing in them.
pub fn upscaled(page: &mut Page, em: f32) {
    let (w, h) = page.picture.dimensions();
    let less = resized(&page.picture, em / page.em);
    page.picture = imageops::resize(&less, w, h, imageops::FilterType::CatmullRom);
}

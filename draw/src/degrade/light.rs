//! What light does: shadow, darkness, too much of it, a lamp's reflection. In linear light, as a camera sees.
//!
//! Why it exists: half the light is not half the grey level. Factors of the list are of grey levels, as one sees them
//! in the picture; they are applied as light.

use std::sync::LazyLock;

use image::RgbImage;

use super::page::{Page, bounds};
use crate::rng::Rng;

/// Full light.
pub const FULL: f32 = 65_535.0;

/// Light of each grey level, by the curve of sRGB.
static DECODED: LazyLock<[u16; 256]> =
    LazyLock::new(|| std::array::from_fn(|level| (to_light(level as f32 / 255.0) * FULL).round() as u16));

static ENCODED: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let level =
        |light: f32| if light <= 0.003_130_8 { 12.92 * light } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
    (0..=65_535u16).map(|light| (level(f32::from(light) / FULL) * 255.0).round() as u8).collect()
});

/// Light of a grey level, both 0–1.
pub fn to_light(level: f32) -> f32 {
    if level <= 0.040_45 { level / 12.92 } else { ((level + 0.055) / 1.055).powf(2.4) }
}

/// A picture in linear light, three values a pixel.
pub struct Light {
    pub width: usize,
    pub height: usize,
    pub data: Vec<u16>,
}

impl Light {
    pub fn of(picture: &RgbImage) -> Light {
        let (width, height) = (picture.width() as usize, picture.height() as usize);
        let data = picture.as_raw().iter().map(|&level| DECODED[usize::from(level)]).collect();
        Light { width, height, data }
    }

    pub fn picture(&self) -> RgbImage {
        let mut picture = RgbImage::new(self.width as u32, self.height as u32);
        for (level, &light) in picture.iter_mut().zip(&self.data) {
            *level = ENCODED[usize::from(light)];
        }
        picture
    }

    /// Each value of each pixel by its place.
    pub fn change(&mut self, mut to: impl FnMut(usize, usize, f32) -> f32) {
        for (y, row) in self.data.chunks_exact_mut(self.width * 3).enumerate() {
            for (index, value) in row.iter_mut().enumerate() {
                *value = to(index / 3, y, f32::from(*value)).round().clamp(0.0, FULL) as u16;
            }
        }
    }

    /// The same factor or gain for the three values of a pixel, which is worked out once.
    pub fn change_by<T: Copy>(&mut self, at: impl Fn(usize, usize) -> T, to: impl Fn(T, f32) -> f32) {
        for (y, row) in self.data.chunks_exact_mut(self.width * 3).enumerate() {
            for (x, pixel) in row.chunks_exact_mut(3).enumerate() {
                let here = at(x, y);
                for value in pixel {
                    *value = to(here, f32::from(*value)).round().clamp(0.0, FULL) as u16;
                }
            }
        }
    }
}

/// Too little light: paper that was white comes out at `factor` of its level, and the sensor's own noise, which was
/// nothing beside full light, is raised by nobody but seen.
pub fn dark(page: &mut Page, factor: f32, rng: &mut Rng) {
    let gain = to_light(factor);
    let mut light = Light::of(&page.picture);
    // Read noise of a phone's sensor: 4 electrons of 6,000; shot noise of the same well.
    let (read, well) = (4.0 / 6_000.0, 6_000.0);
    let mut noise = Noise::new(rng);
    light.change(|_, _, value| {
        let here = value / FULL * gain;
        (here + noise.next() * (read * read + here / well).sqrt()) * FULL
    });
    page.picture = light.picture();
}

/// Too much light: by `gain`, with the flare that a bright page throws over its own ink (an eighth of the light
/// around is everywhere), until the ink is as white as the paper.
pub fn over_exposed(page: &mut Page, gain: f32) {
    const FLARE: f32 = 0.125;
    let mut light = Light::of(&page.picture);
    let sum: f64 = light.data.iter().map(|&v| f64::from(v)).sum();
    let mean = (sum / light.data.len().max(1) as f64) as f32;
    light.change(|_, _, value| gain * ((1.0 - FLARE) * value + FLARE * mean));
    page.picture = light.picture();
}

/// A shadow with a soft edge, as of a hand or a book's fold, and light that falls off to a corner; `least` is the
/// grey level of white paper in it, 0–1.
pub fn shadow(page: &mut Page, least: f32, rng: &mut Rng) {
    let (w, h) = (page.picture.width() as f32, page.picture.height() as f32);
    let angle = rng.range(0.0, std::f32::consts::TAU);
    let (cos, sin) = (angle.cos(), angle.sin());
    let at = rng.range(-0.15, 0.15);
    let soft = rng.range(0.04, 0.12);
    let depth = to_light(least);
    let mut light = Light::of(&page.picture);
    let field = |x: usize, y: usize| {
        let (u, v) = (x as f32 / w - 0.5, y as f32 / h - 0.5);
        let along = u * cos + v * sin;
        let lit = 1.0 / (1.0 + ((along - at) / soft).exp());
        let fall = 1.0 - 0.25 * (u * u + v * v);
        (depth + (1.0 - depth) * lit) * fall
    };
    light.change_by(field, |factor, value| value * factor);
    page.picture = light.picture();
}

/// A lamp's reflection: light is added in an ellipse of half axes `(a, b)`, burnt out inside, soft outside.
pub struct Glare {
    pub middle: (f32, f32),
    pub axes: (f32, f32),
    pub angle: f32,
    /// Light added in the middle, of full.
    pub strength: f32,
}

impl Glare {
    fn at(&self, x: f32, y: f32) -> f32 {
        let (dx, dy) = (x - self.middle.0, y - self.middle.1);
        let (cos, sin) = (self.angle.cos(), self.angle.sin());
        let (u, v) = ((dx * cos + dy * sin) / self.axes.0, (dy * cos - dx * sin) / self.axes.1);
        let square = u * u + v * v;
        self.strength * (-square * square).exp()
    }

    /// Adds it. Where even ink comes out white is true glare.
    pub fn shine(&self, page: &mut Page) {
        let (w, h) = (page.picture.width() as f32, page.picture.height() as f32);
        let mut light = Light::of(&page.picture);
        light.change_by(|x, y| self.at(x as f32, y as f32) * FULL, |more, value| value + more);
        page.picture = light.picture();
        if self.strength <= 1.0 {
            return;
        }
        let reach = self.strength.ln().powf(0.25);
        let (a, b) = (self.axes.0 * reach, self.axes.1 * reach);
        let (cos, sin) = (self.angle.cos(), self.angle.sin());
        // Half width and height of a turned ellipse.
        let (rx, ry) = ((a * cos).hypot(b * sin), (a * sin).hypot(b * cos));
        let (x, y) = self.middle;
        let inside = |(px, py): (f32, f32)| (px.clamp(0.0, w), py.clamp(0.0, h));
        page.glare.push(bounds(&[inside((x - rx, y - ry)), inside((x + rx, y + ry))]));
    }
}

/// Noise of about normal spread (the sum of four even draws), deviation 1.
pub struct Noise<'r> {
    rng: &'r mut Rng,
}

impl<'r> Noise<'r> {
    pub fn new(rng: &'r mut Rng) -> Noise<'r> {
        Noise { rng }
    }

    pub fn next(&mut self) -> f32 {
        let bits = self.rng.next();
        let sum: f32 = (0..4).map(|i| ((bits >> (16 * i)) & 0xFFFF) as f32).sum();
        // Four even draws over 0–65535 spread by 65536·√(4/12).
        (sum - 131_070.0) / 37_837.2
    }
}

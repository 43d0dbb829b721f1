//! What happens to a page between printer and upload: blur, noise, compression, turns, seals over print.

use image::{DynamicImage, RgbImage, imageops};
use serde::Deserialize;

use crate::plan::Seal;
use crate::rng::Rng;
use crate::sheet::Sheet;

/// Any of them, in the order of the fields; what is unsaid does not happen.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Effect {
    /// Red seals pressed over the print.
    pub seals: usize,
    /// Degrees by which the paper lies askew, clockwise.
    pub skew: f32,
    /// Resolution in place of the page's own.
    pub dpi: Option<f32>,
    /// Sigma of a Gaussian blur in pixels.
    pub blur: f32,
    /// Standard deviation of the noise in grey levels.
    pub noise: f32,
    /// Quarter turns clockwise, as degrees.
    pub turn: u16,
    /// JPEG quality.
    pub jpeg: Option<u8>,
}

impl Effect {
    /// Presses the seals: over the text of the upper part, where values stand.
    pub fn press(&self, sheet: &mut Sheet, seed: u64) {
        let mut rng = Rng::new(seed ^ 0x5EA1);
        let r = sheet.w.min(sheet.h) * 0.09;
        for _ in 0..self.seals {
            let (x, y) = (rng.range(0.25, 0.75) * sheet.w, rng.range(0.12, 0.6) * sheet.h);
            sheet.seal(x, y, r, Seal::Red);
        }
    }

    /// The picture after blur, noise and turning.
    pub fn picture(&self, picture: DynamicImage, seed: u64) -> DynamicImage {
        let mut picture = if self.blur > 0.0 { picture.blur(self.blur) } else { picture };
        if self.noise > 0.0 {
            let mut pixels = picture.to_rgb8();
            sprinkle(&mut pixels, self.noise, seed);
            picture = DynamicImage::ImageRgb8(pixels);
        }
        match self.turn {
            90 => DynamicImage::ImageRgb8(imageops::rotate90(&picture.to_rgb8())),
            180 => DynamicImage::ImageRgb8(imageops::rotate180(&picture.to_rgb8())),
            270 => DynamicImage::ImageRgb8(imageops::rotate270(&picture.to_rgb8())),
            _ => picture,
        }
    }
}

/// Adds noise of about normal spread: the sum of four even draws.
fn sprinkle(pixels: &mut RgbImage, deviation: f32, seed: u64) {
    let mut rng = Rng::new(seed ^ 0x0157);
    for pixel in pixels.pixels_mut() {
        let sum: f32 = (0..4).map(|_| rng.range(-1.0, 1.0)).sum();
        // Four even draws over ±1 spread by √(4/3).
        let noise = sum * deviation / 1.1547;
        pixel.0 = pixel.0.map(|level| (f32::from(level) + noise).round().clamp(0.0, 255.0) as u8);
    }
}

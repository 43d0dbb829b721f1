//! Sheets to pixels: the drawn PDF is rasterised, tinted like paper and written as JPEG or PNG.

use std::sync::Arc;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use image::codecs::jpeg::{JpegEncoder, PixelDensity};
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, RgbImage};

use crate::pdf;
use crate::rng::Rng;
use crate::sheet::Sheet;

/// Of JPEGs unless said otherwise.
pub const QUALITY: u8 = 72;

/// How sheets become pixels.
pub struct Camera {
    /// Dots per inch.
    pub dpi: f32,
    /// Without colour.
    pub grey: bool,
    /// Degrees by which the paper lies askew.
    pub turn: f32,
    /// Specks of dust, as on the blank back of a duplex scan.
    pub specks: bool,
    /// Seed of the specks.
    pub seed: u64,
}

impl Camera {
    /// One picture a sheet.
    pub fn pictures(&self, sheets: &[Sheet]) -> Result<Vec<DynamicImage>, String> {
        let bytes = pdf::of_sheets(sheets, self.turn)?;
        let pdf = Pdf::new(Arc::new(bytes)).map_err(|e| format!("own PDF does not open: {e:?}"))?;
        let scale = self.dpi / 72.0;
        let pixels = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
        let cache = RenderCache::new();
        let settings = InterpreterSettings::default();
        pdf.pages()
            .iter()
            .map(|page| {
                let map = render(page, &cache, &settings, &RenderSettings::default(), &pixels);
                let (w, h) = (u32::from(map.width()), u32::from(map.height()));
                let bytes = map.data_as_u8_slice().chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect();
                RgbImage::from_raw(w, h, bytes).map(|p| self.finish(p)).ok_or_else(|| "odd raster".into())
            })
            .collect()
    }

    fn finish(&self, mut picture: RgbImage) -> DynamicImage {
        if self.specks {
            self.dust(&mut picture);
        }
        let picture = DynamicImage::ImageRgb8(picture);
        if self.grey { DynamicImage::ImageLuma8(picture.to_luma8()) } else { picture }
    }

    fn dust(&self, picture: &mut RgbImage) {
        let mut rng = Rng::new(self.seed);
        let (w, h) = picture.dimensions();
        for _ in 0..14 {
            let (x, y) = (rng.below(w as usize) as u32, rng.below(h as usize) as u32);
            let level = 150 + rng.below(80) as u8;
            for (dx, dy) in [(0, 0), (1, 0), (0, 1)] {
                if let Some(p) = picture.get_pixel_mut_checked(x + dx, y + dy) {
                    p.0 = [level; 3];
                }
            }
        }
    }

    /// A picture as JPEG that says its resolution.
    pub fn jpeg(&self, picture: &DynamicImage, quality: u8) -> Result<Vec<u8>, String> {
        let mut bytes = Vec::new();
        let mut encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
        encoder.set_pixel_density(PixelDensity::dpi(self.dpi.round() as u16));
        encoder.encode_image(picture).map_err(|e| e.to_string())?;
        Ok(bytes)
    }

    /// A picture as PNG.
    pub fn png(&self, picture: &DynamicImage) -> Result<Vec<u8>, String> {
        let mut bytes = Vec::new();
        let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, FilterType::Adaptive);
        picture.write_with_encoder(encoder).map_err(|e| e.to_string())?;
        Ok(bytes)
    }
}

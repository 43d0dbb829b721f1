//! PNG, WebP, BMP and GIF through the `image` crate.
//!
//! Why it exists: the crate's own convenience functions allocate what a header claims and drop all pixels at the
//! first error. Here the size is judged first, and the rows that came before a cut are kept.

use std::io::Cursor;

use ::image::codecs::{bmp::BmpDecoder, gif::GifDecoder, png::PngDecoder, webp::WebPDecoder};
use ::image::{ColorType, ImageDecoder, ImageError, ImageResult};

use super::raster::luma;
use super::{DecodeFailure, Inspection, MAX_RASTER_BYTES, Plane, Raster, check_size};
use crate::facts::{Media, Problem};

/// Fills what a decoder does not reach: mid-grey, as in JPEG.
const LOST: u8 = 128;

/// A raster as far as the data reached, and what stopped it.
pub(super) struct Decoded {
    pub raster: Raster,
    pub damage: Option<DecodeFailure>,
}

/// Whether the picture is whole, at the price of one decode; no pixel is kept. Only a file's first picture counts.
///
/// # Errors
/// Where nothing can be shown.
pub(super) fn inspect(bytes: &[u8], media: Media) -> Result<Inspection, DecodeFailure> {
    let mut inspection = Inspection::whole(1);
    if let Some(damage) = decode(bytes, media, Plane::Grey)?.damage {
        let only_the_end =
            media == Media::Png && damage.problem == Problem::Truncated && whole_with_end(bytes);
        inspection.note(match only_the_end {
            true => DecodeFailure::new(Problem::NoEndMarker, "no IEND chunk"),
            false => damage,
        });
    }
    Ok(inspection)
}

/// Whether a PNG is whole once its last chunk is put back.
fn whole_with_end(bytes: &[u8]) -> bool {
    const IEND: [u8; 12] = [0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae, 0x42, 0x60, 0x82];
    decode(&[bytes, &IEND].concat(), Media::Png, Plane::Grey).is_ok_and(|decoded| decoded.damage.is_none())
}

/// The first picture of a file.
///
/// # Errors
/// Where nothing can be shown, or the declared size is too large.
pub(super) fn decode(bytes: &[u8], media: Media, plane: Plane) -> Result<Decoded, DecodeFailure> {
    let cursor = Cursor::new(bytes);
    match media {
        Media::Png => finish(PngDecoder::new(cursor), plane),
        Media::Webp => finish(WebPDecoder::new(cursor), plane),
        Media::Bmp => finish(BmpDecoder::new(cursor), plane),
        Media::Gif => finish(GifDecoder::new(cursor), plane),
        _ => Err(DecodeFailure::new(Problem::NotAScan, media.name())),
    }
}

fn finish(decoder: ImageResult<impl ImageDecoder>, plane: Plane) -> Result<Decoded, DecodeFailure> {
    let mut decoder = decoder.map_err(|error| failure(&error, Problem::BadData))?;
    let (width, height) = decoder.dimensions();
    let total = decoder.total_bytes();
    check_size(u64::from(width), u64::from(height), total)?;
    let mut limits = ::image::Limits::default();
    limits.max_alloc = Some(MAX_RASTER_BYTES);
    decoder.set_limits(limits).map_err(|error| failure(&error, Problem::TooManyPixels))?;
    let kind = decoder.color_type();
    let mut samples = vec![LOST; total as usize];
    let damage = decoder.read_image(&mut samples).err().map(|error| failure(&error, Problem::Truncated));
    if let Some(damage) = &damage
        && samples.iter().all(|&sample| sample == LOST)
    {
        return Err(DecodeFailure { problem: Problem::BadData, ..damage.clone() });
    }
    let data = flatten(&samples, kind, plane);
    Raster::new(width as usize, height as usize, plane, data)
        .map(|raster| Decoded { raster, damage })
        .ok_or_else(|| DecodeFailure::new(Problem::BadData, format!("samples of {kind:?}")))
}

/// Names the failure; `cut` is what an unexpected end means here.
fn failure(error: &ImageError, cut: Problem) -> DecodeFailure {
    let ended = matches!(error, ImageError::IoError(io) if io.kind() == std::io::ErrorKind::UnexpectedEof);
    let problem = match error {
        ImageError::Limits(_) => Problem::TooManyPixels,
        _ if ended || error.to_string().to_lowercase().contains("end of file") => cut,
        _ => Problem::BadData,
    };
    DecodeFailure::new(problem, error)
}

/// Samples of any depth → bytes of the plane, on white paper where there is an alpha channel.
fn flatten(samples: &[u8], kind: ColorType, plane: Plane) -> Vec<u8> {
    let channels = usize::from(kind.channel_count());
    let wide = usize::from(kind.bytes_per_pixel()) == 2 * channels;
    let narrow: Vec<u8>;
    let bytes = if wide {
        narrow =
            samples.chunks_exact(2).map(|two| (u16::from_ne_bytes([two[0], two[1]]) >> 8) as u8).collect();
        &narrow
    } else {
        samples
    };
    match (channels, plane) {
        (1, Plane::Grey) | (3, Plane::Colour) => bytes.to_vec(),
        (1, Plane::Colour) => bytes.iter().flat_map(|&grey| [grey; 3]).collect(),
        (2, Plane::Grey) => bytes.chunks_exact(2).map(|p| on_white(p[0], p[1])).collect(),
        (2, Plane::Colour) => bytes.chunks_exact(2).flat_map(|p| [on_white(p[0], p[1]); 3]).collect(),
        (3, Plane::Grey) => bytes.chunks_exact(3).map(|p| luma(p[0], p[1], p[2])).collect(),
        (4, Plane::Grey) => bytes.chunks_exact(4).map(|p| on_white(luma(p[0], p[1], p[2]), p[3])).collect(),
        (4, Plane::Colour) => bytes
            .chunks_exact(4)
            .flat_map(|p| [on_white(p[0], p[3]), on_white(p[1], p[3]), on_white(p[2], p[3])])
            .collect(),
        _ => Vec::new(),
    }
}

fn on_white(level: u8, alpha: u8) -> u8 {
    let (level, alpha) = (u32::from(level), u32::from(alpha));
    ((level * alpha + 255 * (255 - alpha) + 127) / 255) as u8
}

//! TIFF, all pages of it.
//!
//! Why it exists: scanners write many pages, one bit deep and fax-coded, into one TIFF; `image` reads only the
//! first page. Palettes are not decoded (nor are they by the crate below).

use std::io::Cursor;

use ::tiff::decoder::{Decoder, Limits};
use ::tiff::tags::Tag;
use ::tiff::{ColorType, TiffError};

use super::raster::luma;
use super::{DecodeFailure, Inspection, MAX_PAGES, MAX_RASTER_BYTES, Orientation, Plane, Raster, check_size};
use crate::facts::Problem;

/// Fills what a decoder does not reach: mid-grey, as in JPEG.
const LOST: u8 = 128;

type Reader<'a> = Decoder<Cursor<&'a [u8]>>;

/// Decodes every page once; no pixel is kept.
///
/// # Errors
/// Where not one page can be shown, or there are more than [`MAX_PAGES`].
pub(super) fn inspect(bytes: &[u8]) -> Result<Inspection, DecodeFailure> {
    let mut reader = open(bytes)?;
    let mut inspection = Inspection::default();
    let mut shown = false;
    loop {
        inspection.pages += 1;
        if inspection.pages > MAX_PAGES {
            return Err(DecodeFailure::new(Problem::TooManyPages, format!("more than {MAX_PAGES}")));
        }
        match read(&mut reader, Plane::Grey) {
            Ok((_, None)) => shown = true,
            Ok((_, Some(damage))) => {
                shown = true;
                inspection.note(damage);
            }
            Err(failure) if failure.problem == Problem::TooManyPixels => return Err(failure),
            Err(failure) => inspection.note(failure),
        }
        if !reader.more_images() {
            break;
        }
        if let Err(error) = reader.next_image() {
            inspection.note(failure(&error));
            break;
        }
    }
    if shown {
        return Ok(inspection);
    }
    let problem = inspection.problems.first().copied().unwrap_or(Problem::BadData);
    Err(DecodeFailure { problem, detail: inspection.detail })
}

/// One page, zero-based.
///
/// # Errors
/// Where nothing of the page can be shown.
pub(super) fn decode(bytes: &[u8], page: u32, plane: Plane) -> Result<(Raster, Orientation), DecodeFailure> {
    let mut reader = open(bytes)?;
    reader.seek_to_image(page as usize).map_err(|error| failure(&error))?;
    let orientation = orientation(&mut reader);
    read(&mut reader, plane).map(|(raster, _)| (raster, orientation))
}

fn open(bytes: &[u8]) -> Result<Reader<'_>, DecodeFailure> {
    let mut limits = Limits::default();
    limits.decoding_buffer_size = MAX_RASTER_BYTES as usize;
    limits.intermediate_buffer_size = MAX_RASTER_BYTES as usize;
    let reader = Decoder::new(Cursor::new(bytes)).map_err(|error| failure(&error))?;
    Ok(reader.with_limits(limits))
}

fn orientation(reader: &mut Reader<'_>) -> Orientation {
    let tag = reader.find_tag_unsigned::<u32>(Tag::Orientation).ok().flatten();
    tag.map_or(Orientation::UPRIGHT, Orientation::from_tag)
}

/// The current page as far as its strips reach, and what stopped it.
fn read(reader: &mut Reader<'_>, plane: Plane) -> Result<(Raster, Option<DecodeFailure>), DecodeFailure> {
    let (width, height) = reader.dimensions().map_err(|error| failure(&error))?;
    let kind = reader.colortype().map_err(|error| failure(&error))?;
    check_size(u64::from(width), u64::from(height), 0)?;
    let layout = reader.image_buffer_layout().map_err(|error| failure(&error))?;
    let bytes = layout.complete_len;
    check_size(u64::from(width), u64::from(height), bytes as u64)?;
    let mut samples = vec![LOST; bytes];
    let damage = reader.read_image_bytes(&mut samples).err().map(|error| failure(&error));
    if let Some(damage) = &damage
        && samples.iter().all(|&sample| sample == LOST)
    {
        return Err(damage.clone());
    }
    if let Some(planes) = layout.plane_stride.map(std::num::NonZeroUsize::get)
        && layout.planes > 1
    {
        samples = interleave(&samples, planes, layout.planes, usize::from(kind.bit_depth()) / 8);
    }
    let data = flatten(samples, kind, width as usize, plane);
    Raster::new(width as usize, height as usize, plane, data)
        .map(|raster| (raster, damage))
        .ok_or_else(|| DecodeFailure::new(Problem::BadData, format!("samples of {kind:?}")))
}

/// Planes one after another → samples side by side.
fn interleave(samples: &[u8], stride: usize, planes: usize, size: usize) -> Vec<u8> {
    let size = size.max(1);
    let mut mixed = Vec::with_capacity(samples.len());
    for at in (0..stride).step_by(size) {
        for plane in 0..planes {
            let from = plane * stride + at;
            mixed.extend_from_slice(samples.get(from..from + size).unwrap_or_default());
        }
    }
    mixed
}

/// Samples of any depth → bytes of the plane. Empty for what is not handled; the caller refuses it by its length.
fn flatten(samples: Vec<u8>, kind: ColorType, width: usize, plane: Plane) -> Vec<u8> {
    match (kind, plane) {
        (ColorType::Gray(8), Plane::Grey) | (ColorType::RGB(8), Plane::Colour) => return samples,
        (ColorType::RGB(8), Plane::Grey) => {
            return samples.chunks_exact(3).map(|p| luma(p[0], p[1], p[2])).collect();
        }
        _ => {}
    }
    let bits = usize::from(kind.bit_depth());
    let channels = usize::from(kind.num_samples());
    let rows = samples.chunks_exact((width * channels * bits).div_ceil(8).max(1));
    let full = if bits >= 8 { 1 } else { 255 / ((1 << bits) - 1) };
    let mut out = Vec::with_capacity(samples.len() * 8 / bits.max(1) / channels.max(1) * plane.channels());
    for row in rows {
        for x in 0..width {
            let sample =
                |channel: usize| sample(row, (x * channels + channel) * bits, bits).saturating_mul(full);
            let rgb = match kind {
                ColorType::Gray(_) | ColorType::GrayA(_) => [sample(0); 3],
                ColorType::RGB(_) | ColorType::RGBA(_) => [sample(0), sample(1), sample(2)],
                ColorType::YCbCr(_) => from_ycbcr(sample(0), sample(1), sample(2)),
                ColorType::CMYK(_) => from_cmyk([sample(0), sample(1), sample(2), sample(3)]),
                _ => return Vec::new(),
            };
            match plane {
                Plane::Grey => out.push(luma(rgb[0], rgb[1], rgb[2])),
                Plane::Colour => out.extend_from_slice(&rgb),
            }
        }
    }
    out
}

/// The sample at a bit offset, most significant bit first; of 16 bits the high byte (native order), of others 0.
fn sample(row: &[u8], bit: usize, bits: usize) -> u8 {
    let at = bit / 8;
    let byte = row.get(at).copied().unwrap_or_default();
    match bits {
        8 => byte,
        1 | 2 | 4 => (byte >> (8 - bits - bit % 8)) & ((1u8 << bits) - 1),
        16 => (u16::from_ne_bytes([byte, row.get(at + 1).copied().unwrap_or_default()]) >> 8) as u8,
        _ => 0,
    }
}

/// Full-range YCbCr of Rec. 601 in 1/65536.
fn from_ycbcr(y: u8, cb: u8, cr: u8) -> [u8; 3] {
    let (y, cb, cr) = (i32::from(y) << 16, i32::from(cb) - 128, i32::from(cr) - 128);
    let level = |value: i32| ((value + 32768) >> 16).clamp(0, 255) as u8;
    [level(y + 91881 * cr), level(y - 22554 * cb - 46802 * cr), level(y + 116130 * cb)]
}

/// Plain subtraction: good enough to see a page by, without a colour profile.
fn from_cmyk([c, m, y, k]: [u8; 4]) -> [u8; 3] {
    [c, m, y].map(|ink| ((255 - u32::from(ink)) * (255 - u32::from(k)) / 255) as u8)
}

fn failure(error: &TiffError) -> DecodeFailure {
    let problem = match error {
        TiffError::IoError(io) if io.kind() == std::io::ErrorKind::UnexpectedEof => Problem::Truncated,
        TiffError::LimitsExceeded => Problem::TooManyPixels,
        _ => Problem::BadData,
    };
    DecodeFailure::new(problem, error)
}

//! JPEG: decoding, and telling a cut file from a whole one.
//!
//! Why it exists: every lenient decoder fills what is missing with grey and reports success, so half of a certificate
//! would pass. A strict decode says whether the data reach the last block; where only the end marker is missing, a
//! second look says whether the last row is whole.

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::{DecodeFailure, Inspection, MAX_RASTER_BYTES, Plane, Raster, check_size};
use crate::facts::Problem;

/// What decoders paint where data are missing: mid-grey.
const LOST: u8 = 128;

/// A raster, as far as the data reached.
pub(super) struct Decoded {
    pub raster: Raster,
}

/// Whether the picture is whole, at the price of one grey decode; no pixel is kept.
///
/// # Errors
/// Where nothing of the picture can be shown, or it is too large.
pub(super) fn inspect(bytes: &[u8]) -> Result<Inspection, DecodeFailure> {
    let mut inspection = Inspection::whole(1);
    let Err(failure) = check(bytes) else { return Ok(inspection) };
    match failure.problem {
        Problem::NoEndMarker => {}
        Problem::TooManyPixels => return Err(failure),
        _ if shows_anything(bytes) => {}
        _ => return Err(DecodeFailure { problem: Problem::BadData, ..failure }),
    }
    inspection.note(failure);
    Ok(inspection)
}

/// Strict check of a JPEG stream, of a file or of a PDF's image.
///
/// # Errors
/// `NoEndMarker` (all pixels are there), `Truncated`, `BadData`, `TooManyPixels`.
pub(super) fn check(bytes: &[u8]) -> Result<(), DecodeFailure> {
    let strict = match run(bytes, Plane::Grey, true) {
        Err(failure) if failure.problem == Problem::BadData => match without_padding(bytes) {
            Some(tidy) => run(&tidy, Plane::Grey, true),
            None => Err(failure),
        },
        result => result,
    };
    match (strict, end_marker(bytes)) {
        (Err(failure), _) if failure.problem == Problem::TooManyPixels => Err(failure),
        (Err(failure), Some(_)) => Err(failure),
        (Ok(raster), Some(end)) if ends_in_filling(&raster) && !is_same(&bytes[..end], &raster) => {
            Err(DecodeFailure::new(Problem::Truncated, "EOI marker before the last block"))
        }
        (Ok(_), Some(_)) => Ok(()),
        // A progressive file needs the marker to end its last scan; with the marker put back it may be whole.
        (strict, None) => {
            let strict = strict.or_else(|_| run(&ended(bytes, &[]), Plane::Grey, true));
            match strict {
                Ok(_) if is_whole(bytes) => Err(DecodeFailure::new(Problem::NoEndMarker, "no EOI marker")),
                Ok(_) => Err(DecodeFailure::new(Problem::Truncated, "ends within the last row of blocks")),
                Err(failure) => Err(DecodeFailure { problem: Problem::Truncated, ..failure }),
            }
        }
    }
}

/// Whether the last eight blocks of the last full row are alike but for their brightness: what decoders make of
/// missing data, and what empty paper may look like too. Only then a second look is worth its time.
fn ends_in_filling(raster: &Raster) -> bool {
    const SIDE: usize = 8;
    let (columns, rows) = (raster.width / SIDE, raster.height / SIDE);
    if rows == 0 || columns < 2 {
        return true;
    }
    let block = |column: usize| -> Vec<i16> {
        let at = |x: usize, y: usize| i16::from(raster.data[y * raster.width + x]);
        let (x0, y0) = (column * SIDE, (rows - 1) * SIDE);
        let first = at(x0, y0);
        (y0..y0 + SIDE).flat_map(|y| (x0..x0 + SIDE).map(move |x| at(x, y) - first)).collect()
    };
    let last = block(columns - 1);
    (columns.saturating_sub(SIDE)..columns - 1).all(|column| block(column) == last)
}

/// What there is of the picture; lost blocks are mid-grey.
///
/// # Errors
/// Where not even the headers can be read, or the size is too large.
pub(super) fn decode(bytes: &[u8], plane: Plane) -> Result<Decoded, DecodeFailure> {
    run(bytes, plane, false).map(|raster| Decoded { raster })
}

fn shows_anything(bytes: &[u8]) -> bool {
    run(bytes, Plane::Grey, false).is_ok_and(|raster| raster.data.iter().any(|&level| level != LOST))
}

fn run(bytes: &[u8], plane: Plane, strict: bool) -> Result<Raster, DecodeFailure> {
    let bad =
        |error: zune_jpeg::errors::DecodeErrors| DecodeFailure::new(Problem::BadData, format!("{error:?}"));
    let options = DecoderOptions::default()
        .set_strict_mode(strict)
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX));
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(bad)?;
    let info = decoder.info().ok_or_else(|| DecodeFailure::new(Problem::BadData, "no frame header"))?;
    let (width, height) = (usize::from(info.width), usize::from(info.height));
    check_size(width as u64, height as u64, (width * height * usize::from(info.components)) as u64)?;
    // Grey is stored apart only in YCbCr and grey files; of others it is made of colour.
    let stored_grey = matches!(decoder.input_colorspace(), Some(ColorSpace::YCbCr | ColorSpace::Luma));
    let decoded = if plane == Plane::Grey && stored_grey { Plane::Grey } else { Plane::Colour };
    let space = if decoded == Plane::Grey { ColorSpace::Luma } else { ColorSpace::RGB };
    decoder.set_options(options.jpeg_set_out_colorspace(space));
    let size = decoder.output_buffer_size().unwrap_or(0);
    if size as u64 > MAX_RASTER_BYTES {
        return Err(DecodeFailure::new(Problem::TooManyPixels, format!("{width}×{height} pixels")));
    }
    let mut data = vec![LOST; size];
    decoder.decode_into(&mut data).map_err(bad)?;
    let raster = Raster::new(width, height, decoded, data)
        .ok_or_else(|| DecodeFailure::new(Problem::BadData, "size and data differ"))?;
    Ok(if plane == Plane::Grey { raster.into_grey() } else { raster })
}

/// Bytes that continue cut data: enough for some rows of blocks of short codes.
const FILL: usize = 4096;

/// Whether the entropy-coded data (given without an end marker) continued by ones give this raster, which was made of
/// data that ran out, or did not. Where the data are whole, nothing of the filling is read.
fn is_same(bytes: &[u8], raster: &Raster) -> bool {
    let ones = [0xff, 0x00].repeat(FILL / 2);
    run(&ended(bytes, &ones), Plane::Grey, false).is_ok_and(|filled| filled == *raster)
}

/// Whether data without an end marker are whole: continued by zeros and by ones they give the same.
fn is_whole(bytes: &[u8]) -> bool {
    run(&ended(bytes, &[0; FILL]), Plane::Grey, false).is_ok_and(|zeros| is_same(bytes, &zeros))
}

/// The bytes without a dangling 0xFF, continued by a filling and the end marker.
fn ended(bytes: &[u8], filling: &[u8]) -> Vec<u8> {
    let end = bytes.iter().rposition(|&byte| byte != 0xff).map_or(0, |last| last + 1);
    [&bytes[..end], filling, &[0xff, 0xd9]].concat()
}

/// One marker segment: its code, and where the bytes after it begin. `gap` tells of bytes between segments.
struct Segment {
    code: u8,
    start: usize,
    end: usize,
    gap: bool,
}

/// The segment at or after `from`; entropy-coded data, stuffing and restart markers are passed over.
fn next_segment(bytes: &[u8], from: usize) -> Option<Segment> {
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|&byte| byte == 0xff)?;
        let code = *bytes.get(at + 1)?;
        match code {
            0x00 | 0xd0..=0xd7 => at += 2,
            0xff => at += 1,
            0x01 | 0xd8 | 0xd9 => return Some(Segment { code, start: at, end: at + 2, gap: at > from }),
            _ => {
                let length = u16::from_be_bytes([*bytes.get(at + 2)?, *bytes.get(at + 3)?]);
                let end = at + 2 + usize::from(length);
                return Some(Segment { code, start: at, end, gap: at > from });
            }
        }
    }
}

/// Luma table of Annex K of the JPEG standard, zigzag as files store it: what libjpeg calls quality 50.
const STANDARD: [u32; 64] = [
    16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40, 26, 24, 22, 22, 24, 49, 35, 37, 29, 40,
    58, 51, 61, 60, 57, 51, 56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87, 95, 98, 103,
    104, 103, 62, 77, 113, 121, 112, 100, 120, 92, 101, 103, 99,
];

/// Quality of the first quantisation table (luma) on libjpeg's scale of 1 … 100, in hundredths: with
/// s = 100 · median(table / standard), 100 − s/2 where s < 100, else 5000/s.
pub(super) fn quality(bytes: &[u8]) -> Option<u32> {
    let mut at = 2;
    let table = loop {
        let segment = next_segment(bytes, at)?;
        match segment.code {
            0xdb => break bytes.get(segment.start + 4..segment.end)?,
            0xda => return None,
            _ => at = segment.end,
        }
    };
    let size = if table.first()? >> 4 == 0 { 1 } else { 2 };
    let entries = table.get(1..1 + 64 * size)?.chunks_exact(size);
    let entry = |bytes: &[u8]| bytes.iter().fold(0, |sum, &byte| sum << 8 | u32::from(byte));
    // An entry of 255 may have been more: baseline tables end there.
    let whole = entries.map(entry).zip(STANDARD).filter(|(entry, _)| size == 2 || *entry < 255);
    let mut shares: Vec<u32> = whole.map(|(entry, standard)| entry * 10_000 / standard).collect();
    shares.sort_unstable();
    // All of them at the end: no encoder knows a lower quality.
    let Some(share) = shares.get(shares.len() / 2) else { return Some(100) };
    let share = (*share).max(1);
    Some(if share < 10_000 { 10_000 - share / 2 } else { 50_000_000 / share })
}

/// Where the end marker of the picture itself stands; one inside a thumbnail or a trailer does not count.
fn end_marker(bytes: &[u8]) -> Option<usize> {
    let mut at = 2;
    let mut scanned = false;
    loop {
        let segment = next_segment(bytes, at)?;
        match segment.code {
            0xd9 if scanned => return Some(segment.start),
            0xda => scanned = true,
            _ => {}
        }
        at = segment.end;
    }
}

/// The file without bytes between its header segments, which strict decoding refuses and no viewer minds; None
/// where there are none.
fn without_padding(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut tidy = vec![0xff, 0xd8];
    let mut at = 2;
    let mut padded = false;
    loop {
        let segment = next_segment(bytes, at)?;
        padded |= segment.gap;
        if segment.code == 0xda {
            tidy.extend_from_slice(bytes.get(segment.start..)?);
            return padded.then_some(tidy);
        }
        tidy.extend_from_slice(bytes.get(segment.start..segment.end)?);
        at = segment.end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_tells_the_quality_that_an_encoder_was_given() {
        let page = ::image::GrayImage::from_fn(64, 64, |x, y| ::image::Luma([(x * y % 251) as u8]));
        for wanted in [5, 20, 50, 75, 90] {
            let mut bytes = Vec::new();
            let encoder = ::image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, wanted);
            page.write_with_encoder(encoder).unwrap();
            let told = quality(&bytes).unwrap();
            assert!(told.abs_diff(u32::from(wanted) * 100) <= 150, "{wanted}: {told}");
        }
        assert_eq!(quality(&[0xff, 0xd8, 0xff, 0xdb, 0, 3]), None);
    }
}

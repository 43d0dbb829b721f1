//! Whether the images inside a PDF are whole.
//!
//! Why it exists: the drawing library shows half an image without a word. A JPEG stream is decoded strictly, an
//! unpacked stream is measured against the size it claims, and sizes inside a codec's own headers are held to the
//! same wall as declared ones.

use hayro::hayro_syntax::Filter;
use hayro::hayro_syntax::object::{Dict, Name, Object, Stream};

use super::super::{DecodeFailure, check_size, jpeg};
use super::walls::{MAX_STREAM_BYTES, check_length};
use crate::facts::Problem;

/// # Errors
/// `Truncated` or `BadData` where pixels are lost, `TooManyPixels` or `TooComplex` where it must not be decoded.
pub(super) fn check(stream: &Stream<'_>) -> Result<(), DecodeFailure> {
    let filters = stream.filters();
    match filters.as_slice() {
        [] => enough(stream, Some(stream.raw_data().len())),
        [Filter::DctDecode] => check_jpeg(&stream.raw_data()),
        [Filter::JpxDecode] => check_jpx(&stream.raw_data()),
        [Filter::Jbig2Decode] => check_jbig2(&stream.raw_data()),
        [Filter::CcittFaxDecode] => check_fax(stream),
        [.., Filter::DctDecode | Filter::JpxDecode | Filter::Jbig2Decode | Filter::CcittFaxDecode] => {
            check_length(stream)
        }
        _ => enough(stream, unpacked(stream, MAX_STREAM_BYTES)),
    }
}

/// A missing end marker inside a PDF is nobody's concern: the length of the stream says where it ends.
fn check_jpeg(data: &[u8]) -> Result<(), DecodeFailure> {
    match jpeg::check(data) {
        Err(failure) if failure.problem == Problem::NoEndMarker => Ok(()),
        result => result,
    }
}

/// JPEG 2000 states its size in the SIZ segment right after the start marker of its codestream.
fn check_jpx(data: &[u8]) -> Result<(), DecodeFailure> {
    let Some(at) = data.windows(4).position(|window| window == [0xff, 0x4f, 0xff, 0x51]) else {
        return Err(DecodeFailure::new(Problem::BadData, "JPEG 2000 without a codestream"));
    };
    match (be32(data, at + 8), be32(data, at + 12)) {
        (Some(width), Some(height)) => check_size(width, height, 0),
        _ => Err(DecodeFailure::new(Problem::Truncated, "JPEG 2000 cut in its header")),
    }
}

/// JBIG2 states the page's size in its first segment, of type 48; a height of 2³²−1 means "not known yet".
fn check_jbig2(data: &[u8]) -> Result<(), DecodeFailure> {
    match (data.get(4).map(|flags| flags & 63), be32(data, 11), be32(data, 15)) {
        (Some(48), Some(width), Some(height)) if height != u64::from(u32::MAX) => {
            check_size(width, height, 0)
        }
        _ => Ok(()),
    }
}

/// Fax rows are as long as their parameters say, whatever the image's width is.
fn check_fax(stream: &Stream<'_>) -> Result<(), DecodeFailure> {
    let dict = stream.dict();
    let parameters = dict.get::<Dict<'_>>("DecodeParms").unwrap_or_default();
    let columns = parameters.get::<u32>("Columns").unwrap_or(1728);
    let rows = parameters.get::<u32>("Rows").unwrap_or(0).max(dict.get::<u32>("Height").unwrap_or(1));
    check_size(u64::from(columns), u64::from(rows), 0)
}

fn be32(data: &[u8], at: usize) -> Option<u64> {
    let bytes: [u8; 4] = data.get(at..at + 4)?.try_into().ok()?;
    Some(u64::from(u32::from_be_bytes(bytes)))
}

/// Compares the bytes there are with those that the declared size needs; a lost row counts.
fn enough(stream: &Stream<'_>, there: Option<usize>) -> Result<(), DecodeFailure> {
    let Some(there) = there else {
        return Err(DecodeFailure::new(Problem::TooComplex, "an image unpacks without end"));
    };
    let Some((row, rows)) = rows(stream) else { return Ok(()) };
    if there as u64 + row > row.saturating_mul(rows) {
        return Ok(());
    }
    Err(DecodeFailure::new(
        Problem::Truncated,
        format!("image holds {there} of {} bytes", row.saturating_mul(rows)),
    ))
}

/// Bytes a row and rows of an unpacked image, with the byte a row that a PNG predictor adds. None where the colour
/// space is not understood.
fn rows(stream: &Stream<'_>) -> Option<(u64, u64)> {
    let dict = stream.dict();
    let (width, height) = (u64::from(dict.get::<u32>("Width")?), u64::from(dict.get::<u32>("Height")?));
    let mask = dict.get::<bool>("ImageMask").unwrap_or(false);
    let bits = if mask { 1 } else { u64::from(dict.get::<u8>("BitsPerComponent")?) };
    let components = if mask { 1 } else { components(&dict.get::<Object<'_>>("ColorSpace")?)? };
    let predictor = dict.get::<Dict<'_>>("DecodeParms").and_then(|p| p.get::<u32>("Predictor")).unwrap_or(1);
    let row = (width * bits * components).div_ceil(8) + u64::from(predictor >= 10);
    Some((row, height))
}

fn components(space: &Object<'_>) -> Option<u64> {
    let family: Vec<u8> = match space {
        Object::Name(name) => name.as_ref().to_vec(),
        Object::Array(parts) => parts.iter::<Object<'_>>().next().and_then(|first| match first {
            Object::Name(name) => Some(name.as_ref().to_vec()),
            _ => None,
        })?,
        _ => return None,
    };
    match (family.as_slice(), space) {
        (b"DeviceGray" | b"CalGray" | b"Indexed" | b"Separation" | b"G" | b"I", _) => Some(1),
        (b"DeviceRGB" | b"CalRGB" | b"Lab" | b"RGB", _) => Some(3),
        (b"DeviceCMYK" | b"CMYK", _) => Some(4),
        (b"ICCBased", Object::Array(parts)) => {
            let profile = parts.iter::<Object<'_>>().nth(1)?;
            let Object::Stream(profile) = profile else { return None };
            profile.dict().get::<u32>("N").map(u64::from)
        }
        (b"DeviceN", Object::Array(parts)) => match parts.iter::<Object<'_>>().nth(1)? {
            Object::Array(names) => Some(names.iter::<Name<'_>>().count() as u64),
            _ => None,
        },
        _ => None,
    }
}

/// Length of a stream after its general filters, image codecs left aside; None where it passes the limit.
pub(super) fn unpacked(stream: &Stream<'_>, limit: usize) -> Option<usize> {
    let names: Vec<lopdf::Object> = stream
        .filters()
        .iter()
        .filter_map(|filter| {
            Some(match filter {
                Filter::FlateDecode => "FlateDecode",
                Filter::LzwDecode => "LZWDecode",
                Filter::RunLengthDecode => "RunLengthDecode",
                Filter::Ascii85Decode => "ASCII85Decode",
                Filter::AsciiHexDecode => "ASCIIHexDecode",
                _ => return None,
            })
        })
        .map(lopdf::Object::from)
        .collect();
    let mut dict = lopdf::Dictionary::new();
    dict.set("Filter", names);
    let packed = lopdf::Stream::new(dict, stream.raw_data().into_owned());
    match packed.decompressed_content_with_limit(limit) {
        Ok(data) => Some(data.len()),
        Err(lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. })) => None,
        // Broken data end early; how much came out is unknown, and it is not endless.
        Err(_) => Some(0),
    }
}

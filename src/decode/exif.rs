//! The EXIF orientation of an image file.
//!
//! Why it exists: phones store the sensor's rows and say in a tag how they were held; without it a third of all
//! photographed documents lie on their side.

use std::io::Cursor;

use super::Orientation;

/// As stored where there is no tag, or none that can be read: a broken tag never costs the picture.
pub fn orientation(bytes: &[u8]) -> Orientation {
    let mut cursor = Cursor::new(bytes);
    let exif = ::exif::Reader::new().continue_on_error(true).read_from_container(&mut cursor);
    let exif = exif.or_else(|error| error.distill_partial_result(|_| {}));
    exif.ok()
        .and_then(|exif| exif.get_field(::exif::Tag::Orientation, ::exif::In::PRIMARY)?.value.get_uint(0))
        .map_or(Orientation::UPRIGHT, Orientation::from_tag)
}

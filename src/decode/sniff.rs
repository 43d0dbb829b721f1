//! What a file is by its bytes.
//!
//! Why it exists: names lie (`scan.jpg` that is a HEIC, `scan.pdf` that is a Word file), and the remedy depends on
//! what the file truly is. Extensions are never asked.

use crate::facts::Media;

/// A PDF header may stand anywhere in the first 1024 bytes (ISO 32000-1, annex H, implementation note 13).
const PDF_HEADER_WITHIN: usize = 1024;

/// How much of a file without a signature is looked at before it is called text.
const TEXT_PROBE: usize = 4096;

/// The media type of a whole file's content.
pub fn sniff(bytes: &[u8]) -> Media {
    let head = bytes.get(..PDF_HEADER_WITHIN + 5).unwrap_or(bytes);
    if head.windows(5).any(|window| window == b"%PDF-") && !is_container(bytes) {
        return Media::Pdf;
    }
    image(bytes)
        .or_else(|| iso_media(bytes))
        .or_else(|| container(bytes))
        .or_else(|| is_text(bytes).then_some(Media::Text))
        .or_else(|| by_infer(bytes))
        .unwrap_or(Media::Unknown)
}

/// Formats that are decoded.
fn image(bytes: &[u8]) -> Option<Media> {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Some(Media::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(Media::Png),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Media::Gif),
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => Some(Media::Tiff),
        [b'I', b'I', 43, 0, 8, 0, ..] | [b'M', b'M', 0, 43, 0, 8, ..] => Some(Media::Tiff),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Media::Webp),
        [b'B', b'M', ..] => bitmap(bytes),
        _ => None,
    }
}

/// Two letters are little proof: the length of the header that follows must be one of the known ones.
fn bitmap(bytes: &[u8]) -> Option<Media> {
    let header = u32::from_le_bytes(bytes.get(14..18)?.try_into().ok()?);
    matches!(header, 12 | 16 | 40 | 52 | 56 | 64 | 108 | 124).then_some(Media::Bmp)
}

/// The `ftyp` box tells photos from films by its brands.
fn iso_media(bytes: &[u8]) -> Option<Media> {
    let length = u32::from_be_bytes(bytes.get(..4)?.try_into().ok()?) as usize;
    if bytes.get(4..8)? != b"ftyp" {
        return None;
    }
    let end = length.clamp(12, 256).min(bytes.len());
    let major = bytes.get(8..12)?;
    let compatible = bytes.get(16..end).unwrap_or_default().chunks_exact(4);
    const PHOTO: [&[u8]; 9] =
        [b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"avif", b"avis"];
    const SOUND: [&[u8]; 3] = [b"M4A ", b"M4B ", b"M4P "];
    if PHOTO.contains(&major) || compatible.clone().any(|brand| PHOTO.contains(&brand)) {
        return Some(Media::Heic);
    }
    Some(if SOUND.contains(&major) { Media::Audio } else { Media::Video })
}

fn is_container(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        [b'P', b'K', 3 | 5, 4 | 6, ..] | [0xd0, 0xcf, 0x11, 0xe0, ..] | [b'R', b'a', b'r', b'!', ..]
    )
}

/// ZIP and OLE files hold Office documents as often as archives; the names of their parts tell.
fn container(bytes: &[u8]) -> Option<Media> {
    match bytes {
        [b'P', b'K', 3, 4, ..] => Some(if zip_is_office(bytes) { Media::Office } else { Media::Archive }),
        [b'P', b'K', 5, 6, ..] => Some(Media::Archive),
        [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ..] => Some(Media::Office),
        [b'{', b'\\', b'r', b't', b'f', ..] => Some(Media::Office),
        [b'R', b'a', b'r', b'!', 0x1a, 7, ..] | [b'7', b'z', 0xbc, 0xaf, 0x27, 0x1c, ..] => {
            Some(Media::Archive)
        }
        _ => None,
    }
}

/// OOXML, OpenDocument and OFD name themselves in the first local file headers or in the central directory.
fn zip_is_office(bytes: &[u8]) -> bool {
    const MARKS: [&[u8]; 7] = [
        b"[Content_Types].xml",
        b"word/document",
        b"xl/workbook",
        b"ppt/presentation",
        b"mimetypeapplication/vnd.oasis.opendocument",
        b"META-INF/manifest.xml",
        b"OFD.xml",
    ];
    let head = bytes.get(..TEXT_PROBE).unwrap_or(bytes);
    let tail = bytes.get(bytes.len().saturating_sub(64 * 1024)..).unwrap_or_default();
    MARKS.iter().any(|mark| contains(head, mark) || contains(tail, mark))
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}

/// Everything that the signatures above leave over.
fn by_infer(bytes: &[u8]) -> Option<Media> {
    use infer::MatcherType;
    let kind = infer::get(bytes)?;
    Some(match kind.matcher_type() {
        MatcherType::Archive => Media::Archive,
        MatcherType::Audio => Media::Audio,
        MatcherType::Video => Media::Video,
        MatcherType::Doc => Media::Office,
        MatcherType::Text | MatcherType::Book => Media::Text,
        _ => Media::Unknown,
    })
}

/// No zero byte and hardly a control character: UTF-8, GB 18030 or UTF-16 with a mark are all let through.
fn is_text(bytes: &[u8]) -> bool {
    let head = bytes.get(..TEXT_PROBE).unwrap_or(bytes);
    if head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]) {
        return true;
    }
    let control = head.iter().filter(|&&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c)).count();
    !head.is_empty() && control == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_by_its_bytes() {
        let heic = b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic";
        let avif = b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf";
        let mp4 = b"\0\0\0\x18ftypisom\0\0\0\0isommp42";
        let m4a = b"\0\0\0\x14ftypM4A \0\0\0\0M4A ";
        let cases: [(&[u8], Media); 20] = [
            (b"\xff\xd8\xff\xe0rest", Media::Jpeg),
            (b"\x89PNG\r\n\x1a\nrest", Media::Png),
            (b"GIF89a........", Media::Gif),
            (b"II*\0\x08\0\0\0", Media::Tiff),
            (b"MM\0*\0\0\0\x08", Media::Tiff),
            (b"RIFF\0\0\0\0WEBPVP8 ", Media::Webp),
            (b"BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0", Media::Bmp),
            (b"%PDF-1.7\n", Media::Pdf),
            (b"\r\n\r\njunk before %PDF-1.4\n", Media::Pdf),
            (heic, Media::Heic),
            (avif, Media::Heic),
            (mp4, Media::Video),
            (m4a, Media::Audio),
            (b"PK\x03\x04....word/document.xml", Media::Office),
            (b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.text", Media::Office),
            (b"PK\x03\x04....scan.jpg", Media::Archive),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Media::Office),
            (b"Rar!\x1a\x07\0", Media::Archive),
            ("姓名,身份证号\n".as_bytes(), Media::Text),
            (b"\x01\x02\x03\0\0\0", Media::Unknown),
        ];
        for (bytes, media) in cases {
            assert_eq!(sniff(bytes), media, "{:?}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn a_pdf_header_too_deep_is_no_pdf() {
        let mut bytes = vec![b' '; 2000];
        bytes.extend_from_slice(b"%PDF-1.4");
        assert_eq!(sniff(&bytes), Media::Text);
    }

    #[test]
    fn bm_alone_is_text() {
        assert_eq!(sniff(b"BMW is a car, and this is a text."), Media::Text);
    }
}

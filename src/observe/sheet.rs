//! The page's own raster: which pixels a page is, and a small grey copy of them to measure.
//!
//! Why it exists: boxes and measures must speak of one raster. Of a photo it is the photo upright; of a scanned PDF
//! page the embedded scan at its own resolution, turned as the page shows it, never a drawing of it; of a digital
//! page the page at a fixed resolution.

use hayro::hayro_syntax::page::Page;
use hayro::kurbo::{Point, Rect};

use super::drawn::{self, Drawn, Placed};
use crate::decode::{DecodeFailure, Orientation, Plane, Raster, Source};
use crate::facts::{Origin, PageId, Problem, RASTER_DPI, Reading, Why};

/// Percent of a page that one image must cover to be called the page's scan.
const SCAN_PERCENT: f64 = 80.0;

/// Percent of a page that images must cover together to be worth a look beside drawn text.
const MIXED_PERCENT: f64 = 20.0;

/// An image stretched over a page from fewer pixels a side is a ground colour, not a scan: A4 at 12 dpi.
const MIN_SCAN_SIDE: u32 = 100;

/// Longest side of the measured copy: A4 at 300 dpi halved. Finer costs time, coarser loses small print.
pub(crate) const MEASURED_SIDE: usize = 1760;

/// Dots per inch at which a page without a scan is drawn to be measured.
const RENDER_DPI: f32 = 72.0;

/// How points of the shown page lie in the page's own raster.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame {
    /// Raster size, pixels.
    pub width: u32,
    pub height: u32,
    /// The part of the shown page (points) that the raster shows.
    shown: Rect,
}

impl Frame {
    /// The frame of a PDF page.
    pub fn of(drawn: &Drawn) -> Frame {
        let Some((_, image)) = scan(drawn) else {
            let shown = Rect::new(0.0, 0.0, drawn.width, drawn.height);
            let pixels = |points: f64| (points * f64::from(RASTER_DPI) / 72.0).round().max(1.0) as u32;
            return Frame { width: pixels(drawn.width), height: pixels(drawn.height), shown };
        };
        let swaps = orientation(image).swaps_sides();
        let (width, height) = if swaps { (image.height, image.width) } else { (image.width, image.height) };
        Frame { width, height, shown: image.bounds() }
    }

    /// A point of the shown page → pixels of the raster.
    pub fn map(&self, point: Point) -> Point {
        let x = (point.x - self.shown.x0) / self.shown.width() * f64::from(self.width);
        let y = (point.y - self.shown.y0) / self.shown.height() * f64::from(self.height);
        Point::new(x, y)
    }
}

/// The page's own raster, and a copy of it that is small enough to measure.
#[derive(Debug)]
pub(crate) struct Sheet {
    /// Own raster, pixels.
    pub width: u32,
    pub height: u32,
    pub origin: Origin,
    pub dpi: Reading<u32>,
    pub exif: u8,
    pub rotate: u16,
    /// Upright, grey, longest side at most [`MEASURED_SIDE`]; none for digital pages whose glyphs speak for them.
    pub small: Option<Raster>,
    /// Upright, grey, own size: until the page is measured. None where `small` is that, or was drawn to be measured.
    pub native: Option<Raster>,
    /// Quality of the picture's JPEG by its quantisation table, hundredths; None where it is no JPEG.
    pub jpeg_quality: Option<u32>,
}

/// The sheet of a page of an image file.
///
/// # Errors
/// Where the page cannot be decoded.
pub(crate) fn of_picture(source: &Source, page: PageId) -> Result<Sheet, DecodeFailure> {
    let picture = source.picture(page, Plane::Grey)?;
    let (width, height) = (picture.raster.width as u32, picture.raster.height as u32);
    let swaps = picture.orientation.swaps_sides();
    let (small, native) = shrink(picture.orientation.apply(picture.raster));
    Ok(Sheet {
        width: if swaps { height } else { width },
        height: if swaps { width } else { height },
        origin: Origin::Picture,
        dpi: Reading::Not(Why::Absent),
        exif: picture.orientation.tag(),
        rotate: 0,
        small: Some(small),
        native,
        jpeg_quality: source.jpeg_quality(),
    })
}

/// The sheet of a PDF page.
///
/// # Errors
/// Where its scan cannot be decoded.
pub(crate) fn of_page(page: &Page<'_>, drawn: &Drawn) -> Result<Sheet, DecodeFailure> {
    let frame = Frame::of(drawn);
    let origin = origin(drawn);
    let shows_text = drawn.glyphs.iter().any(|glyph| glyph.shows);
    let (mut native, mut jpeg_quality) = (None, None);
    let small = match scan(drawn) {
        // Several layers make up the page: only together are they its picture.
        Some(_) if covering(drawn).count() > 1 => Some(render(page, drawn).ok_or_else(failed)?),
        Some((number, image)) => {
            let (raster, quality) = drawn::fetch_scan(page, number).ok_or_else(failed)?;
            jpeg_quality = quality;
            let small;
            (small, native) = shrink(orientation(image).apply(raster));
            Some(small)
        }
        None if origin == Origin::Digital && shows_text => None,
        None => Some(render(page, drawn).ok_or_else(failed)?),
    };
    let dpi = scan(drawn).map_or(Reading::Not(Why::Absent), |(_, image)| Reading::Is(dpi(image)));
    Ok(Sheet {
        width: frame.width,
        height: frame.height,
        origin,
        dpi,
        exif: 1,
        rotate: drawn.rotate,
        small,
        native,
        jpeg_quality,
    })
}

/// The page's own raster at its full size, in colour where it has any: what is read.
///
/// # Errors
/// Where the picture cannot be decoded, or is larger than a page that is drawn may be.
pub(crate) fn pixels_of_picture(source: &Source, page: PageId) -> Result<Raster, DecodeFailure> {
    let picture = source.picture(page, Plane::Colour)?;
    Ok(picture.orientation.apply(picture.raster))
}

/// As [`pixels_of_picture`], of a PDF page: its scan as it is stored, or the page drawn at [`RASTER_DPI`].
///
/// # Errors
/// The same.
pub(crate) fn pixels_of_page(page: &Page<'_>, drawn: &Drawn) -> Result<Raster, DecodeFailure> {
    let frame = Frame::of(drawn);
    match scan(drawn) {
        Some((number, image)) if covering(drawn).count() == 1 => {
            let raster = drawn::fetch(page, number, Plane::Colour, None).ok_or_else(failed)?;
            Ok(orientation(image).apply(raster))
        }
        _ => {
            let scale = f64::from(frame.width) / drawn.width.max(1.0);
            let (width, height) = (f64::from(frame.width), f64::from(frame.height));
            // The renderer's sides are 16-bit; what is larger is no page.
            if width.max(height) > f64::from(u16::MAX / 2) {
                return Err(failed());
            }
            drawn::render(page, Plane::Colour, scale as f32).ok_or_else(failed)
        }
    }
}

fn failed() -> DecodeFailure {
    DecodeFailure { problem: Problem::BadPage, detail: "the page's image cannot be decoded".into() }
}

/// The page drawn small enough to measure, at 72 dpi at most.
fn render(page: &Page<'_>, drawn: &Drawn) -> Option<Raster> {
    let longest = drawn.width.max(drawn.height).max(1.0) as f32;
    drawn::render(page, Plane::Grey, (RENDER_DPI / 72.0).min(MEASURED_SIDE as f32 / longest))
}

/// Images that cover the page.
fn covering(drawn: &Drawn) -> impl Iterator<Item = (usize, &Placed)> {
    drawn.images.iter().enumerate().filter(|(_, image)| {
        image.width.min(image.height) >= MIN_SCAN_SIDE && covered(drawn, &[(*image).clone()]) >= SCAN_PERCENT
    })
}

/// The image that is the page: of several layers the one with most pixels.
fn scan(drawn: &Drawn) -> Option<(usize, &Placed)> {
    covering(drawn).max_by_key(|(number, image)| {
        (u64::from(image.width) * u64::from(image.height), std::cmp::Reverse(*number))
    })
}

fn origin(drawn: &Drawn) -> Origin {
    if scan(drawn).is_some() {
        return Origin::Scan;
    }
    let pictures: Vec<Placed> =
        drawn.images.iter().filter(|image| image.width.min(image.height) > 1).cloned().collect();
    if covered(drawn, &pictures) >= MIXED_PERCENT { Origin::Mixed } else { Origin::Digital }
}

/// Percent of the page under these images, on a grid of 100 × 100 places, so that overlaps count once.
fn covered(drawn: &Drawn, images: &[Placed]) -> f64 {
    let mut under = 0u32;
    let boxes: Vec<Rect> = images.iter().map(Placed::bounds).collect();
    for row in 0..100 {
        for column in 0..100 {
            let place = Point::new(
                (f64::from(column) + 0.5) / 100.0 * drawn.width,
                (f64::from(row) + 0.5) / 100.0 * drawn.height,
            );
            under += u32::from(boxes.iter().any(|r| r.contains(place)));
        }
    }
    f64::from(under) / 100.0
}

/// Dots per inch at which an image is placed: 72 over the length of a pixel's step to the right, in points.
fn dpi(image: &Placed) -> u32 {
    let [a, b, ..] = image.matrix.as_coeffs();
    let step = a.hypot(b);
    if step > 0.0 { (72.0 / step).round().min(f64::from(u32::MAX)) as u32 } else { 0 }
}

fn orientation(image: &Placed) -> Orientation {
    let [a, b, c, d, ..] = image.matrix.as_coeffs();
    Orientation::from_matrix(a, b, c, d)
}

/// Shortest side that is not shrunk further: a strip of text is as long as it likes, and its letters are as small.
const LEAST_SIDE: usize = 400;

/// Adds each `N` pixels of a row to their sum; a factor that the compiler knows becomes vector code.
fn add<const N: usize>(sums: &mut [u32], row: &[u8]) {
    for (sum, pixels) in sums.iter_mut().zip(row.as_chunks::<N>().0) {
        *sum += pixels.iter().map(|&pixel| u32::from(pixel)).sum::<u32>();
    }
}

/// Box means of 2 × 2 pixels of two rows, two pixels of a row as one number of 16 bits: most scans are halved.
fn halves(rows: &[u8], width: usize, out: &mut Vec<u8>) {
    let (above, below) = rows.split_at(width);
    let both = |pixels: &[u8; 2]| {
        let pixels = u16::from_le_bytes(*pixels);
        (pixels & 255) + (pixels >> 8)
    };
    let pairs = above.as_chunks::<2>().0.iter().zip(below.as_chunks::<2>().0);
    out.extend(pairs.map(|(above, below)| ((both(above) + both(below) + 2) / 4) as u8));
}

/// Box mean of a grey raster by the whole factor that brings the longest side to [`MEASURED_SIDE`] or below, the
/// shortest not far below [`LEAST_SIDE`]; and the raster itself, where that is another.
fn shrink(raster: Raster) -> (Raster, Option<Raster>) {
    let longest = raster.width.max(raster.height).div_ceil(MEASURED_SIDE);
    let factor = longest.min(raster.width.min(raster.height) / LEAST_SIDE).max(1);
    let (width, height) = (raster.width / factor, raster.height / factor);
    if factor == 1 || width == 0 || height == 0 {
        return (raster, None);
    }
    let mut data = Vec::with_capacity(width * height);
    let area = (factor * factor) as u32;
    let mut sums = vec![0u32; width];
    for rows in raster.data.chunks_exact(raster.width * factor).take(height) {
        if factor == 2 {
            halves(rows, raster.width, &mut data);
            continue;
        }
        sums.fill(area / 2);
        for row in rows.chunks_exact(raster.width) {
            match factor {
                3 => add::<3>(&mut sums, row),
                4 => add::<4>(&mut sums, row),
                _ => {
                    for (sum, pixels) in sums.iter_mut().zip(row.chunks_exact(factor)) {
                        *sum += pixels.iter().map(|&pixel| u32::from(pixel)).sum::<u32>();
                    }
                }
            }
        }
        data.extend(sums.iter().map(|sum| (sum / area) as u8));
    }
    (Raster { width, height, plane: Plane::Grey, data }, Some(raster))
}

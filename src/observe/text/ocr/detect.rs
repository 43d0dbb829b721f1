//! Where lines of text stand: the detector's probability map, and boxes from it.
//!
//! Why it exists: PP-OCRv6's detector says of each pixel how likely it lies inside a shrunken line. Boxes are the
//! smallest rectangles around the blobs of likely pixels, grown back by what the training shrank them.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};

use super::geometry::{Corners, distance, expand, hull, in_reading_order, least_rectangle};
use super::model::{Network, Output, failure};
use crate::decode::{DecodeFailure, Plane, Raster};

/// Sides of the detector's input are multiples of it (its strides).
const STRIDE: usize = 32;
/// Mean and spread of the training images, by channel in the order fed (reading.md, pipeline 2).
const MEAN: [f32; 3] = [0.485, 0.456, 0.406];
const SPREAD: [f32; 3] = [0.229, 0.224, 0.225];
/// A pixel above it is text (reading.md, pipeline 3; so the following).
const LIKELY: f32 = 0.3;
/// Blobs with a shorter side below it are specks, map pixels.
const LEAST_SIDE: f32 = 3.0;
/// Least mean probability inside a box.
const LEAST_SCORE: f32 = 0.5;
/// Area × this / perimeter is what training shrank a line by.
const UNCLIP: f32 = 1.6;
/// Boxes whose shorter side, once grown, stays below it are dropped, map pixels.
const LEAST_GROWN: f32 = 5.0;
/// Boxes overlap by at least this, in heights, where one line was broken. Boxes reach about 0.35 heights beyond
/// the ink, so their ink is under half a height apart; cells of a table are further.
const SEAM: f32 = 0.2;
/// Most boxes of a page; a page of small print has some hundred lines.
const MOST: usize = 1000;

/// A found line: corners in page pixels, in reading order as if the page stood upright, and mean probability.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    pub corners: Corners,
    pub score: f32,
}

/// Finds lines on a page shrunk to this longest side (never enlarged).
///
/// # Errors
/// What the runtime says.
pub fn detect(network: &Network, page: &Raster, side: usize) -> Result<Vec<Found>, DecodeFailure> {
    let longest = page.width.max(page.height).max(1);
    let scale = (side as f32 / longest as f32).min(1.0);
    let fit = |length: usize| {
        let scaled = (length as f32 * scale / STRIDE as f32).round() as usize * STRIDE;
        scaled.max(STRIDE)
    };
    let (width, height) = (fit(page.width), fit(page.height));
    let input = input(&resize(page, width, height)?);
    let output = network.run([1, 3, height, width], input)?;
    Ok(joined(boxes(&output, page)))
}

/// Boxes that go on from one another are one line: where a seal crosses it, the map breaks. Read apart, a date
/// loses the mark at the seam.
fn joined(mut lines: Vec<Found>) -> Vec<Found> {
    lines.sort_by(|a, b| a.corners[0].0.total_cmp(&b.corners[0].0));
    let mut kept: Vec<Found> = Vec::new();
    for line in lines {
        match kept.iter_mut().find_map(|left| Some((go_on(&left.corners, &line.corners)?, left))) {
            Some((corners, left)) => *left = Found { corners, score: left.score.min(line.score) },
            None => kept.push(line),
        }
    }
    kept
}

/// The box of both, if the right one begins within the end of the left one (by [`SEAM`] heights, as boxes are
/// grown beyond their ink), at the same level (a quarter of a height), as high (a quarter) and in its direction.
fn go_on(left: &Corners, right: &Corners) -> Option<Corners> {
    let [a, b, _, d] = *left;
    let (width, height) = (distance(a, b), distance(a, d));
    let (rw, rh) = (distance(right[0], right[1]), distance(right[0], right[3]));
    if width < height * 0.8 || rw < rh * 0.8 || height.min(rh) < 0.75 * height.max(rh) || width < 1.0 {
        return None;
    }
    let u = ((b.0 - a.0) / width, (b.1 - a.1) / width);
    let along = |p: (f32, f32)| (p.0 - a.0) * u.0 + (p.1 - a.1) * u.1;
    let across = |p: (f32, f32)| (p.1 - a.1) * u.0 - (p.0 - a.0) * u.1;
    let (begin, end) = (along(right[0]).min(along(right[3])), along(right[1]).max(along(right[2])));
    let (top, foot) = (across(right[0]), across(right[3]));
    let tilt = (across(right[1]) - top).abs() / rw;
    let level = (top.abs()).max((foot - height).abs()) <= 0.25 * height;
    let seam = width - begin;
    let least = height.min(rh);
    if !level || tilt > 0.05 || seam < SEAM * least || seam > least * 1.5 || end <= width {
        return None;
    }
    let (v0, v1) = (top.min(0.0), foot.max(height));
    let at = |along: f32, across: f32| (a.0 + along * u.0 - across * u.1, a.1 + along * u.1 + across * u.0);
    Some([at(0.0, v0), at(end, v0), at(end, v1), at(0.0, v1)])
}

/// Antialiased bilinear.
fn resize(page: &Raster, width: usize, height: usize) -> Result<Raster, DecodeFailure> {
    let kind = if page.plane == Plane::Grey { PixelType::U8 } else { PixelType::U8x3 };
    let source = ImageRef::new(page.width as u32, page.height as u32, &page.data, kind)
        .map_err(|cause| failure(&cause))?;
    let mut shrunk = Image::new(width as u32, height as u32, kind);
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Bilinear));
    Resizer::new().resize(&source, &mut shrunk, &options).map_err(|cause| failure(&cause))?;
    Raster::new(width, height, page.plane, shrunk.into_vec()).ok_or_else(|| failure(&"resize"))
}

/// Channel by channel, blue first, normalised as in training.
fn input(page: &Raster) -> Vec<f32> {
    let size = page.width * page.height;
    let mut values = Vec::with_capacity(size * 3);
    for channel in 0..3 {
        let normal = |byte: u8| (f32::from(byte) / 255.0 - MEAN[channel]) / SPREAD[channel];
        match page.plane {
            Plane::Grey => values.extend(page.data.iter().map(|&byte| normal(byte))),
            Plane::Colour => values.extend(page.data.chunks_exact(3).map(|rgb| normal(rgb[2 - channel]))),
        }
    }
    values
}

/// Boxes of the probability map `[1, 1, height, width]`, scaled to the page.
fn boxes(output: &Output, page: &Raster) -> Vec<Found> {
    let [.., height, width] = output.shape[..] else { return Vec::new() };
    if width == 0 || output.values.len() < width * height {
        return Vec::new();
    }
    let map = Map { width, height, values: &output.values };
    let (sx, sy) = (page.width as f32 / width as f32, page.height as f32 / height as f32);
    let mut found: Vec<Found> = map.blobs().into_iter().filter_map(|blob| map.found(blob)).collect();
    found.truncate(MOST);
    for line in &mut found {
        line.corners = line
            .corners
            .map(|(x, y)| ((x * sx).clamp(0.0, page.width as f32), (y * sy).clamp(0.0, page.height as f32)));
    }
    found
}

struct Map<'a> {
    width: usize,
    height: usize,
    values: &'a [f32],
}

impl Map<'_> {
    /// Likely pixels, dilated 2 × 2.
    fn mask(&self) -> Vec<bool> {
        let mut mask = vec![false; self.width * self.height];
        for y in 0..self.height {
            for x in 0..self.width {
                if self.values[y * self.width + x] > LIKELY {
                    for (dx, dy) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
                        if x + dx < self.width && y + dy < self.height {
                            mask[(y + dy) * self.width + x + dx] = true;
                        }
                    }
                }
            }
        }
        mask
    }

    /// Border pixels of each 8-connected blob, in the order of their first pixel.
    fn blobs(&self) -> Vec<Vec<(i32, i32)>> {
        let mut open = self.mask();
        let mut blobs = Vec::new();
        let mut stack = Vec::new();
        for start in 0..open.len() {
            if !std::mem::take(&mut open[start]) {
                continue;
            }
            stack.push(start);
            let mut blob = Vec::new();
            while let Some(at) = stack.pop() {
                let (x, y) = ((at % self.width) as i32, (at / self.width) as i32);
                blob.push((x, y));
                for (nx, ny) in (-1..=1).flat_map(|dy| (-1..=1).map(move |dx| (x + dx, y + dy))) {
                    let inside =
                        nx >= 0 && ny >= 0 && (nx as usize) < self.width && (ny as usize) < self.height;
                    if inside {
                        let next = ny as usize * self.width + nx as usize;
                        if std::mem::take(&mut open[next]) {
                            stack.push(next);
                        }
                    }
                }
            }
            blobs.push(blob);
        }
        blobs
    }

    fn found(&self, blob: Vec<(i32, i32)>) -> Option<Found> {
        // The far edges of its pixels belong to a blob.
        let corners = blob.iter().flat_map(|&(x, y)| [(x, y), (x + 1, y), (x, y + 1), (x + 1, y + 1)]);
        let rectangle = least_rectangle(&hull(corners.collect()))?;
        let sides = |c: &Corners| (distance(c[0], c[1]), distance(c[1], c[2]));
        let (a, b) = sides(&rectangle);
        if a.min(b) < LEAST_SIDE {
            return None;
        }
        let score = self.score(&blob);
        if score < LEAST_SCORE {
            return None;
        }
        let grown = expand(rectangle, a * b * UNCLIP / (2.0 * (a + b)));
        let (a, b) = sides(&grown);
        (a.min(b) >= LEAST_GROWN).then(|| Found { corners: in_reading_order(grown), score })
    }

    /// Mean probability of the blob's own likely pixels.
    fn score(&self, blob: &[(i32, i32)]) -> f32 {
        let values = blob.iter().map(|&(x, y)| self.values[y as usize * self.width + x as usize]);
        let likely: Vec<f32> = values.filter(|value| *value > LIKELY).collect();
        likely.iter().sum::<f32>() / likely.len().max(1) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A map with bars of probability 0.9: (x, y, width, height).
    fn map(bars: &[(usize, usize, usize, usize)]) -> Output {
        let (width, height) = (128, 64);
        let mut values = vec![0.0; width * height];
        for &(x, y, w, h) in bars {
            for row in y..y + h {
                values[row * width + x..row * width + x + w].fill(0.9);
            }
        }
        Output { shape: vec![1, 1, height, width], values }
    }

    fn page() -> Raster {
        Raster::new(256, 128, Plane::Grey, vec![255; 256 * 128]).unwrap()
    }

    #[test]
    fn bars_become_boxes_grown_and_scaled() {
        let found = boxes(&map(&[(10, 10, 60, 8), (10, 40, 30, 6)]), &page());
        assert_eq!(found.len(), 2);
        let [a, b, c, _] = found[0].corners;
        // 61 × 9 pixels (dilated) grow by 61·9·1.6/140 = 6.3 to each side, then double.
        assert!((a.0 - 2.0 * (10.0 - 6.3)).abs() < 1.0 && (a.1 - 2.0 * (10.0 - 6.3)).abs() < 1.0, "{a:?}");
        assert!((distance(a, b) - 2.0 * (61.0 + 12.5)).abs() < 2.0 && (distance(b, c) - 43.0).abs() < 3.0);
        assert!((found[0].score - 0.9).abs() < 1e-3);
    }

    #[test]
    fn a_broken_line_is_joined_and_cells_are_not() {
        let found = |x: f32, y: f32, width: f32| Found {
            corners: [(x, y), (x + width, y), (x + width, y + 40.0), (x, y + 40.0)],
            score: 0.9,
        };
        let one = joined(vec![found(100.0, 52.0, 80.0), found(0.0, 50.0, 120.0)]);
        assert_eq!(one.len(), 1);
        assert_eq!(one[0].corners, [(0.0, 50.0), (180.0, 50.0), (180.0, 92.0), (0.0, 92.0)]);
        assert_eq!(joined(vec![found(0.0, 50.0, 120.0), found(121.0, 50.0, 80.0)]).len(), 2, "side by side");
        assert_eq!(joined(vec![found(0.0, 50.0, 120.0), found(100.0, 80.0, 80.0)]).len(), 2, "another level");
        assert_eq!(
            joined(vec![found(0.0, 50.0, 120.0), found(20.0, 50.0, 80.0)]).len(),
            2,
            "one in the other"
        );
    }

    #[test]
    fn specks_and_unlikely_blobs_are_dropped() {
        assert!(boxes(&map(&[(5, 5, 1, 1)]), &page()).is_empty());
        let mut faint = map(&[(10, 10, 60, 8)]);
        faint.values.iter_mut().for_each(|value| *value *= 0.5);
        assert!(boxes(&faint, &page()).is_empty());
        assert!(boxes(&Output { shape: vec![], values: vec![] }, &page()).is_empty());
    }
}

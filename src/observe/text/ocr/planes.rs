//! The planes that networks see: colour, red, normalised by the paper, smoothed.
//!
//! Why it exists: a red seal over a line swallows it in grey and in colour; in the red channel the seal is as
//! bright as the paper (measured: 93.8 → 99.8 % of a diploma's characters). On dark and faint pages the detector
//! fails first, so it is given ink normalised by its paper. The eye does not see a screen's pixels or a sensor's noise
//! beside strokes that are wider; the networks do: of 45 drawn photos of screens that they could not read at the true
//! boxes 22 are read with 95 % and more once smoothed and 10 with 75 and more, of 21 noisy pages one and eleven.

use std::borrow::Cow;

use super::geometry::Corners;
use crate::decode::{Plane as Channels, Raster};
use crate::facts::Plane;
use crate::observe::paper::Paper;

/// The page as this plane shows it; a page that shows itself is not copied.
pub fn plane(page: &Raster, plane: Plane) -> Cow<'_, Raster> {
    match plane {
        Plane::Colour => Cow::Borrowed(page),
        Plane::Red => red(page),
        Plane::Normalised => Cow::Owned(normalised(&without_seals(page))),
        Plane::Smooth => Cow::Owned(smooth(page)),
    }
}

/// A pixel is red that has by so much more of it than of the other two, grey levels, than half of the page has: a seal's
/// on a page half as bright as usual, and two and a half times the noise of a page that can be read (σ 13, of which 16).
const RED: i32 = 40;
/// The page's own colour is taken from each such pixel.
const SAMPLED: usize = 61;

/// Weights of a pixel's neighbours, two to each side, over their sum of nine: a mean of three twice, which levels a
/// pattern of three pixels (red, green and blue of a screen) whole; standard deviation 1.15. On drawn pages 1 to 1.5
/// did as well, .7 and 2 worse.
const NEAR: [u32; 5] = [1, 2, 3, 2, 1];

/// The mean of the channels, smoothed across and down; beyond a border its outermost pixels go on. A screen's pattern
/// is shifted from channel to channel, so that their plain mean has less of it than any, and less than their luma.
fn smooth(page: &Raster) -> Raster {
    let grey = mean(page);
    let across = smoothed(&grey.data, page.width, 1, page.width);
    let data = smoothed(&across, page.height, page.width, across.len());
    Raster { width: page.width, height: page.height, plane: Channels::Grey, data }
}

/// Smooths rows of `count` places that lie `step` bytes apart, in blocks of so many bytes.
fn smoothed(data: &[u8], count: usize, step: usize, block: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len());
    for block in data.chunks(block.max(1)) {
        for place in 0..count {
            let near: [&[u8]; 5] = std::array::from_fn(|off| {
                let at = (place + off).saturating_sub(2).min(count - 1) * step;
                &block[at..at + step]
            });
            let sum =
                |i: usize| -> u32 { near.iter().zip(NEAR).map(|(row, by)| u32::from(row[i]) * by).sum() };
            out.extend((0..step).map(|i| ((sum(i) + 4) / 9) as u8));
        }
    }
    out
}

/// The mean of the channels: their noise is not the same.
fn mean(page: &Raster) -> Cow<'_, Raster> {
    one_channel(page, mean_of)
}

fn mean_of(rgb: &[u8]) -> u8 {
    ((rgb.iter().map(|&byte| u32::from(byte)).sum::<u32>() + 1) / 3) as u8
}

/// The mean of the channels, but the red one where a pixel is redder than the page: what is dark or faint has little ink
/// beside its noise, and seals stay away.
fn without_seals(page: &Raster) -> Cow<'_, Raster> {
    let redness = |rgb: &[u8]| 2 * i32::from(rgb[0]) - i32::from(rgb[1]) - i32::from(rgb[2]);
    let pixels = page.data.chunks_exact(page.plane.channels()).step_by(SAMPLED);
    let mut sampled: Vec<i32> = pixels.filter(|pixel| pixel.len() == 3).map(redness).collect();
    let half = sampled.len() / 2;
    let usual = if sampled.is_empty() { 0 } else { *sampled.select_nth_unstable(half).1 };
    one_channel(page, |rgb| if redness(rgb) >= usual + 2 * RED { rgb[0] } else { mean_of(rgb) })
}

fn red(page: &Raster) -> Cow<'_, Raster> {
    one_channel(page, |rgb| rgb[0])
}

/// A page of colours in grey; one of grey is not copied.
fn one_channel(page: &Raster, value: impl Fn(&[u8]) -> u8) -> Cow<'_, Raster> {
    if page.plane == Channels::Grey {
        return Cow::Borrowed(page);
    }
    let data = page.data.chunks_exact(3).map(value).collect();
    Cow::Owned(Raster { plane: Channels::Grey, data, ..*page })
}

/// 255·(1 − 0.85·n/P99(n)), n = (paper − g)/paper (legibility.md, “Reading as judge”).
fn normalised(grey: &Raster) -> Raster {
    let level = Paper::of(grey).level.max(8);
    let darkness = |byte: u8| level.saturating_sub(u32::from(byte)) * 1000 / level;
    let mut counts = [0usize; 1001];
    grey.data.iter().for_each(|&byte| counts[darkness(byte) as usize] += 1);
    let mut left = grey.data.len() / 100;
    let mut p99 = 1000u32;
    for (value, count) in counts.iter().enumerate().rev() {
        if *count > left {
            p99 = (value as u32).max(1);
            break;
        }
        left -= count;
    }
    let bright = |byte: u8| 255 - (217 * darkness(byte).min(p99) / p99) as u8;
    let data = grey.data.iter().map(|&byte| bright(byte)).collect();
    Raster { data, ..*grey }
}

/// The page turned a quarter to the left: its right edge becomes its top.
pub fn turned_left(page: &Raster) -> Raster {
    let channels = page.plane.channels();
    let mut data = Vec::with_capacity(page.data.len());
    for y in 0..page.width {
        for x in 0..page.height {
            // (x, y) of the turned page is (width − 1 − y, x) of the page.
            let at = (x * page.width + (page.width - 1 - y)) * channels;
            data.extend_from_slice(&page.data[at..at + channels]);
        }
    }
    Raster { width: page.height, height: page.width, plane: page.plane, data }
}

/// The part of the page around a quad, and the quad in it: a line needs no whole page's plane.
pub fn cut(page: &Raster, quad: &Corners) -> (Raster, Corners) {
    let bound = |value: f32, most: usize| (value.max(0.0) as usize).min(most);
    let xs = quad.map(|corner| corner.0);
    let ys = quad.map(|corner| corner.1);
    let least = |values: [f32; 4]| values.into_iter().fold(f32::MAX, f32::min);
    let most = |values: [f32; 4]| values.into_iter().fold(f32::MIN, f32::max);
    let x0 = bound(least(xs) - 2.0, page.width - 1);
    let y0 = bound(least(ys) - 2.0, page.height - 1);
    let x1 = bound(most(xs) + 3.0, page.width).max(x0 + 1);
    let y1 = bound(most(ys) + 3.0, page.height).max(y0 + 1);
    (page.part(x0..x1, y0..y1), quad.map(|(x, y)| (x - x0 as f32, y - y0 as f32)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn red_print_vanishes_and_black_stays() {
        let page = Raster::new(3, 1, Channels::Colour, vec![255, 255, 255, 230, 20, 30, 10, 10, 10]).unwrap();
        assert_eq!(plane(&page, Plane::Red).data, [255, 230, 10]);
    }

    #[test]
    fn a_screen_of_three_colours_becomes_even_and_a_stroke_stays() {
        let (width, height) = (60, 40);
        let stroke = |x: usize| (30..36).contains(&x);
        let pixel = |x: usize| {
            let mut rgb = [0u8; 3];
            rgb[x % 3] = if stroke(x) { 30 } else { 255 };
            rgb
        };
        let data = (0..height).flat_map(|_| (0..width).flat_map(pixel)).collect();
        let page = Raster::new(width, height, Channels::Colour, data).unwrap();
        let smooth = plane(&page, Plane::Smooth);
        let row = &smooth.data[20 * width..][..width];
        assert!(
            row[..28].iter().all(|&byte| byte == 85) && row[32..34].iter().all(|&byte| byte == 10),
            "{row:?}"
        );
        let grey = Raster::new(1, 3, Channels::Grey, vec![0, 90, 0]).unwrap();
        assert_eq!(plane(&grey, Plane::Smooth).data, [20, 30, 20]);
    }

    #[test]
    fn a_quarter_turn_and_a_cut() {
        let page = Raster::new(3, 2, Channels::Grey, vec![1, 2, 3, 4, 5, 6]).unwrap();
        assert_eq!(turned_left(&page).data, [3, 6, 2, 5, 1, 4]);
        let (part, quad) = cut(&page, &[(-9.0, -9.0), (900.0, -9.0), (900.0, 90.0), (-9.0, 90.0)]);
        assert_eq!((part.width, part.height, quad[0]), (3, 2, (-9.0, -9.0)));
    }

    #[test]
    fn of_a_dim_page_in_colours_noise_counts_a_third_and_seals_are_paper() {
        // Warm paper, black ink, a seal, and noise in one channel.
        let pixel = |i: usize| match i % 64 {
            0 => [60, 40, 30],
            1 => [110, 40, 40],
            2 => [60, 90, 80],
            _ => [120, 100, 90],
        };
        let page = Raster::new(64, 64, Channels::Colour, (0..64 * 64).flat_map(pixel).collect()).unwrap();
        let dim = plane(&page, Plane::Normalised);
        let [ink, seal, noise, paper] = [0, 1, 2, 9].map(|at| dim.data[at]);
        assert!(ink < 60 && seal > 230 && paper > 230, "{ink} {seal} {paper}");
        assert!(noise > 140, "half of the red channel's light lacks, a fifth of all: {noise}");
    }

    #[test]
    fn a_dark_page_becomes_bright() {
        let data: Vec<u8> = (0..64 * 64).map(|i| if i % 8 == 0 { 20 } else { 60 }).collect();
        let page = Raster::new(64, 64, Channels::Grey, data).unwrap();
        let bright = plane(&page, Plane::Normalised);
        assert!(bright.data[1] > 240 && bright.data[0] < 60, "{:?}", &bright.data[..2]);
    }
}

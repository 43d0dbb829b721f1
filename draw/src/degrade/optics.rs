//! What a lens does: out of focus, moved, a screen photographed in place of the paper.
//!
//! Why it exists: light is what blurs, so both blurs are of linear light; and a disc, not a bell, is what a lens out of
//! focus makes of a point, which is why strokes double where they are blurred.

use image::{RgbImage, imageops};

use super::light::{FULL, Light};
use super::page::Page;

/// Out of focus by a disc of this radius in pixels.
pub fn defocus(page: &mut Page, radius: f32) {
    if radius <= 0.0 {
        return;
    }
    let light = Light::of(&page.picture);
    page.picture = disc(&light, radius).picture();
}

/// Half widths of the rows of a disc: each row of pixels is the mean of four lines through it.
fn half_widths(radius: f32) -> Vec<(isize, f32)> {
    let reach = (radius + 0.5).floor() as isize;
    let width = |dy: f32| (radius * radius - dy * dy).max(0.0).sqrt();
    (-reach..=reach)
        .map(|dy| {
            let mean =
                [-0.375, -0.125, 0.125, 0.375].map(|part| width(dy as f32 + part)).iter().sum::<f32>() / 4.0;
            (dy, mean)
        })
        .filter(|(_, half)| *half > 0.0)
        .collect()
}

/// Sums of runs along rows, so that a disc costs its height and not its area.
fn disc(light: &Light, radius: f32) -> Light {
    let rows = half_widths(radius);
    let area: f32 = rows.iter().map(|(_, half)| 2.0 * half).sum();
    let (w, h) = (light.width, light.height);
    let pad = radius.ceil() as usize + 2;
    let mut out = vec![0u16; light.data.len()];
    let wide = w + 2 * pad;
    for channel in 0..3 {
        let sums = running(light, channel, pad);
        let mut total = vec![0f32; w];
        for y in 0..h {
            total.fill(0.0);
            for (dy, half) in &rows {
                let row = (y as isize + dy).clamp(0, h as isize - 1) as usize;
                span(&sums[row * (wide + 1)..(row + 1) * (wide + 1)], pad, *half, &mut total);
            }
            for (x, value) in total.iter().enumerate() {
                out[(y * w + x) * 3 + channel] = (value / area).round().clamp(0.0, FULL) as u16;
            }
        }
    }
    Light { width: w, height: h, data: out }
}

/// Running sums of each row, its ends prolonged by `pad`.
fn running(light: &Light, channel: usize, pad: usize) -> Vec<u32> {
    let (w, wide) = (light.width, light.width + 2 * pad);
    let mut sums = Vec::with_capacity((wide + 1) * light.height);
    for row in light.data.chunks_exact(w * 3) {
        let mut sum = 0u32;
        sums.push(0);
        for x in 0..wide {
            let from = (x.max(pad) - pad).min(w - 1);
            sum = sum.wrapping_add(u32::from(row[from * 3 + channel]));
            sums.push(sum);
        }
    }
    sums
}

/// Adds to each pixel the light of its row from `half` left of its middle to `half` right.
fn span(sums: &[u32], pad: usize, half: f32, total: &mut [f32]) {
    // Whole pixels on either side, and the part of the next.
    let reach = half - 0.5;
    let (whole, part) = if reach < 0.0 { (0, 0.0) } else { (reach.floor() as usize, reach.fract()) };
    let thin = if reach < 0.0 { 2.0 * half } else { 1.0 };
    for (x, to) in total.iter_mut().enumerate() {
        let (left, right) = (x + pad - whole, x + pad + whole + 1);
        let inner = sums[right].wrapping_sub(sums[left]) as f32;
        let before = sums[left].wrapping_sub(sums[left - 1]) as f32;
        let after = sums[right + 1].wrapping_sub(sums[right]) as f32;
        *to += thin * inner + part * (before + after);
    }
}

/// Moved by `length` pixels at this angle while the shutter was open.
pub fn motion(page: &mut Page, length: f32, angle: f32) {
    let light = Light::of(&page.picture);
    let (w, h) = (light.width, light.height);
    let taps = (length.ceil() as usize * 2).clamp(3, 160) | 1;
    let steps: Vec<(isize, isize)> = (0..taps)
        .map(|i| {
            let along = (i as f32 / (taps - 1) as f32 - 0.5) * length;
            ((along * angle.cos()).round() as isize, (along * angle.sin()).round() as isize)
        })
        .collect();
    let mut out = Vec::with_capacity(light.data.len());
    let mut sum = vec![0u32; w * 3];
    for y in 0..h {
        sum.fill(0);
        for (dx, dy) in &steps {
            let row = (y as isize + dy).clamp(0, h as isize - 1) as usize;
            add(&light.data[row * w * 3..(row + 1) * w * 3], *dx, &mut sum);
        }
        out.extend(sum.iter().map(|total| (total / taps as u32) as u16));
    }
    page.picture = Light { width: w, height: h, data: out }.picture();
}

/// Adds a row moved by whole pixels; its ends are prolonged.
fn add(row: &[u16], dx: isize, sum: &mut [u32]) {
    let w = (row.len() / 3) as isize;
    let (from, to) = ((-dx).clamp(0, w), (w - dx).clamp(0, w));
    let inner = &row[((from + dx) * 3) as usize..((to + dx) * 3) as usize];
    for (total, value) in sum[(from * 3) as usize..(to * 3) as usize].iter_mut().zip(inner) {
        *total += u32::from(*value);
    }
    for x in (0..from).chain(to..w) {
        let edge = ((x + dx).clamp(0, w - 1) * 3) as usize;
        for channel in 0..3 {
            sum[(x * 3) as usize + channel] += u32::from(row[edge + channel]);
        }
    }
}

/// How a screen is photographed.
pub struct Shot {
    /// Body text on the screen, in its pixels.
    pub em: f32,
    /// Pixels of the photo a pixel of the screen.
    pub pitch: f32,
    /// Degrees by which the phone is held askew.
    pub angle: f32,
    /// Radius of the lens's blur in pixels of the photo.
    pub blur: f32,
}

/// The page shown on a screen of red, green and blue stripes and photographed: its grid beats with the sensor's.
pub fn screen(page: &mut Page, shot: &Shot) {
    let shrink = (shot.em / page.em).min(1.0);
    let (w, h) = page.picture.dimensions();
    let size = |v: u32, by: f32| ((v as f32 * by).round() as u32).max(1);
    let shown =
        imageops::resize(&page.picture, size(w, shrink), size(h, shrink), imageops::FilterType::Triangle);
    let shown = Light::of(&shown);
    let (sin, cos) = shot.angle.to_radians().sin_cos();
    let (out_w, out_h) = (size(w, shrink * shot.pitch) as usize, size(h, shrink * shot.pitch) as usize);
    let middle = (out_w as f32 / 2.0, out_h as f32 / 2.0);
    let mut data = Vec::with_capacity(out_w * out_h * 3);
    for y in 0..out_h {
        for x in 0..out_w {
            let at = |sx: f32, sy: f32| {
                let (dx, dy) = (x as f32 + sx - middle.0, y as f32 + sy - middle.1);
                let (u, v) = (dx * cos + dy * sin + middle.0, dy * cos - dx * sin + middle.1);
                (u / shot.pitch, v / shot.pitch)
            };
            data.extend(glow(&shown, at));
        }
    }
    let light = Light { width: out_w, height: out_h, data };
    page.picture = if shot.blur > 0.0 { disc(&light, shot.blur) } else { light }.picture();
    let scale = shrink * shot.pitch;
    page.place(|(x, y)| {
        let (dx, dy) = (x * scale - middle.0, y * scale - middle.1);
        (dx * cos - dy * sin + middle.0, dx * sin + dy * cos + middle.1)
    });
    page.em *= scale;
    page.skew += shot.angle;
}

/// Light of one pixel of the photo: the mean of 16 points of the screen, each in one stripe or in the dark between.
fn glow(shown: &Light, at: impl Fn(f32, f32) -> (f32, f32)) -> [u16; 3] {
    let mut sum = [0f32; 3];
    for i in 0..16 {
        let (u, v) = at((i % 4) as f32 / 4.0 + 0.125, (i / 4) as f32 / 4.0 + 0.125);
        let (column, row) = (u.floor(), v.floor());
        let (part, down) = (u - column, v - row);
        if down > 0.85 || column < 0.0 || row < 0.0 {
            continue;
        }
        let (column, row) = (column as usize, row as usize);
        if column >= shown.width || row >= shown.height {
            continue;
        }
        let stripe = ((part * 3.0) as usize).min(2);
        sum[stripe] += f32::from(shown.data[(row * shown.width + column) * 3 + stripe]);
    }
    // A third of the width in each colour and 85 % of the height are lit; a little headroom for the crests.
    sum.map(|value| (value / 16.0 * 3.0 / 0.85 * 0.8).min(FULL) as u16)
}

/// Smaller or larger by a factor: smaller by areas, larger by a smooth curve, as programs do.
pub fn resized(picture: &RgbImage, factor: f32) -> RgbImage {
    let size = |v: u32| ((v as f32 * factor).round() as u32).max(1);
    let filter = if factor < 1.0 { imageops::FilterType::Triangle } else { imageops::FilterType::CatmullRom };
    imageops::resize(picture, size(picture.width()), size(picture.height()), filter)
}

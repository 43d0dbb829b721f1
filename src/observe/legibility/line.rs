//! One line of text at 24 pixels, measured.
//!
//! Why it exists: how wide an edge is says nothing until it is held against the height of the text. So a line is cut
//! from the page's own pixels, divided by its paper and brought to one height; what is then measured is the same for
//! a title and a footnote (step 7 of the measurements). Planes are as large as one line, never as a page.

use std::collections::BTreeMap;

use crate::facts::Measure;

use super::{Input, TextLine};

/// Height to which text is brought, pixels.
const HEIGHT: f32 = 24.0;

/// Margin around a line, heights.
const MARGIN: f32 = 0.35;

/// Longest part of a line that is measured, heights: 40 em.
const LONGEST: f32 = 40.0;

/// Fewest edge pixels whose median says something.
const FEWEST: usize = 30;

/// Fewest edge pixels of one direction.
const FEWEST_A_DIRECTION: usize = 20;

/// A measured line; hundredths of each unit, contrast in hundredths of a percent.
#[derive(Clone, Debug)]
pub(super) struct Measured {
    pub text: TextLine,
    /// Box height in pixels of the native raster, hundredths.
    pub height: i32,
    /// Level of its paper, grey levels.
    pub paper: i32,
    pub sharpness: i32,
    pub motion: i32,
    pub texture: i32,
    pub contrast: i32,
    /// Hundredths of an em.
    pub ems: i32,
}

impl Measured {
    pub fn depth(&self) -> i32 {
        self.contrast * self.paper / 100
    }

    pub fn values(&self) -> BTreeMap<Measure, i32> {
        BTreeMap::from([
            (Measure::Sharpness, self.sharpness),
            (Measure::MotionSharpness, self.motion),
            (Measure::StrokeTexture, self.texture),
            (Measure::TextHeight, self.height),
            (Measure::TextContrast, self.contrast),
            (Measure::InkDepth, self.depth()),
        ])
    }
}

/// A small plane of darkness, 0 paper … 1 black.
struct Strip {
    width: usize,
    height: usize,
    data: Vec<f32>,
}

/// Measures one line; None where it is no writing (a bar, a picture) or too short to say anything.
pub(super) fn measure(input: &Input, text: &TextLine) -> Option<Measured> {
    if is_picture(input, text) {
        return None;
    }
    let (strip, paper) = cut(input, text);
    let soft = strip.blurred(&[0.028, 0.237, 0.470, 0.237, 0.028]);
    let mut levels = soft.data.clone();
    let ground = at_percent(&mut levels, 30);
    let contrast = at_percent(&mut levels, 97) - ground;
    if contrast <= 0.004 {
        return None;
    }
    let edges = edges(&strip, &soft, ground, contrast);
    if edges.all.len() < FEWEST {
        return None;
    }
    let sharpness = HEIGHT * median(&mut edges.all.clone());
    // A bar's border is sharper than a character's, and nothing changes along it.
    let (changes, inked) = pattern(&soft, ground + contrast / 2.0);
    if sharpness > 5.2 && (changes < 1.6 || inked > 0.62) {
        return None;
    }
    let directed = edges.directed.into_iter().filter(|all| all.len() >= FEWEST_A_DIRECTION);
    let motion = directed.map(|mut all| HEIGHT * median(&mut all)).fold(sharpness, f32::min);
    let noise = input.paper.noise as f32 / 100.0 / paper.max(1.0);
    let hundredths = |value: f32| (value * 100.0).round() as i32;
    Some(Measured {
        text: *text,
        height: hundredths(text.height() as f32 * input.factor()),
        paper: paper.round() as i32,
        sharpness: hundredths(sharpness),
        motion: hundredths(motion),
        texture: hundredths(texture(&strip, noise)),
        contrast: hundredths(contrast * 100.0),
        ems: text.weight() as i32,
    })
}

/// A photo behind the line: its paper changes by more than 12 % and hardly a pixel shows paper (step 6).
fn is_picture(input: &Input, text: &TextLine) -> bool {
    let (mut least, mut most) = (u32::MAX, 0);
    for y in (text.y0.saturating_sub(16)..text.y1 + 16).step_by(16) {
        for x in (text.x0.saturating_sub(16)..text.x1 + 16).step_by(16) {
            let level = input.paper.at(x, y);
            (least, most) = (least.min(level), most.max(level));
        }
    }
    if least * 100 >= 88 * most {
        return false;
    }
    let (mut bare, mut all) = (0, 0);
    for y in text.y0..text.y1 {
        for x in text.x0..text.x1 {
            let level = u32::from(input.small.data[y * input.small.width + x]);
            bare += usize::from(level * 100 > 92 * input.paper.at(x, y));
            all += 1;
        }
    }
    bare * 100 < 15 * all
}

/// The line's native pixels with a margin, at one height and divided by the paper; and the paper's mean level.
fn cut(input: &Input, text: &TextLine) -> (Strip, f32) {
    let factor = input.factor();
    let native = input.native;
    let tall = text.height() as f32 * factor;
    let step = tall / HEIGHT;
    let (x0, y0) = (text.x0 as f32 * factor - MARGIN * tall, text.y0 as f32 * factor - MARGIN * tall);
    let long = (text.width() as f32 * factor).min(LONGEST * tall) + 2.0 * MARGIN * tall;
    let (width, height) = ((long / step) as usize, (HEIGHT * (1.0 + 2.0 * MARGIN)) as usize);
    let times = (step.round() as usize).clamp(1, 8);
    let middle = (text.y0 + text.y1) / 2;
    let papers: Vec<f32> = (0..width)
        .map(|u| input.paper.at(((x0 + u as f32 * step) / factor).max(0.0) as usize, middle) as f32)
        .collect();
    let down = taps(y0, step, times, height, native.height);
    let across = taps(x0, step, times, width, native.width);
    let (first, last) = (across.iter().map(|tap| tap.at).min(), across.iter().map(|tap| tap.at + 1).max());
    let (first, last) = (first.unwrap_or(0), last.unwrap_or(0).min(native.width.saturating_sub(1)));
    let mut data = Vec::with_capacity(width * height);
    let mut row = vec![0.0f32; last + 1 - first];
    for down in down.chunks_exact(times) {
        row.fill(0.0);
        for tap in down {
            for (y, share) in [(tap.at, 1.0 - tap.share), ((tap.at + 1).min(native.height - 1), tap.share)] {
                let levels = &native.data[y * native.width + first..=y * native.width + last];
                row.iter_mut().zip(levels).for_each(|(sum, &level)| *sum += share * f32::from(level));
            }
        }
        for (across, paper) in across.chunks_exact(times).zip(&papers) {
            let sum: f32 = across
                .iter()
                .map(|tap| {
                    let (here, next) = (row[tap.at - first], row[(tap.at + 1).min(last) - first]);
                    here + (next - here) * tap.share
                })
                .sum();
            let level = sum / (times * times) as f32;
            data.push(((paper - level) / paper).clamp(-0.5, 1.0));
        }
    }
    let paper = papers.iter().sum::<f32>() / width.max(1) as f32;
    (Strip { width, height, data }, paper)
}

/// A place between two pixels: the first one, and the share of the next.
struct Tap {
    at: usize,
    share: f32,
}

/// Places of `times` samples each of `count` pixels of a strip, along a side of the raster; borders repeat.
fn taps(from: f32, step: f32, times: usize, count: usize, side: usize) -> Vec<Tap> {
    let sample = |index: usize| {
        let (pixel, part) = ((index / times) as f32, ((index % times) as f32 + 0.5) / times as f32);
        let place = (from + (pixel + part) * step - 0.5).clamp(0.0, side as f32 - 1.0);
        Tap { at: place as usize, share: place.fract() }
    };
    (0..count * times).map(sample).collect()
}

impl Strip {
    /// Convolved with a kernel both ways; borders repeat.
    fn blurred(&self, kernel: &[f32]) -> Strip {
        let reach = kernel.len() / 2;
        let mut across = vec![0.0; self.data.len()];
        for (row, out) in
            self.data.chunks_exact(self.width.max(1)).zip(across.chunks_exact_mut(self.width.max(1)))
        {
            for (x, out) in out.iter_mut().enumerate() {
                let at = |k: usize| row[(x + k).saturating_sub(reach).min(self.width - 1)];
                *out = kernel.iter().enumerate().map(|(k, weight)| weight * at(k)).sum();
            }
        }
        let mut data = vec![0.0; self.data.len()];
        for (y, out) in data.chunks_exact_mut(self.width.max(1)).enumerate() {
            for (k, weight) in kernel.iter().enumerate() {
                let from = (y + k).saturating_sub(reach).min(self.height - 1) * self.width;
                for (out, value) in out.iter_mut().zip(&across[from..from + self.width]) {
                    *out += weight * value;
                }
            }
        }
        Strip { data, ..*self }
    }

    /// Scharr's gradient a pixel, right and down, inside the border.
    fn gradient(&self, x: usize, y: usize) -> (f32, f32) {
        let at = |dx: usize, dy: usize| self.data[(y + dy - 1) * self.width + x + dx - 1];
        let right = 3.0 * (at(2, 0) - at(0, 0)) + 10.0 * (at(2, 1) - at(0, 1)) + 3.0 * (at(2, 2) - at(0, 2));
        let down = 3.0 * (at(0, 2) - at(0, 0)) + 10.0 * (at(1, 2) - at(1, 0)) + 3.0 * (at(2, 2) - at(2, 0));
        (right / 32.0, down / 32.0)
    }

    /// Greatest less least darkness in 9 × 9.
    fn amplitude(&self, x: usize, y: usize) -> f32 {
        let (mut least, mut most) = (f32::MAX, f32::MIN);
        for y in y.saturating_sub(4)..(y + 5).min(self.height) {
            let from = y * self.width;
            for &value in &self.data[from + x.saturating_sub(4)..from + (x + 5).min(self.width)] {
                (least, most) = (least.min(value), most.max(value));
            }
        }
        most - least
    }
}

/// Gradients over amplitudes at the borders of ink: all, and by four directions.
struct Edges {
    all: Vec<f32>,
    directed: [Vec<f32>; 4],
}

fn edges(strip: &Strip, soft: &Strip, ground: f32, contrast: f32) -> Edges {
    let limit = ground + contrast / 2.0;
    let mut found = Edges { all: Vec::new(), directed: Default::default() };
    for y in 1..strip.height.saturating_sub(1) {
        for x in 1..strip.width.saturating_sub(1) {
            let at = y * strip.width + x;
            let near = [at - 1, at + 1, at - strip.width, at + strip.width];
            if soft.data[at] <= limit || near.iter().all(|&near| soft.data[near] > limit) {
                continue;
            }
            let amplitude = strip.amplitude(x, y);
            if amplitude <= 0.35 * contrast {
                continue;
            }
            let (right, down) = strip.gradient(x, y);
            let share = (right * right + down * down).sqrt() / amplitude;
            found.all.push(share);
            found.directed[direction(right, down)].push(share);
        }
    }
    found
}

/// Across, falling, down, rising: tan 22.5° = 0.4142 parts them.
fn direction(right: f32, down: f32) -> usize {
    let (a, b) = (right.abs(), down.abs());
    if b < 0.4142 * a {
        0
    } else if a < 0.4142 * b {
        2
    } else if (right > 0.0) == (down > 0.0) {
        1
    } else {
        3
    }
}

/// Changes between ink and paper a row and em, and the share of ink in the line's middle.
fn pattern(soft: &Strip, limit: f32) -> (f32, f32) {
    let margin = (MARGIN * HEIGHT) as usize;
    let (mut changes, mut inked, mut all) = (0usize, 0usize, 0usize);
    let rows = soft.data.chunks_exact(soft.width.max(1)).skip(margin).take(HEIGHT as usize);
    for row in rows {
        changes += row.windows(2).filter(|pair| (pair[0] > limit) != (pair[1] > limit)).count();
        inked += row.iter().filter(|&&value| value > limit).count();
        all += row.len();
    }
    (changes as f32 * HEIGHT / all.max(1) as f32, inked as f32 / all.max(1) as f32)
}

/// 24·√(λ / variance): the smaller eigenvalue of the structure tensor of the blurred line, freed of its noise, over the
/// variance of the same blurred line.
fn texture(strip: &Strip, noise: f32) -> f32 {
    // σ = 1.2.
    let soft = strip.blurred(&[0.015, 0.083, 0.235, 0.334, 0.235, 0.083, 0.015]);
    let (mut xx, mut xy, mut yy, mut sum, mut squares, mut count) = (0f64, 0f64, 0f64, 0f64, 0f64, 0f64);
    for y in 1..soft.height.saturating_sub(1) {
        for x in 1..soft.width.saturating_sub(1) {
            let (right, down) = soft.gradient(x, y);
            let (right, down) = (f64::from(right), f64::from(down));
            (xx, xy, yy) = (xx + right * right, xy + right * down, yy + down * down);
            let value = f64::from(soft.data[y * soft.width + x]);
            (sum, squares, count) = (sum + value, squares + value * value, count + 1.0);
        }
    }
    if count < 1.0 {
        return 0.0;
    }
    let (xx, xy, yy, mean) = (xx / count, xy / count, yy / count, sum / count);
    let spread = ((xx - yy) * (xx - yy) + 4.0 * xy * xy).sqrt();
    let noise = f64::from(noise * noise) / (8.0 * std::f64::consts::PI * 1.2f64.powi(4));
    let least = ((xx + yy - spread) / 2.0 - noise).max(0.0);
    let variance = (squares / count - mean * mean).max(1e-6);
    (24.0 * (least / variance).sqrt()) as f32
}

fn median(values: &mut [f32]) -> f32 {
    at_percent(values, 50)
}

/// The value that so many percent are at most; 0 of none.
fn at_percent(values: &mut [f32], percent: usize) -> f32 {
    if values.is_empty() {
        return 0.0;
    }
    *values.select_nth_unstable_by(values.len() * percent / 100, f32::total_cmp).1
}

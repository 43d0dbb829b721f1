//! One line of text at 24 pixels, measured.
//!
//! Why it exists: how wide an edge is says nothing until it is held against the height of the text. So a line is cut
//! from the page's own pixels, divided by its paper and brought to one height; what is then measured is the same for
//! a title and a footnote (step 7 of the measurements). Planes are as large as one line, never as a page.

use std::collections::BTreeMap;

use crate::facts::Measure;
use crate::observe::paper::nearest;

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
    let [ground, dark] = at_percents(&soft.data, [30, 97], DARKNESS);
    let contrast = dark - ground;
    if contrast <= 0.004 {
        return None;
    }
    let inked: Vec<bool> = soft.data.iter().map(|&n| n > ground + contrast / 2.0).collect();
    let edges = edges(&strip, &inked, contrast);
    if edges.all.len() < FEWEST {
        return None;
    }
    let sharpness = HEIGHT * median(&edges.all);
    // A bar's border is sharper than a character's, and nothing changes along it.
    let (changes, share) = pattern(&inked, strip.width);
    if sharpness > 5.2 && (changes < 1.6 || share > 0.62) {
        return None;
    }
    let directed = edges.directed.into_iter().filter(|all| all.len() >= FEWEST_A_DIRECTION);
    let motion = directed.map(|all| HEIGHT * median(&all)).fold(sharpness, f32::min);
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
    // Of a sum of samples, to its part of the paper.
    let gains: Vec<f32> = papers.iter().map(|paper| 1.0 / (paper * (times * times) as f32)).collect();
    let windows = windows(&across, times, first);
    let mut data = Vec::with_capacity(width * height);
    // Some more, so that every window lies within.
    let mut row = vec![0.0f32; last + 1 - first + WINDOW];
    let mut sums = vec![0.0f32; width];
    for down in down.chunks_exact(times) {
        row.fill(0.0);
        // Three rows at a time, which is what two places of most scans lie on; rows that lack count for nothing.
        for near in rows(down, native.height).chunks(3) {
            let levels = |at: usize| {
                let (y, share) = near.get(at).copied().unwrap_or((near[0].0, 0.0));
                (&native.data[y * native.width + first..=y * native.width + last], share)
            };
            add_rows([levels(0), levels(1), levels(2)], &mut row);
        }
        let border = row[last - first];
        row[last + 1 - first..].fill(border);
        sums.fill(0.0);
        for window in &windows {
            let Some(near) = row[window.from..].first_chunk::<WINDOW>() else { continue };
            let [a, b, c, d]: [f32; WINDOW] = std::array::from_fn(|at| near[at] * window.weights[at]);
            sums[window.column] += (a + b) + (c + d);
        }
        data.extend(sums.iter().zip(&gains).map(|(sum, gain)| greater(lesser(1.0 - sum * gain, 1.0), -0.5)));
    }
    let paper = papers.iter().sum::<f32>() / width.max(1) as f32;
    (Strip { width, height, data }, paper)
}

/// Pixels of a row that are weighted together.
const WINDOW: usize = 4;

/// Neighbours in a row and how much each counts for a column of the strip.
struct Window {
    column: usize,
    from: usize,
    weights: [f32; WINDOW],
}

/// The windows of all columns, `times` places each, of which most lie in one; counted from the `first` pixel.
fn windows(places: &[Tap], times: usize, first: usize) -> Vec<Window> {
    let mut windows: Vec<Window> = Vec::with_capacity(places.len() / times.max(1));
    for (column, places) in places.chunks_exact(times).enumerate() {
        for tap in places {
            let at = tap.at - first;
            let fits = |window: &Window| window.column == column && at + 1 < window.from + WINDOW;
            if !windows.last().is_some_and(fits) {
                windows.push(Window { column, from: at, weights: [0.0; WINDOW] });
            }
            if let Some(window) = windows.last_mut() {
                window.weights[at - window.from] += 1.0 - tap.share;
                window.weights[at + 1 - window.from] += tap.share;
            }
        }
    }
    windows
}

/// The rows that some places down the raster lie on, and how much of each: places share rows, and each is added once.
fn rows(places: &[Tap], side: usize) -> Vec<(usize, f32)> {
    let mut rows: Vec<(usize, f32)> = Vec::with_capacity(places.len() + 1);
    for tap in places {
        for (y, share) in [(tap.at, 1.0 - tap.share), ((tap.at + 1).min(side - 1), tap.share)] {
            match rows.iter_mut().find(|row| row.0 == y) {
                Some(row) => row.1 += share,
                None => rows.push((y, share)),
            }
        }
    }
    rows
}

/// Adds three rows of levels, each times its share.
fn add_rows([(a, p), (b, q), (c, r)]: [(&[u8], f32); 3], sums: &mut [f32]) {
    for (((sum, &a), &b), &c) in sums.iter_mut().zip(a).zip(b).zip(c) {
        *sum += p * f32::from(a) + q * f32::from(b) + r * f32::from(c);
    }
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

/// Values that are worked on side by side.
const LANES: usize = 8;

/// Reach of a kernel of so many weights at most, pixels.
const REACH: usize = 3;

/// Each place's weighted sum of `N` rows of like length, in order.
fn weigh<const N: usize>(rows: [&[f32]; N], kernel: &[f32; N], out: &mut [f32]) {
    let (lanes, rest) = out.as_chunks_mut::<LANES>();
    let from = lanes.len() * LANES;
    for (at, out) in lanes.iter_mut().enumerate() {
        let mut sums = [0f32; LANES];
        for (row, weight) in rows.iter().zip(kernel) {
            let Some(values) = piece::<LANES>(row, at * LANES) else { continue };
            (0..LANES).for_each(|x| sums[x] += weight * values[x]);
        }
        *out = sums;
    }
    for (x, out) in (from..).zip(rest) {
        *out = rows.iter().zip(kernel).map(|(row, weight)| weight * row[x]).sum();
    }
}

impl Strip {
    fn row(&self, y: usize) -> &[f32] {
        &self.data[y * self.width..(y + 1) * self.width]
    }

    /// Convolved with a kernel both ways; borders repeat.
    fn blurred<const N: usize>(&self, kernel: &[f32; N]) -> Strip {
        let (width, reach) = (self.width, N / 2);
        let mut across = Strip { data: vec![0.0; self.data.len()], ..*self };
        let mut wide = vec![0.0; width + 2 * REACH];
        for (row, out) in self.data.chunks_exact(width.max(1)).zip(across.data.chunks_exact_mut(width.max(1)))
        {
            wide[..reach].fill(row[0]);
            wide[reach..reach + width].copy_from_slice(row);
            wide[reach + width..].fill(row[width - 1]);
            weigh(std::array::from_fn(|k| &wide[k..k + width]), kernel, out);
        }
        let mut both = Strip { data: vec![0.0; self.data.len()], ..*self };
        for (y, out) in both.data.chunks_exact_mut(width.max(1)).enumerate() {
            let row = |k: usize| across.row((y + k).saturating_sub(reach).min(self.height - 1));
            weigh(std::array::from_fn(row), kernel, out);
        }
        both
    }

    /// Scharr's gradient a pixel, right and down, inside the border.
    fn gradient(&self, x: usize, y: usize) -> (f32, f32) {
        let near = |dy: usize| self.data[(y + dy - 1) * self.width + x - 1..].first_chunk::<3>();
        let (Some(above), Some(here), Some(below)) = (near(0), near(1), near(2)) else { return (0.0, 0.0) };
        scharr(above, here, below)
    }

    /// The least and the greatest darkness of each column within four rows of one.
    fn extremes(&self, y: usize, least: &mut [f32], most: &mut [f32]) {
        let rows = y.saturating_sub(4)..(y + 5).min(self.height);
        let (low, low_rest) = least.as_chunks_mut::<LANES>();
        let (high, high_rest) = most.as_chunks_mut::<LANES>();
        for (at, (low, high)) in low.iter_mut().zip(high).enumerate() {
            let (mut a, mut b) = ([f32::MAX; LANES], [f32::MIN; LANES]);
            for row in rows.clone().filter_map(|y| self.row(y)[at * LANES..].first_chunk::<LANES>()) {
                a = std::array::from_fn(|x| lesser(a[x], row[x]));
                b = std::array::from_fn(|x| greater(b[x], row[x]));
            }
            (*low, *high) = (a, b);
        }
        let from = self.width - low_rest.len();
        for (x, (low, high)) in (from..).zip(low_rest.iter_mut().zip(high_rest)) {
            let column = || rows.clone().map(|y| self.data[y * self.width + x]);
            (*low, *high) = (column().fold(f32::MAX, lesser), column().fold(f32::MIN, greater));
        }
    }
}

/// Without a care for what is no number, which is one step of vector code less each.
fn lesser(a: f32, b: f32) -> f32 {
    if b < a { b } else { a }
}

fn greater(a: f32, b: f32) -> f32 {
    if b > a { b } else { a }
}

/// Scharr's gradient in the middle of 3 × 3, right and down.
fn scharr(above: &[f32; 3], here: &[f32; 3], below: &[f32; 3]) -> (f32, f32) {
    let right = 3.0 * (above[2] - above[0]) + 10.0 * (here[2] - here[0]) + 3.0 * (below[2] - below[0]);
    let down = 3.0 * (below[0] - above[0]) + 10.0 * (below[1] - above[1]) + 3.0 * (below[2] - above[2]);
    (right / 32.0, down / 32.0)
}

/// Gradients over amplitudes at the borders of ink: all, and by four directions.
struct Edges {
    all: Vec<f32>,
    directed: [Vec<f32>; 4],
}

/// `inked`: where the line is darker than half of its contrast, an entry a pixel.
fn edges(strip: &Strip, inked: &[bool], contrast: f32) -> Edges {
    let width = strip.width;
    let mut found = Edges { all: Vec::new(), directed: Default::default() };
    let (mut least, mut most) = (vec![0.0; width], vec![0.0; width]);
    let mut border = Vec::with_capacity(width);
    if width < 3 {
        return found;
    }
    for y in 1..strip.height.saturating_sub(1) {
        strip.extremes(y, &mut least, &mut most);
        let row = |y: usize| &inked[y * width..(y + 1) * width];
        let (above, here, below) = (row(y - 1), row(y), row(y + 1));
        let sides = here.iter().zip(&here[2..]).map(|(left, right)| left & right);
        let inner = here[1..].iter().zip(&above[1..]).zip(&below[1..]).zip(sides);
        border.clear();
        border.extend(inner.map(|(((here, above), below), sides)| here & !(above & below & sides)));
        for x in border.iter().enumerate().filter(|(_, is_border)| **is_border).map(|(at, _)| at + 1) {
            // Greatest less least darkness in 9 × 9.
            let near = x.saturating_sub(4)..(x + 5).min(width);
            let low = least[near.clone()].iter().copied().fold(f32::MAX, lesser);
            let high = most[near].iter().copied().fold(f32::MIN, greater);
            let amplitude = high - low;
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
fn pattern(inked: &[bool], width: usize) -> (f32, f32) {
    let margin = (MARGIN * HEIGHT) as usize;
    let (mut changes, mut dark, mut all) = (0usize, 0usize, 0usize);
    let rows = inked.chunks_exact(width.max(1)).skip(margin).take(HEIGHT as usize);
    for row in rows {
        changes += row.iter().zip(&row[1..]).map(|(a, b)| u32::from(a != b)).sum::<u32>() as usize;
        dark += row.iter().map(|&inked| u32::from(inked)).sum::<u32>() as usize;
        all += row.len();
    }
    (changes as f32 * HEIGHT / all.max(1) as f32, dark as f32 / all.max(1) as f32)
}

/// 24·√(λ / variance): the smaller eigenvalue of the structure tensor of the blurred line, freed of its noise, over the
/// variance of the same blurred line.
fn texture(strip: &Strip, noise: f32) -> f32 {
    // σ = 1.2.
    let soft = strip.blurred(&[0.015, 0.083, 0.235, 0.334, 0.235, 0.083, 0.015]);
    let mut moments = [0f64; 5];
    for y in 1..soft.height.saturating_sub(1) {
        let of_row = row_moments(soft.row(y - 1), soft.row(y), soft.row(y + 1));
        moments.iter_mut().zip(of_row).for_each(|(sum, row)| *sum += f64::from(row));
    }
    let [xx, xy, yy, sum, squares] = moments;
    let count = (soft.width.saturating_sub(2) * soft.height.saturating_sub(2)) as f64;
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

/// Sums over a row of the products of its gradients (right · right, right · down, down · down), of its values and of
/// their squares, the row's ends left out. Eight sums side by side, so that it becomes vector code.
fn row_moments(above: &[f32], here: &[f32], below: &[f32]) -> [f32; 5] {
    let mut sums = [[0f32; LANES]; 5];
    let mut from = 0;
    while let (Some(a), Some(h), Some(b)) = (piece(above, from), piece(here, from), piece(below, from)) {
        add_moments(&mut sums, [a, h, b]);
        from += LANES;
    }
    let mut sums = sums.map(|lanes| lanes.iter().sum::<f32>());
    while let (Some(a), Some(h), Some(b)) = (piece(above, from), piece(here, from), piece(below, from)) {
        let (right, down) = scharr(a, h, b);
        let products = [right * right, right * down, down * down, h[1], h[1] * h[1]];
        sums.iter_mut().zip(products).for_each(|(sum, product)| *sum += product);
        from += 1;
    }
    sums
}

/// So many values of a row from a place on.
fn piece<const N: usize>(row: &[f32], from: usize) -> Option<&[f32; N]> {
    row.get(from..).and_then(|row| row.first_chunk())
}

/// Adds what the middles of the 3 × 3 places of these rows say, each to a sum of its own.
fn add_moments(sums: &mut [[f32; LANES]; 5], [a, h, b]: [&[f32; LANES + 2]; 3]) {
    // Scharr's gradient, first down the columns, then across.
    let smooth: [f32; LANES + 2] = std::array::from_fn(|x| 3.0 * (a[x] + b[x]) + 10.0 * h[x]);
    let apart: [f32; LANES + 2] = std::array::from_fn(|x| b[x] - a[x]);
    let right: [f32; LANES] = std::array::from_fn(|x| (smooth[x + 2] - smooth[x]) / 32.0);
    let down: [f32; LANES] =
        std::array::from_fn(|x| (3.0 * (apart[x] + apart[x + 2]) + 10.0 * apart[x + 1]) / 32.0);
    let value: [f32; LANES] = std::array::from_fn(|x| h[x + 1]);
    let pairs =
        [(&right, &right), (&right, &down), (&down, &down), (&value, &[1.0; LANES]), (&value, &value)];
    for (sum, (one, other)) in sums.iter_mut().zip(pairs) {
        (0..LANES).for_each(|x| sum[x] += one[x] * other[x]);
    }
}

/// Where values of darkness lie, and those of gradients over amplitudes.
const DARKNESS: (f32, f32) = (-0.5, 1.0);
const SHARES: (f32, f32) = (0.0, 1.0);

fn median(shares: &[f32]) -> f32 {
    let [median] = at_percents(shares, [50], SHARES);
    median
}

/// Bins in which values are counted to find one of a given rank: that is good to a bin's width, 0.0004 of darkness.
const BINS: usize = 4096;

/// The values that so many percent are at most, in steps of a bin, those in one taken to be evenly spread; 0 of none.
/// Values outside of the range count for its first and last bin.
fn at_percents<const N: usize>(values: &[f32], percents: [usize; N], (low, high): (f32, f32)) -> [f32; N] {
    let most = (BINS - 1) as f32;
    let scale = most / (high - low);
    let bin = |value: f32| {
        let place = (value - low) * scale;
        let place = if place > 0.0 { place } else { 0.0 };
        // The remainder only tells the compiler what the comparison has seen to.
        nearest(if place < most { place } else { most }) % BINS as u16
    };
    // Two counts of each: neighbours are often alike, and a count waits for the one before it.
    let mut counts = [[0u32; 2]; BINS];
    let mut bins = [0u16; 128];
    for part in values.chunks(bins.len()) {
        bins.iter_mut().zip(part).for_each(|(place, &value)| *place = bin(value));
        for (at, &bin) in bins[..part.len()].iter().enumerate() {
            counts[usize::from(bin)][at % 2] += 1;
        }
    }
    percents.map(|percent| {
        let wanted = (values.len() * percent / 100) as u32;
        let mut below = 0;
        for (at, count) in (0u16..).zip(&counts) {
            let count = count[0] + count[1];
            if wanted < below + count {
                // The bin's middle is its number.
                let part = (wanted - below) as f32 / count as f32 - 0.5;
                return (f32::from(at) + part) / scale + low;
            }
            below += count;
        }
        0.0
    })
}

//! Paper and ink of a grey raster.
//!
//! Why it exists: "dark" means nothing on a photo taken under a lamp. Paper is estimated tile by tile, ink is what is
//! darker than the paper around it by a share of the contrast found there. All in whole numbers, so that no figure
//! depends on a processor.
//!
//! Steps and constants are those of the measurements on drawn pages behind the legibility design: 16-pixel tiles,
//! a high percentile, ink at 0.45 of the local contrast above a floor of noise.

use crate::decode::Raster;

/// Side of a tile, pixels of the measured copy.
pub(crate) const TILE: usize = 16;

/// Paper is never taken to be darker than this, so that black stays ink: grey levels.
const MIN_PAPER: u32 = 8;

/// Darkness is counted in thousandths of the paper's level.
const FULL: u32 = 1000;

/// Least darkness that is ink: 3 % of the paper, about 7 levels on white; half the faintest legible print.
const MIN_DARKNESS: u32 = 30;

/// Share of the local contrast from which on a pixel is ink, percent: the edge of a blurred stroke lies at 50.
const INK_PERCENT: u32 = 45;

/// Least darkness as a share of the page's strongest contrasts, percent: show-through beside print is no ink.
const PAGE_PERCENT: u32 = 20;

/// Least darkness over what is left of noise when it is smoothed. Of plain noise that is less than three times its
/// deviation; but JPEG takes the finest noise away, by which it is measured, and leaves the coarser.
const STILL_NOISE: u32 = 6;

/// More than this, thousandths of the paper, is no noise but a page whose quietest tiles are written on.
const MOST_STILL_NOISE: u32 = 100;

/// Values on a grid of tiles, read at any pixel by bilinear interpolation between the tiles' middles.
#[derive(Clone, Debug)]
pub(crate) struct Grid {
    pub columns: usize,
    pub rows: usize,
    pub values: Vec<u32>,
}

impl Grid {
    /// One value a tile; `of` sees the tile's pixel range (x0, y0, x1, y1).
    pub(crate) fn over(
        width: usize,
        height: usize,
        mut of: impl FnMut(usize, usize, usize, usize) -> u32,
    ) -> Grid {
        let (columns, rows) = (width.div_ceil(TILE), height.div_ceil(TILE));
        let mut values = Vec::with_capacity(columns * rows);
        for row in 0..rows {
            for column in 0..columns {
                let (x0, y0) = (column * TILE, row * TILE);
                values.push(of(x0, y0, (x0 + TILE).min(width), (y0 + TILE).min(height)));
            }
        }
        Grid { columns, rows, values }
    }

    /// The grid without so many tiles at either side, and at the head and the foot.
    pub(crate) fn inner(&self, across: usize, down: usize) -> Grid {
        let columns = self.columns.saturating_sub(2 * across);
        let rows = self.rows.saturating_sub(2 * down);
        let lines = self.values.chunks_exact(self.columns.max(1)).skip(down).take(rows);
        let values = lines.flat_map(|line| line.iter().skip(across).take(columns)).copied().collect();
        Grid { columns, rows, values }
    }

    /// Replaces each value by what `of` makes of the values within `reach` tiles of it, cut at the borders.
    pub(crate) fn filter(&self, reach: usize, of: impl Fn(&mut [u32]) -> u32) -> Grid {
        let mut near = Vec::new();
        let mut values = Vec::with_capacity(self.values.len());
        for row in 0..self.rows {
            for column in 0..self.columns {
                near.clear();
                for y in row.saturating_sub(reach)..(row + reach + 1).min(self.rows) {
                    let from = y * self.columns;
                    let x0 = column.saturating_sub(reach);
                    let x1 = (column + reach + 1).min(self.columns);
                    near.extend_from_slice(&self.values[from + x0..from + x1]);
                }
                values.push(of(&mut near));
            }
        }
        Grid { values, ..*self }
    }

    /// The values of one row of pixels: first down between two rows of tiles, then across between their middles.
    fn row(&self, y: usize, width: usize, blend: &mut Vec<u32>, out: &mut Vec<u32>) {
        const SIDE: u32 = TILE as u32;
        let (above, below, down) = between(y, self.rows);
        let tiles = |row: usize| &self.values[row * self.columns..(row + 1) * self.columns];
        blend.clear();
        blend
            .extend(tiles(above).iter().zip(tiles(below)).map(|(top, low)| top * (SIDE - down) + low * down));
        out.clear();
        let (Some(&first), Some(&last)) = (blend.first(), blend.last()) else { return };
        let level = |sum: u32| (sum + SIDE * SIDE / 2) / (SIDE * SIDE);
        out.resize(TILE / 2, level(first * SIDE));
        for pair in blend.windows(2) {
            out.extend((0..SIDE).map(|way| level(pair[0] * (SIDE - way) + pair[1] * way)));
        }
        out.resize(width, level(last * SIDE));
    }
}

/// The two tiles whose middles lie around a pixel, and how far it is on the way to the second, in pixels.
fn between(pixel: usize, tiles: usize) -> (usize, usize, u32) {
    let last = tiles.saturating_sub(1);
    match pixel.checked_sub(TILE / 2) {
        None => (0, 0, 0),
        Some(shifted) => {
            ((shifted / TILE).min(last), (shifted / TILE + 1).min(last), (shifted % TILE) as u32)
        }
    }
}

pub(crate) fn mean(values: &mut [u32]) -> u32 {
    let count = values.len().max(1) as u32;
    (values.iter().sum::<u32>() + count / 2) / count
}

fn most(values: &mut [u32]) -> u32 {
    values.iter().copied().max().unwrap_or(0)
}

pub(crate) fn median(values: &mut [u32]) -> u32 {
    values.sort_unstable();
    values.get(values.len() / 2).copied().unwrap_or(0)
}

/// Where the paper is, how bright, and how noisy.
#[derive(Clone, Debug)]
pub(crate) struct Paper {
    /// Grey level of the paper, a tile each.
    pub grid: Grid,
    /// Median of the grid.
    pub level: u32,
    /// The same as it was found, however dark.
    pub light: u32,
    /// Standard deviation of the noise in hundredths of a grey level.
    pub noise: u32,
}

impl Paper {
    /// Level at the tile of a pixel; beyond the border the nearest tile's.
    pub fn at(&self, x: usize, y: usize) -> u32 {
        let column = (x / TILE).min(self.grid.columns.saturating_sub(1));
        let row = (y / TILE).min(self.grid.rows.saturating_sub(1));
        self.grid.values.get(row * self.grid.columns + column).copied().unwrap_or(MIN_PAPER)
    }

    pub fn of(raster: &Raster) -> Paper {
        let (width, height) = (raster.width, raster.height);
        let bright = Grid::over(width, height, |x0, y0, x1, y1| bright(raster, x0, y0, x1, y1));
        let grid = bright.filter(1, most).filter(2, median).filter(1, mean);
        let light = median(&mut grid.values.clone());
        let grid = Grid { values: grid.values.iter().map(|&level| level.max(MIN_PAPER)).collect(), ..grid };
        Paper { level: light.max(MIN_PAPER), light, noise: noise(raster), grid }
    }
}

/// About the 90th percentile of a tile without noise: the second brightest of its means over 4 × 4 pixels.
fn bright(raster: &Raster, x0: usize, y0: usize, x1: usize, y1: usize) -> u32 {
    let (mut first, mut second) = (0, 0);
    for y in (y0..y1).step_by(4) {
        for x in (x0..x1).step_by(4) {
            let (mut sum, mut count) = (0u32, 0u32);
            for row in y..(y + 4).min(y1) {
                for &level in &raster.data[row * raster.width + x..row * raster.width + (x + 4).min(x1)] {
                    sum += u32::from(level);
                    count += 1;
                }
            }
            let mean = sum / count.max(1);
            if mean > first {
                (first, second) = (mean, first);
            } else {
                second = second.max(mean);
            }
        }
    }
    // A tile of a single cell, at the border of a tiny raster.
    if second == 0 { first } else { second }
}

/// Standard deviation of the noise, hundredths of a grey level: the mean response to a mask that flat and sloping
/// paper do not answer (Immerkær 1996), a tile each, of which the quietest fifth. Every other row of tiles is enough.
fn noise(raster: &Raster) -> u32 {
    let (width, height) = (raster.width, raster.height);
    let row = |y: usize| &raster.data[y * width..(y + 1) * width];
    let across = |near: &[u8]| i32::from(near[0]) - 2 * i32::from(near[1]) + i32::from(near[2]);
    let area = (TILE * TILE) as u32;
    let mut tiles = Vec::new();
    for y0 in (1..height.saturating_sub(TILE)).step_by(2 * TILE) {
        for x0 in (1..width.saturating_sub(TILE)).step_by(TILE) {
            let (mut sum, mut levels) = (0u32, 0u32);
            let span = x0 - 1..x0 + TILE + 1;
            for y in y0..y0 + TILE {
                let (above, here, below) =
                    (&row(y - 1)[span.clone()], &row(y)[span.clone()], &row(y + 1)[span.clone()]);
                for ((a, h), b) in above.windows(3).zip(here.windows(3)).zip(below.windows(3)) {
                    sum += (across(a) - 2 * across(h) + across(b)).unsigned_abs();
                }
                levels += here[1..=TILE].iter().map(|&level| u32::from(level)).sum::<u32>();
            }
            // Clipped tiles have no noise to show.
            if (4..=251).contains(&(levels / area)) {
                // σ = √(π/2) / 6 · mean; 0.20888 in 1/100000, in hundredths of a level.
                tiles.push((u64::from(sum) * 20888 / 1000 / u64::from(area)) as u32);
            }
        }
    }
    tiles.sort_unstable();
    tiles.get(tiles.len() / 5).copied().unwrap_or(0)
}

/// Which pixels are ink.
pub(crate) fn ink(raster: &Raster, paper: &Paper) -> Vec<bool> {
    let (width, height) = (raster.width, raster.height);
    let dark = smooth(&darkness(raster, paper), width, height);
    let local = Grid::over(width, height, |x0, y0, x1, y1| strong(&dark, width, x0, y0, x1, y1));
    let contrast = local.filter(1, most).filter(1, mean);
    let mut sorted = contrast.values.clone();
    sorted.sort_unstable();
    let strongest = sorted.get(sorted.len() * 97 / 100).copied().unwrap_or(0);
    let noise = 3 * paper.noise * FULL / 100 / paper.level.max(1);
    let left = (STILL_NOISE * unevenness(&dark, width, height)).min(MOST_STILL_NOISE);
    let floor = MIN_DARKNESS.max(noise).max(left).max(strongest * PAGE_PERCENT / 100);
    let mut inked = Vec::with_capacity(dark.len());
    let (mut blend, mut limits) = (Vec::new(), Vec::new());
    for (y, row) in dark.chunks_exact(width.max(1)).enumerate() {
        contrast.row(y, width, &mut blend, &mut limits);
        inked.extend(row.iter().zip(&limits).map(|(&n, &c)| {
            let n = u32::from(n);
            n > floor && n * 100 > c * INK_PERCENT
        }));
    }
    inked
}

/// Standard deviation of smoothed darkness, thousandths of the paper: by the mean difference of pixels six apart, of
/// the quietest fifth of tiles, as for noise. Every other row of tiles, every other row of pixels.
fn unevenness(dark: &[u16], width: usize, height: usize) -> u32 {
    const APART: usize = 6;
    let mut tiles = Vec::new();
    for y0 in (0..height.saturating_sub(TILE)).step_by(2 * TILE) {
        for x0 in (0..width.saturating_sub(TILE + APART)).step_by(TILE) {
            let rows =
                (y0..y0 + TILE).step_by(2).map(|y| &dark[y * width + x0..y * width + x0 + TILE + APART]);
            let apart = |row: &[u16]| -> u32 {
                row.iter().zip(&row[APART..]).map(|(&a, &b)| u32::from(a.abs_diff(b))).sum()
            };
            tiles.push(rows.map(apart).sum::<u32>());
        }
    }
    tiles.sort_unstable();
    let quiet = tiles.get(tiles.len() / 5).copied().unwrap_or(0);
    // σ = √π / 2 · mean.
    quiet * 886 / 1000 / (TILE * TILE / 2) as u32
}

/// How much darker than its paper each pixel is, in thousandths of the paper.
fn darkness(raster: &Raster, paper: &Paper) -> Vec<u16> {
    // Thousandths a level, in 1/65536: a division a grey level instead of one a pixel.
    let shares: Vec<u32> = (0..256).map(|level: u32| (FULL << 16) / level.max(1)).collect();
    let mut dark = Vec::with_capacity(raster.data.len());
    let (mut blend, mut levels) = (Vec::new(), Vec::new());
    for (y, row) in raster.data.chunks_exact(raster.width.max(1)).enumerate() {
        paper.grid.row(y, raster.width, &mut blend, &mut levels);
        dark.extend(row.iter().zip(&levels).map(|(&level, &paper)| {
            let paper = paper.min(255);
            ((u64::from(paper.saturating_sub(u32::from(level))) * u64::from(shares[paper as usize])) >> 16)
                as u16
        }));
    }
    dark
}

/// A blur of σ ≈ 0.7 pixels: 1 2 1 both ways; borders repeat.
fn smooth(plane: &[u16], width: usize, height: usize) -> Vec<u16> {
    let mut across = Vec::with_capacity(plane.len());
    for row in plane.chunks_exact(width.max(1)) {
        let (first, last) = (row[0], row[width - 1]);
        across.push(3 * first + row[1.min(width - 1)]);
        across.extend(row.windows(3).map(|near| near[0] + 2 * near[1] + near[2]));
        if width > 1 {
            across.push(row[width - 2] + 3 * last);
        }
    }
    let mut both = Vec::with_capacity(plane.len());
    let row = |y: usize| &across[y * width..(y + 1) * width];
    for y in 0..height {
        let (above, here, below) = (row(y.saturating_sub(1)), row(y), row((y + 1).min(height - 1)));
        both.extend(above.iter().zip(here).zip(below).map(|((a, h), b)| (a + 2 * h + b + 8) / 16));
    }
    both
}

/// About the 97th percentile of a tile's darkness.
fn strong(dark: &[u16], width: usize, x0: usize, y0: usize, x1: usize, y1: usize) -> u32 {
    // Bins of 8 thousandths; the highest bin reached by at least 3 % of the pixels.
    let mut bins = [0u32; 128];
    for y in y0..y1 {
        for &n in &dark[y * width + x0..y * width + x1] {
            bins[usize::from(n / 8).min(127)] += 1;
        }
    }
    let wanted = ((x1 - x0) * (y1 - y0) * 3).div_ceil(100) as u32;
    let mut above = 0;
    for (bin, count) in bins.iter().enumerate().rev() {
        above += count;
        if above >= wanted {
            return bin as u32 * 8;
        }
    }
    0
}

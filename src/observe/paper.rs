//! Paper and ink of a grey raster.
//!
//! Why it exists: "dark" means nothing on a photo taken under a lamp. Paper is estimated tile by tile, ink is what is
//! darker than the paper around it by a share of the contrast found there. All in whole numbers, so that no figure
//! depends on a processor.
//!
//! Steps and constants are those of the measurements on drawn pages behind the legibility design: 16-pixel tiles,
//! a high percentile, ink at 0.45 of the local contrast above a floor of noise.

use super::bits::Bits;
use crate::decode::Raster;

/// Side of a tile, pixels of the measured copy.
pub(crate) const TILE: usize = 16;

/// Paper is never taken to be darker than this, so that black stays ink: grey levels.
const MIN_PAPER: u32 = 8;

/// Darkness is counted in thousandths of the paper's level.
const FULL: u32 = 1000;

/// Least darkness that is ink: 3 % of the paper, about 7 levels on white; half the faintest legible print.
const MIN_DARKNESS: u32 = 30;

/// Share of the local contrast from which on a pixel is ink, 45 %, as a fraction of small whole numbers: the edge of a
/// blurred stroke lies at 50.
const INK_SHARE: (i16, i16) = (9, 20);

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
    fn row(&self, y: usize, width: usize, blend: &mut Vec<i32>, out: &mut Vec<i32>) {
        const SIDE: i32 = TILE as i32;
        const HALF: i32 = SIDE * SIDE / 2;
        const SHIFT: u32 = 2 * TILE.ilog2();
        let (above, below, down) = between(y, self.rows);
        let down = down as i32;
        let tiles = |row: usize| &self.values[row * self.columns..(row + 1) * self.columns];
        blend.clear();
        blend.extend(
            tiles(above)
                .iter()
                .zip(tiles(below))
                .map(|(&top, &low)| top as i32 * (SIDE - down) + low as i32 * down),
        );
        let (Some(&first), Some(&last)) = (blend.first(), blend.last()) else { return out.clear() };
        // Half a tile before the first middle, half a one and more behind the last.
        out.clear();
        out.resize(blend.len() * TILE, (last * SIDE + HALF) >> SHIFT);
        let (head, rest) = out.split_at_mut(TILE / 2);
        head.fill((first * SIDE + HALF) >> SHIFT);
        for (pair, out) in blend.windows(2).zip(rest.as_chunks_mut::<TILE>().0) {
            // Four at a time, each four a step of the tile further: vector code has no product of whole numbers.
            let (from, step) = (pair[0] * SIDE + HALF, pair[1] - pair[0]);
            let mut four = [from, from + step, from + 2 * step, from + 3 * step];
            for out in out.as_chunks_mut::<4>().0 {
                *out = four.map(|sum| sum >> SHIFT);
                four = four.map(|sum| sum + 4 * step);
            }
        }
        out.resize(width, (last * SIDE + HALF) >> SHIFT);
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
        let bright = bright(raster);
        let grid = bright.filter(1, most).filter(2, median).filter(1, mean);
        let light = median(&mut grid.values.clone());
        let grid = Grid { values: grid.values.iter().map(|&level| level.max(MIN_PAPER)).collect(), ..grid };
        Paper { level: light.max(MIN_PAPER), light, noise: noise(raster), grid }
    }
}

/// Side of a cell, pixels.
const CELL: usize = 4;

/// About the 90th percentile of each tile without noise: the second brightest of its means over 4 × 4 pixels.
fn bright(raster: &Raster) -> Grid {
    let (width, height) = (raster.width, raster.height);
    let (columns, rows) = (width.div_ceil(CELL), height.div_ceil(CELL));
    let mut means = Vec::with_capacity(columns * rows);
    let mut sums = vec![0u16; width];
    for lines in raster.data.chunks(CELL * width.max(1)) {
        sums.fill(0);
        for line in lines.chunks_exact(width.max(1)) {
            sums.iter_mut().zip(line).for_each(|(sum, &level)| *sum += u16::from(level));
        }
        let down = (lines.len() / width.max(1)) as u16;
        let (cells, rest) = sums.as_chunks::<CELL>();
        means.extend(cells.iter().map(|cell| cell.iter().sum::<u16>() / (CELL as u16 * down)));
        if !rest.is_empty() {
            means.push(rest.iter().sum::<u16>() / (rest.len() as u16 * down));
        }
    }
    Grid::over(width, height, |x0, y0, x1, y1| {
        let (mut first, mut second) = (0, 0);
        for row in y0 / CELL..y1.div_ceil(CELL) {
            for &mean in &means[row * columns + x0 / CELL..row * columns + x1.div_ceil(CELL)] {
                second = second.max(first.min(mean));
                first = first.max(mean);
            }
        }
        // A tile of a single cell, at the border of a tiny raster.
        u32::from(if second == 0 { first } else { second })
    })
}

/// Standard deviation of the noise, hundredths of a grey level: the mean response to a mask that flat and sloping
/// paper do not answer (Immerkær 1996), a tile each, of which the quietest fifth. Every other row of tiles is enough.
fn noise(raster: &Raster) -> u32 {
    let (width, height) = (raster.width, raster.height);
    const SPAN: usize = TILE + 2;
    let area = (TILE * TILE) as u32;
    let mut tiles = Vec::new();
    for y0 in (1..height.saturating_sub(TILE)).step_by(2 * TILE) {
        for x0 in (1..width.saturating_sub(TILE)).step_by(TILE) {
            let line = |y: usize| raster.data[y * width + x0 - 1..].first_chunk::<SPAN>();
            let (mut sum, mut levels) = (0u32, 0u32);
            for y in y0..y0 + TILE {
                let (Some(above), Some(here), Some(below)) = (line(y - 1), line(y), line(y + 1)) else {
                    continue;
                };
                let down: [i16; SPAN] = std::array::from_fn(|x| {
                    i16::from(above[x]) - 2 * i16::from(here[x]) + i16::from(below[x])
                });
                let across: [i16; TILE] =
                    std::array::from_fn(|x| (down[x] - 2 * down[x + 1] + down[x + 2]).abs());
                sum += across.iter().map(|&by| by as u32).sum::<u32>();
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
pub(crate) fn ink(raster: &Raster, paper: &Paper) -> Bits {
    let (width, height) = (raster.width, raster.height);
    let dark = darkness(raster, paper);
    let local = Grid::over(width, height, |x0, y0, x1, y1| strong(&dark, width, x0, y0, x1, y1));
    let contrast = local.filter(1, most).filter(1, mean);
    let mut sorted = contrast.values.clone();
    sorted.sort_unstable();
    let strongest = sorted.get(sorted.len() * 97 / 100).copied().unwrap_or(0);
    let noise = 3 * paper.noise * FULL / 100 / paper.level.max(1);
    let left = (STILL_NOISE * unevenness(&dark, width, height)).min(MOST_STILL_NOISE);
    let floor = MIN_DARKNESS.max(noise).max(left).max(strongest * PAGE_PERCENT / 100);
    // No pixel is darker than that.
    let floor = floor.min(FULL) as i16;
    let mut inked = Bits::new(width, height);
    let (mut blend, mut levels, mut is_ink) = (Vec::new(), Vec::new(), Vec::new());
    for (y, row) in dark.chunks_exact(width.max(1)).enumerate() {
        contrast.row(y, width, &mut blend, &mut levels);
        is_ink.clear();
        is_ink.extend(row.iter().zip(&levels).map(|(&n, &contrast)| {
            // Thousandths twenty times are still below 2^15.
            (n > floor) & (n * INK_SHARE.1 > contrast as i16 * INK_SHARE.0)
        }));
        inked.pack(y, &is_ink);
    }
    inked
}

/// Standard deviation of smoothed darkness, thousandths of the paper: by the mean difference of pixels six apart, of
/// the quietest fifth of tiles, as for noise. Every other row of tiles, every other row of pixels.
fn unevenness(dark: &[i16], width: usize, height: usize) -> u32 {
    const APART: usize = 6;
    let mut tiles = Vec::new();
    for y0 in (0..height.saturating_sub(TILE)).step_by(2 * TILE) {
        for x0 in (0..width.saturating_sub(TILE + APART)).step_by(TILE) {
            let rows = (y0..y0 + TILE).step_by(2);
            let rows = rows.filter_map(|y| dark[y * width + x0..].first_chunk::<{ TILE + APART }>());
            let mut sums = [0i16; TILE];
            for row in rows {
                for (x, sum) in sums.iter_mut().enumerate() {
                    *sum += (row[x] - row[x + APART]).abs();
                }
            }
            tiles.push(sums.iter().map(|&sum| sum as u32).sum::<u32>());
        }
    }
    tiles.sort_unstable();
    let quiet = tiles.get(tiles.len() / 5).copied().unwrap_or(0);
    // σ = √π / 2 · mean.
    quiet * 886 / 1000 / (TILE * TILE / 2) as u32
}

/// How much darker than its paper each pixel is, in thousandths of the paper, blurred by σ ≈ 0.7 pixels: 1 2 1 both
/// ways; borders repeat.
fn darkness(raster: &Raster, paper: &Paper) -> Vec<i16> {
    let (width, height) = (raster.width, raster.height);
    let mut dark = Vec::with_capacity(raster.data.len());
    let mut row = DarkRow::default();
    let mut rows: [Vec<i16>; 3] = Default::default();
    if height > 0 {
        row.read(raster, paper, 0, &mut rows[1]);
        rows[0] = rows[1].clone();
    }
    for y in 0..height {
        if y + 1 < height {
            row.read(raster, paper, y + 1, &mut rows[2]);
        } else {
            let [_, here, below] = &mut rows;
            below.clone_from(here);
        }
        let [above, here, below] = &rows;
        dark.extend(above.iter().zip(here).zip(below).map(|((a, h), b)| (a + 2 * h + b + 8) >> 4));
        rows.rotate_left(1);
    }
    debug_assert_eq!(dark.len(), width * height);
    dark
}

/// The whole number nearest to one from 0 to 2^16: added to 2^23 it has no room for a fraction, and unlike a conversion
/// this becomes vector code. Below 0 there is room for halves, and the answer is wrong.
pub(crate) fn nearest(number: f32) -> u16 {
    (number + 8_388_608.0).to_bits() as u16
}

/// What a row of pixels needs to become darkness; held so that no row allocates.
#[derive(Default)]
struct DarkRow {
    blend: Vec<i32>,
    levels: Vec<i32>,
    plain: Vec<i16>,
}

impl DarkRow {
    /// Darkness of a row, blurred across by 1 2 1: four times what it is.
    fn read(&mut self, raster: &Raster, paper: &Paper, y: usize, out: &mut Vec<i16>) {
        let width = raster.width;
        paper.grid.row(y, width, &mut self.blend, &mut self.levels);
        let levels = &raster.data[y * width..(y + 1) * width];
        self.plain.clear();
        self.plain.extend(levels.iter().zip(&self.levels).map(|(&level, &paper)| {
            // No processor rounds these otherwise (IEEE 754). The whole part, to a thousandth.
            let below = (paper - i32::from(level)) as f32 * FULL as f32 / paper as f32 - 0.499;
            nearest(if below > 0.0 { below } else { 0.0 }) as i16
        }));
        let row = &self.plain;
        let (Some(&first), Some(&last)) = (row.first(), row.last()) else { return };
        out.clear();
        out.push(3 * first + row[1.min(width - 1)]);
        let next = row.iter().zip(&row[1..]).zip(row.get(2..).unwrap_or_default());
        out.extend(next.map(|((a, h), b)| a + 2 * h + b));
        if width > 1 {
            out.push(row[width - 2] + 3 * last);
        }
    }
}

/// About the 97th percentile of a tile's darkness: the highest step of 8 thousandths that at least 3 % of its pixels
/// reach.
fn strong(dark: &[i16], width: usize, x0: usize, y0: usize, x1: usize, y1: usize) -> u32 {
    let wanted = ((x1 - x0) * (y1 - y0) * 3).div_ceil(100);
    let row = |y: usize| &dark[y * width + x0..y * width + x1];
    // Whole rows of a tile are counted as vectors.
    let count = |least: i16| -> usize {
        let of_row = |row: &[i16]| match row.first_chunk::<TILE>() {
            Some(row) => row.iter().map(|&n| i16::from(n >= least)).sum::<i16>() as usize,
            None => row.iter().filter(|&&n| n >= least).count(),
        };
        (y0..y1).map(|y| of_row(row(y))).sum()
    };
    let most = (y0..y1).flat_map(|y| row(y).iter().copied().max()).max().unwrap_or(0);
    // From the half of all steps to single ones: the sum of those that enough pixels reach.
    let mut reached = 0i16;
    for bit in (0..STEPS.ilog2()).rev() {
        let step = 8 << bit;
        if reached + step <= most && count(reached + step) >= wanted {
            reached += step;
        }
    }
    reached as u32
}

/// Steps of darkness that are told apart.
const STEPS: u32 = 128;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::Plane;

    #[test]
    fn paper_has_no_darkness_and_ink_its_share() {
        // Paper of 200, and a broad bar of 50: three quarters darker.
        let data = (0..96 * 96).map(|at| if (40..50).contains(&(at % 96)) { 50 } else { 200 }).collect();
        let page = Raster { width: 96, height: 96, plane: Plane::Grey, data };
        let dark = darkness(&page, &Paper::of(&page));
        assert_eq!((dark[48 * 96 + 10], dark[48 * 96 + 45]), (0, 750));
    }
}

//! Traces of writing that are too faint to be ink.
//!
//! Why it exists: a page that was printed faintly or burnt by light has no ink left, but a reader, or a person, may
//! still make out what stood there. Such a page must not be called blank. Noise of paper and of JPEG is as rough in one
//! place as in another; writing makes the tiles rough that lie along its lines. So it is asked whether the roughness
//! of tiles goes with that of the tiles two further on (neighbours share pixels of their surroundings).
//!
//! Measured on drawn pages: empty sheets (white, cream, grey, dark, falling light; noise of σ 0–10; JPEG 20–90) reach
//! 0.05, pages whose print is a thirtieth to a hundredth of its strength start at 0.13.

use super::bits::Bits;
use super::paper::{Grid, TILE, mean, median};
use crate::decode::Raster;

/// Least correlation of tiles two apart, percent.
const LEAST_PERCENT: i128 = 12;

/// The same in standard errors of n tiles (1/√n), so that a small page is not told from its noise by chance.
const LEAST_ERRORS: i128 = 5;

/// Fewest rough tiles: eight characters of 20 pixels cover a dozen.
const FEWEST: usize = 12;

/// Roughness is summed over a tile in 1/32 of a level.
const LEVEL: u32 = 32;

/// A tile is rough that is so much (in the unit of sums: 0.04 of a level) above the tiles around it.
const ROUGH: i64 = (LEVEL as i64 * (TILE * TILE) as i64) / 25;

/// What rounding to whole levels can make of an even slope is not rough: half a level.
const ROUNDING: u32 = LEVEL / 2;

/// Ink in a tile from which on it is a mark; less is noise that reached the limit of ink.
const MARK: usize = 10;

/// Marks in more of the tiles than this, percent, are what is left of writing, not specks and holes.
const MOST_MARKED_PERCENT: usize = 5;

/// Surroundings whose mean is taken off, so that falling light, which changes noise, is no trace: tiles.
const AROUND: usize = 4;

/// Part of each side that is not looked at, percent: scanner edges.
const EDGE_PERCENT: usize = 5;

/// Whether something stands on the paper in lines; what `ink` holds is judged elsewhere.
pub(crate) fn has_traces(raster: &Raster, ink: &Bits) -> bool {
    let rough = inner(&roughness(raster));
    if rough.columns < 5 || rough.rows < 5 {
        return false;
    }
    let usual = median(&mut rough.values.clone());
    let most = 3 * usual + LEVEL * (TILE * TILE) as u32 / 2;
    let marked = marked(raster, ink);
    let values = rough.values.iter().zip(&marked);
    let values = values.map(|(&value, &marked)| if marked { usual } else { value.min(most) }).collect();
    let level = Grid { values, ..rough };
    let around = level.filter(AROUND, mean);
    let above = level.values.iter().zip(&around.values);
    let above: Vec<i64> = above.map(|(&value, &around)| i64::from(value) - i64::from(around)).collect();
    let rows: Vec<&[i64]> = above.chunks_exact(level.columns).collect();
    above.iter().filter(|&&value| value > ROUGH).count() >= FEWEST && goes_along(&rows)
}

/// The grid without its edges.
fn inner(grid: &Grid) -> Grid {
    let edge = |tiles: usize| (tiles * EDGE_PERCENT / 100 + 1).min(tiles / 2);
    let (right, down) = (edge(grid.columns), edge(grid.rows));
    grid.inner(right, down)
}

/// Tiles at and around marks of ink, which are looked at one by one: a hole would outweigh the paper.
fn marked(raster: &Raster, ink: &Bits) -> Vec<bool> {
    let grid = Grid::over(raster.width, raster.height, |x0, y0, x1, y1| {
        let inked: usize = (y0..y1).map(|y| ink.count_in(y, x0, x1)).sum();
        u32::from(inked >= MARK)
    });
    let near = inner(&grid.filter(1, |values| values.iter().copied().max().unwrap_or(0)));
    let few =
        near.values.iter().filter(|&&near| near > 0).count() * 100 <= near.values.len() * MOST_MARKED_PERCENT;
    near.values.iter().map(|&near| few && near > 0).collect()
}

/// Whether values two apart, across or down, go together.
fn goes_along(rows: &[&[i64]]) -> bool {
    let product = |a: i64, b: i64| i128::from(a) * i128::from(b);
    let (mut across, mut down, mut all) = (0i128, 0i128, 0i128);
    let mut pairs = (0i128, 0i128);
    for row in rows {
        all += row.iter().map(|&value| product(value, value)).sum::<i128>();
        across += row.iter().zip(row.iter().skip(2)).map(|(&a, &b)| product(a, b)).sum::<i128>();
        pairs.0 += row.len().saturating_sub(2) as i128;
    }
    for (here, below) in rows.iter().zip(rows.iter().skip(2)) {
        down += here.iter().zip(*below).map(|(&a, &b)| product(a, b)).sum::<i128>();
        pairs.1 += here.len() as i128;
    }
    let count = rows.iter().map(|row| row.len() as i128).sum::<i128>();
    // Sum over pairs against sum over all: r = (sum / pairs) / (all / count).
    let is_along = |sum: i128, pairs: i128| {
        let (part, whole) = (sum * count, all * pairs);
        let beyond_chance = part > 0
            && (part / 1000).saturating_pow(2).saturating_mul(count)
                >= (whole / 1000).saturating_pow(2).saturating_mul(LEAST_ERRORS * LEAST_ERRORS);
        part * 100 >= whole * LEAST_PERCENT && beyond_chance
    };
    is_along(across, pairs.0) || is_along(down, pairs.1)
}

/// How much the 3 × 3 means of a tile's pixels differ from the 17 × 17 means around them, summed.
fn roughness(raster: &Raster) -> Grid {
    let (width, height) = (raster.width, raster.height);
    let sums = Sums::of(raster);
    Grid::over(width, height, |x0, y0, x1, y1| {
        let mut sum = 0;
        for y in y0..y1 {
            for x in x0..x1 {
                let apart = sums.mean(x, y, 1).abs_diff(sums.mean(x, y, TILE / 2));
                sum += apart.saturating_sub(ROUNDING);
            }
        }
        // A tile cut by the border counts as a whole one.
        let area = ((x1 - x0) * (y1 - y0)).max(1) as u32;
        (u64::from(sum) * (TILE * TILE) as u64 / u64::from(area)) as u32
    })
}

/// Sums of all levels above and left of a place; they wrap, differences of near places do not.
struct Sums {
    width: usize,
    height: usize,
    data: Vec<u32>,
}

impl Sums {
    fn of(raster: &Raster) -> Sums {
        let (width, height) = (raster.width, raster.height);
        let mut data = vec![0u32; (width + 1) * (height + 1)];
        for (y, row) in raster.data.chunks_exact(width.max(1)).enumerate() {
            let mut sum = 0u32;
            for (x, &level) in row.iter().enumerate() {
                sum = sum.wrapping_add(u32::from(level));
                data[(y + 1) * (width + 1) + x + 1] = data[y * (width + 1) + x + 1].wrapping_add(sum);
            }
        }
        Sums { width, height, data }
    }

    /// Mean of what lies within `reach` pixels both ways, in 1/[`LEVEL`] of a level; cut at the borders.
    fn mean(&self, x: usize, y: usize, reach: usize) -> u32 {
        let (x0, x1) = (x.saturating_sub(reach), (x + reach + 1).min(self.width));
        let (y0, y1) = (y.saturating_sub(reach), (y + reach + 1).min(self.height));
        let at = |x: usize, y: usize| self.data[y * (self.width + 1) + x];
        let sum = at(x1, y1).wrapping_sub(at(x0, y1)).wrapping_sub(at(x1, y0)).wrapping_add(at(x0, y0));
        let count = ((x1 - x0) * (y1 - y0)).max(1) as u32;
        (sum * LEVEL + count / 2) / count
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::Plane;

    const WIDTH: usize = 620;
    const HEIGHT: usize = 877;

    /// Hundredths of a level, about normally spread: the sum of six dice, σ 4.9 levels at full strength.
    fn noise(seed: &mut u32, percent: u32) -> i32 {
        let mut die = || {
            *seed ^= *seed << 13;
            *seed ^= *seed >> 17;
            *seed ^= *seed << 5;
            ((u64::from(*seed) * 7) >> 32) as i32 - 3
        };
        let sum: i32 = (0..6).map(|_| die()).sum();
        sum * percent as i32
    }

    /// A sheet of paper `light` bright at its middle, a quarter less at its foot where light falls off; lines of
    /// strokes `depth` levels darker.
    fn sheet(light: i32, falls: bool, percent: u32, depth: i32) -> Raster {
        let mut seed = 7;
        let data = (0..WIDTH * HEIGHT).map(|at| {
            let (x, y) = (at % WIDTH, at / WIDTH);
            let line = y % 32 < 16 && (80..800).contains(&y) && (80..540).contains(&x);
            let stroke = line && ((x / 3 + y / 4) % 3 == 0);
            let fall = if falls { light * 25 * y as i32 / HEIGHT as i32 } else { 0 };
            let level = (light - if stroke { depth } else { 0 }) * 100 - fall + noise(&mut seed, percent);
            ((level + 50) / 100).clamp(0, 255) as u8
        });
        Raster::new(WIDTH, HEIGHT, Plane::Grey, data.collect()).unwrap()
    }

    fn traced(sheet: &Raster) -> bool {
        has_traces(sheet, &Bits::new(sheet.width, sheet.height))
    }

    #[test]
    fn empty_paper_has_no_traces() {
        for light in [255, 246, 200, 80] {
            for percent in [0, 25, 100, 230] {
                assert!(!traced(&sheet(light, false, percent, 0)), "{light} {percent}");
                assert!(!traced(&sheet(light, true, percent, 0)), "falling light {light} {percent}");
            }
        }
    }

    #[test]
    fn writing_far_below_the_limit_of_ink_is_a_trace() {
        for (light, percent, depth) in [(255, 0, 2), (246, 25, 3), (246, 100, 6), (200, 100, 6), (80, 25, 3)]
        {
            assert!(traced(&sheet(light, false, percent, depth)), "{light} {percent} {depth}");
        }
    }

    #[test]
    fn holes_and_a_few_specks_are_no_traces() {
        let mut page = sheet(246, false, 25, 0);
        let mut ink = Bits::new(WIDTH, HEIGHT);
        for (x0, y0) in [(60, 300), (60, 560), (300, 400)] {
            for y in y0..y0 + 36 {
                page.data[y * WIDTH + x0..y * WIDTH + x0 + 36].fill(60);
                ink.fill(y, x0, x0 + 36);
            }
        }
        assert!(!has_traces(&page, &ink));
    }
}

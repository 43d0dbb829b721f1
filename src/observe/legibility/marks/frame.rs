//! The sheet in its picture: how much of it it fills, which borders are missing, how askew it was seen.
//!
//! Why it exists: a phone's photo shows a sheet on a table. Held too far, the letters are small for nothing; held too
//! near, a side is lost; held at a slant, one end is larger than the other. A scan that its sheet fills has no borders
//! to see and says nothing of all that.
//!
//! Ground is what is darker than the sheet and reaches the picture's sides; a border of the sheet is a straight line
//! between the two. Sheets on a ground as bright as they are not told.

use super::Scene;
use crate::decode::Raster;
use crate::facts::{Legibility, Measure, Reading, Why};

/// Side of a cell, pixels of the measured copy: smaller than a margin, larger than a stroke.
const CELL: usize = 8;

/// Least difference between the sheet's and the ground's mean level.
const APART: u32 = 28;

/// Ground takes at least this part of the picture, thousandths, and leaves at least that.
const GROUND: std::ops::RangeInclusive<usize> = 15..=985;

/// A border's places may be this far off its line, pixels of the measured copy.
const OFF: i32 = 5;

/// Part of the rows between the sheet's ends that must lie on the line, percent.
const STRAIGHT_PERCENT: usize = 55;

/// A side of the picture that ground covers less of than this is one where the sheet goes on, percent: the two ends of
/// the ground on the sides next to it. At 30 one in eight drawn sheets laid askew was said to be cut, at 12 one in 36.
const OPEN_PERCENT: usize = 12;

/// Rows or columns in which ground must end for a border to be looked for, percent.
const COVERED_PERCENT: usize = 12;

/// From a border inwards, what is found is still the border itself, pixels of the measured copy.
const INSIDE: i32 = 4;

/// Over so many pixels either way of a sheet's border the level changes by half of what parts sheet and ground; the
/// rim of a shadow is wider.
const SHARP: usize = 4;

/// Fewest borders that make a sheet of what is bright; one straight edge may be a heading's band.
const FEWEST: usize = 2;

/// Borders that leave less than this of the picture are none of a sheet's, hundredths of a percent: on so little of a
/// photo of ten million pixels no text can be read, and crossed borders leave nothing.
const LEAST_FILLED: i64 = 200;

/// A border of the sheet: `at = offset + along × slope`, seen from its side of the picture; slope in 1/65536.
#[derive(Clone, Copy, Debug)]
struct Edge {
    offset: i32,
    slope: i32,
}

impl Edge {
    /// Where the border lies at a place along it.
    fn at(&self, along: i32) -> i32 {
        self.offset + ((i64::from(self.slope) * i64::from(along)) >> 16) as i32
    }
}

/// The sheet's borders: left, top, right, bottom, each where it was seen; pixels of the measured copy.
#[derive(Debug, Default)]
pub(crate) struct Frame {
    edges: [Option<Edge>; 4],
    /// Sides of the picture without ground, of those without a scanner's black border.
    open: usize,
    size: (i32, i32),
}

impl Frame {
    fn is_sheet(&self) -> bool {
        self.edges.iter().flatten().count() >= FEWEST && self.filled() >= LEAST_FILLED
    }

    /// Whether the sheet's border is seen on a side: left, top, right, bottom.
    pub fn shows(&self, side: usize) -> bool {
        self.is_sheet() && self.edges.get(side).is_some_and(Option::is_some)
    }

    /// Whether a place of the measured copy is the sheet's, as far as its borders tell.
    pub fn holds(&self, x: i32, y: i32) -> bool {
        if !self.is_sheet() {
            return true;
        }
        let [left, top, right, bottom] = self.edges;
        left.is_none_or(|edge| x >= edge.at(y) + INSIDE)
            && top.is_none_or(|edge| y >= edge.at(x) + INSIDE)
            && right.is_none_or(|edge| x < edge.at(y) - INSIDE)
            && bottom.is_none_or(|edge| y < edge.at(x) - INSIDE)
    }

    /// By how much opposite borders run apart, hundredths of a degree; None where no two opposite ones were seen.
    pub fn keystone(&self) -> Option<i32> {
        let [left, top, right, bottom] = self.edges;
        let apart = |a: Option<Edge>, b: Option<Edge>| Some(degrees(a?.slope) - degrees(b?.slope));
        let pairs = [apart(left, right), apart(top, bottom)];
        pairs.into_iter().flatten().map(i32::abs).max().filter(|_| self.is_sheet())
    }

    /// Part of the picture within the borders, hundredths of a percent.
    fn filled(&self) -> i64 {
        let (width, height) = self.size;
        let middle =
            |edge: Option<Edge>, along: i32, else_at: i32| edge.map_or(else_at, |edge| edge.at(along / 2));
        let [left, top, right, bottom] = self.edges;
        let across = middle(right, height, width) - middle(left, height, 0);
        let down = middle(bottom, width, height) - middle(top, width, 0);
        i64::from(across.max(0)) * i64::from(down.max(0)) * 10_000
            / (i64::from(width) * i64::from(height)).max(1)
    }
}

/// Arc tangent of a slope in 1/65536, hundredths of a degree; by its series, good to a hundredth up to 20°.
pub(crate) fn degrees(slope: i32) -> i32 {
    let x = f64::from(slope) / 65_536.0;
    let square = x * x;
    let series = x * (1.0 - square * (1.0 / 3.0 - square * (1.0 / 5.0 - square / 7.0)));
    (series * 18_000.0 / std::f64::consts::PI).round() as i32
}

/// Looks for the sheet's borders.
pub(super) fn of(small: &Raster, border: &[usize; 4]) -> Frame {
    let size = (small.width as i32, small.height as i32);
    let Some(ground) = Ground::of(small, border) else { return Frame { size, ..Frame::default() } };
    let mut frame = Frame { size, ..Frame::default() };
    for (side, _) in border.iter().enumerate().filter(|(_, depth)| **depth == 0) {
        let places = ground.places(small, side);
        let across = if side.is_multiple_of(2) { ground.rows } else { ground.columns };
        if ground.covered(side) * 100 < across * OPEN_PERCENT {
            frame.open += 1;
        } else if places.len() * 100 >= across * COVERED_PERCENT {
            frame.edges[side] = straight(&places);
        }
    }
    frame
}

/// Filled and cut borders.
pub(super) fn measure(scene: &Scene<'_>, out: &mut Legibility) {
    let frame = &scene.frame;
    let told = |value: i32| if frame.is_sheet() { Reading::Is(value) } else { Reading::Not(Why::Absent) };
    out.values.insert(Measure::Filled, told(frame.filled() as i32));
    out.values.insert(Measure::CutBorders, told(frame.open as i32 * 100));
}

/// Cells that are ground.
struct Ground {
    columns: usize,
    rows: usize,
    is_ground: Vec<bool>,
    /// Level between ground and sheet, and how far apart the two are.
    limit: u32,
    apart: u32,
}

impl Ground {
    /// None where there is no ground to tell from the sheet.
    fn of(small: &Raster, border: &[usize; 4]) -> Option<Ground> {
        let (columns, rows) = (small.width / CELL, small.height / CELL);
        let means = means(small, columns, rows);
        let (limit, apart) = split(&means)?;
        if apart < APART {
            return None;
        }
        let is_black = |column: usize, row: usize| {
            let [left, top, right, bottom] = border.map(|depth| depth.div_ceil(CELL));
            column < left || row < top || column + right >= columns || row + bottom >= rows
        };
        let mut is_ground = vec![false; means.len()];
        let mut stack: Vec<usize> = (0..means.len())
            .filter(|at| {
                [0, columns - 1].contains(&(at % columns)) || [0, rows - 1].contains(&(at / columns))
            })
            .collect();
        while let Some(at) = stack.pop() {
            let (column, row) = (at % columns, at / columns);
            if is_ground[at] || means[at] >= limit && !is_black(column, row) {
                continue;
            }
            is_ground[at] = true;
            stack.extend([
                at - usize::from(column > 0),
                at + usize::from(column + 1 < columns),
                at - if row > 0 { columns } else { 0 },
                at + if row + 1 < rows { columns } else { 0 },
            ]);
        }
        let count = is_ground.iter().filter(|&&ground| ground).count();
        GROUND.contains(&(count * 1000 / is_ground.len().max(1))).then_some(Ground {
            columns,
            rows,
            is_ground,
            limit,
            apart,
        })
    }

    /// How many cells along a side of the picture are ground.
    fn covered(&self, side: usize) -> usize {
        let (count, at): (usize, &dyn Fn(usize) -> usize) = match side {
            0 => (self.rows, &|row| row * self.columns),
            1 => (self.columns, &|column| column),
            2 => (self.rows, &|row| (row + 1) * self.columns - 1),
            _ => (self.columns, &|column| (self.rows - 1) * self.columns + column),
        };
        (0..count).filter(|&line| self.is_ground[at(line)]).count()
    }

    /// Where ground ends along each row or column of cells, from a side: (place along the side, distance from the
    /// picture's left or top), pixels.
    fn places(&self, small: &Raster, side: usize) -> Vec<(i32, i32)> {
        let upright = side.is_multiple_of(2);
        let (lines, depth) = if upright { (self.rows, self.columns) } else { (self.columns, self.rows) };
        let far = side >= 2;
        let mut places = Vec::new();
        for line in 0..lines {
            let cell = |step: usize| {
                let step = if far { depth - 1 - step } else { step };
                self.is_ground[if upright { line * self.columns + step } else { step * self.columns + line }]
            };
            let ends = (0..depth).take_while(|&step| cell(step)).count();
            if ends == 0 || ends == depth {
                continue;
            }
            let along = (line * CELL + CELL / 2) as i32;
            places.extend(self.refine(small, upright, far, line, ends).map(|at| (along, at)));
        }
        places
    }

    /// To the pixel: where the mean over a cell's width first passes the limit, from the last cell of ground on;
    /// None where it does so too slowly.
    fn refine(&self, small: &Raster, upright: bool, far: bool, line: usize, ends: usize) -> Option<i32> {
        let longest = if upright { small.width } else { small.height };
        let mean = |at: usize| -> u32 {
            let across = line * CELL..(line + 1) * CELL;
            let sum: u32 = across
                .map(|way| {
                    let (x, y) = if upright { (at, way) } else { (way, at) };
                    small.data.get(y * small.width + x).map_or(0, |&level| u32::from(level))
                })
                .sum();
            sum / CELL as u32
        };
        let place = |step: usize| if far { longest - 1 - step.min(longest - 1) } else { step };
        let from = (ends - 1) * CELL + if far { longest % CELL } else { 0 };
        let step = (from..from + 3 * CELL).find(|&step| mean(place(step)) >= self.limit)?;
        let rise = mean(place(step + SHARP)).saturating_sub(mean(place(step.saturating_sub(SHARP))));
        (2 * rise >= self.apart).then(|| place(step) as i32)
    }
}

/// Mean level of each cell.
fn means(small: &Raster, columns: usize, rows: usize) -> Vec<u32> {
    let mut sums = vec![0u32; columns * rows];
    for (y, row) in small.data.chunks_exact(small.width.max(1)).take(rows * CELL).enumerate() {
        let sums = &mut sums[y / CELL * columns..(y / CELL + 1) * columns];
        for (sum, cell) in sums.iter_mut().zip(row.chunks_exact(CELL)) {
            *sum += cell.iter().map(|&level| u32::from(level)).sum::<u32>();
        }
    }
    sums.iter().map(|sum| sum / (CELL * CELL) as u32).collect()
}

/// The level that parts the cells best in two (Otsu 1979), and how far the two means lie apart.
fn split(means: &[u32]) -> Option<(u32, u32)> {
    let mut counts = [0u64; 256];
    for &mean in means {
        counts[mean.min(255) as usize] += 1;
    }
    let all: u64 = means.len() as u64;
    let sum: u64 = counts.iter().zip(0u64..).map(|(count, level)| count * level).sum();
    let (mut below, mut below_sum) = (0u64, 0u64);
    let mut best: Option<(u128, u32, u32)> = None;
    for (level, count) in (0u64..).zip(counts) {
        below += count;
        below_sum += count * level;
        let above = all - below;
        if below == 0 || above == 0 {
            continue;
        }
        let (dark, bright) = (below_sum / below, (sum - below_sum) / above);
        let apart = bright.saturating_sub(dark);
        let between = u128::from(below) * u128::from(above) * u128::from(apart) * u128::from(apart);
        if best.is_none_or(|(most, ..)| between > most) {
            best = Some((between, ((dark + bright) / 2) as u32, apart as u32));
        }
    }
    best.map(|(_, limit, apart)| (limit, apart))
}

/// The line on which most places lie: of all pairs a third of the side apart the one with most others on it; None
/// where they do not make a straight line.
fn straight(places: &[(i32, i32)]) -> Option<Edge> {
    // At most some 60 places are paired, so that the search stays small.
    let step = (places.len() / 60).max(1);
    let some: Vec<(i32, i32)> = places.iter().step_by(step).copied().collect();
    let (first, last) = (places.first()?, places.last()?);
    let least = ((last.0 - first.0) / 3).max(1);
    let on = |edge: &Edge, among: &[(i32, i32)]| {
        among.iter().filter(|place| (place.1 - edge.at(place.0)).abs() <= OFF).count()
    };
    let mut best: Option<(usize, Edge)> = None;
    for (index, a) in some.iter().enumerate() {
        for b in some[index + 1..].iter().filter(|b| b.0 - a.0 >= least) {
            let slope = ((b.1 - a.1) << 16) / (b.0 - a.0);
            let edge = Edge { slope, offset: a.1 - ((i64::from(slope) * i64::from(a.0)) >> 16) as i32 };
            let count = on(&edge, &some);
            if best.as_ref().is_none_or(|(most, _)| count > *most) {
                best = Some((count, edge));
            }
        }
    }
    let (_, edge) = best?;
    (on(&edge, places) * 100 >= places.len() * STRAIGHT_PERCENT).then_some(edge)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::Plane;

    /// A sheet of 230 on a ground of 90; each side's border by where it lies at a place along it.
    fn picture(left: impl Fn(i32) -> i32, right: impl Fn(i32) -> i32, top: i32, bottom: i32) -> Raster {
        let (width, height) = (600i32, 800i32);
        let mut data = Vec::new();
        for y in 0..height {
            for x in 0..width {
                let sheet = x >= left(y) && x < right(y) && y >= top && y < bottom;
                data.push(if sheet { 230 } else { 84 + ((x * 7 + y * 13) % 12) as u8 });
            }
        }
        Raster { width: width as usize, height: height as usize, plane: Plane::Grey, data }
    }

    fn frame(small: &Raster) -> Frame {
        of(small, &[0; 4])
    }

    #[test]
    fn a_sheet_on_a_table_is_measured() {
        let found = frame(&picture(|_| 60, |_| 540, 80, 720));
        assert!((found.filled() - 6400).abs() < 100, "{found:?}");
        assert_eq!((found.keystone(), found.open), (Some(0), 0));
    }

    #[test]
    fn borders_that_run_apart_are_perspective() {
        // 48 pixels over 800 on either side: 3.4° each.
        let found = frame(&picture(|y| 100 - y * 48 / 800, |y| 500 + y * 48 / 800, 60, 740));
        assert!((found.keystone().unwrap() - 687).abs() < 40, "{found:?}");
    }

    #[test]
    fn a_sheet_that_leaves_the_picture_is_cut_and_a_full_one_says_nothing() {
        let cut = frame(&picture(|_| 60, |_| 600, 30, 770));
        assert_eq!((cut.is_sheet(), cut.open), (true, 1));
        assert!(!frame(&picture(|_| 0, |_| 600, 0, 800)).is_sheet());
    }

    #[test]
    fn arcs_are_those_of_the_library() {
        for hundredths in [-1500, -3, 0, 700] {
            assert!((degrees(super::super::skew::tangent(hundredths)) - hundredths).abs() <= 1);
        }
    }
}

//! Light that burnt the paper out, and the lines that it took.
//!
//! Why it exists: a lamp mirrored in a laminated card or in glossy paper leaves a patch of pure white. Nothing is left
//! to measure there, so it is told by what is around it: the rest of the page is not as bright, and lines end at it.
//!
//! Measured (legibility design): connected tiles without a pixel below 254, 0.8 % of the page and more, paper below 253:
//! 26 of 26 partial glares, 0 of 162 clean pages.

use super::Scene;
use super::lines::{Line, fall};
use super::parts::Part;
use crate::facts::{Legibility, Measure, Reading, Rect, Why};

/// Side of a tile, pixels of the measured copy.
const TILE: usize = 16;

/// Burnt out: a tile of this mean level, hundredths, without a pixel below the second. Noise and an encoder's ringing
/// take some levels off pure white.
const BURNT_MEAN: u32 = 25_200;
const BURNT: u8 = 242;

/// Paper of this level and more is burnt out everywhere, or drawn: no glare can be told.
const WHITE_PAPER: u32 = 248;

/// Least size of a patch, hundredths of a percent of the page.
const MIN_AREA: usize = 80;

/// Least size of a patch that lines end at, hundredths of a percent: they vouch for it.
const MIN_AREA_AT_TEXT: usize = 15;

/// Part of a patch's outline at which the level must fall slowly, percent: light fades, a card's edge does not.
const SOFT_PERCENT: usize = 50;

/// Pixels of the measured copy over which the edge of a card falls by more than half of the way to the paper.
const EDGE: i32 = 2;

/// No longer burnt out: below this level.
const FADED: u32 = 251;

/// Pixels beside the way outwards that are looked at, and how far beyond the patch its paper is.
const BESIDE: [i32; 5] = [-8, -4, 0, 4, 8];
const AROUND: std::ops::Range<i32> = 12..30;

/// From a patch to the end of a line that it took: the halo is brighter than ink is dark. Tiles.
const HALO: i32 = 3;

/// Text above or below a patch within so many heights of a line: its column is one of text.
const NEAR: i32 = 3;

/// Letters that are left beside a patch and make no line of their own: so many are the rest of one. A speck or a comma is
/// smaller than a letter, percent of the usual size, a seal's ring is larger.
const FEWEST_LETTERS: usize = 2;
const LETTER_PERCENT: std::ops::RangeInclusive<i32> = 60..=200;

/// A patch of burnt-out tiles.
#[derive(Debug)]
struct Patch {
    /// Column and row of each tile.
    tiles: Vec<(i32, i32)>,
    /// Bounding box, pixels of the measured copy.
    x0: i32,
    y0: i32,
    x1: i32,
    y1: i32,
}

/// Glare and glare over text.
pub(super) fn measure(scene: &Scene<'_>, out: &mut Legibility) {
    if scene.input.paper.level >= WHITE_PAPER {
        out.values.insert(Measure::Glare, Reading::Is(0));
        out.values.insert(Measure::GlareOverText, Reading::Is(0));
        return;
    }
    let (columns, rows, tiles) = tiles(scene);
    let all = (columns * rows).max(1);
    let patches: Vec<Patch> = patches(columns, rows, &tiles)
        .into_iter()
        .filter(|patch| patch.tiles.len() * 10_000 >= all * MIN_AREA_AT_TEXT && is_soft(scene, patch))
        .collect();
    let taken: Vec<usize> = patches.iter().map(|patch| taken(scene, patch)).collect();
    let burnt: usize = patches
        .iter()
        .zip(&taken)
        .filter(|(patch, taken)| patch.tiles.len() * 10_000 >= all * MIN_AREA || **taken > 0)
        .map(|(patch, _)| patch.tiles.len())
        .sum();
    out.values.insert(Measure::Glare, Reading::Is((burnt * 10_000 / all) as i32));
    over_text(scene, &patches, &taken, out);
}

/// The part of the lines that end in glare, and the patches that took most of them.
fn over_text(scene: &Scene<'_>, patches: &[Patch], taken: &[usize], out: &mut Legibility) {
    if scene.lines.is_empty() {
        out.values.insert(Measure::GlareOverText, Reading::Not(Why::Absent));
        return;
    }
    let lost = taken.iter().sum::<usize>().min(scene.lines.len());
    out.values.insert(Measure::GlareOverText, Reading::Is((lost * 10_000 / scene.lines.len()) as i32));
    let mut worst: Vec<(usize, Rect)> = patches
        .iter()
        .zip(taken)
        .filter(|(_, taken)| **taken > 0)
        .map(|(patch, taken)| (*taken, scene.place(patch.x0, patch.y0, patch.x1, patch.y1)))
        .collect();
    worst.sort_by_key(|(taken, place)| (std::cmp::Reverse(*taken), *place));
    if !worst.is_empty() {
        let places = worst.into_iter().take(super::MAX_PLACES).map(|(_, place)| place).collect();
        out.places.insert(Measure::GlareOverText, places);
    }
}

/// Which tiles are burnt out; columns, rows.
fn tiles(scene: &Scene<'_>) -> (usize, usize, Vec<bool>) {
    let small = scene.input.small;
    let (columns, rows) = (small.width / TILE, small.height / TILE);
    let mut sums = vec![(0u32, u8::MAX); columns * rows];
    for (y, row) in small.data.chunks_exact(small.width.max(1)).take(rows * TILE).enumerate() {
        let tiles = &mut sums[y / TILE * columns..(y / TILE + 1) * columns];
        for ((sum, least), pixels) in tiles.iter_mut().zip(row.chunks_exact(TILE)) {
            *sum += pixels.iter().map(|&level| u32::from(level)).sum::<u32>();
            *least = pixels.iter().fold(*least, |least, &level| least.min(level));
        }
    }
    let area = (TILE * TILE) as u32;
    let burnt = sums.iter().map(|&(sum, least)| sum * 100 >= BURNT_MEAN * area && least >= BURNT).collect();
    (columns, rows, burnt)
}

/// Burnt-out tiles that touch side by side.
fn patches(columns: usize, rows: usize, burnt: &[bool]) -> Vec<Patch> {
    let mut left = burnt.to_vec();
    let mut patches = Vec::new();
    for start in 0..left.len() {
        if !std::mem::take(&mut left[start]) {
            continue;
        }
        let mut tiles = Vec::new();
        let mut stack = vec![start];
        while let Some(at) = stack.pop() {
            let (x, y) = (at % columns, at / columns);
            tiles.push((x as i32, y as i32));
            let near = [
                (x > 0).then(|| at - 1),
                (x + 1 < columns).then_some(at + 1),
                (y > 0).then(|| at - columns),
                (y + 1 < rows).then_some(at + columns),
            ];
            stack.extend(near.into_iter().flatten().filter(|&at| std::mem::take(&mut left[at])));
        }
        patches.push(patch(tiles));
    }
    patches
}

fn patch(tiles: Vec<(i32, i32)>) -> Patch {
    let side = TILE as i32;
    let bound = |of: fn(&(i32, i32)) -> i32| {
        let values = tiles.iter().map(of);
        (values.clone().min().unwrap_or(0) * side, (values.max().unwrap_or(-1) + 1) * side)
    };
    let ((x0, x1), (y0, y1)) = (bound(|tile| tile.0), bound(|tile| tile.1));
    Patch { tiles, x0, y0, x1, y1 }
}

/// Whether the light fades around the patch: the sheet under a small card, or white print on it, ends at once.
fn is_soft(scene: &Scene<'_>, patch: &Patch) -> bool {
    let small = scene.input.small;
    // Mean of 3 × 3 pixels, so that noise draws no edge.
    let level = |x: i32, y: i32| -> Option<u32> {
        let inside = (1..small.width as i32 - 1).contains(&x) && (1..small.height as i32 - 1).contains(&y);
        let row = |y: i32| {
            let at = y as usize * small.width + x as usize;
            small.data[at - 1..=at + 1].iter().map(|&level| u32::from(level)).sum::<u32>()
        };
        inside.then(|| (row(y - 1) + row(y) + row(y + 1)) / 9)
    };
    let side = TILE as i32;
    let within: std::collections::BTreeSet<(i32, i32)> = patch.tiles.iter().copied().collect();
    let (mut soft, mut all) = (0usize, 0usize);
    for &(column, row) in &patch.tiles {
        for (dx, dy) in [(1, 0), (-1, 0), (0, 1), (0, -1)] {
            if within.contains(&(column + dx, row + dy)) {
                continue;
            }
            let (x, y) = (column * side + side / 2, row * side + side / 2);
            // Outwards from the tile's middle, the brightest of a few pixels beside the way, so that letters there
            // are not taken for an edge: where it stops being burnt out, and how it goes on.
            let beside = |step: i32, by: i32| level(x + dx * step + dy * by, y + dy * step + dx * by);
            let out = |step: i32| BESIDE.into_iter().filter_map(|by| beside(step, by)).max();
            let Some(last) = (side / 2..4 * side).find(|&step| out(step).is_some_and(|level| level < FADED))
            else {
                continue;
            };
            let (Some(beyond), Some(paper)) =
                (out(last + EDGE), AROUND.clone().filter_map(|step| out(last + step)).max())
            else {
                continue;
            };
            // Burnt out again: a letter or a rule within, not the rim.
            if paper >= FADED {
                continue;
            }
            all += 1;
            soft += usize::from(2 * beyond >= FADED + paper);
        }
    }
    soft * 100 >= all * SOFT_PERCENT && all > 0
}

/// How many lines end at the patch although others go on beside or beyond it.
fn taken(scene: &Scene<'_>, patch: &Patch) -> usize {
    let side = TILE as i32;
    let slant = scene.slant;
    // The tiles in the frame in which lines run across, as spans of each row of the line's height.
    let frame = |&(column, row): &(i32, i32)| -> (i32, i32) {
        if scene.is_side() {
            (row * side, scene.input.small.width as i32 - (column + 1) * side)
        } else {
            (column * side, row * side)
        }
    };
    let tiles: Vec<(i32, i32)> =
        patch.tiles.iter().map(frame).map(|(x, y)| (x, y - fall(slant, x))).collect();
    let spans = |line: &Line| -> Option<(i32, i32)> {
        let reach = line.height() / 2;
        let on = tiles.iter().filter(|(_, y)| *y < line.bottom + reach && y + side > line.top - reach);
        on.fold(None, |span: Option<(i32, i32)>, &(x, _)| {
            Some(span.map_or((x, x + side), |(x0, x1)| (x0.min(x), x1.max(x + side))))
        })
    };
    let height = (
        tiles.iter().map(|tile| tile.1).min().unwrap_or(0),
        tiles.iter().map(|tile| tile.1 + side).max().unwrap_or(0),
    );
    let ends = |line: &&Line| spans(line).is_some_and(|span| ends_in(scene, line, span, height));
    let lines = scene.lines.iter().filter(ends).count();
    if lines > 0 { lines } else { usize::from(letters_beside(scene, &tiles) >= FEWEST_LETTERS) }
}

/// Letters in rows of a patch's tiles (in the frame in which lines run across, freed of the slant), right before or
/// behind what is burnt out.
fn letters_beside(scene: &Scene<'_>, tiles: &[(i32, i32)]) -> usize {
    let side = TILE as i32;
    let width = scene.input.small.width as i32;
    let usual = scene.usual.max(1);
    let is_beside = |letter: &Part| {
        let letter = if scene.is_side() { letter.turned(width) } else { *letter };
        let middle = (letter.y0 + letter.y1) / 2 - fall(scene.slant, (letter.x0 + letter.x1) / 2);
        LETTER_PERCENT.contains(&(letter.side() * 100 / usual))
            && tiles.iter().any(|&(x, y)| {
                let gap = (x - letter.x1).max(letter.x0 - x - side);
                (y..y + side).contains(&middle) && gap <= HALO * side
            })
    };
    scene.parts.parts.iter().filter(|part| is_beside(part)).count()
}

/// Whether a line ends at the span of a patch, and text is to be expected under it: others go on there, or it ends
/// in the halo itself, or its row goes on between text above or below.
fn ends_in(scene: &Scene<'_>, line: &Line, (x0, x1): (i32, i32), (y0, y1): (i32, i32)) -> bool {
    let halo = HALO * TILE as i32;
    let reach = halo + 2 * line.height();
    let before = line.x1 <= x1 && line.x1 >= x0 - reach;
    let after = line.x0 >= x0 && line.x0 <= x1 + reach;
    // Others that run over the span's near rim show that lines go on there.
    let runs_over = |x: i32| scene.lines.iter().any(|other| other.x0 <= x && x <= other.x1);
    let goes_on = before && runs_over(line.x1.max(x0) + line.height())
        || after && runs_over(line.x0.min(x1) - line.height());
    let touches = line.x1 >= x0 - halo && line.x0 <= x1 + halo && !(line.x0 < x0 && line.x1 > x1);
    let near = NEAR * line.height();
    let over = |other: &Line| {
        let gap = (other.top - y1).max(y0 - other.bottom);
        other.x0 < x1 && other.x1 > x0 && (-line.height()..=near).contains(&gap)
    };
    let between = (line.x1 <= x0 || line.x0 >= x1) && scene.lines.iter().any(over);
    goes_on || touches || between
}

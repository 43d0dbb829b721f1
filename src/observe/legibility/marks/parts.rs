//! Connected patches of ink.
//!
//! Why it exists: a letter is a patch, a table's grid is one patch, a border cuts patches. Patches are found on runs
//! of ink, row by row, so that their cost goes with the number of strokes and not of pixels.

/// Ink of one row: columns `x0..x1` of row `y`, part of patch `part`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run {
    pub y: u32,
    pub x0: u32,
    pub x1: u32,
    pub part: u32,
}

/// A patch of ink whose pixels touch, corners included: its box (`x1`, `y1` exclusive), pixels of the measured copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub x0: i32,
    pub y0: i32,
    pub x1: i32,
    pub y1: i32,
    /// Pixels of ink.
    pub area: i32,
}

impl Part {
    pub fn width(&self) -> i32 {
        self.x1 - self.x0
    }
    pub fn height(&self) -> i32 {
        self.y1 - self.y0
    }
    /// The longer side.
    pub fn side(&self) -> i32 {
        self.width().max(self.height())
    }

    /// The patch as it lies when the page is turned a quarter against the clock; `width` is the page's.
    pub fn turned(&self, width: i32) -> Part {
        Part { x0: self.y0, y0: width - self.x1, x1: self.y1, y1: width - self.x0, area: self.area }
    }
}

/// All patches of a page, and the runs they are made of, top to bottom.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    pub runs: Vec<Run>,
    pub parts: Vec<Part>,
}

impl Parts {
    /// `ink` has one entry a pixel.
    pub fn of(width: usize, ink: &[bool]) -> Parts {
        let mut runs: Vec<Run> = Vec::new();
        // Each run's group, by its number; a root is its own group.
        let mut group: Vec<u32> = Vec::new();
        let mut above = 0..0;
        for (y, row) in (0u32..).zip(ink.chunks_exact(width.max(1))) {
            let first = runs.len();
            collect(&mut runs, y, row);
            group.extend(first as u32..runs.len() as u32);
            join(&runs, &mut group, above, first..runs.len());
            above = first..runs.len();
        }
        number(runs, group)
    }
}

/// The runs of one row.
fn collect(runs: &mut Vec<Run>, y: u32, row: &[bool]) {
    let mut x = 0;
    while let Some(start) = row[x..].iter().position(|&inked| inked) {
        let x0 = x + start;
        let x1 = row[x0..].iter().position(|&inked| !inked).map_or(row.len(), |length| x0 + length);
        runs.push(Run { y, x0: x0 as u32, x1: x1 as u32, part: 0 });
        x = x1;
    }
}

/// Joins the runs of a row with those above that they touch.
fn join(runs: &[Run], group: &mut [u32], above: std::ops::Range<usize>, here: std::ops::Range<usize>) {
    let mut upper = above.start;
    for lower in here {
        while upper < above.end && runs[upper].x1 < runs[lower].x0 {
            upper += 1;
        }
        let mut touching = upper;
        while touching < above.end && runs[touching].x0 <= runs[lower].x1 {
            let (a, b) = (root(group, touching as u32), root(group, lower as u32));
            // The older run stays the root, so that numbers go from top to bottom.
            group[a.max(b) as usize] = a.min(b);
            touching += 1;
        }
    }
}

fn root(group: &mut [u32], mut at: u32) -> u32 {
    while group[at as usize] != at {
        group[at as usize] = group[group[at as usize] as usize];
        at = group[at as usize];
    }
    at
}

/// Gives each run the number of its patch and adds the patches up.
fn number(mut runs: Vec<Run>, mut group: Vec<u32>) -> Parts {
    let mut parts: Vec<Part> = Vec::new();
    let mut numbers = vec![0u32; runs.len()];
    for at in 0..runs.len() {
        let root = root(&mut group, at as u32) as usize;
        let run = &mut runs[at];
        let (x0, x1, y) = (run.x0 as i32, run.x1 as i32, run.y as i32);
        if root == at {
            numbers[at] = parts.len() as u32;
            parts.push(Part { x0, y0: y, x1, y1: y + 1, area: 0 });
        }
        run.part = numbers[root];
        let part = &mut parts[run.part as usize];
        *part = Part {
            x0: part.x0.min(x0),
            y0: part.y0,
            x1: part.x1.max(x1),
            y1: y + 1,
            area: part.area + x1 - x0,
        };
    }
    Parts { runs, parts }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(rows: &[&str]) -> Vec<(i32, i32, i32, i32, i32)> {
        let ink: Vec<bool> = rows.iter().flat_map(|row| row.bytes().map(|b| b == b'#')).collect();
        let found = Parts::of(rows[0].len(), &ink);
        found.parts.iter().map(|p| (p.x0, p.y0, p.x1, p.y1, p.area)).collect()
    }

    #[test]
    fn touching_corners_join_and_gaps_part() {
        assert_eq!(parts(&["#..#", ".#.#", "...#"]), [(0, 0, 2, 2, 2), (3, 0, 4, 3, 3)]);
    }

    #[test]
    fn arms_that_meet_below_are_one_patch() {
        assert_eq!(parts(&["#.#.#", "#.#.#", "#####"]), [(0, 0, 5, 3, 11)]);
        assert_eq!(parts(&["...", "..."]), []);
    }
}

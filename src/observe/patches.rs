//! Connected patches of a map, found run by run.
//!
//! Why it exists: specks of a blank page, characters and closed lines are all patches; going by runs instead of
//! pixels costs about one look at each word of the map.

use super::bits::Bits;

/// Box (x1, y1 exclusive) and pixels of a patch; corners that touch connect.
#[derive(Clone, Copy, Debug)]
pub(super) struct Patch {
    pub x0: usize,
    pub y0: usize,
    pub x1: usize,
    pub y1: usize,
    pub area: usize,
}

impl Patch {
    pub fn width(&self) -> usize {
        self.x1 - self.x0
    }
    pub fn height(&self) -> usize {
        self.y1 - self.y0
    }
    /// The patch as it lies when the page is turned a quarter: lines that run down become lines that run across.
    pub fn turned(self) -> Patch {
        Patch { x0: self.y0, y0: self.x0, x1: self.y1, y1: self.x1, area: self.area }
    }
}

/// Set pixels `x0..x1` of row `y`, and the number of the patch that they belong to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    pub y: u32,
    pub x0: u32,
    pub x1: u32,
    pub patch: u32,
}

/// All patches of a map, in the order of their first pixels, and each of its runs.
pub(super) fn find(map: &Bits) -> (Vec<Patch>, Vec<Run>) {
    let mut runs: Vec<Run> = Vec::new();
    let mut parent: Vec<u32> = Vec::new();
    let mut above = 0..0;
    for y in 0..map.height {
        let first = runs.len();
        let mut over = above.start;
        for (start, end) in map.runs(y) {
            let (start, end) = (start as u32, end as u32);
            let own = runs.len() as u32;
            runs.push(Run { y: y as u32, x0: start, x1: end, patch: 0 });
            parent.push(own);
            while over < above.end && runs[over].x1 < start {
                over += 1;
            }
            let mut near = over;
            while near < above.end && runs[near].x0 <= end {
                let (a, b) = (root(&mut parent, near as u32), root(&mut parent, own));
                parent[a.max(b) as usize] = a.min(b);
                near += 1;
            }
        }
        above = first..runs.len();
    }
    (number(&mut runs, &mut parent), runs)
}

/// Patches by the first of their runs, to which `parent` chains the others; each run is told its patch.
fn number(runs: &mut [Run], parent: &mut [u32]) -> Vec<Patch> {
    let mut patches: Vec<Patch> = Vec::new();
    for at in 0..runs.len() {
        let top = root(parent, at as u32) as usize;
        let Run { y, x0, x1, .. } = runs[at];
        let (y, x0, x1) = (y as usize, x0 as usize, x1 as usize);
        if top == at {
            runs[at].patch = patches.len() as u32;
            patches.push(Patch { x0, y0: y, x1, y1: y + 1, area: 0 });
        }
        // The first run of a patch comes before its others.
        let own = runs[top].patch;
        runs[at].patch = own;
        let patch = &mut patches[own as usize];
        patch.x0 = patch.x0.min(x0);
        patch.x1 = patch.x1.max(x1);
        patch.y1 = y + 1;
        patch.area += x1 - x0;
    }
    patches
}

/// The first of those that `parent` chains to one; chains become shorter on the way.
pub(super) fn root(parent: &mut [u32], mut at: u32) -> u32 {
    while parent[at as usize] != at {
        parent[at as usize] = parent[parent[at as usize] as usize];
        at = parent[at as usize];
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_arms_that_meet_are_one_patch() {
        let map: Vec<bool> = "#.#.##.#.....###".bytes().map(|byte| byte == b'#').collect();
        // Rows of four: #.#. / ##.# / .... / .###
        let (patches, runs) = find(&Bits::of(4, &map));
        assert_eq!(patches.iter().map(|patch| patch.area).collect::<Vec<_>>(), [5, 3]);
        assert_eq!(runs.iter().map(|run| run.patch).collect::<Vec<_>>(), [0, 0, 0, 0, 1]);
    }
}

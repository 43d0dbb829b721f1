//! Connected patches of a map, found run by run.
//!
//! Why it exists: specks of a blank page, characters and closed lines are all patches; going by runs instead of
//! pixels costs about one look at each byte.

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

/// Runs of set pixels of a row, as (start, end).
pub(super) fn runs(row: &[bool]) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + row.get(at..)?.iter().position(|&set| set)?;
        let length = row[start..].iter().position(|&set| !set).unwrap_or(row.len() - start);
        at = start + length;
        Some((start, at))
    })
}

/// A run of set pixels and the patch that it belongs to: (row, start, end, patch).
pub(super) type Owned = (usize, usize, usize, usize);

/// All patches of a map, and each of its runs.
pub(super) fn find(map: &[bool], width: usize) -> (Vec<Patch>, Vec<Owned>) {
    let mut all: Vec<(usize, usize, usize)> = Vec::new();
    let mut parent: Vec<usize> = Vec::new();
    let mut above = 0..0;
    for (y, row) in map.chunks_exact(width.max(1)).enumerate() {
        let first = all.len();
        let mut over = above.start;
        for (start, end) in runs(row) {
            let own = all.len();
            all.push((y, start, end));
            parent.push(own);
            while over < above.end && all[over].2 < start {
                over += 1;
            }
            let mut near = over;
            while near < above.end && all[near].1 <= end {
                let (a, b) = (root(&mut parent, near), root(&mut parent, own));
                parent[a.max(b)] = a.min(b);
                near += 1;
            }
        }
        above = first..all.len();
    }
    let mut patches: Vec<Patch> = Vec::new();
    let mut number = vec![usize::MAX; all.len()];
    let mut owned = Vec::with_capacity(all.len());
    for (index, &(y, start, end)) in all.iter().enumerate() {
        let top = root(&mut parent, index);
        if number[top] == usize::MAX {
            number[top] = patches.len();
            patches.push(Patch { x0: start, y0: y, x1: end, y1: y + 1, area: 0 });
        }
        let patch = &mut patches[number[top]];
        patch.x0 = patch.x0.min(start);
        patch.x1 = patch.x1.max(end);
        patch.y1 = y + 1;
        patch.area += end - start;
        owned.push((y, start, end, number[top]));
    }
    (patches, owned)
}

/// The first of those that `parent` chains to one; chains become shorter on the way.
pub(super) fn root(parent: &mut [usize], mut at: usize) -> usize {
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
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
        let (patches, owned) = find(&map, 4);
        assert_eq!(patches.iter().map(|patch| patch.area).collect::<Vec<_>>(), [5, 3]);
        assert_eq!(owned.len(), 5);
    }
}

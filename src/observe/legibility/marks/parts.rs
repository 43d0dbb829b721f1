//! Connected patches of ink, as the marks need them.
//!
//! Why it exists: a letter is a patch, a table's grid is one patch, a border cuts patches; and a page that lies on its
//! side must be seen turned, patches and all, without looking at its pixels again.

use crate::observe::bits::Bits;
use crate::observe::patches::{self, Run};

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
    /// Of a page's ink.
    pub fn of(ink: &Bits) -> Parts {
        let (found, runs) = patches::find(ink);
        let part = |patch: &patches::Patch| Part {
            x0: patch.x0 as i32,
            y0: patch.y0 as i32,
            x1: patch.x1 as i32,
            y1: patch.y1 as i32,
            area: patch.area as i32,
        };
        Parts { runs, parts: found.iter().map(part).collect() }
    }

    /// Only the patches whose middle `holds` says is the sheet's.
    pub fn within(self, holds: impl Fn(i32, i32) -> bool) -> Parts {
        let mut numbers = Vec::with_capacity(self.parts.len());
        let mut parts = Vec::new();
        for part in self.parts {
            let kept = holds((part.x0 + part.x1) / 2, (part.y0 + part.y1) / 2);
            numbers.push(kept.then_some(parts.len() as u32));
            if kept {
                parts.push(part);
            }
        }
        let number = |run: Run| numbers[run.patch as usize].map(|patch| Run { patch, ..run });
        Parts { runs: self.runs.into_iter().filter_map(number).collect(), parts }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_turn_against_the_clock_takes_the_right_side_to_the_top() {
        let part = Part { x0: 90, y0: 10, x1: 100, y1: 30, area: 5 };
        assert_eq!(part.turned(100), Part { x0: 10, y0: 0, x1: 30, y1: 10, area: 5 });
    }
}

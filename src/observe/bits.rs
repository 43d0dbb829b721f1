//! A map of a page with one bit a pixel.
//!
//! Why it exists: ink, rules and closed lines are maps that every mark walks over. With 64 pixels a word, paper is
//! skipped and lines are closed a word at a time, and a map is an eighth of what a byte a pixel takes.

/// Set and unset pixels; rows begin at a word of their own, and the bits behind a row's last pixel are unset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bits {
    pub width: usize,
    pub height: usize,
    words_a_row: usize,
    words: Vec<u64>,
}

impl Bits {
    /// Nothing set.
    pub fn new(width: usize, height: usize) -> Bits {
        let words_a_row = width.div_ceil(64);
        Bits { width, height, words_a_row, words: vec![0; words_a_row * height] }
    }

    /// Of one entry a pixel.
    #[cfg(test)]
    pub fn of(width: usize, set: &[bool]) -> Bits {
        let mut bits = Bits::new(width, set.len() / width.max(1));
        for (y, row) in set.chunks_exact(width.max(1)).enumerate() {
            bits.pack(y, row);
        }
        bits
    }

    /// Sets a row to these entries, one a pixel.
    pub fn pack(&mut self, y: usize, row: &[bool]) {
        let (words, rest) = row.as_chunks::<64>();
        let mut last = [false; 64];
        last[..rest.len()].copy_from_slice(rest);
        let all = words.iter().chain((!rest.is_empty()).then_some(&last));
        self.row_mut(y).iter_mut().zip(all).for_each(|(word, set)| *word = packed(set));
    }

    pub fn row(&self, y: usize) -> &[u64] {
        &self.words[y * self.words_a_row..(y + 1) * self.words_a_row]
    }

    fn row_mut(&mut self, y: usize) -> &mut [u64] {
        &mut self.words[y * self.words_a_row..(y + 1) * self.words_a_row]
    }

    #[cfg(test)]
    pub fn get(&self, x: usize, y: usize) -> bool {
        self.row(y)[x / 64] >> (x % 64) & 1 == 1
    }

    /// Sets pixels `x0..x1` of row `y`.
    pub fn fill(&mut self, y: usize, x0: usize, x1: usize) {
        let row = self.row_mut(y);
        spans(x0, x1).for_each(|(word, mask)| row[word] |= mask);
    }

    /// Set pixels, of all or of `x0..x1` of row `y`.
    pub fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    pub fn count_in(&self, y: usize, x0: usize, x1: usize) -> usize {
        let row = self.row(y);
        spans(x0, x1).map(|(word, mask)| (row[word] & mask).count_ones() as usize).sum()
    }

    /// How often neighbours among pixels `x0..x1` of row `y` differ.
    pub fn changes_in(&self, y: usize, x0: usize, x1: usize) -> usize {
        let row = self.row(y);
        let differ = |word: usize| {
            let next = row.get(word + 1).map_or(0, |next| next << 63);
            row[word] ^ (row[word] >> 1 | next)
        };
        spans(x0, x1.max(x0 + 1) - 1).map(|(word, mask)| (differ(word) & mask).count_ones() as usize).sum()
    }

    /// Runs of set pixels of a row, as (start, end).
    pub fn runs(&self, y: usize) -> Runs<'_> {
        let row = self.row(y);
        Runs { row, at: 0, left: row.first().copied().unwrap_or(0) }
    }

    /// What is set here and not there.
    pub fn without(&self, other: &Bits) -> Bits {
        let words = self.words.iter().zip(&other.words).map(|(word, other)| word & !other).collect();
        Bits { words, ..*self }
    }

    /// Fills gaps between set pixels of a column, of up to `most` unset ones.
    pub fn close_down(&self, most: usize) -> Bits {
        let mut closed = self.clone();
        let mut below = vec![0u64; most.max(1)];
        for y in 1..self.height.saturating_sub(1) {
            for at in 0..self.words_a_row {
                let word = |y: usize| self.words[y * self.words_a_row + at];
                // What is set within one, two … rows below.
                let mut within = 0;
                for (down, below) in below.iter_mut().enumerate() {
                    if y + down + 1 < self.height {
                        within |= word(y + down + 1);
                    }
                    *below = within;
                }
                // Set `up` rows above and within `most + 1 − up` below: the gap has at most `most` pixels.
                let gaps = (1..=most.min(y)).fold(0, |gaps, up| gaps | word(y - up) & below[most - up]);
                closed.words[y * self.words_a_row + at] |= gaps;
            }
        }
        closed
    }
}

/// The entries as bits, the first the lowest.
fn packed(set: &[bool; 64]) -> u64 {
    // Eight bytes of 0 or 1 times this have their bits in the highest byte, in order.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let eight = |set: &[bool; 8]| u64::from_le_bytes(set.map(u8::from)).wrapping_mul(GATHER) >> 56;
    set.as_chunks::<8>().0.iter().rev().fold(0, |word, set| word << 8 | eight(set))
}

/// The words of a row that hold pixels `x0..x1`, each with the bits that do.
fn spans(x0: usize, x1: usize) -> impl Iterator<Item = (usize, u64)> {
    let last = if x1 > x0 { x1.div_ceil(64) } else { x0 / 64 };
    (x0 / 64..last).map(move |word| {
        let from = x0.saturating_sub(word * 64);
        let to = (x1 - word * 64).min(64);
        (word, (u64::MAX << from) & (u64::MAX >> (64 - to)))
    })
}

/// See [`Bits::runs`].
pub(crate) struct Runs<'a> {
    row: &'a [u64],
    /// Word that is looked at, and
    at: usize,
    /// its bits that are not yet told.
    left: u64,
}

impl Iterator for Runs<'_> {
    type Item = (usize, usize);

    fn next(&mut self) -> Option<(usize, usize)> {
        while self.left == 0 {
            self.at += 1;
            self.left = *self.row.get(self.at)?;
        }
        let bit = self.left.trailing_zeros();
        let start = self.at * 64 + bit as usize;
        let mut ones = (self.left >> bit).trailing_ones();
        let mut from = bit;
        // A run that fills its word to the end may go on in the next.
        while from + ones == 64 {
            self.at += 1;
            self.left = self.row.get(self.at).copied().unwrap_or(0);
            (from, ones) = (0, self.left.trailing_ones());
            if self.at >= self.row.len() {
                break;
            }
        }
        let end = self.at * 64 + (from + ones) as usize;
        self.left &= u64::MAX.checked_shl(from + ones).unwrap_or(0);
        Some((start, end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pixels of a page of 150 × 40, some rows full, some empty, some at random.
    fn page() -> (usize, Vec<bool>) {
        let mut random = 9u32;
        let mut set = Vec::new();
        for y in 0..40 {
            for _ in 0..150 {
                random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                set.push(y % 7 == 3 || y % 5 != 1 && random >> 24 < 60 * (y % 4));
            }
        }
        (150, set)
    }

    #[test]
    fn runs_counts_and_changes_are_those_of_the_pixels() {
        let (width, set) = page();
        let bits = Bits::of(width, &set);
        assert_eq!(bits.count(), set.iter().filter(|&&set| set).count());
        for (y, row) in set.chunks_exact(width).enumerate() {
            let mut told = vec![false; width];
            for (start, end) in bits.runs(y) {
                assert!(start < end && (end == width || !row[end]) && (start == 0 || !row[start - 1]));
                told[start..end].fill(true);
            }
            assert_eq!(told, row, "row {y}");
            for (x0, x1) in [(0, 150), (3, 64), (64, 128), (60, 131), (5, 6), (70, 70)] {
                let part = &row[x0..x1];
                assert_eq!(bits.count_in(y, x0, x1), part.iter().filter(|&&set| set).count());
                let changes = part.windows(2).filter(|pair| pair[0] != pair[1]).count();
                assert_eq!(bits.changes_in(y, x0, x1), changes, "{y} {x0} {x1}");
            }
        }
    }

    #[test]
    fn gaps_down_a_column_are_closed_up_to_a_size() {
        let (width, set) = page();
        let height = set.len() / width;
        for most in [1, 2, 5, 12] {
            let closed = Bits::of(width, &set).close_down(most);
            for x in 0..width {
                let mut wanted: Vec<bool> = (0..height).map(|y| set[y * width + x]).collect();
                let rows: Vec<usize> = (0..height).filter(|&y| wanted[y]).collect();
                for pair in rows.windows(2).filter(|pair| pair[1] - pair[0] - 1 <= most) {
                    wanted[pair[0]..pair[1]].fill(true);
                }
                let told: Vec<bool> = (0..height).map(|y| closed.get(x, y)).collect();
                assert_eq!(told, wanted, "{most} {x}");
            }
        }
    }

    #[test]
    fn what_is_filled_is_set_and_can_be_taken_away() {
        let mut bits = Bits::new(200, 2);
        bits.fill(1, 10, 140);
        assert_eq!(
            (bits.count(), bits.get(139, 1), bits.get(140, 1), bits.get(10, 0)),
            (130, true, false, false)
        );
        assert_eq!(bits.runs(1).collect::<Vec<_>>(), [(10, 140)]);
        assert_eq!(bits.without(&bits).count(), 0);
    }
}

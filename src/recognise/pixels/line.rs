//! A detected line and what is known of it: what readers made of it, and how far that is believed.
//!
//! Why it exists: every question about one line, whoever asks it, is answered by the same bounds here.

use super::super::figures::{self, has_code, is_figures};
use super::super::fold::fold;
use super::super::holes::{has_empty_end, has_hole};
use super::super::torn::torn;
use super::super::words::SURE;
use crate::facts::{LineText, Model, Quad, Rect};

/// A line below it is dropped (reading.md, pipeline 7), thousandths.
pub(super) const DROP: u16 = 500;
/// From here on a line was read well (reading.md, “Reading as judge”: ρ counts lines ≥ 0.8).
pub(in crate::recognise) const WELL: u16 = 800;
/// Lines of the first look that stay when a finer look is taken; a value of one below it is doubted. Lines of small
/// from .94 on are right in nine of ten cases (reading.md has tiny at .94–.97: 77 %; small is surer).
pub(super) const TRUSTED: u16 = 940;
/// Of a scrap of a seal or an ornament tiny makes fewer characters than this and drops them; numbers and titles have
/// more, and lines that a seal lies over keep theirs.
const SCRAP: usize = 3;
/// A value that decides nothing is read again below it (reading.md: tiny at .97–.99 is exact in 93.6 % of lines, at
/// .94–.97 in 77 %).
pub(super) const SHOWN: u16 = 970;

/// A detected line and what is known of it.
pub(super) struct Line<'a> {
    pub(super) quad: Quad,
    /// Upright frame.
    pub(super) rect: Rect,
    pub(super) row: u32,
    pub(super) tiny: Option<&'a LineText>,
    /// Tiny's reading with what small read of it in place.
    pub(super) small: Option<LineText>,
    pub(super) failed: bool,
    /// Read as part of the line right of it.
    pub(super) joined: bool,
    /// Whether all that was read again of it said the same.
    pub(super) confirmed: Option<bool>,
    /// Read on a crop that is not its box: the first reader's places are not its own.
    pub(super) mended: bool,
    /// Only a part of it was read again.
    pub(super) in_part: bool,
}

impl<'a> Line<'a> {
    /// The better reading, if any.
    pub(super) fn text(&self) -> Option<&LineText> {
        self.small.as_ref().or(self.tiny)
    }
    pub(super) fn asked(&self) -> bool {
        self.tiny.is_some() || self.failed
    }
    /// The first reader read it well.
    pub(super) fn is_well(&self) -> bool {
        self.tiny.is_some_and(|text| text.score >= WELL)
    }
    /// Its length in heights, at least one.
    pub(super) fn ems(&self) -> u32 {
        (self.rect.width() / self.rect.height().max(1)).max(1) as u32
    }
    /// Next to nothing was read, and that less surely than this.
    pub(super) fn is_short_of(&self, score: u16) -> bool {
        self.tiny.is_some_and(|text| text.score < score && text.text.chars().count() < SCRAP)
    }
    pub(super) fn is_scrap(&self) -> bool {
        self.is_short_of(DROP)
    }
    /// Neither read surely nor read alike by another reader.
    pub(super) fn is_doubted(&self) -> bool {
        self.score() < TRUSTED && self.confirmed != Some(true) && !self.mended
    }
    /// Read as surely as this, and no date in it is torn.
    pub(super) fn is_trusted(&self, least: u16) -> bool {
        self.score() >= least && !self.is_torn()
    }
    /// From which score on no finer look is needed to read all of it: of figures readers lose one and are nearly sure.
    pub(super) fn to_be_whole(&self) -> u16 {
        let figures = self.tiny.is_some_and(|text| !figures::runs(text).is_empty());
        if figures { SURE } else { SHOWN }
    }
    /// The date in it is none.
    pub(super) fn is_torn(&self) -> bool {
        self.text().is_some_and(|text| torn(&fold(&text.text)).is_some())
    }
    /// Its first reading says more than that of another look, or says it more surely. Later readings count for nothing
    /// here: they would move lines back and forth.
    pub(super) fn outdoes(&self, fine: &Line) -> bool {
        let length = |text: &LineText| text.text.chars().filter(|c| !c.is_whitespace()).count();
        let says = |(own, other): (&LineText, &LineText)| {
            own.score >= other.score || (own.score >= TRUSTED && length(own) >= length(other))
        };
        !self.is_torn() && self.tiny.zip(fine.tiny).is_some_and(says)
    }
    /// Which model reads it again.
    pub(super) fn again(&self) -> Model {
        let figures = self.tiny.is_some_and(|text| has_code(&text.text) || is_figures(&text.text));
        if figures { Model::SmallWide } else { Model::Small }
    }
    pub(super) fn score(&self) -> u16 {
        self.text().map_or(0, |text| text.score)
    }
    /// The first reader seems to have lost a character of it.
    pub(super) fn lost_one(&self) -> bool {
        self.tiny.is_some_and(|text| self.lacks_one(text))
    }
    /// A character seems to lack in a reading of it.
    pub(super) fn lacks_one(&self, text: &LineText) -> bool {
        has_hole(text, self.em()) || has_empty_end(text, self.em())
    }
    /// How wide a character of Chinese is, thousandths of the line: as wide as high, and ink fills .58 of a box.
    pub(super) fn em(&self) -> u32 {
        self.rect.height().max(0) as u32 * 580 / self.rect.width().max(1) as u32
    }
}

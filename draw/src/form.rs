//! Labels and values: ruled tables and the ways of setting a label beside or above its value.

use crate::sheet::{BLACK, Box4, PALE, Sheet};

/// How a cell of a table is set.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Set {
    /// In the middle.
    Middle,
    /// At the left.
    Left,
    /// From the top, as opinions and self-reviews are.
    Top,
}

/// A cell: its text, how many columns it spans, how it is set, and what stands at its foot.
pub struct Cell {
    text: String,
    span: usize,
    set: Set,
    foot: String,
}

/// A label.
pub fn l(text: &str) -> Cell {
    Cell { text: text.to_owned(), span: 1, set: Set::Middle, foot: String::new() }
}

/// A value over some columns.
pub fn v(text: &str, span: usize) -> Cell {
    Cell { text: text.to_owned(), span, set: Set::Left, foot: String::new() }
}

/// A value in the middle of some columns.
pub fn m(text: &str, span: usize) -> Cell {
    Cell { text: text.to_owned(), span, set: Set::Middle, foot: String::new() }
}

/// A long text with lines at its foot: an opinion with name and date.
pub fn long(text: &str, foot: &str, span: usize) -> Cell {
    Cell { text: text.to_owned(), span, set: Set::Top, foot: foot.to_owned() }
}

/// One row and its least height.
pub type Row = (f32, Vec<Cell>);

/// How labels and values are set outside tables.
#[derive(Clone, Copy)]
pub struct Pairs {
    /// How many pairs beside each other.
    pub columns: usize,
    /// What stands after the label.
    pub colon: &'static str,
    /// Distance from line to line.
    pub step: f32,
    /// Width kept for the label; 0 sets the value right behind it.
    pub label: f32,
    /// A line below the value.
    pub underline: bool,
    /// The value stands below its label.
    pub below: bool,
}

impl Pairs {
    /// One pair a line, the value right behind its colon.
    pub const LINES: Self =
        Self { columns: 1, colon: "：", step: 26.0, label: 0.0, underline: false, below: false };
    /// One pair a line, values under each other and no colon.
    pub const BARE: Self =
        Self { columns: 1, colon: "", step: 27.0, label: 130.0, underline: false, below: false };
    /// Two pairs a line.
    pub const TWO: Self =
        Self { columns: 2, colon: "：", step: 26.0, label: 0.0, underline: false, below: false };
    /// One pair a line on a ruled line.
    pub const RULED: Self =
        Self { columns: 1, colon: "：", step: 30.0, label: 100.0, underline: true, below: false };
    /// Small labels above their values, two beside each other.
    pub const BELOW: Self =
        Self { columns: 2, colon: "", step: 44.0, label: 0.0, underline: false, below: true };
}

impl Sheet {
    /// Sets labels and values; the cursor moves below them.
    pub fn pairs(&mut self, pairs: &[(&str, String)], how: Pairs) {
        let column = self.inner() / how.columns as f32;
        for row in pairs.chunks(how.columns) {
            let mut taken: f32 = how.step;
            for (i, (label, value)) in row.iter().enumerate() {
                let x = self.left + column * i as f32;
                let width = column - 6.0;
                taken = taken.max(self.pair((x, width), label, value, how));
            }
            self.y += taken;
        }
    }

    fn pair(&mut self, (x, width): (f32, f32), label: &str, value: &str, how: Pairs) -> f32 {
        let (size, y) = (self.size, self.y);
        if how.below {
            let ink = std::mem::replace(&mut self.ink, PALE);
            self.at(x, y, size * 0.8, label);
            self.ink = ink;
            self.at(x, y + size * 1.3, size, value);
            return how.step;
        }
        let label = format!("{label}{}", how.colon);
        self.at(x, y, size, &label);
        let indent = self.width(&label, size).max(how.label) + if how.colon.is_empty() { 6.0 } else { 0.0 };
        let lines = self.wrap(value, width - indent, size, 0.0);
        for (i, line) in lines.iter().enumerate() {
            self.at(x + indent, y + i as f32 * size * 1.4, size, line);
        }
        if how.underline {
            let foot = y + size * 1.25 + (lines.len() - 1) as f32 * size * 1.4;
            self.rule((x + indent - 3.0, foot), (x + width, foot), BLACK, 0.6);
        }
        how.step + (lines.len() - 1) as f32 * size * 1.4
    }

    /// A ruled table over the given column widths (as shares); gives back the boxes of its cells.
    pub fn table(&mut self, shares: &[f32], rows: &[Row]) -> Vec<Vec<Box4>> {
        let total: f32 = shares.iter().sum();
        let widths: Vec<f32> = shares.iter().map(|s| s / total * self.inner()).collect();
        let mut boxes = Vec::new();
        for (least, cells) in rows {
            let spans = spans(&widths, cells);
            let height =
                cells.iter().zip(&spans).map(|(c, s)| self.needs(c, s.1)).fold(*least, |a: f32, b| a.max(b));
            let mut row = Vec::new();
            for (cell, (x, width)) in cells.iter().zip(spans) {
                let at = Box4(self.left + x, self.y, width, height);
                self.frame(at, BLACK, 0.7);
                self.cell(cell, at);
                row.push(at);
            }
            boxes.push(row);
            self.y += height;
        }
        boxes
    }

    fn needs(&self, cell: &Cell, width: f32) -> f32 {
        let feet = cell.foot.lines().count();
        let indent = if cell.set == Set::Top { 2.0 } else { 0.0 };
        let lines = self.wrap(&cell.text, width - 10.0, self.size, indent).len() + feet;
        lines as f32 * self.size * 1.45 + 10.0
    }

    fn cell(&mut self, cell: &Cell, at: Box4) {
        let (size, step) = (self.size, self.size * 1.45);
        let indent = if cell.set == Set::Top { 2.0 } else { 0.0 };
        let lines = self.wrap(&cell.text, at.2 - 10.0, size, indent);
        let block = (lines.len() - 1) as f32 * step + size;
        let mut y = if cell.set == Set::Top { at.1 + 7.0 } else { at.1 + (at.3 - block) / 2.0 };
        for (i, line) in lines.iter().enumerate() {
            let x = match cell.set {
                Set::Middle => at.0 + (at.2 - self.width(line, size)) / 2.0,
                Set::Left => at.0 + 5.0,
                Set::Top if i == 0 => at.0 + 5.0 + indent * size,
                Set::Top => at.0 + 5.0,
            };
            self.at(x, y, size, line);
            y += step;
        }
        let feet: Vec<&str> = cell.foot.lines().collect();
        for (i, line) in feet.iter().enumerate() {
            let y = at.foot() - (feet.len() - i) as f32 * step - 3.0;
            let x = (at.right() - 12.0 - self.width(line, size)).max(at.0 + 5.0);
            self.at(x, y, size, line);
        }
    }
}

fn spans(widths: &[f32], cells: &[Cell]) -> Vec<(f32, f32)> {
    let (mut column, mut x) = (0, 0.0);
    let mut spans = Vec::new();
    for cell in cells {
        let end = (column + cell.span).min(widths.len());
        let width: f32 = widths[column.min(end)..end].iter().sum();
        spans.push((x, width));
        x += width;
        column = end;
    }
    spans
}

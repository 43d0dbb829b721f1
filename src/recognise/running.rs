//! Pages of running text, known by their lines' shapes alone.
//!
//! Why it exists: a line as wide as the page costs four times a short one, and of a page that is all text few lines
//! tell anything: what begins something has a title, an author or a number above, and what ends it a name and a date
//! in short lines below. So the later pages of a summary or a paper are known after a handful of lines.

use crate::facts::Rect;

/// A line of running text is as many heights of its box long (boxes are half as high again as the text, more on a
/// page that is askew), and as wide a part of all lines' width, percent (a column of two is 45 %).
const BODY_EMS: i32 = 8;
const BODY_PERCENT: i32 = 40;
/// A page is running text from so many lines on, if so many percent of them are.
const LINES: usize = 10;
const RUNNING_PERCENT: usize = 60;
/// Lines above this part of the text's height are its top.
const TOP: i32 = 4;
/// So many lines of the top may be shorter (a running head, the end of a paragraph), or one in so many where there are
/// columns.
const SHORT: usize = 2;
const SHORT_IN: usize = 5;

/// The lines of an upright page; marks of one character count for nothing.
pub(super) struct Running {
    lines: Vec<Rect>,
    extent: Rect,
}

impl Running {
    /// Of all lines of a page.
    pub fn new(lines: Vec<Rect>) -> Running {
        let extent = lines.iter().copied().reduce(|a, b| a.union(&b));
        let extent = extent.unwrap_or(Rect { x0: 0, y0: 0, x1: 0, y1: 0 });
        let words = lines.into_iter().filter(|line| line.width() >= 2 * line.height());
        Running { lines: words.collect(), extent }
    }

    /// Whether a line is one of running text.
    pub fn is_body(&self, line: &Rect) -> bool {
        line.width() >= BODY_EMS * line.height() && line.width() * 100 >= self.extent.width() * BODY_PERCENT
    }

    /// Whether most of the page is running text.
    pub fn is_running(&self) -> bool {
        let body = self.lines.iter().filter(|line| self.is_body(line)).count();
        self.lines.len() >= LINES && body * 100 >= self.lines.len() * RUNNING_PERCENT
    }

    /// Whether it is running text from its very top: it begins nothing.
    pub fn runs_on(&self) -> bool {
        self.is_running() && self.is_full(|line| self.is_at_top(line))
    }

    /// Whether it is running text from its top to its foot, where the text goes on: it ends nothing either.
    pub fn fills(&self) -> bool {
        let foot = |line: &Rect| (self.extent.y1 - line.y1) * TOP <= self.extent.height();
        let body = self.lines.iter().filter(|line| foot(line) && self.is_body(line)).count();
        self.runs_on() && self.is_full(foot) && body > SHORT
    }

    /// Whether a line of the top stands in the middle, with room at both ends, as titles do.
    pub fn is_centred(&self, line: &Rect) -> bool {
        let room = 2 * line.height();
        let inside = line.x0 - self.extent.x0 >= room && self.extent.x1 - line.x1 >= room;
        inside && self.is_at_top(line)
    }

    fn is_at_top(&self, line: &Rect) -> bool {
        (line.y0 - self.extent.y0) * TOP <= self.extent.height()
    }

    /// Whether next to no lines of that part are short, but for those that end a paragraph.
    fn is_full(&self, part: impl Fn(&Rect) -> bool) -> bool {
        let lines: Vec<&Rect> = self.lines.iter().filter(|line| part(line)).collect();
        let short = lines.iter().filter(|line| !self.is_body(line) && !self.ends_a_paragraph(line)).count();
        short <= (lines.len() / SHORT_IN).max(SHORT)
    }

    /// Whether a line goes on with the one right above it, which runs on to its end and begins where it does, or an
    /// indent further in.
    fn ends_a_paragraph(&self, line: &Rect) -> bool {
        let height = line.height();
        let above = self.lines.iter().filter(|above| {
            above.y0 < line.y0 && line.y0 - above.y1 < height && above.x0 < line.x1 && line.x0 < above.x1
        });
        let nearest = above.max_by_key(|above| above.y1);
        nearest.is_some_and(|above| {
            self.is_body(above) && (-height..=3 * height).contains(&(above.x0 - line.x0))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(widths: &[i32]) -> Running {
        let line = |(row, &width): (usize, &i32)| {
            let y0 = row as i32 * 60;
            Rect { x0: 200, y0, x1: 200 + width, y1: y0 + 40 }
        };
        Running::new(widths.iter().enumerate().map(line).collect())
    }

    #[test]
    fn a_page_that_goes_on_is_told_from_one_that_begins() {
        let body = vec![1200; 20];
        assert!(page(&body).runs_on());
        let with_top = |top: &[i32]| page(&[top, &body].concat());
        assert!(with_top(&[300, 1200, 200]).runs_on(), "a running head and the end of a paragraph");
        let paper = with_top(&[500, 300, 460, 200, 400]);
        assert!(paper.is_running() && !paper.runs_on(), "head, number, title, author, unit");
        assert!(!page(&[300; 20]).is_running(), "the lines of a form are short");
        assert!(!page(&body[..9]).is_running() && !page(&[]).is_running());
    }

    #[test]
    fn columns_are_running_text() {
        let column =
            |x0: i32| (0..15).map(move |row| Rect { x0, y0: row * 60, x1: x0 + 560, y1: row * 60 + 40 });
        let page = Running::new(column(100).chain(column(740)).collect());
        assert!(page.runs_on());
    }
}

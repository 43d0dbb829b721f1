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

    /// Whether a line goes on with the one right above it, which runs on to its end and begins where it does, or is
    /// indented.
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
    fn a_page_that_text_fills_is_told_from_one_that_ends() {
        let body = vec![1200; 20];
        assert!(page(&body).fills());
        assert!(page(&[&body[..], &[300, 1200]].concat()).fills(), "the end of a paragraph");
        let (short, gap) = (Rect { x0: 700, y0: 0, x1: 950, y1: 40 }, 600);
        let ends = |from: usize| {
            let lines = page(&body[from..]).lines;
            let foot = lines.iter().map(|line| line.y1).max().unwrap_or(0) + gap;
            let signed = Rect { y0: foot, y1: foot + 40, ..short };
            Running::new(lines.into_iter().chain([signed]).collect())
        };
        assert!(ends(0).runs_on() && !ends(0).fills(), "a name far below");
        assert!(!page(&[500, 300, 460, 200, 400, 1200]).fills());
    }

    #[test]
    fn ends_of_paragraphs_are_no_short_lines() {
        let with = |indent: i32, off: i32| {
            let mut page = page(&[vec![1200, 400, 1200, 380, 1200, 420], vec![1200; 18]].concat());
            for line in page.lines.iter_mut().take(6) {
                let by = if line.width() < 1000 { off } else { indent };
                (line.x0, line.x1) = (line.x0 + by, line.x1 + off);
            }
            page.runs_on()
        };
        assert!(with(0, 0) && with(80, 0), "an indent is two characters");
        assert!(!with(0, 80) && !with(0, 300), "further in, in the middle");
    }

    #[test]
    fn what_stands_in_the_middle_of_the_top_may_be_a_title() {
        let page = page(&[1200; 20]);
        let line = |x0: i32, x1: i32, y0: i32| Rect { x0, y0, x1, y1: y0 + 40 };
        assert!(page.is_centred(&line(600, 1000, 0)) && page.is_centred(&line(300, 1300, 120)));
        assert!(!page.is_centred(&line(200, 1000, 0)) && !page.is_centred(&line(240, 1390, 0)));
        assert!(!page.is_centred(&line(600, 1000, 900)), "further down");
    }

    #[test]
    fn columns_are_running_text() {
        let column =
            |x0: i32| (0..15).map(move |row| Rect { x0, y0: row * 60, x1: x0 + 560, y1: row * 60 + 40 });
        let page = Running::new(column(100).chain(column(740)).collect());
        assert!(page.runs_on());
    }
}

//! A page as a list of marks, and the little typesetting that forms, prose and certificates need. A list
//! of marks rather than a PDF surface: kinds may add marks to any page in any order.

use std::rc::Rc;

use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Rect};
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, LineCap, RadialGradient, SpreadMethod, Stop, Stroke};

use crate::fonts::{Face, Fonts};
use crate::plan::Plan;

/// Red, green, blue.
pub type Ink = (u8, u8, u8);

/// Ink of print.
pub const BLACK: Ink = (20, 20, 20);
/// Ink of stamps and red heads.
pub const RED: Ink = (205, 30, 35);
/// Pale print, as of remarks.
pub const PALE: Ink = (120, 120, 120);

/// One mark on a page.
pub enum Mark {
    /// A run of one font.
    Text {
        /// Left end of the base line.
        x: f32,
        /// The base line.
        y: f32,
        /// Size in points.
        size: f32,
        /// Font.
        face: Rc<Face>,
        /// Colour.
        fill: Fill,
        /// The words.
        text: String,
        /// Drawn as shapes, so that the text layer does not have it: stamps.
        shapes: bool,
        /// Degrees by which it is turned around its start.
        turn: f32,
        /// Written from right to left.
        leftward: bool,
        /// Goes on where the run before it ends: one text, two fonts.
        follows: bool,
    },
    /// A filled or stroked shape.
    Shape(Path, Option<Fill>, Option<Stroke>),
}

/// A page.
pub struct Sheet {
    /// Width in points.
    pub w: f32,
    /// Height in points.
    pub h: f32,
    /// Left edge of the text.
    pub left: f32,
    /// Right edge of the text.
    pub right: f32,
    /// Top of the next line.
    pub y: f32,
    /// Body font.
    pub face: String,
    /// Font of titles.
    pub bold: String,
    /// Body size.
    pub size: f32,
    /// Line height in sizes.
    pub lead: f32,
    /// Colour of text.
    pub ink: Ink,
    /// Colour of paper.
    pub paper: Ink,
    /// All marks, in reading order.
    pub marks: Vec<Mark>,
    /// Stamps by middle and radius.
    pub seals: Vec<(f32, f32, f32)>,
    fonts: Rc<Fonts>,
    grey: bool,
}

/// A4 upright.
pub const A4: (f32, f32) = (595.28, 841.89);
/// A4 across.
pub const A4_ACROSS: (f32, f32) = (841.89, 595.28);

impl Sheet {
    /// An empty page in the font that the list names, or in `face`.
    pub fn new(fonts: &Rc<Fonts>, plan: &Plan, (w, h): (f32, f32), face: &str) -> Self {
        let face = plan.font.clone().unwrap_or_else(|| face.to_owned());
        let bold = match face.as_str() {
            "song" | "serif" | "gbsn" => "serif-bold",
            "sans" | "droid" => "sans-bold",
            other => other,
        };
        let margin = if w.min(h) > 400.0 { 72.0 } else { 12.0 };
        Self {
            w,
            h,
            left: margin,
            right: w - margin,
            y: margin,
            bold: bold.to_owned(),
            face,
            size: 12.0,
            lead: 1.6,
            ink: BLACK,
            paper: (255, 255, 255),
            marks: Vec::new(),
            seals: Vec::new(),
            fonts: fonts.clone(),
            grey: plan.grey,
        }
    }

    /// Width between the margins.
    pub fn inner(&self) -> f32 {
        self.right - self.left
    }

    /// A colour as this page can show it.
    pub fn colour(&self, (r, g, b): Ink) -> rgb::Color {
        if self.grey {
            let l = (f32::from(r) * 0.299 + f32::from(g) * 0.587 + f32::from(b) * 0.114) as u8;
            return rgb::Color::new(l, l, l);
        }
        rgb::Color::new(r, g, b)
    }

    /// A fill of one colour.
    pub fn fill(&self, ink: Ink, opacity: f32) -> Fill {
        Fill { paint: self.colour(ink).into(), opacity: part(opacity), ..Fill::default() }
    }

    /// A fill that runs from one colour in the middle to another outside: shaded faces.
    pub fn shade(&self, (cx, cy, r): (f32, f32, f32), middle: Ink, outside: Ink) -> Fill {
        let stop = |at, ink| Stop { offset: part(at), color: self.colour(ink).into(), opacity: part(1.0) };
        let gradient = RadialGradient {
            cx,
            cy,
            cr: r,
            fx: cx,
            fy: cy,
            fr: 0.0,
            transform: krilla::geom::Transform::identity(),
            spread_method: SpreadMethod::Pad,
            stops: vec![stop(0.0, middle), stop(1.0, outside)],
            anti_alias: true,
        };
        Fill { paint: gradient.into(), opacity: part(1.0), ..Fill::default() }
    }

    /// A round-ended stroke.
    pub fn stroke(&self, ink: Ink, width: f32, opacity: f32) -> Stroke {
        Stroke {
            paint: self.colour(ink).into(),
            width,
            opacity: part(opacity),
            line_cap: LineCap::Round,
            ..Stroke::default()
        }
    }

    /// Adds a shape; an empty one adds nothing.
    pub fn shape(&mut self, path: Option<Path>, fill: Option<Fill>, stroke: Option<Stroke>) {
        if let Some(path) = path {
            self.marks.push(Mark::Shape(path, fill, stroke));
        }
    }

    /// A straight line.
    pub fn rule(&mut self, (x0, y0): (f32, f32), (x1, y1): (f32, f32), ink: Ink, width: f32) {
        let mut path = PathBuilder::new();
        path.move_to(x0, y0);
        path.line_to(x1, y1);
        let stroke = self.stroke(ink, width, 1.0);
        self.shape(path.finish(), None, Some(stroke));
    }

    /// The outline of a box.
    pub fn frame(&mut self, at: Box4, ink: Ink, width: f32) {
        let stroke = self.stroke(ink, width, 1.0);
        self.shape(at.path(), None, Some(stroke));
    }

    /// A filled box.
    pub fn block(&mut self, at: Box4, ink: Ink) {
        let fill = self.fill(ink, 1.0);
        self.shape(at.path(), Some(fill), None);
    }

    /// Width of a text in points.
    pub fn width(&self, text: &str, size: f32) -> f32 {
        self.fonts.width(&self.face, text) * size
    }

    /// A text with its top at `y`.
    pub fn at(&mut self, x: f32, y: f32, size: f32, text: &str) {
        let face = self.face.clone();
        self.put((x, y + size * 0.86), size, &face, text, self.ink, (false, 0.0));
    }

    /// A text in the title font with its top at `y`.
    pub fn bold_at(&mut self, x: f32, y: f32, size: f32, text: &str) {
        let face = self.bold.clone();
        self.put((x, y + size * 0.86), size, &face, text, self.ink, (false, 0.0));
    }

    /// A text around a middle.
    pub fn mid_at(&mut self, x: f32, y: f32, size: f32, text: &str) {
        let width = self.width(text, size);
        self.at(x - width / 2.0, y, size, text);
    }

    /// A text of a stamp: shapes without a text layer, turned by degrees.
    pub fn stamp_at(&mut self, at: (f32, f32), size: f32, text: &str, ink: Ink, turn: f32) {
        self.put(at, size, "sans-bold", text, ink, (true, turn));
    }

    fn put(&mut self, at: (f32, f32), size: f32, face: &str, text: &str, ink: Ink, how: (bool, f32)) {
        let (mut x, y) = at;
        let (shapes, turn) = how;
        let mut follows = false;
        for (face, text, width) in self.fonts.runs(face, text) {
            let fill = self.fill(ink, if shapes { 0.82 } else { 1.0 });
            if let Ok(face) = self.fonts.face(&face) {
                let leftward = false;
                self.marks.push(Mark::Text { x, y, size, face, fill, text, shapes, turn, leftward, follows });
                follows = true;
            }
            x += width * size;
        }
    }

    /// Uyghur letters, which run from right to left and join, with their left end at `x`.
    pub fn uyghur_at(&mut self, x: f32, y: f32, size: f32, text: &str) {
        let fill = self.fill(self.ink, 1.0);
        if let Ok(face) = self.fonts.face("naskh") {
            let (text, y) = (text.to_owned(), y + size * 0.86);
            let (shapes, turn, leftward, follows) = (false, 0.0, true, false);
            self.marks.push(Mark::Text { x, y, size, face, fill, text, shapes, turn, leftward, follows });
        }
    }

    /// What is printed, in the order of drawing: one entry a text that was set in one go. Neither stamps, which
    /// are drawn over print, nor Uyghur, which no reader of Chinese is asked for.
    pub fn printed(&self) -> Vec<Printed> {
        let mut lines: Vec<Printed> = Vec::new();
        for mark in &self.marks {
            let Mark::Text { x, y, size, face, text, shapes: false, leftward: false, follows, .. } = mark
            else {
                continue;
            };
            let at = Box4(*x, y - size * 0.86, face.width(text) * size, *size);
            let sealed = self.is_sealed(at);
            match lines.last_mut() {
                Some(line) if *follows => {
                    line.text.push_str(text);
                    line.sealed |= sealed;
                    line.at.2 = x + face.width(text) * size - line.at.0;
                }
                _ => lines.push(Printed { text: text.clone(), sealed, at, size: *size }),
            }
        }
        lines.retain(|line| !line.text.trim().is_empty());
        lines
    }

    /// Whether a stamp touches a box.
    fn is_sealed(&self, at: Box4) -> bool {
        self.seals.iter().any(|(cx, cy, r)| {
            let (dx, dy) = (cx - cx.clamp(at.0, at.right()), cy - cy.clamp(at.1, at.foot()));
            dx.hypot(dy) < r * 1.05
        })
    }

    /// A title in the middle; the cursor moves below it.
    pub fn title(&mut self, text: &str, size: f32) {
        let width = self.fonts.width(&self.bold, text) * size;
        let x = (self.left + self.right - width) / 2.0;
        self.bold_at(x, self.y, size, text);
        self.y += size * 1.5;
    }

    /// A line in the middle.
    pub fn centre(&mut self, text: &str, size: f32) {
        self.mid_at((self.left + self.right) / 2.0, self.y, size, text);
        self.y += size * 1.6;
    }

    /// A heading at the left, in the title font.
    pub fn heading(&mut self, text: &str, size: f32) {
        self.bold_at(self.left, self.y, size, text);
        self.y += size * 1.7;
    }

    /// A paragraph whose first line stands in by two characters.
    pub fn para(&mut self, text: &str) {
        self.wrapped(text, 2.0);
    }

    /// A paragraph without indent.
    pub fn line(&mut self, text: &str) {
        self.wrapped(text, 0.0);
    }

    fn wrapped(&mut self, text: &str, indent: f32) {
        let (size, left) = (self.size, self.left);
        for (i, line) in self.wrap(text, self.inner(), size, indent).iter().enumerate() {
            let x = if i == 0 { left + indent * size } else { left };
            self.at(x, self.y, size, line);
            self.y += size * self.lead;
        }
    }

    /// A line at the right, `inset` points from the margin.
    pub fn ending(&mut self, text: &str, inset: f32) {
        let x = self.right - inset - self.width(text, self.size);
        self.at(x, self.y, self.size, text);
        self.y += self.size * self.lead;
    }

    /// Free space.
    pub fn gap(&mut self, points: f32) {
        self.y += points;
    }

    /// Cuts a text into lines of a width; closing marks never open a line, Latin words stay whole.
    pub fn wrap(&self, text: &str, width: f32, size: f32, indent: f32) -> Vec<String> {
        let mut lines = Vec::new();
        for paragraph in text.split('\n') {
            let mut line = String::new();
            let mut used = indent * size;
            for word in words(paragraph).into_iter().flat_map(|w| self.bits(w, width, size)) {
                let wide = self.width(word, size);
                if used + wide > width + 0.5 && !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                    used = 0.0;
                }
                if !(line.is_empty() && word == " ") {
                    line.push_str(word);
                    used += wide;
                }
            }
            lines.push(line);
        }
        lines
    }

    /// A word that no line can hold, as a long address, letter by letter.
    fn bits<'t>(&self, word: &'t str, width: f32, size: f32) -> Vec<&'t str> {
        if self.width(word, size) <= width {
            return vec![word];
        }
        word.char_indices().map(|(i, c)| &word[i..i + c.len_utf8()]).collect()
    }

    /// The line that says what this page is, at the very foot.
    pub fn specimen(&mut self) {
        let size = if self.h < 300.0 { (self.h / 34.0).min(5.5) } else { 8.0 };
        let ink = std::mem::replace(&mut self.ink, PALE);
        self.mid_at(self.w / 2.0, self.h - size * 1.8, size, "样本 SPECIMEN 仅供测试 无效");
        self.ink = ink;
    }
}

/// A text as it was set.
#[derive(serde::Serialize)]
pub struct Printed {
    /// The words.
    pub text: String,
    /// A stamp lies over some of it.
    pub sealed: bool,
    /// Where, in points.
    #[serde(skip)]
    pub at: Box4,
    /// Size in points.
    #[serde(skip)]
    pub size: f32,
}

/// A box by its left, top, width and height.
#[derive(Clone, Copy, Debug)]
pub struct Box4(pub f32, pub f32, pub f32, pub f32);

impl Box4 {
    /// Its outline.
    pub fn path(self) -> Option<Path> {
        let mut path = PathBuilder::new();
        path.push_rect(Rect::from_xywh(self.0, self.1, self.2, self.3)?);
        path.finish()
    }

    /// Its right edge.
    pub fn right(self) -> f32 {
        self.0 + self.2
    }

    /// Its lower edge.
    pub fn foot(self) -> f32 {
        self.1 + self.3
    }
}

fn part(n: f32) -> NormalizedF32 {
    NormalizedF32::new(n.clamp(0.0, 1.0)).unwrap_or(NormalizedF32::ONE)
}

/// The pieces between which a line may break.
fn words(text: &str) -> Vec<&str> {
    const CLOSING: &str = "，。；：、！？）》”〕】’·％%,.;:)]";
    const OPENING: &str = "（《“〔【‘([";
    let latin = |c: char| c.is_ascii_graphic();
    let mut cuts = vec![0];
    let mut before = None;
    for (i, c) in text.char_indices() {
        if let Some(b) = before {
            let keep = CLOSING.contains(c) || OPENING.contains(b) || (latin(b) && latin(c));
            if !keep {
                cuts.push(i);
            }
        }
        before = Some(c);
    }
    cuts.push(text.len());
    cuts.windows(2).map(|w| &text[w[0]..w[1]]).filter(|w| !w.is_empty()).collect()
}

/// Spreads a title over one space between its characters: 承　诺　书.
pub fn spaced(text: &str) -> String {
    let letters: Vec<String> = text.chars().map(String::from).collect();
    letters.join("　")
}

/// Spreads a short label to a length in characters: 姓　　名.
pub fn spread(label: &str, length: usize) -> String {
    let letters: Vec<char> = label.chars().collect();
    let (gaps, spare) = (letters.len().saturating_sub(1), length.saturating_sub(letters.len()));
    if gaps == 0 || !spare.is_multiple_of(gaps) {
        return label.to_owned();
    }
    let filler = "　".repeat(spare / gaps);
    letters.iter().map(char::to_string).collect::<Vec<_>>().join(&filler)
}

#[cfg(test)]
mod tests {
    use super::{spaced, spread, words};

    #[test]
    fn labels_are_spread_only_where_the_spaces_come_out_even() {
        assert_eq!(spread("姓名", 4), "姓　　名");
        assert_eq!(spread("身份证", 4), "身份证");
        assert_eq!(spaced("承诺书"), "承　诺　书");
    }

    #[test]
    fn closing_marks_never_open_a_line() {
        assert_eq!(words("同意（公章）。2021年"), ["同", "意", "（公", "章）。", "2021", "年"]);
    }
}

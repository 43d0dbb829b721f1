//! Lines read again on a crop that is no found box: one that a torn date may be whole on.
//!
//! Why it exists: [`torn`] says that a date is cut or broken; this says where else to look, and takes what comes out.

use super::super::fold::fold;
use super::super::torn::{Torn, ends_in_a_year, halved_year, mends, torn};
use super::Sight;
use super::line::{DROP, Line};
use super::splice::part_of;
use crate::facts::{Answer, Model, PageFacts, Probe, Quad};

/// How far a line may go on beyond a box that cuts its date, tenths of the box's height: four characters of Chinese,
/// or 25日, where boxes are 1.7 times as high as their ink.
const BEYOND: i32 = 24;
/// How far where all but the first two digits lacks: the rest of 二〇二一年十二月二十五日.
const FAR_BEYOND: i32 = 60;
/// How much wider a box is made at both ends where its date is broken, tenths of its height.
const WIDER: i32 = 5;

/// Another crop of a line: where, by whom, and which other line it takes in.
struct Try {
    quad: Quad,
    model: Model,
    with: Option<usize>,
}

impl<'a> Sight<'a> {
    /// Torn dates are read on wider crops; what was not asked yet is in `seams`.
    pub(super) fn mend(&mut self, page: &'a PageFacts) {
        for index in 0..self.lines.len() {
            let Some(text) = self.lines[index].text().filter(|text| text.score >= DROP) else { continue };
            let Some(at) = torn(&fold(&text.text)) else { continue };
            if at == Torn::Head && self.goes_on(index) {
                continue;
            }
            let old = text.text.clone();
            for attempt in self.tries(index, at) {
                let probe = self.probe(attempt.quad, attempt.model);
                match page.answers.get(&probe) {
                    None => {
                        self.seams.push((index, probe));
                        break;
                    }
                    Some(Answer::Line(new)) if new.score >= DROP && mends(at, &old, &new.text) => {
                        let rect = self.upright(&attempt.quad);
                        if let Some(other) = attempt.with {
                            self.lines[other].joined = true;
                        }
                        let line = &mut self.lines[index];
                        (line.rect, line.small, line.mended) = (rect, Some(new.clone()), true);
                        break;
                    }
                    Some(_) => {}
                }
            }
        }
    }

    /// Years that two rows share and that lack a figure: the end of the upper row alone, on which fewer are lost.
    /// [`Sight::put_in_rereadings`] takes what comes out.
    pub(super) fn mend_halves(&mut self, page: &PageFacts) {
        let lost = |index: usize| {
            let line = &self.lines[index];
            let (above, below) = (line.text()?, self.below(index)?.text()?);
            let count = halved_year(&fold(&above.text), &fold(&below.text))?;
            let from = above.at.get(above.at.len().checked_sub(count)?)?;
            let x = |at: i32| line.rect.x0 + line.rect.width() * at / 1000;
            let quad = part_of(line, x(i32::from(*from)), x(1000));
            let probe = self.probe(quad, Model::SmallWide);
            (!page.asked(&probe)).then_some((index, probe))
        };
        let seams: Vec<(usize, Probe)> = (0..self.lines.len()).filter_map(lost).collect();
        self.seams.extend(seams);
    }

    /// The first line of the next row, where this one is the last of its row.
    fn below(&self, index: usize) -> Option<&Line<'a>> {
        let (row, end) = (self.lines[index].row, self.lines[index].rect.x1);
        let of = |wanted: u32| self.lines.iter().filter(move |line| line.row == wanted && !line.joined);
        let is_last = of(row).all(|line| line.rect.x1 <= end);
        of(row + 1).min_by_key(|line| line.rect.x0).filter(|_| is_last)
    }

    /// The year stands at the end of the row above: the date is not cut, it wraps.
    fn goes_on(&self, index: usize) -> bool {
        let row = self.lines[index].row;
        let above = self.lines.iter().filter(|line| line.row + 1 == row);
        let last = above.max_by_key(|line| line.rect.x1).and_then(Line::text);
        last.is_some_and(|text| ends_in_a_year(&fold(&text.text)))
    }

    /// Crops on which a torn date may be whole, the likeliest first.
    fn tries(&self, index: usize, at: Torn) -> Vec<Try> {
        let line = &self.lines[index];
        let both = |quad: Quad| -> Vec<Try> {
            [Model::Small, Model::SmallWide].map(|model| Try { quad, model, with: None }).into()
        };
        match at {
            Torn::Head => {
                // Its end may be cut as well.
                let behind = if ends_a_date(line) { 0 } else { BEYOND };
                let with = self.fragment_before(index).map(|left| {
                    let quad = longer(between(self.lines[left].quad, line.quad), 0, behind);
                    Try { quad, model: Model::SmallWide, with: Some(left) }
                });
                let wider = longer(line.quad, BEYOND, behind);
                with.into_iter().chain(both(wider)).collect()
            }
            Torn::Tail => both(longer(line.quad, 0, BEYOND)),
            Torn::Stub => both(longer(line.quad, 0, FAR_BEYOND)),
            Torn::Inside => both(longer(line.quad, WIDER, WIDER)),
        }
    }

    /// The nearest short line before one, at its level and no further than a height and a half.
    fn fragment_before(&self, index: usize) -> Option<usize> {
        let right = self.lines[index].rect;
        let near = |line: &Line| {
            let left = line.rect;
            let shared = left.y1.min(right.y1) - left.y0.max(right.y0);
            let height = right.height().min(left.height());
            let gap = right.x0 - left.x1;
            let short = left.width() <= 4 * right.height();
            left.x0 < right.x0 && short && shared * 2 >= height && gap * 2 <= right.height() * 3
        };
        let lines = (0..self.lines.len()).filter(|&i| i != index && near(&self.lines[i]));
        lines.max_by_key(|&i| self.lines[i].rect.x1)
    }

    /// What torn dates ask for, of these lines.
    pub(super) fn asked_to_mend(&self, holds: impl Fn(&Line) -> bool) -> Vec<Probe> {
        let wanted = self.seams.iter().filter(|(line, _)| holds(&self.lines[*line]));
        wanted.map(|(_, probe)| probe.clone()).collect()
    }
}

/// The day of a date is there, or what a seal makes of it.
fn ends_a_date(line: &Line) -> bool {
    line.text().is_some_and(|text| text.text.ends_with(['日', '号', '曰', '目', 'E']))
}

/// From the start of one line to the end of another.
fn between(left: Quad, right: Quad) -> Quad {
    Quad([left.0[0], right.0[1], right.0[2], left.0[3]])
}

/// A quad, longer at its start and its end by tenths of its height. Beyond the page its border is repeated.
fn longer(quad: Quad, before: i32, behind: i32) -> Quad {
    let [a, b, c, d] = quad.0.map(|(x, y)| (f64::from(x), f64::from(y)));
    let height = (d.0 - a.0).hypot(d.1 - a.1);
    let moved = |p: (f64, f64), from: (f64, f64), tenths: i32| {
        let (dx, dy) = (p.0 - from.0, p.1 - from.1);
        let by = height * f64::from(tenths) / 10.0 / dx.hypot(dy).max(1.0);
        ((p.0 + dx * by).round() as i32, (p.1 + dy * by).round() as i32)
    };
    Quad([moved(a, b, before), moved(b, a, behind), moved(c, d, behind), moved(d, c, before)])
}

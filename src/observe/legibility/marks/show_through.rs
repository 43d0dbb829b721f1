//! Print of the back that shows through thin paper.
//!
//! Why it exists: it is the one mark that puts writing where none should be. A clerk reads past it, a reader of pixels
//! takes its lines for lines that cannot be read; so it is told, with the one remedy that helps.
//!
//! What is printed on the front is about equally dark; print of the back is much fainter, and there are several lines
//! of it. Of the faint lines the median contrast, in percent of the front's, is the measure.

use super::Scene;
use crate::facts::{Legibility, Measure, Reading, Rect, Why};
use crate::observe::legibility::line::Measured;

/// Lines fainter than this percentage of the usual contrast are not of the front: on 823 drawn clean pages the faintest
/// labels and watermarks that are found as lines have 48.
const FAINT_PERCENT: i32 = 45;

/// Fewer such lines are a stamp or a pencil's note.
const FEWEST: usize = 3;

/// The usual contrast is that of the darkest lines that make up this percentage of the writing.
const DARK_PERCENT: i32 = 30;

/// Percent of the usual contrast, 0 where the lines are all alike, and where the faint ones stand; no value below four
/// lines.
pub(super) fn measure(scene: &Scene<'_>, lines: &[Measured], out: &mut Legibility) {
    let (faint, usual) = faint(lines, |x, y| scene.frame.holds(x as i32, y as i32));
    let value = usual.map_or(Reading::Not(Why::Absent), |usual| Reading::Is(share(&faint, usual)));
    if faint.len() >= FEWEST {
        let places: Vec<Rect> = faint.iter().take(super::MAX_PLACES).map(|line| place(scene, line)).collect();
        out.places.insert(Measure::ShowThrough, places);
    }
    out.values.insert(Measure::ShowThrough, value);
}

/// Median contrast of the faint lines, hundredths of a percent of the usual one.
fn share(faint: &[&Measured], usual: i32) -> i32 {
    let median = faint.get(faint.len() / 2).filter(|_| faint.len() >= FEWEST);
    median.map_or(0, |line| (i64::from(line.contrast) * 10_000 / i64::from(usual.max(1))) as i32)
}

/// Lines of the sheet that are much fainter than the usual ones, the faintest first; and the usual contrast.
fn faint(lines: &[Measured], holds: impl Fn(usize, usize) -> bool) -> (Vec<&Measured>, Option<i32>) {
    let on_sheet =
        |line: &&Measured| holds((line.text.x0 + line.text.x1) / 2, (line.text.y0 + line.text.y1) / 2);
    let mut sorted: Vec<&Measured> = lines.iter().filter(on_sheet).collect();
    sorted.sort_by_key(|line| (line.contrast, line.text.y0, line.text.x0));
    let all: i32 = sorted.iter().map(|line| line.ems).sum();
    let mut sum = 0;
    let usual = sorted.iter().rev().find(|line| {
        sum += line.ems;
        sum * 100 >= all * DARK_PERCENT
    });
    let usual = usual.filter(|_| sorted.len() > FEWEST).map(|line| line.contrast);
    sorted.retain(|line| line.contrast * 100 < usual.unwrap_or(0) * FAINT_PERCENT);
    (sorted, usual)
}

fn place(scene: &Scene<'_>, line: &Measured) -> Rect {
    let text = &line.text;
    scene.place(text.x0 as i32, text.y0 as i32, text.x1 as i32, text.y1 as i32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::observe::legibility::TextLine;

    /// Lines of these contrasts, percent, from the top.
    fn lines(contrasts: &[i32]) -> Vec<Measured> {
        let line = |(row, contrast): (usize, &i32)| Measured {
            text: TextLine { x0: 100, y0: 100 + 40 * row, x1: 700, y1: 124 + 40 * row },
            height: 2400,
            paper: 230,
            sharpness: 700,
            motion: 700,
            texture: 600,
            contrast: contrast * 100,
            ems: 2300,
        };
        contrasts.iter().enumerate().map(line).collect()
    }

    fn percent(contrasts: &[i32]) -> Option<i32> {
        let lines = lines(contrasts);
        let (faint, usual) = faint(&lines, |_, _| true);
        usual.map(|usual| share(&faint, usual) / 100)
    }

    #[test]
    fn several_faint_lines_beside_dark_ones_show_through() {
        assert_eq!(percent(&[60, 20, 62, 18, 60, 22, 61]), Some(33));
    }

    #[test]
    fn greys_of_a_form_a_stamp_and_an_evenly_faint_page_do_not() {
        assert_eq!(percent(&[60, 30, 60, 31, 60, 30, 60]), Some(0));
        assert_eq!(percent(&[60, 20, 60, 61, 60, 22, 60]), Some(0));
        assert_eq!(percent(&[9, 10, 9, 11, 10, 9, 10]), Some(0));
        assert_eq!(percent(&[60, 20, 21]), None);
    }

    #[test]
    fn grain_beside_the_sheet_is_not_of_it() {
        let lines = lines(&[60, 61, 60, 62, 20, 21, 22]);
        assert!(faint(&lines, |_, y| y < 250).0.is_empty());
        assert_eq!(faint(&lines, |_, _| true).0.len(), 3);
    }
}

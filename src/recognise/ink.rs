//! Lines by a page's ink in place of a detector's.
//!
//! Why it exists: the measures find them anyway, and for a page of running text they are as good: of plain A4 98.3–99.7 %
//! of what is printed is read in them (99.5–100 in a detector's boxes; reading.md, “Ink lines first”). Codes and fields
//! are never read in them: a code that was cut is read as surely as a whole one.

use crate::facts::{Glance, LineBox, Lines, Origin, Quad, Turn};

/// Below it a line is junk, or cut.
pub(super) const SURE: u16 = 900;
/// How sure the ink must be that the page stands upright, thousandths.
const UPRIGHT: u16 = 800;
/// Text further askew breaks into pieces, hundredths of a degree (reading.md: of lines at 1° 95 % are found, at 1.5° 89).
const ASKEW: i16 = 100;

/// The lines of an upright page as a detector would give them; `None` where they cannot stand for them.
pub(super) fn lines(glance: &Glance) -> Option<Lines> {
    let measured = &glance.legibility;
    let upright = measured.turn.is_some_and(|(turn, sure)| turn == Turn::Upright && sure >= UPRIGHT);
    let picture = matches!(glance.origin, Origin::Picture | Origin::Scan);
    let slope = measured.slope.filter(|slope| slope.abs() <= ASKEW)?;
    if !upright || !picture {
        return None;
    }
    let boxes = measured.lines.iter().map(|line| LineBox { quad: along(line, slope), score: 1000 }).collect();
    Some(Lines { boxes, turn: Turn::Upright, vote: 1000 })
}

/// A line as it runs, with room around it: a quarter of its height above and below, three tenths at its ends.
fn along(line: &Quad, slope: i16) -> Quad {
    let bounds = line.bounds();
    let fall = f64::from(bounds.width()) * (f64::from(slope) / 100.0).to_radians().tan();
    let full = f64::from(bounds.height());
    let height = (full - fall.abs()).max(full * 0.6);
    let fall = fall.signum() * (full - height);
    let (x0, x1) = (f64::from(bounds.x0) - 0.3 * height, f64::from(bounds.x1) + 0.3 * height);
    let left = f64::from(bounds.y0) + (-fall).max(0.0) - 0.25 * height;
    let right = left + fall;
    let corner = |x: f64, y: f64| (x.round() as i32, y.round() as i32);
    Quad([
        corner(x0, left),
        corner(x1, right),
        corner(x1, right + 1.5 * height),
        corner(x0, left + 1.5 * height),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_askew_is_no_higher_than_its_text() {
        // 1000 px long and 20 high, falling by one degree: its box is 37 high.
        let askew = Quad([(100, 200), (1100, 200), (1100, 237), (100, 237)]);
        let falls = along(&askew, 100).0;
        let heights = [falls[3].1 - falls[0].1, falls[2].1 - falls[1].1];
        assert_eq!(heights, [34, 34], "a text of 22 and half as much around it, rounded up");
        assert!((14..=16).contains(&(falls[1].1 - falls[0].1)), "{falls:?}");
        let rises = along(&askew, -100).0;
        assert_eq!((rises[0].1, rises[1].1), (falls[1].1, falls[0].1));
        assert_eq!(along(&askew, 0), Quad([(89, 191), (1111, 191), (1111, 246), (89, 246)]));
    }
}

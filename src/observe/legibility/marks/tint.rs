//! What colours a page has.
//!
//! Why it exists: a red seal is red only on a colour scan, and a notice may ask for one.

use crate::decode::{Plane, Raster};
use crate::facts::Tint;

/// Pixels that are looked at.
const SAMPLES: usize = 40_000;

/// Difference between a pixel's strongest and weakest channel that is a colour, not the cast of a lamp or the noise of
/// an encoder: levels.
const CHROMA: u8 = 48;

/// Part of the pixels that must be coloured, ten-thousandths: a seal of 4 cm on A4 inks 30 of them.
const COLOURED: usize = 8;

/// Part of the pixels that are black or white on a one-bit scan, percent (legibility design).
const PURE_PERCENT: usize = 93;

/// Tint of the page's own raster; None where a grey copy cannot tell colour from grey.
pub(crate) fn of(native: &Raster) -> Option<Tint> {
    let channels = native.plane.channels();
    let count = native.data.len() / channels;
    // An odd step, so that columns of a regular page are all met.
    let step = (count / SAMPLES).max(1) | 1;
    let (mut seen, mut coloured, mut pure, mut black) = (0usize, 0usize, 0usize, 0usize);
    for pixel in native.data.chunks_exact(channels).step_by(step) {
        let (low, high) = pixel.iter().fold((255u8, 0u8), |(low, high), &at| (low.min(at), high.max(at)));
        seen += 1;
        coloured += usize::from(native.plane == Plane::Colour && high - low >= CHROMA);
        pure += usize::from(high <= 6 || low >= 253);
        black += usize::from(high <= 6);
    }
    if coloured * 10_000 >= seen * COLOURED && coloured > 0 {
        return Some(Tint::Colour);
    }
    // Smooth print has more grey than black at its edges; one-bit print has next to none.
    if pure * 100 >= seen * PURE_PERCENT && 2 * (seen - pure) <= black {
        return Some(Tint::Bilevel);
    }
    (native.plane == Plane::Colour).then_some(Tint::Grey)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(of: impl Fn(usize) -> [u8; 3]) -> Raster {
        Raster { width: 300, height: 300, plane: Plane::Colour, data: (0..90_000).flat_map(of).collect() }
    }

    #[test]
    fn seals_colour_a_page_and_a_warm_lamp_does_not() {
        let cast = |at: usize| if at.is_multiple_of(9) { [60, 50, 40] } else { [230, 222, 205] };
        assert_eq!(of(&page(cast)), Some(Tint::Grey));
        let sealed = |at: usize| if at.is_multiple_of(500) { [200, 40, 50] } else { cast(at) };
        assert_eq!(of(&page(sealed)), Some(Tint::Colour));
    }

    #[test]
    fn a_grey_copy_is_not_called_grey() {
        let copy = Raster { width: 300, height: 300, plane: Plane::Grey, data: vec![200; 90_000] };
        assert_eq!(of(&copy), None);
    }

    #[test]
    fn one_bit_is_black_and_white_without_grey_edges() {
        assert_eq!(
            of(&page(|at| if at.is_multiple_of(20) { [0; 3] } else { [255; 3] })),
            Some(Tint::Bilevel)
        );
        let smooth = |at: usize| {
            if at.is_multiple_of(40) {
                [0; 3]
            } else if at % 40 < 3 {
                [120; 3]
            } else {
                [255; 3]
            }
        };
        assert_eq!(of(&page(smooth)), Some(Tint::Grey));
    }
}

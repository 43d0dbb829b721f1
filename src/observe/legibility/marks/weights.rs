//! Weights of `upside`, found by `benches/legibility/upside.py`; never edited by hand.
//!
//! Source: 5372 lines on 225 drawn pages in the Chinese fonts of `fixtures/README.md`, of 9 to 30 pixels, sharp
//! and blurred, with and without noise, JPEG 60 to 95; none of the fixtures. Held aside: 94.2 % of lines.

/// Log-odds in thousandths for the whole of what a line has.
#[rustfmt::skip]
pub(super) const WEIGHTS: [i32; super::upside::FEATURES] = [
    -26276, -53548, -43074, -7966, -41156, -7748, -27063, 43158, -24764, 12338, 19132, 18924,
    -53205, -77842, -4411, 36401, -92821, -46395, -57191, 51902, -26857, -32784, -9834, -25030,
    -10863, -43190, 26567, 38070, 3500, 16169, 18753, -20058, -54420, -26517, 15169, -9457,
    1556, 69232, 53878,
];

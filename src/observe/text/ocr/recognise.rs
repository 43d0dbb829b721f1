//! What a line says: the crop, the network, and the letters from its steps.
//!
//! Why it exists: the recogniser says for each eighth of a line which character stands there, or none (CTC).
//! Two of them read: tiny everything, small what matters and came out unsure.

use super::geometry::{Corners, distance, fill, warp};
use super::model::{Network, Output, failure};
use crate::decode::{DecodeFailure, Raster};
use crate::facts::LineText;

/// Height of the recogniser's input, pixels (reading.md, pipeline 6; so the following).
const HEIGHT: usize = 48;
/// Widths are multiples of it.
const STEP: usize = 8;
/// Narrowest and widest crop, pixels. 4,000 px is a line of 80 characters; beyond it the crop is squeezed.
const NARROWEST: usize = 16;
const WIDEST: usize = 4000;

/// How much wider than tall crops are made for numbers. Of A000000000000001 on a phone's picture small lost zeros in
/// six of six at 1, in none at 1.25 and at 1.5.
pub const WIDE: f32 = 1.4;

/// A recogniser and the characters that its outputs stand for.
pub struct Recogniser {
    network: Network,
    /// Output index 1 … n; index 0 is blank, n + 1 is a space.
    characters: Vec<String>,
}

impl Recogniser {
    /// With the JSON list of its characters. One entry is U+3000: nothing is trimmed.
    ///
    /// # Errors
    /// Bytes that are no network, no list.
    pub fn new(network: &'static [u8], characters: &[u8]) -> Result<Recogniser, DecodeFailure> {
        let characters = serde_json::from_slice(characters).map_err(|cause| failure(&cause))?;
        Ok(Recogniser { network: Network::new(network)?, characters })
    }

    /// Reads one line from a crop `stretch` times as wide as it is; an empty text where nothing stands there.
    ///
    /// # Errors
    /// What the runtime says.
    pub fn read(&self, page: &Raster, quad: &Corners, stretch: f32) -> Result<LineText, DecodeFailure> {
        let width = ((crop_width(quad) as f32 * stretch) as usize).min(WIDEST);
        let padded = width.div_ceil(STEP) * STEP;
        let crop = warp(page, quad, width, HEIGHT);
        let mut input = vec![0.0f32; 3 * HEIGHT * padded];
        fill(&mut input, &crop, width, padded);
        let output = self.network.run([1, 3, HEIGHT, padded], input)?;
        Ok(self.decode(&output, width, padded))
    }

    /// Greedy CTC: the likeliest of each step, repeats joined, blanks dropped.
    fn decode(&self, output: &Output, width: usize, padded: usize) -> LineText {
        let [.., steps, classes] = output.shape[..] else { return LineText::default() };
        if classes == 0 || output.values.len() < steps * classes {
            return LineText::default();
        }
        let (mut text, mut at, mut scores, mut last) = (String::new(), Vec::new(), Vec::new(), 0usize);
        for (step, values) in output.values.chunks_exact(classes).take(steps).enumerate() {
            let best = values.iter().copied().enumerate().fold((0, f32::MIN), |best, (index, value)| {
                if value > best.1 { (index, value) } else { best }
            });
            let fresh = best.0 != 0 && best.0 != last;
            last = best.0;
            if !fresh {
                continue;
            }
            let character = self.character(best.0);
            // The place of the step, in thousandths of the crop without its padding.
            let place = (step as f32 + 0.5) / steps as f32 * padded as f32 / width as f32 * 1000.0;
            at.extend(character.chars().map(|_| place.round().clamp(0.0, 1000.0) as u16));
            text.push_str(character);
            scores.push(best.1);
        }
        let mean = scores.iter().sum::<f32>() / scores.len().max(1) as f32;
        LineText { text, score: (mean * 1000.0).round().clamp(0.0, 1000.0) as u16, at }
    }

    fn character(&self, index: usize) -> &str {
        // Past the dictionary comes the space.
        self.characters.get(index - 1).map_or(" ", String::as_str)
    }
}

fn crop_width(quad: &Corners) -> usize {
    let [a, b, c, d] = *quad;
    let (width, height) = (distance(a, b).max(distance(d, c)), distance(a, d).max(distance(b, c)));
    ((HEIGHT as f32 * width / height.max(1.0)).ceil() as usize).clamp(NARROWEST, WIDEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_follow_the_line_and_are_bounded() {
        let line = |w: f32, h: f32| [(0.0, 0.0), (w, 0.0), (w, h), (0.0, h)];
        assert_eq!(crop_width(&line(480.0, 48.0)), 480);
        assert_eq!(crop_width(&line(100.0, 20.0)), 240);
        assert_eq!(crop_width(&line(1.0, 500.0)), NARROWEST);
        assert_eq!(crop_width(&line(1e6, 1.0)), WIDEST);
        assert_eq!(crop_width(&line(0.0, 0.0)), NARROWEST);
    }
}

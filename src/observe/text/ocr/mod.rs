//! Text from pixels: detection, orientation, recognition.
//!
//! Why it exists: most uploads are pictures. This room answers two probes, where lines stand and what one line
//! says, and knows nothing of documents. Boxes are in the page's own raster, which is never turned: a turned page
//! is read by turning the quads.

mod detect;
mod geometry;
mod model;
mod orient;
mod planes;
mod recognise;
pub mod weights;

use std::sync::OnceLock;

use super::Reader;
use crate::decode::{DecodeFailure, Raster};
use crate::facts::{LineBox, LineText, Lines, Model, Plane, Quad, Turn};
use geometry::Corners;
use model::Network;
use recognise::Recogniser;
use weights::Weights;

/// The networks, loaded when first used.
pub struct Engine {
    detector: Network,
    classifier: Network,
    tiny: Recogniser,
    small: OnceLock<Recogniser>,
    weights: Weights,
}

impl Engine {
    /// The engine of this build, shared by all threads; `None` where the build has no weights.
    pub fn shared() -> Option<&'static Engine> {
        static SHARED: OnceLock<Option<Engine>> = OnceLock::new();
        SHARED.get_or_init(|| Engine::new(weights::embedded()?).ok()).as_ref()
    }

    /// # Errors
    /// Weights that are no networks, or no dictionary.
    pub fn new(weights: Weights) -> Result<Engine, DecodeFailure> {
        Ok(Engine {
            detector: Network::new(weights.detect_tiny)?,
            classifier: Network::new(weights.orient)?,
            tiny: Recogniser::new(weights.recognise_tiny, weights.dictionary_tiny)?,
            small: OnceLock::new(),
            weights,
        })
    }

    /// Loaded when a line is first doubted: many runs never need it.
    fn small(&self) -> Result<&Recogniser, DecodeFailure> {
        if let Some(small) = self.small.get() {
            return Ok(small);
        }
        let small = Recogniser::new(self.weights.recognise_small, self.weights.dictionary_small)?;
        Ok(self.small.get_or_init(|| small))
    }
}

impl Reader for Engine {
    fn lines(&self, page: &Raster, side: u16, plane: Plane) -> Result<Lines, DecodeFailure> {
        let seen = planes::plane(page, plane);
        let mut found = detect::detect(&self.detector, &seen, usize::from(side))?;
        let mut lying = false;
        let corners: Vec<Corners> = found.iter().map(|line| line.corners).collect();
        if orient::lies_on_its_side(&corners) {
            // Looked at again on its side: the network was trained on lines that lie.
            lying = true;
            found = detect::detect(&self.detector, &planes::turned_left(&seen), usize::from(side))?;
            for line in &mut found {
                // From the page turned left back to the page: (x, y) ← (width − y, x).
                line.corners = line.corners.map(|(x, y)| (seen.width as f32 - y, x));
            }
        }
        let corners: Vec<Corners> = found.iter().map(|line| line.corners).collect();
        let down = orient::upside_down(&self.classifier, &seen, &corners)?;
        let turn = match (lying, down > 0.5) {
            (false, false) => Turn::Upright,
            (false, true) => Turn::Half,
            (true, false) => Turn::Quarter,
            (true, true) => Turn::ThreeQuarter,
        };
        let vote = (down.max(1.0 - down) * 1000.0).round() as u16;
        let mut boxes: Vec<LineBox> = found.iter().map(|line| line_box(line, down > 0.5)).collect();
        boxes.sort_by_key(|line| (line.quad.0[0].1, line.quad.0[0].0));
        Ok(Lines { boxes, turn, vote })
    }

    fn line(
        &self,
        page: &Raster,
        quad: &Quad,
        plane: Plane,
        model: Model,
    ) -> Result<LineText, DecodeFailure> {
        let corners = quad.0.map(|(x, y)| (x as f32, y as f32));
        let (recogniser, stretch) = match model {
            Model::Tiny => (&self.tiny, 1.0),
            Model::TinyWide => (&self.tiny, recognise::WIDE),
            Model::Small => (self.small()?, 1.0),
            Model::SmallWide => (self.small()?, recognise::WIDE),
        };
        let (cut, corners) = planes::cut(page, &corners);
        recogniser.read(&planes::plane(&cut, plane), &corners, stretch)
    }
}

/// Whole pixels; the corners of a page upside down begin at their other end.
fn line_box(line: &detect::Found, down: bool) -> LineBox {
    let quad = Quad(line.corners.map(|(x, y)| (x.round() as i32, y.round() as i32)));
    let quad = if down { quad.turned_over() } else { quad };
    LineBox { quad, score: (line.score * 1000.0).round().clamp(0.0, 1000.0) as u16 }
}

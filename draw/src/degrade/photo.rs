//! Pictures on a page, made of nothing: landscapes of soft noise with objects in them.
//!
//! Why it exists: pages of proofs and papers are half photographs, whose texture is neither text nor blur.

use image::{Rgb, RgbImage};

use crate::rng::Rng;

/// Draws a photograph into a box of a picture: left, top, width and height in pixels.
pub fn draw(picture: &mut RgbImage, (left, top, w, h): (u32, u32, u32, u32), rng: &mut Rng) {
    let hue: [f32; 3] = [rng.range(60.0, 170.0), rng.range(60.0, 170.0), rng.range(60.0, 170.0)];
    let grids: Vec<Grid> = (0..6).map(|octave| Grid::new(3 << octave, rng)).collect();
    let horizon = rng.range(0.3, 0.6);
    let objects: Vec<Object> = (0..14).map(|_| Object::any(horizon, rng)).collect();
    for y in 0..h {
        for x in 0..w {
            let (u, v) = (x as f32 / w as f32, y as f32 / h as f32);
            let mut value: f32 =
                grids.iter().enumerate().map(|(i, g)| g.at(u, v) * 64.0 / (1 << i) as f32).sum();
            value += if v < horizon { 70.0 * (1.0 - v / horizon) + 30.0 } else { -20.0 };
            let mut colour = hue.map(|level| level + value);
            for object in objects.iter().filter(|object| object.has(u, v)) {
                colour = object.colour.map(|level| level + value * 0.3);
            }
            if let Some(pixel) = picture.get_pixel_mut_checked(left + x, top + y) {
                *pixel = Rgb(colour.map(|level| level.clamp(0.0, 255.0) as u8));
            }
        }
    }
}

/// Noise between the knots of a grid.
struct Grid {
    size: usize,
    knots: Vec<f32>,
}

impl Grid {
    fn new(size: usize, rng: &mut Rng) -> Grid {
        Grid { size, knots: (0..(size + 1) * (size + 1)).map(|_| rng.range(-1.0, 1.0)).collect() }
    }

    fn at(&self, u: f32, v: f32) -> f32 {
        let (x, y) = (u * self.size as f32, v * self.size as f32);
        let (i, j) = ((x as usize).min(self.size - 1), (y as usize).min(self.size - 1));
        let smooth = |t: f32| t * t * (3.0 - 2.0 * t);
        let (s, t) = (smooth(x - i as f32), smooth(y - j as f32));
        let knot = |i: usize, j: usize| self.knots[j * (self.size + 1) + i];
        let top = knot(i, j) + (knot(i + 1, j) - knot(i, j)) * s;
        let low = knot(i, j + 1) + (knot(i + 1, j + 1) - knot(i, j + 1)) * s;
        top + (low - top) * t
    }
}

/// A box or a disc that stands on the ground: tanks, cabinets, wheels.
struct Object {
    middle: (f32, f32),
    half: (f32, f32),
    round: bool,
    colour: [f32; 3],
}

impl Object {
    fn any(horizon: f32, rng: &mut Rng) -> Object {
        Object {
            middle: (rng.range(0.05, 0.95), rng.range(horizon, 0.9)),
            half: (rng.range(0.02, 0.1), rng.range(0.03, 0.2)),
            round: rng.below(3) == 0,
            colour: [rng.range(20.0, 230.0), rng.range(20.0, 230.0), rng.range(20.0, 230.0)],
        }
    }

    fn has(&self, u: f32, v: f32) -> bool {
        let (x, y) = ((u - self.middle.0) / self.half.0, (v - self.middle.1) / self.half.1);
        if self.round { x * x + y * y < 1.0 } else { x.abs() < 1.0 && y.abs() < 1.0 }
    }
}

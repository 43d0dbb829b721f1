//! Which way up the text stands.
//!
//! Why it exists: a network reads a line upside down as confident garbage. One decision a page, from many lines'
//! votes: line by line it would turn good lines into garbage.

use super::geometry::{Corners, distance, fill, warp};
use super::model::Network;
use crate::decode::{DecodeFailure, Raster};

/// Lines that vote: the widest ones (reading.md, pipeline 5; so the following).
const VOTERS: usize = 24;
/// Voters that are asked first; all of them must be as sure as this for the others not to be asked.
const FIRST: usize = 3;
const AGREED: f32 = 0.2;
/// Size of the classifier's input, pixels.
const HEIGHT: usize = 48;
const WIDTH: usize = 192;
/// A box this much higher than wide stands, tenths.
const STANDS: f32 = 1.5;

/// Whether most of the text, by length, stands on end: the page lies on its side.
pub fn lies_on_its_side(lines: &[Corners]) -> bool {
    let (mut standing, mut all) = (0.0f32, 0.0f32);
    for [a, b, _, d] in lines {
        let (width, height) = (distance(*a, *b), distance(*a, *d));
        all += width.max(height);
        if height > STANDS * width {
            standing += height;
        }
    }
    standing * 2.0 > all
}

/// Share of the votes that the text stands upside down, 0–1; 0 where nothing votes. A few vote first; only where
/// they do not agree, the rest is asked (a vote costs a twentieth of finding the lines).
///
/// # Errors
/// What the runtime says.
pub fn upside_down(network: &Network, page: &Raster, lines: &[Corners]) -> Result<f32, DecodeFailure> {
    let mut voters: Vec<&Corners> = lines.iter().collect();
    voters.sort_by(|a, b| distance(b[0], b[1]).total_cmp(&distance(a[0], a[1])));
    voters.truncate(VOTERS);
    if voters.is_empty() {
        return Ok(0.0);
    }
    let (first, rest) = voters.split_at(voters.len().min(FIRST));
    let mut votes = votes(network, page, first)?;
    let agreed = votes.iter().all(|vote| *vote < AGREED) || votes.iter().all(|vote| *vote > 1.0 - AGREED);
    if !agreed && !rest.is_empty() {
        votes.extend(self::votes(network, page, rest)?);
    }
    Ok(votes.iter().sum::<f32>() / votes.len() as f32)
}

/// How likely each line is upside down, 0–1.
fn votes(network: &Network, page: &Raster, voters: &[&Corners]) -> Result<Vec<f32>, DecodeFailure> {
    let ratio = |[a, b, _, d]: &Corners| distance(*a, *b) / distance(*a, *d).max(1.0);
    let mut input = vec![0.0f32; voters.len() * 3 * HEIGHT * WIDTH];
    for (index, corners) in voters.iter().enumerate() {
        let width = ((HEIGHT as f32 * ratio(corners)).ceil() as usize).clamp(8, 4096);
        // The left end of the line at its own proportions; a short line is padded.
        let share = (WIDTH as f32 / width as f32).min(1.0);
        let [a, b, c, d] = **corners;
        let toward = |p: (f32, f32), q: (f32, f32)| (p.0 + (q.0 - p.0) * share, p.1 + (q.1 - p.1) * share);
        let crop = warp(page, &[a, toward(a, b), toward(d, c), d], width.min(WIDTH), HEIGHT);
        fill(&mut input[index * 3 * HEIGHT * WIDTH..], &crop, width.min(WIDTH), WIDTH);
    }
    let output = network.run([voters.len(), 3, HEIGHT, WIDTH], input)?;
    let share = |pair: &[f32]| pair[1] / (pair[0] + pair[1]).max(1e-6);
    Ok(output.values.chunks_exact(2).map(share).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(width: f32, height: f32) -> Corners {
        [(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)]
    }

    #[test]
    fn most_of_the_length_decides_and_not_the_count() {
        assert!(!lies_on_its_side(&[line(400.0, 20.0), line(10.0, 60.0), line(10.0, 70.0)]));
        assert!(lies_on_its_side(&[line(20.0, 400.0), line(60.0, 20.0), line(70.0, 20.0)]));
        assert!(!lies_on_its_side(&[]));
    }
}

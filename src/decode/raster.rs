//! Pixels in memory, and how they are turned upright.
//!
//! Why it exists: every decoder ends in the same two shapes, eight bits of grey or of RGB, so that nothing after
//! decoding knows a sample format, an alpha channel or an EXIF tag.

use std::ops::Range;

/// Which planes are wanted. Grey is much cheaper where the format stores it apart (JPEG).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plane {
    /// One byte a pixel.
    Grey,
    /// Three bytes a pixel, red, green, blue.
    Colour,
}

impl Plane {
    /// Bytes a pixel.
    pub fn channels(self) -> usize {
        match self {
            Plane::Grey => 1,
            Plane::Colour => 3,
        }
    }
}

/// A raster, row by row from the top left, without padding: `data.len() = width × height × channels`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raster {
    pub width: usize,
    pub height: usize,
    pub plane: Plane,
    pub data: Vec<u8>,
}

impl Raster {
    /// None where the data do not fit the size.
    pub fn new(width: usize, height: usize, plane: Plane, data: Vec<u8>) -> Option<Raster> {
        let wanted = width.checked_mul(height)?.checked_mul(plane.channels())?;
        (width > 0 && height > 0 && data.len() == wanted).then_some(Raster { width, height, plane, data })
    }

    /// The pixels of these columns and rows, which lie within it.
    pub fn part(&self, columns: Range<usize>, rows: Range<usize>) -> Raster {
        let channels = self.plane.channels();
        let (width, height) = (columns.len(), rows.len());
        let mut data = Vec::with_capacity(width * height * channels);
        for y in rows {
            let row = y * self.width;
            data.extend_from_slice(
                &self.data[(row + columns.start) * channels..(row + columns.end) * channels],
            );
        }
        Raster { width, height, plane: self.plane, data }
    }

    /// Grey of RGB by the weights of Rec. 601 (77, 150, 29 of 256), in whole numbers.
    pub fn into_grey(self) -> Raster {
        if self.plane == Plane::Grey {
            return self;
        }
        let data = self.data.chunks_exact(3).map(|rgb| luma(rgb[0], rgb[1], rgb[2])).collect();
        Raster { plane: Plane::Grey, data, ..self }
    }
}

/// Grey level of a colour, Rec. 601 in whole numbers.
pub fn luma(red: u8, green: u8, blue: u8) -> u8 {
    ((77 * u32::from(red) + 150 * u32::from(green) + 29 * u32::from(blue) + 128) >> 8) as u8
}

/// How a stored raster must be turned to stand as it is meant: the eight values of EXIF and TIFF tag 274.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Orientation(u8);

impl Orientation {
    /// As stored.
    pub const UPRIGHT: Orientation = Orientation(1);

    /// Values outside 1–8 are taken as 1, as every viewer does.
    pub fn from_tag(tag: u32) -> Orientation {
        match tag {
            1..=8 => Orientation(tag as u8),
            _ => Orientation::UPRIGHT,
        }
    }

    /// The tag's value, 1–8.
    pub fn tag(self) -> u8 {
        self.0
    }

    /// From the linear part of the matrix that carries stored pixels (right, down) to shown ones: to the nearest
    /// quarter turn, mirrored where the determinant is negative.
    pub fn from_matrix(a: f64, b: f64, c: f64, d: f64) -> Orientation {
        let swapped = b.abs() + c.abs() > a.abs() + d.abs();
        Orientation(
            match (
                swapped,
                swapped && b < 0.0 || !swapped && a < 0.0,
                swapped && c < 0.0 || !swapped && d < 0.0,
            ) {
                (false, false, false) => 1,
                (false, true, false) => 2,
                (false, true, true) => 3,
                (false, false, true) => 4,
                (true, false, false) => 5,
                (true, false, true) => 6,
                (true, true, true) => 7,
                (true, true, false) => 8,
            },
        )
    }

    /// Whether width and height change places.
    pub fn swaps_sides(self) -> bool {
        self.0 >= 5
    }

    /// The raster as it is meant to be seen.
    pub fn apply(self, raster: Raster) -> Raster {
        if self == Orientation::UPRIGHT {
            return raster;
        }
        let (w, h) = (raster.width, raster.height);
        let (width, height) = if self.swaps_sides() { (h, w) } else { (w, h) };
        let channels = raster.plane.channels();
        let mut data = Vec::with_capacity(raster.data.len());
        for y in 0..height {
            for x in 0..width {
                let (sx, sy) = self.stored(x, y, w, h);
                let at = (sy * w + sx) * channels;
                data.extend_from_slice(&raster.data[at..at + channels]);
            }
        }
        Raster { width, height, plane: raster.plane, data }
    }

    /// Where the shown pixel (x, y) is stored, in a stored raster of w × h.
    fn stored(self, x: usize, y: usize, w: usize, h: usize) -> (usize, usize) {
        match self.0 {
            2 => (w - 1 - x, y),
            3 => (w - 1 - x, h - 1 - y),
            4 => (x, h - 1 - y),
            5 => (y, x),
            6 => (y, h - 1 - x),
            7 => (w - 1 - y, h - 1 - x),
            8 => (w - 1 - y, x),
            _ => (x, y),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raster(width: usize, height: usize, data: &[u8]) -> Raster {
        Raster::new(width, height, Plane::Grey, data.to_vec()).unwrap()
    }

    #[test]
    fn all_eight_orientations() {
        // Stored: 1 2 3 / 4 5 6.
        let expected: [(u32, usize, [u8; 6]); 8] = [
            (1, 3, [1, 2, 3, 4, 5, 6]),
            (2, 3, [3, 2, 1, 6, 5, 4]),
            (3, 3, [6, 5, 4, 3, 2, 1]),
            (4, 3, [4, 5, 6, 1, 2, 3]),
            (5, 2, [1, 4, 2, 5, 3, 6]),
            (6, 2, [4, 1, 5, 2, 6, 3]),
            (7, 2, [6, 3, 5, 2, 4, 1]),
            (8, 2, [3, 6, 2, 5, 1, 4]),
        ];
        for (tag, width, data) in expected {
            let shown = Orientation::from_tag(tag).apply(raster(3, 2, &[1, 2, 3, 4, 5, 6]));
            assert_eq!((shown.width, shown.data.as_slice()), (width, data.as_slice()), "orientation {tag}");
        }
    }

    #[test]
    fn matrices_name_orientations() {
        // (a, b): where a step to the right goes; (c, d): where a step down goes.
        let cases = [
            ((1.0, 0.0, 0.0, 1.0), 1),
            ((-1.0, 0.0, 0.0, 1.0), 2),
            ((-1.0, 0.0, 0.0, -1.0), 3),
            ((1.0, 0.0, 0.0, -1.0), 4),
            ((0.0, 1.0, 1.0, 0.0), 5),
            ((0.0, 1.0, -1.0, 0.0), 6),
            ((0.0, -1.0, -1.0, 0.0), 7),
            ((0.0, -1.0, 1.0, 0.0), 8),
        ];
        for ((a, b, c, d), tag) in cases {
            assert_eq!(Orientation::from_matrix(a, b, c, d).tag(), tag);
        }
    }

    #[test]
    fn a_size_that_lies_is_refused() {
        assert!(Raster::new(2, 2, Plane::Grey, vec![0; 3]).is_none());
        assert!(Raster::new(0, 2, Plane::Grey, vec![]).is_none());
        assert!(Raster::new(usize::MAX, 2, Plane::Colour, vec![]).is_none());
    }
}

//! Hulls, smallest rectangles, and cutting a quad out of a page.
//!
//! Why it exists: lines lie at any angle. Detection needs the smallest rectangle around a blob, recognition the
//! pixels inside it, straight.

use crate::decode::{Plane, Raster};

/// A point in pixels.
pub type Point = (f32, f32);

/// Corners in order around the rectangle.
pub type Corners = [Point; 4];

/// Convex hull, counter-clockwise in mathematical axes (monotone chain).
pub fn hull(mut points: Vec<(i32, i32)>) -> Vec<(i32, i32)> {
    points.sort_unstable();
    points.dedup();
    if points.len() < 3 {
        return points;
    }
    let cross = |o: (i32, i32), a: (i32, i32), b: (i32, i32)| {
        i64::from(a.0 - o.0) * i64::from(b.1 - o.1) - i64::from(a.1 - o.1) * i64::from(b.0 - o.0)
    };
    let chain = |points: &mut dyn Iterator<Item = (i32, i32)>| {
        let mut chain: Vec<(i32, i32)> = Vec::new();
        for point in points {
            while chain.len() >= 2 && cross(chain[chain.len() - 2], chain[chain.len() - 1], point) <= 0 {
                chain.pop();
            }
            chain.push(point);
        }
        chain.pop();
        chain
    };
    let mut hull = chain(&mut points.iter().copied());
    hull.extend(chain(&mut points.iter().rev().copied()));
    hull
}

/// The rectangle of least area around a hull: one of its sides lies on one of the hull's.
pub fn least_rectangle(hull: &[(i32, i32)]) -> Option<Corners> {
    let first = *hull.first()?;
    let mut best: Option<(f32, Corners)> = None;
    for (index, &a) in hull.iter().enumerate() {
        let b = *hull.get(index + 1).unwrap_or(&first);
        let (dx, dy) = ((b.0 - a.0) as f32, (b.1 - a.1) as f32);
        let length = dx.hypot(dy);
        let (ux, uy) = if length > 0.0 { (dx / length, dy / length) } else { (1.0, 0.0) };
        let project = |(x, y): (i32, i32)| {
            let (x, y) = (x as f32, y as f32);
            (x * ux + y * uy, y * ux - x * uy)
        };
        let (mut u0, mut u1, mut v0, mut v1) = (f32::MAX, f32::MIN, f32::MAX, f32::MIN);
        for &point in hull {
            let (u, v) = project(point);
            (u0, u1, v0, v1) = (u0.min(u), u1.max(u), v0.min(v), v1.max(v));
        }
        let area = (u1 - u0) * (v1 - v0);
        if best.as_ref().is_none_or(|(least, _)| area < *least) {
            let back = |u: f32, v: f32| (u * ux - v * uy, u * uy + v * ux);
            best = Some((area, [back(u0, v0), back(u1, v0), back(u1, v1), back(u0, v1)]));
        }
    }
    best.map(|(_, corners)| corners)
}

pub fn distance(a: Point, b: Point) -> f32 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

/// Corners in reading order for text that runs along the longer side, or, of a square, along x: top left first,
/// clockwise as seen.
pub fn in_reading_order(corners: Corners) -> Corners {
    let mut sorted = corners;
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (left, right) = sorted.split_at(2);
    let pair = |side: &[Point]| if side[0].1 <= side[1].1 { (side[0], side[1]) } else { (side[1], side[0]) };
    let ((top_left, bottom_left), (top_right, bottom_right)) = (pair(left), pair(right));
    [top_left, top_right, bottom_right, bottom_left]
}

/// Each side moved outwards by `by` pixels.
pub fn expand(corners: Corners, by: f32) -> Corners {
    let [a, b, c, d] = corners;
    let unit = |from: Point, to: Point| {
        let length = distance(from, to).max(1e-6);
        ((to.0 - from.0) / length, (to.1 - from.1) / length)
    };
    let (u, v) = (unit(a, b), unit(a, d));
    let moved =
        |p: Point, su: f32, sv: f32| (p.0 + by * (su * u.0 + sv * v.0), p.1 + by * (su * u.1 + sv * v.1));
    [moved(a, -1.0, -1.0), moved(b, 1.0, -1.0), moved(c, 1.0, 1.0), moved(d, -1.0, 1.0)]
}

/// The quad straightened to `width` × `height` pixels, three channels. Where the page is finer than the crop,
/// each pixel is the mean of a grid of samples.
pub fn warp(page: &Raster, quad: &Corners, width: usize, height: usize) -> Vec<[u8; 3]> {
    match page.plane {
        Plane::Grey => warped::<1>(page, quad, width, height).into_iter().map(|[grey]| [grey; 3]).collect(),
        Plane::Colour => warped::<3>(page, quad, width, height),
    }
}

/// The same of a page of `N` channels.
fn warped<const N: usize>(page: &Raster, quad: &Corners, width: usize, height: usize) -> Vec<[u8; N]> {
    let [a, b, c, d] = *quad;
    let across = distance(a, b).max(distance(d, c)) / width.max(1) as f32;
    let down = distance(a, d).max(distance(b, c)) / height.max(1) as f32;
    // Two samples a source pixel at most: more cost time and change nothing.
    let steps = |scale: f32| (scale.ceil() as usize).clamp(1, 8);
    let (nx, ny) = (steps(across), steps(down));
    let mix = |p: Point, q: Point, t: f32| (p.0 + (q.0 - p.0) * t, p.1 + (q.1 - p.1) * t);
    let part = |at: usize, step: usize, steps: usize, side: usize| {
        (at as f32 + (step as f32 + 0.5) / steps as f32) / side as f32
    };
    // A place of a row lies between its column's places on the quad's upper and lower sides.
    let columns: Vec<(Point, Point)> = (0..width * nx)
        .map(|at| part(at / nx, at % nx, nx, width))
        .map(|u| (mix(a, b, u), mix(d, c, u)))
        .collect();
    let count = (nx * ny) as f32;
    let mut out = Vec::with_capacity(width * height);
    for y in 0..height {
        for columns in columns.chunks_exact(nx) {
            let mut sum = [0.0f32; N];
            for sy in 0..ny {
                let v = part(y, sy, ny, height);
                for &(top, bottom) in columns {
                    let pixel = sample::<N>(page, mix(top, bottom, v));
                    (0..N).for_each(|i| sum[i] += pixel[i]);
                }
            }
            // Rounded: no sum is negative.
            out.push(sum.map(|value| (value / count + 0.5) as u8));
        }
    }
    out
}

/// A crop of `width` as the line networks take it: channel by channel, blue first, (x/255 − 0.5)/0.5; rows begin
/// `stride` values apart, and what lies beyond the crop stays as it was (zero: padding).
pub fn fill(input: &mut [f32], crop: &[[u8; 3]], width: usize, stride: usize) {
    let height = crop.len() / width.max(1);
    for channel in 0..3 {
        for y in 0..height {
            for x in 0..width {
                let byte = crop[y * width + x][2 - channel];
                input[(channel * height + y) * stride + x] = f32::from(byte) / 127.5 - 1.0;
            }
        }
    }
}

/// Bilinear, the border repeated outside; the page has `N` channels.
fn sample<const N: usize>(page: &Raster, (x, y): Point) -> [f32; N] {
    // Places left of or above the first pixel's middle are all its: kept positive, a cast rounds down, as the
    // processor does it where rounding calls the library.
    let place = |at: f32, side: usize| {
        let at = (at - 0.5).max(0.0).min(side as f32 - 1.0);
        let whole = at as usize;
        (whole, (whole + 1).min(side - 1), at - whole as f32)
    };
    let ((xa, xb, fx), (ya, yb, fy)) = (place(x, page.width), place(y, page.height));
    let pixel = |x: usize, y: usize| -> [f32; N] {
        let at = (y * page.width + x) * N;
        page.data[at..].first_chunk::<N>().map_or([0.0; N], |pixel| pixel.map(f32::from))
    };
    let (above, below) = ((pixel(xa, ya), pixel(xb, ya)), (pixel(xa, yb), pixel(xb, yb)));
    let mix = |a: f32, b: f32, t: f32| a * (1.0 - t) + b * t;
    std::array::from_fn(|i| mix(mix(above.0[i], above.1[i], fx), mix(below.0[i], below.1[i], fx), fy))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_rectangle_of_a_tilted_bar_is_the_bar() {
        // A bar of 200 × 20 at 30 degrees.
        let (sin, cos) = (30.0f32.to_radians().sin(), 30.0f32.to_radians().cos());
        let mut points = Vec::new();
        for u in 0..=200 {
            for v in [0, 20] {
                let (u, v) = (u as f32, v as f32);
                points.push(((100.0 + u * cos - v * sin) as i32, (50.0 + u * sin + v * cos) as i32));
            }
        }
        let corners = least_rectangle(&hull(points)).unwrap();
        let mut sides = [distance(corners[0], corners[1]), distance(corners[1], corners[2])];
        sides.sort_by(f32::total_cmp);
        assert!((sides[0] - 20.0).abs() < 2.0 && (sides[1] - 200.0).abs() < 2.5, "{sides:?}");
    }

    #[test]
    fn reading_order_and_growth() {
        let shuffled = [(100.0, 30.0), (0.0, 10.0), (100.0, 10.0), (0.0, 30.0)];
        let ordered = in_reading_order(shuffled);
        assert_eq!(ordered, [(0.0, 10.0), (100.0, 10.0), (100.0, 30.0), (0.0, 30.0)]);
        assert_eq!(expand(ordered, 5.0)[0], (-5.0, 5.0));
    }

    #[test]
    fn a_quarter_turned_quad_comes_out_straight() {
        // Left half black, right half white; the quad begins at the bottom left and reads upwards.
        let data = (0..100).map(|i| if i % 10 < 5 { 0 } else { 255 }).collect();
        let page = Raster::new(10, 10, Plane::Grey, data).unwrap();
        let upwards = [(0.0, 10.0), (0.0, 0.0), (10.0, 0.0), (10.0, 10.0)];
        let crop = warp(&page, &upwards, 10, 10);
        assert_eq!((crop[5][0], crop[95][0]), (0, 255));
    }

    #[test]
    fn quads_outside_the_page_and_without_size_do_no_harm() {
        let page = Raster::new(2, 2, Plane::Grey, vec![7; 4]).unwrap();
        let far = [(-50.0, -9.0), (90.0, -9.0), (90.0, 70.0), (-50.0, 70.0)];
        assert!(warp(&page, &far, 4, 4).iter().all(|p| *p == [7; 3]));
        assert_eq!(warp(&page, &[(1.0, 1.0); 4], 3, 2).len(), 6);
        assert!(least_rectangle(&[]).is_none());
        assert!(least_rectangle(&hull(vec![(3, 3)])).is_some());
    }
}

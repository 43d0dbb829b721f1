//! How the sheet lies in the picture: askew, on its side, seen from aside, far away, partly outside.
//!
//! Why it exists: these change where text stands, so each moves the truth with the pixels.

use image::{Rgb, RgbImage, imageops};

use super::optics::resized;
use super::page::{Page, Point, bounds};
use crate::rng::Rng;

/// What lies around the sheet.
#[derive(Clone, Copy)]
pub enum Ground {
    /// A scanner's white lid.
    Lid,
    /// A desk: a colour with soft grain.
    Desk([u8; 3]),
}

impl Ground {
    /// A lid, or one of some desks.
    pub fn any(rng: &mut Rng) -> Ground {
        const DESKS: [[u8; 3]; 4] = [[112, 84, 60], [64, 66, 70], [150, 128, 104], [34, 34, 38]];
        if rng.below(3) == 0 { Ground::Lid } else { Ground::Desk(DESKS[rng.below(DESKS.len())]) }
    }

    /// Any desk.
    pub fn desk(rng: &mut Rng) -> Ground {
        loop {
            if let desk @ Ground::Desk(_) = Ground::any(rng) {
                return desk;
            }
        }
    }

    fn at(self, x: f32, y: f32) -> [u8; 3] {
        match self {
            Ground::Lid => [244; 3],
            Ground::Desk(colour) => {
                // Grain runs along the desk; no straight line, no period of a line of text.
                let grain =
                    5.0 * (y * 0.021 + 2.0 * (x * 0.0037).sin()).sin() + 3.0 * (y * 0.13 + x * 0.004).sin();
                colour.map(|level| (f32::from(level) + grain).clamp(0.0, 255.0) as u8)
            }
        }
    }
}

/// Quarter turns clockwise, in degrees.
pub fn turn(page: &mut Page, degrees: u16) {
    let (w, h) = (page.picture.width() as f32, page.picture.height() as f32);
    match degrees {
        90 => {
            page.picture = imageops::rotate90(&page.picture);
            page.place(|(x, y)| (h - y, x));
        }
        180 => {
            page.picture = imageops::rotate180(&page.picture);
            page.place(|(x, y)| (w - x, h - y));
        }
        270 => {
            page.picture = imageops::rotate270(&page.picture);
            page.place(|(x, y)| (y, w - x));
        }
        _ => {}
    }
    page.turn = (page.turn + degrees) % 360;
}

/// Askew by degrees clockwise in a picture of the same size, as on a scanner's glass: corners may be lost.
pub fn skew(page: &mut Page, degrees: f32, ground: Ground) {
    let (w, h) = (page.picture.width() as f32, page.picture.height() as f32);
    let (sin, cos) = degrees.to_radians().sin_cos();
    let (cx, cy) = (w / 2.0, h / 2.0);
    // The picture grows so that no text is lost.
    let (out_w, out_h) = (w * cos.abs() + h * sin.abs(), h * cos.abs() + w * sin.abs());
    let (ox, oy) = (out_w / 2.0, out_h / 2.0);
    let there = move |(x, y): Point| {
        let (dx, dy) = (x - cx, y - cy);
        (dx * cos - dy * sin + ox, dx * sin + dy * cos + oy)
    };
    let back = move |(x, y): Point| {
        let (dx, dy) = (x - ox, y - oy);
        (dx * cos + dy * sin + cx, dy * cos - dx * sin + cy)
    };
    page.filled = w * h / (out_w * out_h);
    page.picture = warped(&page.picture, (out_w as u32, out_h as u32), back, ground);
    page.place(there);
    page.skew += degrees;
}

/// Seen from aside: the far edge is shorter by this share; `side` 0–3 says which edge is far.
pub fn perspective(page: &mut Page, share: f32, side: usize, ground: Ground) {
    let (w, h) = (page.picture.width() as f32, page.picture.height() as f32);
    let (dx, dy) = (w * share / 2.0, h * share / 2.0);
    let near = 0.04;
    let (l, t, r, b) = (w * near, h * near, w * (1.0 - near), h * (1.0 - near));
    let corners = match side {
        0 => [(l + dx, t), (r - dx, t), (r, b), (l, b)],
        1 => [(l, t), (r, t + dy), (r, b - dy), (l, b)],
        2 => [(l, t), (r, t), (r - dx, b), (l + dx, b)],
        _ => [(l, t + dy), (r, t), (r, b), (l, b - dy)],
    };
    let map = Homography::onto((w, h), corners);
    let back = map.inverse();
    page.picture = warped(&page.picture, (w as u32, h as u32), |p| back.of(p), ground);
    page.place(|p| map.of(p));
    page.filled = area(&corners) / (w * h);
}

/// Far away: the sheet fills this share of the picture's width and height, a little askew.
pub fn tiny(page: &mut Page, share: f32, rng: &mut Rng) {
    let (w, h) = page.picture.dimensions();
    let ground = Ground::desk(rng);
    let degrees = rng.range(-3.0, 3.0);
    page.picture = resized(&page.picture, share);
    page.place(|(x, y)| (x * share, y * share));
    page.em *= share;
    let (small_w, small_h) = (page.picture.width() as f32, page.picture.height() as f32);
    let (w, h) = (w as f32, h as f32);
    let (cx, cy) = (small_w / 2.0, small_h / 2.0);
    // Anywhere, but whole in the picture.
    let free = |side: f32, own: f32| ((side - own) / 2.0 - own * 0.03).max(0.0);
    let (fx, fy) = (free(w, small_w), free(h, small_h));
    let (ox, oy) = (w / 2.0 + rng.range(-fx, fx), h / 2.0 + rng.range(-fy, fy));
    let (sin, cos) = degrees.to_radians().sin_cos();
    let back = move |(x, y): Point| {
        let (dx, dy) = (x - ox, y - oy);
        (dx * cos + dy * sin + cx, dy * cos - dx * sin + cy)
    };
    page.picture = warped(&page.picture, (w as u32, h as u32), back, ground);
    page.place(|(x, y)| {
        let (dx, dy) = (x - cx, y - cy);
        (dx * cos - dy * sin + ox, dx * sin + dy * cos + oy)
    });
    page.skew += degrees;
    page.filled = share * share;
}

/// A scanner's lid stood open: black borders this wide, of the shorter side, on some edges.
pub fn black_border(page: &mut Page, share: f32, rng: &mut Rng) {
    let (w, h) = page.picture.dimensions();
    let most = page.side() * share;
    let mut wide = [0.0; 4].map(|_: f32| if rng.below(3) == 0 { 0.0 } else { most * rng.range(0.6, 1.0) });
    wide[rng.below(4)] = most;
    let [left, top, right, foot] = wide.map(|v| v.round() as u32);
    let mut out = RgbImage::from_pixel(w + left + right, h + top + foot, Rgb([14, 14, 16]));
    imageops::replace(&mut out, &page.picture, i64::from(left), i64::from(top));
    page.filled = (w * h) as f32 / (out.width() * out.height()) as f32;
    page.picture = out;
    page.place(|(x, y)| (x + left as f32, y + top as f32));
}

/// The borders through which a page can be cut.
pub const BORDERS: [&str; 4] = ["left", "top", "right", "bottom"];

/// Cuts the picture so that a border goes through text; `depth` moves on to later lines or letters, 0–1.
pub fn cut(page: &mut Page, border: &'static str, depth: f32, rng: &mut Rng) {
    let (w, h) = (page.picture.width() as i32, page.picture.height() as i32);
    let lines: Vec<&super::page::Line> = page.lines.iter().filter(|line| !line.specimen).collect();
    let Some(place) = cut_at(&lines, border, depth, rng) else { return };
    let (mut x0, mut y0, mut x1, mut y1) = (0, 0, w, h);
    match border {
        "left" => x0 = place.clamp(0, w - 8),
        "top" => y0 = place.clamp(0, h - 8),
        "right" => x1 = place.clamp(8, w),
        _ => y1 = place.clamp(8, h),
    }
    let (wide, high) = ((x1 - x0) as u32, (y1 - y0) as u32);
    page.picture = imageops::crop_imm(&page.picture, x0 as u32, y0 as u32, wide, high).to_image();
    page.place(|(x, y)| (x - x0 as f32, y - y0 as f32));
    mark_cut(page, border);
}

/// Where to cut: through a line's middle, or inside the letters of many lines.
fn cut_at(lines: &[&super::page::Line], border: &str, depth: f32, rng: &mut Rng) -> Option<i32> {
    let upright = border == "left" || border == "right";
    // From the border inwards.
    let mut edges: Vec<(f32, f32)> = lines
        .iter()
        .map(|line| {
            let [x0, y0, x1, y1] = bounds(&line.quad).map(|v| v as f32);
            match border {
                "left" => (x0, y1 - y0),
                "top" => (y0, y1 - y0),
                "right" => (x1, y1 - y0),
                _ => (y1, y1 - y0),
            }
        })
        .collect();
    let outward = border == "left" || border == "top";
    edges.sort_by(|a, b| if outward { a.0.total_cmp(&b.0) } else { b.0.total_cmp(&a.0) });
    let (edge, em) = *edges.get(((edges.len() as f32 * depth) as usize).min(edges.len().checked_sub(1)?))?;
    // Through the middle of the line; through a letter and some more.
    let inwards =
        if upright { em * (rng.range(0.3, 0.7) + rng.below(3) as f32) } else { em * rng.range(0.35, 0.65) };
    Some(if outward { edge + inwards } else { edge - inwards }.round() as i32)
}

/// Drops lines that lie outside, and says which a border goes through.
fn mark_cut(page: &mut Page, border: &'static str) {
    let (w, h) = (page.picture.width() as i32, page.picture.height() as i32);
    page.lines.retain(|line| {
        let [x0, y0, x1, y1] = bounds(&line.quad);
        x1 > 0 && y1 > 0 && x0 < w && y0 < h
    });
    for line in &mut page.lines {
        let [x0, y0, x1, y1] = bounds(&line.quad);
        let em = y1 - y0;
        // Less than a tenth of an em beyond the border is the line's own margin.
        let slack = em / 10;
        let area = match border {
            "left" if x0 < -slack => [0, y0.max(0), em.min(x1), y1.min(h)],
            "right" if x1 > w + slack => [(w - em).max(x0), y0.max(0), w, y1.min(h)],
            "top" if y0 < -slack => [x0.max(0), 0, x1.min(w), y1],
            "bottom" if y1 > h + slack => [x0.max(0), y0, x1.min(w), h],
            _ => continue,
        };
        line.cut = true;
        page.cut.push((border.to_owned(), area));
    }
}

/// The picture seen through a map from its new pixels to its old ones; beyond its edges lies the ground.
fn warped(picture: &RgbImage, (w, h): (u32, u32), back: impl Fn(Point) -> Point, ground: Ground) -> RgbImage {
    RgbImage::from_fn(w.max(1), h.max(1), |x, y| {
        let (fx, fy) = (x as f32 + 0.5, y as f32 + 0.5);
        let (u, v) = back((fx, fy));
        Rgb(sample(picture, u - 0.5, v - 0.5).unwrap_or_else(|| ground.at(fx, fy)))
    })
}

/// Between four pixels.
fn sample(picture: &RgbImage, x: f32, y: f32) -> Option<[u8; 3]> {
    let (w, h) = (picture.width() as f32, picture.height() as f32);
    if !(x >= -0.5 && y >= -0.5 && x <= w - 0.5 && y <= h - 0.5) {
        return None;
    }
    let (x, y) = (x.clamp(0.0, w - 1.0), y.clamp(0.0, h - 1.0));
    let (x0, y0) = (x.floor() as u32, y.floor() as u32);
    let (x1, y1) = ((x0 + 1).min(picture.width() - 1), (y0 + 1).min(picture.height() - 1));
    let (u, v) = (x - x0 as f32, y - y0 as f32);
    let [a, b, c, d] =
        [(x0, y0), (x1, y0), (x0, y1), (x1, y1)].map(|(x, y)| picture.get_pixel(x, y).0.map(f32::from));
    Some(std::array::from_fn(|i| {
        let (top, low) = (a[i] + (b[i] - a[i]) * u, c[i] + (d[i] - c[i]) * u);
        (top + (low - top) * v).round() as u8
    }))
}

fn area(corners: &[Point; 4]) -> f32 {
    let next = |i: usize| corners[(i + 1) % 4];
    (0..4).map(|i| corners[i].0 * next(i).1 - next(i).0 * corners[i].1).sum::<f32>().abs() / 2.0
}

/// A map of planes that keeps straight lines straight.
struct Homography([f32; 9]);

impl Homography {
    /// Takes the corners of a box of this size to four points (Heckbert 1989, unit square to quadrilateral).
    fn onto((w, h): (f32, f32), [a, b, c, d]: [Point; 4]) -> Homography {
        let (sx, sy) = (a.0 - b.0 + c.0 - d.0, a.1 - b.1 + c.1 - d.1);
        let (dx1, dy1, dx2, dy2) = (b.0 - c.0, b.1 - c.1, d.0 - c.0, d.1 - c.1);
        let whole = dx1 * dy2 - dx2 * dy1;
        let g = (sx * dy2 - dx2 * sy) / whole;
        let k = (dx1 * sy - sx * dy1) / whole;
        Homography([
            (b.0 - a.0 + g * b.0) / w,
            (d.0 - a.0 + k * d.0) / h,
            a.0,
            (b.1 - a.1 + g * b.1) / w,
            (d.1 - a.1 + k * d.1) / h,
            a.1,
            g / w,
            k / h,
            1.0,
        ])
    }

    fn of(&self, (x, y): Point) -> Point {
        let m = &self.0;
        let z = m[6] * x + m[7] * y + m[8];
        ((m[0] * x + m[1] * y + m[2]) / z, (m[3] * x + m[4] * y + m[5]) / z)
    }

    fn inverse(&self) -> Homography {
        let [a, b, c, d, e, f, g, h, i] = self.0;
        Homography([
            e * i - f * h,
            c * h - b * i,
            b * f - c * e,
            f * g - d * i,
            a * i - c * g,
            c * d - a * f,
            d * h - e * g,
            b * g - a * h,
            a * e - b * d,
        ])
    }
}

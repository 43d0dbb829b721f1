//! What is not text: stamps, signatures, portraits, emblems, QR codes, borders. All vectors, all seeded.

use std::f32::consts::TAU;

use krilla::geom::{Path, PathBuilder};
use qrcode::{Color, EcLevel, QrCode};

use crate::plan::Seal;
use crate::rng::Rng;
use crate::sheet::{BLACK, Box4, Ink, RED, Sheet};

/// Words of every stamp.
const STAMP: &str = "测试专用章";

fn ellipse(cx: f32, cy: f32, rx: f32, ry: f32) -> Option<Path> {
    const K: f32 = 0.552_285;
    let (kx, ky) = (rx * K, ry * K);
    let mut path = PathBuilder::new();
    path.move_to(cx + rx, cy);
    path.cubic_to(cx + rx, cy + ky, cx + kx, cy + ry, cx, cy + ry);
    path.cubic_to(cx - kx, cy + ry, cx - rx, cy + ky, cx - rx, cy);
    path.cubic_to(cx - rx, cy - ky, cx - kx, cy - ry, cx, cy - ry);
    path.cubic_to(cx + kx, cy - ry, cx + rx, cy - ky, cx + rx, cy);
    path.close();
    path.finish()
}

fn star(cx: f32, cy: f32, r: f32) -> Option<Path> {
    let mut path = PathBuilder::new();
    for i in 0..10 {
        let radius = if i % 2 == 0 { r } else { r * 0.382 };
        let angle = TAU * (i as f32 / 10.0) - TAU / 4.0;
        let (x, y) = (cx + radius * angle.cos(), cy + radius * angle.sin());
        if i == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
    }
    path.close();
    path.finish()
}

fn open(points: &[(f32, f32)]) -> Option<Path> {
    let mut path = PathBuilder::new();
    for (i, (x, y)) in points.iter().enumerate() {
        if i == 0 { path.move_to(*x, *y) } else { path.line_to(*x, *y) }
    }
    path.finish()
}

impl Sheet {
    /// A round stamp: ring, star and words along the ring.
    pub fn seal(&mut self, cx: f32, cy: f32, r: f32, seal: Seal) {
        let ink = match seal {
            Seal::None => return,
            Seal::Red => RED,
            Seal::Grey => (95, 95, 95),
        };
        self.seals.push((cx, cy, r));
        let ring = self.stroke(ink, r * 0.075, 0.85);
        self.shape(ellipse(cx, cy, r, r), None, Some(ring));
        let fill = self.fill(ink, 0.85);
        self.shape(star(cx, cy, r * 0.32), Some(fill), None);
        let size = r * 0.36;
        let letters: Vec<char> = STAMP.chars().collect();
        let step = 40.0;
        for (i, letter) in letters.iter().enumerate() {
            let turn = (i as f32 - (letters.len() - 1) as f32 / 2.0) * step;
            let (sin, cos) = turn.to_radians().sin_cos();
            let radius = r * 0.56;
            let (dx, dy) = (radius * sin - size / 2.0 * cos, -radius * cos - size / 2.0 * sin);
            self.stamp_at((cx + dx, cy + dy), size, &letter.to_string(), ink, turn);
        }
        let text = "SPECIMEN";
        let width = r * 0.2 * text.len() as f32 * 0.62;
        self.stamp_at((cx - width / 2.0, cy + r * 0.62), r * 0.2, text, ink, 0.0);
    }

    /// A name written by hand: a few bent strokes for each of two or three letters.
    pub fn signature(&mut self, x: f32, y: f32, size: f32, seed: u64) {
        let mut rng = Rng::new(seed ^ 0x51);
        let letters = 2 + rng.below(2);
        let ink = [(15, 15, 25), (20, 30, 95), (25, 25, 30)][rng.below(3)];
        for letter in 0..letters {
            let left = x + letter as f32 * size * 0.95;
            let strokes = 4 + rng.below(3);
            for _ in 0..strokes {
                let path = pen(&mut rng, (left, y), size);
                let stroke = self.stroke(ink, size * rng.range(0.045, 0.085), 0.95);
                self.shape(path, None, Some(stroke));
            }
        }
        let mut tail = PathBuilder::new();
        let end = x + letters as f32 * size * 0.9;
        tail.move_to(end - size * 0.3, y + size * 0.75);
        tail.cubic_to(end, y + size * 0.6, end + size * 0.4, y + size, end + size * 0.9, y + size * 0.55);
        let stroke = self.stroke(ink, size * 0.05, 0.95);
        self.shape(tail.finish(), None, Some(stroke));
    }

    /// An invented face, shaded and with brows and nose, on a plain ground.
    pub fn portrait(&mut self, at: Box4, ground: Ink, woman: bool, seed: u64) {
        let mut rng = Rng::new(seed ^ 0xFACE);
        self.block(at, ground);
        let face = Head { cx: at.0 + at.2 / 2.0, cy: at.1 + at.3 * 0.45, r: at.2 * 0.235, woman };
        let hair: Ink = [(28, 22, 20), (38, 28, 24), (20, 18, 20)][rng.below(3)];
        self.bust(at, &face);
        self.hair_behind(&face, hair);
        self.skin(&face);
        self.features(&face, hair);
        self.fringe(&face, hair);
    }

    fn bust(&mut self, at: Box4, head: &Head) {
        let (cx, r, foot) = (head.cx, head.r, at.foot());
        let cloth: Ink = if head.woman { (70, 40, 66) } else { (38, 46, 66) };
        let shoulder = head.cy + r * 1.85;
        let mut path = PathBuilder::new();
        path.move_to(at.0 + at.2 * 0.06, foot);
        path.cubic_to(
            at.0 + at.2 * 0.07,
            shoulder + r * 0.2,
            cx - r * 1.1,
            shoulder,
            cx - r * 0.45,
            shoulder - r * 0.3,
        );
        path.line_to(cx + r * 0.45, shoulder - r * 0.3);
        path.cubic_to(
            cx + r * 1.1,
            shoulder,
            at.right() - at.2 * 0.07,
            shoulder + r * 0.2,
            at.right() - at.2 * 0.06,
            foot,
        );
        path.close();
        let fill = self.shade((cx, shoulder, r * 2.6), lighter(cloth, 26), cloth);
        self.shape(path.finish(), Some(fill), None);
        let mut neck = PathBuilder::new();
        neck.move_to(cx - r * 0.42, head.cy + r * 0.8);
        neck.line_to(cx - r * 0.46, shoulder - r * 0.25);
        neck.line_to(cx, shoulder + r * 0.35);
        neck.line_to(cx + r * 0.46, shoulder - r * 0.25);
        neck.line_to(cx + r * 0.42, head.cy + r * 0.8);
        neck.close();
        let fill = self.shade((cx, shoulder, r * 1.2), (214, 168, 140), (180, 132, 106));
        self.shape(neck.finish(), Some(fill), None);
        for side in [-1.0, 1.0] {
            let collar = [
                (cx + side * r * 0.5, shoulder - r * 0.32),
                (cx, shoulder + r * 0.4),
                (cx + side * r * 0.55, shoulder + r * 0.55),
            ];
            let fill = self.fill((236, 238, 242), 1.0);
            self.shape(open(&collar), Some(fill), None);
        }
    }

    fn hair_behind(&mut self, head: &Head, hair: Ink) {
        let Head { cx, cy, r, woman } = *head;
        let (rx, ry) = if woman { (r * 1.2, r * 1.45) } else { (r * 1.06, r * 1.28) };
        let fill = self.shade((cx, cy - r * 0.4, r * 1.6), lighter(hair, 22), hair);
        self.shape(ellipse(cx, cy - r * 0.22, rx, ry), Some(fill), None);
    }

    fn skin(&mut self, head: &Head) {
        let Head { cx, cy, r, .. } = *head;
        for side in [-1.0, 1.0] {
            let fill = self.fill((206, 158, 130), 1.0);
            self.shape(ellipse(cx + side * r * 0.98, cy + r * 0.08, r * 0.13, r * 0.26), Some(fill), None);
        }
        let mut path = PathBuilder::new();
        path.move_to(cx - r, cy - r * 0.2);
        path.cubic_to(cx - r, cy - r * 1.35, cx + r, cy - r * 1.35, cx + r, cy - r * 0.2);
        path.cubic_to(cx + r * 1.02, cy + r * 0.7, cx + r * 0.5, cy + r * 1.3, cx, cy + r * 1.32);
        path.cubic_to(cx - r * 0.5, cy + r * 1.3, cx - r * 1.02, cy + r * 0.7, cx - r, cy - r * 0.2);
        path.close();
        let fill = self.shade((cx - r * 0.1, cy, r * 1.45), (242, 206, 180), (196, 146, 118));
        self.shape(path.finish(), Some(fill), None);
        for side in [-1.0, 1.0] {
            let socket = self.fill((168, 118, 98), 0.28);
            self.shape(ellipse(cx + side * r * 0.43, cy - r * 0.1, r * 0.3, r * 0.2), Some(socket), None);
            let cheek = self.fill((226, 140, 122), 0.22);
            self.shape(ellipse(cx + side * r * 0.55, cy + r * 0.42, r * 0.22, r * 0.16), Some(cheek), None);
        }
    }

    fn features(&mut self, head: &Head, hair: Ink) {
        let Head { cx, cy, r, woman } = *head;
        for side in [-1.0, 1.0] {
            let x = cx + side * r * 0.43;
            let white = self.fill((248, 246, 242), 1.0);
            self.shape(ellipse(x, cy - r * 0.08, r * 0.2, r * 0.1), Some(white), None);
            let iris = self.fill((40, 26, 20), 1.0);
            self.shape(ellipse(x, cy - r * 0.08, r * 0.095, r * 0.1), Some(iris), None);
            let spark = self.fill((255, 255, 255), 0.9);
            self.shape(ellipse(x + r * 0.03, cy - r * 0.11, r * 0.025, r * 0.025), Some(spark), None);
            let lid = curve((x - r * 0.22, cy - r * 0.07), (x, cy - r * 0.24), (x + r * 0.22, cy - r * 0.07));
            let line = self.stroke((50, 30, 26), r * 0.045, 1.0);
            self.shape(lid, None, Some(line));
            let brow = curve(
                (x - r * 0.27, cy - r * 0.32 + side * r * 0.03),
                (x, cy - r * 0.46),
                (x + r * 0.27, cy - r * 0.32 - side * r * 0.03),
            );
            let line = self.stroke(hair, if woman { r * 0.06 } else { r * 0.095 }, 0.9);
            self.shape(brow, None, Some(line));
        }
        self.nose_and_mouth(head);
    }

    fn nose_and_mouth(&mut self, head: &Head) {
        let Head { cx, cy, r, woman } = *head;
        let bridge = curve(
            (cx - r * 0.1, cy - r * 0.1),
            (cx - r * 0.06, cy + r * 0.25),
            (cx - r * 0.18, cy + r * 0.42),
        );
        let line = self.stroke((166, 114, 92), r * 0.045, 0.75);
        self.shape(bridge, None, Some(line));
        let tip = self.shade((cx, cy + r * 0.38, r * 0.24), (246, 212, 188), (206, 156, 128));
        self.shape(ellipse(cx, cy + r * 0.4, r * 0.18, r * 0.13), Some(tip), None);
        for side in [-1.0, 1.0] {
            let hole = self.fill((110, 66, 54), 0.85);
            self.shape(ellipse(cx + side * r * 0.09, cy + r * 0.48, r * 0.05, r * 0.03), Some(hole), None);
        }
        let lips: Ink = if woman { (186, 70, 74) } else { (172, 96, 86) };
        let mut mouth = PathBuilder::new();
        mouth.move_to(cx - r * 0.34, cy + r * 0.76);
        mouth.cubic_to(
            cx - r * 0.1,
            cy + r * 0.68,
            cx + r * 0.1,
            cy + r * 0.68,
            cx + r * 0.34,
            cy + r * 0.76,
        );
        mouth.cubic_to(
            cx + r * 0.12,
            cy + r * 0.92,
            cx - r * 0.12,
            cy + r * 0.92,
            cx - r * 0.34,
            cy + r * 0.76,
        );
        mouth.close();
        let fill = self.fill(lips, 1.0);
        self.shape(mouth.finish(), Some(fill), None);
        let parting =
            curve((cx - r * 0.34, cy + r * 0.76), (cx, cy + r * 0.82), (cx + r * 0.34, cy + r * 0.76));
        let line = self.stroke((104, 44, 42), r * 0.035, 1.0);
        self.shape(parting, None, Some(line));
        let chin = curve((cx - r * 0.2, cy + r * 1.02), (cx, cy + r * 1.1), (cx + r * 0.2, cy + r * 1.02));
        let line = self.stroke((176, 126, 104), r * 0.05, 0.5);
        self.shape(chin, None, Some(line));
    }

    fn fringe(&mut self, head: &Head, hair: Ink) {
        let Head { cx, cy, r, woman } = *head;
        let low = if woman { 0.35 } else { 0.5 };
        let mut path = PathBuilder::new();
        path.move_to(cx - r * 1.06, cy - r * 0.1);
        path.cubic_to(cx - r * 1.2, cy - r * 1.7, cx + r * 1.2, cy - r * 1.7, cx + r * 1.06, cy - r * 0.1);
        path.cubic_to(
            cx + r * 0.95,
            cy - r * 0.5,
            cx + r * 0.8,
            cy - r * (low + 0.35),
            cx + r * 0.3,
            cy - r * (low + 0.3),
        );
        path.cubic_to(
            cx - r * 0.2,
            cy - r * (low + 0.1),
            cx - r * 0.9,
            cy - r * (low + 0.3),
            cx - r * 1.06,
            cy - r * 0.1,
        );
        path.close();
        let fill = self.shade((cx - r * 0.3, cy - r, r * 1.4), lighter(hair, 30), hair);
        self.shape(path.finish(), Some(fill), None);
    }

    /// A disc with stars and a gate: stands for the emblem and is none.
    pub fn emblem(&mut self, cx: f32, cy: f32, r: f32) {
        let red = self.fill((196, 30, 34), 1.0);
        self.shape(ellipse(cx, cy, r, r), Some(red), None);
        let ring = self.stroke((222, 170, 60), r * 0.12, 1.0);
        self.shape(ellipse(cx, cy, r * 0.93, r * 0.93), None, Some(ring));
        let gold = self.fill((236, 190, 80), 1.0);
        self.shape(star(cx, cy - r * 0.4, r * 0.24), Some(gold.clone()), None);
        for i in 0..4 {
            let x = cx + (i as f32 - 1.5) * r * 0.32;
            let y = cy - r * 0.02 + (i as f32 - 1.5).abs() * -r * 0.06;
            self.shape(star(x, y, r * 0.1), Some(gold.clone()), None);
        }
        let gate = [
            (-0.5, 0.5),
            (-0.5, 0.3),
            (-0.36, 0.3),
            (-0.3, 0.16),
            (0.3, 0.16),
            (0.36, 0.3),
            (0.5, 0.3),
            (0.5, 0.5),
        ];
        let gate: Vec<(f32, f32)> = gate.iter().map(|(x, y)| (cx + x * r, cy + y * r)).collect();
        self.shape(open(&gate), Some(gold), None);
    }

    /// A QR code of the given words.
    pub fn qr(&mut self, x: f32, y: f32, size: f32, words: &str) {
        let Ok(code) = QrCode::with_error_correction_level(words.as_bytes(), EcLevel::M) else { return };
        let side = code.width();
        let dot = size / side as f32;
        let mut path = PathBuilder::new();
        for (i, colour) in code.to_colors().iter().enumerate() {
            if *colour == Color::Dark {
                let (column, row) = ((i % side) as f32, (i / side) as f32);
                let at = (x + column * dot, y + row * dot, dot * 1.02);
                krilla::geom::Rect::from_xywh(at.0, at.1, at.2, at.2)
                    .into_iter()
                    .for_each(|r| path.push_rect(r));
            }
        }
        let ground = self.fill((255, 255, 255), 1.0);
        self.shape(Box4(x - 3.0, y - 3.0, size + 6.0, size + 6.0).path(), Some(ground), None);
        let fill = self.fill(BLACK, 1.0);
        self.shape(path.finish(), Some(fill), None);
    }

    /// The border of a certificate: two frames and a row of loops between them.
    pub fn border(&mut self, inset: f32, ink: Ink) {
        let outer = Box4(inset, inset, self.w - inset * 2.0, self.h - inset * 2.0);
        let band = inset * 0.55;
        let inner = Box4(outer.0 + band, outer.1 + band, outer.2 - band * 2.0, outer.3 - band * 2.0);
        self.frame(outer, ink, 2.2);
        self.frame(inner, ink, 0.9);
        let step = band * 0.62;
        let loops = |from: f32, length: f32| {
            let count = (length / step).floor().max(1.0) as usize;
            (0..=count).map(move |i| from + length * i as f32 / count as f32)
        };
        let pen = self.stroke(ink, 0.5, 0.8);
        let middle = band / 2.0;
        let mut centres = Vec::new();
        for x in loops(outer.0 + middle, outer.2 - band) {
            centres.extend([(x, outer.1 + middle), (x, outer.foot() - middle)]);
        }
        for y in loops(outer.1 + middle, outer.3 - band) {
            centres.extend([(outer.0 + middle, y), (outer.right() - middle, y)]);
        }
        for (x, y) in centres {
            self.shape(ellipse(x, y, middle * 0.8, middle * 0.8), None, Some(pen.clone()));
        }
    }

    /// Pale waves over the whole page, as banknote paper has.
    pub fn guilloche(&mut self, ink: Ink) {
        let lines = 14;
        for i in 0..lines {
            let phase = i as f32 / lines as f32;
            let points: Vec<(f32, f32)> = (0..=60)
                .map(|k| {
                    let t = k as f32 / 60.0;
                    let swing = (t * TAU * 2.0 + phase * TAU).sin() * self.h * 0.09;
                    (t * self.w, self.h * (0.06 + 0.88 * phase) + swing)
                })
                .collect();
            let pen = self.stroke(ink, 0.5, 0.5);
            self.shape(open(&points), None, Some(pen));
        }
    }
}

struct Head {
    cx: f32,
    cy: f32,
    r: f32,
    woman: bool,
}

fn curve(from: (f32, f32), over: (f32, f32), to: (f32, f32)) -> Option<Path> {
    let mut path = PathBuilder::new();
    path.move_to(from.0, from.1);
    path.quad_to(over.0, over.1, to.0, to.1);
    path.finish()
}

fn lighter((r, g, b): Ink, by: u8) -> Ink {
    (r.saturating_add(by), g.saturating_add(by), b.saturating_add(by))
}

/// The strokes from which letters are written, in a square of one: start, two bends, end.
const STROKES: [[(f32, f32); 4]; 9] = [
    [(0.05, 0.25), (0.3, 0.15), (0.6, 0.2), (0.95, 0.12)],
    [(0.1, 0.55), (0.35, 0.5), (0.6, 0.52), (0.9, 0.45)],
    [(0.5, 0.0), (0.5, 0.35), (0.46, 0.7), (0.48, 1.05)],
    [(0.55, 0.1), (0.5, 0.45), (0.3, 0.75), (0.0, 0.95)],
    [(0.4, 0.35), (0.55, 0.6), (0.75, 0.8), (1.0, 0.95)],
    [(0.15, 0.2), (0.8, 0.1), (0.95, 0.3), (0.6, 0.95)],
    [(0.2, 0.15), (0.12, 0.6), (0.2, 1.0), (0.85, 0.85)],
    [(0.25, 0.45), (0.9, 0.3), (0.9, 0.8), (0.3, 0.85)],
    [(0.1, 0.05), (0.18, 0.1), (0.22, 0.16), (0.25, 0.24)],
];

/// One stroke of a written letter; no two come out alike.
fn pen(rng: &mut Rng, (x, y): (f32, f32), s: f32) -> Option<Path> {
    let points = STROKES[rng.below(STROKES.len())]
        .map(|(px, py)| (x + (px + rng.range(-0.1, 0.1)) * s, y + (py + rng.range(-0.09, 0.09)) * s));
    let mut path = PathBuilder::new();
    path.move_to(points[0].0, points[0].1);
    path.cubic_to(points[1].0, points[1].1, points[2].0, points[2].1, points[3].0, points[3].1);
    if rng.below(3) == 0 {
        path.quad_to(
            points[3].0 + 0.1 * s,
            points[3].1 - 0.1 * s,
            points[3].0 + 0.05 * s,
            points[3].1 - 0.25 * s,
        );
    }
    path.finish()
}

#![allow(clippy::unwrap_used)]
use scanlint::decode::open_bytes;
use scanlint::facts::{Answer, Eye, Model, PageId, Plane, Probe};
use scanlint::observe::FileEye;
use std::time::{Duration, Instant};
fn main() {
    for file in std::env::args().skip(1) {
        let bytes: std::sync::Arc<[u8]> = std::fs::read(&file).unwrap().into();
        let opened = open_bytes(bytes);
        let mut eye = FileEye::new(opened.source.unwrap());
        let page = PageId(0);
        let t = Instant::now();
        eye.answer(page, &[Probe::Glance, Probe::Layer]);
        let glance = t.elapsed();
        eye.answer(page, &[Probe::Lines { side: 32, plane: Plane::Red }]);
        let mut out = String::new();
        for side in [480, 640, 736, 960] {
            let t = Instant::now();
            let a = eye.answer(page, &[Probe::Lines { side, plane: Plane::Red }]);
            if let Answer::Lines(l) = &a[0] {
                out += &format!(" {side}: {:?} ({})", t.elapsed(), l.boxes.len());
            }
        }
        let a = eye.answer(page, &[Probe::Lines { side: 960, plane: Plane::Red }]);
        let Answer::Lines(l) = &a[0] else { continue };
        let mut tiny = Duration::ZERO;
        let mut small = Duration::ZERO;
        let mut px = 0;
        for b in &l.boxes {
            for m in [Model::Tiny, Model::Small] {
                let t = Instant::now();
                eye.answer(page, &[Probe::Line { quad: b.quad, turn: l.turn, plane: Plane::Red, model: m }]);
                if m == Model::Tiny { tiny += t.elapsed() } else { small += t.elapsed() }
            }
            let q = b.quad.0;
            let w = (q[1].0 - q[0].0).abs();
            let h = (q[3].1 - q[0].1).abs();
            px += w * 48 / h.max(1);
        }
        println!(
            "{file}\n glance {glance:?}{out} tiny {tiny:?} small {small:?} px {px} lines {}",
            l.boxes.len()
        );
    }
}

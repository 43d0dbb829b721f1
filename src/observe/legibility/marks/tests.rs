//! Marks of whole pages.

use super::*;
use crate::decode::Plane;
use crate::observe::{paper, sheet};

/// The description of each line of the pictures named in a list, for `benches/legibility/upside.py`, which finds the
/// weights: `LINES=list cargo test --release -- --ignored --nocapture describes_lines`.
#[test]
#[ignore = "prints what the weights are found from"]
fn describes_lines() {
    let list = std::env::var("LINES").unwrap();
    for path in std::fs::read_to_string(list).unwrap().lines() {
        let small = sheet::shrink(read(path));
        let paper = paper::Paper::of(&small);
        let ink = paper::ink(&small, &paper);
        let size = (small.width as u32, small.height as u32);
        let input = Input { small: &small, paper: &paper, ink: &ink, size, native: None };
        let scene = Scene::of(&input);
        for line in &scene.lines {
            if let Some(said) = upside::describe(&scene.view(), line, scene.slant) {
                let said: Vec<String> = said.iter().map(ToString::to_string).collect();
                println!("{path}\t{}\t{}\t{}", line.ems(), line.height(), said.join(" "));
            }
        }
    }
}

fn read(path: &str) -> Raster {
    let grey = image::open(path).unwrap().into_luma8();
    let (width, height) = (grey.width() as usize, grey.height() as usize);
    Raster { width, height, plane: Plane::Grey, data: grey.into_raw() }
}

//! The eye and its reader, without networks.

use std::sync::Arc;

use super::*;
use crate::decode::open_bytes;
use crate::facts::{LineBox, LineText, Lines, Model, Plane, Quad, Turn};

/// A white PNG.
fn picture(width: u32, height: u32) -> Source {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let white = image::GrayImage::from_pixel(width, height, image::Luma([255]));
    white.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    open_bytes(Arc::from(bytes.into_inner())).source.unwrap()
}

/// Says where it was asked, and what.
struct Fake;

impl super::Reader for Fake {
    fn lines(&self, page: &Raster, side: u16, _: Plane) -> Result<Lines, DecodeFailure> {
        let corner = (page.width as i32, i32::from(side));
        Ok(Lines { boxes: vec![LineBox { quad: Quad([corner; 4]), score: 900 }], ..Lines::default() })
    }

    fn line(&self, _: &Raster, quad: &Quad, _: Plane, model: Model) -> Result<LineText, DecodeFailure> {
        match model {
            Model::Tiny => Ok(LineText { text: format!("{}", quad.0[0].0), ..LineText::default() }),
            Model::TinyWide | Model::Small | Model::SmallWide => {
                Err(DecodeFailure { problem: Problem::DecoderFailed, detail: "no".into() })
            }
        }
    }
}

#[test]
fn the_reader_sees_the_page_at_its_own_size_and_its_failures_are_no_answers() {
    let page = picture(320, 200);
    let mut eye = FileEye::with_reader(page, || Some(&Fake));
    let lines = Probe::Lines { side: 640, plane: Plane::Red };
    let quad = Quad([(7, 0); 4]);
    let line = |model| Probe::Line { quad, turn: Turn::Upright, plane: Plane::Red, model };
    let answers = eye.answer(PageId(0), &[lines.clone(), line(Model::Tiny), line(Model::Small)]);
    assert!(matches!(&answers[0], Answer::Lines(lines) if lines.boxes[0].quad.0[0] == (320, 640)));
    assert!(matches!(&answers[1], Answer::Line(line) if line.text == "7"));
    assert_eq!(answers[2], Answer::Not(Why::Failed));
    let mut blind = FileEye::with_reader(picture(320, 200), || None);
    assert_eq!(blind.answer(PageId(0), &[lines]), [Answer::Not(Why::NotBuilt)]);
}

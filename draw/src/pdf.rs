//! Sheets to PDF. Nothing here knows the time or draws a random id, so equal sheets give equal bytes.

use krilla::Data;
use krilla::geom::{Point, Size, Transform};
use krilla::image::Image;
use krilla::page::PageSettings;
use krilla::surface::Surface;
use krilla::text::TextDirection;
use krilla::{Document, SerializeSettings};

use crate::sheet::{Box4, Mark, Sheet};

fn document() -> Document {
    Document::new_with(SerializeSettings { xmp_metadata: false, ..SerializeSettings::default() })
}

fn settings(w: f32, h: f32) -> Result<PageSettings, String> {
    PageSettings::from_wh(w, h).ok_or_else(|| format!("no page of {w} by {h} points"))
}

/// A PDF with a text layer; every page is turned by `turn` degrees, as a scanner's glass is never straight.
pub fn of_sheets(sheets: &[Sheet], turn: f32) -> Result<Vec<u8>, String> {
    let mut document = document();
    for sheet in sheets {
        let mut page = document.start_page_with(settings(sheet.w, sheet.h)?);
        let mut surface = page.surface();
        if sheet.paper != (255, 255, 255) {
            surface.set_stroke(None);
            surface.set_fill(Some(sheet.fill(sheet.paper, 1.0)));
            Box4(0.0, 0.0, sheet.w, sheet.h).path().iter().for_each(|p| surface.draw_path(p));
        }
        surface.push_transform(&Transform::from_rotate_at(turn, sheet.w / 2.0, sheet.h / 2.0));
        sheet.marks.iter().for_each(|mark| draw(&mut surface, mark));
        surface.pop();
        surface.finish();
        page.finish();
    }
    document.finish().map_err(|e| format!("{e:?}"))
}

fn draw(surface: &mut Surface<'_>, mark: &Mark) {
    match mark {
        Mark::Shape(path, fill, stroke) => {
            surface.set_fill(fill.clone());
            surface.set_stroke(stroke.clone());
            surface.draw_path(path);
        }
        Mark::Text { x, y, size, face, fill, text, shapes, turn, leftward, .. } => {
            surface.set_fill(Some(fill.clone()));
            surface.set_stroke(None);
            let direction = if *leftward { TextDirection::RightToLeft } else { TextDirection::LeftToRight };
            surface.push_transform(&Transform::from_rotate_at(*turn, *x, *y));
            surface.draw_text(Point::from_xy(*x, *y), face.font.clone(), *size, text, *shapes, direction);
            surface.pop();
        }
    }
}

/// A PDF whose pages are one JPEG each; sizes are in points.
pub fn of_jpegs(pages: Vec<(Vec<u8>, f32, f32)>) -> Result<Vec<u8>, String> {
    let mut document = document();
    for (jpeg, w, h) in pages {
        let mut page = document.start_page_with(settings(w, h)?);
        let mut surface = page.surface();
        let image = Image::from_jpeg(Data::from(jpeg), false)?;
        if let Some(size) = Size::from_wh(w, h) {
            surface.draw_image(image, size);
        }
        surface.finish();
        page.finish();
    }
    document.finish().map_err(|e| format!("{e:?}"))
}

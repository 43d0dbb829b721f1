//! What a PDF page draws: its glyphs and the places of its images, without a pixel decoded.
//!
//! Why it exists: whether a page is a scan, where its text lies and at which resolution a picture was placed are all
//! questions of placement. One cheap pass through the interpreter answers them; pixels are fetched only afterwards,
//! and only of the image that is the page.

use hayro::hayro_interpret::font::{Glyph as Shape, GlyphRun};
use hayro::hayro_interpret::hayro_cmap::{BfString, WritingMode};
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageData, ImageDrawProps,
    InterpreterCache, InterpreterSettings, Paint, SoftMask, interpret_page,
};
use hayro::hayro_syntax::Filter;
use hayro::hayro_syntax::object::{Dict, Name, Object, Stream};
use hayro::hayro_syntax::page::{Page, Rotation};
use hayro::kurbo::{Affine, BezPath, Point, Rect, Vec2};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};

use crate::decode::raster::luma;
use crate::decode::{Plane, Raster, jpeg_stream};

/// Glyph space of every outline font: thousandths of the font size.
const UNITS: f64 = 1000.0;

/// A box of a Han character around its baseline, in glyph units: descent and ascent of CJK fonts. Latin letters lie
/// within it.
const DESCENT: f64 = -120.0;
const ASCENT: f64 = 880.0;

/// Alpha below which nothing is seen.
const UNSEEN_ALPHA: f32 = 0.02;

/// Paint lighter than this on white paper is not seen either, 0 … 1.
const UNSEEN_LEVEL: f32 = 0.95;

/// One glyph, in points of the page as it is shown: origin top left, y downwards, /Rotate applied.
#[derive(Clone, Debug)]
pub(crate) struct Glyph {
    /// None where the font does not say.
    pub text: Option<String>,
    /// Corners of its character box.
    pub corners: [Point; 4],
    /// Unit vector in which the text runs; downwards in vertical writing.
    pub along: Vec2,
    /// Font size.
    pub size: f64,
    /// Drawn invisibly: render mode 3, clipping only, or fully transparent.
    pub hidden: bool,
    /// Drawn in a paint that shows on paper.
    pub shows: bool,
}

/// One image on the page.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    /// Declared size, pixels.
    pub width: u32,
    pub height: u32,
    /// Carries stored pixels (right, down) to points of the shown page.
    pub matrix: Affine,
}

impl Placed {
    /// Its box on the page, points.
    pub fn bounds(&self) -> Rect {
        self.matrix.transform_rect_bbox(Rect::new(0.0, 0.0, f64::from(self.width), f64::from(self.height)))
    }
}

/// Everything that a page draws, as far as glances and layers need it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Drawn {
    /// Size of the shown page, points.
    pub width: f64,
    pub height: f64,
    /// Degrees clockwise of /Rotate.
    pub rotate: u16,
    pub glyphs: Vec<Glyph>,
    /// In drawing order.
    pub images: Vec<Placed>,
}

/// Walks a page's drawing instructions once; nothing is decoded.
pub(crate) fn scout(page: &Page<'_>) -> Drawn {
    let (width, height) = page.render_dimensions();
    let rotate = match page.rotation() {
        Rotation::None => 0,
        Rotation::Horizontal => 90,
        Rotation::Flipped => 180,
        Rotation::FlippedHorizontal => 270,
    };
    let mut scout = Scout {
        drawn: Drawn { width: f64::from(width), height: f64::from(height), rotate, ..Drawn::default() },
    };
    walk(page, &mut scout);
    scout.drawn
}

/// The pixels of the image with this number in drawing order, as stored, on white where it has an alpha.
/// A smaller version may be had where `side` is given (pixels of the longer side that are enough) and the codec can.
pub(crate) fn fetch(page: &Page<'_>, number: usize, plane: Plane, side: Option<u32>) -> Option<Raster> {
    fetched(page, number, plane, side).map(|(raster, _)| raster)
}

/// The same in grey at full size, with the quality of its JPEG (hundredths) if it is stored as one.
pub(crate) fn fetch_scan(page: &Page<'_>, number: usize) -> Option<(Raster, Option<u32>)> {
    fetched(page, number, Plane::Grey, None)
}

fn fetched(page: &Page<'_>, number: usize, plane: Plane, side: Option<u32>) -> Option<(Raster, Option<u32>)> {
    let mut fetcher = Fetcher { number, seen: 0, plane, side, found: None };
    walk(page, &mut fetcher);
    fetcher.found
}

/// The page drawn at this scale (1 = 72 dpi) on white.
pub(crate) fn render(page: &Page<'_>, plane: Plane, scale: f32) -> Option<Raster> {
    let cache = RenderCache::new();
    let settings = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let pixmap =
        hayro::render(page, &cache, &InterpreterSettings::default(), &RenderSettings::default(), &settings);
    let pixels = pixmap.data().iter();
    let data = match plane {
        Plane::Grey => pixels.map(|pixel| luma(pixel.r, pixel.g, pixel.b)).collect(),
        Plane::Colour => pixels.flat_map(|pixel| [pixel.r, pixel.g, pixel.b]).collect(),
    };
    Raster::new(usize::from(pixmap.width()), usize::from(pixmap.height()), plane, data)
}

fn walk<'a>(page: &'a Page<'a>, device: &mut impl Device<'a>) {
    let transform = page.initial_transform(true);
    let transform = Affine::new(transform.as_coeffs());
    let (width, height) = page.render_dimensions();
    let shown = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let cache = InterpreterCache::new();
    let mut context = Context::new(transform, shown, &cache, page.xref(), InterpreterSettings::default());
    interpret_page(page, &mut context, device);
}

struct Scout {
    drawn: Drawn,
}

impl Scout {
    fn glyph(
        &mut self,
        shape: &Shape<'_>,
        matrix: Affine,
        vertical: bool,
        mode: &DrawMode,
        paint: &Paint<'_>,
    ) {
        let advance = match shape {
            Shape::Outline(glyph) => glyph.advance_width(),
            Shape::Type3(glyph) => glyph.advance_width(),
        };
        let advance =
            advance.map(f64::from).filter(|width| *width > 0.0 && *width < 10.0 * UNITS).unwrap_or(UNITS);
        let axes = matrix.as_coeffs();
        let (right, up) = (Vec2::new(axes[0], axes[1]), Vec2::new(axes[2], axes[3]));
        let along = if vertical { -up } else { right };
        let corner = |x: f64, y: f64| matrix * Point::new(x, y);
        let corners =
            [corner(0.0, ASCENT), corner(advance, ASCENT), corner(advance, DESCENT), corner(0.0, DESCENT)];
        let size = up.hypot() * UNITS;
        // A collapsed matrix draws nothing.
        if !(size.is_finite() && size > 0.0 && along.hypot() > 0.0) {
            return;
        }
        let (alpha, level) = match paint {
            Paint::Color(color) => {
                let [r, g, b, a] = color.to_rgba().components();
                (a, 0.299 * r + 0.587 * g + 0.114 * b)
            }
            Paint::Pattern(_) => (1.0, 0.0),
        };
        let hidden = matches!(mode, DrawMode::Invisible) || alpha < UNSEEN_ALPHA;
        self.drawn.glyphs.push(Glyph {
            text: shape.as_unicode().map(|text| match text {
                BfString::Char(one) => one.to_string(),
                BfString::String(many) => many,
            }),
            corners,
            along: along / along.hypot(),
            size,
            hidden,
            shows: !hidden && level < UNSEEN_LEVEL,
        });
    }
}

impl<'a> Device<'a> for Scout {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let vertical = matches!(run.writing_mode(), WritingMode::Vertical);
        for glyph in run.glyphs() {
            self.glyph(glyph, props.transform * glyph.transform(), vertical, mode, &props.paint);
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.drawn.images.push(Placed {
            width: image.width(),
            height: image.height(),
            matrix: props.transform,
        });
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_clip_rect(&mut self, _: &Rect) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

/// Decodes one image and lets all others pass.
struct Fetcher {
    number: usize,
    seen: usize,
    plane: Plane,
    side: Option<u32>,
    /// The image, and the quality of its JPEG.
    found: Option<(Raster, Option<u32>)>,
}

impl<'a> Device<'a> for Fetcher {
    fn draw_image(&mut self, image: Image<'a, '_>, _: ImageDrawProps<'a>) {
        if self.seen == self.number {
            let raster = decode(&image, self.plane, self.side);
            self.found = raster.map(|raster| (raster, quality(&image)));
        }
        self.seen += 1;
    }

    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {}
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_clip_rect(&mut self, _: &Rect) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

fn decode(image: &Image<'_, '_>, plane: Plane, side: Option<u32>) -> Option<Raster> {
    let (width, height) = (image.width(), image.height());
    let target = side.map(|side| {
        let longest = width.max(height).max(1);
        let scaled = |length: u32| (u64::from(length) * u64::from(side)).div_ceil(u64::from(longest)) as u32;
        if longest > side { (scaled(width), scaled(height)) } else { (width, height) }
    });
    let mut found = None;
    match image {
        Image::Raster(raster) => {
            if let Some(plain) = plain_jpeg(raster.stream(), plane) {
                return Some(plain);
            }
            raster.with_rgba(
                |pixels, alpha| {
                    found = blend(pixels, plane, alpha.map(|alpha| (alpha.width, alpha.height, alpha.data)))
                },
                target,
            );
        }
        Image::Stencil(stencil) => stencil.with_stencil(
            |mask, paint| {
                let ink = match paint {
                    Paint::Color(color) => {
                        let [r, g, b, _] = color.to_rgba().to_rgba8();
                        luma(r, g, b)
                    }
                    Paint::Pattern(_) => 0,
                };
                let data = mask.data.iter().map(|&cover| over(ink, cover)).collect();
                found = Raster::new(mask.width as usize, mask.height as usize, Plane::Grey, data);
            },
            target,
        ),
    }
    found
}

/// Quality of an image that is stored as JPEG, hundredths.
fn quality(image: &Image<'_, '_>) -> Option<u32> {
    let Image::Raster(raster) = image else { return None };
    let stream = raster.stream();
    let is_jpeg = stream.filters().as_slice() == [Filter::DctDecode];
    is_jpeg.then(|| crate::decode::jpeg_quality(&stream.raw_data())).flatten()
}

/// A JPEG whose stored grey is the picture's grey, decoded without its colours: half the time.
fn plain_jpeg(stream: &Stream<'_>, plane: Plane) -> Option<Raster> {
    let dict = stream.dict();
    let odd = ["Decode", "D", "SMask", "Mask", "SMaskInData"].iter().any(|key| dict.contains_key(key));
    if odd
        || stream.filters().as_slice() != [Filter::DctDecode]
        || dict.get::<Dict<'_>>("DecodeParms").is_some()
    {
        return None;
    }
    let plain = match dict.get::<Object<'_>>("ColorSpace")? {
        Object::Name(name) => matches!(&*name, b"DeviceGray" | b"DeviceRGB"),
        Object::Array(parts) => parts.iter::<Name<'_>>().next().is_some_and(|name| &*name == b"ICCBased"),
        _ => false,
    };
    let raster = jpeg_stream(&stream.raw_data(), plane).ok()?;
    let declared = (dict.get::<u32>("Width")? as usize, dict.get::<u32>("Height")? as usize);
    (plain && declared == (raster.width, raster.height)).then_some(raster)
}

/// A decoded image on white; an alpha of another size is read at the nearest pixel.
fn blend(pixels: ImageData, plane: Plane, alpha: Option<(u32, u32, Vec<u8>)>) -> Option<Raster> {
    let (width, height) = (pixels.width() as usize, pixels.height() as usize);
    let plane = if matches!(pixels, ImageData::Luma(_)) { Plane::Grey } else { plane };
    let mut data: Vec<u8> = match pixels {
        ImageData::Luma(grey) => grey.data,
        ImageData::Rgb(rgb) if plane == Plane::Colour => rgb.data,
        ImageData::Rgb(rgb) => rgb.data.chunks_exact(3).map(|rgb| luma(rgb[0], rgb[1], rgb[2])).collect(),
    };
    if let Some((across, down, cover)) = alpha {
        let channels = plane.channels();
        for (index, level) in data.iter_mut().enumerate() {
            let at = index / channels;
            let (x, y) = (
                at % width.max(1) * across as usize / width.max(1),
                at / width.max(1) * down as usize / height.max(1),
            );
            *level = over(*level, cover.get(y * across as usize + x).copied().unwrap_or(255));
        }
    }
    Raster::new(width, height, plane, data)
}

/// A level that covers white paper by `cover` of 255.
fn over(level: u8, cover: u8) -> u8 {
    let (level, cover) = (u32::from(level), u32::from(cover));
    ((level * cover + 255 * (255 - cover) + 127) / 255) as u8
}

//! What drawing a page could cost, reckoned before anything is drawn.
//!
//! Why it exists: the drawing library has no limits. A page of a kilobyte can call a form that calls a form twice,
//! thirty deep, or name an image of a billion pixels. The calls are counted here over the graph of forms, patterns,
//! masks and drawn glyphs, each node once, on the same parsed file that is drawn later.

use std::collections::{HashMap, HashSet};

use hayro::hayro_syntax::Filter;
use hayro::hayro_syntax::content::UntypedIter;
use hayro::hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Stream};
use hayro::hayro_syntax::page::{Page, Resources};

use super::super::{DecodeFailure, MAX_PIXELS, check_size};
use crate::facts::Problem;

/// Most bytes one stream may unpack to, 256 MiB: content, fonts and object streams are far below, images have
/// their own wall.
pub(super) const MAX_STREAM_BYTES: usize = 256 * 1024 * 1024;

/// Most drawing operations of a page, calls of forms unfolded. A dense map has some hundred thousand; two million
/// take the drawing library some seconds.
const MAX_OPERATIONS: u64 = 2_000_000;

/// Most pixels of all images a page draws, each as often as it is drawn: a scan in strips is drawn once, a logo
/// often but small.
const MAX_DRAWN_PIXELS: u64 = 2 * MAX_PIXELS;

/// Deepest nesting of forms; the drawing library stops at 50 and calls on from there would be dropped.
const MAX_DEPTH: usize = 50;

/// Most that one byte of a packed stream can unpack to: deflate reaches 1,032, LZW of 12-bit codes below 2,800.
const MAX_RATIO: u64 = 2800;

/// Cost of drawing something once.
#[derive(Clone, Copy, Debug, Default)]
struct Cost {
    operations: u64,
    pixels: u64,
}

impl Cost {
    fn add(&mut self, other: Cost, times: u64) {
        self.operations = self.operations.saturating_add(other.operations.saturating_mul(times));
        self.pixels = self.pixels.saturating_add(other.pixels.saturating_mul(times));
    }
}

/// Reckons page after page; what pages share is reckoned once.
#[derive(Default)]
pub(super) struct Walls<'a> {
    known: HashMap<ObjectIdentifier, Cost>,
    open: Vec<ObjectIdentifier>,
    images: Vec<Stream<'a>>,
    seen: HashSet<ObjectIdentifier>,
}

impl<'a> Walls<'a> {
    /// Images that the pages so far draw, each once, masks included.
    pub(super) fn images(&self) -> &[Stream<'a>] {
        &self.images
    }

    /// # Errors
    /// `TooComplex` or `TooManyPixels`.
    pub(super) fn page(&mut self, page: &Page<'a>) -> Result<(), DecodeFailure> {
        let dict = page.raw();
        if let Some(stream) = dict.get::<Stream<'_>>("Contents") {
            check_length(&stream)?;
        } else if let Some(parts) = dict.get::<Array<'_>>("Contents") {
            parts.iter::<Stream<'_>>().try_for_each(|part| check_length(&part))?;
        }
        let mut cost = self.content(page.page_stream().unwrap_or_default(), page.resources())?;
        if let Some(notes) = dict.get::<Array<'a>>("Annots") {
            for note in notes.iter::<Dict<'a>>() {
                cost.add(self.appearance(&note, page.resources())?, 1);
            }
        }
        within(cost)
    }

    /// The appearance streams of an annotation: one, or one a state.
    fn appearance(&mut self, note: &Dict<'a>, resources: &Resources<'a>) -> Result<Cost, DecodeFailure> {
        let Some(looks) = note.get::<Dict<'a>>("AP") else { return Ok(Cost::default()) };
        if let Some(stream) = looks.get::<Stream<'a>>("N") {
            return self.stream(&stream, resources);
        }
        match looks.get::<Dict<'a>>("N") {
            Some(states) => self.costliest(&states, resources),
            None => Ok(Cost::default()),
        }
    }

    /// The costliest of the streams of a dictionary: states of an annotation, drawn glyphs of a font.
    fn costliest(&mut self, streams: &Dict<'a>, resources: &Resources<'a>) -> Result<Cost, DecodeFailure> {
        let mut most = Cost::default();
        for name in streams.keys() {
            if let Some(stream) = streams.get::<Stream<'a>>(&*name) {
                let cost = self.stream(&stream, resources)?;
                most.operations = most.operations.max(cost.operations);
                most.pixels = most.pixels.max(cost.pixels);
            }
        }
        Ok(most)
    }

    /// A form, pattern, glyph or image, drawn once.
    fn stream(&mut self, stream: &Stream<'a>, outer: &Resources<'a>) -> Result<Cost, DecodeFailure> {
        let id = stream.obj_id();
        if let Some(cost) = self.known.get(&id) {
            return Ok(*cost);
        }
        if self.open.contains(&id) || self.open.len() >= MAX_DEPTH {
            return Err(DecodeFailure::new(Problem::TooComplex, format!("forms nest without end at {id:?}")));
        }
        self.open.push(id);
        let cost = if stream.dict().get::<Name<'_>>("Subtype").is_some_and(|kind| &*kind == b"Image") {
            self.image(stream)?
        } else {
            check_length(stream)?;
            let own = stream.dict().get::<Dict<'a>>("Resources").map(Resources::new);
            let content = stream.decoded_data().unwrap_or_default();
            self.content(&content, own.as_ref().unwrap_or(outer))?
        };
        self.open.pop();
        within(cost)?;
        self.known.insert(id, cost);
        Ok(cost)
    }

    /// An image's own pixels and those of its masks.
    fn image(&mut self, stream: &Stream<'a>) -> Result<Cost, DecodeFailure> {
        let mut cost = Cost { operations: 1, pixels: pixels(stream.dict())? };
        if self.seen.insert(stream.obj_id()) {
            self.images.push(stream.clone());
        }
        for key in ["SMask", "Mask"] {
            if let Some(mask) = stream.dict().get::<Stream<'a>>(key) {
                cost.pixels = cost.pixels.saturating_add(pixels(mask.dict())?);
                if self.seen.insert(mask.obj_id()) {
                    self.images.push(mask);
                }
            }
        }
        Ok(cost)
    }

    /// One content stream: its own operations and all that it calls.
    fn content(&mut self, content: &[u8], resources: &Resources<'a>) -> Result<Cost, DecodeFailure> {
        let mut total = Cost::default();
        let mut glyph = Cost::default();
        let mut calls: HashMap<(u8, Vec<u8>), Cost> = HashMap::new();
        let mut operations = UntypedIter::new(content);
        while let Some(operation) = operations.next() {
            total.operations += 1;
            let operator: &[u8] = operation.operator.as_ref();
            match operator {
                b"Do" | b"gs" | b"scn" | b"SCN" | b"Tf" => {
                    let Some(name) = operation.operands().find_map(name) else { continue };
                    let key = (operator[0], name.as_ref().to_vec());
                    let cost = match calls.get(&key) {
                        Some(cost) => *cost,
                        None => {
                            let cost = self.call(operator, &name, resources)?;
                            calls.insert(key, cost);
                            cost
                        }
                    };
                    if operator == b"Tf" { glyph = cost } else { total.add(cost, 1) }
                }
                b"Tj" | b"TJ" | b"'" | b"\"" => total.add(glyph, operation.operands().map(shown).sum()),
                b"BI" => {
                    for operand in operation.operands() {
                        let Object::Stream(image) = operand else { continue };
                        total.pixels = total.pixels.saturating_add(pixels(image.dict())?);
                    }
                }
                _ => {}
            }
            within(total)?;
        }
        Ok(total)
    }

    /// What an operator that names a resource draws; of a font: what one of its drawn glyphs costs.
    fn call(
        &mut self,
        operator: &[u8],
        name: &Name<'_>,
        resources: &Resources<'a>,
    ) -> Result<Cost, DecodeFailure> {
        let stream = match operator {
            b"Do" => resources.get_x_object(name),
            b"gs" => {
                resources.get_ext_g_state(name).and_then(|state| state.get::<Dict<'a>>("SMask")?.get("G"))
            }
            b"Tf" => {
                let Some(font) = resources.get_font(name) else { return Ok(Cost::default()) };
                let own = font.get::<Dict<'a>>("Resources").map(Resources::new);
                return match font.get::<Dict<'a>>("CharProcs") {
                    Some(glyphs) => self.costliest(&glyphs, own.as_ref().unwrap_or(resources)),
                    None => Ok(Cost::default()),
                };
            }
            _ => match resources.get_pattern(name) {
                Some(Object::Stream(stream)) => Some(stream),
                _ => None,
            },
        };
        stream.map_or(Ok(Cost::default()), |stream| self.stream(&stream, resources))
    }
}

fn name<'b>(operand: &'b Object<'_>) -> Option<Name<'b>> {
    match operand {
        Object::Name(name) => Some(name.clone()),
        _ => None,
    }
}

/// Glyphs that a text operand can show: at most one a byte.
fn shown(operand: &Object<'_>) -> u64 {
    match operand {
        Object::String(text) => text.as_bytes().len() as u64,
        Object::Array(parts) => parts.data().len() as u64,
        _ => 0,
    }
}

fn within(cost: Cost) -> Result<(), DecodeFailure> {
    if cost.operations > MAX_OPERATIONS {
        let detail = format!("more than {MAX_OPERATIONS} drawing operations");
        return Err(DecodeFailure::new(Problem::TooComplex, detail));
    }
    if cost.pixels > MAX_DRAWN_PIXELS {
        return Err(DecodeFailure::new(Problem::TooManyPixels, format!("draws {} pixels", cost.pixels)));
    }
    Ok(())
}

/// Declared pixels of an image.
fn pixels(dict: &Dict<'_>) -> Result<u64, DecodeFailure> {
    let side = |long: &str, short: &str| {
        dict.get::<u32>(long).or_else(|| dict.get::<u32>(short)).map_or(0, u64::from)
    };
    let (width, height) = (side("Width", "W"), side("Height", "H"));
    if width == 0 || height == 0 {
        // Nothing is drawn of such an image, and nothing allocated.
        return Ok(0);
    }
    check_size(width, height, 0)?;
    Ok(width * height)
}

/// Refuses a stream that could unpack to more than [`MAX_STREAM_BYTES`]. Most are proved small by their length.
///
/// # Errors
/// `TooComplex`.
pub(super) fn check_length(stream: &Stream<'_>) -> Result<(), DecodeFailure> {
    let packed =
        |filter: &Filter| matches!(filter, Filter::FlateDecode | Filter::LzwDecode | Filter::RunLengthDecode);
    let layers = stream.filters().iter().filter(|filter| packed(filter)).count() as u32;
    let raw = stream.raw_data();
    let most = MAX_RATIO.saturating_pow(layers).saturating_mul(raw.len() as u64);
    if most <= MAX_STREAM_BYTES as u64 || super::images::unpacked(stream, MAX_STREAM_BYTES).is_some() {
        return Ok(());
    }
    Err(DecodeFailure::new(
        Problem::TooComplex,
        format!("a stream of {} bytes unpacks without end", raw.len()),
    ))
}

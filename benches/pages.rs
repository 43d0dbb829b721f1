//! Milliseconds a page, by format and by stage: `cargo bench`.
//!
//! Pages are made here: rows of glyph-like strokes on paper with scanner noise, at A4 and 200 or 300 dpi. The
//! text PDF is a drawn specimen. `open` sniffs, hashes and decodes strictly (that is how a cut file is found);
//! `decode-colour` and `decode-grey` decode a picture and do nothing else; `glance` decodes in grey and measures, so
//! that measuring alone is `glance` less `decode-grey`; `layer` reads the text layer; `recognise` is words and fields;
//! `judge` is the whole report of one page.

// A benchmark may end by a panic.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::hint::black_box;
use std::io::Cursor;
use std::sync::Arc;
use std::time::Duration;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use image::{ImageFormat, Rgb, RgbImage};
use lopdf::{Document, Object, Stream, dictionary};
use scanlint::decode::Plane;
use scanlint::dossier::{Dossier, SeenFile, SeenPage};
use scanlint::facts::{Eye, PageId, Probe};
use scanlint::look::look;
use scanlint::observe::FileEye;
use scanlint::recognise::{Kinds, ReadMode, documents};
use scanlint::{checks, decode, profile, scan};

/// A sheet of A4 with 40 rows of strokes.
fn sheet(dpi: u32) -> RgbImage {
    let (width, height) = (dpi * 827 / 100, dpi * 1169 / 100);
    let mut seed = 1u32;
    let mut noise = move || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 29) as u8
    };
    let mut page = RgbImage::from_fn(width, height, |_, _| {
        let grey = 244 + noise();
        Rgb([grey, grey, grey])
    });
    let em = dpi / 6;
    for row in 0..40 {
        for column in 0..34 {
            let (x, y) = (dpi / 2 + column * (em + em / 8), dpi / 2 + row * em * 8 / 5);
            glyph(&mut page, x, y, em, (row * 34 + column) % 7);
        }
    }
    page
}

/// Strokes that fill a square of `em` as a character does.
fn glyph(page: &mut RgbImage, x: u32, y: u32, em: u32, form: u32) {
    let stroke = (em / 12).max(1);
    for i in 0..em {
        for s in 0..stroke {
            let across = y + (form * em / 8 + s).min(em - 1);
            let down = x + ((7 - form) * em / 8 + s).min(em - 1);
            for (px, py) in [(x + i, across), (down, y + i), (x + i, y + em / 2 + s)] {
                if px < page.width() && py < page.height() {
                    page.put_pixel(px, py, Rgb([30, 30, 34]));
                }
            }
        }
    }
}

fn encoded(page: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    page.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// One page that one JPEG covers.
fn scanned_pdf(page: &RgbImage, dpi: u32) -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let picture = dictionary! {
        "Type" => "XObject", "Subtype" => "Image", "Width" => page.width(), "Height" => page.height(),
        "ColorSpace" => "DeviceRGB", "BitsPerComponent" => 8, "Filter" => "DCTDecode",
    };
    let picture = document.add_object(Stream::new(picture, encoded(page, ImageFormat::Jpeg)));
    let (width, height) = (page.width() * 72 / dpi, page.height() * 72 / dpi);
    let content = format!("q {width} 0 0 {height} 0 0 cm /Im0 Do Q").into_bytes();
    let content = document.add_object(Stream::new(dictionary! {}, content));
    let parent = document.new_object_id();
    let leaf = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => parent, "Contents" => content,
        "MediaBox" => vec![0.into(), 0.into(), Object::from(width), Object::from(height)],
        "Resources" => dictionary! { "XObject" => dictionary! { "Im0" => picture } },
    });
    let pages = dictionary! { "Type" => "Pages", "Kids" => vec![leaf.into()], "Count" => 1 };
    document.objects.insert(parent, Object::Dictionary(pages));
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => parent });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

fn inputs() -> Vec<(String, Vec<u8>)> {
    let mut inputs = Vec::new();
    for dpi in [200, 300] {
        let page = sheet(dpi);
        inputs.push((format!("jpeg-{dpi}"), encoded(&page, ImageFormat::Jpeg)));
        inputs.push((format!("png-{dpi}"), encoded(&page, ImageFormat::Png)));
        inputs.push((format!("scanned-pdf-{dpi}"), scanned_pdf(&page, dpi)));
    }
    let pages = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pages");
    let text = std::fs::read(pages.join("specimen-chsi-registration-a.pdf")).unwrap();
    inputs.push(("text-pdf".into(), text));
    inputs
}

fn stages(criterion: &mut Criterion) {
    let kinds = Kinds::embedded().unwrap();
    let profile = profile::load("intermediate", &checks::known()).unwrap();
    for (name, bytes) in inputs() {
        let bytes: Arc<[u8]> = bytes.into();
        let opened = decode::open_bytes(bytes.clone());
        let (source, facts) = (opened.source.clone().unwrap(), opened.facts());
        let mut memo = facts.clone();
        let looks = look(&kinds, ReadMode::Needed, &mut memo, &mut FileEye::new(source.clone()));
        let mut group = criterion.benchmark_group(&name);
        group.bench_function("open", |b| b.iter(|| decode::open_bytes(black_box(bytes.clone()))));
        for (stage, plane) in [("decode-colour", Plane::Colour), ("decode-grey", Plane::Grey)] {
            if source.picture(PageId(0), plane).is_ok() {
                group.bench_function(stage, |b| b.iter(|| source.picture(PageId(0), black_box(plane))));
            }
        }
        for (stage, probe) in [("glance", Probe::Glance), ("layer", Probe::Layer)] {
            group.bench_function(stage, |b| {
                b.iter_batched_ref(
                    || FileEye::new(source.clone()),
                    |eye| eye.answer(PageId(0), std::slice::from_ref(&probe)),
                    BatchSize::LargeInput,
                );
            });
        }
        // Warm: every answer is in the memo, so this is recognising alone.
        group.bench_function("recognise", |b| {
            b.iter(|| look(&kinds, ReadMode::Needed, &mut memo.clone(), &mut scanlint::facts::Blind));
        });
        let parts: Vec<_> = looks.iter().map(|page| page.parts.clone()).collect();
        let seen = |page: &scanlint::look::PageLook| SeenPage {
            facts: page.asked.clone(),
            parts: page.parts.clone(),
        };
        let file = SeenFile {
            path: name.clone(),
            walk_problem: None,
            media: facts.media,
            bytes: facts.bytes,
            sha256: facts.sha256.clone(),
            intake: facts.intake,
            problems: Vec::new(),
            detail: String::new(),
            pages: looks.iter().map(seen).collect(),
            name_kinds: Vec::new(),
        };
        let dossier = Dossier {
            kinds: &kinds,
            profile: &profile,
            cases: Default::default(),
            applicant: Default::default(),
            as_of: jiff::civil::date(2021, 9, 10),
            year: 2021,
            files: vec![file],
            documents: documents(&kinds, 0, &parts),
        };
        group.bench_function("judge", |b| b.iter(|| scan::report("folder", black_box(&dossier))));
        group.finish();
    }
}

criterion_group! {
    name = pages;
    config = Criterion::default()
        .sample_size(15)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(1));
    targets = stages
}
criterion_main!(pages);

//! Reads pages as the program does and says what it saw, one JSON a line; for `benches/reading/run.py`.
//!
//! `read_page full|needed` says `{"ready":true}` and then answers each path on standard input, so that one process
//! reads many pages as its peers do and can be timed page by page. `read_page full|needed THREADS FILE…` reads the
//! files on that many threads and says how long it took.

use std::collections::BTreeMap;
use std::io::{BufRead, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use scanlint::decode::open_bytes;
use scanlint::facts::{Answer, LineText, Model, PageFacts, Probe, Quad};
use scanlint::look::look;
use scanlint::observe::FileEye;
use scanlint::observe::text::ocr::Engine;
use scanlint::recognise::{Document, Kinds, ReadMode, Verdict, documents, lines_of};
use serde::Serialize;

type Fault = Box<dyn std::error::Error + Send + Sync>;

#[derive(Serialize)]
struct Seen {
    seconds: f64,
    pages: Vec<Page>,
    documents: Vec<Found>,
}

#[derive(Serialize)]
struct Page {
    lines: Vec<Line>,
    found: usize,
    again: usize,
}

#[derive(Serialize)]
struct Line {
    text: String,
    score: u16,
    quad: Quad,
}

#[derive(Serialize)]
struct Found {
    kind: String,
    fields: BTreeMap<String, Vec<String>>,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("read_page: {fault}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), Fault> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mode = match arguments.first().map(String::as_str) {
        Some("full") => ReadMode::Full,
        Some("needed") => ReadMode::Needed,
        _ => return Err("usage: read_page full|needed [THREADS FILE…]".into()),
    };
    let kinds = Kinds::embedded()?;
    Engine::shared().ok_or("this build cannot read pictures")?;
    match arguments.get(1) {
        Some(threads) => together(&kinds, mode, threads.parse()?, &arguments[2..]),
        None => answer(&kinds, mode),
    }
}

/// Answers paths one by one.
fn answer(kinds: &Kinds, mode: ReadMode) -> Result<(), Fault> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{{\"ready\":true}}")?;
    out.flush()?;
    for path in std::io::stdin().lock().lines() {
        let seen = read(kinds, mode, Path::new(&path?))?;
        writeln!(out, "{}", serde_json::to_string(&seen)?)?;
        out.flush()?;
    }
    Ok(())
}

/// Reads files on some threads, each taking the next file.
fn together(kinds: &Kinds, mode: ReadMode, threads: usize, files: &[String]) -> Result<(), Fault> {
    let (begun, next) = (Instant::now(), AtomicUsize::new(0));
    let work = || -> Result<usize, Fault> {
        let mut pages = 0;
        while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            pages += read(kinds, mode, Path::new(file))?.pages.len();
        }
        Ok(pages)
    };
    let counts: Vec<Result<usize, Fault>> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        let panicked = || Err(Fault::from("a thread panicked"));
        workers.into_iter().map(|worker| worker.join().unwrap_or_else(|_| panicked())).collect()
    });
    let pages: usize = counts.into_iter().collect::<Result<Vec<usize>, Fault>>()?.iter().sum();
    println!("{}", serde_json::json!({"pages": pages, "seconds": begun.elapsed().as_secs_f64()}));
    Ok(())
}

fn read(kinds: &Kinds, mode: ReadMode, path: &Path) -> Result<Seen, Fault> {
    let begun = Instant::now();
    let opened = open_bytes(Arc::from(std::fs::read(path)?));
    let mut facts = opened.facts();
    let source = opened.source.ok_or_else(|| format!("{} does not open", path.display()))?;
    let looks = look(kinds, mode, &mut facts, &mut FileEye::new(source));
    let parts: Vec<_> = looks.iter().map(|look| look.parts.clone()).collect();
    let documents = documents(kinds, 0, &parts).iter().map(found).collect();
    let pages = looks.iter().map(|look| page(mode, &look.asked)).collect();
    Ok(Seen { seconds: begun.elapsed().as_secs_f64(), pages, documents })
}

/// Lines as the program understood them in the end.
fn page(mode: ReadMode, asked: &PageFacts) -> Page {
    let again = |(probe, answer): (&Probe, &Answer)| {
        let again = matches!(probe, Probe::Line { model, .. } if *model != Model::Tiny);
        usize::from(again && matches!(answer, Answer::Line(_)))
    };
    let line = |(quad, text): (Quad, LineText)| Line { text: text.text, score: text.score, quad };
    let found = asked.lines().map_or(0, |(_, lines)| lines.boxes.len());
    Page {
        lines: lines_of(mode, asked).into_iter().map(line).collect(),
        found,
        again: asked.answers.iter().map(again).sum(),
    }
}

fn found(document: &Document) -> Found {
    let kind = match &document.verdict {
        Verdict::Kind(kind) => kind.0.clone(),
        Verdict::Untitled => "untitled".to_owned(),
        Verdict::Other => "other".to_owned(),
        Verdict::Blank => "blank".to_owned(),
        Verdict::Unsure(_) => "unsure".to_owned(),
    };
    let values = |name: &String| document.values(name).map(str::to_owned).collect();
    Found { kind, fields: document.fields.keys().map(|name| (name.clone(), values(name))).collect() }
}

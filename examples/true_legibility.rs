//! Reads given lines of pages with the small network, one JSON a page; for `benches/legibility/truth.py`.
//!
//! Why it exists: whether a page can be read is told by what is read where text is known to stand, so that no fault of
//! finding lines counts. Each line of standard input is `{"file": path, "plane": "colour"|"normalised"|"smooth", "quads": […]}`,
//! corners in the order of reading; the answer is `{"read": [text, …]}`.

use std::io::{BufRead, Write};
use std::process::ExitCode;
use std::sync::Arc;

use scanlint::decode::open_bytes;
use scanlint::facts::{Answer, Eye, Model, PageId, Plane, Probe, Quad, Turn};
use scanlint::observe::FileEye;
use scanlint::observe::text::ocr::Engine;
use serde::{Deserialize, Serialize};

type Fault = Box<dyn std::error::Error + Send + Sync>;

#[derive(Deserialize)]
struct Asked {
    file: String,
    plane: Plane,
    quads: Vec<Quad>,
}

#[derive(Serialize)]
struct Seen {
    read: Vec<String>,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("true_legibility: {fault}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), Fault> {
    Engine::shared().ok_or("this build cannot read pictures")?;
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let seen = read(&serde_json::from_str(&line?)?)?;
        writeln!(out, "{}", serde_json::to_string(&seen)?)?;
        out.flush()?;
    }
    Ok(())
}

fn read(asked: &Asked) -> Result<Seen, Fault> {
    let opened = open_bytes(Arc::from(std::fs::read(&asked.file)?));
    let source = opened.source.ok_or_else(|| format!("{} does not open", asked.file))?;
    let probe = |quad: &Quad| Probe::Line {
        quad: *quad,
        turn: Turn::Upright,
        plane: asked.plane,
        model: Model::Small,
    };
    let probes: Vec<Probe> = asked.quads.iter().map(probe).collect();
    let text = |answer: Answer| match answer {
        Answer::Line(line) => Ok(line.text),
        other => Err(Fault::from(format!("{}: a line was asked, {other:?} answered", asked.file))),
    };
    let read =
        FileEye::new(source).answer(PageId(0), &probes).into_iter().map(text).collect::<Result<_, _>>()?;
    Ok(Seen { read })
}

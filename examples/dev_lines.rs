//! Dev: prints every line as read, and what the file was taken for.
#![allow(clippy::unwrap_used)]
use scanlint::decode::open_bytes;
use scanlint::facts::{Answer, Model, Probe};
use scanlint::look::look;
use scanlint::observe::FileEye;
use scanlint::recognise::{Kinds, ReadMode, documents};
fn main() {
    let kinds = Kinds::embedded().unwrap();
    let quiet = std::env::var_os("QUIET").is_some();
    let mode = if std::env::var_os("FULL").is_some() { ReadMode::Full } else { ReadMode::Needed };
    for file in std::env::args().skip(1) {
        let bytes: std::sync::Arc<[u8]> = std::fs::read(&file).unwrap().into();
        let opened = open_bytes(bytes);
        let mut facts = opened.facts();
        let Some(source) = opened.source else {
            println!("{file}: does not open");
            continue;
        };
        let mut eye = FileEye::new(source);
        let start = std::time::Instant::now();
        let looks = look(&kinds, mode, &mut facts, &mut eye);
        println!("== {file} {:?}", start.elapsed());
        for look in &looks {
            let Some((_, lines)) = look.asked.lines() else {
                println!("no lines");
                continue;
            };
            println!("boxes {} turn {:?} vote {}", lines.boxes.len(), lines.turn, lines.vote);
            let mut said: Vec<(i32, i32, String)> = Vec::new();
            for (probe, answer) in &look.asked.answers {
                if let (Probe::Line { quad, model, .. }, Answer::Line(text)) = (probe, answer) {
                    let m = if *model == Model::Tiny { "t" } else { "s" };
                    said.push((
                        quad.0[0].1,
                        quad.0[0].0,
                        format!("{m} {:4} {:?} {}", text.score, quad.0, text.text),
                    ));
                }
            }
            said.sort();
            println!("read {}", said.len());
            if !quiet {
                for (_, _, line) in said {
                    println!("{line}");
                }
            }
        }
        let pages: Vec<_> = looks.into_iter().map(|look| look.parts).collect();
        for d in documents(&kinds, 0, &pages) {
            println!("-> {:?} {:?} doubt {:?} how {:?}", d.verdict, d.side, d.doubt, d.how);
            for (name, values) in &d.fields {
                for v in values {
                    println!("   {name} = {} ({} {})", v.norm, v.reader, v.confidence);
                }
            }
        }
    }
}

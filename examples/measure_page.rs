//! Measures pages and says what was measured, one JSON a line: `measure_page FILE…`.
//!
//! Why it exists: limits are set on many pages, and whoever sets them needs each measure of each page, what of it is
//! beyond the warn limits of all profiles of ours (the base's), and its time.

use std::sync::Arc;
use std::time::Instant;

use scanlint::checks;
use scanlint::decode::open_bytes;
use scanlint::facts::{Answer, Eye, Measure, PageId, Probe, Reading};
use scanlint::legible::is_beyond;
use scanlint::observe::FileEye;
use scanlint::profile;

type Fault = Box<dyn std::error::Error>;

fn main() -> Result<(), Fault> {
    let limits = profile::load("intermediate", &checks::known()).map_err(|error| error.text().en)?.legibility;
    for file in std::env::args().skip(1) {
        let opened = open_bytes(Arc::from(std::fs::read(&file)?));
        let Some(source) = opened.source.clone() else {
            println!("{}", serde_json::json!({"file": file, "error": opened.detail}));
            continue;
        };
        for page in 0..opened.page_count {
            let begun = Instant::now();
            let answer = FileEye::new(source.clone()).answer(PageId(page), &[Probe::Glance]);
            let seconds = begun.elapsed().as_secs_f64();
            let Some(Answer::Glance(glance)) = answer.first() else {
                println!("{}", serde_json::json!({"file": file, "page": page, "error": "not seen"}));
                continue;
            };
            let value = |measure: &Measure| match glance.legibility.values.get(measure) {
                Some(Reading::Is(hundredths)) => serde_json::json!(f64::from(*hundredths) / 100.0),
                Some(Reading::Not(why)) => serde_json::json!(why),
                None => serde_json::json!("not-built"),
            };
            let measures: serde_json::Map<String, serde_json::Value> =
                Measure::ALL.iter().map(|measure| (measure.name().to_owned(), value(measure))).collect();
            let is_over = |measure: &Measure| {
                let warn = limits.of(*measure, None).and_then(|bounds| bounds.warn);
                let value = glance.legibility.value(*measure).value();
                warn.zip(value).is_some_and(|(warn, value)| is_beyond(*measure, value, warn))
            };
            let beyond: Vec<&str> = Measure::ALL
                .iter()
                .filter(|measure| is_over(measure))
                .map(|measure| measure.name())
                .collect();
            println!(
                "{}",
                serde_json::json!({"file": file, "page": page, "seconds": seconds, "measures": measures, "beyond": beyond,
                    "blank": glance.blank, "legibility": glance.legibility})
            );
        }
    }
    Ok(())
}

//! `scanlint calibrate`: limits of legibility from a labelled folder.

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::terminal::Terminal;
use super::{Failure, options};
use crate::calibrate::labels::{self, Label};
use crate::calibrate::{Sample, render, rows};
use crate::checks;
use crate::facts::Glance;
use crate::finding::Text;
use crate::profile;
use crate::scan;
use crate::submission::{self, Entry, escape};

/// The profile whose limits are held against the labels; all of ours have the base's.
const USUAL_PROFILE: &str = "intermediate";
/// Allowed share of false alarms where none is given: one clean page in a hundred.
const USUAL_SHARE: &str = "1%";
/// A larger share than this is no limit any more, percent.
const MOST_SHARE: f64 = 50.0;
/// Bytes of a table of labels; a longer one is something else.
const MOST_BYTES: u64 = 64 << 20;

pub fn run(matches: &ArgMatches, terminal: &Terminal) -> Result<u8, Failure> {
    let text = |id: &str| matches.get_one::<String>(id).map(|value| value.trim().to_owned());
    let path = |id: &str| matches.get_one::<PathBuf>(id).cloned().unwrap_or_default();
    let share_text = text("false-alarms").unwrap_or_else(|| USUAL_SHARE.to_owned());
    let share = share(&share_text)?;
    let jobs = text("jobs").map(|value| options::jobs(&value)).transpose()?;
    let name = text("profile").unwrap_or_else(|| USUAL_PROFILE.to_owned());
    let profile = profile::load(&name, &checks::known()).map_err(|error| Failure(error.text()))?;
    let labels = read_labels(&path("labels"))?;
    let entries = submission::walk(&options::tidy(path("folder"))).map_err(|error| Failure(error.text()))?;
    let labelled = find(&labels, &entries)?;
    let files: Vec<&Entry> = labelled.iter().map(|(_, entry)| *entry).collect();
    let glances = scan::glances(&files, jobs).map_err(|error| Failure(error.text))?;
    let samples = samples(&labelled, &glances, terminal)?;
    both_classes(&samples)?;
    let rows = rows(&samples, &profile.legibility, share);
    let extends = if Path::new(&name).is_file() { beside(&name) } else { name };
    terminal.print(&render(&rows, &extends, &share_text, terminal.lang()))?;
    Ok(0)
}

/// `extends` knows a file by a path with a separator in it.
fn beside(file: &str) -> String {
    if file.contains(['/', '\\']) { file.to_owned() } else { format!("./{file}") }
}

/// A share as `1%` or `0.01`.
fn share(text: &str) -> Result<f64, Failure> {
    let percent = match text.trim_end_matches('％').strip_suffix('%').or(text.strip_suffix('％')) {
        Some(number) => number.trim().parse::<f64>().ok(),
        None => text.parse::<f64>().ok().filter(|share| *share < 1.0).map(|share| share * 100.0),
    };
    let shown = escape(text);
    percent.filter(|percent| (0.0..=MOST_SHARE).contains(percent)).map(|percent| percent / 100.0).ok_or_else(
        || {
            Failure(Text::new(
                format!("--false-alarms“{shown}”不对。请写 0% 到 {MOST_SHARE}% 的比例，例如 1%。"),
                format!("--false-alarms: \"{shown}\" is no share from 0% to {MOST_SHARE}%. Write it as 1%."),
            ))
        },
    )
}

fn read_labels(path: &Path) -> Result<Vec<Label>, Failure> {
    let name = escape(&path.display().to_string());
    let failed = |zh: &str, en: &str| {
        Failure(Text::new(
            format!("读不了标注表“{name}”：{zh}"),
            format!("the labels \"{name}\" cannot be read: {en}"),
        ))
    };
    let metadata = std::fs::metadata(path).map_err(|error| failed(&error.to_string(), &error.to_string()))?;
    if !metadata.is_file() || metadata.len() > MOST_BYTES {
        return Err(failed("不是表格文件", "it is no table"));
    }
    let bytes = std::fs::read(path).map_err(|error| failed(&error.to_string(), &error.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|_| {
        failed("不是 UTF-8 编码，请另存为“CSV UTF-8”", "it is not UTF-8; save it as \"CSV UTF-8\"")
    })?;
    labels::parse(&text).map_err(Failure)
}

/// Each label with its file.
fn find<'e>(labels: &'e [Label], entries: &'e [Entry]) -> Result<Vec<(&'e Label, &'e Entry)>, Failure> {
    let (mut found, mut faults) = (Vec::new(), Vec::new());
    for label in labels {
        match entries.iter().find(|entry| entry.shown == label.file) {
            Some(entry) => found.push((label, entry)),
            None => {
                let file = escape(&label.file);
                let (zh, en) = (format!("文件夹里没有“{file}”"), format!("\"{file}\" is not in the folder"));
                faults.push(labels::at(label.line, &zh, &en));
            }
        }
    }
    if faults.is_empty() { Ok(found) } else { Err(Failure(labels::lines(&faults))) }
}

/// Files that show no page are told and left out: they say nothing about measures.
fn samples(
    labelled: &[(&Label, &Entry)],
    glances: &[Vec<Option<Glance>>],
    terminal: &Terminal,
) -> Result<Vec<Sample>, Failure> {
    let (mut samples, mut faults) = (Vec::new(), Vec::new());
    for ((label, _), pages) in labelled.iter().zip(glances) {
        let wanted = label.page.map(|page| page as usize - 1);
        if let Some(page) = wanted.filter(|page| *page >= pages.len() && !pages.is_empty()) {
            let (page, all) = (page + 1, pages.len());
            let (zh, en) =
                (format!("没有第 {page} 页，文件只有 {all} 页"), format!("there is no page {page} of {all}"));
            faults.push(labels::at(label.line, &zh, &en));
            continue;
        }
        let pages = pages.iter().enumerate().filter(|(index, _)| wanted.is_none_or(|page| page == *index));
        let sample = Sample::of(label.legible, label.defect, pages.filter_map(|(_, page)| page.as_ref()));
        if sample.values.is_empty() {
            let told = labels::at(
                label.line,
                "打不开，或没有可以测量的（例如直接生成的 PDF），没有计入",
                "it does not open, or there is nothing to measure (a PDF drawn from letters): left out",
            );
            terminal.warn(told.get(terminal.lang()));
            continue;
        }
        samples.push(sample);
    }
    if faults.is_empty() { Ok(samples) } else { Err(Failure(labels::lines(&faults))) }
}

/// A limit parts two classes; of one alone nothing can be learnt.
fn both_classes(samples: &[Sample]) -> Result<(), Failure> {
    let good = samples.iter().filter(|sample| sample.legible).count();
    let bad = samples.len() - good;
    if good > 0 && bad > 0 {
        return Ok(());
    }
    Err(Failure(Text::new(
        format!("看得清的有 {good} 份，看不清的有 {bad} 份（能测量的）：两种都要有，才能算界限。"),
        format!("{good} legible and {bad} illegible files could be measured: limits need both."),
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_percentages_or_fractions() {
        let of = |text: &str| share(text).ok().map(|share| (share * 1e6).round() as u32);
        assert_eq!(
            (of("1%"), of("0.01"), of("2.5 %"), of("0"), of("0%")),
            (Some(10_000), Some(10_000), Some(25_000), Some(0), Some(0))
        );
        assert_eq!(of("5％"), Some(50_000));
        for bad in ["1", "51%", "-1%", "x", "", "%", "NaN%", "NaN"] {
            assert_eq!(of(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_file_beside_is_named_as_a_path() {
        assert_eq!((beside("a.yaml"), beside("x/a.yaml")), ("./a.yaml".to_owned(), "x/a.yaml".to_owned()));
    }

    use crate::facts::{Measure, Reading};
    use crate::finding::Lang;

    /// A page whose text is so many hundredths of a pixel high.
    fn page(height: i32) -> Option<Glance> {
        let mut glance = crate::legible::tests::glance();
        glance.legibility.values.insert(Measure::TextHeight, Reading::Is(height));
        Some(glance)
    }

    fn entry(name: &str) -> Entry {
        Entry { open: PathBuf::new(), shown: name.into(), bytes: 1, problem: None }
    }

    fn calibrated(table: &str, files: &[(&str, Vec<Option<Glance>>)]) -> Result<String, Failure> {
        let labels = labels::parse(table).map_err(Failure)?;
        let entries: Vec<Entry> = files.iter().map(|(name, _)| entry(name)).collect();
        let labelled = find(&labels, &entries)?;
        let glance = |(_, entry): &(&Label, &Entry)| {
            files.iter().find(|(name, _)| *name == entry.shown).map(|(_, pages)| pages.clone())
        };
        let glances: Vec<_> = labelled.iter().filter_map(glance).collect();
        let samples = samples(&labelled, &glances, &Terminal::new(Lang::En))?;
        both_classes(&samples)?;
        let profile = profile::load(USUAL_PROFILE, &checks::known()).expect("built in");
        Ok(render(&rows(&samples, &profile.legibility, 0.0), USUAL_PROFILE, "0%", Lang::En))
    }

    #[test]
    fn labels_become_a_profile_that_loads() {
        let files = [
            ("a.jpg", vec![page(1_000)]),
            ("b.pdf", vec![page(2_000), page(900), None]),
            ("c.pdf", vec![page(500), page(3_000)]),
            ("broken.jpg", vec![]),
        ];
        let table = "file,legible,page\na.jpg,yes,\nb.pdf,yes,\nc.pdf,no,1\nc.pdf,yes,2\nbroken.jpg,no,\n";
        let out = calibrated(table, &files).unwrap_or_else(|failure| panic!("{}", failure.0.en));
        let row = out.lines().find(|line| line.starts_with("text-height")).expect("a row");
        // The present 12 px alarms at 10 and at 9, the worse page of two; 9 is the strictest that does not.
        for cell in ["3/1", "1.000", "at least 12 px", "2/0", "at least 9 px", "0/0"] {
            assert!(row.contains(cell), "{cell}: {row}");
        }
        let patch = &out[out.find("extends:").expect("lines")..];
        let profile = profile::load_text("mine.yaml", patch, &checks::known()).expect("loads");
        let bounds = profile.legibility.of(Measure::TextHeight, None).expect("limits");
        assert_eq!((bounds.warn, bounds.fail), (Some(9.0), Some(8.5)));
    }

    #[test]
    fn what_the_labels_cannot_mean_is_told() {
        let files = [("a.jpg", vec![page(1_000)]), ("b.jpg", vec![page(500)])];
        let said = |table: &str| calibrated(table, &files).expect_err("refused").0.en;
        assert!(
            said("file,legible\na.jpg,yes\nc.jpg,no\n").contains("line 3: \"c.jpg\" is not in the folder")
        );
        assert!(
            said("file,legible,page\na.jpg,yes,2\nb.jpg,no,\n").contains("line 2: there is no page 2 of 1")
        );
        assert!(said("file,legible\na.jpg,yes\nb.jpg,yes\n").contains("2 legible and 0 illegible"));
    }
}

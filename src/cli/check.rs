//! `scanlint check`: one folder, one report.

use clap::ArgMatches;

use super::options::{CheckOptions, Format};
use super::terminal::{Output, Terminal};
use super::{Failure, pick, profiles};
use crate::applicant::Applicant;
use crate::finding::Text;
use crate::private::{Reveal, Veil};
use crate::report::{Outcome, json, text};
use crate::scan::{self, Checked, Request};
use crate::submission;

/// Checks, writes, and says by its exit code what came of it.
pub fn run(matches: &ArgMatches, terminal: &Terminal, reveal: Option<&Reveal>) -> Result<u8, Failure> {
    let options = CheckOptions::of(matches)?;
    submission::check_root(&options.folder).map_err(|error| Failure(error.text()))?;
    let output = options.output.as_deref().map(|path| Output::prepare(path, &options.folder)).transpose()?;
    profile_is_named(&options)?;
    let request = Request {
        folder: options.folder.clone(),
        profile: options.profile.clone(),
        cases: options.cases.clone(),
        year: options.year,
        as_of: options.as_of,
        read: options.read,
        jobs: options.jobs,
        progress: terminal.is_watched(),
    };
    let checked = scan::check_folder(&request).map_err(|error| Failure(error.text))?;
    deliver(checked, &options, output.as_ref(), terminal, reveal)
}

/// Covers, renders and writes what was found; the verdict's exit code.
fn deliver(
    checked: Checked,
    options: &CheckOptions,
    output: Option<&Output>,
    terminal: &Terminal,
    reveal: Option<&Reveal>,
) -> Result<u8, Failure> {
    let verdict = checked.report.verdict;
    let shown = Veil::new(&checked.names, reveal).cover_report(checked.report);
    let style = if output.is_some() { terminal.file_style() } else { terminal.style() };
    let page = match options.format {
        Format::Text => text::render(&shown, terminal.lang(), style, options.show_passed),
        Format::Json => json::render(&shown, terminal.lang()),
    };
    match output {
        None => terminal.print(&page)?,
        Some(output) => {
            output.write(&page)?;
            terminal.warn(written(output, verdict).get(terminal.lang()));
        }
    }
    if reveal.is_some() {
        terminal.warn(pick(
            terminal.lang(),
            "注意：结果里有未遮盖的姓名和身份证号，请勿外传。",
            "Mind: the report shows names and identity numbers.",
        ));
    }
    Ok(verdict.exit_code())
}

/// An option or the folder's own `applicant.yaml` must name one; nobody should be judged by a guess.
fn profile_is_named(options: &CheckOptions) -> Result<(), Failure> {
    if options.profile.is_some() {
        return Ok(());
    }
    let applicant = Applicant::read(&options.folder).map_err(|error| Failure(error.text))?;
    match applicant.and_then(|applicant| applicant.profile) {
        Some(_) => Ok(()),
        None => Err(Failure(profiles::none_named(&options.folder))),
    }
}

fn written(output: &Output, verdict: Outcome) -> Text {
    let name = output.name();
    let word = match verdict {
        Outcome::Ready => Text::new("可以上报", "ready"),
        Outcome::NotReady => Text::new("还不能上报", "not ready"),
        Outcome::Review => Text::new("有内容要请人核对", "something needs review"),
    };
    Text::new(format!("结果已写进“{name}”：{}。", word.zh), format!("Written to \"{name}\": {}.", word.en))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Lang;
    use crate::report::sample;

    /// What a report file holds after a run with these arguments.
    fn delivered(args: &[&str], reveal: Option<&Reveal>) -> (u8, String) {
        let dir = tempfile::tempdir().expect("temp");
        let scans = dir.path().join("scans");
        std::fs::create_dir(&scans).expect("folder");
        let line = ["scanlint", "check", scans.to_str().expect("UTF-8")];
        let matches = crate::cli::command::build(Lang::Zh).get_matches_from(line.iter().chain(args));
        let options = CheckOptions::of(matches.subcommand().expect("check").1).expect("options");
        let output = Output::prepare(&dir.path().join("report"), &scans).expect("can be written");
        let checked = Checked { report: sample::report(), names: Vec::new() };
        let code =
            deliver(checked, &options, Some(&output), &Terminal::new(Lang::Zh), reveal).expect("delivered");
        (code, std::fs::read_to_string(dir.path().join("report")).expect("report"))
    }

    #[test]
    fn the_report_is_covered_and_the_code_follows_from_the_verdict() {
        let (code, text) = delivered(&[], None);
        assert_eq!(code, 1);
        assert!(
            text.starts_with("✗ 检查结果")
                && !text.contains("000000198506150011")
                && !text.contains('\u{1b}')
        );
        let (_, json) = delivered(&["--format", "json"], None);
        assert!(json.starts_with("{\n  \"verdict\": \"not-ready\"") && !json.contains("欧阳样本"));
    }

    #[test]
    fn only_reveal_uncovers() {
        let reveal = Reveal::granted();
        assert!(delivered(&["--reveal"], Some(&reveal)).1.contains("000000198506150011"));
        assert!(delivered(&["--show-passed"], None).1.contains("依据"));
    }
}

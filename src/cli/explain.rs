//! `scanlint explain`: what a check flags, why, and how to mend it.

use clap::ArgMatches;

use super::Failure;
use super::terminal::Terminal;
use crate::checks;
use crate::finding::{Lang, Text};
use crate::report::pad;
use crate::submission::escape;

pub fn run(matches: &ArgMatches, terminal: &Terminal) -> Result<u8, Failure> {
    let lang = terminal.lang();
    let Some(id) = matches.get_one::<String>("check") else {
        terminal.print(&list(lang))?;
        return Ok(0);
    };
    // Reports print ids in brackets; people paste them so.
    let id = id.trim().trim_matches(['[', ']']);
    let mut text = checks::explain(id, lang).ok_or_else(|| unknown(id))?;
    if !text.ends_with('\n') {
        text.push('\n');
    }
    terminal.print(&text)?;
    Ok(0)
}

/// A line each: id and the first line of its explanation.
fn list(lang: Lang) -> String {
    let ids = checks::ids();
    let width = ids.iter().map(|id| id.len()).max().unwrap_or(0);
    let line = |id: &&'static str| {
        let text = checks::explain(id, lang).unwrap_or_default();
        let first = text.lines().next().unwrap_or_default();
        let first =
            first.trim_start_matches('#').trim().trim_start_matches(id).trim_start_matches(['：', ':', ' ']);
        format!("{}  {first}\n", pad(id, width))
    };
    ids.iter().map(line).collect()
}

fn unknown(id: &str) -> Failure {
    let ids = checks::ids();
    let likeness = |known: &&'static str| strsim::jaro_winkler(known, id);
    let best = ids.into_iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    // The likeness from which clap suggests an option, too.
    const LIKE: f64 = 0.7;
    let (zh, en) = match best.filter(|known| likeness(known) > LIKE) {
        Some(known) => (format!("您是不是想写“{known}”？"), format!(" Did you mean \"{known}\"?")),
        None => (String::new(), String::new()),
    };
    let shown = escape(id);
    Failure(Text::new(
        format!("没有检查项“{shown}”。{zh}\n  全部检查项：scanlint explain"),
        format!("There is no check \"{shown}\".{en}\n  All checks: scanlint explain"),
    ))
}

//! Arguments to options, options to work, and what came of it to the terminal; one file a command.
//!
//! Why it exists: this is the only room that talks to a person. It knows the language, the terminal and the exit
//! code: 0 ready, 1 not ready, 3 something needs review, 2 the run could not be done (nothing was decided then).

mod calibrate;
mod check;
mod command;
mod explain;
mod fault;
mod language;
mod options;
mod profiles;
mod terminal;
mod version;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::ErrorKind;

use crate::finding::{Lang, Text};
use crate::private::{Reveal, Veil};
use terminal::Terminal;

/// Why a run could not be done; exit code 2.
#[derive(Debug)]
pub(crate) struct Failure(pub Text);

/// The run could not be done.
const FAILED: u8 = 2;

/// Runs the program. `args` as the system gives them, the program's name first.
pub fn run(args: impl Iterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.collect();
    let lang = language::of(&args);
    let terminal = Terminal::new(lang);
    let matches = match command::build(lang).try_get_matches_from(&args) {
        Ok(matches) => matches,
        Err(error) => return ExitCode::from(not_parsed(&error, &args, &terminal)),
    };
    if matches.get_flag("version") {
        let done = terminal.print(&version::text(&matches, lang));
        return ExitCode::from(if done.is_ok() { 0 } else { FAILED });
    }
    // The one place that grants it.
    let reveal = options::reveals(&matches).then(Reveal::granted);
    let done = match matches.subcommand() {
        Some(("check", matches)) => check::run(matches, &terminal, reveal.as_ref()),
        Some(("calibrate", matches)) => calibrate::run(matches, &terminal),
        Some(("profiles", matches)) => profiles::run(matches, &terminal),
        Some(("explain", matches)) => explain::run(matches, &terminal),
        _ => terminal.print(&command::help(lang)).map(|()| 0),
    };
    ExitCode::from(done.unwrap_or_else(|Failure(text)| {
        let veil = Veil::new::<&str>(&[], reveal.as_ref());
        terminal.complain(&veil.cover(text.get(lang)));
        FAILED
    }))
}

/// Help is no fault; everything else is said in the user's language.
fn not_parsed(error: &clap::Error, args: &[OsString], terminal: &Terminal) -> u8 {
    match error.kind() {
        ErrorKind::DisplayHelp => {
            if terminal.print(&error.to_string()).is_ok() {
                0
            } else {
                FAILED
            }
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            terminal.warn(&error.to_string());
            FAILED
        }
        _ => {
            let text = fault::sentence(error, args);
            terminal.complain(&Veil::new::<&str>(&[], None).cover(text.get(terminal.lang())));
            FAILED
        }
    }
}

/// Either sentence.
pub(crate) fn pick(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

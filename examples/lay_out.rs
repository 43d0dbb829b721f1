//! Lays a case of `fixtures/cases` out as a folder, to try things on:
//! `cargo run --release --example lay_out -- ok/intermediate FOLDER`.

use std::path::Path;
use std::process::ExitCode;

#[path = "../tests/support/case.rs"]
mod case;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [name, folder] = arguments.as_slice() else {
        eprintln!("usage: lay_out ok/NAME|err/NAME FOLDER");
        return ExitCode::from(2);
    };
    let folder = Path::new(folder);
    if folder.read_dir().is_ok_and(|mut entries| entries.next().is_some()) {
        eprintln!("{} is not empty; name a new folder", folder.display());
        return ExitCode::from(2);
    }
    let laid = case::read(name).and_then(|case| {
        case::lay_out(&case, folder)?;
        println!("{}", command(&case, folder));
        Ok(())
    });
    match laid {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

/// The command that checks the folder as the case says.
fn command(case: &case::Case, folder: &Path) -> String {
    let mut line = format!("scanlint check {}", folder.display());
    if let Some(profile) = &case.profile {
        let file = case::fixtures().join(profile);
        let spec = if file.is_file() { file.display().to_string() } else { profile.clone() };
        line.push_str(&format!(" --profile {spec}"));
    }
    for one in case.cases.iter().flatten() {
        line.push_str(&format!(" --case {one}"));
    }
    if let Some(year) = case.year {
        line.push_str(&format!(" --year {year}"));
    }
    if let Some(day) = &case.as_of {
        line.push_str(&format!(" --as-of {day}"));
    }
    line
}

//! The command that runs once the models are there.
//!
//! Why it exists: shells differ in how they chain commands, so that one command line that sets up and runs works in
//! all of them only if this program does the chaining.

use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, ExitCode};

use models::FOLDER_VARIABLE;

use super::{Failure, both};

/// Runs it; its exit code is ours. `folder`: where it must look for the models, if not where it would anyway.
pub fn run(words: &[OsString], folder: Option<&Path>) -> Result<ExitCode, Failure> {
    let Some((program, args)) = words.split_first() else { return Ok(ExitCode::SUCCESS) };
    let mut command = Command::new(program);
    command.args(args);
    if let Some(folder) = folder {
        command.env(FOLDER_VARIABLE, folder);
    }
    forget_this_package(&mut command);
    let status = command.status().map_err(|error| {
        let program = program.to_string_lossy();
        Failure(both(
            format!("运行不了 {program}（{error}）。"),
            format!("{program} cannot be run ({error})."),
        ))
    })?;
    // A command that was killed has no code.
    let code = status.code().and_then(|code| u8::try_from(code & 0xff).ok());
    Ok(code.map_or(ExitCode::FAILURE, |code| {
        // A code that is a multiple of 256 is no success.
        ExitCode::from(if code == 0 && !status.success() { 1 } else { code })
    }))
}

/// Cargo describes this package to us in the environment. Build scripts watch some of these names; inherited, they
/// would build the same thing anew each time it is built with or without us.
fn forget_this_package(command: &mut Command) {
    for (name, _) in std::env::vars_os() {
        let told = name.to_str().is_some_and(|name| {
            name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") || name == "CARGO"
        });
        if told {
            command.env_remove(name);
        }
    }
}

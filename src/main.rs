//! Parse, run, exit code.

fn main() -> std::process::ExitCode {
    scanlint::cli::run(std::env::args_os())
}

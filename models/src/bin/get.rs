//! `cargo run -p models --bin get [-- [--dir DIR] [--archives DIR] [COMMAND …]]`: gets the weights if they are not
//! there, then runs a command.
//!
//! Why it exists: a fresh machine needs them before the first build, and shells differ in how they chain commands.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use models::{ARCHIVES, FILES, FOLDER, default_dir, fetch, sums, verified};

/// What the arguments say.
#[derive(Default)]
struct Wanted {
    dir: Option<PathBuf>,
    archives: Option<PathBuf>,
    then: Vec<String>,
}

fn main() -> ExitCode {
    let wanted = match parse(std::env::args().skip(1)) {
        Ok(wanted) => wanted,
        Err(message) => return fail(&message),
    };
    if let Err(message) = get(&wanted) {
        return fail(&message);
    }
    match wanted.then.split_first() {
        Some((program, arguments)) => then(program, arguments),
        None => ExitCode::SUCCESS,
    }
}

fn fail(message: &str) -> ExitCode {
    eprintln!("{message}");
    ExitCode::FAILURE
}

fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Wanted, String> {
    let mut wanted = Wanted::default();
    while let Some(argument) = arguments.next() {
        let mut folder =
            || arguments.next().map(PathBuf::from).ok_or(format!("{argument}: 缺文件夹 / needs a folder"));
        match argument.as_str() {
            "--dir" => wanted.dir = Some(folder()?),
            "--archives" => wanted.archives = Some(folder()?),
            option if option.starts_with('-') => {
                return Err(format!("{option}: 没有这个选项 / no such option"));
            }
            _ => {
                wanted.then = std::iter::once(argument).chain(arguments).collect();
                break;
            }
        }
    }
    Ok(wanted)
}

fn get(wanted: &Wanted) -> Result<(), String> {
    if let (None, Some(folder)) = (&wanted.dir, std::env::var_os(FOLDER)) {
        return given(Path::new(&folder));
    }
    let folder = wanted
        .dir
        .clone()
        .or_else(default_dir)
        .ok_or("没有缓存目录，请用 --dir / no cache folder: use --dir")?;
    let missing: Vec<_> =
        ARCHIVES.iter().filter(|archive| !fetch::has(&folder, FILES, archive.package)).collect();
    if missing.is_empty() {
        eprintln!("模型已在 / models are in {}", folder.display());
        return Ok(());
    }
    fetch::writable(&folder).map_err(|error| error.to_string())?;
    for archive in missing {
        eprintln!("取 / getting {} {} …", archive.package, archive.version);
        fetch::fetch(&folder, archive, FILES, wanted.archives.as_deref())
            .map_err(|error| error.to_string())?;
    }
    eprintln!("模型在 / models are in {}", folder.display());
    Ok(())
}

/// A folder that the user names is checked, never written.
fn given(folder: &Path) -> Result<(), String> {
    let sums = sums(folder).map_err(|fault| fault.to_string())?;
    for weight in FILES {
        let sum = sums.get(weight.file).map_or(weight.sha256, String::as_str);
        verified(folder, weight.file, sum).map_err(|fault| fault.to_string())?;
    }
    eprintln!("{FOLDER}: 模型在 / models are in {}", folder.display());
    Ok(())
}

fn then(program: &str, arguments: &[String]) -> ExitCode {
    match Command::new(program).args(arguments).status() {
        Ok(status) => ExitCode::from(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1)),
        Err(cause) => fail(&format!("{program}: {cause}")),
    }
}

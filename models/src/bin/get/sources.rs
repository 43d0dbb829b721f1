//! Where archives come from: pip, cargo, or a folder.
//!
//! Why it exists: packages are fetched by the ordinary clients of their registries, so that mirrors and proxies that
//! a user has set up for them work here, too.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use models::{Archive, FOLDER_VARIABLE, Packaging, needed, shown};
use tempfile::TempDir;

use super::{Failure, both};

/// Where to take archives from.
pub enum Source {
    Registries,
    Folder(PathBuf),
}

/// An archive at hand; not verified.
pub struct Held {
    pub path: PathBuf,
    /// Removes the download when it is no longer needed.
    _dir: Option<TempDir>,
}

impl Source {
    pub fn new(folder: Option<&Path>) -> Source {
        folder.map_or(Source::Registries, |folder| Source::Folder(folder.to_path_buf()))
    }

    pub fn fetch(&self, package: &Archive) -> Result<Held, Failure> {
        match self {
            Source::Folder(folder) => {
                let path = folder.join(package.file);
                if path.is_file() { Ok(Held { path, _dir: None }) } else { Err(not_in(folder, package)) }
            }
            Source::Registries => {
                let dir = tempfile::tempdir().map_err(|error| {
                    Failure(both(
                        format!("建不了临时文件夹（{error}）。"),
                        format!("No temporary folder can be made ({error})."),
                    ))
                })?;
                let path = match package.packaging {
                    Packaging::Wheel | Packaging::Sdist => by_pip(package, dir.path())?,
                    Packaging::Crate => by_cargo(package, dir.path())?,
                };
                Ok(Held { path, _dir: Some(dir) })
            }
        }
    }
}

fn not_in(folder: &Path, package: &Archive) -> Failure {
    let (folder, file) = (shown(folder), package.file);
    Failure(both(format!("{folder} 里没有 {file}。"), format!("There is no {file} in {folder}.")))
}

/// `pip download` of exactly this version.
fn by_pip(package: &Archive, dir: &Path) -> Result<PathBuf, Failure> {
    let mut pip = pip().ok_or_else(no_pip)?;
    pip.args(["download", "--no-deps", "--disable-pip-version-check"]);
    match package.packaging {
        Packaging::Sdist => pip.args(["--no-binary", package.package]),
        _ => pip.args(["--only-binary", ":all:"]),
    };
    pip.arg(format!("{}=={}", package.package, package.version)).arg("-d").arg(dir);
    run(pip, "pip", package)?;
    let path = dir.join(package.file);
    if path.is_file() { Ok(path) } else { Err(not_in(dir, package)) }
}

/// How pip is called here. Windows has a `python` that only opens a shop, so each is tried.
fn pip() -> Option<Command> {
    const WAYS: [&[&str]; 5] = [
        &["python3", "-m", "pip"],
        &["python", "-m", "pip"],
        &["py", "-3", "-m", "pip"],
        &["pip3"],
        &["pip"],
    ];
    let command = |way: &[&str]| {
        let mut command = Command::new(way[0]);
        command.args(&way[1..]).stdin(Stdio::null());
        command
    };
    let works = |way: &&&[&str]| {
        let status = command(way).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
        status.is_ok_and(|status| status.success())
    };
    WAYS.iter().find(works).map(|way| command(way))
}

fn no_pip() -> Failure {
    let files: Vec<&str> = needed().map(|row| row.file).collect();
    let files = files.join(", ");
    Failure(both(
        format!(
            "没有找到 pip（试过 python3、python、py、pip）。请安装带 pip 的 Python 3，再运行一次；\n\
             或者把这些文件放进一个文件夹，并把 {FOLDER_VARIABLE} 设成它：{files}"
        ),
        format!(
            "There is no pip (tried python3, python, py and pip). Install Python 3 with pip and run this again;\n\
             or put these files into a folder and set {FOLDER_VARIABLE} to it: {files}"
        ),
    ))
}

/// Cargo knows how to fetch a crate: of a project that does nothing but depend on it.
fn by_cargo(package: &Archive, dir: &Path) -> Result<PathBuf, Failure> {
    let manifest = format!(
        "[package]\nname = \"fetching\"\nversion = \"0.0.0\"\nedition = \"2021\"\n[workspace]\n[dependencies]\n\
         {} = {{ version = \"={}\", default-features = false }}\n",
        package.package, package.version
    );
    let written = std::fs::write(dir.join("Cargo.toml"), manifest)
        .and_then(|()| std::fs::create_dir(dir.join("src")))
        .and_then(|()| std::fs::write(dir.join("src").join("lib.rs"), ""));
    written.map_err(|error| {
        let folder = shown(dir);
        Failure(both(
            format!("写不了 {folder}（{error}）。"),
            format!("{folder} cannot be written ({error})."),
        ))
    })?;
    let mut cargo = Command::new(std::env::var_os("CARGO").as_deref().unwrap_or(OsStr::new("cargo")));
    // In its folder, where no `.cargo/config.toml` of a project applies but the user's does.
    cargo.args(["fetch", "--quiet"]).current_dir(dir).stdin(Stdio::null());
    run(cargo, "cargo", package)?;
    in_cargo_home(package).ok_or_else(|| {
        let file = package.file;
        Failure(both(
            format!("cargo 取了 {file}，但缓存里没有它。"),
            format!("Cargo fetched {file}, but its cache does not hold it."),
        ))
    })
}

/// Each registry or mirror has its own folder of archives; the newest file is the one just fetched or used.
fn in_cargo_home(package: &Archive) -> Option<PathBuf> {
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cargo")))?;
    let registries = std::fs::read_dir(home.join("registry").join("cache")).ok()?;
    let found = registries.filter_map(|entry| {
        let path = entry.ok()?.path().join(package.file);
        let modified = path.metadata().ok()?.modified().ok()?;
        Some((modified, path))
    });
    found.max().map(|(_, path)| path)
}

/// Runs a client; what it prints goes to standard error.
fn run(mut command: Command, client: &str, package: &Archive) -> Result<(), Failure> {
    let status = command.stdout(Stdio::from(std::io::stderr())).status();
    let why = match status {
        Ok(status) if status.success() => return Ok(()),
        Ok(status) => status.to_string(),
        Err(error) => error.to_string(),
    };
    let (name, version, file) = (package.package, package.version, package.file);
    Err(Failure(both(
        format!(
            "{client} 没有取到 {name} {version}（{why}）。请检查网络；不能联网时把 {file} 放进一个文件夹，用 --offline-archives 指定它。"
        ),
        format!(
            "{client} did not fetch {name} {version} ({why}). Check the network; without one, put {file} into a folder and name it by --offline-archives."
        ),
    )))
}

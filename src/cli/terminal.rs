//! Standard output, standard error and files.
//!
//! Why it exists: a reader that hangs up (`| head`) is no fault, a console is not always a console, and a report
//! is either written whole or not at all.

use std::ffi::OsString;
use std::io::{ErrorKind, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use anstyle::{AnsiColor, Style as Ansi};

use super::{Failure, pick};
use crate::finding::{Lang, Text};
use crate::report::text::Style;
use crate::submission::escape;

/// Columns where nothing says how many: what old consoles and mail take.
const USUAL_WIDTH: usize = 80;
/// Wider lines are hard to read.
const MOST_WIDTH: usize = 120;

/// Where output goes, and in which language.
#[derive(Debug)]
pub struct Terminal {
    lang: Lang,
}

impl Terminal {
    pub fn new(lang: Lang) -> Terminal {
        Terminal { lang }
    }

    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// How standard output wants a report: colours on a terminal that can, unless `NO_COLOR` is set.
    pub fn style(&self) -> Style {
        let terminal = std::io::stdout().is_terminal();
        let size =
            terminal.then(terminal_size::terminal_size).flatten().map(|(width, _)| usize::from(width.0));
        let width = size.filter(|width| *width > 0).unwrap_or(USUAL_WIDTH).min(MOST_WIDTH);
        Style { colour: terminal && can_colour(), width }
    }

    /// How a file wants it.
    pub fn file_style(&self) -> Style {
        Style { colour: false, width: USUAL_WIDTH }
    }

    /// Whether somebody watches standard error, so that progress may be shown there.
    pub fn is_watched(&self) -> bool {
        std::io::stderr().is_terminal()
    }

    /// Writes to standard output.
    ///
    /// # Errors
    /// Whatever kept it from being written; a reader that hung up did not.
    pub fn print(&self, text: &str) -> Result<(), Failure> {
        let mut out = std::io::stdout().lock();
        let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
        match written {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure(Text::new(
                format!("写不出结果（{error}）。"),
                format!("The result cannot be written ({error})."),
            ))),
            _ => Ok(()),
        }
    }

    /// Says what went wrong, on standard error.
    pub fn complain(&self, text: &str) {
        let label = pick(self.lang, "出错：", "error: ");
        let colour = std::io::stderr().is_terminal() && can_colour();
        let red = Ansi::new().bold().fg_color(Some(AnsiColor::Red.into()));
        let label = if colour { format!("{red}{label}{red:#}") } else { label.to_owned() };
        self.warn(&format!("{label}{}", text.trim_end()));
    }

    /// A line on standard error; if that is closed, nobody listens.
    pub fn warn(&self, text: &str) {
        let _ = writeln!(std::io::stderr().lock(), "{}", text.trim_end());
    }
}

fn can_colour() -> bool {
    // `None`: a system whose terminals need no switching on.
    let switched_on = anstyle_query::windows::enable_ansi_colors().unwrap_or(true);
    switched_on && !anstyle_query::no_color() && anstyle_query::term_supports_ansi_color()
}

/// A file that a report is to go to; found writable before the work begins.
#[derive(Debug)]
pub struct Output {
    given: PathBuf,
    /// Without links; the folder exists.
    target: PathBuf,
    /// A device or pipe, which is written into, not replaced.
    special: bool,
}

impl Output {
    /// # Errors
    /// The folder for it does not exist, it is a folder itself, it lies within `checked` (where the next run
    /// would take it for an upload, and where it could replace one), or nothing can be created beside it.
    pub fn prepare(path: &Path, checked: &Path) -> Result<Output, Failure> {
        let name = escape(&path.display().to_string());
        let target = real_target(path).ok_or_else(|| {
            Failure(Text::new(
                format!("不能把结果写到“{name}”：这个位置的文件夹不存在。请先建好文件夹，或换一个位置。"),
                format!("The report cannot go to \"{name}\": its folder does not exist. Make it, or choose another."),
            ))
        })?;
        if target.is_dir() {
            return Err(Failure(Text::new(
                format!("“{name}”是文件夹。请写出文件名，例如 {name}/report.txt。"),
                format!("\"{name}\" is a folder. Name a file, such as {name}/report.txt."),
            )));
        }
        if checked.canonicalize().is_ok_and(|checked| target.starts_with(checked)) {
            return Err(Failure(Text::new(
                format!(
                    "结果文件“{name}”不能放在被检查的文件夹里：下次检查会把它当成一份材料。请换一个位置。"
                ),
                format!(
                    "\"{name}\" lies in the folder that is checked; the next run would take it for an upload. Choose another place."
                ),
            )));
        }
        let special = std::fs::metadata(&target).is_ok_and(|metadata| !metadata.is_file());
        let output = Output { given: path.to_path_buf(), target, special };
        if !special {
            let probe = output.beside();
            std::fs::File::create_new(&probe).map_err(|error| output.cannot(&error))?;
            let _ = std::fs::remove_file(&probe);
        }
        Ok(output)
    }

    /// Writes all of it, or leaves what was there.
    ///
    /// # Errors
    /// Whatever the file system says.
    pub fn write(&self, text: &str) -> Result<(), Failure> {
        if self.special {
            return std::fs::write(&self.target, text).map_err(|error| self.cannot(&error));
        }
        let beside = self.beside();
        let written = std::fs::File::create_new(&beside).and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()
        });
        written.and_then(|()| std::fs::rename(&beside, &self.target)).map_err(|error| {
            let _ = std::fs::remove_file(&beside);
            self.cannot(&error)
        })
    }

    /// As it was given, fit to be shown.
    pub fn name(&self) -> String {
        escape(&self.given.display().to_string())
    }

    fn beside(&self) -> PathBuf {
        let mut name = OsString::from(".scanlint-");
        name.push(std::process::id().to_string());
        name.push(".tmp");
        self.target.with_file_name(name)
    }

    fn cannot(&self, error: &std::io::Error) -> Failure {
        let name = self.name();
        Failure(Text::new(
            format!(
                "写不了文件“{name}”（{error}）。它可能正被别的程序打开，或者没有权限；请关闭它，或换一个位置。"
            ),
            format!(
                "\"{name}\" cannot be written ({error}). Close what holds it open, or choose another place."
            ),
        ))
    }
}

/// Where a file would really lie; `None` where its folder does not exist.
fn real_target(path: &Path) -> Option<PathBuf> {
    if let Ok(real) = path.canonicalize() {
        return Some(real);
    }
    let name = path.file_name()?;
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let parent = parent.canonicalize().ok()?;
    parent.is_dir().then(|| parent.join(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_replaces_the_old_one_and_leaves_nothing_else() {
        let dir = tempfile::tempdir().expect("temp");
        let checked = dir.path().join("scans");
        std::fs::create_dir(&checked).expect("folder");
        let path = dir.path().join("报告.txt");
        std::fs::write(&path, "old").expect("file");
        let output = Output::prepare(&path, &checked).expect("can be written");
        assert_eq!(std::fs::read_to_string(&path).expect("still there"), "old");
        output.write("new").expect("written");
        assert_eq!(std::fs::read_to_string(&path).expect("read"), "new");
        assert_eq!(std::fs::read_dir(dir.path()).expect("dir").count(), 2);
    }

    #[test]
    fn places_that_cannot_serve_are_refused_before_the_work() {
        let dir = tempfile::tempdir().expect("temp");
        let refused =
            |path: &str| Output::prepare(&dir.path().join(path), dir.path()).expect_err("refused").0.zh;
        assert!(refused("none/report.txt").contains("不存在"));
        assert!(refused("report.txt").contains("被检查的文件夹"));
        assert!(refused("").contains("是文件夹"));
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_written_into() {
        let dir = tempfile::tempdir().expect("temp");
        let output = Output::prepare(Path::new("/dev/null"), dir.path()).expect("can be written");
        output.write("text").expect("written");
        assert!(!std::fs::metadata("/dev/null").expect("still there").is_file());
    }
}

//! The command line of `get`.
//!
//! Why it exists: two options do not need a library that takes longer to compile than everything else here.

use std::ffi::OsString;
use std::path::PathBuf;

use super::{Failure, both};

pub const HELP: &str = "\
取得并校验编译 scanlint 所需的模型文件，然后运行后面写的命令（如果写了）。
Fetches and verifies the model files that scanlint is built with, then runs the command after them, if any.

  get [--dir DIR] [--offline-archives DIR] [COMMAND ARGS…]

  --dir DIR               放到这个文件夹，而不是用户缓存；之后用 SCANLINT_MODELS=DIR 编译
                          put them there, not into the user's cache; then build with SCANLINT_MODELS=DIR
  --offline-archives DIR  从这个文件夹拿安装包，不联网
                          take the packages from that folder, not from the network
  --help                  显示这份说明 / print this";

/// What was asked.
#[derive(Debug, Default)]
pub struct Options {
    pub dir: Option<PathBuf>,
    pub archives: Option<PathBuf>,
    pub help: bool,
    /// Run when the models are there.
    pub command: Vec<OsString>,
}

impl Options {
    /// The first word that is no option begins the command; so does `--`.
    pub fn parse(args: impl Iterator<Item = OsString>) -> Result<Options, Failure> {
        let mut args = args;
        let mut options = Options::default();
        while let Some(arg) = args.next() {
            match arg.to_str() {
                Some("--dir") => options.dir = Some(folder("--dir", args.next())?),
                Some("--offline-archives") => {
                    options.archives = Some(folder("--offline-archives", args.next())?);
                }
                Some("--help" | "-h") => options.help = true,
                Some("--") => options.command.extend(args.by_ref()),
                Some(word) if word.starts_with('-') => {
                    return Err(Failure(format!(
                        "{}\n\n{HELP}",
                        both(format!("没有选项 {word}。"), format!("There is no option {word}."))
                    )));
                }
                _ => {
                    options.command.push(arg);
                    options.command.extend(args.by_ref());
                }
            }
        }
        Ok(options)
    }
}

/// Absolute, since commands that are told of it may run elsewhere.
fn folder(option: &str, value: Option<OsString>) -> Result<PathBuf, Failure> {
    value.and_then(|value| std::path::absolute(PathBuf::from(value)).ok()).ok_or_else(|| {
        Failure(both(format!("{option} 后面要写一个文件夹。"), format!("{option} needs a folder after it.")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Options, Failure> {
        Options::parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn the_command_begins_at_its_first_word_and_keeps_its_options() {
        let options = parse("--dir x cargo run --release -- check --dir y").expect("parses");
        assert!(options.dir.is_some_and(|dir| dir.is_absolute() && dir.ends_with("x")));
        assert_eq!(options.command, "cargo run --release -- check --dir y".split(' ').collect::<Vec<_>>());
        let options = parse("-- cargo test").expect("parses");
        assert_eq!(options.command, ["cargo", "test"]);
    }

    #[test]
    fn what_is_not_understood_is_said() {
        let said = |line: &str| parse(line).expect_err("refused").0;
        assert!(said("--dri x").contains("--dri"));
        assert!(said("--dir").contains("--dir"));
    }
}

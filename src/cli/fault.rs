//! Faults of the command line as sentences.
//!
//! Why it exists: clap explains in English and in the terms of programmers. Here each common kind of fault gets
//! a sentence in both languages, what was probably meant, and where to read on.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::finding::Text;
use crate::submission::escape;

/// The fault, what may have been meant, and how to get help. `args` are all arguments, the program first.
pub fn sentence(error: &clap::Error, args: &[OsString]) -> Text {
    let what = what(error);
    let command = command(args);
    Text::new(
        format!("{}\n  查看用法：{command} --help", what.zh),
        format!("{}\n  For help: {command} --help", what.en),
    )
}

fn what(error: &clap::Error) -> Text {
    let arg = context(error, ContextKind::InvalidArg);
    // `--format <FORMAT>` is for programmers.
    let arg = match arg.split_once(' ') {
        Some((option, _)) if option.starts_with('-') => option.to_owned(),
        _ => arg,
    };
    match error.kind() {
        ErrorKind::UnknownArgument => unknown_argument(error, &arg),
        ErrorKind::InvalidSubcommand => unknown_command(error),
        ErrorKind::MissingSubcommand => {
            Text::new("没有写命令，例如 check。", "No command was given, such as check.")
        }
        ErrorKind::MissingRequiredArgument => missing(&arg),
        ErrorKind::InvalidValue if context(error, ContextKind::InvalidValue).is_empty() => no_value(&arg),
        ErrorKind::InvalidValue => bad_value(error, &arg),
        ErrorKind::NoEquals | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => no_value(&arg),
        ErrorKind::TooManyValues => {
            Text::new(format!("选项 {arg} 后面不能写值。"), format!("The option {arg} takes no value."))
        }
        ErrorKind::ArgumentConflict => {
            Text::new(format!("{arg} 只能写一次。"), format!("{arg} may be given once only."))
        }
        ErrorKind::InvalidUtf8 => Text::new("参数里有无法识别的字符。", "An argument is not valid Unicode."),
        _ => Text::new(format!("命令写得不对（{error}）。"), format!("The command line is wrong ({error}).")),
    }
}

fn context(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => escape(text),
        Some(ContextValue::Strings(texts)) => escape(&texts.join(", ")),
        _ => String::new(),
    }
}

fn did_you_mean(error: &clap::Error, kind: ContextKind) -> Text {
    match context(error, kind) {
        meant if meant.is_empty() => Text::default(),
        meant => Text::new(format!("您是不是想写“{meant}”？"), format!(" Did you mean \"{meant}\"?")),
    }
}

fn unknown_argument(error: &clap::Error, arg: &str) -> Text {
    if !arg.starts_with('-') {
        return Text::new(
            format!("多出了“{arg}”。文件夹的路径里有空格时，要用英文双引号括起来。"),
            format!("\"{arg}\" is too much. Quote the folder's path if it has spaces."),
        );
    }
    let meant = did_you_mean(error, ContextKind::SuggestedArg);
    Text::new(format!("没有选项“{arg}”。{}", meant.zh), format!("There is no option \"{arg}\".{}", meant.en))
}

fn unknown_command(error: &clap::Error) -> Text {
    let word = context(error, ContextKind::InvalidSubcommand);
    if std::path::Path::new(&word).exists() {
        return Text::new(
            format!("要检查文件夹，请写：scanlint check \"{word}\""),
            format!("To check a folder, write: scanlint check \"{word}\""),
        );
    }
    let meant = did_you_mean(error, ContextKind::SuggestedSubcommand);
    Text::new(
        format!("没有命令“{word}”。{}", meant.zh),
        format!("There is no command \"{word}\".{}", meant.en),
    )
}

fn missing(arg: &str) -> Text {
    if arg.contains("FOLDER") {
        return Text::new(
            "没有写要检查的文件夹，例如：scanlint check D:\\职评材料",
            "No folder was given, as in: scanlint check ./scans",
        );
    }
    Text::new(format!("还缺少：{arg}。"), format!("Missing: {arg}."))
}

fn no_value(arg: &str) -> Text {
    Text::new(format!("选项 {arg} 后面还要写一个值。"), format!("The option {arg} needs a value."))
}

fn bad_value(error: &clap::Error, arg: &str) -> Text {
    let value = context(error, ContextKind::InvalidValue);
    let valid = context(error, ContextKind::ValidValue);
    let meant = did_you_mean(error, ContextKind::SuggestedValue);
    Text::new(
        format!("选项 {arg} 不能是“{value}”。可以写：{valid}。{}", meant.zh),
        format!("The option {arg} cannot be \"{value}\". It may be: {valid}.{}", meant.en),
    )
}

/// The command whose help serves: the first that stands there.
fn command(args: &[OsString]) -> String {
    let commands = ["check", "profiles", "explain"];
    let named = args.iter().skip(1).find_map(|arg| commands.into_iter().find(|command| arg == command));
    named.map_or_else(|| "scanlint".to_owned(), |command| format!("scanlint {command}"))
}

//! `scanlint profiles`: which rules there are, what one asks for, whether a file of rules is sound.

use std::path::Path;

use clap::ArgMatches;

use super::terminal::Terminal;
use super::{Failure, pick};
use crate::checks;
use crate::finding::{Lang, Text};
use crate::profile;
use crate::report::pad;
use crate::submission::escape;

pub fn run(matches: &ArgMatches, terminal: &Terminal) -> Result<u8, Failure> {
    let lang = terminal.lang();
    match matches.subcommand() {
        Some(("show", matches)) => show(&value(matches, "name"), terminal)?,
        Some(("check", matches)) => check(&value(matches, "file"), terminal)?,
        _ => {
            let hint = pick(
                lang,
                "\n查看一份规则要求什么：scanlint profiles show NAME\n",
                "\nWhat one asks for: scanlint profiles show NAME\n",
            );
            terminal.print(&format!("{}{hint}", list(lang)))?;
        }
    }
    Ok(0)
}

fn value(matches: &ArgMatches, id: &str) -> String {
    matches.get_one::<String>(id).cloned().unwrap_or_default()
}

fn show(name: &str, terminal: &Terminal) -> Result<(), Failure> {
    let profile = profile::load(name, &checks::known()).map_err(|error| Failure(error.text()))?;
    terminal.print(&with_end(profile::show(&profile, terminal.lang())))
}

fn check(file: &str, terminal: &Terminal) -> Result<(), Failure> {
    let profile = profile::check(file, &checks::known()).map_err(|errors| {
        let texts: Vec<Text> = errors.iter().map(profile::ProfileError::text).collect();
        let join = |get: fn(&Text) -> &str| texts.iter().map(get).collect::<Vec<_>>().join("\n");
        Failure(Text::new(join(|text| &text.zh), join(|text| &text.en)))
    })?;
    let said = Text::new(
        format!("规则文件没有发现错误：{}。\n", profile.name.zh),
        format!("The profile is sound: {}.\n", profile.name.en),
    );
    terminal.print(said.get(terminal.lang()))
}

fn with_end(mut text: String) -> String {
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

/// A line each: id, name, summary.
fn list(lang: Lang) -> String {
    let listed = profile::list(&checks::known());
    let width = listed.iter().map(|item| item.id.len()).max().unwrap_or(0);
    let line = |item: &profile::Listed| {
        let summary = item.summary.get(lang);
        let gap = if summary.is_empty() { "" } else { pick(lang, "：", ": ") };
        format!("  {}  {}{gap}{summary}\n", pad(&item.id, width), item.name.get(lang))
    };
    listed.iter().map(line).collect()
}

/// What to say where neither an option nor `applicant.yaml` names a profile: a command to copy, and the choice.
pub fn none_named(folder: &Path) -> Text {
    let folder = escape(&folder.display().to_string());
    Text::new(
        format!(
            "没有写按哪一份规则检查。请加上 --profile 和规则的名称，例如：\n  \
             scanlint check \"{folder}\" --profile junior\n可用的规则：\n{}\
             也可以在文件夹里放一个 applicant.yaml，写上一行 profile: junior。",
            list(Lang::Zh)
        ),
        format!(
            "No profile was named. Add --profile and a name, as in:\n  \
             scanlint check \"{folder}\" --profile junior\nProfiles:\n{}\
             Or put an applicant.yaml with the line profile: junior into the folder.",
            list(Lang::En)
        ),
    )
}

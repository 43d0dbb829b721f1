//! The command line as clap sees it, in either language.
//!
//! Why it exists: clap's own words are English. Headings, help and version texts are written here, line breaks
//! too: clap would break Chinese by counting characters.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ColorChoice, Command, value_parser};

use super::pick;
use crate::finding::Lang;

/// The whole command line.
pub fn build(lang: Lang) -> Command {
    let about = pick(
        lang,
        "检查一个文件夹里的职称申报扫描件：缺什么、哪里不对、怎么改。",
        "Checks a folder of scans for a title review: what is missing, what is wrong, how to mend it.",
    );
    let after = pick(
        lang,
        "例：\n  scanlint check D:\\职评材料 --profile intermediate\n  scanlint check . --profile junior --output ..\\结果.txt\n\n\
         退出码：0 可以上报；1 还不能上报；2 没法检查；3 有内容要请人核对。",
        "Examples:\n  scanlint check ./scans --profile intermediate\n  scanlint check . --profile junior --output ../report.txt\n\n\
         Exit codes: 0 ready; 1 not ready; 2 the check could not be done; 3 something needs review.",
    );
    base("scanlint", lang, about, version(lang).into())
        .override_usage(pick(lang, "scanlint <命令> [选项]", "scanlint COMMAND [OPTIONS]"))
        .disable_version_flag(true)
        .after_help(after)
        .arg_required_else_help(true)
        .subcommand(check(lang))
        .subcommand(profiles(lang))
        .subcommand(explain(lang))
        .subcommand(calibrate(lang))
        .subcommand(Command::new("help").hide(true).disable_help_flag(true))
}

/// Not clap's own action: it would print at once and never see what comes after.
fn version(lang: Lang) -> [Arg; 2] {
    let version = flag("version", lang, pick(lang, "显示版本", "Print the version")).short('V');
    let verbose = pick(
        lang,
        "与 --version 同用：列出内含的模型、来源和许可证",
        "With --version: list the embedded models, their origins and licences",
    );
    [version, flag("verbose", lang, verbose).requires("version")]
}

/// The help of the whole program.
pub fn help(lang: Lang) -> String {
    build(lang).render_help().to_string()
}

/// What every command shares, after its own arguments: headings come in the order of their first argument.
fn base(name: &'static str, lang: Lang, about: &'static str, own: Vec<Arg>) -> Command {
    let template = pick(
        lang,
        "{about}\n\n用法：{usage}\n\n{all-args}{after-help}\n",
        "{about}\n\nUsage: {usage}\n\n{all-args}{after-help}\n",
    );
    let help = Arg::new("help")
        .long("help")
        .short('h')
        .action(ArgAction::Help)
        .help_heading(options_heading(lang))
        .help(pick(lang, "显示这份说明", "Print this help"));
    let language = option("lang", "LANG", lang, pick(lang, "语言：zh 中文，en 英文", "Language: zh or en"))
        .value_parser(["zh", "en"])
        .hide_possible_values(true);
    Command::new(name)
        .about(about)
        .help_template(template)
        .color(ColorChoice::Never)
        .term_width(0)
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .subcommand_help_heading(pick(lang, "命令", "Commands"))
        .args(own)
        .arg(help.display_order(99))
        .arg(language.display_order(98))
}

fn options_heading(lang: Lang) -> &'static str {
    pick(lang, "选项", "Options")
}

fn option(id: &'static str, value: &'static str, lang: Lang, help: &'static str) -> Arg {
    Arg::new(id).long(id).value_name(value).help_heading(options_heading(lang)).help(help)
}

fn flag(id: &'static str, lang: Lang, help: &'static str) -> Arg {
    Arg::new(id).long(id).action(ArgAction::SetTrue).help_heading(options_heading(lang)).help(help)
}

fn positional(id: &'static str, value: &'static str, lang: Lang, help: &'static str) -> Arg {
    Arg::new(id).value_name(value).help_heading(pick(lang, "参数", "Arguments")).help(help)
}

fn check(lang: Lang) -> Command {
    let folder = pick(
        lang,
        "存放全部扫描件的文件夹；路径中有空格时用英文双引号括起来",
        "The folder that holds all the scans",
    );
    let folder = positional("folder", "FOLDER", lang, folder).required(true);
    let mut args = vec![folder.value_parser(value_parser!(PathBuf))];
    args.extend(rules(lang));
    args.extend(results(lang));
    base("check", lang, pick(lang, "检查一个文件夹", "Check a folder"), args).override_usage(pick(
        lang,
        "scanlint check FOLDER [选项]",
        "scanlint check FOLDER [OPTIONS]",
    ))
}

/// Options that say by what to check.
fn rules(lang: Lang) -> [Arg; 4] {
    let say = |zh, en| pick(lang, zh, en);
    [
        option(
            "profile",
            "NAME|FILE",
            lang,
            say(
                "按哪一份规则检查：内置的名称（scanlint profiles 列出），或规则文件",
                "The rules: a built-in name (see: scanlint profiles) or a file",
            ),
        ),
        option(
            "case",
            "NAME",
            lang,
            say(
                "申报人的情形，可以写多次，例如 --case private --case aid",
                "A case of the applicant; repeatable",
            ),
        )
        .action(ArgAction::Append)
        .value_delimiter(','),
        option("year", "YEAR", lang, say("评审年度，默认按规则", "Review year [default: the profile's]"))
            .allow_negative_numbers(true),
        option(
            "as-of",
            "DATE",
            lang,
            say(
                "按哪一天检查，如 2021-09-10，默认今天（北京时间）",
                "Day to judge by, as 2021-09-10 [default: today in China]",
            ),
        ),
    ]
}

/// Options that say what to do with the result.
fn results(lang: Lang) -> [Arg; 6] {
    let say = |zh, en| pick(lang, zh, en);
    [
        option(
            "format",
            "FORMAT",
            lang,
            say("结果的格式：text（默认）或 json", "text or json [default: text]"),
        )
        .value_parser(["text", "json"])
        .hide_possible_values(true),
        option(
            "output",
            "FILE",
            lang,
            say(
                "把结果写进文件（不能放在被检查的文件夹里）",
                "Write the report to a file outside the folder",
            ),
        )
        .value_parser(value_parser!(PathBuf)),
        flag("show-passed", lang, say("连通过的项目也详细列出", "Show what is in order, too")),
        flag(
            "reveal",
            lang,
            say("不遮盖姓名和身份证号（默认遮盖）", "Do not mask names and identity numbers"),
        ),
        option(
            "read",
            "MODE",
            lang,
            say(
                "图片上的字读多少：needed 够判断为止（默认），full 全部先读",
                "How much of pictures is read: needed (until it is decided) or full [default: needed]",
            ),
        )
        .value_parser(["needed", "full"])
        .hide_possible_values(true),
        option(
            "jobs",
            "N",
            lang,
            say("同时处理几个文件，默认按电脑的核数", "Files at a time [default: every core]"),
        )
        .allow_negative_numbers(true),
    ]
}

fn profiles(lang: Lang) -> Command {
    let say = |zh, en| pick(lang, zh, en);
    let name = positional("name", "NAME", lang, say("规则的名称或文件", "A profile's name or file"));
    let file = positional("file", "FILE", lang, say("规则文件", "A profile's file"));
    let sub = |name, about, usage, args| base(name, lang, about, args).override_usage(usage);
    let list =
        sub("list", say("列出内置的规则", "List the built-in profiles"), "scanlint profiles list", vec![]);
    let show = sub(
        "show",
        say("显示一份规则要求什么", "Show what a profile asks for"),
        "scanlint profiles show NAME",
        vec![name.required(true)],
    );
    let check = sub(
        "check",
        say("核对一份规则文件有没有写错", "Verify a profile's file"),
        "scanlint profiles check FILE",
        vec![file.required(true)],
    );
    base("profiles", lang, say("列出、查看或核对规则", "List, show or verify profiles"), vec![])
        .override_usage("scanlint profiles [list | show NAME | check FILE]")
        .subcommands([list, show, check])
}

fn explain(lang: Lang) -> Command {
    let say = |zh, en| pick(lang, zh, en);
    let help =
        say("检查项，如 missing-item；不写就列出全部", "A check, such as missing-item; none lists all");
    let about =
        say("说明一个检查项：查什么、为什么、怎么改", "Explain a check: what, why, and how to mend it");
    base("explain", lang, about, vec![positional("check", "CHECK", lang, help)])
        .override_usage("scanlint explain [CHECK]")
}

fn calibrate(lang: Lang) -> Command {
    let say = |zh, en| pick(lang, zh, en);
    let folder = say("存放已标注文件的文件夹", "The folder that holds the labelled files");
    let labels = say(
        "标注表（CSV，UTF-8）：file 文件、legible 看得清吗（yes/no）；可有 defect 缺陷、page 页",
        "Table of labels (CSV, UTF-8): file, legible (yes/no), if known defect and page",
    );
    let share = say("允许的误报比例，默认 1%", "Share of false alarms that is allowed [default: 1%]");
    let profile = say(
        "与哪一份规则的界限比较，默认 intermediate",
        "Whose limits to hold against the labels [default: intermediate]",
    );
    let jobs = say("同时处理几个文件，默认按电脑的核数", "Files at a time [default: every core]");
    let path = |arg: Arg| arg.value_parser(value_parser!(PathBuf));
    let args = vec![
        path(positional("folder", "FOLDER", lang, folder).required(true)),
        path(option("labels", "FILE", lang, labels).required(true)),
        option("false-alarms", "SHARE", lang, share).allow_negative_numbers(true),
        option("profile", "NAME|FILE", lang, profile),
        option("jobs", "N", lang, jobs).allow_negative_numbers(true),
    ];
    let about = say(
        "用人工标注过的文件，算出看得清与看不清的界限",
        "Find limits of legibility from files that a person has labelled",
    );
    base("calibrate", lang, about, args).override_usage(say(
        "scanlint calibrate FOLDER --labels FILE [选项]",
        "scanlint calibrate FOLDER --labels FILE [OPTIONS]",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        build(Lang::Zh).debug_assert();
        build(Lang::En).debug_assert();
    }
}

//! `applicant.yaml`: what a folder says about its owner.
//!
//! Why it exists: names, cases and the attempt are not on any page; options win over this file. It is the
//! person's own instruction, so a mistake in it ends the run; and it holds a name and a number, so no message
//! about it shows what stands after a colon.

use std::ffi::OsStr;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::{SeqAccess, Visitor};
use serde_yaml::Spanned;
use unicode_normalization::UnicodeNormalization;

use crate::finding::Text;
use crate::private::Private;

/// Who applies, and how; every field may be unknown.
#[derive(Clone, Debug, Default)]
pub struct Applicant {
    pub name: Option<Private<String>>,
    /// Half-width, without spaces, a check letter in upper case; otherwise as written.
    pub id_number: Option<Private<String>>,
    /// Profile's name or file.
    pub profile: Option<String>,
    pub cases: Vec<String>,
    pub specialty: Option<String>,
    /// 1, 2, 3 …
    pub attempt: Option<u32>,
}

/// Why `applicant.yaml` does not serve; ends the run (exit 2). Its text holds no value of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApplicantError {
    pub text: Text,
    /// Line and column, from 1, where one is to blame.
    pub place: Option<(u64, u64)>,
}

/// Largest file in bytes: a filled one has some 300, so more is a mistake, if not a bomb.
const MOST_BYTES: u64 = 64 * 1024;

/// Every key, as the contract names it.
const KEYS: [&str; 6] = ["name", "id_number", "profile", "cases", "specialty", "attempt"];

/// What people write instead of a key.
const MEANT: [(&str, &str); 12] = [
    ("姓名", "name"),
    ("名字", "name"),
    ("身份证", "id_number"),
    ("身份证号", "id_number"),
    ("身份证号码", "id_number"),
    ("公民身份号码", "id_number"),
    ("id", "id_number"),
    ("规则", "profile"),
    ("级别", "profile"),
    ("情形", "cases"),
    ("专业", "specialty"),
    ("次数", "attempt"),
];

/// Names under which the file is found, in any case of letters: Windows hides endings, so that editors make the
/// later ones.
const NAMES: [&str; 4] = ["applicant.yaml", "applicant.yml", "applicant.yaml.txt", "applicant.yml.txt"];

/// Whether a file of this name at the top of a folder is its `applicant.yaml`.
pub fn is_applicant_file(name: &OsStr) -> bool {
    NAMES.contains(&name.to_string_lossy().to_lowercase().as_str())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    name: Option<String>,
    id_number: Option<String>,
    profile: Option<String>,
    cases: Option<Cases>,
    specialty: Option<String>,
    attempt: Option<Spanned<String>>,
}

impl Applicant {
    /// The name and the number as they are, for [`Veil::new`](crate::private::Veil::new) and for nothing else.
    pub fn private_words(&self) -> Vec<String> {
        self.name.iter().chain(&self.id_number).map(|word| word.unmasked().clone()).collect()
    }

    /// Reads the file at the top of `root`; `None` where there is none, or where it is empty of keys.
    ///
    /// # Errors
    /// Two such files, a link or no file at all under that name, more than 64 KB, not UTF-8 (a BOM is taken),
    /// not YAML, an unknown or repeated key, a value of the wrong shape, an attempt below 1.
    pub fn read(root: &Path) -> Result<Option<Applicant>, ApplicantError> {
        let Some(path) = find(root)? else { return Ok(None) };
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let text = contents(&path, &name)?;
        Applicant::parse(&name, &text)
    }

    /// `file` is the name that messages show.
    pub fn parse(file: &str, text: &str) -> Result<Option<Applicant>, ApplicantError> {
        let options = serde_yaml::options! { with_snippet: false };
        let raw: Option<Raw> = serde_yaml::from_str_with_options(text, options)
            .map_err(|error| explain(file, text, error.without_snippet()))?;
        let Some(raw) = raw else { return Ok(None) };
        let attempt = raw.attempt.map(|value| attempt(file, text, &value)).transpose()?;
        Ok(Some(Applicant {
            name: filled(raw.name).map(Private::new),
            id_number: filled(raw.id_number).map(|number| Private::new(compact(&number))),
            profile: filled(raw.profile),
            cases: raw.cases.map(|cases| cases.0).unwrap_or_default(),
            specialty: filled(raw.specialty),
            attempt,
        }))
    }
}

fn filled(value: Option<String>) -> Option<String> {
    value.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// A number as it is compared.
fn compact(number: &str) -> String {
    number.nfkc().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect()
}

/// A list, or one string with commas; `cases: private` is what people write.
struct Cases(Vec<String>);

impl<'de> Deserialize<'de> for Cases {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Cases, D::Error> {
        struct Names;
        impl<'de> Visitor<'de> for Names {
            type Value = Vec<String>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a list of names")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Vec<String>, E> {
                let parts = text.split([',', '，', '、', ';', '；']).map(str::trim);
                Ok(parts.filter(|part| !part.is_empty()).map(str::to_owned).collect())
            }
            fn visit_unit<E: serde::de::Error>(self) -> Result<Vec<String>, E> {
                Ok(Vec::new())
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<String>, A::Error> {
                let mut names = Vec::new();
                while let Some(name) = list.next_element::<String>()? {
                    names.push(name.trim().to_owned());
                }
                Ok(names)
            }
        }
        deserializer.deserialize_any(Names).map(Cases)
    }
}

/// The one file that speaks for the folder.
fn find(root: &Path) -> Result<Option<PathBuf>, ApplicantError> {
    // A root that cannot be listed is the walk's to report.
    let Ok(entries) = std::fs::read_dir(root) else { return Ok(None) };
    let mut found: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .filter(|entry| is_applicant_file(&entry.file_name()))
        .map(|entry| entry.path())
        .collect();
    found.sort();
    if found.len() > 1 {
        let names: Vec<Text> =
            found.iter().filter_map(|p| p.file_name()).map(|n| Text::plain(n.to_string_lossy())).collect();
        let names = Text::join(&names);
        return Err(plain(Text::new(
            format!("文件夹里有多个申报人信息文件：{}。请只保留 applicant.yaml。", names.zh),
            format!("The folder holds several applicant files: {}. Keep applicant.yaml only.", names.en),
        )));
    }
    Ok(found.pop())
}

fn contents(path: &Path, name: &str) -> Result<String, ApplicantError> {
    let cannot = |error: std::io::Error| {
        plain(Text::new(
            format!("打不开 {name}（{error}）。请检查文件权限，或先关闭正在使用它的程序。"),
            format!("{name} cannot be read ({error}). Check its permissions, or close what is using it."),
        ))
    };
    let metadata = std::fs::symlink_metadata(path).map_err(cannot)?;
    if !metadata.is_file() {
        return Err(plain(Text::new(
            format!("{name} 不是普通文件（是文件夹、链接或设备）。请换成普通的文本文件。"),
            format!("{name} is no ordinary file (a folder, a link or a device). Make it a plain text file."),
        )));
    }
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(cannot)?;
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(cannot)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(plain(Text::new(
            format!("{name} 超过 64 KB，不像申报人信息文件。正常只有几行，请检查内容。"),
            format!("{name} is larger than 64 KB; it should be a few lines. Check what is in it."),
        )));
    }
    String::from_utf8(bytes).map_err(|_| {
        plain(Text::new(
            format!("{name} 不是 UTF-8 编码（可能是 GBK）。请用记事本打开，选“文件→另存为”，编码选“UTF-8”，再保存。"),
            format!("{name} is not UTF-8 (GBK, perhaps). In your editor, save it again with encoding UTF-8."),
        ))
    })
}

fn attempt(file: &str, text: &str, value: &Spanned<String>) -> Result<u32, ApplicantError> {
    let number = value.value.trim().nfkc().collect::<String>().parse::<u32>().ok();
    number.filter(|n| *n >= 1).ok_or_else(|| {
        let say = Text::new(
            "attempt（第几次上报）要写 1、2、3 这样的整数。",
            "attempt must be a whole number: 1, 2, 3.",
        );
        placed(file, text, value.referenced.line(), value.referenced.column(), &say)
    })
}

fn plain(text: Text) -> ApplicantError {
    ApplicantError { text, place: None }
}

/// The parser's error as a sentence that says what to do.
fn explain(file: &str, text: &str, error: &serde_yaml::Error) -> ApplicantError {
    use serde_yaml::Error;
    let say = match error {
        Error::SerdeUnknownField { field, .. } => unknown_key(field),
        Error::DuplicateMappingKey { .. } => {
            Text::new("同一项写了两次，请删掉一个。", "This key is written twice; remove one.")
        }
        _ => likely_cause(text),
    };
    match error.location() {
        Some(place) if place.line() > 0 => placed(file, text, place.line(), place.column(), &say),
        _ => placed(file, text, 0, 0, &say),
    }
}

fn unknown_key(field: &str) -> Text {
    let meant = suggest(field);
    // An unknown key may be a name by mistake: only what looks like a key is shown.
    let shown = if is_key_like(field) { format!("“{field}”") } else { String::new() };
    let (zh, en) = match meant {
        Some(key) => (format!("您是不是想写“{key}”？"), format!(" Did you mean \"{key}\"?")),
        None => (String::new(), String::new()),
    };
    let keys = KEYS.join("、");
    let quoted = shown.replace(['“', '”'], "\"");
    let gap = if quoted.is_empty() { "" } else { " " };
    Text::new(
        format!("不认识的项{shown}。{zh}可用的项：{keys}。"),
        format!("Unknown key{gap}{quoted}.{en} Keys: {}.", KEYS.join(", ")),
    )
}

fn suggest(field: &str) -> Option<&'static str> {
    let field = field.trim().to_lowercase().replace('-', "_");
    if let Some((_, key)) = MEANT.iter().find(|(word, _)| *word == field) {
        return Some(key);
    }
    // The likeness from which clap suggests an option, too.
    const LIKE: f64 = 0.7;
    let likeness = |key: &&'static str| strsim::jaro(key, &field);
    let best = KEYS.into_iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)))?;
    (likeness(&best) > LIKE).then_some(best)
}

fn is_key_like(key: &str) -> bool {
    let word = key.len() <= 24 && key.chars().all(|c| c.is_ascii_alphabetic() || c == '_' || c == '-');
    MEANT.iter().any(|(known, _)| *known == key) || (word && suggest(key).is_some())
}

/// What usually is wrong where the YAML cannot be read.
fn likely_cause(text: &str) -> Text {
    let mut lines = text.lines().filter(|line| !line.trim_start().starts_with('#'));
    let key_then = |line: &str, mark: &str| {
        let rest = KEYS.iter().find_map(|key| line.trim_start().strip_prefix(key));
        rest.is_some_and(|rest| rest.trim_start().starts_with(mark))
    };
    if lines.clone().any(|line| key_then(line, "：")) {
        return Text::new(
            "冒号要用英文的“:”，并在后面空一格，例如 attempt: 1。",
            "Use the ASCII colon and a space after it, as in attempt: 1.",
        );
    }
    if lines
        .clone()
        .any(|line| key_then(line, ":") && !line.contains(": ") && !line.trim_end().ends_with(':'))
    {
        return Text::new(
            "冒号后面要空一格，例如 attempt: 1。",
            "Put a space after the colon, as in attempt: 1.",
        );
    }
    if lines.any(|line| line.starts_with('\t')) {
        return Text::new(
            "行首不能用制表符（Tab），请改用空格。",
            "A line must not begin with a tab; use spaces.",
        );
    }
    Text::new(
        "内容不符合格式。每行写一项：“项: 值”，冒号用英文并空一格；几种情形写成 cases: [private, aid]。",
        "This is not in the expected form. Write one \"key: value\" a line; several cases as cases: [private, aid].",
    )
}

/// A message with its file, line, column and the line itself, all that is no key hidden.
fn placed(file: &str, text: &str, line: u64, column: u64, say: &Text) -> ApplicantError {
    if line == 0 {
        let text = Text::new(format!("{file}：{}", say.zh), format!("{file}: {}", say.en));
        return ApplicantError { text, place: None };
    }
    let source = usize::try_from(line - 1).ok().and_then(|n| text.lines().nth(n)).unwrap_or_default();
    let snippet = format!("\n  {line} | {}", hidden(source));
    ApplicantError {
        text: Text::new(
            format!("{file} 第 {line} 行第 {column} 列：{}{snippet}", say.zh),
            format!("{file}, line {line}, column {column}: {}{snippet}", say.en),
        ),
        place: Some((line, column)),
    }
}

/// A line with its key, if it is one, and nothing else.
fn hidden(line: &str) -> String {
    let line = line.trim_start_matches('\u{feff}');
    let indent: String = line.chars().take_while(|c| *c == ' ').collect();
    let (key, mark) = match line.find([':', '：']) {
        Some(at) => (line[..at].trim(), line[at..].chars().next().unwrap_or(':')),
        None => return format!("{indent}…"),
    };
    if KEYS.contains(&key) || is_key_like(key) {
        format!("{indent}{key}{mark} …")
    } else {
        format!("{indent}…")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Applicant {
        Applicant::parse("applicant.yaml", text).expect("reads").expect("is there")
    }

    fn error(text: &str) -> ApplicantError {
        let error = Applicant::parse("applicant.yaml", text).expect_err("is refused");
        for private in ["张三", "000000198506150011"] {
            assert!(
                !error.text.zh.contains(private) && !error.text.en.contains(private),
                "{}",
                error.text.zh
            );
        }
        error
    }

    fn id_of(applicant: &Applicant) -> String {
        applicant.id_number.as_ref().expect("number").unmasked().clone()
    }

    #[test]
    fn every_key_is_read() {
        let all = "name: 张三\nid_number: \"00000019900101000x\"\nprofile: junior\ncases: [private, aid]\nspecialty: 环境监测\nattempt: 2\n";
        let applicant = read(all);
        assert!(applicant.name.as_ref().is_some_and(|name| name.is(|n| n == "张三")));
        assert_eq!(id_of(&applicant), "00000019900101000X");
        assert_eq!(applicant.profile.as_deref(), Some("junior"));
        assert_eq!(applicant.cases, ["private", "aid"]);
        assert_eq!(applicant.specialty.as_deref(), Some("环境监测"));
        assert_eq!(applicant.attempt, Some(2));
        assert!(!format!("{applicant:?}").contains("张三"));
    }

    #[test]
    fn a_number_without_quotes_keeps_its_digits() {
        assert_eq!(id_of(&read("id_number: 000000198506150011")), "000000198506150011");
        assert_eq!(id_of(&read("id_number: 000000 19850615 0011")), "000000198506150011");
        assert_eq!(id_of(&read("id_number: 653000850615001")), "653000850615001");
        assert_eq!(read("attempt: \"3\"").attempt, Some(3));
    }

    #[test]
    fn one_case_needs_no_list() {
        assert_eq!(read("cases: private").cases, ["private"]);
        assert_eq!(read("cases: private、aid，initial").cases, ["private", "aid", "initial"]);
        assert!(read("cases:\nname: 李四").cases.is_empty());
    }

    #[test]
    fn empty_and_bom_are_taken() {
        for empty in ["", "# only a comment\n", "\u{feff}"] {
            assert!(Applicant::parse("applicant.yaml", empty).expect("reads").is_none());
        }
        assert!(read("\u{feff}name: 张三\r\nattempt: 1\r\n").name.is_some());
        assert!(read("name:\nattempt: 1").name.is_none());
    }

    #[test]
    fn mistakes_are_placed_and_show_no_value() {
        let unknown = error("attempt: 1\nnmae: 张三\n");
        assert_eq!(unknown.place.map(|place| place.0), Some(2));
        assert!(
            unknown.text.zh.contains("想写“name”") && unknown.text.zh.contains("2 | nmae: …"),
            "{}",
            unknown.text.zh
        );
        assert!(unknown.text.en.contains("Did you mean \"name\"?"), "{}", unknown.text.en);
        assert!(error("身份证号: 000000198506150011").text.zh.contains("想写“id_number”"));
        assert!(!error("张三: 1").text.zh.contains("想写"));
        assert!(error("name: 张三\nname: 张三").text.zh.contains("两次"));
        assert!(error("name：张三").text.zh.contains("英文"));
        assert!(error("name:张三\nattempt:1").text.zh.contains("空一格"));
        assert!(error("- 张三").text.zh.contains("格式"));
        assert!(error("name: [张三").text.zh.contains("applicant.yaml"));
        assert!(error("name: {张三: 000000198506150011}").text.zh.contains("applicant.yaml"));
        assert!(error("name: *张三").text.zh.contains("applicant.yaml"));
        for bad in ["0", "-1", "张三", "1.5"] {
            assert!(error(&format!("attempt: {bad}")).text.zh.contains("整数"), "{bad}");
        }
    }

    #[test]
    fn hostile_yaml_ends_in_a_sentence() {
        let bomb = "a: &a [1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nname: [*b,*b,*b,*b,*b]\n";
        let deep = format!("cases: {}", "[".repeat(20_000));
        for text in
            [bomb, &deep, "? [1]\n: 2", "name: !!binary 张三", "--- 1\n--- 2", "name: &x\n  y: *x", "\0"]
        {
            let error = error(text);
            assert!(error.text.zh.contains("applicant.yaml") && error.text.zh.len() < 2000);
        }
    }

    proptest::proptest! {
        #[test]
        fn no_error_shows_a_value(
            before in "[a-z_:：\\[\\]{}&*!?|>%@`\"' \n\t,#-]{0,20}",
            after in "[a-z_:：\\[\\]{}&*!?|>%@`\"' \n\t,#-]{0,20}",
        ) {
            let text = format!("name: {before}张三{after}000000198506150011\nattempt: 1");
            if let Err(error) = Applicant::parse("applicant.yaml", &text) {
                let all = format!("{}{}", error.text.zh, error.text.en);
                proptest::prop_assert!(!all.contains("张三") && !all.contains("19850615"), "{}", all);
            }
        }
    }

    #[test]
    fn the_file_is_found_under_the_names_that_editors_make() {
        let dir = tempfile::tempdir().expect("temp");
        assert!(Applicant::read(dir.path()).expect("reads").is_none());
        std::fs::write(dir.path().join("Applicant.yaml.txt"), "attempt: 1").expect("file");
        assert_eq!(Applicant::read(dir.path()).expect("reads").and_then(|a| a.attempt), Some(1));
        std::fs::write(dir.path().join("applicant.yaml"), "attempt: 2").expect("file");
        assert!(Applicant::read(dir.path()).expect_err("two").text.zh.contains("多个"));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let dir = tempfile::tempdir().expect("temp");
        let path = dir.path().join("applicant.yaml");
        // 姓名 in GBK.
        std::fs::write(&path, b"name: \xd0\xd5\xc3\xfb").expect("file");
        assert!(Applicant::read(dir.path()).expect_err("GBK").text.zh.contains("UTF-8"));
        std::fs::write(&path, " ".repeat(70_000)).expect("file");
        assert!(Applicant::read(dir.path()).expect_err("large").text.zh.contains("64 KB"));
        std::fs::remove_file(&path).expect("gone");
        std::fs::create_dir(&path).expect("folder");
        assert!(Applicant::read(dir.path()).expect_err("folder").text.zh.contains("普通文件"));
    }
}

//! Which language to speak, before anything was parsed.
//!
//! Why it exists: help and faults of parsing are to be in the user's language, so `--lang` is looked for first.

use std::ffi::OsString;

use crate::finding::Lang;

/// `--lang` if it names a language, else the system's, else Chinese.
pub fn of(args: &[OsString]) -> Lang {
    asked(args).unwrap_or_else(|| of_locale(sys_locale::get_locale().as_deref()))
}

fn asked(args: &[OsString]) -> Option<Lang> {
    let mut words = args.iter().skip(1).map(|arg| arg.to_string_lossy()).take_while(|arg| arg != "--");
    while let Some(word) = words.next() {
        let value = match word.strip_prefix("--lang") {
            Some("") => words.next()?,
            Some(rest) => rest.strip_prefix('=').unwrap_or_default().to_owned().into(),
            None => continue,
        };
        match value.as_ref() {
            "zh" => return Some(Lang::Zh),
            "en" => return Some(Lang::En),
            _ => {}
        }
    }
    None
}

/// A BCP 47 tag. A system that was told no language (`C`, `POSIX`) speaks Chinese, as the users do.
fn of_locale(tag: Option<&str>) -> Lang {
    let tag = tag.unwrap_or_default().to_ascii_lowercase();
    let untold = tag.is_empty() || tag == "c" || tag.contains("posix");
    if untold || tag == "zh" || tag.starts_with("zh-") { Lang::Zh } else { Lang::En }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_option_is_found_in_both_forms() {
        let asked = |line: &str| asked(&line.split(' ').map(OsString::from).collect::<Vec<_>>());
        assert_eq!(asked("scanlint --lang en check x"), Some(Lang::En));
        assert_eq!(asked("scanlint check x --lang=zh"), Some(Lang::Zh));
        assert_eq!(asked("scanlint check -- --lang=zh"), None);
        assert_eq!(asked("scanlint check --lang"), None);
        assert_eq!(asked("scanlint check --language en --lang xx"), None);
    }

    #[test]
    fn a_system_without_a_language_speaks_chinese() {
        for tag in [None, Some("C"), Some("zh-CN"), Some("zh"), Some("en-US-posix"), Some("")] {
            assert_eq!(of_locale(tag), Lang::Zh, "{tag:?}");
        }
        assert_eq!(of_locale(Some("en-US")), Lang::En);
        assert_eq!(of_locale(Some("ug-CN")), Lang::En);
    }
}

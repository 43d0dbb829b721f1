//! What was asked for, validated.
//!
//! Why it exists: clap knows shapes, this module knows values: a day that exists, a year that may be meant.

use std::path::PathBuf;

use clap::ArgMatches;
use jiff::civil::Date;

use super::Failure;
use crate::finding::Text;
use crate::recognise::ReadMode;
use crate::submission::escape;

/// Output formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Text,
    Json,
}

/// Options of `check`.
#[derive(Debug)]
pub struct CheckOptions {
    pub folder: PathBuf,
    pub profile: Option<String>,
    pub cases: Vec<String>,
    pub year: Option<i16>,
    pub as_of: Date,
    pub format: Format,
    pub output: Option<PathBuf>,
    pub show_passed: bool,
    pub read: ReadMode,
    pub jobs: Option<usize>,
}

/// Review years that may be meant; outside it is a slip of the finger.
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2100;

/// More threads than this only cost memory: each holds a page of up to some hundred megabytes.
const MOST_JOBS: usize = 256;

impl CheckOptions {
    /// # Errors
    /// A date that does not exist, a year or a number of jobs out of range.
    pub fn of(matches: &ArgMatches) -> Result<CheckOptions, Failure> {
        let text = |id: &str| matches.get_one::<String>(id).map(|value| value.trim().to_owned());
        let cases = matches.get_many::<String>("case").into_iter().flatten();
        let mut cases: Vec<String> =
            cases.map(|case| case.trim().to_owned()).filter(|c| !c.is_empty()).collect();
        cases.sort();
        cases.dedup();
        Ok(CheckOptions {
            folder: tidy(matches.get_one::<PathBuf>("folder").cloned().unwrap_or_default()),
            profile: text("profile").filter(|profile| !profile.is_empty()),
            cases,
            year: text("year").map(|value| year(&value)).transpose()?,
            as_of: text("as-of").map(|value| date(&value)).transpose()?.unwrap_or_else(today_in_china),
            format: if text("format").as_deref() == Some("json") { Format::Json } else { Format::Text },
            output: matches.get_one::<PathBuf>("output").cloned(),
            show_passed: matches.get_flag("show-passed"),
            read: if text("read").as_deref() == Some("full") { ReadMode::Full } else { ReadMode::Needed },
            jobs: text("jobs").map(|value| jobs(&value)).transpose()?,
        })
    }
}

/// Whether `--reveal` was given, to whatever command has it.
pub fn reveals(matches: &ArgMatches) -> bool {
    let sub = matches.subcommand().map(|(_, sub)| sub);
    sub.and_then(|sub| sub.try_get_one::<bool>("reveal").ok().flatten()).copied().unwrap_or(false)
}

/// The Windows shell turns `"C:\scans\"` into `C:\scans"`; people paste Chinese quotes, too. What exists as it is
/// stays as it is.
pub(super) fn tidy(folder: PathBuf) -> PathBuf {
    if folder.exists() {
        return folder;
    }
    let Some(text) = folder.to_str() else { return folder };
    let bare = PathBuf::from(text.trim().trim_matches(['"', '“', '”', '\'']));
    if bare.exists() { bare } else { folder }
}

/// China has one time, UTC+8, and no summer time.
fn today_in_china() -> Date {
    jiff::tz::offset(8).to_datetime(jiff::Timestamp::now()).date()
}

fn date(text: &str) -> Result<Date, Failure> {
    let digits = |part: &str, length: usize| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = text.split('-').collect();
    let date = match parts.as_slice() {
        [year, month, day] if digits(year, 4) && digits(month, 2) && digits(day, 2) => {
            let (year, month, day) = (year.parse().ok(), month.parse().ok(), day.parse().ok());
            year.zip(month).zip(day).and_then(|((year, month), day)| Date::new(year, month, day).ok())
        }
        _ => None,
    };
    let shown = escape(text);
    date.ok_or_else(|| {
        Failure(Text::new(
            format!("--as-of 的日期“{shown}”写法不对，或者没有这一天。请写成“年-月-日”，例如 2021-09-10。"),
            format!("--as-of: \"{shown}\" is no date that exists. Write it as 2021-09-10."),
        ))
    })
}

fn year(text: &str) -> Result<i16, Failure> {
    text.parse().ok().filter(|year| YEARS.contains(year)).ok_or_else(|| {
        let shown = escape(text);
        let (first, last) = (YEARS.start(), YEARS.end());
        Failure(Text::new(
            format!("--year 的年份“{shown}”不对。请写 {first} 到 {last} 之间的四位年份，例如 2021。"),
            format!("--year: \"{shown}\" is no year from {first} to {last}. Write it as 2021."),
        ))
    })
}

pub(super) fn jobs(text: &str) -> Result<usize, Failure> {
    text.parse().ok().filter(|jobs| (1..=MOST_JOBS).contains(jobs)).ok_or_else(|| {
        let shown = escape(text);
        Failure(Text::new(
            format!("--jobs“{shown}”不对。请写 1 到 {MOST_JOBS} 的整数；不写就按电脑的核数。"),
            format!(
                "--jobs: \"{shown}\" is no number from 1 to {MOST_JOBS}. Leave it out to use every core."
            ),
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_that_exist() {
        assert_eq!(date("2020-02-29").expect("leap day"), Date::constant(2020, 2, 29));
        for bad in
            ["2021-02-29", "2021-02-30", "2021-13-01", "2021-9-1", "20210901", "2021/09/01", "", "+021-01-01"]
        {
            assert!(date(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn only_years_and_jobs_in_range() {
        assert_eq!(year("2021").expect("year"), 2021);
        assert_eq!(jobs("4").expect("jobs"), 4);
        for bad in ["21", "99999", "x", "1999"] {
            assert!(year(bad).is_err(), "{bad}");
        }
        for bad in ["0", "-1", "257", "2.5", "99999999999999999999"] {
            assert!(jobs(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn quotes_that_a_shell_left_are_taken_off() {
        let dir = tempfile::tempdir().expect("temp");
        let with = |before: &str, after: &str| {
            tidy(PathBuf::from(format!("{before}{}{after}", dir.path().display())))
        };
        assert_eq!(with("", "\""), dir.path());
        assert_eq!(with("“", "”"), dir.path());
        assert_eq!(tidy(PathBuf::from("missing\"")), PathBuf::from("missing\""));
    }
}

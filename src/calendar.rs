//! Which days are worked in China, and how many lie between two dates.
//!
//! Why it exists: "five working days" is no arithmetic. Holidays move weekends, Saturdays are worked in exchange,
//! and both are announced year by year. Outside the years of `profiles/calendars/china.yaml` nothing is known, and
//! the answer is `None`, never a guess.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use jiff::civil::{Date, Weekday};
use serde::Deserialize;

/// The national calendar, perhaps with a region's own holidays.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    years: BTreeSet<i16>,
    off: BTreeSet<Date>,
    work: BTreeSet<Date>,
    regions: BTreeMap<String, Region>,
    /// The region that was laid over.
    region: Option<String>,
}

/// A region's own holidays, and the years for which they are known.
#[derive(Clone, Debug, Default)]
struct Region {
    verified: BTreeSet<i16>,
    off: BTreeSet<Date>,
    work: BTreeSet<Date>,
}

/// What the file says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCalendar {
    years: BTreeMap<i16, RawYear>,
    #[serde(default)]
    regions: BTreeMap<String, BTreeMap<i16, RawYear>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawYear {
    #[serde(default)]
    off: Vec<String>,
    #[serde(default)]
    work: Vec<String>,
}

impl Calendar {
    /// The calendar in the binary. A test proves that it reads; were it broken all the same, it would know no
    /// year, and every answer would be `None`.
    pub fn embedded() -> &'static Calendar {
        static CALENDAR: OnceLock<Calendar> = OnceLock::new();
        let read = || Calendar::read(include_str!("../profiles/calendars/china.yaml")).unwrap_or_default();
        CALENDAR.get_or_init(read)
    }

    /// Reads a calendar's YAML.
    ///
    /// # Errors
    /// What is wrong, for whoever maintains the file.
    pub fn read(yaml: &str) -> Result<Calendar, String> {
        let raw: RawCalendar = serde_yaml::from_str(yaml).map_err(|error| error.to_string())?;
        let mut calendar = Calendar { years: raw.years.keys().copied().collect(), ..Calendar::default() };
        for year in raw.years.values() {
            spread(&year.off, &mut calendar.off)?;
            spread(&year.work, &mut calendar.work)?;
        }
        for (name, years) in raw.regions {
            let mut region = Region { verified: years.keys().copied().collect(), ..Region::default() };
            for year in years.values() {
                spread(&year.off, &mut region.off)?;
                spread(&year.work, &mut region.work)?;
            }
            calendar.regions.insert(name, region);
        }
        Ok(calendar)
    }

    /// The same with a region's own holidays; `None` where the data have no such region.
    pub fn with_region(&self, name: &str) -> Option<Calendar> {
        let region = self.regions.get(name)?;
        let mut calendar = self.clone();
        for day in &region.off {
            calendar.work.remove(day);
            calendar.off.insert(*day);
        }
        for day in &region.work {
            calendar.off.remove(day);
            calendar.work.insert(*day);
        }
        calendar.region = Some(name.to_owned());
        Some(calendar)
    }

    /// Whether a year's holidays are known, those of the region too where one was laid over. A count in a year
    /// for which the region's are not may be too high.
    pub fn is_verified(&self, year: i16) -> bool {
        let region = self.region.as_ref().and_then(|name| self.regions.get(name));
        self.years.contains(&year) && region.is_none_or(|region| region.verified.contains(&year))
    }

    /// `None` outside the years of the data.
    pub fn is_working_day(&self, day: Date) -> Option<bool> {
        if !self.years.contains(&day.year()) {
            return None;
        }
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        Some(self.work.contains(&day) || !(weekend || self.off.contains(&day)))
    }

    /// Working days from `from` to `to`, the last day counted, the first only if `count_first`; 0 where `to` lies
    /// before `from`; `None` where a day lies outside the years of the data.
    pub fn working_days(&self, from: Date, to: Date, count_first: bool) -> Option<u32> {
        // Asked first: years are few, so no pair of dates makes the loop long.
        self.is_working_day(from)?;
        self.is_working_day(to)?;
        let (mut day, mut count) = (from, 0);
        while day <= to {
            let counts = count_first || day != from;
            count += u32::from(self.is_working_day(day)? && counts);
            day = day.tomorrow().ok()?;
        }
        Some(count)
    }
}

/// Adds a date, or every day of `A~B`.
fn spread(spans: &[String], into: &mut BTreeSet<Date>) -> Result<(), String> {
    for span in spans {
        let (first, last) = span.split_once('~').unwrap_or((span, span));
        let parse = |text: &str| text.parse::<Date>().map_err(|error| format!("{span}: {error}"));
        let (first, last) = (parse(first)?, parse(last)?);
        // The longest holiday has ten days; more is a slip, and would swallow a year.
        if last < first || first.until(last).map_or(true, |gap| gap.get_days() > 15) {
            return Err(format!("{span}: not a span of days"));
        }
        into.extend(first.series(jiff::ToSpan::day(1)).take_while(|day| *day <= last));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_embedded_calendar_reads() {
        Calendar::read(include_str!("../profiles/calendars/china.yaml")).unwrap();
        assert_eq!(Calendar::embedded().years.len(), 8);
    }

    #[test]
    fn working_days_of_each_year() {
        let totals = [250, 249, 250, 249, 249, 251, 248, 248];
        for (year, total) in (2019..).zip(totals) {
            let days = Calendar::embedded().working_days(date(year, 1, 1), date(year, 12, 31), true);
            assert_eq!(days, Some(total), "{year}");
        }
    }

    #[test]
    fn spans_of_september_2021() {
        let count = |from, to, first| Calendar::embedded().working_days(from, to, first);
        assert_eq!(count(date(2021, 9, 13), date(2021, 9, 17), true), Some(5));
        assert_eq!(count(date(2021, 9, 17), date(2021, 9, 24), true), Some(5));
        assert_eq!(count(date(2021, 9, 29), date(2021, 10, 9), true), Some(4));
        assert_eq!(count(date(2021, 9, 13), date(2021, 9, 17), false), Some(4));
        // A first day that is no working day costs nothing.
        assert_eq!(count(date(2021, 9, 12), date(2021, 9, 17), false), Some(5));
        // Across the turn of a year, both in the data.
        assert_eq!(count(date(2021, 12, 31), date(2022, 1, 4), true), Some(2));
    }

    #[test]
    fn only_the_18th_of_the_days_for_paper_is_worked() {
        let worked = |day| Calendar::embedded().is_working_day(date(2021, 9, day));
        assert_eq!([18, 19, 20].map(worked), [Some(true), Some(false), Some(false)]);
    }

    #[test]
    fn nothing_is_known_outside_the_data() {
        let calendar = Calendar::embedded();
        assert_eq!(calendar.is_working_day(date(2018, 12, 28)), None);
        assert_eq!(calendar.is_working_day(date(2027, 1, 4)), None);
        assert_eq!(calendar.working_days(date(2026, 12, 30), date(2027, 1, 5), true), None);
        assert_eq!(calendar.working_days(date(-9999, 1, 1), date(9999, 12, 31), true), None);
        assert_eq!(calendar.working_days(date(2021, 9, 17), date(2021, 9, 13), true), Some(0));
    }

    #[test]
    fn a_region_has_holidays_of_its_own() {
        let xinjiang = Calendar::embedded().with_region("xinjiang").unwrap();
        assert_eq!(Calendar::embedded().is_working_day(date(2022, 7, 11)), Some(true));
        assert_eq!(xinjiang.is_working_day(date(2022, 7, 11)), Some(false));
        assert_eq!(xinjiang.working_days(date(2022, 7, 4), date(2022, 7, 15), true), Some(7));
        assert!(xinjiang.is_verified(2022) && !xinjiang.is_verified(2021));
        assert!(Calendar::embedded().is_verified(2021) && !Calendar::embedded().is_verified(2027));
        assert!(Calendar::embedded().with_region("atlantis").is_none());
    }

    #[test]
    fn a_broken_calendar_says_where() {
        for (yaml, word) in [
            ("years: {2021: {off: [2021-13-01]}}", "2021-13-01"),
            ("years: {2021: {off: [2021-10-07~2021-10-01]}}", "not a span"),
            ("years: {2021: {off: [2021-01-01~2021-12-31]}}", "not a span"),
            ("years: {2021: {of: []}}", "of"),
        ] {
            let error = Calendar::read(yaml).unwrap_err();
            assert!(error.contains(word), "{yaml}: {error}");
        }
    }
}

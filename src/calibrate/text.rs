//! What `scanlint calibrate` prints: a table for a person, then lines for a profile.
//!
//! Why it exists: the table says what a limit costs, the lines below it can be saved and used as they are.

use std::fmt::Write as _;

use super::{Cost, Row};
use crate::facts::Measure;
use crate::finding::{Lang, Text};
use crate::legible::words;
use crate::profile::Bounds;
use crate::report::{columns, pad};

/// Columns of the table.
const COLUMNS: usize = 7;

/// The whole page. `extends`: the profile that the lines change; `share`: of false alarms, as it was written.
pub fn render(rows: &[Row], extends: &str, share: &str, lang: Lang) -> String {
    let head = Text::new(
        format!("各项指标分辨看得清与看不清的能力（允许误报 {share}）："),
        format!("How well each measure tells legible from illegible (false alarms allowed: {share}):"),
    );
    let mut page = format!("{}\n\n", head.get(lang));
    for line in table(rows, lang) {
        let _ = writeln!(page, "{}", line.trim_end());
    }
    let _ = write!(page, "\n{}", legend().get(lang));
    page.push_str(&patch(rows, extends, lang));
    page
}

fn legend() -> Text {
    Text::new(
        "面积：任取看不清和看得清的各一份，前者指标更差的机会；1 最好，0.5 等于瞎猜。\n\
         误报：看得清却超出界限的；漏报：看不清却没有超出的。\n\n",
        "Area: the chance that of an illegible and a legible file the former measures worse; 1 is best, 0.5 a guess.\n\
         False: legible and beyond the limit; missed: illegible and not beyond it.\n\n",
    )
}

/// Rows of equal columns, the heads first.
fn table(rows: &[Row], lang: Lang) -> Vec<String> {
    let heads: [Text; COLUMNS] = [
        Text::new("指标", "measure"),
        Text::new("看得清/看不清", "legible/not"),
        Text::new("面积", "area"),
        Text::new("现行界限", "present"),
        Text::new("误报/漏报", "false/missed"),
        Text::new("建议界限", "advised"),
        Text::new("误报/漏报", "false/missed"),
    ];
    let cost = |cost: Option<Cost>| {
        cost.map_or("-".to_owned(), |cost| format!("{}/{}", cost.false_alarms, cost.misses))
    };
    let limit = |measure: Measure, value: Option<f64>| {
        value.map_or("-".to_owned(), |value| words::limit(measure, value).get(lang).to_owned())
    };
    let mut cells: Vec<[String; COLUMNS]> = vec![heads.map(|head| head.get(lang).to_owned())];
    cells.extend(rows.iter().map(|row| {
        [
            row.measure.name().to_owned(),
            format!("{}/{}", row.good, row.bad),
            row.area.map_or("-".to_owned(), |area| format!("{:.3}", f64::from(area) / 10_000.0)),
            limit(row.measure, row.present.warn),
            cost(row.cost),
            limit(row.measure, row.advised.map(|(limit, _)| limit)),
            cost(row.advised.map(|(_, cost)| cost)),
        ]
    }));
    let width = |column: usize| cells.iter().map(|row| columns(&row[column])).max().unwrap_or(0);
    let widths: Vec<usize> = (0..COLUMNS).map(width).collect();
    let line = |row: &[String; COLUMNS]| {
        let padded: Vec<String> = row.iter().zip(&widths).map(|(cell, width)| pad(cell, *width)).collect();
        padded.join("  ")
    };
    cells.iter().map(line).collect()
}

/// Lines of a profile that loads as it is.
fn patch(rows: &[Row], extends: &str, lang: Lang) -> String {
    let changed: Vec<(Measure, Bounds)> =
        rows.iter().filter_map(|row| Some((row.measure, row.patch()?))).collect();
    let said = if changed.is_empty() {
        Text::new(
            "没有可以改的界限：标注的文件太少，或指标分不开。\n",
            "No limit to change: too few labelled files, or measures that do not tell them apart.\n",
        )
    } else {
        Text::new(
            "把下面几行存成 .yaml 文件，用 --profile 指定它：\n\n",
            "Save these lines as a .yaml file and name it with --profile:\n\n",
        )
    };
    let mut lines = said.get(lang).to_owned();
    if changed.is_empty() {
        return lines;
    }
    // A path may hold what YAML gives a meaning; JSON's quotes are YAML's.
    let quoted = serde_json::to_string(extends).unwrap_or_default();
    let _ = write!(lines, "extends: {quoted}\nlegibility:\n  measures:\n");
    for (measure, bounds) in changed {
        let number =
            |name: &str, value: Option<f64>| value.map(|value| format!("{name}: {}", hundredths(value)));
        let both: Vec<String> =
            number("warn", bounds.warn).into_iter().chain(number("fail", bounds.fail)).collect();
        let _ = writeln!(lines, "    {}: {{{}}}", measure.name(), both.join(", "));
    }
    lines
}

/// Measures are hundredths: more would be a float's dust.
fn hundredths(value: f64) -> String {
    format!("{value:.2}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks;
    use crate::profile;

    fn rows() -> Vec<Row> {
        let row = |measure, area, present, advised| Row {
            measure,
            good: 100,
            bad: 20,
            area: Some(area),
            present,
            cost: Some(Cost { false_alarms: 3, misses: 1 }),
            advised: Some((advised, Cost { false_alarms: 1, misses: 2 })),
        };
        let bounds = |warn, fail| Bounds { warn: Some(warn), fail, off: None };
        vec![
            row(Measure::TextHeight, 9_850, bounds(12.0, Some(7.5)), 7.25),
            row(Measure::Moire, 9_000, bounds(200.0, None), 180.01),
            row(Measure::Skew, 5_100, bounds(3.0, Some(10.0)), 12.0),
        ]
    }

    #[test]
    fn the_lines_load_as_a_profile() {
        for lang in [Lang::Zh, Lang::En] {
            let page = render(&rows(), "intermediate", "1%", lang);
            let patch = &page[page.find("extends:").expect("lines")..];
            let profile = profile::load_text("mine.yaml", patch, &checks::known()).expect("loads");
            let of = |measure| profile.legibility.of(measure, None);
            assert_eq!(
                of(Measure::TextHeight),
                Some(Bounds { warn: Some(7.25), fail: Some(7.25), off: None })
            );
            assert_eq!(of(Measure::Moire).and_then(|bounds| bounds.warn), Some(180.01));
            assert_eq!(
                of(Measure::Skew).and_then(|bounds| bounds.warn),
                Some(3.0),
                "it tells nothing: unchanged"
            );
        }
    }

    #[test]
    fn the_table_says_what_limits_cost() {
        let (zh, en) = (render(&rows(), "junior", "1%", Lang::Zh), render(&rows(), "junior", "1%", Lang::En));
        for (page, limit) in [(&zh, "至少 12 像素"), (&en, "at least 12 px")] {
            let row = page.lines().find(|line| line.starts_with("text-height")).expect("a row");
            for cell in ["100/20", "0.985", limit, "3/1", "7.25", "1/2"] {
                assert!(row.contains(cell), "{cell}: {row}");
            }
        }
        assert!(zh.contains("误报") && en.contains("False:"));
    }

    #[test]
    fn nothing_to_change_is_said() {
        assert!(render(&[], "junior", "1%", Lang::En).contains("No limit to change"));
    }
}

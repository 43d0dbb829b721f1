//! The table of a labelled folder: which file a person could read.
//!
//! Why it exists: such tables are written by hand or saved by a spreadsheet. Every row that cannot be used is told by
//! its line and what belongs there; a row that was skipped in silence would move a limit.

use std::collections::BTreeSet;

use crate::finding::Text;
use crate::legible::Defect;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Line of the table, from 1.
    pub line: usize,
    /// Path relative to the folder, `/` between parts.
    pub file: String,
    /// From 1; `None`: the whole file.
    pub page: Option<u32>,
    pub legible: bool,
    pub defect: Option<Defect>,
}

/// Names of the columns; the first is told in messages.
const FILE: &[&str] = &["file", "文件"];
const LEGIBLE: &[&str] = &["legible", "清楚"];
const DEFECT: &[&str] = &["defect", "缺陷"];
const PAGE: &[&str] = &["page", "页"];

const YES: &[&str] = &["yes", "y", "true", "1", "是"];
const NO: &[&str] = &["no", "n", "false", "0", "否"];

/// Faults told at once; a table with more has one fault many times.
const MOST_FAULTS: usize = 10;

/// Where the columns stand.
struct Columns {
    file: usize,
    legible: usize,
    defect: Option<usize>,
    page: Option<usize>,
}

/// Reads a table of comma-separated values whose first row names the columns.
///
/// # Errors
/// A column that lacks, or every row that cannot be used (ten at most), each with its line.
pub fn parse(text: &str) -> Result<Vec<Label>, Text> {
    let rows = rows(text.strip_prefix('\u{feff}').unwrap_or(text))
        .map_err(|line| at(line, "引号没有配对", "a quotation mark is not closed"))?;
    let mut rows = rows.into_iter();
    let Some((_, head)) = rows.next() else {
        return Err(Text::new("标注表是空的", "the table of labels is empty"));
    };
    let columns = columns(&head)?;
    let (mut labels, mut faults, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
    for (line, row) in rows {
        match label(line, &row, &columns) {
            Ok(label) if !seen.insert((label.file.clone(), label.page)) => faults.push(at(
                line,
                &format!("“{}”标注了两次", label.file),
                &format!("\"{}\" is labelled twice", label.file),
            )),
            Ok(label) => labels.push(label),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() {
        return Ok(labels);
    }
    Err(lines(&faults))
}

/// One text, a fault a line, ten at most.
pub fn lines(faults: &[Text]) -> Text {
    let join = |of: fn(&Text) -> &str| faults.iter().take(MOST_FAULTS).map(of).collect::<Vec<_>>().join("\n");
    Text::new(join(|text| &text.zh), join(|text| &text.en))
}

/// A fault in a line of the table.
pub fn at(line: usize, zh: &str, en: &str) -> Text {
    Text::new(format!("标注表第 {line} 行：{zh}"), format!("labels, line {line}: {en}"))
}

fn columns(head: &[String]) -> Result<Columns, Text> {
    let find =
        |names: &[&str]| head.iter().position(|cell| names.contains(&cell.trim().to_lowercase().as_str()));
    let need = |names: &[&str]| {
        let there = head.join(", ");
        find(names).ok_or_else(|| {
            Text::new(
                format!("标注表没有“{}”这一列；第一行写的是：{there}", names[0]),
                format!("the table of labels has no column \"{}\"; its first row says: {there}", names[0]),
            )
        })
    };
    Ok(Columns { file: need(FILE)?, legible: need(LEGIBLE)?, defect: find(DEFECT), page: find(PAGE) })
}

fn label(line: usize, row: &[String], columns: &Columns) -> Result<Label, Text> {
    let cell = |index: usize| row.get(index).map_or("", |cell| cell.trim());
    let file = cell(columns.file).replace('\\', "/");
    if file.is_empty() {
        return Err(at(line, "没有写文件", "no file is named"));
    }
    let said = cell(columns.legible).to_lowercase();
    let legible = match said.as_str() {
        yes if YES.contains(&yes) => true,
        no if NO.contains(&no) => false,
        _ => {
            let (zh, en) = (
                format!("legible 应写 yes 或 no，不是“{said}”"),
                format!("legible is yes or no, not \"{said}\""),
            );
            return Err(at(line, &zh, &en));
        }
    };
    let page = match columns.page.map(cell).unwrap_or_default() {
        "" => None,
        number => Some(number.parse().ok().filter(|page| *page > 0).ok_or_else(|| {
            at(
                line,
                &format!("page 应是从 1 起的整数，不是“{number}”"),
                &format!("page counts from 1, not \"{number}\""),
            )
        })?),
    };
    let defect = match columns.defect.map(cell).unwrap_or_default() {
        "" => None,
        name => Some(Defect::named(name).ok_or_else(|| unknown(line, name))?),
    };
    Ok(Label { line, file, page, legible, defect })
}

fn unknown(line: usize, name: &str) -> Text {
    let all: Vec<&str> = Defect::ALL.iter().map(|defect| defect.name()).collect();
    let all = all.join(", ");
    at(
        line,
        &format!("没有“{name}”这种缺陷；可以写：{all}"),
        &format!("there is no defect \"{name}\"; allowed: {all}"),
    )
}

/// Rows with their lines; blank rows are left out.
///
/// # Errors
/// The line of a quotation mark that is never closed.
fn rows(text: &str) -> Result<Vec<(usize, Vec<String>)>, usize> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut line, mut begun, mut opened) = (1, 1, None);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (opened, c) {
            (Some(_), '"') if chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            (Some(_), '"') => opened = None,
            (None, '"') if cell.trim().is_empty() => {
                cell.clear();
                opened = Some(line);
            }
            (None, ',') => row.push(std::mem::take(&mut cell)),
            (None, '\n') => {
                row.push(std::mem::take(&mut cell));
                rows.push((begun, std::mem::take(&mut row)));
                begun = line + 1;
            }
            (_, other) => cell.push(other),
        }
        line += usize::from(c == '\n');
    }
    if let Some(line) = opened {
        return Err(line);
    }
    row.push(cell);
    rows.push((begun, row));
    rows.retain(|(_, row)| row.iter().any(|cell| !cell.trim().is_empty()));
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> Text {
        parse(text).expect_err("refused")
    }

    #[test]
    fn tables_of_spreadsheets_are_read() {
        let text = "\u{feff}note,file,legible,defect,page\r\n\"a, b\",\"x\\y.jpg\",Yes,,\r\n\r\n,\"a \"\"b\"\".pdf\",否,dark,2\r\n";
        let labels = parse(text).expect("sound");
        let first = Label { line: 2, file: "x/y.jpg".into(), page: None, legible: true, defect: None };
        let second = Label {
            line: 4,
            file: "a \"b\".pdf".into(),
            page: Some(2),
            legible: false,
            defect: Some(Defect::Dark),
        };
        assert_eq!(labels, [first, second]);
    }

    #[test]
    fn every_row_that_cannot_be_used_is_told_with_its_line() {
        let said = fault("file,legible,defect,page\na.jpg,maybe,,\n,yes,,\nb.jpg,no,drak,\nc.jpg,no,,0\nd.jpg,no\nd.jpg,no\n").en;
        for part in [
            "line 2: legible is yes or no, not \"maybe\"",
            "line 3: no file",
            "line 4: there is no defect \"drak\"; allowed: screen-photo",
            "line 5: page counts from 1",
            "line 7: \"d.jpg\" is labelled twice",
        ] {
            assert!(said.contains(part), "{part}: {said}");
        }
        assert_eq!(said.lines().count(), 5);
    }

    #[test]
    fn a_column_that_lacks_and_a_quote_left_open_are_told() {
        assert!(fault("file,readable\na.jpg,yes\n").zh.contains("没有“legible”这一列"));
        assert!(fault("legible\nyes\n").en.contains("no column \"file\""));
        assert!(fault("file,legible\n\"a.jpg,yes\nb.jpg,no\n").en.contains("line 2"));
        assert!(fault(" \n").zh.contains("空的"));
    }
}

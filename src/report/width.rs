//! Text on a terminal: how wide it is, where its lines break.
//!
//! Why it exists: a Chinese character takes two columns and has no spaces around it, so neither byte counts nor
//! breaking at spaces serve. Closing punctuation never begins a line.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns that a text takes.
pub fn columns(text: &str) -> usize {
    text.width()
}

/// The text with spaces up to `width` columns; unchanged where it is wider.
pub fn pad(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(columns(text));
    format!("{text}{}", " ".repeat(missing))
}

/// Marks that may not begin a line.
const CLOSING: &str = "，。、；：！？）》】”’」』…·,.;:!?)]}%";

/// Marks that may not end a line.
const OPENING: &str = "（《【“‘「『([{";

/// Pieces that stay together: a wide character with the closing marks behind it, or a word with its spaces.
fn pieces(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let (mut joins, mut opened) = (false, false);
    for c in text.chars() {
        let wide = c.width().unwrap_or(0) > 1;
        let closes = CLOSING.contains(c) || c == ' ' || c.width() == Some(0);
        match out.last_mut() {
            Some(last) if closes || opened || (joins && !wide) => last.push(c),
            _ => out.push(c.to_string()),
        }
        // A word goes on until a space or a wide character.
        joins = !wide && c != ' ';
        opened = OPENING.contains(c);
    }
    out
}

/// Lines of at most `width` columns, the first after `first`, the others after `rest` (an indent each). A piece
/// wider than a line is cut.
pub fn wrap(text: &str, width: usize, first: &str, rest: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = first.to_owned();
    let mut empty = true;
    for piece in pieces(text) {
        let wanted = columns(&line) + columns(piece.trim_end());
        if wanted > width && !empty {
            lines.push(std::mem::replace(&mut line, rest.to_owned()).trim_end().to_owned());
            empty = true;
        }
        if columns(&line) + columns(piece.trim_end()) <= width {
            line.push_str(&piece);
            empty = false;
            continue;
        }
        for c in piece.chars() {
            if !empty && columns(&line) + c.width().unwrap_or(0) > width {
                lines.push(std::mem::replace(&mut line, rest.to_owned()));
            }
            line.push(c);
            empty = false;
        }
    }
    lines.push(line.trim_end().to_owned());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn chinese_takes_two_columns() {
        assert_eq!(columns("年度考核 2019"), 13);
        assert_eq!(columns(&pad("照片", 10)), 10);
    }

    #[test]
    fn closing_marks_stay_with_what_they_close() {
        assert_eq!(wrap("请重新扫描，再上传。", 10, "", ""), ["请重新扫", "描，再上", "传。"]);
        assert_eq!(wrap("原文（八（三））", 8, "", ""), ["原文（八", "（三））"]);
        assert_eq!(
            wrap("Scan it again, then upload.", 12, "- ", "  "),
            ["- Scan it", "  again,", "  then", "  upload."]
        );
        assert_eq!(wrap("abcdefghijkl", 6, "  ", "  "), ["  abcd", "  efgh", "  ijkl"]);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_no_line_is_too_wide(text in "[一-龥a-z ，。]{0,60}", width in 8usize..40) {
            let lines = wrap(&text, width, "  ", "  ");
            let squeeze = |s: &str| s.chars().filter(|c| *c != ' ').collect::<String>();
            prop_assert_eq!(squeeze(&lines.concat()), squeeze(&text));
            for line in &lines {
                prop_assert!(columns(line) <= width, "{line:?}");
            }
        }
    }
}

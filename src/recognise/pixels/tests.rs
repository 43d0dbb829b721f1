//! Rows, pieces and parts of lines, from lines made up.

use super::line::Line;
use super::rows::{number_rows, split};
use super::splice::{extent_in, part_of, spliced};
use crate::facts::{LineText, Quad, Rect};

fn text(said: &str, score: u16) -> LineText {
    let count = said.chars().count() as u16;
    LineText { text: said.into(), score, at: (0..count).map(|i| (2 * i + 1) * 500 / count).collect() }
}

fn line(said: &LineText) -> Line<'_> {
    let quad = Quad([(100, 50), (1100, 50), (1100, 90), (100, 90)]);
    let rect = quad.bounds();
    Line {
        quad,
        rect,
        row: 0,
        tiny: Some(said),
        small: None,
        failed: false,
        joined: false,
        confirmed: None,
        mended: false,
        in_part: false,
    }
}

#[test]
fn a_label_in_two_boxes_stays_in_one_row_beside_another_half() {
    // 定的全部课程 of the right half, then 姓, 赵示例 and 名：; below them 性别.
    let boxes = [(837, 451, 505), (160, 477, 528), (296, 475, 528), (227, 480, 529), (159, 531, 581)];
    let said = text("某", 990);
    let rows = |boxes: &[(i32, i32, i32)]| -> Vec<u32> {
        let mut lines: Vec<Line> = Vec::new();
        for &(x0, y0, y1) in boxes {
            lines.push(Line { rect: Rect { x0, y0, x1: x0 + 60, y1 }, ..line(&said) });
        }
        number_rows(&mut lines);
        lines.iter().map(|line| line.row).collect()
    };
    assert_eq!(rows(&boxes), [0, 0, 0, 0, 1]);
    // Halves whose rows stand between each other's stay apart.
    assert_eq!(rows(&[(800, 400, 450), (100, 428, 478), (800, 455, 505), (100, 482, 532)]), [0, 1, 2, 3]);
}

#[test]
fn a_part_of_a_line_is_cut_between_characters_and_found_again() {
    let said = text("一二三四五六七八九十甲乙丙丁戊己庚辛壬癸", 900);
    let line = line(&said);
    // Characters 10 to 11 and three to both sides: 7 to 14.
    let part = part_of(&line, 100 + 510, 100 + 590);
    assert_eq!(part, Quad([(450, 50), (850, 50), (850, 90), (450, 90)]));
    assert_eq!(extent_in(&line.quad, &part), Some((350, 750)));
    assert_eq!(part_of(&line, 100, 900), line.quad, "most of it");
    assert_eq!(extent_in(&line.quad, &Quad([(100, 150), (1100, 150), (1100, 190), (100, 190)])), None);
}

#[test]
fn a_better_reading_takes_its_place_but_for_its_cut_ends() {
    let known = text("一二三四五六七八九十甲乙丙丁戊己庚辛壬癸", 900);
    let better = text("口九十甲乙丙丁口", 990);
    let spliced = spliced(&known, &better, (350, 750), false);
    assert_eq!(spliced.text, "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸");
    assert_eq!((spliced.score, spliced.at.len()), (990, 20));
    assert_eq!(super::splice::spliced(&known, &text("说话人", 980), (0, 1000), false).text, "说话人");
    assert_eq!(
        super::splice::spliced(&known, &text("说", 300), (0, 1000), false).text,
        known.text,
        "a worse one"
    );
}

#[test]
fn a_simplified_form_that_was_read_stays() {
    let known = text("材料真实、准确", 950);
    assert_eq!(spliced(&known, &text("材料眞实，准确", 990), (0, 1000), false).text, "材料真实，准确");
    let traditional = text("材料眞實", 950);
    assert_eq!(spliced(&traditional, &text("材料眞實", 990), (0, 1000), false).text, "材料眞實");
}

#[test]
fn gaps_and_what_readers_make_of_them_are_spaces() {
    let pieces = |said: &LineText| -> Vec<String> {
        split(&line(said), said).into_iter().map(|piece| piece.text).collect()
    };
    assert_eq!(pieces(&text("姓☑名：张示例", 990)), ["姓 名：张示例"]);
    assert_eq!(pieces(&text("☑位：示例公司", 990)), [" 位：示例公司"]);
    assert_eq!(pieces(&text("合格☑不合格□", 990)), ["合格☑不合格□"], "who ticks has two boxes");
    let mut spaced = text("住址示例省示例市示例区示例路一号", 990);
    spaced.at.iter_mut().skip(2).for_each(|at| *at = (u32::from(*at) * 94 / 100 + 60) as u16);
    assert_eq!(pieces(&spaced), ["住址 示例省示例市示例区示例路一号"]);
}

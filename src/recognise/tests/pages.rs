//! Several pages of one file: what joins, what is inherited, what stays alone.

use super::*;

const PROSE: &str = "继续开展节能工作，对装置进行了系统的分析，并对各项参数作了调整。\n经过半年的运行，效果良好。\n下一步将扩大范围。";
const SUMMARY: &str = "# 业务工作总结\n本人张三，任现职以来，工作业绩如下。";
const FRONT: &str =
    "# 年度考核登记表\n（2019年度）\n姓名^张三^性别^男\n工作单位^示例公司^政治面貌^群众\n个人总结^略";
const BACK: &str = "主管领导评语和考核等次建议^建议合格\n考核委员会意见^同意\n本人意见^同意";

/// Kind, first and last page of each document.
fn file(pages: &[&str]) -> (Vec<Document>, Vec<(String, u32, u32)>) {
    let pages: Vec<Vec<Part>> = pages.iter().map(|page| parts(page)).collect();
    let documents = documents(kinds(), 0, &pages);
    let spans = documents.iter().map(|d| (name_of(&d.verdict), d.pages.0.0, d.pages.1.0)).collect();
    (documents, spans)
}

fn span(kind: &str, first: u32, last: u32) -> (String, u32, u32) {
    (kind.to_owned(), first, last)
}

#[test]
fn later_pages_join_and_add_what_they_say() {
    let end = format!("{PROSE}\n总结人：张三\n> 2021年8月20日");
    let (documents, spans) = file(&[SUMMARY, PROSE, &end]);
    assert_eq!(spans, [span("summary", 0, 2)]);
    assert_eq!(documents[0].values("date").collect::<Vec<_>>(), ["2021-08-20"]);
    assert_eq!(documents[0].values("name").collect::<Vec<_>>(), ["张三"]);
}

#[test]
fn a_kind_of_one_page_takes_no_later_page() {
    let pledge = "# 承诺书\n本人郑重承诺材料真实。\n承诺人：张三";
    let (_, spans) = file(&[pledge, PROSE]);
    assert_eq!(spans, [span("pledge", 0, 0), span("other", 1, 1)]);
}

#[test]
fn an_untitled_first_page_is_asked_on_and_is_other() {
    let pages: Vec<Vec<Part>> = [PROSE, SUMMARY, PROSE].iter().map(|page| parts(page)).collect();
    assert_eq!(pages[0][0].verdict, Verdict::Untitled);
    // The layer of a drawn page is all there is to read.
    assert_eq!(gather(kinds(), ReadMode::Needed, &pages), []);
    let (_, spans) = file(&[PROSE, SUMMARY, PROSE]);
    assert_eq!(spans, [span("other", 0, 0), span("summary", 1, 2)]);
    // A scan's layer is somebody's reading: its lines are asked, once, and then it is settled for good.
    let scan = |layer| {
        let mut facts = facts(layer);
        let glance = glance(1654, 2339, Origin::Scan);
        facts.answers.insert(Probe::Glance, Answer::Glance(glance));
        facts
    };
    let pages = vec![settle(scan(layer(PROSE)))];
    let asks = gather(kinds(), ReadMode::Needed, &pages);
    assert_eq!(asks.iter().map(|(page, _)| page.0).collect::<Vec<_>>(), [0]);
    let mut asked = scan(layer(PROSE));
    asked.answers.insert(asks[0].1.clone(), Answer::Not(Why::NotBuilt));
    assert_eq!(settle(asked)[0].verdict, Verdict::Other);
}

#[test]
fn a_back_takes_the_year_of_the_front_before_it() {
    let next = FRONT.replace("2019", "2020");
    let (documents, _) = file(&[FRONT, BACK, &next, BACK]);
    let said: Vec<(Option<Side>, String)> =
        documents.iter().map(|d| (d.side, d.values("year").collect::<Vec<_>>().join(","))).collect();
    let wanted = [(Side::Front, "2019"), (Side::Back, "2019"), (Side::Front, "2020"), (Side::Back, "2020")];
    assert_eq!(said, wanted.map(|(side, year)| (Some(side), year.to_owned())));
    let (documents, _) = file(&[BACK]);
    assert_eq!(documents[0].values("year").count(), 0);
}

#[test]
fn two_summaries_of_two_people_stay_two() {
    let other = SUMMARY.replace("张三", "李四");
    let (_, spans) = file(&[SUMMARY, PROSE, &other]);
    assert_eq!(spans, [span("summary", 0, 1), span("summary", 2, 2)]);
}

#[test]
fn a_diploma_and_a_degree_on_one_page_are_two_parts() {
    let page = "# 毕业证书\n学生张三，性别男，在本校化学专业学习，修完教学计划规定的全部课程，成绩合格，准予毕业。\n证书编号：999991200905000001\n\n# 学士学位证书\n张三，男，经审核符合《中华人民共和国学位条例》的规定，授予理学学士学位。\n学位评定委员会主席 李四\n证书编号：9999942009000001";
    let kinds: Vec<String> = parts(page).iter().map(|part| name_of(&part.verdict)).collect();
    assert_eq!(kinds, ["diploma", "degree"]);
}

/// Two pages, one right of the other or below it, as one.
fn together(first: &str, second: &str, below: bool) -> Vec<Part> {
    joined(layer(first), layer(second), below)
}

fn joined(mut one: Layer, second: Layer, below: bool) -> Vec<Part> {
    let rows = one.pieces.iter().map(|piece| piece.row).max().map_or(0, |row| row + 1);
    let height = one.pieces.iter().map(|piece| piece.rect.y1).max().unwrap_or(0);
    let (dx, dy) = if below { (0, height) } else { (WIDTH, 0) };
    let moved = second.pieces.into_iter().map(|mut piece| {
        let at = piece.rect;
        piece.rect = Rect { x0: at.x0 + dx, y0: at.y0 + dy, x1: at.x1 + dx, y1: at.y1 + dy };
        piece.row += if below { rows } else { 0 };
        piece
    });
    one.pieces.extend(moved);
    one.glyphs = one.pieces.iter().map(|piece| piece.text.chars().count() as u32).sum();
    settle(facts(one))
}

const DIPLOMA: &str = "# 毕业证书\n学生张三，性别男，一九九〇年一月一日生，于二〇〇八年九月至二〇一二年七月在本校应用化学专业\n四年制本科学习，修完教学计划规定的全部课程，成绩合格，准予毕业。\n证书编号：999991201205000003\n> 二〇一二年七月一日";
const HOURS_2020: &str = "# 继续教育合格证书\n姓名：张三\n2020年度公需科目，30学时，考核合格。\n证书编号：GX2020000007\n> 2020年9月1日";
const HOURS_2021: &str = "# 继续教育合格证书\n姓名：张三\n2021年度公需科目，30学时，考核合格。\n证书编号：GX2021000008\n> 2021年8月1日";

#[test]
fn documents_side_by_side_or_one_above_the_other_are_told_apart() {
    for below in [false, true] {
        for (first, second, kinds) in
            [(DIPLOMA, HOURS_2021, ["diploma", "ce"]), (HOURS_2020, HOURS_2021, ["ce", "ce"])]
        {
            let parts = together(first, second, below);
            assert_eq!(parts.iter().map(|part| name_of(&part.verdict)).collect::<Vec<_>>(), kinds, "{below}");
            let number = |part: &Part| part.fields["certificate_number"][0].norm.clone();
            assert_ne!(number(&parts[0]), number(&parts[1]), "{below}");
            assert_eq!(number(&parts[1]), "GX2021000008", "{below}");
        }
    }
}

#[test]
fn a_title_below_a_free_strip_may_be_smaller_and_off_the_middle() {
    let first = layer(DIPLOMA);
    let mut second = layer(HOURS_2021);
    // On the right half of a landscape certificate, in print of two thirds.
    for piece in &mut second.pieces {
        let (y0, x1) = (piece.rect.y0 + 100, WIDTH - MARGIN);
        let (width, height) = (piece.rect.width() * 2 / 3, piece.rect.height() * 2 / 3);
        piece.rect = Rect { x0: x1 - width, y0, x1, y1: y0 + height };
    }
    // An ornament of its border, which nobody can read.
    let at = Rect { x0: MARGIN, y0: 230, x1: WIDTH - MARGIN, y1: 260 };
    second.pieces.insert(0, Piece { text: "0000000000".into(), rect: at, row: 0, score: 600 });
    let parts = joined(first, second, true);
    assert_eq!(parts.iter().map(|part| name_of(&part.verdict)).collect::<Vec<_>>(), ["diploma", "ce"]);
}

#[test]
fn beside_another_a_headline_that_no_kind_knows_will_do() {
    let proof = "# 派出单位审核同意证明\n张三同志系我单位选派的对口支援新疆专业技术人员，自2020年3月1日起在受援\n单位示例化工有限公司工作，援疆期限至2022年2月28日，目前正在援疆期间。\n其2021年度职称申报材料已经我单位审核，情况属实，审核同意在受援地申报。\n> 2021年8月30日";
    let parts = together(proof, DIPLOMA, false);
    assert_eq!(
        parts.iter().map(|part| name_of(&part.verdict)).collect::<Vec<_>>(),
        ["aid-consent", "diploma"]
    );
}

#[test]
fn a_document_twice_on_a_page_is_one() {
    assert_eq!(together(HOURS_2021, HOURS_2021, false).len(), 1);
}

#[test]
fn what_a_form_says_of_others_parts_nothing() {
    let pledge = "个人承诺书\n本人郑重承诺所提交的材料真实。\n承诺人：张三\n> 2021年8月1日";
    let form = "# 专业技术职务任职资格评审表\n姓名^张三^性别^男\n工作单位^示例公司^现任职务^技术员\n申报专业^化工^申报资格^助理工程师\n学历^本科^毕业时间^2012年7月\n主要工作经历^略\n工作业绩^略\n基层单位意见^同意\n评审委员会意见^通过";
    let form = together(form, pledge, true);
    assert_eq!(form.iter().map(|part| name_of(&part.verdict)).collect::<Vec<_>>(), ["review-form"]);
    // The label of a cell, in big print below a free strip.
    let mut cell = layer("# 个人总结\n以上\n属实");
    cell.pieces.iter_mut().for_each(|piece| piece.rect.y0 += 300);
    cell.pieces.iter_mut().for_each(|piece| piece.rect.y1 += 300);
    let assessment = "# 事业单位工作人员年度考核登记表\n（2020年度）\n姓名^张三^性别^男\n从事工作^化工分析\n本年度，本人认真履行岗位职责，遵守各项规章制度。";
    let parts_of = |parts: Vec<Part>| parts.iter().map(|part| name_of(&part.verdict)).collect::<Vec<_>>();
    assert_eq!(parts_of(joined(layer(assessment), cell, true)), ["assessment"]);
    let table = "# 业务工作总结\n本人张三，任现职以来，工作业绩如下。\n毕业证书^继续教育合格证书\n一份^二份\n齐全^齐全\n总结人：张三";
    assert_eq!(parts(table).iter().map(|part| name_of(&part.verdict)).collect::<Vec<_>>(), ["summary"]);
}

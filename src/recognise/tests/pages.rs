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

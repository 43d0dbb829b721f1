//! Diplomas, completion certificates (which are no diplomas), degree certificates and the proof from a
//! school's archive.

use super::Desk;
use crate::date;
use crate::form::{Pairs, l, long, m, v};
use crate::list::Layout;
use crate::plan::Seal;
use crate::sheet::{A4, A4_ACROSS, Box4, Ink, Sheet, spaced, spread};

/// Which certificate a school gives at the end of study.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// 毕业
    Graduation,
    /// 结业: the course was attended, the examinations not all passed.
    Completion,
}

struct Words {
    title: &'static str,
    verdict: &'static str,
    passed: &'static str,
}

impl Kind {
    fn words(self) -> Words {
        match self {
            Self::Graduation => Words {
                title: "毕业证书",
                verdict: "准予毕业",
                passed: "修完教学计划规定的全部课程，成绩合格",
            },
            Self::Completion => Words {
                title: "结业证书",
                verdict: "准予结业",
                passed: "学完教学计划规定的全部课程，部分课程成绩不合格",
            },
        }
    }
}

const GROUND: Ink = (120, 165, 215);

fn photo(desk: &Desk<'_>, s: &mut Sheet, at: Box4) {
    s.portrait(at, GROUND, desk.plan.v("sex") == "女", desk.plan.seed);
}

/// Diploma or completion certificate.
pub fn diploma(desk: &Desk<'_>, kind: Kind) -> Vec<Sheet> {
    vec![match desk.plan.layout {
        Layout::A => diploma_across(desk, &kind.words()),
        Layout::B => diploma_upright(desk, &kind.words()),
        Layout::C => diploma_spread(desk, &kind.words()),
    }]
}

fn story(desk: &Desk<'_>, words: &Words, when: fn(&str) -> String) -> String {
    let p = desk.plan;
    format!(
        "学生　{}　性别　{}，{}生，于{}至{}在本校{}专业{}年制{}学习，{}，{}。",
        p.v("name"),
        p.v("sex"),
        when(p.v("birth")),
        when(p.v("enrolled").rsplit_once('-').map_or("", |d| d.0)),
        when(p.v("graduated").rsplit_once('-').map_or("", |d| d.0)),
        p.v("major"),
        p.v("years_of_study"),
        p.v("level"),
        words.passed,
        words.verdict
    )
}

fn diploma_across(desk: &Desk<'_>, words: &Words) -> Sheet {
    let p = desk.plan;
    let mut s = desk.sheet(A4_ACROSS, "serif");
    s.guilloche((225, 214, 190));
    s.border(28.0, (178, 140, 70));
    s.y = 74.0;
    s.centre("普通高等学校", 20.0);
    s.gap(6.0);
    s.ink = (170, 30, 30);
    s.title(&spaced(words.title), 40.0);
    s.ink = crate::sheet::BLACK;
    photo(desk, &mut s, Box4(90.0, 190.0, 88.0, 118.0));
    (s.left, s.size, s.lead, s.y) = (205.0, 18.0, 1.85, 190.0);
    s.right = 760.0;
    s.para(&story(desk, words, date::han));
    (s.left, s.size) = (90.0, 15.0);
    s.y = 410.0;
    s.at(90.0, 410.0, 15.0, &format!("校　　名：{}", p.v("school")));
    s.at(480.0, 410.0, 15.0, &format!("校（院）长：{}", p.v("president")));
    s.at(90.0, 460.0, 15.0, &format!("证书编号：{}", p.or("number", p.v("diploma_number"))));
    s.at(480.0, 460.0, 15.0, &date::han(&p.or("date", p.v("graduated"))));
    s.signature(600.0, 398.0, 28.0, 77);
    s.seal(270.0, 430.0, 52.0, p.seal(Seal::Red));
    s
}

fn diploma_upright(desk: &Desk<'_>, words: &Words) -> Sheet {
    let p = desk.plan;
    let mut s = desk.sheet(A4, "kai");
    s.border(34.0, (60, 90, 150));
    s.y = 96.0;
    s.title(words.title, 42.0);
    s.gap(16.0);
    photo(desk, &mut s, Box4(248.0, 190.0, 100.0, 134.0));
    (s.left, s.right, s.y, s.size, s.lead) = (90.0, 505.0, 350.0, 16.0, 1.9);
    s.para(&story(desk, words, date::cn));
    s.y = s.y.max(560.0);
    let pairs = [
        ("证书编号", p.or("number", p.v("diploma_number"))),
        ("校名", p.v("school").to_owned()),
        ("校长", p.v("president").to_owned()),
    ];
    s.pairs(&pairs, Pairs { step: 32.0, ..Pairs::LINES });
    s.ending(&date::cn(&p.or("date", p.v("graduated"))), 20.0);
    s.signature(190.0, 610.0, 26.0, 77);
    s.seal(400.0, 640.0, 56.0, p.seal(Seal::Red));
    s
}

fn diploma_spread(desk: &Desk<'_>, words: &Words) -> Sheet {
    let p = desk.plan;
    let mut s = desk.sheet(A4_ACROSS, "sans");
    s.rule((420.9, 40.0), (420.9, 555.0), (205, 205, 205), 0.8);
    s.frame(Box4(40.0, 40.0, 762.0, 515.0), (150, 40, 40), 1.6);
    (s.left, s.right, s.y) = (60.0, 400.0, 90.0);
    photo(desk, &mut s, Box4(180.0, 90.0, 100.0, 134.0));
    s.y = 250.0;
    s.size = 13.0;
    let rows = [
        ("姓　　名", p.v("name").to_owned()),
        ("性　　别", p.v("sex").to_owned()),
        ("出生日期", date::cn(p.v("birth"))),
        ("专　　业", p.v("major").to_owned()),
        ("层　　次", p.v("level").to_owned()),
        ("学　　制", format!("{}年", p.v("years_of_study"))),
        ("证书编号", p.or("number", p.v("diploma_number"))),
    ];
    s.pairs(&rows, Pairs { step: 32.0, label: 84.0, ..Pairs::RULED });
    (s.left, s.right, s.y) = (450.0, 780.0, 110.0);
    s.title(&spaced(words.title), 34.0);
    (s.size, s.lead) = (15.0, 2.0);
    s.gap(14.0);
    let name = p.v("name");
    s.para(&format!(
        "学生{name}于{}至{}在本校{}专业学习，{}，{}。",
        date::cn(p.v("enrolled")),
        date::cn(p.v("graduated")),
        p.v("major"),
        words.passed,
        words.verdict
    ));
    s.y = 400.0;
    s.ending(&format!("{}（盖章）", p.v("school")), 30.0);
    s.ending(&format!("校（院）长：{}", p.v("president")), 30.0);
    s.ending(&date::cn_padded(&p.or("date", p.v("graduated"))), 30.0);
    s.seal(690.0, 425.0, 54.0, p.seal(Seal::Red));
    s
}

/// Degree certificate.
pub fn degree(desk: &Desk<'_>) -> Vec<Sheet> {
    vec![match desk.plan.layout {
        Layout::A => degree_across(desk),
        Layout::B => degree_upright(desk),
        Layout::C => degree_table(desk),
    }]
}

fn degree_story(desk: &Desk<'_>, when: fn(&str) -> String) -> String {
    let p = desk.plan;
    format!(
        "{}，{}，{}生。在{}{}专业完成了本科学习计划，业已毕业，经审核符合《中华人民共和国学位条例》的规定，授予{}学位。",
        p.v("name"),
        p.v("sex"),
        when(p.v("birth")),
        p.v("school"),
        p.v("major"),
        p.v("degree_name")
    )
}

fn degree_date(desk: &Desk<'_>) -> String {
    desk.plan.or("date", desk.plan.v("graduated"))
}

fn degree_number(desk: &Desk<'_>) -> String {
    desk.plan.or("number", desk.plan.v("degree_number"))
}

fn degree_across(desk: &Desk<'_>) -> Sheet {
    let p = desk.plan;
    let mut s = desk.sheet(A4_ACROSS, "kai");
    s.guilloche((206, 220, 236));
    s.border(30.0, (46, 92, 150));
    s.y = 92.0;
    s.ink = (30, 70, 130);
    s.title(&spaced("学士学位证书"), 34.0);
    s.ink = crate::sheet::BLACK;
    photo(desk, &mut s, Box4(90.0, 196.0, 88.0, 118.0));
    (s.left, s.right, s.y, s.size, s.lead) = (210.0, 756.0, 190.0, 18.0, 1.9);
    s.para(&degree_story(desk, date::han));
    s.at(90.0, 420.0, 15.0, &format!("{}　校长", p.v("school")));
    s.at(90.0, 448.0, 15.0, &format!("学位评定委员会主席　{}", p.v("president")));
    s.at(90.0, 484.0, 15.0, &format!("证书编号：{}", degree_number(desk)));
    s.at(560.0, 484.0, 15.0, &date::han(&degree_date(desk)));
    s.seal(620.0, 440.0, 54.0, p.seal(Seal::Red));
    s
}

fn degree_upright(desk: &Desk<'_>) -> Sheet {
    let p = desk.plan;
    let mut s = desk.sheet(A4, "serif");
    s.border(36.0, (150, 50, 50));
    s.y = 110.0;
    s.emblem(297.6, 120.0, 34.0);
    s.y = 180.0;
    s.title("学位证书", 40.0);
    (s.left, s.right, s.size, s.lead) = (92.0, 503.0, 17.0, 2.0);
    s.gap(20.0);
    s.para(&degree_story(desk, date::cn));
    photo(desk, &mut s, Box4(92.0, 560.0, 84.0, 112.0));
    (s.left, s.y, s.size) = (210.0, 560.0, 15.0);
    let pairs = [
        ("学位授予单位", p.v("school").to_owned()),
        ("学位评定委员会主席", p.v("president").to_owned()),
        ("证书编号", degree_number(desk)),
        ("授予日期", date::cn(&degree_date(desk))),
    ];
    s.pairs(&pairs, Pairs { step: 34.0, ..Pairs::LINES });
    s.seal(430.0, 680.0, 54.0, p.seal(Seal::Red));
    s
}

fn degree_table(desk: &Desk<'_>) -> Sheet {
    let p = desk.plan;
    let mut s = desk.sheet(A4_ACROSS, "micro");
    s.frame(Box4(36.0, 36.0, 770.0, 523.0), (90, 90, 90), 2.0);
    s.y = 80.0;
    s.title("学 士 学 位 证 书", 32.0);
    photo(desk, &mut s, Box4(650.0, 150.0, 90.0, 120.0));
    (s.left, s.right, s.y, s.size, s.lead) = (100.0, 600.0, 160.0, 15.0, 1.9);
    let pairs = [
        ("姓名", p.v("name").to_owned()),
        ("性别", p.v("sex").to_owned()),
        ("出生", date::dot(p.v("birth"))),
        ("专业", p.v("major").to_owned()),
    ];
    s.pairs(&pairs, Pairs { columns: 2, step: 34.0, label: 50.0, ..Pairs::RULED });
    s.gap(10.0);
    s.right = 740.0;
    s.y = 290.0;
    s.para(&format!(
        "该生业已毕业，经本校学位评定委员会审核，符合《中华人民共和国学位条例》的规定，授予{}学位。",
        p.v("degree_name")
    ));
    s.at(100.0, 430.0, 15.0, &format!("学位评定委员会主席：{}", p.v("president")));
    s.at(100.0, 470.0, 15.0, &format!("学位证书编号：{}", degree_number(desk)));
    s.at(540.0, 430.0, 15.0, p.v("school"));
    s.at(540.0, 470.0, 15.0, &date::dot(&degree_date(desk)));
    s.signature(260.0, 418.0, 26.0, 77);
    s.seal(600.0, 450.0, 52.0, p.seal(Seal::Red));
    s
}

/// Proof from the archive for those who graduated before online registration.
pub fn archive(desk: &Desk<'_>) -> Vec<Sheet> {
    vec![match desk.plan.layout {
        Layout::A => archive_proof(desk),
        Layout::B => archive_register(desk),
        Layout::C => archive_marks(desk),
    }]
}

fn archive_proof(desk: &Desk<'_>) -> Sheet {
    let p = desk.plan;
    let mut s = desk.sheet(A4, "song");
    s.y = 120.0;
    s.title("学籍档案证明", 26.0);
    (s.size, s.lead) = (15.0, 2.0);
    s.gap(20.0);
    s.para(&format!(
        "兹证明{}，{}，{}出生，身份证号{}，于{}至{}在我校{}专业（{}）学习，学制{}年，毕业证书编号{}。其毕业生登记表、学籍表、成绩表现存于我校档案馆，经查阅与原件一致。",
        p.v("name"),
        p.v("sex"),
        date::cn(p.v("birth")),
        p.v("id"),
        date::cn(p.v("enrolled")),
        date::cn(p.v("graduated")),
        p.v("major"),
        p.v("level"),
        p.v("years_of_study"),
        p.or("number", p.v("diploma_number"))
    ));
    s.para("特此证明。");
    s.gap(60.0);
    s.ending(&format!("{}档案馆（档案专用章）", p.v("school")), 20.0);
    s.ending(&date::cn(&p.or("date", "2021-08-18")), 60.0);
    s.seal(410.0, s.y - 50.0, 56.0, p.seal(Seal::Red));
    s
}

fn archive_register(desk: &Desk<'_>) -> Sheet {
    let p = desk.plan;
    let mut s = desk.sheet(A4, "gbsn");
    s.centre("学籍档案", 13.0);
    s.title(&spaced("毕业生登记表"), 24.0);
    s.gap(8.0);
    let rows = vec![
        (
            34.0,
            vec![
                l("姓名"),
                m(p.v("name"), 1),
                l("性别"),
                m(p.v("sex"), 1),
                l("民族"),
                m(p.v("ethnicity"), 1),
            ],
        ),
        (34.0, vec![l("出生日期"), m(&date::dot(p.v("birth")), 2), l("身份证号"), m(p.v("id"), 2)]),
        (34.0, vec![l("学校"), m(p.v("school"), 2), l("专业"), m(p.v("major"), 2)]),
        (
            34.0,
            vec![
                l("入学时间"),
                m(&date::dot(p.v("enrolled")), 2),
                l("毕业时间"),
                m(&date::dot(p.v("graduated")), 2),
            ],
        ),
        (
            34.0,
            vec![
                l("学历层次"),
                m(p.v("level"), 2),
                l("证书编号"),
                m(&p.or("number", p.v("diploma_number")), 2),
            ],
        ),
        (120.0, vec![l("个人简历"), v("自小学、中学至大学，学习期间遵守校规，积极参加社会实践活动。", 5)]),
        (130.0, vec![l("班级意见"), long("该生学习努力，团结同学，同意毕业。", "班主任签字：李示例", 5)]),
        (
            150.0,
            vec![
                l("学校意见"),
                long("本表复印自我校存档的毕业生登记表，与原件一致。", "（档案专用章）\n2021.08.18", 5),
            ],
        ),
    ];
    let boxes = s.table(&[80.0, 90.0, 60.0, 90.0, 60.0, 90.0], &rows);
    if let Some(at) = boxes.last().and_then(|r| r.last()) {
        s.seal(at.right() - 70.0, at.foot() - 55.0, 48.0, p.seal(Seal::Red));
    }
    s
}

fn archive_marks(desk: &Desk<'_>) -> Sheet {
    let p = desk.plan;
    let mut s = desk.sheet(A4, "gkai");
    s.title(&format!("{}学籍表", p.v("school")), 22.0);
    s.gap(6.0);
    let pairs = [
        (spread("姓名", 4), p.v("name").to_owned()),
        (spread("性别", 4), p.v("sex").to_owned()),
        ("出生日期".into(), date::cn_padded(p.v("birth"))),
        (spread("专业", 4), p.v("major").to_owned()),
        ("入学日期".into(), date::cn_padded(p.v("enrolled"))),
        ("毕业日期".into(), date::cn_padded(p.v("graduated"))),
    ];
    let pairs: Vec<(&str, String)> = pairs.iter().map(|(k, v)| (k.as_str(), v.clone())).collect();
    s.pairs(&pairs, Pairs::TWO);
    s.gap(10.0);
    s.title("成　绩　表", 16.0);
    let courses = ["高等数学", "大学英语", "大学物理", "工程制图", "专业基础", "毕业设计"];
    let mut rng = p.rng();
    let mut rows =
        vec![(28.0, vec![l("课程名称"), l("学时"), l("成绩"), l("课程名称"), l("学时"), l("成绩")])];
    for pair in courses.chunks(2) {
        let mut cells = Vec::new();
        for course in pair {
            cells.push(l(course));
            cells.push(l(&(32 + rng.below(4) * 16).to_string()));
            cells.push(l(&(70 + rng.below(25)).to_string()));
        }
        rows.push((28.0, cells));
    }
    s.table(&[100.0, 50.0, 50.0, 100.0, 50.0, 50.0], &rows);
    s.gap(26.0);
    s.line("以上学籍表、成绩表由我校档案室提供，复印件与学籍档案原件一致，证书编号见原表。");
    s.gap(30.0);
    s.ending("经办人：李示例", 60.0);
    s.ending("（档案专用章）", 60.0);
    s.ending(&date::cn_padded(&p.or("date", "2021-08-18")), 60.0);
    s.seal(430.0, s.y - 40.0, 52.0, p.seal(Seal::Red));
    s
}

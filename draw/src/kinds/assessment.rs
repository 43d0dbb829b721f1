//! Yearly and end-of-term assessments, front and back. The back states no year, as the real form's does.

use super::Desk;
use crate::date;
use crate::form::{Pairs, l, long, m};
use crate::list::Layout;
use crate::plan::Seal;
use crate::prose::paragraph;
use crate::sheet::{A4, Sheet, spaced, spread};

const FACES: [&str; 3] = ["song", "micro", "kai"];

fn grade(desk: &Desk<'_>) -> String {
    desk.plan.or("grade", if desk.plan.layout == Layout::B { "称职" } else { "合格" })
}

fn sides(desk: &Desk<'_>, front: fn(&Desk<'_>) -> Sheet, back: fn(&Desk<'_>) -> Sheet) -> Vec<Sheet> {
    match desk.plan.or("side", "both").as_str() {
        "front" => vec![front(desk)],
        "back" => vec![back(desk)],
        _ => vec![front(desk), back(desk)],
    }
}

/// 年度考核登记表
pub fn yearly(desk: &Desk<'_>) -> Vec<Sheet> {
    sides(desk, yearly_front, yearly_back)
}

fn self_review(desk: &Desk<'_>) -> String {
    let mut rng = desk.plan.rng();
    let work = paragraph(&mut rng, desk.plan.v("field"), 4);
    format!(
        "本年度，本人认真履行岗位职责，遵守各项规章制度，较好地完成了工作任务。{work}存在的不足是学习的系统性还不够，今后将加以改进。"
    )
}

fn yearly_front(desk: &Desk<'_>) -> Sheet {
    let p = desk.plan;
    let year = p.years_or(&[2020])[0];
    let mut s = desk.sheet(A4, desk.face(FACES));
    match p.layout {
        Layout::A => institution_front(desk, &mut s, year),
        Layout::B => plain_front(desk, &mut s, year),
        Layout::C => wide_front(desk, &mut s, year),
    }
    if p.signed(true) {
        s.signature(s.right - 110.0, s.y - 50.0, 26.0, p.seed);
    }
    s
}

fn post(desk: &Desk<'_>) -> String {
    desk.plan.or("post", "技术员岗位")
}

/// The form of institutions: all in one ruled table.
fn institution_front(desk: &Desk<'_>, s: &mut Sheet, year: u16) {
    let p = desk.plan;
    s.title("事业单位工作人员年度考核登记表", 20.0);
    s.centre(&format!("（{year}年度）"), 14.0);
    s.size = 11.5;
    let (birth, held) = (date::dot(p.v("birth")), date::dot(p.v("approved")));
    let review = long(&self_review(desk), &format!("签名：{}　　", p.v("name")), 5);
    let rows = vec![
        (32.0, vec![l("姓名"), m(p.v("name"), 1), l("性别"), m(p.v("sex"), 1), l("出生年月"), m(&birth, 1)]),
        (
            32.0,
            vec![l("政治面貌"), m("群众", 1), l("学历"), m(p.v("level"), 1), l("任现职时间"), m(&held, 1)],
        ),
        (32.0, vec![l("单位及职务"), m(&format!("{}　{}", p.v("unit"), post(desk)), 5)]),
        (32.0, vec![l("从事工作"), m(&format!("{}技术工作", p.v("specialty")), 5)]),
        (440.0, vec![l("本年度个人总结"), review]),
    ];
    s.table(&[72.0, 78.0, 60.0, 70.0, 76.0, 95.0], &rows);
}

/// Label lines above one large box.
fn plain_front(desk: &Desk<'_>, s: &mut Sheet, year: u16) {
    let p = desk.plan;
    s.title(&format!("{year}年度考核登记表"), 24.0);
    s.gap(6.0);
    let pairs = [
        ("姓名", p.v("name").to_owned()),
        ("性别", p.v("sex").to_owned()),
        ("工作单位", p.v("unit").to_owned()),
        ("所在部门", p.v("department").to_owned()),
        ("职称", p.v("title").to_owned()),
        ("考核年度", format!("{year}年")),
    ];
    s.pairs(&pairs, Pairs::TWO);
    s.gap(8.0);
    let review = format!("本年度主要工作：\n{}", self_review(desk));
    s.table(&[1.0], &[(440.0, vec![long(&review, "被考核人签字：　　　　　", 1)])]);
}

/// Spaced title and labels, the year on a line of its own.
fn wide_front(desk: &Desk<'_>, s: &mut Sheet, year: u16) {
    let p = desk.plan;
    s.title(&spaced("年度考核登记表"), 22.0);
    s.size = 12.0;
    s.line(&format!("考核年度：{year}年　　　填表日期：{year}-12-28"));
    let rows = vec![
        (34.0, vec![l(&spread("姓名", 4)), m(p.v("name"), 1), l("身份证号"), m(p.v("id"), 1)]),
        (34.0, vec![l(&spread("单位", 4)), m(p.v("unit"), 1), l(&spread("岗位", 4)), m(&post(desk), 1)]),
        (34.0, vec![l("出勤情况"), m("全勤", 1), l("奖惩情况"), m("无", 1)]),
        (430.0, vec![l("个人述职"), long(&self_review(desk), "", 3)]),
    ];
    s.table(&[72.0, 130.0, 72.0, 176.0], &rows);
}

fn yearly_back(desk: &Desk<'_>) -> Sheet {
    let p = desk.plan;
    let mut s = desk.sheet(A4, desk.face(FACES));
    let grade = grade(desk);
    s.size = 12.0;
    let opinion = "该同志本年度工作认真负责，业务能力较强，能够完成本职工作，廉洁自律。";
    let rows = match p.layout {
        Layout::A => vec![
            (
                170.0,
                vec![
                    l("主管领导评语和考核等次建议"),
                    long(&format!("{opinion}建议考核等次为{grade}。"), "签名：李示例\n月　　日", 1),
                ],
            ),
            (
                150.0,
                vec![
                    l("考核委员会或考核小组意见"),
                    long(&format!("同意评定为{grade}等次。"), "（盖章或签名）\n月　　日", 1),
                ],
            ),
            (
                150.0,
                vec![l("本人意见"), long("同意考核结果。", &format!("签名：{}\n月　　日", p.v("name")), 1)],
            ),
            (140.0, vec![l("未确定等次或不参加考核情况说明"), long("无", "", 1)]),
        ],
        Layout::B => vec![
            (160.0, vec![l("部门评语"), long(opinion, "负责人签字：　　　　　", 1)]),
            (90.0, vec![l("考核等次"), m(&grade, 1)]),
            (
                160.0,
                vec![l("单位考核领导小组意见"), long(&format!("经研究，评定为{grade}。"), "（公章）", 1)],
            ),
            (140.0, vec![l("被考核人意见"), long("本人对考核结果无异议。", "签字：　　　　　", 1)]),
            (90.0, vec![l("备注"), m("　", 1)]),
        ],
        Layout::C => vec![
            (130.0, vec![l("群众测评"), m("优秀　12票　　合格　8票　　不合格　0票", 1)]),
            (
                170.0,
                vec![
                    l("主管领导意见"),
                    long(&format!("{opinion}\n考核等次：{grade}"), "主管领导：李示例", 1),
                ],
            ),
            (
                170.0,
                vec![l("考核机构审定意见"), long(&format!("审定等次：{grade}"), "考核委员会（盖章）", 1)],
            ),
            (120.0, vec![l("本人签字"), m("　", 1)]),
        ],
    };
    let boxes = s.table(&[90.0, 360.0], &rows);
    let at = |i: usize| boxes.get(i).and_then(|r| r.last()).copied();
    if let Some(b) = at(if p.layout == Layout::A { 1 } else { 2 }) {
        s.seal(b.right() - 80.0, b.foot() - 58.0, 48.0, p.seal(Seal::Red));
    }
    if let Some(b) = at([2, 3, 3][p.layout as usize]).filter(|_| p.signed(true)) {
        let (inset, up, size) = if p.layout == Layout::B { (74.0, 34.0, 20.0) } else { (200.0, 60.0, 28.0) };
        s.signature(b.right() - inset, b.foot() - up, size, p.seed);
    }
    s
}

/// 专业技术人员任职期满考核表
pub fn term(desk: &Desk<'_>) -> Vec<Sheet> {
    sides(desk, term_front, term_back)
}

fn term_span(desk: &Desk<'_>) -> String {
    let (start, end) = (desk.plan.or("start", "2018-01"), desk.plan.or("end", "2020-12"));
    match desk.plan.layout {
        Layout::A => format!("{}至{}", date::cn(&start), date::cn(&end)),
        Layout::B => format!("{}—{}", date::dot(&start), date::dot(&end)),
        Layout::C => format!("自{}起至{}止", date::cn_padded(&start), date::cn_padded(&end)),
    }
}

fn term_front(desk: &Desk<'_>) -> Sheet {
    let p = desk.plan;
    let mut s = desk.sheet(A4, desk.face(["song", "hei", "kai"]));
    let span = term_span(desk);
    let mut rng = p.rng();
    let work = paragraph(&mut rng, p.v("field"), 5);
    let review = format!("聘期内，本人按照岗位职责开展工作，完成了聘期目标。{work}");
    let title = "专业技术人员任职期满考核表";
    match p.layout {
        Layout::A => {
            s.title(title, 21.0);
            s.size = 11.5;
            let rows = vec![
                (32.0, vec![l("工作单位"), m(p.v("unit"), 3)]),
                (32.0, vec![l("姓名"), m(p.v("name"), 1), l("性别"), m(p.v("sex"), 1)]),
                (32.0, vec![l("出生年月"), m(&date::dot(p.v("birth")), 1), l("学历"), m(p.v("level"), 1)]),
                (32.0, vec![l("聘任专业技术职务"), m(p.v("title"), 1), l("聘期"), m(&span, 1)]),
                (430.0, vec![l("任职期间工作总结"), long(&review, &format!("签名：{}　　", p.v("name")), 3)]),
            ];
            s.table(&[90.0, 130.0, 70.0, 160.0], &rows);
        }
        Layout::B => {
            s.title("任职期满考核表", 24.0);
            s.centre("（专业技术人员）", 12.0);
            let pairs = [
                ("工作单位", p.v("unit").to_owned()),
                ("姓　　名", p.v("name").to_owned()),
                ("身份证号", p.v("id").to_owned()),
                ("聘任专业技术职务", p.v("title").to_owned()),
                ("聘　　期", span),
            ];
            s.pairs(&pairs, Pairs { label: 100.0, ..Pairs::RULED });
            s.line("聘期工作小结：");
            s.lead = 1.8;
            s.para(&review);
        }
        Layout::C => {
            s.title(title, 20.0);
            let rows = vec![
                (36.0, vec![l("姓名"), l("专业技术职务"), l("聘期")]),
                (36.0, vec![m(p.v("name"), 1), m(p.v("title"), 1), m(&span, 1)]),
                (36.0, vec![l("工作单位"), m(p.v("unit"), 2)]),
                (420.0, vec![long(&format!("述职报告：\n{review}"), "述职人签字：　　　　　", 3)]),
            ];
            s.size = 12.0;
            s.table(&[100.0, 110.0, 240.0], &rows);
        }
    }
    if p.signed(true) {
        s.signature(s.right - 110.0, s.y + if p.layout == Layout::B { 20.0 } else { -50.0 }, 26.0, p.seed);
    }
    s
}

fn term_back(desk: &Desk<'_>) -> Sheet {
    let p = desk.plan;
    let mut s = desk.sheet(A4, desk.face(["song", "hei", "kai"]));
    let grade = p.or("grade", "合格");
    s.size = 12.0;
    let good = "该同志聘期内履行岗位职责，完成了聘期工作任务。";
    let rows = match p.layout {
        Layout::A => vec![
            (180.0, vec![l("单位综合考核意见"), long(good, "负责人：李示例", 1)]),
            (60.0, vec![l("等级"), m(&grade, 1)]),
            (170.0, vec![l("聘用意见"), long("同意续聘。", "（公章）", 1)]),
            (150.0, vec![l("本人意见"), long("同意。", "签名：　　　　　", 1)]),
        ],
        Layout::B => vec![
            (150.0, vec![l("部门考核意见"), long(good, "部门负责人：王示例", 1)]),
            (150.0, vec![l("单位综合考核意见"), long("同意部门考核意见。", "单位负责人：李示例", 1)]),
            (
                150.0,
                vec![
                    l("考核等级及聘用意见"),
                    long(&format!("任职期满考核等级：{grade}。聘用意见：续聘。"), "（公章）", 1),
                ],
            ),
        ],
        Layout::C => vec![
            (60.0, vec![l("任期考核等级"), m(&grade, 1)]),
            (200.0, vec![l("单位综合考核意见"), long(good, "考核小组组长：李示例", 1)]),
            (200.0, vec![l("聘用意见"), long("续聘原专业技术职务。", "聘任单位（盖章）", 1)]),
        ],
    };
    let boxes = s.table(&[90.0, 360.0], &rows);
    if let Some(b) = boxes.get(2).and_then(|r| r.last()) {
        s.seal(b.right() - 80.0, b.foot() - 60.0, 48.0, p.seal(Seal::Red));
    }
    s
}

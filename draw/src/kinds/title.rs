//! Titles already held: certificate or official document; and the review form that is printed later.

use super::Desk;
use crate::date;
use crate::form::{Pairs, l, long, m, v};
use crate::list::Layout;
use crate::plan::Seal;
use crate::sheet::{A4, A4_ACROSS, BLACK, Box4, RED, Sheet, spaced, spread};

fn values(desk: &Desk<'_>, when: fn(&str) -> String) -> Vec<(&'static str, String)> {
    let p = desk.plan;
    vec![
        ("姓名", p.v("name").to_owned()),
        ("性别", p.v("sex").to_owned()),
        ("身份证号", p.v("id").to_owned()),
        ("系列", p.or("series", "工程系列")),
        ("专业", p.v("specialty").to_owned()),
        ("资格名称", p.v("title").to_owned()),
        ("级别", p.v("title_level").to_owned()),
        ("取得方式", p.or("route", "评审")),
        ("批准机关", p.v("review_office").to_owned()),
        ("批准文号", p.v("approval_number").to_owned()),
        ("批准时间", when(&p.or("date", p.v("approved")))),
        ("证书编号", p.or("number", p.v("title_number"))),
    ]
}

/// 任职资格证书
pub fn certificate(desk: &Desk<'_>) -> Vec<Sheet> {
    vec![match desk.plan.layout {
        Layout::A => booklet(desk),
        Layout::B => prose(desk),
        Layout::C => electronic(desk),
    }]
}

fn booklet(desk: &Desk<'_>) -> Sheet {
    let p = desk.plan;
    let mut s = desk.sheet(A4_ACROSS, "song");
    s.rule((420.9, 30.0), (420.9, 565.0), (200, 200, 200), 1.0);
    (s.left, s.right, s.y) = (60.0, 390.0, 110.0);
    s.title("专业技术职务", 24.0);
    s.title("任职资格证书", 28.0);
    s.portrait(Box4(172.0, 210.0, 106.0, 142.0), (250, 250, 250), p.v("sex") == "女", p.seed);
    s.seal(282.0, 346.0, 40.0, p.seal(Seal::Red));
    s.y = 390.0;
    s.size = 12.0;
    s.lead = 1.8;
    s.para("本证书由人力资源和社会保障部门批准颁发，表明持证人具有相应的专业技术职务任职资格。");
    (s.left, s.right, s.y, s.size) = (450.0, 790.0, 70.0, 13.0);
    let values = values(desk, date::cn);
    let spread: Vec<(String, String)> = values.into_iter().map(|(k, v)| (spread(k, 4), v)).collect();
    let pairs: Vec<(&str, String)> = spread.iter().map(|(k, v)| (k.as_str(), v.clone())).collect();
    s.pairs(&pairs, Pairs { step: 38.0, label: 72.0, ..Pairs::RULED });
    s
}

fn prose(desk: &Desk<'_>) -> Sheet {
    let p = desk.plan;
    let mut s = desk.sheet(A4, "kai");
    s.border(34.0, (168, 120, 50));
    s.y = 110.0;
    s.ink = RED;
    s.title(&spaced("资格证书"), 40.0);
    s.ink = BLACK;
    s.centre("（专业技术职务任职资格）", 14.0);
    (s.left, s.right, s.size, s.lead) = (95.0, 500.0, 17.0, 2.1);
    s.gap(40.0);
    s.para(&format!(
        "{}同志（身份证号：{}），经{}评审通过，{}批准，具备{}{}专业{}任职资格。",
        p.v("name"),
        p.v("id"),
        p.v("committee"),
        date::cn(&p.or("date", p.v("approved"))),
        p.or("series", "工程系列"),
        p.v("specialty"),
        p.v("title")
    ));
    s.gap(24.0);
    s.size = 14.0;
    let pairs = [
        ("资格名称", p.v("title").to_owned()),
        ("取得方式", p.or("route", "评审")),
        ("批准文号", p.v("approval_number").to_owned()),
        ("证书编号", p.or("number", p.v("title_number"))),
    ];
    s.pairs(&pairs, Pairs { step: 30.0, ..Pairs::LINES });
    s.gap(40.0);
    s.ending(&format!("发证机关：{}", p.v("review_office")), 10.0);
    s.ending(&date::cn(&p.or("issued", p.v("approved"))), 40.0);
    s.seal(420.0, s.y - 36.0, 54.0, p.seal(Seal::Red));
    s
}

fn electronic(desk: &Desk<'_>) -> Sheet {
    let p = desk.plan;
    let mut s = desk.sheet(A4, "sans");
    s.guilloche((214, 228, 240));
    s.frame(Box4(40.0, 40.0, 515.0, 762.0), (60, 110, 170), 1.6);
    s.y = 80.0;
    s.title("职称证书（电子）", 28.0);
    s.centre("专业技术职务任职资格证书", 14.0);
    s.gap(14.0);
    let top = s.y;
    s.portrait(Box4(420.0, top, 90.0, 120.0), (67, 142, 219), p.v("sex") == "女", p.seed);
    (s.left, s.right) = (80.0, 410.0);
    s.pairs(&values(desk, date::dot), Pairs { label: 96.0, step: 32.0, ..Pairs::BARE });
    s.gap(20.0);
    s.qr(80.0, s.y, 84.0, "https://example.invalid/title");
    s.right = 520.0;
    s.gap(30.0);
    s.ending(p.v("committee"), 10.0);
    s.ending(&date::dot(p.v("approved")), 60.0);
    s.seal(420.0, s.y - 24.0, 50.0, p.seal(Seal::Red));
    s
}

/// Official document that grants a title.
pub fn document(desk: &Desk<'_>) -> Vec<Sheet> {
    let p = desk.plan;
    let mut s = desk.sheet(A4, desk.face(["song", "kai", "serif"]));
    red_head(desk, &mut s);
    (s.size, s.lead) = (15.0, 1.9);
    let (name, title, when) = (p.v("name"), p.v("title"), date::cn(&p.or("date", p.v("approved"))));
    match p.layout {
        Layout::A => {
            s.title(&format!("关于{name}等同志取得{title}"), 20.0);
            s.title("任职资格的通知", 20.0);
            s.line("各有关单位：");
            s.para(&format!(
                "经{}评审，我局审核批准，{name}等3名同志具备{}专业{title}任职资格，任职资格时间自{when}起算。",
                p.v("committee"),
                p.v("specialty")
            ));
            s.para("请按照有关规定做好聘任工作。");
            s.para(&format!("附件：取得任职资格人员名单（{name}、张示例、王示例）"));
        }
        Layout::B => {
            s.title(&format!("关于{name}同志专业技术职务任职资格的批复"), 19.0);
            s.line(&format!("{}：", p.v("unit")));
            s.para(&format!(
                "你单位报来的《关于申请确认{name}同志任职资格的请示》收悉。经研究，同意{name}同志具备{}专业{title}任职资格，时间从{when}算起。",
                p.v("specialty")
            ));
            s.para("此复。");
        }
        Layout::C => list_document(desk, &mut s, &when),
    }
    s.gap(40.0);
    s.ending(p.v("review_office"), 20.0);
    s.ending(&when, 50.0);
    s.seal(420.0, s.y - 38.0, 54.0, p.seal(Seal::Red));
    vec![s]
}

fn red_head(desk: &Desk<'_>, s: &mut Sheet) {
    let p = desk.plan;
    s.ink = RED;
    s.gap(10.0);
    s.title(&format!("{}文件", p.v("review_office")), 27.0);
    s.ink = BLACK;
    s.gap(6.0);
    s.centre(p.v("approval_number"), 14.0);
    let y = s.y;
    s.rule((72.0, y), (523.0, y), RED, 1.8);
    s.gap(26.0);
}

fn list_document(desk: &Desk<'_>, s: &mut Sheet, when: &str) {
    let p = desk.plan;
    s.title("关于公布工程系列专业技术职务任职资格的通知", 17.0);
    s.para(&format!("经评审委员会评审通过，现将取得任职资格的人员予以公布，资格取得时间为{when}。"));
    s.gap(6.0);
    s.size = 11.5;
    let row = |n: &str, name: &str, unit: &str, title: &str| (30.0, vec![l(n), l(name), l(unit), l(title)]);
    let rows = vec![
        row("序号", "姓名", "工作单位", "任职资格"),
        row("1", "张示例", "示例市建筑设计院", p.v("title")),
        row("2", p.v("name"), p.v("unit"), p.v("title")),
        row("3", "王示例", "示例纺织厂", p.v("title")),
    ];
    s.table(&[50.0, 90.0, 200.0, 110.0], &rows);
    s.size = 15.0;
}

/// 专业技术职务任职资格评审表
pub fn review_form(desk: &Desk<'_>) -> Vec<Sheet> {
    match desk.plan.layout {
        Layout::A => vec![cover(desk, "song"), inside(desk, "song")],
        Layout::B => vec![inside(desk, "micro")],
        Layout::C => vec![cover(desk, "gkai")],
    }
}

fn cover(desk: &Desk<'_>, face: &str) -> Sheet {
    let p = desk.plan;
    let mut s = desk.sheet(A4, face);
    s.y = 170.0;
    s.title("专业技术职务", 34.0);
    s.title("任职资格评审表", 34.0);
    s.gap(90.0);
    (s.left, s.right, s.size) = (140.0, 460.0, 16.0);
    let pairs = [
        ("单　　位", p.v("unit").to_owned()),
        ("姓　　名", p.v("name").to_owned()),
        ("现任专业技术职务", p.v("title").to_owned()),
        ("评审专业技术职务", p.v("target").to_owned()),
        ("填表时间", date::cn(&p.or("date", "2021-09-10"))),
    ];
    s.pairs(&pairs, Pairs { step: 42.0, label: 84.0, ..Pairs::RULED });
    s.gap(80.0);
    (s.left, s.right) = (72.0, 523.0);
    s.centre("示例省人力资源和社会保障厅　制", 14.0);
    s
}

fn inside(desk: &Desk<'_>, face: &str) -> Sheet {
    let p = desk.plan;
    let mut s = desk.sheet(A4, face);
    s.y = 50.0;
    s.title("专业技术职务任职资格评审表", 18.0);
    s.size = 11.0;
    let rows = vec![
        (
            30.0,
            vec![
                l("姓名"),
                m(p.v("name"), 1),
                l("性别"),
                m(p.v("sex"), 1),
                l("出生年月"),
                m(&date::dot(p.v("birth")), 1),
            ],
        ),
        (30.0, vec![l("学历"), m(p.v("level"), 1), l("毕业学校"), m(p.v("school"), 3)]),
        (30.0, vec![l("现职称"), m(p.v("title"), 1), l("申报职称"), m(p.v("target"), 3)]),
        (
            160.0,
            vec![
                l("业务自传"),
                v(
                    "任现职以来，主要从事装置运行与技术管理工作，完成了本岗位的各项任务，没有其他内容的栏目填写“无”。",
                    5,
                ),
            ],
        ),
        (
            120.0,
            vec![
                l("基层单位意见"),
                long("情况属实，同意呈报。", "负责人：　　　（公章）\n年　　月　　日", 5),
            ],
        ),
        (120.0, vec![l("呈报单位意见"), long("同意呈报。", "负责人：　　　（公章）\n年　　月　　日", 5)]),
        (120.0, vec![l("评审委员会意见"), long("　", "主任委员：　　　（公章）\n年　　月　　日", 5)]),
    ];
    s.table(&[70.0, 80.0, 70.0, 70.0, 70.0, 90.0], &rows);
    s
}

//! Certificates of continuing education: public and professional courses, of one year or of several. The
//! year of the certificate and its date of issue are two values, since only the first counts.

use super::Desk;
use crate::date;
use crate::form::{Pairs, Row, l, m};
use crate::list::Layout;
use crate::plan::Seal;
use crate::sheet::{A4, A4_ACROSS, BLACK, Box4, RED, Sheet};

struct Course {
    year: u16,
    name: &'static str,
    subject: &'static str,
    hours: String,
}

const PUBLIC: &[&str] =
    &["生态文明建设", "职业道德与诚信建设", "创新思维与方法", "知识产权保护", "法治思维与实践"];

fn courses(desk: &Desk<'_>) -> Vec<Course> {
    let p = desk.plan;
    let course = p.or("course", "public");
    let subject =
        if p.v("field") == "power" { "配电网运行技术" } else { "化工过程安全与节能" };
    let mut list = Vec::new();
    for year in p.years_or(&[2021]) {
        if course != "professional" {
            let hours = p.or("hours", "30");
            list.push(Course {
                year,
                name: "公需科目",
                subject: PUBLIC[usize::from(year) % PUBLIC.len()],
                hours,
            });
        }
        if course != "public" {
            list.push(Course { year, name: "专业科目", subject, hours: p.or("hours", "60") });
        }
    }
    list
}

fn name(desk: &Desk<'_>) -> &'static str {
    match desk.plan.or("course", "public").as_str() {
        "public" => "公需科目",
        "professional" => "专业科目",
        _ => "公需科目、专业科目",
    }
}

fn years(list: &[Course]) -> String {
    let (first, last) = (list.first().map_or(0, |c| c.year), list.last().map_or(0, |c| c.year));
    if first == last { first.to_string() } else { format!("{first}—{last}") }
}

fn issued(desk: &Desk<'_>, list: &[Course]) -> String {
    let last = list.last().map_or(2021, |c| c.year);
    let day = if last >= 2021 { "07-30" } else { "11-20" };
    desk.plan.or("date", &format!("{last}-{day}"))
}

fn number(desk: &Desk<'_>, list: &[Course]) -> String {
    let letter = if desk.plan.v("course") == "professional" { "ZY" } else { "GX" };
    desk.plan.or("number", &format!("{letter}{}000001", list.first().map_or(2021, |c| c.year)))
}

/// A certificate.
pub fn certificate(desk: &Desk<'_>) -> Vec<Sheet> {
    let list = courses(desk);
    vec![match desk.plan.layout {
        Layout::A => across(desk, &list),
        Layout::B => table(desk, &list),
        Layout::C => electronic(desk, &list),
    }]
}

fn across(desk: &Desk<'_>, list: &[Course]) -> Sheet {
    let p = desk.plan;
    let mut s = desk.sheet(A4_ACROSS, "kai");
    s.guilloche((238, 224, 204));
    s.border(30.0, (176, 60, 50));
    s.y = 78.0;
    s.ink = RED;
    s.title("专业技术人员继续教育", 24.0);
    let title = match name(desk) {
        "公需科目、专业科目" => "合　格　证　书".to_owned(),
        one => format!("{one}合格证书"),
    };
    s.title(&title, 34.0);
    s.ink = BLACK;
    (s.left, s.right, s.size, s.lead) = (110.0, 732.0, 17.0, 1.9);
    s.gap(8.0);
    let parts: Vec<String> =
        list.iter().map(|c| format!("{}年度{}“{}”{}学时", c.year, c.name, c.subject, c.hours)).collect();
    s.para(&format!(
        "{}（身份证号：{}），工作单位{}，参加专业技术人员继续教育，完成{}，考核合格，特发此证。",
        p.v("name"),
        p.v("id"),
        p.v("unit"),
        parts.join("、")
    ));
    s.y = s.y.max(400.0);
    s.size = 14.0;
    let y = s.y;
    s.at(110.0, y, 14.0, &format!("证书编号：{}", number(desk, list)));
    s.ending(&format!("发证单位：{}", p.v("ce_office")), 0.0);
    s.gap(8.0);
    s.ending(&date::cn(&issued(desk, list)), 50.0);
    s.seal(640.0, s.y - 26.0, 50.0, p.seal(Seal::Red));
    s
}

fn table(desk: &Desk<'_>, list: &[Course]) -> Sheet {
    let p = desk.plan;
    let mut s = desk.sheet(A4, "song");
    s.gap(10.0);
    s.title("专业技术人员继续教育学时证明", 22.0);
    s.centre(&format!("（{}年度　{}）", years(list), name(desk)), 13.0);
    s.gap(10.0);
    let rows = vec![
        (34.0, vec![l("姓名"), m(p.v("name"), 1), l("身份证号"), m(p.v("id"), 1)]),
        (34.0, vec![l("工作单位"), m(p.v("unit"), 1), l("编号"), m(&number(desk, list), 1)]),
    ];
    s.table(&[80.0, 130.0, 80.0, 160.0], &rows);
    let mut rows: Vec<Row> = vec![(32.0, vec![l("年度"), l("科目"), l("课程名称"), l("学时"), l("成绩")])];
    for c in list {
        rows.push((32.0, vec![l(&format!("{}年", c.year)), l(c.name), l(c.subject), l(&c.hours), l("合格")]));
    }
    s.table(&[70.0, 80.0, 170.0, 60.0, 70.0], &rows);
    s.gap(20.0);
    s.para("以上学时经审核登记，情况属实，特此证明。");
    s.gap(30.0);
    s.ending(&format!("{}（盖章）", p.v("ce_office")), 10.0);
    s.ending(&date::cn_padded(&issued(desk, list)), 60.0);
    s.seal(420.0, s.y - 30.0, 52.0, p.seal(Seal::Red));
    s
}

fn electronic(desk: &Desk<'_>, list: &[Course]) -> Sheet {
    let p = desk.plan;
    let mut s = desk.sheet(A4, "sans");
    s.frame(Box4(44.0, 44.0, 507.0, 754.0), (40, 120, 110), 2.0);
    s.y = 84.0;
    s.ink = (20, 100, 92);
    s.title("继续教育证书", 30.0);
    s.ink = BLACK;
    s.centre(&format!("{}年度专业技术人员{}", years(list), name(desk)), 14.0);
    s.gap(20.0);
    let top = s.y;
    s.portrait(Box4(420.0, top, 90.0, 120.0), (178, 214, 240), p.v("sex") == "女", p.seed);
    (s.left, s.right, s.size) = (84.0, 400.0, 13.0);
    let mut pairs = vec![
        ("姓　　名", p.v("name").to_owned()),
        ("身份证号", p.v("id").to_owned()),
        ("工作单位", p.v("unit").to_owned()),
    ];
    for c in list {
        pairs.push(("年　　度", c.year.to_string()));
        pairs.push(("课　　程", format!("{}：{}", c.name, c.subject)));
        pairs.push(("学　　时", format!("{}学时", c.hours)));
    }
    pairs.push(("考核结果", "合格".to_owned()));
    pairs.push(("证书编号", number(desk, list)));
    let step = if list.len() > 4 { 20.0 } else { 27.0 };
    s.pairs(&pairs, Pairs { step, ..Pairs::LINES });
    s.right = 511.0;
    s.y = s.y.max(600.0);
    s.qr(84.0, s.y, 84.0, "https://example.invalid/ce");
    s.gap(20.0);
    s.ending(p.v("ce_office"), 0.0);
    s.ending(&format!("打印日期 {}", issued(desk, list)), 20.0);
    s.seal(420.0, s.y - 22.0, 50.0, p.seal(Seal::Red));
    s
}

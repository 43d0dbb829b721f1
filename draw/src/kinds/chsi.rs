//! Reports of the student registry. Their URL and QR code are those of the real service with a code that
//! it never issues, so that the check of host and code has something to read.

use super::Desk;
use crate::date;
use crate::form::{Pairs, Row, l, m};
use crate::list::Layout;
use crate::plan::Seal;
use crate::sheet::{A4, Box4, Sheet};

/// The address behind a report's QR code.
fn url(desk: &Desk<'_>) -> String {
    let code = desk.plan.or("qr_code", desk.plan.v("code"));
    let base = desk.plan.or("url", "https://www.chsi.com.cn/xlcx/bg.do?vcode=");
    format!("{base}{code}&srcid=bgcx")
}

fn code(desk: &Desk<'_>) -> String {
    let code = desk.plan.v("code");
    match desk.plan.layout {
        Layout::B => {
            code.chars().collect::<Vec<_>>().chunks(4).map(String::from_iter).collect::<Vec<_>>().join(" ")
        }
        _ => code.to_owned(),
    }
}

fn updated(desk: &Desk<'_>) -> String {
    date::cn(desk.plan.v("updated"))
}

/// The head that all reports share: title, day, portrait.
fn head(desk: &Desk<'_>, s: &mut Sheet, title: &str) {
    s.ink = (20, 60, 120);
    s.title(title, 20.0);
    s.ink = crate::sheet::BLACK;
    s.size = 11.0;
    s.centre(&format!("更新日期：{}", updated(desk)), 11.0);
    s.gap(8.0);
}

fn portrait(desk: &Desk<'_>, s: &mut Sheet, at: Box4) {
    s.portrait(at, (120, 165, 215), desk.plan.v("sex") == "女", desk.plan.seed);
}

/// The foot that all reports share: code, address, QR and remarks.
fn foot(desk: &Desk<'_>, s: &mut Sheet, remarks: &[&str]) {
    s.gap(24.0);
    let top = s.y;
    let left = s.left;
    s.qr(left, top, 92.0, &url(desk));
    s.left = left + 112.0;
    s.size = 12.0;
    s.line(&format!("在线验证码：{}", code(desk)));
    s.size = 9.0;
    s.line(&url(desk));
    s.line("扫描二维码或登录学信网输入在线验证码，均可在线查验本报告。");
    s.left = left;
    s.y = top + 110.0;
    s.size = 9.5;
    s.line("注意事项：");
    for (i, remark) in remarks.iter().enumerate() {
        s.line(&format!("{}．{remark}", i + 1));
    }
}

const REMARKS: &[&str] = &[
    "本报告依据教育部有关规定制作，内容以在线查验的结果为准。",
    "报告内容如有修改，请以最新更新的在线内容为准。",
    "未经本人授权，不得将本报告用于违背本人意愿之用途。",
    "报告在有效期内可重复查验，有效期由本人设置，最长为六个月。",
];

fn registration_values(desk: &Desk<'_>) -> Vec<(&'static str, String)> {
    let p = desk.plan;
    vec![
        ("姓名", p.v("name").to_owned()),
        ("性别", p.v("sex").to_owned()),
        ("出生日期", date::cn_padded(p.v("birth"))),
        ("入学日期", date::cn_padded(p.v("enrolled"))),
        ("毕（结）业日期", date::cn_padded(p.v("graduated"))),
        ("学校名称", p.v("school").to_owned()),
        ("专业", p.v("major").to_owned()),
        ("学制", format!("{}年", p.v("years_of_study"))),
        ("层次", p.v("level").to_owned()),
        ("学历类别", p.or("study_type", "普通高等教育")),
        ("学习形式", p.or("study_form", "普通全日制")),
        ("毕（结）业", p.or("conclusion", "毕业")),
        ("证书编号", p.or("number", p.v("diploma_number"))),
        ("校（院）长姓名", p.v("president").to_owned()),
    ]
}

/// 教育部学历证书电子注册备案表
pub fn registration(desk: &Desk<'_>) -> Vec<Sheet> {
    let mut s = desk.sheet(A4, desk.face(["sans", "hei", "song"]));
    let values = registration_values(desk);
    let title = "教育部学历证书电子注册备案表";
    match desk.plan.layout {
        Layout::A => {
            head(desk, &mut s, title);
            let top = s.y;
            s.right -= 110.0;
            let rows: Vec<Row> = values.iter().map(|(k, v)| (28.0, vec![l(k), m(v, 1)])).collect();
            s.table(&[110.0, 230.0], &rows);
            portrait(desk, &mut s, Box4(A4.0 - 162.0, top, 90.0, 120.0));
            s.right += 110.0;
            foot(desk, &mut s, REMARKS);
        }
        Layout::B => {
            head(desk, &mut s, title);
            let top = s.y;
            s.rule((72.0, top - 4.0), (523.0, top - 4.0), (60, 110, 170), 1.2);
            s.gap(14.0);
            s.right -= 110.0;
            s.pairs(&values, Pairs { label: 110.0, step: 25.0, ..Pairs::BARE });
            s.right += 110.0;
            portrait(desk, &mut s, Box4(A4.0 - 162.0, top + 14.0, 90.0, 120.0));
            foot(desk, &mut s, REMARKS);
        }
        Layout::C => older(desk, &mut s, values),
    }
    vec![s]
}

/// The form of about 2014, with the day of issue and the end of validity.
fn older(desk: &Desk<'_>, s: &mut Sheet, mut values: Vec<(&'static str, String)>) {
    let p = desk.plan;
    s.title("教育部学历证书电子注册备案表", 20.0);
    s.gap(10.0);
    values.insert(6, ("院校所在地", p.v("province").to_owned()));
    let mut rows: Vec<Row> = Vec::new();
    for pair in values.chunks(2) {
        let mut cells = Vec::new();
        for (label, value) in pair {
            cells.extend([l(label), m(value, 1)]);
        }
        if pair.len() == 1 {
            cells.extend([l("　"), l("　")]);
        }
        rows.push((36.0, cells));
    }
    rows.push((36.0, vec![l("在线验证码"), m(&code(desk), 3)]));
    let until = p.or("valid_until", "2021-12-31");
    rows.push((
        36.0,
        vec![
            l("制表日期"),
            m(&date::cn(&p.or("date", p.v("updated"))), 1),
            l("验证期至"),
            m(&date::cn(&until), 1),
        ],
    ));
    s.size = 10.5;
    s.table(&[90.0, 150.0, 90.0, 130.0], &rows);
    s.gap(20.0);
    let top = s.y;
    s.at(72.0, top, 11.0, "二维验证码");
    s.qr(72.0, top + 22.0, 96.0, &url(desk));
    portrait(desk, s, Box4(420.0, top, 90.0, 120.0));
    s.left = 190.0;
    s.right = 400.0;
    s.y = top + 24.0;
    s.size = 9.0;
    s.line(&url(desk));
    s.line("学历证书电子注册备案表验证办法：登录中国高等教育学生信息网，输入在线验证码进行验证。");
}

/// 教育部学籍在线验证报告: enrolment only.
pub fn enrolment(desk: &Desk<'_>) -> Vec<Sheet> {
    let p = desk.plan;
    let values = [
        ("姓名", p.v("name").to_owned()),
        ("性别", p.v("sex").to_owned()),
        ("出生日期", date::cn_padded(p.v("birth"))),
        ("民族", p.v("ethnicity").to_owned()),
        ("学校名称", p.v("school").to_owned()),
        ("层次", p.v("level").to_owned()),
        ("专业", p.v("major").to_owned()),
        ("学制", format!("{}年", p.v("years_of_study"))),
        ("学历类别", "普通高等教育".to_owned()),
        ("学习形式", "普通全日制".to_owned()),
        ("分院", "化工学院".to_owned()),
        ("系所", "化学工程系".to_owned()),
        ("入学日期", date::cn_padded(p.v("enrolled"))),
        ("学籍状态", p.or("enrolment_state", "不在籍（毕业）")),
        ("预计毕业日期", date::cn_padded(p.v("graduated"))),
    ];
    vec![report(desk, "教育部学籍在线验证报告", &values)]
}

/// 中国高等教育学位在线验证报告
pub fn degree(desk: &Desk<'_>) -> Vec<Sheet> {
    let p = desk.plan;
    let values = [
        ("姓名", p.v("name").to_owned()),
        ("性别", p.v("sex").to_owned()),
        ("出生日期", date::cn_padded(p.v("birth"))),
        ("获学位日期", date::cn_padded(p.v("graduated"))),
        ("学位授予单位", p.v("school").to_owned()),
        ("所授学位", p.v("degree_name").to_owned()),
        ("学科/专业", p.v("major").to_owned()),
        ("学位证书编号", p.or("number", p.v("degree_number"))),
    ];
    vec![report(desk, "中国高等教育学位在线验证报告", &values)]
}

fn report(desk: &Desk<'_>, title: &str, values: &[(&str, String)]) -> Sheet {
    let mut s = desk.sheet(A4, desk.face(["micro", "sans", "droid"]));
    head(desk, &mut s, title);
    let top = s.y;
    s.right -= 110.0;
    match desk.plan.layout {
        Layout::A => {
            let rows: Vec<Row> = values.iter().map(|(k, v)| (27.0, vec![l(k), m(v, 1)])).collect();
            s.table(&[100.0, 240.0], &rows);
        }
        Layout::B => s.pairs(values, Pairs { step: 25.0, ..Pairs::LINES }),
        Layout::C => {
            s.gap(6.0);
            s.size = 12.0;
            s.pairs(values, Pairs { step: 42.0, ..Pairs::BELOW });
        }
    }
    s.right += 110.0;
    portrait(desk, &mut s, Box4(A4.0 - 162.0, top, 90.0, 120.0));
    s.y = s.y.max(top + 130.0);
    foot(desk, &mut s, REMARKS);
    s
}

/// 中国高等教育学历认证报告 or 学位认证报告, by the field `subject`.
pub fn certification(desk: &Desk<'_>) -> Vec<Sheet> {
    let p = desk.plan;
    let of_degree = p.v("subject") == "degree";
    let title = if of_degree {
        "中国高等教育学位认证报告"
    } else {
        "中国高等教育学历认证报告"
    };
    let mut values = vec![
        ("报告编号", p.or("report_number", "00000000000001")),
        ("打印日期", date::cn(&p.or("date", "2021-08-20"))),
        ("姓名", p.v("name").to_owned()),
        ("性别", p.v("sex").to_owned()),
        ("出生日期", date::cn(p.v("birth"))),
    ];
    if of_degree {
        values.extend([
            ("获学位日期", date::cn(p.v("graduated"))),
            ("学位授予单位", p.v("school").to_owned()),
            ("所授学位", p.v("degree_name").to_owned()),
            ("学位证书编号", p.or("number", p.v("degree_number"))),
        ]);
    } else {
        values.extend([
            ("毕业院校", p.v("school").to_owned()),
            ("专业名称", p.v("major").to_owned()),
            ("学历层次", p.v("level").to_owned()),
            ("毕业日期", date::cn(p.v("graduated"))),
            ("证书编号", p.or("number", p.v("diploma_number"))),
        ]);
    }
    vec![certification_page(desk, title, &values)]
}

fn certification_page(desk: &Desk<'_>, title: &str, values: &[(&str, String)]) -> Sheet {
    let mut s = desk.sheet(A4, desk.face(["serif", "micro", "kai"]));
    let verdict = "经核查，上述证书信息与高等学校备案的信息一致，证书真实有效。";
    s.gap(20.0);
    s.title(title, 22.0);
    s.gap(14.0);
    match desk.plan.layout {
        Layout::A => {
            let rows: Vec<Row> = values.iter().map(|(k, v)| (32.0, vec![l(k), m(v, 1)])).collect();
            s.table(&[120.0, 330.0], &rows);
        }
        Layout::B => s.pairs(values, Pairs { columns: 1, ..Pairs::RULED }),
        Layout::C => s.pairs(values, Pairs { columns: 2, step: 34.0, ..Pairs::LINES }),
    }
    s.gap(18.0);
    s.size = 13.0;
    s.line("认证结论：");
    s.para(verdict);
    s.gap(40.0);
    s.ending("学历学位认证中心（样本）", 30.0);
    s.ending(&date::cn(&desk.plan.or("date", "2021-08-20")), 60.0);
    s.seal(410.0, s.y - 40.0, 54.0, desk.plan.seal(Seal::Red));
    let y = s.y + 6.0;
    s.qr(72.0, y, 84.0, "https://example.invalid/certification");
    s
}

//! The summary of one's professional work. Only its first page has a title; later pages are body text.

use super::Desk;
use crate::date;
use crate::form::{l, m};
use crate::list::Layout;
use crate::prose::{Flow, paragraph};
use crate::sheet::{A4, Sheet};

/// A summary of some pages, three unless the list says otherwise.
pub fn summary(desk: &Desk<'_>) -> Vec<Sheet> {
    let p = desk.plan;
    let face = desk.face(["song", "serif", "kai"]);
    let mut first = desk.sheet(A4, face);
    (first.size, first.lead) = ([12.0, 12.0, 14.0][p.layout as usize], 1.75);
    head(desk, &mut first);
    let pages = p.pages.unwrap_or(3);
    let mut rng = p.rng();
    let field = p.v("field").to_owned();
    let mut flow = Flow::after(first, desk.fonts, p, face, 1);
    flow.para(&opening(desk), 2.0);
    let headings = ["思想政治与职业道德", "主要工作业绩", "学术水平与技术创新", "继续教育与今后打算"];
    for (i, heading) in headings.iter().enumerate() {
        let number = ["一", "二", "三", "四"][i];
        flow.heading(&match p.layout {
            Layout::B => format!("（{number}）{heading}"),
            _ => format!("{number}、{heading}"),
        });
        flow.para(&paragraph(&mut rng, &field, if pages == 1 { 1 } else { 4 }), 2.0);
        if pages > 1 {
            flow.fill(&mut rng, 1 + i * (pages - 1) / 4, 0.45);
        }
    }
    flow.fill(&mut rng, pages, if pages == 1 { 0.5 } else { 0.3 });
    flow.para("以上是本人任现职以来的工作总结，不妥之处请批评指正。", 2.0);
    let (name, when) = (p.v("name").to_owned(), date::cn(&p.or("date", "2021-08-20")));
    let signed = p.signed(false);
    let (seed, sheet) = (p.seed, flow.sheet());
    sheet.gap(24.0);
    sheet.ending(&format!("总结人：{name}"), 20.0);
    if signed {
        sheet.signature(sheet.right - 90.0, sheet.y - 30.0, 24.0, seed);
    }
    sheet.ending(&when, 20.0);
    flow.sheets
}

fn opening(desk: &Desk<'_>) -> String {
    let p = desk.plan;
    format!(
        "本人{}，{}年毕业于{}{}专业，{}取得{}任职资格，现在{}{}工作。自取得现任职称资格以来，本人立足岗位，努力完成各项任务，现将任现职以来的业务工作总结如下。",
        p.v("name"),
        date::year(p.v("graduated")),
        p.v("school"),
        p.v("major"),
        date::cn(p.v("approved")),
        p.v("title"),
        p.v("unit"),
        p.v("department")
    )
}

fn head(desk: &Desk<'_>, s: &mut Sheet) {
    let p = desk.plan;
    match p.layout {
        Layout::A => {
            s.title("个人业务工作总结", 22.0);
            s.centre(&format!("{}　{}", p.v("unit"), p.v("name")), 12.0);
        }
        Layout::B => {
            s.title("专业技术人员业务工作总结", 20.0);
            let rows = vec![
                (30.0, vec![l("姓名"), m(p.v("name"), 1), l("工作单位"), m(p.v("unit"), 1)]),
                (30.0, vec![l("现职称"), m(p.v("title"), 1), l("申报职称"), m(p.v("target"), 1)]),
            ];
            s.table(&[60.0, 130.0, 80.0, 180.0], &rows);
            s.gap(12.0);
        }
        Layout::C => s.title("任 现 职 以 来 业 务 工 作 总 结", 20.0),
    }
    s.gap(8.0);
}

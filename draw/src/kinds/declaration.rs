//! Short papers that somebody signs or stamps: pledge, proof of publicity, recommendation, consent of the
//! sending unit, proof for the exemption from the oral defence.

use super::Desk;
use crate::date;
use crate::form::{Pairs, l, long, m};
use crate::list::Layout;
use crate::plan::Seal;
use crate::sheet::{A4, Sheet, spaced};

/// 承诺书
pub fn pledge(desk: &Desk<'_>) -> Vec<Sheet> {
    let p = desk.plan;
    let mut s = desk.sheet(A4, desk.face(["song", "kai", "sans"]));
    let when = p.or("date", "2021-08-26");
    s.y = 110.0;
    s.title(&["承　诺　书", "个人承诺书", "职称申报诚信承诺书"].map(str::to_owned)[p.layout as usize], 26.0);
    (s.size, s.lead) = (14.0, 2.0);
    s.gap(16.0);
    pledge_text(desk, &mut s);
    s.gap(40.0);
    let (label, blank) = match p.layout {
        Layout::A => ("承诺人（签字）：", "日期：　　年　　月　　日"),
        Layout::B => ("承诺人签名：", "　　年　　月　　日"),
        Layout::C => ("承诺人（手写签名）", "日期"),
    };
    let x = 300.0;
    let y = s.y;
    s.at(x, y, 14.0, label);
    if p.signed(true) {
        let width = s.width(label, 14.0);
        s.signature(x + width + 6.0, y - 12.0, 30.0, p.seed);
    }
    let day = match (p.layout, when.is_empty()) {
        (_, true) => blank.to_owned(),
        (Layout::A, _) => format!("日期：{}", date::cn(&when)),
        (Layout::B, _) => date::cn_spaced(&when),
        (Layout::C, _) => format!("日期　{}", date::dot(&when)),
    };
    s.at(x, y + 42.0, 14.0, &day);
    vec![s]
}

fn pledge_text(desk: &Desk<'_>, s: &mut Sheet) {
    let p = desk.plan;
    match p.layout {
        Layout::A => {
            s.para(&format!(
                "本人{}，身份证号{}，工作单位{}，现申报{}专业技术职务任职资格。",
                p.v("name"),
                p.v("id"),
                p.v("unit"),
                p.v("target")
            ));
            s.para("本人郑重承诺：所提交的全部申报材料（包括学历、资历、业绩成果、论文等）均真实、准确、完整，无任何弄虚作假行为。如有不实，本人愿意承担由此产生的一切后果，并按有关规定接受处理。");
        }
        Layout::B => {
            s.line("示例市工程系列职称评审委员会：");
            s.para("本人自愿参加2021年度职称评审，郑重承诺如下：");
            for line in [
                "一、本人所填报的信息和上传的材料真实、准确、完整；",
                "二、申报的业绩成果为本人所取得，无抄袭、剽窃行为；",
                "三、遵守职称评审纪律，不弄虚作假，不干扰评审工作；",
                "四、违反以上承诺的，自愿接受取消参评资格等处理。",
            ] {
                s.para(line);
            }
            s.para(&format!("姓名：{}　　身份证号：{}", p.v("name"), p.v("id")));
        }
        Layout::C => {
            let pairs = [
                ("姓名", p.v("name").to_owned()),
                ("单位", p.v("unit").to_owned()),
                ("身份证号", p.v("id").to_owned()),
                ("申报职称", p.v("target").to_owned()),
            ];
            s.size = 12.0;
            s.pairs(&pairs, Pairs { columns: 2, ..Pairs::LINES });
            s.gap(10.0);
            s.size = 13.0;
            s.para("我已知晓职称申报的有关规定。我郑重承诺，本次申报所提供的材料真实可靠、完整有效，不存在伪造证书、虚报业绩、学术不端等情形；如有虚假，本人承担相应责任，五年内不再申报。");
        }
    }
}

/// 公示证明
pub fn publicity(desk: &Desk<'_>) -> Vec<Sheet> {
    let p = desk.plan;
    let mut s = desk.sheet(A4, desk.face(["song", "sans", "kai"]));
    let period = p.or("period", "stated") != "none";
    let days = p.or("days", "5");
    let (start, end) = (p.or("start", "2021-08-26"), p.or("end", "2021-09-01"));
    let (unit, name) = (p.v("unit"), p.v("name"));
    s.y = 110.0;
    (s.size, s.lead) = (15.0, 2.0);
    match p.layout {
        Layout::A => {
            s.title(&spaced("公示证明"), 26.0);
            let when =
                if period { format!("于{}至{}", date::cn(&start), date::cn(&end)) } else { "已".into() };
            let days = if period { format!("，公示期{days}个工作日") } else { String::new() };
            s.gap(20.0);
            s.para(&format!("我单位{name}同志申报{}专业技术职务任职资格的材料，{when}在单位内部公示{days}，公示期间无异议。", p.v("target")));
            s.para("特此证明。");
        }
        Layout::B => {
            s.title("关于职称申报材料公示情况的证明", 21.0);
            s.line("示例市工程系列职称评审委员会：");
            let when = if period {
                format!(
                    "公示时间自{}起至{}止，共{days}个工作日。",
                    date::cn_padded(&start),
                    date::cn_padded(&end)
                )
            } else {
                String::new()
            };
            s.para(&format!("按照职称评审工作要求，我单位对{name}申报{}的材料进行了审核，并在单位公告栏内公示。{when}公示期间未收到任何异议，公示结果为：无异议。特此证明。", p.v("target")));
        }
        Layout::C => {
            s.title("公示情况及结果", 24.0);
            s.size = 13.0;
            publicity_table(desk, &mut s, period.then_some((start, end, days)));
        }
    }
    s.gap(60.0);
    s.ending(&format!("{unit}（公章）"), 20.0);
    let when = p.or("date", "2021-09-02");
    s.ending(&[date::cn, date::han, date::dot][p.layout as usize](&when), 50.0);
    s.seal(430.0, s.y - 40.0, 54.0, p.seal(Seal::Red));
    vec![s]
}

fn publicity_table(desk: &Desk<'_>, s: &mut Sheet, period: Option<(String, String, String)>) {
    let p = desk.plan;
    let mut rows = vec![
        (40.0, vec![l("申报人"), m(p.v("name"), 1)]),
        (40.0, vec![l("申报资格"), m(p.v("target"), 1)]),
        (40.0, vec![l("公示地点"), m("单位内部公告栏", 1)]),
    ];
    if let Some((start, end, days)) = period {
        rows.push((40.0, vec![l("公示时间"), m(&format!("{}至{}", date::dot(&start), date::dot(&end)), 1)]));
        rows.push((40.0, vec![l("公示期"), m(&format!("{days}个工作日"), 1)]));
    }
    rows.push((120.0, vec![l("公示结果"), long("公示期间无异议，特此证明。", "经办人：王示例", 1)]));
    s.table(&[110.0, 340.0], &rows);
}

/// 推荐意见
pub fn recommendation(desk: &Desk<'_>) -> Vec<Sheet> {
    let p = desk.plan;
    let mut s = desk.sheet(A4, desk.face(["kai", "song", "micro"]));
    let (name, when) = (p.v("name"), p.or("date", "2021-09-03"));
    s.y = 110.0;
    (s.size, s.lead) = (15.0, 2.0);
    match p.layout {
        Layout::A => {
            s.title(&spaced("推荐意见"), 26.0);
            s.gap(16.0);
            s.para(&format!("{name}同志系{}职工，自任{}以来，工作认真，业务扎实，取得了较好的工作业绩。经审核，该同志的申报材料真实，符合申报条件，同意推荐其参加{}任职资格评审。", p.v("unit"), p.v("title"), p.v("target")));
        }
        Layout::B => {
            s.title("主管部门推荐意见书", 24.0);
            s.line("示例市工程系列职称评审委员会：");
            s.para(&format!("经我单位人事（职称）部门审核，{}{name}（身份证号{}）提交的申报材料真实、齐全，符合{}申报条件，经研究，同意推荐。", p.v("unit"), p.v("id"), p.v("target")));
        }
        Layout::C => {
            s.title("职称申报推荐表", 24.0);
            s.size = 12.0;
            let rows = vec![
                (36.0, vec![l("姓名"), m(name, 1), l("申报职称"), m(p.v("target"), 1)]),
                (36.0, vec![l("工作单位"), m(p.v("unit"), 3)]),
                (
                    160.0,
                    vec![
                        l("工作单位审核意见"),
                        long("申报材料属实，公示无异议，同意上报。", "负责人：王示例", 3),
                    ],
                ),
                (
                    180.0,
                    vec![
                        l("主管部门推荐意见"),
                        long(
                            "经审核，材料真实，符合申报条件，同意推荐。",
                            &format!("负责人签字：　　　　　　　（公章）\n{}", date::cn(&when)),
                            3,
                        ),
                    ],
                ),
            ];
            s.table(&[90.0, 120.0, 90.0, 150.0], &rows);
            if p.signed(true) {
                s.signature(s.right - 142.0, s.y - 50.0, 22.0, p.seed);
            }
            s.seal(s.right - 70.0, s.y - 62.0, 50.0, p.seal(Seal::Red));
            return vec![s];
        }
    }
    s.gap(40.0);
    let y = s.y;
    s.at(72.0, y, 15.0, "负责人（签字）：");
    if p.signed(true) {
        s.signature(190.0, y - 12.0, 28.0, p.seed);
    }
    s.ending(&format!("{}（公章）", p.v("superior")), 0.0);
    s.ending(&date::cn(&when), 40.0);
    s.seal(430.0, s.y - 38.0, 54.0, p.seal(Seal::Red));
    vec![s]
}

/// Consent of the sending unit for people on aid to Xinjiang.
pub fn aid(desk: &Desk<'_>) -> Vec<Sheet> {
    let p = desk.plan;
    let mut s = desk.sheet(A4, desk.face(["song", "kai", "sans"]));
    let name = p.v("name");
    let (start, end) = (p.or("start", "2020-03-01"), p.or("end", "2022-02-28"));
    s.y = 110.0;
    (s.size, s.lead) = (14.5, 2.0);
    match p.layout {
        Layout::A => {
            s.title("派出单位审核同意证明", 24.0);
            s.gap(14.0);
            s.para(&format!("{name}同志系我单位选派的对口支援新疆专业技术人员，自{}起在受援单位{}工作，援疆期限至{}，目前正在援疆期间。", date::cn(&start), p.v("unit"), date::cn(&end)));
            s.para("其2021年度职称申报材料已经我单位审核，情况属实，审核同意在受援地申报。");
        }
        Layout::B => {
            s.title("关于援疆人员申报职称的同意函", 22.0);
            s.line("示例市人力资源和社会保障局：");
            s.para(&format!("根据对口支援工作安排，我单位{name}于{}至{}参加援疆工作，援疆时间已满一年。经派出单位（原所在单位）审核，同意其在援疆期间申报{}。", date::cn_padded(&start), date::cn_padded(&end), p.v("target")));
            s.para("特此函告。");
        }
        Layout::C => {
            s.title("援疆专业技术人员申报审核表", 22.0);
            s.size = 12.5;
            let rows = vec![
                (38.0, vec![l("姓名"), m(name, 1)]),
                (38.0, vec![l("派出单位"), m("示例研究院", 1)]),
                (38.0, vec![l("受援单位"), m(p.v("unit"), 1)]),
                (38.0, vec![l("援疆时间"), m(&format!("{}—{}", date::dot(&start), date::dot(&end)), 1)]),
                (150.0, vec![l("派出单位意见"), long("申报材料经审核属实，审核同意申报。", "（公章）", 1)]),
            ];
            s.table(&[100.0, 350.0], &rows);
        }
    }
    closing(&mut s, desk, "示例研究院", "2021-08-30");
    vec![s]
}

fn closing(s: &mut Sheet, desk: &Desk<'_>, unit: &str, when: &str) {
    s.gap(50.0);
    s.ending(unit, 40.0);
    s.ending(&date::cn(&desk.plan.or("date", when)), 30.0);
    s.seal(440.0, s.y - 38.0, 54.0, desk.plan.seal(Seal::Red));
}

/// Proof of work that frees from the oral defence.
pub fn exemption(desk: &Desk<'_>) -> Vec<Sheet> {
    let p = desk.plan;
    let mut s = desk.sheet(A4, desk.face(["song", "kai", "droid"]));
    let name = p.v("name");
    let (start, end) = (p.or("start", "2019-01-01"), p.or("end", "2019-12-31"));
    s.y = 110.0;
    (s.size, s.lead) = (14.5, 2.0);
    match p.layout {
        Layout::A => {
            s.title("“访惠聚”驻村工作证明", 24.0);
            s.gap(14.0);
            s.para(&format!("兹证明{name}同志（身份证号{}）于{}至{}在示例县示例镇示例村参加“访民情惠民生聚民心”驻村工作，表现良好。", p.v("id"), date::cn(&start), date::cn(&end)));
            s.para("依据有关规定，可免于答辩。特此证明。");
        }
        Layout::B => {
            s.title("基层工作证明", 26.0);
            s.gap(14.0);
            s.para(&format!(
                "{name}，自{}起在县级以下基层单位（示例县示例乡）工作，从事{}技术工作，符合免于答辩的条件。",
                date::cn(&start),
                p.v("specialty")
            ));
            s.para("特此证明。");
        }
        Layout::C => {
            s.title("支教（驻村）人员登记证明", 22.0);
            let pairs = [
                ("姓名", name.to_owned()),
                ("派出单位", p.v("unit").to_owned()),
                ("工作地点", "示例县示例村幼儿园".to_owned()),
                ("工作类别", "南疆学前教育支教".to_owned()),
                ("起止时间", format!("{}—{}", date::dot(&start), date::dot(&end))),
                ("考核结果", "合格，申请免于答辩".to_owned()),
            ];
            s.pairs(&pairs, Pairs { label: 110.0, step: 38.0, ..Pairs::RULED });
        }
    }
    closing(&mut s, desk, "中共示例县委组织部", "2021-08-25");
    vec![s]
}

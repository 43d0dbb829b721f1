//! Representative works: papers, books, patents, awards, technical reports, standards, project proofs.

use super::Desk;
use crate::date;
use crate::form::{Pairs, l, long, m, v};
use crate::list::Layout;
use crate::plan::Seal;
use crate::prose::{Flow, paragraph};
use crate::sheet::{A4, A4_ACROSS, BLACK, Box4, RED, Sheet, spaced};

fn author(desk: &Desk<'_>) -> String {
    desk.plan.or("author", desk.plan.v("name"))
}

fn work(desk: &Desk<'_>) -> String {
    desk.plan.or("work_title", desk.plan.v("work"))
}

fn keywords(desk: &Desk<'_>) -> &'static str {
    if desk.plan.v("field") == "power" {
        "配电网；故障指示器；供电可靠性"
    } else {
        "精馏；换热网络；节能改造"
    }
}

/// A journal paper; a single page holds its first page only.
pub fn paper(desk: &Desk<'_>) -> Vec<Sheet> {
    let p = desk.plan;
    let columns = if p.layout == Layout::B { 2 } else { 1 };
    let face = desk.face(["song", "serif", "gbsn"]);
    let mut first = desk.sheet(A4, face);
    (first.size, first.lead) = (10.5, 1.55);
    paper_head(desk, &mut first);
    let pages = p.pages.unwrap_or(3);
    let mut rng = p.rng();
    let mut flow = Flow::after(first, desk.fonts, p, face, columns);
    let field = p.v("field").to_owned();
    for (i, heading) in ["引言", "现状与问题分析", "方案与实施", "结果与讨论"].iter().enumerate()
    {
        let number = if p.layout == Layout::C {
            format!("{}　{heading}", ["一、", "二、", "三、", "四、"][i])
        } else {
            format!("{}　{heading}", i + 1)
        };
        flow.heading(&number);
        flow.para(&paragraph(&mut rng, &field, if pages == 1 { 2 } else { 4 }), 2.0);
        if pages > 1 {
            flow.fill(&mut rng, 1 + i * (pages - 1) / 4, 0.5);
        }
    }
    flow.fill(&mut rng, pages, if pages == 1 { 0.0 } else { 0.55 });
    paper_end(&mut flow, &mut rng, &field);
    flow.sheets.truncate(pages);
    flow.sheets
}

fn paper_head(desk: &Desk<'_>, s: &mut Sheet) {
    let p = desk.plan;
    let when = p.or("date", "2018-06-15");
    let year = date::year(&when).to_owned();
    let journal = p.or("journal", "示例工程技术");
    match p.layout {
        Layout::A => {
            s.centre(&format!("《{journal}》{year}年第3期　　ISSN 0000-0000"), 9.5);
            s.rule((72.0, s.y), (523.0, s.y), BLACK, 0.6);
            s.gap(18.0);
            s.title(&work(desk), 18.0);
            s.centre(&author(desk), 12.0);
            s.centre(&format!("（{}，示例市　000000）", p.v("unit")), 9.5);
        }
        Layout::B => {
            s.at(
                72.0,
                52.0,
                9.0,
                &format!(
                    "第12卷第2期　　{journal}　　{}",
                    date::cn(when.rsplit_once('-').map_or("", |d| d.0))
                ),
            );
            s.at(72.0, 66.0, 9.0, &format!("DOI：10.0000/example.{year}.02.001"));
            s.gap(18.0);
            s.title(&work(desk), 17.0);
            s.centre(&author(desk), 11.5);
            s.centre(p.v("unit"), 9.5);
        }
        Layout::C => {
            s.heading(&work(desk), 17.0);
            s.line(&format!("作者：{}　　单位：{}", author(desk), p.v("unit")));
            s.line(&format!("收稿日期：{year}-01-10　　刊出日期：{when}"));
            s.gap(4.0);
        }
    }
    s.gap(4.0);
    s.line(&format!(
        "摘要：结合生产实际，对{}进行了研究。通过数据统计和现场试验，提出了改进方案并加以实施，取得了较好的效果，可供同类单位参考。",
        work(desk)
    ));
    s.line(&format!("关键词：{}", keywords(desk)));
    s.line("中图分类号：T-0　　文献标识码：A");
    if p.layout == Layout::C {
        s.line("Abstract: The practice of improving equipment is studied. A scheme is put forward and applied, and the result may serve similar units.");
        s.line("Keywords: improvement; operation; saving of energy");
    }
    s.gap(6.0);
}

fn paper_end(flow: &mut Flow<'_>, rng: &mut crate::rng::Rng, field: &str) {
    flow.heading("结论");
    flow.para(&paragraph(rng, field, 2), 2.0);
    flow.heading("参考文献");
    for line in [
        "[1] 张示例. 装置节能技术综述[J]. 示例工程技术, 2012(4): 11-15.",
        "[2] 王示例, 李示例. 设备运行与维护[M]. 示例: 示例出版社, 2010.",
        "[3] 示例标准化研究院. 能效测试方法: GB/T 00000—2009[S].",
    ] {
        flow.para(line, 0.0);
    }
}

/// A book: cover and copyright page.
pub fn book(desk: &Desk<'_>) -> Vec<Sheet> {
    let page = (481.9, 680.3);
    let p = desk.plan;
    let face = desk.face(["serif", "kai", "sans"]);
    let mut cover = desk.sheet(page, face);
    let ground = [(232, 240, 246), (246, 238, 226), (230, 242, 234)][p.layout as usize];
    cover.block(Box4(0.0, 0.0, page.0, page.1), ground);
    let title =
        p.or("book_title", if p.v("field") == "power" { "配电网运行与检修" } else { "化工装置节能技术" });
    match p.layout {
        Layout::A => {
            cover.y = 150.0;
            cover.title(&title, 32.0);
            cover.centre(&format!("{}　著", author(desk)), 16.0);
            cover.y = 590.0;
            cover.centre("示例出版社", 16.0);
        }
        Layout::B => {
            cover.block(Box4(0.0, 240.0, page.0, 90.0), (150, 60, 50));
            cover.ink = (255, 255, 255);
            cover.y = 265.0;
            cover.title(&title, 34.0);
            cover.ink = BLACK;
            cover.y = 350.0;
            cover.centre(&format!("主编：{}", author(desk)), 15.0);
            cover.y = 580.0;
            cover.centre("示 例 出 版 社", 15.0);
        }
        Layout::C => {
            cover.block(Box4(0.0, 0.0, 40.0, page.1), (40, 110, 90));
            (cover.left, cover.y) = (72.0, 90.0);
            cover.heading(&title, 28.0);
            cover.line(&format!("{} 编著", author(desk)));
            cover.y = 600.0;
            cover.line("示例出版社 · 专业技术丛书");
        }
    }
    vec![cover, copyright(desk, page, &title)]
}

fn copyright(desk: &Desk<'_>, page: (f32, f32), title: &str) -> Sheet {
    let p = desk.plan;
    let mut s = desk.sheet(page, desk.face(["serif", "kai", "sans"]));
    (s.size, s.y) = (11.0, 300.0);
    let when = p.or("date", "2019-05-01");
    s.line("图书在版编目（CIP）数据");
    s.para(&format!(
        "{title} / {}著. — 示例：示例出版社，{}",
        author(desk),
        when.get(..7).unwrap_or("").replace('-', ".")
    ));
    s.line("ISBN 978-7-0000-0000-0");
    s.gap(20.0);
    let how = [Pairs::LINES, Pairs { columns: 2, ..Pairs::LINES }, Pairs { label: 80.0, ..Pairs::BARE }]
        [p.layout as usize];
    let month = date::cn(when.rsplit_once('-').map_or("", |d| d.0));
    let pairs = [
        ("书　　名", title.to_owned()),
        ("著　　者", author(desk)),
        ("出版发行", "示例出版社".to_owned()),
        ("开　　本", "787×1092　1/16".to_owned()),
        ("字　　数", "210千字".to_owned()),
        ("版　　次", format!("{month}第1版")),
        ("印　　次", format!("{month}第1次印刷")),
        ("定　　价", "0.00元".to_owned()),
    ];
    s.pairs(&pairs, Pairs { step: 22.0, ..how });
    s.gap(10.0);
    s.line("版权所有　侵权必究");
    s
}

/// A patent certificate.
pub fn patent(desk: &Desk<'_>) -> Vec<Sheet> {
    let p = desk.plan;
    let mut s = desk.sheet(A4, desk.face(["song", "kai", "sans"]));
    let kind = ["发明专利证书", "实用新型专利证书", "发明专利证书"][p.layout as usize];
    let name = p.or(
        "work_title",
        if p.v("field") == "power" {
            "一种配电线路故障指示装置"
        } else {
            "一种精馏塔再沸器节能装置"
        },
    );
    let field = if kind.starts_with('发') { "发明名称" } else { "实用新型名称" };
    let granted = p.or("date", "2018-11-06");
    let pairs = [
        (field, name),
        ("发明人", author(desk)),
        ("专利号", p.or("number", "ZL 2017 1 0000000.0")),
        ("专利申请日", date::cn(&p.or("filed", "2017-03-20"))),
        ("专利权人", p.v("unit").to_owned()),
        ("授权公告日", date::cn(&granted)),
        ("授权公告号", "CN 000000000 B".to_owned()),
    ];
    match p.layout {
        Layout::A => {
            s.border(34.0, (150, 110, 60));
            s.y = 110.0;
            s.at(80.0, 84.0, 11.0, "证书号第0000001号");
        }
        Layout::B => s.frame(Box4(42.0, 42.0, 511.0, 758.0), (60, 90, 150), 2.0),
        Layout::C => {
            s.guilloche((224, 230, 240));
            s.qr(430.0, 60.0, 80.0, "https://example.invalid/patent");
            s.y = 150.0;
        }
    }
    s.gap(20.0);
    s.title(&if p.layout == Layout::B { kind.to_owned() } else { spaced(kind) }, 26.0);
    s.gap(26.0);
    s.size = 14.0;
    let how = [
        Pairs { step: 36.0, ..Pairs::LINES },
        Pairs { step: 36.0, label: 120.0, ..Pairs::BARE },
        Pairs { step: 50.0, columns: 1, ..Pairs::BELOW },
    ];
    s.pairs(&pairs, how[p.layout as usize]);
    s.gap(16.0);
    (s.size, s.lead) = (12.5, 1.8);
    s.para("国家知识产权局依照中华人民共和国专利法进行审查，决定授予专利权，颁发专利证书并在专利登记簿上予以登记。专利权自授权公告之日起生效。");
    s.gap(20.0);
    s.line("局长");
    s.signature(110.0, s.y - 20.0, 24.0, 31);
    s.ending(&date::cn(&granted), 40.0);
    s.seal(440.0, s.y - 30.0, 50.0, p.seal(Seal::Red));
    vec![s]
}

/// An award certificate.
pub fn award(desk: &Desk<'_>) -> Vec<Sheet> {
    let p = desk.plan;
    let (name, when) = (author(desk), p.or("date", "2017-12-20"));
    let prize = p.or("prize", "科技进步三等奖");
    let mut s = match p.layout {
        Layout::B => desk.sheet(A4, "serif"),
        Layout::A => desk.sheet(A4_ACROSS, "kai"),
        Layout::C => desk.sheet(A4_ACROSS, "sans"),
    };
    s.border(32.0, [(190, 150, 60), (180, 40, 40), (60, 120, 100)][p.layout as usize]);
    s.y = if p.layout == Layout::B { 150.0 } else { 100.0 };
    s.ink = RED;
    s.title(&["荣　誉　证　书", "获 奖 证 书", "获奖证书"].map(str::to_owned)[p.layout as usize], 42.0);
    s.ink = BLACK;
    (s.left, s.right, s.size, s.lead) = (110.0, s.w - 110.0, 18.0, 2.0);
    s.gap(20.0);
    let text = match p.layout {
        Layout::A => format!(
            "在{}度科技创新活动中成绩突出，完成的项目“{}”被评为{prize}。特发此证，以资鼓励。",
            date::cn(date::year(&when)),
            work(desk)
        ),
        Layout::B => format!(
            "您参与完成的项目《{}》荣获{}示例市{prize}。特发此证。",
            work(desk),
            date::cn(date::year(&when))
        ),
        Layout::C => format!(
            "为表彰在推动技术进步工作中作出突出贡献的个人，特颁发此证书。获奖项目：{}；获奖等级：{prize}；获奖者：{name}（第二完成人）。",
            work(desk)
        ),
    };
    if p.layout != Layout::C {
        s.line(&format!("{name}同志："));
    }
    s.para(&text);
    s.gap(40.0);
    s.size = 15.0;
    s.ending(&p.or("issuer", "示例市科学技术局"), 20.0);
    s.ending(&[date::cn, date::han, date::dot][p.layout as usize](&when), 30.0);
    s.seal(s.w - 200.0, s.y - 36.0, 54.0, p.seal(Seal::Red));
    vec![s]
}

/// Reports of tests, monitoring and experiments.
pub fn report(desk: &Desk<'_>) -> Vec<Sheet> {
    let p = desk.plan;
    let (kind, subject) = [
        ("检测报告", "循环冷却水水质检测"),
        ("监测报告", "厂界环境噪声监测"),
        ("实验技术报告", "催化剂活性评价实验"),
    ][p.layout as usize];
    let mut s = desk.sheet(A4, desk.face(["hei", "song", "kai"]));
    let when = p.or("date", "2019-10-12");
    let pairs = [
        ("报告编号", p.or("number", "SL-2019-001")),
        ("项目名称", p.or("work_title", subject)),
        ("委托单位", p.v("unit").to_owned()),
        ("编制人", author(desk)),
        ("审核", "李示例".to_owned()),
        ("报告日期", date::cn(&when)),
    ];
    s.y = 150.0;
    s.title(&if p.layout == Layout::A { spaced(kind) } else { kind.to_owned() }, 36.0);
    s.gap(60.0);
    (s.left, s.right, s.size) = (130.0, 465.0, 15.0);
    s.pairs(
        &pairs,
        [
            Pairs { step: 40.0, ..Pairs::RULED },
            Pairs { step: 40.0, ..Pairs::LINES },
            Pairs { step: 40.0, ..Pairs::BARE },
        ][p.layout as usize],
    );
    s.gap(60.0);
    (s.left, s.right) = (72.0, 523.0);
    s.centre(&format!("{}技术检测中心", p.v("unit")), 16.0);
    s.seal(297.0, s.y, 50.0, p.seal(Seal::Red));
    vec![s, report_body(desk, kind, &pairs)]
}

fn report_body(desk: &Desk<'_>, kind: &str, pairs: &[(&str, String)]) -> Sheet {
    let mut s = desk.sheet(A4, desk.face(["hei", "song", "kai"]));
    s.title(kind, 18.0);
    s.line(&format!("报告编号：{}　　第2页　共2页", pairs[0].1));
    let mut rng = desk.plan.rng();
    let mut rows = vec![(30.0, vec![l("序号"), l("项目"), l("单位"), l("限值"), l("实测值"), l("结论")])];
    for (i, (item, unit, limit)) in [
        ("酸碱度", "—", "6～9"),
        ("浊度", "NTU", "20"),
        ("总硬度", "mg/L", "450"),
        ("昼间噪声", "dB(A)", "65"),
        ("转化率", "%", "90"),
    ]
    .iter()
    .enumerate()
    {
        let value = format!("{:.1}", rng.range(5.0, 60.0));
        rows.push((30.0, vec![l(&(i + 1).to_string()), l(item), l(unit), l(limit), l(&value), l("符合")]));
    }
    s.table(&[40.0, 110.0, 70.0, 70.0, 80.0, 70.0], &rows);
    s.gap(14.0);
    s.para(
        "评价：依据有关标准，本次所测各项指标均符合限值要求。本报告仅对所采样品负责，未经许可不得部分复制。",
    );
    s.gap(10.0);
    s.line(&format!("编制：{}　　审核：李示例　　批准：张示例", author(desk)));
    s
}

/// The cover of a standard.
pub fn standard(desk: &Desk<'_>) -> Vec<Sheet> {
    let p = desk.plan;
    let (class, number, head) = [
        ("地方标准", "DB65/T 0000—2018", "示例省地方标准"),
        ("国家标准", "GB/T 00000—2019", "中华人民共和国国家标准"),
        ("企业标准", "Q/SL 001—2019", "示例化工有限公司企业标准"),
    ][p.layout as usize];
    let mut s = desk.sheet(A4, desk.face(["serif", "hei", "micro"]));
    let number = p.or("number", number);
    let name = p.or(
        "work_title",
        if p.v("field") == "power" {
            "配电设备状态评价技术规范"
        } else {
            "精馏装置能效测试技术规范"
        },
    );
    s.at(72.0, 60.0, 10.0, "ICS 00.000");
    s.at(72.0, 76.0, 10.0, &format!("备案号：00000—2018（{class}）"));
    s.y = 130.0;
    s.title(&if p.layout == Layout::A { spaced(head) } else { head.to_owned() }, 26.0);
    s.size = 14.0;
    s.ending(&number, 0.0);
    s.rule((72.0, s.y), (523.0, s.y), BLACK, 1.4);
    s.y = 320.0;
    s.title(&name, 25.0);
    s.centre("Technical specification", 13.0);
    s.y = 640.0;
    let when = p.or("date", "2018-10-30");
    s.at(72.0, 640.0, 13.0, &format!("{when} 发布"));
    s.at(400.0, 640.0, 13.0, &format!("{}-12-01 实施", date::year(&when)));
    s.rule((72.0, 664.0), (523.0, 664.0), BLACK, 1.4);
    s.y = 680.0;
    s.centre(
        &format!(
            "{}　发布",
            ["示例省市场监督管理局", "示例标准化管理委员会", "示例化工有限公司"][p.layout as usize]
        ),
        15.0,
    );
    s.size = 11.0;
    s.centre(&format!("主要起草人：{}、李示例、张示例", author(desk)), 11.0);
    vec![s]
}

/// Proof of a project: approval, completion or contract.
pub fn project(desk: &Desk<'_>) -> Vec<Sheet> {
    let p = desk.plan;
    let mut s = desk.sheet(A4, desk.face(["song", "micro", "kai"]));
    let (work, name) = (work(desk), author(desk));
    let when = p.or("date", "2019-12-10");
    match p.layout {
        Layout::A => {
            s.y = 110.0;
            s.title("科研项目立项证明", 24.0);
            (s.size, s.lead) = (14.0, 2.0);
            s.gap(16.0);
            s.para(&format!("兹证明{}承担的科研项目“{work}”（项目编号：SLKJ-2019-01）已经我局批准立项，项目负责人李示例，主要参加人{name}、张示例，研究期限为2018年1月至2019年12月。", p.v("unit")));
            s.para("特此证明。");
        }
        Layout::B => {
            s.title("项目任务书", 24.0);
            s.gap(8.0);
            project_table(desk, &mut s, &work, &name);
        }
        Layout::C => {
            s.border(34.0, (60, 110, 150));
            s.y = 120.0;
            s.title(&spaced("结题证书"), 32.0);
            (s.left, s.right, s.size) = (100.0, 495.0, 14.0);
            s.gap(20.0);
            let pairs = [
                ("课题名称", work),
                ("课题编号", "SLKT-2018-06".to_owned()),
                ("承担单位", p.v("unit").to_owned()),
                ("课题组成员", format!("李示例、{name}、张示例")),
                ("鉴定结论", "课题已完成任务书规定的内容，准予结题".to_owned()),
            ];
            s.pairs(&pairs, Pairs { step: 38.0, ..Pairs::LINES });
        }
    }
    s.gap(50.0);
    s.ending("示例市科学技术局（盖章）", 20.0);
    s.ending(&date::cn(&when), 60.0);
    s.seal(420.0, s.y - 36.0, 52.0, p.seal(Seal::Red));
    vec![s]
}

fn project_table(desk: &Desk<'_>, s: &mut Sheet, work: &str, name: &str) {
    let p = desk.plan;
    let rows = vec![
        (34.0, vec![l("项目名称"), m(work, 3)]),
        (34.0, vec![l("项目编号"), m("SLRW-2018-03", 1), l("起止时间"), m("2018.01—2019.12", 1)]),
        (34.0, vec![l("承担单位"), m(p.v("unit"), 1), l("负责人"), m("李示例", 1)]),
        (34.0, vec![l("参加人员"), v(&format!("{name}、张示例、王示例"), 3)]),
        (
            150.0,
            vec![
                l("研究内容"),
                long(
                    "开展现状调查和数据采集，提出改进方案，完成现场试验并进行效果评价，提交总结报告。",
                    "",
                    3,
                ),
            ],
        ),
        (120.0, vec![l("预期成果"), long("形成技术方案一套，发表论文一篇。", "", 3)]),
    ];
    s.size = 11.5;
    s.table(&[80.0, 150.0, 80.0, 140.0], &rows);
}

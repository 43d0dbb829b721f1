//! Blank backs, and papers that belong to no kind.

use super::Desk;
use crate::form::{Pairs, Row, l, m};
use crate::list::Layout;
use crate::sheet::{A4, BLACK, Box4, Sheet};

/// A blank page, as the back of a duplex scan: no text at all.
pub fn blank(desk: &Desk<'_>) -> Vec<Sheet> {
    let mut s = desk.sheet(A4, "song");
    if desk.plan.grey {
        s.paper = (250, 250, 250);
    }
    vec![s]
}

/// A utility bill, the agenda of a meeting, a travel request: nothing that a review asks for.
pub fn other(desk: &Desk<'_>) -> Vec<Sheet> {
    let mut s = desk.sheet(A4, desk.face(["hei", "song", "sans"]));
    match desk.plan.layout {
        Layout::A => bill(desk, &mut s),
        Layout::B => agenda(&mut s),
        Layout::C => request(desk, &mut s),
    }
    vec![s]
}

fn bill(desk: &Desk<'_>, s: &mut Sheet) {
    s.title("水费电费缴费通知单", 22.0);
    s.pairs(
        &[
            ("户名", desk.plan.v("name").to_owned()),
            ("户号", "0000000001".to_owned()),
            ("地址", desk.plan.v("address").to_owned()),
            ("账期", "2021年7月".to_owned()),
        ],
        Pairs::LINES,
    );
    let row = |a: &str, b: &str, c: &str, d: &str| -> Row { (30.0, vec![l(a), l(b), l(c), l(d)]) };
    let rows = vec![
        row("项目", "上期读数", "本期读数", "金额（元）"),
        row("电", "10230", "10388", "82.16"),
        row("水", "512", "524", "36.00"),
        (30.0, vec![l("合计"), m("118.16", 3)]),
    ];
    s.table(&[80.0, 120.0, 120.0, 130.0], &rows);
    s.gap(16.0);
    s.line("请于2021年8月15日前缴纳，逾期将收取滞纳金。缴费方式：营业厅、手机支付。");
}

fn agenda(s: &mut Sheet) {
    s.title("安全生产例会议程", 24.0);
    s.rule((72.0, s.y), (523.0, s.y), BLACK, 0.8);
    s.gap(14.0);
    for line in [
        "时间：2021年8月9日上午10:00",
        "地点：办公楼三楼会议室",
        "主持人：李示例",
        "议程：",
        "一、通报上周安全检查情况；",
        "二、各车间汇报隐患整改进度；",
        "三、布置防汛和高温天气作业要求；",
        "四、其他事项。",
        "请参会人员提前五分钟到场，手机调至静音。",
    ] {
        s.line(line);
        s.gap(6.0);
    }
}

fn request(desk: &Desk<'_>, s: &mut Sheet) {
    s.frame(Box4(60.0, 60.0, 475.0, 420.0), BLACK, 1.0);
    s.y = 80.0;
    s.title("出差审批单", 22.0);
    s.left = 80.0;
    s.pairs(
        &[
            ("出差人", desk.plan.v("name").to_owned()),
            ("部门", desk.plan.v("department").to_owned()),
            ("目的地", "示例市".to_owned()),
            ("事由", "参加设备展览会".to_owned()),
            ("交通工具", "火车".to_owned()),
            ("预计天数", "3天".to_owned()),
        ],
        Pairs { step: 40.0, label: 90.0, ..Pairs::BARE },
    );
    s.line("部门领导：同意　　财务：已登记");
}

//! Body text in quantity: sentences of an engineer's work, dealt by the seed, and the flow that fills
//! columns and pages with them.

use std::rc::Rc;

use crate::fonts::Fonts;
use crate::plan::Plan;
use crate::rng::Rng;
use crate::sheet::{A4, Sheet};

const CHEMISTRY: &[&str] = &[
    "针对精馏塔再沸器蒸汽消耗偏高的问题，对换热网络进行了夹点分析，重新匹配了冷热物流。",
    "通过增设中间换热器并调整回流比，塔顶产品纯度稳定在百分之九十九点五以上，吨产品蒸汽单耗下降约#个百分点。",
    "在装置停工检修期间，组织清洗换热器管束#台，更换腐蚀减薄的弯头#处，并完善了壁厚监测台账。",
    "原料中杂质含量波动会使反应器床层温度出现滞后，因此在进料侧增加了在线分析仪表。",
    "对循环水系统的浓缩倍数进行了跟踪分析，优化药剂投加方案后，补水量每小时减少#吨。",
    "采用正交试验考察了反应温度、空速和催化剂装填量对收率的影响，确定了适宜的操作窗口。",
    "现场数据表明，冷凝器壳程结垢是传热系数下降的主要原因，清洗前后对比差异明显。",
    "建立了关键设备的日常巡检表，将振动、温度和泄漏三项指标纳入班组交接内容。",
    "为降低火炬排放，对放空气体回收流程进行了核算，回收率由改造前的百分之六十提高到百分之八十以上。",
    "利用流程模拟软件对工况进行核算，计算值与标定值的相对偏差控制在百分之#以内。",
    "对安全阀、压力表等安全附件进行了逐台核查，建立了到期预警清单。",
    "结合装置实际编写了操作规程和应急处置卡，并对岗位人员开展了#次培训。",
    "试运行期间连续采集了#天的数据，主要工艺参数均处于设计范围之内。",
    "针对泵体密封频繁泄漏的情况，将填料密封改为机械密封，检修周期由三个月延长到一年。",
    "改造后装置的综合能耗有所降低，经济效益和环境效益较为明显。",
    "从物料衡算结果看，损失主要集中在脱水工序，应作为下一步攻关的重点。",
];

const POWER: &[&str] = &[
    "针对城区配电线路故障定位时间长的问题，统计分析了近年来的跳闸记录和巡视数据。",
    "在分支线路首端加装故障指示器#套，故障区段判断时间由原来的一个多小时缩短到二十分钟左右。",
    "结合负荷增长情况，对重载台区的配电变压器进行了增容改造，共更换变压器#台。",
    "对继电保护定值进行了复核，调整了上下级开关的配合时间，避免了越级跳闸。",
    "开展红外测温#次，发现并处理接头过热缺陷#处，未发生因发热引起的停电。",
    "对三相负荷不平衡的台区进行了相序调整，线损率较调整前下降约#个百分点。",
    "采用带电作业方式完成了绝缘子更换和引线搭接，减少了计划停电的户时数。",
    "建立了配电设备台账，对运行年限较长的开关柜逐台进行了状态评价。",
    "雷雨季节前对避雷器和接地装置进行了试验，不合格的接地网全部完成整改。",
    "现场录波数据表明，暂态过电压主要发生在电容器组投切时刻。",
    "依据规程编写了倒闸操作票范本，并对运行人员开展了#次实操培训。",
    "通过配电自动化终端采集电流、电压和开关状态，实现了主干线路的遥信和遥测。",
    "试点区域连续运行#个月，供电可靠率保持在百分之九十九点九以上。",
    "针对电缆中间接头故障率偏高的情况，规范了制作工艺并实行了过程影像留存。",
    "改造后故障停电时间明显减少，用户投诉数量也随之下降。",
    "从统计结果看，外力破坏仍是线路跳闸的首要原因，应加强通道的防护。",
];

/// A paragraph of some sentences in the person's field.
pub fn paragraph(rng: &mut Rng, field: &str, sentences: usize) -> String {
    let pool = if field == "power" { POWER } else { CHEMISTRY };
    let start = rng.below(pool.len());
    let step = [1, 3, 5, 7][rng.below(4)];
    let chosen = (0..sentences).map(|i| pool[(start + i * step) % pool.len()]);
    chosen.map(|s| s.split('#').collect::<Vec<_>>().join(&(2 + rng.below(9)).to_string())).collect()
}

/// Fills columns and pages one after the other.
pub struct Flow<'p> {
    /// The pages so far.
    pub sheets: Vec<Sheet>,
    fonts: Rc<Fonts>,
    plan: &'p Plan,
    face: &'static str,
    size: f32,
    columns: usize,
    column: usize,
    top: f32,
}

const GUTTER: f32 = 22.0;

impl<'p> Flow<'p> {
    /// Goes on from the cursor of a first page.
    pub fn after(
        first: Sheet,
        fonts: &Rc<Fonts>,
        plan: &'p Plan,
        face: &'static str,
        columns: usize,
    ) -> Self {
        let (size, top) = (first.size, first.y);
        let mut flow =
            Self { sheets: vec![first], fonts: fonts.clone(), plan, face, size, columns, column: 0, top };
        flow.enter(0);
        flow
    }

    /// The page being filled.
    pub fn sheet(&mut self) -> &mut Sheet {
        let last = self.sheets.len() - 1;
        &mut self.sheets[last]
    }

    /// How many pages are begun.
    pub fn count(&self) -> usize {
        self.sheets.len()
    }

    /// Share of the current column that is used.
    pub fn filled(&mut self) -> f32 {
        let (column, columns) = (self.column as f32, self.columns as f32);
        let sheet = self.sheet();
        (column + sheet.y / sheet.h) / columns
    }

    fn enter(&mut self, column: usize) {
        let (columns, top) = (self.columns, self.top);
        let sheet = self.sheet();
        let (left, right) = (72.0, sheet.w - 72.0);
        let width = (right - left - GUTTER * (columns - 1) as f32) / columns as f32;
        sheet.left = left + column as f32 * (width + GUTTER);
        sheet.right = sheet.left + width;
        sheet.y = top;
        self.column = column;
    }

    fn advance(&mut self) {
        if self.column + 1 < self.columns {
            self.enter(self.column + 1);
            return;
        }
        let mut sheet = Sheet::new(&self.fonts, self.plan, A4, self.face);
        sheet.size = self.size;
        sheet.lead = self.sheets[0].lead;
        self.sheets.push(sheet);
        self.top = 72.0;
        self.enter(0);
    }

    fn room(&mut self, height: f32) {
        let sheet = self.sheet();
        if sheet.y + height > sheet.h - 70.0 {
            self.advance();
        }
    }

    /// A heading that never stands alone at the foot.
    pub fn heading(&mut self, text: &str) {
        let size = self.size;
        self.room(size * 5.0);
        let sheet = self.sheet();
        sheet.gap(size * 0.4);
        sheet.heading(text, size * 1.1);
    }

    /// A paragraph, cut where a column ends.
    pub fn para(&mut self, text: &str, indent: f32) {
        let size = self.size;
        let width = self.sheet().inner();
        let lines = self.sheet().wrap(text, width, size, indent);
        for (i, line) in lines.iter().enumerate() {
            let step = size * self.sheet().lead;
            self.room(step);
            let sheet = self.sheet();
            let x = sheet.left + if i == 0 { indent * size } else { 0.0 };
            sheet.at(x, sheet.y, size, line);
            sheet.y += step;
        }
    }

    /// Paragraphs in the person's field until `pages` pages are nearly full.
    pub fn fill(&mut self, rng: &mut Rng, pages: usize, share: f32) {
        let field = self.plan.v("field").to_owned();
        while self.count() < pages || (self.count() == pages && self.filled() < share) {
            let sentences = 3 + rng.below(3);
            let text = paragraph(rng, &field, sentences);
            self.para(&text, 2.0);
        }
    }
}

//! Characters as they are compared: one spelling for what a reader takes for the same character.
//!
//! Why it exists: the same word reaches us with full-width letters, radicals in place of characters,
//! traditional forms and three kinds of dashes. Every comparison goes through this one table, so that data
//! files need one spelling only.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// Traditional → simplified, and characters that networks and fonts confuse; pairs without a separator.
/// Only characters whose simplified form is unambiguous (so 乾 is not folded to 干). Generic knowledge of the
/// script, no word of any document.
const TRADITIONAL: &str = "眞真學学號号證证業业畢毕習习歷历職职稱称專专術术書书會会員员單单位位國国華华務务務务級级種种類类\
    別别齡龄聯联蘇苏強强張张陳陈劉刘楊杨趙赵黃黄吳吴孫孙馬马鄭郑謝谢許许鄧邓韓韩馮冯葉叶蔣蒋賈贾鄒邹陸陆譚谭龍龙萬万\
    錢钱湯汤顧顾賀贺龔龚嚴严溫温紅红軍军慶庆為为於于無无與与時时實实準准確确規规範范報报總总結结論论標标項项題题\
    課课額额認认計计設设訓训記记講讲評评審审請请議议護护讓让誌志諾诺資资質质費费貢贡責责賬账貿贸貴贵買买\
    賣卖贊赞頒颁領领頁页頭头願愿顯显風风飛飞館馆驗验駐驻驛驿體体魯鲁鮮鲜麗丽麥麦齊齐點点黨党鐵铁銀银鋼钢錄录\
    鍵键鎮镇鏡镜長长門门開开間间關关閱阅陽阳陰阴際际隊队階阶隨随險险難难離离電电靈灵靜静韻韵響响預预頻频\
    頓顿順顺須须項项導导將将專专尋寻對对層层屬属島岛嶺岭師师帶带幹干廠厂廣广應应廳厅復复徵征徑径從从後后憑凭\
    憲宪懷怀態态慮虑戰战擔担據据擬拟擴扩擇择舉举攝摄敵敌數数斷断晉晋書书曆历權权條条機机檢检檔档樓楼樣样\
    橋桥歲岁歸归殘残氣气沖冲決决況况淨净測测溝沟滿满漢汉潔洁濟济濱滨灣湾災灾煉炼熱热燈灯爭争爾尔狀状獎奖獨独\
    獲获環环現现瑪玛產产畫画當当療疗發发盡尽監监盤盘縣县確确礦矿礎础禮礼種种積积穩稳競竞筆笔築筑簡简簽签糧粮\
    紀纪約约純纯紙纸紐纽級级納纳組组細细終终經经綜综綠绿維维網网線线練练編编緊紧縮缩績绩織织繪绘繼继續续纖纤\
    罰罚義义聖圣聞闻聲声聽听肅肃腦脑臨临舊旧藝艺藥药處处蘭兰虛虚補补裝装複复見见視视親亲覽览觀观覺觉觸触訂订\
    訊讯託托訪访診诊詞词試试詩诗話话該该詳详語语誠诚誤误說说調调談谈證证識识譯译變变豐丰負负財财貨货販贩貫贯\
    車车軟软較较載载輔辅輕轻輛辆輪轮輯辑輸输轉转轄辖辦办農农過过達达違违遠远適适選选遷迁還还邊边醫医釋释\
    針针銷销鋒锋錯错鑒鉴閉闭閣阁險险雙双雜杂離离顏颜飯饭養养館馆驅驱驟骤鳳凤衛卫衞卫眾众麼么啟启團团圖图園园\
    圍围圓圆執执報报場场塊块墻墙壓压壞坏壯壮夢梦奪夺奮奋婦妇嬰婴孿孪寧宁寫写寬宽寶宝屆届屍尸專专幣币幾几庫库\
    併并備备傳传債债傷伤僅仅價价億亿優优償偿兒儿內内兩两冊册凍冻劃划則则剛刚創创動动勝胜勞劳勢势勵励勳勋區区\
    協协卻却參参吳吴員员問问喪丧喬乔嘆叹嘗尝噸吨嚮向緬缅倫伦倉仓個个們们來来東东樹树極极構构業业榮荣\
    統统係系繫系檯台臺台灑洒滅灭測测渦涡濾滤爐炉燒烧狹狭獵猎璽玺療疗癥症礙碍稅税篩筛籌筹紅红紋纹純纯絡络綱纲綿绵緣缘緯纬總总\
    縱纵纜缆聰聪腫肿臟脏艦舰薩萨藍蓝蟲虫術术襲袭託托誤误諧谐謀谋貫贯賓宾賴赖贏赢趨趋跡迹軌轨軸轴輕轻輻辐轟轰遞递鄰邻鈉钠鈣钙\
    鉀钾鉛铅銅铜鋁铝鍋锅鑄铸鑽钻閥阀闊阔陣阵隱隐韓韩頸颈額额顆颗飲饮餘余騎骑驗验鬆松鹽盐";

/// Radicals that fonts put in place of characters and that NFKC leaves alone (U+2E80–2EFF).
const RADICALS: &str = "⺟母⺠民⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟⻁虎⺎兀⻙韦\
    ⻌辶⺼月⺳网⻏阝⻖阝";

/// Look-alikes of punctuation: dashes, middle dots, brackets of document numbers, the circle for zero.
const MARKS: &str = "—-–-−-‐-‑-‒-―-•·⋅·‧·∙·・·▪·●·〔[〕]【[】]「\"」\"“\"”\"";

static TABLE: LazyLock<HashMap<char, char>> =
    LazyLock::new(|| [TRADITIONAL, RADICALS, MARKS].into_iter().flat_map(pairs).collect());

/// What a source of pairs folds, and to what.
fn pairs(source: &str) -> Vec<(char, char)> {
    let chars: Vec<char> = source.chars().filter(|c| !c.is_whitespace()).collect();
    chars.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
}

/// The simplified form of a character that has one.
pub fn simplified(c: char) -> char {
    static SIMPLE: LazyLock<HashMap<char, char>> = LazyLock::new(|| pairs(TRADITIONAL).into_iter().collect());
    SIMPLE.get(&c).copied().unwrap_or(c)
}

/// The comparable characters of one character: NFKC, the table above, ASCII in upper case; nothing for spaces
/// (U+3000 too), invisible characters and Arabic letters (Xinjiang papers print Uyghur above the Chinese).
pub fn fold_char(c: char) -> impl Iterator<Item = char> {
    std::iter::once(c).nfkc().filter(|c| !dropped(*c)).map(|c| match TABLE.get(&c) {
        Some(folded) => *folded,
        None => c.to_ascii_uppercase(),
    })
}

fn dropped(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{0600}'..='\u{06FF}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{FEFF}')
}

/// A whole text folded.
pub fn fold(text: &str) -> String {
    text.chars().flat_map(fold_char).collect()
}

/// Whether it is a Chinese character.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{323AF}' | '〇')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_spelling() {
        assert_eq!(fold("畢 業　證 書"), "毕业证书");
        assert_eq!(fold("⽇期：２０２１年（签字）"), "日期:2021年(签字)");
        assert_eq!(fold("阿•买提 ‧ 古丽"), "阿·买提·古丽");
        assert_eq!(fold("ئىسىم姓名"), "姓名");
        assert_eq!(fold("⻓春 issn"), "长春ISSN");
        assert_eq!("電力系統 Ab".chars().map(simplified).collect::<String>(), "电力系统 Ab");
    }
}

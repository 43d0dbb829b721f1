//! Whether some Chinese characters can be a person's name.
//!
//! Why it exists: a label, a heading or a word of the form that is read as a name makes a document look like
//! another person's, and hides an ordinary word as if it were private. No value is better than a wrong one, so a
//! name must begin as names begin and must not be a word that the kinds' own data know. Generic knowledge of
//! names, no word of any document.

use super::fold::is_han;

/// Surnames of one character: the classical list and those that censuses add.
const SURNAMES: &str = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎\
鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝\
明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪\
干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班\
仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭海贡劳逄姬申\
扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃\
利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖闫付代覃佟仝亓迟尉揭展门由占苑英信\
玄刀才岳帅亢况缑琚原麦啜眭楚郇邸褟禤冼揣尧邝岩区遆逯粟兰青银沐南苟行宛蹇矫禚侴仉种谌";

/// Surnames of two characters.
const DOUBLE: &[&str] = &[
    "欧阳", "上官", "司马", "诸葛", "夏侯", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "宇文", "长孙",
    "司徒", "端木", "轩辕", "百里", "呼延", "东郭", "南宫", "独孤", "拓跋", "第五", "西门", "澹台", "赫连",
    "万俟", "完颜",
];

/// Characters with which names of other languages are written (Uyghur, Kazakh, Mongolian, Tibetan and others).
/// A name without a dot and without a surname is made of these alone.
const SOUNDS: &str = "阿艾爱安奥巴白拜包宝贝比别波布不才查达代丹德地迪丁都杜多尔法夫甫嘎尕格古哈海合赫和胡吉加嘉江杰金卡开凯康\
克库肯拉兰勒里力丽利莲林鲁罗洛马玛麦买满曼毛美孟米敏莫莫木慕那娜乃奈尼努诺欧帕帕排皮普齐奇其恰钦青琼曲热仁日茹如萨赛桑沙山尚\
什斯松苏孙索塔泰坦提天图吐托瓦万旺维温沃乌吾西希夏仙新雪亚延央扬耶叶也伊依以义英永尤玉云赞扎再泽占珍珠卓孜则祖尊朗措措姆次顿\
琴其格音夏依古丽娅雅娃孜帕提汗江别克巴特尔阔恩居马肉孜图尔荪胡塞因卜莱蕾茜芭妮菲蒂凡卢达蓉帖铁铁穆毛肯旦斗昆衮桑却热绒";

/// Characters of grammar, which no name has.
const NEVER: &str = "的了是被把或这我你他她们该此号";

/// What stands before a name in a sentence and begins none that has dots.
const LEADING: &str = "对将由经为向与及";

/// Longest name without dots that begins with a surname of one character.
const LONGEST: usize = 4;

/// Whether it can be a name. `known` tells words of the kinds' data and parts of them.
pub fn plausible(name: &str, known: impl Fn(&str) -> bool) -> bool {
    let first = name.chars().next();
    let grammar = name.chars().any(|c| NEVER.contains(c));
    if name.contains('·') {
        let led = first.is_some_and(|c| LEADING.contains(c));
        return !grammar && !led && name.split('·').all(|part| part.chars().all(is_han) && !known(part));
    }
    let count = name.chars().count();
    // Where a name is long for its kind, each half of it may be a word: 全体 + 学生.
    let halves = count == LONGEST && {
        let half = name.char_indices().nth(LONGEST / 2).map_or(0, |(at, _)| at);
        known(&name[..half]) || known(&name[half..])
    };
    let sounds = name.chars().all(|c| SOUNDS.contains(c));
    if grammar || known(name) || (halves && !sounds) {
        return false;
    }
    let surname = first.is_some_and(|c| SURNAMES.contains(c)) && count <= LONGEST;
    let double = DOUBLE.iter().any(|double| name.starts_with(double)) && count <= LONGEST && count > 2;
    surname || double || sounds
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_begin_as_names_begin() {
        for name in
            ["张三", "欧阳示例", "古丽·示例", "阿依古丽", "巴特尔", "买买提", "覃示例", "那仁", "示例·古丽"]
        {
            assert!(plausible(name, |_| false), "{name}");
        }
        for word in ["意见", "学生", "我们", "该同", "申报材料如", "张三李四王五", "是的"]
        {
            assert!(!plausible(word, |_| false), "{word}");
        }
        assert!(!plausible("单位", |word| word == "单位"));
    }
}

//! Values beside labels, below them, in prose; what must not be read as a value.

use super::*;

#[test]
fn a_name_right_of_below_and_spaced() {
    let form = "# 任职资格证书\n资格名称：工程师\n批准机关：示例市局\n";
    for (page, name) in [
        ("姓名：张三", "张三"),
        ("姓名 张 三", "张三"),
        ("姓 名^张 三^性 别^男", "张三"),
        ("姓名^张^三^性别^男", "张三"),
        ("姓名^性别\n李四^男", "李四"),
        ("姓名：阿依古丽·买买提", "阿依古丽·买买提"),
        ("姓名：阿依古丽.买买提 性别：女", "阿依古丽·买买提"),
        ("姓名：阿依古丽", "阿依古丽"),
        ("姓名：欧阳示例", "欧阳示例"),
    ] {
        assert_eq!(value_of(&format!("{form}{page}"), "name"), name, "{page}");
    }
}

#[test]
fn no_word_of_a_form_is_a_name() {
    let form = "# 任职资格证书\n资格名称：工程师\n批准机关：示例市局\n";
    for page in [
        "姓名：",
        "姓名：性别：男",
        "姓名^单位意见",
        "姓名^意见",
        "姓名：学生",
        "姓名^性别^出生年月",
        "姓名\n单位意见",
        "姓名：示例科技有限公司",
        "姓名：我们",
        "全体学生同志认真学习",
        "证明该同志表现良好",
        "单位意见同志",
        "高等教育同志",
        "本单位有关同志",
        "批准有关人员同志",
    ] {
        assert_eq!(value_of(&format!("{form}{page}"), "name"), "", "{page}");
    }
}

/// Common names, and the characters of words that forms have: none may be lost.
#[test]
fn common_names_are_names() {
    let form = "# 任职资格证书\n资格名称：工程师\n批准机关：示例市局\n姓名：";
    let mut faults = Vec::new();
    for name in COMMON.split_whitespace() {
        let got = value_of(&format!("{form}{name}"), "name");
        let wanted = if DOUBTFUL.contains(&name) { "" } else { name };
        faults.extend((got != wanted).then(|| format!("{name}: {got:?}")));
    }
    assert!(faults.is_empty(), "{faults:?}");
}

/// Names as they are, some made of words of forms.
const COMMON: &str = "张伟 王芳 李娜 王秀英 李敏 张静 李强 张磊 王军 李杰 刘洋 王艳 李中华 王建国 赵国庆 \
    高明 高峰 于洋 安静 石磊 成龙 方正 严明 白玉 马骏 单文 时雨 何平 欧阳修远 司马光 \
    买买提 阿卜杜拉 古丽娜尔 巴特尔 扎西 努尔兰 海霞 江山 黄河 金星 林业成 田间 周全 温暖 常青 \
    向前 党建国 年华 文静 章程林 任远 计伟 学仁 施工 项南 关山 申报国 万里 陈评 吴主任";

/// Could be names, and are words of forms or begin as no name does: not read.
const DOUBTFUL: &[&str] = &["学仁", "施工", "吴主任", "年华"];

#[test]
fn names_in_sentences() {
    for (page, name) in [
        ("# 推荐意见\n我单位张三同志符合申报条件，材料真实，同意推荐。", "张三"),
        ("# 推荐意见\n该同志符合申报条件，材料真实，同意推荐。", ""),
        ("# 公示证明\n兹证明李四同志的申报材料进行了公示，公示期5个工作日，无异议。", "李四"),
        ("# 公示证明\n我单位对古丽·示例同志申报的材料进行了公示，公示期5个工作日，无异议。", "古丽·示例"),
        ("# 业务工作总结\n本人张三，任现职以来，工作业绩如下。", "张三"),
        ("# 业务工作总结\n本人自任现职以来，工作业绩如下。", ""),
        ("# 公示证明\n我公司将王小五同志的申报材料予以公示，公示期5个工作日，无异议。", "王小五"),
        ("# 同意申报函\n经审核，同意我院古丽·示例同志申报，援疆期限为三年。", "古丽·示例"),
        ("# 毕业证书\n学生王五性别男，在本校化学专业学习，成绩合格，准予毕业。", "王五"),
    ] {
        assert_eq!(value_of(page, "name"), name, "{page}");
    }
}

#[test]
fn dates_in_every_shape() {
    for (written, norm) in [
        ("2015年12月1日", "2015-12-01"),
        ("2015 年 12 月 01 日", "2015-12-01"),
        ("2015.12.01", "2015-12-01"),
        ("2015-12-1", "2015-12-01"),
        ("2015/12/1", "2015-12-01"),
        ("20151201", "2015-12-01"),
        ("二〇一五年十二月一日", "2015-12-01"),
        ("二○一五年十二月", "2015-12"),
        ("2015年12月", "2015-12"),
        ("2015.12", "2015-12"),
    ] {
        for page in
            [format!("批准时间：{written}"), format!("批准时间^{written}"), format!("批准时间\n{written}")]
        {
            let page = format!("# 任职资格证书\n姓名：张三\n资格名称：工程师\n批准机关：示例市局\n{page}");
            assert_eq!(value_of(&page, "approved"), norm, "{page}");
        }
    }
}

#[test]
fn empty_places_for_dates_are_no_dates() {
    let pledge = "# 承诺书\n本人郑重承诺材料真实。\n承诺人（签字）：\n日期：    年  月  日";
    assert_eq!(value_of(pledge, "date"), "");
    assert_eq!(value_of(&pledge.replace("    年  月  日", "2021年8月26日"), "date"), "2021-08-26");
}

#[test]
fn periods_of_a_posting() {
    for said in [
        "于2021年8月26日至2021年9月1日进行了公示",
        "自2021年8月26日起至2021年9月1日止予以公示",
        "公示时间：2021.08.26-2021.09.01",
        "公示时间：2021年8月26日—2021年9月1日",
    ] {
        let page = format!("# 公示证明\n{said}，公示期5个工作日，无异议。特此证明。\n> 2021年9月2日");
        assert_eq!(value_of(&page, "start"), "2021-08-26", "{said}");
        assert_eq!(value_of(&page, "end"), "2021-09-01", "{said}");
        assert_eq!(value_of(&page, "date"), "2021-09-02", "{said}");
        assert_eq!(value_of(&page, "period_days"), "5", "{said}");
    }
}

#[test]
fn the_year_of_a_course_is_never_its_day_of_issue() {
    let page = "# 继续教育公需科目合格证书\n姓名：张三\n年度：2020\n学时：30\n发证日期：2021年3月15日";
    assert_eq!(value_of(page, "year"), "2020");
    assert_eq!(value_of(page, "issued"), "2021-03-15");
    assert_eq!(value_of(page, "course"), "public");
    assert_eq!(value_of(page, "hours"), "30");
    let both = "# 继续教育学时证明\n姓名：张三\n2021年度公需科目30学时，专业科目60学时。";
    assert_eq!(value_of(both, "course"), "public,professional");
    let several = "# 公需科目学时证明\n姓名：张三\n年度^学时\n2018^30\n2019^30\n2020^30\n2021^30";
    assert_eq!(value_of(several, "year"), "2018,2019,2020,2021");
}

#[test]
fn levels_of_diplomas() {
    for (page, level) in [
        ("四年制本科学习", "本科"),
        ("三年制专科学习", "专科"),
        ("二年制专升本学习", "本科"),
        ("专科起点升本科学习", "本科"),
        ("攻读硕士学位的硕士研究生学习", "硕士"),
    ] {
        let page = format!("# 毕业证书\n学生张三，性别男，在本校化学专业{page}，成绩合格，准予毕业。");
        assert_eq!(value_of(&page, "level"), level, "{page}");
    }
    let silent = "# 毕业证书\n学生张三，性别男，成绩合格，准予毕业。\n证书编号：999991200906000001";
    assert_eq!(value_of(silent, "level"), "专科");
    assert_eq!(value_of(silent, "certificate_number"), "999991200906000001");
}

#[test]
fn numbers_do_not_run_together() {
    let page = "# 承诺书\n本人张三，身份证号：000000198506150011，郑重承诺材料真实。\n承诺人：^联系电话：00000000000";
    assert_eq!(value_of(page, "id_number"), "000000198506150011");
    assert_eq!(value_of(page, "name"), "张三");
}

#[test]
fn a_value_ends_where_the_next_label_begins() {
    let title = "# 专业技术职务任职资格评审表\n基层单位意见：\n";
    for page in [
        "姓名：张三 性别：男 工作单位：示例公司 申报资格：工程师 申报专业：化工",
        "姓名^张三^性别^男\n工作单位^示例公司^申报资格^工程师\n申报专业^化工",
        "姓 名^张 三^性 别^男\n工作单位：^示例公司\n申报资格：^工程师\n申报专业：^化工",
        "姓名^性别^工作单位^申报资格^申报专业\n张三^男^示例公司^工程师^化工",
    ] {
        let page = format!("{title}{page}");
        for (field, wanted) in
            [("name", "张三"), ("sex", "男"), ("unit", "示例公司"), ("title", "工程师"), ("major", "化工")]
        {
            assert_eq!(value_of(&page, field), wanted, "{field}: {page}");
        }
    }
}

#[test]
fn empty_cells_take_nothing_from_their_neighbours() {
    let page = "# 专业技术职务任职资格评审表\n姓名^^性别^\n工作单位^^申报资格^\n申报专业^^填表日期^\n基层单位意见^同意呈报";
    for field in ["name", "sex", "unit", "title", "major", "date"] {
        assert_eq!(value_of(page, field), "", "{field}");
    }
    let card = "# 居民身份证\n签发机关\n有效期限";
    for field in ["authority", "valid_to", "name"] {
        assert_eq!(value_of(card, field), "", "{field}");
    }
}

#[test]
fn traditional_characters() {
    let page = "# 畢業證書\n學生張三，性別男，於二○○五年九月至二○○九年七月在本校化學專業四年制本科學習，成績合格，准予畢業。";
    assert_eq!(value_of(page, "name"), "张三");
    assert_eq!(value_of(page, "end"), "2009-07");
    assert_eq!(value_of(page, "level"), "本科");
}

#[test]
fn a_headline_is_no_heading_of_a_section_and_no_name() {
    let text =
        "摘要：对循环水水质的快速分析方法进行了研究。\n关键词：循环水；水质\n参考文献\n中图分类号：T-0";
    let title = "循环水水质快速分析方法的建立与验证及其在装置上的应用";
    for page in [
        format!("# {title}\n# 古丽·示例\n{text}"),
        format!("# {title}\n# 示例化工有限公司\n{text}"),
        format!("# {title}\n# 一、引言\n{text}"),
        format!("# 关键词：循环水水质\n# {title}\n{text}"),
    ] {
        assert_eq!(value_of(&page, "title"), title, "{page}");
    }
}

#[test]
fn cards_set_values_close_to_their_labels() {
    let card = "姓名张三\n性别女^民族维吾尔\n出生1990年1月1日\n住址示例省示例市示例路1号\n公民身份号码00000019900101000X";
    assert_eq!(kind_of(card), "id-card");
    assert_eq!(value_of(card, "ethnicity"), "维吾尔");
    assert_eq!(value_of(card, "address"), "示例省示例市示例路1号");
}

#[test]
fn what_stands_under_a_label_in_a_table_is_not_the_value_above_it() {
    let form = "# 实验技术报告\n报告编号^SL-2019-001\n项目名称^催化剂活性评价实验\n委派方^示例化工有限公司\n编制人^张三";
    assert_eq!(value_of(form, "title"), "催化剂活性评价实验");
}

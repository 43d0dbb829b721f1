//! Which kind, which side: other wordings than the drawn pages have, and papers that only quote.

use super::*;

/// Wordings of real papers, at least two a kind.
const WORDINGS: &[(&str, &str)] = &[
    (
        "id-card",
        "姓名 阿依古丽\n性别 女 民族 维吾尔\n出生 1990年1月1日\n住址 示例县示例路2号\n公民身份号码\n00000019900101000X",
    ),
    ("id-card", "中华人民共和国\n# 居民身份证\n签发机关 示例县公安局\n有效期限 2016.01.01-长期"),
    (
        "temporary-id",
        "# 临时居民身份证\n姓名 张三\n性别 男\n出生 1985年6月15日\n住址 示例路1号\n公民身份号码 000000198506150011\n有效期限 2021.08.01-2021.11.01",
    ),
    ("temporary-id", "中华人民共和国\n# 临 时 居 民 身 份 证\n签发机关 示例市公安局\n有效期限 三个月"),
    (
        "diploma",
        "# 普通高等学校\n# 毕业证书\n学生 张三 性别男，一九八五年六月十五日生，于二〇〇五年九月至二〇〇九年七月在本校化学专业四年制本科学习，修完教学计划规定的全部课程，成绩合格，准予毕业。\n校名：示例大学\n校（院）长：李四\n证书编号：999991200905000001",
    ),
    (
        "diploma",
        "# 高等教育自学考试毕业证书\n张三，男，1985年6月15日生，参加会计专业专科高等教育自学考试，全部课程成绩合格，经审定，准予毕业。\n主考学校：示例大学\n证书编号：65010000000001",
    ),
    (
        "diploma",
        "# 中等专业学校毕业证书\n学生张三，性别男，于1998年9月至2001年7月在本校电气专业学习，修业期满，成绩合格，准予毕业。\n校长：李四\n编号：中专2001001",
    ),
    (
        "diploma",
        "# 畢業證書\n學生張三性別男於二○○五年九月至二○○九年七月在本校化學專業學習，修完教學計劃規定的全部課程，成績合格，准予畢業。",
    ),
    (
        "completion-certificate",
        "# 结业证书\n学生张三，性别男，于二〇〇五年九月至二〇〇九年七月在本校化学专业学习，修完教学计划规定的课程，有两门成绩不合格，准予结业。\n校名：示例大学",
    ),
    (
        "completion-certificate",
        "# 肄 业 证 书\n学生张三，性别男，于2005年9月至2007年7月在本校化学专业学习，准予肄业。\n校（院）长：李四",
    ),
    (
        "degree",
        "# 学士学位证书\n张三，男，1985年6月15日生。在示例大学化学专业完成了本科学习计划，业已毕业，经审核符合《中华人民共和国学位条例》的规定，授予理学学士学位。\n学位评定委员会主席 李四\n证书编号：9999942009000001",
    ),
    (
        "degree",
        "# 硕士学位证书\n张三系示例大学毕业研究生，通过硕士学位的课程考试和论文答辩，成绩合格，授予工学硕士学位。\n学位评定委员会主席：李四",
    ),
    (
        "chsi-registration",
        "# 教育部学历证书电子注册备案表\n更新日期：2021年8月20日\n姓名^张三\n性别^男\n学校名称^示例大学\n层次^专科\n学历类别^成人\n学习形式^函授\n毕（结）业日期^2009年7月1日\n证书编号^999995200906000001\n在线验证码：A000 0000 0000 0009",
    ),
    (
        "chsi-registration",
        "# 教育部学历证书\n# 电子注册备案表\n姓名：张三\n毕（结）业：毕业\n校（院）长姓名：李四\n验证期至：2021年12月31日",
    ),
    (
        "chsi-enrolment",
        "# 教育部学籍在线验证报告\n更新日期：2021年8月20日\n姓名^张三\n学籍状态^在籍（注册学籍）\n预计毕业日期^2023年7月1日\n系所^化学系",
    ),
    (
        "chsi-enrolment",
        "# 学籍在线验证报告\n姓名：张三\n学校名称：示例大学\n学籍状态：在籍\n分院：化工学院\n入学日期：2019年9月1日",
    ),
    (
        "chsi-degree",
        "# 中国高等教育学位在线验证报告\n姓名^张三\n获学位日期^2009年7月1日\n学位授予单位^示例大学\n所授学位^理学学士学位\n学位证书编号^9999942009000001",
    ),
    (
        "chsi-degree",
        "# 学位在线验证报告\n张三\n所授学位：工学硕士\n学位证书编号：9999932009000001\n在线验证码：A000 0000 0000 0001",
    ),
    (
        "certification-report",
        "# 中国高等教育学历认证报告\n报告编号：00000000000001\n张三，男，1985年6月15日生，学历证书编号999991200905000001\n打印日期：2021年8月20日",
    ),
    (
        "certification-report",
        "# 中国高等教育学位认证报告\n报告编号：00000000000002\n经核实，张三所持学位证书属实。\n学位证书编号：9999942009000001",
    ),
    ("archive-proof", "# 毕业生登记表\n姓名^张三\n家庭成员^略\n本人简历^略\n学校意见^同意毕业"),
    (
        "archive-proof",
        "# 学籍卡\n姓名：张三\n班级：化工一班\n入学时间：1995年9月\n毕业时间：1999年7月\n与原件一致",
    ),
    (
        "title-certificate",
        "# 专业技术资格证书\n姓名：张三\n资格名称：工程师\n资格级别：中级\n批准机关：示例市人力资源和社会保障局\n授予时间：2015年12月1日",
    ),
    (
        "title-certificate",
        "# 电子职称证书\n姓名 张三\n职称名称 工程师\n职称级别 中级\n管理号 S2015000001\n评审组织 示例评审委员会",
    ),
    (
        "title-document",
        "示例职改〔2015〕3号\n# 关于批准张三等同志工程师任职资格的通知\n各单位：\n经研究，同意张三等3名同志具备工程师任职资格，任职资格时间自2015年12月1日起算。\n特此通知。",
    ),
    (
        "title-document",
        "示例人社函〔2016〕8号\n# 关于李四同志任职资格的批复\n示例公司：\n经评审委员会评审通过，同意李四同志具备助理工程师任职资格。\n此复",
    ),
    (
        "review-form",
        "# 专业技术职务任职资格\n# 评审表\n单位：示例公司\n姓名：张三\n现任专业技术职务：助理工程师\n申报资格：工程师\n填表日期：2021年9月1日",
    ),
    (
        "review-form",
        "基层单位意见^同意\n呈报部门审核意见^同意呈报\n评审组织意见^\n评委会意见^\n表决结果^赞成票数^9",
    ),
    (
        "ce",
        "# 专业技术人员继续教育公需科目学习合格证\n张三同志（身份证号000000198506150011）于2021年参加公需科目学习，完成30学时，考核合格。",
    ),
    ("ce", "# 继续教育学时登记表\n姓名：张三\n年度：2021\n课程名称^学时^成绩\n专业科目：配电技术^60^合格"),
    (
        "ce",
        "# 培训合格证书\n张三同志参加2021年度专业技术人员继续教育专业科目培训，学时60，成绩合格，特发此证。",
    ),
    (
        "paper",
        "# 换热网络的节能改造\n张三\n（示例公司，示例 000000）\n摘要：对某装置进行了改造。\n关键词：换热；节能\n中图分类号：TQ000\n1 引言\n参考文献",
    ),
    (
        "paper",
        "示例化工 2018年第6期 总第100期\nISSN 0000-0000\n# 水质分析方法\n【摘 要】建立了方法。\n【关键字】水质；分析\n收稿日期：2018-01-10",
    ),
    (
        "book",
        "图书在版编目（CIP）数据\n节能技术/张三主编．—示例：示例出版社，2019.5\nISBN 978-7-0000-0000-0\n责任编辑：李四\n开本 787×1092 1/16\n印张 10 字数 200千字",
    ),
    ("book", "# 节能技术\n张三 编著\n示例出版社\nISBN 978-7-0000-0000-0\n版次：2019年5月第1版\n定价：30元"),
    (
        "patent",
        "# 实用新型专利证书\n实用新型名称：一种节能装置\n发明人：张三\n专利号：ZL 2017 2 0000000.0\n专利权人：示例公司\n授权公告日：2018年11月6日",
    ),
    (
        "patent",
        "# 计算机软件著作权登记证书\n软件名称：示例分析软件V1.0\n著作权人：示例公司\n首次发表日期：2018年5月1日\n登记号：2018SR000000",
    ),
    (
        "award",
        "# 荣誉证书\n张三同志：\n被评为2019年度先进工作者，特发此证，以资鼓励。\n> 示例公司\n> 2020年1月10日",
    ),
    (
        "award",
        "# 科学技术奖证书\n为表彰科学技术奖获得者，特颁发此证书\n项目名称：节能改造\n奖励等级：二等奖\n获奖者：张三\n证书号：2019-2-01",
    ),
    (
        "technical-report",
        "# 检验检测报告\n报告编号：SL-2019-001\n样品名称：循环水\n委托单位：示例公司\n检验类别：委托检验\n检验结论：合格",
    ),
    (
        "technical-report",
        "# 某县农业用水情况调研报告\n调研时间：2019年5月\n调研对象：示例县\n编制人：张三\n报告日期：2019年6月1日",
    ),
    (
        "standard",
        "ICS 71.040\n# 中华人民共和国国家标准\n> GB/T 00000—2019\n# 水质分析方法\n2019-10-30 发布^2019-12-01 实施",
    ),
    (
        "standard",
        "# 团体标准\nT/SL 001—2020\n前言\n本文件按照GB/T 1.1的规定起草。\n本文件起草单位：示例公司\n本文件主要起草人：张三、李四\n规范性引用文件",
    ),
    (
        "project-proof",
        "# 科技计划项目任务书\n项目编号：SL2019001\n项目名称：节能改造\n承担单位：示例公司\n项目负责人：张三\n起止时间：2018.01-2019.12",
    ),
    (
        "project-proof",
        "# 结题证书\n课题名称：节能改造\n课题负责人：张三\n课题组成员：李四、王五\n经审核，准予结题。",
    ),
    (
        "summary",
        "# 述 职 报 告\n本人张三，2012年取得助理工程师资格。任现职以来，认真履行职责，现汇报如下：\n一、政治思想方面\n二、工作业绩\n述职人：张三",
    ),
    (
        "summary",
        "# 专业技术工作总结\n本人自2015年参加工作以来，一直从事化工分析。现将本人任现职以来的工作总结如下。\n存在的不足：理论学习不够。",
    ),
    (
        "assessment",
        "# 事业单位工作人员年度考核登记表\n（2020年度）\n姓名^张三^性别^男\n政治面貌^群众^出生年月^1985.06\n单位及职务^示例中心助理工程师\n个人总结^本年度完成了各项工作",
    ),
    (
        "assessment",
        "# 公务员年度考核登记表\n（ 2019 年度）\n姓名^张三^性别^男\n从事或分管工作^水利\n本年度工作总结^略",
    ),
    (
        "assessment",
        "主管领导评语和考核等次建议^建议定为称职等次\n机关负责人或考核委员会意见^同意\n本人意见^同意\n未确定等次或不参加考核情况说明^",
    ),
    (
        "term-assessment",
        "# 专业技术人员聘期考核登记表\n姓名^张三\n聘任专业技术职务^工程师\n聘期^2018年1月至2020年12月\n个人总结^略",
    ),
    ("term-assessment", "单位综合考核意见^考核等级：合格\n聘用意见^同意续聘"),
    (
        "pledge",
        "# 诚信承诺书\n本人郑重承诺：所提供的材料真实、准确、完整，如有弄虚作假，愿承担一切后果。\n承诺人（签字）：\n日期： 年 月 日",
    ),
    (
        "pledge",
        "# 职称申报个人承诺\n作出如下承诺：申报材料全部真实，自愿接受监督。\n本人签名：\n身份证号：000000198506150011",
    ),
    (
        "publicity",
        "# 公示情况说明\n我单位于2021年8月26日至2021年9月1日对张三同志申报材料进行了公示，公示期间未收到异议。",
    ),
    (
        "publicity",
        "# 关于申报职称公示结果的报告\n公示期为5个工作日，公示期满，没有异议。特此证明。\n公示时间：2021.08.26-2021.09.01",
    ),
    (
        "recommendation",
        "# 推荐函\n张三同志符合申报条件，经研究同意推荐其申报工程师职称。\n> 示例公司（公章）",
    ),
    ("recommendation", "# 单位推荐意见表\n被推荐人^张三\n推荐理由^业绩突出\n推荐单位^示例公司\n负责人签字^"),
    (
        "aid-consent",
        "# 同意申报证明\n张三同志为我单位援疆干部人才，受援单位为示例医院，援疆期限自2020年3月至2022年2月。派出单位审核同意其申报。",
    ),
    ("aid-consent", "# 对口支援证明\n兹证明李四同志自2019年8月赴疆，目前仍在援疆。\n派出单位：示例医院"),
    ("exemption-proof", "# 基层工作证明\n兹证明张三同志自2015年8月至2019年8月在县级以下基层工作。特此证明。"),
    (
        "exemption-proof",
        "# 驻村工作证明\n张三，男，自2018年1月至2018年12月参加“访惠聚”驻村工作，任工作队员。特此证明。",
    ),
];

/// Notices that are documents all the same.
const NOTICES: &[(&str, &str)] = &[
    (
        "project-proof",
        "# 关于下达2019年科研项目立项的通知\n项目名称：节能改造\n项目编号：SL2019001\n项目负责人：张三\n同意立项",
    ),
    (
        "title-document",
        "# 关于公布取得工程师任职资格人员名单的通知\n示例职改〔2015〕3号\n经评审委员会评审通过，张三等具备工程师任职资格。",
    ),
    (
        "publicity",
        "# 关于张三同志申报职称的公示\n根据《关于做好2021年职称评审工作的通知》，现将有关材料予以公示，公示期5个工作日。",
    ),
];

/// Papers that are none of the kinds, and papers that quote others and are what their title says.
const NEGATIVES: &[(&str, &str)] = &[
    (
        "review-form",
        "任职资格评审表 第8页\n基层单位意见^经公示无异议，同意推荐\n呈报单位意见^同意呈报\n评审组织意见^\n承诺人^张三",
    ),
    (
        "assessment",
        "# 2020年度考核登记表\n姓名^张三^职务^工程师\n个人总结^本年度参加继续教育公需科目学习，发表论文一篇，获奖证书一份，签订承诺书。",
    ),
    (
        "paper",
        "# 高校毕业证书与学位证书管理系统的设计\n张三1，李四2\n摘要：针对毕业证书、学位证书的管理问题，设计了系统。\n关键词：毕业证书；学位证书；管理\n中图分类号：TP311",
    ),
    (
        "paper",
        "# 基层单位职称推荐与公示制度研究\n张三\n（示例学院，示例 000000）\n【摘要】推荐意见与公示是职称评审的重要环节。\n【关键词】公示；推荐意见；承诺书",
    ),
    (
        "technical-report",
        "# 循环水水质检测报告\n委托单位：示例公司\n检测依据：GB/T 00000—2019 国家标准\n检测结果：合格\n检测项目：硬度",
    ),
    (
        "award",
        "# 荣誉证书\n张三同志撰写的论文《继续教育公需科目的实践》在优秀论文评选中荣获一等奖，特发此证。",
    ),
    (
        "title-certificate",
        "# 专业技术职务任职资格证书\n姓名：张三\n毕业学校：示例大学\n资格名称：工程师\n评审委员会：示例市工程系列评审委员会\n公示时间：2015年11月",
    ),
    (
        "exemption-proof",
        "# 访惠聚驻村工作证明\n张三同志自2018年1月至2018年12月驻村，年度考核优秀，经公示无异议。特此证明。",
    ),
    ("other", "# 劳动合同\n甲方：示例公司\n乙方：张三\n聘期三年，任职资格为工程师，年度考核合格者续聘。"),
    ("other", "# 材料清单\n序号^材料名称^份数\n1^身份证^1\n2^毕业证书^1\n3^学位证书^1\n4^承诺书^1"),
    (
        "other",
        "# 职称评审材料会议议程\n会议时间：2021年9月1日\n一、身份证\n二、毕业证书、学位证书\n三、任职资格证书\n四、继续教育证书\n五、年度考核登记表\n六、承诺书\n七、公示证明\n八、推荐意见\n参会人员：各科室",
    ),
    (
        "other",
        "# 申报材料目录\n1. 身份证复印件\n2. 毕业证书复印件\n3. 任职资格证书\n4. 公需科目合格证书\n5. 年度考核登记表\n6. 诚信承诺书\n7. 公示证明",
    ),
    (
        "other",
        "# 电费通知单\n户号：0000000000\n用电量：120度\n应缴金额：60.00元\n逾期将收取滞纳金\n联系电话：0000",
    ),
    (
        "summary",
        "# 业务工作总结\n本人张三，任现职以来，先后取得本科毕业证书，签订了承诺书，发表论文三篇，获奖证书两份。\n一、工作业绩\n参加继续教育公需科目学习，每年30学时。年度考核均为合格。\n总结人：张三",
    ),
    (
        "summary",
        "# 个人工作总结\n任现职以来，获得科学技术奖证书一项，完成检测报告二十份，立项课题两项，并参加访惠聚驻村工作。\n现将本人工作总结如下",
    ),
    (
        "paper",
        "# 论专业技术人员继续教育的问题与对策\n张三\n摘要：继续教育公需科目与专业科目的学时认定存在问题。\n关键词：继续教育；学时；公需科目\n参考文献",
    ),
    (
        "completion-certificate",
        "# 结业证书\n学生张三，性别男，在本校化学专业学习，未达到毕业要求，准予结业，不发毕业证书。\n证书编号：999991200905000001",
    ),
    (
        "diploma",
        "# 毕业证书\n学生张三，性别男，在本校化学专业学习，修完教学计划规定的全部课程，成绩合格，准予毕业。经批准发给毕业证书，结业证书作废。",
    ),
    (
        "chsi-degree",
        "# 中国高等教育学位在线验证报告\n姓名^张三\n所授学位^理学学士学位\n学位授予单位^示例大学\n学位证书编号^9999942009000001\n注：学位证书信息以发证单位为准。",
    ),
    (
        "ce",
        "# 结业证书\n张三同志参加2021年专业技术人员继续教育专业科目培训班，学习60学时，考核合格，准予结业。",
    ),
    (
        "other",
        "示例人社〔2021〕5号\n# 关于开展2021年继续教育公需科目培训的通知\n各单位：\n现将公需科目学习有关事项通知如下。学习满30学时者发给合格证书。",
    ),
    (
        "other",
        "# 关于做好2020年度考核工作的通知\n各科室：\n请填写年度考核登记表，主管领导签署意见后报考核委员会。",
    ),
    (
        "other",
        "# 关于职称申报公示和推荐工作的通知\n各单位：\n一、推荐意见由单位填写。\n二、公示期不少于5个工作日。\n三、承诺书由本人签名。",
    ),
    ("other", "# 个人简历\n姓名：张三\n学历：本科\n2009年取得毕业证书，2012年取得任职资格证书。"),
    ("other", "# 收款收据\n今收到张三交来培训费200元\n收款人：李四"),
    (
        "pledge",
        "# 承诺书\n本人承诺提供的毕业证书、学位证书、获奖证书、论文均真实，如弄虚作假，自愿接受处理。\n承诺人：",
    ),
    (
        "recommendation",
        "# 推荐意见\n张三同志任现职以来，年度考核合格，继续教育学时达标，公示无异议，材料真实，同意推荐。\n> 示例公司（公章）",
    ),
];

#[test]
fn embedded_kinds_are_valid() {
    assert_eq!(kinds().ids().len(), 32, "{:?}", kinds().ids());
    assert_eq!(kinds().digest().len(), 12);
}

fn wrong(pages: &[(&str, &str)]) -> Vec<String> {
    let found = pages.iter().map(|(wanted, page)| (wanted, kind_of(page), page));
    let wrong = found.filter(|(wanted, got, _)| got != *wanted);
    wrong.map(|(wanted, got, page)| format!("{got}, not {wanted}: {}", page.replace('\n', " / "))).collect()
}

#[test]
fn other_wordings_are_known() {
    let wrong = wrong(WORDINGS);
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), WORDINGS.len(), wrong.join("\n"));
    for kind in kinds().ids().iter().filter(|kind| !["photo", "blank", "other"].contains(&kind.0.as_str())) {
        let count = WORDINGS.iter().filter(|(id, _)| *id == kind.0).count();
        assert!(count >= 2, "{} has {count} wordings", kind.0);
    }
}

#[test]
fn quoting_makes_no_document() {
    let wrong = wrong(NEGATIVES);
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), NEGATIVES.len(), wrong.join("\n"));
}

#[test]
fn some_notices_are_documents() {
    let wrong = wrong(NOTICES);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn sides_by_content() {
    let side = |page: &str| parts(page)[0].side;
    let of = |kind: &str, nth: usize| WORDINGS.iter().filter(|(id, _)| *id == kind).nth(nth).unwrap().1;
    assert_eq!(side(of("id-card", 0)), Some(Side::Portrait));
    assert_eq!(side(of("id-card", 1)), Some(Side::Emblem));
    assert_eq!(side(&format!("{}\n{}", of("id-card", 1), of("id-card", 0))), Some(Side::Both));
    assert_eq!(side(of("assessment", 0)), Some(Side::Front));
    assert_eq!(side(of("assessment", 1)), Some(Side::Front));
    assert_eq!(side(of("assessment", 2)), Some(Side::Back));
    assert_eq!(side(of("term-assessment", 0)), Some(Side::Front));
    assert_eq!(side(of("term-assessment", 1)), Some(Side::Back));
}

#[test]
fn a_spaced_title_may_lie_in_pieces() {
    assert_eq!(kind_of("# 承^诺^书\n本人郑重承诺材料真实。\n承诺人："), "pledge");
    assert_eq!(kind_of("# 毕 业 证 书\n学生张三，性别男，准予毕业。"), "diploma");
}

#[test]
fn levels_ascend() {
    let rank = |kind: &str, field: &str, value: &str| kinds().choice_rank(&KindId(kind.into()), field, value);
    for kind in ["diploma", "chsi-registration", "chsi-enrolment", "certification-report", "archive-proof"] {
        let ranks: Vec<Option<usize>> =
            ["中专", "专科", "本科", "硕士", "博士"].iter().map(|level| rank(kind, "level", level)).collect();
        assert_eq!(ranks, [Some(0), Some(1), Some(2), Some(3), Some(4)], "{kind}");
    }
    assert_eq!(rank("diploma", "level", "大专"), None);
    assert_eq!(rank("diploma", "no-field", "本科"), None);
    assert_eq!(rank("no-kind", "level", "本科"), None);
    assert!(rank("title-certificate", "level", "中级") < rank("title-certificate", "level", "副高级"));
}

#[test]
fn what_a_kind_always_states_is_one_of_its_fields() {
    let source = |always: &str| {
        format!(
            "name: {{zh: 证, en: certificate}}\ntitles: {{某证书: 5}}\nalways: [{always}]\nfields:\n  name: {{labels: [姓名], shape: han-name}}\n"
        )
    };
    let read = |always: &str| Kinds::from_sources(&[("some.yaml", &source(always))]);
    assert!(read("name").is_ok_and(|kinds| kinds.list()[0].always == ["name"]));
    let error = read("hours").expect_err("hours is no field of it");
    assert_eq!(error.to_string(), "some.yaml: always: no field hours");
}

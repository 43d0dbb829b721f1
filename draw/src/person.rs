//! The three invented people and all facts about them that papers repeat, so that one person's papers
//! agree with each other unless the list says otherwise.

type Facts = &'static [(&'static str, &'static str)];

/// Facts shared by everybody: the invented authority, school and president.
const SHARED: Facts = &[
    ("authority", "示例市公安局"),
    ("school", "示例大学"),
    ("president", "孙示例"),
    ("address", "示例省示例市示例区示例路1号1号楼101室"),
    ("province", "示例省"),
    ("review_office", "示例市人力资源和社会保障局"),
    ("committee", "示例市工程系列中级职称评审委员会"),
    ("ce_office", "示例市专业技术人员继续教育中心"),
];

const P1: Facts = &[
    ("name", "赵示例"),
    ("sex", "男"),
    ("ethnicity", "汉"),
    ("birth", "1985-06-15"),
    ("id", "000000198506150011"),
    ("valid_from", "2015-06-15"),
    ("valid_to", "2035-06-15"),
    ("unit", "示例化工有限公司"),
    ("department", "生产技术部"),
    ("superior", "示例市工业和信息化局"),
    ("field", "chemistry"),
    ("specialty", "化学工程"),
    ("major", "化学工程与工艺"),
    ("degree_name", "工学学士"),
    ("level", "本科"),
    ("enrolled", "2005-09-01"),
    ("graduated", "2009-07-01"),
    ("years_of_study", "四"),
    ("diploma_number", "999991200905000001"),
    ("degree_number", "9999942009000001"),
    ("code", "A000000000000001"),
    ("updated", "2021-08-20"),
    ("title", "助理工程师"),
    ("title_level", "初级"),
    ("approved", "2012-09-01"),
    ("approval_number", "示例职改〔2012〕1号"),
    ("title_number", "S2012000001"),
    ("target", "工程师"),
    ("work", "精馏装置换热网络的节能改造与运行优化"),
];

const P2: Facts = &[
    ("name", "钱样例"),
    ("sex", "女"),
    ("ethnicity", "汉"),
    ("birth", "1992-03-20"),
    ("id", "000000199203200020"),
    ("valid_from", "2018-05-10"),
    ("valid_to", "2038-05-10"),
    ("unit", "示例市电力局"),
    ("department", "配电运检部"),
    ("superior", "示例市能源局"),
    ("field", "power"),
    ("specialty", "配电"),
    ("major", "电力系统自动化技术"),
    ("degree_name", "无"),
    ("level", "专科"),
    ("enrolled", "2011-09-01"),
    ("graduated", "2014-07-01"),
    ("years_of_study", "三"),
    ("diploma_number", "999991201406000002"),
    ("degree_number", "9999942014000002"),
    ("code", "A000000000000002"),
    ("updated", "2021-08-22"),
    ("title", "技术员"),
    ("title_level", "员级"),
    ("approved", "2015-12-01"),
    ("approval_number", "示例职改〔2015〕2号"),
    ("title_number", "S2015000002"),
    ("target", "助理工程师"),
    ("work", "城区配电网故障指示器的布点方法与应用"),
];

const P3: Facts = &[
    ("name", "古丽·示例"),
    ("sex", "女"),
    ("ethnicity", "维吾尔"),
    ("birth", "1990-01-01"),
    ("id", "00000019900101000X"),
    ("valid_from", "2016-01-01"),
    ("valid_to", "2036-01-01"),
    ("unit", "示例化工有限公司"),
    ("department", "质量检验部"),
    ("superior", "示例市工业和信息化局"),
    ("field", "chemistry"),
    ("specialty", "化工分析"),
    ("major", "应用化学"),
    ("degree_name", "理学学士"),
    ("level", "本科"),
    ("enrolled", "2008-09-01"),
    ("graduated", "2012-07-01"),
    ("years_of_study", "四"),
    ("diploma_number", "999991201205000003"),
    ("degree_number", "9999942012000003"),
    ("code", "A000000000000003"),
    ("updated", "2021-08-24"),
    ("title", "助理工程师"),
    ("title_level", "初级"),
    ("approved", "2014-10-01"),
    ("approval_number", "示例职改〔2014〕3号"),
    ("title_number", "S2014000003"),
    ("target", "工程师"),
    ("work", "循环水水质快速分析方法的建立与验证"),
];

/// All facts about a person, or nothing for an unknown key.
pub fn facts(person: &str) -> Option<impl Iterator<Item = &'static (&'static str, &'static str)>> {
    let own = match person {
        "p1" => P1,
        "p2" => P2,
        "p3" => P3,
        _ => return None,
    };
    Some(SHARED.iter().chain(own))
}

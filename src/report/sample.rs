//! One report that every renderer is tested on: each status, level and scope once, and private values in every
//! place where one may stand. Nobody of this name exists; the number's area code is not assigned.

use super::*;
use crate::private::Veil;

const NAME: &str = "欧阳样本";
const NUMBER: &str = "000000198506150011";

/// As the judge would hand it over, not covered.
pub fn report() -> Report {
    Report {
        head: head(),
        verdict: Outcome::NotReady,
        requirements: requirements(),
        files: files(),
        documents: documents(),
        findings: findings(),
        unused: vec![3],
        next: vec![NextStep {
            title: Text::new("纸质材料", "Paper documents"),
            text: Text::new("9 月 18 日至 20 日报送。", "Hand them in from 18 to 20 September."),
            clause: None,
        }],
        versions: Versions {
            scanlint: "0.1.0".into(),
            engine: "1".into(),
            profile: "0123456789ab".into(),
            kinds: "ba9876543210".into(),
            readers: vec!["text-layer".into()],
        },
    }
}

/// As a renderer gets it.
pub fn shown() -> Shown {
    Veil::new(&[NAME], None).cover_report(report())
}

fn clause(section: &str, quote: &str) -> Option<Clause> {
    Some(Clause { section: section.into(), quote: quote.into(), reading: Text::default() })
}

fn head() -> Head {
    Head {
        folder: format!("C:\\Users\\{NAME}\\职评材料"),
        profile: "intermediate".into(),
        profile_name: Text::new("2021 年工程系列中级", "Engineering, intermediate, 2021"),
        level: "intermediate".into(),
        year: 2021,
        as_of: "2021-09-10".into(),
        cases: vec![("aid".into(), Text::new("援疆人员", "sent to aid Xinjiang"))],
        name: Some(NAME.into()),
        id_number: Some(NUMBER.into()),
        specialty: Some("环境监测".into()),
        specialty_from: Text::new("applicant.yaml", "applicant.yaml"),
        attempt: Some(3),
        consequence: clause("八（三）", "因申报人上传材料不清晰或出现漏报、错报由申报人承担后果。"),
    }
}

fn requirement(id: &str, zh: &str, en: &str, status: Status, reason: Text) -> RequirementReport {
    RequirementReport {
        id: id.into(),
        name: Text::new(zh, en),
        by: By::Applicant,
        status,
        reason,
        clause: None,
        slots: Vec::new(),
        findings: Vec::new(),
        remark: Text::default(),
    }
}

fn slot(zh: &str, en: &str, status: Status, documents: &[usize]) -> SlotReport {
    SlotReport { label: Text::new(zh, en), status, documents: documents.to_vec() }
}

fn requirements() -> Vec<RequirementReport> {
    let quote = "7.近三年年度考核登记表或《专业技术人员任职期满考核表》（正、反面）（民营企业不需提供）。";
    let some = |zh: &str, en: &str| Text::new(zh, en);
    vec![
        RequirementReport {
            slots: vec![slot("人像面", "portrait", Status::Satisfied, &[0])],
            findings: vec![4],
            ..requirement("id-card", "身份证", "ID card", Status::Satisfied, some("两面齐全", "both sides"))
        },
        RequirementReport {
            clause: clause("五（一）7", quote),
            slots: vec![
                slot("2019 正面", "2019 front", Status::Satisfied, &[1]),
                slot("2019 反面", "2019 back", Status::Missing, &[]),
            ],
            findings: vec![0],
            ..requirement(
                "assessment",
                "年度考核",
                "Annual assessment",
                Status::Missing,
                some("2018、2020 齐全；2019 缺反面", "2018, 2020 present; 2019 back missing"),
            )
        },
        RequirementReport {
            findings: vec![1],
            ..requirement(
                "education",
                "学历学位",
                "Education",
                Status::Unusable,
                some("毕业证看不清", "illegible"),
            )
        },
        RequirementReport {
            findings: vec![2],
            remark: some("条件另有规定的从其规定。", "The conditions of the series may ask for more."),
            ..requirement(
                "publicity",
                "公示证明",
                "Publicity",
                Status::NeedsReview,
                some("章未读出", "seal not read"),
            )
        },
        RequirementReport {
            clause: clause("五（二）", "援疆人员须提供派出单位意见。"),
            ..requirement(
                "aid-consent",
                "援疆同意",
                "Consent",
                Status::NotRequired,
                some("不适用", "not asked"),
            )
        },
    ]
}

fn files() -> Vec<FileReport> {
    let file = |path: String, pages| FileReport {
        path,
        intake: Intake::Opens,
        media: Media::Jpeg,
        bytes: 123_456,
        sha256: "0123456789abcdef".repeat(4),
        pages,
    };
    let page = |kind: &str, side, fields| PageReport {
        index: 1,
        kind: kind.into(),
        side,
        years: Vec::new(),
        course: None,
        confidence: 97,
        legible: Some(true),
        defects: vec!["small-text".into()],
        causes: vec![CauseReport {
            defect: "small-text",
            measure: "text-height",
            value: 1050,
            limit: 1200,
            unit: "pixels",
            fails: false,
            places: vec![[10, 20, 300, 40]],
        }],
        measures: vec![("text-height", Some(1050)), ("jpeg-quality", None)],
        fields,
        how: None,
        width: 1654,
        height: 2339,
    };
    let fields = vec![
        ("name".to_owned(), vec![NAME.to_owned()]),
        ("id_number".to_owned(), vec![NUMBER.to_owned()]),
        ("address".to_owned(), vec!["样本市示例路 1 号".to_owned()]),
        ("verification_code".to_owned(), vec!["A000000000000001".to_owned()]),
    ];
    vec![
        file(format!("{NAME}_{NUMBER}/身份证.jpg"), vec![page("id-card", Some("portrait"), fields)]),
        file("考核/2019.pdf".into(), vec![page("assessment", Some("front"), Vec::new())]),
        FileReport { intake: Intake::CannotOpen, ..file("坏.jpg".into(), Vec::new()) },
        file("旅行.jpg".into(), vec![page("other", None, Vec::new())]),
    ]
}

fn documents() -> Vec<DocumentReport> {
    let document = |file: usize, path: &str, kind: &str, name: Text, used: &str| DocumentReport {
        path: path.into(),
        file,
        first_page: 1,
        last_page: 1,
        kind: kind.into(),
        kind_name: name,
        side: None,
        confidence: 97,
        evidence: vec!["公民身份号码".into(), "住址\u{1b}[2J".into()],
        runner_up: Some(("temporary-id".into(), 40)),
        doubt: Text::default(),
        fields: vec![("name".into(), vec!["欧 阳 样 本".into()])],
        used_by: Some(used).filter(|used| !used.is_empty()).map(str::to_owned).into_iter().collect(),
    };
    let path = format!("{NAME}_{NUMBER}/身份证.jpg");
    vec![
        document(0, &path, "id-card", Text::new("身份证", "ID card"), "id-card"),
        document(
            1,
            "考核/2019.pdf",
            "assessment",
            Text::new("年度考核登记表", "Assessment form"),
            "assessment",
        ),
        document(2, "坏.jpg", "unsure", Text::new("无法判断", "unsure"), ""),
        document(3, "旅行.jpg", "other", Text::new("其他", "other"), ""),
    ]
}

fn finding(check: &str, effect: Effect, scope: Scope, message: Text) -> FindingReport {
    FindingReport {
        check: check.into(),
        level: effect.level(),
        effect,
        scope,
        requirement: None,
        requirement_name: Text::default(),
        path: None,
        page: None,
        rect: None,
        message,
        measured: Text::default(),
        limit: Text::default(),
        remedy: Text::default(),
        clause: None,
        lacks: None,
    }
}

fn findings() -> Vec<FindingReport> {
    let own = |id: &str, finding: FindingReport| FindingReport { requirement: Some(id.into()), ..finding };
    let missing = Text::new("未找到 2019 年度考核登记表反面。", "2019 assessment form, back: not found.");
    let blurred = Text::new(format!("{NAME}的毕业证看不清。"), format!("The diploma of {NAME} is blurred."));
    vec![
        own(
            "assessment",
            FindingReport {
                remedy: Text::new("请扫描反面后放进文件夹。", "Scan the back and put it into the folder."),
                clause: requirements()[1].clause.clone(),
                lacks: None,
                ..finding("missing-item", Effect::Missing, Scope::Requirement, missing)
            },
        ),
        own(
            "education",
            FindingReport {
                path: Some(format!("{NAME}/毕业证.jpg")),
                page: Some(2),
                rect: Some([10, 20, 300, 400]),
                measured: Text::plain("12"),
                limit: Text::plain("≥ 20"),
                remedy: Text::new("请用 300 dpi 重新扫描。", "Scan it again at 300 dpi."),
                ..finding("blurred-page", Effect::Unusable, Scope::Page, blurred)
            },
        ),
        own(
            "publicity",
            finding(
                "seal-missing",
                Effect::Undecided,
                Scope::Document,
                Text::new("没有读出公章。", "No seal was read."),
            ),
        ),
        FindingReport {
            remedy: Text::new("提交前请逐项核对。", "Check every item before you submit."),
            ..finding(
                "attempts",
                Effect::Warn,
                Scope::Submission,
                Text::new("这是第 3 次上报，也是最后一次机会。", "This is attempt 3, the last try."),
            )
        },
        own(
            "id-card",
            FindingReport {
                path: Some(format!("{NAME}_{NUMBER}/身份证.jpg")),
                ..finding("low-pixels", Effect::Warn, Scope::Page, Text::new("像素偏低。", "Few pixels."))
            },
        ),
        FindingReport {
            path: Some("坏.jpg".into()),
            remedy: Text::new("请重新导出。", "Export it again."),
            ..finding(
                "cannot-open",
                Effect::Warn,
                Scope::File,
                Text::new("文件打不开。", "The file does not open."),
            )
        },
        finding("window", Effect::Note, Scope::Submission, Text::new("申报期内。", "Within the window.")),
    ]
}

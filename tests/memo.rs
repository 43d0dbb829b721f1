//! The loop and its memo, over random pages and a fake eye: a cold, a warm and a random half of a memo give the
//! same report; nothing is asked twice; a file that is not at hand gives "not measured", never another answer.

// A test may end by a panic; helpers of tests, too.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use std::sync::OnceLock;

use proptest::prelude::*;
use scanlint::applicant::Applicant;
use scanlint::dossier::{Dossier, SeenFile};
use scanlint::facts::*;
use scanlint::finding::Lang;
use scanlint::look::{PageLook, look};
use scanlint::private::Veil;
use scanlint::profile::{self, Profile};
use scanlint::recognise::{Kinds, ReadMode, Verdict, documents};
use scanlint::report::json;
use scanlint::{checks, scan};

fn kinds() -> &'static Kinds {
    static KINDS: OnceLock<Kinds> = OnceLock::new();
    KINDS.get_or_init(|| Kinds::embedded().unwrap())
}

fn intermediate() -> &'static Profile {
    static PROFILE: OnceLock<Profile> = OnceLock::new();
    PROFILE.get_or_init(|| profile::load("intermediate", &checks::known()).unwrap())
}

/// Answers from a table; counts how often each probe was put to it.
struct FakeEye<'p> {
    pages: &'p [BTreeMap<Probe, Answer>],
    asked: BTreeMap<(PageId, Probe), usize>,
}

impl Eye for FakeEye<'_> {
    fn answer(&mut self, page: PageId, probes: &[Probe]) -> Vec<Answer> {
        let table = &self.pages[page.0 as usize];
        for probe in probes {
            *self.asked.entry((page, probe.clone())).or_default() += 1;
        }
        probes.iter().map(|probe| table.get(probe).cloned().unwrap_or(Answer::Not(Why::NotBuilt))).collect()
    }
}

/// Words of every sort: titles, labels, values, prose, noise.
const WORDS: &[&str] = &[
    "毕业证书",
    "学士学位证书",
    "教育部学历证书电子注册备案表",
    "教育部学籍在线验证报告",
    "继续教育合格证书",
    "公需科目",
    "专业科目",
    "2019年度",
    "2021年度",
    "学时",
    "30",
    "姓名",
    "赵示例",
    "钱样例",
    "公民身份号码",
    "000000198506150011",
    "住址",
    "居民身份证",
    "签发机关",
    "有效期限",
    "2015.06.15-2035.06.15",
    "承诺书",
    "本人郑重承诺",
    "承诺人（签字）：",
    "公示证明",
    "自2021年8月26日至2021年9月1日公示，无异议",
    "推荐意见",
    "同意推荐",
    "年度考核登记表",
    "考核等次",
    "本年度",
    "个人业务工作总结",
    "摘要",
    "关键词",
    "参考文献",
    "获奖证书",
    "证书编号",
    "999991200905000001",
    "层次",
    "本科",
    "2021年9月2日",
    "水费",
    "会议议程",
    "1",
    "",
    "🙂",
];

fn glance(width: u32, height: u32, origin: Origin, blank: bool) -> Glance {
    Glance {
        width,
        height,
        origin,
        dpi: Reading::Not(Why::Absent),
        exif: 1,
        rotate: 0,
        mean: Reading::Is(240),
        contrast: Reading::Is(200),
        ink: Reading::Is(30),
        blank: Reading::Is(blank),
        legible: if origin == Origin::Digital { Reading::Is(true) } else { Reading::Not(Why::NotBuilt) },
        legibility: Default::default(),
    }
}

fn layer(rows: &[Vec<usize>]) -> Layer {
    let mut pieces = Vec::new();
    for (row, words) in rows.iter().enumerate() {
        for (column, word) in words.iter().enumerate() {
            let text = WORDS[word % WORDS.len()].to_string();
            let (x, y) = (100 + 400 * column as i32, 100 + 60 * row as i32);
            let rect = Rect { x0: x, y0: y, x1: x + 30 * text.chars().count() as i32 + 1, y1: y + 32 };
            pieces.push(Piece { text, rect, row: row as u32, score: 1000 });
        }
    }
    let glyphs = pieces.iter().map(|piece| piece.text.chars().count() as u32).sum();
    Layer { pieces, glyphs, unknown: 0, hidden: 0 }
}

/// A scanned page whose rows stand in its lines, as the detector and the two readers would say it.
fn picture(rows: &[Vec<usize>], scores: &[u16], turn: Turn) -> BTreeMap<Probe, Answer> {
    let (width, height) = (1654, 2339);
    let mut table = BTreeMap::from([
        (Probe::Glance, Answer::Glance(glance(width, height, Origin::Scan, false))),
        (Probe::Layer, Answer::Not(Why::Absent)),
    ]);
    let mut boxes = Vec::new();
    for (piece, score) in layer(rows).pieces.iter().zip(scores.iter().cycle()) {
        let Rect { x0, y0, x1, y1 } = piece.rect;
        let corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)];
        let turned = |(x, y): (i32, i32)| match turn {
            Turn::Half => (width as i32 - x, height as i32 - y),
            _ => (x, y),
        };
        let quad = Quad(corners.map(turned));
        boxes.push(LineBox { quad, score: 900 });
        let length = piece.text.chars().count().max(1) as u16;
        let at =
            (0..piece.text.chars().count() as u16).map(|i| (2 * i + 1) * 500 / length).collect::<Vec<_>>();
        for (model, score) in [
            (Model::Tiny, *score),
            (Model::TinyWide, *score),
            (Model::Small, (*score + 1000) / 2),
            (Model::SmallWide, (*score + 1000) / 2),
        ] {
            let line = LineText { text: piece.text.clone(), score, at: at.clone() };
            table.insert(Probe::Line { quad, turn, plane: Plane::Red, model }, Answer::Line(line));
        }
    }
    let lines = Lines { boxes, turn, vote: 990 };
    for side in [640, 960] {
        table.insert(Probe::Lines { side, plane: Plane::Red }, Answer::Lines(lines.clone()));
    }
    table
}

prop_compose! {
    /// One page: digital with random rows, a picture, a blank sheet, or one on which looking fails.
    fn page()(
        sort in 0..10u8,
        width in 90u32..3000,
        height in 90u32..3000,
        rows in prop::collection::vec(prop::collection::vec(0..WORDS.len(), 0..3), 0..12),
        scores in prop::collection::vec(300u16..1000, 40),
        half_turn in any::<bool>(),
    ) -> BTreeMap<Probe, Answer> {
        if sort >= 7 {
            return picture(&rows, &scores, if half_turn { Turn::Half } else { Turn::Upright });
        }
        let (glance, layer) = match sort {
            0 => (Answer::Glance(glance(width, height, Origin::Picture, false)), Answer::Not(Why::Absent)),
            1 => (Answer::Glance(glance(width, height, Origin::Picture, true)), Answer::Not(Why::Absent)),
            2 => (Answer::Not(Why::Failed), Answer::Not(Why::Failed)),
            3 => (Answer::Glance(glance(width, height, Origin::Scan, false)), Answer::Layer(layer(&rows))),
            _ => (Answer::Glance(glance(1654, 2339, Origin::Digital, false)), Answer::Layer(layer(&rows))),
        };
        BTreeMap::from([(Probe::Glance, glance), (Probe::Layer, layer)])
    }
}

fn blank_facts(pages: usize) -> FileFacts {
    FileFacts {
        media: Media::Pdf,
        bytes: 1000,
        sha256: "0".repeat(64),
        intake: Intake::Opens,
        problems: Vec::new(),
        detail: String::new(),
        pages: vec![PageFacts::default(); pages],
    }
}

/// The whole report of a folder that holds this one file.
fn report(pages: &[PageLook]) -> String {
    let parts: Vec<_> = pages.iter().map(|page| page.parts.clone()).collect();
    let file = SeenFile::new("1.pdf".into(), blank_facts(pages.len()), pages.to_vec());
    let dossier = Dossier {
        kinds: kinds(),
        profile: intermediate(),
        cases: Default::default(),
        applicant: Applicant::default(),
        as_of: jiff::civil::date(2021, 9, 10),
        year: 2021,
        files: vec![file],
        documents: documents(kinds(), 0, &parts),
    };
    let checked = scan::report("folder", &dossier);
    json::render(&Veil::new(&checked.names, None).cover_report(checked.report), Lang::En)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn any_part_of_a_memo_gives_the_same_report(
        pages in prop::collection::vec(page(), 1..7),
        keep in prop::collection::vec(any::<bool>(), 64),
    ) {
        let mut cold_eye = FakeEye { pages: &pages, asked: BTreeMap::new() };
        let mut memo = blank_facts(pages.len());
        let cold = look(kinds(), ReadMode::Needed, &mut memo, &mut cold_eye);
        prop_assert!(cold_eye.asked.values().all(|&times| times == 1), "{:?}", cold_eye.asked);

        let mut warm_eye = FakeEye { pages: &pages, asked: BTreeMap::new() };
        let warm = look(kinds(), ReadMode::Needed, &mut memo.clone(), &mut warm_eye);
        prop_assert!(warm_eye.asked.is_empty(), "a warm memo asks nothing: {:?}", warm_eye.asked);

        let mut half = memo.clone();
        let mut keep = keep.iter().cycle();
        for page in &mut half.pages {
            page.answers.retain(|_, _| *keep.next().unwrap());
        }
        // What nobody asked may lie in a memo, too, and changes nothing.
        half.pages[0].answers.insert(Probe::Codes { quad: None }, Answer::Not(Why::Absent));
        let mut half_eye = FakeEye { pages: &pages, asked: BTreeMap::new() };
        let halved = look(kinds(), ReadMode::Needed, &mut half, &mut half_eye);

        let report_of_cold = report(&cold);
        prop_assert_eq!(&report_of_cold, &report(&warm));
        prop_assert_eq!(&report_of_cold, &report(&halved));
        prop_assert_eq!(cold, halved);
    }

    #[test]
    fn facts_survive_the_cache(pages in prop::collection::vec(page(), 1..4)) {
        let mut eye = FakeEye { pages: &pages, asked: BTreeMap::new() };
        let mut memo = blank_facts(pages.len());
        look(kinds(), ReadMode::Needed, &mut memo, &mut eye);
        let text = serde_json::to_string(&memo).unwrap();
        prop_assert_eq!(memo, serde_json::from_str::<FileFacts>(&text).unwrap());
    }

    #[test]
    fn blind_is_not_measured_and_leaves_no_trace(count in 1usize..5) {
        let mut memo = blank_facts(count);
        let looks = look(kinds(), ReadMode::Needed, &mut memo, &mut Blind);
        prop_assert!(memo.pages.iter().all(|page| page.answers.is_empty()));
        for page in &looks {
            prop_assert!(page.parts.iter().all(|part| matches!(part.verdict, Verdict::Unsure(_))), "{:?}", page.parts);
        }
        prop_assert!(report(&looks).contains("\"verdict\": \"review\""));
    }
}

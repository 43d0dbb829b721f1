//! The report for people, on a terminal or in a text file.
//!
//! Why it exists: its reader is an applicant at home. So the verdict comes first and in words, then one table of
//! what the notice asks for, then what to do, item by item; ids and figures only where they help. It decides
//! nothing and looks nothing up: all it knows is the report.

use anstyle::{AnsiColor, Style as Ansi};
use comfy_table::{ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width};

use super::width::{columns, pad, wrap};
use super::{DocumentReport, FindingReport, Outcome, RequirementReport, Shown, Status};
use crate::finding::{Lang, Level, Scope, Text};
use crate::profile::Clause;

/// How the terminal wants it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// ANSI colours.
    pub colour: bool,
    /// Columns of a line; fewer than [`LEAST_WIDTH`] are taken as that.
    pub width: usize,
}

/// Narrower than this the table has no room for two Chinese words side by side.
pub const LEAST_WIDTH: usize = 40;

/// The whole report. `show_passed`: what is in order is shown, too, with the documents that serve, the words
/// that spoke for each, and notes.
pub fn render(shown: &Shown, lang: Lang, style: Style, show_passed: bool) -> String {
    let style = Style { width: style.width.max(LEAST_WIDTH), ..style };
    let mut page = Page { shown, lang, style, show_passed, out: String::new() };
    page.head();
    page.table();
    page.shared();
    page.requirements();
    page.others();
    page.not_required();
    page.unused();
    page.next();
    page.foot();
    page.out
}

/// A status in one sign and one word. The sign says it where colours do not.
fn status_words(status: Status) -> (&'static str, Text) {
    match status {
        Status::Satisfied => ("✓", Text::new("通过", "passed")),
        Status::Missing => ("✗", Text::new("缺少", "missing")),
        Status::Unusable => ("!", Text::new("不合用", "unusable")),
        Status::NeedsReview => ("?", Text::new("待核对", "to review")),
        Status::NotRequired => ("–", Text::new("不需要", "not asked")),
    }
}

fn status_colour(status: Status) -> AnsiColor {
    match status {
        Status::Satisfied => AnsiColor::Green,
        Status::Missing | Status::Unusable => AnsiColor::Red,
        Status::NeedsReview => AnsiColor::Yellow,
        Status::NotRequired => AnsiColor::BrightBlack,
    }
}

fn level_words(level: Level) -> (&'static str, Text, AnsiColor) {
    match level {
        Level::Error => ("✗", Text::new("必须改", "must mend"), AnsiColor::Red),
        Level::Review => ("?", Text::new("待核对", "to review"), AnsiColor::Yellow),
        Level::Warning => ("!", Text::new("提醒", "warning"), AnsiColor::Yellow),
        Level::Note => ("·", Text::new("说明", "note"), AnsiColor::BrightBlack),
    }
}

fn verdict_words(verdict: Outcome) -> (&'static str, Text, AnsiColor) {
    match verdict {
        Outcome::Ready => ("✓", Text::new("可以上报", "ready to submit"), AnsiColor::Green),
        Outcome::NotReady => (
            "✗",
            Text::new("还不能上报，有必须改的地方", "not ready: some things must be mended"),
            AnsiColor::Red,
        ),
        Outcome::Review => (
            "?",
            Text::new(
                "没有查出必须改的，但有内容要请人核对",
                "nothing must be mended, but someone has to look",
            ),
            AnsiColor::Yellow,
        ),
    }
}

struct Page<'a> {
    shown: &'a Shown,
    lang: Lang,
    style: Style,
    show_passed: bool,
    out: String,
}

impl<'a> Page<'a> {
    fn say(&self, zh: &'static str, en: &'static str) -> &'static str {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    fn paint(&self, text: &str, ansi: Ansi) -> String {
        if self.style.colour {
            format!("{}{text}{}", ansi.render(), ansi.render_reset())
        } else {
            text.to_owned()
        }
    }

    fn line(&mut self, line: &str) {
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }

    /// A paragraph after an indent; a label before it stands in the first line and pushes the others in.
    fn paragraph(&mut self, indent: usize, label: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        let first = format!("{}{label}", " ".repeat(indent));
        // Beside a long label little room is left: then the text goes below it.
        let hang = if columns(&first) * 3 > self.style.width { indent + 2 } else { columns(&first) };
        for line in wrap(text, self.style.width, &first, &" ".repeat(hang)) {
            self.line(&line);
        }
    }

    fn heading(&mut self, text: &str) {
        self.line("");
        for line in wrap(text, self.style.width, "", "") {
            let line = self.paint(&line, Ansi::new().bold());
            self.line(&line);
        }
    }

    /// Verdict, whose folder, by which rules, and what concerns the whole submission.
    fn head(&mut self) {
        let (sign, words, colour) = verdict_words(self.shown.verdict);
        let verdict = format!("{sign} {}{}", self.say("检查结果：", "Result: "), words.get(self.lang));
        let verdict = self.paint(&verdict, Ansi::new().bold().fg_color(Some(colour.into())));
        self.line(&verdict);
        let counts = self.counts();
        self.paragraph(2, "", &counts);
        let shown = self.shown;
        if shown.verdict != Outcome::Ready
            && let Some(clause) = &shown.head.consequence
        {
            self.clause(2, clause);
        }
        for finding in self.outside().filter(|f| f.scope == Scope::Submission && f.level > Level::Note) {
            self.finding(finding, 2, None);
        }
        self.line("");
        for (label, value) in self.head_items() {
            self.paragraph(0, &pad(label, 12), &value);
        }
    }

    fn counts(&self) -> String {
        let count = |status| self.shown.requirements.iter().filter(|item| item.status == status).count();
        let order =
            [Status::Satisfied, Status::Missing, Status::Unusable, Status::NeedsReview, Status::NotRequired];
        let parts = order.into_iter().filter(|status| count(*status) > 0).map(|status| {
            let word = status_words(status).1;
            Text::new(format!("{} {} 项", word.zh, count(status)), format!("{} {}", count(status), word.en))
        });
        let parts = Text::join(&parts.collect::<Vec<_>>());
        let all = self.shown.requirements.len();
        match self.lang {
            Lang::Zh => format!("通知要求 {all} 项：{}。", parts.zh),
            Lang::En => format!("{all} requirements: {}.", parts.en),
        }
    }

    fn head_items(&self) -> Vec<(&'static str, String)> {
        let head = &self.shown.head;
        let year = match self.lang {
            Lang::Zh => format!("{}（{}），{} 年度", head.profile_name.zh, head.profile, head.year),
            Lang::En => format!("{} ({}), year {}", head.profile_name.en, head.profile, head.year),
        };
        let cases = head
            .cases
            .iter()
            .map(|(id, name)| Text::new(format!("{}（{id}）", name.zh), format!("{} ({id})", name.en)));
        let cases = Text::join(&cases.collect::<Vec<_>>()).get(self.lang).to_owned();
        let who: Vec<&str> = head.name.iter().chain(&head.id_number).map(String::as_str).collect();
        let from = head.specialty_from.get(self.lang);
        let specialty = head.specialty.as_ref().map(|specialty| match self.lang {
            _ if from.is_empty() => specialty.clone(),
            Lang::Zh => format!("{specialty}（来源：{from}）"),
            Lang::En => format!("{specialty} (from {from})"),
        });
        let items = [
            (self.say("文件夹", "Folder"), head.folder.clone()),
            (self.say("规则", "Profile"), year),
            (self.say("检查日期", "As of"), head.as_of.clone()),
            (self.say("情形", "Cases"), cases),
            (self.say("申报人", "Applicant"), who.join("  ")),
            (self.say("专业", "Specialty"), specialty.unwrap_or_default()),
            (self.say("第几次上报", "Attempt"), head.attempt.map(|n| n.to_string()).unwrap_or_default()),
        ];
        items.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }

    /// One line a requirement: sign and word, name, reason.
    fn table(&mut self) {
        let mut table = Table::new();
        // ASCII lines: the old Chinese console draws box characters two columns wide.
        table.load_style(TableStyle::new().header_separator(LineStyle::none().fill('-').junction('-')));
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(u16::try_from(self.style.width).unwrap_or(u16::MAX));
        table.set_header([self.say("结果", "Status"), self.say("项目", "Item"), self.say("说明", "Reason")]);
        for item in &self.shown.requirements {
            let (sign, word) = status_words(item.status);
            let status = format!("{sign} {}", word.get(self.lang));
            table.add_row([status.as_str(), item.name.get(self.lang), item.reason.get(self.lang)]);
        }
        let third = Width::Fixed(u16::try_from(self.style.width / 3).unwrap_or(u16::MAX));
        table.set_constraints([ColumnConstraint::ContentWidth, ColumnConstraint::UpperBoundary(third)]);
        self.line("");
        for line in table.lines() {
            let line = self.painted_row(line.strip_prefix(' ').unwrap_or(&line));
            self.line(&line);
        }
    }

    /// Colours the status at the beginning of a row, once widths no longer matter.
    fn painted_row(&self, line: &str) -> String {
        let all =
            [Status::Satisfied, Status::NotRequired, Status::NeedsReview, Status::Unusable, Status::Missing];
        for status in all {
            let (sign, word) = status_words(status);
            let head = format!("{sign} {}", word.get(self.lang));
            if let Some(rest) = line.strip_prefix(&head) {
                let colour = Ansi::new().fg_color(Some(status_colour(status).into()));
                return format!("{}{rest}", self.paint(&head, colour));
            }
        }
        line.to_owned()
    }

    /// Every requirement that has something to say, what must be mended first.
    fn requirements(&mut self) {
        let shown = self.shown;
        let mut items: Vec<&RequirementReport> = shown.requirements.iter().collect();
        items.sort_by_key(|item| match item.status {
            Status::Missing | Status::Unusable => 0,
            Status::NeedsReview => 1,
            Status::Satisfied | Status::NotRequired => 2,
        });
        for item in items {
            let findings: Vec<&FindingReport> = item
                .findings
                .iter()
                .filter(|index| !self.is_shared(**index))
                .filter_map(|index| shown.findings.get(*index))
                .filter(|finding| self.show_passed || finding.level > Level::Note)
                .collect();
            let quiet = matches!(item.status, Status::Satisfied | Status::NotRequired);
            if quiet && findings.is_empty() && !(self.show_passed && item.status == Status::Satisfied) {
                continue;
            }
            self.requirement(item, &findings);
        }
    }

    /// Whether several requirements have it: an unread page may be any of them, and is told of once.
    fn is_shared(&self, finding: usize) -> bool {
        self.shown.requirements.iter().filter(|item| item.findings.contains(&finding)).count() > 1
    }

    /// Pages and files that several requirements wait for or suffer from.
    fn shared(&mut self) {
        let shown = self.shown;
        let told = |finding: &FindingReport| self.show_passed || finding.level > Level::Note;
        let shared: Vec<&FindingReport> = (0..shown.findings.len())
            .filter(|index| self.is_shared(*index))
            .map(|index| &shown.findings[index])
            .filter(|finding| told(finding))
            .collect();
        if shared.is_empty() {
            return;
        }
        self.heading(self.say("同时影响几项的文件和页面", "Files and pages that concern several items"));
        for finding in shared {
            self.finding(finding, 2, None);
        }
    }

    fn requirement(&mut self, item: &RequirementReport, findings: &[&FindingReport]) {
        let (sign, word) = status_words(item.status);
        let heading =
            format!("{sign} {}{}{}", item.name.get(self.lang), self.say("：", ": "), word.get(self.lang));
        self.heading(&heading);
        self.paragraph(2, "", item.reason.get(self.lang));
        for finding in findings {
            self.finding(finding, 2, item.clause.as_ref());
        }
        if self.show_passed {
            self.slots(item);
        }
        self.paragraph(2, self.say("说明：", "Remark: "), item.remark.get(self.lang));
        if let Some(clause) = &item.clause {
            self.clause(2, clause);
        }
    }

    fn slots(&mut self, item: &RequirementReport) {
        let shown = self.shown;
        for slot in &item.slots {
            let (sign, word) = status_words(slot.status);
            let label = match slot.label.get(self.lang) {
                "" => item.name.get(self.lang),
                label => label,
            };
            let line = format!("{label}{}{}", self.say("：", ": "), word.get(self.lang));
            self.paragraph(2, &format!("{sign} "), &line);
            for document in slot.documents.iter().filter_map(|index| shown.documents.get(*index)) {
                let place = self.document_place(document);
                self.paragraph(4, "", &place);
                let words = document.evidence.join(self.say("、", ", "));
                self.paragraph(4, self.say("依据：", "Evidence: "), &words);
            }
        }
    }

    fn document_place(&self, document: &DocumentReport) -> String {
        let pages = match (self.lang, document.first_page == document.last_page) {
            (Lang::Zh, true) => format!("第 {} 页", document.first_page),
            (Lang::Zh, false) => format!("第 {}–{} 页", document.first_page, document.last_page),
            (Lang::En, true) => format!("page {}", document.first_page),
            (Lang::En, false) => format!("pages {}–{}", document.first_page, document.last_page),
        };
        let name = document.kind_name.get(self.lang);
        let sure = match self.lang {
            Lang::Zh => format!("把握 {}%", document.confidence),
            Lang::En => format!("confidence {}%", document.confidence),
        };
        let gap = self.say("，", ", ");
        format!("{}{gap}{pages}{gap}{name}{gap}{sure}", document.path)
    }

    /// `above`: the clause that its requirement shows anyway.
    fn finding(&mut self, finding: &FindingReport, indent: usize, above: Option<&Clause>) {
        let (sign, word, colour) = level_words(finding.level);
        let check = format!("[{}]", finding.check);
        let text = format!(
            "{}{}{} {check}",
            word.get(self.lang),
            self.say("：", ": "),
            finding.message.get(self.lang)
        );
        let start = self.out.len();
        self.paragraph(indent, &format!("{sign} "), &text);
        self.repaint(start, &check, Ansi::new().dimmed(), true);
        self.repaint(
            start,
            &format!("{sign} {}", word.get(self.lang)),
            Ansi::new().fg_color(Some(colour.into())),
            false,
        );
        let inner = indent + 2;
        if let Some(path) = &finding.path {
            let page = match (self.lang, finding.page) {
                (_, None) => String::new(),
                (Lang::Zh, Some(page)) => format!("，第 {page} 页"),
                (Lang::En, Some(page)) => format!(", page {page}"),
            };
            self.paragraph(inner, self.say("文件：", "File: "), &format!("{path}{page}"));
        }
        let (measured, limit) = (finding.measured.get(self.lang), finding.limit.get(self.lang));
        let figures: Vec<String> =
            [(self.say("测得 ", "measured "), measured), (self.say("要求 ", "wanted "), limit)]
                .into_iter()
                .filter(|(_, value)| !value.is_empty())
                .map(|(label, value)| format!("{label}{value}"))
                .collect();
        self.paragraph(inner, self.say("数值：", "Figures: "), &figures.join(self.say("，", ", ")));
        self.paragraph(inner, self.say("怎么办：", "What to do: "), finding.remedy.get(self.lang));
        if let Some(clause) = finding.clause.as_ref().filter(|clause| Some(*clause) != above) {
            self.clause(inner, clause);
        }
    }

    /// Colours a piece of what was written since `start`, if no line break cut it.
    fn repaint(&mut self, start: usize, piece: &str, ansi: Ansi, last: bool) {
        let tail = &self.out[start..];
        let found = if last { tail.rfind(piece) } else { tail.find(piece) };
        if let Some(at) = found.map(|at| at + start) {
            let painted = self.paint(piece, ansi);
            self.out.replace_range(at..at + piece.len(), &painted);
        }
    }

    fn clause(&mut self, indent: usize, clause: &Clause) {
        let (open, close) = match self.lang {
            Lang::Zh => ("“", "”"),
            Lang::En => ("\"", "\""),
        };
        let section = match (self.lang, clause.section.as_str()) {
            (_, "") => String::new(),
            (Lang::Zh, section) => format!("（{section}）"),
            (Lang::En, section) => format!(" ({section})"),
        };
        let quote = format!("{open}{}{close}{section}", clause.quote);
        self.paragraph(indent, self.say("通知原文：", "The notice says: "), &quote);
        self.paragraph(indent, self.say("这样理解：", "Read as: "), clause.reading.get(self.lang));
    }

    /// Findings that no requirement lists.
    fn outside(&self) -> impl Iterator<Item = &'a FindingReport> + use<'a> {
        let shown = self.shown;
        let listed = |index: usize| shown.requirements.iter().any(|item| item.findings.contains(&index));
        shown
            .findings
            .iter()
            .enumerate()
            .filter(move |(index, _)| !listed(*index))
            .map(|(_, finding)| finding)
    }

    fn others(&mut self) {
        let heads = |f: &FindingReport| f.scope == Scope::Submission && f.level > Level::Note;
        let show = |f: &&FindingReport| !heads(f) && (self.show_passed || f.level > Level::Note);
        let others: Vec<&FindingReport> = self.outside().filter(show).collect();
        if others.is_empty() {
            return;
        }
        self.heading(self.say("其他发现", "Other findings"));
        for finding in others {
            self.finding(finding, 2, None);
        }
    }

    fn not_required(&mut self) {
        let shown = self.shown;
        let items: Vec<&RequirementReport> = shown
            .requirements
            .iter()
            .filter(|item| item.status == Status::NotRequired && item.clause.is_some())
            .collect();
        if items.is_empty() {
            return;
        }
        self.heading(self.say("您不需要提供", "Not asked of you"));
        for item in items {
            self.paragraph(2, "– ", item.name.get(self.lang));
            if let Some(clause) = &item.clause {
                self.clause(4, clause);
            }
        }
    }

    fn unused(&mut self) {
        let shown = self.shown;
        let unused: Vec<&DocumentReport> =
            shown.unused.iter().filter_map(|index| shown.documents.get(*index)).collect();
        if unused.is_empty() {
            return;
        }
        self.heading(self.say("没有用上的文件（请看看是不是放错了）", "Files that nothing asks for"));
        for document in unused {
            let place = self.document_place(document);
            self.paragraph(2, "- ", &place);
            self.paragraph(4, "", document.doubt.get(self.lang));
        }
    }

    fn next(&mut self) {
        let shown = self.shown;
        if shown.next.is_empty() {
            return;
        }
        self.heading(self.say("接下来", "What comes next"));
        for step in &shown.next {
            let title = format!("{}{}", step.title.get(self.lang), self.say("：", ": "));
            self.paragraph(2, &title, step.text.get(self.lang));
            if let (Some(clause), true) = (&step.clause, self.show_passed) {
                self.clause(4, clause);
            }
        }
    }

    fn foot(&mut self) {
        self.line("");
        let advice = self.say(
            "以上由程序检查，供您参考；是否符合条件由评审机构认定。",
            "Checked by a program, for your guidance; the reviewing body decides.",
        );
        self.paragraph(0, "", advice);
        let versions = &self.shown.versions;
        let line = format!("scanlint {} · {} · {}", versions.scanlint, versions.profile, versions.kinds);
        for line in wrap(&line, self.style.width, "", "") {
            let line = self.paint(&line, Ansi::new().dimmed());
            self.line(&line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    fn plain(lang: Lang, width: usize, show_passed: bool) -> String {
        render(&sample::shown(), lang, Style { colour: false, width }, show_passed)
    }

    #[test]
    fn chinese_report() {
        insta::assert_snapshot!(plain(Lang::Zh, 80, false));
    }

    #[test]
    fn english_report_with_all() {
        insta::assert_snapshot!(plain(Lang::En, 100, true));
    }

    #[test]
    fn no_line_is_wider_than_asked() {
        for (lang, width) in [(Lang::Zh, 40), (Lang::Zh, 80), (Lang::En, 60), (Lang::En, 120)] {
            for line in plain(lang, width, true).lines() {
                assert!(columns(line) <= width, "{} > {width}: {line}", columns(line));
            }
        }
    }

    #[test]
    fn the_columns_of_the_table_stand_below_each_other() {
        let out = plain(Lang::Zh, 80, false);
        let column = |line: &str, word: &str| line.find(word).map(|at| columns(&line[..at]));
        let line = |word: &str| {
            out.lines().find(|l| l.contains(word)).unwrap_or_else(|| panic!("{word}")).to_owned()
        };
        let header = column(&line("项目"), "项目");
        assert_eq!(column(&line("✗ 缺少  "), "年度考核"), header);
        assert_eq!(column(&line("! 不合用  "), "学历学位"), header);
        assert_eq!(column(&line("两面齐全"), "两面齐全"), column(&line("项目"), "说明"));
    }

    #[test]
    fn colour_only_when_told() {
        let shown = sample::shown();
        let coloured = render(&shown, Lang::Zh, Style { colour: true, width: 80 }, false);
        assert!(coloured.contains("\u{1b}[31m"));
        assert!(!plain(Lang::Zh, 80, false).contains('\u{1b}'));
        let mut stripped = String::new();
        let mut inside = false;
        for c in coloured.chars() {
            match (inside, c) {
                (_, '\u{1b}') => inside = true,
                (true, 'm') => inside = false,
                (true, _) => {}
                (false, c) => stripped.push(c),
            }
        }
        assert_eq!(stripped, plain(Lang::Zh, 80, false), "colours move nothing");
    }
}

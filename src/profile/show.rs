//! A profile in words: what `scanlint profiles show NAME` prints.
//!
//! Why it exists: whoever answers for a notice must be able to read how it was understood, without reading YAML.
//! Nothing is decided here; what is printed is what will be judged by.

use std::fmt::Write;

use jiff::civil::Date;

use super::resolve::settle;
use super::*;
use crate::facts::Measure;
use crate::finding::{Effect, Lang, Text};
use crate::legible::words;

/// The profile in words; kinds, fields and checks by their contract names.
pub fn show(profile: &Profile, lang: Lang) -> String {
    show_named(profile, lang, &|_| None)
}

/// As [`show`], with names for readers: `name` gives that of a kind, field or check, where it has one.
pub fn show_named(profile: &Profile, lang: Lang, name: &dyn Fn(&str) -> Option<Text>) -> String {
    let mut page = Page { profile, lang, name, out: String::new() };
    page.head();
    page.dates();
    page.fees();
    page.told();
    for (index, requirement) in profile.requirements.iter().enumerate() {
        page.requirement(index + 1, requirement);
    }
    page.everywhere();
    page.legibility();
    page.cases();
    page.out
}

struct Page<'a> {
    profile: &'a Profile,
    lang: Lang,
    name: &'a dyn Fn(&str) -> Option<Text>,
    out: String,
}

/// What both kinds of body change have in common: the parts to print.
struct Parts<'a> {
    clause: Option<&'a Clause>,
    ways: &'a [Way],
    wrong: &'a [Stand],
    stand_in: &'a [Stand],
    holds: &'a [Rule],
    absent: Option<&'a Absent>,
    remark: Option<&'a Text>,
}

impl Page<'_> {
    fn t<'t>(&self, zh: &'t str, en: &'t str) -> &'t str {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    fn line(&mut self, depth: usize, text: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.out, "{}{}", "  ".repeat(depth), text.trim_end());
    }

    fn title(&mut self, zh: &str, en: &str) {
        let title = self.t(zh, en).to_owned();
        self.out.push('\n');
        self.line(0, &title);
    }

    fn named(&self, id: &str) -> String {
        (self.name)(id).map_or_else(|| id.to_owned(), |text| text.get(self.lang).to_owned())
    }

    fn list<T>(&self, items: &[T], one: impl Fn(&T) -> String) -> String {
        let words: Vec<String> = items.iter().map(one).collect();
        words.join(self.t("、", ", "))
    }

    fn or<T>(&self, items: &[T], one: impl Fn(&T) -> String) -> String {
        let words: Vec<String> = items.iter().map(one).collect();
        words.join(self.t("或", " or "))
    }

    /// What the profile alone says of a condition: its level is known, and the cases that it implies; other
    /// cases may be set or not.
    fn settled(&self, when: &When) -> Option<bool> {
        match when {
            When::Always => Some(true),
            When::Case(cases) => cases.iter().any(|case| self.profile.implies.contains(case)).then_some(true),
            When::Level(levels) => Some(levels.contains(&self.profile.level)),
            When::Field(..) => None,
            When::All(parts) => settle(parts.iter().map(|part| self.settled(part)), false),
            When::Any(parts) => settle(parts.iter().map(|part| self.settled(part)), true),
            When::Not(part) => self.settled(part).map(|holds| !holds),
        }
    }

    fn may_hold(&self, when: &When) -> bool {
        self.settled(when) != Some(false)
    }

    // ---- the parts of the page ----

    fn head(&mut self) {
        let profile = self.profile;
        self.line(0, &format!("{} ({})", profile.name.get(self.lang), profile.id));
        self.line(0, profile.summary.get(self.lang));
        let level = self.level(&profile.level);
        let notice = profile.notice.as_deref().unwrap_or("-");
        let (digest, year) = (&profile.digest, profile.year);
        let line = match self.lang {
            Lang::Zh => format!("评审年度 {year}，级别 {level}，通知 {notice}，版本 {digest}"),
            Lang::En => format!("review year {year}, level {level}, notice {notice}, version {digest}"),
        };
        self.line(0, &line);
        if !profile.implies.is_empty() {
            let cases = self.list(&profile.implies, |case| self.case(case));
            let word = self.t("已含情形：", "cases already set: ").to_owned();
            self.line(0, &format!("{word}{cases}"));
        }
    }

    fn dates(&mut self) {
        let profile = self.profile;
        if let Some(window) = &profile.window {
            self.title("网上申报", "Uploads");
            let days = self.days(window.opens, window.closes);
            self.line(1, &days);
            self.clause(1, window.clause.as_ref());
        }
        if let Some(attempts) = &profile.attempts {
            self.title("上报次数", "Submissions");
            let most = self.t("最多", "at most").to_owned();
            self.line(1, &format!("{most} {}", attempts.most));
            self.clause(1, attempts.clause.as_ref());
        }
        if let Some(interview) = &profile.interview {
            self.title("答辩", "Interview");
            let days = self.days(interview.opens, interview.closes);
            self.line(1, &days);
            self.clause(1, interview.clause.as_ref());
            for exempt in &interview.exempt {
                if !self.may_hold(&exempt.when) {
                    continue;
                }
                let (word, when) = (self.t("免于答辩：", "exempt: ").to_owned(), self.when(&exempt.when));
                self.line(1, &format!("- {word}{when}"));
                self.clause(2, exempt.clause.as_ref());
            }
        }
    }

    fn fees(&mut self) {
        if self.profile.fees.is_empty() {
            return;
        }
        self.title("收费", "Fees");
        let profile = self.profile;
        for fee in &profile.fees {
            if !self.may_hold(&fee.when) {
                continue;
            }
            let (yuan, when) = (self.t("元/人", "yuan a person").to_owned(), self.when(&fee.when));
            self.line(1, &format!("- {} {yuan}{}{when}", fee.yuan, self.t("：", ": ")));
            self.clause(2, fee.clause.as_ref());
        }
    }

    fn told(&mut self) {
        let profile = self.profile;
        if !profile.told.is_empty() {
            self.title("须知", "To know");
        }
        for told in &profile.told {
            if !self.may_hold(&told.when) {
                continue;
            }
            let when = match &told.when {
                When::Always => String::new(),
                when => format!("{}{}", self.when(when), self.t("：", ": ")),
            };
            self.line(1, &format!("- {when}{}", told.text.get(self.lang)));
            self.clause(2, told.clause.as_ref());
        }
        if let Some(specialties) = &profile.specialties {
            self.title("申报专业（不在其中的由人工判断）", "Specialties (others are for a clerk to decide)");
            let words = self.list(&specialties.words, String::clone);
            self.line(1, &words);
            self.clause(1, specialties.clause.as_ref());
        }
        if profile.consequence.is_some() {
            self.title("后果", "Consequence");
            self.clause(1, profile.consequence.as_ref());
        }
    }

    fn requirement(&mut self, number: usize, requirement: &Requirement) {
        // What holds for everybody who uses this profile is told as the rule, not as an exception.
        let (mut body, mut open) = (requirement.body.clone(), Vec::new());
        for vary in &requirement.vary {
            match self.settled(&vary.when) {
                Some(true) if open.is_empty() => vary.apply(&mut body),
                Some(false) => {}
                _ => open.push(vary),
            }
        }
        self.out.push('\n');
        let (need, by) = (self.need(body.need), self.by(requirement.by));
        let dot = self.t("，", ", ");
        let head = format!(
            "{number}. {} ({}){}{need}{dot}{by}",
            requirement.name.get(self.lang),
            requirement.id,
            self.t("：", ": ")
        );
        self.line(0, &head);
        let Body { need: _, clause, ways, wrong, stand_in, holds, absent, remark } = &body;
        let remark = Some(remark).filter(|remark| !remark.is_empty());
        self.parts(
            1,
            &Parts { clause: clause.as_ref(), ways, wrong, stand_in, holds, absent: absent.as_ref(), remark },
        );
        for vary in open {
            self.vary(vary);
        }
    }

    fn vary(&mut self, vary: &Vary) {
        let need = vary.need.map(|need| self.need(need)).unwrap_or_default();
        let line = format!("* {}{}{need}", self.when(&vary.when), self.t("：", ": "));
        self.line(1, &line);
        let parts = Parts {
            clause: vary.clause.as_ref(),
            ways: vary.ways.as_deref().unwrap_or_default(),
            wrong: vary.wrong.as_deref().unwrap_or_default(),
            stand_in: vary.stand_in.as_deref().unwrap_or_default(),
            holds: vary.holds.as_deref().unwrap_or_default(),
            absent: vary.absent.as_ref(),
            remark: vary.remark.as_ref(),
        };
        self.parts(2, &parts);
    }

    fn parts(&mut self, depth: usize, parts: &Parts) {
        self.clause(depth, parts.clause);
        for (index, way) in parts.ways.iter().enumerate() {
            let several = parts.ways.len() > 1;
            if several {
                let word = self.t("方式", "way").to_owned();
                self.line(depth, &format!("{word} {}: {}", index + 1, way.name.get(self.lang)));
            }
            for slot in &way.slots {
                let slot = self.slot(slot);
                self.line(depth + usize::from(several), &format!("- {slot}"));
            }
        }
        for (stands, zh, en) in [
            (parts.wrong, "不能代替", "does not serve"),
            (parts.stand_in, "由人工判断", "for a clerk to decide"),
        ] {
            for stand in stands {
                let (word, what) = (self.t(zh, en).to_owned(), self.select(&stand.select));
                self.line(depth, &format!("- {word}: {what} ({})", stand.say.get(self.lang)));
            }
        }
        self.rules(depth, parts.holds);
        if let Some(absent) = parts.absent {
            let (word, effect) = (self.t("未交时", "if absent").to_owned(), self.effect(absent.effect));
            self.line(depth, &format!("- {word}: {effect} ({})", absent.say.get(self.lang)));
        }
        if let Some(remark) = parts.remark {
            let word = self.t("注", "note").to_owned();
            self.line(depth, &format!("{word}: {}", remark.get(self.lang)));
        }
    }

    fn rules(&mut self, depth: usize, rules: &[Rule]) {
        for rule in rules {
            let text = self.rule(rule);
            self.line(depth, &format!("- {text}"));
        }
    }

    fn everywhere(&mut self) {
        if !self.profile.everywhere.is_empty() {
            self.title("每份材料都须满足", "Of every document");
            self.rules(1, &self.profile.everywhere);
        }
    }

    fn legibility(&mut self) {
        let limits = &self.profile.legibility;
        if limits.measures.is_empty() {
            return;
        }
        self.title(
            "看得清的界限（测得“太差”而且没有读出来，才是不可用）",
            "Limits of legibility (unusable is only what is too bad and was not read)",
        );
        if !limits.without_text.is_empty() {
            let kinds = self.list(&limits.without_text, |kind| self.named(&kind.0));
            let word = self.t("不按文字判断：", "not judged by text: ").to_owned();
            self.line(1, &format!("- {word}{kinds}"));
        }
        for (&measure, limit) in &limits.measures {
            let (name, bounds) = (words::measure(measure), self.bounds(measure, limit.bounds));
            self.line(1, &format!("- {} ({}): {bounds}", name.get(self.lang), measure.name()));
            self.line(2, limit.source.get(self.lang));
            for (kind, own) in &limit.kinds {
                let own = self.bounds(measure, *own);
                self.line(2, &format!("- {}: {own}", self.named(&kind.0)));
            }
        }
    }

    fn bounds(&self, measure: Measure, bounds: Bounds) -> String {
        if bounds.off == Some(true) {
            return self.t("不判断", "not judged").to_owned();
        }
        let named = [(bounds.warn, "提醒", "warned"), (bounds.fail, "太差", "too bad")];
        let given = named.into_iter().filter_map(|(value, zh, en)| {
            let beyond = words::beyond(measure, value?);
            Some(self.pick(format!("{}{zh}", beyond.zh), format!("{en} {}", beyond.en)))
        });
        given.collect::<Vec<String>>().join(self.t("；", "; "))
    }

    fn cases(&mut self) {
        if !self.profile.cases.is_empty() {
            self.title("情形（--case）", "Cases (--case)");
        }
        for (id, case) in &self.profile.cases {
            self.line(1, &format!("- {id}: {}", case.name.get(self.lang)));
        }
    }

    // ---- words for the small things ----

    fn clause(&mut self, depth: usize, clause: Option<&Clause>) {
        let Some(clause) = clause else { return };
        self.line(depth, &format!("{} “{}”", clause.section, clause.quote));
        if !clause.reading.is_empty() {
            let word = self.t("读作", "read as").to_owned();
            self.line(depth, &format!("{word}: {}", clause.reading.get(self.lang)));
        }
    }

    fn days(&self, from: Date, to: Date) -> String {
        match self.lang {
            Lang::Zh => format!("{from} 至 {to}（含首尾两日）"),
            Lang::En => format!("{from} to {to}, both included"),
        }
    }

    fn case(&self, id: &str) -> String {
        self.profile.cases.get(id).map_or_else(|| id.to_owned(), |case| case.name.get(self.lang).to_owned())
    }

    fn level(&self, id: &str) -> String {
        self.profile.levels.get(id).map_or_else(|| id.to_owned(), |name| name.get(self.lang).to_owned())
    }

    fn need(&self, need: Need) -> String {
        let (zh, en) = match need {
            Need::Required => ("必交", "required"),
            Need::Optional => ("可交", "optional"),
            Need::Forbidden => ("不得上传", "must not be there"),
            Need::NotRequired => ("不需提供", "not required"),
        };
        self.t(zh, en).to_owned()
    }

    fn by(&self, by: By) -> String {
        let (zh, en) = match by {
            By::Applicant => ("由申报人提供", "from the applicant"),
            By::Employer => ("由单位提供", "from the employer"),
            By::Authority => ("由主管单位提供", "from the authority in charge"),
        };
        self.t(zh, en).to_owned()
    }

    fn effect(&self, effect: Effect) -> String {
        let (zh, en) = match effect {
            Effect::Off => ("不提示", "not said"),
            Effect::Note => ("备注", "note"),
            Effect::Warn => ("提醒", "warning"),
            Effect::Undecided => ("待人工判断", "needs review"),
            Effect::Unusable => ("不可用", "unusable"),
            Effect::Missing => ("缺少", "missing"),
        };
        self.t(zh, en).to_owned()
    }

    fn slot(&self, slot: &Slot) -> String {
        let mut text = String::new();
        if !slot.label.is_empty() {
            text = format!("{}{}", slot.label.get(self.lang), self.t("：", ": "));
        }
        text.push_str(&self.select(&slot.select));
        let mut notes = Vec::new();
        if slot.count > 1 {
            notes.push(format!("{} {}", self.t("至少", "at least"), slot.count));
        }
        notes.extend(slot.most.map(|most| format!("{} {most}", self.t("至多", "at most"))));
        let pages = self.t("每份页数至少", "pages of each at least");
        notes.extend(slot.pages.map(|least| format!("{pages} {least}")));
        notes.extend(
            slot.years
                .as_ref()
                .map(|years| format!("{} {}", self.t("每年一份：", "one for each of"), self.years(years))),
        );
        if let Some(of) = &slot.unless_after {
            let (word, of) =
                (self.t("不晚于此年的可能没有：", "may not exist up to the year of"), self.field(of));
            notes.push(format!("{word} {of}"));
        }
        if slot.when != When::Always {
            notes.push(format!("{}{}", self.t("条件：", "only if "), self.when(&slot.when)));
        }
        for note in notes {
            let _ = write!(text, "{}{note}", self.t("；", "; "));
        }
        text
    }

    fn years(&self, years: &Years) -> String {
        self.list(&years.list(self.profile.year), i16::to_string)
    }

    fn select(&self, select: &Select) -> String {
        let mut text = self.or(&select.kinds, |kind| self.named(&kind.0));
        if let Some(side) = select.side {
            let _ = write!(text, " [{}]", self.side(side));
        }
        for (field, values) in &select.fields {
            let values = self.or(values, String::clone);
            let _ = write!(text, " [{} = {values}]", self.named(field));
        }
        if let Some(years) = &select.years_or_none {
            let word = self.t("或未写年度", "or no year");
            let _ = write!(text, " [{} {word}]", self.years(years));
        }
        text
    }

    fn side(&self, side: Side) -> &'static str {
        match side {
            Side::Portrait => self.t("人像面", "portrait"),
            Side::Emblem => self.t("国徽面", "emblem"),
            Side::Front => self.t("正面", "front"),
            Side::Back => self.t("反面", "back"),
            Side::Both => self.t("两面", "both"),
        }
    }

    fn field(&self, of: &FieldRef) -> String {
        let kinds = self.or(&of.kinds, |kind| self.named(&kind.0));
        format!("{kinds}.{}", self.named(&of.field))
    }

    fn when(&self, when: &When) -> String {
        match when {
            When::Always => self.t("一律", "always").to_owned(),
            When::Case(cases) => self.or(cases, |case| self.case(case)),
            When::Level(levels) => self.or(levels, |level| self.level(level)),
            When::Field(of, values) => {
                format!("{} = {}", self.field(of), self.or(values, String::clone))
            }
            When::All(parts) => {
                let open = parts.iter().filter(|part| self.settled(part) != Some(true));
                let open: Vec<String> = open.map(|part| self.when(part)).collect();
                match open.is_empty() {
                    true => self.when(&When::Always),
                    false => open.join(self.t("，且", " and ")),
                }
            }
            When::Any(parts) => format!("({})", self.or(parts, |part| self.when(part))),
            When::Not(part) => format!("{} ({})", self.t("不属于", "not"), self.when(part)),
        }
    }

    fn rule(&self, rule: &Rule) -> String {
        let mut text = format!("{}{}{}", self.named(&rule.check), self.t("：", ": "), self.form(&rule.form));
        let mut notes = Vec::new();
        if !rule.kinds.is_empty() {
            notes.push(self.or(&rule.kinds, |kind| self.named(&kind.0)));
        }
        notes.extend(rule.side.map(|side| self.side(side).to_owned()));
        if rule.when != When::Always {
            notes.push(format!("{}{}", self.t("条件：", "only if "), self.when(&rule.when)));
        }
        notes.extend(rule.effect.map(|effect| format!("{}{}", self.t("否则", "else "), self.effect(effect))));
        notes.push(format!("{}{}", self.t("未读到时", "if unread "), self.effect(rule.unread)));
        let _ = write!(text, " ({})", notes.join(self.t("；", "; ")));
        text
    }

    /// One of two sentences, by language.
    fn pick(&self, zh: String, en: String) -> String {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    fn form(&self, form: &Form) -> String {
        match form {
            Form::Applicant { field } => {
                let field = self.named(field);
                self.pick(format!("{field} 与申报人一致"), format!("{field} is the applicant's"))
            }
            Form::Matches { field, of } => {
                let (field, of) = (self.named(field), self.field(of));
                self.pick(format!("{field} 与 {of} 一致"), format!("{field} is that of {of}"))
            }
            Form::NotBefore { field, bound } => {
                let (field, bound) = (self.named(field), self.bound(bound));
                self.pick(format!("{field} 不早于{bound}"), format!("{field} is not before {}", bound.trim()))
            }
            Form::NotAfter { field, bound } => {
                let (field, bound) = (self.named(field), self.bound(bound));
                self.pick(format!("{field} 不晚于{bound}"), format!("{field} is not after {}", bound.trim()))
            }
            Form::WorkingDays { start, end, claimed: _, least, count_first } => {
                self.working_days(start, end, *least, *count_first)
            }
            Form::AtLeast { field, least, unit } => {
                format!("{} ≥ {least} {}", self.named(field), unit.get(self.lang))
            }
            Form::Among { field, values } => {
                format!("{} = {}", self.named(field), self.or(values, String::clone))
            }
            Form::CheckDigit { field } => {
                let field = self.named(field);
                self.pick(format!("{field} 校验码正确"), format!("the check character of {field} is right"))
            }
            Form::Assigned { field } => {
                let field = self.named(field);
                self.pick(format!("{field} 的地区代码存在"), format!("the area code of {field} is assigned"))
            }
            Form::Stated { field } => format!("{} {}", self.t("写明", "states"), self.named(field)),
            Form::Mark { mark } => format!("{} {}", self.t("有", "has a"), self.mark(mark)),
        }
    }

    fn working_days(&self, start: &str, end: &str, least: u32, count_first: bool) -> String {
        let (start, end) = (self.named(start), self.named(end));
        let first = match count_first {
            true => self.t("首日计入", "the first day counted"),
            false => self.t("首日不计", "the first day not counted"),
        };
        self.pick(
            format!("{start} 至 {end} 至少 {least} 个工作日，{first}"),
            format!("at least {least} working days from {start} to {end}, {first}"),
        )
    }

    fn mark(&self, mark: &str) -> String {
        match mark {
            "seal" => self.t("公章", "seal").to_owned(),
            "signature" => self.t("签字", "signature").to_owned(),
            "face" => self.t("人脸", "face").to_owned(),
            other => other.to_owned(),
        }
    }

    fn bound(&self, bound: &Bound) -> String {
        match bound {
            Bound::Date(date) => format!(" {date}"),
            Bound::AsOf => self.t("检查日期", "the day of checking").to_owned(),
            Bound::DaysBeforeAsOf(days) => match self.lang {
                Lang::Zh => format!("检查日期前 {days} 天"),
                Lang::En => format!("{days} days before the day of checking"),
            },
            Bound::Own(field) => format!(" {}", self.named(field)),
            Bound::Of(of) => format!(" {}", self.field(of)),
        }
    }
}

//! Requirements, ways, slots, rules and conditions of one file, believed.
//!
//! Why it exists: these are the words that a notice is made of; `layer.rs` reads what stands around them.

use std::collections::BTreeMap;

use serde_yaml::{Location, Spanned};

use super::error::Fault;
use super::layer::{Partial, Reader};
use super::raw::*;
use super::*;
use crate::finding::{Effect, Text};

/// Most years a window may span: no notice looks back further than a working life's beginning.
const MOST_YEARS: u32 = 30;

/// Marks that a page may be asked for.
const MARKS: [&str; 3] = ["seal", "signature", "face"];

/// The keys that a requirement and a variation share.
struct RawChange {
    need: Option<Need>,
    clause: Option<RawClause>,
    ways: Option<Spanned<Vec<RawWay>>>,
    wrong: Option<Vec<RawStand>>,
    stand_in: Option<Vec<RawStand>>,
    holds: Option<Vec<Spanned<RawRule>>>,
    absent: Option<RawAbsent>,
    remark: Option<Text>,
}

impl Reader<'_> {
    pub fn requirements(&mut self, raw: Option<Ordered<RawRequirement>>) -> Vec<Partial> {
        let mut partials = Vec::new();
        for (id, raw) in raw.into_iter().flat_map(|all| all.0) {
            let place = (id.referenced.line() as u32, id.referenced.column() as u32);
            let RawRequirement { name, by, need, clause, ways, wrong, stand_in, holds, absent, remark, vary } =
                raw;
            let change = RawChange { need, clause, ways, wrong, stand_in, holds, absent, remark };
            let change = self.change(When::Always, change);
            let vary = vary.map(|all| self.each(all, Self::vary));
            self.names.requirements.insert(id.value.clone());
            partials.push(Partial { id: id.value, place, name, by, change, vary });
        }
        partials
    }

    fn vary(&mut self, raw: Spanned<RawVary>) -> Option<Vary> {
        let RawVary { when, need, clause, ways, wrong, stand_in, holds, absent, remark } = raw.value;
        let when = self.static_when(Some(when));
        let change =
            self.change(when, RawChange { need, clause, ways, wrong, stand_in, holds, absent, remark });
        if change.is_idle() {
            let what = Text::new("这一变化什么也没有改变", "this variation changes nothing");
            let remedy = Text::new(
                "请写 need、ways、holds、absent、wrong、stand-in、clause 或 remark",
                "say need, ways, holds, absent, wrong, stand-in, clause or remark",
            );
            self.fail(raw.referenced, Fault::Form, what, remedy);
        }
        Some(change)
    }

    fn change(&mut self, when: When, raw: RawChange) -> Vary {
        Vary {
            when,
            need: raw.need,
            clause: self.clause(raw.clause),
            ways: raw.ways.map(|ways| self.ways(ways)),
            wrong: raw.wrong.map(|all| self.each(all, Self::stand)),
            stand_in: raw.stand_in.map(|all| self.each(all, Self::stand)),
            holds: raw.holds.map(|all| self.each(all, Self::rule)),
            absent: raw.absent.map(|absent| Absent { effect: absent.effect, say: absent.say }),
            remark: raw.remark,
        }
    }

    fn ways(&mut self, raw: Spanned<Vec<RawWay>>) -> Vec<Way> {
        if raw.value.is_empty() {
            self.empty(raw.referenced, "满足方式（ways）", "way");
        }
        let mut ways = Vec::new();
        for way in raw.value {
            if way.slots.value.is_empty() {
                self.empty(way.slots.referenced, "材料（slots）", "slot");
            }
            let slots = self.each(way.slots.value, Self::slot);
            ways.push(Way { name: way.name, slots });
        }
        ways
    }

    fn slot(&mut self, raw: RawSlot) -> Option<Slot> {
        let select = Select {
            kinds: self.kinds(raw.kinds),
            side: raw.side,
            fields: self.where_fields(raw.fields),
            years_or_none: raw.years_or_none.and_then(|years| self.years(years)),
        };
        let count = raw.count.as_ref().map_or(1, |count| self.counted(count));
        if let Some(most) = raw.most.as_ref().filter(|most| most.value < count) {
            let (zh, en) = (format!("最多 {} 份，少于最少 {count} 份", most.value), most.value);
            self.impossible(most.referenced, zh, format!("at most {en} is fewer than at least {count}"));
        }
        Some(Slot {
            label: raw.label,
            select,
            count,
            most: raw.most.map(|most| most.value),
            pages: raw.pages.as_ref().map(|pages| self.counted(pages)),
            years: raw.years.and_then(|years| self.years(years)),
            when: raw.when.map_or(When::Always, |when| self.when(when)),
            unless_after: raw.unless_after.map(|of| self.field_ref(of)),
        })
    }

    fn stand(&mut self, raw: RawStand) -> Option<Stand> {
        let (kinds, fields) = (self.kinds(raw.kinds), self.where_fields(raw.fields));
        Some(Stand { select: Select { kinds, side: raw.side, fields, years_or_none: None }, say: raw.say })
    }

    fn where_fields(&mut self, raw: Option<Ordered<Spanned<Words>>>) -> BTreeMap<String, Vec<String>> {
        let mut fields = BTreeMap::new();
        for (field, values) in raw.into_iter().flat_map(|all| all.0) {
            let field = self.field(field);
            fields.insert(field, self.words(values));
        }
        fields
    }

    fn years(&mut self, raw: RawYears) -> Option<Years> {
        let count = raw.count.value;
        if count == 0 || count > MOST_YEARS {
            self.impossible(
                raw.count.referenced,
                format!("年度窗口须为 1 至 {MOST_YEARS} 年，不能是 {count}"),
                format!("a window of years has 1 to {MOST_YEARS}, not {count}"),
            );
            return None;
        }
        if raw.end.value.unsigned_abs() > MOST_YEARS as u16 {
            self.impossible(
                raw.end.referenced,
                format!("end 是相对评审年度的年数，不是年份：{}", raw.end.value),
                format!("end counts from the review year (0, -1 …), it is no year: {}", raw.end.value),
            );
            return None;
        }
        Some(Years { count, end: raw.end.value })
    }

    pub fn field_ref(&mut self, raw: RawRef) -> FieldRef {
        FieldRef { kinds: self.kinds(raw.kinds), field: self.field(raw.field) }
    }

    /// The words of a list, each with its place; a list without any is an error.
    fn spanned(&mut self, words: Spanned<Words>) -> Vec<Spanned<String>> {
        let at = words.referenced;
        let list = match words.value {
            Words::One(value) => vec![Spanned { value, referenced: at, defined: words.defined }],
            Words::Many(list) => list,
        };
        if list.is_empty() {
            self.empty(at, "值", "value");
        }
        list
    }

    fn words(&mut self, words: Spanned<Words>) -> Vec<String> {
        self.spanned(words).into_iter().map(|word| word.value).collect()
    }

    // ---- conditions ----

    pub fn when(&mut self, raw: Spanned<RawWhen>) -> When {
        let RawWhen { case, level, document, all, any, not } = raw.value;
        let mut parts = Vec::new();
        if let Some(words) = case {
            let words = self.spanned(words);
            parts.push(When::Case(self.each(words, Self::case)));
        }
        if let Some(words) = level {
            let words = self.spanned(words);
            parts.push(When::Level(self.each(words, Self::level_name)));
        }
        if let Some(document) = document {
            let of = FieldRef { kinds: self.kinds(document.kinds), field: self.field(document.field) };
            parts.push(When::Field(of, self.words(document.is)));
        }
        parts.extend(all.into_iter().flatten().map(|when| self.when(when)).collect::<Vec<_>>());
        if let Some(any) = any {
            parts.push(When::Any(any.into_iter().map(|when| self.when(when)).collect()));
        }
        if let Some(not) = not {
            parts.push(When::Not(Box::new(self.when(*not))));
        }
        match parts.len() {
            0 => {
                self.empty(raw.referenced, "条件", "condition");
                When::Always
            }
            1 => parts.remove(0),
            _ => When::All(parts),
        }
    }

    /// A condition that must be settled before a document is seen; without one: always.
    pub fn static_when(&mut self, raw: Option<Spanned<RawWhen>>) -> When {
        let Some(raw) = raw else { return When::Always };
        let at = raw.referenced;
        let when = self.when(raw);
        if !when.is_static() {
            let what = Text::new(
                "此处的条件不能取决于材料内容",
                "a condition here may not hang on what documents say",
            );
            let remedy = Text::new(
                "请用 case 或 level；取决于材料的条件只能写在 slots 或 holds 里",
                "use case or level; a condition on documents belongs to a slot or a rule",
            );
            self.fail(at, Fault::NotStatic, what, remedy);
        }
        when
    }

    // ---- rules ----

    pub fn rule(&mut self, raw: Spanned<RawRule>) -> Option<Rule> {
        let (at, mut raw) = (raw.referenced, raw.value);
        let forms = self.forms(&mut raw);
        let check = self.check_name(raw.check);
        let kinds = raw.kinds.map(|kinds| self.kinds(kinds)).unwrap_or_default();
        let when = raw.when.map_or(When::Always, |when| self.when(when));
        let clause = self.clause(raw.clause);
        let form = self.one_form(at, forms)?;
        let unread = raw.unread.unwrap_or(Effect::Undecided);
        Some(Rule { check: check?, kinds, side: raw.side, when, form, effect: raw.effect, unread, clause })
    }

    fn one_form(&mut self, at: Location, mut forms: Vec<Form>) -> Option<Form> {
        if forms.len() != 1 {
            let what = match forms.len() {
                0 => Text::new("这条规则没有说要满足什么", "this rule does not say what must hold"),
                _ => Text::new("一条规则只能有一种形式", "a rule has one form only"),
            };
            let remedy = Text::new(
                "请写其中一种：applicant、matches、not-before、not-after、working-days、at-least、among、check-digit、assigned、stated、mark",
                "give one of: applicant, matches, not-before, not-after, working-days, at-least, among, check-digit, assigned, stated, mark",
            );
            self.fail(at, Fault::Form, what, remedy);
            return None;
        }
        forms.pop()
    }

    /// All forms that a rule gives; there must be one.
    fn forms(&mut self, raw: &mut RawRule) -> Vec<Form> {
        let mut forms = Vec::new();
        let mut simple = |reader: &mut Self, raw: Option<RawField>, form: fn(String) -> Form| {
            forms.extend(raw.map(|raw| form(reader.field(raw.field))));
        };
        simple(self, raw.applicant.take(), |field| Form::Applicant { field });
        simple(self, raw.check_digit.take(), |field| Form::CheckDigit { field });
        simple(self, raw.assigned.take(), |field| Form::Assigned { field });
        simple(self, raw.stated.take(), |field| Form::Stated { field });
        if let Some(raw) = raw.matches.take() {
            forms.push(Form::Matches { field: self.field(raw.field), of: self.field_ref(raw.of) });
        }
        if let Some((field, bound)) = raw.not_before.take().and_then(|raw| self.bounded(raw)) {
            forms.push(Form::NotBefore { field, bound });
        }
        if let Some((field, bound)) = raw.not_after.take().and_then(|raw| self.bounded(raw)) {
            forms.push(Form::NotAfter { field, bound });
        }
        forms.extend(raw.working_days.take().map(|raw| self.working_days(raw)));
        if let Some(raw) = raw.at_least.take() {
            forms.push(Form::AtLeast { field: self.field(raw.field), least: raw.least, unit: raw.unit });
        }
        if let Some(raw) = raw.among.take() {
            forms.push(Form::Among { field: self.field(raw.field), values: self.words(raw.values) });
        }
        if let Some(mark) = raw.mark.take() {
            let mark = self.word(mark, MARKS.into_iter(), Fault::UnknownWord, ("标记", "mark"));
            forms.push(Form::Mark { mark: mark.unwrap_or_default() });
        }
        forms
    }

    fn working_days(&mut self, raw: RawWorkingDays) -> Form {
        Form::WorkingDays {
            start: self.field(raw.start),
            end: self.field(raw.end),
            claimed: self.field(raw.claimed),
            least: self.counted(&raw.least),
            count_first: raw.count_first,
        }
    }

    fn bounded(&mut self, raw: RawBounded) -> Option<(String, Bound)> {
        let field = self.field(raw.field);
        let bound = match raw.bound {
            RawBound::AsOf => Bound::AsOf,
            RawBound::Date(text) => Bound::Date(self.date(&text)?),
            RawBound::DaysBeforeAsOf(days) => Bound::DaysBeforeAsOf(days),
            RawBound::Own(field) => Bound::Own(self.field(field)),
            RawBound::Of(of) => Bound::Of(self.field_ref(of)),
        };
        Some((field, bound))
    }
}

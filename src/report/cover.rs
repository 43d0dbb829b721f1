//! From a report to what may be shown of it.
//!
//! Why it exists: renderers print whatever they get, so they get a [`Shown`], and only [`Veil::cover_report`]
//! makes one. It takes every struct apart field by field: a new field does not compile until someone has decided
//! whether it may hold a name or a number.
//!
//! Words of the profile and of the kinds (names, labels, clauses, evidence) are not the applicant's and stay as
//! they are: a clause is quoted word for word. Hashes and versions stay too.

use super::{
    DocumentReport, FileReport, FindingReport, Head, NextStep, PageReport, Report, RequirementReport,
    SlotReport, Versions,
};
use crate::finding::Text;
use crate::private::Veil;
use crate::submission::escape;

/// A report that may be shown: names and numbers are covered, unless they were to be revealed, and no text of it
/// moves the terminal's cursor.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown(Report);

impl Shown {
    pub fn report(&self) -> &Report {
        &self.0
    }
}

impl std::ops::Deref for Shown {
    type Target = Report;
    fn deref(&self) -> &Report {
        &self.0
    }
}

/// How a field's values are covered, by the field's contract name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Guard {
    /// A person's name: always.
    Name,
    /// A number of a person, or a code that opens their record at CHSI: always.
    Number,
    /// Whatever the veil knows of it.
    Known,
}

fn guard(field: &str) -> Guard {
    match field {
        "name" => Guard::Name,
        // The address and the birth date are most of an identity number.
        "address" | "birth_date" => Guard::Name,
        "id_number" | "verification_code" => Guard::Number,
        _ => Guard::Known,
    }
}

impl Veil {
    /// Covers a whole report. Names and identity numbers that its own pages state are learnt first, so that a
    /// name is covered in paths and messages even where nobody gave it.
    pub fn cover_report(mut self, report: Report) -> Shown {
        for name in stated(&report) {
            self.learn(&name);
        }
        let Report { head, verdict, requirements, files, documents, findings, unused, next, versions } =
            report;
        Shown(Report {
            head: self.head(head),
            verdict,
            requirements: requirements.into_iter().map(|item| self.requirement(item)).collect(),
            files: files.into_iter().map(|item| self.file(item)).collect(),
            documents: documents.into_iter().map(|item| self.document(item)).collect(),
            findings: findings.into_iter().map(|item| self.finding(item)).collect(),
            unused,
            next: next.into_iter().map(|item| self.next(item)).collect(),
            versions: self.versions(versions),
        })
    }

    fn string(&self, text: &str) -> String {
        escape(&self.cover(text))
    }

    fn text(&self, text: Text) -> Text {
        Text { zh: self.string(&text.zh), en: self.string(&text.en) }
    }

    fn fields(&self, fields: Vec<(String, Vec<String>)>) -> Vec<(String, Vec<String>)> {
        let cover = |name: &str, value: &String| match guard(name) {
            Guard::Name => escape(&self.cover_whole(value)),
            Guard::Number => escape(&self.cover_number(value)),
            Guard::Known => self.string(value),
        };
        let covered = |(name, values): (String, Vec<String>)| {
            let values = values.iter().map(|value| cover(&name, value)).collect();
            (name, values)
        };
        fields.into_iter().map(covered).collect()
    }

    fn head(&self, head: Head) -> Head {
        let Head {
            folder,
            profile,
            profile_name,
            level,
            year,
            as_of,
            cases,
            name,
            id_number,
            specialty,
            specialty_from,
            attempt,
            consequence,
        } = head;
        Head {
            folder: self.string(&folder),
            // May be a path, which may hold a name.
            profile: self.string(&profile),
            profile_name,
            level,
            year,
            as_of,
            cases,
            name: name.map(|name| escape(&self.cover_whole(&name))),
            id_number: id_number.map(|number| escape(&self.cover_number(&number))),
            specialty: specialty.map(|specialty| self.string(&specialty)),
            specialty_from: self.text(specialty_from),
            attempt,
            consequence,
        }
    }

    fn requirement(&self, item: RequirementReport) -> RequirementReport {
        let RequirementReport { id, name, by, status, reason, clause, slots, findings, remark } = item;
        let slots = slots.into_iter().map(|slot| {
            let SlotReport { label, status, documents } = slot;
            SlotReport { label, status, documents }
        });
        let slots = slots.collect();
        RequirementReport {
            id,
            name,
            by,
            status,
            reason: self.text(reason),
            clause,
            slots,
            findings,
            remark: self.text(remark),
        }
    }

    fn file(&self, item: FileReport) -> FileReport {
        let FileReport { path, intake, media, bytes, sha256, pages } = item;
        let pages = pages.into_iter().map(|page| self.page(page)).collect();
        FileReport { path: self.string(&path), intake, media, bytes, sha256, pages }
    }

    fn page(&self, item: PageReport) -> PageReport {
        let PageReport {
            index,
            kind,
            side,
            years,
            course,
            confidence,
            legible,
            defects,
            causes,
            measures,
            fields,
            how,
            width,
            height,
        } = item;
        let years = years.iter().map(|year| self.string(year)).collect();
        let fields = self.fields(fields);
        PageReport {
            index,
            kind,
            side,
            years,
            course,
            confidence,
            legible,
            defects,
            causes,
            measures,
            fields,
            how,
            width,
            height,
        }
    }

    fn document(&self, item: DocumentReport) -> DocumentReport {
        let DocumentReport {
            path,
            file,
            first_page,
            last_page,
            kind,
            kind_name,
            side,
            confidence,
            evidence,
            runner_up,
            doubt,
            fields,
            used_by,
        } = item;
        DocumentReport {
            path: self.string(&path),
            file,
            first_page,
            last_page,
            kind,
            kind_name,
            side,
            confidence,
            evidence: evidence.iter().map(|word| escape(word)).collect(),
            runner_up,
            doubt: self.text(doubt),
            fields: self.fields(fields),
            used_by,
        }
    }

    fn finding(&self, item: FindingReport) -> FindingReport {
        let FindingReport {
            check,
            level,
            effect,
            scope,
            requirement,
            requirement_name,
            path,
            page,
            rect,
            message,
            measured,
            limit,
            remedy,
            clause,
            lacks,
        } = item;
        FindingReport {
            check,
            level,
            effect,
            scope,
            requirement,
            requirement_name,
            path: path.map(|path| self.string(&path)),
            page,
            rect,
            message: self.text(message),
            measured: self.text(measured),
            limit: self.text(limit),
            remedy: self.text(remedy),
            clause,
            lacks,
        }
    }

    fn next(&self, item: NextStep) -> NextStep {
        let NextStep { title, text, clause } = item;
        NextStep { title, text: self.text(text), clause }
    }

    fn versions(&self, versions: Versions) -> Versions {
        let Versions { scanlint, engine, profile, kinds, readers } = versions;
        Versions { scanlint, engine, profile, kinds, readers }
    }
}

/// Names, identity numbers and codes that the report itself holds. One that is a word of the program's own (`身份证`,
/// read by mistake) is left out: covering it would make every sentence illegible, and it hides nobody.
fn stated(report: &Report) -> Vec<String> {
    let pages = report.files.iter().flat_map(|file| file.pages.iter().map(|page| &page.fields));
    let documents = report.documents.iter().map(|document| &document.fields);
    let private = ["name", "id_number", "verification_code"];
    let values = pages.chain(documents).flatten().filter(|(name, _)| private.contains(&name.as_str()));
    let head = report.head.name.iter().chain(&report.head.id_number);
    let own: Vec<&Text> = report
        .requirements
        .iter()
        .map(|item| &item.name)
        .chain(report.documents.iter().map(|item| &item.kind_name))
        .chain(report.head.cases.iter().map(|(_, name)| name))
        .chain([&report.head.profile_name])
        .collect();
    let is_own = |value: &String| own.iter().any(|text| text.zh.contains(value) || text.en.contains(value));
    let all = values.flat_map(|(_, values)| values).filter(|value| !is_own(value)).chain(head);
    all.cloned().collect()
}

#[cfg(test)]
mod tests {
    use crate::finding::Lang;
    use crate::private::{Reveal, Veil};
    use crate::report::{json, sample};

    fn all_text(shown: &super::Shown) -> String {
        let style = crate::report::text::Style { colour: false, width: 100 };
        let text = crate::report::text::render(shown, Lang::Zh, style, true);
        let en = crate::report::text::render(shown, Lang::En, style, true);
        [json::render(shown, Lang::Zh), json::render(shown, Lang::En), text, en, format!("{shown:?}")]
            .join("\n")
    }

    #[test]
    fn no_name_and_no_number_is_left() {
        let all = all_text(&Veil::new::<&str>(&[], None).cover_report(sample::report()));
        for private in ["欧阳样本", "000000198506150011", "A000000000000001", "示例路"] {
            assert!(!all.contains(private), "{private}");
        }
        assert!(all.contains("欧***"), "the first character stays");
        assert!(all.contains(&"0123456789abcdef".repeat(4)), "hashes are not covered");
        assert!(!all.contains('\u{1b}') && all.contains("\\u{1b}"), "nothing moves the cursor");
    }

    #[test]
    fn reveal_shows_all() {
        let veil = Veil::new(&["欧阳样本"], Some(&Reveal::granted()));
        let all = all_text(&veil.cover_report(sample::report()));
        for private in ["欧阳样本", "000000198506150011", "A000000000000001", "示例路"] {
            assert!(all.contains(private), "{private}");
        }
    }

    #[test]
    fn clauses_are_quoted_word_for_word() {
        let shown = Veil::new(&["考核登记"], None).cover_report(sample::report());
        let quoted = shown.requirements.iter().filter_map(|item| item.clause.as_ref());
        assert!(quoted.into_iter().any(|clause| clause.quote.contains("考核登记")));
    }
}

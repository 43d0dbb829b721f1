//! The conductor: one folder from the walk to the report.
//!
//! Why it exists: this is the only room with threads, budgets and `catch_unwind`. Everything else is a function
//! of its arguments.

use std::collections::BTreeSet;
use std::path::PathBuf;

use jiff::civil::Date;

use crate::applicant::Applicant;
use crate::checks::{self, reference};
use crate::dossier::{Dossier, SeenFile};
use crate::finding::Text;
use crate::judge::judge;
use crate::profile::{self, Known, Profile};
use crate::recognise::{Document, Kinds, Part, ReadMode, documents};
use crate::report::Report;
use crate::submission;

mod file;
mod glances;
pub mod isolate;

pub use glances::glances;

/// What a run was asked to do; options have won over `applicant.yaml` only once [`check_folder`] merged them.
#[derive(Clone, Debug)]
pub struct Request {
    pub folder: PathBuf,
    /// Built-in name or file; `None`: as `applicant.yaml` says.
    pub profile: Option<String>,
    pub cases: Vec<String>,
    pub year: Option<i16>,
    pub as_of: Date,
    /// Threads; `None`: as many as the machine has.
    pub jobs: Option<usize>,
    /// How much of pictures is read.
    pub read: ReadMode,
    /// Standard error is a terminal: show a bar.
    pub progress: bool,
}

/// Why a run could not be done: exit 2.
#[derive(Clone, Debug)]
pub struct RunError {
    pub text: Text,
}

/// The report, and the names that no output may show.
#[derive(Clone, Debug)]
pub struct Checked {
    pub report: Report,
    pub names: Vec<String>,
}

/// Checks one folder against its profile.
pub fn check_folder(request: &Request) -> Result<Checked, RunError> {
    let entries = submission::walk(&request.folder).map_err(|error| RunError { text: error.text() })?;
    let applicant = read_applicant(request)?;
    let kinds = Kinds::shared().map_err(|error| RunError { text: Text::plain(error.to_string()) })?;
    let profile = load_profile(request, &applicant, &checks::known())?;
    let cases = cases(request, &applicant, &profile)?;
    let files = file::look_at_all(kinds, &entries, request)?;
    let documents = all_documents(kinds, &files);
    let dossier = Dossier {
        kinds,
        year: request.year.unwrap_or(profile.year),
        profile: &profile,
        cases,
        applicant,
        as_of: request.as_of,
        files,
        documents,
    };
    Ok(report(&request.folder.to_string_lossy(), &dossier))
}

/// Judges and reports a dossier; pure.
pub fn report(folder: &str, dossier: &Dossier) -> Checked {
    let judged = judge(dossier);
    let report = crate::report::build(folder, dossier, &judged);
    Checked { report, names: names(dossier) }
}

fn read_applicant(request: &Request) -> Result<Applicant, RunError> {
    match Applicant::read(&request.folder) {
        Ok(applicant) => Ok(applicant.unwrap_or_default()),
        Err(error) => Err(RunError { text: error.text }),
    }
}

fn load_profile(request: &Request, applicant: &Applicant, known: &Known) -> Result<Profile, RunError> {
    let Some(spec) = request.profile.as_ref().or(applicant.profile.as_ref()) else {
        return Err(RunError { text: no_profile(known) });
    };
    // A profile named in applicant.yaml as a file lies beside it.
    let beside = request.folder.join(spec);
    let spec = if request.profile.is_none() && spec.ends_with(".yaml") && beside.is_file() {
        beside.to_string_lossy().into_owned()
    } else {
        spec.clone()
    };
    profile::load(&spec, known).map_err(|error| RunError { text: error.text() })
}

/// Lists the profiles, since no profile was named anywhere.
fn no_profile(known: &Known) -> Text {
    let mut text = Text::new(
        "没有指定按哪个规则检查。请用 --profile 指定，或写在文件夹里的 applicant.yaml 中（profile: 名称）。可用的规则：\n",
        "No profile was named. Name one with --profile, or in the folder's applicant.yaml (profile: NAME). Profiles:\n",
    );
    for listed in profile::list(known) {
        text.zh.push_str(&format!("  {:<20} {}\n", listed.id, listed.summary.zh));
        text.en.push_str(&format!("  {:<20} {}\n", listed.id, listed.summary.en));
    }
    text.zh.push_str("例如：scanlint check 文件夹 --profile intermediate");
    text.en.push_str("Example: scanlint check FOLDER --profile intermediate");
    text
}

/// Cases given by option, else by `applicant.yaml`, and those that the profile sets itself; an unknown one ends
/// the run.
fn cases(request: &Request, applicant: &Applicant, profile: &Profile) -> Result<BTreeSet<String>, RunError> {
    let given = if request.cases.is_empty() { &applicant.cases } else { &request.cases };
    if let Some(unknown) = given.iter().find(|case| !profile.cases.contains_key(*case)) {
        let list: Vec<String> =
            profile.cases.iter().map(|(id, case)| format!("  {id:<16} {}", case.name.zh)).collect();
        let list_en: Vec<String> =
            profile.cases.iter().map(|(id, case)| format!("  {id:<16} {}", case.name.en)).collect();
        return Err(RunError {
            text: Text::new(
                format!("规则“{}”没有情形“{unknown}”。可用的情形：\n{}", profile.id, list.join("\n")),
                format!(
                    "profile \"{}\" has no case \"{unknown}\". Its cases:\n{}",
                    profile.id,
                    list_en.join("\n")
                ),
            ),
        });
    }
    Ok(given.iter().chain(&profile.implies).cloned().collect())
}

fn all_documents(kinds: &Kinds, files: &[SeenFile]) -> Vec<Document> {
    let mut all = Vec::new();
    for (index, file) in files.iter().enumerate() {
        let parts: Vec<Vec<Part>> = file.pages.iter().map(|page| page.parts.clone()).collect();
        all.extend(documents(kinds, index, &parts));
    }
    all
}

/// Every name that was told or read; none of them may be shown.
fn names(dossier: &Dossier) -> Vec<String> {
    let mut names = BTreeSet::new();
    let fields = ["name", "author"];
    for document in &dossier.documents {
        for value in fields.iter().filter_map(|field| document.fields.get(*field)).flatten() {
            names.insert(value.norm.clone());
            names.insert(value.raw.clone());
        }
    }
    names.extend(reference(dossier, "name").map(|known| known.value));
    names.extend(dossier.applicant.name.as_ref().map(|name| name.unmasked().clone()));
    names.into_iter().filter(|name| name.chars().count() > 1).collect()
}

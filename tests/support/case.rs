//! Reads `fixtures/cases/{ok,err}/NAME/case.yaml` and lays a case out as a folder.
//!
//! Why it exists: a case says which drawn pages lie where and what is expected, and lists only what it changes of
//! the case it comes `from`. The test runner and the example `lay_out` share this file.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// As written; every key may be inherited.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Case {
    /// One sentence: what this case shows.
    pub why: String,
    /// `ok/NAME` or `err/NAME`, whose folder this one changes.
    pub from: Option<String>,
    /// Built-in name, or a file under `fixtures/`.
    pub profile: Option<String>,
    pub cases: Option<Vec<String>>,
    pub year: Option<i16>,
    pub as_of: Option<String>,
    /// Lines of the folder's `applicant.yaml`.
    pub applicant: Option<String>,
    /// Path in the folder → page under `fixtures/pages`.
    pub put: BTreeMap<String, String>,
    pub remove: Vec<String>,
    /// Old path → new path.
    pub rename: BTreeMap<String, String>,
    pub damage: Vec<Damage>,
    /// Path → literal content.
    pub write: BTreeMap<String, String>,
    /// Path → target of a symbolic link (Unix only).
    pub link: BTreeMap<String, String>,
    pub expected: Expected,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Damage {
    pub file: String,
    /// Keep this many hundredths of the bytes.
    pub keep_percent: Option<usize>,
    /// Keep this many bytes.
    pub keep_bytes: Option<usize>,
    /// Lock a PDF with this password.
    pub password: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Expected {
    pub verdict: Option<String>,
    pub exit: Option<i32>,
    /// Requirement → status; inherited one by one.
    pub requirements: BTreeMap<String, String>,
    /// Every finding that warns or worse and is about no reading that this version lacks. Not inherited.
    pub findings: Vec<Seen>,
}

/// A finding as a case names it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Seen {
    pub check: String,
    pub requirement: Option<String>,
    pub file: Option<String>,
    /// From 1.
    pub page: Option<u32>,
}

/// The folder `fixtures/`.
pub fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// Reads a case and folds in what it inherits; `name` is `ok/NAME` or `err/NAME`.
pub fn read(name: &str) -> Result<Case, String> {
    let path = fixtures().join("cases").join(name).join("case.yaml");
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let own: Case = serde_yaml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    let Some(from) = own.from.clone() else { return Ok(own) };
    Ok(inherit(read(&from)?, own))
}

fn inherit(base: Case, own: Case) -> Case {
    let mut requirements = base.expected.requirements;
    requirements.extend(own.expected.requirements);
    let mut put = base.put;
    put.retain(|path, _| !own.remove.contains(path));
    for (old, new) in &own.rename {
        if let Some(page) = put.remove(old) {
            put.insert(new.clone(), page);
        }
    }
    put.extend(own.put);
    let chain = |mut a: Vec<Damage>, b: Vec<Damage>| {
        a.extend(b);
        a
    };
    Case {
        why: own.why,
        from: None,
        profile: own.profile.or(base.profile),
        cases: own.cases.or(base.cases),
        year: own.year.or(base.year),
        as_of: own.as_of.or(base.as_of),
        applicant: own.applicant.or(base.applicant),
        put,
        remove: Vec::new(),
        rename: BTreeMap::new(),
        damage: chain(base.damage, own.damage),
        write: base.write.into_iter().chain(own.write).collect(),
        link: base.link.into_iter().chain(own.link).collect(),
        expected: Expected {
            verdict: own.expected.verdict.or(base.expected.verdict),
            exit: own.expected.exit.or(base.expected.exit),
            requirements,
            findings: own.expected.findings,
        },
    }
}

/// Writes the case's folder.
pub fn lay_out(case: &Case, folder: &Path) -> Result<(), String> {
    let place = |path: &str| -> Result<PathBuf, String> {
        let target = folder.join(path);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).map_err(|error| format!("{}: {error}", parent.display()))?;
        }
        Ok(target)
    };
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for (path, page) in &case.put {
        let source = fixtures().join("pages").join(page);
        let bytes = fs::read(&source).map_err(|error| format!("{}: {error}", source.display()))?;
        save(&place(path)?, &bytes)?;
    }
    for (path, text) in &case.write {
        save(&place(path)?, text.as_bytes())?;
    }
    if let Some(applicant) = &case.applicant {
        save(&place("applicant.yaml")?, applicant.as_bytes())?;
    }
    for damage in &case.damage {
        let target = folder.join(&damage.file);
        let mut bytes = fs::read(&target).map_err(|error| format!("{}: {error}", target.display()))?;
        if let Some(password) = &damage.password {
            bytes = lock(&bytes, password).map_err(|error| format!("{}: {error}", target.display()))?;
        }
        let keep = damage.keep_bytes.unwrap_or(bytes.len() * damage.keep_percent.unwrap_or(100) / 100);
        bytes.truncate(keep);
        save(&target, &bytes)?;
    }
    for (path, target) in &case.link {
        link(target, &place(path)?)?;
    }
    Ok(())
}

fn save(path: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(path, bytes).map_err(|error| format!("{}: {error}", path.display()))
}

/// The same PDF, to be opened by this password only.
fn lock(bytes: &[u8], password: &str) -> Result<Vec<u8>, lopdf::Error> {
    let mut document = lopdf::Document::load_mem(bytes)?;
    // Encryption takes the file's identifier as salt; drawn pages have none.
    let id = lopdf::Object::string_literal("specimen");
    document.trailer.set("ID", vec![id.clone(), id]);
    let version = lopdf::EncryptionVersion::V2 {
        document: &document,
        owner_password: password,
        user_password: password,
        key_length: 128,
        permissions: lopdf::Permissions::all(),
    };
    let state = lopdf::EncryptionState::try_from(version)?;
    document.encrypt(&state)?;
    let mut locked = Vec::new();
    document.save_to(&mut locked)?;
    Ok(locked)
}

#[cfg(unix)]
fn link(target: &str, path: &Path) -> Result<(), String> {
    std::os::unix::fs::symlink(target, path).map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(not(unix))]
fn link(_target: &str, path: &Path) -> Result<(), String> {
    Err(format!("{}: symbolic links are laid out on Unix only", path.display()))
}

//! From a name or a path to a profile: finds the file and all that it extends, reads them, hands them on.
//!
//! Why it exists: this is the only door between YAML and the rest, and the only place of this room that opens a
//! file. What comes through it is small, UTF-8, without alias bombs, and has an end.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha256};

use super::error::{Fault, ProfileError, Source, of_yaml, suggest};
use super::layer::{Inherited, Layer, Reader};
use super::merge::merge;
use super::raw::RawProfile;
use super::{Case, Profile};
use crate::finding::Text;

/// All data that travels inside the program.
static PROFILES: Dir = include_dir!("$CARGO_MANIFEST_DIR/profiles");

/// Largest profile or notice in bytes. The largest of ours has some 30 KB; a megabyte is a mistaken file.
const MOST_BYTES: u64 = 1 << 20;

/// Longest chain of `extends`: ours has three.
const MOST_LAYERS: usize = 16;

/// Names that profiles may use, from the rooms that own them.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    pub kinds: &'a [String],
    pub checks: &'a [&'a str],
    pub fields: &'a [&'a str],
}

/// A built-in profile, for a list.
#[derive(Clone, Debug)]
pub struct Listed {
    pub id: String,
    pub name: Text,
    pub summary: Text,
    /// Cases that may be set, by contract name.
    pub cases: Vec<(String, Case)>,
}

/// Loads a built-in profile by name, or a file by path (anything that ends in `.yaml` or `.yml`, contains a
/// separator, or is no built-in name and exists).
///
/// # Errors
/// The first error; [`ProfileError::more`](super::Detail::more) counts the others.
pub fn load(spec: &str, known: &Known) -> Result<Profile, ProfileError> {
    origin(spec).map_err(|error| vec![error]).and_then(|origin| load_from(&origin, known)).map_err(first)
}

/// As [`load`], with all errors that can be had: a file that serde cannot read ends the search, wrong names and
/// numbers do not.
///
/// # Errors
/// At least one, in order of the files and their lines.
pub fn check(path: &str, known: &Known) -> Result<Profile, Vec<ProfileError>> {
    load_from(&origin(path).map_err(|error| vec![error])?, known)
}

/// Loads YAML that is no file; it may extend built-in profiles.
///
/// # Errors
/// As [`check`].
pub fn load_text(name: &str, text: &str, known: &Known) -> Result<Profile, Vec<ProfileError>> {
    load_from(&Origin::Text { name: name.to_owned(), text: text.to_owned() }, known)
}

/// The built-in profiles that are not abstract, by name.
pub fn list(known: &Known) -> Vec<Listed> {
    let profiles = builtin_names().into_iter().filter_map(|name| load(&name, known).ok());
    let listed = profiles.map(|profile| Listed {
        id: profile.id,
        name: profile.name,
        summary: profile.summary,
        cases: profile.cases.into_iter().collect(),
    });
    listed.collect()
}

fn first(mut errors: Vec<ProfileError>) -> ProfileError {
    let more = errors.len() - 1;
    errors.swap_remove(0).with_more(more)
}

/// Where a profile's text is from.
#[derive(Clone, Debug)]
enum Origin {
    BuiltIn(String),
    File(PathBuf),
    Text { name: String, text: String },
}

impl Origin {
    /// Its name in messages.
    fn shown(&self) -> String {
        match self {
            Origin::BuiltIn(name) => format!("profiles/{name}.yaml"),
            Origin::File(path) => path.display().to_string(),
            Origin::Text { name, .. } => name.clone(),
        }
    }

    /// [`Profile::id`]: the name without path and suffix.
    fn id(&self) -> String {
        match self {
            Origin::BuiltIn(name) => name.clone(),
            Origin::File(path) => path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
            Origin::Text { name, .. } => name.trim_end_matches(".yaml").to_owned(),
        }
    }

    /// Whether both are one file.
    fn same(&self, other: &Origin) -> bool {
        match (self, other) {
            (Origin::BuiltIn(a), Origin::BuiltIn(b)) => a == b,
            (Origin::File(a), Origin::File(b)) => a.canonicalize().ok() == b.canonicalize().ok(),
            _ => false,
        }
    }
}

fn is_path(spec: &str) -> bool {
    spec.ends_with(".yaml") || spec.ends_with(".yml") || spec.contains(std::path::is_separator)
}

fn builtin(name: &str) -> Option<&'static [u8]> {
    PROFILES.get_file(format!("{name}.yaml")).map(|file| file.contents())
}

/// Built-in names, abstract ones too, sorted.
fn builtin_names() -> Vec<String> {
    let stems = PROFILES.files().filter_map(|file| file.path().to_str()?.strip_suffix(".yaml"));
    let mut names: Vec<String> = stems.map(str::to_owned).collect();
    names.sort_unstable();
    names
}

fn origin(spec: &str) -> Result<Origin, ProfileError> {
    if is_path(spec) {
        return Ok(Origin::File(PathBuf::from(spec)));
    }
    // A built-in name wins over a file of that name in the current folder: a verdict must not hang on where
    // the command is run.
    if builtin(spec).is_some() {
        return Ok(Origin::BuiltIn(spec.to_owned()));
    }
    if Path::new(spec).is_file() {
        return Ok(Origin::File(PathBuf::from(spec)));
    }
    let what = Text::new(format!("没有名为“{spec}”的规则"), format!("there is no profile `{spec}`"));
    Err(ProfileError::whole(Fault::UnknownProfile, spec, what, profiles_remedy(spec)))
}

/// What was perhaps meant, and always the whole list: it is short, and the reader has no other way to it.
fn profiles_remedy(spec: &str) -> Text {
    let names = builtin_names();
    let concrete: Vec<&str> = names.iter().map(String::as_str).filter(|name| !is_abstract(name)).collect();
    let (near, list) = (suggest(spec, concrete.iter().copied()), concrete.join(", "));
    let list = Text::new(
        format!("内置规则：{list}；也可以写 .yaml 文件的路径"),
        format!("built in: {list}; or give the path of a .yaml file"),
    );
    match near.en.starts_with("did") {
        true => Text::new(format!("{}{}", near.zh, list.zh), format!("{} {}", near.en, list.en)),
        false => list,
    }
}

fn is_abstract(name: &str) -> bool {
    let text = builtin(name).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default();
    text.lines().any(|line| line.starts_with("abstract: true"))
}

fn load_from(leaf: &Origin, known: &Known) -> Result<Profile, Vec<ProfileError>> {
    let chain = chain(leaf).map_err(|error| vec![error])?;
    let (mut layers, mut sources, mut errors) = (Vec::new(), Vec::new(), Vec::new());
    let mut names = Inherited::default();
    let mut hash = Sha256::new();
    // Outermost first: what a file names may have been defined by what it extends.
    for (origin, source, raw) in chain.into_iter().rev() {
        let mut reader = Reader { source: &source, known, names, errors: Vec::new() };
        let layer: Layer = reader.read(raw, &|name| notice(&origin, name));
        (names, errors) = (reader.names, {
            errors.append(&mut reader.errors);
            errors
        });
        hash.update((source.text.len() as u64).to_be_bytes());
        hash.update(source.text.as_bytes());
        layers.push(layer);
        sources.push(source);
    }
    errors.sort_by_key(|error: &ProfileError| (error.file.clone(), error.line, error.column));
    if !errors.is_empty() {
        return Err(errors);
    }
    if layers.last().is_some_and(|leaf| leaf.is_abstract) {
        return Err(vec![abstract_error(&leaf.shown())]);
    }
    let digest = hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    merge(&leaf.id(), layers, &sources, digest)
}

fn abstract_error(file: &str) -> ProfileError {
    let what = Text::new(
        "这是供其他规则继承的基础规则，不能直接使用",
        "this profile is abstract: others extend it, it cannot be used by itself",
    );
    ProfileError::whole(Fault::Abstract, file, what, profiles_remedy(""))
}

/// The leaf, what it extends, and so on; each read and parsed, not yet believed.
fn chain(leaf: &Origin) -> Result<Vec<(Origin, Source, RawProfile)>, ProfileError> {
    let mut chain: Vec<(Origin, Source, RawProfile)> = Vec::new();
    let mut next = Some((leaf.clone(), None));
    while let Some((origin, named_at)) = next {
        let source = Source {
            name: origin.shown(),
            text: text(&origin).map_err(|error| relocate(error, &chain, named_at))?,
        };
        let raw: RawProfile = parse(&source)?;
        next = match &raw.extends {
            None => None,
            Some(name) => {
                let (line, column) = (name.referenced.line() as u32, name.referenced.column() as u32);
                let parent = parent(&origin, &name.value, &source, (line, column))?;
                let again = parent.same(&origin) || chain.iter().any(|(earlier, ..)| earlier.same(&parent));
                if again || chain.len() + 1 >= MOST_LAYERS {
                    let what = Text::new(
                        format!("extends 绕回了“{}”，或层数过多", name.value),
                        format!("extends comes back to `{}`, or the chain is too long", name.value),
                    );
                    return Err(ProfileError::at(&source, line, column, Fault::Cycle, what, Text::default()));
                }
                Some((parent, Some((line, column))))
            }
        };
        chain.push((origin, source, raw));
    }
    Ok(chain)
}

/// An error about a file that another one extends is shown at the line that names it.
fn relocate(
    error: ProfileError,
    chain: &[(Origin, Source, RawProfile)],
    named_at: Option<(u32, u32)>,
) -> ProfileError {
    match (chain.last(), named_at) {
        (Some((_, source, _)), Some((line, column))) if error.line == 0 => {
            let what = Text::new(
                format!("{}：{}", error.file, error.what.zh),
                format!("{}: {}", error.file, error.what.en),
            );
            ProfileError::at(source, line, column, error.fault, what, error.remedy.clone())
        }
        _ => error,
    }
}

fn parent(child: &Origin, name: &str, source: &Source, at: (u32, u32)) -> Result<Origin, ProfileError> {
    if let (Origin::File(path), true) = (child, is_path(name)) {
        return Ok(Origin::File(path.parent().unwrap_or(Path::new("")).join(name)));
    }
    if builtin(name).is_some() {
        return Ok(Origin::BuiltIn(name.to_owned()));
    }
    let what = Text::new(format!("没有名为“{name}”的规则"), format!("there is no profile `{name}`"));
    let names = builtin_names();
    let remedy = suggest(name, names.iter().map(String::as_str));
    Err(ProfileError::at(source, at.0, at.1, Fault::UnknownProfile, what, remedy))
}

/// The text of a notice: a built-in one by its stem, or a file beside the profile.
fn notice(profile: &Origin, name: &str) -> Option<String> {
    if let Some(file) = PROFILES.get_file(format!("notices/{name}.txt")) {
        return file.contents_utf8().map(str::to_owned);
    }
    match profile {
        Origin::File(path) if name.ends_with(".txt") => {
            let beside = path.parent().unwrap_or(Path::new("")).join(name);
            text(&Origin::File(beside)).ok()
        }
        _ => None,
    }
}

fn text(origin: &Origin) -> Result<String, ProfileError> {
    let shown = origin.shown();
    let bytes = match origin {
        Origin::Text { text, .. } => text.clone().into_bytes(),
        Origin::BuiltIn(name) => builtin(name).unwrap_or_default().to_vec(),
        Origin::File(path) => read(path, &shown)?,
    };
    if bytes.len() as u64 > MOST_BYTES {
        let what = Text::new("文件超过 1 MiB，不像是规则", "more than 1 MiB: this is hardly a profile");
        return Err(ProfileError::whole(Fault::TooLarge, &shown, what, Text::default()));
    }
    // Editors on Windows write a mark before the first character.
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").map(<[u8]>::to_vec).unwrap_or(bytes);
    String::from_utf8(bytes).map_err(|error| not_utf8(&shown, &error))
}

fn read(path: &Path, shown: &str) -> Result<Vec<u8>, ProfileError> {
    let failed = |why: String| {
        let what = Text::new(format!("读不到这个文件：{why}"), format!("cannot read this file: {why}"));
        ProfileError::whole(Fault::NoFile, shown, what, Text::default())
    };
    // Asked before opening: a pipe would wait for ever.
    let is_file = std::fs::metadata(path).map_err(|error| failed(error.to_string()))?.is_file();
    if !is_file {
        return Err(failed("not a regular file".to_owned()));
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| failed(error.to_string()))?;
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|error| failed(error.to_string()))?;
    Ok(bytes)
}

fn not_utf8(shown: &str, error: &std::string::FromUtf8Error) -> ProfileError {
    let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
    let line = good.iter().filter(|byte| **byte == b'\n').count() as u32 + 1;
    let start = good.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
    let column = String::from_utf8_lossy(&good[start..]).chars().count() as u32 + 1;
    let source = Source { name: shown.to_owned(), text };
    let what = Text::new("文件不是 UTF-8 编码", "the file is not UTF-8");
    let remedy = Text::new("请用编辑器另存为 UTF-8", "save it as UTF-8");
    ProfileError::at(&source, line, column, Fault::NotUtf8, what, remedy)
}

/// Parses with bounds far above our own profiles and far below what would take a second.
fn parse(source: &Source) -> Result<RawProfile, ProfileError> {
    let mut options = serde_yaml::Options::default();
    options.with_snippet = false;
    options.strict_booleans = true;
    options.alias_limits.max_total_replayed_events = 50_000;
    if let Some(budget) = &mut options.budget {
        budget.max_depth = 48;
        budget.max_nodes = 100_000;
        budget.max_aliases = 1_000;
    }
    serde_yaml::from_str_with_options(&source.text, options).map_err(|error| of_yaml(source, &error))
}

//! Layers over each other, the outermost `extends` first, and the profile that comes of it.
//!
//! Why it exists: a level or a sector says only what it changes. Mappings (cases, levels, checks, requirements)
//! are merged by name, the keys of a requirement one by one; a list replaces the inherited list whole, because
//! nobody could tell which of its items was meant.

use super::error::{Fault, ProfileError, Source};
use super::layer::{Layer, NO_NOTICE, Partial};
use super::*;
use crate::finding::Text;

/// A requirement while it grows: where it was first named, for errors that only the whole can show.
struct Growing {
    source: usize,
    place: (u32, u32),
    name: Option<Text>,
    requirement: Requirement,
}

/// Folds the layers, outermost first, each with its source; `digest` is that of the sources.
pub(super) fn merge(
    id: &str,
    layers: Vec<Layer>,
    sources: &[Source],
    digest: String,
) -> Result<Profile, Vec<ProfileError>> {
    let (mut whole, mut growing) = (Layer::default(), Vec::new());
    for (index, mut layer) in layers.into_iter().enumerate() {
        growing.retain(|one: &Growing| !layer.without.contains(&one.requirement.id));
        for partial in std::mem::take(&mut layer.requirements) {
            grow(&mut growing, index, partial);
        }
        layer.legibility.came_from(index);
        lay(&mut whole, layer);
    }
    finish(id, whole, growing, sources, digest)
}

fn grow(growing: &mut Vec<Growing>, source: usize, partial: Partial) {
    let index = growing.iter().position(|one| one.requirement.id == partial.id).unwrap_or_else(|| {
        let body = Body {
            need: Need::Required,
            clause: None,
            ways: Vec::new(),
            wrong: Vec::new(),
            stand_in: Vec::new(),
            holds: Vec::new(),
            absent: None,
            remark: Text::default(),
        };
        let (id, by) = (partial.id.clone(), By::Applicant);
        let requirement = Requirement { id, name: Text::default(), by, body, vary: Vec::new() };
        growing.push(Growing { source, place: partial.place, name: None, requirement });
        growing.len() - 1
    });
    let one = &mut growing[index];
    partial.change.apply(&mut one.requirement.body);
    one.name = partial.name.or(one.name.take());
    one.requirement.by = partial.by.unwrap_or(one.requirement.by);
    if let Some(vary) = partial.vary {
        one.requirement.vary = vary;
    }
}

fn lay(whole: &mut Layer, over: Layer) {
    fn set<T>(to: &mut Option<T>, from: Option<T>) {
        if from.is_some() {
            *to = from;
        }
    }
    whole.is_abstract = over.is_abstract;
    set(&mut whole.name, over.name);
    set(&mut whole.summary, over.summary);
    set(&mut whole.notice, over.notice);
    set(&mut whole.year, over.year);
    set(&mut whole.level, over.level);
    whole.levels.extend(over.levels);
    whole.cases.extend(over.cases);
    set(&mut whole.implies, over.implies);
    set(&mut whole.window, over.window);
    set(&mut whole.attempts, over.attempts);
    set(&mut whole.fees, over.fees);
    set(&mut whole.interview, over.interview);
    set(&mut whole.told, over.told);
    set(&mut whole.specialties, over.specialties);
    set(&mut whole.consequence, over.consequence);
    set(&mut whole.everywhere, over.everywhere);
    for (id, setting) in over.checks {
        let to = whole.checks.entry(id).or_default();
        set(&mut to.effect, setting.effect);
        set(&mut to.limit, setting.limit);
    }
    lay_limits(&mut whole.limits, over.limits);
    whole.legibility.lay(over.legibility);
}

fn lay_limits(whole: &mut Limits, over: Limits) {
    whole.file_bytes = over.file_bytes.or(whole.file_bytes);
    whole.least_dpi = over.least_dpi.or(whole.least_dpi);
    whole.least_pixels = over.least_pixels.or(whole.least_pixels);
    whole.photo_ratio = over.photo_ratio.or(whole.photo_ratio);
    whole.photo_pixels = over.photo_pixels.or(whole.photo_pixels);
    if !over.formats.is_empty() {
        whole.formats = over.formats;
    }
}

fn finish(
    id: &str,
    whole: Layer,
    growing: Vec<Growing>,
    sources: &[Source],
    digest: String,
) -> Result<Profile, Vec<ProfileError>> {
    let mut errors = Vec::new();
    let leaf = &sources[sources.len() - 1];
    let mut lacks = |key: &str| {
        let what = Text::new(format!("缺少“{key}”"), format!("`{key}` is missing"));
        let remedy = Text::new("本文件或其 extends 须写明", "this file, or the one it extends, must give it");
        errors.push(ProfileError::at(leaf, 1, 1, Fault::MissingKey, what, remedy));
    };
    let name = whole.name.or_else(|| {
        lacks("name");
        None
    });
    let year = whole.year.or_else(|| {
        lacks("year");
        None
    });
    let level = whole.level.or_else(|| {
        lacks("level");
        None
    });
    let legibility = whole.legibility.finish(sources, &mut errors);
    let requirements = complete(growing, sources, &mut errors);
    if requirements.is_empty() && errors.is_empty() {
        let what = Text::new("没有任何材料要求", "there is no requirement");
        errors.push(ProfileError::at(leaf, 1, 1, Fault::Empty, what, Text::default()));
    }
    let (Some(name), Some(year), Some(level), true) = (name, year, level, errors.is_empty()) else {
        return Err(errors);
    };
    let mut levels = whole.levels;
    levels.entry(level.clone()).or_insert_with(|| Text::plain(level.clone()));
    Ok(Profile {
        id: id.to_owned(),
        summary: whole.summary.unwrap_or_else(|| name.clone()),
        name,
        notice: whole.notice.filter(|notice| notice != NO_NOTICE),
        year,
        level,
        cases: whole.cases,
        implies: whole.implies.unwrap_or_default(),
        window: whole.window,
        attempts: whole.attempts,
        fees: whole.fees.unwrap_or_default(),
        interview: whole.interview,
        told: whole.told.unwrap_or_default(),
        specialties: whole.specialties,
        consequence: whole.consequence,
        requirements,
        everywhere: whole.everywhere.unwrap_or_default(),
        checks: whole.checks,
        limits: whole.limits,
        legibility,
        levels,
        digest,
    })
}

/// Requirements that have all they need; the others are errors at the line that first names them.
fn complete(growing: Vec<Growing>, sources: &[Source], errors: &mut Vec<ProfileError>) -> Vec<Requirement> {
    let mut requirements = Vec::new();
    for mut one in growing {
        let (id, (line, column)) = (one.requirement.id.clone(), one.place);
        let mut fail = |fault, zh, en| {
            let what = Text::new(format!("“{id}”{zh}"), format!("`{id}` {en}"));
            let at = &sources[one.source];
            errors.push(ProfileError::at(at, line, column, fault, what, Text::default()));
        };
        if one.requirement.body.ways.is_empty() {
            fail(Fault::Empty, "没有写可用哪些材料（ways）", "does not say which documents serve (ways)");
        }
        match one.name.take() {
            Some(name) => one.requirement.name = name,
            None => fail(Fault::MissingKey, "没有名称（name）", "has no name"),
        }
        requirements.push(one.requirement);
    }
    requirements
}

//! (stub of the surface room: the profile room's replaces it)

use super::{Case, Profile};
use crate::finding::{Lang, Text};

#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    pub kinds: &'a [String],
    pub checks: &'a [&'a str],
    pub fields: &'a [&'a str],
}

#[derive(Clone, Debug)]
pub struct Listed {
    pub id: String,
    pub name: Text,
    pub summary: Text,
    pub cases: Vec<(String, Case)>,
}

#[derive(Clone, Debug)]
pub struct ProfileError(Text);

impl ProfileError {
    pub fn text(&self) -> Text {
        self.0.clone()
    }
}

pub fn load(spec: &str, _known: &Known) -> Result<Profile, ProfileError> {
    Err(ProfileError(Text::new(format!("没有规则“{spec}”"), format!("no profile \"{spec}\""))))
}

pub fn check(path: &str, known: &Known) -> Result<Profile, Vec<ProfileError>> {
    load(path, known).map_err(|error| vec![error])
}

pub fn list(_known: &Known) -> Vec<Listed> {
    let item = |id: &str, zh: &str, en: &str| Listed {
        id: id.into(),
        name: Text::new(zh, en),
        summary: Text::new(format!("{zh}的要求"), format!("what {en} asks for")),
        cases: Vec::new(),
    };
    vec![
        item("intermediate", "中级", "intermediate"),
        item("junior", "初级", "junior"),
        item("private-enterprise", "民营企业中级", "private enterprise"),
    ]
}

pub fn show(profile: &Profile, lang: Lang) -> String {
    profile.name.get(lang).to_owned()
}

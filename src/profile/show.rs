//! A profile in words.
use super::Profile;
use crate::finding::Lang;
/// What `scanlint profiles show NAME` prints.
pub fn show(profile: &Profile, lang: Lang) -> String {
    profile.name.get(lang).to_owned()
}

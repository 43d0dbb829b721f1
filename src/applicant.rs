//! `applicant.yaml`: what a folder says about its owner.
//!
//! Why it exists: names, cases and the attempt are not on any page; options win over this file.

use crate::private::Private;

/// Who applies, and how; every field may be unknown.
#[derive(Clone, Debug, Default)]
pub struct Applicant {
    pub name: Option<Private<String>>,
    pub id_number: Option<Private<String>>,
    /// Profile's name or file.
    pub profile: Option<String>,
    pub cases: Vec<String>,
    pub specialty: Option<String>,
    /// 1, 2, 3 …
    pub attempt: Option<u32>,
}

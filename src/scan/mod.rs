//! (stub of the surface room: the integrator's replaces it)

use std::path::PathBuf;

use jiff::civil::Date;

use crate::finding::Text;
use crate::report::Report;

pub struct Request {
    pub folder: PathBuf,
    pub profile: Option<String>,
    pub cases: Vec<String>,
    pub year: Option<i16>,
    pub as_of: Date,
    pub jobs: Option<usize>,
    pub progress: bool,
}

pub struct RunError {
    pub text: Text,
}

pub struct Checked {
    pub report: Report,
    pub names: Vec<String>,
}

pub fn check_folder(_request: &Request) -> Result<Checked, RunError> {
    Err(RunError { text: Text::new("（尚未建成）", "(being built)") })
}

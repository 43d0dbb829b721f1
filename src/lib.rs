//! scanlint checks a folder of uploaded scans against a notice.
//!
//! ```text
//! folder → submission → decode → look (recognise ⇄ observe) → documents ┐
//! profile (YAML) ───────────────────────────────────────────────────────┤→ judge (checks) → report
//! applicant.yaml, options, as-of date ──────────────────────────────────┘
//! ```
//! Observing touches pixels and depends only on bytes; judging is pure and instant. See each module's opening
//! words for what it may and may not do.

pub mod applicant;
pub mod calendar;
pub mod calibrate;
pub mod checks;
pub mod cli;
pub mod decode;
pub mod dossier;
pub mod facts;
pub mod finding;
pub mod judge;
pub mod legible;
pub mod look;
pub mod observe;
pub mod private;
pub mod profile;
pub mod recognise;
pub mod report;
pub mod scan;
pub mod submission;

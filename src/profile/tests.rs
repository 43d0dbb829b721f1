//! Every error with its place, every case with its needs.

use std::collections::BTreeSet;

use super::load::Known;
use super::*;

/// Names as the contract of names has them; the real lists come from the kinds and the checks.
fn kinds() -> Vec<String> {
    let names = "photo id-card temporary-id diploma completion-certificate degree chsi-registration chsi-enrolment \
        chsi-degree certification-report archive-proof title-certificate title-document review-form ce paper book \
        patent award technical-report standard project-proof summary assessment term-assessment pledge publicity \
        recommendation aid-consent exemption-proof blank other";
    names.split_whitespace().map(str::to_owned).collect()
}

const CHECKS: [&str; 18] = [
    "foreign-name",
    "foreign-id-number",
    "foreign-number",
    "expired-id",
    "bad-check-digit",
    "specimen-number",
    "early-document",
    "short-publicity",
    "early-publicity",
    "stale-report",
    "few-hours",
    "missing-seal",
    "missing-signature",
    "undated-document",
    "unstated-term",
    "future-date",
    "low-resolution",
    "missing-item",
];

const FIELDS: [&str; 32] = [
    "name",
    "sex",
    "ethnicity",
    "birth_date",
    "address",
    "id_number",
    "authority",
    "valid_from",
    "valid_to",
    "school",
    "major",
    "level",
    "certificate_number",
    "verification_code",
    "updated",
    "issued",
    "date",
    "start",
    "end",
    "year",
    "course",
    "hours",
    "title",
    "unit",
    "approved",
    "approval_number",
    "grade",
    "period_days",
    "result",
    "author",
    "characters",
    "subject",
];

fn with_known<T>(run: impl FnOnce(&Known) -> T) -> T {
    let kinds = kinds();
    run(&Known { kinds: &kinds, checks: &CHECKS, fields: &FIELDS })
}

fn built_in(name: &str) -> Profile {
    with_known(|known| check(name, known)).unwrap_or_else(|errors| panic!("{}", say(&errors)))
}

fn say(errors: &[ProfileError]) -> String {
    errors.iter().map(|error| error.text().en).collect::<Vec<_>>().join("\n")
}

#[test]
fn built_in_profiles_load() {
    for name in ["junior", "intermediate", "private-enterprise"] {
        built_in(name);
    }
}

//! Whether reading as far as needed says what reading everything says, over whole submissions.
//!
//! `needed_and_full FOLDER [COUNT]` looks at every file of a folder of documents (best: pictures and scans) in both
//! modes, then makes COUNT (200) submissions of random ones, which lack this and have too much of that, and holds
//! the statuses of all requirements, the kinds and the fields against each other. Submissions with fewer than three
//! faults are drawn anew. Prints what differs; the exit code is 1 where a status does.

// A tool for engineers: what cannot be opened ends it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;

use scanlint::applicant::Applicant;
use scanlint::decode::open_bytes;
use scanlint::dossier::{Dossier, SeenFile};
use scanlint::finding::Level;
use scanlint::look::look;
use scanlint::observe::FileEye;
use scanlint::profile::{self, Profile};
use scanlint::recognise::{Kinds, Part, ReadMode, documents};
use scanlint::report::Status;
use scanlint::{checks, scan};

#[path = "../tests/support/said.rs"]
mod said;

use said::said;

/// A file as one mode saw it.
struct Seen {
    file: SeenFile,
    parts: Vec<Vec<Part>>,
}

impl Seen {
    fn said(&self, kinds: &Kinds) -> String {
        documents(kinds, 0, &self.parts).iter().map(said).collect::<Vec<_>>().join("; ")
    }
}

/// Files of a submission, and faults that it must have.
const FILES: std::ops::Range<usize> = 12..26;
const FAULTS: usize = 3;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().expect("a folder"));
    let count: usize = arguments.next().map_or(200, |count| count.parse().expect("a number"));
    let kinds = Kinds::shared().expect("kinds");
    let profile = profile::load("intermediate", &checks::known()).expect("profile");
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let pool: Vec<[Seen; 2]> = see_all(kinds, &paths);
    let differing = pool.iter().filter(|[needed, full]| needed.said(kinds) != full.said(kinds));
    let mut differing: Vec<String> = differing
        .map(|[needed, full]| {
            format!("{}\n  needed {}\n  full   {}", needed.file.path, needed.said(kinds), full.said(kinds))
        })
        .collect();
    differing.sort();
    println!("{} files, {} said differently\n{}", pool.len(), differing.len(), differing.join("\n"));
    let (mut made, mut wrong, mut dice, mut statuses) = (0, 0, 1u64, 0);
    while made < count {
        let chosen = choose(&mut dice, pool.len());
        let [needed, full] = [0, 1].map(|mode| judged(kinds, &profile, &pool, &chosen, mode));
        if needed.1 < FAULTS {
            continue;
        }
        made += 1;
        statuses += needed.0.len();
        wrong += usize::from(needed.0 != full.0);
    }
    println!(
        "{made} submissions with at least {FAULTS} faults, {statuses} statuses: {wrong} submissions differ"
    );
    if wrong == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Both modes, two files at a time.
fn see_all(kinds: &Kinds, paths: &[PathBuf]) -> Vec<[Seen; 2]> {
    let seen: Mutex<BTreeMap<usize, [Seen; 2]>> = Mutex::default();
    std::thread::scope(|scope| {
        for half in 0..2 {
            let seen = &seen;
            scope.spawn(move || {
                for (index, path) in paths.iter().enumerate().filter(|(index, _)| index % 2 == half) {
                    if let Some(both) = see(kinds, path) {
                        seen.lock().unwrap().insert(index, both);
                    }
                }
            });
        }
    });
    seen.into_inner().unwrap().into_values().collect()
}

fn see(kinds: &Kinds, path: &Path) -> Option<[Seen; 2]> {
    let mode = |mode: ReadMode| {
        let opened = open_bytes(std::fs::read(path).ok()?.into());
        let mut facts = opened.facts();
        let mut eye = FileEye::new(opened.source?);
        let looks = look(kinds, mode, &mut facts, &mut eye);
        let parts = looks.iter().map(|look| look.parts.clone()).collect();
        let file = SeenFile::new(path.file_name()?.to_string_lossy().into_owned(), facts, looks);
        Some(Seen { file, parts })
    };
    Some([mode(ReadMode::Needed)?, mode(ReadMode::Full)?])
}

/// Indices of files, by a linear congruential generator (Knuth's constants): the same submissions each time.
fn choose(dice: &mut u64, pool: usize) -> Vec<usize> {
    let mut roll = |below: usize| {
        *dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (*dice >> 33) as usize % below
    };
    let count = FILES.start + roll(FILES.len());
    let mut chosen: Vec<usize> = (0..count).map(|_| roll(pool)).collect();
    chosen.sort_unstable();
    chosen.dedup();
    chosen
}

/// Status of each requirement, and how many faults were found.
fn judged(
    kinds: &'static Kinds,
    profile: &Profile,
    pool: &[[Seen; 2]],
    chosen: &[usize],
    mode: usize,
) -> (Vec<(String, Status)>, usize) {
    let files: Vec<&Seen> = chosen.iter().map(|&index| &pool[index][mode]).collect();
    let documents =
        files.iter().enumerate().flat_map(|(index, seen)| documents(kinds, index, &seen.parts)).collect();
    let dossier = Dossier {
        kinds,
        profile,
        cases: Default::default(),
        applicant: Applicant::default(),
        as_of: jiff::civil::date(2021, 9, 10),
        year: 2021,
        files: files.into_iter().map(|seen| seen.file.clone()).collect(),
        documents,
    };
    let report = scan::report("folder", &dossier).report;
    let faults = report.findings.iter().filter(|finding| finding.level == Level::Error).count();
    (report.requirements.iter().map(|one| (one.id.clone(), one.status)).collect(), faults)
}

//! Looks at all files of a submission on a pool of threads.
//!
//! Why it exists: one flat queue, whose unit is a file; a PDF of more than [`RANGE`] pages is queued as page
//! ranges. A worker never waits for another (a blocked join would run stolen work on its own stack), and results
//! go into index-addressed slots: no lock, and an order that no thread decides.

use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use rayon::{Scope, ThreadPool, ThreadPoolBuilder};

use super::isolate::{Guarded, guard};
use super::{Request, RunError};
use crate::decode::{self, Opened, Source};
use crate::dossier::SeenFile;
use crate::facts::{Blind, Eye, FileFacts, Intake, Media, Problem};
use crate::finding::Text;
use crate::look::{PageLook, look_page, page_id, settle_file};
use crate::observe::FileEye;
use crate::recognise::{Kinds, ReadMode};
use crate::submission::Entry;

/// Pages of one queued range. A page costs tens of milliseconds, opening a PDF a few: eight keeps both threads
/// busy on a single long file and the cost of opening it again small.
const RANGE: usize = 8;

/// Bytes of a worker's stack: decoders recurse over what a file nests.
const STACK: usize = 16 << 20;

/// Looks at every entry; the result is in the entries' order.
pub fn look_at_all(kinds: &Kinds, entries: &[Entry], request: &Request) -> Result<Vec<SeenFile>, RunError> {
    let pool = pool(request.jobs)?;
    let slots: Vec<OnceLock<SeenFile>> = entries.iter().map(|_| OnceLock::new()).collect();
    let bar = progress(request.progress, entries.len());
    pool.in_place_scope(|scope| {
        for (entry, slot) in entries.iter().zip(&slots) {
            let bar = &bar;
            scope.spawn(move |scope| open_one(scope, Job { kinds, mode: request.read, entry, slot, bar }));
        }
    });
    bar.finish_and_clear();
    let seen = slots.into_iter().zip(entries);
    Ok(seen
        .map(|(slot, entry)| slot.into_inner().unwrap_or_else(|| unopened(kinds, entry, failed())))
        .collect())
}

/// As many threads as asked for, or as the machine has, with stacks for whatever a file nests.
///
/// # Errors
/// Threads that cannot be started.
pub(super) fn pool(jobs: Option<usize>) -> Result<ThreadPool, RunError> {
    let threads = jobs.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from));
    ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK).build().map_err(|error| RunError {
        text: Text::new(format!("无法启动线程：{error}"), format!("threads cannot be started: {error}")),
    })
}

/// A bar on standard error; hidden where that is no terminal.
fn progress(shown: bool, files: usize) -> ProgressBar {
    if !shown {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(files as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {elapsed}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

/// One file to look at, and where the result goes.
#[derive(Clone, Copy)]
struct Job<'s> {
    kinds: &'s Kinds,
    mode: ReadMode,
    entry: &'s Entry,
    slot: &'s OnceLock<SeenFile>,
    bar: &'s ProgressBar,
}

/// Opens a file and looks at it, or queues its page ranges.
fn open_one<'s>(scope: &Scope<'s>, job: Job<'s>) {
    let Job { kinds, entry, slot, bar, .. } = job;
    if entry.problem.is_some() {
        let _ = slot.set(unopened(kinds, entry, failed()));
        bar.inc(1);
        return;
    }
    let opened =
        guard(|| decode::open(&entry.open)).unwrap_or_else(|panic| Opened::panicked(entry.bytes, panic));
    let facts = opened.facts();
    let Some(source) = opened.source.filter(|_| facts.intake.has_pages() && !facts.pages.is_empty()) else {
        let _ = slot.set(unopened(kinds, entry, facts));
        bar.inc(1);
        return;
    };
    let whole = std::sync::Arc::new(Ranged::new(job, facts, source));
    if whole.ranges.len() == 1 {
        whole.look(0);
        return;
    }
    for range in 0..whole.ranges.len() {
        let whole = whole.clone();
        scope.spawn(move |_| whole.look(range));
    }
}

/// A file whose pages are looked at in ranges; whoever finishes the last range finishes the file.
struct Ranged<'s> {
    job: Job<'s>,
    facts: FileFacts,
    source: Source,
    ranges: Vec<Range<usize>>,
    done: Vec<OnceLock<(FileFacts, Vec<PageLook>)>>,
    left: AtomicUsize,
}

impl<'s> Ranged<'s> {
    fn new(job: Job<'s>, facts: FileFacts, source: Source) -> Self {
        let pages = facts.pages.len();
        let ranges: Vec<Range<usize>> =
            (0..pages).step_by(RANGE).map(|first| first..(first + RANGE).min(pages)).collect();
        let done = ranges.iter().map(|_| OnceLock::new()).collect();
        let left = AtomicUsize::new(ranges.len());
        Ranged { job, facts, source, ranges, done, left }
    }

    fn eye(&self) -> Guarded<Box<dyn Eye>> {
        let source = self.source.clone();
        match guard(|| FileEye::new(source)) {
            Ok(eye) => Guarded(Box::new(eye)),
            Err(_) => Guarded(Box::new(Blind)),
        }
    }

    fn look(&self, index: usize) {
        let mut memo = self.facts.clone();
        let mut eye = self.eye();
        let mut pages = Vec::new();
        for page in self.ranges[index].clone() {
            pages.push(look_page(
                self.job.kinds,
                self.job.mode,
                page_id(page),
                &mut memo.pages[page],
                &mut eye,
            ));
        }
        let _ = self.done[index].set((memo, pages));
        if self.left.fetch_sub(1, Ordering::AcqRel) == 1 {
            self.finish(&mut eye);
        }
    }

    fn finish(&self, eye: &mut dyn Eye) {
        let mut memo = self.facts.clone();
        let mut pages = Vec::new();
        for (range, done) in self.ranges.iter().zip(&self.done) {
            let Some((part, looks)) = done.get() else { continue };
            for page in range.clone() {
                memo.pages[page] = part.pages[page].clone();
            }
            pages.extend(looks.iter().cloned());
        }
        settle_file(self.job.kinds, self.job.mode, &mut memo, &mut pages, eye);
        let _ = self.job.slot.set(seen(self.job.kinds, self.job.entry, memo, pages));
        self.job.bar.inc(1);
    }
}

/// Facts of a file that nobody could open.
fn failed() -> FileFacts {
    FileFacts {
        media: Media::Unknown,
        bytes: 0,
        sha256: String::new(),
        intake: Intake::CannotOpen,
        problems: vec![Problem::Unreadable],
        detail: String::new(),
        pages: Vec::new(),
    }
}

fn unopened(kinds: &Kinds, entry: &Entry, facts: FileFacts) -> SeenFile {
    seen(kinds, entry, facts, Vec::new())
}

fn seen(kinds: &Kinds, entry: &Entry, facts: FileFacts, pages: Vec<PageLook>) -> SeenFile {
    SeenFile {
        walk_problem: entry.problem.clone(),
        name_kinds: kinds.from_file_name(&entry.shown),
        ..SeenFile::new(entry.shown.clone(), facts, pages)
    }
}

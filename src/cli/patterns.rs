//! `mutua patterns`: what the theory says, put to the test.

use super::arguments::{LanguageArgument, ThreadsArgument, start, whole};
use super::exit::{Exit, Stop};
use super::named_file;
use super::progress::Progress;
use super::readings::{self, Outcomes, kept};
use super::results::Choice;
use super::session::{Ended, Session, SessionArguments};
use super::terminal::print;
use crate::analysis::patterns::REPLICATES;
use crate::ensemble::archive::Archive;
use crate::ensemble::resources::check_resources;
use crate::ensemble::shard::Shard;
use crate::experiments::patterns::search::{Job, JobResult};
use crate::experiments::patterns::{PatternStudy, PatternsRequest};
use crate::experiments::{Study, StudyError, StudyRequest, Task};
use crate::files::write_file;
use crate::output::patterns::{PAGE_BEGINNING, is_page, page};
use crate::output::{Timings, count};
use clap::Args;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::{Instant, SystemTime};

const EXAMPLES: &str = "\
Examples:
  mutua patterns                            # all, in 20 worlds: half an hour
  mutua patterns --only P3 --replicates 5   # a first look at one
  mutua patterns --only P3 --set evidence_fading=0.995
  mutua patterns --page docs/patterns.md --force   # the page of the docs, too";

/// Test the patterns that the theory predicts
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct PatternsArguments {
    /// Worlds in which each pattern is tested: more make intervals narrower
    #[arg(long, value_name = "N", default_value_t = REPLICATES, allow_negative_numbers = true, value_parser = whole::<u32>(1..=1000))]
    replicates: u32,
    /// Only these patterns: P3, or P1,P1+; all if not given
    #[arg(long, value_name = "P", value_delimiter = ',')]
    only: Vec<String>,
    /// Set a key in every scenario, on top of what the patterns set: `evidence_fading=0.995`; may be repeated
    #[arg(long = "set", value_name = "KEY=VALUE")]
    sets: Vec<String>,
    #[command(flatten)]
    threads: ThreadsArgument,
    /// Folder for the results; results/patterns if not given
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Write the page that explains the results to this file too, in place of such a page; of another file with --force alone
    #[arg(long, value_name = "FILE")]
    page: Option<PathBuf>,
    /// Replace results that exist already, and with --page whatever the file holds
    #[arg(long)]
    force: bool,
    /// Continue a search that was stopped or killed
    #[arg(long, conflicts_with = "force")]
    resume: bool,
    #[command(flatten)]
    report: LanguageArgument,
}

/// What is refused, with the option that would be right.
fn refused(error: StudyError) -> Stop {
    match error {
        StudyError::OfPatterns { key } => {
            Stop::refused(format_args!("--set {key}=…: {error}; --replicates says in how many worlds"))
        }
        other => Stop::refused(other),
    }
}

pub(super) fn patterns(arguments: &PatternsArguments) -> Result<Exit, Stop> {
    let PatternsArguments { replicates, only, sets, .. } = arguments;
    let asked = PatternsRequest { replicates: *replicates, only: only.clone(), sets: sets.clone() };
    let study = Study::new(&StudyRequest::Patterns(asked), None).map_err(refused)?;
    let Task::Patterns(search) = &study.task else { return Err(Stop::failed("patterns have readings")) };
    let path = arguments.out.clone().unwrap_or_else(|| PathBuf::from("results").join("patterns"));
    if let Some(page) = &arguments.page {
        may_replace(page, &path, arguments.force)?;
    }
    let threads = arguments.threads.count();
    search
        .search
        .scenarios()
        .try_for_each(|one| check_resources(one, threads, &path).map(|_| ()))
        .map_err(Stop::refused)?;
    let start = start(arguments.resume, arguments.force);
    let session = Session::take(SessionArguments {
        study: &study,
        threads,
        shard: Shard::WHOLE,
        path: &path,
        start,
        reads: &[],
    })?;
    if let Some(text) = session.finished() {
        write_page(arguments, search, &session.archive)?;
        return print(&text);
    }
    let mut outcomes = kept(search, &session.archive).map_err(Stop::refused)?;
    print(&forecast(search, &outcomes))?;
    let ended = read_missing(search, &session.archive, &mut outcomes, threads)?;
    if ended.stopped {
        let (done, all, path) = (session.archive.done(), search.jobs.len(), path.display());
        let message = format!("interrupted: {done} of {all} readings are kept in {path}; --resume continues with them");
        return Err(Stop { message, exit: Exit::Interrupted });
    }
    let results = session.write(&ended, &Choice { reports: arguments.report.request(), ..Choice::default() })?;
    write_page(arguments, search, &session.archive)?;
    session.conclude(&ended, results)
}

/// Refuses to write a page over a file that is none, unless that is forced.
fn may_replace(page: &Path, results: &Path, force: bool) -> Result<(), Stop> {
    if !named_file::is_there("--page", page, Some(results))? || force {
        return Ok(());
    }
    let refused = |why: &str| Stop::refused(format_args!("--page {}: {why}", page.display()));
    let mut beginning = Vec::new();
    let read = File::open(page).and_then(|file| file.take(PAGE_BEGINNING).read_to_end(&mut beginning));
    read.map_err(|error| refused(&error.to_string()))?;
    if is_page(&beginning) {
        return Ok(());
    }
    Err(refused("this file is no page that mutua patterns wrote; choose another name, or replace it with --force"))
}

/// Writes the page that explains the results where it was asked for.
fn write_page(arguments: &PatternsArguments, search: &PatternStudy, archive: &Archive) -> Result<(), Stop> {
    let Some(to) = &arguments.page else { return Ok(()) };
    let outcomes = kept(search, archive).map_err(Stop::refused)?;
    let text = page(&readings::command(search), &search.search.found(&outcomes));
    write_file(to, text.as_bytes()).map_err(Stop::failed)
}

/// How much there is to read: how much of it has to be is seen on the way.
fn forecast(search: &PatternStudy, outcomes: &Outcomes) -> String {
    let PatternStudy { search, jobs, .. } = search;
    let (patterns, least) = (search.scenarios().count(), jobs.iter().filter(|job| job.variant == 0).count());
    let read = outcomes.values().filter(|outcome| **outcome != JobResult::NotAsked).count();
    let done = match read {
        0 => String::new(),
        done => format!(", {done} of them done"),
    };
    format!(
        "{}: at least {least} readings, at most {}{done}. A pattern that holds is read again with each mechanism and advantage removed in turn.\n",
        count(patterns, "pattern"),
        jobs.len()
    )
}

/// Reads what is missing.
fn read_missing(
    search: &PatternStudy,
    archive: &Archive,
    outcomes: &mut Outcomes,
    threads: usize,
) -> Result<Ended, Stop> {
    let (started, clock) = (SystemTime::now(), Instant::now());
    let PatternStudy { search, jobs, .. } = search;
    let numbers: BTreeMap<Job, u64> = jobs.iter().copied().zip(0..).collect();
    let open = (jobs.len() - outcomes.len()) as u64;
    let progress = Progress::of(open, open);
    let keep = |job: Job, outcome: &JobResult| {
        let number = numbers.get(&job).copied().unwrap_or(u64::MAX);
        if !archive.keep_bytes(number, &outcome.encode()) {
            progress.stop();
        }
    };
    let done = search.execute(outcomes, threads, &progress, &keep);
    let read = progress.finish();
    done.map_err(Stop::failed)?;
    if let Some(error) = archive.lost() {
        return Err(Stop::failed(format_args!("{error}\nmutua: --resume continues with what is kept")));
    }
    archive.sync().map_err(Stop::failed)?;
    // What is counted here are readings.
    let timings = Timings { started, elapsed: clock.elapsed(), threads, people_weeks: read };
    Ok(Ended { stopped: progress.was_stopped(), timings })
}

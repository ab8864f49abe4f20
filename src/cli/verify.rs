//! `mutua verify`: redo some of the runs of a result, make all its files again, and compare every byte.

use super::exit::{Exit, Stop};
use super::progress::Progress;
use super::results::{self, Choice};
use super::session::{refused, stop};
use super::{VerifyArguments, open, patterns, print};
use crate::ensemble::archive::{Archive, ArchiveError};
use crate::ensemble::execute::Work;
use crate::ensemble::journal::{Fault, Journal, JournalError, ensemble_id};
use crate::ensemble::shard::Shard;
use crate::ensemble::threads::take_turns;
use crate::experiments::patterns::PatternStudy;
use crate::experiments::patterns::search::JobResult;
use crate::experiments::{Ensemble, Study, Task};
use crate::files::Folder;
use crate::model::chance::{Chance, NOBODY, Process};
use crate::output::{
    Inventory, MANIFEST, OutputError, ResultFolder, Stage, TIMINGS, Timings, Yield, differing_keys, sha256_in,
};
use crate::record::bytes::{decode, encode};
use crate::record::names::RUNS;
use crate::record::study::Description;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, UNIX_EPOCH};

pub(super) const EXAMPLES: &str = "\
Examples:
  mutua verify results/three-regimes              # five runs, drawn by lot
  mutua verify results/three-regimes --runs 40
  mutua verify results/three-regimes --all --threads 1";

pub(super) fn verify(arguments: &VerifyArguments) -> Result<Exit, Stop> {
    let folder = ResultFolder::look(&arguments.folder).map_err(stop)?;
    expect_whole(&folder)?;
    let study = study(&folder)?;
    let identity = study.description.identity();
    let opened = Journal::read_only(folder.folder(), RUNS, ensemble_id(&identity), study.entries()).map_err(damaged)?;
    if let Some(cut) = opened.cut {
        return Err(Stop::failed(format_args!("{cut}: it is not as it was written")));
    }
    let runs = opened.journal;
    if let Some(missing) = runs.missing().next() {
        return Err(Stop::failed(format_args!(
            "{} is not whole: run {missing} of {} is not there; do it again with the same command and --resume",
            folder.folder().shown(RUNS).display(),
            study.entries()
        )));
    }
    let (threads, asked) = (open::threads(arguments.threads), if arguments.all { u64::MAX } else { arguments.runs });
    let (again, what) = match &study.task {
        Task::Runs(ensemble) => (redo_runs(ensemble, &runs, threads, asked)?, "runs"),
        Task::Patterns(search) => (redo_readings(search, &runs, threads, asked)?, "readings"),
    };
    let scratch = scratch()?;
    let archive = Archive::finished(runs);
    let files = remake(&folder, &study, &study.description, &archive, scratch.path())
        .map_err(|stop| Stop { exit: Exit::Failed, ..stop })?;
    print(&format!(
        "{again} of {} {what} done again: every byte is the same. {files} files are as the runs make them.\n",
        study.entries()
    ))
}

/// Makes sure that there is a whole result: one that has a manifest, whatever else is under way beside it.
fn expect_whole(folder: &ResultFolder) -> Result<(), Stop> {
    let refused = |what: &str| Err(Stop::refused(format_args!("{} {what}", folder.path().display())));
    let there = |name| folder.folder().holds("open", name).map_err(|error| stop(error.into()));
    if there(MANIFEST)? && there(RUNS)? {
        return Ok(());
    }
    match folder.unfinished().map_err(stop)? {
        Some(unfinished) if unfinished.is_replacing().map_err(stop)? => {
            refused("was being replaced when mutua was killed: complete it with the same command and --resume")
        }
        Some(_) => refused(
            "holds runs that are not all of the study: go on with the same command and --resume, or join parts with `mutua merge`",
        ),
        None if there(MANIFEST)? => refused("holds no runs.bin: it is no result whose runs could be done again"),
        None => refused("holds no manifest.json: it is no result of mutua"),
    }
}

/// The study that the result says it is of.
fn study(folder: &ResultFolder) -> Result<Study, Stop> {
    let Some(said) = folder.result().map_err(stop)? else {
        return Err(Stop::refused(format_args!("{} holds no manifest.json", folder.path().display())));
    };
    if said.version != env!("CARGO_PKG_VERSION") {
        return Err(Stop::refused(format_args!(
            "{} was made by version {} of mutua, and this is {}: verify it with the version that made it",
            folder.path().display(),
            said.version,
            env!("CARGO_PKG_VERSION")
        )));
    }
    let of_scenario = said.kind().is_some_and(|kind| Yield::of(kind).of_scenario);
    let scenario = if of_scenario { Some(open::resolved(folder.folder())?) } else { None };
    let named = |error| Stop::failed(format_args!("{}: {error}", folder.folder().shown(MANIFEST).display()));
    Study::again(&said, scenario).map_err(named)
}

/// Does so many runs again, drawn by lot, and compares them; how many.
fn redo_runs(ensemble: &Ensemble, runs: &Journal, threads: usize, count: u64) -> Result<usize, Stop> {
    let Ensemble { plan, scenario, scenarios, .. } = ensemble;
    let chosen = choose(plan.runs(), scenario.seed, count);
    let progress = Progress::of(chosen.len() as u64, plan.people_weeks / plan.runs() * chosen.len() as u64);
    let differing = Mutex::new(Vec::new());
    let work = Work {
        scenarios,
        plan: *plan,
        shard: Shard::WHOLE,
        done: |index| chosen.binary_search(&index).is_err(),
        keep: |index, run| {
            let same = runs.read(index).is_ok_and(|kept| kept == encode(&run)) && plan.numbers(&run, index);
            if !same {
                differing.lock().unwrap_or_else(PoisonError::into_inner).push(index);
            }
        },
        kept_districts: None,
    };
    work.execute(threads, &progress).map_err(Stop::failed)?;
    compared(&progress, differing, chosen.len(), |first| {
        let place = runs.read(first).ok().and_then(|kept| decode(&kept).ok()).map(|run| crate::record::position(&run));
        let name = |regime: usize| scenario.regimes.get(regime).map_or("no regime", |regime| regime.name.as_str());
        place.map_or_else(String::new, |(replicate, regime)| format!(" (replicate {replicate}, {})", name(regime)))
    })?;
    Ok(chosen.len())
}

/// Does so many readings again, drawn by lot among those that were asked for, and compares them; how many. Those that were
/// not asked for must follow from the others.
fn redo_readings(search: &PatternStudy, runs: &Journal, threads: usize, count: u64) -> Result<usize, Stop> {
    let outcomes = patterns::kept_in(search, runs).map_err(Stop::failed)?;
    if let Some(wrong) = search.jobs.iter().position(|job| !search.search.is_consistent(job, &outcomes)) {
        return Err(Stop::failed(format_args!(
            "reading {wrong} is not one that follows from the others: changed bytes, or another version of mutua"
        )));
    }
    let read: Vec<u64> = (0..)
        .zip(&search.jobs)
        .filter(|(_, job)| outcomes.get(job) != Some(&JobResult::NotAsked))
        .map(|(index, _)| index)
        .collect();
    let chosen = choose(read.len() as u64, 0, count);
    let progress = Progress::of(chosen.len() as u64, chosen.len() as u64);
    let differing = Mutex::new(Vec::new());
    take_turns(threads, chosen.len() as u64, &progress, |turn| {
        let index = read[chosen[turn as usize] as usize];
        let job = search.jobs[index as usize];
        let again = search.search.read(job, &progress).map(|outcome| outcome.encode());
        if again.is_some() && again != outcomes.get(&job).map(JobResult::encode) {
            differing.lock().unwrap_or_else(PoisonError::into_inner).push(index);
        }
    })
    .map_err(Stop::failed)?;
    compared(&progress, differing, chosen.len(), |_| String::new())?;
    Ok(chosen.len())
}

/// What comparing came to.
fn compared(
    progress: &Progress,
    differing: Mutex<Vec<u64>>,
    of: usize,
    place: impl Fn(u64) -> String,
) -> Result<(), Stop> {
    progress.finish();
    if progress.was_stopped() {
        return Err(Stop { message: "interrupted: nothing is verified".to_owned(), exit: Exit::Interrupted });
    }
    let mut differing = differing.into_inner().unwrap_or_else(PoisonError::into_inner);
    differing.sort_unstable();
    let Some(&first) = differing.first() else { return Ok(()) };
    Err(Stop::failed(format_args!(
        "{} of {of} come out differently, the first of them number {first}{}: another version of mutua, or changed bytes",
        differing.len(),
        place(first)
    )))
}

/// A folder of its own in which files are made again.
pub(super) fn scratch() -> Result<tempfile::TempDir, Stop> {
    let place = std::env::temp_dir();
    tempfile::tempdir().map_err(|error| {
        Stop::failed(format_args!(
            "cannot make the files again to compare them: no folder can be made in {}: {error}; TMPDIR names another place",
            place.display()
        ))
    })
}

/// Makes all files again from the runs and compares them, and what the manifest says; how many there are.
pub(super) fn remake(
    folder: &ResultFolder,
    study: &Study,
    about: &Description,
    archive: &Archive,
    scratch: &Path,
) -> Result<usize, Stop> {
    let said = Inventory::read(folder.folder()).map_err(Stop::failed)?;
    let said = said.ok_or_else(|| Stop::failed(format_args!("{MANIFEST} is not there")))?;
    let apart = Folder::open(scratch).map_err(Stop::refused)?;
    // That they cannot be made again says nothing of those that are there.
    let stage = apart.again().map_err(Stop::refused)?;
    let stage = Stage::in_folder(stage, scratch).map_err(Stop::refused)?;
    let timings = Timings { started: UNIX_EPOCH, elapsed: Duration::ZERO, threads: 1, people_weeks: 0 };
    let made = results::make(&stage, study, about, archive, &timings, &Choice::default());
    let made = made.map_err(|error| match error {
        OutputError::File(_) => Stop::refused(format_args!("cannot make the files again to compare them: {error}")),
        _ => Stop::failed(error),
    })?;
    archive.lay_down(&apart, &about.identity()).map_err(Stop::refused)?;
    let hash = |folder: &Folder| sha256_in(folder, RUNS).map_err(Stop::failed);
    if hash(&apart)? != hash(folder.folder())? {
        let path = folder.folder().shown(RUNS);
        return Err(Stop::failed(format_args!("the runs in {} are not in their order", path.display())));
    }
    let tables = || made.files.iter().filter(|file| ![MANIFEST, TIMINGS].contains(&file.name.as_str()));
    for file in tables() {
        let there = sha256_in(folder.folder(), &file.name).map_err(Stop::failed)?;
        if there.as_ref() != Some(&file.sha256) {
            let path = folder.folder().shown(&file.name);
            let what = match there {
                Some(_) => "is not what the runs make of it: it was changed after it was written",
                None => "is not there, and the manifest lists it",
            };
            return Err(Stop::failed(format_args!(
                "{} {what}; --resume with the same command writes it again",
                path.display()
            )));
        }
    }
    let again = Inventory::read(&apart).map_err(stop)?.ok_or_else(|| Stop::failed("no manifest was made"))?;
    expect_grown(folder, about, study)?;
    let differing = differing_keys(&again.manifest, &said.manifest);
    if !differing.is_empty() {
        return Err(Stop::failed(format_args!(
            "{} is not what the runs make of it: it was changed after it was written, in {}",
            folder.folder().shown(MANIFEST).display(),
            differing.join(", ")
        )));
    }
    Ok(tables().count() + 1)
}

/// When replicates were added nothing but the manifest knows; how many were there each time must fit together.
fn expect_grown(folder: &ResultFolder, about: &Description, study: &Study) -> Result<(), Stop> {
    let Some(last) = about.extended.last() else { return Ok(()) };
    let replicates = study.ensemble().map_or(0, |ensemble| ensemble.plan.replicates);
    let each = about.extended.iter().all(|one| one.from < one.to);
    let chained = about.extended.windows(2).all(|two| two[0].to == two[1].from);
    if each && chained && last.to == replicates {
        return Ok(());
    }
    Err(Stop::failed(format_args!(
        "{}: the replicates under `extended` do not lead to the {replicates} that there are",
        folder.folder().shown(MANIFEST).display()
    )))
}

/// Runs that are damaged do not verify; those of something else are not what was asked about.
fn damaged(error: JournalError) -> Stop {
    match &error.fault {
        Fault::OtherEnsemble { .. } | Fault::OtherRuns { .. } | Fault::Format { .. } | Fault::TooMany { .. } => {
            refused(ArchiveError::Journal(error))
        }
        _ => Stop::failed(error),
    }
}

/// The runs to be done again, by lot, in rising order.
fn choose(entries: u64, seed: u32, count: u64) -> Vec<u64> {
    let chance = Chance::new(seed, u32::MAX);
    let lot = |index: &u64| chance.draw(Process::Choice, *index as u32, NOBODY, 0, (index >> 32) as u32).lot(0);
    let mut all: Vec<u64> = (0..entries).collect();
    if count < entries {
        all.sort_unstable_by_key(lot);
        all.truncate(count as usize);
        all.sort_unstable();
    }
    all
}

//! `mutua verify`: redo some of the runs of a result, make all its files again, and compare every byte.

use super::arguments::{ThreadsArgument, whole};
use super::exit::{Exit, Stop};
use super::finished::Finished;
use super::particles;
use super::progress::Progress;
use super::readings::kept_in;
use super::remake::{remake, scratch};
use super::terminal::print;
use super::tests;
use crate::ensemble::archive::Archive;
use crate::ensemble::execute::Work;
use crate::ensemble::journal::Journal;
use crate::ensemble::shard::Shard;
use crate::ensemble::threads::take_turns;
use crate::experiments::fit::{Evaluated, FitStudy};
use crate::experiments::patterns::PatternStudy;
use crate::experiments::patterns::search::JobResult;
use crate::experiments::testing::{TestStudy, WorldReading};
use crate::experiments::{Ensemble, Study, Task};
use crate::model::chance::{Chance, NOBODY, Process};
use crate::output::{MANIFEST, ResultFolder};
use crate::record::bytes::{decode, encode};
use crate::record::position;
use clap::Args;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

const EXAMPLES: &str = "\
Examples:
  mutua verify results/three-regimes              # five runs, chosen by chance
  mutua verify results/three-regimes --runs 40
  mutua verify results/three-regimes --all --threads 1";

/// Repeat some runs of a result and compare every byte
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct VerifyArguments {
    /// The folder of a finished result
    folder: PathBuf,
    /// How many runs to repeat
    #[arg(long, value_name = "N", default_value_t = 5, allow_negative_numbers = true, value_parser = whole::<u64>(1..=u64::MAX))]
    runs: u64,
    /// Repeat all runs
    #[arg(long, conflicts_with = "runs")]
    all: bool,
    #[command(flatten)]
    threads: ThreadsArgument,
}

pub(super) fn verify(arguments: &VerifyArguments) -> Result<Exit, Stop> {
    let folder = ResultFolder::look(&arguments.folder)?;
    let Finished { manifest, study, runs } = Finished::open(&folder)?;
    let (threads, asked) = (arguments.threads.count(), if arguments.all { u64::MAX } else { arguments.runs });
    let (again, what) = match &study.task {
        Task::Runs(ensemble) => (redo_runs(ensemble, &runs, threads, asked)?, "runs"),
        Task::Fit(fit) => (redo_particles(fit, &runs, threads, asked)?, "particles"),
        Task::Patterns(search) => (redo_readings(search, &runs, threads, asked)?, "readings"),
        Task::Test(test) => {
            (redo_worlds(test, &runs, threads, asked)?, if test.draws.is_some() { "draws" } else { "worlds" })
        }
    };
    let scratch = scratch()?;
    let archive = Archive::finished(runs);
    let files =
        remake(&folder, &manifest, &study, &study.description, &archive, scratch.path()).map_err(not_verified)?;
    expect_grown(&folder, &study)?;
    print(&format!(
        "{again} of {} {what} repeated: every byte is the same. {files} files are as the runs make them.\n",
        study.entries()
    ))
}

/// Does so many runs again, drawn by lot, and compares them; how many.
fn redo_runs(ensemble: &Ensemble, runs: &Journal, threads: usize, count: u64) -> Result<usize, Stop> {
    let Ensemble { plan, scenario, scenarios, .. } = ensemble;
    let worlds = scenarios.first().unwrap_or(scenario);
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
        let place = runs.read(first).ok().and_then(|kept| decode(&kept).ok()).map(|run| position(&run));
        let name = |regime: usize| worlds.regimes.get(regime).map_or("no regime", |regime| regime.name.as_str());
        place.map_or_else(String::new, |(replicate, regime)| format!(" (replicate {replicate}, {})", name(regime)))
    })?;
    Ok(chosen.len())
}

/// Does so many readings again, drawn by lot among those that were asked for, and compares them; how many. Those that were
/// not asked for must follow from the others.
fn redo_readings(search: &PatternStudy, runs: &Journal, threads: usize, count: u64) -> Result<usize, Stop> {
    let outcomes = kept_in(search, runs).map_err(Stop::failed)?;
    if let Some(wrong) = search.jobs.iter().position(|job| !search.search.is_consistent(job, &outcomes)) {
        return Err(Stop::failed(format_args!(
            "reading {wrong} does not follow from the others: its bytes were changed, or another version of mutua made it"
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

/// Does so many particles again, drawn by lot among those that were asked for, and compares them; how many. Which were asked
/// for must follow from the others.
fn redo_particles(fit: &FitStudy, runs: &Journal, threads: usize, count: u64) -> Result<usize, Stop> {
    let done = particles::kept_in(fit, runs).map_err(Stop::failed)?;
    let asked = fit.asked(&done);
    let is_asked = |(number, one): (&u32, &Evaluated)| asked.contains_key(number) == (*one != Evaluated::NotAsked);
    if let Some((number, _)) = done.iter().find(|(number, one)| !is_asked((number, one))) {
        return Err(Stop::failed(format_args!(
            "particle {number} does not follow from the others: its bytes were changed, or another version of mutua made it"
        )));
    }
    let places: Vec<(&u32, &Vec<f64>)> = asked.iter().collect();
    let chosen = choose(places.len() as u64, fit.scenario.seed, count);
    let progress = Progress::of(chosen.len() as u64, chosen.len() as u64 * fit.people_weeks_each);
    let differing = Mutex::new(Vec::new());
    take_turns(threads, chosen.len() as u64, &progress, |turn| {
        let (number, units) = places[chosen[turn as usize] as usize];
        let again = fit.evaluate(*number, units, &progress).map(|one| one.encode());
        if again.is_some() && again != done.get(number).map(Evaluated::encode) {
            differing.lock().unwrap_or_else(PoisonError::into_inner).push(u64::from(*number));
        }
    })
    .map_err(Stop::failed)?;
    compared(&progress, differing, chosen.len(), |_| String::new())?;
    Ok(chosen.len())
}

/// Reads so many worlds of a test again, drawn by lot among those that were read, and compares them; how many. Those that were
/// not asked for must follow from the others.
fn redo_worlds(test: &TestStudy, runs: &Journal, threads: usize, count: u64) -> Result<usize, Stop> {
    let readings = tests::kept_in(test, runs).map_err(Stop::failed)?;
    if let Some(wrong) = tests::inconsistent(test, &readings) {
        return Err(Stop::failed(format_args!(
            "world {wrong} does not follow from the others: its bytes were changed, or another version of mutua made it"
        )));
    }
    let read = u64::from(test.looked_at(&test.tested(&readings)));
    let chosen = choose(read, test.worlds.seed, count);
    let worlds: Vec<u32> = chosen.iter().map(|&world| world as u32).collect();
    let progress = Progress::of(read, test.plan.people_weeks / test.plan.units().max(1) * chosen.len() as u64);
    let again = test.read(&worlds, threads, &progress, &|_, _| ()).map_err(Stop::failed)?;
    let same =
        |world: &u32| again.get(world).map(WorldReading::encode) == readings.get(world).map(WorldReading::encode);
    let differing = Mutex::new(worlds.iter().filter(|world| !same(world)).map(|&world| u64::from(world)).collect());
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
        "{} of {of} are not the same, the first of them number {first}{}: their bytes were changed, or another version of mutua made them",
        differing.len(),
        place(first)
    )))
}

/// Files that differ from what was made of the runs can be written again; those that cannot be made are not verified.
fn not_verified(stop: Stop) -> Stop {
    let advice = match stop.exit {
        Exit::Failed => "; repeat the command that made it with --resume to write its files again",
        _ => "",
    };
    Stop { message: stop.message + advice, exit: Exit::Failed }
}

/// When replicates were added nothing but the manifest knows; how many were there each time must fit together.
fn expect_grown(folder: &ResultFolder, study: &Study) -> Result<(), Stop> {
    let Some(last) = study.description.extended.last() else { return Ok(()) };
    let replicates = study.ensemble().map_or(0, |ensemble| ensemble.plan.replicates);
    let each = study.description.extended.iter().all(|one| one.from < one.to);
    let chained = study.description.extended.windows(2).all(|two| two[0].to == two[1].from);
    if each && chained && last.to == replicates {
        return Ok(());
    }
    Err(Stop::failed(format_args!(
        "{}: the numbers under `extended` do not add up to the {replicates} replicates of this result",
        folder.folder().shown(MANIFEST).display()
    )))
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

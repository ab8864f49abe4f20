//! `mutua verify`: redo some of the runs of a result, and compare every byte.

use super::exit::{Exit, Stop};
use super::progress::Progress;
use super::session::{of_results, refused};
use super::{VerifyArguments, ablate, open, print, sensitivity, sweep};
use crate::ensemble::archive::{ArchiveError, RUNS, in_place, open_runs};
use crate::ensemble::execute::Work;
use crate::ensemble::journal::{Fault, JOURNAL, JournalError};
use crate::ensemble::payload::{decode, encode};
use crate::ensemble::plan::{Plan, Shard};
use crate::model::chance::{Chance, NOBODY, Process};
use crate::output::Inventory;
use crate::output::points::{DESIGN, POINTS};
use crate::scenario::{Scenario, Variants, sha256_of};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

pub(super) const EXAMPLES: &str = "\
Examples:
  mutua verify results/three-regimes              # five runs, drawn by lot
  mutua verify results/three-regimes --runs 40
  mutua verify results/three-regimes --all --threads 1";

pub(super) fn verify(arguments: &VerifyArguments) -> Result<Exit, Stop> {
    let folder = &arguments.folder;
    if !folder.join(RUNS).exists() {
        let what = if !folder.is_dir() {
            "is no folder: name the folder of a finished result"
        } else if folder.join(JOURNAL).exists() {
            "holds runs that are not all done: finish them with the same command and --resume"
        } else {
            "holds no runs.bin: it is no result whose runs could be done again"
        };
        return Err(Stop::refused(format_args!("{} {what}", folder.display())));
    }
    let inventory = Inventory::read(folder).map_err(of_results)?;
    let (files, manifest) = (inventory.verify().map_err(of_results)?, inventory.manifest);
    if let Some(command) = manifest["command"].as_str().filter(|command| command.starts_with("mutua patterns")) {
        return print(&format!(
            "{files} files are as the manifest says. Readings of patterns are done again by `{command} --out DIR`: compare patterns.csv\n"
        ));
    }
    let scenario = open::resolved(folder)?;
    let (scenarios, identity) = ensemble(folder, &scenario, &manifest)?;
    let plan = if manifest["command"].is_null() { Plan::of(&scenario) } else { Plan::over(&scenarios) };
    let runs = open_runs(folder, &identity, plan.runs()).map_err(damaged)?;
    if let Some(missing) = runs.missing().next() {
        return Err(Stop::failed(format_args!(
            "{} is not whole: run {missing} of {} is not there; do it again with the same command and --resume",
            folder.join(RUNS).display(),
            plan.runs()
        )));
    }
    let chosen = choose(&plan, scenario.seed, if arguments.all { u64::MAX } else { arguments.runs });
    let progress = Progress::of(chosen.len() as u64, plan.people_weeks / plan.runs() * chosen.len() as u64);
    let differing = Mutex::new(Vec::new());
    let work = Work {
        scenarios: &scenarios,
        plan,
        shard: Shard::WHOLE,
        done: |index| chosen.binary_search(&index).is_err(),
        keep: |index, run| {
            let same = runs.read(index).is_ok_and(|kept| kept == encode(&run)) && in_place(&run, index, &plan);
            if !same {
                differing.lock().unwrap_or_else(PoisonError::into_inner).push(index);
            }
        },
        kept_districts: None,
    };
    work.execute(open::threads(arguments.threads), &progress).map_err(Stop::failed)?;
    progress.finish();
    if progress.was_stopped() {
        return Err(Stop { message: "interrupted: nothing is verified".to_owned(), exit: Exit::Interrupted });
    }
    let mut differing = differing.into_inner().unwrap_or_else(PoisonError::into_inner);
    differing.sort_unstable();
    if let Some(&first) = differing.first() {
        let kept = runs.read(first).map_err(Stop::failed)?;
        let name = decode(&kept).ok().map(|run| crate::ensemble::place(&run));
        let place = name.map_or(String::new(), |(replicate, regime)| {
            format!(" (replicate {replicate}, {})", scenario.regimes[regime].name)
        });
        return Err(Stop::failed(format_args!(
            "{} of {} runs come out differently, the first of them run {first}{place}: another version of mutua, or changed bytes",
            differing.len(),
            chosen.len()
        )));
    }
    print(&format!(
        "{} of {} runs done again: every byte is the same. {files} files are as the manifest says.\n",
        chosen.len(),
        plan.runs()
    ))
}

/// Runs that are damaged do not verify; those of something else are not what was asked about.
fn damaged(error: ArchiveError) -> Stop {
    match &error {
        ArchiveError::Journal(JournalError { fault, .. }) => match fault {
            Fault::OtherEnsemble { .. } | Fault::OtherRuns { .. } | Fault::Format { .. } | Fault::TooMany { .. } => {
                refused(error)
            }
            _ => Stop::failed(error),
        },
        _ => refused(error),
    }
}

/// The runs to be done again, by lot, in rising order.
fn choose(plan: &Plan, seed: u32, count: u64) -> Vec<u64> {
    let chance = Chance::new(seed, u32::MAX);
    let lot = |index: &u64| chance.draw(Process::Choice, *index as u32, NOBODY, 0, (index >> 32) as u32).lot(0);
    let mut all: Vec<u64> = (0..plan.runs()).collect();
    if count < plan.runs() {
        all.sort_unstable_by_key(lot);
        all.truncate(count as usize);
        all.sort_unstable();
    }
    all
}

/// The scenario of every design point, and the identity of the ensemble: that of a sweep, a sensitivity analysis or an
/// ablation study is made from the points that it lists.
fn ensemble(folder: &Path, scenario: &Scenario, manifest: &serde_json::Value) -> Result<(Vec<Scenario>, String), Stop> {
    let factors = manifest["factors"].as_array().map_or(0, Vec::len);
    let identity = match manifest["command"].as_str() {
        None => return Ok((vec![scenario.clone()], scenario.hash())),
        Some("ablate") => ablate::identity(scenario, &listed_points(&folder.join(POINTS), factors)?),
        Some("sensitivity") => {
            let path = folder.join(DESIGN);
            let design = std::fs::read(&path)
                .map_err(|error| Stop::failed(format_args!("cannot read {}: {error}", path.display())))?;
            let digest = sha256_of(&design);
            sensitivity::identity(scenario, &digest)
        }
        Some(_) => sweep::identity(scenario),
    };
    let points = listed_points(&folder.join(POINTS), factors)?;
    let variants = Variants::of(scenario).map_err(Stop::refused)?;
    let scenarios = points.iter().map(|sets| variants.at(sets).map_err(Stop::refused));
    Ok((scenarios.collect::<Result<_, _>>()?, identity))
}

/// What is set at each point of a table: after the number come the keys; an empty cell sets nothing.
fn listed_points(path: &Path, factors: usize) -> Result<Vec<Vec<String>>, Stop> {
    let unreadable = |error: csv::Error| Stop::refused(format_args!("cannot read {}: {error}", path.display()));
    let mut table = csv::Reader::from_path(path).map_err(unreadable)?;
    let keys = table.headers().map_err(unreadable)?.clone();
    let sets = |row: csv::StringRecord| {
        let cells = keys.iter().zip(row.iter()).skip(1).take(factors).filter(|(_, value)| !value.is_empty());
        cells.map(|(key, value)| format!("{key}={value}")).collect()
    };
    table.records().map(|row| row.map(sets).map_err(unreadable)).collect()
}

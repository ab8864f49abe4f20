//! Doing the runs of a plan, on several threads, with results in the order of the plan.

use super::replicate::{Watch, burn_in, run};
use super::{FailedRun, Outcome, RunRecord};
use crate::model::world::World;
use crate::scenario::Scenario;
use rayon::prelude::*;

/// Worlds of more people than this are run one regime after the other: two worlds at a time, not one a regime.
pub const LARGE: u32 = 200_000;

/// Threads could not be had.
#[derive(Debug)]
pub struct NoThreads(rayon::ThreadPoolBuildError);

impl std::fmt::Display for NoThreads {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "cannot start the threads: {}; try fewer with --threads", self.0)
    }
}

impl std::error::Error for NoThreads {}

type Run = Result<RunRecord, FailedRun>;

/// Does every run of `scenario` on `threads` threads. The outcome does not depend on their number.
///
/// # Errors
/// If the threads cannot be started.
pub fn execute(scenario: &Scenario, threads: usize, watch: &dyn Watch) -> Result<Outcome, NoThreads> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().map_err(NoThreads)?;
    let replicates: Vec<Vec<Run>> = pool.install(|| {
        let all = 0..scenario.replicates;
        if scenario.people > LARGE {
            all.map(|replicate| one(scenario, replicate, watch)).collect()
        } else {
            all.into_par_iter().with_max_len(1).map(|replicate| one(scenario, replicate, watch)).collect()
        }
    });
    let mut outcome = Outcome::default();
    for run in replicates.into_iter().flatten() {
        match run {
            Ok(record) => outcome.records.push(record),
            Err(failed) => outcome.failed.push(failed),
        }
    }
    let planned = u64::from(scenario.replicates) * scenario.regimes.len() as u64;
    outcome.interrupted = planned > (outcome.records.len() + outcome.failed.len()) as u64;
    Ok(outcome)
}

/// All runs of one replicate; fewer if it was stopped.
fn one(scenario: &Scenario, replicate: u32, watch: &dyn Watch) -> Vec<Run> {
    if watch.stopped() {
        return Vec::new();
    }
    let regimes = 0..scenario.regimes.len();
    let fail = |regime| move |reason: String| FailedRun { point: 0, regime, replicate, reason };
    let world = match burn_in(scenario, replicate, watch) {
        Ok(Some(world)) => world,
        Ok(None) => return Vec::new(),
        Err(reason) => return regimes.map(|regime| Err(fail(regime)(reason.to_string()))).collect(),
    };
    let from = |regime, world: World| {
        run(scenario, world, (regime, replicate), watch).map_err(|reason| fail(regime)(reason.to_string()))
    };
    let start = |regime| (!watch.stopped()).then(|| from(regime, world.clone()));
    if scenario.people > LARGE {
        regimes.filter_map(start).collect()
    } else {
        regimes.into_par_iter().with_max_len(1).filter_map(start).collect()
    }
}

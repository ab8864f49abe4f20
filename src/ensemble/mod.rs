//! Ensembles: which runs there are, in which order they are done, and what each leaves behind.
//!
//! [`plan`] says what is to be run, [`execute`] does it, [`admission`] says beforehand what it takes.

pub mod admission;
pub mod execute;
pub mod plan;
pub mod replicate;

use crate::model::indicator::Snapshot;
use crate::model::ledger::Ledger;

/// What one run leaves behind.
#[derive(Clone, Debug, PartialEq)]
pub struct RunRecord {
    /// Index into [`crate::scenario::Scenario::regimes`].
    pub regime: usize,
    /// Number of the replicate, from 0.
    pub replicate: u32,
    /// One snapshot a recorded week, week 0 first.
    pub snapshots: Vec<Snapshot>,
    /// The books from week 0 to the horizon.
    pub ledger: Ledger,
    /// A hash of the whole final state, for comparing runs.
    pub state_hash: u64,
}

/// A run that could not be finished.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedRun {
    /// Index into [`crate::scenario::Scenario::regimes`].
    pub regime: usize,
    /// Number of the replicate, from 0.
    pub replicate: u32,
    /// Why.
    pub reason: String,
}

/// A run of the plan that was done: finished or failed.
pub type Run = Result<RunRecord, FailedRun>;

/// The replicate and the regime of a run: its place in the order of the plan.
#[must_use]
pub fn place(run: &Run) -> (u32, usize) {
    match run {
        Ok(record) => (record.replicate, record.regime),
        Err(failed) => (failed.replicate, failed.regime),
    }
}

/// What an ensemble leaves behind, in the order of the plan whatever the order of execution.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// Finished runs, replicate by replicate and regime by regime.
    pub records: Vec<RunRecord>,
    /// Runs that failed.
    pub failed: Vec<FailedRun>,
    /// Whether it was stopped before every run was done.
    pub interrupted: bool,
}

impl Outcome {
    /// All runs in the order of the plan: by replicate, then by regime.
    pub fn into_runs(self) -> impl Iterator<Item = Run> {
        let mut runs: Vec<Run> = self.records.into_iter().map(Ok).chain(self.failed.into_iter().map(Err)).collect();
        runs.sort_by_key(place);
        runs.into_iter()
    }
}

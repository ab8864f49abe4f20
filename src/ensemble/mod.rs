//! Ensembles: which runs there are, in which order they are done, and what each leaves behind.
//!
//! [`plan`] says what is to be run, [`execute`] does it, [`admission`] says beforehand what it takes. [`journal`] keeps
//! finished runs on the disk, each as the bytes of its [`payload`].

pub mod admission;
pub mod execute;
pub mod journal;
pub mod payload;
pub mod plan;
pub mod replicate;

use crate::model::indicator::Snapshot;
use crate::model::ledger::Ledger;

/// What one run leaves behind.
#[derive(Clone, Debug, PartialEq)]
pub struct RunRecord {
    /// Index of the design point; 0 without a design.
    pub point: u32,
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
    /// Index of the design point; 0 without a design.
    pub point: u32,
    /// Index into [`crate::scenario::Scenario::regimes`].
    pub regime: usize,
    /// Number of the replicate, from 0.
    pub replicate: u32,
    /// Why.
    pub reason: String,
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

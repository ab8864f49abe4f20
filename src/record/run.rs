//! What one run leaves.

use super::observed::Observed;
use super::rows::Rows;
use super::twins::TwinRecord;
use crate::model::indicator::Snapshot;
use crate::model::ledger::Ledger;

/// Weeks of the window at the horizon, over which states are averaged.
pub const WINDOW_WEEKS: u32 = 52;

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
    /// Everybody beside their twin in the world without helping networks; `None` in that world itself, where the
    /// scenario has no such world, and in ensembles over design points.
    pub twins: Option<TwinRecord>,
    /// Spells, groups and a sample of people; `None` in ensembles over design points.
    pub observed: Option<Observed>,
    /// Spells, networks and persons; `None` where the scenario asks for none.
    pub rows: Option<Rows>,
    /// A hash of the whole final state, for comparing runs.
    pub state_hash: u64,
}

#[cfg(test)]
impl RunRecord {
    /// One of these snapshots and of nothing else.
    pub(crate) fn of(snapshots: Vec<Snapshot>, state_hash: u64) -> Self {
        Self {
            point: 0,
            regime: 0,
            replicate: 0,
            snapshots,
            ledger: Ledger::default(),
            twins: None,
            observed: None,
            rows: None,
            state_hash,
        }
    }
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
    /// What went wrong.
    pub reason: String,
}

/// A run of the plan that was done: finished or failed.
pub type Run = Result<RunRecord, FailedRun>;

/// Where a run stands in the order of the plan: its replicate, then its regime.
#[must_use]
pub fn position(run: &Run) -> (u32, usize) {
    match run {
        Ok(record) => (record.replicate, record.regime),
        Err(failed) => (failed.replicate, failed.regime),
    }
}

//! Indicators over the replicates of a regime, week by week.

use super::Runs;
use super::readout::{CELLS, cell, value};
use super::statistics::Estimate;
use crate::ensemble::RunRecord;
use crate::model::indicator::{INDICATORS, POPULATIONS, Snapshot};
use std::collections::BTreeSet;

/// Mean, spread and interval of every indicator of every population, by regime and recorded week.
#[derive(Clone, Debug)]
pub struct Summary {
    /// Recorded weeks, rising.
    pub weeks: Vec<u32>,
    /// Regimes of the scenario.
    pub regimes: usize,
    estimates: Vec<Estimate>,
}

impl Summary {
    /// Sums up all finished runs.
    #[must_use]
    pub fn new(runs: &Runs<'_>) -> Self {
        let weeks = recorded_weeks(runs);
        let mut estimates = Vec::with_capacity(runs.regimes() * weeks.len() * CELLS);
        for regime in 0..runs.regimes() {
            let records: Vec<&RunRecord> = runs.of(regime).collect();
            for (index, week) in weeks.iter().enumerate() {
                let snapshots: Vec<&Snapshot> = records.iter().filter_map(|r| in_week(r, index, *week)).collect();
                push_cells(&mut estimates, &snapshots);
            }
        }
        Self { weeks, regimes: runs.regimes(), estimates }
    }

    /// The estimate of one indicator; `week` is an index into [`Summary::weeks`]. `None` outside the summary.
    #[must_use]
    pub fn at(&self, regime: usize, week: usize, population: usize, indicator: usize) -> Option<&Estimate> {
        if regime >= self.regimes || week >= self.weeks.len() {
            return None;
        }
        self.estimates.get((regime * self.weeks.len() + week) * CELLS + cell(population, indicator))
    }
}

/// All weeks that any run has recorded.
fn recorded_weeks(runs: &Runs<'_>) -> Vec<u32> {
    let records = (0..runs.regimes()).flat_map(|regime| runs.of(regime));
    let weeks: BTreeSet<u32> = records.flat_map(|r| r.snapshots.iter().map(|s| s.week)).collect();
    weeks.into_iter().collect()
}

/// The snapshot of a week, which is nearly always the one at `index`.
fn in_week(record: &RunRecord, index: usize, week: u32) -> Option<&Snapshot> {
    match record.snapshots.get(index) {
        Some(snapshot) if snapshot.week == week => Some(snapshot),
        _ => record.snapshots.iter().find(|s| s.week == week),
    }
}

/// Appends the estimates of one regime in one week.
fn push_cells(estimates: &mut Vec<Estimate>, snapshots: &[&Snapshot]) {
    let mut values = Vec::with_capacity(snapshots.len());
    for population in 0..POPULATIONS.len() {
        for indicator in 0..INDICATORS.len() {
            values.clear();
            values.extend(snapshots.iter().map(|s| value(s, population, indicator)));
            estimates.push(Estimate::of(&values));
        }
    }
}

//! Indicators over the replicates of a regime, week by week and at the horizon.

use super::readout::{CELLS, Reading, cell, value};
use super::statistics::{Estimate, Moments};
use crate::model::indicator::{INDICATORS, POPULATIONS};
use crate::record::RunRecord;
use std::collections::BTreeMap;

/// Mean, spread and interval of every indicator of every population, by regime.
#[derive(Clone, Debug)]
pub struct Summary {
    /// Weeks that any run has recorded, rising.
    pub weeks: Vec<u32>,
    /// Regimes of the scenario.
    pub regimes: usize,
    /// Week by week: regime by regime, cell by cell.
    by_week: Vec<Vec<Moments>>,
    /// Regime by regime, cell by cell.
    at_horizon: Vec<Moments>,
}

impl Summary {
    /// The estimate of one indicator; `week` is an index into [`Summary::weeks`]. `None` outside the summary.
    #[must_use]
    pub fn at(&self, regime: usize, week: usize, population: usize, indicator: usize) -> Option<Estimate> {
        let place = regime * CELLS + inside(population, indicator)?;
        self.by_week.get(week)?.get(place).map(Moments::estimate)
    }

    /// The estimate of one indicator at the horizon, as read by [`super::readout::at_horizon`]. `None` outside the
    /// summary.
    #[must_use]
    pub fn at_horizon(&self, regime: usize, population: usize, indicator: usize) -> Option<Estimate> {
        self.at_horizon.get(regime * CELLS + inside(population, indicator)?).map(Moments::estimate)
    }
}

/// The place of a cell, if there is such a cell.
fn inside(population: usize, indicator: usize) -> Option<usize> {
    (population < POPULATIONS.len() && indicator < INDICATORS.len()).then(|| cell(population, indicator))
}

/// The summary while runs come in.
#[derive(Clone, Debug)]
pub(super) struct SummaryBuilder {
    regimes: usize,
    by_week: BTreeMap<u32, Vec<Moments>>,
    at_horizon: Vec<Moments>,
}

impl SummaryBuilder {
    pub(super) fn new(regimes: usize) -> Self {
        Self { regimes, by_week: BTreeMap::new(), at_horizon: vec![Moments::default(); regimes * CELLS] }
    }

    /// Adds one run of a regime of the scenario, with its state at the horizon.
    pub(super) fn add(&mut self, record: &RunRecord, at_horizon: &Reading) {
        let regime = record.regime * CELLS..(record.regime + 1) * CELLS;
        for snapshot in &record.snapshots {
            let week = self.by_week.entry(snapshot.week);
            let moments = week.or_insert_with(|| vec![Moments::default(); self.regimes * CELLS]);
            let Some(moments) = moments.get_mut(regime.clone()) else { return };
            for population in 0..POPULATIONS.len() {
                for indicator in 0..INDICATORS.len() {
                    moments[cell(population, indicator)].add(value(snapshot, population, indicator));
                }
            }
        }
        for (moments, value) in self.at_horizon.iter_mut().skip(regime.start).zip(at_horizon) {
            moments.add(*value);
        }
    }

    pub(super) fn finish(self) -> Summary {
        Summary {
            weeks: self.by_week.keys().copied().collect(),
            regimes: self.regimes,
            by_week: self.by_week.into_values().collect(),
            at_horizon: self.at_horizon,
        }
    }
}

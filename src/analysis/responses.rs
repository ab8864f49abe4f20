//! What became of everybody at each point of a design: state at the horizon by regime, and differences from the
//! reference regime in the same replicate.

pub use crate::model::indicator::{MAIN, OVERVIEW};

use super::readout::reference;
use super::readout::{CELLS, HEADLINE, Reading, at_horizon, cell};
use super::statistics::{Estimate, Moments};
use crate::record::Run;
use crate::scenario::Scenario;

/// What is read at a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// The state at the horizon.
    Value,
    /// Its difference from the reference regime in the same replicate.
    Difference,
}

impl Basis {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Value, Self::Difference];

    /// The word in result files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Difference => "difference",
        }
    }
}

/// All estimates at one design point.
#[derive(Clone, Debug)]
pub struct AtPoint {
    /// Regime by regime, cell by cell.
    values: Vec<Estimate>,
    /// The same for differences from the reference; those of the reference itself have n = 0.
    differences: Vec<Estimate>,
}

impl AtPoint {
    /// The estimate in one cell, as placed by [`cell`].
    ///
    /// # Panics
    /// If there is no such regime or cell.
    #[must_use]
    pub fn at(&self, basis: Basis, regime: usize, cell: usize) -> &Estimate {
        let estimates = match basis {
            Basis::Value => &self.values,
            Basis::Difference => &self.differences,
        };
        &estimates[regime * CELLS + cell]
    }

    /// What is kept of it for plots and indices: the main indicators of the [headline population](HEADLINE).
    #[must_use]
    pub fn main(&self) -> Main {
        let regimes = self.values.len() / CELLS;
        let of = |basis: Basis| {
            let each = move |regime| {
                MAIN.into_iter().map(move |indicator| *self.at(basis, regime, cell(HEADLINE, indicator as usize)))
            };
            (0..regimes).flat_map(each).collect()
        };
        Main { values: of(Basis::Value), differences: of(Basis::Difference) }
    }
}

/// The main indicators of the [headline population](HEADLINE) at one design point.
#[derive(Clone, Debug)]
pub struct Main {
    values: Vec<Estimate>,
    differences: Vec<Estimate>,
}

impl Main {
    /// The estimate of the indicator at a place in [`MAIN`]; `None` outside.
    #[must_use]
    pub fn at(&self, basis: Basis, regime: usize, place: usize) -> Option<&Estimate> {
        let estimates = match basis {
            Basis::Value => &self.values,
            Basis::Difference => &self.differences,
        };
        estimates.get(regime * MAIN.len() + place).filter(|_| place < MAIN.len())
    }
}

/// The estimates at a point while its replicates come in.
#[derive(Clone, Debug)]
pub struct PointBuilder {
    horizon: u32,
    reference: usize,
    values: Vec<Moments>,
    differences: Vec<Moments>,
}

impl PointBuilder {
    /// No replicate yet of the point at which `scenario` stands.
    #[must_use]
    pub fn new(scenario: &Scenario) -> Self {
        let none = vec![Moments::default(); scenario.regimes.len() * CELLS];
        Self { horizon: scenario.weeks, reference: reference(scenario), values: none.clone(), differences: none }
    }

    /// Takes the runs of one replicate, regime by regime, and says how each was read; one that is missing or failed is
    /// left out of the values of its regime and of the differences that need it.
    pub fn add(&mut self, runs: &[Option<Run>]) -> Vec<Option<Reading>> {
        let read = |run: &Option<Run>| Some(at_horizon(run.as_ref()?.as_ref().ok()?, self.horizon));
        let readings: Vec<Option<Reading>> = runs.iter().map(read).collect();
        let reference = readings.get(self.reference).and_then(Option::as_ref);
        for (regime, reading) in readings.iter().enumerate() {
            let Some(reading) = reading else { continue };
            let cells = regime * CELLS..(regime + 1) * CELLS;
            self.values[cells.clone()].iter_mut().zip(reading).for_each(|(moments, value)| moments.add(*value));
            if let Some(reference) = reference.filter(|_| regime != self.reference) {
                let differences = reading.iter().zip(reference).map(|(value, other)| value - other);
                self.differences[cells].iter_mut().zip(differences).for_each(|(moments, value)| moments.add(value));
            }
        }
        readings
    }

    /// The estimates from all replicates that came.
    #[must_use]
    pub fn finish(self) -> AtPoint {
        let estimates = |moments: Vec<Moments>| moments.iter().map(Moments::estimate).collect();
        AtPoint { values: estimates(self.values), differences: estimates(self.differences) }
    }
}

//! What is observed in every run, over the replicates of each regime.

use super::quantities::{Quantity, values};
use super::statistics::{Estimate, Moments};
use crate::record::RunRecord;
use crate::scenario::Scenario;

/// The estimate of every quantity, by regime.
#[derive(Clone, Debug, PartialEq)]
pub struct Spells {
    /// Regime by regime, quantity by quantity.
    estimates: Vec<Vec<Estimate>>,
}

impl Spells {
    /// The estimate of a quantity; `None` outside the scenario.
    #[must_use]
    pub fn at(&self, regime: usize, quantity: Quantity) -> Option<&Estimate> {
        self.estimates.get(regime)?.get(quantity as usize)
    }

    /// The mean of a quantity; NaN where it is not defined.
    #[must_use]
    pub fn mean(&self, regime: usize, quantity: Quantity) -> f64 {
        self.at(regime, quantity).map_or(f64::NAN, |estimate| estimate.mean)
    }
}

/// The spells while runs come in.
#[derive(Clone, Debug)]
pub(super) struct SpellsBuilder {
    moments: Vec<Vec<Moments>>,
}

impl SpellsBuilder {
    pub(super) fn new(regimes: usize) -> Self {
        Self { moments: vec![vec![Moments::default(); Quantity::COUNT]; regimes] }
    }

    /// Takes one run. A quantity that is not defined in it counts as missing.
    pub(super) fn add(&mut self, scenario: &Scenario, record: &RunRecord) {
        let Some(moments) = self.moments.get_mut(record.regime) else { return };
        for (moments, value) in moments.iter_mut().zip(values(record, scenario)) {
            moments.add(value);
        }
    }

    pub(super) fn finish(self) -> Spells {
        let estimates = self.moments.iter().map(|regime| regime.iter().map(Moments::estimate).collect()).collect();
        Spells { estimates }
    }
}

//! Pure numbers from the records of an ensemble: no file, no clock, no lots.

pub mod books;
pub mod contrasts;
pub mod design;
pub mod readout;
pub mod sensitivity;
pub mod statistics;
pub mod summary;

use crate::ensemble::{Outcome, RunRecord};
use crate::scenario::Scenario;
use std::collections::BTreeMap;

/// Everything that is computed from an ensemble for its result files.
#[derive(Clone, Debug)]
pub struct Findings {
    /// Indicators by regime, week and population.
    pub summary: summary::Summary,
    /// Paired differences between regimes.
    pub contrasts: Vec<contrasts::Contrast>,
    /// The three ledgers by regime.
    pub books: books::Books,
}

impl Findings {
    /// Computes all findings.
    #[must_use]
    pub fn new(scenario: &Scenario, outcome: &Outcome) -> Self {
        let runs = Runs::new(scenario, outcome);
        Self {
            summary: summary::Summary::new(&runs),
            contrasts: contrasts::contrasts(scenario, &runs),
            books: books::Books::new(scenario, &runs),
        }
    }
}

/// The finished runs, regime by regime, each by its replicate. A run given twice counts once.
#[derive(Clone, Debug)]
pub struct Runs<'a> {
    by_regime: Vec<BTreeMap<u32, &'a RunRecord>>,
}

impl<'a> Runs<'a> {
    /// Sorts the runs of an outcome; runs of a regime that the scenario does not have are left out.
    #[must_use]
    pub fn new(scenario: &Scenario, outcome: &'a Outcome) -> Self {
        let mut by_regime = vec![BTreeMap::new(); scenario.regimes.len()];
        for record in &outcome.records {
            if let Some(runs) = by_regime.get_mut(record.regime) {
                runs.insert(record.replicate, record);
            }
        }
        Self { by_regime }
    }

    /// Number of regimes.
    #[must_use]
    pub fn regimes(&self) -> usize {
        self.by_regime.len()
    }

    /// The finished runs of a regime, in the order of replicates.
    pub fn of(&self, regime: usize) -> impl Iterator<Item = &'a RunRecord> + '_ {
        self.by_regime.get(regime).into_iter().flat_map(|runs| runs.values().copied())
    }

    /// One finished run.
    #[must_use]
    pub fn get(&self, regime: usize, replicate: u32) -> Option<&'a RunRecord> {
        self.by_regime.get(regime)?.get(&replicate).copied()
    }
}

/// The first regime without helping networks, against which the others are read; `None` if all have some.
#[must_use]
pub fn world_without_help(scenario: &Scenario) -> Option<usize> {
    scenario.regimes.iter().position(|regime| regime.structure.is_none())
}

/// The regime that plots and tables take as reference: the world without help, else the first.
#[must_use]
pub fn reference(scenario: &Scenario) -> usize {
    world_without_help(scenario).unwrap_or(0)
}

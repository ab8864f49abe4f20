//! The plan: every run of a scenario, replicate by replicate, so that half an ensemble is a balanced one.

use crate::scenario::Scenario;

/// What is to be run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Worlds for each regime.
    pub replicates: u32,
    /// Regimes for each replicate; they share one burn-in.
    pub regimes: usize,
    /// People in a world.
    pub people: u32,
    /// Weeks before week 0.
    pub burn_in_weeks: u32,
    /// Weeks from week 0 on.
    pub weeks: u32,
}

impl Plan {
    /// The plan of `scenario`.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        Self {
            replicates: scenario.replicates,
            regimes: scenario.regimes.len(),
            people: scenario.people,
            burn_in_weeks: scenario.burn_in_weeks,
            weeks: scenario.weeks,
        }
    }

    /// How many runs there are.
    #[must_use]
    pub fn runs(&self) -> u64 {
        u64::from(self.replicates) * self.regimes as u64
    }

    /// Weeks of people to be simulated, burn-ins included.
    #[must_use]
    pub fn people_weeks(&self) -> u64 {
        let weeks = u64::from(self.burn_in_weeks) + self.regimes as u64 * u64::from(self.weeks);
        u64::from(self.replicates) * weeks * u64::from(self.people)
    }
}

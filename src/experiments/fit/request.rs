//! What is asked of a fit.

use serde::{Deserialize, Serialize};

/// What a fit has to know beside its scenario.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct FitRequest {
    /// Weeks of people that may be simulated.
    pub people_weeks: u64,
    /// Particles of a generation.
    pub population: u32,
    /// Parameters that are fitted at most.
    pub fitted: u32,
    /// Paths of the screening.
    pub trajectories: u32,
    /// Particles of the posterior that are simulated again.
    pub predictive: u32,
    /// The share of new particles below which it ends.
    pub least_acceptance: f64,
}

impl FitRequest {
    /// What counts unless something else is asked for. Sizes are *assumed*: enough particles that twelve parameters have a
    /// covariance, and a screening of a few paths, which sorts what matters from what does not.
    pub const USUAL: Self = Self {
        people_weeks: 20_000_000_000,
        population: 300,
        fitted: 12,
        trajectories: 4,
        predictive: 100,
        least_acceptance: 0.02,
    };
}

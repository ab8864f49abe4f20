//! What is asked of a fit.

use crate::analysis::fit::FitSizes;
use serde::{Deserialize, Serialize};

/// What may be simulated unless something else is asked for, in weeks of people.
pub const PEOPLE_WEEKS: u64 = 20_000_000_000;

/// How large a fit is unless something else is asked for. Sizes are *assumed*: enough particles that twelve parameters have
/// a covariance, and a screening of a few paths, which sorts what matters from what does not.
pub const DEFAULT_SIZES: FitSizes =
    FitSizes { evaluations: 0, population: 300, trajectories: 4, fitted: 12, predictive: 100, least_acceptance: 0.02 };

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

impl Default for FitRequest {
    fn default() -> Self {
        let FitSizes { population, trajectories, fitted, predictive, least_acceptance, .. } = DEFAULT_SIZES;
        Self { people_weeks: PEOPLE_WEEKS, population, fitted, trajectories, predictive, least_acceptance }
    }
}

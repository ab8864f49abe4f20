//! What is asked of a fit.

use crate::analysis::fit::GoalScale;
use serde::{Deserialize, Serialize};

/// What a fit has to know beside its scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
    /// The rival that is fitted in place of the full model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rival: Option<RivalRequest>,
}

/// A rival that is fitted, on the scale of the full model: distances of the two can be compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RivalRequest {
    /// Its name in the scenario.
    pub name: String,
    /// The luck in the scale of each figure, as the fit of the full model found it, in the shortest form that reads back as
    /// the same number; `NaN` of a figure that no particle has a value for. As texts: JSON has no such number, and not
    /// everybody reads the last bit of others.
    pub luck: Vec<String>,
}

impl RivalRequest {
    /// The rival of this name on the scale of a fit of the full model.
    #[must_use]
    pub fn beside(name: &str, scales: &[GoalScale]) -> Self {
        Self { name: name.to_owned(), luck: scales.iter().map(|scale| scale.luck.to_string()).collect() }
    }

    /// The luck of each figure; `None` if what stands there is none.
    pub(super) fn luck(&self) -> Option<Vec<f64>> {
        let luck: Option<Vec<f64>> = self.luck.iter().map(|text| text.parse().ok()).collect();
        luck.filter(|luck| luck.iter().all(|one| one.is_nan() || (one.is_finite() && *one >= 0.0)))
    }
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
        rival: None,
    };
}

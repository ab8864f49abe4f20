//! How much each factor of a design matters.

use super::error::StudyError;
use super::points::{Ensemble, Points};
use crate::analysis::sensitivity::{DEFAULT_RESAMPLES, Method, SensitivityDesign};
use crate::scenario::{DesignKind, Scenario};
use serde::{Deserialize, Serialize};

/// Trajectories of Morris unless another number is asked for.
pub const DEFAULT_TRAJECTORIES: u32 = 20;
/// Levels of the grid of Morris unless another number is asked for.
pub const DEFAULT_LEVELS: u32 = 4;
/// Rows of Sobol unless another number is asked for.
pub const DEFAULT_ROWS: u32 = 1024;

/// What a sensitivity analysis has to know beside its scenario.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SensitivityRequest {
    /// How factors are weighed.
    #[serde(flatten)]
    pub method: MethodRequest,
    /// Bootstrap resamples for the intervals.
    pub resamples: u32,
}

/// A method with its numbers, as it is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "method", rename_all = "kebab-case")]
pub enum MethodRequest {
    /// Elementary effects.
    Morris {
        /// Paths.
        trajectories: u32,
        /// Levels of the grid.
        levels: u32,
    },
    /// Shares of variance.
    Sobol {
        /// Rows.
        rows: u32,
    },
}

impl MethodRequest {
    /// Morris, with what is not asked for as it usually is.
    #[must_use]
    pub fn morris(trajectories: Option<u32>, levels: Option<u32>) -> Self {
        let trajectories = trajectories.unwrap_or(DEFAULT_TRAJECTORIES);
        Self::Morris { trajectories, levels: levels.unwrap_or(DEFAULT_LEVELS) }
    }

    /// Sobol, with what is not asked for as it usually is.
    #[must_use]
    pub fn sobol(rows: Option<u32>) -> Self {
        Self::Sobol { rows: rows.unwrap_or(DEFAULT_ROWS) }
    }

    fn method(self) -> Method {
        match self {
            Self::Morris { trajectories, levels } => Method::Morris { trajectories, levels },
            Self::Sobol { rows } => Method::Sobol { rows },
        }
    }
}

impl SensitivityRequest {
    /// An analysis by `method`, with as many resamples as asked for or as usual.
    #[must_use]
    pub fn new(method: MethodRequest, resamples: Option<u32>) -> Self {
        Self { method, resamples: resamples.unwrap_or(DEFAULT_RESAMPLES) }
    }

    pub(super) fn ensemble(&self, scenario: Scenario) -> Result<Ensemble, StudyError> {
        let Some(table) = scenario.design.clone() else {
            return Err(StudyError::NoDesign { scenario: scenario.name });
        };
        if matches!(table.kind, DesignKind::Points(_)) {
            return Err(StudyError::NoRanges { scenario: scenario.name });
        }
        let design = SensitivityDesign::new(self.method.method(), table.factors, scenario.seed)?;
        let design = design.with_resamples(self.resamples)?;
        design.check(&scenario)?;
        let count = design.len();
        Ensemble::over(scenario, Points::Factors(design), count)
    }
}

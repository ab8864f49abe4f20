//! A scenario as it stands, and with every mechanism and advantage taken away in turn.

use super::error::StudyError;
use super::points::{Ensemble, Points};
use crate::analysis::ablation::Ablations;
use crate::scenario::{Ablation, Scenario};
use serde::{Deserialize, Serialize};

/// What an ablation study has to know beside its scenario.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AblationRequest {
    /// What is taken away, by name, in order.
    pub taken: Vec<String>,
    /// From when on it is missing.
    pub from: Since,
}

/// From when on something is missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Since {
    /// The first week of the burn-in: people have always lived without it.
    #[default]
    BurnIn,
    /// Week 0, when services begin: until then everybody lives as in the scenario as it stands.
    Services,
}

impl AblationRequest {
    /// A study that takes away these, or everything that can be if none is named, and from when on.
    ///
    /// # Errors
    /// If one of them cannot be taken away from `scenario`, or there is nothing to take away.
    pub fn new(scenario: &Scenario, only: &[String], from: Since) -> Result<Self, StudyError> {
        let chosen = if only.is_empty() { Ablation::all(scenario) } else { Ablation::named(scenario, only)? };
        if chosen.is_empty() {
            return Err(StudyError::NothingThere { scenario: scenario.name.clone() });
        }
        Ok(Self { taken: chosen.into_iter().map(|one| one.name).collect(), from })
    }

    pub(super) fn ensemble(&self, scenario: Scenario) -> Result<Ensemble, StudyError> {
        let ablations = Ablations::new(Ablation::named(&scenario, &self.taken)?);
        let count = ablations.points();
        let mut ensemble = Ensemble::over(scenario, Points::Without(ablations), count)?;
        ensemble.plan.from_services = self.from == Since::Services;
        Ok(ensemble)
    }
}

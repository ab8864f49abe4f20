//! A scenario as it stands, and with every mechanism and advantage taken away in turn.

use super::{Ensemble, Points, StudyError};
use crate::analysis::ablation::Ablations;
use crate::scenario::{Ablation, Scenario};
use serde::{Deserialize, Serialize};

/// What an ablation study has to know beside its scenario.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// What is taken away, by name, in order.
    pub taken: Vec<String>,
}

impl Asked {
    /// A study that takes away these, or everything that can be if none is named.
    ///
    /// # Errors
    /// If one of them cannot be taken away from `scenario`, or there is nothing to take away.
    pub fn new(scenario: &Scenario, only: &[String]) -> Result<Self, StudyError> {
        let chosen = if only.is_empty() { Ablation::all(scenario) } else { Ablation::named(scenario, only)? };
        if chosen.is_empty() {
            return Err(StudyError::NothingThere { scenario: scenario.name.clone() });
        }
        Ok(Self { taken: chosen.into_iter().map(|one| one.name).collect() })
    }

    pub(super) fn ensemble(&self, scenario: Scenario) -> Result<Ensemble, StudyError> {
        let ablations = Ablations::new(Ablation::named(&scenario, &self.taken)?);
        let count = ablations.points();
        Ensemble::over(scenario, Points::Without(ablations), count)
    }
}

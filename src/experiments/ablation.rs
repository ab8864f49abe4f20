//! A scenario as it stands, and with every mechanism and advantage taken away in turn.

use super::draws::{first_of, with_luck_of_their_own};
use super::error::StudyError;
use super::points::{AtDraws, Ensemble, Points};
use super::uncertain::UncertainRequest;
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
    /// The draws of a posterior over which it is done; `None` where the scenario's own numbers hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uncertain: Option<UncertainRequest>,
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
        Ok(Self { taken: chosen.into_iter().map(|one| one.name).collect(), from, uncertain: None })
    }

    /// The same over the draws that the design of `scenario` takes. What can be taken away there may be something else: a
    /// posterior sets parameters, too.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn over(
        request: UncertainRequest,
        scenario: &Scenario,
        only: &[String],
        from: Since,
    ) -> Result<Self, StudyError> {
        Ok(Self { uncertain: Some(request), ..Self::new(&first_of(scenario)?, only, from)? })
    }

    pub(super) fn ensemble(&self, scenario: Scenario) -> Result<Ensemble, StudyError> {
        let mut ensemble = match self.uncertain {
            None => {
                let ablations = Ablations::new(Ablation::named(&scenario, &self.taken)?);
                let count = ablations.points();
                Ensemble::over(scenario, Points::Without(ablations), count)?
            }
            Some(_) => {
                let ablations = Ablations::new(Ablation::named(&first_of(&scenario)?, &self.taken)?);
                let (draws, seed, of_each) = (UncertainRequest::design(&scenario)?, scenario.seed, ablations.points());
                let all = AtDraws::new(draws, Points::Without(ablations), of_each);
                let count = all.len();
                let mut ensemble = Ensemble::over(scenario, Points::AtDraws(Box::new(all)), count)?;
                with_luck_of_their_own(&mut ensemble.scenarios, seed, of_each);
                ensemble.plan.together = u32::try_from(of_each).unwrap_or(u32::MAX);
                ensemble
            }
        };
        ensemble.plan.from_services = self.from == Since::Services;
        Ok(ensemble)
    }
}

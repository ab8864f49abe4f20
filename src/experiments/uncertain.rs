//! A scenario over the draws of a posterior: the same people and luck under every regime, draw by draw.

use super::draws::{at_draws, with_luck_of_their_own};
use super::error::StudyError;
use super::points::{Ensemble, Points};
use crate::analysis::design::Design;
use crate::scenario::Scenario;
use serde::{Deserialize, Serialize};

/// What a study over a posterior has to know beside its scenario, whose design takes the draws.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UncertainRequest {
    /// The name of a posterior that comes with the program; of any other the name under which it is kept with the results.
    pub posterior: String,
    /// Draws of it.
    pub draws: u32,
}

impl UncertainRequest {
    /// The scenario at the draws of a posterior ([`at_draws`]).
    ///
    /// # Errors
    /// If the table is no posterior, or a draw gives no valid scenario.
    pub fn at_draws(&self, scenario: &Scenario, file: &str, posterior: &str) -> Result<Scenario, StudyError> {
        at_draws(scenario, file, posterior, self.draws)
    }

    /// The draws that the design of a scenario takes.
    pub(super) fn design(scenario: &Scenario) -> Result<Design, StudyError> {
        Design::of(scenario).ok_or_else(|| StudyError::NoDesign { scenario: scenario.name.clone() })
    }

    pub(super) fn ensemble(scenario: Scenario) -> Result<Ensemble, StudyError> {
        let design = Self::design(&scenario)?;
        let (seed, count) = (scenario.seed, design.len());
        let mut ensemble = Ensemble::over(scenario, Points::Draws(design), count)?.with_what_claims_read();
        with_luck_of_their_own(&mut ensemble.scenarios, seed, 1);
        Ok(ensemble)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const POSTERIOR: &str =
        "particle,weight,distance,worlds_seed,stake_shared,hope\n7,0.25,1,5,0.1,true\n9,0.75,1,6,0.3,false\n";

    #[test]
    fn the_draws_are_the_design_of_the_scenario() {
        let request = UncertainRequest { posterior: "posterior.csv".to_owned(), draws: 8 };
        let town = Scenario::parse(
            "people = 100\nreplicates = 2\n[design]\nkind = 'factorial'\n[[design.factor]]\nkey = 'hope'",
        )
        .unwrap();
        let at = request.at_draws(&town, "p.csv", POSTERIOR).unwrap();
        let ensemble = UncertainRequest::ensemble(at).unwrap();
        assert_eq!((ensemble.plan.points, ensemble.plan.replicates), (8, 2));
        let off =
            ensemble.scenarios.iter().filter(|one| !one.switches.hope && one.parameters.stake_shared == 0.3).count();
        assert_eq!(off, 6);
        let seeds: BTreeSet<u32> = ensemble.scenarios.iter().map(|one| one.seed).collect();
        assert_eq!(seeds.len(), 8, "every draw has luck of its own");
    }
}

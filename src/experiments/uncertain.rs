//! A scenario over the draws of a posterior: the same people and luck under every regime, draw by draw.

use super::draws::{DrawsError, LEAST_WORLDS, drawn};
use super::error::StudyError;
use super::points::{Ensemble, Points};
use crate::analysis::design::Design;
use crate::analysis::design::lots::{Purpose, lot};
use crate::scenario::{Observable, Scenario};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Draws unless another number is asked for.
pub const DEFAULT_DRAWS: u32 = 100;
/// Draws at most.
pub const MOST_DRAWS: u32 = 2000;
/// What such a study has to know beside its scenario, whose design lists the draws.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UncertainRequest {
    /// The name of the file of the posterior.
    pub posterior: String,
    /// Draws of it.
    pub draws: u32,
}

impl UncertainRequest {
    /// The scenario at the draws of a posterior, which is a table as `mutua fit` writes it: its
    /// design lists them. What the posterior does not name stands as in the scenario.
    ///
    /// # Errors
    /// If the table is no posterior, or a draw gives no valid scenario.
    pub fn at_draws(&self, scenario: &Scenario, posterior: &str) -> Result<Scenario, StudyError> {
        if scenario.replicates < LEAST_WORLDS {
            return Err(StudyError::Draws(DrawsError::Worlds(scenario.replicates)));
        }
        let list = drawn(posterior, self.draws, scenario.seed)?;
        Ok(scenario.at_points(&self.posterior, &list)?)
    }

    pub(super) fn ensemble(&self, scenario: Scenario) -> Result<Ensemble, StudyError> {
        let Some(design) = Design::of(&scenario) else {
            return Err(StudyError::NoDesign { scenario: scenario.name });
        };
        let (seed, count) = (scenario.seed, design.len());
        let reads = |is: fn(&Observable) -> bool| scenario.hypotheses.iter().any(|one| is(&one.observable));
        let observed = reads(|observable| matches!(observable, Observable::Quantity(_)));
        let twins = reads(Observable::needs_twins);
        let mut ensemble = Ensemble::over(scenario, Points::Draws(design), count)?;
        (ensemble.plan.observed, ensemble.plan.twins) = (observed, twins);
        // No two draws have the same luck: else what differs between them would hold none of it.
        (0..).zip(&mut ensemble.scenarios).for_each(|(draw, one)| one.seed = seed_of(seed, draw));
        Ok(ensemble)
    }
}

/// The seed of the worlds of a draw.
fn seed_of(seed: u32, draw: u32) -> u32 {
    lot(seed, Purpose::Worlds, [draw, 1, 0])[0]
}

/// How many of the draws are of different particles.
#[must_use]
pub fn distinct(design: &Design) -> usize {
    let values =
        |number: usize| design.point(number).settings.into_iter().map(|(_, value)| value).collect::<Vec<String>>();
    (0..design.len()).map(values).collect::<BTreeSet<_>>().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const POSTERIOR: &str =
        "particle,weight,distance,worlds_seed,stake_shared,hope\n7,0.25,1,5,0.1,true\n9,0.75,1,6,0.3,false\n";

    #[test]
    fn the_draws_are_the_design_of_the_scenario() {
        let request = UncertainRequest { posterior: "posterior.csv".to_owned(), draws: 8 };
        let town = Scenario::parse(
            "people = 100\nreplicates = 2\n[design]\nkind = 'factorial'\n[[design.factor]]\nkey = 'hope'",
        )
        .unwrap();
        let at = request.at_draws(&town, POSTERIOR).unwrap();
        let ensemble = request.ensemble(at).unwrap();
        assert_eq!((ensemble.plan.points, ensemble.plan.replicates), (8, 2));
        let off =
            ensemble.scenarios.iter().filter(|one| !one.switches.hope && one.parameters.stake_shared == 0.3).count();
        assert_eq!(off, 6);
        let seeds: BTreeSet<u32> = ensemble.scenarios.iter().map(|one| one.seed).collect();
        assert_eq!(seeds.len(), 8, "every draw has luck of its own");
        let Points::Draws(design) = &ensemble.points else { panic!("draws") };
        assert_eq!(distinct(design), 2);
    }

    #[test]
    fn what_gives_no_draws_is_refused() {
        let one = Scenario::parse("people = 100\nreplicates = 1").unwrap();
        let request = UncertainRequest { posterior: "p.csv".to_owned(), draws: 3 };
        assert!(request.at_draws(&one, POSTERIOR).unwrap_err().to_string().contains("at least 2 worlds"));
        let town = Scenario::parse("people = 100\nreplicates = 2").unwrap();
        let problems =
            request.at_draws(&town, &POSTERIOR.replace("stake_shared", "stake_shred")).unwrap_err().to_string();
        assert!(problems.contains("p.csv:1") && problems.contains("stake_shared"), "{problems}");
    }
}

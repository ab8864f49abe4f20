//! What is asked of a test, and what that comes to.

use super::limits::{FEWEST, MOST};
use super::over::{TestDraws, seed_of, seed_over};
use crate::analysis::testing::TestPlan;
use crate::experiments::draws::LEAST_WORLDS;
use crate::experiments::error::StudyError;
use crate::experiments::particles::{PosteriorFile, drawn_singly};
use crate::record::plan::Plan;
use crate::scenario::Scenario;
use serde::{Deserialize, Serialize};

/// What a test has to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestRequest {
    /// Units at most: worlds, or draws of a posterior. It decides the looks, the bounds and the seed.
    pub most: u32,
    /// The posterior of which the units are draws; `None` where they are worlds of the scenario as it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uncertain: Option<PosteriorFile>,
}

/// A test, with all that is fixed before a world is seen.
#[derive(Clone, Debug)]
pub struct TestStudy {
    /// What was asked for.
    pub request: TestRequest,
    /// The scenario as it was named.
    pub scenario: Scenario,
    /// The same with the regimes that are compared, and the seed of the test.
    pub worlds: Scenario,
    /// The draws that are its units; `None` where they are worlds of the scenario as it stands.
    pub draws: Option<TestDraws>,
    /// When is looked, and how far bounds reach.
    pub looks: TestPlan,
    /// All runs that there may be.
    pub plan: Plan,
}

impl TestRequest {
    /// Of the scenario as it stands, with so many worlds at most.
    #[must_use]
    pub fn new(most: u32) -> Self {
        Self { most, uncertain: None }
    }

    /// The scenario whose design lists a draw of the posterior for every unit that there may be. Draws are by weight, each by
    /// itself, by the seed of the test, which follows from what is claimed and from the posterior. What the posterior does not
    /// name stands as in the scenario.
    ///
    /// # Errors
    /// If the table is no posterior, or a draw gives no valid scenario.
    pub fn at_draws(&self, scenario: &Scenario, posterior: &str) -> Result<Scenario, StudyError> {
        self.check(scenario)?;
        let name = self.uncertain.as_ref().map_or("", |file| file.posterior.as_str());
        let list = drawn_singly(posterior, self.most, self.worlds(scenario).seed)?;
        Ok(scenario.at_points(name, &list)?)
    }

    fn check(&self, scenario: &Scenario) -> Result<(), StudyError> {
        if scenario.hypotheses.is_empty() {
            return Err(StudyError::NoHypotheses { scenario: scenario.name.clone() });
        }
        if !(FEWEST..=MOST).contains(&self.most) {
            return Err(StudyError::Most { given: self.most });
        }
        Ok(())
    }

    /// The scenario with the regimes that are compared, and the seed of the test.
    fn worlds(&self, scenario: &Scenario) -> Scenario {
        let worlds = scenario.for_test(self.most);
        match &self.uncertain {
            Some(file) => Scenario { seed: seed_over(worlds.seed, file), ..worlds },
            None => worlds,
        }
    }

    pub(in crate::experiments) fn study(&self, scenario: Scenario) -> Result<TestStudy, StudyError> {
        self.check(&scenario)?;
        let worlds = self.worlds(&scenario);
        let draws = self.uncertain.as_ref().map(|_| TestDraws::of(&scenario, self.most)).transpose()?;
        let looks = TestPlan::of(&worlds.hypotheses, self.most);
        let whole = Plan::of(&worlds);
        // What nobody reads is not computed.
        let twins = whole.twins && worlds.claims_read_twins();
        let observed = worlds.claims_read_quantities();
        let people_weeks =
            if twins { whole.people_weeks } else { Plan::over(std::slice::from_ref(&worlds)).people_weeks };
        let each = if draws.is_some() { LEAST_WORLDS } else { 1 };
        let plan = Plan { twins, observed, people_weeks: people_weeks.saturating_mul(each.into()), ..whole };
        Ok(TestStudy { request: self.clone(), scenario, worlds, draws, looks, plan })
    }
}

impl TestStudy {
    /// Worlds of a unit.
    #[must_use]
    pub fn worlds_each(&self) -> u32 {
        if self.draws.is_some() { LEAST_WORLDS } else { 1 }
    }

    /// The seed of a world of a unit.
    #[must_use]
    pub fn seed_of(&self, unit: u32, world: u32) -> u32 {
        if self.draws.is_some() { seed_of(self.worlds.seed, unit, world) } else { self.worlds.seed }
    }

    /// The same test of a scenario that is called otherwise.
    pub(in crate::experiments) fn rename(&mut self, name: &str) {
        name.clone_into(&mut self.scenario.name);
        name.clone_into(&mut self.worlds.name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const POSTERIOR: &str =
        "particle,weight,distance,worlds_seed,stake_shared,hope\n7,0.25,1,5,0.1,true\n9,0.75,1,6,0.3,false\n";
    const TOWN: &str = "people = 100\nseed = 3\n[[hypothesis]]\nid = 'a'\nclaim = 'b'\nindicator = 'burden'\n\
        regime = 'mutual-self-help'\nthan = 'none'\ndirection = 'above'\nsmallest = 0.1\n";

    #[test]
    fn a_unit_is_a_draw_with_luck_of_its_own_in_each_world() {
        let town = Scenario::parse(TOWN).unwrap();
        let request = TestRequest { most: 40, uncertain: Some(PosteriorFile::of("p.csv", POSTERIOR)) };
        let study = request.study(request.at_draws(&town, POSTERIOR).unwrap()).unwrap();
        let draws = study.draws.as_ref().unwrap();
        let worlds: Vec<Scenario> = (0..40).flat_map(|unit| draws.at(unit, &study.worlds).unwrap()).collect();
        let seeds: BTreeSet<u32> = worlds.iter().map(|world| world.seed).collect();
        assert_eq!((worlds.len(), seeds.len(), draws.distinct(40), draws.distinct(1)), (80, 80, 2, 1));
        for two in worlds.chunks(2) {
            assert_eq!(two[0], Scenario { seed: two[0].seed, ..two[1].clone() });
            let names: Vec<&str> = two[0].regimes.iter().map(|regime| regime.name.as_str()).collect();
            assert_eq!(names, study.worlds.regimes.iter().map(|regime| regime.name.as_str()).collect::<Vec<_>>());
        }
        assert!(worlds.iter().filter(|world| world.parameters.stake_shared == 0.3).count() > 40);
        // The same from what lies in a folder, and another with another posterior.
        let again = request.study(study.scenario.clone()).unwrap();
        assert_eq!(again.worlds, study.worlds);
        assert_ne!(study.worlds.seed, town.for_test(40).seed);
        let other = POSTERIOR.replace("0.75", "0.5");
        let request = TestRequest { most: 40, uncertain: Some(PosteriorFile::of("p.csv", &other)) };
        assert_ne!(request.study(request.at_draws(&town, &other).unwrap()).unwrap().worlds.seed, study.worlds.seed);
    }

    #[test]
    fn a_list_of_another_length_is_no_test() {
        let town = Scenario::parse(TOWN).unwrap();
        let of = |most| TestRequest { most, uncertain: Some(PosteriorFile::of("p.csv", POSTERIOR)) };
        let forty = of(40).at_draws(&town, POSTERIOR).unwrap();
        assert!(of(80).study(forty).unwrap_err().to_string().contains("lists 40 draws"));
        assert!(of(80).study(town).is_err());
    }
}

//! What is asked of a test, and what that comes to.

use super::limits::{FEWEST, MOST};
use crate::analysis::testing::TestPlan;
use crate::experiments::error::StudyError;
use crate::record::plan::Plan;
use crate::scenario::{Observable, Scenario};
use serde::{Deserialize, Serialize};

/// What a test has to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestRequest {
    /// Worlds at most. It decides the looks, the bounds and the seed.
    pub most: u32,
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
    /// When is looked, and how far bounds reach.
    pub looks: TestPlan,
    /// All runs that there may be.
    pub plan: Plan,
}

impl TestRequest {
    pub(in crate::experiments) fn study(&self, scenario: Scenario) -> Result<TestStudy, StudyError> {
        if scenario.hypotheses.is_empty() {
            return Err(StudyError::NoHypotheses { scenario: scenario.name });
        }
        if !(FEWEST..=MOST).contains(&self.most) {
            return Err(StudyError::Most { given: self.most });
        }
        let worlds = scenario.for_test(self.most);
        let looks = TestPlan::of(&worlds.hypotheses, self.most);
        let whole = Plan::of(&worlds);
        let reads = |of: fn(&Observable) -> bool| worlds.hypotheses.iter().any(|one| of(&one.observable));
        // What nobody reads is not computed.
        let twins = whole.twins && reads(Observable::needs_twins);
        let observed = reads(|observable| matches!(observable, Observable::Quantity(_)));
        let people_weeks =
            if twins { whole.people_weeks } else { Plan::over(std::slice::from_ref(&worlds)).people_weeks };
        let plan = Plan { twins, observed, people_weeks, ..whole };
        Ok(TestStudy { request: self.clone(), scenario, worlds, looks, plan })
    }
}

impl TestStudy {
    /// The same test of a scenario that is called otherwise.
    pub(in crate::experiments) fn rename(&mut self, name: &str) {
        name.clone_into(&mut self.scenario.name);
        name.clone_into(&mut self.worlds.name);
    }
}

//! A test as its files tell it.

use crate::analysis::testing::{Needed, Power, TestPlan, Tested};
use crate::output::again::again;
use crate::scenario::{Hypothesis, Scenario};

/// A test as far as it went.
#[derive(Clone, Copy, Debug)]
pub struct TestOutcome<'a> {
    /// The scenario as it was named.
    pub scenario: &'a Scenario,
    /// The same with the regimes that are compared and the seed of the test.
    pub worlds: &'a Scenario,
    /// What was fixed beforehand.
    pub plan: &'a TestPlan,
    /// What came out.
    pub tested: &'a Tested,
    /// What the test can find of each hypothesis.
    pub powers: &'a [Power],
    /// World by world that was looked at, hypothesis by hypothesis: the number under its regime and under the one with which
    /// it is compared. Nothing where a world failed.
    pub read: &'a [Vec<(f64, Option<f64>)>],
}

impl<'a> TestOutcome<'a> {
    /// Worlds at most.
    pub(in crate::output) fn most(&self) -> u32 {
        self.worlds.replicates
    }

    /// Worlds that were looked at.
    pub(in crate::output) fn looked_at(&self) -> u32 {
        self.tested.looks.checked_sub(1).map_or(0, |last| self.plan.looks[last])
    }

    /// How many worlds a hypothesis needs to be found, if it is twice the smallest effect.
    pub(in crate::output) fn needed(&self, hypothesis: usize) -> Needed {
        self.powers.get(hypothesis).map_or(Needed::NotSaid, |power| power.needed)
    }

    /// What is claimed.
    pub(in crate::output) fn hypotheses(&self) -> &'a [Hypothesis] {
        &self.worlds.hypotheses
    }

    /// The command that makes it again.
    pub(in crate::output) fn command(&self) -> String {
        again("test", self.scenario, &format!(" --most {}", self.most()))
    }
}

//! A test as its files tell it.

use crate::analysis::claimed::ClaimedOverDraws;
use crate::analysis::testing::{LookRow, Needed, Power, TestPlan, Tested, worlds_at_seen};
use crate::output::again::{again, quoted};
use crate::output::claimed::told_of_all;
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
    /// What is told of a posterior, if its draws are the units of the test: of each, `read` has world by world all hypotheses.
    pub over: Option<TestOver<'a>>,
}

/// What is told of a posterior whose draws are the units of a test.
#[derive(Clone, Copy, Debug)]
pub struct TestOver<'a> {
    /// The name of its file.
    pub posterior: &'a str,
    /// SHA-256 of its text.
    pub sha256: &'a str,
    /// Numbers that vary from draw to draw.
    pub varied: usize,
    /// Every hypothesis over the draws that were looked at.
    pub claimed: &'a ClaimedOverDraws,
    /// The seeds of the worlds, draw by draw.
    pub seeds: &'a [u32],
}

impl<'a> TestOutcome<'a> {
    /// What a unit of the test is called.
    pub(in crate::output) fn unit(&self) -> &'static str {
        if self.over.is_some() { "draw" } else { "world" }
    }

    /// Worlds that were looked at of each unit.
    pub(in crate::output) fn worlds_each(&self) -> usize {
        let units = self.looked_at().max(1) as usize;
        self.over.map_or(1, |over| (over.seeds.len() / units).max(1))
    }

    /// About how many units would decide a hypothesis at the difference that was seen.
    pub(in crate::output) fn at_seen(&self, row: &LookRow) -> Option<u64> {
        worlds_at_seen(self.plan, self.hypotheses().get(row.hypothesis)?, row)
    }

    /// Units at most.
    pub(in crate::output) fn most(&self) -> u32 {
        self.worlds.replicates
    }

    /// Units that were looked at.
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

    /// What is said of a claim in several parts over the draws; nothing of other claims, and where there are no draws.
    pub(in crate::output) fn of_all_parts(&self, claim: &str) -> Option<String> {
        let over = self.over?.claimed;
        let (_, passed) = over.claims.iter().find(|(id, _)| id == claim)?;
        Some(told_of_all(*passed, over.distinct))
    }

    /// The command that makes it again.
    pub(in crate::output) fn command(&self) -> String {
        let over = self.over.map_or_else(String::new, |over| format!(" --uncertain {}", quoted(over.posterior)));
        again("test", self.scenario, &format!("{over} --most {}", self.most()))
    }
}

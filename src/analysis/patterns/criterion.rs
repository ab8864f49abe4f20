//! What a pattern claims, and what its criteria ask of a number.

use super::power::{POWER, distance_found, worlds_to_find};
use crate::analysis::rule::{Asks, Outcome, Seen};
use crate::analysis::statistics::Estimate;
use crate::scenario::{InvalidScenarioError, Scenario, shipped_scenarios};

/// Worlds in which a pattern is read if nothing else is asked for.
pub const REPLICATES: u32 = 20;
/// The smallest difference that counts, δ.
pub const DELTA: f64 = 0.01;

/// Whose claim it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The paper's (Raineri 2017).
    Paper,
    /// What surveys of members found.
    Surveys,
    /// Ours.
    Ours,
}

impl Kind {
    /// The word in result files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Paper => "paper",
            Self::Surveys => "surveys",
            Self::Ours => "ours",
        }
    }

    /// Whose claim it is, in a text.
    #[must_use]
    pub fn whose(self) -> &'static str {
        match self {
            Self::Paper => "the paper's",
            Self::Surveys => "surveys'",
            Self::Ours => "ours",
        }
    }
}

/// What it takes to find the smallest effect of interest in 90 % of cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Needs {
    /// Worlds of this size.
    pub worlds: usize,
    /// People in each of as many worlds as were read, if noise falls with the root of their number.
    pub people: u64,
}

impl Asks {
    /// What the interval of the number over `replicates` worlds says, by the one rule. A number that no world has fails.
    #[must_use]
    pub fn outcome(self, estimate: &Estimate, replicates: usize) -> Outcome {
        let Estimate { low, high, n, .. } = *estimate;
        if n == 0 && replicates > 0 {
            return Outcome::Fails;
        }
        self.judge(Seen { low, high, n, worlds: replicates })
    }

    /// What it takes, judged by the spread between worlds of so many people, to find the smallest effect of interest in 90 %
    /// of cases: a number that lies by so much beyond what is asked holds, and one that falls short of it by so much fails.
    /// `None` if fewer than two worlds have the number.
    #[must_use]
    pub fn needs(self, estimate: &Estimate, people: u32) -> Option<Needs> {
        if estimate.n < 2 {
            return None;
        }
        // Between two bounds either may be missed.
        let power = if matches!(self, Self::Within(_)) { 0.5 + 0.5 * POWER } else { POWER };
        if !estimate.varies_beside(self.smallest_effect()) {
            return Some(Needs { worlds: 2, people: people.into() });
        }
        let distance = self.smallest_effect() / estimate.sd;
        let ratio = distance_found(estimate.n, power)? / distance;
        let people = (f64::from(people) * ratio * ratio).ceil();
        Some(Needs { worlds: worlds_to_find(distance, power)?, people: people as u64 })
    }
}

/// One number a replicate by which a pattern is decided.
#[derive(Clone, Copy, Debug)]
pub struct Criterion {
    /// The name used in result files.
    pub name: &'static str,
    /// What the number is.
    pub meaning: &'static str,
    /// What is asked of it; `None` for a number that is only told.
    pub asks: Option<Asks>,
}

impl Criterion {
    /// A number that decides.
    #[must_use]
    pub const fn asked(name: &'static str, meaning: &'static str, asks: Asks) -> Self {
        Self { name, meaning, asks: Some(asks) }
    }

    /// A number that is only told.
    #[must_use]
    pub const fn told(name: &'static str, meaning: &'static str) -> Self {
        Self { name, meaning, asks: None }
    }
}

/// A claim of the theory, and the criteria by which it is tested.
#[derive(Clone, Copy, Debug)]
pub struct Pattern {
    /// P1 to P12, with a letter where a claim has two tests, and `+` where parameters are moved.
    pub id: &'static str,
    /// Whose claim it is.
    pub kind: Kind,
    /// What it claims, in a sentence.
    pub claim: &'static str,
    /// The shipped scenario in which it is looked for.
    pub scenario: &'static str,
    /// What is set in it, as after `--set`.
    pub sets: &'static [&'static str],
    /// The seed with which what is set was searched for; `None` if nothing was.
    pub searched: Option<u64>,
    /// What decides about it, and what is only told.
    pub criteria: &'static [Criterion],
    /// How the numbers are taken, what was tried, and what else a reader should know.
    pub notes: &'static str,
}

impl Pattern {
    /// The scenario in which it is looked for, with `replicates` worlds and `more` set on top.
    ///
    /// # Errors
    /// If `more` does not go together with it.
    pub fn scenario(&self, replicates: u32, more: &[String]) -> Result<Scenario, InvalidScenarioError> {
        let all = shipped_scenarios();
        let text = all.iter().find(|(name, ..)| *name == self.scenario).map_or("", |(_, _, text)| text);
        let mut sets: Vec<String> = self.sets.iter().map(ToString::to_string).collect();
        sets.push(format!("replicates={replicates}"));
        sets.extend_from_slice(more);
        Scenario::parse_as(text, self.scenario, self.scenario, &sets)
    }
}

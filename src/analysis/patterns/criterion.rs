//! What a pattern claims, and what its criteria ask of a number.

use crate::scenario::{InvalidScenarioError, Scenario, shipped_scenarios};

/// Worlds in which a pattern is read if nothing else is asked for.
pub const REPLICATES: u32 = 30;
/// The smallest difference that counts, δ.
pub const DELTA: f64 = 0.01;

/// What a criterion asks of its value in a replicate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Asks {
    /// No less than this.
    AtLeast(f64),
    /// No more than this.
    AtMost(f64),
    /// No further from 0 than this.
    Within(f64),
}

impl Asks {
    /// Whether a value meets it; one that is missing does not.
    #[must_use]
    pub fn met(self, value: f64) -> bool {
        match self {
            Self::AtLeast(least) => value >= least,
            Self::AtMost(most) => value <= most,
            Self::Within(far) => value.abs() <= far,
        }
    }
}

impl std::fmt::Display for Asks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::AtLeast(least) => write!(f, "at least {least}"),
            Self::AtMost(most) => write!(f, "at most {most}"),
            Self::Within(far) => write!(f, "within {far} of 0"),
        }
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
    /// P1 to P11.
    pub id: &'static str,
    /// What it claims, in a sentence.
    pub claim: &'static str,
    /// The shipped scenario in which it is looked for.
    pub scenario: &'static str,
    /// What is set in it, as after `--set`.
    pub sets: &'static [&'static str],
    /// What decides about it, and what is only told.
    pub criteria: &'static [Criterion],
    /// What was tried where it was not found, and what else a reader should know.
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

    /// Whether the numbers of a replicate meet every criterion.
    #[must_use]
    pub fn met(&self, values: &[f64]) -> bool {
        self.criteria.iter().zip(values).all(|(criterion, value)| criterion.asks.is_none_or(|asks| asks.met(*value)))
    }
}

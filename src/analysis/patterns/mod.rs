//! Patterns: what the theory says of the regimes, as tests that can fail.
//!
//! A [`Pattern`] names a scenario and a few [`Criterion`]s. It is read replicate by replicate ([`Pattern::read`]), as the
//! scenario stands and with each mechanism and advantage taken away; [`verdict`] says what became of it.

mod giving;
mod groups;
pub mod hunt;
mod services;
mod spread;
mod trial;
pub mod verdict;

pub use trial::{Halt, Trial};

use crate::scenario::{Problems, Scenario, shipped_scenarios};

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
    /// No further from nought than this.
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

/// One number a replicate that a pattern hangs on.
#[derive(Clone, Copy, Debug)]
pub struct Criterion {
    /// The name used in result files.
    pub name: &'static str,
    /// What the number is.
    pub meaning: &'static str,
    /// What is asked of it; `None` for a number that is only told.
    pub asks: Option<Asks>,
}

const fn asked(name: &'static str, meaning: &'static str, asks: Asks) -> Criterion {
    Criterion { name, meaning, asks: Some(asks) }
}

const fn told(name: &'static str, meaning: &'static str) -> Criterion {
    Criterion { name, meaning, asks: None }
}

/// A claim of the theory with its test.
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
    /// What it hangs on, and what is told beside.
    pub criteria: &'static [Criterion],
    /// What was tried where it was not found, and what else a reader should know.
    pub notes: &'static str,
    /// The numbers of one replicate, in the order of the criteria.
    read: fn(&mut Trial<'_>) -> Result<Vec<f64>, Halt>,
}

/// All patterns.
pub const PATTERNS: &[Pattern] = &[
    services::P1,
    services::P1_MOVED,
    services::P2,
    groups::P3,
    groups::P3_MOVED,
    services::P4,
    groups::P5,
    groups::P6,
    giving::P7,
    giving::P7_MOVED,
    groups::P8,
    spread::P9,
    spread::P10,
    services::P11,
];

impl Pattern {
    /// The scenario in which it is looked for, with `replicates` worlds and `more` set on top.
    ///
    /// # Errors
    /// If `more` does not go together with it.
    pub fn scenario(&self, replicates: u32, more: &[String]) -> Result<Scenario, Problems> {
        let all = shipped_scenarios();
        let text = all.iter().find(|(name, ..)| *name == self.scenario).map_or("", |(_, _, text)| text);
        let mut sets: Vec<String> = self.sets.iter().map(ToString::to_string).collect();
        sets.push(format!("replicates={replicates}"));
        sets.extend_from_slice(more);
        Scenario::parse_as(text, self.scenario, self.scenario, &sets)
    }

    /// Reads one replicate: a number a criterion, NaN where there is none.
    ///
    /// # Errors
    /// If a run could not be finished.
    pub fn read(&self, trial: &mut Trial<'_>) -> Result<Vec<f64>, Halt> {
        (self.read)(trial)
    }

    /// Whether the numbers of a replicate meet every criterion.
    #[must_use]
    pub fn met(&self, values: &[f64]) -> bool {
        self.criteria.iter().zip(values).all(|(criterion, value)| criterion.asks.is_none_or(|asks| asks.met(*value)))
    }
}

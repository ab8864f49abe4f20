//! A design as data: which kind, and what is varied.

use super::points::PointsFile;
use super::scale::Factor;

/// The points at which a scenario is to be run, as declared; [`crate::analysis::design`] makes the points.
#[derive(Clone, Debug, PartialEq)]
pub struct DesignTable {
    /// Which points.
    pub kind: DesignKind,
    /// What is varied. Empty where the points are listed in a file.
    pub factors: Vec<Factor>,
}

/// How points are chosen.
#[derive(Clone, Debug, PartialEq)]
pub enum DesignKind {
    /// Every combination of all levels; the last factor changes fastest.
    Factorial,
    /// As many strata as points in every factor, each met exactly once.
    LatinHypercube {
        /// Number of points.
        points: u32,
    },
    /// An Owen-scrambled Sobol sequence. A power of two is best.
    Sobol {
        /// Number of points.
        points: u32,
    },
    /// The scenario itself, then each level of each factor while all others stay. A level at which the scenario itself
    /// stands is no point of its own.
    OneAtATime,
    /// The rows of a CSV file, or draws of them.
    Points(PointsFile),
}

/// The words for the kinds of design.
pub(super) const KINDS: [&str; 5] = ["factorial", "latin-hypercube", "sobol", "one-at-a-time", "points"];

impl DesignKind {
    /// The word in a scenario.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Factorial => KINDS[0],
            Self::LatinHypercube { .. } => KINDS[1],
            Self::Sobol { .. } => KINDS[2],
            Self::OneAtATime => KINDS[3],
            Self::Points(_) => KINDS[4],
        }
    }
}

impl DesignTable {
    /// How many points are declared; in a validated scenario at most [`super::MAX_POINTS`]. Of a one-at-a-time design some may
    /// be left out: [`crate::analysis::design::Design::len`] tells how many there are.
    #[must_use]
    pub fn declared(&self) -> u128 {
        let levels = || self.factors.iter().map(|factor| factor.scale.count());
        match &self.kind {
            DesignKind::Factorial => levels().fold(1, u128::saturating_mul),
            DesignKind::OneAtATime => levels().fold(1, u128::saturating_add),
            DesignKind::LatinHypercube { points } | DesignKind::Sobol { points } => u128::from(*points),
            DesignKind::Points(listed) => listed.points() as u128,
        }
    }

    /// The keys that are varied, in the order of factors or columns.
    #[must_use]
    pub fn keys(&self) -> Vec<&str> {
        match &self.kind {
            DesignKind::Points(listed) => listed.columns.iter().map(|column| column.key.as_str()).collect(),
            _ => self.factors.iter().map(|factor| factor.key.as_str()).collect(),
        }
    }
}

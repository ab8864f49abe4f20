//! Which points a sensitivity analysis takes.

use super::trajectory::Trajectory;
use crate::analysis::design::sobol::Sobol;
use crate::analysis::design::{DesignPoint, PointsError, check};
use crate::scenario::{DesignError, Factor, MAX_FACTORS, MAX_POINTS, Scale, Scenario, sha256_of};
use std::fmt::Write;
use std::sync::Arc;
use thiserror::Error;

/// How factors are weighed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Elementary effects along random paths on a grid: cheap, for finding what does not matter.
    Morris {
        /// Paths, from 2; each takes one point more than there are factors. Usually 10 to 50.
        trajectories: u32,
        /// Levels of the grid: an even number from 2 to 100. Usually 4.
        levels: u32,
    },
    /// Shares of the output's variance.
    Sobol {
        /// Rows, from 2; each takes two points more than there are factors. Best a power of two, 1,024 or more.
        rows: u32,
    },
}

impl Method {
    /// The word on the command line and in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Morris { .. } => "morris",
            Self::Sobol { .. } => "sobol",
        }
    }
}

/// Bootstrap resamples unless another number is asked for.
pub const DEFAULT_RESAMPLES: u32 = 1000;
/// Bootstrap resamples at most.
pub const MAX_RESAMPLES: u32 = 100_000;

/// The points of a sensitivity analysis: a function of nothing but method, factors and seed.
#[derive(Clone, Debug)]
pub struct SensitivityDesign {
    method: Method,
    factors: Vec<Factor>,
    keys: Vec<Arc<str>>,
    seed: u32,
    resamples: u32,
    sobol: Sobol,
}

impl SensitivityDesign {
    /// The design, with [`DEFAULT_RESAMPLES`]; `seed` is usually that of the scenario.
    ///
    /// # Errors
    /// If a number is out of its range or the design has more than [`MAX_POINTS`] points.
    pub fn new(method: Method, factors: Vec<Factor>, seed: u32) -> Result<Self, SensitivityError> {
        if factors.is_empty() || factors.len() > MAX_FACTORS {
            return Err(SensitivityError::Factors(factors.len()));
        }
        if let Some(factor) = factors.iter().find(|factor| !factor.scale.holds()) {
            return Err(SensitivityError::Scale(DesignError::Scale { key: factor.key.clone() }));
        }
        let points = match method {
            Method::Morris { trajectories, levels } => {
                if trajectories < 2 {
                    return Err(SensitivityError::Repeats(trajectories));
                }
                if !levels.is_multiple_of(2) || !(2..=100).contains(&levels) {
                    return Err(SensitivityError::Levels(levels));
                }
                u64::from(trajectories) * (factors.len() as u64 + 1)
            }
            Method::Sobol { rows } => {
                if rows < 2 {
                    return Err(SensitivityError::Repeats(rows));
                }
                u64::from(rows) * (factors.len() as u64 + 2)
            }
        };
        if points > u64::from(MAX_POINTS) {
            return Err(SensitivityError::Points(points));
        }
        let dimensions = if matches!(method, Method::Sobol { .. }) { 2 * factors.len() } else { 0 };
        let keys = factors.iter().map(|factor| Arc::from(factor.key.as_str())).collect();
        let sobol = Sobol::new(dimensions, seed).map_err(|_| SensitivityError::Factors(factors.len()))?;
        Ok(Self { method, factors, keys, seed, resamples: DEFAULT_RESAMPLES, sobol })
    }

    /// The same design with another number of bootstrap resamples.
    ///
    /// # Errors
    /// If there are fewer than 100 or more than [`MAX_RESAMPLES`].
    pub fn with_resamples(self, resamples: u32) -> Result<Self, SensitivityError> {
        if (100..=MAX_RESAMPLES).contains(&resamples) {
            Ok(Self { resamples, ..self })
        } else {
            Err(SensitivityError::Resamples(resamples))
        }
    }

    /// How factors are weighed.
    #[must_use]
    pub fn method(&self) -> Method {
        self.method
    }

    /// What is varied.
    #[must_use]
    pub fn factors(&self) -> &[Factor] {
        &self.factors
    }

    /// The keys that are varied, in the order of the columns of a table of points.
    #[must_use]
    pub fn keys(&self) -> &[Arc<str>] {
        &self.keys
    }

    /// Seed of its chance.
    #[must_use]
    pub fn seed(&self) -> u32 {
        self.seed
    }

    /// How often rows are drawn anew for the intervals.
    #[must_use]
    pub fn resamples(&self) -> u32 {
        self.resamples
    }

    /// Trajectories or rows.
    #[must_use]
    pub fn repeats(&self) -> usize {
        match self.method {
            Method::Morris { trajectories, .. } => trajectories as usize,
            Method::Sobol { rows } => rows as usize,
        }
    }

    /// Points in a trajectory or a row.
    #[must_use]
    pub fn points_each(&self) -> usize {
        match self.method {
            Method::Morris { .. } => self.factors.len() + 1,
            Method::Sobol { .. } => self.factors.len() + 2,
        }
    }

    /// Number of points.
    #[must_use]
    pub fn len(&self) -> usize {
        self.repeats() * self.points_each()
    }

    /// Whether there are no points, which is never so.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The place of point `index` in the unit cube, factor by factor.
    ///
    /// Points come trajectory by trajectory or row by row. A row is A, then A with one factor after the other taken
    /// from B, then B.
    #[must_use]
    pub fn units(&self, index: usize) -> Vec<f64> {
        let (repeat, step) = (index / self.points_each(), index % self.points_each());
        match self.method {
            Method::Morris { levels, .. } => {
                Trajectory::new(self.seed, repeat as u32, self.factors.len(), levels).units(step)
            }
            Method::Sobol { .. } => row_units(&self.sobol, repeat as u32, step),
        }
    }

    /// Point `index` in real units.
    #[must_use]
    pub fn point(&self, index: usize) -> DesignPoint {
        let units = self.units(index);
        let set = |((key, factor), unit): ((&Arc<str>, &Factor), f64)| (key.clone(), factor.scale.at(unit));
        DesignPoint { settings: self.keys.iter().zip(&self.factors).zip(units).map(set).collect() }
    }

    /// All points in real units.
    #[must_use]
    pub fn points(&self) -> Vec<DesignPoint> {
        (0..self.len()).map(|index| self.point(index)).collect()
    }

    /// Makes sure that every point gives a valid scenario.
    ///
    /// # Errors
    /// The first few points that do not, and how many there are.
    pub fn check(&self, scenario: &Scenario) -> Result<(), PointsError> {
        check(scenario, self.len(), |index| self.point(index))
    }

    /// Everything that decides the points and the intervals, as text: one design has one text.
    #[must_use]
    pub fn canonical(&self) -> String {
        let method = match self.method {
            Method::Morris { trajectories, levels } => format!("morris trajectories {trajectories} levels {levels}"),
            Method::Sobol { rows } => format!("sobol rows {rows}"),
        };
        let mut text = format!("mutua sensitivity 1\n{method}\nseed {}\nresamples {}\n", self.seed, self.resamples);
        for Factor { key, scale } in &self.factors {
            // Writing into a string cannot fail.
            let _ = match scale {
                Scale::Real { low, high, .. } => writeln!(text, "factor {key:?} real {low:?} {high:?}"),
                Scale::Whole { low, high, .. } => writeln!(text, "factor {key:?} whole {low} {high}"),
                Scale::Values(values) => writeln!(text, "factor {key:?} values {values:?}"),
            };
        }
        text
    }

    /// SHA-256 of [`Self::canonical`] in hexadecimal digits, to be stored with the outputs.
    #[must_use]
    pub fn identity(&self) -> String {
        sha256_of(self.canonical().as_bytes())
    }

    /// Makes sure that stored outputs belong to this design.
    ///
    /// # Errors
    /// If `stored` is the identity of another one.
    pub fn admits(&self, stored: &str) -> Result<(), SensitivityError> {
        let own = self.identity();
        if stored == own { Ok(()) } else { Err(SensitivityError::Identity { stored: stored.to_owned(), own }) }
    }
}

/// The place of one point: step 0 is A, step i is A with factor i − 1 from B, the last step is B.
fn row_units(sobol: &Sobol, row: u32, step: usize) -> Vec<f64> {
    let factors = sobol.dimensions() / 2;
    let from_b = |factor: usize| step == factor + 1 || step == factors + 1;
    (0..factors).map(|factor| sobol.at(row, if from_b(factor) { factors + factor } else { factor })).collect()
}

/// Why there is no such design, or why outputs do not belong to it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SensitivityError {
    /// So many factors.
    #[error("there must be 1 to {MAX_FACTORS} factors, not {0}")]
    Factors(usize),
    /// A factor without values.
    #[error(transparent)]
    Scale(DesignError),
    /// So few trajectories or rows.
    #[error("there must be at least 2 trajectories or rows, not {0}")]
    Repeats(u32),
    /// So many levels.
    #[error("levels must be an even number from 2 to 100, not {0}")]
    Levels(u32),
    /// So many points.
    #[error("there must be at most {MAX_POINTS} points, not {0}")]
    Points(u64),
    /// So many resamples.
    #[error("resamples must be from 100 to {MAX_RESAMPLES}, not {0}")]
    Resamples(u32),
    /// The outputs are those of another design.
    #[error(
        "the outputs belong to another design ({stored}) than this one ({own}): method, factors, ranges, numbers and seed must all be the same"
    )]
    Identity {
        /// The identity stored with them.
        stored: String,
        /// The identity of this design.
        own: String,
    },
}

//! Sensitivity: how much each factor matters to an output.
//!
//! | file | what it does |
//! | --- | --- |
//! | `plan` | a [`SensitivityDesign`]: which points are to be run, as data with an identity |
//! | `morris` | trajectories and elementary effects |
//! | `span` | where the values of a factor lie from its lowest to its highest |
//! | `saltelli` | the rows A, AB and B, and the indices of Sobol |
//! | `bootstrap` | intervals by drawing rows anew |
//! | `answers` | the indices of every main indicator under every regime |
//!
//! The design knows nothing of how an output comes about: it says which points are to be evaluated, and
//! [`indices`] takes one number for each of them, in their order.
//!
//! # Conventions
//! Both methods live in the unit cube; [`crate::scenario::Scale`] lays each factor's values over its edge. A factor with
//! steps (a switch, a whole number, a list) gives an equal part of its edge to each value.
//!
//! An elementary effect is the change of the output divided by the step really made: the change of the factor's value
//! as a share of the way from its lowest value to its highest. So it is in the unit of the output for the whole range
//! of the factor, and depends neither on how the factor is written nor on the levels of the grid, as far as the output
//! answers in a straight line. A switch goes from `false` to `true`; words lie evenly apart in the order of their list.
//! Between the values of a list there is nothing: one with three values makes steps of a half and of the whole.
//!
//! First-order indices follow Saltelli et al. 2010 (Computer Physics Communications 181, table 2, b), total ones Jansen
//! 1999 (table 2, f). Outputs are centred on the mean of all of them first, and the variance is that of A and B
//! together (divided by 2n). `sigma` of Morris is divided by r − 1.
//!
//! # Examples
//! ```
//! use mutua::analysis::sensitivity::{Method, SensitivityDesign, indices};
//! use mutua::scenario::{Factor, Scale};
//!
//! let factor = |key: &str| Factor { key: key.to_owned(), scale: Scale::Real { low: 0.0, high: 1.0, levels: None } };
//! let method = Method::Sobol { rows: 1024 };
//! let design = SensitivityDesign::new(method, vec![factor("stake_shared"), factor("hearsay_weight")], 7)?;
//! let outputs: Vec<f64> = (0..design.len()).map(|point| design.units(point)[0]).collect();
//! let found = indices(&design, &outputs)?;
//! assert!((found[0].measures[0].value - 1.0).abs() < 0.01 && found[1].measures[1].value.abs() < 0.01);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod answers;
mod bootstrap;
mod morris;
mod plan;
mod saltelli;
mod span;

pub use answers::{Answer, Output};
pub use plan::{DEFAULT_RESAMPLES, MAX_RESAMPLES, Method, Refused, SensitivityDesign};

use std::fmt;

/// One measure of a factor with its 95 % bootstrap interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measure {
    /// Its name in result files.
    pub name: &'static str,
    /// Its value; NaN only where a flag says why.
    pub value: f64,
    /// Lower bound; NaN only where a flag says why.
    pub low: f64,
    /// Upper bound; NaN only where a flag says why.
    pub high: f64,
}

/// What a reader should know before trusting an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flag {
    /// The output is the same at every point: nothing can be said about what moves it.
    ConstantOutput,
    /// The output does not vary in the rows from which its variance is taken, so there are no indices.
    NoVariance,
    /// The output never answered to this factor.
    NoEffect,
    /// An index is below 0, which no true one is: too few rows, or an index near 0.
    Negative,
    /// An index is above 1, which no true one is: too few rows.
    AboveOne,
    /// The first-order index is above the total one, which no true one is: too few rows.
    FirstAboveTotal,
    /// Some resamples had no variance, so the interval leaves them out.
    IntervalIncomplete,
}

impl Flag {
    /// The word in result files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::ConstantOutput => "constant-output",
            Self::NoVariance => "no-variance",
            Self::NoEffect => "no-effect",
            Self::Negative => "negative",
            Self::AboveOne => "above-one",
            Self::FirstAboveTotal => "first-above-total",
            Self::IntervalIncomplete => "interval-incomplete",
        }
    }
}

/// How much one factor matters.
#[derive(Clone, Debug, PartialEq)]
pub struct Index {
    /// The key of the factor.
    pub factor: String,
    /// Sobol: `first_order` and `total`. Morris: `mu`, `mu_star` and `sigma`.
    pub measures: Vec<Measure>,
    /// What to know before trusting it, each once.
    pub flags: Vec<Flag>,
}

impl Index {
    /// The measure called `name`.
    #[must_use]
    pub fn measure(&self, name: &str) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.name == name)
    }

    /// What factors are ranked by: `total` or `mu_star`.
    #[must_use]
    pub fn weight(&self) -> f64 {
        self.measure("total").or_else(|| self.measure("mu_star")).map_or(f64::NAN, |measure| measure.value)
    }

    /// Whether a flag is set.
    #[must_use]
    pub fn is(&self, flag: Flag) -> bool {
        self.flags.contains(&flag)
    }
}

/// The places of `indices` from the factor that matters most to the one that matters least; without a value, last.
#[must_use]
pub fn ranked(indices: &[Index]) -> Vec<usize> {
    let weight = |place: usize| Some(indices[place].weight()).filter(|w| !w.is_nan()).unwrap_or(f64::NEG_INFINITY);
    let mut order: Vec<usize> = (0..indices.len()).collect();
    order.sort_by(|a, b| weight(*b).total_cmp(&weight(*a)));
    order
}

/// The indices of every factor, in their order, from one output for each point of the design.
///
/// # Errors
/// If there are not as many outputs as points, or some are missing (not finite).
pub fn indices(design: &SensitivityDesign, outputs: &[f64]) -> Result<Vec<Index>, BadOutputs> {
    if outputs.len() != design.len() {
        return Err(BadOutputs::Number { given: outputs.len(), points: design.len() });
    }
    let missing: Vec<usize> = (0..outputs.len()).filter(|point| !outputs[*point].is_finite()).collect();
    if !missing.is_empty() {
        return Err(BadOutputs::Missing { points: missing });
    }
    Ok(match design.method() {
        Method::Morris { .. } => morris::indices(design, outputs),
        Method::Sobol { .. } => saltelli::indices(design, outputs),
    })
}

/// Outputs that do not fit a design.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadOutputs {
    /// There are not as many as points.
    Number {
        /// Outputs given.
        given: usize,
        /// Points in the design.
        points: usize,
    },
    /// Some are missing.
    Missing {
        /// The points without one, from 0, rising.
        points: Vec<usize>,
    },
}

/// Missing points named at most.
const NAMED: usize = 10;

impl fmt::Display for BadOutputs {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number { given, points } => write!(out, "there are {given} outputs for {points} points"),
            Self::Missing { points } => {
                let named: Vec<String> = points.iter().take(NAMED).map(ToString::to_string).collect();
                write!(out, "{} outputs are missing: those of points {}", points.len(), named.join(", "))?;
                let more = points.len().saturating_sub(NAMED);
                if more > 0 { write!(out, " and {more} more") } else { Ok(()) }
            }
        }
    }
}

impl std::error::Error for BadOutputs {}

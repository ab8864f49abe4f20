//! The indices of every factor from the outputs at all points.

use super::index::Index;
use super::plan::{Method, SensitivityDesign};
use super::{morris, saltelli};
use std::fmt;

/// The indices of every factor, in their order, from one output for each point of the design.
///
/// # Errors
/// If there are not as many outputs as points, or some are missing (not finite).
pub fn indices(design: &SensitivityDesign, outputs: &[f64]) -> Result<Vec<Index>, OutputsError> {
    if outputs.len() != design.len() {
        return Err(OutputsError::Number { given: outputs.len(), points: design.len() });
    }
    let missing: Vec<usize> = (0..outputs.len()).filter(|point| !outputs[*point].is_finite()).collect();
    if !missing.is_empty() {
        return Err(OutputsError::Missing { points: missing });
    }
    Ok(match design.method() {
        Method::Morris { .. } => morris::indices(design, outputs),
        Method::Sobol { .. } => saltelli::indices(design, outputs),
    })
}

/// Outputs that do not fit a design.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutputsError {
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

impl fmt::Display for OutputsError {
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

impl std::error::Error for OutputsError {}

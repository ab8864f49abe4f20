//! The indices of every factor from the outputs at all points.

use super::index::Index;
use super::plan::{Method, SensitivityDesign};
use super::{morris, saltelli};
use thiserror::Error;

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
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum OutputsError {
    /// There are not as many as points.
    #[error("there are {given} outputs for {points} points")]
    Number {
        /// Outputs given.
        given: usize,
        /// Points in the design.
        points: usize,
    },
    /// Some are missing.
    #[error("{} outputs are missing: those of points {}", points.len(), first_of(points))]
    Missing {
        /// The points without one, from 0, rising.
        points: Vec<usize>,
    },
}

/// Missing points named at most.
const NAMED: usize = 10;

/// The first of the missing points, and how many more there are.
fn first_of(points: &[usize]) -> String {
    let named: Vec<String> = points.iter().take(NAMED).map(ToString::to_string).collect();
    let more = match points.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    named.join(", ") + &more
}

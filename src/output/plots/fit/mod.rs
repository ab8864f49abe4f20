//! Plots of a fit.
//!
//! | file | what it draws |
//! | --- | --- |
//! | `figures` | every figure beside what priors and posterior say of it |
//! | `parameters` | every parameter that was fitted: its prior, and what is known of it |
//! | `pairs` | two parameters at a time: where the particles lie |

mod figures;
mod pairs;
mod parameters;

use super::sheet::Plot;
use crate::output::fit::FitFound;

/// Draws all of them.
pub(super) fn draw(found: &FitFound<'_>) -> Vec<Plot> {
    vec![
        ("figures".to_owned(), figures::draw(found)),
        ("parameters".to_owned(), parameters::draw(found)),
        ("pairs".to_owned(), pairs::draw(found)),
    ]
}

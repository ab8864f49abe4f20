//! A scenario at every point of its design.

use super::error::StudyError;
use super::points::{Ensemble, Points};
use crate::analysis::design::Design;
use crate::scenario::Scenario;

pub(super) fn ensemble(scenario: Scenario) -> Result<Ensemble, StudyError> {
    let Some(design) = Design::of(&scenario) else {
        return Err(StudyError::NoDesign { scenario: scenario.name });
    };
    design.check(&scenario)?;
    let count = design.len();
    Ensemble::over(scenario, Points::Design(design), count)
}

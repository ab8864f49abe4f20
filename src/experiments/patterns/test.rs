//! A pattern with what reads its numbers in a replicate.

use super::trial::{PatternTrial, TrialError};
use crate::analysis::patterns::Pattern;

/// The seed of patterns at points that were searched for with another seed: what was found there is confirmed here or is not.
pub(super) const FRESH_SEED: &str = "seed=271828";

/// A pattern, and how one replicate of it is read.
#[derive(Clone, Copy, Debug)]
pub struct PatternTest {
    /// What is claimed.
    pub pattern: Pattern,
    /// The numbers of one replicate, in the order of the criteria.
    pub(super) read: fn(&mut PatternTrial<'_>) -> Result<Vec<f64>, TrialError>,
}

impl PatternTest {
    /// Reads one replicate: a number a criterion, NaN where there is none.
    ///
    /// # Errors
    /// If a run could not be finished.
    pub fn read(&self, trial: &mut PatternTrial<'_>) -> Result<Vec<f64>, TrialError> {
        (self.read)(trial)
    }
}

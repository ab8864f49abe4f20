//! What is read at each draw of a posterior, and what all draws say together.
//!
//! An interval is the middle 95 % of the draws: it holds luck and ignorance of the parameters, and does not grow narrower the
//! more draws there are.

use super::fit::quantile;
use super::statistics::{Estimate, share_interval};

/// In how many draws something lies above nought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Above {
    /// Draws whose mean lies above 0.
    pub above: usize,
    /// Draws with a value.
    pub draws: usize,
    /// Draws that are of different particles.
    pub distinct: usize,
}

impl Above {
    /// How many of these values lie above nought, of draws of so many different particles.
    #[must_use]
    pub fn of(values: &[f64], distinct: usize) -> Self {
        let above = values.iter().filter(|value| **value > 0.0).count();
        Self { above, draws: values.iter().filter(|value| value.is_finite()).count(), distinct }
    }

    /// Draws and how many of them are of different particles, by what has the most of them.
    #[must_use]
    pub(super) fn most(all: &[Self]) -> Option<(usize, usize)> {
        all.iter().map(|one| (one.draws, one.distinct)).max()
    }

    /// The share of draws whose mean lies above 0; NaN without draws.
    #[must_use]
    pub fn share(&self) -> f64 {
        self.above as f64 / self.draws as f64
    }

    /// The 95 % interval of that share (Wilson), where only so many of the draws are of different particles.
    #[must_use]
    pub fn interval(&self) -> (f64, f64) {
        let (low, high) = share_interval(self.share(), self.draws.min(self.distinct).max(1) as f64);
        // Rounding may carry the end of a share of all beyond 1.
        (low.max(0.0), high.min(1.0))
    }
}

/// What all draws say of one number, of which each draw has the mean over its worlds, or none (NaN): mean and standard
/// deviation over draws, and the middle 95 % of them.
#[must_use]
pub fn over_draws(values: &[f64]) -> Estimate {
    let values: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    let even = vec![1.0; values.len()];
    let spread = Estimate::of(&values);
    let [low, high] = [0.025, 0.975].map(|part| quantile(&values, &even, part));
    Estimate { low, high, ..spread }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_is_that_of_the_draws_and_not_of_their_mean() {
        let values: Vec<f64> = (0..1000).map(f64::from).chain([f64::NAN]).collect();
        let found = over_draws(&values);
        assert_eq!((found.n, found.mean), (1000, 499.5));
        assert!((found.low - 25.0).abs() < 2.0 && (found.high - 975.0).abs() < 2.0, "{found:?}");
        assert!(over_draws(&[f64::NAN]).low.is_nan());
    }

    #[test]
    fn a_share_has_an_interval_of_its_own_by_different_particles() {
        let found = Above { above: 83, draws: 100, distinct: 100 };
        let (low, high) = found.interval();
        assert!((low - 0.745).abs() < 0.002 && (high - 0.891).abs() < 0.002, "{low} {high}");
        let (wider_low, wider_high) = Above { distinct: 20, ..found }.interval();
        assert!(wider_low < low && wider_high > high);
        assert_eq!(Above::of(&[1.0, -1.0, 0.0, f64::NAN], 2), Above { above: 1, draws: 3, distinct: 2 });
    }
}

//! Keyed chance of a fit: uniform and normal numbers that depend on nothing but the seed and the key.

use crate::analysis::design::lots::{Purpose, between, lot};
use std::f64::consts::TAU;

/// A number between 0 and 1, both left out.
pub(super) fn uniform(seed: u32, purpose: Purpose, key: [u32; 3]) -> f64 {
    between(lot(seed, purpose, key)[0])
}

/// A standard normal number (Box and Muller).
pub(super) fn normal(seed: u32, purpose: Purpose, key: [u32; 3]) -> f64 {
    let [radius, angle, ..] = lot(seed, purpose, key);
    (-2.0 * libm::log(between(radius))).sqrt() * libm::cos(TAU * between(angle))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::statistics::Estimate;

    #[test]
    fn normal_numbers_have_mean_nought_and_spread_one_and_differ_by_key() {
        let values: Vec<f64> = (0..20_000).map(|key| normal(5, Purpose::Step, [key, 1, 2])).collect();
        let Estimate { mean, sd, .. } = Estimate::of(&values);
        assert!(mean.abs() < 0.025 && (sd - 1.0).abs() < 0.02, "{mean} {sd}");
        let beyond = values.iter().filter(|value| value.abs() > 1.959_964).count();
        assert!((900..1100).contains(&beyond), "{beyond}");
        assert_ne!(normal(5, Purpose::Step, [0, 1, 2]), normal(6, Purpose::Step, [0, 1, 2]));
        assert_ne!(uniform(5, Purpose::Step, [0, 1, 2]), uniform(5, Purpose::Parent, [0, 1, 2]));
    }
}

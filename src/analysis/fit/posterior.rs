//! What the last population says of each parameter.

use super::population::Particle;
use super::weighted;
use crate::analysis::design::lots::systematic;

/// A posterior is taken for another one than the prior where the two are further apart than so much over the root of the
/// number of particles of equal weight: the 95 % point of Kolmogorov's test.
pub const IDENTIFIED: f64 = 1.358;

/// What is known of the parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct Posterior {
    /// Particles with their weights, by number.
    pub particles: Vec<Particle>,
    /// The places of the parameters that were fitted.
    pub fitted: Vec<usize>,
    /// The particle in the middle: that from which the others are, by weight, the least far among the fitted parameters.
    pub medoid: usize,
}

/// What is known of one parameter, in its unit interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Marginal {
    /// Posterior mean.
    pub mean: f64,
    /// Posterior standard deviation; that of the prior is the root of 1/12.
    pub sd: f64,
    /// Posterior 2.5, 50 and 97.5 % points.
    pub quantiles: [f64; 3],
    /// The largest difference between the two distribution functions, prior and posterior.
    pub apart: f64,
    /// Whether that is more than chance makes: else the goals say nothing of the parameter.
    pub identified: bool,
}

impl Posterior {
    pub(super) fn new(particles: Vec<Particle>, fitted: Vec<usize>) -> Self {
        let places: Vec<Vec<f64>> = particles.iter().map(|particle| particle.among(&fitted)).collect();
        let far = |from: &Vec<f64>| {
            let each = places.iter().zip(&particles);
            each.map(|(place, particle)| particle.weight * apart(from, place)).sum::<f64>()
        };
        let far: Vec<f64> = places.iter().map(far).collect();
        let medoid = (0..far.len()).min_by(|&a, &b| far[a].total_cmp(&far[b])).unwrap_or(0);
        Self { particles, fitted, medoid }
    }

    /// The weights of all particles, which add up to 1.
    #[must_use]
    pub fn weights(&self) -> Vec<f64> {
        let all: f64 = self.particles.iter().map(|particle| particle.weight).sum();
        self.particles.iter().map(|particle| particle.weight / all).collect()
    }

    /// How many particles of equal weight would say as much.
    #[must_use]
    pub fn effective(&self) -> f64 {
        weighted::effective(&self.weights())
    }

    /// What is known of the parameter at this place.
    #[must_use]
    pub fn marginal(&self, factor: usize) -> Marginal {
        let (values, weights) = (self.values(factor), self.weights());
        let apart = from_even(&values, &weights);
        Marginal {
            mean: weighted::mean(&values, &weights),
            sd: weighted::sd(&values, &weights),
            quantiles: [0.025, 0.5, 0.975].map(|part| weighted::quantile(&values, &weights, part)),
            apart,
            identified: apart > IDENTIFIED / self.effective().sqrt(),
        }
    }

    /// The weighted correlation of two parameters; NaN where one does not vary.
    #[must_use]
    pub fn correlation(&self, one: usize, other: usize) -> f64 {
        let weights = self.weights();
        let (first, second) = (self.values(one), self.values(other));
        let (middle_of_first, middle_of_second) = (weighted::mean(&first, &weights), weighted::mean(&second, &weights));
        let products: Vec<f64> =
            first.iter().zip(&second).map(|(a, b)| (a - middle_of_first) * (b - middle_of_second)).collect();
        weighted::mean(&products, &weights) / (weighted::sd(&first, &weights) * weighted::sd(&second, &weights))
    }

    /// Where all particles lie in the interval of one parameter.
    #[must_use]
    pub fn values(&self, factor: usize) -> Vec<f64> {
        self.particles.iter().map(|particle| particle.units[factor]).collect()
    }

    /// The places of `count` particles, each taken as often as its weight asks for: evenly spread over the sum of weights,
    /// from `lot`, between 0 and 1, on (systematic resampling).
    #[must_use]
    pub fn systematic(weights: &[f64], count: usize, lot: f64) -> Vec<usize> {
        systematic(weights, count, lot)
    }
}

fn apart(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(a, b)| (a - b) * (a - b)).sum::<f64>().sqrt()
}

/// The largest difference between the weighted distribution function of `values` and that of an even one from 0 to 1.
fn from_even(values: &[f64], weights: &[f64]) -> f64 {
    let mut sorted: Vec<(f64, f64)> = values.iter().copied().zip(weights.iter().copied()).collect();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut below, mut most) = (0.0, 0.0_f64);
    for (value, weight) in sorted {
        let above = below + weight;
        most = most.max((value - below).abs()).max((above - value).abs());
        below = above;
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posterior(places: &[(f64, f64)]) -> Posterior {
        let particle = |(number, &(unit, weight)): (usize, &(f64, f64))| {
            let number = number as u32;
            Particle { number, units: vec![unit, 0.5], weight, distance: 0.0, worlds: Vec::new() }
        };
        Posterior::new(places.iter().enumerate().map(particle).collect(), vec![0])
    }

    #[test]
    fn a_posterior_like_the_prior_is_not_identified() {
        let even: Vec<(f64, f64)> = (0..100).map(|place| ((f64::from(place) + 0.5) / 100.0, 1.0)).collect();
        let marginal = posterior(&even).marginal(0);
        assert!(!marginal.identified && marginal.apart < 0.02);
        assert!((marginal.sd - (1.0_f64 / 12.0).sqrt()).abs() < 1e-3 && (marginal.quantiles[1] - 0.5).abs() < 1e-9);
        let narrow: Vec<(f64, f64)> = even.iter().map(|(place, weight)| (0.4 + 0.2 * place, *weight)).collect();
        assert!(posterior(&narrow).marginal(0).identified);
        // A single heavy particle says little.
        let heavy: Vec<(f64, f64)> =
            narrow.iter().enumerate().map(|(at, one)| (one.0, if at == 3 { 1e6 } else { 1.0 })).collect();
        assert!(!posterior(&heavy).marginal(0).identified);
    }

    #[test]
    fn the_medoid_is_the_particle_in_the_middle_by_weight() {
        assert_eq!(posterior(&[(0.1, 1.0), (0.45, 1.0), (0.9, 1.0)]).medoid, 1);
        assert_eq!(posterior(&[(0.1, 9.0), (0.45, 1.0), (0.9, 1.0)]).medoid, 0);
    }

    #[test]
    fn particles_are_taken_as_often_as_their_weight_asks_for() {
        assert_eq!(Posterior::systematic(&[1.0, 2.0, 1.0], 4, 0.5), [0, 1, 1, 2]);
        assert_eq!(Posterior::systematic(&[0.0, 1.0], 3, 0.01), [1, 1, 1]);
        let often = Posterior::systematic(&[0.3, 0.7], 1000, 0.3).iter().filter(|place| **place == 0).count();
        assert_eq!(often, 300);
    }

    #[test]
    fn correlations_are_those_of_the_particles() {
        let mut rising = posterior(&[(0.1, 1.0), (0.2, 1.0), (0.3, 2.0)]);
        rising.particles.iter_mut().for_each(|particle| particle.units[1] = 1.0 - particle.units[0]);
        assert!((rising.correlation(0, 1) + 1.0).abs() < 1e-12);
    }
}

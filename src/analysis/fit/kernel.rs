//! How new particles are made from old ones: an old one is drawn by its weight, and a normal step is made from it, of twice
//! the covariance of all (Beaumont et al. 2009; Filippi et al. 2013).

use super::draws::{normal, uniform};
use super::weighted;
use crate::analysis::design::lots::Purpose;
use std::f64::consts::TAU;

/// How much wider the steps are than the particles lie.
const WIDER: f64 = 2.0;
/// A factor in which all particles agree is still moved by so much of its range.
const LEAST_SD: f64 = 1e-3;

/// A mixture of normal distributions, one around each old particle.
#[derive(Clone, Debug)]
pub(super) struct Kernel {
    centres: Vec<Vec<f64>>,
    /// Weights that add up, particle by particle, to 1.
    up_to: Vec<f64>,
    weights: Vec<f64>,
    /// Lower triangle of the covariance's Cholesky factor, row by row.
    factor: Vec<Vec<f64>>,
    /// The height of each normal distribution at its centre.
    height: f64,
}

impl Kernel {
    /// Around `centres`, in places of the unit cube, by `weights`.
    pub(super) fn new(centres: Vec<Vec<f64>>, weights: &[f64]) -> Self {
        let all: f64 = weights.iter().sum();
        let weights: Vec<f64> = weights.iter().map(|weight| weight / all).collect();
        let mut sum = 0.0;
        let up_to = weights.iter().map(|weight| {
            sum += weight;
            sum
        });
        let up_to = up_to.collect();
        let factor = cholesky(&covariance(&centres, &weights));
        let dimensions = factor.len() as f64;
        let diagonal: f64 = factor.iter().enumerate().map(|(row, values)| values[row]).product();
        let height = 1.0 / (libm::pow(TAU, 0.5 * dimensions) * diagonal);
        Self { centres, up_to, weights, factor, height }
    }

    /// A new place, which may lie outside the unit cube; it depends on nothing but the seed and the key.
    pub(super) fn draw(&self, seed: u32, number: u32, attempt: u32) -> Vec<f64> {
        let lot = uniform(seed, Purpose::Parent, [number, attempt, 0]);
        let parent = self.up_to.partition_point(|up_to| *up_to < lot).min(self.centres.len() - 1);
        let bells: Vec<f64> = (0..self.factor.len() as u32)
            .map(|dimension| normal(seed, Purpose::Step, [number, attempt, dimension]))
            .collect();
        let step = |row: &Vec<f64>| row.iter().zip(&bells).map(|(factor, bell)| factor * bell).sum::<f64>();
        self.centres[parent].iter().zip(&self.factor).map(|(centre, row)| centre + step(row)).collect()
    }

    /// How densely new places lie at `place`.
    pub(super) fn density(&self, place: &[f64]) -> f64 {
        let near = |centre: &Vec<f64>| {
            let apart: Vec<f64> = place.iter().zip(centre).map(|(here, there)| here - there).collect();
            libm::exp(-0.5 * solved(&self.factor, &apart).iter().map(|value| value * value).sum::<f64>())
        };
        let sum: f64 = self.centres.iter().zip(&self.weights).map(|(centre, weight)| weight * near(centre)).sum();
        self.height * sum
    }
}

/// The covariance of the steps.
fn covariance(centres: &[Vec<f64>], weights: &[f64]) -> Vec<Vec<f64>> {
    let dimensions = centres.first().map_or(0, Vec::len);
    let column = |dimension: usize| centres.iter().map(|centre| centre[dimension]).collect::<Vec<f64>>();
    let columns: Vec<Vec<f64>> = (0..dimensions)
        .map(|dimension| {
            let values = column(dimension);
            let mean = weighted::mean(&values, weights);
            values.iter().map(|value| value - mean).collect()
        })
        .collect();
    let product = |one: usize, other: usize| {
        let products: Vec<f64> = columns[one].iter().zip(&columns[other]).map(|(a, b)| a * b).collect();
        let least = if one == other { LEAST_SD * LEAST_SD } else { 0.0 };
        WIDER * weighted::mean(&products, weights) + least
    };
    (0..dimensions).map(|one| (0..dimensions).map(|other| product(one, other)).collect()).collect()
}

/// The lower triangle whose product with itself is the matrix. What rounding would make negative is the least variance.
fn cholesky(matrix: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let mut factor: Vec<Vec<f64>> = Vec::with_capacity(matrix.len());
    for (row, values) in matrix.iter().enumerate() {
        let mut made: Vec<f64> = Vec::with_capacity(row + 1);
        for column in 0..row {
            let sum: f64 = made.iter().zip(&factor[column]).map(|(a, b)| a * b).sum();
            made.push((values[column] - sum) / factor[column][column]);
        }
        let rest = values[row] - made.iter().map(|value| value * value).sum::<f64>();
        made.push(rest.max(LEAST_SD * LEAST_SD).sqrt());
        factor.push(made);
    }
    factor
}

/// What the lower triangle takes to `right`.
fn solved(factor: &[Vec<f64>], right: &[f64]) -> Vec<f64> {
    let mut solved: Vec<f64> = Vec::with_capacity(right.len());
    for (row, value) in factor.iter().zip(right) {
        let sum: f64 = row.iter().zip(&solved).map(|(a, b)| a * b).sum();
        solved.push((value - sum) / row[solved.len()]);
    }
    solved
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_have_twice_the_covariance_of_the_particles() {
        let centres = vec![vec![0.2, 0.3], vec![0.4, 0.9], vec![0.6, 0.6], vec![0.4, 0.6]];
        let kernel = Kernel::new(centres.clone(), &[1.0; 4]);
        let draws: Vec<Vec<f64>> = (0..20_000).map(|number| kernel.draw(3, number, 0)).collect();
        // The draws have the covariance of the centres, and that of the steps beside it.
        let (of_draws, of_centres) = (covariance(&draws, &vec![1.0; draws.len()]), covariance(&centres, &[1.0; 4]));
        for (row, column) in [(0, 0), (0, 1), (1, 1)] {
            let (found, expected) = (of_draws[row][column] / WIDER, of_centres[row][column] * 1.5);
            assert!((found - expected).abs() < 0.03 * of_centres[1][1], "{found} {expected}");
        }
    }

    #[test]
    fn densities_add_up_to_one() {
        let kernel = Kernel::new(vec![vec![0.4, 0.5], vec![0.5, 0.45], vec![0.6, 0.5]], &[1.0, 2.0, 1.0]);
        let step = 0.005;
        let places = (0..400).flat_map(|x| (0..400).map(move |y| [f64::from(x), f64::from(y)]));
        let sum: f64 = places.map(|place| kernel.density(&place.map(|part| part * step - 0.5)) * step * step).sum();
        assert!((sum - 1.0).abs() < 1e-3, "{sum}");
    }

    #[test]
    fn particles_that_agree_are_still_moved() {
        let kernel = Kernel::new(vec![vec![0.5, 0.1]; 3], &[1.0; 3]);
        assert!(kernel.density(&[0.5, 0.1]).is_finite() && kernel.draw(1, 2, 0) != vec![0.5, 0.1]);
    }
}

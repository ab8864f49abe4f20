//! The Sobol sequence with the direction numbers of Joe and Kuo, under Owen's nested uniform scrambling.
//!
//! In every dimension the first 2^k points lie one in each of 2^k equal parts, scrambled or not. Scrambling makes each
//! coordinate uniform and keeps that balance (A. B. Owen, Randomly permuted (t,m,s)-nets and (t,s)-sequences, 1995):
//! each bit is flipped by a lot of its own that depends on the bits above it.

use super::lots::{Purpose, between, lot};
use sobol::params::JoeKuoD6;
use thiserror::Error;

/// Dimensions at most.
pub const MAX_DIMENSIONS: usize = 256;

const BITS: usize = 32;

/// The sequence in some number of dimensions under one seed.
#[derive(Clone, Debug)]
pub struct Sobol {
    seed: u32,
    directions: Vec<[u32; BITS]>,
}

impl Sobol {
    /// The sequence in `dimensions`, at most [`MAX_DIMENSIONS`].
    ///
    /// # Errors
    /// If more dimensions are asked for.
    pub fn new(dimensions: usize, seed: u32) -> Result<Self, SobolError> {
        if dimensions > MAX_DIMENSIONS {
            return Err(SobolError { dimensions });
        }
        let published = JoeKuoD6::standard().dim_params;
        let later = published.iter().map(|row| directions(row.a, &row.m));
        let first = std::array::from_fn(|bit| 1 << (BITS - 1 - bit));
        Ok(Self { seed, directions: std::iter::once(first).chain(later).take(dimensions).collect() })
    }

    /// Number of dimensions.
    #[must_use]
    pub fn dimensions(&self) -> usize {
        self.directions.len()
    }

    /// The bits of point `index` in `dimension`, before scrambling.
    #[must_use]
    pub fn bits(&self, index: u32, dimension: usize) -> u32 {
        let directions = &self.directions[dimension];
        let mut rest = index;
        let mut bits = 0;
        while rest != 0 {
            bits ^= directions[rest.trailing_zeros() as usize];
            rest &= rest - 1;
        }
        bits
    }

    /// Point `index` in `dimension`, scrambled: a number above 0 and below 1.
    #[must_use]
    pub fn at(&self, index: u32, dimension: usize) -> f64 {
        between(self.scrambled(self.bits(index, dimension), dimension))
    }

    fn scrambled(&self, bits: u32, dimension: usize) -> u32 {
        let mut flips = 0;
        for bit in 0..BITS as u32 {
            let above = if bit == 0 { 0 } else { bits >> (BITS as u32 - bit) };
            let flip = lot(self.seed, Purpose::Scramble, [above, dimension as u32, bit])[0] & 1;
            flips = (flips << 1) | flip;
        }
        bits ^ flips
    }
}

/// More dimensions than the sequence has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the Sobol sequence has at most {MAX_DIMENSIONS} dimensions, not {dimensions}")]
pub struct SobolError {
    /// How many were asked for.
    pub dimensions: usize,
}

/// The direction numbers of one dimension, from the coefficients of its polynomial and the first numbers.
fn directions(coefficients: u32, first: &[u32]) -> [u32; BITS] {
    let degree = first.len();
    let mut v = [0_u32; BITS];
    for bit in 0..BITS {
        if bit < degree {
            v[bit] = first.get(bit).copied().unwrap_or_default() << (BITS - 1 - bit);
            continue;
        }
        v[bit] = v[bit - degree] ^ (v[bit - degree] >> degree);
        for k in 1..degree {
            if (coefficients >> (degree - 1 - k)) & 1 == 1 {
                v[bit] ^= v[bit - k];
            }
        }
    }
    v
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_points_are_the_published_ones() {
        let sobol = Sobol::new(10, 0).unwrap();
        let point =
            |index| -> Vec<f64> { (0..10).map(|d| f64::from(sobol.bits(index, d)) / 4_294_967_296.0).collect() };
        assert_eq!(point(0), [0.0; 10]);
        assert_eq!(point(1), [0.5; 10]);
        assert_eq!(point(2), [0.25, 0.75, 0.75, 0.75, 0.25, 0.25, 0.75, 0.25, 0.25, 0.25]);
        assert_eq!(point(4), [0.125, 0.625, 0.375, 0.125, 0.125, 0.375, 0.625, 0.625, 0.625, 0.875]);
        assert_eq!(point(5), [0.625, 0.125, 0.875, 0.625, 0.625, 0.875, 0.125, 0.125, 0.125, 0.375]);
    }

    #[test]
    fn every_dimension_has_direction_numbers() {
        let sobol = Sobol::new(MAX_DIMENSIONS, 0).unwrap();
        assert_eq!(sobol.dimensions(), MAX_DIMENSIONS);
        for directions in &sobol.directions {
            for (bit, v) in directions.iter().enumerate() {
                assert_eq!(v.trailing_zeros() as usize, BITS - 1 - bit, "the lowest bit set is the bit's own");
            }
        }
        let mut distinct = sobol.directions.clone();
        distinct.sort_unstable();
        distinct.dedup();
        assert_eq!(distinct.len(), MAX_DIMENSIONS);
    }
}

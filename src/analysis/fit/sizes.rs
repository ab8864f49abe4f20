//! How large a fit is.

use crate::analysis::sensitivity::SensitivityError;
use thiserror::Error;

/// How large a fit is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FitSizes {
    /// Particles that may be evaluated in all.
    pub evaluations: u32,
    /// Particles of a generation: half of them are kept and half are new. An even number from 4.
    pub population: u32,
    /// Paths of the screening, from 2.
    pub trajectories: u32,
    /// Parameters that are fitted at most, from 1.
    pub fitted: u32,
    /// Particles of the posterior that are simulated again, with fresh luck, from 2.
    pub predictive: u32,
    /// A fit ends when fewer than this share of new particles are better than the worst that was kept.
    pub least_acceptance: f64,
}

/// Why there is no such fit.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum SizesError {
    /// Nothing is fitted.
    #[error("there is no target: nothing to fit to")]
    NoGoal,
    /// Too few particles.
    #[error("a generation must have an even number of particles, at least 4, not {0}")]
    Population(u32),
    /// Too few of what is counted.
    #[error("{what} must be at least {least}, not {given}")]
    TooFew {
        /// What is counted.
        what: &'static str,
        /// The least.
        least: u32,
        /// What was asked for.
        given: u32,
    },
    /// What may be simulated is too little even for the first population.
    #[error(
        "this takes at least {least} particles (screening, first population, predictive runs), and {given} can be paid for"
    )]
    Budget {
        /// The least.
        least: u32,
        /// What there is.
        given: u32,
    },
    /// The screening cannot be designed.
    #[error(transparent)]
    Screening(#[from] SensitivityError),
}

//! What came of a fit.

use super::goal::GoalScale;
use super::posterior::Posterior;
use super::predictive::GoalFit;
use super::screening::Screening;

/// A population, as it stood after the first draw or a generation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Generation {
    /// Which one; 0 is the first population.
    pub number: u32,
    /// Particles evaluated by then, screening included.
    pub evaluated: u32,
    /// Distance of the worst particle that was kept.
    pub tolerance: f64,
    /// Distance of the nearest.
    pub nearest: f64,
    /// The share of new particles that were better than the worst kept before; NaN of the first population.
    pub acceptance: f64,
    /// How many particles of equal weight would say as much.
    pub effective: f64,
}

/// Why a fit ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Few of the new particles were better than the worst that was kept.
    Acceptance,
    /// What could be simulated was used up.
    Budget,
}

/// What came of a fit.
#[derive(Clone, Debug)]
pub struct Told {
    /// Which parameters were fitted.
    pub screening: Screening,
    /// The scale of each goal.
    pub scales: Vec<GoalScale>,
    /// All populations.
    pub generations: Vec<Generation>,
    /// Why it ended.
    pub ended: Ended,
    /// What is known of the parameters.
    pub posterior: Posterior,
    /// What that says of each goal.
    pub goals: Vec<GoalFit>,
}

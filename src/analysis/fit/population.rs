//! Particles with weights, and what becomes of them in a generation.

use super::kernel::Kernel;
use super::weighted;

/// A set of values of all parameters, with the worlds that were simulated with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Particle {
    /// Its number, from 0, in the order in which particles were asked for.
    pub number: u32,
    /// Where it lies in the unit cube, parameter by parameter.
    pub units: Vec<f64>,
    /// How much it counts beside the others, above 0.
    pub weight: f64,
    /// How far it is from all goals that are fitted.
    pub distance: f64,
    /// What each of its worlds had of each goal; none if a world failed.
    pub worlds: Vec<Vec<f64>>,
}

impl Particle {
    /// Where it lies among the parameters in `places`.
    pub(super) fn among(&self, places: &[usize]) -> Vec<f64> {
        places.iter().map(|&place| self.units[place]).collect()
    }
}

/// The particles that were kept.
#[derive(Clone, Debug, Default)]
pub(super) struct Population {
    /// By distance, the nearest first; of equals, the earlier first.
    pub(super) kept: Vec<Particle>,
}

impl Population {
    /// The nearest `keep` of `particles`.
    pub(super) fn nearest(mut particles: Vec<Particle>, keep: usize) -> Self {
        particles.sort_by(|a, b| a.distance.total_cmp(&b.distance).then(a.number.cmp(&b.number)));
        particles.truncate(keep);
        Self { kept: particles }
    }

    /// The distance of the worst that was kept; NaN if there is none.
    pub(super) fn tolerance(&self) -> f64 {
        self.kept.last().map_or(f64::NAN, |last| last.distance)
    }

    /// How many particles of equal weight would say as much.
    pub(super) fn effective(&self) -> f64 {
        weighted::effective(&self.weights())
    }

    pub(super) fn weights(&self) -> Vec<f64> {
        self.kept.iter().map(|particle| particle.weight).collect()
    }

    /// How new particles are made from these, among the parameters in `places`.
    pub(super) fn kernel(&self, places: &[usize]) -> Kernel {
        let centres = self.kept.iter().map(|particle| particle.among(places)).collect();
        Kernel::new(centres, &self.weights())
    }

    /// The share of `new` that are no further away than the worst that was kept.
    pub(super) fn acceptance(&self, new: &[Particle]) -> f64 {
        let tolerance = self.tolerance();
        new.iter().filter(|particle| particle.distance <= tolerance).count() as f64 / new.len() as f64
    }
}

//! One path of Morris through the grid, and the effects along it.
//!
//! A step leads over more than half of the grid. So a factor with two values or more takes another one at every step,
//! whatever their number and that of the levels.

use super::span::Span;
use crate::analysis::design::lots::{Purpose, lot, shuffled};
use crate::model::chance::pick;

/// One path: from its start, every factor makes its step once.
pub(super) struct Trajectory {
    /// The factors in the order of their steps.
    order: Vec<u32>,
    /// Level at the start, and whether the step leads up.
    starts: Vec<(u32, bool)>,
    levels: u32,
}

impl Trajectory {
    pub(super) fn new(seed: u32, number: u32, factors: usize, levels: u32) -> Self {
        let half = levels / 2;
        let start = |factor: u32| {
            let [level, way, ..] = lot(seed, Purpose::Start, [factor, number, 0]);
            let (low, up) = (pick(level, half), pick(way, 2) == 1);
            (if up { low } else { low + half }, up)
        };
        let order = shuffled(seed, Purpose::Order, number, factors as u32);
        Self { order, starts: (0..factors as u32).map(start).collect(), levels }
    }

    /// The place after `step` steps.
    pub(super) fn units(&self, step: usize) -> Vec<f64> {
        let mut units: Vec<f64> = (0..self.starts.len()).map(|factor| self.ends(factor)[0]).collect();
        for factor in self.order.iter().take(step).map(|factor| *factor as usize) {
            units[factor] = self.ends(factor)[1];
        }
        units
    }

    /// Where a factor is before its step, and after it.
    fn ends(&self, factor: usize) -> [f64; 2] {
        let (half, (start, up)) = (self.levels / 2, self.starts[factor]);
        let end = if up { start + half } else { start - half };
        [start, end].map(|level| f64::from(level) / f64::from(self.levels - 1))
    }

    /// The effect of each factor, in the order of the factors: the change of the output over the step really made.
    pub(super) fn effects(&self, spans: &[Span<'_>], outputs: &[f64]) -> Vec<f64> {
        let mut effects = vec![0.0; self.order.len()];
        for (factor, pair) in self.order.iter().zip(outputs.windows(2)) {
            let factor = *factor as usize;
            let [before, after] = self.ends(factor).map(|unit| spans[factor].place(unit));
            let made = after - before;
            // A factor of one value makes no step, and has no effect.
            effects[factor] = if made == 0.0 { 0.0 } else { (pair[1] - pair[0]) / made };
        }
        effects
    }
}

//! Elementary effects: Morris 1991 (Technometrics 33), with the mean of absolute effects of Campolongo et al. 2007.
//!
//! A step leads over more than half of the grid. So a factor with two values or more takes another one at every step,
//! whatever their number and that of the levels.

use super::bootstrap::with_intervals;
use super::span::Span;
use super::{Flag, Index, Method, SensitivityDesign};
use crate::analysis::design::lots::{Purpose, lot, shuffled};
use crate::model::chance::pick;

/// The measures, in the order of result files.
const NAMES: [&str; 3] = ["mu", "mu_star", "sigma"];

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
    fn effects(&self, spans: &[Span<'_>], outputs: &[f64]) -> Vec<f64> {
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

pub(super) fn indices(design: &SensitivityDesign, outputs: &[f64]) -> Vec<Index> {
    let Method::Morris { levels, .. } = design.method() else { return Vec::new() };
    let factors = design.factors().len();
    let spans: Vec<Span<'_>> = design.factors().iter().map(|factor| Span::of(&factor.scale)).collect();
    let trajectory = |number| Trajectory::new(design.seed(), number, factors, levels);
    let effects: Vec<Vec<f64>> = (0_u32..)
        .zip(outputs.chunks(design.points_each()))
        .map(|(number, outputs)| trajectory(number).effects(&spans, outputs))
        .collect();
    let measure = |rows: &[u32]| -> Vec<f64> {
        (0..factors).flat_map(|factor| measures(rows.iter().map(|row| effects[*row as usize][factor]))).collect()
    };
    let keys: Vec<&str> = design.factors().iter().map(|factor| factor.key.as_str()).collect();
    let sizes = (design.seed(), design.resamples(), effects.len());
    let mut indices = with_intervals(&NAMES, &keys, sizes, measure);
    let constant = outputs.iter().all(|output| *output == outputs[0]);
    for (factor, index) in indices.iter_mut().enumerate() {
        if constant {
            index.flags.push(Flag::ConstantOutput);
        } else if effects.iter().all(|effects| effects[factor] == 0.0) {
            index.flags.push(Flag::NoEffect);
        }
    }
    indices
}

/// Mean, mean of absolute values, and standard deviation.
fn measures(effects: impl Iterator<Item = f64> + Clone) -> [f64; 3] {
    let n = effects.clone().count() as f64;
    let mu = effects.clone().sum::<f64>() / n;
    let mu_star = effects.clone().map(f64::abs).sum::<f64>() / n;
    let squares: f64 = effects.map(|effect| (effect - mu) * (effect - mu)).sum();
    [mu, mu_star, (squares / (n - 1.0)).sqrt()]
}

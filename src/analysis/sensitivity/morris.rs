//! Elementary effects: Morris 1991 (Technometrics 33), with the mean of absolute effects of Campolongo et al. 2007.

use super::bootstrap::with_intervals;
use super::index::{Flag, Index};
use super::plan::{Method, SensitivityDesign};
use super::span::Span;
use super::trajectory::Trajectory;

/// The measures, in the order of result files.
const NAMES: [&str; 3] = ["mu", "mu_star", "sigma"];

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

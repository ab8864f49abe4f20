//! Shares of variance: the design of Saltelli et al. 2010 and its estimators.

use super::bootstrap::with_intervals;
use super::index::{Flag, Index};
use super::plan::SensitivityDesign;
use crate::analysis::statistics::{ROUNDING, mean};

/// The measures, in the order of result files.
const NAMES: [&str; 2] = ["first_order", "total"];

pub(super) fn indices(design: &SensitivityDesign, outputs: &[f64]) -> Vec<Index> {
    let factors = design.factors().len();
    let centre = mean(outputs.iter().copied());
    let centred: Vec<f64> = outputs.iter().map(|output| output - centre).collect();
    let rows: Vec<&[f64]> = centred.chunks(design.points_each()).collect();
    let keys: Vec<&str> = design.factors().iter().map(|factor| factor.key.as_str()).collect();
    let sizes = (design.seed(), design.resamples(), rows.len());
    let rounding = ROUNDING * outputs.iter().fold(0.0, |most: f64, output| most.max(output.abs()));
    let mut indices = with_intervals(&NAMES, &keys, sizes, |drawn| measures(&rows, drawn, (factors, rounding)));
    let constant = range(outputs.iter().copied()) <= rounding;
    for (factor, index) in indices.iter_mut().enumerate() {
        let silent = rows.iter().all(|row| row[factor + 1] == row[0]);
        flag(index, constant, silent);
    }
    indices
}

/// From the smallest output to the largest.
fn range(outputs: impl Iterator<Item = f64>) -> f64 {
    let (low, high) = outputs.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), output| (l.min(output), h.max(output)));
    high - low
}

/// First-order and total index of every factor, from the drawn rows; NaN where their outputs vary by rounding only,
/// whose variance would make any number of what it divides.
fn measures(rows: &[&[f64]], drawn: &[u32], (factors, rounding): (usize, f64)) -> Vec<f64> {
    let n = drawn.len() as f64;
    let drawn = || drawn.iter().map(|row| rows[*row as usize]);
    let both = || drawn().flat_map(|row| [row[0], row[factors + 1]]);
    let mean = both().sum::<f64>() / (2.0 * n);
    if range(both()) <= rounding {
        return vec![f64::NAN; 2 * factors];
    }
    let variance = both().map(|output| (output - mean) * (output - mean)).sum::<f64>() / (2.0 * n);
    let mut measures = Vec::with_capacity(2 * factors);
    for factor in 0..factors {
        let (mut first, mut total) = (0.0, 0.0);
        for row in drawn() {
            let (a, mixed, b) = (row[0], row[factor + 1], row[factors + 1]);
            first += b * (mixed - a);
            total += (a - mixed) * (a - mixed);
        }
        measures.push(first / n / variance);
        measures.push(0.5 * total / n / variance);
    }
    measures
}

fn flag(index: &mut Index, constant: bool, silent: bool) {
    let [first, total] = [0, 1].map(|place| index.measures[place].value);
    let checks = [
        (constant, Flag::ConstantOutput),
        (!constant && first.is_nan(), Flag::NoVariance),
        (!constant && silent, Flag::NoEffect),
        (first < 0.0 || total < 0.0, Flag::Negative),
        (first > 1.0 || total > 1.0, Flag::AboveOne),
        (first > total, Flag::FirstAboveTotal),
    ];
    index.flags.extend(checks.into_iter().filter(|(holds, _)| *holds).map(|(_, flag)| flag));
    index.flags.sort_unstable();
}

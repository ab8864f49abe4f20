//! What is plotted of a sweep: one main indicator at all points.

use super::sheet::{at_horizon, who};
use crate::analysis::design::{Design, Grid, Response};
use crate::analysis::readout::{HEADLINE, is_count};
use crate::analysis::responses::{Basis, MAIN, Main};
use crate::analysis::statistics::{Estimate, mean};
use crate::output::digits::{count, with_thousands};
use crate::scenario::{DesignKind, Scenario};

/// Values of a factor that are drawn one by one; more numbers than these are drawn in [`PARTS`].
const SINGLE: usize = 12;
/// Equal parts of the range of a factor with many values.
const PARTS: usize = 8;

/// One estimate a regime and point of one indicator.
pub(super) struct Answers<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) design: &'a Design,
    pub(super) main: &'a [Main],
    /// Index into [`MAIN`].
    pub(super) place: usize,
}

impl Answers<'_> {
    /// Index of the indicator.
    pub(super) fn indicator(&self) -> usize {
        MAIN[self.place] as usize
    }

    pub(super) fn response(&self, regime: usize) -> Response {
        let found = self.main.iter().enumerate().filter_map(|(point, main)| {
            let estimate = *main.at(Basis::Value, regime, self.place)?;
            estimate.mean.is_finite().then_some((point, estimate))
        });
        Response::new(self.design, &found.collect::<Vec<_>>())
    }

    /// A heat map a regime, if two factors are varied and most of their combinations are there.
    pub(super) fn grids(&self) -> Option<Vec<Grid>> {
        if self.design.keys().len() != 2 || self.is_one_at_a_time() {
            return None;
        }
        let grids: Vec<Grid> = (0..self.scenario.regimes.len()).map(|r| self.response(r).grid(0, 1)).collect();
        let most = |grid: &Grid| 2 * grid.means.iter().flatten().count() >= grid.means.len();
        let filled = grids.iter().any(|grid| !grid.means.is_empty());
        (filled && grids.iter().all(most)).then_some(grids)
    }

    pub(super) fn is_one_at_a_time(&self) -> bool {
        matches!(self.design.table().kind, DesignKind::OneAtATime)
    }

    /// Whether there is one point for each value of a factor, so that its interval is that of the replicates.
    pub(super) fn is_direct(&self) -> bool {
        self.design.keys().len() == 1 || self.is_one_at_a_time()
    }

    /// The values of a factor and the estimates there, regime by regime.
    pub(super) fn along(&self, factor: usize) -> Vec<Vec<(String, Estimate)>> {
        let of = |regime| {
            let curves = self.response(regime).curves(factor);
            let mut all: Vec<(String, Estimate)> = curves.into_iter().flat_map(|curve| curve.points).collect();
            if self.is_direct() {
                return all;
            }
            all.sort_by(|(a, _), (b, _)| number(a).total_cmp(&number(b)));
            pooled(&all)
        };
        (0..self.scenario.regimes.len()).map(of).collect()
    }

    /// Replicates, in words.
    pub(super) fn worlds(&self) -> String {
        let points = with_thousands(&self.main.len().to_string());
        format!("{points} points, {} each", count(self.scenario.replicates as usize, "replicate"))
    }

    /// When it is read, and of whom, in words.
    pub(super) fn reading(&self) -> String {
        self.when() + who(HEADLINE)
    }

    fn when(&self) -> String {
        if is_count(self.indicator()) {
            "Total since week 0, at the horizon.".to_owned()
        } else {
            format!("Mean of {}.", at_horizon())
        }
    }
}

/// The number that a value is; not a number for words.
pub(super) fn number(value: &str) -> f64 {
    value.parse().unwrap_or(f64::NAN)
}

/// Means over all points with the same value, or in the same part of the range if there are many values.
fn pooled(all: &[(String, Estimate)]) -> Vec<(String, Estimate)> {
    let mut values: Vec<&String> = Vec::new();
    for (value, _) in all {
        if !values.contains(&value) {
            values.push(value);
        }
        if values.len() > SINGLE && !number(value).is_nan() {
            return in_parts(all);
        }
    }
    let of = |value: &&String| {
        let means = all.iter().filter(|(other, _)| other == *value).map(|(_, estimate)| estimate.mean);
        ((*value).clone(), alone(mean(means)))
    };
    values.iter().map(of).collect()
}

fn in_parts(all: &[(String, Estimate)]) -> Vec<(String, Estimate)> {
    let numbers = || all.iter().map(|(value, _)| number(value));
    let (low, high) = (numbers().fold(f64::INFINITY, f64::min), numbers().fold(f64::NEG_INFINITY, f64::max));
    let width = (high - low) / PARTS as f64;
    let part_of = |value: f64| (((value - low) / width) as usize).min(PARTS - 1);
    let part = |part: usize| {
        let inside = all.iter().filter(|(value, _)| part_of(number(value)) == part);
        let middle = low + (part as f64 + 0.5) * width;
        (middle.to_string(), alone(mean(inside.map(|(_, estimate)| estimate.mean))))
    };
    (0..PARTS).map(part).filter(|(_, estimate)| estimate.mean.is_finite()).collect()
}

/// A mean without an interval.
fn alone(mean: f64) -> Estimate {
    Estimate { mean, sd: f64::NAN, low: f64::NAN, high: f64::NAN, n: 1 }
}

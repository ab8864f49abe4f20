//! The finished runs of one replicate, and the differences between two of them on each basis.

use super::adjustment::Adjustment;
use crate::analysis::readout::{CELLS, HEADLINE, Reading, at_moment, cell, total, when_turns_reached};
use crate::model::indicator::Indicator;
use crate::record::RunRecord;

/// One finished run and its state at the horizon.
#[derive(Clone, Debug)]
pub(in crate::analysis) struct Read {
    pub(in crate::analysis) record: RunRecord,
    pub(in crate::analysis) at_horizon: Reading,
}

impl Read {
    /// The share of the struck who ever entered.
    fn reach(&self) -> f64 {
        self.at_horizon[cell(HEADLINE, Indicator::Entered as usize)]
    }
}

/// A difference in one cell.
#[derive(Clone, Copy, Debug)]
pub(in crate::analysis) struct Gap {
    /// The difference; NaN where there is none.
    pub(in crate::analysis) value: f64,
    /// The size of the numbers that it was made of: what its rounding is measured by.
    pub(super) scale: f64,
}

impl Gap {
    fn between(a: f64, b: f64) -> Self {
        Self { value: a - b, scale: a.abs().max(b.abs()) }
    }

    fn over(self, divisor: f64) -> Self {
        Self { value: self.value / divisor, scale: self.scale / divisor }
    }

    fn minus(self, other: Self) -> Self {
        Self { value: self.value - other.value, scale: self.scale.max(other.scale) }
    }
}

/// A difference in every cell.
pub(in crate::analysis) type Gaps = Vec<Gap>;

/// The finished runs of one replicate.
#[derive(Clone, Debug)]
pub(in crate::analysis) struct Replicate {
    /// The index of the world without help.
    pub(super) without: Option<usize>,
    /// By regime.
    pub(super) runs: Vec<Option<Read>>,
}

impl Replicate {
    /// The run of a regime, if it was finished.
    pub(in crate::analysis) fn run(&self, regime: usize) -> Option<&Read> {
        self.runs.get(regime)?.as_ref()
    }

    /// The difference between two regimes, if both finished this replicate and it is defined on this basis.
    pub(super) fn difference(&self, regime: usize, reference: usize, basis: Adjustment) -> Option<Gaps> {
        let (a, b) = (self.run(regime)?, self.run(reference)?);
        match basis {
            Adjustment::AsRun => Some(between(&a.at_horizon, &b.at_horizon)),
            Adjustment::EqualTurns => at_equal_turns([&a.record, &b.record]).map(|[a, b]| between(&a, &b)),
            Adjustment::EqualReach => at_equal_reach(a, b, self.without()?),
            Adjustment::PerWorkerHour => per_worker_hour(a, b, self.without()?),
        }
    }

    /// The run without help, if it was finished.
    pub(in crate::analysis) fn without(&self) -> Option<&Read> {
        self.run(self.without?)
    }
}

/// Runs as each was when its people had received as many turns as under the one that gave fewest; `None` if one gave none.
pub(in crate::analysis) fn at_equal_turns<const N: usize>(runs: [&RunRecord; N]) -> Option<[Reading; N]> {
    let turns = runs.map(|run| total(run, Indicator::Turns));
    if !turns.iter().all(|turns| *turns > 0.0) {
        return None;
    }
    let target = turns.into_iter().fold(f64::INFINITY, f64::min);
    let mut readings = runs.map(|_| Reading::new());
    for (reading, run) in readings.iter_mut().zip(runs) {
        *reading = at_moment(run, when_turns_reached(run, target)?);
    }
    Some(readings)
}

/// The difference of two gains, that of the regime which reached more scaled down to the reach of the other: nothing is
/// extrapolated beyond what was reached, and no small reach is divided by.
fn at_equal_reach(a: &Read, b: &Read, without: &Read) -> Option<Gaps> {
    let (reach_a, reach_b) = (a.reach(), b.reach());
    if !(reach_a > 0.0 && reach_b > 0.0) {
        return None;
    }
    let reach = reach_a.min(reach_b);
    let gain = |run: &Read, own: f64| over(between(&run.at_horizon, &without.at_horizon), own / reach);
    Some(minus(gain(a, reach_a), gain(b, reach_b)))
}

/// The difference of two gains per hour.
fn per_worker_hour(a: &Read, b: &Read, without: &Read) -> Option<Gaps> {
    let gain = gain_per_hour(a, without)?;
    if b.record.regime == without.record.regime {
        return Some(gain);
    }
    Some(minus(gain, gain_per_hour(b, without)?))
}

/// What a run gained over the world without help for each 1,000 worker hours it used beyond that world's.
pub(in crate::analysis) fn gain_per_hour(run: &Read, without: &Read) -> Option<Gaps> {
    let hours = total(&run.record, Indicator::WorkerHours) - total(&without.record, Indicator::WorkerHours);
    (hours > 0.0).then(|| over(between(&run.at_horizon, &without.at_horizon), hours / 1000.0))
}

fn between(a: &Reading, b: &Reading) -> Gaps {
    let mut gaps = Vec::with_capacity(CELLS);
    gaps.extend(a.iter().zip(b).map(|(a, b)| Gap::between(*a, *b)));
    gaps
}

fn over(gaps: Gaps, divisor: f64) -> Gaps {
    gaps.into_iter().map(|gap| gap.over(divisor)).collect()
}

fn minus(a: Gaps, b: Gaps) -> Gaps {
    a.into_iter().zip(b).map(|(a, b)| a.minus(b)).collect()
}

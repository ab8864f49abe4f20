//! Paired differences between regimes: the same replicate, the same people, the same luck, another structure of help.

use super::readout::{CELLS, Reading, at_horizon, at_moment, cell, total, when_turns_reached};
use super::statistics::{Estimate, share_above_zero};
use super::{Runs, reference, world_without_help};
use crate::ensemble::RunRecord;
use crate::model::indicator::{INDICATORS, Indicator, POPULATIONS};
use crate::scenario::Scenario;

/// What is held equal between the two regimes of a contrast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Nothing: the regimes as they were run, at the horizon.
    AsRun,
    /// Turns: each regime is read in the week in which its people had received, on average, the smaller of the two
    /// regimes' turns at the horizon. Missing if either gave none.
    EqualTurns,
    /// Hours: what each regime gained over the world without help, for each 1,000 worker hours that it used beyond
    /// that world's per 1,000 people. Against the world without help it is that gain itself. Missing without such a
    /// world, or if a regime used no hours beyond it.
    PerWorkerHour,
}

impl Basis {
    /// Every basis, in the order of the result file.
    pub const ALL: [Self; 3] = [Self::AsRun, Self::EqualTurns, Self::PerWorkerHour];

    /// The name used in result files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::AsRun => "as_run",
            Self::EqualTurns => "equal_turns",
            Self::PerWorkerHour => "per_worker_hour",
        }
    }
}

/// The difference `regime − reference` in one indicator of one population.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contrast {
    /// Index of the regime in the scenario.
    pub regime: usize,
    /// Index of the regime that is taken away from it.
    pub reference: usize,
    /// What is held equal.
    pub basis: Basis,
    /// Index into [`POPULATIONS`].
    pub population: usize,
    /// Index into [`INDICATORS`].
    pub indicator: usize,
    /// Mean, spread and interval of the differences over replicates that both regimes finished.
    pub difference: Estimate,
    /// Share of those replicates in which the difference is above 0; NaN if there are none.
    pub share_above_zero: f64,
}

/// All contrasts: pair by pair, basis by basis, population by population, indicator by indicator.
#[must_use]
pub fn contrasts(scenario: &Scenario, runs: &Runs<'_>) -> Vec<Contrast> {
    let paired = Paired::new(scenario, runs);
    let mut all = Vec::new();
    for (regime, reference) in pairs(scenario) {
        for basis in Basis::ALL {
            let differences = paired.differences(regime, reference, basis);
            push_contrasts(&mut all, regime, reference, basis, &differences);
        }
    }
    all
}

/// Every two regimes as (regime, reference). The world without help is always the reference, else the earlier one.
fn pairs(scenario: &Scenario) -> Vec<(usize, usize)> {
    let first = reference(scenario);
    let mut order: Vec<usize> = (0..scenario.regimes.len()).collect();
    order.sort_by_key(|regime| (*regime != first, *regime));
    let mut pairs = Vec::new();
    for (place, reference) in order.iter().enumerate() {
        pairs.extend(order[place + 1..].iter().map(|regime| (*regime, *reference)));
    }
    pairs
}

/// Appends one contrast a cell.
fn push_contrasts(all: &mut Vec<Contrast>, regime: usize, reference: usize, basis: Basis, differences: &[Reading]) {
    let mut values = Vec::with_capacity(differences.len());
    for population in 0..POPULATIONS.len() {
        for indicator in 0..INDICATORS.len() {
            values.clear();
            values.extend(differences.iter().map(|d| d[cell(population, indicator)]));
            let (difference, share_above_zero) = (Estimate::of(&values), share_above_zero(&values));
            all.push(Contrast { regime, reference, basis, population, indicator, difference, share_above_zero });
        }
    }
}

/// One finished run and its state at the horizon.
struct Read<'a> {
    record: &'a RunRecord,
    at_horizon: Reading,
}

/// All runs, read once.
struct Paired<'a> {
    /// The index of the world without help.
    without: Option<usize>,
    by_regime: Vec<Vec<Read<'a>>>,
}

impl<'a> Paired<'a> {
    fn new(scenario: &Scenario, runs: &Runs<'a>) -> Self {
        let read = |record| Read { record, at_horizon: at_horizon(record, scenario.weeks) };
        let by_regime = (0..runs.regimes()).map(|regime| runs.of(regime).map(read).collect()).collect();
        Self { without: world_without_help(scenario), by_regime }
    }

    /// The run of a regime in a replicate.
    fn find(&self, regime: usize, replicate: u32) -> Option<&Read<'a>> {
        let runs = &self.by_regime[regime];
        runs.binary_search_by_key(&replicate, |run| run.record.replicate).ok().map(|index| &runs[index])
    }

    /// One difference a replicate that both regimes finished.
    fn differences(&self, regime: usize, reference: usize, basis: Basis) -> Vec<Reading> {
        let pairs = self.by_regime[regime].iter().filter_map(|a| Some((a, self.find(reference, a.record.replicate)?)));
        pairs
            .map(|(a, b)| match basis {
                Basis::AsRun => minus(&a.at_horizon, &b.at_horizon),
                Basis::EqualTurns => at_equal_turns(a.record, b.record),
                Basis::PerWorkerHour => self.per_worker_hour(a, b),
            })
            .collect()
    }

    /// The difference of two gains per hour.
    fn per_worker_hour(&self, a: &Read<'a>, b: &Read<'a>) -> Reading {
        let Some(without) = self.without.and_then(|regime| self.find(regime, a.record.replicate)) else {
            return missing();
        };
        let gain = gain_per_hour(a, without);
        if b.record.regime == without.record.regime { gain } else { minus(&gain, &gain_per_hour(b, without)) }
    }
}

/// What a run gained over the world without help for each 1,000 worker hours it used beyond that world's.
fn gain_per_hour(run: &Read<'_>, without: &Read<'_>) -> Reading {
    let hours = total(run.record, Indicator::WorkerHours) - total(without.record, Indicator::WorkerHours);
    if hours > 0.0 {
        minus(&run.at_horizon, &without.at_horizon).iter().map(|gain| gain / (hours / 1000.0)).collect()
    } else {
        missing()
    }
}

/// The difference of two runs, each read when its people had received as many turns as the other's can match.
fn at_equal_turns(a: &RunRecord, b: &RunRecord) -> Reading {
    let (turns_a, turns_b) = (total(a, Indicator::Turns), total(b, Indicator::Turns));
    if !(turns_a > 0.0 && turns_b > 0.0) {
        return missing();
    }
    let target = turns_a.min(turns_b);
    match (when_turns_reached(a, target), when_turns_reached(b, target)) {
        (Some(when_a), Some(when_b)) => minus(&at_moment(a, when_a), &at_moment(b, when_b)),
        _ => missing(),
    }
}

fn minus(a: &Reading, b: &Reading) -> Reading {
    a.iter().zip(b).map(|(a, b)| a - b).collect()
}

fn missing() -> Reading {
    vec![f64::NAN; CELLS]
}

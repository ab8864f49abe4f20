//! Paired differences between regimes: the same replicate, the same people, the same luck, another structure of help.

use super::readout::reference;
use super::readout::{CELLS, Reading, at_moment, cell, total, when_turns_reached};
use super::statistics::{Estimate, Moments};
use crate::model::indicator::{INDICATORS, Indicator, POPULATIONS};
use crate::record::RunRecord;
use crate::scenario::Scenario;

/// What is held equal between the two regimes of a contrast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Adjustment {
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

impl Adjustment {
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
    pub basis: Adjustment,
    /// Index into [`POPULATIONS`].
    pub population: usize,
    /// Index into [`INDICATORS`].
    pub indicator: usize,
    /// Mean, spread and interval of the differences over replicates that both regimes finished.
    pub difference: Estimate,
    /// Share of those replicates in which the difference is above 0; NaN if there are none.
    pub share_above_zero: f64,
    /// What pairing saves: how many times as many replicates the same precision would take if the regimes had luck of
    /// their own, `(variance of the one + variance of the other) / variance of the differences`. As run only; NaN
    /// where there is no effect size either: with fewer than two differences, or differences that do not vary.
    pub variance_ratio: f64,
}

/// All contrasts of an ensemble, as sums: there are very many where there are many regimes, and each is made when it is
/// asked for.
#[derive(Clone, Debug)]
pub struct Contrasts {
    pairs: Vec<(usize, usize)>,
    /// As run: pair by pair, cell by cell.
    as_run: Vec<Difference>,
    /// On every other basis: pair by pair, basis by basis, cell by cell.
    adjusted: Vec<Adjusted>,
}

/// The adjustments other than as run, in the order of [`Adjustment::ALL`].
const ADJUSTED: [Adjustment; 2] = [Adjustment::EqualTurns, Adjustment::PerWorkerHour];

/// Bytes that stay of each cell of the contrasts of two regimes.
pub const BYTES_OF_A_CELL: usize = size_of::<Difference>() + ADJUSTED.len() * size_of::<Adjusted>();

impl Contrasts {
    /// All of them: pair by pair, basis by basis, population by population, indicator by indicator.
    pub fn iter(&self) -> impl Iterator<Item = Contrast> + '_ {
        let places = (0..self.pairs.len()).flat_map(|pair| Adjustment::ALL.map(|basis| (pair, basis)));
        places.flat_map(move |(pair, basis)| (0..CELLS).map(move |cell| self.made(pair, basis, cell)))
    }

    /// The difference `regime − reference` in one indicator of one population; `None` if these two are not compared, or
    /// there is no such cell.
    #[must_use]
    pub fn at(
        &self,
        of: (usize, usize),
        basis: Adjustment,
        (population, indicator): (usize, usize),
    ) -> Option<Contrast> {
        let pair = self.pairs.iter().position(|pair| *pair == of)?;
        let inside = population < POPULATIONS.len() && indicator < INDICATORS.len();
        inside.then(|| self.made(pair, basis, cell(population, indicator)))
    }

    fn made(&self, pair: usize, basis: Adjustment, cell: usize) -> Contrast {
        let (regime, reference) = self.pairs[pair];
        let (population, indicator) = (cell / INDICATORS.len(), cell % INDICATORS.len());
        let (sums, variance_ratio) = match ADJUSTED.iter().position(|known| *known == basis) {
            Some(place) => (&self.adjusted[(pair * ADJUSTED.len() + place) * CELLS + cell], f64::NAN),
            None => {
                let as_run = &self.as_run[pair * CELLS + cell];
                (&as_run.differences, as_run.variance_ratio())
            }
        };
        let (difference, share_above_zero) = (sums.moments.estimate(), sums.share_above_zero());
        Contrast { regime, reference, basis, population, indicator, difference, share_above_zero, variance_ratio }
    }
}

/// The contrasts while runs come in: the runs of one replicate, and sums over those before it.
#[derive(Clone, Debug)]
pub(super) struct ContrastsBuilder {
    sums: Contrasts,
    /// The replicate whose runs are coming in.
    number: u32,
    replicate: Replicate,
}

impl ContrastsBuilder {
    pub(super) fn new(scenario: &Scenario) -> Self {
        let pairs = pairs(scenario);
        let as_run = vec![Difference::default(); pairs.len() * CELLS];
        let adjusted = vec![Adjusted::default(); pairs.len() * ADJUSTED.len() * CELLS];
        let runs = scenario.regimes.iter().map(|_| None).collect();
        let replicate = Replicate { without: scenario.without_help(), runs };
        Self { sums: Contrasts { pairs, as_run, adjusted }, number: 0, replicate }
    }

    /// Takes one run with its state at the horizon. Runs come replicate by replicate: gives back the one that is closed
    /// when the next begins.
    pub(super) fn add(&mut self, record: RunRecord, at_horizon: Reading) -> Option<Replicate> {
        let mut closed = None;
        if record.replicate != self.number {
            closed = Some(self.close_replicate());
            self.number = record.replicate;
        }
        if let Some(run) = self.replicate.runs.get_mut(record.regime) {
            *run = Some(Read { record, at_horizon });
        }
        closed
    }

    /// Adds the differences within the replicate and gives its runs away.
    fn close_replicate(&mut self) -> Replicate {
        let Contrasts { pairs, as_run, adjusted } = &mut self.sums;
        let mut adjusted = adjusted.chunks_exact_mut(CELLS);
        for (&(regime, reference), row) in pairs.iter().zip(as_run.chunks_exact_mut(CELLS)) {
            let values = self.replicate.difference(regime, reference, Adjustment::AsRun).into_iter().flatten();
            row.iter_mut().zip(values).for_each(|(difference, value)| difference.add(value));
            if let (Some(a), Some(b)) = (self.replicate.run(regime), self.replicate.run(reference)) {
                let both = a.at_horizon.iter().zip(&b.at_horizon);
                row.iter_mut().zip(both).for_each(|(difference, (a, b))| difference.add_both(*a, *b));
            }
            for (basis, row) in ADJUSTED.into_iter().zip(&mut adjusted) {
                let values = self.replicate.difference(regime, reference, basis).into_iter().flatten();
                row.iter_mut().zip(values).for_each(|(difference, value)| difference.add(value));
            }
        }
        let next = Replicate { runs: self.replicate.runs.iter().map(|_| None).collect(), ..self.replicate };
        std::mem::replace(&mut self.replicate, next)
    }

    /// All contrasts, and the last replicate.
    pub(super) fn finish(mut self) -> (Contrasts, Replicate) {
        let last = self.close_replicate();
        (self.sums, last)
    }
}

/// The differences in one cell so far.
#[derive(Clone, Copy, Debug, Default)]
struct Adjusted {
    moments: Moments,
    above_zero: u64,
}

impl Adjusted {
    fn add(&mut self, value: f64) {
        self.moments.add(value);
        self.above_zero += u64::from(value.is_finite() && value > 0.0);
    }

    /// The share of differences that are above 0; NaN if there are none.
    fn share_above_zero(&self) -> f64 {
        // 0 / 0 is NaN, as is meant.
        self.above_zero as f64 / self.moments.estimate().n as f64
    }
}

/// The differences in one cell so far as run, beside the two regimes.
#[derive(Clone, Copy, Debug, Default)]
struct Difference {
    /// As on another basis.
    differences: Adjusted,
    /// The two regimes by themselves.
    regime: Moments,
    reference: Moments,
}

impl Difference {
    /// Takes one more; a difference that is not finite is missing.
    fn add(&mut self, value: f64) {
        self.differences.add(value);
    }

    /// Takes the values of the two regimes, if both are there.
    fn add_both(&mut self, regime: f64, reference: f64) {
        if regime.is_finite() && reference.is_finite() {
            self.regime.add(regime);
            self.reference.add(reference);
        }
    }

    fn variance_ratio(&self) -> f64 {
        let [difference, a, b] = [&self.differences.moments, &self.regime, &self.reference].map(Moments::estimate);
        if !difference.varies() || [a, b].iter().any(|level| !difference.varies_beside(level.mean)) {
            return f64::NAN;
        }
        (a.sd * a.sd + b.sd * b.sd) / (difference.sd * difference.sd)
    }
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

/// One finished run and its state at the horizon.
#[derive(Clone, Debug)]
pub(super) struct Read {
    pub(super) record: RunRecord,
    pub(super) at_horizon: Reading,
}

/// The finished runs of one replicate.
#[derive(Clone, Debug)]
pub(super) struct Replicate {
    /// The index of the world without help.
    without: Option<usize>,
    /// By regime.
    runs: Vec<Option<Read>>,
}

impl Replicate {
    /// The run of a regime, if it was finished.
    pub(super) fn run(&self, regime: usize) -> Option<&Read> {
        self.runs.get(regime)?.as_ref()
    }

    /// The run without help, if there is one and it was finished.
    pub(super) fn without_help(&self) -> Option<&Read> {
        self.run(self.without?)
    }

    /// The difference between two regimes, if both finished this replicate.
    fn difference(&self, regime: usize, reference: usize, basis: Adjustment) -> Option<Reading> {
        let (a, b) = (self.run(regime)?, self.run(reference)?);
        Some(match basis {
            Adjustment::AsRun => minus(&a.at_horizon, &b.at_horizon),
            Adjustment::EqualTurns => at_equal_turns(&a.record, &b.record),
            Adjustment::PerWorkerHour => self.per_worker_hour(a, b),
        })
    }

    /// The difference of two gains per hour.
    fn per_worker_hour(&self, a: &Read, b: &Read) -> Reading {
        let Some(without) = self.without_help() else { return missing() };
        let gain = gain_per_hour(a, without);
        if b.record.regime == without.record.regime { gain } else { minus(&gain, &gain_per_hour(b, without)) }
    }
}

/// What a run gained over the world without help for each 1,000 worker hours it used beyond that world's.
pub(super) fn gain_per_hour(run: &Read, without: &Read) -> Reading {
    let hours = total(&run.record, Indicator::WorkerHours) - total(&without.record, Indicator::WorkerHours);
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

//! Paired differences between regimes: the same replicate, the same people, the same luck, another structure of help.

mod adjustment;
mod replicate;

pub use adjustment::Adjustment;

use super::readout::{CELLS, Reading, cell, reference};
use super::statistics::{Estimate, Moments, ROUNDING};
use crate::model::indicator::{INDICATORS, POPULATIONS};
use crate::record::RunRecord;
use crate::scenario::Scenario;
use replicate::Gap;
pub(super) use replicate::{Read, Replicate, at_equal_turns, gain_per_hour};

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
    /// The mean over the standard deviation of the differences; NaN where they are fewer than two, or do not vary but
    /// for rounding.
    pub effect_size: f64,
    /// Share of those replicates in which the difference is above 0; NaN if there are none, or if all of them are 0 but
    /// for rounding.
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
const ADJUSTED: [Adjustment; 3] = [Adjustment::EqualTurns, Adjustment::EqualReach, Adjustment::PerWorkerHour];

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
        Contrast {
            regime,
            reference,
            basis,
            population,
            indicator,
            difference: sums.moments.estimate(),
            effect_size: sums.effect_size(),
            share_above_zero: sums.share_above_zero(),
            variance_ratio,
        }
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
            let gaps = self.replicate.difference(regime, reference, Adjustment::AsRun).into_iter().flatten();
            row.iter_mut().zip(gaps).for_each(|(difference, gap)| difference.differences.add(gap));
            if let (Some(a), Some(b)) = (self.replicate.run(regime), self.replicate.run(reference)) {
                let both = a.at_horizon.iter().zip(&b.at_horizon);
                row.iter_mut().zip(both).for_each(|(difference, (a, b))| difference.add_both(*a, *b));
            }
            for (basis, row) in ADJUSTED.into_iter().zip(&mut adjusted) {
                let gaps = self.replicate.difference(regime, reference, basis).into_iter().flatten();
                row.iter_mut().zip(gaps).for_each(|(difference, gap)| difference.add(gap));
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
    above_zero: u32,
    /// The size of the largest numbers that differences were made of. To measure rounding by, so few digits do.
    scale: f32,
}

impl Adjusted {
    /// Takes one more; a difference that is not finite is missing.
    fn add(&mut self, gap: Gap) {
        if gap.value.is_finite() {
            self.moments.add(gap.value);
            self.above_zero += u32::from(gap.value > ROUNDING * gap.scale);
            self.scale = self.scale.max(gap.scale as f32);
        }
    }

    /// Whether the differences vary by more than rounding.
    fn varies(&self) -> bool {
        let difference = self.moments.estimate();
        difference.varies() && difference.varies_beside(self.scale.into())
    }

    /// The mean over the standard deviation; NaN where the differences do not vary but for rounding.
    fn effect_size(&self) -> f64 {
        if self.varies() { self.moments.estimate().effect_size() } else { f64::NAN }
    }

    /// The share of differences that are above 0; NaN if there are none, or none differs from 0 but for rounding.
    fn share_above_zero(&self) -> f64 {
        let difference = self.moments.estimate();
        let is_more = difference.mean.abs() > ROUNDING * f64::from(self.scale);
        if is_more || self.varies() { f64::from(self.above_zero) / difference.n as f64 } else { f64::NAN }
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
    /// Takes the values of the two regimes, if both are there.
    fn add_both(&mut self, regime: f64, reference: f64) {
        if regime.is_finite() && reference.is_finite() {
            self.regime.add(regime);
            self.reference.add(reference);
        }
    }

    fn variance_ratio(&self) -> f64 {
        if !self.differences.varies() {
            return f64::NAN;
        }
        let [difference, a, b] = [&self.differences.moments, &self.regime, &self.reference].map(Moments::estimate);
        (a.sd * a.sd + b.sd * b.sd) / (difference.sd * difference.sd)
    }
}

/// Every two regimes as (regime, reference). The world without help is always the reference, else the earlier one.
#[must_use]
pub fn pairs(scenario: &Scenario) -> Vec<(usize, usize)> {
    let first = reference(scenario);
    let mut order: Vec<usize> = (0..scenario.regimes.len()).collect();
    order.sort_by_key(|regime| (*regime != first, *regime));
    let mut pairs = Vec::new();
    for (place, reference) in order.iter().enumerate() {
        pairs.extend(order[place + 1..].iter().map(|regime| (*regime, *reference)));
    }
    pairs
}

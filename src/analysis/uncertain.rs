//! A contrast over everything that fits what is known: how much of its spread is luck, how much is ignorance, and in how much
//! of it the claim holds.
//!
//! Draws of a posterior are run in several worlds each, no two with the same luck. What differs between the worlds of one draw
//! is luck; what differs between draws beyond that is ignorance of the parameters (one-way analysis of variance with random
//! effects).

use super::contrasts::pairs;
use super::draws::{Above, over_draws};
use super::given::{GivenAnswer, GivenDraws};
use super::readout::{CELLS, Reading, at_horizon, cell};
use super::responses::OVERVIEW;
use super::statistics::{Moments, mean};
use crate::model::indicator::POPULATIONS;
use crate::record::Run;
use crate::scenario::Scenario;
use std::sync::Arc;

/// What a contrast is over all draws.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OverDraws {
    /// Mean over draws; NaN if none has a value.
    pub mean: f64,
    /// 2.5 % point over the means of draws.
    pub low: f64,
    /// 97.5 % point over the means of draws.
    pub high: f64,
    /// Standard deviation between the worlds of one draw: luck. NaN with one world a draw.
    pub luck: f64,
    /// Standard deviation between draws beyond luck: ignorance. 0 where luck explains all; NaN with one world a draw.
    pub ignorance: f64,
    /// Draws whose mean lies above 0.
    pub above: usize,
    /// Draws whose mean is exactly 0: nothing differs.
    pub same: usize,
    /// Draws with a value.
    pub draws: usize,
}

impl OverDraws {
    /// The share of draws whose mean lies above 0; NaN without draws.
    #[must_use]
    pub fn share_above(&self) -> f64 {
        self.in_draws(self.draws).share()
    }

    fn in_draws(&self, distinct: usize) -> Above {
        Above { above: self.above, draws: self.draws, distinct }
    }

    /// The share of draws in which nothing differs at all; NaN without draws.
    #[must_use]
    pub fn share_same(&self) -> f64 {
        self.same as f64 / self.draws as f64
    }

    /// The 95 % interval of that share (Wilson), where only so many of the draws are of different particles.
    #[must_use]
    pub fn share_interval(&self, distinct: usize) -> (f64, f64) {
        self.in_draws(distinct).interval()
    }

    /// The share of the variance of a single world that is luck; NaN where nothing varies or it cannot be told.
    #[must_use]
    pub fn luck_share(&self) -> f64 {
        let (luck, ignorance) = (self.luck * self.luck, self.ignorance * self.ignorance);
        luck / (luck + ignorance)
    }
}

/// All contrasts over draws.
#[derive(Clone, Debug)]
pub struct Uncertain {
    /// The regimes that are compared, as (regime, reference).
    pub pairs: Vec<(usize, usize)>,
    /// Draws that are of different particles.
    pub distinct: usize,
    /// Pair by pair, cell by cell.
    cells: Vec<OverDraws>,
    /// The parameters that the posterior names.
    pub parameters: Vec<Arc<str>>,
    /// Pair by pair, population by population, for each indicator of [`OVERVIEW`].
    answers: Vec<Option<GivenAnswer>>,
}

impl Uncertain {
    /// The contrast of a pair, by its place in [`Self::pairs`], in an indicator of a population.
    ///
    /// # Panics
    /// If there is no such pair, population or indicator.
    #[must_use]
    pub fn at(&self, pair: usize, population: usize, indicator: usize) -> &OverDraws {
        &self.cells[pair * CELLS + cell(population, indicator)]
    }

    /// How much each parameter matters to a contrast, in the indicator at a place in [`OVERVIEW`]; `None` where too few
    /// particles have a value, or all have the same.
    #[must_use]
    pub fn hangs_on(&self, pair: usize, population: usize, place: usize) -> Option<&GivenAnswer> {
        self.answers.get((pair * POPULATIONS.len() + population) * OVERVIEW.len() + place)?.as_ref()
    }
}

/// Contrasts while draws come in, one after the other.
#[derive(Clone, Debug)]
pub struct UncertainBuilder {
    pairs: Vec<(usize, usize)>,
    horizon: u32,
    draws: DrawsBuilder,
}

/// Numbers while draws come in: their means draw by draw, and how they vary within draws.
#[derive(Clone, Debug)]
pub(super) struct DrawsBuilder {
    /// The present draw.
    present: Vec<Moments>,
    /// Draw by draw, number by number.
    pub(super) means: Vec<Vec<f64>>,
    /// Sums of squares within draws and their degrees of freedom, and worlds and draws that had a value.
    within: Vec<Within>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Within {
    squares: f64,
    degrees: usize,
    worlds: usize,
    draws: usize,
}

impl DrawsBuilder {
    /// No draw yet of so many numbers.
    pub(super) fn new(numbers: usize) -> Self {
        Self { present: vec![Moments::default(); numbers], means: Vec::new(), within: vec![Within::default(); numbers] }
    }

    /// Takes the numbers of one world; NaN where there is none.
    pub(super) fn add(&mut self, numbers: impl IntoIterator<Item = f64>) {
        self.present.iter_mut().zip(numbers).for_each(|(moments, number)| moments.add(number));
    }

    /// All worlds of the present draw came.
    pub(super) fn next_draw(&mut self) {
        let numbers = self.present.len();
        let done = std::mem::replace(&mut self.present, vec![Moments::default(); numbers]);
        let estimates: Vec<_> = done.iter().map(Moments::estimate).collect();
        for (within, estimate) in self.within.iter_mut().zip(&estimates).filter(|(_, estimate)| estimate.n > 0) {
            within.draws += 1;
            within.worlds += estimate.n;
            if estimate.n > 1 {
                within.squares += estimate.sd * estimate.sd * (estimate.n - 1) as f64;
                within.degrees += estimate.n - 1;
            }
        }
        self.means.push(estimates.iter().map(|estimate| estimate.mean).collect());
    }

    /// One number, draw by draw; NaN where a draw has none.
    fn values(&self, place: usize) -> Vec<f64> {
        self.means.iter().map(|means| means[place]).collect()
    }

    /// What a number is over all draws.
    pub(super) fn over(&self, place: usize) -> OverDraws {
        over(&self.values(place), self.within[place])
    }
}

impl UncertainBuilder {
    /// No draw yet of `scenario`.
    #[must_use]
    pub fn new(scenario: &Scenario) -> Self {
        let pairs = pairs(scenario);
        let draws = DrawsBuilder::new(pairs.len() * CELLS);
        Self { pairs, horizon: scenario.weeks, draws }
    }

    /// Takes the runs of one world, regime by regime; what needs one that is missing or failed is left out.
    pub fn add(&mut self, runs: &[Option<Run>]) {
        let read = |run: &Option<Run>| Some(at_horizon(run.as_ref()?.as_ref().ok()?, self.horizon));
        let readings: Vec<Option<Reading>> = runs.iter().map(read).collect();
        for (pair, &(regime, reference)) in self.pairs.iter().enumerate() {
            let (Some(Some(one)), Some(Some(other))) = (readings.get(regime), readings.get(reference)) else {
                continue;
            };
            let cells = &mut self.draws.present[pair * CELLS..(pair + 1) * CELLS];
            cells.iter_mut().zip(one.iter().zip(other)).for_each(|(moments, (one, other))| moments.add(one - other));
        }
    }

    /// All worlds of the present draw came.
    pub fn next_draw(&mut self) {
        self.draws.next_draw();
    }

    /// What all draws say.
    #[must_use]
    pub fn finish(self, draws: &GivenDraws) -> Uncertain {
        let cells = (0..self.pairs.len() * CELLS).map(|place| self.draws.over(place)).collect();
        let output = |number: usize| {
            let (of, indicator) = (number / OVERVIEW.len(), OVERVIEW[number % OVERVIEW.len()] as usize);
            let (pair, population) = (of / POPULATIONS.len(), of % POPULATIONS.len());
            self.draws.values(pair * CELLS + cell(population, indicator))
        };
        let answers = draws.answers(self.pairs.len() * POPULATIONS.len() * OVERVIEW.len(), output);
        let parameters = draws.parameters().to_vec();
        Uncertain { pairs: self.pairs, distinct: draws.particles(), cells, parameters, answers }
    }
}

/// So many of so many draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// Draws in which it is so.
    pub of: usize,
    /// Draws in which it can be told.
    pub draws: usize,
}

impl Share {
    /// The share; NaN without draws.
    #[must_use]
    pub fn share(self) -> f64 {
        self.of as f64 / self.draws as f64
    }

    /// Its 95 % interval (Wilson), where only so many of the draws are of different particles; from 0 to 1 without draws.
    #[must_use]
    pub fn interval(self, distinct: usize) -> (f64, f64) {
        let Self { of: above, draws } = self;
        if draws == 0 { (0.0, 1.0) } else { Above { above, draws, distinct }.interval() }
    }
}

fn over(values: &[f64], within: Within) -> OverDraws {
    let spread = over_draws(values);
    let luck = if within.degrees == 0 { f64::NAN } else { (within.squares / within.degrees as f64).sqrt() };
    // Means of draws vary by ignorance, and by the luck of as many worlds as each has.
    let worlds_each = within.worlds as f64 / within.draws.max(1) as f64;
    let ignorance = (spread.sd * spread.sd - luck * luck / worlds_each).max(0.0).sqrt();
    OverDraws {
        mean: mean(values.iter().copied().filter(|value| value.is_finite())),
        low: spread.low,
        high: spread.high,
        luck,
        ignorance: if luck.is_nan() { f64::NAN } else { ignorance },
        above: values.iter().filter(|value| **value > 0.0).count(),
        same: values.iter().filter(|value| **value == 0.0).count(),
        draws: spread.n,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn luck_and_ignorance_are_told_apart() {
        // Two worlds a draw: means 1, 3, 5 with luck of variance 2 in each.
        let means = [1.0, 3.0, 5.0, f64::NAN];
        let within = Within { squares: 6.0, degrees: 3, worlds: 6, draws: 3 };
        let found = over(&means, within);
        assert!((found.luck - 2.0_f64.sqrt()).abs() < 1e-12);
        // Means vary by 4; a half of 2 of that is luck.
        assert!((found.ignorance - 3.0_f64.sqrt()).abs() < 1e-12, "{found:?}");
        assert!((found.luck_share() - 0.4).abs() < 1e-12);
        assert_eq!((found.mean, found.above, found.draws), (3.0, 3, 3));
        let only_luck = over(&means, Within { squares: 60.0, ..within });
        assert_eq!((only_luck.ignorance, only_luck.luck_share()), (0.0, 1.0));
    }

    #[test]
    fn a_share_has_an_interval_of_its_own_by_different_particles() {
        let found =
            OverDraws { mean: 0.0, low: 0.0, high: 0.0, luck: 1.0, ignorance: 1.0, above: 83, same: 0, draws: 100 };
        let (low, high) = found.share_interval(100);
        assert!((low - 0.745).abs() < 0.002 && (high - 0.891).abs() < 0.002, "{low} {high}");
        let (wider_low, wider_high) = found.share_interval(20);
        assert!(wider_low < low && wider_high > high);
    }
}

//! What a contrast taken apart says.

use super::shapley::pairs;
use crate::analysis::draws::Above;
use crate::analysis::readout::{CELLS, cell};
use crate::analysis::statistics::{Estimate, Moments};

/// On what footing regimes are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// As they were run.
    AsRun,
    /// What each gained over the world without help, for 1,000 worker hours that it used beyond that world's per 1,000
    /// people. Missing where a regime of the game used none.
    PerWorkerHour,
    /// As they were run where hours of workers are all that is scarce, and as scarce under every regime.
    EqualHours,
}

impl Basis {
    /// All, in the order of the tables.
    pub const ALL: [Self; 3] = [Self::AsRun, Self::PerWorkerHour, Self::EqualHours];

    /// The word in result files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::AsRun => "as_run",
            Self::PerWorkerHour => "per_worker_hour",
            Self::EqualHours => "equal_hours",
        }
    }
}

/// What one part is worth in one indicator of one population. Means over replicates in which every regime of the game has a
/// value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Worth {
    /// Its Shapley value: averaged over all orders in which parts may change.
    pub value: Estimate,
    /// What it adds to the regime where it begins, changed alone.
    pub first: Estimate,
    /// What it adds where all other parts have changed already.
    pub last: Estimate,
}

/// A contrast and what it is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Whole {
    /// The difference of the two regimes.
    pub contrast: Estimate,
    /// Its parts, which add up to it.
    pub parts: Vec<Worth>,
    /// What every two parts are worth together beyond each by itself (Shapley interaction index), with their places.
    pub pairs: Vec<((usize, usize), Estimate)>,
}

impl Whole {
    /// The share of each part in the contrast; `None` where the contrast is not known to differ from 0, or a part goes against
    /// the others: then shares would say more than there is.
    #[must_use]
    pub fn shares(&self) -> Option<Vec<f64>> {
        let one_sign = self.parts.iter().all(|part| part.value.mean * self.contrast.mean >= 0.0);
        let known = self.contrast.is_clear() || (self.contrast.n == 1 && self.contrast.mean != 0.0);
        (known && one_sign).then(|| self.parts.iter().map(|part| part.value.mean / self.contrast.mean).collect())
    }

    /// The parts by size, the largest first.
    #[must_use]
    pub fn ranked(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.parts.len()).collect();
        let size = |part: &usize| self.parts[*part].value.mean.abs();
        order.sort_by(|a, b| size(b).total_cmp(&size(a)));
        order
    }
}

/// A contrast taken apart in every indicator of every population.
#[derive(Clone, Debug)]
pub struct Decomposition {
    pub(super) parts: usize,
    /// Basis by basis, cell by cell, quantity by quantity.
    pub(super) split: Vec<Estimate>,
    /// Basis by basis (not per hour), the world without help and then regime by regime, cell by cell.
    pub(super) values: Vec<Estimate>,
    pub(super) bases: Vec<Basis>,
    /// As `split`: in how many draws each is above nought; `None` where there is one set of numbers.
    pub(super) above: Option<Vec<Above>>,
}

/// Numbers that are kept of each game: the whole, three of each part, and one of each pair.
pub(super) fn quantities(parts: usize) -> usize {
    1 + 3 * parts + parts * (parts - 1) / 2
}

impl Decomposition {
    pub(super) fn of(parts: usize, bases: Vec<Basis>, split: &[Moments], values: &[Moments]) -> Self {
        let estimates = |moments: &[Moments]| moments.iter().map(Moments::estimate).collect();
        Self { parts, bases, split: estimates(split), values: estimates(values), above: None }
    }

    /// On which footings it is taken apart.
    #[must_use]
    pub fn bases(&self) -> &[Basis] {
        &self.bases
    }

    /// The contrast in an indicator of a population, with its parts.
    ///
    /// # Panics
    /// If there is no such basis, population or indicator.
    #[must_use]
    pub fn at(&self, basis: usize, population: usize, indicator: usize) -> Whole {
        let (n, parts) = (quantities(self.parts), self.parts);
        let all = &self.split[(basis * CELLS + cell(population, indicator)) * n..][..n];
        let worth =
            |part: usize| Worth { value: all[1 + part], first: all[1 + parts + part], last: all[1 + 2 * parts + part] };
        Whole {
            contrast: all[0],
            parts: (0..parts).map(worth).collect(),
            pairs: pairs(parts).zip(all[1 + 3 * parts..].iter().copied()).collect(),
        }
    }

    /// In how many draws of a posterior a part is worth more than nought; `None` where the study is not over draws.
    ///
    /// # Panics
    /// If there is no such basis, population, indicator or part.
    #[must_use]
    pub fn above(&self, basis: usize, population: usize, indicator: usize, part: usize) -> Option<Above> {
        let n = quantities(self.parts);
        Some(self.above.as_ref()?[(basis * CELLS + cell(population, indicator)) * n + 1 + part])
    }

    /// The same of the contrast itself.
    ///
    /// # Panics
    /// If there is no such basis, population or indicator.
    #[must_use]
    pub fn contrast_above(&self, basis: usize, population: usize, indicator: usize) -> Option<Above> {
        Some(self.above.as_ref()?[(basis * CELLS + cell(population, indicator)) * quantities(self.parts)])
    }

    /// The draws of a posterior over which it is done, and how many of them are of different particles; `None` where there is
    /// one set of numbers.
    #[must_use]
    pub fn draws(&self) -> Option<(usize, usize)> {
        Above::most(self.above.as_ref()?)
    }

    /// The value of a regime of the study in an indicator of a population: 0 is the world without help, `m + 1` cell `m`.
    /// `None` where the basis has no values of its own.
    #[must_use]
    pub fn value(&self, basis: Basis, regime: usize, population: usize, indicator: usize) -> Option<Estimate> {
        let point = match basis {
            Basis::AsRun => 0,
            Basis::EqualHours => 1,
            Basis::PerWorkerHour => return None,
        };
        let regimes = (1 << self.parts) + 1;
        self.values.get((point * regimes + regime) * CELLS + cell(population, indicator)).copied()
    }

    /// The fewest and the most of an indicator of a population that a regime of the game has, in the mean.
    #[must_use]
    pub fn span(&self, basis: Basis, population: usize, indicator: usize) -> Option<(f64, f64)> {
        let value = |cell: usize| self.value(basis, cell + 1, population, indicator).map(|value| value.mean);
        let mut all = (0..1 << self.parts).filter_map(value).filter(|mean| mean.is_finite());
        let first = all.next()?;
        Some(all.fold((first, first), |(low, high), mean| (low.min(mean), high.max(mean))))
    }
}

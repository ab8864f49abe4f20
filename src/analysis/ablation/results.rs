//! What an ablation study says.

use crate::analysis::draws::Above;
use crate::analysis::responses::{Basis, MAIN};
use crate::analysis::statistics::Estimate;
use crate::model::indicator::POPULATIONS;

/// Cells of a regime: every main indicator of every population.
pub(super) const CELLS: usize = POPULATIONS.len() * MAIN.len();

/// One main indicator of one population under one regime, with something and without it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Carried {
    /// The contrast with the reference (or the value, where there is one regime) as the scenario stands.
    pub stands: Estimate,
    /// The same with the mechanism or advantage taken away.
    pub without: Estimate,
    /// What the mechanism carries: `stands − without` in the same replicate.
    pub carried: Estimate,
}

impl Carried {
    /// The share of the contrast that is carried, which may lie outside 0 … 1; NaN where the contrast is not clear.
    #[must_use]
    pub fn share(&self) -> f64 {
        if self.stands.is_clear() { self.carried.mean / self.stands.mean } else { f64::NAN }
    }

    /// On which side of the contrast the mechanism stands.
    #[must_use]
    pub fn side(&self) -> Side {
        match (differs_from_zero(&self.carried), differs_from_zero(&self.stands)) {
            (false, _) => Side::Unclear,
            (true, false) => Side::Moves,
            _ if (self.carried.mean > 0.0) == (self.stands.mean > 0.0) => Side::Carries,
            _ => Side::Against,
        }
    }
}

/// On which side of a contrast a mechanism stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Without it the contrast would be smaller, or turn round.
    Carries,
    /// Without it the contrast would be larger.
    Against,
    /// It changes a contrast that does not clearly differ from 0 itself.
    Moves,
    /// What it carries does not clearly differ from 0.
    Unclear,
}

/// Whether an estimate clearly differs from 0: its interval leaves 0 out, or there is one replicate and it is not 0.
#[must_use]
pub fn differs_from_zero(estimate: &Estimate) -> bool {
    estimate.is_clear() || (estimate.n == 1 && estimate.mean != 0.0)
}

/// What an ablation study says.
#[derive(Clone, Debug)]
pub struct AblationResults {
    pub(super) regimes: usize,
    pub(super) ablations: usize,
    /// The regime that is taken away from the others; `None` where there is one regime, which is read by itself.
    pub(super) reference: Option<usize>,
    /// Regime by regime, cell by cell.
    pub(super) stands: Vec<Estimate>,
    /// Ablation by ablation, regime by regime, cell by cell.
    pub(super) without: Vec<Estimate>,
    pub(super) carried: Vec<Estimate>,
    /// Ablation by ablation, regime by regime.
    pub(super) compared: Vec<Compared>,
    /// In how many draws each is above nought; `None` where there is one set of numbers.
    pub(super) above: Option<CarriedAbove>,
}

/// In how many draws of a posterior each cell is above nought.
#[derive(Clone, Debug)]
pub(super) struct CarriedAbove {
    pub(super) stands: Vec<Above>,
    pub(super) without: Vec<Above>,
    pub(super) carried: Vec<Above>,
}

impl AblationResults {
    /// Whether regimes are read as differences from the reference, or one regime by its values.
    #[must_use]
    pub fn basis(&self) -> Basis {
        if self.reference.is_some() { Basis::Difference } else { Basis::Value }
    }

    /// The regime that is taken away from the others, if there are others.
    #[must_use]
    pub fn reference(&self) -> Option<usize> {
        self.reference
    }

    /// The regimes that are read, in order: all but the reference.
    pub fn regimes(&self) -> impl Iterator<Item = usize> + use<> {
        let reference = self.reference;
        (0..self.regimes).filter(move |regime| Some(*regime) != reference)
    }

    /// Number of ablations.
    #[must_use]
    pub fn ablations(&self) -> usize {
        self.ablations
    }

    /// The contrast (or value) as the scenario stands in the main indicator at `place` in [`MAIN`].
    ///
    /// # Panics
    /// If there is no such regime, population or indicator.
    #[must_use]
    pub fn stands(&self, regime: usize, population: usize, place: usize) -> Estimate {
        self.stands[regime * CELLS + population * MAIN.len() + place]
    }

    /// What an ablation says of the main indicator at `place` in [`MAIN`], of a population under a regime.
    ///
    /// # Panics
    /// If there is no such ablation, regime, population or indicator.
    #[must_use]
    pub fn at(&self, ablation: usize, regime: usize, population: usize, place: usize) -> Carried {
        let of = (ablation * self.regimes + regime) * CELLS + population * MAIN.len() + place;
        Carried { stands: self.stands(regime, population, place), without: self.without[of], carried: self.carried[of] }
    }

    /// In how many draws what stands, what is left without, and what is carried are above nought; `None` where the study is not
    /// over the draws of a posterior.
    ///
    /// # Panics
    /// If there is no such ablation, regime, population or indicator.
    #[must_use]
    pub fn above(&self, ablation: usize, regime: usize, population: usize, place: usize) -> Option<[Above; 3]> {
        let CarriedAbove { stands, without, carried } = self.above.as_ref()?;
        let cell = regime * CELLS + population * MAIN.len() + place;
        let of = ablation * self.regimes * CELLS + cell;
        Some([stands[cell], without[of], carried[of]])
    }

    /// The draws of a posterior over which the study is done, and how many of them are of different particles; `None` where
    /// there is one set of numbers.
    #[must_use]
    pub fn draws(&self) -> Option<(usize, usize)> {
        Above::most(&self.above.as_ref()?.stands)
    }

    /// Whether an ablation changed nothing at all of what a regime is read by: neither its own runs nor those of the
    /// reference, in any replicate. False if nothing could be compared.
    #[must_use]
    pub fn is_inert_under(&self, ablation: usize, regime: usize) -> bool {
        let same = |regime: usize| {
            let Compared { runs, changed } = self.compared[ablation * self.regimes + regime];
            runs > 0 && changed == 0
        };
        same(regime) && self.reference.is_none_or(same)
    }

    /// Whether an ablation changed nothing in any run.
    #[must_use]
    pub fn is_inert(&self, ablation: usize) -> bool {
        (0..self.regimes).all(|regime| self.is_inert_under(ablation, regime))
    }

    /// The ablations that changed something under a regime, those first that carry most of a cell, whichever way.
    #[must_use]
    pub fn ranked(&self, regime: usize, population: usize, place: usize) -> Vec<(usize, Carried)> {
        let found = (0..self.ablations).filter(|ablation| !self.is_inert_under(*ablation, regime));
        let found = found.map(|ablation| (ablation, self.at(ablation, regime, population, place)));
        let mut found: Vec<_> = found.filter(|(_, carried)| carried.carried.n > 0).collect();
        found.sort_by(|(_, a), (_, b)| b.carried.mean.abs().total_cmp(&a.carried.mean.abs()));
        found
    }
}

/// Runs that were compared with the same run as the scenario stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Compared {
    pub(super) runs: u64,
    pub(super) changed: u64,
}

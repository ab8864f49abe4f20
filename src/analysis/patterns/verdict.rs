//! What became of a pattern: emergent, conditional on something, or not found.

use super::criterion::Pattern;
use crate::analysis::statistics::{Estimate, Moments};
use crate::scenario::Taken;

/// In how many of ten replicates a pattern must hold.
const OF_TEN: usize = 9;

/// A pattern as read in the replicates of one variant of its scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct VariantResult {
    /// An estimate a criterion.
    pub estimates: Vec<Estimate>,
    /// Replicates in which each criterion is met; all of them for one that is only told.
    pub met: Vec<usize>,
    /// Replicates in which all are met.
    pub held: usize,
    /// Replicates read.
    pub replicates: usize,
}

impl VariantResult {
    /// From the numbers of each replicate, in their order.
    #[must_use]
    pub fn of(pattern: &Pattern, replicates: &[Vec<f64>]) -> Self {
        let each = 0..pattern.criteria.len();
        let of = |criterion: usize| {
            let mut moments = Moments::default();
            replicates.iter().for_each(|values| moments.add(values[criterion]));
            moments.estimate()
        };
        let met = |criterion: usize| {
            let asks = pattern.criteria[criterion].asks;
            replicates.iter().filter(|values| asks.is_none_or(|asks| asks.met(values[criterion]))).count()
        };
        Self {
            estimates: each.clone().map(of).collect(),
            met: each.map(met).collect(),
            held: replicates.iter().filter(|values| pattern.met(values)).count(),
            replicates: replicates.len(),
        }
    }

    /// Whether it holds: in at least 27 of 30 replicates, or as large a share.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.replicates > 0 && 10 * self.held >= OF_TEN * self.replicates
    }

    /// Whether these replicates, the first of `replicates`, are enough: all of them hold, or so many do not that it could
    /// not hold any more if all others did.
    #[must_use]
    pub fn decides(&self, replicates: usize) -> bool {
        let failed = self.replicates - self.held;
        failed == 0 || 10 * (replicates - failed) < OF_TEN * replicates
    }

    /// Whether one criterion is met often enough.
    #[must_use]
    pub fn is_met(&self, criterion: usize) -> bool {
        self.replicates > 0 && 10 * self.met[criterion] >= OF_TEN * self.replicates
    }
}

/// A pattern with something taken away.
#[derive(Clone, Debug, PartialEq)]
pub struct Without {
    /// What is taken away.
    pub name: String,
    /// What kind of thing it is.
    pub taken: Taken,
    /// What it sets, as after `--set`.
    pub sets: Vec<String>,
    /// What was read.
    pub reread: Reread,
}

/// What was read with something taken away.
#[derive(Clone, Debug, PartialEq)]
pub enum Reread {
    /// Nothing: taking it away changes not a bit in the first replicate.
    Inert,
    /// Too little: a world failed.
    Unread,
    /// Enough to decide.
    Read(VariantResult),
}

/// What became of a pattern.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// It holds, whatever mechanism or advantage is taken away.
    Emergent,
    /// It holds, and with something taken away a world failed, so that it is not known whether it is emergent.
    Open,
    /// It holds, but not without these.
    Conditional(Vec<String>),
    /// It does not hold.
    NotFound,
}

impl Verdict {
    /// From a reading of the scenario as it stands, and all readings with something taken away.
    #[must_use]
    pub fn of(whole: &VariantResult, without: &[Without]) -> Self {
        if !whole.holds() {
            return Self::NotFound;
        }
        let fails = |one: &&Without| matches!(&one.reread, Reread::Read(reading) if !reading.holds());
        let names: Vec<String> = without.iter().filter(fails).map(|one| one.name.clone()).collect();
        match names.is_empty() {
            false => Self::Conditional(names),
            true if without.iter().any(|one| one.reread == Reread::Unread) => Self::Open,
            true => Self::Emergent,
        }
    }

    /// The word in result files.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Emergent => "emergent",
            Self::Open => "open",
            Self::Conditional(_) => "conditional",
            Self::NotFound => "not found",
        }
    }
}

/// A pattern with all that was read of it.
#[derive(Clone, Debug)]
pub struct Found {
    /// What was claimed.
    pub pattern: Pattern,
    /// As the scenario stands.
    pub whole: VariantResult,
    /// With each mechanism and advantage taken away; empty if it does not hold as the scenario stands.
    pub without: Vec<Without>,
}

impl Found {
    /// What became of it.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        Verdict::of(&self.whole, &self.without)
    }
}

//! What became of a pattern: it holds whatever is taken away, holds only with something, fails, or is undecided.

use super::criterion::{Needs, Pattern};
use crate::analysis::rule::Outcome;
use crate::analysis::statistics::{Estimate, Moments};
use crate::scenario::Taken;

/// A pattern as read in the replicates of one variant of its scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct VariantResult {
    /// An estimate a criterion.
    pub estimates: Vec<Estimate>,
    /// What became of each criterion; `None` for one that is only told.
    pub outcomes: Vec<Option<Outcome>>,
    /// Replicates read.
    pub replicates: usize,
}

impl VariantResult {
    /// From the numbers of each replicate, in their order.
    #[must_use]
    pub fn of(pattern: &Pattern, replicates: &[Vec<f64>]) -> Self {
        let estimate = |criterion: usize| {
            let mut moments = Moments::default();
            replicates.iter().for_each(|values| moments.add(values[criterion]));
            moments.estimate()
        };
        let estimates: Vec<Estimate> = (0..pattern.criteria.len()).map(estimate).collect();
        let asked = pattern.criteria.iter().map(|criterion| criterion.asks);
        let outcome =
            |(estimate, asks): (&Estimate, Option<super::Asks>)| Some(asks?.outcome(estimate, replicates.len()));
        let outcomes = estimates.iter().zip(asked).map(outcome).collect();
        Self { estimates, outcomes, replicates: replicates.len() }
    }

    /// What became of all that is asked; undecided if nothing was read.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        if self.replicates == 0 { Outcome::Undecided } else { Outcome::of_all(self.outcomes.iter().flatten().copied()) }
    }

    /// The places of the criteria that do not hold: those that fail, or if none does, those that are not decided.
    #[must_use]
    pub fn in_the_way(&self) -> Vec<usize> {
        let overall = self.outcome();
        let holds = overall == Outcome::Holds;
        (0..self.outcomes.len()).filter(|&place| !holds && self.outcomes[place] == Some(overall)).collect()
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
    /// Enough to decide, or all replicates.
    Read(VariantResult),
}

impl Without {
    /// What became of the pattern without it.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        match &self.reread {
            Reread::Inert => Outcome::Holds,
            Reread::Unread => Outcome::Undecided,
            Reread::Read(reading) => reading.outcome(),
        }
    }
}

/// What became of a pattern.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// It holds, whatever single mechanism or advantage is taken away.
    Holds,
    /// It holds, but not without these.
    Conditional(Vec<String>),
    /// It holds, and without something it is undecided or could not be read.
    Open,
    /// The worlds that were read do not decide.
    Undecided,
    /// It does not hold.
    Fails,
}

impl Verdict {
    /// From a reading of the scenario as it stands, and all readings with something taken away.
    #[must_use]
    pub fn of(whole: &VariantResult, without: &[Without]) -> Self {
        match whole.outcome() {
            Outcome::Fails => return Self::Fails,
            Outcome::Undecided => return Self::Undecided,
            Outcome::Holds => (),
        }
        let is = |outcome| move |one: &&Without| one.outcome() == outcome;
        let names: Vec<String> = without.iter().filter(is(Outcome::Fails)).map(|one| one.name.clone()).collect();
        match names.is_empty() {
            false => Self::Conditional(names),
            true if without.iter().any(|one| one.outcome() == Outcome::Undecided) => Self::Open,
            true => Self::Holds,
        }
    }

    /// The word in result files.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Conditional(_) => "conditional",
            Self::Open => "open",
            Self::Undecided => "undecided",
            Self::Fails => "fails",
        }
    }
}

/// A pattern with all that was read of it.
#[derive(Clone, Debug)]
pub struct Found {
    /// What was claimed.
    pub pattern: Pattern,
    /// People in each world.
    pub people: u32,
    /// The seed of its worlds.
    pub seed: u64,
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

    /// What it takes that each number that is asked for finds its smallest effect of interest in 90 % of cases; `None` if
    /// that cannot be said of one.
    #[must_use]
    pub fn needs(&self) -> Option<Needs> {
        let each = self.pattern.criteria.iter().zip(&self.whole.estimates);
        let each = each.filter_map(|(criterion, estimate)| Some(criterion.asks?.needs(estimate, self.people)));
        let both = |all: Needs, one: Option<Needs>| {
            let one = one?;
            Some(Needs { worlds: all.worlds.max(one.worlds), people: all.people.max(one.people) })
        };
        each.into_iter().try_fold(Needs { worlds: 0, people: 0 }, both)
    }

    /// Whether the worlds that were read are enough for that.
    #[must_use]
    pub fn has_power(&self) -> bool {
        self.needs().is_some_and(|needs| needs.worlds <= self.whole.replicates)
    }
}

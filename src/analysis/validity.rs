//! Validity: every figure of evidence beside what the model does under the regime that the figure is about.
//!
//! The rule: the model is *inside* if the mean over replicates lies in the figure's interval, bounds included, and else
//! *outside*. Its own interval does not decide, so that fewer worlds never make a model more valid; it is told apart
//! where it reaches over a bound, because more worlds could then change the word. A figure is read under the first
//! regime of the scenario that is of its kind.

use super::figures::{Figure, HeldAgainst, Purpose, figures};
use super::spells::Spells;
use super::statistics::Estimate;
use crate::scenario::Scenario;

/// A figure beside the model.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The figure.
    pub figure: &'static Figure,
    /// The regime under which it is read: an index into those of the scenario; `None` if there is none of its kind.
    pub regime: Option<usize>,
    /// What the model does there; without any value where that cannot be said.
    pub model: Estimate,
}

/// What is said of a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValidityVerdict {
    /// The model's mean lies in the figure's interval.
    Inside,
    /// It does not.
    Outside,
    /// There is nothing to compare, and why.
    CannotBeSaid(String),
}

impl ValidityVerdict {
    /// The words in result files.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Inside => "inside",
            Self::Outside => "outside",
            Self::CannotBeSaid(_) => "cannot be said",
        }
    }
}

impl Comparison {
    /// Whether the model is inside the figure's interval.
    #[must_use]
    pub fn verdict(&self) -> ValidityVerdict {
        let Figure { low, high, about, ref held, .. } = *self.figure;
        match (held, self.regime) {
            (HeldAgainst::Nothing(why), _) => ValidityVerdict::CannotBeSaid(why.clone()),
            (_, None) => ValidityVerdict::CannotBeSaid(format!("the scenario has no regime with {}", about.meaning())),
            _ if self.model.n == 0 => ValidityVerdict::CannotBeSaid(
                "no world has a value: the run is too short for it, or it happened to nobody".to_owned(),
            ),
            _ if (low..=high).contains(&self.model.mean) => ValidityVerdict::Inside,
            _ => ValidityVerdict::Outside,
        }
    }

    /// Whether the model's own interval reaches over a bound of the figure's, so that more worlds could change the
    /// verdict; `None` if it has no interval.
    #[must_use]
    pub fn straddles(&self) -> Option<bool> {
        let Estimate { low, high, n, .. } = self.model;
        let over = |bound: f64| low < bound && bound < high;
        (n > 1).then(|| over(self.figure.low) || over(self.figure.high))
    }
}

/// Every figure of evidence beside the model, in the order of the figures.
pub(super) fn compare(scenario: &Scenario, spells: &Spells) -> Vec<Comparison> {
    figures().iter().map(|figure| compared(scenario, spells, figure)).collect()
}

fn compared(scenario: &Scenario, spells: &Spells, figure: &'static Figure) -> Comparison {
    let fits = |regime: &crate::scenario::Regime| figure.about.fits(regime.structure.as_ref());
    let regime = scenario.regimes.iter().position(fits);
    let model = match (&figure.held, regime) {
        (HeldAgainst::Quantity(quantity), Some(regime)) => spells.at(regime, *quantity).copied(),
        _ => None,
    };
    Comparison { figure, regime, model: model.unwrap_or_else(|| Estimate::of(&[])) }
}

/// How many figures the model is inside of, fitted and not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ValidityCount {
    /// Targets of which something can be said.
    pub targets: usize,
    /// Those whose interval the model is in.
    pub targets_inside: usize,
    /// Checks of which something can be said.
    pub checks: usize,
    /// Those whose interval the model is in.
    pub checks_inside: usize,
    /// Figures of which nothing can be said.
    pub unsaid: usize,
}

impl ValidityCount {
    /// Counts `comparisons`.
    #[must_use]
    pub fn of(comparisons: &[Comparison]) -> Self {
        let mut count = Self::default();
        for comparison in comparisons {
            let inside = match comparison.verdict() {
                ValidityVerdict::Inside => 1,
                ValidityVerdict::Outside => 0,
                ValidityVerdict::CannotBeSaid(_) => {
                    count.unsaid += 1;
                    continue;
                }
            };
            let (all, of_them) = match comparison.figure.purpose {
                Purpose::Target => (&mut count.targets, &mut count.targets_inside),
                Purpose::Check => (&mut count.checks, &mut count.checks_inside),
            };
            *all += 1;
            *of_them += inside;
        }
        count
    }
}

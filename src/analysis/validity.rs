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

#[cfg(test)]
mod tests {
    use super::*;

    /// The first figure that is held against something, beside a model with these values.
    fn beside(values: &[f64]) -> Comparison {
        let figure = figures().iter().find(|figure| matches!(figure.held, HeldAgainst::Quantity(_))).unwrap();
        Comparison { figure, regime: Some(0), model: Estimate::of(values) }
    }

    #[test]
    fn the_mean_decides_bounds_included_and_the_models_own_interval_does_not() {
        let Figure { low, high, .. } = *beside(&[]).figure;
        let word = |values: &[f64]| beside(values).verdict().word();
        assert_eq!(
            [word(&[low]), word(&[high]), word(&[low.next_down()]), word(&[high.next_up()])],
            ["inside", "inside", "outside", "outside"]
        );
        let wide = high - low;
        assert_eq!(word(&[high - 9.0 * wide, high + 9.1 * wide]), "outside", "its interval holds all of the figure's");
        assert_eq!(word(&[low - 9.0 * wide, low + 9.1 * wide]), "inside");
    }

    #[test]
    fn it_is_told_where_more_worlds_could_change_the_word() {
        let Figure { low, high, .. } = *beside(&[]).figure;
        let (middle, wide) = (0.5 * (low + high), high - low);
        assert_eq!(beside(&[middle - 0.001 * wide, middle + 0.001 * wide]).straddles(), Some(false));
        assert_eq!(beside(&[high - 0.1 * wide, high + 0.05 * wide]).straddles(), Some(true));
        assert_eq!(beside(&[low - 0.1 * wide, low + 0.05 * wide]).straddles(), Some(true));
        assert_eq!(beside(&[high + wide, high + 1.001 * wide]).straddles(), Some(false));
        assert_eq!((beside(&[middle]).straddles(), beside(&[middle]).verdict()), (None, ValidityVerdict::Inside));
    }

    #[test]
    fn nothing_is_said_without_a_value_a_regime_or_a_quantity_and_it_is_counted_apart() {
        let none = beside(&[f64::NAN]);
        let nowhere = Comparison { regime: None, ..beside(&[0.3]) };
        let of_nothing = figures().iter().find(|figure| matches!(figure.held, HeldAgainst::Nothing(_))).unwrap();
        let unmeasured = Comparison { figure: of_nothing, ..beside(&[0.3]) };
        let all = [none, nowhere, unmeasured];
        let why = all.clone().map(|one| match one.verdict() {
            ValidityVerdict::CannotBeSaid(why) => why,
            other => panic!("{other:?}"),
        });
        assert!(why[0].contains("too short") && why[1].contains("no regime with") && !why[2].is_empty());
        let figure = all[0].figure;
        let (inside, outside) = (beside(&[figure.value]), beside(&[figure.high + 1.0]));
        let check = figures().iter().find(|figure| figure.purpose == Purpose::Check).unwrap();
        let check = Comparison { figure: check, regime: Some(0), model: Estimate::of(&[check.value]) };
        let count = ValidityCount::of(&[&all[..], &[inside, outside, check]].concat());
        let expected = ValidityCount { targets: 2, targets_inside: 1, checks: 1, checks_inside: 1, unsaid: 3 };
        assert_eq!(count, expected);
    }
}

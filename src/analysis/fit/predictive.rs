//! What priors and posterior say of each goal, in worlds that were not used to find it.

use super::distance::{Yardstick, in_all};
use super::goal::Goal;
use super::population::Particle;
use super::weighted;

/// Middle and 95 % interval of what is predicted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// Mean; NaN where nothing has a value.
    pub mean: f64,
    /// 2.5 % point.
    pub low: f64,
    /// 97.5 % point.
    pub high: f64,
    /// How many particles had a value.
    pub n: usize,
}

impl Spread {
    fn of(values: &[f64]) -> Self {
        let there: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
        let even = vec![1.0; there.len()];
        let [low, high] = [0.025, 0.975].map(|part| weighted::quantile(&there, &even, part));
        Self { mean: weighted::mean(&there, &even), low, high, n: there.len() }
    }

    /// Whether the interval holds `value`, bounds included.
    #[must_use]
    pub fn holds(&self, value: f64) -> bool {
        (self.low..=self.high).contains(&value)
    }
}

/// What is predicted of a goal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GoalFit {
    /// What the priors say that a survey like the one that found the figure would find.
    pub prior: Spread,
    /// What the posterior says of it, in worlds of fresh luck.
    pub posterior: Spread,
    /// What the posterior says of the truth itself, the survey aside.
    pub truth: Spread,
}

impl GoalFit {
    /// Whether the mean of what is predicted of the truth lies in the figure's own interval: the rule of validity.
    #[must_use]
    pub fn is_inside(&self, goal: &Goal) -> bool {
        (goal.low..=goal.high).contains(&self.truth.mean)
    }

    /// Whether the figure lies in the middle 95 % of what the priors say: else no parameters within them are likely to meet it.
    #[must_use]
    pub fn is_in_reach(&self, goal: &Goal) -> bool {
        self.prior.holds(goal.value)
    }

    /// From the first population, and the predictive particles, of which the first has the given number.
    pub(super) fn of(
        yardstick: &Yardstick<'_>,
        goal: usize,
        prior: &[Particle],
        (first, worlds): (u32, &[Vec<Vec<f64>>]),
    ) -> Self {
        let surveyed = |number: u32, worlds: &[Vec<f64>]| yardstick.surveyed(number, worlds)[goal];
        let by_prior: Vec<f64> = prior.iter().map(|particle| surveyed(particle.number, &particle.worlds)).collect();
        let predicted: Vec<f64> = (first..).zip(worlds).map(|(number, worlds)| surveyed(number, worlds)).collect();
        let truths: Vec<f64> = worlds.iter().map(|worlds| in_all(worlds, goal)).collect();
        Self { prior: Spread::of(&by_prior), posterior: Spread::of(&predicted), truth: Spread::of(&truths) }
    }
}

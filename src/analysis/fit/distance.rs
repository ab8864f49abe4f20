//! How far a particle is from all goals.

use super::draws::normal;
use super::goal::{Goal, GoalScale};
use crate::analysis::design::lots::Purpose;
use crate::analysis::statistics::mean;

/// Further away than so many scales nothing counts more: a figure that the model cannot meet is not to decide about all
/// others. A figure of which no world had a value counts as much. *Assumed.*
pub const FAR: f64 = 5.0;

/// What is needed to judge a particle.
#[derive(Clone, Copy, Debug)]
pub(super) struct Yardstick<'a> {
    pub(super) goals: &'a [Goal],
    pub(super) scales: &'a [GoalScale],
    pub(super) seed: u32,
}

impl Yardstick<'_> {
    /// What surveys would have found in the worlds of the particle `number`, goal by goal.
    pub(super) fn surveyed(&self, number: u32, worlds: &[Vec<f64>]) -> Vec<f64> {
        let found = |(place, goal): (usize, &Goal)| {
            goal.surveyed(in_all(worlds, place), normal(self.seed, Purpose::Survey, [number, place as u32, 0]))
        };
        self.goals.iter().enumerate().map(found).collect()
    }

    /// How many scales each of `values` is from its goal, at most [`FAR`].
    pub(super) fn away(&self, values: &[f64]) -> Vec<f64> {
        let away = |((value, goal), scale): ((&f64, &Goal), &GoalScale)| {
            // A figure without any scale is met exactly or not at all.
            let away = if *value == goal.value { 0.0 } else { (value - goal.value) / scale.whole() };
            if away.is_nan() { FAR } else { away.clamp(-FAR, FAR) }
        };
        values.iter().zip(self.goals).zip(self.scales).map(away).collect()
    }

    /// The distance of the particle `number` from all goals that are fitted: the root of the weighted mean of squares of how
    /// many scales it is away.
    pub(super) fn distance(&self, number: u32, worlds: &[Vec<f64>]) -> f64 {
        let away = self.away(&self.surveyed(number, worlds));
        let (mut sum, mut weights) = (0.0, 0.0);
        let counted =
            self.goals.iter().zip(self.scales).zip(away).filter(|((goal, scale), _)| goal.fitted && !scale.is_silent());
        for ((goal, _), away) in counted {
            sum += goal.weight * away * away;
            weights += goal.weight;
        }
        (sum / weights).sqrt()
    }
}

/// The mean of a goal's values over worlds.
pub(super) fn in_all(worlds: &[Vec<f64>], goal: usize) -> f64 {
    mean(worlds.iter().map(|world| world[goal]).filter(|value| value.is_finite()))
}

#[cfg(test)]
mod tests {
    use super::super::goal::Survey;
    use super::*;

    #[test]
    fn only_what_is_fitted_counts_by_its_weight_and_nothing_more_than_far() {
        let goal = |value, weight, fitted| {
            let id = String::new();
            Goal {
                id,
                value,
                low: value,
                high: value,
                error: 1.0,
                discrepancy: 0.0,
                weight,
                survey: Survey::Unknown,
                fitted,
            }
        };
        let goals = [goal(0.0, 1.0, true), goal(0.0, 0.5, true), goal(0.0, 1.0, false)];
        let scales = goals.each_ref().map(|goal| GoalScale::of(goal, &[vec![0.0]]));
        let yardstick = Yardstick { goals: &goals, scales: &scales, seed: 1 };
        let distance = |worlds: &[Vec<f64>]| yardstick.distance(0, worlds);
        assert!((distance(&[vec![1.0, 2.0, 9.0], vec![3.0, 2.0, 9.0]]) - 2.0).abs() < 1e-12);
        assert_eq!(distance(&[vec![0.0, 0.0, 9.0]]), 0.0);
        assert!((distance(&[vec![99.0, 0.0, 0.0]]) - (25.0_f64 / 1.5).sqrt()).abs() < 1e-12);
        assert_eq!(distance(&[vec![f64::NAN, 0.0, 0.0]]), distance(&[vec![-99.0, 0.0, 0.0]]));
    }
}

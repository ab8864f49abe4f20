//! What the model is held against: a figure, how sure it is, and on which scale a difference from it counts.

use crate::analysis::statistics::NORMAL_975;

/// What is assumed of a model where nobody says otherwise: that even with the best parameters it is off by this part of a
/// figure (of a share, of the figure or of what it leaves to 1, whichever is less). *Assumed.*
pub const DISCREPANCY: f64 = 0.1;

/// How a survey came by a figure, so that it can be imitated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Survey {
    /// Nothing is known of it: the figure is not imitated.
    Unknown,
    /// A share of so many people.
    Share(u32),
    /// A correlation over so many people.
    Correlation(u32),
}

/// A figure that the model is held against.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    /// The name by which tables call it.
    pub id: String,
    /// The figure.
    pub value: f64,
    /// Below this the figure contradicts the model.
    pub low: f64,
    /// Above this it does.
    pub high: f64,
    /// Standard deviation of the figure as far as its source tells: a 95 % interval is taken for 1.96 of them either way.
    pub error: f64,
    /// Standard deviation of what no parameters can mend, from 0, in the unit of the figure.
    pub discrepancy: f64,
    /// How much it counts beside the others, from 0: 1 if the source was read, half of it at second hand.
    pub weight: f64,
    /// How the figure was come by.
    pub survey: Survey,
    /// Whether the model is fitted to it. A *check* is only reported.
    pub fitted: bool,
}

impl Goal {
    /// Standard deviation of a figure with the 95 % interval from `low` to `high`.
    #[must_use]
    pub fn error_of(low: f64, high: f64) -> f64 {
        (high - low) / (2.0 * NORMAL_975)
    }

    /// What is assumed of the model where nobody says otherwise: see [`DISCREPANCY`].
    #[must_use]
    pub fn discrepancy_of(value: f64, is_share: bool) -> f64 {
        let part = if is_share { value.abs().min((1.0 - value).abs()) } else { value.abs() };
        DISCREPANCY * part
    }

    /// What a survey like the one that found the figure would have found where the truth is `truth`; `bell` is a standard
    /// normal number. Samples of a few dozen people and more are near enough to normal; nobody finds less than none or more
    /// than all.
    #[must_use]
    pub fn surveyed(&self, truth: f64, bell: f64) -> f64 {
        match self.survey {
            Survey::Unknown => truth,
            Survey::Share(n) => {
                let share = truth.clamp(0.0, 1.0);
                (truth + (share * (1.0 - share) / f64::from(n)).sqrt() * bell).clamp(0.0, 1.0)
            }
            Survey::Correlation(n) if n > 3 && truth.abs() < 1.0 => {
                libm::tanh(libm::atanh(truth) + bell / (f64::from(n) - 3.0).sqrt())
            }
            Survey::Correlation(_) => truth,
        }
    }
}

/// On which scale a difference from a goal counts. It is fixed before the first particle is judged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GoalScale {
    /// Standard deviation of the figure.
    pub error: f64,
    /// Standard deviation of the mean over the worlds of one particle, that of their luck.
    pub luck: f64,
    /// Standard deviation of what no parameters can mend.
    pub discrepancy: f64,
}

impl GoalScale {
    /// Whether no particle had a value that could be held against the goal: then it counts for nothing.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        self.luck.is_nan()
    }

    /// The three together.
    #[must_use]
    pub fn whole(&self) -> f64 {
        (self.error * self.error + self.luck * self.luck + self.discrepancy * self.discrepancy).sqrt()
    }

    /// The scale of a goal, from what each particle that was looked at first had in each of its worlds. Luck is that between
    /// the worlds of one particle, pooled over particles; nought where no particle had two worlds, NaN where none had a value.
    #[must_use]
    pub fn of(goal: &Goal, particles: &[Vec<f64>]) -> Self {
        let (mut squares, mut degrees, mut worlds, mut counted) = (0.0, 0, 0, 0);
        for values in particles {
            let there: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
            if there.is_empty() {
                continue;
            }
            let mean = crate::analysis::statistics::mean(there.iter().copied());
            squares += there.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>();
            degrees += there.len() - 1;
            worlds += there.len();
            counted += 1;
        }
        let variance = if degrees == 0 { 0.0 } else { squares / degrees as f64 };
        let worlds_each = worlds as f64 / f64::from(counted.max(1));
        let luck = if counted == 0 { f64::NAN } else { (variance / worlds_each).sqrt() };
        Self { error: goal.error, luck, discrepancy: goal.discrepancy }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn goal(survey: Survey) -> Goal {
        let id = "a".to_owned();
        Goal { id, value: 0.3, low: 0.2, high: 0.4, error: 0.03, discrepancy: 0.04, weight: 1.0, survey, fitted: true }
    }

    #[test]
    fn a_scale_is_made_of_error_luck_and_discrepancy() {
        let particles = vec![vec![1.0, 3.0], vec![5.0, 7.0], vec![f64::NAN, f64::NAN]];
        let scale = GoalScale::of(&goal(Survey::Unknown), &particles);
        assert!((scale.luck - 1.0).abs() < 1e-12, "variance 2 between worlds, two of them: {}", scale.luck);
        assert!((GoalScale { luck: 0.0, ..scale }.whole() - 0.05).abs() < 1e-12);
        assert_eq!(GoalScale::of(&goal(Survey::Unknown), &[vec![1.0], vec![2.0]]).luck, 0.0);
    }

    #[test]
    fn a_survey_is_imitated_with_its_own_error() {
        let found = goal(Survey::Share(100)).surveyed(0.5, 1.0);
        assert!((found - 0.55).abs() < 1e-12);
        assert_eq!((goal(Survey::Share(4)).surveyed(0.1, -9.0), goal(Survey::Unknown).surveyed(0.1, 9.0)), (0.0, 0.1));
        let r = goal(Survey::Correlation(103)).surveyed(0.0, 1.0);
        assert!((r - libm::tanh(0.1)).abs() < 1e-12);
        assert!(goal(Survey::Share(9)).surveyed(f64::NAN, 1.0).is_nan());
    }

    #[test]
    fn a_discrepancy_of_a_share_is_the_same_for_what_it_leaves() {
        assert!((Goal::discrepancy_of(0.8, true) - 0.02).abs() < 1e-12);
        assert!((Goal::discrepancy_of(26.0, false) - 2.6).abs() < 1e-12);
        assert!((Goal::error_of(0.1, 0.2) - 0.025_510_7).abs() < 1e-6);
    }
}

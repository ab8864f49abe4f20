//! Whether a rival predicts what none of the two was fitted to as well as the full model does.
//!
//! Draws of both posteriors are simulated in fresh worlds, and stand in groups. In each group, which has draws and luck of its
//! own, both have a distance; intervals are those of the mean over groups (Student's t).

use super::distance::{Yardstick, in_all};
use super::draws::uniform;
use super::goal::{Goal, GoalScale};
use super::posterior::Posterior;
use crate::analysis::design::lots::{Purpose, shuffled};
use crate::analysis::statistics::{Estimate, mean};

/// How many draws of a posterior are simulated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Draws {
    /// Groups of them, from 2.
    pub groups: u32,
    /// Draws in a group, from 1.
    pub each: u32,
}

impl Draws {
    /// Which particles are drawn, in the order of draws: over all groups each as often as its weight asks for, and by lot in
    /// which group.
    #[must_use]
    pub fn of(self, posterior: &Posterior, seed: u32) -> Vec<usize> {
        let all = self.groups * self.each;
        let lot = uniform(seed, Purpose::Predictive, [0, 0, 1]);
        let taken = Posterior::systematic(&posterior.weights(), all as usize, lot);
        shuffled(seed, Purpose::Predictive, 1, all).into_iter().map(|place| taken[place as usize]).collect()
    }
}

/// Of which figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// Those to which all models were fitted.
    Targets,
    /// Those to which none was.
    Checks,
}

impl Of {
    /// Both.
    pub const BOTH: [Self; 2] = [Self::Targets, Self::Checks];

    fn counts(self, goal: &Goal) -> bool {
        goal.fitted == (self == Self::Targets)
    }
}

/// What the difference of two models comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nearer {
    /// The full model, by more than chance makes it.
    Full,
    /// The rival, by more than chance makes it.
    Rival,
    /// Neither can be told to be.
    Neither,
}

/// Two models beside each other, in scales: how far draws are from figures, on average.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Beside {
    /// The full model.
    pub full: Estimate,
    /// The rival.
    pub rival: Estimate,
    /// By how much the rival is further away, group by group.
    pub difference: Estimate,
}

impl Beside {
    fn of(full: &[f64], rival: &[f64]) -> Self {
        let difference: Vec<f64> = rival.iter().zip(full).map(|(rival, full)| rival - full).collect();
        Self { full: Estimate::of(full), rival: Estimate::of(rival), difference: Estimate::of(&difference) }
    }

    /// Which of the two is nearer.
    #[must_use]
    pub fn nearer(&self) -> Nearer {
        match self.difference {
            Estimate { low, .. } if low > 0.0 => Nearer::Full,
            Estimate { high, .. } if high < 0.0 => Nearer::Rival,
            _ => Nearer::Neither,
        }
    }
}

/// A figure, and what two models say of it.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureBeside {
    /// Which goal.
    pub goal: usize,
    /// Whether it was foretold to tell the two apart.
    pub foretold: bool,
    /// Mean over the draws of the full model.
    pub full: f64,
    /// Mean over the draws of the rival.
    pub rival: f64,
    /// How far the two are from it; `None` of a figure that counts for nothing, for no particle of the full model had a value.
    pub away: Option<Beside>,
}

/// A rival beside the full model.
#[derive(Clone, Debug, PartialEq)]
pub struct Rivalry {
    /// All figures to which both were fitted; `None` where none of them counts.
    pub targets: Option<Beside>,
    /// All checks; `None` where none of them counts.
    pub checks: Option<Beside>,
    /// Every figure.
    pub figures: Vec<FigureBeside>,
}

/// What is needed to hold two models against the same figures on the same scale.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// The figures.
    pub goals: &'a [Goal],
    /// The scale of each, that of the full model.
    pub scales: &'a [GoalScale],
    /// How many draws there are of each model.
    pub draws: Draws,
}

impl Ground<'_> {
    /// Holds a rival against the full model. `full` and `rival` are the worlds of their draws; `tells` names the checks that
    /// were foretold.
    #[must_use]
    pub fn rivalry(&self, full: &[Vec<Vec<f64>>], rival: &[Vec<Vec<f64>>], tells: &[String]) -> Rivalry {
        let [all_full, all_rival] = [full, rival].map(|draws| self.means(draws));
        let [far_full, far_rival] = [&all_full, &all_rival].map(|means| self.away(means));
        let both = |of| Some(Beside::of(&self.distances(&far_full, of)?, &self.distances(&far_rival, of)?));
        let figure = |goal: usize| {
            let [full, rival] = [&far_full, &far_rival].map(|far| self.by_group(far, |away| away[goal].abs()));
            let middle =
                |means: &[Vec<f64>]| mean(means.iter().map(|draw| draw[goal]).filter(|value| value.is_finite()));
            FigureBeside {
                goal,
                foretold: tells.contains(&self.goals[goal].id),
                full: middle(&all_full),
                rival: middle(&all_rival),
                away: (!self.scales[goal].is_silent()).then(|| Beside::of(&full, &rival)),
            }
        };
        let figures = (0..self.goals.len()).map(figure).collect();
        Rivalry { targets: both(Of::Targets), checks: both(Of::Checks), figures }
    }

    /// The mean over its worlds of what each draw has of each goal.
    fn means(&self, draws: &[Vec<Vec<f64>>]) -> Vec<Vec<f64>> {
        let goals = 0..self.goals.len();
        draws.iter().map(|worlds| goals.clone().map(|goal| in_all(worlds, goal)).collect()).collect()
    }

    /// How many scales each draw is from each goal, at most [`super::FAR`]. No survey is imitated: its error is in the scale.
    fn away(&self, means: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let yardstick = Yardstick { goals: self.goals, scales: self.scales, seed: 0 };
        means.iter().map(|draw| yardstick.away(draw)).collect()
    }

    /// The mean over the draws of each group.
    fn by_group(&self, away: &[Vec<f64>], one: impl Fn(&[f64]) -> f64) -> Vec<f64> {
        away.chunks(self.draws.each.max(1) as usize).map(|group| mean(group.iter().map(|draw| one(draw)))).collect()
    }

    /// How far a draw is from all figures of a kind, as in a fit, group by group; `None` where no such figure counts.
    fn distances(&self, away: &[Vec<f64>], of: Of) -> Option<Vec<f64>> {
        let counted: Vec<(usize, f64)> = (0..self.goals.len())
            .filter(|&goal| of.counts(&self.goals[goal]) && !self.scales[goal].is_silent())
            .map(|goal| (goal, self.goals[goal].weight))
            .filter(|(_, weight)| *weight > 0.0)
            .collect();
        let weights: f64 = counted.iter().map(|(_, weight)| weight).sum();
        let distance = |draw: &[f64]| {
            let squares: f64 = counted.iter().map(|&(goal, weight)| weight * draw[goal] * draw[goal]).sum();
            (squares / weights).sqrt()
        };
        (!counted.is_empty()).then(|| self.by_group(away, distance))
    }
}

#[cfg(test)]
mod tests {
    use super::super::distance::FAR;
    use super::super::goal::Survey;
    use super::*;

    fn goal(id: &str, fitted: bool) -> Goal {
        Goal {
            id: id.to_owned(),
            value: 0.0,
            low: -1.0,
            high: 1.0,
            error: 1.0,
            discrepancy: 0.0,
            weight: 1.0,
            survey: Survey::Unknown,
            fitted,
        }
    }

    fn rivalry(full: &[f64], rival: &[f64]) -> Rivalry {
        let goals = [goal("target", true), goal("check", false), goal("silent", false)];
        let scales = [0.0, 0.0, f64::NAN].map(|luck| GoalScale { error: 1.0, luck, discrepancy: 0.0 });
        let ground = Ground { goals: &goals, scales: &scales, draws: Draws { groups: 3, each: 2 } };
        let worlds = |values: &[f64]| -> Vec<Vec<Vec<f64>>> {
            values
                .iter()
                .map(|value| vec![vec![1.0, value - 0.5, f64::NAN], vec![1.0, value + 0.5, f64::NAN]])
                .collect()
        };
        ground.rivalry(&worlds(full), &worlds(rival), &["check".to_owned()])
    }

    #[test]
    fn a_rival_that_is_further_away_is_told_and_one_that_is_nearer_too() {
        let (near, far) = ([0.1, 0.2, 0.3, 0.1, 0.2, 0.3], [2.0, 2.2, 2.1, 2.0, 2.1, 2.2]);
        let told = rivalry(&near, &far);
        let checks = told.checks.unwrap();
        assert_eq!(checks.nearer(), Nearer::Full);
        assert!((checks.difference.mean - 1.9).abs() < 1e-9, "{checks:?}");
        assert_eq!(rivalry(&far, &near).checks.unwrap().nearer(), Nearer::Rival);
        let check = &told.figures[1];
        assert!(check.foretold && check.away.unwrap().nearer() == Nearer::Full);
        assert!((check.full - 0.2).abs() < 1e-9 && (check.rival - 2.1).abs() < 1e-9);
        assert!(!told.figures[0].foretold && told.figures[2].away.is_none());
        // What both were fitted to is another distance.
        assert_eq!(told.targets.unwrap().nearer(), Nearer::Neither);
    }

    #[test]
    fn models_that_say_the_same_are_not_told_apart() {
        let same = [0.1, 0.9, -0.4, 0.3, 1.2, 0.0];
        let checks = rivalry(&same, &same).checks.unwrap();
        assert_eq!((checks.difference.mean, checks.nearer()), (0.0, Nearer::Neither));
        // A difference within luck is none.
        let other = [0.9, 0.1, 0.3, -0.4, 0.0, 1.3];
        assert_eq!(rivalry(&same, &other).checks.unwrap().nearer(), Nearer::Neither);
    }

    #[test]
    fn what_no_world_has_is_as_far_as_can_be() {
        let told = rivalry(&[0.0; 6], &[f64::NAN; 6]);
        assert_eq!(told.checks.unwrap().rival.mean, FAR);
        assert!(told.figures[1].rival.is_nan());
    }

    #[test]
    fn every_particle_is_drawn_as_often_as_its_weight_asks_for_whatever_the_group() {
        use super::super::population::Particle;
        let particle = |number: u32| Particle {
            number,
            units: vec![f64::from(number)],
            weight: if number == 0 { 3.0 } else { 1.0 },
            distance: 0.0,
            worlds: Vec::new(),
        };
        let posterior = Posterior::new((0..4).map(particle).collect(), vec![0]);
        let drawn = Draws { groups: 3, each: 4 }.of(&posterior, 7);
        let often = |place| drawn.iter().filter(|one| **one == place).count();
        assert_eq!([0, 1, 2, 3].map(often), [6, 2, 2, 2]);
        assert!(drawn.windows(2).any(|two| two[0] > two[1]), "by lot, not by number: {drawn:?}");
    }
}

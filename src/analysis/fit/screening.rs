//! Which parameters are worth fitting: those to which the distance from the goals answers most.

use super::distance::Yardstick;
use super::goal::Goal;
use crate::analysis::sensitivity::{SensitivityDesign, indices};

/// How much a parameter matters to all goals.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Screened {
    /// By how many scales the goals move, over the whole range of the parameter: the root of the weighted mean, over goals, of
    /// the squared mean of absolute elementary effects (Morris). 0 for a parameter to which nothing answers.
    pub moves: f64,
    /// Whether it is fitted.
    pub fitted: bool,
}

/// What came of the screening, parameter by parameter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Screening {
    /// One a parameter, in their order.
    pub factors: Vec<Screened>,
}

impl Screening {
    /// Without any: everything is fitted, and nothing is known of how much it matters.
    pub(super) fn none(factors: usize) -> Self {
        Self { factors: vec![Screened { moves: f64::NAN, fitted: true }; factors] }
    }

    /// From how far each point of the screening is away from each goal: the `most` that matter most are fitted, those of them
    /// to which anything answers.
    pub(super) fn of(design: &SensitivityDesign, yardstick: &Yardstick<'_>, away: &[Vec<f64>], most: usize) -> Self {
        let factors = design.factors().len();
        let (mut squares, mut weights) = (vec![0.0; factors], 0.0);
        let counts = |place: &usize| yardstick.goals[*place].fitted && !yardstick.scales[*place].is_silent();
        let fitted = yardstick.goals.iter().enumerate().filter(|(place, _)| counts(place));
        for (place, Goal { weight, .. }) in fitted {
            let outputs: Vec<f64> = away.iter().map(|away| away[place]).collect();
            weights += weight;
            // There is an output for every point, and none is missing.
            for (factor, index) in indices(design, &outputs).unwrap_or_default().iter().enumerate() {
                squares[factor] += weight * index.weight() * index.weight();
            }
        }
        let moves: Vec<f64> = squares.iter().map(|square| (square / weights).sqrt()).collect();
        let mut order: Vec<usize> = (0..factors).filter(|&factor| moves[factor] > 0.0).collect();
        order.sort_by(|&a, &b| moves[b].total_cmp(&moves[a]).then(a.cmp(&b)));
        order.truncate(most);
        let screened = |(factor, &moves): (usize, &f64)| Screened { moves, fitted: order.contains(&factor) };
        Self { factors: moves.iter().enumerate().map(screened).collect() }
    }

    /// The places of those that are fitted.
    #[must_use]
    pub fn fitted(&self) -> Vec<usize> {
        (0..self.factors.len()).filter(|&factor| self.factors[factor].fitted).collect()
    }
}

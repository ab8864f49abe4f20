//! Hypotheses over everything that fits what is known: in which share of the draws of a posterior the direction of each holds,
//! and its smallest effect of interest is passed.

use super::challenge::Standing;
use super::uncertain::{DrawsBuilder, OverDraws, Share};
use crate::scenario::{Direction, Hypothesis};

/// What a hypothesis is over all draws.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HypothesisOverDraws {
    /// Its number: mean, spread, luck and ignorance.
    pub number: OverDraws,
    /// Draws whose mean lies on the side of 0 on which it is claimed to lie; `None` where it is claimed to lie within bounds,
    /// which has no side, and where any difference counts.
    pub direction: Option<Share>,
    /// Draws whose mean lies where it is claimed to lie: at the smallest effect of interest or beyond it; within it, where that
    /// is claimed.
    pub passed: Share,
}

/// Hypotheses over draws.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimedOverDraws {
    /// Hypothesis by hypothesis, in the order of the scenario.
    pub hypotheses: Vec<HypothesisOverDraws>,
    /// Claims in several parts, in the order of their first parts: the draws in which all parts lie where they are claimed to.
    pub claims: Vec<(String, Share)>,
    /// Draws, those without a number included.
    pub draws: usize,
    /// Draws that are of different particles.
    pub distinct: usize,
}

/// Hypotheses while draws come in, one after the other.
#[derive(Clone, Debug)]
pub struct ClaimedBuilder {
    draws: DrawsBuilder,
}

impl ClaimedBuilder {
    /// No draw yet of so many hypotheses.
    #[must_use]
    pub fn new(hypotheses: usize) -> Self {
        Self { draws: DrawsBuilder::new(hypotheses) }
    }

    /// Takes the numbers of one world, hypothesis by hypothesis; NaN where there is none.
    pub fn add(&mut self, numbers: impl IntoIterator<Item = f64>) {
        self.draws.add(numbers);
    }

    /// All worlds of the present draw came.
    pub fn next_draw(&mut self) {
        self.draws.next_draw();
    }

    /// What all draws say of these hypotheses; so many of the draws are of different particles.
    #[must_use]
    pub fn finish(self, hypotheses: &[Hypothesis], distinct: usize) -> ClaimedOverDraws {
        let means = &self.draws.means;
        let counted = |told: &dyn Fn(&[f64]) -> Option<bool>| {
            let told = means.iter().filter_map(|means| told(means));
            told.fold(Share { of: 0, draws: 0 }, |share, holds| Share {
                of: share.of + usize::from(holds),
                draws: share.draws + 1,
            })
        };
        let passes = |place: usize, means: &[f64]| {
            Some(Standing::of(&hypotheses[place], *means.get(place)?)? == Standing::Holds)
        };
        let along = |place: usize, means: &[f64]| {
            let mean = means.get(place).copied().filter(|mean| mean.is_finite())?;
            match hypotheses[place].direction {
                Direction::Above => Some(mean > 0.0),
                Direction::Below => Some(mean < 0.0),
                Direction::Within => None,
            }
        };
        let of = |place: usize| HypothesisOverDraws {
            number: self.draws.over(place),
            // Any difference counts where the smallest effect is 0: then the two would be one but for draws without any.
            direction: (hypotheses[place].direction != Direction::Within && hypotheses[place].smallest > 0.0)
                .then(|| counted(&|means| along(place, means))),
            passed: counted(&|means| passes(place, means)),
        };
        let mut claims: Vec<(String, Vec<usize>)> = Vec::new();
        for (place, one) in hypotheses.iter().enumerate().filter(|(_, one)| one.part_of.is_some()) {
            match claims.iter_mut().find(|(id, _)| id == one.claim_id()) {
                Some((_, parts)) => parts.push(place),
                None => claims.push((one.claim_id().to_owned(), vec![place])),
            }
        }
        let all = |parts: &[usize], means: &[f64]| {
            parts.iter().map(|part| passes(*part, means)).try_fold(true, |all, one| Some(all && one?))
        };
        let claims = claims.into_iter().map(|(id, parts)| (id, counted(&|means| all(&parts, means))));
        ClaimedOverDraws {
            hypotheses: (0..hypotheses.len()).map(of).collect(),
            claims: claims.collect(),
            draws: means.len(),
            distinct,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;

    fn hypotheses() -> Vec<Hypothesis> {
        let one = |id: &str, part: &str, direction: &str| {
            format!(
                "[[hypothesis]]\nid = '{id}'\n{part}claim = 'b'\nindicator = 'burden'\nregime = 'none'\n\
                 direction = '{direction}'\nsmallest = 1.0\n"
            )
        };
        let text = [
            one("up", "part_of = 'both'\n", "above"),
            one("down", "part_of = 'both'\n", "below"),
            one("near", "", "within"),
        ];
        Scenario::parse(&text.concat()).unwrap().hypotheses
    }

    #[test]
    fn shares_are_those_of_the_means_of_draws() {
        let mut fold = ClaimedBuilder::new(3);
        // Draw by draw, world by world: the means are 2, 0.5, -1 and 1; of the third hypothesis one draw has no number.
        for draw in [[1.0, 3.0], [0.0, 1.0], [-3.0, 1.0], [f64::NAN, 1.0]] {
            for number in draw {
                fold.add([number, -number, if draw[0] == 0.0 { f64::NAN } else { number }]);
            }
            fold.next_draw();
        }
        let found = fold.finish(&hypotheses(), 2);
        let [up, down, near] = &found.hypotheses[..] else { panic!("three") };
        assert_eq!((up.direction, up.passed), (Some(Share { of: 3, draws: 4 }), Share { of: 2, draws: 4 }));
        assert_eq!((down.direction, down.passed), (up.direction, up.passed), "below is above of the opposite");
        assert_eq!((near.direction, near.passed), (None, Share { of: 2, draws: 3 }));
        assert_eq!(found.claims, [("both".to_owned(), Share { of: 2, draws: 4 })]);
        assert_eq!((found.draws, up.number.draws, near.number.draws), (4, 4, 3));
        assert!(up.number.luck > 0.0 && up.passed.interval(2).0 < up.passed.interval(4).0);
    }
}

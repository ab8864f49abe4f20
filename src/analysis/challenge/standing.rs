//! How a claim stands at one point.

use crate::analysis::reading::value;
use crate::analysis::statistics::Estimate;
use crate::record::Run;
use crate::scenario::{Direction, Hypothesis, Scenario};

/// How a claim stands at a point, by the mean over its worlds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The number lies where it is claimed to lie.
    Holds,
    /// It does not, but is not on the other side of 0 either.
    Short,
    /// It is on the other side of 0.
    Reversed,
}

/// What a claim is challenged for: the way in which it fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// The number is on the other side of 0.
    Reversed,
    /// The number does not lie where it is claimed to lie: on the other side of 0, or nearer to it than the smallest effect.
    Missed,
}

impl Standing {
    /// How a claim stands where its number has this mean; `None` if it could not be read.
    #[must_use]
    pub fn of(hypothesis: &Hypothesis, mean: f64) -> Option<Self> {
        if !mean.is_finite() {
            return None;
        }
        let smallest = hypothesis.smallest;
        let along = match hypothesis.direction {
            Direction::Above => mean,
            Direction::Below => -mean,
            Direction::Within => return Some(if mean.abs() <= smallest { Self::Holds } else { Self::Short }),
        };
        Some(match along {
            along if along >= smallest => Self::Holds,
            along if along < 0.0 => Self::Reversed,
            _ => Self::Short,
        })
    }

    /// The word in result files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Short => "short",
            Self::Reversed => "reversed",
        }
    }

    /// Whether the claim fails in this way.
    #[must_use]
    pub fn is(self, turn: Turn) -> bool {
        match turn {
            Turn::Reversed => self == Self::Reversed,
            Turn::Missed => self != Self::Holds,
        }
    }
}

impl Turn {
    /// In which ways a claim of this kind can fail: a number that is to be near 0 has no other side, and where every effect is
    /// of interest, missed and reversed are one.
    #[must_use]
    pub fn of(hypothesis: &Hypothesis) -> &'static [Self] {
        match hypothesis.direction {
            Direction::Within => &[Self::Missed],
            _ if hypothesis.smallest == 0.0 => &[Self::Reversed],
            Direction::Above | Direction::Below => &[Self::Reversed, Self::Missed],
        }
    }

    /// The word in result files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Reversed => "reversed",
            Self::Missed => "missed",
        }
    }
}

/// Whether more than luck decides at a point if a claim fails there in this way: its number lies further than its standard
/// error from where the claim begins to do so. `None` where that cannot be told, as with a single world.
#[must_use]
pub fn is_clear(hypothesis: &Hypothesis, number: &Estimate, turn: Turn) -> Option<bool> {
    let error = number.sd / (number.n as f64).sqrt();
    let along = match hypothesis.direction {
        Direction::Above => number.mean,
        Direction::Below => -number.mean,
        Direction::Within => number.mean.abs(),
    };
    let border = if turn == Turn::Reversed { 0.0 } else { hypothesis.smallest };
    let far = (along - border).abs();
    (far.is_finite() && error.is_finite()).then_some(far > error)
}

/// The number that a claim speaks of, in one world of every regime: that under its regime, less that under the other one with
/// the same people and the same luck; NaN where it cannot be read.
#[must_use]
pub fn reading(hypothesis: &Hypothesis, scenario: &Scenario, runs: &[Option<Run>]) -> f64 {
    let under = |name: &str| {
        let place = scenario.regimes.iter().position(|regime| regime.name == name);
        match place.and_then(|place| runs.get(place)) {
            Some(Some(Ok(record))) => value(hypothesis.observable, record, scenario),
            _ => f64::NAN,
        }
    };
    let (value, than) = hypothesis.pair(under);
    value - than.unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::indicator::Indicator;
    use crate::scenario::{Observable, When};

    fn claim(direction: Direction, smallest: f64) -> Hypothesis {
        Hypothesis {
            id: "P1".to_owned(),
            claim: "It does".to_owned(),
            part_of: None,
            observable: Observable::Indicator { indicator: Indicator::General, population: 0, when: When::Horizon },
            regime: "mutual-self-help".to_owned(),
            than: None,
            beside: None,
            direction,
            smallest,
        }
    }

    #[test]
    fn a_claim_holds_falls_short_or_is_reversed() {
        let of = |direction, mean| Standing::of(&claim(direction, 0.1), mean);
        use Standing::{Holds, Reversed, Short};
        let above = [0.2, 0.1, 0.05, 0.0, -0.01].map(|mean| of(Direction::Above, mean).unwrap());
        assert_eq!(above, [Holds, Holds, Short, Short, Reversed]);
        let below = [0.2, 0.05, -0.05, -0.1].map(|mean| of(Direction::Below, mean).unwrap());
        assert_eq!(below, [Reversed, Reversed, Short, Holds]);
        let within = [0.2, 0.1, -0.1, -0.2].map(|mean| of(Direction::Within, mean).unwrap());
        assert_eq!(within, [Short, Holds, Holds, Short]);
        assert_eq!(of(Direction::Above, f64::NAN), None);
        assert!(Reversed.is(Turn::Missed) && Short.is(Turn::Missed) && !Short.is(Turn::Reversed));
        assert_eq!(Turn::of(&claim(Direction::Within, 0.1)), [Turn::Missed]);
        // Two worlds with a mean of −0.25 and a standard error of 0.25; or of 0.2.
        let clear = |direction, worlds: [f64; 2], turn| is_clear(&claim(direction, 0.1), &Estimate::of(&worlds), turn);
        assert_eq!(clear(Direction::Above, [-0.5, 0.0], Turn::Reversed), Some(false));
        assert_eq!(clear(Direction::Above, [-0.5, 0.0], Turn::Missed), Some(true));
        assert_eq!(clear(Direction::Above, [-0.45, -0.05], Turn::Reversed), Some(true));
        assert_eq!(clear(Direction::Below, [-0.45, -0.05], Turn::Missed), Some(false));
        assert_eq!(clear(Direction::Within, [-0.45, -0.05], Turn::Missed), Some(false));
        assert_eq!(clear(Direction::Above, [f64::NAN, 0.3], Turn::Missed), None);
        assert_eq!(Turn::of(&claim(Direction::Below, 0.0)), [Turn::Reversed]);
        assert_eq!(Turn::of(&claim(Direction::Below, 0.1)), [Turn::Reversed, Turn::Missed]);
    }
}

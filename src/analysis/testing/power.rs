//! How large a difference has to be to be found, told before any world is seen; and how many worlds that takes, once the
//! spread between worlds is known from the first look.
//!
//! The chance is that of the look by itself (noncentral t): that an earlier look finds it adds to it a little.

use super::judge::{Tested, asks};
use super::levels::TestPlan;
use crate::analysis::patterns::power::{POWER, distance_beyond};
use crate::scenario::{Direction, Hypothesis};

/// For each look, how many standard deviations beyond the smallest effect a true difference has to lie for this look to find
/// it in 90 % of cases; `None` where the look can find nothing.
#[must_use]
pub fn distances(plan: &TestPlan, hypothesis: usize, direction: Direction) -> Vec<Option<f64>> {
    // Between two bounds either may be missed.
    let power = if direction == Direction::Within { 0.5 + 0.5 * POWER } else { POWER };
    let boundary = plan.holds(hypothesis);
    let at = |(look, &worlds): (usize, &u32)| {
        let worlds = worlds as usize;
        distance_beyond(worlds, power, boundary.student(look, worlds))
    };
    plan.looks.iter().enumerate().map(at).collect()
}

/// How many worlds a difference needs that is twice the smallest effect, by the spread at the first look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needed {
    /// So many: a look finds it in 90 % of cases.
    Worlds(u32),
    /// More than the test may have.
    More,
    /// The smallest effect is 0, and so is twice of it; or there is no spread yet.
    NotSaid,
}

/// The number for each hypothesis.
#[must_use]
pub fn needed(plan: &TestPlan, hypotheses: &[Hypothesis], tested: &Tested) -> Vec<Needed> {
    let of = |(place, one): (usize, &Hypothesis)| {
        let smallest = asks(one).smallest_effect();
        let first = tested.rows.iter().find(|row| row.hypothesis == place && row.look == 0);
        let Some(sd) = first.map(|row| row.sd).filter(|sd| sd.is_finite() && smallest > 0.0) else {
            return Needed::NotSaid;
        };
        let enough = |distance: &Option<f64>| distance.is_some_and(|distance| distance * sd <= smallest);
        let look = distances(plan, place, one.direction).iter().position(enough);
        look.map_or(Needed::More, |look| Needed::Worlds(plan.looks[look]))
    };
    hypotheses.iter().enumerate().map(of).collect()
}

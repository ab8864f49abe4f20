//! How large a difference has to be to be found, told before any world is seen; and how many worlds that takes, once the
//! spread between worlds is known from the first look.
//!
//! The chance is that of the look by itself (noncentral t): that an earlier look finds it adds to it a little.

use super::judge::{LookRow, Tested, asks};
use super::levels::TestPlan;
use crate::analysis::patterns::power::{POWER, distance_beyond};
use crate::analysis::rule::Outcome;
use crate::analysis::tails::normal_point;
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

/// What a test can find of one hypothesis.
#[derive(Clone, Debug, PartialEq)]
pub struct Power {
    /// For each look, as [`distances`] says.
    pub distances: Vec<Option<f64>>,
    /// The spread between worlds at the first look; NaN where there is none.
    pub sd: f64,
    /// How many worlds twice the smallest effect needs.
    pub needed: Needed,
}

impl Power {
    /// How far from 0 a true number has to lie for this look to find it in 90 % of cases, in its own unit, by the spread at
    /// the first look; NaN where nothing is found or the spread is not known. Of a number that is claimed to lie `within`
    /// bounds it is how near to 0 it has to lie, below 0 where no number is near enough.
    #[must_use]
    pub fn in_units(&self, look: usize, hypothesis: &Hypothesis) -> f64 {
        let distance = self.distances.get(look).copied().flatten().unwrap_or(f64::NAN) * self.sd;
        match hypothesis.direction {
            Direction::Above => hypothesis.smallest + distance,
            Direction::Below => 0.0 - hypothesis.smallest - distance,
            Direction::Within => hypothesis.smallest - distance,
        }
    }
}

/// What the test can find of each hypothesis.
#[must_use]
pub fn powers(plan: &TestPlan, hypotheses: &[Hypothesis], tested: &Tested) -> Vec<Power> {
    let of = |(place, one): (usize, &Hypothesis)| {
        let smallest = asks(one).smallest_effect();
        let first = tested.rows.iter().find(|row| row.hypothesis == place && row.look == 0);
        let (sd, distances) = (first.map_or(f64::NAN, |row| row.sd), distances(plan, place, one.direction));
        let enough = |distance: &Option<f64>| distance.is_some_and(|distance| distance * sd <= smallest);
        let needed = match distances.iter().position(enough) {
            _ if !sd.is_finite() || smallest <= 0.0 => Needed::NotSaid,
            Some(look) => Needed::Worlds(plan.looks[look]),
            None => Needed::More,
        };
        Power { distances, sd, needed }
    };
    hypotheses.iter().enumerate().map(of).collect()
}

/// About how many worlds a test needs that is to decide an undecided hypothesis in 90 % of cases, if the difference and the
/// spread between worlds are those that were seen: by its last look, to two figures. `None` where it is decided, where it is
/// undecided for want of numbers, and where what was seen lies so near to the smallest effect that no number of worlds would
/// do.
#[must_use]
pub fn worlds_at_seen(plan: &TestPlan, hypothesis: &Hypothesis, row: &LookRow) -> Option<u64> {
    /// More worlds than anybody will run.
    const BEYOND: f64 = 1e9;
    let missing = 10 * row.n < 9 * row.worlds as usize;
    if row.outcome != Outcome::Undecided || missing || !row.sd.is_finite() {
        return None;
    }
    let smallest = hypothesis.smallest;
    // How far within what is claimed the number lies; below 0 outside.
    let within = match hypothesis.direction {
        Direction::Above => row.mean - smallest,
        Direction::Below => 0.0 - row.mean - smallest,
        Direction::Within => smallest - row.mean.abs(),
    };
    let boundary = if within > 0.0 { plan.holds(row.hypothesis) } else { plan.fails(row.hypothesis) };
    let far = (normal_point(boundary.level) + normal_point(1.0 - POWER)) * row.sd / within;
    let worlds = (far * far).max(f64::from(row.worlds) + 1.0);
    if far.is_nan() || worlds >= BEYOND {
        return None;
    }
    let step = libm::pow(10.0, (libm::floor(libm::log10(worlds)) - 1.0).max(0.0));
    Some(((worlds / step).ceil() * step) as u64)
}

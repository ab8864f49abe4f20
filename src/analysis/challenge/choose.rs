//! One box of a trajectory, by a rule that is fixed beforehand.

use super::cases::Cases;
use super::quasi::{Restriction, restrictions};
use super::region::Region;
use super::trajectory::{Size, Trajectory};
use std::cmp::Ordering;

/// A limit with a larger quasi-p-value than this is worth nothing.
pub(super) const WORTHLESS: f64 = 0.05;
/// The density of a box that is good enough.
pub(super) const DENSE: f64 = 0.8;
/// The coverage that a box must have if none is good enough.
pub(super) const COVERED: f64 = 0.5;

/// A box that was chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Chosen {
    /// Its limits, all of them worth something.
    pub region: Region,
    /// How many points it holds.
    pub size: Size,
    /// What each limit is worth.
    pub restrictions: Vec<Restriction>,
}

/// One box of a trajectory; `None` if none of them is worth anything.
///
/// From each box first the limit that is worth least is left out, again and again, until every quasi-p-value is at most 0.05. Of
/// the boxes so made those with a density of at least 0.8 are good enough; among them that with the fewest restricted
/// factors is chosen, then the largest coverage, then the largest density. If none is good enough, the densest is chosen
/// that restricts something and still covers half of the reversed points that are left; then that with the fewest restricted
/// factors, then the largest coverage. Among equals it is the earliest.
#[must_use]
pub fn choose(cases: &Cases, trajectory: &Trajectory) -> Option<Chosen> {
    let among = &trajectory.among;
    let left = cases.reversed(among);
    if left == 0 {
        return None;
    }
    let boxes: Vec<Chosen> = trajectory.steps.iter().map(|step| pruned(cases, among, &step.region)).collect();
    let dense = boxes.iter().filter(|one| one.size.density() >= DENSE);
    let fewest = |one: &Chosen, other: &Chosen| other.region.restricted().len().cmp(&one.region.restricted().len());
    let covering = |one: &Chosen, other: &Chosen| one.size.reversed.cmp(&other.size.reversed);
    let denser = |one: &Chosen, other: &Chosen| one.size.density().total_cmp(&other.size.density());
    let simplest = first_best(dense, |a, b| fewest(a, b).then(covering(a, b)).then(denser(a, b)));
    simplest.or_else(|| {
        let restricted = |one: &&Chosen| !one.restrictions.is_empty();
        let covers = |one: &&Chosen| one.size.reversed as f64 >= COVERED * left as f64;
        let large = boxes.iter().filter(restricted).filter(covers);
        first_best(large, |a, b| denser(a, b).then(fewest(a, b)).then(covering(a, b)))
    })
}

/// The earliest of those that no other one is better than.
fn first_best<'a>(
    boxes: impl Iterator<Item = &'a Chosen>,
    order: impl Fn(&Chosen, &Chosen) -> Ordering,
) -> Option<Chosen> {
    boxes.reduce(|best, one| if order(one, best) == Ordering::Greater { one } else { best }).cloned()
}

/// A box without the limits that are worth nothing.
fn pruned(cases: &Cases, among: &[usize], region: &Region) -> Chosen {
    let mut region = region.clone();
    loop {
        let restrictions = restrictions(cases, among, &region);
        let worst = restrictions.iter().filter(|one| one.quasi_p > WORTHLESS);
        let Some(worst) = worst.reduce(|worst, one| if one.quasi_p > worst.quasi_p { one } else { worst }) else {
            let inside = region.inside(cases, among);
            let (reversed, all_reversed) = (cases.reversed(&inside), cases.reversed(&cases.all()));
            let size = Size { inside: inside.len(), reversed, points: cases.len(), all_reversed };
            return Chosen { region, size, restrictions };
        };
        let limits = region.limits[worst.factor].without(worst.end);
        region = region.with(worst.factor, limits);
    }
}

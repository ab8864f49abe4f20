//! Box after box: from all points to few, and a little back.

use super::cases::Cases;
use super::paste::pastes;
use super::peel::{Candidate, peels};
use super::region::Region;
use std::cmp::Ordering;

/// How boxes are looked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prim {
    /// Share of a box's points that a step peels off a factor, above 0 and below 0.5.
    pub peel_share: f64,
    /// Share of the points beyond a limit that a step pastes on, above 0 and below 0.5.
    pub paste_share: f64,
    /// Share of all points that a box must hold, from 0 to 1.
    pub least_mass: f64,
}

impl Default for Prim {
    fn default() -> Self {
        Self { peel_share: 0.05, paste_share: 0.05, least_mass: 0.05 }
    }
}

/// How many points, and how many reversed ones, lie in a box and in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Points in the box.
    pub inside: usize,
    /// Reversed points in the box.
    pub reversed: usize,
    /// Points that there are.
    pub points: usize,
    /// Reversed points that there are.
    pub all_reversed: usize,
}

impl Size {
    /// The share of its points that are reversed; NaN if it has none.
    #[must_use]
    pub fn density(&self) -> f64 {
        self.reversed as f64 / self.inside as f64
    }

    /// The share of all reversed points that lie in it; NaN if there are none.
    #[must_use]
    pub fn coverage(&self) -> f64 {
        self.reversed as f64 / self.all_reversed as f64
    }

    /// The share of all points that lie in it; NaN if there are none.
    #[must_use]
    pub fn mass(&self) -> f64 {
        self.inside as f64 / self.points as f64
    }
}

/// One box of a trajectory.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Its limits.
    pub region: Region,
    /// How many points it holds.
    pub size: Size,
}

/// Boxes in the order in which they were made: the first one without limits, then each one step from the one before.
#[derive(Clone, Debug, PartialEq)]
pub struct Trajectory {
    /// The boxes.
    pub steps: Vec<Step>,
    /// The points among which they were looked for.
    pub among: Vec<usize>,
}

impl Prim {
    /// The trajectory among some of the points. Shares are of all points.
    ///
    /// A step is taken to the box with the largest gain in density for each point that it differs by; among equals to the
    /// one with fewer restricted factors, then to that which comes first. Peeling ends where the gain is not above 0 or the
    /// box would hold too few points; then pasting ends where density does not rise.
    #[must_use]
    pub fn trajectory(&self, cases: &Cases, among: Vec<usize>) -> Trajectory {
        let (points, all_reversed) = (cases.len(), cases.reversed(&cases.all()));
        let step = |region: Region, inside: &[usize]| {
            let size = Size { inside: inside.len(), reversed: cases.reversed(inside), points, all_reversed };
            Step { region, size }
        };
        let (mut region, mut inside) = (Region::of_all(cases), among.clone());
        let mut steps = vec![step(region.clone(), &inside)];
        while let Some(next) = best(cases, &inside, peels(cases, &region, &inside, self.peel_share)) {
            // As the reference does: if the best box is too small, no other one is taken in its place.
            if (next.inside.len() as f64 / points as f64) < self.least_mass || next.inside.len() >= inside.len() {
                break;
            }
            Candidate { region, inside } = next;
            steps.push(step(region.clone(), &inside));
        }
        while let Some(next) = best(cases, &inside, pastes(cases, &region, &among, self.paste_share)) {
            if next.inside.len() <= inside.len() {
                break;
            }
            Candidate { region, inside } = next;
            steps.push(step(region.clone(), &inside));
        }
        Trajectory { steps, among }
    }
}

/// The best of the boxes that are one step away; `None` if none of them is denser than the one with these points inside.
fn best(cases: &Cases, inside: &[usize], candidates: Vec<Candidate>) -> Option<Candidate> {
    let density = |points: &[usize]| cases.reversed(points) as f64 / points.len() as f64;
    let before = density(inside);
    let mut best: Option<(f64, usize, Candidate)> = None;
    for candidate in candidates.into_iter().filter(|candidate| !candidate.inside.is_empty()) {
        let gain = density(&candidate.inside) - before;
        let gain = gain / candidate.inside.len().abs_diff(inside.len()) as f64;
        if gain.is_nan() || gain <= 0.0 {
            continue;
        }
        let limited = candidate.region.restricted().len();
        let beats = |(other, others, _): &(f64, usize, Candidate)| match gain.total_cmp(other) {
            Ordering::Equal => limited < *others,
            order => order == Ordering::Greater,
        };
        if best.as_ref().is_none_or(beats) {
            best = Some((gain, limited, candidate));
        }
    }
    best.map(|(_, _, candidate)| candidate)
}

//! Several boxes, one after the other.

use super::cases::Cases;
use super::choose::{COVERED, Chosen, DENSE, WORTHLESS, choose};
use super::trajectory::Prim;

/// The fixed numbers of the rule by which boxes are chosen.
#[derive(Clone, Copy, Debug)]
pub struct Choice;

impl Choice {
    /// Boxes at most.
    pub const MOST_BOXES: usize = 3;
    /// The quasi-p-value above which a limit is left out.
    pub const WORTHLESS: f64 = WORTHLESS;
    /// The density that is good enough.
    pub const DENSE: f64 = DENSE;
    /// The coverage that a box must have if none is good enough.
    pub const COVERED: f64 = COVERED;
}

impl Prim {
    /// Boxes in which a claim is reversed at many points, the first one found among all points, each later one among those
    /// that lie in none before it. It ends where no reversed point is left, or no box is worth anything.
    #[must_use]
    pub fn cover(&self, cases: &Cases, most: usize) -> Vec<Chosen> {
        let mut left = cases.all();
        let mut boxes = Vec::new();
        while boxes.len() < most {
            let trajectory = self.trajectory(cases, left.clone());
            let Some(chosen) = choose(cases, &trajectory) else { break };
            left.retain(|point| !chosen.region.holds(cases, *point));
            boxes.push(chosen);
        }
        boxes
    }
}

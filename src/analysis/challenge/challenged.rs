//! What a challenge says of one claim.

use super::cases::Cases;
use super::choose::Chosen;
use super::confirm::Confirmed;
use super::cover::Choice;
use super::flips::{Flip, Trial, nearest};
use super::plan::{ChallengeDesign, Part};
use super::region::Region;
use super::standing::{Standing, Turn};
use super::trajectory::Prim;
use crate::analysis::statistics::Estimate;
use crate::scenario::Hypothesis;

/// What a challenge says of one claim.
#[derive(Clone, Debug)]
pub struct Challenged {
    /// The number that the claim speaks of, over the worlds of each point.
    pub numbers: Vec<Estimate>,
    /// How the claim stands at each point; `None` where the number could not be read.
    pub standings: Vec<Option<Standing>>,
    /// Where it fails, in each way in which it can.
    pub turned: Vec<Turned>,
}

/// Where a claim fails in one way.
#[derive(Clone, Debug)]
pub struct Turned {
    /// In which way.
    pub turn: Turn,
    /// Whether it does so where the scenario stands; `None` if that could not be read.
    pub stands: Option<bool>,
    /// At how many of how many points of the search.
    pub search: (usize, usize),
    /// At how many of how many fresh points.
    pub fresh: (usize, usize),
    /// Boxes in which it does so at many points.
    pub boxes: Vec<FoundBox>,
    /// Factors that make it do so by themselves, or, where it does so already, make it not; the nearest first.
    pub flips: Vec<Flip>,
}

/// A box, as it was found and as fresh points have it.
#[derive(Clone, Debug)]
pub struct FoundBox {
    /// As it was found.
    pub chosen: Chosen,
    /// At fresh points.
    pub confirmed: Confirmed,
}

impl Turned {
    /// At how many of how many points of the whole space, fresh ones included.
    #[must_use]
    pub fn everywhere(&self) -> (usize, usize) {
        (self.search.0 + self.fresh.0, self.search.1 + self.fresh.1)
    }
}

impl Challenged {
    /// What a challenge of `hypothesis` says, by the number that it speaks of over the worlds of each point.
    #[must_use]
    pub fn of(design: &ChallengeDesign, hypothesis: &Hypothesis, numbers: Vec<Estimate>) -> Self {
        let standings: Vec<_> = numbers.iter().map(|number| Standing::of(hypothesis, number.mean)).collect();
        let turned = Turn::of(hypothesis).iter().map(|turn| turned(design, &standings, *turn)).collect();
        Self { numbers, standings, turned }
    }
}

fn turned(design: &ChallengeDesign, standings: &[Option<Standing>], turn: Turn) -> Turned {
    let fails = |point: usize| standings.get(point).copied().flatten().map(|standing| standing.is(turn));
    let (search, fresh) = (cases(design, Part::Search, &fails), cases(design, Part::Fresh, &fails));
    let counted = |cases: &Cases| (cases.reversed(&cases.all()), cases.len());
    let mut before: Vec<Region> = Vec::new();
    let mut boxes = Vec::new();
    for chosen in Prim::default().cover(&search, Choice::MOST_BOXES) {
        let confirmed = Confirmed::of(&chosen.region, &before, &fresh);
        before.push(chosen.region.clone());
        boxes.push(FoundBox { chosen, confirmed });
    }
    let stands = fails(design.numbers(Part::Stands).start);
    let trials = design.numbers(Part::Alone).zip(design.alone()).map(|(point, alone)| Trial {
        factor: alone.factor,
        value: alone.value.clone(),
        distance: alone.distance,
        reversed: fails(point),
    });
    let trials: Vec<Trial> = trials.collect();
    let flips = stands.map_or_else(Vec::new, |stands| nearest(stands, &trials));
    Turned { turn, stands, search: counted(&search), fresh: counted(&fresh), boxes, flips }
}

/// The points of a part at which the number could be read.
fn cases(design: &ChallengeDesign, part: Part, fails: &dyn Fn(usize) -> Option<bool>) -> Cases {
    let read: Vec<(usize, bool)> = design.numbers(part).filter_map(|point| Some((point, fails(point)?))).collect();
    let points: Vec<usize> = read.iter().map(|(point, _)| *point).collect();
    let failed: Vec<bool> = read.iter().map(|(_, failed)| *failed).collect();
    // Every factor of a design gives one of its values at every point.
    Cases::new(design.columns(&points), failed).unwrap_or_default()
}

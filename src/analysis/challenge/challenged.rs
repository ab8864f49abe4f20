//! What a challenge says of one claim.

use super::binomial::exact_bounds;
use super::cases::Cases;
use super::choose::Chosen;
use super::confirm::Confirmed;
use super::cover::Choice;
use super::flips::{Flip, Trial, nearest};
use super::plan::{ChallengeDesign, Part};
use super::region::Region;
use super::standing::{Standing, Turn, is_clear};
use super::trajectory::Prim;
use crate::analysis::statistics::Estimate;
use crate::analysis::uncertain::Share;
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
    /// Points of the whole space at which more than luck decides whether it does so.
    pub clear: Clear,
    /// Of how many different particles all these points are, where they are draws of a posterior.
    pub particles: Option<usize>,
    /// Boxes in which it does so at many points; none where it does so at all of them.
    pub boxes: Vec<FoundBox>,
    /// Factors that make it do so by themselves, or, where it does so already, make it not; the nearest first.
    pub flips: Vec<Flip>,
}

/// Points at which more than luck decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clear {
    /// So many of those at which a claim fails.
    pub turned: usize,
    /// So many of all.
    pub points: usize,
    /// Points at which it can be told: those with several worlds.
    pub of: usize,
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

    /// The 95 % interval of the share of these points: exact, or by different particles where they are draws (Wilson).
    #[must_use]
    pub fn bounds(&self) -> (f64, f64) {
        let (seen, n) = self.everywhere();
        match self.particles {
            Some(particles) => Share { of: seen, draws: n }.interval(particles),
            None => exact_bounds(seen, n),
        }
    }

    /// Of how many independent points a share that was not seen at all, or at all of them, is told: different particles, where
    /// they are draws.
    #[must_use]
    pub fn independent(&self) -> usize {
        let (_, n) = self.everywhere();
        self.particles.map_or(n, |particles| particles.min(n))
    }

    /// Whether it fails at every point.
    #[must_use]
    pub fn is_everywhere(&self) -> bool {
        let (seen, n) = self.everywhere();
        n > 0 && seen == n
    }
}

impl Challenged {
    /// What a challenge of `hypothesis` says, by the number that it speaks of over the worlds of each point.
    #[must_use]
    pub fn of(design: &ChallengeDesign, hypothesis: &Hypothesis, numbers: Vec<Estimate>) -> Self {
        let standings: Vec<_> = numbers.iter().map(|number| Standing::of(hypothesis, number.mean)).collect();
        let turned =
            Turn::of(hypothesis).iter().map(|turn| turned(design, (hypothesis, &numbers, &standings), *turn)).collect();
        Self { numbers, standings, turned }
    }
}

fn turned(
    design: &ChallengeDesign,
    (hypothesis, numbers, standings): (&Hypothesis, &[Estimate], &[Option<Standing>]),
    turn: Turn,
) -> Turned {
    let fails = |point: usize| standings.get(point).copied().flatten().map(|standing| standing.is(turn));
    let (search, fresh) = (cases(design, Part::Search, &fails), cases(design, Part::Fresh, &fails));
    let counted = |cases: &Cases| (cases.reversed(&cases.all()), cases.len());
    let mut before: Vec<Region> = Vec::new();
    let mut boxes = Vec::new();
    let all = [counted(&search), counted(&fresh)].iter().fold((0, 0), |all, one| (all.0 + one.0, all.1 + one.1));
    // Where it fails at every point no box is more so than another.
    let most = if all.0 == all.1 { 0 } else { Choice::MOST_BOXES };
    for chosen in Prim::default().cover(&search, most) {
        let confirmed = if design.is_over_draws() { Confirmed::of_draws } else { Confirmed::of };
        let confirmed = confirmed(&chosen.region, &before, &fresh);
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
    let mut clear = Clear::default();
    for point in [Part::Search, Part::Fresh].into_iter().flat_map(|part| design.numbers(part)) {
        let told = numbers.get(point).and_then(|number| is_clear(hypothesis, number, turn));
        if let (Some(told), Some(failed)) = (told, fails(point)) {
            clear.of += 1;
            clear.points += usize::from(told);
            clear.turned += usize::from(told && failed);
        }
    }
    let particles = design.is_over_draws().then(|| {
        // No particle is both searched and fresh.
        search.distinct(&search.all()) + fresh.distinct(&fresh.all())
    });
    Turned { turn, stands, search: counted(&search), fresh: counted(&fresh), clear, particles, boxes, flips }
}

/// The points of a part at which the number could be read.
fn cases(design: &ChallengeDesign, part: Part, fails: &dyn Fn(usize) -> Option<bool>) -> Cases {
    let read: Vec<(usize, bool)> = design.numbers(part).filter_map(|point| Some((point, fails(point)?))).collect();
    let points: Vec<usize> = read.iter().map(|(point, _)| *point).collect();
    let failed: Vec<bool> = read.iter().map(|(_, failed)| *failed).collect();
    // Every factor of a design gives one of its values at every point.
    Cases::new(design.columns(&points), failed).unwrap_or_default()
}

//! A person's beliefs followed from evidence to evidence, so that each event can be told what it moved.

use crate::model::evidence::Trace;
use crate::model::rules::view::trust_of;
use crate::model::state::belief::{Belief, Scale};
use crate::model::state::person::Person;
use crate::model::state::world::World;

/// The four beliefs of one person on the way through a phase.
pub(super) struct Replay {
    beliefs: [Belief; 4],
    prior: [u16; 4],
    strength: f64,
    scale: Scale,
}

impl Replay {
    /// The beliefs of `before`, as they were on the scale `then`, on the scale of `world` now.
    pub(super) fn begin(before: &Person, then: &Scale, world: &World) -> Self {
        let mut beliefs = before.beliefs;
        // The scale only grows, unless it is halved with all evidence.
        if world.scale().fine < then.fine {
            beliefs.iter_mut().for_each(Belief::halve);
        }
        Self { beliefs, prior: before.prior, strength: world.parameters().prior_strength, scale: *world.scale() }
    }

    /// The beliefs as numbers.
    pub(super) fn trust(&self) -> [f64; 4] {
        std::array::from_fn(|belief| self.one(belief))
    }

    fn one(&self, belief: usize) -> f64 {
        trust_of(&self.beliefs[belief], self.prior[belief], self.strength, &self.scale)
    }

    /// A belief takes evidence; how far that moves it.
    pub(super) fn take(&mut self, belief: usize, trace: &Trace) -> f64 {
        let before = self.one(belief);
        self.beliefs[belief].take(self.scale.of(trace));
        self.one(belief) - before
    }

    /// The evidence of all beliefs now: that of the person once the phase has settled.
    pub(super) fn beliefs(&self) -> [Belief; 4] {
        self.beliefs
    }
}

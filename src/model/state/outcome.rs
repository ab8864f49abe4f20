//! What each kind of episode comes to in a world: there are few kinds and many episodes, so each is worked out once.

use super::belief::Belief;
use crate::model::episode::{EPISODE_KINDS, EpisodeKind, Terms};
use crate::model::evidence::Trace;

/// What a kind of episode comes to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EpisodeOutcome {
    /// The episode as the law saw it.
    pub terms: Terms,
    /// On the tie, if there is one.
    pub tie: Trace,
    /// On the four beliefs of the one who was vulnerable, by their indices.
    pub beliefs: [Trace; 4],
    /// On the giver's empowerment.
    pub giver: Trace,
    /// Change of the receiver's burden, in units of share.
    pub relief: i32,
    /// Change of the giver's burden, in units of share.
    pub load: i32,
    /// The evidence on the scale of the present tick.
    pub(in crate::model) scaled: Scaled,
}

/// The evidence that a kind of episode leaves, on the scale of one tick: worked out once for all that happen in it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::model) struct Scaled {
    /// On the four beliefs of the one who was vulnerable.
    pub(in crate::model) beliefs: [Belief; 4],
    /// On the giver's empowerment.
    pub(in crate::model) giver: Belief,
    /// On the tie, in its steps.
    pub(in crate::model) tie: Belief,
}

/// The outcomes of all kinds of episodes in a world, under its parameters, switches and structure.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcomes {
    pub(in crate::model) all: [EpisodeOutcome; EPISODE_KINDS.len()],
}

impl Outcomes {
    /// What an episode of this kind comes to.
    #[inline]
    #[must_use]
    pub fn of(&self, kind: EpisodeKind) -> &EpisodeOutcome {
        &self.all[kind.number()]
    }

    /// All of them, in the order of [`EPISODE_KINDS`].
    #[must_use]
    pub fn all(&self) -> &[EpisodeOutcome] {
        &self.all
    }
}

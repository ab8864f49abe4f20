//! Workers: they know the textbook, learn by listening, and guide by a skill that they practise.

use super::belief::{Belief, Scale};
use super::insight::TEXTBOOK;
use super::parameters::Parameters;
use super::share::{share, value};

/// The most categories of life problem.
pub const MOST_CATEGORIES: usize = 8;

/// One social worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worker {
    /// Insights by category, from category 1.
    pub insights: [u64; MOST_CATEGORIES],
    /// Skill of facilitation.
    pub skill: u16,
    /// Evidence on the worker's own empowerment.
    pub empowerment: Belief,
    /// Networks followed.
    pub networks: u32,
}

impl Default for Worker {
    fn default() -> Self {
        Self { insights: [TEXTBOOK; MOST_CATEGORIES], skill: 0, empowerment: Belief::default(), networks: 0 }
    }
}

impl Worker {
    /// Skill as it bears on meetings: with practice switched on, own empowerment carries half of it.
    #[must_use]
    pub fn effective_skill(&self, parameters: &Parameters, practice: bool, scale: &Scale) -> f64 {
        let skill = value(self.skill);
        if !practice {
            return skill;
        }
        let prior = share(parameters.worker_empowerment);
        skill * (0.5 + 0.5 * self.empowerment.trust(prior, parameters.prior_strength, scale))
    }
}

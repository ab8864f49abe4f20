//! Workers: they know the textbook, learn by listening, and guide by a skill that they practise.

use super::belief::Belief;
use crate::model::insight::TEXTBOOK;

/// The most categories of life problem.
pub const MOST_CATEGORIES: usize = 8;

/// One social worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worker {
    /// Insights by category, from category 1, as masks.
    pub insights: [u64; MOST_CATEGORIES],
    /// Skill of facilitation, a share.
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

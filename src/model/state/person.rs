//! A person: their burden, what they believe, and the help that they received and gave. What they know and where they are
//! helped is their course (`course.rs`).

use super::belief::Belief;
use super::tie::NEVER;
use crate::model::share::value;

/// Trust in people in general. The four beliefs that a person holds besides those on ties are named by these indices.
pub const GENERAL: usize = 0;
/// Trust in services.
pub const SERVICES: usize = 1;
/// Belief in oneself.
pub const EMPOWERMENT: usize = 2;
/// Belief that only the professional can.
pub const DEPENDENCE: usize = 3;

/// One person, in a line of memory.
#[derive(Clone, Debug, PartialEq, Eq)]
#[repr(align(64))]
pub struct Person {
    /// Evidence of the four beliefs.
    pub beliefs: [Belief; 4],
    /// Help received, fading, on the scale of evidence.
    pub received: u32,
    /// Help given, fading, on the scale of evidence.
    pub given: u32,
    /// Priors of the four beliefs, shares.
    pub prior: [u16; 4],
    /// Disposition to reciprocate, a share.
    pub reciprocity: u16,
    /// What weighs on the person, a share.
    pub burden: u16,
    /// Tick of joining the queue at the desk.
    pub desk_since: u16,
    /// Tick of the last meeting with a worker.
    pub worker_met: u16,
    /// Civic acts since week 0.
    pub acts: u16,
    /// Refusals suffered since week 0.
    pub refusals: u16,
    /// Turns received since week 0.
    pub turns: u16,
    /// Category of the life problem; 0 if there never was one.
    pub category: u8,
    /// Whether the books hold the beliefs as they were before this phase.
    pub(in crate::model) noted: bool,
}

// To read one reads no other.
const _: () = assert!(size_of::<Person>() == 64);

impl Person {
    /// Somebody without life problem, evidence, ties or help.
    #[must_use]
    pub fn new(prior: [u16; 4], reciprocity: u16) -> Self {
        Self {
            beliefs: [Belief::default(); 4],
            received: 0,
            given: 0,
            prior,
            reciprocity,
            burden: 0,
            desk_since: NEVER,
            worker_met: NEVER,
            acts: 0,
            refusals: 0,
            turns: 0,
            category: 0,
            noted: false,
        }
    }

    /// Reciprocity as a number.
    #[inline]
    #[must_use]
    pub fn reciprocity(&self) -> f64 {
        value(self.reciprocity)
    }
}

/// Whether two people of these categories have different life problems: without a branch, for the processor
/// cannot predict it.
#[inline]
#[must_use]
pub fn across(one: u8, other: u8) -> bool {
    (one > 0) & (other > 0) & (one != other)
}

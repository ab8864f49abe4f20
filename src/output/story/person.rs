//! The person whose story is told.

use crate::scenario::{Regime, Scenario};

/// Whose story it is.
#[derive(Clone, Copy)]
pub struct StoryPerson<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// The regime under study.
    pub regime: &'a Regime,
    /// The replicate.
    pub replicate: u32,
    /// The person.
    pub person: u32,
}

//! The person whose story is told.

use crate::scenario::{Regime, Scenario};

/// Whose story it is.
#[derive(Clone, Copy)]
pub struct StoryPerson<'a> {
    /// The scenario in which they live.
    pub scenario: &'a Scenario,
    /// The regime under study.
    pub regime: &'a Regime,
    /// Which of the worlds of the scenario, from 0.
    pub replicate: u32,
    /// Their number, from 0.
    pub person: u32,
}

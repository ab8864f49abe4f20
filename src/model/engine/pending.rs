//! What is being applied, kept from phase to phase so that nothing is allocated anew.

use super::books::Books;
use crate::model::effects::{Effect, Wish};
use crate::model::state::belief::Belief;

/// What is being applied; empty between phases.
#[derive(Clone, Debug, Default)]
pub struct Pending {
    pub(super) wishes: Vec<Wish>,
    /// Those who wait for a place in a network, by lot.
    pub(super) admissions: Vec<(u64, u32)>,
    /// Workers who attended a dialogue, once for each, and what it weighs as practice.
    pub(super) dialogues: Vec<(u32, u32)>,
    /// For each part of the population, what happened to its people elsewhere.
    pub(super) crossed: Vec<Vec<Effect>>,
    /// The books in which each piece of the population writes, and what it needs meanwhile.
    pub(super) pieces: Vec<(Books, PartScratch)>,
}

/// What a part needs while effects are applied to its people; empty between parts.
#[derive(Clone, Debug, Default)]
pub(super) struct PartScratch {
    /// Change of burden of each person.
    pub(super) burden: Vec<i32>,
    /// People whose burden changes.
    pub(super) burdened: Vec<u32>,
    /// People whose beliefs change, and the evidence before.
    pub(super) noted: Vec<(u32, [Belief; 4])>,
}

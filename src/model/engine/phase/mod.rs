//! The phases of a tick. Each goes by its rules, part by part of the population, on the world as the previous phase left it;
//! nothing here writes to it, and no formula is here.

mod community;
mod everyday;
mod life;
mod meet;
mod seek;
mod stay;

use super::happened::Happened;
use crate::model::ledger::Phase;
use crate::model::state::world::World;

/// Works out everything that happens in `phase`.
pub fn observe(phase: Phase, world: &World, happened: &mut Happened) {
    match phase {
        Phase::Life => life::observe(world, happened),
        Phase::Everyday => everyday::observe(world, happened),
        Phase::Seek => seek::observe(world, happened),
        Phase::Meet => meet::observe(world, happened),
        Phase::Stay => stay::observe(world, happened),
        Phase::Community => community::observe(world, happened),
    }
}

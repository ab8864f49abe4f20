//! The phases of a tick. Each observes the world as the previous one left it; nothing here writes to it.

mod community;
mod everyday;
mod life;
mod meet;
mod seek;
mod stay;

use super::episode::Happened;
use super::ledger::Phase;
use super::world::World;
use std::ops::Range;

/// Networks in one part of the work.
const NETWORKS_PER_PART: usize = 256;

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

fn parts_of_networks(world: &World) -> usize {
    world.networks.len().div_ceil(NETWORKS_PER_PART)
}

fn part_of_networks(world: &World, part: usize) -> Range<usize> {
    let first = part * NETWORKS_PER_PART;
    first..(first + NETWORKS_PER_PART).min(world.networks.len())
}

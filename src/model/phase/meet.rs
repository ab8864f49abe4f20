//! Meet: the networks whose week it is hold their meetings.

use super::{part_of_networks, parts_of_networks};
use crate::model::encounter::meeting;
use crate::model::episode::Happened;
use crate::model::world::World;

pub(super) fn observe(world: &World, happened: &mut Happened) {
    let Some(structure) = world.structure else {
        happened.observe(0, world.part_size, |_, _| ());
        return;
    };
    happened.observe(parts_of_networks(world), world.part_size, |part, out| {
        for place in part_of_networks(world, part) {
            if world.networks[place].meets(world.tick, &structure) {
                meeting::hold(world, &structure, place as u32, out);
            }
        }
    });
}

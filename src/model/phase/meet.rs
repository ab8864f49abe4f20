//! Meet: the networks whose week it is hold their meetings.

use crate::model::encounter::meeting;
use crate::model::happened::Happened;
use crate::model::world::World;

pub(super) fn observe(world: &World, happened: &mut Happened) {
    let Some(structure) = world.structure else {
        happened.observe(0, world.part_size, |_, _| ());
        return;
    };
    happened.observe(world.parts(), world.part_size, |part, out| {
        out.home = world.part(part);
        world.bring_people(part);
        for place in world.networks_of(part) {
            if world.networks[place as usize].meets(world.tick, &structure) {
                meeting::hold(world, &structure, place, out);
            }
        }
    });
}

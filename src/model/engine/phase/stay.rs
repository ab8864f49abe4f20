//! Stay: network by network, who leaves and who is invited. Places are given when this is applied.

use crate::model::engine::happened::Happened;
use crate::model::rules::stay;
use crate::model::state::world::World;

pub(super) fn observe(world: &World, happened: &mut Happened) {
    let Some(structure) = &world.structure else {
        happened.observe(0, world.part_size, |_, _| ());
        return;
    };
    happened.observe(world.parts(), world.part_size, |part, out| {
        out.home = world.part(part);
        let members = |place: u32| world.networks[place as usize].members().iter().map(|&id| id as usize);
        world.prefetch_courses(world.networks_of(part).flat_map(members));
        for place in world.networks_of(part) {
            stay::week(world.view(), structure, place, &mut out.effects);
        }
    });
}

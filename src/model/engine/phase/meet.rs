//! Meet: the networks whose week it is hold their meetings.

use crate::model::engine::happened::{Chunk, Happened};
use crate::model::engine::hearsay::spread;
use crate::model::rules::meeting;
use crate::model::state::world::World;

pub(super) fn observe(world: &World, happened: &mut Happened) {
    let Some(structure) = &world.structure else {
        happened.observe(0, world.part_size, |_, _| ());
        return;
    };
    happened.observe(world.parts(), world.part_size, |part, out| {
        out.home = world.part(part);
        let Chunk { effects, scratch, .. } = out;
        let due = &mut scratch.networks;
        let meets = |&place: &u32| meeting::meets(&world.networks[place as usize], world.tick, structure);
        due.extend(world.networks_of(part).filter(meets));
        let people = due.iter().flat_map(|&place| world.networks[place as usize].people());
        world.prefetch_all(people.map(|&id| id as usize));
        due.drain(..).for_each(|place| meeting::hold(world.view(), structure, place, effects));
        spread(world, effects);
    });
}

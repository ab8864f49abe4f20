//! Meet: the networks whose week it is hold their meetings.

use crate::model::encounter::{meeting, spread};
use crate::model::happened::Happened;
use crate::model::world::World;

pub(super) fn observe(world: &World, happened: &mut Happened) {
    let Some(structure) = world.structure else {
        happened.observe(0, world.part_size, |_, _| ());
        return;
    };
    happened.observe(world.parts(), world.part_size, |part, out| {
        out.home = world.part(part);
        let mut due = std::mem::take(&mut out.places);
        due.extend(world.networks_of(part));
        due.retain(|&place| world.networks[place as usize].meets(world.tick, &structure));
        let people = due.iter().flat_map(|&place| world.networks[place as usize].people());
        world.bring_all(people.map(|&id| id as usize));
        due.iter().for_each(|&place| meeting::hold(world, &structure, place, out));
        spread(world, out);
        out.places = due;
    });
}

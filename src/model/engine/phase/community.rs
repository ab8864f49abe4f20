//! Community: those whom screening lets through act outside, and community networks as groups.

use crate::model::engine::happened::Happened;
use crate::model::rules::community;
use crate::model::state::world::World;

pub(super) fn observe(world: &World, happened: &mut Happened) {
    let switches = &world.switches;
    let groups = world.structure.as_ref().filter(|structure| community::groups_act(structure, switches));
    if groups.is_none() && !switches.civic_acts {
        happened.observe(0, world.part_size, |_, _| ());
        return;
    }
    happened.observe(world.parts(), world.part_size, |part, out| {
        out.home = world.part(part);
        let (view, acting) = (world.view(), std::mem::take(&mut out.agenda.acting));
        world.prefetch_courses(acting.iter().map(|&(id, _)| id as usize));
        for &(id, _) in acting.iter().filter(|&&(id, word)| community::acts(view, id, word)) {
            community::act_alone(view, id, &mut out.effects);
        }
        out.agenda.acting = acting;
        if let Some(structure) = groups {
            world.networks_of(part).for_each(|place| community::group(view, structure, place, &mut out.effects));
        }
    });
}

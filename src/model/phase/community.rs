//! Community: empowered, trusting, reciprocating people act outside; community networks act as a group.

use crate::model::chance::{NOBODY, hit};
use crate::model::encounter::act;
use crate::model::episode::InNetwork;
use crate::model::happened::{Chunk, Happened};
use crate::model::insight::SHARED;
use crate::model::person::{EMPOWERMENT, GENERAL};
use crate::model::structure::Aim;
use crate::model::world::World;

pub(super) fn observe(world: &World, happened: &mut Happened) {
    let groups = world.structure.filter(|structure| structure.aim == Aim::Community && world.switches.group_acts);
    if groups.is_none() && !world.switches.civic_acts {
        happened.observe(0, world.part_size, |_, _| ());
        return;
    }
    happened.observe(world.parts(), world.part_size, |part, out| {
        out.home = world.part(part);
        let acting = std::mem::take(&mut out.agenda.acting);
        world.bring_courses(acting.iter().map(|&(id, _)| id as usize));
        for &(id, _) in acting.iter().filter(|&&(id, word)| acts(world, id, word)) {
            let (insights, category) = (world.courses[id as usize].insights, world.people[id as usize].category);
            act::act(world, id, 0, insights & SHARED, category, out);
        }
        out.agenda.acting = acting;
        if groups.is_some() {
            world.networks_of(part).for_each(|place| group(world, place, out));
        }
    });
}

/// Whether `id` acts outside this week.
fn acts(world: &World, id: u32, word: u32) -> bool {
    let most = world.parameters.civic_act;
    let chance =
        most * world.trust(id, EMPOWERMENT) * world.trust(id, GENERAL) * world.people[id as usize].reciprocity();
    hit(word, chance)
}

/// A community network acts once it has pooled enough, else it leans on its worker.
fn group(world: &World, place: u32, out: &mut Chunk) {
    let network = &world.networks[place as usize];
    if u32::from(network.met) != world.tick {
        return;
    }
    if f64::from(network.repertoire.count_ones()) >= world.parameters.pooled_enough {
        for &member in network.members() {
            act::act(world, member, 1, network.repertoire, network.category, out);
        }
    } else if network.worker != NOBODY {
        out.networks.push((place, InNetwork::Drifted));
    }
}

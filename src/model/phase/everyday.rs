//! Everyday: people ask their ties for favours; in need more often, unless they count on professionals alone.

use super::{part_of_people, parts_of_people};
use crate::model::chance::Process;
use crate::model::encounter::request;
use crate::model::episode::Happened;
use crate::model::person::DEPENDENCE;
use crate::model::world::World;

pub(super) fn observe(world: &World, happened: &mut Happened) {
    happened.observe(parts_of_people(world), |part, out| {
        world.chance.each(Process::Week, part_of_people(world, part), (world.tick, 1), |id, draw| {
            if draw.hit(0, contact(world, id)) {
                request::ask(world, id, out);
            }
        });
    });
}

fn contact(world: &World, id: u32) -> f64 {
    let parameters = &world.parameters;
    if !world.in_need(id) {
        return parameters.everyday_contact;
    }
    if !world.switches.dependence_crowds_out {
        return parameters.everyday_contact * parameters.need_factor;
    }
    let turned_to_ties = 1.0 - world.trust(id, DEPENDENCE);
    parameters.everyday_contact * (1.0 + (parameters.need_factor - 1.0) * turned_to_ties)
}

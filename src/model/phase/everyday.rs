//! Everyday: people ask their ties for favours; in need more often, unless they count on professionals alone.

use crate::model::chance::hit;
use crate::model::encounter::request;
use crate::model::happened::Happened;
use crate::model::person::DEPENDENCE;
use crate::model::world::World;

pub(super) fn observe(world: &World, happened: &mut Happened) {
    happened.observe(world.parts(), world.part_size, |part, out| {
        out.home = world.part(part);
        world.bring(part);
        let asking = std::mem::take(&mut out.agenda.asking);
        for &(id, word) in &asking {
            if hit(word, contact(world, id)) {
                request::ask(world, id, out);
            }
        }
        out.agenda.asking = asking;
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

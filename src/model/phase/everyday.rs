//! Everyday: people ask their ties for favours; in need more often, unless they count on professionals alone.

use crate::model::chance::{Process, hit};
use crate::model::encounter::request::{Request, Requests};
use crate::model::happened::Happened;
use crate::model::person::DEPENDENCE;
use crate::model::world::World;

/// People of whom is sorted out together who asks.
const AT_A_TIME: usize = 64;

pub(super) fn observe(world: &World, happened: &mut Happened) {
    happened.observe(world.parts(), world.part_size, |part, out| {
        out.home = world.part(part);
        let asking = std::mem::take(&mut out.agenda.asking);
        // Those of the next come near while it is sorted out who of these asks.
        let mut ahead = asking.iter().map(|&(id, _)| id as usize);
        world.bring_alters(ahead.by_ref().take(AT_A_TIME));
        let mut requests = Requests::none();
        for some in asking.chunks(AT_A_TIME) {
            let (mut askers, mut count) = ([0; AT_A_TIME], 0);
            for &(id, word) in some {
                world.bring_alters(ahead.next().into_iter());
                // Without a branch: who asks cannot be foreseen.
                askers[count % AT_A_TIME] = id;
                count += usize::from(hit(word, contact(world, id)));
            }
            let of = |id, draw| requests.begin(world, Request::of(world, id, &draw), out);
            world.chance.each(Process::Ask, &askers[..count], (world.tick, 0), of);
        }
        requests.finish(world, out);
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

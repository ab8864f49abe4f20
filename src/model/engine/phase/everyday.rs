//! Everyday: those whom screening lets through ask, many at once.

use crate::model::chance::{Process, hit};
use crate::model::engine::happened::Happened;
use crate::model::engine::requests::Requests;
use crate::model::rules::everyday::{Request, contact};
use crate::model::state::world::World;

/// People of whom is worked out together who asks.
const ASKERS: usize = 64;

pub(super) fn observe(world: &World, happened: &mut Happened) {
    happened.observe(world.parts(), world.part_size, |part, out| {
        out.home = world.part(part);
        let asking = std::mem::take(&mut out.agenda.asking);
        // Those of the next are prefetched while it is worked out who of these asks.
        let mut ahead = asking.iter().map(|&(id, _)| id as usize);
        world.prefetch_alters(ahead.by_ref().take(ASKERS));
        let (view, mut requests) = (world.view(), Requests::none());
        for some in asking.chunks(ASKERS) {
            let (mut askers, mut count) = ([0; ASKERS], 0);
            for &(id, word) in some {
                world.prefetch_alters(ahead.next().into_iter());
                // Without a branch: the processor cannot predict who asks.
                askers[count % ASKERS] = id;
                count += usize::from(hit(word, contact(view, id)));
            }
            let of = |id, draw| requests.begin(world, Request::of(view, id, &draw), &mut out.effects);
            world.chance.each(Process::Ask, &askers[..count], (world.tick, 0), of);
        }
        requests.finish(world, &mut out.effects);
        out.agenda.asking = asking;
    });
}

//! Everyday: those whom screening lets through ask, many at once.

use crate::model::chance::{NOBODY, Process, hit};
use crate::model::effects::List;
use crate::model::engine::happened::Happened;
use crate::model::engine::requests::Requests;
use crate::model::rules::everyday::{self, Request, contact};
use crate::model::rules::life::CONTACT;
use crate::model::state::world::World;
use std::ops::Range;

/// Those who became carers in this week are in need since, which nobody knew when it was screened who could ask.
fn add_carers(world: &World, home: Range<u32>, asking: &mut List<(u32, u32)>) {
    let screened = asking.len();
    let from = |person| world.new_carers.partition_point(|&id| id < person);
    for &id in &world.new_carers[from(home.start)..from(home.end)] {
        if asking[..screened].binary_search_by_key(&id, |&(other, _)| other).is_err() {
            asking.push((id, world.chance.draw(Process::Week, id, NOBODY, world.tick, 0).0[CONTACT]));
        }
    }
}

/// People of whom is worked out together who asks.
const ASKERS: usize = 64;

pub(super) fn observe(world: &World, happened: &mut Happened) {
    happened.observe(world.parts(), world.part_size, |part, out| {
        out.home = world.part(part);
        let mut asking = std::mem::take(&mut out.agenda.asking);
        add_carers(world, out.home.clone(), &mut asking);
        if !world.screened {
            asking.iter().for_each(|&(id, word)| everyday::week(world.view(), id, word, &mut out.effects));
            out.agenda.asking = asking;
            return;
        }
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

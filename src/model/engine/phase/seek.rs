//! Seek: worker by worker, who queues at the desk, and who tries the doors of the networks.

use crate::model::chance::Process;
use crate::model::effects::Effects;
use crate::model::engine::happened::{Chunk, Happened, Scratch};
use crate::model::engine::hearsay::spread;
use crate::model::rules::seek;
use crate::model::state::flags::{IN_NEED, MEMBER, QUEUED, TECHNICAL, WAITING, flagged};
use crate::model::state::world::World;
use crate::model::structure::Structure;
use std::ops::Range;

pub(super) fn observe(world: &World, happened: &mut Happened) {
    happened.observe(world.parts(), world.part_size, |part, out| {
        out.home = world.part(part);
        let Chunk { effects, scratch, .. } = out;
        for worker in world.workers_of(part) {
            let people = world.clients(worker);
            if !world.screened {
                seek::week(world.view(), people, effects);
                continue;
            }
            desk(world, people.clone(), scratch, effects);
            if let Some(structure) = &world.structure {
                doors(world, structure, people, scratch, effects);
            }
        }
        spread(world, effects);
    });
}

/// The desk of the worker of these people.
fn desk(world: &World, people: Range<u32>, scratch: &mut Scratch, effects: &mut Effects) {
    let (view, flags) = (world.view(), &world.flags[people.start as usize..people.end as usize]);
    let Scratch { queue, trying, .. } = scratch;
    let mut join = |id| queue.push((seek::desk_draw(view, id).lot(0), id));
    // Whoever queues has a technical need.
    flagged(flags, TECHNICAL, |place| {
        let id = people.start + place as u32;
        if flags[place].has(QUEUED) {
            join(id);
        } else {
            trying.push(id);
        }
    });
    world.chance.each(Process::Week, trying, (world.tick, 1), |id, draw| {
        if seek::may_join_queue(&draw, &world.parameters) && seek::joins_queue(view, id, &draw) {
            join(id);
        }
    });
    trying.clear();
    queue.sort_unstable();
    seek::desk(view, queue, effects);
    queue.clear();
}

/// These people try the doors of the networks, if they are in need, or wait behind one.
fn doors(world: &World, structure: &Structure, people: Range<u32>, scratch: &mut Scratch, effects: &mut Effects) {
    let (view, trying) = (world.view(), &mut scratch.trying);
    let flags = &world.flags[people.start as usize..people.end as usize];
    flagged(flags, WAITING | IN_NEED, |place| {
        let (id, flags) = (people.start + place as u32, flags[place]);
        if flags.has(WAITING) {
            if seek::waiting_is_felt(structure) {
                seek::wait(view, id, view.waiting_since(id), effects);
            }
        } else if !flags.has(MEMBER) {
            trying.push(id);
        }
    });
    world.chance.each(Process::Seek, trying, (world.tick, 0), |id, draw| {
        let possible = seek::may_open(structure, &draw, &world.parameters);
        effects.applications.extend(possible.then(|| seek::door(view, structure, id, &draw)).flatten());
    });
    trying.clear();
}

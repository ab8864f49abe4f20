//! Seek: who joins the queue at the desk, who is served, and who decides to enter a network.

use crate::model::attention::{IN_NEED, MEMBER, QUEUED, TECHNICAL, WAITING, marked};
use crate::model::chance::{Draw, NOBODY, Process};
use crate::model::encounter::{spread, visit};
use crate::model::episode::{Application, AtDesk, Door};
use crate::model::happened::{Chunk, Happened};
use crate::model::person::{EMPOWERMENT, GENERAL, SERVICES};
use crate::model::share::value;
use crate::model::structure::Structure;
use crate::model::world::World;
use std::ops::Range;

pub(super) fn observe(world: &World, happened: &mut Happened) {
    happened.observe(world.parts(), world.part_size, |part, out| {
        out.home = world.part(part);
        for worker in workers_of(world, part) {
            let people = clients(world, worker);
            desk(world, people.clone(), out);
            if let Some(structure) = world.structure {
                doors(world, &structure, people, out);
            }
        }
        spread(world, out);
    });
}

/// The first person of `worker`: the people of a worker are those whose number times the workers, over all people, is
/// the worker's.
fn first_client(world: &World, worker: u64) -> u32 {
    (worker * world.people.len() as u64).div_ceil(world.workers.len() as u64) as u32
}

fn clients(world: &World, worker: u32) -> Range<u32> {
    first_client(world, u64::from(worker))..first_client(world, u64::from(worker) + 1)
}

/// The workers whose first person is in this part.
fn workers_of(world: &World, part: usize) -> Range<u32> {
    let Range { start, end } = world.part(part);
    let first_from = |person: u32| match person {
        0 => 0,
        _ if person as usize == world.people.len() => world.workers.len() as u32,
        _ => world.worker_of(person - 1) + 1,
    };
    first_from(start)..first_from(end)
}

/// The desk of one worker: it serves as many of those who queue as its hours allow, by lot.
fn desk(world: &World, people: Range<u32>, out: &mut Chunk) {
    let (parameters, attention) = (&world.parameters, &world.attention[people.start as usize..people.end as usize]);
    let (mut queue, mut deciding) = (std::mem::take(&mut out.lots), std::mem::take(&mut out.trying));
    queue.clear();
    let mut join = |id| queue.push((world.chance.draw(Process::Desk, id, NOBODY, world.tick, 0).lot(0), id));
    // Whoever queues has a technical need.
    marked(attention, TECHNICAL, |place| {
        let id = people.start + place as u32;
        if attention[place].has(QUEUED) {
            join(id);
        } else {
            deciding.push(id);
        }
    });
    world.chance.each(Process::Week, &deciding, (world.tick, 1), |id, draw| {
        if decides(world, id, &draw) {
            join(id);
        }
    });
    deciding.clear();
    out.trying = deciding;
    queue.sort_unstable();
    // In the thousandths that the books hold: rounding never lets the desk use more than there is.
    let places = (world.thousandths_of_hours(parameters.desk_share) / visit::thousandths(world)) as usize;
    for (rank, &(_, id)) in queue.iter().enumerate() {
        if rank < places {
            visit::visit(world, id, &world.chance.draw(Process::Desk, id, NOBODY, world.tick, 0), out);
        } else if world.attention[id as usize].has(QUEUED) {
            visit::wait(world, id, world.people[id as usize].desk_since, out);
        } else {
            out.desk.push((id, AtDesk::Joined));
        }
    }
    out.lots = queue;
}

fn decides(world: &World, id: u32, draw: &Draw) -> bool {
    let seek = world.parameters.seek_per_week;
    // With full trust it would be `seek`: most need no look at their trust.
    draw.hit(1, seek) && draw.hit(1, seek * trust(world, id, SERVICES))
}

/// Trust as it bears on seeking.
fn trust(world: &World, id: u32, belief: usize) -> f64 {
    if world.switches.seek_by_trust { world.trust(id, belief) } else { world.prior(id, belief) }
}

/// People in need try the doors of the networks, or wait behind one.
fn doors(world: &World, structure: &Structure, people: Range<u32>, out: &mut Chunk) {
    let mut trying = std::mem::take(&mut out.trying);
    let attention = &world.attention[people.start as usize..people.end as usize];
    marked(attention, WAITING | IN_NEED, |place| {
        let (id, attention) = (people.start + place as u32, attention[place]);
        if attention.has(WAITING) {
            if structure.worker.is_some() {
                visit::wait(world, id, world.courses[id as usize].waiting_since(), out);
            }
        } else if !attention.has(MEMBER) {
            trying.push(id);
        }
    });
    world.chance.each(Process::Seek, &trying, (world.tick, 0), |id, draw| {
        out.applications.extend(application(world, structure, id, &draw));
    });
    trying.clear();
    out.trying = trying;
}

fn application(world: &World, structure: &Structure, id: u32, draw: &Draw) -> Option<Application> {
    let (parameters, entry) = (&world.parameters, structure.entry);
    let (seek, outreach) = (parameters.seek_per_week, parameters.outreach_per_week);
    // What a door would open to with full burden, trust and confidence: most need no look at theirs.
    let possible = draw.hit(1, seek)
        || (entry.desk && draw.hit(0, seek))
        || (entry.outreach && draw.hit(2, outreach))
        || (entry.mandate && draw.hit(3, parameters.mandate_per_week));
    if !possible {
        return None;
    }
    let burden = value(world.people[id as usize].burden);
    let speaks = structure.is_group() && world.switches.confidence_to_speak;
    let confidence = if speaks { world.trust(id, EMPOWERMENT) } else { 1.0 };
    let through = |door, via| Some(Application { person: id, via, door });
    let looks = (structure.worker.is_none() || entry.link) && draw.hit(1, seek);
    let link = if looks { link(world, structure, id) } else { None };
    if structure.worker.is_none() && link.is_none() {
        let trust = trust(world, id, GENERAL);
        if draw.hit(1, parameters.founding * seek * burden * trust * confidence) {
            return through(Door::Initiative, NOBODY);
        }
    }
    if let Some(slot) = link.filter(|_| entry.link) {
        let trust = if world.switches.seek_by_trust { world.tie_trust(id, slot) } else { world.prior(id, GENERAL) };
        if draw.hit(1, seek * burden * trust * confidence) {
            return through(Door::Link, world.ties.end(id, slot).alter());
        }
    }
    if entry.desk && draw.hit(0, seek * burden * trust(world, id, SERVICES) * confidence) {
        return through(Door::Desk, NOBODY);
    }
    if entry.outreach && draw.hit(2, outreach * burden * trust(world, id, GENERAL) * confidence) {
        return through(Door::Outreach, NOBODY);
    }
    let sent = entry.mandate && draw.hit(3, parameters.mandate_per_week * burden);
    if sent { through(Door::Mandate, NOBODY) } else { None }
}

/// The tie through which `id` could enter, by lot among those who are members.
fn link(world: &World, structure: &Structure, id: u32) -> Option<u8> {
    let category = world.people[id as usize].category;
    let mut best: Option<(u32, u32, u8)> = None;
    for (slot, end) in world.ties.ends_of(id).iter().enumerate().filter(|(_, end)| end.is_held()) {
        let alter = end.alter();
        let network = world.courses[alter as usize].member;
        if network == NOBODY || (structure.is_group() && world.networks[network as usize].category != category) {
            continue;
        }
        let lot = world.chance.draw(Process::Link, id, alter, world.tick, 0).0[0];
        if best.is_none_or(|(least, other, _)| (lot, alter) < (least, other)) {
            best = Some((lot, alter, slot as u8));
        }
    }
    best.map(|(_, _, slot)| slot)
}

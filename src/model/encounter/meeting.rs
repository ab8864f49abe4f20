//! A meeting of a helping network: who is there, hope, whose turn it is, and what it takes.
//!
//! Knowledge, help owed and felt helpfulness move from turn to turn (`turn.rs`); trust settles after the meeting.

use crate::model::chance::{NOBODY, Process};
use crate::model::episode::{Deposit, InNetwork, On, Received};
use crate::model::happened::Chunk;
use crate::model::ledger::Cause;
use crate::model::network::Network;
use crate::model::person::EMPOWERMENT;
use crate::model::share::round;
use crate::model::structure::{Aim, MAX_CAPACITY, Structure};
use crate::model::trust::Evidence;
use crate::model::world::World;
use arrayvec::ArrayVec;

/// Somebody at a meeting, as they are at this point of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Present {
    pub(super) id: u32,
    pub(super) category: u8,
    pub(super) member: bool,
    pub(super) needed: u64,
    pub(super) insights: u64,
    pub(super) received: u32,
    pub(super) given: u32,
    pub(super) felt: u16,
    pub(super) reluctant: bool,
    pub(super) turns: u16,
}

impl Present {
    pub(super) fn missing(&self) -> u64 {
        self.needed & !self.insights
    }
}

/// A meeting that is being held.
pub(super) struct Meeting<'a> {
    pub(super) world: &'a World,
    pub(super) network: &'a Network,
    pub(super) place: u32,
    pub(super) skill: f64,
    pub(super) people: &'a mut [Present],
    pub(super) out: &'a mut Chunk,
}

/// Holds the meeting of the network in `place`.
pub fn hold(world: &World, structure: &Structure, place: u32, out: &mut Chunk) {
    let network = &world.networks[place as usize];
    let helped = network.members().len();
    let arriving = network.people().iter().enumerate().map(|(at, &id)| arrive(world, id, at < helped));
    let mut people: ArrayVec<Present, { MAX_CAPACITY as usize }> = arriving.collect();
    if world.switches.hope {
        hope(world, &people, out);
    }
    out.seen.extend(people.iter().filter(|p| p.member).map(|p| (p.id, world.recovered(p.id))));

    let mut order = std::mem::take(&mut out.lots);
    order_receivers(world, structure, &people, &mut order);
    out.networks.push((place, InNetwork::Met));
    let mut held = 0;
    let skill = world.skill(network.worker);
    let mut meeting = Meeting { world, network, place, skill, people: &mut people, out };
    if !order.is_empty() {
        for turn in 0..u32::from(structure.turns_per_meeting) {
            let (_, receiver) = order[turn as usize % order.len()];
            held += u32::from(meeting.turn(receiver as usize, turn));
        }
    }
    for person in people.iter().filter(|p| p.turns > 0) {
        let Present { id, felt, reluctant, turns, .. } = *person;
        out.received.push(Received { person: id, felt, reluctant, turns });
        if network.worker != NOBODY {
            out.met_worker.push(id);
        }
    }
    count_hours(world, structure, people.len(), held, out);
    out.lots = order;
}

fn arrive(world: &World, id: u32, member: bool) -> Present {
    let (person, course) = (&world.people[id as usize], &world.courses[id as usize]);
    Present {
        id,
        category: person.category,
        member,
        needed: course.needed,
        insights: course.insights,
        received: person.received,
        given: person.given,
        felt: course.felt,
        reluctant: course.reluctant,
        turns: 0,
    }
}

/// A member seen to recover is evidence for the others, one seen to worsen against.
fn hope(world: &World, people: &[Present], out: &mut Chunk) {
    let stake = world.parameters.stake_shared * world.parameters.hope_stake;
    for changed in people.iter().filter(|p| p.member) {
        let recovered = world.recovered(changed.id);
        if recovered == world.courses[changed.id as usize].seen_recovered {
            continue;
        }
        let evidence = Evidence::new(stake, if recovered { 1.0 } else { 0.0 });
        for other in people.iter().filter(|p| p.id != changed.id) {
            let on = On::Belief(EMPOWERMENT as u8);
            out.deposits.push(Deposit { person: other.id, on, cause: Cause::Hope, evidence });
        }
    }
}

/// Positions of those whose turn it is: members in need, by lot.
fn order_receivers(world: &World, structure: &Structure, people: &[Present], order: &mut Vec<(u64, u32)>) {
    order.clear();
    for (at, person) in people.iter().enumerate() {
        if person.member && world.in_need(person.id) {
            let lot = match structure.aim {
                Aim::Focal => 0,
                Aim::Plural | Aim::Community => {
                    let word = world.chance.draw(Process::Order, person.id, NOBODY, world.tick, 0).0[0];
                    (u64::from(word) << 32) | u64::from(person.id)
                }
            };
            order.push((lot, at as u32));
        }
    }
    order.sort_unstable();
}

fn count_hours(world: &World, structure: &Structure, people: usize, turns: u32, out: &mut Chunk) {
    let unpaid = people as f64 * f64::from(turns) * world.parameters.hours_per_turn;
    out.tally.unpaid += round(unpaid * 1000.0);
    if let Some(role) = structure.worker {
        out.tally.meetings += round(role.hours_per_meeting * 1000.0);
    }
}

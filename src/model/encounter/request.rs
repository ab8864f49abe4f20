//! An everyday request: a favour is asked of ties, one after the other, until one agrees.

use super::{About, burdens, comfort, hearsay, willing_by};
use crate::model::chance::{Draw, Process};
use crate::model::episode::{Chunk, Episode, With};
use crate::model::ledger::Cause;
use crate::model::parameters::Parameters;
use crate::model::world::World;

/// The most places for ties.
const MOST_PLACES: usize = 16;

/// `person` asks up to [`Parameters::asks`] ties, in the order of their lots.
pub fn ask(world: &World, person: u32, out: &mut Chunk) {
    let Parameters { asks, .. } = world.parameters;
    let mut draws = [Draw([0; 4]); MOST_PLACES];
    let mut order = [(0, 0, 0); MOST_PLACES];
    let mut count = 0;
    for (slot, tie) in world.ties_of(person).iter().enumerate().filter(|(_, tie)| tie.is_held()) {
        draws[slot] = world.chance.draw(Process::Ask, person, tie.alter, world.tick, 0);
        order[count] = (draws[slot].0[0], tie.alter, slot);
        count += 1;
    }
    let order = &mut order[..count];
    order.sort_unstable();
    for &(_, _, slot) in order.iter().take(asks as usize) {
        if asked(world, person, slot, &draws, out) {
            return;
        }
    }
}

/// Asks the tie in `slot`; true if it agreed.
fn asked(world: &World, person: u32, slot: usize, draws: &[Draw; MOST_PLACES], out: &mut Chunk) -> bool {
    let tie = &world.ties_of(person)[slot];
    let giver = tie.alter;
    let balance = world.people[giver as usize].balance(&world.scale);
    let agreed = draws[slot].hit(1, willing_by(world, giver, Some(tie.reverse), balance, 0.0, 1.0));
    let (cause, help) =
        if agreed { (Cause::Favour, favour(world, person, giver, draws[slot].0[2])) } else { (Cause::Refusal, 0.0) };
    out.tally.requests += 1;
    let stake = world.parameters.stake_favour;
    out.episodes.push(Episode {
        ego: person,
        alter: giver,
        slot: Some(slot as u8),
        with: With::Peer,
        cause,
        stake,
        help,
        felt: help,
        voice: 1.0,
    });
    if agreed {
        burdens(world, out, person, giver, help);
    }
    hearsay(world, out, person, About::Person(giver), |at, _| draws[at].0[3], stake, help);
    agreed
}

fn favour(world: &World, person: u32, giver: u32, word: u32) -> f64 {
    if world.switches.help_always_felt {
        return 1.0;
    }
    let same = world.people[giver as usize].category == world.people[person as usize].category;
    comfort(world, word, same && world.in_need(person))
}

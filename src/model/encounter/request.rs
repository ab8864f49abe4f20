//! An everyday request: a favour is asked of ties, one after the other, until one agrees.

use super::{About, burdens, comfort, hearsay, willing_by};
use crate::model::chance::{Draw, Process};
use crate::model::episode::{Chunk, Episode, With};
use crate::model::ledger::Cause;
use crate::model::parameters::Parameters;
use crate::model::tie::HalfTie;
use crate::model::world::World;

/// The most places for ties.
const MOST_PLACES: usize = 16;

/// `person` asks up to [`Parameters::asks`] ties, in the order of their lots.
pub fn ask(world: &World, person: u32, out: &mut Chunk) {
    let Parameters { asks, .. } = world.parameters;
    let mut draws = [Draw([0; 4]); MOST_PLACES];
    let mut open = 0_u32;
    for (slot, tie) in held(world, person) {
        draws[slot] = world.chance.draw(Process::Ask, person, tie.alter, world.tick, 0);
        open |= 1 << slot;
    }
    for _ in 0..asks as usize {
        let next = held(world, person)
            .filter(|(slot, _)| open & (1 << slot) != 0)
            .min_by_key(|(slot, tie)| (draws[*slot].0[0], tie.alter));
        let Some((slot, _)) = next else { return };
        open &= !(1 << slot);
        if asked(world, person, slot, &draws, out) {
            return;
        }
    }
}

fn held(world: &World, person: u32) -> impl Iterator<Item = (usize, &HalfTie)> {
    world.ties_of(person).iter().enumerate().filter(|(_, tie)| tie.is_held())
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
    let lot = |listener| {
        let at = world.ties_of(person).iter().position(|tie| tie.alter == listener).unwrap_or(slot);
        draws[at].0[3]
    };
    hearsay(world, out, person, About::Person(giver), lot, stake, help);
    agreed
}

fn favour(world: &World, person: u32, giver: u32, word: u32) -> f64 {
    if world.switches.help_always_felt {
        return 1.0;
    }
    let same = world.people[giver as usize].category == world.people[person as usize].category;
    comfort(world, word, same && world.in_need(person))
}

//! An everyday request: a favour is asked of ties, one after the other, until one agrees.

use super::{About, comfort, hear, willing_by};
use crate::model::chance::{Draw, NOBODY, Process, hit, with};
use crate::model::episode::{Episode, With};
use crate::model::happened::Chunk;
use crate::model::ledger::Cause;
use crate::model::outcome::{Help, Kind, Stake};
use crate::model::tie::{Alters, HalfTie};
use crate::model::world::World;

/// What the words of a request decide, each with each tie: the order of asking, who agrees, how good the comfort is, and
/// who hears of it.
const ORDER: usize = 0;
const AGREES: usize = 1;
const COMFORT: usize = 2;
const HEARS: usize = 3;

/// `person` asks up to [`crate::model::parameters::Parameters::asks`] ties, in the order of their lots.
pub fn ask(world: &World, person: u32, out: &mut Chunk) {
    let draw = world.chance.draw(Process::Ask, person, NOBODY, world.tick, 0);
    let ties = world.ties_of(person);
    let alters = Alters::of(ties);
    let mut order = alters.lots(draw.0[ORDER]);
    let hears = world.switches.hearsay.then(|| alters.lots(draw.0[HEARS]));
    for _ in 0..world.parameters.asks as usize {
        let Some(slot) = order.smallest() else { return };
        order = order.without(slot);
        let kind = asked(world, person, &ties[slot], slot, &draw, out);
        if let Some(listener) = hears.and_then(|lots| lots.without(slot).smallest()) {
            hear(world, out, person, listener, About::Person(ties[slot].alter()), kind);
        }
        if kind.facts().cause == Cause::Favour {
            return;
        }
    }
}

/// Asks a tie: how it went.
fn asked(world: &World, person: u32, tie: &HalfTie, slot: usize, draw: &Draw, out: &mut Chunk) -> Kind {
    let (alter, far) = (tie.alter(), tie.reverse());
    let balance = world.people[alter as usize].balance(&world.scale);
    let agreed = hit(with(draw.0[AGREES], alter), willing_by(world, alter, Some(far), balance, 0.0, 1.0));
    let (cause, help) = if agreed {
        (Cause::Favour, favour(world, person, alter, with(draw.0[COMFORT], alter)))
    } else {
        (Cause::Refusal, Help::Refused)
    };
    let kind = Kind::of(cause, With::Peer, Stake::Favour, help);
    out.tally.requests += 1;
    out.episodes.push(Episode { ego: person, alter, near: slot as u8, far, kind });
    kind
}

fn favour(world: &World, person: u32, giver: u32, word: u32) -> Help {
    if world.switches.help_always_felt {
        return Help::Full;
    }
    let same = world.people[giver as usize].category == world.people[person as usize].category;
    comfort(world, word, same && world.in_need(person))
}

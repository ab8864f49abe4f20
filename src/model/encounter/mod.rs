//! Encounters: each is worked out alone, on the world as the previous phase left it, and writes down what happened.

pub mod act;
pub mod meeting;
pub mod request;
mod turn;
pub mod visit;
pub mod willing;

use super::chance::{NOBODY, Process, hit};
use super::episode::{Deposit, On};
use super::happened::{Chunk, put};
use super::ledger::Cause;
use super::outcome::{Help, Kind};
use super::tie::Alters;
use super::trust::Evidence;
use super::world::World;

/// Help when no needed insight arrives: the same for everybody, but for those who have lived the same problem.
#[must_use]
pub fn comfort(world: &World, word: u32, same_problem: bool) -> Help {
    let parameters = &world.parameters;
    let more = if same_problem { parameters.same_shoes } else { 0.0 };
    if hit(word, parameters.comfort_chance + more) { Help::Good } else { Help::Poor }
}

/// An episode that a tie is about to hear of.
#[derive(Clone, Copy, Debug)]
pub struct Told {
    teller: u32,
    /// The place of the tie that hears of it, among those of the teller.
    slot: u8,
    /// The one it is about; nobody's number for services.
    about: u32,
    kind: Kind,
}

/// Everything told comes to those who hear it: together, so that they can be brought near at once.
pub fn spread(world: &World, out: &mut Chunk) {
    let mut told = std::mem::take(&mut out.told);
    world.bring_ends(told.iter().map(|told| world.ties.end(told.teller, told.slot)));
    told.drain(..).for_each(|told| hear(world, out, &told));
    out.told = told;
}

/// An episode of `teller` is told to the tie with the smallest lot under `word`, other than the one it is about.
fn hearsay(world: &World, out: &mut Chunk, teller: u32, about: u32, word: u32, kind: Kind) {
    if !world.switches.hearsay {
        return;
    }
    let it = world.ties.slot(teller, about);
    let lots = Alters::of(world.ties.ends_of(teller)).lots(word);
    if let Some(slot) = it.map_or(lots, |slot| lots.without(usize::from(slot))).smallest() {
        put(&mut out.told, Told { teller, slot: slot as u8, about, kind });
    }
}

fn hear(world: &World, out: &mut Chunk, told: &Told) {
    let Told { teller, slot, about, kind } = *told;
    let listener = world.ties.end(teller, slot).alter();
    let on = if about == NOBODY {
        On::Belief(super::person::SERVICES as u8)
    } else if let Some(slot) = world.ties.slot(about, listener) {
        // The one it is about is at hand already, the listener is not.
        On::Tie(world.ties.end(about, slot).reverse())
    } else {
        return;
    };
    let terms = &world.outcomes.of(kind).terms;
    let stake = world.trust_back(teller, slot) * world.parameters.hearsay_weight * terms.stake;
    let evidence = Evidence::new(stake, terms.felt);
    put(&mut out.deposits, Deposit { person: listener, on, cause: Cause::Hearsay, evidence });
}

/// The word under which the ties of `teller` have their lots to hear of turn `turn`.
fn hearing(world: &World, teller: u32, turn: u32) -> u32 {
    world.chance.draw(Process::Hear, teller, NOBODY, world.tick, turn).0[0]
}

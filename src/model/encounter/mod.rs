//! Encounters: each is worked out alone, on the world as the previous phase left it, and writes down what happened.

pub mod act;
pub mod meeting;
pub mod request;
mod turn;
pub mod visit;

use super::chance::{Draw, NOBODY, Process, hit};
use super::episode::{Chunk, Deposit, On};
use super::ledger::Cause;
use super::person::GENERAL;
use super::trust::Evidence;
use super::world::World;

/// The probability that `giver` agrees to help `asker`: direct, upstream and generalised reciprocity.
///
/// `balance` is help received against help given of the giver, in `-1..1`.
#[must_use]
pub fn willing(world: &World, giver: u32, asker: u32, balance: f64, bonus: f64, concern: f64) -> f64 {
    willing_by(world, giver, world.slot(giver, asker), balance, bonus, concern)
}

fn willing_by(world: &World, giver: u32, slot: Option<u8>, balance: f64, bonus: f64, concern: f64) -> f64 {
    let (parameters, switches) = (&world.parameters, &world.switches);
    let person = &world.people[giver as usize];
    let balance = if switches.upstream_reciprocity { balance } else { 0.0 };
    let present = || world.trust(giver, GENERAL);
    let prior = || world.prior(giver, GENERAL);
    let general = if switches.generalised_reciprocity { present() } else { prior() };
    let trust = match (switches.direct_reciprocity, slot) {
        (false, _) => prior(),
        (true, Some(slot)) => world.tie_trust(giver, slot),
        (true, None) => present(),
    };
    let sum = parameters.willing_base
        + parameters.willing_reciprocity * person.reciprocity() * (1.0 + balance) / 2.0
        + parameters.willing_tie * trust
        + parameters.willing_general * general
        + bonus;
    (concern * sum).clamp(0.0, 1.0)
}

/// Felt help when no needed insight arrives: the same for everybody, but for those who have lived the same problem.
#[must_use]
pub fn comfort(world: &World, word: u32, same_problem: bool) -> f64 {
    let parameters = &world.parameters;
    let more = if same_problem { parameters.same_shoes } else { 0.0 };
    if hit(word, parameters.comfort_chance + more) { parameters.comfort_good } else { parameters.comfort_poor }
}

/// What giving and receiving do to the burdens of both.
fn burdens(world: &World, out: &mut Chunk, receiver: u32, giver: u32, felt: f64) {
    if !world.switches.help_effect {
        return;
    }
    let parameters = &world.parameters;
    out.burdens.push((receiver, -World::burden_of(parameters.relief_receiving * felt)));
    if giver == NOBODY {
        return;
    }
    let mut change = World::burden_of(parameters.giver_load);
    if world.switches.giver_relief {
        change -= World::burden_of(parameters.relief_giving * felt);
    }
    out.burdens.push((giver, change));
}

/// What is heard of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum About {
    Person(u32),
    Services,
}

/// An episode of `teller` is heard of by the tie with the smallest lot, other than the one it is about.
fn hearsay(
    world: &World,
    out: &mut Chunk,
    teller: u32,
    about: About,
    lot: impl Fn(usize, u32) -> u32,
    stake: f64,
    felt: f64,
) {
    if !world.switches.hearsay {
        return;
    }
    let mut listener: Option<(u32, u32, u8)> = None;
    for (slot, tie) in world.ties_of(teller).iter().enumerate() {
        if tie.is_held() && about != About::Person(tie.alter) {
            let rank = (lot(slot, tie.alter), tie.alter, slot as u8);
            if listener.is_none_or(|best| (rank.0, rank.1) < (best.0, best.1)) {
                listener = Some(rank);
            }
        }
    }
    let Some((_, listener, slot)) = listener else { return };
    let on = match about {
        About::Services => On::Belief(super::person::SERVICES),
        About::Person(person) => match world.slot(listener, person) {
            Some(slot) => On::Tie(slot),
            None => return,
        },
    };
    let evidence = Evidence::new(world.trust_back(teller, slot) * world.parameters.hearsay_weight * stake, felt);
    out.deposits.push(Deposit { person: listener, on, cause: Cause::Hearsay, evidence });
}

/// The lot of `listener` to hear of turn `turn` of `teller`.
fn hearing_lot(world: &World, teller: u32, listener: u32, turn: u32) -> u32 {
    world.chance.draw(Process::Hear, teller, listener, world.tick, turn).0[0]
}

/// The draw of the person's week, one block for several decisions.
#[must_use]
pub fn week(world: &World, person: u32, block: u32) -> Draw {
    world.chance.draw(Process::Week, person, NOBODY, world.tick, block)
}

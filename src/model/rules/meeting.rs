//! Meet (`docs/odd.md`, 4.4): when a network meets, who is there, hope, whose turn it is, and what the meeting takes.
//!
//! The steps of a turn are in `turn.rs`.

use super::attendee::Attendee;
use super::trust::evidence;
use super::turn::Meeting;
use super::view::View;
use crate::model::chance::{NOBODY, Process};
use crate::model::effects::{Deposit, Effects, InNetwork, MetWorker, NetworkEvent, On, Seen, TurnsReceived};
use crate::model::ledger::Cause;
use crate::model::share::round;
use crate::model::state::network::Network;
use crate::model::state::person::EMPOWERMENT;
use crate::model::structure::{Aim, MAX_CAPACITY, Structure};
use arrayvec::ArrayVec;

/// Those whose turn it is, in their order: by lot, and their places among those present.
type Order = ArrayVec<(u64, u32), { MAX_CAPACITY as usize }>;

/// Whether a network meets in `tick`.
#[inline]
#[must_use]
pub fn meets(network: &Network, tick: u32, structure: &Structure) -> bool {
    is_due(network, tick, structure) && (!structure.is_group() || network.size() >= 2)
}

/// Whether a meeting of a network falls on `tick`, however many are there.
#[inline]
#[must_use]
pub fn is_due(network: &Network, tick: u32, structure: &Structure) -> bool {
    let age = tick.saturating_sub(u32::from(network.founded));
    network.open && age > 0 && age.is_multiple_of(u32::from(structure.meets_every_weeks))
}

/// The meeting of the network in `place`: hope, then the turns, then what both come to.
pub fn hold(view: View<'_>, structure: &Structure, place: u32, effects: &mut Effects) {
    let network = view.network(place);
    let helped = network.members().len();
    let arriving = network.people().iter().enumerate().map(|(at, &id)| Attendee::arriving(view, id, at < helped));
    let mut people: ArrayVec<Attendee, { MAX_CAPACITY as usize }> = arriving.collect();
    if view.switches().hope {
        hope(view, &people, effects);
    }
    let members = people.iter().filter(|p| p.member);
    effects.seen.extend(members.map(|p| Seen { person: p.id, recovered: view.recovered(p.id) }));

    let order = order(view, structure, &people);
    effects.networks.push(InNetwork { network: place, event: NetworkEvent::Met });
    let mut held = 0;
    let mut meeting = Meeting::new(view, place, &mut people, effects);
    if !order.is_empty() {
        for turn in 0..u32::from(structure.turns_per_meeting) {
            let (_, receiver) = order[turn as usize % order.len()];
            held += u32::from(meeting.turn(receiver as usize, turn));
        }
    }
    for person in people.iter().filter(|p| p.turns > 0) {
        let Attendee { id, felt, reluctant, turns, .. } = *person;
        effects.turns.push(TurnsReceived { person: id, felt, reluctant, turns });
        if network.worker != NOBODY {
            effects.met_worker.push(MetWorker { person: id });
        }
    }
    count_hours(view, structure, people.len(), held, effects);
}

/// A member seen to recover is evidence for the others, one seen to worsen against.
fn hope(view: View<'_>, people: &[Attendee], effects: &mut Effects) {
    let stake = view.parameters().stake_shared * view.parameters().hope_stake;
    for changed in people.iter().filter(|p| p.member) {
        let recovered = view.recovered(changed.id);
        if recovered == view.seen_recovered(changed.id) {
            continue;
        }
        let evidence = evidence(stake, if recovered { 1.0 } else { 0.0 });
        for other in people.iter().filter(|p| p.id != changed.id) {
            let on = On::Belief(EMPOWERMENT as u8);
            effects.deposits.push(Deposit { person: other.id, on, cause: Cause::Hope, evidence });
        }
    }
}

/// Those whose turn it is: members in need, or where everybody takes turns all members, by lot.
fn order(view: View<'_>, structure: &Structure, people: &[Attendee]) -> Order {
    let lot = |person: u32| match structure.aim {
        Aim::Focal => 0,
        Aim::Plural | Aim::Community => {
            let word = view.draw(Process::Order, person, NOBODY, 0).0[0];
            (u64::from(word) << 32) | u64::from(person)
        }
    };
    let everybody = view.switches().everybody_takes_turns && structure.aim != Aim::Focal;
    let mut order = Order::new();
    for (at, person) in people.iter().enumerate() {
        if person.member && (everybody || view.in_need(person.id)) {
            order.push((lot(person.id), at as u32));
        }
    }
    order.sort_unstable();
    order
}

/// Hours of the worker, and unpaid hours of everybody else present, in thousandths. What is not held may cost nothing: the
/// worker's hours stay committed, and are not used.
fn count_hours(view: View<'_>, structure: &Structure, people: usize, turns: u32, effects: &mut Effects) {
    let unpaid = people as f64 * f64::from(turns) * view.parameters().hours_per_turn;
    effects.tally.unpaid += round(unpaid * 1000.0);
    let paid = turns > 0 || !view.switches().paid_when_held;
    if let Some(role) = structure.worker.filter(|_| paid) {
        effects.tally.meetings += round(role.hours_per_meeting * 1000.0);
    }
}

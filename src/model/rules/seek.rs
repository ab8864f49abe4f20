//! Seek (`docs/odd.md`, 4.3): who joins the queue at the desk, who is served, how waiting is felt, and which door of a network
//! opens to somebody in need.

use super::comfort::comfort;
use super::hearsay::tell;
use super::trust::evidence;
use super::view::View;
use crate::model::chance::{Draw, NOBODY, Process};
use crate::model::effects::{Application, AtDesk, Deposit, DeskEvent, Door, Effects, Episode, MetWorker, On, UNTIED};
use crate::model::episode::{EpisodeKind, Help, Partner, Stake};
use crate::model::ledger::Cause;
use crate::model::parameters::Parameters;
use crate::model::share::round;
use crate::model::state::person::{DEPENDENCE, EMPOWERMENT, GENERAL, SERVICES};
use crate::model::state::tie::NEVER;
use crate::model::structure::Structure;
use std::ops::Range;

/// A week of the people of one worker: who queues at the desk and is served, and which doors open to those in need.
///
/// The engine passes over those to whom nothing can happen, and comes to the same.
pub fn week(view: View<'_>, people: Range<u32>, effects: &mut Effects) {
    let joins = |&person: &u32| joins_queue(view, person, &view.draw(Process::Week, person, NOBODY, 1));
    let queueing = people.clone().filter(|&person| view.technical(person));
    let queueing = queueing.filter(|person| view.queues(*person) || joins(person));
    let mut queue: Vec<_> = queueing.map(|person| (desk_draw(view, person).lot(0), person)).collect();
    queue.sort_unstable();
    desk(view, &queue, effects);
    let Some(structure) = view.structure() else { return };
    for person in people {
        if view.waits(person) {
            if waiting_is_felt(structure) {
                wait(view, person, view.waiting_since(person), effects);
            }
        } else if view.in_need(person) && view.network_of(person).is_none() {
            let draw = view.draw(Process::Seek, person, NOBODY, 0);
            effects.applications.extend(door(view, structure, person, &draw));
        }
    }
}

/// Whether somebody with a technical need joins the queue at the desk, with the luck of `draw`.
#[inline]
#[must_use]
pub fn joins_queue(view: View<'_>, person: u32, draw: &Draw) -> bool {
    draw.hit(1, view.parameters().desk_per_week * trust_or_prior(view, person, SERVICES))
}

/// Whether [`joins_queue`] could hold, with full trust.
#[inline]
#[must_use]
pub fn may_join_queue(draw: &Draw, parameters: &Parameters) -> bool {
    draw.hit(1, parameters.desk_per_week)
}

/// Trust as it counts in seeking.
#[inline]
fn trust_or_prior(view: View<'_>, person: u32, belief: usize) -> f64 {
    if view.switches().seek_by_trust { view.bearing(person, belief) } else { view.prior_bearing(person, belief) }
}

/// Trust in services as it counts at the desk: dependence raises that of somebody who has been helped in a network before.
#[inline]
fn trust_at_desk(view: View<'_>, person: u32) -> f64 {
    let services = trust_or_prior(view, person, SERVICES);
    if !view.switches().dependence_holds || !view.ever_entered(person) {
        return services;
    }
    services + (1.0 - services) * trust_or_prior(view, person, DEPENDENCE)
}

/// The lot by which `person` is served at the desk, and the luck of the visit.
#[must_use]
pub fn desk_draw(view: View<'_>, person: u32) -> Draw {
    view.draw(Process::Desk, person, NOBODY, 0)
}

/// The desk of one worker: of those who `queue`, in the order of their lots, it serves as many as its hours allow.
pub fn desk(view: View<'_>, queue: &[(u64, u32)], effects: &mut Effects) {
    // In the thousandths that the books hold: rounding never lets the desk use more than there is.
    let served = (thousandths_of_hours(view, view.parameters().desk_share) / visit_thousandths(view)) as usize;
    for (rank, &(_, person)) in queue.iter().enumerate() {
        if rank < served {
            visit(view, person, effects);
        } else if view.queues(person) {
            wait(view, person, view.queues_since(person), effects);
        } else {
            effects.desk.push(AtDesk { person, event: DeskEvent::Joined });
        }
    }
}

/// A visit of `person` to the desk about a technical need.
fn visit(view: View<'_>, person: u32, effects: &mut Effects) {
    let draw = desk_draw(view, person);
    let solved = draw.hit(2, view.parameters().visit_solved);
    let full = solved || view.switches().help_always_felt;
    let help = if full { Help::Full } else { comfort(draw.0[3], false, view.parameters()) };
    let kind = EpisodeKind::of(Cause::Visit, Partner::Worker, Stake::Favour, help, false);
    effects.episodes.push(Episode { ego: person, alter: NOBODY, near: UNTIED, far: UNTIED, kind });
    tell(view, person, NOBODY, 0, kind, effects);
    effects.met_worker.push(MetWorker { person });
    effects.tally.desk += visit_thousandths(view);
    effects.desk.push(AtDesk { person, event: if solved { DeskEvent::Solved } else { DeskEvent::Served } });
}

/// Thousandths of an hour that a visit takes.
fn visit_thousandths(view: View<'_>) -> i64 {
    round(view.parameters().desk_hours * 1000.0)
}

/// The part `share` of the hours of each worker a week, in whole thousandths.
#[inline]
#[must_use]
pub fn thousandths_of_hours(view: View<'_>, share: f64) -> i64 {
    (share * view.worker_hours() * 1000.0 + 0.000_001).floor() as i64
}

/// `person` has waited since tick `since` and goes on waiting: every few weeks that is felt as a refusal by services.
#[inline]
pub fn wait(view: View<'_>, person: u32, since: u16, effects: &mut Effects) {
    let parameters = view.parameters();
    if since == NEVER || !view.switches().waiting_felt {
        return;
    }
    let weeks = view.tick() - u32::from(since);
    if weeks == 0 || !weeks.is_multiple_of(parameters.waiting_felt_weeks as u32) {
        return;
    }
    let stake = parameters.stake_favour;
    for (belief, stake) in [(SERVICES, stake), (GENERAL, parameters.stake_shared * stake)] {
        let on = On::Belief(belief as u8);
        effects.deposits.push(Deposit { person, on, cause: Cause::Waiting, evidence: evidence(stake, 0.0) });
    }
}

/// Whether those who wait for a place in a network feel it as a refusal: somebody must be there to refuse.
#[inline]
#[must_use]
pub fn waiting_is_felt(structure: &Structure) -> bool {
    structure.worker.is_some()
}

/// The first door of the networks that opens to somebody in need, with the luck of `draw`: own initiative, a tie to a
/// member, the desk, outreach, being sent.
#[inline]
#[must_use]
pub fn door(view: View<'_>, structure: &Structure, person: u32, draw: &Draw) -> Option<Application> {
    let (parameters, entry) = (view.parameters(), structure.entry);
    let Parameters { seek_per_week: seek, desk_per_week: desk, outreach_per_week: outreach, .. } = *parameters;
    let burden = view.burden(person);
    let speaks = structure.is_group() && view.switches().confidence_to_speak;
    let confidence = if speaks { view.bearing(person, EMPOWERMENT) } else { 1.0 };
    let through = |door, via| Some(Application { person, via, door });
    let asks_ties = structure.worker.is_none() || entry.link;
    // Own initiative and a link share word 1, and neither chance is above this: beyond it, a link makes no difference.
    let link = if asks_ties && draw.hit(1, seek) { link(view, structure, person) } else { None };
    if structure.worker.is_none()
        && link.is_none()
        && draw.hit(1, parameters.founding * seek * burden * trust_or_prior(view, person, GENERAL) * confidence)
    {
        return through(Door::Initiative, NOBODY);
    }
    if let Some(slot) = link.filter(|_| entry.link) {
        let trust = if view.switches().seek_by_trust {
            view.tie_bearing(person, slot)
        } else {
            view.prior_bearing(person, GENERAL)
        };
        if draw.hit(1, seek * burden * trust * confidence) {
            return through(Door::Link, view.alter(person, slot));
        }
    }
    if entry.desk && draw.hit(0, desk * burden * trust_at_desk(view, person) * confidence) {
        return through(Door::Desk, NOBODY);
    }
    if entry.outreach && draw.hit(2, outreach * burden * trust_or_prior(view, person, GENERAL) * confidence) {
        return through(Door::Outreach, NOBODY);
    }
    let sent = entry.mandate && draw.hit(3, parameters.mandate_per_week * burden);
    if sent { through(Door::Mandate, NOBODY) } else { None }
}

/// Whether any [`door`] could open, with full burden, trust and confidence.
#[inline]
#[must_use]
pub fn may_open(structure: &Structure, draw: &Draw, parameters: &Parameters) -> bool {
    let (entry, seek) = (structure.entry, parameters.seek_per_week);
    draw.hit(1, seek)
        || (entry.desk && draw.hit(0, parameters.desk_per_week))
        || (entry.outreach && draw.hit(2, parameters.outreach_per_week))
        || (entry.mandate && draw.hit(3, parameters.mandate_per_week))
}

/// The tie through which `person` could enter, by lot among those to members of a network, in a group about the same problem.
fn link(view: View<'_>, structure: &Structure, person: u32) -> Option<u8> {
    let category = view.category(person);
    let fits = |place: u32| !structure.is_group() || view.network(place).category == category;
    let members = view.ties(person).filter(|&(_, alter)| view.network_of(alter).is_some_and(fits));
    let lot = |alter| view.draw(Process::Link, person, alter, 0).0[0];
    members.min_by_key(|&(_, alter)| (lot(alter), alter)).map(|(slot, _)| slot)
}

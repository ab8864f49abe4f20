//! Leaving (`docs/odd.md`, 4.5): who of the members goes of their own accord, and why.

use super::familiar::tied_or_met_often;
use super::view::View;
use crate::model::chance::{NOBODY, Process};
use crate::model::leaving::Leaving;
use crate::model::share::value;
use crate::model::state::network::Network;
use crate::model::state::person::{DEPENDENCE, GENERAL};
use crate::model::structure::{Aim, Structure};

/// Why `member` leaves `network` this week; `None` if they stay. Felt help keeps those in need; reciprocity and trust keep the
/// recovered, where they may stay.
#[must_use]
pub fn leaves(view: View<'_>, structure: &Structure, network: &Network, member: u32) -> Option<Leaving> {
    if !view.in_need(member) {
        return leaves_recovered(view, structure, network, member).then_some(Leaving::Recovered);
    }
    if u32::from(network.met) != view.tick() {
        return None;
    }
    if agreement_ends(structure, view.tick() - u32::from(view.member_since(member))) {
        return (!both_go_on(view, network, member)).then_some(Leaving::Agreed);
    }
    drops_out(view, network, member).then_some(Leaving::DropOut)
}

/// Whether a meeting so many weeks after entry ends the time agreed: once all meetings agreed are over, and as many again.
fn agreement_ends(structure: &Structure, weeks: u32) -> bool {
    structure.meetings_agreed.is_some_and(|agreed| {
        let meetings = weeks / u32::from(structure.meets_every_weeks);
        meetings > 0 && meetings.is_multiple_of(u32::from(agreed))
    })
}

/// Whether both go on for the same time again: the client by felt helpfulness; the worker, where there is one, by chance.
fn both_go_on(view: View<'_>, network: &Network, client: u32) -> bool {
    let worker = if network.worker == NOBODY { 1.0 } else { view.parameters().going_on };
    view.draw(Process::GoOn, client, NOBODY, 0).hit(0, value(view.felt(client)) * worker)
}

/// Whether a member in need, whose network met, drops out.
fn drops_out(view: View<'_>, network: &Network, member: u32) -> bool {
    let miss = 1.0 - value(view.felt(member));
    let chance = view.parameters().drop_out * miss * miss;
    view.draw(Process::Week, member, NOBODY, 1).hit(3, chance + among_strangers(view, network, member))
}

/// Whether a recovered member leaves.
fn leaves_recovered(view: View<'_>, structure: &Structure, network: &Network, member: u32) -> bool {
    let parameters = view.parameters();
    let chance = if structure.aim == Aim::Focal {
        if !view.switches().dependence_holds {
            return true;
        }
        lets_go(view.bearing(member, DEPENDENCE), parameters.dependence_grip)
    } else if view.switches().veterans_stay {
        let drawn_back = view.reciprocity(member) * view.bearing(member, GENERAL);
        parameters.veteran_leaving * (parameters.veteran_restlessness - drawn_back)
    } else {
        return true;
    };
    view.draw(Process::Week, member, NOBODY, 1).hit(3, chance + among_strangers(view, network, member))
}

/// The chance that a recovered client lets go in a week: freedom from dependence, multiplied by itself so often.
fn lets_go(dependence: f64, grip: f64) -> f64 {
    (0..grip as u32).fold(1.0, |chance, _| chance * (1.0 - dependence))
}

/// The added chance of leaving among strangers, if the network met: with the share of the others present whom one is not tied
/// to and has not met often.
fn among_strangers(view: View<'_>, network: &Network, member: u32) -> f64 {
    if !view.switches().leave_strangers || u32::from(network.met) != view.tick() {
        return 0.0;
    }
    let is_known = |other| tied_or_met_often(view, member, other);
    let others = network.people().iter().filter(|&&other| other != member);
    let (all, strangers) =
        others.fold((0_u32, 0), |(all, strangers), &other| (all + 1, strangers + u32::from(!is_known(other))));
    view.parameters().leaving_strangers * share_of(strangers, all)
}

/// So many of all; none of nobody.
fn share_of(some: u32, all: u32) -> f64 {
    if all == 0 { 0.0 } else { f64::from(some) / f64::from(all) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agreement_ends_with_its_last_meeting_and_with_each_that_follows_it() {
        let agreed = |meetings| Structure { meets_every_weeks: 2, meetings_agreed: meetings, ..Structure::peers() };
        let ends = |structure: &Structure| {
            (0..=12).step_by(2).filter(|&weeks| agreement_ends(structure, weeks)).collect::<Vec<_>>()
        };
        assert!(ends(&agreed(None)).is_empty());
        assert_eq!(ends(&agreed(Some(3))), [6, 12]);
    }

    #[test]
    fn who_depends_more_is_held_longer() {
        assert_eq!(lets_go(0.0, 6.0).to_bits(), 1.0_f64.to_bits());
        assert_eq!([lets_go(0.5, 1.0), lets_go(0.5, 6.0), lets_go(1.0, 1.0)], [0.5, 0.015_625, 0.0]);
    }
}

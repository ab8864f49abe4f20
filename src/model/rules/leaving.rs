//! Leaving (`docs/odd.md`, 4.5): who of the members goes of their own accord, and why.

use super::view::View;
use crate::model::chance::{NOBODY, Process};
use crate::model::leaving::Leaving;
use crate::model::share::value;
use crate::model::state::network::Network;
use crate::model::state::person::GENERAL;
use crate::model::structure::{Aim, Structure};

/// Why `member` leaves `network` this week; `None` if they stay. Felt help keeps those in need; reciprocity and trust keep the
/// recovered, where they may stay.
#[must_use]
pub fn leaves(view: View<'_>, structure: &Structure, network: &Network, member: u32) -> Option<Leaving> {
    if !view.in_need(member) {
        return leaves_recovered(view, structure, member).then_some(Leaving::Recovered);
    }
    if u32::from(network.met) != view.tick() {
        return None;
    }
    if agreement_ends(structure, view.tick() - u32::from(view.member_since(member))) {
        return (!both_go_on(view, network, member)).then_some(Leaving::Agreed);
    }
    drops_out(view, member).then_some(Leaving::DropOut)
}

/// Whether a meeting so many weeks after entry ends the time agreed: once all meetings agreed are over, and as many again.
fn agreement_ends(structure: &Structure, weeks: u32) -> bool {
    let meetings = weeks / u32::from(structure.meets_every_weeks);
    meetings > 0 && structure.meetings_agreed.is_some_and(|agreed| meetings.is_multiple_of(u32::from(agreed)))
}

/// Whether both go on for the same time again: the client by felt helpfulness; the worker, where there is one, by chance.
fn both_go_on(view: View<'_>, network: &Network, client: u32) -> bool {
    let worker = if network.worker == NOBODY { 1.0 } else { view.parameters().going_on };
    view.draw(Process::GoOn, client, NOBODY, 0).hit(0, value(view.felt(client)) * worker)
}

/// Whether a member in need, whose network met, drops out.
fn drops_out(view: View<'_>, member: u32) -> bool {
    let miss = 1.0 - value(view.felt(member));
    view.draw(Process::Week, member, NOBODY, 1).hit(3, view.parameters().drop_out * miss * miss)
}

/// Whether a recovered member leaves.
fn leaves_recovered(view: View<'_>, structure: &Structure, member: u32) -> bool {
    if structure.aim == Aim::Focal || !view.switches().veterans_stay {
        return true;
    }
    let parameters = view.parameters();
    let drawn_back = view.reciprocity(member) * view.trust(member, GENERAL);
    let chance = parameters.veteran_leaving * (parameters.veteran_restlessness - drawn_back);
    view.draw(Process::Week, member, NOBODY, 1).hit(3, chance)
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
}

//! Stay (`docs/odd.md`, 4.5): who is invited to support, and when somebody alone in a group gives up. Who leaves is in
//! `leaving.rs`; places are given by the rules in `admission.rs`.

use super::leaving::leaves;
use super::ties::wish;
use super::view::View;
use crate::model::chance::{Draw, NOBODY, Process, pick};
use crate::model::effects::{Contact, Effects, Episode, InNetwork, NetworkEvent, UNTIED};
use crate::model::episode::{EpisodeKind, Help, Partner, Stake};
use crate::model::ledger::{Cause, Phase};
use crate::model::origin::Origin;
use crate::model::parameters::Parameters;
use crate::model::state::network::Network;
use crate::model::state::tie::NEVER;
use crate::model::state::tie_lots::MOST_PLACES;
use crate::model::structure::{Present, Structure};
use arrayvec::ArrayVec;

/// A network in a week: who leaves it, and whom it invites.
pub fn week(view: View<'_>, structure: &Structure, place: u32, effects: &mut Effects) {
    Stay { view, structure, network: view.network(place), place, effects }.week();
}

struct Stay<'a> {
    view: View<'a>,
    structure: &'a Structure,
    network: &'a Network,
    place: u32,
    effects: &'a mut Effects,
}

impl Stay<'_> {
    fn week(&mut self) {
        for &member in self.network.members() {
            if let Some(why) = leaves(self.view, self.structure, self.network, member) {
                self.happens(NetworkEvent::Left(member, why));
            }
        }
        let close = self.structure.present == Present::CloseTies;
        if close && u32::from(self.network.founded) + 1 == self.view.tick() {
            self.first_invitations();
        } else if self.view.switches().recruiting && self.has_place() && self.is_due() {
            self.recruit();
        }
    }

    fn happens(&mut self, event: NetworkEvent) {
        self.effects.networks.push(InNetwork { network: self.place, event });
    }

    /// A client whose network was founded last week invites the first of their ties.
    fn first_invitations(&mut self) {
        let view = self.view;
        let client = self.network.members()[0];
        let draw = |alter| view.draw(Process::Invite, client, alter, 1);
        let by_lot = view.ties(client).map(|(_, alter)| (draw(alter).0[0], alter));
        let mut ties: ArrayVec<(u32, u32), MOST_PLACES> = by_lot.collect();
        ties.sort_unstable();
        let room = usize::from(self.structure.capacity) - 1;
        for &(_, alter) in ties.iter().take(room.min(view.parameters().first_supporters as usize)) {
            self.invite(client, alter, &draw(alter));
        }
    }

    /// Whether one more supporter has a place.
    fn has_place(&self) -> bool {
        let places = match self.structure.present {
            Present::CloseTies => true,
            Present::Residents => self.network.supporters().len() < usize::from(self.structure.capacity / 2),
            Present::Client | Present::Peers => false,
        };
        places && self.network.size() < usize::from(self.structure.capacity)
    }

    /// Whether it is long enough since the network was stirred.
    fn is_due(&self) -> bool {
        let quiet = self.view.tick() - u32::from(self.network.stirred);
        quiet >= self.view.parameters().recruit_after_weeks as u32
    }

    /// One of the members, by lot, asks one candidate.
    fn recruit(&mut self) {
        let view = self.view;
        let draw = |member| view.draw(Process::Recruit, member, NOBODY, 0);
        let Some(&asker) = self.network.members().iter().min_by_key(|&&member| (draw(member).0[0], member)) else {
            return;
        };
        self.happens(NetworkEvent::Stirred);
        let found = if self.structure.present == Present::Residents {
            self.search(asker, |_| true)
        } else {
            self.find_close(asker, &draw(asker))
        };
        if let Some(alter) = found {
            self.invite(asker, alter, &view.draw(Process::Invite, asker, alter, 0));
        }
    }

    /// Somebody who lived the problem, if the guide knows where to look; else another tie.
    fn find_close(&self, client: u32, draw: &Draw) -> Option<u32> {
        let view = self.view;
        let category = view.category(client);
        let lived_it = |id: u32| view.category(id) == category && view.recovered(id);
        let guided = self.network.worker != NOBODY && draw.hit(1, view.skill(self.network.worker));
        guided.then(|| self.search(client, lived_it)).flatten().or_else(|| self.another_tie(client))
    }

    /// Looks at some neighbours of `asker`, for the first who fits and is not in this network.
    fn search(&self, asker: u32, fits: impl Fn(u32) -> bool) -> Option<u32> {
        let view = self.view;
        let (first, size) = view.neighbours(asker);
        (0..view.parameters().recruit_looks as u32)
            .map(|n| first + pick(view.draw(Process::Look, asker, NOBODY, n).0[0], size))
            .find(|&id| !self.network.holds(id) && fits(id))
    }

    /// The tie of the client with the smallest lot, of those who are not in this network.
    fn another_tie(&self, client: u32) -> Option<u32> {
        let lot = |alter| self.view.draw(Process::Invite, client, alter, 0).0[0];
        let others = self.view.ties(client).map(|(_, alter)| alter).filter(|&alter| !self.network.holds(alter));
        others.min_by_key(|&alter| (lot(alter), alter))
    }

    /// `alter` agrees to support, or refuses.
    fn invite(&mut self, asker: u32, alter: u32, draw: &Draw) {
        let (view, parameters) = (self.view, self.view.parameters());
        let near = view.slot(asker, alter).unwrap_or(UNTIED);
        let far = view.slot(alter, asker).unwrap_or(UNTIED);
        let standing = view.standing(alter, asker, view.balance(alter));
        if draw.hit(1, standing.willing(parameters, view.switches(), parameters.willing_meeting, 1.0)) {
            self.happens(NetworkEvent::Joined(alter));
            if near != UNTIED {
                self.effects.contacts.push(Contact { ego: asker, alter, near, far });
            } else if view.switches().tie_forming {
                self.effects.wishes.push(wish(view, asker, alter, Origin::Helper, Phase::Stay, None));
            }
            return;
        }
        let kind = EpisodeKind::of(Cause::Refusal, Partner::Peer, Stake::Favour, Help::Refused, near != UNTIED);
        self.effects.episodes.push(Episode { ego: asker, alter, near, far, kind });
    }
}

/// Since which tick a network of a group is one person alone; never if it is not.
#[must_use]
pub fn alone_since(network: &Network, structure: &Structure, tick: u16) -> u16 {
    if !structure.is_group() || network.members().len() != 1 || network.people().len() > 1 {
        NEVER
    } else if network.alone_since == NEVER {
        tick
    } else {
        network.alone_since
    }
}

/// Whether the one who is alone in a group gives up.
#[must_use]
pub fn gives_up(network: &Network, tick: u32, parameters: &Parameters) -> bool {
    let since = network.alone_since;
    since != NEVER && tick - u32::from(since) >= parameters.alone_weeks as u32
}

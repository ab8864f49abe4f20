//! Stay (4.5): leaving, inviting, closing. Admission is in its own file.

use std::collections::BTreeSet;

use crate::chance::{Process, hit, pick};
use crate::numbers::value;
use crate::scenario::{Aim, Present, Structure};
use crate::state::{DEPENDENCE, GENERAL, Key, Network, World};
use crate::trust::{Episode, Settlement, Wish};

/// The phase number of Stay in the lots of wishes (4.7).
const STAY: u32 = 4;
/// Origin: helper.
const HELPER: u32 = 3;

impl World {
    /// People leave, are invited, and enter.
    pub fn stay(&mut self) {
        let was = self.clone();
        let Some(structure) = &was.structure else { return };
        let mut settlement = Settlement::new(&was);

        let leaving: Vec<u32> = was.everyone().filter(|&i| was.leaves(structure, i)).collect();
        let mut joining: Vec<(Key, u32)> = Vec::new();
        for (&key, network) in &was.networks {
            for (c, j, agreed) in was.first_invitations(structure, network) {
                self.invited(&was, &mut settlement, c, j, agreed);
                joining.extend(agreed.then_some((key, j)));
            }
            if was.recruits(structure, network) {
                if let Some(open) = self.networks.get_mut(&key) {
                    open.stirred = was.tick;
                }
                if let Some((c, j, agreed)) = was.recruitment(structure, network) {
                    self.invited(&was, &mut settlement, c, j, agreed);
                    joining.extend(agreed.then_some((key, j)));
                }
            }
        }

        for i in leaving {
            self.end_membership(i);
        }
        for (key, j) in joining {
            if let Some(network) = self.networks.get_mut(&key) {
                network.supporters.insert(j);
            }
        }
        self.close_networks(structure);
        self.admit(structure);
        settlement.settle(self);
    }

    /// Whether `i` is a member and leaves.
    fn leaves(&self, structure: &Structure, i: u32) -> bool {
        let (person, p) = (self.person(i), &self.set.p);
        let Some(key) = person.network else { return false };
        let w = self.chance.draw(Process::Week, i, None, self.tick, 1)[3];
        if self.in_need(i) {
            if self.networks[&key].met != Some(self.tick) {
                return false;
            }
            if self.time_is_over(structure, i) {
                return !self.both_go_on(i, self.networks[&key].worker.is_some());
            }
            let unfelt = 1.0 - value(person.felt);
            return hit(w, p.drop_out * unfelt * unfelt + self.strange(i, &self.networks[&key]));
        }
        let kept = value(person.reciprocity) * self.belief_bearing(i, GENERAL);
        if structure.aim == Aim::Focal {
            let mut free = 1.0;
            for _ in 0..p.dependence_grip as u32 {
                free *= 1.0 - self.belief_bearing(i, DEPENDENCE);
            }
            return !self.set.on.dependence_holds || hit(w, free + self.strange(i, &self.networks[&key]));
        }
        !self.set.on.veterans_stay
            || hit(w, p.veteran_leaving * (p.veteran_restlessness - kept) + self.strange(i, &self.networks[&key]))
    }

    /// What it adds to the chance that `i` leaves that those who were there are strangers.
    fn strange(&self, i: u32, network: &Network) -> f64 {
        let mut others = network.present();
        others.remove(&i);
        if !self.set.on.leave_strangers || network.met != Some(self.tick) || others.is_empty() {
            return 0.0;
        }
        let n = others.iter().filter(|&&j| !self.tied(i, j) && !self.met_often(i, j)).count();
        self.set.p.leaving_strangers * (n as f64 / others.len() as f64)
    }

    /// Whether the meetings agreed with `i` are over at this one.
    fn time_is_over(&self, structure: &Structure, i: u32) -> bool {
        let since = self.person(i).member_since.unwrap_or(self.tick);
        let n = (self.tick - since) / structure.meets_every_weeks;
        structure.meetings_agreed.is_some_and(|agreed| n > 0 && n.is_multiple_of(agreed as u32))
    }

    /// Whether `i`, and the worker if there is one, want to go on.
    fn both_go_on(&self, i: u32, with_worker: bool) -> bool {
        let w = self.chance.draw(Process::GoOn, i, None, self.tick, 0)[0];
        hit(w, value(self.person(i).felt) * if with_worker { self.set.p.going_on } else { 1.0 })
    }

    /// `i` is no longer a member.
    fn end_membership(&mut self, i: u32) {
        let person = self.person_mut(i);
        person.member_since = None;
        if let Some(network) = person.network.take().and_then(|key| self.networks.get_mut(&key)) {
            network.members.remove(&i);
        }
    }

    /// Whether `j` agrees to an invitation by `c`, whose draw is of turn `n`.
    fn accepts(&self, c: u32, j: u32, n: u32) -> bool {
        let w = self.chance.draw(Process::Invite, c, Some(j), self.tick, n)[1];
        hit(w, self.willing(j, c, self.set.p.willing_meeting, 1.0, self.owed(j)))
    }

    /// (who invites, who is invited, whether they agree), a week after founding.
    fn first_invitations(&self, structure: &Structure, network: &Network) -> Vec<(u32, u32, bool)> {
        if structure.present != Present::CloseTies || network.founded + 1 != self.tick {
            return Vec::new();
        }
        let count = (self.set.p.first_supporters as usize).min(structure.capacity - 1);
        let mut invitations = Vec::new();
        for &c in &network.members {
            let mut ties: Vec<u32> = self.person(c).ties.keys().copied().collect();
            ties.sort_by_key(|&j| (self.chance.draw(Process::Invite, c, Some(j), self.tick, 1)[0], j));
            invitations.extend(ties.into_iter().take(count).map(|j| (c, j, self.accepts(c, j, 1))));
        }
        invitations
    }

    /// Whether a network recruits in this tick; not in that of its first invitations.
    fn recruits(&self, structure: &Structure, network: &Network) -> bool {
        if structure.present == Present::CloseTies && network.founded + 1 == self.tick {
            return false;
        }
        let (supporters, people) = (network.supporters.len(), network.present().len());
        let place = match structure.present {
            Present::CloseTies => people < structure.capacity,
            Present::Residents => people < structure.capacity && supporters < structure.capacity / 2,
            Present::Client | Present::Peers => false,
        };
        self.set.on.recruiting && place && self.tick - network.stirred >= self.set.p.recruit_after_weeks as u32
    }

    /// (who invites, who is invited, whether they agree) when a network recruits.
    fn recruitment(&self, structure: &Structure, network: &Network) -> Option<(u32, u32, bool)> {
        let (t, p) = (self.tick, &self.set.p);
        let draw = |c: u32| self.chance.draw(Process::Recruit, c, None, t, 0);
        let c = network.members.iter().copied().min_by_key(|&c| (draw(c)[0], c))?;
        let (first, size) = self.neighbourhood(c);
        let present = network.present();
        let mut seen = (0..p.recruit_looks as u32)
            .map(|n| first + pick(self.chance.draw(Process::Look, c, None, t, n)[0], size))
            .filter(|j| !present.contains(j));
        let found = if structure.present == Present::Residents {
            seen.next()
        } else {
            let same = |j: &u32| self.recovered(*j) && self.person(*j).category == self.person(c).category;
            let guided = network.worker.is_some_and(|worker| hit(draw(c)[1], self.skill(worker)));
            let lived = if guided { seen.find(same) } else { None };
            let lot = |j: u32| (self.chance.draw(Process::Invite, c, Some(j), t, 0)[0], j);
            let known = self.person(c).ties.keys().copied().filter(|j| !present.contains(j));
            lived.or_else(|| known.min_by_key(|&j| lot(j)))
        };
        found.map(|j| (c, j, self.accepts(c, j, 0)))
    }

    /// What an invitation leaves, whatever becomes of the network.
    fn invited(&mut self, was: &World, settlement: &mut Settlement, c: u32, j: u32, agreed: bool) {
        self.contact(c, j);
        if !agreed {
            self.leave(Episode::refusal(c, j, was.set.p.stake_favour, was.tied(c, j)));
            self.person_mut(c).refusals += 1;
        } else if !was.tied(c, j) && was.set.on.tie_forming {
            let lot = was.wish_lot(c, j, STAY);
            settlement.wishes.push(Wish { lot, end: c, other: j, origin: HELPER, evidence: None });
        }
    }

    /// Networks without members close, and groups that have been one person alone for too long.
    fn close_networks(&mut self, structure: &Structure) {
        let t = self.tick;
        let patience = self.set.p.alone_weeks as u32;
        let mut giving_up = BTreeSet::new();
        for network in self.networks.values_mut() {
            network.note_alone(structure, t);
            if network.alone_since.is_some_and(|since| t - since >= patience) {
                giving_up.extend(network.members.iter().copied());
            }
        }
        for i in giving_up {
            self.end_membership(i);
        }
        self.networks.retain(|_, network| !network.members.is_empty());
    }
}

impl Network {
    /// A group of one member and no supporter is alone since it became so; any other is not.
    pub fn note_alone(&mut self, structure: &Structure, t: u32) {
        if structure.is_group() && self.members.len() == 1 && self.present().len() == 1 {
            self.alone_since.get_or_insert(t);
        } else {
            self.alone_since = None;
        }
    }
}

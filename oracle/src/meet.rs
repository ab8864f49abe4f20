//! Meet (4.4): who meets, hope, whose turn it is, and what a meeting leaves behind.

use std::collections::BTreeMap;

use crate::chance::Process;
use crate::numbers::{LIMIT, share, value};
use crate::scenario::{Aim, Structure};
use crate::state::{EMPOWERMENT, Key, Network, Person, World};
use crate::trust::Settlement;

/// A meeting being held: knowledge, help owed, felt helpfulness and concern move in its own copies.
pub struct Meeting<'a> {
    pub was: &'a World,
    pub now: &'a mut World,
    pub settlement: &'a mut Settlement,
    pub structure: &'a Structure,
    pub network: Network,
    pub people: BTreeMap<u32, Person>,
    /// The worker's insights for each category; empty without a worker.
    pub lore: Vec<u64>,
    /// The same with what the worker hears in this meeting, which takes effect after the phase.
    pub learnt: Vec<u64>,
    /// Dialogues not refused that the worker attended, each as 65,536 or what it weighs.
    pub practised: u64,
}

impl World {
    /// Networks meet.
    pub fn meet(&mut self) {
        let was = self.clone();
        let Some(structure) = &was.structure else { return };
        let mut settlement = Settlement::new(&was);
        let mut practised = vec![0_u64; was.workers.len()];
        for (&key, network) in &was.networks {
            if was.meets(structure, network) {
                let count = self.hold(&was, &mut settlement, structure, key);
                if let Some(worker) = network.worker {
                    practised[worker] += count;
                }
            }
        }
        if was.set.on.worker_practice {
            for (worker, count) in self.workers.iter_mut().zip(practised) {
                let skill = value(worker.skill);
                worker.skill = share(skill + was.set.p.worker_practice * (count as f64 / 65536.0) * (1.0 - skill));
            }
        }
        settlement.settle(self);
    }

    /// Whether a network meets in this tick.
    fn meets(&self, structure: &Structure, network: &Network) -> bool {
        let age = self.tick - network.founded;
        age > 0
            && age.is_multiple_of(structure.meets_every_weeks)
            && (!structure.is_group() || network.present().len() >= 2)
    }

    /// Holds one meeting and adds up what it leaves; returns the worker's dialogues not refused.
    fn hold(&mut self, was: &World, settlement: &mut Settlement, structure: &Structure, key: Key) -> u64 {
        let mut network = was.networks[&key].clone();
        network.met = Some(was.tick);
        let mut people: BTreeMap<u32, Person> =
            network.present().into_iter().map(|i| (i, was.person(i).clone())).collect();
        people.values_mut().for_each(|person| person.insights |= person.idle);
        let lore = network.worker.map(|worker| was.workers[worker].insights.clone()).unwrap_or_default();
        let learnt = lore.clone();
        let mut meeting =
            Meeting { was, now: self, settlement, structure, network, people, lore, learnt, practised: 0 };
        meeting.hope();
        meeting.turns();
        meeting.close(key)
    }
}

impl Meeting<'_> {
    /// Seeing another member recover or worsen is evidence for everybody else present.
    fn hope(&mut self) {
        let stake = self.was.set.p.stake_shared * self.was.set.p.hope_stake;
        for &member in &self.network.members {
            let recovered = self.was.recovered(member);
            if self.was.set.on.hope && recovered != self.was.person(member).seen_recovered {
                for &other in self.people.keys().filter(|&&other| other != member) {
                    self.now.learn(other, EMPOWERMENT, stake, if recovered { 1.0 } else { 0.0 });
                }
            }
            self.now.person_mut(member).seen_recovered = recovered;
        }
    }

    /// Members in need take turns, or all members.
    fn turns(&mut self) {
        let was = self.was;
        let all = was.set.on.everybody_takes_turns && self.structure.aim != Aim::Focal;
        let mut order: Vec<u32> = self.network.members.iter().copied().filter(|&i| all || was.in_need(i)).collect();
        order.sort_by_key(|&i| (was.chance.draw(Process::Order, i, None, was.tick, 0)[0], i));
        if self.structure.aim == Aim::Focal {
            order.truncate(1);
        }
        if order.is_empty() {
            return;
        }
        for n in 0..self.structure.turns_per_meeting {
            self.turn(order[n as usize % order.len()], n);
        }
    }

    /// Adds what moved in the meeting to the world.
    fn close(self, key: Key) -> u64 {
        for (&i, after) in &self.people {
            let before = self.was.person(i);
            let person = self.now.person_mut(i);
            if self.was.set.on.help_effect {
                person.insights |= after.insights;
            } else {
                person.idle |= after.insights & !before.insights;
            }
            person.received = (person.received + (after.received - before.received)).min(LIMIT);
            person.given = (person.given + (after.given - before.given)).min(LIMIT);
            if self.network.members.contains(&i) {
                person.felt = after.felt;
                person.concern = after.concern;
            }
        }
        if let Some(worker) = self.network.worker {
            for (known, learned) in self.now.workers[worker].insights.iter_mut().zip(&self.learnt) {
                *known |= learned;
            }
        }
        self.now.networks.insert(key, self.network);
        self.practised
    }
}

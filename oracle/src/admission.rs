//! Admission (4.5, step 4): founding, joining, splitting, entering.

use std::collections::{BTreeMap, BTreeSet};

use crate::chance::{Process, bell, hit, long};
use crate::numbers::{ONE, round, share};
use crate::scenario::{Catchment, Structure};
use crate::state::{Key, Network, World};

impl World {
    /// Waiting people are taken off the list or enter, one by one, on the networks as they then stand.
    pub fn admit(&mut self, structure: &Structure) {
        let mut applicants = Vec::new();
        for i in self.everyone() {
            if self.person(i).waiting.is_some() {
                if self.in_need(i) {
                    applicants.push(i);
                } else {
                    self.person_mut(i).waiting = None;
                }
            }
        }
        applicants.sort_by_key(|&i| {
            let v = self.admission_draw(i);
            (long(v[0], v[1]), i)
        });
        for i in applicants {
            if structure.is_group() {
                self.admit_to_group(structure, i);
            } else if structure.role.is_none() || self.room(structure, self.worker_of(i)) {
                self.found(structure, i);
            }
        }
    }

    fn admission_draw(&self, i: u32) -> [u32; 4] {
        self.chance.draw(Process::Admit, i, None, self.tick, 0)
    }

    /// Whether a worker can follow one more network.
    fn room(&self, structure: &Structure, worker: usize) -> bool {
        let p = &self.set.p;
        let Some(role) = structure.role else { return true };
        let followed = self.networks.values().filter(|network| network.worker == Some(worker)).count() as f64;
        let each = round(1000.0 * role.hours_per_meeting / f64::from(structure.meets_every_weeks));
        let available = ((1.0 - p.desk_share) * self.hours() * 1000.0 + 0.000_001).floor();
        followed < p.caseload && followed * each + each <= available
    }

    /// Whether the worker of an open network, if there is one, can follow one more.
    fn room_beside(&self, structure: &Structure, key: Key) -> bool {
        self.networks[&key].worker.is_none_or(|worker| self.room(structure, worker))
    }

    /// The number of the catchment of `x`.
    fn catchment(&self, structure: &Structure, x: u32) -> u32 {
        match structure.catchment {
            Catchment::Neighbourhood => self.home(x),
            Catchment::Town => 0,
            Catchment::People(n) => x / n,
        }
    }

    /// The networks that `i` may enter.
    fn list(&self, structure: &Structure, i: u32) -> Vec<Key> {
        let category = self.person(i).category;
        let via = self.person(i).waiting.as_ref().and_then(|waiting| waiting.via);
        if let Some(key) = via.and_then(|j| self.person(j).network)
            && self.networks[&key].category == category
        {
            return vec![key];
        }
        let here = self.catchment(structure, i);
        let near =
            |network: &Network| network.category == category && self.catchment(structure, network.founder) == here;
        self.networks.iter().filter(|(_, network)| near(network)).map(|(&key, _)| key).collect()
    }

    /// `i` founds, joins, splits, or goes on waiting.
    fn admit_to_group(&mut self, structure: &Structure, i: u32) {
        let t = self.tick;
        let list = self.list(structure, i);
        if list.is_empty() {
            if structure.role.is_none() || self.room(structure, self.worker_of(i)) {
                self.found(structure, i);
            }
            return;
        }
        let choice = |key: &&Key| {
            let (founded, founder) = **key;
            (self.chance.draw(Process::Choice, i, Some(founder), t, 0)[0], founded)
        };
        let free = |key: &&Key| self.networks[*key].present().len() < structure.capacity;
        if let Some(&key) = list.iter().filter(free).min_by_key(choice) {
            self.enter(i, key);
            self.note_alone(structure, key);
        } else {
            let may_split =
                |key: &&Key| key.0 < t && self.networks[*key].members.len() >= 2 && self.room_beside(structure, **key);
            if let Some(&key) = list.iter().filter(may_split).min_by_key(choice) {
                self.split(structure, i, key);
            }
        }
    }

    fn note_alone(&mut self, structure: &Structure, key: Key) {
        let t = self.tick;
        if let Some(network) = self.networks.get_mut(&key) {
            network.note_alone(structure, t);
        }
    }

    /// `i` founds a network.
    fn found(&mut self, structure: &Structure, i: u32) {
        let key = (self.tick, i);
        let network = Network {
            founder: i,
            founded: self.tick,
            category: self.person(i).category,
            worker: structure.role.map(|_| self.worker_of(i)),
            members: BTreeSet::new(),
            supporters: BTreeSet::new(),
            repertoire: 0,
            outward: false,
            voices: BTreeMap::new(),
            directiveness: structure.role.map_or(0, |role| share(role.directiveness)),
            stirred: self.tick,
            alone_since: None,
            met: None,
        };
        self.networks.insert(key, network);
        self.enter(i, key);
        self.note_alone(structure, key);
    }

    /// A full network splits, and `i` enters it.
    fn split(&mut self, structure: &Structure, i: u32, key: Key) {
        let t = self.tick;
        let mut all: Vec<u32> = self.networks[&key].members.iter().copied().chain([i]).collect();
        all.sort_by_key(|&x| {
            let d = self.chance.draw(Process::Split, x, None, t, 0);
            (long(d[0], d[1]), x)
        });
        let moving = all.split_off(all.len().div_ceil(2));
        let founder = moving[0];
        let new_key = (t, founder);
        let mut new = self.networks[&key].clone();
        new.founder = founder;
        new.founded = t;
        new.stirred = t;
        new.members = moving.iter().copied().filter(|&x| x != i).collect();
        new.supporters = BTreeSet::new();
        new.alone_since = None;
        new.met = None;
        for &x in &new.members {
            self.person_mut(x).network = Some(new_key);
        }
        self.networks.insert(new_key, new);
        if let Some(old) = self.networks.get_mut(&key) {
            old.members.retain(|x| !moving.contains(x));
        }
        self.enter(i, if moving.contains(&i) { new_key } else { key });
        self.note_alone(structure, key);
        self.note_alone(structure, new_key);
    }

    /// The felt helpfulness with which `i` enters.
    fn hoped_for(&self, i: u32) -> i64 {
        let (p, d) = (&self.set.p, self.chance.draw(Process::Hope, i, None, self.tick, 0));
        share(p.felt_at_entry + if self.set.on.hopes_differ { p.felt_at_entry_sd * bell(d) } else { 0.0 })
    }

    /// `i` enters a network, and is greeted.
    fn enter(&mut self, i: u32, key: Key) {
        let (t, home) = (self.tick, self.home(i) as usize);
        let (felt, sent_concern) = (self.hoped_for(i), share(self.set.p.sent_concern));
        let mut repertoire = 0;
        if let Some(network) = self.networks.get_mut(&key) {
            network.members.insert(i);
            network.supporters.remove(&i);
            repertoire = network.repertoire;
        }
        let on = &self.set.on;
        let person = self.person(i);
        let mut greeting = 0;
        greeting |= if on.repertoire { repertoire } else { 0 };
        greeting |= if on.public_insights { self.public[home][person.category - 1] } else { 0 };
        greeting &= person.needed & !(person.insights | person.idle);
        let effect = on.help_effect;
        let gained = crate::chance::bits(greeting).into_iter().fold(0, |mask, x| {
            let lot = self.chance.lot(Process::Greet, i, None, t, 0, x);
            if hit(lot, self.set.p.discernment) { mask | 1 << x } else { mask }
        });
        let most = if on.greeting_cap { self.set.p.greeting_insights as usize } else { 64 };
        let gained = self.chance.smallest(gained, most, Process::Greet, i, None, [t, 0]);
        let person = self.person_mut(i);
        let sent = person.waiting.take().is_some_and(|waiting| waiting.sent);
        person.network = Some(key);
        person.member_since = Some(t);
        person.entered = person.entered.or(Some(t));
        person.felt = felt;
        person.concern = if sent { sent_concern } else { ONE };
        person.seen_recovered = false;
        if effect {
            person.insights |= gained;
        } else {
            person.idle |= gained;
        }
    }
}

//! Contest of network places, worker hours and splits: who leaves, who gets in, which networks open, split and close.

use super::Pending;
use crate::model::attention::{MEMBER, WAITING};
use crate::model::chance::{NOBODY, Process, hit};
use crate::model::episode::{Application, InNetwork};
use crate::model::happened::{Happened, make_room};
use crate::model::ledger::Channel;
use crate::model::network::{Network, Sought};
use crate::model::share::{round, share};
use crate::model::structure::Structure;
use crate::model::tie::NEVER;
use crate::model::world::World;

/// Where an applicant goes.
enum Way {
    Join(u32),
    Split(u32),
    Found,
    Wait,
}

impl World {
    pub(super) fn settle_places(&mut self, happened: &Happened, pending: &mut Pending) {
        let Some(structure) = self.structure else { return };
        let events = || happened.parts().iter().flat_map(|chunk| &chunk.networks);
        for &(place, event) in events() {
            if let InNetwork::Left(member, in_need) = event {
                self.leave(place, member);
                self.ledger.dropouts += i64::from(in_need && self.booking);
            }
        }
        for &(place, event) in events() {
            if let InNetwork::Joined(supporter) = event {
                self.networks[place as usize].support(supporter);
            }
        }
        if structure.is_group() {
            (0..self.networks.len() as u32).for_each(|place| self.close_if_deserted(place, &structure));
        } else {
            // Nobody is alone in a focal network, and it is deserted only by those who leave.
            for &(place, event) in events() {
                if let InNetwork::Left(..) = event {
                    self.close_if_deserted(place, &structure);
                }
            }
        }
        self.admit_waiting(&structure, pending);
    }

    fn leave(&mut self, place: u32, member: u32) {
        self.networks[place as usize].keep_members(|other| other != member);
        self.courses[member as usize].leave();
        self.attention[member as usize].mark(MEMBER, false);
    }

    /// Closes a network without members, or with one who has been alone in a group for too long.
    fn close_if_deserted(&mut self, place: u32, structure: &Structure) {
        if !self.networks[place as usize].open {
            return;
        }
        self.mark_alone(place, structure);
        let network = &self.networks[place as usize];
        let since = network.alone_since;
        if since != NEVER && self.tick - u32::from(since) >= self.parameters.alone_weeks as u32 {
            let last = network.members()[0];
            self.leave(place, last);
        }
        if self.networks[place as usize].members().is_empty() {
            self.close(place);
        }
    }

    fn mark_alone(&mut self, place: u32, structure: &Structure) {
        let tick = self.tick as u16;
        let network = &mut self.networks[place as usize];
        if !structure.is_group() || network.members().len() != 1 || network.people().len() > 1 {
            network.alone_since = NEVER;
        } else if network.alone_since == NEVER {
            network.alone_since = tick;
        }
    }

    fn close(&mut self, place: u32) {
        let network = &mut self.networks[place as usize];
        network.open = false;
        let (founder, category, worker) = (network.founder, network.category, network.worker);
        if self.booking {
            self.ledger.insights_lost += i64::from(network.repertoire.count_ones());
        }
        if worker != NOBODY {
            self.workers[worker as usize].networks -= 1;
        }
        let home = self.place(self.neighbourhood(founder), category);
        self.local[home].retain(|&other| other != place);
        let part = (self.neighbours(founder).0 / self.part_size) as usize;
        self.closed.resize_with(self.parts(), Vec::new);
        self.closed[part].push(place);
    }

    /// Applications in the order of their lots, each on the networks as the one before left them.
    fn admit_waiting(&mut self, structure: &Structure, pending: &mut Pending) {
        let mut waiting = std::mem::take(&mut self.waiting);
        pending.lots.clear();
        for (at, &Application { person, .. }) in waiting.iter().enumerate() {
            if self.in_need(person) {
                // A focal network is founded or not: without room there is no contest, and room only shrinks from here.
                if !structure.is_group() && !self.has_room(structure, self.worker_of(person)) {
                    continue;
                }
                let lot = self.chance.draw(Process::Admit, person, NOBODY, self.tick, 0).lot(0);
                pending.lots.push((lot, at as u32));
            } else {
                self.stop_waiting(person);
            }
        }
        pending.lots.sort_unstable_by_key(|&(lot, at)| (lot, waiting[at as usize].person));
        for &(_, at) in &pending.lots {
            let application = waiting[at as usize];
            let id = application.person;
            let place = match self.way(structure, &application) {
                Way::Join(place) => place,
                Way::Found => self.found(structure, id),
                Way::Split(place) => self.split(structure, place, id),
                Way::Wait => continue,
            };
            self.enter(structure, place, &application);
        }
        waiting.retain(|application| self.courses[application.person as usize].waits());
        self.waiting = waiting;
    }

    fn stop_waiting(&mut self, id: u32) {
        self.courses[id as usize].stop_waiting();
        self.attention[id as usize].mark(WAITING, false);
    }

    /// Which places an applicant seeks: those who come through a member of a network about the same problem, that
    /// network; others any where they live; where help is not in groups, their worker.
    #[must_use]
    pub fn sought(&self, structure: &Structure, application: &Application) -> Sought {
        let Application { person, via, .. } = *application;
        if !structure.is_group() {
            return Sought::Worker(self.worker_of(person));
        }
        let category = self.people[person as usize].category;
        let linked = self.courses.get(via as usize).map_or(NOBODY, |via| via.member);
        match self.networks.get(linked as usize).is_some_and(|network| network.category == category) {
            true => Sought::Network(linked),
            false => Sought::Local(self.neighbourhood(person), category),
        }
    }

    fn way(&self, structure: &Structure, application: &Application) -> Way {
        let id = application.person;
        let sought = self.sought(structure, application);
        let list = match &sought {
            Sought::Network(linked) => std::slice::from_ref(linked),
            Sought::Local(neighbourhood, category) => self.local[self.place(*neighbourhood, *category)].as_slice(),
            Sought::Worker(_) => &[],
        };
        if list.is_empty() {
            return if self.has_room(structure, self.worker_of(id)) { Way::Found } else { Way::Wait };
        }
        let has_place = |network: &Network| network.size() < usize::from(structure.capacity);
        let can_split = |network: &Network| {
            self.has_room(structure, network.worker)
                && u32::from(network.founded) < self.tick
                && network.members().len() >= 2
        };
        if let Some(place) = self.chosen(id, list, has_place) {
            return Way::Join(place);
        }
        self.chosen(id, list, can_split).map_or(Way::Wait, Way::Split)
    }

    fn chosen(&self, id: u32, list: &[u32], fits: impl Fn(&Network) -> bool) -> Option<u32> {
        let lot = |network: &Network| self.chance.draw(Process::Choice, id, network.founder, self.tick, 0).0[0];
        let open = list.iter().map(|&place| (place, &self.networks[place as usize]));
        let fitting = open.filter(|(_, network)| fits(network));
        fitting.min_by_key(|(_, network)| (lot(network), network.founded)).map(|(place, _)| place)
    }

    /// Whether the worker has hours and cases left for one more network.
    fn has_room(&self, structure: &Structure, worker: u32) -> bool {
        let Some(role) = structure.worker else { return true };
        let followed = i64::from(self.workers[worker as usize].networks);
        let hours = round(1000.0 * role.hours_per_meeting / f64::from(structure.meets_every_weeks));
        let free = self.thousandths_of_hours(1.0 - self.parameters.desk_share);
        (followed as f64) < self.parameters.caseload && (followed + 1) * hours <= free
    }

    fn found(&mut self, structure: &Structure, id: u32) -> u32 {
        let (worker, directiveness) = match structure.worker {
            Some(role) => (self.worker_of(id), share(role.directiveness)),
            None => (NOBODY, 0),
        };
        let category = self.people[id as usize].category;
        let place = self.free_network(id, structure.capacity);
        self.networks[place as usize].found(id, self.tick as u16, category, worker, directiveness);
        self.open(place);
        place
    }

    /// A place for a network of `founder`: those of one part of the population are side by side, since they meet together.
    fn free_network(&mut self, founder: u32, capacity: u16) -> u32 {
        const AT_A_TIME: u32 = 4;
        self.closed.resize_with(self.parts(), Vec::new);
        let part = (self.neighbours(founder).0 / self.part_size) as usize;
        if self.closed[part].is_empty() {
            let first = self.networks.len() as u32;
            make_room(&mut self.networks, AT_A_TIME as usize);
            self.networks.extend((0..AT_A_TIME).map(|_| Network::vacant(capacity)));
            self.closed[part].extend((first..first + AT_A_TIME).rev());
        }
        self.closed[part].pop().unwrap_or_default()
    }

    /// Makes a network known that was founded in `place`.
    fn open(&mut self, place: u32) {
        let network = &self.networks[place as usize];
        let home = self.place(self.neighbourhood(network.founder), network.category);
        if network.worker != NOBODY {
            self.workers[network.worker as usize].networks += 1;
        }
        self.local[home].push(place);
    }

    /// Splits the network by lot, the entrant included; the half in which the entrant is.
    fn split(&mut self, structure: &Structure, place: u32, entrant: u32) -> u32 {
        let old = self.networks[place as usize].clone();
        let lot = |id: u32| self.chance.draw(Process::Split, id, NOBODY, self.tick, 0).lot(0);
        let mut order: Vec<(u64, u32)> = old.members().iter().chain([&entrant]).map(|&id| (lot(id), id)).collect();
        order.sort_unstable();
        let (stay, go) = order.split_at(order.len().div_ceil(2));
        let founder = go[0].1;
        let moved = self.free_network(founder, structure.capacity);
        let new = &mut self.networks[moved as usize];
        new.found(founder, self.tick as u16, old.category, old.worker, old.directiveness);
        new.know_as(&old);
        go.iter().map(|&(_, id)| id).filter(|&id| id != entrant).for_each(|id| new.admit(id));
        self.open(moved);
        for &(_, id) in go {
            self.courses[id as usize].member = moved;
        }
        self.networks[place as usize].keep_members(|member| stay.iter().any(|&(_, id)| id == member));
        for place in [place, moved] {
            self.mark_alone(place, structure);
        }
        if go.iter().any(|&(_, id)| id == entrant) { moved } else { place }
    }

    fn enter(&mut self, structure: &Structure, place: u32, application: &Application) {
        let (id, tick) = (application.person, self.tick as u16);
        let felt = share(self.parameters.felt_at_entry);
        self.stop_waiting(id);
        let course = &mut self.courses[id as usize];
        course.enter(place, tick);
        (course.felt, course.reluctant, course.seen_recovered) = (felt, application.sent(), false);
        self.attention[id as usize].mark(MEMBER, true);
        let network = &mut self.networks[place as usize];
        network.admit(id);
        self.mark_alone(place, structure);
        self.ledger.entries += i64::from(self.booking);
        self.greet(place, id);
    }

    /// Newcomers hear what the network and the neighbourhood have made common knowledge.
    fn greet(&mut self, place: u32, id: u32) {
        if !self.switches.help_effect {
            return;
        }
        let (person, course) = (&self.people[id as usize], &self.courses[id as usize]);
        let mut common = 0;
        if self.switches.repertoire {
            common |= self.networks[place as usize].repertoire;
        }
        if self.switches.public_insights {
            common |= self.public[self.place(self.neighbourhood(id), person.category)];
        }
        let mut gained = 0;
        let lots = self.chance.lots(Process::Greet, id, NOBODY, self.tick, 0);
        lots.each(common & course.missing(), |bit, lot| {
            if hit(lot, self.parameters.discernment) {
                gained |= 1 << bit;
            }
        });
        self.courses[id as usize].insights |= gained;
        if self.booking {
            self.ledger.insights_gained[Channel::Greeting as usize] += i64::from(gained.count_ones());
        }
    }
}

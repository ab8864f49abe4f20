//! Places in networks are given: who leaves and supports, which networks close, and who of those who wait gets in, one by one.

use super::super::happened::Happened;
use super::super::pending::Pending;
use crate::model::chance::{NOBODY, Process};
use crate::model::effects::{Application, NetworkEvent, make_room};
use crate::model::leaving::Leaving;
use crate::model::ledger::Channel;
use crate::model::rules::admission::{Way, greeted, lot, may_get_place, split, way};
use crate::model::rules::felt::expected_help;
use crate::model::rules::stay::{alone_since, gives_up};
use crate::model::share::share;
use crate::model::state::flags::{MEMBER, WAITING};
use crate::model::state::network::Network;
use crate::model::state::world::World;
use crate::model::structure::Structure;

impl World {
    pub(super) fn give_places(&mut self, happened: &Happened, pending: &mut Pending) {
        let Some(structure) = self.structure else { return };
        let events = || happened.effects().flat_map(|effects| effects.networks.iter());
        for one in events() {
            if let NetworkEvent::Left(member, why) = one.event {
                self.leave(one.network, member);
                self.ledger.dropouts += i64::from(why == Leaving::DropOut && self.booking);
            }
        }
        for one in events() {
            if let NetworkEvent::Joined(supporter) = one.event {
                self.networks[one.network as usize].support(supporter);
            }
        }
        if structure.is_group() || !self.screened {
            (0..self.networks.len() as u32).for_each(|place| self.close_if_deserted(place, &structure));
        } else {
            // Nobody is alone in a focal network, and it is deserted only by those who leave.
            for one in events().filter(|one| matches!(one.event, NetworkEvent::Left(..))) {
                self.close_if_deserted(one.network, &structure);
            }
        }
        self.admit_waiting(&structure, pending);
    }

    fn leave(&mut self, place: u32, member: u32) {
        self.networks[place as usize].keep_members(|other| other != member);
        self.courses[member as usize].leave();
        self.flags[member as usize].set(MEMBER, false);
    }

    /// Closes a network without members, or with one who has been alone in a group for too long.
    fn close_if_deserted(&mut self, place: u32, structure: &Structure) {
        if !self.networks[place as usize].open {
            return;
        }
        self.mark_alone(place, structure);
        let network = &self.networks[place as usize];
        if gives_up(network, self.tick, &self.parameters) {
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
        network.alone_since = alone_since(network, structure, tick);
    }

    pub(super) fn close(&mut self, place: u32) {
        let network = &mut self.networks[place as usize];
        network.open = false;
        let (founder, category, worker) = (network.founder, network.category, network.worker);
        if self.booking {
            self.ledger.insights_lost += i64::from(network.repertoire.count_ones());
        }
        if worker != NOBODY {
            self.workers[worker as usize].networks -= 1;
        }
        let home = self.home(self.neighbourhood(founder), category);
        self.local[home].retain(|&other| other != place);
        if !self.by_catchment.is_empty() {
            let home = self.home(self.catchment(founder), category);
            self.by_catchment[home].retain(|&other| other != place);
        }
        let part = (self.neighbours(founder).0 / self.part_size) as usize;
        self.closed.resize_with(self.parts(), Vec::new);
        self.closed[part].push(place);
    }

    /// Applications in the order of their lots, each on the networks as the one before left them.
    fn admit_waiting(&mut self, structure: &Structure, pending: &mut Pending) {
        let mut waiting = std::mem::take(&mut self.waiting);
        pending.admissions.clear();
        for (at, &Application { person, .. }) in waiting.iter().enumerate() {
            if !self.in_need(person) {
                self.stop_waiting(person);
            } else if !self.screened || may_get_place(self.view(), structure, person) {
                pending.admissions.push((lot(self.view(), person), at as u32));
            }
        }
        pending.admissions.sort_unstable_by_key(|&(lot, at)| (lot, waiting[at as usize].person));
        for &(_, at) in &pending.admissions {
            let application = waiting[at as usize];
            let id = application.person;
            let place = match way(self.view(), structure, &application) {
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
        self.flags[id as usize].set(WAITING, false);
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
        const SIDE_BY_SIDE: u32 = 4;
        self.closed.resize_with(self.parts(), Vec::new);
        let part = (self.neighbours(founder).0 / self.part_size) as usize;
        if self.closed[part].is_empty() {
            let first = self.networks.len() as u32;
            make_room(&mut self.networks, SIDE_BY_SIDE as usize);
            self.networks.extend((0..SIDE_BY_SIDE).map(|_| Network::vacant(capacity)));
            self.closed[part].extend((first..first + SIDE_BY_SIDE).rev());
        }
        self.closed[part].pop().unwrap_or_default()
    }

    /// Makes a network known that was founded in `place`.
    fn open(&mut self, place: u32) {
        let network = &self.networks[place as usize];
        let (founder, category) = (network.founder, network.category);
        if network.worker != NOBODY {
            self.workers[network.worker as usize].networks += 1;
        }
        let home = self.home(self.neighbourhood(founder), category);
        self.local[home].push(place);
        if !self.by_catchment.is_empty() {
            let home = self.home(self.catchment(founder), category);
            self.by_catchment[home].push(place);
        }
    }

    /// Splits the network by lot, the entrant included; the half in which the entrant is.
    fn split(&mut self, structure: &Structure, place: u32, entrant: u32) -> u32 {
        let old = self.networks[place as usize].clone();
        let (order, stay) = split(self.view(), &old, entrant);
        let (stay, go) = order.split_at(stay);
        let founder = go[0];
        let moved = self.free_network(founder, structure.capacity);
        let new = &mut self.networks[moved as usize];
        new.found(founder, self.tick as u16, old.category, old.worker, old.directiveness);
        new.go_on_as(&old);
        go.iter().filter(|&&id| id != entrant).for_each(|&id| new.admit(id));
        self.open(moved);
        for &id in go {
            self.courses[id as usize].member = moved;
        }
        self.networks[place as usize].keep_members(|member| stay.contains(&member));
        for place in [place, moved] {
            self.mark_alone(place, structure);
        }
        if go.contains(&entrant) { moved } else { place }
    }

    fn enter(&mut self, structure: &Structure, place: u32, application: &Application) {
        let (id, tick) = (application.person, self.tick as u16);
        let bell = || self.view().draw(Process::Hope, id, NOBODY, 0).bell();
        let felt = expected_help(&self.parameters, &self.switches, bell);
        self.stop_waiting(id);
        let course = &mut self.courses[id as usize];
        course.enter(place, tick);
        (course.felt, course.reluctant, course.seen_recovered) = (felt, application.sent(), false);
        self.flags[id as usize].set(MEMBER, true);
        let network = &mut self.networks[place as usize];
        network.admit(id);
        self.mark_alone(place, structure);
        self.ledger.entries += i64::from(self.booking);
        self.greet(place, id);
    }

    /// A newcomer learns what the network and the neighbourhood have made common knowledge.
    fn greet(&mut self, place: u32, id: u32) {
        let gained = greeted(self.view(), &self.networks[place as usize], id);
        if !self.switches.help_effect {
            self.idle[id as usize] |= gained;
            return;
        }
        self.courses[id as usize].insights |= gained;
        if self.booking {
            self.ledger.insights_gained[Channel::Greeting as usize] += i64::from(gained.count_ones());
        }
    }
}

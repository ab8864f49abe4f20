//! Helping networks: numbers by which they are known, and what they were quarter by quarter.

use super::memberships::Memberships;
use crate::model::rules::meeting::is_due;
use crate::model::state::network::Network;
use crate::model::state::world::World;
use crate::record::observed::Leaving;
use crate::record::rows::{NetworkLife, NetworkQuarter, QUARTER_WEEKS};
use std::collections::BTreeMap;

/// The numbers of networks, in the order in which they are founded; those founded in one week by their founders. Places
/// cannot number them: they are used again.
#[derive(Default)]
pub(super) struct NetworkNumbers {
    at: Vec<Option<u32>>,
    founded: u32,
}

/// What a week did to networks.
#[derive(Default)]
pub(super) struct NetworkChanges {
    /// Those that closed, and why.
    closed: Vec<(u32, Leaving)>,
    /// Those that were founded, with their category.
    founded: Vec<(u32, u8)>,
}

impl NetworkNumbers {
    /// Takes note of the networks that closed and of those that were founded.
    pub(super) fn update(&mut self, world: &World, memberships: &Memberships) -> NetworkChanges {
        let mut changes = NetworkChanges::default();
        self.at.resize(world.networks().len(), None);
        for gone in memberships.closed() {
            changes.closed.extend(self.at[gone.network as usize].take().map(|number| (number, gone.why)));
        }
        let network = |place: u32| &world.networks()[place as usize];
        let mut founded = memberships.founded().to_vec();
        founded.sort_unstable_by_key(|&place| network(place).founder);
        for place in founded {
            self.at[place as usize] = Some(self.founded);
            changes.founded.push((self.founded, network(place).category));
            self.founded += 1;
        }
        changes
    }

    /// The number of the network in a place.
    pub(super) fn of(&self, place: u32) -> u32 {
        self.at.get(place as usize).copied().flatten().unwrap_or(u32::MAX)
    }

    /// Every open network, with its number.
    fn open<'a>(&'a self, world: &'a World) -> impl Iterator<Item = (u32, &'a Network)> {
        self.at.iter().zip(world.networks()).filter_map(|(number, network)| Some(((*number)?, network)))
    }
}

/// Networks, quarter by quarter.
#[derive(Default)]
pub(super) struct NetworkRows {
    lives: Vec<NetworkLife>,
    /// Each with the number of its network.
    quarters: Vec<(u32, NetworkQuarter)>,
    /// Meetings since the last row, of open networks: held, and missed.
    meetings: BTreeMap<u32, [u16; 2]>,
}

impl NetworkRows {
    /// Counts the meetings that were due.
    pub(super) fn met(&mut self, world: &World, numbers: &NetworkNumbers) {
        let Some(structure) = world.structure() else { return };
        for (number, network) in numbers.open(world).filter(|(_, network)| is_due(network, world.tick(), structure)) {
            let held = u32::from(network.met) == world.tick();
            self.meetings.entry(number).or_default()[usize::from(!held)] += 1;
        }
    }

    /// Notes which networks closed and which were founded.
    pub(super) fn changed(&mut self, changes: &NetworkChanges, week: u32) {
        for &(number, why) in &changes.closed {
            let life = &mut self.lives[number as usize];
            (life.closed, life.why) = (week, Some(why));
            self.row(number, week, [0; 3]);
        }
        for &(network, category) in &changes.founded {
            self.lives.push(NetworkLife {
                town: 0,
                network,
                category,
                founded: week,
                closed: week,
                why: None,
                quarters: 0,
            });
        }
    }

    /// Looks at every open network, if the week ends a quarter or is the horizon.
    pub(super) fn week_over(&mut self, world: &World, numbers: &NetworkNumbers, week: u32, horizon: u32) {
        if !week.is_multiple_of(QUARTER_WEEKS) && week != horizon {
            return;
        }
        for (number, network) in numbers.open(world) {
            let in_need = network.members().iter().filter(|&&member| world.in_need(member)).count();
            let people = [network.members().len(), in_need, network.supporters().len()];
            self.row(number, week, people.map(|count| count as u16));
        }
    }

    fn row(&mut self, number: u32, week: u32, [members, in_need, supporters]: [u16; 3]) {
        let [held, missed] = self.meetings.remove(&number).unwrap_or_default();
        self.quarters.push((number, NetworkQuarter { week, members, in_need, supporters, held, missed }));
        self.lives[number as usize].quarters += 1;
    }

    /// All networks and their quarters, at the horizon.
    pub(super) fn finish(mut self, horizon: u32) -> (Vec<NetworkLife>, Vec<NetworkQuarter>) {
        self.lives.iter_mut().filter(|life| life.why.is_none()).for_each(|life| life.closed = horizon);
        self.quarters.sort_by_key(|(number, quarter)| (*number, quarter.week));
        (self.lives, self.quarters.into_iter().map(|(_, quarter)| quarter).collect())
    }
}

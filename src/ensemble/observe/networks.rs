//! Helping networks: numbers by which they are known, and what they were quarter by quarter.

use crate::model::effects::NetworkEvent;
use crate::model::engine::happened::Happened;
use crate::model::rules::meeting::is_due;
use crate::model::state::network::Network;
use crate::model::state::world::World;
use crate::record::rows::{NetworkEnd, NetworkLife, NetworkQuarter, QUARTER_WEEKS};
use std::collections::BTreeMap;

/// The numbers of networks, in the order in which they are founded; those founded in one week by their founders. Places
/// cannot number them: they are used again.
#[derive(Default)]
pub(super) struct NetworkNumbers {
    at: Vec<Option<Known>>,
    founded: u32,
}

/// The network that was last seen in a place.
#[derive(Clone, Copy)]
struct Known {
    number: u32,
    /// Who founded it, and when: no other one.
    identity: (u32, u16),
    members: usize,
}

/// What Stay did to networks.
#[derive(Default)]
pub(super) struct NetworkChanges {
    /// Those that closed, and why.
    closed: Vec<(u32, NetworkEnd)>,
    /// Those that were founded, with their category.
    founded: Vec<(u32, u8)>,
}

impl NetworkNumbers {
    /// Looks at all networks after Stay.
    pub(super) fn update(&mut self, world: &World, happened: &Happened) -> NetworkChanges {
        let mut changes = NetworkChanges::default();
        self.at.resize(world.networks().len(), None);
        let left = left_by_place(happened);
        let mut founded = Vec::new();
        for (place, (known, network)) in (0_u32..).zip(self.at.iter_mut().zip(world.networks())) {
            let same = |known: &Known| network.open && known.identity == identity(network);
            if let Some(gone) = known.filter(|known| !same(known)) {
                let all_left = gone.members == left.get(&place).copied().unwrap_or(0);
                let end = if all_left { NetworkEnd::Left } else { NetworkEnd::Alone };
                changes.closed.push((gone.number, end));
                *known = None;
            }
            match known {
                Some(known) => known.members = network.members().len(),
                None if network.open => founded.push((network.founder, place)),
                None => (),
            }
        }
        founded.sort_unstable();
        for (_, place) in founded {
            let network = &world.networks()[place as usize];
            let known = Known { number: self.founded, identity: identity(network), members: network.members().len() };
            self.at[place as usize] = Some(known);
            changes.founded.push((self.founded, network.category));
            self.founded += 1;
        }
        changes
    }

    /// The number of the network in a place.
    pub(super) fn of(&self, place: u32) -> u32 {
        self.at.get(place as usize).copied().flatten().map_or(u32::MAX, |known| known.number)
    }

    /// Every open network, with its number.
    fn open<'a>(&'a self, world: &'a World) -> impl Iterator<Item = (u32, &'a Network)> {
        self.at.iter().zip(world.networks()).filter_map(|(known, network)| Some(((*known)?.number, network)))
    }
}

fn identity(network: &Network) -> (u32, u16) {
    (network.founder, network.founded)
}

/// How many members left each network themselves.
fn left_by_place(happened: &Happened) -> BTreeMap<u32, usize> {
    let mut left = BTreeMap::new();
    for one in happened.effects().flat_map(|effects| effects.networks.iter()) {
        if let NetworkEvent::Left(..) = one.event {
            *left.entry(one.network).or_default() += 1;
        }
    }
    left
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
        for &(number, end) in &changes.closed {
            let life = &mut self.lives[number as usize];
            (life.closed, life.end) = (week, end);
            self.row(number, week, [0; 3]);
        }
        for &(network, category) in &changes.founded {
            let (founded, closed, end) = (week, week, NetworkEnd::Horizon);
            self.lives.push(NetworkLife { town: 0, network, category, founded, closed, end, quarters: 0 });
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
        for life in self.lives.iter_mut().filter(|life| life.end == NetworkEnd::Horizon) {
            life.closed = horizon;
        }
        self.quarters.sort_by_key(|(number, quarter)| (*number, quarter.week));
        (self.lives, self.quarters.into_iter().map(|(_, quarter)| quarter).collect())
    }
}

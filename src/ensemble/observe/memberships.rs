//! Who entered a network and who left it in a week, and why; which networks opened and which closed. All of it is settled at
//! the end of Stay: this is the one place that tells it from what happened there and from the world before and after.

use crate::model::chance::NOBODY;
use crate::model::effects::{Application, Door, NetworkEvent};
use crate::model::engine::happened::Happened;
use crate::model::ledger::Phase;
use crate::model::state::network::Network;
use crate::model::state::tie::NEVER;
use crate::model::state::world::World;
use crate::record::observed::Leaving;

/// Somebody who entered a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entered {
    /// Who.
    pub person: u32,
    /// The network, by its place.
    pub network: u32,
    /// The tick in which they applied.
    pub applied: u32,
    /// The door that opened.
    pub door: Door,
}

/// Somebody who ceased to be a member. Whoever moves to another network when one splits goes on being one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    /// Who.
    pub person: u32,
    /// The network, by its place.
    pub network: u32,
    /// Why.
    pub why: Leaving,
}

/// A network that closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closed {
    /// Its place, which another one may have taken already.
    pub network: u32,
    /// The tick of founding.
    pub founded: u32,
    /// Why the last member left.
    pub why: Leaving,
}

/// What tells a network from others: founder and tick of founding; `None` in an empty place.
type Identity = Option<(u32, u16)>;

/// The memberships that began and ended in a week: complete when [`Memberships::look`] has seen Stay, and until it sees Life
/// of the week after. Those of people who moved away are there from Life on, and the networks that closed with it.
#[derive(Clone, Debug, Default)]
pub struct Memberships {
    /// Those who wait as Stay begins, and in the end those of them who entered.
    entered: Vec<Entered>,
    left: Vec<Left>,
    /// Networks as they were when last looked at, by their places.
    before: Vec<Identity>,
    /// Networks of one person as Stay begins, and who that is.
    alone: Vec<(u32, u32)>,
    founded: Vec<u32>,
    closed: Vec<Closed>,
}

impl Memberships {
    /// Those who entered.
    #[must_use]
    pub fn entered(&self) -> &[Entered] {
        &self.entered
    }

    /// Those who left.
    #[must_use]
    pub fn left(&self) -> &[Left] {
        &self.left
    }

    /// Places of the networks that opened: founded, or made by a split.
    #[must_use]
    pub fn founded(&self) -> &[u32] {
        &self.founded
    }

    /// Networks that closed.
    #[must_use]
    pub fn closed(&self) -> &[Closed] {
        &self.closed
    }

    /// Looks at the world after `phase`. Every phase of every week has to be shown, in order.
    pub fn look(&mut self, phase: Phase, world: &World, happened: &Happened) {
        match phase {
            Phase::Life => self.moved(world, happened),
            Phase::Meet => self.before(world),
            Phase::Stay => self.after(world, happened),
            Phase::Everyday | Phase::Seek | Phase::Community => (),
        }
    }

    /// Begins a week, and notes who moved away.
    fn moved(&mut self, world: &World, happened: &Happened) {
        let Self { entered, left, before: _, alone, founded, closed } = self;
        entered.clear();
        left.clear();
        alone.clear();
        founded.clear();
        closed.clear();
        for one in happened.effects().flat_map(|effects| effects.departures.iter()) {
            if one.network != NOBODY {
                self.left.push(Left { person: one.person, network: one.network, why: Leaving::Moved });
            }
        }
        if !self.left.is_empty() {
            self.compare(world);
        }
    }

    /// Notes who waits, and which networks are of one person.
    fn before(&mut self, world: &World) {
        let Self { entered, alone, .. } = self;
        if world.structure().is_none() {
            return;
        }
        entered.extend(world.waiting().iter().map(|application| waits(world, application)));
        let networks = (0..).zip(world.networks());
        let lonely = networks.filter(|(_, network)| network.open && network.alone_since != NEVER);
        alone.extend(lonely.filter_map(|(place, network)| Some((place, *network.members().first()?))));
    }

    /// Tells who got in and who is gone.
    fn after(&mut self, world: &World, happened: &Happened) {
        let course = |person: u32| &world.courses()[person as usize];
        for one in happened.effects().flat_map(|effects| effects.networks.iter()) {
            if let NetworkEvent::Left(person, why) = one.event {
                self.left.push(Left { person, network: one.network, why });
            }
        }
        let of_themselves = self.left.len();
        for &(network, person) in &self.alone {
            let by_themselves = self.left[..of_themselves].iter().any(|left| left.person == person);
            if !by_themselves && !course(person).is_member() {
                self.left.push(Left { person, network, why: Leaving::Alone });
            }
        }
        self.entered.retain_mut(|one| {
            one.network = course(one.person).member;
            one.network != NOBODY
        });
        self.compare(world);
    }

    /// Tells which networks opened and closed.
    fn compare(&mut self, world: &World) {
        self.before.resize(world.networks().len(), None);
        for (place, network) in (0..).zip(world.networks()) {
            let is = identity(network);
            let was = std::mem::replace(&mut self.before[place as usize], is);
            if was == is {
                continue;
            }
            if let Some((_, founded)) = was {
                let last = self.left.iter().rfind(|left| left.network == place);
                let why = last.map_or(Leaving::Alone, |left| left.why);
                self.closed.push(Closed { network: place, founded: founded.into(), why });
            }
            if is.is_some() {
                self.founded.push(place);
            }
        }
    }
}

/// Somebody who waits, who may enter.
fn waits(world: &World, &Application { person, door, .. }: &Application) -> Entered {
    let applied = world.courses()[person as usize].waiting_since().into();
    Entered { person, network: NOBODY, applied, door }
}

fn identity(network: &Network) -> Identity {
    network.open.then_some((network.founder, network.founded))
}

//! Networks as the world itself shows them week by week: the slow way.

use mutua::Simulation;
use mutua::model::effects::NetworkEvent;
use mutua::model::engine::happened::Happened;
use mutua::model::leaving::Leaving;
use mutua::model::ledger::Phase;
use mutua::model::state::network::Network;
use mutua::model::state::world::World;
use mutua::scenario::Scenario;
use std::collections::BTreeMap;

/// When a network was founded, and by whom: no other network.
pub type Identity = (u32, u32);

/// A network as the world shows it.
#[derive(Clone, Debug, Default)]
pub struct ShownNetwork {
    pub category: u8,
    /// In each week in which it is open: those helped in it, how many of them are in need, and supporters.
    pub weeks: BTreeMap<u32, (Vec<u32>, usize, usize)>,
    /// Weeks in which it met, and in which a meeting was due.
    pub met: Vec<u32>,
    pub due: Vec<u32>,
}

/// All networks that ever were, and who left one themselves, by week and person: why.
pub type Shown = (BTreeMap<Identity, ShownNetwork>, BTreeMap<(u32, u32), Leaving>);

/// What the world of a run shows.
pub fn networks(scenario: &Scenario, regime: &str, replicate: u32) -> Shown {
    let (mut shown, mut left) = (BTreeMap::new(), BTreeMap::new());
    let mut simulation = Simulation::begin(scenario, regime, replicate).expect("a sound world");
    let every = scenario.regime(regime).expect("a regime").structure.map_or(1, |structure| structure.meets_every_weeks);
    let burn_in = scenario.burn_in_weeks;
    let identity = |network: &Network| (u32::from(network.founded) - burn_in + 1, network.founder);
    for week in 1..=scenario.weeks {
        let look = |phase: Phase, world: &World, happened: &Happened| {
            for one in happened.effects().flat_map(|effects| effects.networks.iter()) {
                if let NetworkEvent::Left(person, why) = one.event {
                    left.insert((week, person), why);
                }
            }
            if phase != Phase::Meet {
                return;
            }
            for network in world.networks().iter().filter(|network| network.open) {
                let own: &mut ShownNetwork = shown.entry(identity(network)).or_default();
                if (world.tick() - u32::from(network.founded)).is_multiple_of(u32::from(every)) {
                    own.due.push(week);
                }
                if u32::from(network.met) == world.tick() {
                    own.met.push(week);
                }
            }
        };
        simulation.step_seen(look).expect("a sound world");
        let world = simulation.world();
        for network in world.networks().iter().filter(|network| network.open) {
            let own = shown.entry(identity(network)).or_default();
            own.category = network.category;
            let in_need = network.members().iter().filter(|&&member| world.in_need(member)).count();
            own.weeks.insert(week, (network.members().to_vec(), in_need, network.supporters().len()));
        }
    }
    (shown, left)
}

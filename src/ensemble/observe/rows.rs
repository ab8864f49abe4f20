//! The rows that a scenario asks for: see [`crate::record::rows`].

use super::memberships::Memberships;
use super::networks::{NetworkNumbers, NetworkRows};
use super::persons::PersonRows;
use super::spells::Spells;
use crate::ensemble::observer::Observer;
use crate::model::engine::happened::Happened;
use crate::model::ledger::Phase;
use crate::model::state::world::World;
use crate::record::rows::Rows;
use crate::scenario::Scenario;

/// Keeps rows, those that are asked for.
pub(in crate::ensemble) struct RowsObserver {
    /// The week that goes on.
    week: u32,
    horizon: u32,
    memberships: Memberships,
    numbers: NetworkNumbers,
    spells: Option<Spells>,
    networks: Option<NetworkRows>,
    persons: Option<PersonRows>,
}

impl RowsObserver {
    /// An observer of what `scenario`, which is one of a town, asks for; `None` if that is nothing.
    pub(in crate::ensemble) fn asked(scenario: &Scenario) -> Option<Self> {
        let observe = &scenario.observe;
        observe.asks().then(|| Self {
            week: 1,
            horizon: scenario.weeks,
            memberships: Memberships::default(),
            numbers: NetworkNumbers::default(),
            spells: observe.members.then(Spells::default),
            networks: observe.networks.then(NetworkRows::default),
            persons: (observe.people > 0).then(|| PersonRows::new(scenario)),
        })
    }

    /// The rows, at the horizon.
    pub(in crate::ensemble) fn finish(self, world: &World) -> Rows {
        let Self { horizon, spells, networks, persons, .. } = self;
        let (networks, quarters) = networks.map(|networks| networks.finish(horizon)).unwrap_or_default();
        let spells = spells.map(|spells| spells.finish(world, horizon)).unwrap_or_default();
        Rows { spells, networks, quarters, persons: persons.map(PersonRows::finish).unwrap_or_default() }
    }
}

impl Observer for RowsObserver {
    fn begins(&mut self, world: &World) {
        if let Some(persons) = &mut self.persons {
            persons.draw(world);
            persons.look(world, 0);
        }
    }

    fn phase(&mut self, phase: Phase, world: &World, happened: &Happened) {
        self.memberships.look(phase, world, happened);
        match phase {
            Phase::Life => {
                if let Some(spells) = &mut self.spells {
                    spells.moved(happened, self.week);
                }
            }
            Phase::Meet => {
                if let Some(spells) = &mut self.spells {
                    spells.met(happened);
                }
                if let Some(networks) = &mut self.networks {
                    networks.met(world, &self.numbers);
                }
            }
            Phase::Stay => {
                let changes = self.numbers.update(world, &self.memberships);
                if let Some(networks) = &mut self.networks {
                    networks.changed(&changes, self.week);
                }
                if let Some(spells) = &mut self.spells {
                    spells.stayed(world, &self.memberships, &self.numbers, self.week);
                }
            }
            _ => (),
        }
    }

    fn week(&mut self, world: &World, week: u32) {
        if let Some(networks) = &mut self.networks {
            networks.week_over(world, &self.numbers, week, self.horizon);
        }
        if let Some(persons) = &mut self.persons {
            persons.look(world, week);
        }
        self.week = week + 1;
    }
}

//! One world, week by week, in the hands of whoever wants to look at it.

use super::error::RunError;
use super::replicate::world;
use crate::model::engine::happened::Happened;
use crate::model::indicator::Snapshot;
use crate::model::ledger::Phase;
use crate::model::state::world::World;
use crate::model::tick::{tick, tick_seen};
use crate::scenario::Scenario;

/// One world of a scenario under one of its regimes: the world of the run of the same replicate, a week at a time.
///
/// # Examples
/// ```
/// use mutua::{Scenario, Simulation};
///
/// let scenario = Scenario::parse("people = 200\nburn_in_weeks = 52")?;
/// let mut simulation = Simulation::begin(&scenario, "mutual-self-help", 0)?;
/// for _ in 0..26 {
///     simulation.step()?;
/// }
/// assert_eq!(simulation.week(), 26);
/// assert_eq!(simulation.snapshot().rows[0].count, 200);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Simulation {
    world: World,
    /// Only a place to write: it carries nothing from week to week.
    happened: Happened,
    week: u32,
}

impl Simulation {
    /// Simulates the burn-in of a replicate and begins the regime: this is week 0. Any replicate may be asked for, also one
    /// beyond those of the scenario. Of a country it is the first town.
    ///
    /// # Errors
    /// If the scenario cannot be run or has no such regime, or a week does not add up.
    pub fn begin(scenario: &Scenario, regime: &str, replicate: u32) -> Result<Self, RunError> {
        scenario.check()?;
        let structure = scenario.regime(regime)?.structure;
        let town = scenario.town(0);
        let mut simulation = Self { world: world(&town, replicate)?, happened: Happened::default(), week: 0 };
        for _ in 0..town.burn_in_weeks {
            tick(&mut simulation.world, &mut simulation.happened)?;
        }
        simulation.world.begin(structure)?;
        Ok(simulation)
    }

    /// Simulates the next week, also beyond the horizon of the scenario.
    ///
    /// # Errors
    /// If the ledgers do not balance at its end: then no week after it can be trusted.
    pub fn step(&mut self) -> Result<(), RunError> {
        self.step_seen(|_, _, _| ())
    }

    /// Simulates the next week and shows every phase of it: the world after it, and what happened in it. Looking changes
    /// nothing.
    ///
    /// # Errors
    /// If the ledgers do not balance at its end: then no week after it can be trusted.
    pub fn step_seen(&mut self, look: impl FnMut(Phase, &World, &Happened)) -> Result<(), RunError> {
        tick_seen(&mut self.world, &mut self.happened, look)?;
        self.week += 1;
        Ok(())
    }

    /// Weeks since the end of the burn-in.
    #[must_use]
    pub fn week(&self) -> u32 {
        self.week
    }

    /// The world as it stands. Its ledger is open since week 0.
    #[must_use]
    pub fn world(&self) -> &World {
        &self.world
    }

    /// Every indicator of every population as of now.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        Snapshot::of(&self.world, self.week)
    }
}

//! Scenarios: TOML as typed, then validated; names; shipped regimes.

use crate::model::parameters::{Parameters, Switches};
use crate::model::structure::Structure;
use std::collections::BTreeMap;

/// A named structure of help. The name lives here and goes no further down.
#[derive(Clone, Debug, PartialEq)]
pub struct Regime {
    /// The name in result files; unique in a scenario.
    pub name: String,
    /// The structure; `None` for a world without helping networks.
    pub structure: Option<Structure>,
}

/// A validated scenario: everything that decides the results, and nothing else.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// The stem of the file's name.
    pub name: String,
    /// The question that the scenario asks.
    pub question: String,
    /// Seed of all chance.
    pub seed: u32,
    /// People in the population.
    pub people: u32,
    /// Weeks simulated after the burn-in.
    pub weeks: u32,
    /// Weeks without services before week 0.
    pub burn_in_weeks: u32,
    /// Weeks from one row of the trajectories to the next; week 0 and the last week are always recorded.
    pub record_every_weeks: u32,
    /// Worlds for each regime.
    pub replicates: u32,
    /// The regimes to be run, in this order.
    pub regimes: Vec<Regime>,
    /// All parameters.
    pub parameters: Parameters,
    /// All switches.
    pub switches: Switches,
    /// Sources of parameters that the scenario sets itself, by the parameter's name.
    pub sources: BTreeMap<String, String>,
}

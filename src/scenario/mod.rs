//! Scenarios: TOML as typed, then validated; names; shipped regimes.
//!
//! | file | what it does |
//! | --- | --- |
//! | `parse` | a text → its tree → a [`Scenario`], or all its [`Problems`] |
//! | `typed` | the tree in which every key and value knows its place |
//! | `overrides` | `--set`: written into the tree, so that one validation sees both |
//! | `validate` | every key, every range, and what must agree |
//! | `made` | scenarios and regimes made in code |
//! | `check` | whether a scenario that was made by hand can be run |
//! | `regime`, `field` | own regimes, `like`, and the structure their fields make |
//! | `report`, `problem`, `likely` | what is wrong, where, and what was likely meant |
//! | `name` | what regimes and scenarios may be called |
//! | `shipped` | regimes and scenarios that come with the program |
//! | `design` | `[design]`: what is varied, over which values, and in which kind of design |
//! | `variants` | the scenarios that differ from one in a few keys |
//! | `ablation` | what can be taken away from a scenario |
//! | `towns` | a country: towns that are worlds of their own |
//! | `sha256` | what tells bytes from other bytes |
//! | `resolved` | a scenario written out in full, so that it reads back equal |
//! | `differences` | in which keys two scenarios differ |
//! | `visible` | text of a user or a file, made safe to show |

mod ablation;
#[cfg(test)]
mod any;
mod check;
mod design;
mod differences;
mod field;
mod likely;
mod made;
mod name;
mod overrides;
mod parse;
mod problem;
mod regime;
mod report;
mod resolved;
mod sha256;
mod shipped;
mod towns;
mod typed;
mod validate;
mod variants;
mod visible;

pub use ablation::{ADVANTAGES, Ablation, CONTROLS, NoSuchAblations, Taken};
pub use check::{DesignError, ScenarioError};
pub use design::{
    Column, DesignKind, DesignTable, Factor, MAX_FACTORS, MAX_LIST_BYTES, MAX_POINTS, POINTS_LIST, PointsFile, Scale,
    named_list, same_value,
};
pub use differences::{Difference, differences};
pub use field::{FIELDS, FieldRow};
pub use made::NoRegimeError;
pub use parse::MAX_FILE_BYTES;
pub use problem::{Place, Problem, Problems, Quote};
pub use sha256::{hex, sha256_of};
pub use shipped::{REGIMES_TOML, ShippedRegime, shipped, shipped_scenarios};
pub use validate::{MAX_ALL_WEEKS, SIZES, SizeRow};
pub use variants::Variants;
pub use visible::visible;

#[cfg(feature = "command")]
pub(crate) use {
    likely::likely, resolved::name_in, shipped::shipped_scenario_names, typed::Source, validate::scenario as read_text,
};

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
    /// The stem of the file's name, by which the folder of results is called too.
    pub name: String,
    /// The question that the scenario asks.
    pub question: String,
    /// Seed of all chance.
    pub seed: u32,
    /// People in the population.
    pub people: u32,
    /// People in a town at most.
    pub people_per_town: u32,
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
    /// The points at which `mutua sweep` runs it and the factors of `mutua sensitivity`; `mutua run` leaves it aside.
    pub design: Option<DesignTable>,
}

impl Scenario {
    /// The text of the list of points that the design names; `None` if it names none.
    #[must_use]
    pub fn points_list(&self) -> Option<&str> {
        match &self.design.as_ref()?.kind {
            DesignKind::Points(listed) => Some(&listed.text),
            _ => None,
        }
    }

    /// The numbers of [`SIZES`], in its order.
    pub(crate) fn sizes(&self) -> [u32; SIZES.len()] {
        let Self { seed, people, people_per_town, weeks, burn_in_weeks, record_every_weeks, replicates, .. } = *self;
        [seed, people, people_per_town, weeks, burn_in_weeks, record_every_weeks, replicates]
    }

    /// The first regime without helping networks, against which the others are read; `None` if all have some.
    #[must_use]
    pub fn without_help(&self) -> Option<usize> {
        self.regimes.iter().position(|regime| regime.structure.is_none())
    }
}

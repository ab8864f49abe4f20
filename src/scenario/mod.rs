//! Scenarios: TOML as typed, then validated; names; shipped regimes.
//!
//! | file | what it does |
//! | --- | --- |
//! | `definition` | what a scenario and a regime are, as data |
//! | `parse` | a text → its tree → a [`Scenario`], or all its [`InvalidScenarioError`] |
//! | `typed` | the tree in which every key and value knows its place |
//! | `overrides` | `--set`: written into the tree, so that one validation sees both |
//! | `keys` | its sizes and the names of its tables |
//! | `validate` | every key → a validated scenario |
//! | `values` | every range of a size, a parameter and a switch, and what must agree |
//! | `at_points` | a scenario with a list of points in place of its design |
//! | `made` | scenarios and regimes made in code |
//! | `check` | whether a scenario that was made by hand can be run |
//! | `regime`, `field` | own regimes, `like`, and the structure their fields make |
//! | `report`, `problem`, `likely` | what is wrong, where, and what was likely meant |
//! | `name` | what regimes and scenarios may be called |
//! | `shipped`, `shipped_scenarios` | regimes and scenarios that come with the program |
//! | `design` | `[design]`: what is varied, over which values, and in which kind of design |
//! | `observe` | `[observe]`: the rows that a run writes beside its results |
//! | `hypothesis` | `[[hypothesis]]`: what is claimed of a scenario before its worlds are seen |
//! | `listed` | a table of such a list while it is read |
//! | `observable` | what a target or a hypothesis reads of a run |
//! | `rival` | `[[rival]]`: simpler models that a sceptic would name |
//! | `target` | `[[target]]`: figures that a scenario is fitted to |
//! | `version` | what a scenario of an earlier version of the model starts from |
//! | `variants` | the scenarios that differ from one in a few keys |
//! | `ablation` | what can be taken away from a scenario |
//! | `parts` | what two regimes differ in, and every mixture of them |
//! | `towns` | a country: towns that are worlds of their own |
//! | `sha256` | what tells bytes from other bytes |
//! | `resolved` | a scenario written out in full, so that it reads back equal |
//! | `written` | values as TOML writes them |
//! | `differences` | in which keys two scenarios differ |
//! | `visible` | text of a user or a file, made safe to show |

mod ablation;
#[cfg(test)]
mod any;
mod at_points;
mod check;
mod definition;
mod design;
mod differences;
mod field;
mod hypothesis;
mod keys;
mod likely;
mod listed;
mod made;
mod name;
mod observable;
mod observe;
mod overrides;
mod parse;
mod parts;
mod problem;
mod regime;
mod report;
mod resolved;
mod rival;
mod sha256;
mod shipped;
#[cfg(feature = "command")]
mod shipped_posteriors;
mod shipped_scenarios;
mod target;
mod towns;
mod typed;
mod validate;
mod values;
mod variants;
mod version;
mod visible;
mod written;

pub use ablation::{ADVANTAGES, Ablation, NoSuchAblationsError, Taken};
pub use check::{DesignError, ScenarioError};
pub use definition::{Regime, Scenario};
pub use design::{
    Column, DesignKind, DesignTable, Draws, Factor, MAX_FACTORS, MAX_LIST_BYTES, MAX_POINTS, NO_PARAMETERS, PARTICLE,
    POINTS_LIST, POSTERIOR, PointsFile, Scale, WEIGHT, named_list, same_value,
};
pub use differences::{Difference, differences};
pub use hypothesis::{Direction, Hypothesis, MAX_HYPOTHESES};
pub use keys::{MAX_ALL_WEEKS, SIZES, SizeRow};
pub use observable::{Observable, QUANTITY_NAMES, TWIN_TERM_NAMES, When};
pub use observe::Observe;
pub use parse::MAX_FILE_BYTES;
pub use parts::{Bound, MOST_PARTS, Part, Parts, PartsError};
pub use problem::{InvalidScenarioError, Place, Problem, Quote};
pub use regime::NoRegimeError;
pub use rival::{MAX_RIVALS, Rival};
pub use sha256::{hex, sha256_of};
pub use shipped::{REGIMES_TOML, ShippedRegime, shipped};
#[cfg(feature = "command")]
pub use shipped_posteriors::{FITTED_IN, USUAL_POSTERIOR, shipped_posteriors};
pub use shipped_scenarios::shipped_scenarios;
pub use target::{Target, TargetGrade, TargetUse};
pub use variants::Variants;
pub use visible::visible;

pub use crate::model::structure::{FIELDS, FieldRow};

#[cfg(feature = "command")]
pub(crate) use {
    likely::likely, resolved::name_in, shipped_scenarios::shipped_scenario_names, typed::Source,
    validate::scenario as read_text,
};

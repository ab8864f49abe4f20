//! The keys of a scenario that are no parameter, switch or field: its sizes, and the names of its tables.

use crate::model::state::tie::{MOST_PEOPLE, MOST_TICKS};

/// One of the whole numbers at the top of a scenario.
#[derive(Clone, Copy, Debug)]
pub struct SizeRow {
    /// The key.
    pub name: &'static str,
    /// Value when the scenario says nothing.
    pub default: u32,
    /// Smallest allowed value.
    pub low: u32,
    /// Largest allowed value.
    pub high: u32,
    /// Unit of the value.
    pub unit: &'static str,
    /// What the number means.
    pub meaning: &'static str,
}

const fn size(
    name: &'static str,
    default: u32,
    (low, high): (u32, u32),
    unit: &'static str,
    meaning: &'static str,
) -> SizeRow {
    SizeRow { name, default, low, high, unit, meaning }
}

/// The whole numbers at the top of a scenario, in the order in which a resolved one writes them.
pub const SIZES: &[SizeRow; 7] = &[
    size("seed", 1, (0, u32::MAX), "seed", "Seed of all chance."),
    size("people", 5000, (10, MAX_PEOPLE), "people", "People in the population."),
    size(
        "people_per_town",
        MAX_PEOPLE,
        (20, MAX_PEOPLE),
        "people",
        "People in a town at most: a larger population lives in several towns, without ties or help between them.",
    ),
    size("weeks", 520, (1, 5200), "weeks", "Weeks simulated after the burn-in."),
    size("burn_in_weeks", 520, (0, 5200), "weeks", "Weeks without services before week 0."),
    size(
        "record_every_weeks",
        13,
        (1, 520),
        "weeks",
        "Weeks from one row of the trajectories to the next; week 0 and the last week are always there.",
    ),
    size("replicates", 30, (1, 100_000), "worlds", "Worlds for each regime."),
];

/// People in the population at most.
pub(super) const MAX_PEOPLE: u32 = 60_000_000;
/// Weeks of burn-in and horizon together at most.
pub const MAX_ALL_WEEKS: u32 = 10_000;

// A tie has room for no more.
const _: () = assert!(MAX_PEOPLE <= MOST_PEOPLE && MAX_ALL_WEEKS <= MOST_TICKS);

/// The tables of a scenario whose keys are names.
pub(super) const SECTIONS: &[&str] = &["parameters", "switches", "sources"];

/// The key among the parameters that names the version of the model whose values count where a scenario sets none.
pub(super) const FROM: &str = "from";

/// The table of the points at which a scenario is to be run.
pub(super) const DESIGN: &str = "design";

/// The table of the rows that a run writes beside its results.
pub(super) const OBSERVE: &str = "observe";

/// The tables of figures that a scenario is fitted to.
pub(super) const TARGET: &str = "target";
/// The tables of what is claimed of a scenario.
pub(super) const HYPOTHESIS: &str = "hypothesis";
/// The tables of simpler models that a sceptic would name.
pub(super) const RIVAL: &str = "rival";

/// Every key that may stand at the top.
pub(super) fn top_level_keys() -> impl Iterator<Item = &'static str> {
    let sizes = SIZES.iter().map(|row| row.name);
    ["question", "regimes", "regime", DESIGN, OBSERVE, TARGET, HYPOTHESIS, RIVAL]
        .into_iter()
        .chain(sizes)
        .chain(SECTIONS.iter().copied())
}

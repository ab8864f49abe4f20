//! How many rows of spells, networks and persons a run would write, said before it begins. Persons are counted; spells and
//! networks are estimated from the rates at which people come to need help, rather too many than too few.

use super::expected::{entries, networks, recorded};
use crate::record::plan::Plan;
use crate::record::rows::{NetworkLife, NetworkQuarter, PersonWeek, QUARTER_WEEKS, Spell};
use crate::scenario::{Observe, Regime, Scenario};
use thiserror::Error;

/// Rows of a table at most: more of them no program on a usual machine reads at once.
pub const MOST_ROWS: u64 = 20_000_000;

/// Bytes of a row as text, but for the name of its regime, as measured.
const OF_A_SPELL: u64 = 62;
const OF_A_QUARTER: u64 = 52;
const OF_A_PERSON: u64 = 280;

/// A table of rows that a scenario asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowTable {
    /// Its key under `[observe]`; the file is called so with the ending `.csv`.
    pub key: &'static str,
    /// Rows of all runs.
    pub rows: u64,
    /// Bytes on the disk.
    pub bytes: u64,
    /// Whether rows were counted, not estimated.
    pub counted: bool,
}

/// A table that would have too many rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{}.csv would have about {} rows, and {MOST_ROWS} are the most: {}", table.key, table.rows, advice(table.key))]
pub struct TooManyRowsError {
    /// The table.
    pub table: RowTable,
}

fn advice(key: &str) -> &'static str {
    match key {
        "people" => "a smaller observe.people, fewer replicates or regimes, or a larger record_every_weeks",
        "members" => "observe.members = false, fewer people, regimes, replicates or weeks, or observe.people instead",
        _ => "observe.networks = false, or fewer people, regimes, replicates or weeks",
    }
}

/// Rows of each kind that one run under one regime leaves.
#[derive(Clone, Copy, Debug, Default)]
struct OfARun {
    spells: f64,
    networks: f64,
    quarters: f64,
    persons: f64,
}

impl OfARun {
    fn of(scenario: &Scenario, regime: &Regime) -> Self {
        let observe = &scenario.observe;
        let persons = f64::from(observe.people) * recorded(scenario);
        let Some(structure) = &regime.structure else { return Self { persons, ..Self::default() } };
        let entries = entries(scenario);
        let looks = f64::from(scenario.weeks.div_ceil(QUARTER_WEEKS));
        // Each is looked at when it closes, too.
        let quarters = networks(scenario, structure) * looks + entries;
        Self {
            spells: if observe.members { entries } else { 0.0 },
            networks: if observe.networks { entries } else { 0.0 },
            quarters: if observe.networks { quarters } else { 0.0 },
            persons,
        }
    }

    /// Bytes in memory, and nearly as many in a file of runs.
    fn bytes(&self) -> f64 {
        let sizes =
            [size_of::<Spell>(), size_of::<NetworkLife>(), size_of::<NetworkQuarter>(), size_of::<PersonWeek>()];
        let counts = [self.spells, self.networks, self.quarters, self.persons];
        // A list takes up to twice what it holds while it grows.
        2.0 * sizes.iter().zip(counts).map(|(&size, count)| size as f64 * count).sum::<f64>()
    }
}

/// The rows of the run that leaves most, in bytes of memory.
pub(super) fn rows_of_a_run(scenario: &Scenario) -> f64 {
    scenario.regimes.iter().map(|regime| OfARun::of(scenario, regime).bytes()).fold(0.0, f64::max)
}

/// What there is to know of a kind of row.
struct Kind {
    key: &'static str,
    asked: bool,
    /// Bytes as text, but for the name of the regime.
    text: u64,
    counted: bool,
    of: fn(&OfARun) -> f64,
}

/// The tables of rows that `mutua run` would write.
#[must_use]
pub fn row_tables(scenario: &Scenario, plan: &Plan) -> Vec<RowTable> {
    let Observe { members, networks, people } = scenario.observe;
    let kinds = [
        Kind { key: "members", asked: members, text: OF_A_SPELL, counted: false, of: |run| run.spells },
        Kind { key: "networks", asked: networks, text: OF_A_QUARTER, counted: false, of: |run| run.quarters },
        Kind { key: "people", asked: people > 0, text: OF_A_PERSON, counted: true, of: |run| run.persons },
    ];
    kinds.into_iter().filter(|kind| kind.asked).map(|kind| table(scenario, plan, &kind)).collect()
}

fn table(scenario: &Scenario, plan: &Plan, &Kind { key, text, counted, of, .. }: &Kind) -> RowTable {
    let (mut rows, mut bytes) = (0_u64, 0_u64);
    for regime in &scenario.regimes {
        let own = (of(&OfARun::of(scenario, regime)) * f64::from(plan.replicates)) as u64;
        rows = rows.saturating_add(own);
        bytes = bytes.saturating_add(own.saturating_mul(text + regime.name.len() as u64));
    }
    RowTable { key, rows, bytes, counted }
}

/// Refuses a table of more rows than [`MOST_ROWS`].
///
/// # Errors
/// The first table that would have more.
pub fn check_rows(scenario: &Scenario, plan: &Plan) -> Result<(), TooManyRowsError> {
    let too_many = row_tables(scenario, plan).into_iter().find(|table| table.rows > MOST_ROWS);
    too_many.map_or(Ok(()), |table| Err(TooManyRowsError { table }))
}

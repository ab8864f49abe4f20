//! What a world is made from, and what no world can hold.

use super::course::Course;
use super::flags::Flags;
use super::person::Person;
use super::tie::{HalfTie, MOST_PEOPLE};
use super::worker::Worker;
use crate::model::parameters::{Disagreement, NumberKind, ParameterRow, Parameters, Switches, TABLE};
use thiserror::Error;

/// The fewest people in a world: with nobody else there is nobody to be tied to.
pub const LEAST_PEOPLE: u32 = 2;

/// What a world is made from. Nothing here names a regime.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// People, from [`LEAST_PEOPLE`] to [`MOST_PEOPLE`].
    pub people: u32,
    /// Seed of all chance.
    pub seed: u32,
    /// Number of the replicate.
    pub replicate: u32,
    /// Parameters, each in the range of its row in [`TABLE`].
    pub parameters: Parameters,
    /// Switches.
    pub switches: Switches,
}

impl Setting {
    /// Makes sure that a world can be made from it.
    ///
    /// # Errors
    /// The first thing that no world can hold.
    pub fn check(&self) -> Result<(), SettingError> {
        if !(LEAST_PEOPLE..=MOST_PEOPLE).contains(&self.people) {
            return Err(SettingError::People(self.people));
        }
        self.parameters.check()
    }

    /// Bytes that the state of its world takes: people with their ties, workers, and what neighbourhoods know and have.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        let (people, parameters) = (f64::from(self.people), &self.parameters);
        let idle = if self.switches.help_effect { 0 } else { size_of::<u64>() };
        let person = size_of::<Person>() + size_of::<Course>() + size_of::<Flags>();
        let person = person + idle + usize::from(self.switches.civic_skills) * size_of::<u8>();
        let ties = parameters.tie_places * size_of::<HalfTie>() as f64;
        let workers = people * parameters.workers_per_1000 / 1000.0 * size_of::<Worker>() as f64;
        let homes = people / parameters.people_per_neighbourhood * parameters.categories;
        let home = size_of::<u64>() + size_of::<Vec<u32>>() + 16;
        (people * (person as f64 + ties) + workers + homes * home as f64) as u64
    }
}

impl Parameters {
    /// Makes sure that every parameter is in the range of its row, and that they agree.
    ///
    /// # Errors
    /// The first that is not, or the first disagreement.
    pub fn check(&self) -> Result<(), SettingError> {
        let value = |row: &ParameterRow| self.get(row.name).unwrap_or(row.default);
        if let Some(row) = TABLE.iter().find(|row| !row.allows(value(row))) {
            return Err(SettingError::Parameter { row, given: value(row) });
        }
        self.disagreements().into_iter().next().map_or(Ok(()), |one| Err(SettingError::Disagreement(one)))
    }
}

/// Why there is no such world.
#[derive(Clone, Debug, Error)]
pub enum SettingError {
    /// So few or so many people.
    #[error("a world must have from {LEAST_PEOPLE} to {MOST_PEOPLE} people, not {0}")]
    People(u32),
    /// A parameter that is out of its range, or not whole where it must be.
    #[error("{} must be {} from {} to {}, not {given}", row.name, number(row), row.low, row.high)]
    Parameter {
        /// Its row in the table of parameters.
        row: &'static ParameterRow,
        /// What it was to be.
        given: f64,
    },
    /// Parameters that do not go together.
    #[error("{}", .0.what)]
    Disagreement(Disagreement),
    /// A parameter that cannot change in a world that is there already.
    #[error("{parameter} cannot change from {here} to {asked} in a world that is there already: begin a world with it")]
    Unchangeable {
        /// Its name.
        parameter: &'static str,
        /// Its value in the world.
        here: f64,
        /// The value that was to take its place.
        asked: f64,
    },
    /// The system does not have the memory that the world takes.
    #[error("the system does not have the {} MiB that the world takes: fewer people", bytes >> 20)]
    Memory {
        /// Bytes that it takes.
        bytes: u64,
    },
}

/// What kind of number a parameter takes, in words.
fn number(row: &ParameterRow) -> &'static str {
    if row.kind == NumberKind::Whole { "a whole number" } else { "a number" }
}

//! What an ensemble takes, said before it begins.

use super::execute::LARGE;
use super::plan::Plan;
use crate::model::episode::Episode;
use crate::model::indicator::{INDICATORS, POPULATIONS};
use crate::model::network::Network;
use crate::model::person::Person;
use crate::model::tie::HalfTie;
use crate::scenario::Scenario;
use std::mem::size_of;

/// Bytes, as estimated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Memory {
    /// One world with the room that a tick needs.
    pub world: u64,
    /// Worlds at the same time.
    pub worlds: u64,
    /// Records of finished runs.
    pub records: u64,
}

impl Memory {
    /// What `scenario` takes on `threads` threads.
    #[must_use]
    pub fn of(scenario: &Scenario, threads: usize) -> Self {
        let plan = Plan::of(scenario);
        let people = u64::from(scenario.people);
        let recorded = u64::from(scenario.weeks.div_ceil(scenario.record_every_weeks)) + 1;
        let row = (INDICATORS.len() + 1) * size_of::<f64>();
        let at_once = if scenario.people > LARGE { 2 } else { 1 + 2 * threads as u64 };
        Self {
            world: people * Self::person(scenario) + 1_000_000,
            worlds: at_once.min(1 + plan.runs()),
            records: plan.runs() * recorded * (row * POPULATIONS.len()) as u64,
        }
    }

    /// Bytes a person, with ties, episodes of a tick and a share of the networks.
    fn person(scenario: &Scenario) -> u64 {
        let ties = scenario.parameters.tie_places as usize * size_of::<HalfTie>();
        let networks = size_of::<Network>() / 8;
        (size_of::<Person>() + ties + size_of::<Episode>() + networks + 16) as u64
    }

    /// All of it.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.world * self.worlds + self.records
    }
}

/// Memory that is free now; `None` where the system does not tell.
#[must_use]
pub fn free_memory() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/meminfo").ok()?;
    let line = text.lines().find(|line| line.starts_with("MemAvailable:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kibibytes| kibibytes * 1024)
}

/// An ensemble that does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge {
    /// Bytes needed.
    pub needed: u64,
    /// Bytes free.
    pub free: u64,
}

impl std::fmt::Display for TooLarge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mebibytes = |bytes: u64| bytes.div_ceil(1 << 20);
        write!(
            f,
            "this needs about {} MiB of memory and {} MiB are free: fewer people, threads or replicates, or a larger record_every_weeks",
            mebibytes(self.needed),
            mebibytes(self.free)
        )
    }
}

impl std::error::Error for TooLarge {}

/// Refuses what does not fit, before anything is allocated.
///
/// # Errors
/// If more memory is needed than is free.
pub fn admit(scenario: &Scenario, threads: usize) -> Result<Memory, TooLarge> {
    let memory = Memory::of(scenario, threads);
    match free_memory() {
        Some(free) if memory.total() > free => Err(TooLarge { needed: memory.total(), free }),
        _ => Ok(memory),
    }
}

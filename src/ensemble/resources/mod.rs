//! What an ensemble takes, said before it begins, and refused where there is not as much.
//!
//! [`Memory`] and [`disk`] say what it takes, [`free_memory`], [`free_address_space`] and [`free_disk`] what there is.

mod free;
mod memory;
mod rows;

pub use free::{free_address_space, free_disk, free_memory, set_aside};
pub use memory::{Memory, disk, disk_of_points};
pub(crate) use memory::{OF_A_CONTRAST, OF_A_SPLIT, OF_AN_ESTIMATE, OF_MOMENTS, OF_STANDINGS};
pub use rows::{MOST_ROWS, RowTable, TooManyRowsError, check_rows, row_tables};

use crate::record::plan::Plan;
use crate::scenario::Scenario;
use std::path::Path;
use thiserror::Error;

/// An ensemble that does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error(
    "this needs about {} MiB of {what} and {} MiB are free: fewer people, regimes, threads or replicates, or a larger record_every_weeks",
    mebibytes(*needed),
    mebibytes(*free)
)]
pub struct TooLargeError {
    /// What there is too little of.
    pub what: &'static str,
    /// Bytes needed.
    pub needed: u64,
    /// Bytes free.
    pub free: u64,
}

fn mebibytes(bytes: u64) -> u64 {
    bytes.div_ceil(1 << 20)
}

/// Refuses what does not fit, before anything is allocated: `out` is where results would go.
///
/// # Errors
/// If more memory or disk is needed than is free.
pub fn check_resources(scenario: &Scenario, threads: usize, out: &Path) -> Result<Memory, TooLargeError> {
    check_resources_at_points(std::slice::from_ref(scenario), &Plan::of(scenario), threads, out)
}

/// Refuses an ensemble over design points that does not fit.
///
/// # Errors
/// If more memory or disk is needed than is free.
pub fn check_resources_at_points(
    scenarios: &[Scenario],
    plan: &Plan,
    threads: usize,
    out: &Path,
) -> Result<Memory, TooLargeError> {
    check_resources_beyond(scenarios, plan, threads, out, 0)
}

/// The same of an ensemble of which so many bytes are on the disk already.
///
/// # Errors
/// If more memory or disk is needed than is free.
pub fn check_resources_beyond(
    scenarios: &[Scenario],
    plan: &Plan,
    threads: usize,
    out: &Path,
    there: u64,
) -> Result<Memory, TooLargeError> {
    let memory = Memory::planned(scenarios, plan, threads);
    expect_free((memory.total(), there), threads, scenarios, plan, out)?;
    Ok(memory)
}

/// Refuses an ensemble of so many design points that their scenarios alone would not fit, by a sample of them.
///
/// # Errors
/// If more memory is needed than is free.
pub fn check_resources_by_sample(sample: &[Scenario], plan: &Plan) -> Result<(), TooLargeError> {
    let needed = Memory::planned(sample, plan, 1).total();
    let free = free_memory().into_iter().chain(free_address_space()).min();
    match free.filter(|&free| needed > free) {
        Some(free) => Err(TooLargeError { what: "memory", needed, free }),
        None => Ok(()),
    }
}

/// Refuses an ensemble of which all runs are there, and whose results do not fit.
///
/// # Errors
/// If more memory or disk is needed to sum them up than is free.
pub fn check_resources_to_finish(scenarios: &[Scenario], plan: &Plan, out: &Path) -> Result<(), TooLargeError> {
    expect_free((Memory::planned(scenarios, plan, 1).summed_up(), 0), 1, scenarios, plan, out)
}

/// The address space that an ensemble needs which takes so much memory: points are checked on all cores.
#[must_use]
pub fn address_space(memory: u64, threads: usize, scenarios: &[Scenario]) -> u64 {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let checking = if scenarios.len() > 1 { cores } else { 0 };
    memory.saturating_add(set_aside(threads.saturating_add(checking)))
}

/// Makes sure that so much memory is free, and as much of the disk as the results of an ensemble take beyond what is there.
fn expect_free(
    (memory, there): (u64, u64),
    threads: usize,
    scenarios: &[Scenario],
    plan: &Plan,
    out: &Path,
) -> Result<(), TooLargeError> {
    let on_disk = match scenarios {
        [alone] => disk(alone, plan),
        points => disk_of_points(points, plan),
    };
    let needs = [
        ("memory", memory, free_memory()),
        ("address space (ulimit -v)", address_space(memory, threads, scenarios), free_address_space()),
        ("disk", on_disk.saturating_sub(there), free_disk(out)),
    ];
    for (what, needed, free) in needs {
        if let Some(free) = free.filter(|&free| needed > free) {
            return Err(TooLargeError { what, needed, free });
        }
    }
    Ok(())
}

//! Why runs could not be done.

use crate::model::ledger::UnbalancedError;
use crate::model::state::setting::SettingError;
use crate::model::structure::StructureError;
use crate::scenario::{NoRegimeError, ScenarioError};
use thiserror::Error;

/// Why a run could not be done.
#[derive(Clone, Debug, Error)]
pub enum RunError {
    /// The scenario cannot be run; none that was read from a file.
    #[error(transparent)]
    Scenario(#[from] ScenarioError),
    /// There is no such world.
    #[error(transparent)]
    Setting(#[from] SettingError),
    /// No world can hold the structure of help.
    #[error(transparent)]
    Structure(#[from] StructureError),
    /// The world is not sound, or its books do not balance.
    #[error(transparent)]
    UnbalancedError(#[from] UnbalancedError),
    /// The scenario has no regime of this number.
    #[error("there is no regime number {regime}: there are {of}, from 0")]
    NoRegime {
        /// The number, from 0.
        regime: usize,
        /// How many regimes there are.
        of: usize,
    },
    /// The scenario has no regime of this name.
    #[error(transparent)]
    NoSuchRegime(#[from] NoRegimeError),
    /// The world has nobody of this number.
    #[error("there is no person number {person}: there are {of}, from 0")]
    NoPerson {
        /// The number, from 0.
        person: u32,
        /// How many people there are.
        of: usize,
    },
}

/// Threads at most.
pub const MOST_THREADS: usize = 65_535;

/// Why an ensemble could not be begun: nothing of it was done.
#[derive(Debug, Error)]
pub enum WorkError {
    /// So many threads.
    #[error("there must be 1 to {MOST_THREADS} threads, not {0}")]
    Threads(usize),
    /// The system does not start the threads.
    #[cfg(feature = "parallel")]
    #[error("cannot start the threads: {0}; try fewer")]
    NoThreads(rayon::ThreadPoolBuildError),
    /// The plan is another one than that of the scenarios.
    #[error("the plan must have as many points, replicates and regimes as the scenarios: make it of them")]
    Plan,
    /// A scenario cannot be run.
    #[error(transparent)]
    Scenario(#[from] ScenarioError),
}

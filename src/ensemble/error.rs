//! Why runs could not be done.

use crate::model::ledger::UnbalancedError;
use crate::model::state::setting::SettingError;
use crate::model::structure::StructureError;
use crate::scenario::ScenarioError;
use std::fmt;

/// Why a run could not be done.
#[derive(Clone, Debug)]
pub enum RunError {
    /// The scenario cannot be run; none that was read from a file.
    Scenario(ScenarioError),
    /// There is no such world.
    Setting(SettingError),
    /// No world can hold the structure of help.
    Structure(StructureError),
    /// The world is not sound, or its books do not balance.
    UnbalancedError(UnbalancedError),
    /// The scenario has no regime of this number.
    NoRegime {
        /// The number, from 0.
        regime: usize,
        /// How many regimes there are.
        of: usize,
    },
    /// The world has nobody of this number.
    NoPerson {
        /// The number, from 0.
        person: u32,
        /// How many people there are.
        of: usize,
    },
}

impl fmt::Display for RunError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scenario(reason) => reason.fmt(out),
            Self::Setting(reason) => reason.fmt(out),
            Self::Structure(reason) => reason.fmt(out),
            Self::UnbalancedError(reason) => reason.fmt(out),
            Self::NoRegime { regime, of } => write!(out, "there is no regime number {regime}: there are {of}, from 0"),
            Self::NoPerson { person, of } => write!(out, "there is no person number {person}: there are {of}, from 0"),
        }
    }
}

impl std::error::Error for RunError {}

impl From<ScenarioError> for RunError {
    fn from(reason: ScenarioError) -> Self {
        Self::Scenario(reason)
    }
}

impl From<SettingError> for RunError {
    fn from(reason: SettingError) -> Self {
        Self::Setting(reason)
    }
}

impl From<StructureError> for RunError {
    fn from(reason: StructureError) -> Self {
        Self::Structure(reason)
    }
}

impl From<UnbalancedError> for RunError {
    fn from(reason: UnbalancedError) -> Self {
        Self::UnbalancedError(reason)
    }
}

/// Threads at most.
pub const MOST_THREADS: usize = 65_535;

/// Why an ensemble could not be begun: nothing of it was done.
#[derive(Debug)]
pub enum WorkError {
    /// So many threads.
    Threads(usize),
    /// The system does not start the threads.
    NoThreads(rayon::ThreadPoolBuildError),
    /// The plan is another one than that of the scenarios.
    Plan,
    /// A scenario cannot be run.
    Scenario(ScenarioError),
}

impl fmt::Display for WorkError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Threads(given) => write!(out, "there must be 1 to {MOST_THREADS} threads, not {given}"),
            Self::NoThreads(reason) => write!(out, "cannot start the threads: {reason}; try fewer with --threads"),
            Self::Plan => {
                write!(
                    out,
                    "the plan must have as many points, replicates and regimes as the scenarios: make it of them"
                )
            }
            Self::Scenario(reason) => reason.fmt(out),
        }
    }
}

impl std::error::Error for WorkError {}

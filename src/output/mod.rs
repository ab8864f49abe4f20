//! What is left on the disk and on the screen: tables, plots, and how a result came about.
//!
//! Reads runs and findings; computes nothing. Every file but `timings.json` depends on the results alone. Runs are
//! read once, in the order of the plan, and are not kept.

mod csv_files;
mod digits;
mod folder;
mod manifest;
mod names;
pub mod patterns;
mod plots;
pub mod points;
mod register;
mod stage;
pub mod story;
mod table;
mod timings;
mod twin_tables;
mod yields;

pub use digits::count;
pub use folder::{Input, ResultFolder, Start, UNFINISHED, Unfinished, With};
pub use manifest::{Inventory, differing_keys, sha256_in};
pub use register::Register;
pub use stage::{Draft, Stage, Staged};
pub use table::table;
pub use timings::{Timings, utc};
pub use yields::{DESIGN, MANIFEST, PLOTS, POINTS, SCENARIO, TIMINGS, YIELDS, Yield, is_ours};

use crate::analysis::{Findings, FindingsBuilder, Misplaced};
use crate::files::{FileError, LockError};
use crate::record::Run;
use crate::record::study::Description;
use crate::scenario::{POINTS_LIST, Scenario};
use std::error::Error;
use std::fmt;
use std::path::PathBuf;

/// Why results could not be written.
#[derive(Debug)]
pub enum OutputError {
    /// There are results in the folder already.
    Exists {
        /// The folder.
        folder: PathBuf,
        /// One of the files found there.
        found: PathBuf,
    },
    /// Something is under way in the folder, or was when the program ended.
    Unfinished {
        /// The folder.
        folder: PathBuf,
    },
    /// A result was being replaced when the program was killed.
    BeingReplaced {
        /// The folder.
        folder: PathBuf,
    },
    /// Where the program keeps what is under way there is something that it did not write.
    Foreign {
        /// What is there.
        path: PathBuf,
    },
    /// The command reads a file that it would replace.
    IsRead {
        /// The file.
        path: PathBuf,
    },
    /// Another mutua is at work there, or the folder cannot be locked.
    Busy(LockError),
    /// Results are to go into what is not a folder.
    NoFolder {
        /// What is there.
        path: PathBuf,
    },
    /// There is no such result.
    Nothing {
        /// The folder.
        path: PathBuf,
        /// What it is instead, and what to do.
        what: &'static str,
    },
    /// A manifest, or what is said of a study that is under way, cannot be understood.
    Unlisted {
        /// The file.
        path: PathBuf,
        /// Why not.
        reason: String,
    },
    /// The system refused.
    File(FileError),
    /// The next of the runs could not be had.
    Runs(Box<dyn Error + Send + Sync>),
    /// A run came that does not belong where it came.
    Misplaced(Misplaced),
    /// A plot could not be drawn.
    Plot {
        /// The name of the plot's file.
        name: String,
        /// What went wrong.
        reason: String,
    },
}

impl fmt::Display for OutputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exists { folder, found } => write!(
                f,
                "{} already holds results ({} is there): use --force to replace them, --resume to go on with them or to add --replicates, or --out for another folder",
                folder.display(),
                found.file_name().unwrap_or(found.as_os_str()).to_string_lossy()
            ),
            Self::Unfinished { folder } => write!(
                f,
                "{} holds an unfinished study: use --resume with the command that began it to go on, --force to begin anew, or --out for another folder",
                folder.display()
            ),
            Self::BeingReplaced { folder } => write!(
                f,
                "the result in {} was being replaced when mutua was killed: use --resume with the same command to complete it, or --force to begin anew",
                folder.display()
            ),
            Self::Foreign { path } => write!(
                f,
                "{} is not of mutua's making, and that folder is where mutua keeps what is under way: move it away, or use another folder",
                path.display()
            ),
            Self::IsRead { path } => write!(
                f,
                "this command reads {}, which its results would replace: choose another folder with --out",
                path.display()
            ),
            Self::Busy(lock) => lock.fmt(f),
            Self::Nothing { path, what } => write!(f, "{} {what}", path.display()),
            Self::NoFolder { path } => write!(
                f,
                "results need a folder, and {} is {}: choose another one with --out",
                path.display(),
                if path.is_file() {
                    "a file"
                } else if path.exists() {
                    "a device or a pipe"
                } else {
                    "a link to nothing"
                }
            ),
            Self::Unlisted { path, reason } => write!(f, "cannot read {}: {reason}", path.display()),
            Self::File(error) => error.fmt(f),
            Self::Runs(source) => write!(f, "cannot read the runs that were done: {source}"),
            Self::Misplaced(misplaced) => write!(f, "cannot sum up the runs that were done: {misplaced}"),
            Self::Plot { name, reason } => write!(f, "cannot draw the plot {name}: {reason}"),
        }
    }
}

impl Error for OutputError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::File(error) => Some(&error.source),
            Self::Busy(lock) => Some(lock),
            Self::Runs(source) => Some(source.as_ref()),
            Self::Misplaced(misplaced) => Some(misplaced),
            _ => None,
        }
    }
}

impl From<FileError> for OutputError {
    fn from(error: FileError) -> Self {
        Self::File(error)
    }
}

impl From<LockError> for OutputError {
    fn from(error: LockError) -> Self {
        Self::Busy(error)
    }
}

/// What was written.
#[derive(Clone, Debug)]
pub struct Written {
    /// What the runs say.
    pub findings: Findings,
    /// Which runs were done.
    pub register: Register,
    /// The files, the manifest last.
    pub files: Vec<Staged>,
}

/// Completes all result files on the stage from `runs`, which come once, in the order of the plan: by replicate, then by
/// regime. Runs of the plan may be missing: the result says then that it was interrupted.
///
/// Never holds more than the runs of one replicate; of the others remain sums and at most 16 bytes each.
///
/// # Errors
///
/// If a run cannot be had or does not belong where it comes, a file cannot be written, or a plot cannot be drawn.
pub fn write_results<E>(
    stage: &Stage,
    about: &Description,
    scenario: &Scenario,
    runs: impl IntoIterator<Item = Result<Run, E>>,
    timings: &Timings,
) -> Result<Written, OutputError>
where
    E: Error + Send + Sync + 'static,
{
    let mut files = stage_inputs(stage, scenario)?;
    let (findings, register, trajectories) = fold(stage, scenario, runs)?;
    files.push(trajectories);
    files.extend(csv_files::stage(stage, scenario, &findings)?);
    files.extend(twin_tables::stage(stage, scenario, &findings)?);
    files.extend(plots::stage(stage, scenario, &findings)?);
    let manifest = manifest::stage_manifest(stage, &manifest::Manifest::new(about, scenario, &register, &files))?;
    files.extend([stage_timings(stage, timings)?, manifest]);
    Ok(Written { findings, register, files })
}

/// The scenario as resolved, and the list of points that it names: what a result has beside it so that it can be redone.
pub fn inputs(scenario: &Scenario) -> Vec<(&'static str, Vec<u8>)> {
    let list = scenario.points_list().map(|text| (POINTS_LIST, text.as_bytes().to_vec()));
    [(SCENARIO, scenario.to_toml().into_bytes())].into_iter().chain(list).collect()
}

fn stage_inputs(stage: &Stage, scenario: &Scenario) -> Result<Vec<Staged>, OutputError> {
    inputs(scenario).iter().map(|(name, bytes)| stage.write(name, |to| to.write_all(bytes))).collect()
}

fn stage_timings(stage: &Stage, timings: &Timings) -> Result<Staged, OutputError> {
    stage_json(stage, TIMINGS, &timings.report())
}

/// The one pass over all runs.
fn fold<E>(
    stage: &Stage,
    scenario: &Scenario,
    runs: impl IntoIterator<Item = Result<Run, E>>,
) -> Result<(Findings, Register, Staged), OutputError>
where
    E: Error + Send + Sync + 'static,
{
    let mut fold = FindingsBuilder::new(scenario);
    let mut register = Register::new(scenario.regimes.len());
    let mut trajectories = csv_files::Trajectories::begin(stage, scenario)?;
    for run in runs {
        let run = run.map_err(|e| OutputError::Runs(Box::new(e)))?;
        if let Ok(record) = &run {
            trajectories.add(record)?;
        }
        register.add(&run);
        fold.add(run).map_err(OutputError::Misplaced)?;
    }
    Ok((fold.finish(), register, trajectories.finish()?))
}

fn stage_json(stage: &Stage, name: &str, value: &impl serde::Serialize) -> Result<Staged, OutputError> {
    stage.write(name, |w| {
        serde_json::to_writer_pretty(&mut *w, value)?;
        w.write_all(b"\n")
    })
}

/// The size of each world, in words, with numbers as `written`.
fn people_a_world(scenario: &Scenario, written: impl Fn(u32) -> String) -> String {
    let people = written(scenario.people);
    match scenario.towns() {
        1 => format!("{people} people a world"),
        towns => format!("{people} people in {} towns a world", written(towns)),
    }
}

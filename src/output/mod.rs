//! What is left on the disk and on the screen: tables, plots, and how a result came about.
//!
//! Reads runs and findings; computes nothing. Every file but `timings.json` depends on the results alone. Runs are
//! read once, in the order of the plan, and are not kept.

pub mod atomic;
mod csv_files;
mod digits;
mod folder;
mod manifest;
pub mod patterns;
mod plots;
pub mod points;
mod register;
pub mod story;
mod table;
mod timings;
mod twin_tables;

pub use digits::count;
pub use folder::{PLOTS, ResultFolder, SCENARIO};
pub use manifest::Inventory;
pub use register::Register;
pub use table::table;
pub use timings::Timings;

use crate::analysis::{Findings, Fold, Misplaced};
use crate::ensemble::Run;
use crate::scenario::Scenario;
use atomic::Staged;
use std::error::Error;
use std::fmt;
use std::io;
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
    /// Results are to go into what is not a folder.
    NoFolder {
        /// What is there.
        path: PathBuf,
    },
    /// A manifest cannot be understood.
    Unlisted {
        /// The manifest.
        path: PathBuf,
        /// Why not.
        reason: String,
    },
    /// A file is not the one that the manifest lists.
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// The system refused.
    Io {
        /// What was being done, to be followed by the path.
        doing: &'static str,
        /// The file or folder concerned.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
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
                "{} already holds results ({} is there): use --force to replace them, or --out for another folder",
                folder.display(),
                found.file_name().unwrap_or(found.as_os_str()).to_string_lossy()
            ),
            Self::NoFolder { path } => write!(
                f,
                "results need a folder, and {} is {}: choose another one with --out",
                path.display(),
                if path.exists() { "a file" } else { "a link to nothing" }
            ),
            Self::Unlisted { path, reason } => write!(f, "cannot read {}: {reason}", path.display()),
            Self::Changed { path } => write!(
                f,
                "{} is not the file that the manifest lists: it was changed after it was written",
                path.display()
            ),
            Self::Io { doing, path, source } => write!(f, "cannot {doing} {}: {source}", path.display()),
            Self::Runs(source) => write!(f, "cannot read the runs that were done: {source}"),
            Self::Misplaced(misplaced) => write!(f, "cannot sum up the runs that were done: {misplaced}"),
            Self::Plot { name, reason } => write!(f, "cannot draw the plot {name}: {reason}"),
        }
    }
}

impl Error for OutputError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            Self::Runs(source) => Some(source.as_ref()),
            Self::Misplaced(misplaced) => Some(misplaced),
            Self::Exists { .. }
            | Self::NoFolder { .. }
            | Self::Unlisted { .. }
            | Self::Changed { .. }
            | Self::Plot { .. } => None,
        }
    }
}

/// What was written.
#[derive(Clone, Debug)]
pub struct Written {
    /// What the runs say.
    pub findings: Findings,
    /// Which runs were done.
    pub register: Register,
    /// The files, `manifest.json` and `timings.json` last.
    pub paths: Vec<PathBuf>,
}

/// Writes all result files from `runs`, which come once, in the order of the plan: by replicate, then by regime. Runs
/// of the plan may be missing: the result says then that it was interrupted.
///
/// Never holds more than the runs of one replicate; of the others remain sums and at most 16 bytes each. All files are
/// completed under temporary names before the first one gets its own, so that a full disk leaves earlier results as
/// they were.
///
/// # Errors
///
/// If a run cannot be had or does not belong where it comes, a file cannot be written, or a plot cannot be drawn.
pub fn write_results<E>(
    folder: &ResultFolder,
    scenario: &Scenario,
    scenario_text: &str,
    scenario_hash: &str,
    runs: impl IntoIterator<Item = Result<Run, E>>,
    timings: &Timings,
) -> Result<Written, OutputError>
where
    E: Error + Send + Sync + 'static,
{
    let mut staged = vec![Staged::write(&folder.file(SCENARIO), |w| w.write_all(scenario_text.as_bytes()))?];
    let (findings, register, trajectories) = fold(folder, scenario, runs)?;
    staged.push(trajectories);
    staged.extend(csv_files::stage(folder, scenario, &findings)?);
    staged.extend(twin_tables::stage(folder, scenario, &findings)?);
    staged.extend(plots::stage(folder, scenario, &findings)?);
    let manifest = manifest::Manifest::new(folder, scenario, scenario_hash, &register, &staged);
    staged.push(stage_json(folder, folder::MANIFEST, &manifest)?);
    staged.push(stage_json(folder, "timings.json", &timings.report())?);
    Ok(Written { findings, register, paths: publish(folder, staged)? })
}

/// Writes the resolved scenario alone, beside runs that are a part of an ensemble.
///
/// # Errors
///
/// If the file cannot be written.
pub fn write_scenario(folder: &ResultFolder, text: &str) -> Result<PathBuf, OutputError> {
    Staged::write(&folder.file(SCENARIO), |w| w.write_all(text.as_bytes()))?.publish()
}

/// The one pass over all runs.
fn fold<E>(
    folder: &ResultFolder,
    scenario: &Scenario,
    runs: impl IntoIterator<Item = Result<Run, E>>,
) -> Result<(Findings, Register, Staged), OutputError>
where
    E: Error + Send + Sync + 'static,
{
    let mut fold = Fold::new(scenario);
    let mut register = Register::new(scenario.regimes.len());
    let mut trajectories = csv_files::Trajectories::begin(folder, scenario)?;
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

/// Gives all files their names, and removes those of the result that was there before, by whatever command, which this
/// one does not have.
fn publish(folder: &ResultFolder, staged: Vec<Staged>) -> Result<Vec<PathBuf>, OutputError> {
    let before = Inventory::read(folder.path()).map_or_else(|_| Vec::new(), |inventory| inventory.files);
    let paths = staged.into_iter().map(Staged::publish).collect::<Result<Vec<_>, _>>()?;
    for (stale, _) in before.iter().filter(|(path, _)| !paths.contains(path)) {
        match std::fs::remove_file(stale) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(atomic::io_error("remove", stale, error));
            }
            _ => (),
        }
    }
    let plots = folder.file(PLOTS);
    if plots.is_dir() {
        atomic::sync_folder(&plots)?;
    }
    atomic::sync_folder(folder.path())?;
    Ok(paths)
}

fn stage_json(folder: &ResultFolder, name: &str, value: &impl serde::Serialize) -> Result<Staged, OutputError> {
    Staged::write(&folder.file(name), |w| {
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

//! What is left on the disk and on the screen: tables, plots, and how a result came about.
//!
//! Reads records and findings; computes nothing. Every file but `timings.json` depends on the results alone.

pub mod atomic;
mod csv_files;
mod folder;
mod manifest;
mod plots;
mod table;
mod timings;

pub use folder::{FILES, PLOTS, ResultFolder};
pub use table::table;
pub use timings::Timings;

use crate::analysis::Findings;
use crate::ensemble::Outcome;
use crate::scenario::Scenario;
use atomic::Staged;
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
    /// The system refused.
    Io {
        /// What was being done, to be followed by the path.
        doing: &'static str,
        /// The file or folder concerned.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
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
            Self::Io { doing, path, source } => write!(f, "cannot {doing} {}: {source}", path.display()),
            Self::Plot { name, reason } => write!(f, "cannot draw the plot {name}: {reason}"),
        }
    }
}

impl std::error::Error for OutputError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            Self::Exists { .. } | Self::Plot { .. } => None,
        }
    }
}

/// Writes all result files and returns their paths, `manifest.json` and `timings.json` last.
///
/// All files are completed under temporary names before the first one gets its own, so that a full disk leaves
/// earlier results as they were.
///
/// # Errors
///
/// If a file cannot be written, or a plot cannot be drawn.
pub fn write_results(
    folder: &ResultFolder,
    scenario: &Scenario,
    scenario_text: &str,
    scenario_hash: &str,
    outcome: &Outcome,
    timings: &Timings,
) -> Result<Vec<PathBuf>, OutputError> {
    let findings = Findings::new(scenario, outcome);
    let mut staged = vec![Staged::write(&folder.file("scenario.toml"), |w| w.write_all(scenario_text.as_bytes()))?];
    staged.extend(csv_files::stage(folder, scenario, outcome, &findings)?);
    staged.extend(plots::stage(folder, scenario, &findings)?);
    let manifest = manifest::Manifest::new(folder, scenario, scenario_hash, outcome, &staged);
    staged.push(stage_json(folder, "manifest.json", &manifest)?);
    staged.push(stage_json(folder, "timings.json", &timings.report())?);
    publish(folder, staged)
}

/// Gives all files their names.
fn publish(folder: &ResultFolder, staged: Vec<Staged>) -> Result<Vec<PathBuf>, OutputError> {
    let paths = staged.into_iter().map(Staged::publish).collect::<Result<Vec<_>, _>>()?;
    atomic::sync_folder(&folder.file(PLOTS))?;
    atomic::sync_folder(folder.path())?;
    Ok(paths)
}

fn stage_json(folder: &ResultFolder, name: &str, value: &impl serde::Serialize) -> Result<Staged, OutputError> {
    Staged::write(&folder.file(name), |w| {
        serde_json::to_writer_pretty(&mut *w, value)?;
        w.write_all(b"\n")
    })
}

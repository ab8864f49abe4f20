//! The folder into which results go, and what may happen to results that are there already.

use super::OutputError;
use super::atomic::{io_error, sweep, temporary_beside};
use super::points::{DESIGN, POINTS};
use crate::ensemble::archive::{RUNS, TOWNS};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The file that lists what is in a folder of results.
pub(super) const MANIFEST: &str = "manifest.json";

/// The file of the resolved scenario.
pub const SCENARIO: &str = "scenario.toml";

/// The files by which results of any command are known, besides plots: none of them may be lost without being asked.
const OURS: [&str; 22] = [
    MANIFEST,
    RUNS,
    TOWNS,
    "timings.json",
    SCENARIO,
    "trajectories.csv",
    "summary.csv",
    "contrasts.csv",
    "ledgers.csv",
    "sustainability.csv",
    "dimensions.csv",
    "twins.csv",
    "twin_weeks.csv",
    "waiting_list.csv",
    POINTS,
    "responses.csv",
    "response_contrasts.csv",
    "ablation.csv",
    "indices.csv",
    DESIGN,
    "patterns.csv",
    "patterns.md",
];

/// The folder of plots inside a folder of results.
pub const PLOTS: &str = "plots";

/// A folder of results that exists, can be written to, and holds no results that are to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultFolder {
    path: PathBuf,
}

impl ResultFolder {
    /// Whether a scenario lies there, by which runs are known.
    #[must_use]
    pub fn has_scenario(&self) -> bool {
        self.file(SCENARIO).exists()
    }

    /// Creates the folder, or takes an existing one, and tries that a file can be written there: to be called
    /// before the long work. With `force`, results that are there will be replaced once new ones are complete.
    ///
    /// # Errors
    ///
    /// If there are results already and not `force`; if what is there is no folder; if the folder cannot be made, read or
    /// written to.
    pub fn create(path: &Path, force: bool) -> Result<Self, OutputError> {
        if path.symlink_metadata().is_ok() && !path.is_dir() {
            return Err(OutputError::NoFolder { path: path.to_owned() });
        }
        if !force && let Some(found) = existing_result(path)? {
            return Err(OutputError::Exists { folder: path.to_owned(), found });
        }
        fs::create_dir_all(path).map_err(failed("create the folder", path))?;
        try_writing(&path.join(MANIFEST))?;
        Ok(Self { path: path.to_owned() })
    }

    /// Removes temporary files that a killed program has left here, among results and among plots, and says how many
    /// there were. To be called before the long work, by the only program that works in this folder.
    ///
    /// # Errors
    ///
    /// If a folder cannot be read, or a file cannot be removed.
    pub fn sweep(&self) -> Result<usize, OutputError> {
        Ok(sweep(&self.path)? + sweep(&self.file(PLOTS))?)
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Where a file of this name goes.
    #[must_use]
    pub fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }
}

/// The first file in the folder that looks like a result of ours.
fn existing_result(folder: &Path) -> Result<Option<PathBuf>, OutputError> {
    let ours = OURS.iter().map(|name| folder.join(name)).find(|path| path.symlink_metadata().is_ok());
    if ours.is_some() {
        return Ok(ours);
    }
    let plots = folder.join(PLOTS);
    if !plots.is_dir() {
        return Ok(None);
    }
    for entry in fs::read_dir(&plots).map_err(failed("look into", &plots))? {
        let path = entry.map_err(failed("look into", &plots))?.path();
        if path.extension().is_some_and(|e| e == "svg") {
            return Ok(Some(path));
        }
    }
    Ok(None)
}

/// Writes a little into a temporary file beside `path` and throws it away.
fn try_writing(path: &Path) -> Result<(), OutputError> {
    let folder = path.parent().unwrap_or(path);
    let tried = temporary_beside(path).and_then(|mut temporary| {
        temporary.write_all(&[b'\n'; 512])?;
        temporary.as_file().sync_all()
    });
    tried.map_err(failed("write into the folder", folder))
}

pub(super) fn failed(doing: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> OutputError {
    let path = path.to_owned();
    move |source| io_error(doing, &path, source)
}

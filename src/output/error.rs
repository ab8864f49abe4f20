//! Why results could not be written.

use crate::analysis::MisplacedError;
use crate::files::{FileError, LockError};
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Why results could not be written.
#[derive(Debug, Error)]
pub enum OutputError {
    /// There are results in the folder already.
    #[error("{folder} already holds results ({} is there)", found.file_name().unwrap_or(found.as_os_str()).to_string_lossy())]
    Exists {
        /// The folder.
        folder: PathBuf,
        /// One of the files found there.
        found: PathBuf,
    },
    /// There is unfinished work in the folder.
    #[error("{folder} holds an unfinished study")]
    Unfinished {
        /// The folder.
        folder: PathBuf,
    },
    /// A result was being replaced when the program was killed.
    #[error("the result in {folder} was being replaced when mutua was killed")]
    BeingReplaced {
        /// The folder.
        folder: PathBuf,
    },
    /// In the folder of unfinished work there is something that the program did not write.
    #[error(
        "{path} was not made by mutua, and mutua needs that folder for its unfinished work: move it away, or use another folder"
    )]
    Foreign {
        /// What is there.
        path: PathBuf,
    },
    /// The command reads a file that it would replace.
    #[error("this command reads {path}, which its results would replace: choose another folder")]
    IsRead {
        /// The file.
        path: PathBuf,
    },
    /// Another mutua is at work there, or the folder cannot be locked.
    #[error(transparent)]
    Busy(#[from] LockError),
    /// Results are to go into what is not a folder.
    #[error("results need a folder, and {path} is {}: choose another one", what_it_is(path))]
    NoFolder {
        /// What is there.
        path: PathBuf,
    },
    /// There is no such result.
    #[error("{path} {what}")]
    Nothing {
        /// The folder.
        path: PathBuf,
        /// What it is instead, and what to do.
        what: &'static str,
    },
    /// A manifest, or the description of an unfinished study, cannot be understood.
    #[error("cannot read {path}: {reason}")]
    Unlisted {
        /// The file.
        path: PathBuf,
        /// Why not.
        reason: String,
    },
    /// The system refused.
    #[error(transparent)]
    File(#[from] FileError),
    /// The next of the runs could not be had.
    #[error("cannot read the runs that were done: {0}")]
    Runs(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A run came that does not belong where it came.
    #[error("cannot summarise the runs that were done: {0}")]
    Misplaced(#[source] MisplacedError),
    /// A plot could not be drawn.
    #[error("cannot draw the plot {name}: {reason}")]
    Plot {
        /// The name of the plot's file.
        name: String,
        /// What went wrong.
        reason: String,
    },
}

/// What is there that is no folder.
fn what_it_is(path: &Path) -> &'static str {
    if path.is_file() {
        "a file"
    } else if path.exists() {
        "a device or a pipe"
    } else {
        "a link to nothing"
    }
}

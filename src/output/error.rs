//! Why results could not be written.

use crate::analysis::MisplacedError;
use crate::files::{FileError, LockError};
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
    /// There is unfinished work in the folder.
    Unfinished {
        /// The folder.
        folder: PathBuf,
    },
    /// A result was being replaced when the program was killed.
    BeingReplaced {
        /// The folder.
        folder: PathBuf,
    },
    /// In the folder of unfinished work there is something that the program did not write.
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
    /// A manifest, or the description of an unfinished study, cannot be understood.
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
    Misplaced(MisplacedError),
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
                "{} already holds results ({} is there)",
                folder.display(),
                found.file_name().unwrap_or(found.as_os_str()).to_string_lossy()
            ),
            Self::Unfinished { folder } => write!(f, "{} holds an unfinished study", folder.display()),
            Self::BeingReplaced { folder } => {
                write!(f, "the result in {} was being replaced when mutua was killed", folder.display())
            }
            Self::Foreign { path } => write!(
                f,
                "{} was not made by mutua, and mutua needs that folder for its unfinished work: move it away, or use another folder",
                path.display()
            ),
            Self::IsRead { path } => write!(
                f,
                "this command reads {}, which its results would replace: choose another folder",
                path.display()
            ),
            Self::Busy(lock) => lock.fmt(f),
            Self::Nothing { path, what } => write!(f, "{} {what}", path.display()),
            Self::NoFolder { path } => write!(
                f,
                "results need a folder, and {} is {}: choose another one",
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
            Self::Misplaced(misplaced) => write!(f, "cannot summarise the runs that were done: {misplaced}"),
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

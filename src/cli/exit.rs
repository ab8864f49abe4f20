//! Exit codes: all of them, what they mean, and which error ends with which.

use crate::ensemble::archive::ArchiveError;
use crate::ensemble::journal::{Fault, JournalError};
use crate::files::LockError;
use crate::output::OutputError;
use std::process::ExitCode;

/// How the command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Everything asked for was done.
    Done,
    /// Something failed on the way: results could not be written, or a run failed. Code 1.
    Failed,
    /// What was asked for cannot be done as asked: arguments, scenario, a result that exists, too little memory. Nothing was written. Code 2.
    Refused,
    /// Stopped by the user or the system; finished runs were kept. Code 130.
    Interrupted,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Failed => 1,
            Exit::Refused => 2,
            Exit::Interrupted => 130,
        })
    }
}

/// A message for standard error, and the code to end with.
#[derive(Debug)]
pub struct Stop {
    /// The message.
    pub message: String,
    /// How the command ends.
    pub exit: Exit,
}

impl Stop {
    /// What was asked for cannot be done as asked.
    pub fn refused(message: impl ToString) -> Self {
        Self { message: message.to_string(), exit: Exit::Refused }
    }

    /// Something failed on the way.
    pub fn failed(message: impl ToString) -> Self {
        Self { message: message.to_string(), exit: Exit::Failed }
    }
}

/// What the state of a folder does not allow is a refusal; all else is a failure.
impl From<OutputError> for Stop {
    fn from(error: OutputError) -> Self {
        match error {
            OutputError::File(ref error) if error.is_in_the_way() => Self::refused(error),
            OutputError::Busy(LockError::Io(ref error)) if error.is_in_the_way() => Self::refused(error),
            OutputError::Exists { .. }
            | OutputError::Unfinished { .. }
            | OutputError::BeingReplaced { .. }
            | OutputError::Foreign { .. }
            | OutputError::IsRead { .. }
            | OutputError::Busy(LockError::Busy { .. })
            | OutputError::NoFolder { .. }
            | OutputError::Nothing { .. }
            | OutputError::Unlisted { .. } => Self::refused(error),
            _ => Self::failed(error),
        }
    }
}

/// What the state of a folder does not allow is a refusal; a disk that fails is a failure.
impl From<ArchiveError> for Stop {
    fn from(error: ArchiveError) -> Self {
        match error {
            ArchiveError::File(_) => Self::failed(error),
            ArchiveError::Journal(JournalError { fault: Fault::Io { .. } | Fault::Write { .. }, .. }) => {
                Self::failed(error)
            }
            _ => Self::refused(error),
        }
    }
}

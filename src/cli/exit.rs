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
    /// The user or the system asked to stop before anything was written.
    pub fn before_writing() -> Self {
        Self { message: "interrupted: nothing was written".to_owned(), exit: Exit::Interrupted }
    }

    /// What was asked for cannot be done as asked.
    pub fn refused(message: impl ToString) -> Self {
        Self { message: message.to_string(), exit: Exit::Refused }
    }

    /// Something failed on the way.
    pub fn failed(message: impl ToString) -> Self {
        Self { message: message.to_string(), exit: Exit::Failed }
    }
}

/// What the state of a folder does not allow is a refusal; all else is a failure. The flags that help are named here: only
/// the command knows them.
impl From<OutputError> for Stop {
    fn from(error: OutputError) -> Self {
        match error {
            OutputError::File(ref error) if error.is_in_the_way() => Self::refused(error),
            OutputError::Busy(LockError::Io(ref error)) if error.is_in_the_way() => Self::refused(error),
            OutputError::Exists { .. } => Self::refused(format_args!(
                "{error}: use --force to replace them, --resume to continue or to add --replicates, or --out for another folder"
            )),
            OutputError::Unfinished { .. } => Self::refused(format_args!(
                "{error}: use --resume with the command that began it to continue, --force to start over, or --out for another folder"
            )),
            OutputError::BeingReplaced { .. } => Self::refused(format_args!(
                "{error}: use --resume with the same command to complete it, or --force to start over"
            )),
            OutputError::IsRead { .. } | OutputError::NoFolder { .. } => {
                Self::refused(format_args!("{error} with --out"))
            }
            OutputError::Foreign { .. }
            | OutputError::Busy(LockError::Busy { .. })
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

impl Stop {
    /// As above, of runs that are to be resumed, with the flags that help.
    pub fn of_resumed(error: ArchiveError) -> Self {
        let flags = match &error {
            ArchiveError::Malformed { .. } => " with --force",
            ArchiveError::Journal(JournalError {
                fault: Fault::OtherEnsemble { .. } | Fault::OtherRuns { .. },
                ..
            }) => " with --out; --force starts over",
            ArchiveError::Journal(JournalError { fault: Fault::Write { .. } | Fault::Stopped, .. }) => " with --resume",
            _ => "",
        };
        let stop = Self::from(error);
        Self { message: stop.message + flags, ..stop }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    #[test]
    fn what_is_in_the_way_is_a_refusal_that_names_the_flags_that_help() {
        let (folder, found) = (PathBuf::from("out"), PathBuf::from("out/summary.csv"));
        for (error, flags) in [
            (OutputError::Exists { folder: folder.clone(), found }, &["--force", "--resume", "--out"][..]),
            (OutputError::Unfinished { folder: folder.clone() }, &["--force", "--resume", "--out"]),
            (OutputError::BeingReplaced { folder: folder.clone() }, &["--force", "--resume"]),
            (OutputError::IsRead { path: folder.clone() }, &["--out"]),
            (OutputError::NoFolder { path: folder }, &["--out"]),
        ] {
            assert!(!error.to_string().contains("--"), "{error}");
            let stop = Stop::from(error);
            assert_eq!(stop.exit, Exit::Refused);
            assert!(flags.iter().all(|flag| stop.message.contains(flag)), "{}", stop.message);
        }
    }

    #[test]
    fn runs_that_cannot_be_resumed_are_a_refusal_and_a_disk_that_fails_is_a_failure() {
        let of = |fault| ArchiveError::Journal(JournalError { path: PathBuf::from("runs.bin"), fault });
        let other = Stop::of_resumed(of(Fault::OtherRuns { found: 2, wanted: 3 }));
        assert!(other.exit == Exit::Refused && other.message.contains("--out"), "{}", other.message);
        let source = std::io::Error::other("full");
        let full = Stop::of_resumed(of(Fault::Write { offset: 0, done: 1, source }));
        assert!(full.exit == Exit::Failed && full.message.ends_with("--resume"), "{}", full.message);
    }
}

//! What can be wrong with a journal, and what to do about it.

use crate::record::journal::{FORMAT, JournalHeader};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// A journal that cannot be made, opened, written to or read: which one, and what is wrong with it.
#[derive(Debug)]
pub struct JournalError {
    /// Where it is.
    pub path: PathBuf,
    /// What is wrong.
    pub fault: Fault,
}

/// What is wrong with a journal. Offsets are bytes from the beginning of the file.
#[derive(Debug)]
pub enum Fault {
    /// There is one already.
    Exists,
    /// It ends inside its header.
    HeaderShort {
        /// Its length in bytes.
        length: u64,
    },
    /// It does not begin as a journal does.
    NotAJournal,
    /// It has a format that this program does not read.
    Format {
        /// The format's number.
        found: u32,
    },
    /// Its header has been changed.
    HeaderDamaged,
    /// It belongs to another ensemble: another scenario, or another version of the program.
    OtherEnsemble {
        /// What it belongs to.
        found: [u8; 32],
        /// What was asked for.
        wanted: [u8; 32],
    },
    /// It belongs to a plan of another size.
    OtherRuns {
        /// Runs in its plan.
        found: u64,
        /// Runs in the plan that was asked for.
        wanted: u64,
    },
    /// A record is damaged, and whole ones follow it.
    Damaged {
        /// Where the damaged record begins.
        offset: u64,
        /// Where the first whole record after it begins.
        next: u64,
    },
    /// A whole record does not continue the one before it: records have been taken out, put in or moved.
    OutOfChain {
        /// Where it begins.
        offset: u64,
    },
    /// A run is there twice.
    Twice {
        /// The number of the run.
        index: u64,
        /// Where the second record of it begins, or would.
        offset: u64,
    },
    /// A run that the plan does not have.
    NoSuchRun {
        /// The number of the run.
        index: u64,
        /// Runs in the plan.
        runs: u64,
        /// Where its record begins, or would.
        offset: u64,
    },
    /// A run that is not in it.
    Missing {
        /// The number of the run.
        index: u64,
    },
    /// A record has been changed since the journal was opened.
    Changed {
        /// The number of the run.
        index: u64,
        /// Where its record begins.
        offset: u64,
    },
    /// A payload that is too long for a record.
    TooLong {
        /// The number of the run.
        index: u64,
        /// Bytes of payload.
        length: usize,
    },
    /// More runs than memory has room for.
    TooMany {
        /// Runs in the plan.
        runs: u64,
    },
    /// It was opened for reading only.
    ReadOnly,
    /// An earlier write failed.
    Stopped,
    /// The system refused.
    Io {
        /// What was being done, to be followed by the path.
        doing: &'static str,
        /// At which byte.
        offset: u64,
        /// What the system said.
        source: io::Error,
    },
    /// The system refused to write.
    Write {
        /// Where the new record would have begun.
        offset: u64,
        /// Runs that were in it already, and still are.
        done: u64,
        /// What the system said.
        source: io::Error,
    },
}

const RESTORE: &str = "restore it from a copy, or delete the folder and run again";

impl fmt::Display for JournalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fault.describe(f, &self.path)
    }
}

impl Fault {
    pub(super) fn of(self, path: &Path) -> JournalError {
        JournalError { path: path.to_owned(), fault: self }
    }

    fn describe(&self, f: &mut fmt::Formatter<'_>, path: &Path) -> fmt::Result {
        let path = path.display();
        match self {
            Self::Exists => {
                write!(f, "{path} is there already: go on with it, or use another folder")
            }
            Self::HeaderShort { length } => write!(
                f,
                "{path} ends after {length} bytes, inside its header of {} bytes, so that it is not known what it belongs to: {RESTORE}",
                JournalHeader::LENGTH
            ),
            Self::NotAJournal => write!(
                f,
                "{path} does not begin as a journal of mutua does (byte 0): if it is something else, move it away; if it was a journal, {RESTORE}"
            ),
            Self::Format { found } => write!(
                f,
                "{path} has format {found} (byte 8) and this mutua reads format {FORMAT}: continue it with the version that began it, or delete the folder and run again"
            ),
            Self::HeaderDamaged => {
                write!(f, "the header of {path} (bytes 0 to {}) has been damaged: {RESTORE}", JournalHeader::LENGTH - 1)
            }
            Self::OtherEnsemble { found, wanted } => write!(
                f,
                "{path} belongs to another ensemble ({}, not {}; byte 12): use the scenario and the version of mutua that began it, or another folder",
                Short(found),
                Short(wanted)
            ),
            Self::OtherRuns { found, wanted } => write!(
                f,
                "{path} belongs to a plan of {found} runs, not {wanted} (byte 44): ask for as many replicates, regimes and design points as when it began, or use another folder"
            ),
            Self::Damaged { offset, next } => write!(
                f,
                "{path} is damaged: no whole record begins at byte {offset}, but one does at byte {next}, so that this is no write that was cut short: {RESTORE}"
            ),
            Self::OutOfChain { offset } => write!(
                f,
                "{path} has been changed: the record at byte {offset} does not continue the one before it: {RESTORE}"
            ),
            Self::Twice { index, offset } => {
                write!(f, "{path} has run {index} twice, the second time at byte {offset}: {RESTORE}")
            }
            Self::NoSuchRun { index, runs, offset } => write!(
                f,
                "{path} has a run {index} at byte {offset}, but the plan has runs 0 to {} only: {RESTORE}",
                runs.saturating_sub(1)
            ),
            Self::Missing { index } => write!(f, "{path} does not have run {index}: do it first"),
            Self::Changed { index, offset } => write!(
                f,
                "{path} has been changed since it was opened: the record of run {index} at byte {offset} is no longer whole: {RESTORE}"
            ),
            Self::TooLong { index, length } => write!(
                f,
                "run {index} takes {length} bytes and a record of {path} holds {} at most: use a larger record_every_weeks",
                u32::MAX
            ),
            Self::TooMany { runs } => {
                write!(
                    f,
                    "there is no memory for a list of the {runs} runs of {path}: use fewer runs, or do them in parts"
                )
            }
            Self::ReadOnly => write!(f, "{path} was opened for reading only: open it for writing to add runs"),
            Self::Stopped => {
                write!(f, "nothing more is written to {path} after a write that failed: open it again to go on")
            }
            Self::Io { doing, offset, source } => write!(
                f,
                "cannot {doing} {path} (byte {offset}): {source}; check that the folder is there, that you may read and write it, and that the disk is sound"
            ),
            Self::Write { offset, done, source } => write!(
                f,
                "cannot write to {path} (byte {offset}): {source}; the {done} runs in it are kept: make room, then go on with them"
            ),
        }
    }
}

/// The first digits of an id.
struct Short<'a>(&'a [u8; 32]);

impl fmt::Display for Short<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0[..6].iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl std::error::Error for JournalError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.fault {
            Fault::Io { source, .. } | Fault::Write { source, .. } => Some(source),
            _ => None,
        }
    }
}

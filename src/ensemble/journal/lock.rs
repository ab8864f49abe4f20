//! One mutua at a time in a folder.

use std::fmt;
use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// The file in a folder of results that is locked. It stays there, empty, when nobody is at work.
pub const LOCK: &str = "lock";

/// While it lives, no other mutua works in the folder. The system gives the lock back if the process is killed.
#[derive(Debug)]
pub struct FolderLock {
    // Held for its lock: closing the file gives it back.
    _file: File,
    path: PathBuf,
}

impl FolderLock {
    /// Takes the lock of the folder `dir`, which must exist. Does not wait.
    ///
    /// # Errors
    /// If somebody else has it, or the system cannot lock there.
    pub fn take(dir: &Path) -> Result<Self, LockError> {
        let path = dir.join(LOCK);
        let failed = |source| LockError::Io { path: path.clone(), source };
        let file = OpenOptions::new().write(true).create(true).truncate(false).open(&path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file, path }),
            Err(TryLockError::WouldBlock) => Err(LockError::Busy { folder: dir.to_owned() }),
            Err(TryLockError::Error(source)) => Err(failed(source)),
        }
    }

    /// The file that is locked.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// Why the lock of a folder could not be had.
#[derive(Debug)]
pub enum LockError {
    /// Another mutua has it.
    Busy {
        /// The folder.
        folder: PathBuf,
    },
    /// The system refused.
    Io {
        /// The file to be locked.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl fmt::Display for LockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Busy { folder } => write!(
                f,
                "another mutua is at work in this folder ({}): wait until it is done, stop it, or use another folder",
                folder.display()
            ),
            Self::Io { path, source } => write!(
                f,
                "cannot lock {}: {source}; use a folder that you may write to, on a file system that knows locks",
                path.display()
            ),
        }
    }
}

impl std::error::Error for LockError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            Self::Busy { .. } => None,
        }
    }
}

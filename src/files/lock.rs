//! One mutua at a time in a folder.

use super::{FileError, Folder};
use std::fs::{File, TryLockError};
use std::path::PathBuf;
use thiserror::Error;

/// The file in a folder of results that is locked. It stays there, empty, when no program works.
pub const LOCK: &str = "lock";

/// Times to try again where another program has just taken its lock away.
const TRIES: usize = 100;

/// As long as this exists, no other mutua works in the folder. The system gives the lock back if the process is killed.
#[derive(Debug)]
pub struct FolderLock {
    // Held for its lock: closing the file gives it back.
    _file: File,
    /// Whether this lock's file was not there before.
    made: bool,
}

impl FolderLock {
    /// Takes the lock of a folder. Does not wait.
    ///
    /// # Errors
    /// If another program has it, or the system cannot lock there.
    pub fn take(folder: &Folder) -> Result<Self, LockError> {
        for _ in 0..TRIES {
            let (file, made) = match folder.open_to_write(LOCK)? {
                Some(file) => (file, false),
                None => match folder.create(LOCK) {
                    Ok(file) => (file, true),
                    // Somebody else was quicker: theirs is there now.
                    Err(error) if error.source.kind() == std::io::ErrorKind::AlreadyExists => continue,
                    Err(error) => return Err(error.into()),
                },
            };
            match file.try_lock() {
                Ok(()) if is_there(&file, folder)? => return Ok(Self { _file: file, made }),
                // Its owner took it away between our opening and our locking it.
                Ok(()) => (),
                Err(error) => return Err(busy(error, folder)),
            }
        }
        Err(LockError::Busy { folder: folder.path().to_owned() })
    }

    /// Makes sure that no program writes to a folder that is only read, as long as this exists; `None` if it has no lock
    /// file, for then no program ever did.
    ///
    /// # Errors
    /// If one does.
    pub fn share(folder: &Folder) -> Result<Option<Self>, LockError> {
        for _ in 0..TRIES {
            let Some(file) = folder.open_file(LOCK)? else { return Ok(None) };
            file.try_lock_shared().map_err(|error| busy(error, folder))?;
            if is_there(&file, folder)? {
                return Ok(Some(Self { _file: file, made: false }));
            }
        }
        Err(LockError::Busy { folder: folder.path().to_owned() })
    }

    /// Gives the lock back and removes its file, if that did not exist before. No other program can hold the file by then:
    /// one that opened it cannot lock it, or finds that it no longer exists.
    pub fn withdraw(self, folder: &Folder) {
        if self.made && cfg!(unix) {
            let _ = folder.remove(LOCK);
        }
    }
}

fn busy(error: TryLockError, folder: &Folder) -> LockError {
    match error {
        TryLockError::WouldBlock => LockError::Busy { folder: folder.path().to_owned() },
        TryLockError::Error(source) => LockError::Io(FileError { doing: "lock", path: folder.shown(LOCK), source }),
    }
}

/// Whether the file that was locked is still the one that others find.
#[cfg(unix)]
fn is_there(file: &File, folder: &Folder) -> Result<bool, FileError> {
    use std::os::unix::fs::MetadataExt;
    let told = |file: &File| {
        let found = file.metadata().map_err(FileError::of("look at", &folder.shown(LOCK)))?;
        Ok::<_, FileError>((found.dev(), found.ino()))
    };
    let Some(there) = folder.open_file(LOCK)? else { return Ok(false) };
    Ok(told(file)? == told(&there)?)
}

/// Where a file that is open cannot be removed, it is.
#[cfg(not(unix))]
fn is_there(_: &File, _: &Folder) -> Result<bool, FileError> {
    Ok(true)
}

/// Why the lock of a folder could not be had.
#[derive(Debug, Error)]
pub enum LockError {
    /// Another mutua has it.
    #[error(
        "another mutua is working in this folder ({folder}): wait until it is done, stop it, or use another folder"
    )]
    Busy {
        /// The folder.
        folder: PathBuf,
    },
    /// The system refused.
    #[error("{0}; use a folder that you may write to, on a file system that knows locks")]
    Io(#[from] FileError),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_program_in_the_folder_is_refused() {
        let home = tempfile::tempdir().unwrap();
        let folder = Folder::open(home.path()).unwrap();
        let first = FolderLock::take(&folder).unwrap();
        for second in [FolderLock::take(&folder).map(|_| ()), FolderLock::share(&folder).map(|_| ())] {
            let said = second.unwrap_err().to_string();
            assert!(said.contains("another mutua is working in this folder") && said.contains(".tmp"), "{said}");
        }
        drop(first);
        let reading = FolderLock::share(&folder).unwrap();
        assert!(FolderLock::take(&folder).is_err() && FolderLock::share(&folder).is_ok());
        drop(reading);
        FolderLock::take(&folder).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn a_lock_that_is_withdrawn_leaves_nothing_and_is_not_held_by_those_who_opened_it() {
        let home = tempfile::tempdir().unwrap();
        let folder = Folder::open(home.path()).unwrap();
        let first = FolderLock::take(&folder).unwrap();
        let late = folder.open_to_write(LOCK).unwrap().unwrap();
        first.withdraw(&folder);
        assert!(folder.names().unwrap().is_empty());
        late.try_lock().unwrap();
        assert!(!is_there(&late, &folder).unwrap());
        // One that was there before stays.
        folder.create(LOCK).unwrap();
        FolderLock::take(&folder).unwrap().withdraw(&folder);
        assert_eq!(folder.names().unwrap(), [LOCK]);
    }
}

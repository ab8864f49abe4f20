//! Why something could not be done with a file or a folder.

use std::io;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// The system refused to do something with a file or a folder.
#[derive(Debug, Error)]
#[error("cannot {doing} {path}: {source}")]
pub struct FileError {
    /// What was being done, to be followed by the path.
    pub doing: &'static str,
    /// The file or folder, as the user would call it.
    pub path: PathBuf,
    /// What the system said.
    pub source: io::Error,
}

impl FileError {
    /// An error of `doing` something with `path`.
    pub fn of(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self { doing, path, source }
    }

    /// Whether something is in the way that is not what it should be: a link, a folder, a device.
    #[must_use]
    pub fn is_in_the_way(&self) -> bool {
        self.source.get_ref().is_some_and(|inner| inner.is::<InTheWayError>())
    }
}

/// What is in the way, in words.
#[derive(Debug, Error)]
#[error("{0}")]
pub(crate) struct InTheWayError(pub(crate) String);

//! Why something could not be done with a file or a folder.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// The system refused to do something with a file or a folder.
#[derive(Debug)]
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
        self.source.get_ref().is_some_and(|inner| inner.is::<InTheWay>())
    }
}

/// What is in the way, in words.
#[derive(Debug)]
pub(crate) struct InTheWay(pub(crate) String);

impl fmt::Display for InTheWay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for InTheWay {}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot {} {}: {}", self.doing, self.path.display(), self.source)
    }
}

impl std::error::Error for FileError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

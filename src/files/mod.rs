//! The disk: files in a folder as it was opened, whatever happens to its path; never through a link that leads out of it.
//!
//! | file | what it does |
//! | --- | --- |
//! | `error` | what the system refused to do, and with which file |
//! | `folder` | an open [`Folder`]: plain files in it are read, made, replaced and removed by name |
//! | `lock` | one mutua at a time in a folder |
//! | `scenario` | a scenario's file, and the file of points that it may name |
//!
//! It does not know the names of the files.

mod error;
mod folder;
mod lock;
mod scenario;

pub use error::FileError;
pub use folder::{EntryKind, Folder, PART, check_writable, fill_file, parted, write_file};
pub use lock::{FolderLock, LOCK, LockError};
pub use scenario::list_of;

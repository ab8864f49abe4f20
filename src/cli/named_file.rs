//! A file to be written that the user names, wherever it is: what would be lost, or cannot be, is refused before the long
//! work.

use super::exit::Stop;
use crate::files::{EntryKind, LOCK, parted};
use crate::output::{MANIFEST, UNFINISHED, is_ours};
use std::path::Path;

/// Bytes in the name of a file at most: fewer than any disk takes.
const LONGEST_NAME: usize = 200;

/// Whether there is a file at `path`, which was named with `option`. It must not be one of a result, such as those in the
/// folder `results`.
pub(super) fn is_there(option: &str, path: &Path, results: Option<&Path>) -> Result<bool, Stop> {
    let refused = |why: &str| Stop::refused(format_args!("{option} {}: {why}", path.display()));
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
        return Err(refused(&format!("there is no folder {}; make it first", folder.display())));
    }
    if path.is_dir() {
        return Err(refused("this is a folder; name a file in it"));
    }
    let inside = folder.unwrap_or(Path::new(".")).canonicalize().ok();
    let results = results.and_then(|results| results.canonicalize().ok());
    let (folder, name) = parted(path).map_err(|error| refused(&error.to_string()))?;
    let holds = |name| folder.what_is(name).is_ok_and(|found| found.is_some());
    let of_results = (results.is_some() && inside == results) || holds(MANIFEST) || holds(LOCK);
    if (of_results && (is_ours(&name) || name == LOCK)) || inside.is_some_and(|inside| inside.ends_with(UNFINISHED)) {
        return Err(refused("this is a file of a result; choose another name"));
    }
    if name.len() > LONGEST_NAME {
        return Err(refused("this name is too long"));
    }
    match folder.what_is(&name).map_err(|error| refused(&error.to_string()))? {
        None => Ok(false),
        Some(EntryKind::File) => Ok(true),
        Some(other) => Err(refused(&format!("this is {}, not a file", other.words()))),
    }
}

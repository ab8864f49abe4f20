//! What is in a folder of results, byte for byte, and in what two differ.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Where all work that is not done lies.
pub const UNFINISHED: &str = "unfinished";

/// What stands for a folder in which nothing is.
const EMPTY: &[u8] = b"an empty folder";

/// Everything below a folder by its path in it. What is no regular file stands there as what it is.
pub type Files = BTreeMap<PathBuf, Vec<u8>>;

/// All files of a folder, but for what may differ from one time to the next: the lock, and how long it took.
pub fn result(root: &Path) -> Files {
    let mut files = everything(root);
    files.retain(|path, _| !["lock", "timings.json"].iter().any(|name| path == Path::new(name)));
    files
}

/// The same without the work that is not done, and without a folder of which nothing is laid down yet.
pub fn laid_down(root: &Path) -> Files {
    let mut files = result(root);
    files.retain(|path, bytes| !path.starts_with(UNFINISHED) && bytes != EMPTY);
    files
}

/// Everything in a folder. Links are not followed, and empty folders are told.
pub fn everything(root: &Path) -> Files {
    let mut files = Files::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let before = files.len() + folders.len();
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let Ok(kind) = entry.file_type() else { continue };
            if kind.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = if kind.is_file() {
                // It may go while somebody is at work there.
                fs::read(&path).unwrap_or_default()
            } else {
                format!("{kind:?} {:?}", fs::read_link(&path).ok()).into_bytes()
            };
            files.insert(inside(root, &path), bytes);
        }
        if files.len() + folders.len() == before && folder != root {
            files.insert(inside(root, &folder), EMPTY.to_vec());
        }
    }
    files
}

fn inside(root: &Path, path: &Path) -> PathBuf {
    path.strip_prefix(root).expect("below the root").to_path_buf()
}

/// In what the files that were found differ from those that are right; nothing if they do not.
pub fn differences(right: &Files, found: &Files) -> Option<String> {
    let missing = right.keys().filter(|path| !found.contains_key(*path)).map(|path| format!("- {}", path.display()));
    let over = found.keys().filter(|path| !right.contains_key(*path)).map(|path| format!("+ {}", path.display()));
    let other = right.iter().filter(|(path, bytes)| found.get(*path).is_some_and(|found| found != *bytes));
    let other = other.map(|(path, _)| format!("≠ {}", path.display()));
    let all: Vec<String> = missing.chain(over).chain(other).collect();
    (!all.is_empty()).then(|| shown(&all))
}

/// What is wrong with a folder in which `new` is made, perhaps in place of `old`, at any instant: a file that is of
/// neither, or files of both.
pub fn mixed(old: &Files, new: &Files, found: &Files) -> Option<String> {
    let is_of = |files: &Files, path: &PathBuf, bytes: &Vec<u8>| files.get(path) == Some(bytes);
    let (mut of_old, mut of_new, mut of_neither) = (Vec::new(), Vec::new(), Vec::new());
    for (path, bytes) in found {
        match (is_of(old, path, bytes), is_of(new, path, bytes)) {
            (true, false) => of_old.push(path.display().to_string()),
            (false, true) => of_new.push(path.display().to_string()),
            (false, false) => of_neither.push(path.display().to_string()),
            (true, true) => (),
        }
    }
    if !of_neither.is_empty() {
        return Some(format!("of neither result: {}", shown(&of_neither)));
    }
    let both = !of_old.is_empty() && !of_new.is_empty();
    both.then(|| format!("of the old result: {}; of the new one: {}", shown(&of_old), shown(&of_new)))
}

/// The first few of many.
fn shown(all: &[String]) -> String {
    let first = all[..all.len().min(8)].join(", ");
    if all.len() > 8 { format!("{first} and {} more", all.len() - 8) } else { first }
}

/// Copies a folder; links stay links.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a new folder");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        let kind = entry.file_type().expect("a kind of file");
        if kind.is_dir() {
            copy(&path, &target);
        } else if kind.is_symlink() {
            std::os::unix::fs::symlink(fs::read_link(&path).expect("a link"), &target).expect("a new link");
        } else {
            fs::copy(&path, &target).expect("a copy");
        }
    }
}

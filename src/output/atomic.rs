//! Files that are either whole or not there: written under a temporary name, flushed, synced, then renamed.
//!
//! A file is a [`Draft`] while it is written, [`Staged`] when it is whole, and has its name once it is published.

use super::OutputError;
use crate::scenario::hex;
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// How the name of a temporary file begins and ends.
const TEMPORARY: (&str, &str) = (".mutua-", ".part");

/// Letters and digits by lot between the two.
const BY_LOT: usize = 6;

/// A file that is being written under a temporary name, in the folder in which it is wanted. Dropped, it vanishes.
#[derive(Debug)]
pub struct Draft {
    out: BufWriter<Hashing>,
    path: PathBuf,
}

impl Draft {
    /// Begins an empty file under a temporary name beside `path`.
    ///
    /// # Errors
    ///
    /// If the file cannot be created.
    pub fn begin(path: &Path) -> Result<Self, OutputError> {
        let file = temporary_beside(path).map_err(|e| io_error("create a temporary file for", path, e))?;
        let out = BufWriter::with_capacity(1 << 16, Hashing { file, hash: Sha256::new() });
        Ok(Self { out, path: path.to_owned() })
    }

    /// The name it is to have.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Ends the file: all of it is on the disk then.
    ///
    /// # Errors
    ///
    /// If it cannot be flushed or synced: nothing is left behind then.
    pub fn finish(self) -> Result<Staged, OutputError> {
        let Self { out, path } = self;
        let Hashing { file, hash } = out.into_inner().map_err(|e| io_error("write", &path, e.into_error()))?;
        file.as_file().sync_all().map_err(|e| io_error("bring to the disk", &path, e))?;
        Ok(Staged { temporary: file, path, sha256: hex(&hash.finalize()) })
    }
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// A whole file under a temporary name, in the folder in which it is wanted. Dropped unpublished, it vanishes.
#[derive(Debug)]
pub struct Staged {
    temporary: NamedTempFile,
    path: PathBuf,
    sha256: String,
}

impl Staged {
    /// Writes a file under a temporary name beside `path`, with what `fill` writes, down to the disk.
    ///
    /// # Errors
    ///
    /// If the file cannot be created, filled, flushed or synced: nothing is left behind then.
    pub fn write(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<Self, OutputError> {
        let mut draft = Draft::begin(path)?;
        fill(&mut draft).map_err(|e| io_error("write", path, e))?;
        draft.finish()
    }

    /// The name it will have.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// SHA-256 of its bytes, in hexadecimal digits.
    #[must_use]
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// Gives it its name, in place of any file that had it.
    ///
    /// # Errors
    ///
    /// If it cannot be renamed: the file that had the name is untouched then.
    pub fn publish(self) -> Result<PathBuf, OutputError> {
        let Self { temporary, path, .. } = self;
        match temporary.persist(&path) {
            Ok(_) => Ok(path),
            Err(e) => Err(io_error("rename the finished file to", &path, e.error)),
        }
    }
}

/// Writes a whole file at once: [`Staged::write`], then [`Staged::publish`].
///
/// # Errors
///
/// As those two.
pub fn write(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<PathBuf, OutputError> {
    Staged::write(path, fill)?.publish()
}

/// Brings the names in a folder to the disk, where the system can do that.
///
/// # Errors
///
/// If the folder cannot be opened or synced.
pub fn sync_folder(folder: &Path) -> Result<(), OutputError> {
    if !cfg!(unix) {
        return Ok(());
    }
    File::open(folder).and_then(|f| f.sync_all()).map_err(|e| io_error("bring to the disk", folder, e))
}

pub(super) fn io_error(doing: &'static str, path: &Path, source: io::Error) -> OutputError {
    OutputError::Io { doing, path: path.to_owned(), source }
}

/// An empty temporary file in the folder of `path`, readable by whoever may read other new files.
pub(super) fn temporary_beside(path: &Path) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY.0).suffix(TEMPORARY.1).rand_bytes(BY_LOT);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// Whether a file of this name is one of our temporary files.
fn is_temporary(name: &str) -> bool {
    let by_lot = name.strip_prefix(TEMPORARY.0).and_then(|rest| rest.strip_suffix(TEMPORARY.1));
    by_lot.is_some_and(|lot| lot.len() == BY_LOT && lot.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Removes the temporary files that a killed program has left in a folder, and says how many there were. Only plain
/// files whose names are of our making go. A folder that is not there holds none.
///
/// To be called by the only program that writes there: the files of another one would go too.
///
/// # Errors
///
/// If the folder cannot be read, or a file cannot be removed.
pub fn sweep(folder: &Path) -> Result<usize, OutputError> {
    let unread = |e| io_error("look into", folder, e);
    let entries = match fs::read_dir(folder) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(0),
        entries => entries.map_err(unread)?,
    };
    let mut swept = 0;
    for entry in entries {
        let entry = entry.map_err(unread)?;
        let ours = entry.file_name().to_str().is_some_and(is_temporary);
        if ours && entry.file_type().map_err(unread)?.is_file() {
            fs::remove_file(entry.path()).map_err(|e| io_error("remove", &entry.path(), e))?;
            swept += 1;
        }
    }
    Ok(swept)
}

/// Passes bytes on to a file and hashes those that it took.
#[derive(Debug)]
struct Hashing {
    file: NamedTempFile,
    hash: Sha256,
}

impl Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = self.file.write(bytes)?;
        self.hash.update(&bytes[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_write_leaves_the_earlier_file_and_nothing_else() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("summary.csv");
        fs::write(&path, "earlier").unwrap();
        let full = |w: &mut dyn Write| {
            w.write_all(&[b'x'; 100_000])?;
            Err(io::ErrorKind::StorageFull.into())
        };
        let said = write(&path, full).unwrap_err().to_string();
        assert!(said.contains("cannot write") && said.contains("summary.csv"), "{said}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "earlier");
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
    }

    #[test]
    fn only_temporary_files_of_our_making_are_swept_away() {
        let home = tempfile::tempdir().unwrap();
        let kept = [".mutua-abc.part", ".mutua-abcde-.part", "mutua-abcdef.part", ".mutua-abcdef.part.csv", "a.part"];
        for name in kept.into_iter().chain([".mutua-aB3dE6.part", ".mutua-000000.part"]) {
            fs::write(home.path().join(name), "half").unwrap();
        }
        fs::create_dir(home.path().join(".mutua-folder.part")).unwrap();
        let (_file, left) = temporary_beside(&home.path().join("x")).unwrap().keep().unwrap();
        assert_eq!(sweep(home.path()).unwrap(), 3);
        assert!(!left.exists() && home.path().join(".mutua-folder.part").is_dir());
        assert!(kept.iter().all(|name| home.path().join(name).is_file()));
        assert_eq!(sweep(&home.path().join("nowhere")).unwrap(), 0);
    }

    #[test]
    fn a_file_that_cannot_be_renamed_is_named_and_swept_away() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("ledgers.csv");
        fs::create_dir(&path).unwrap();
        fs::write(path.join("inside"), "kept").unwrap();
        let said = write(&path, |w| w.write_all(b"new")).unwrap_err().to_string();
        assert!(said.contains("rename") && said.contains("ledgers.csv"), "{said}");
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
    }
}

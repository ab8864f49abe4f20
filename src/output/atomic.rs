//! Files that are either whole or not there: written under a temporary name, flushed, synced, then renamed.

use super::OutputError;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

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
        let failed = |doing| move |source| OutputError::Io { doing, path: path.to_owned(), source };
        let temporary = temporary_beside(path).map_err(failed("create a temporary file for"))?;
        let mut out = BufWriter::with_capacity(1 << 16, Hashing { file: temporary.as_file(), hash: Sha256::new() });
        fill(&mut out).map_err(failed("write"))?;
        let hashing = out.into_inner().map_err(|e| failed("write")(e.into_error()))?;
        let sha256 = hex(&hashing.hash.finalize());
        temporary.as_file().sync_all().map_err(failed("bring to the disk"))?;
        Ok(Self { temporary, path: path.to_owned(), sha256 })
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
            Err(e) => Err(OutputError::Io { doing: "rename the finished file to", path, source: e.error }),
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
    let failed = |source| OutputError::Io { doing: "bring to the disk", path: folder.to_owned(), source };
    File::open(folder).and_then(|f| f.sync_all()).map_err(failed)
}

/// An empty temporary file in the folder of `path`, readable by whoever may read other new files.
pub(super) fn temporary_beside(path: &Path) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".mutua-").suffix(".part");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// Passes bytes on to a file and hashes those that it took.
struct Hashing<'a> {
    file: &'a File,
    hash: Sha256,
}

impl Write for Hashing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = self.file.write(bytes)?;
        self.hash.update(&bytes[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

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

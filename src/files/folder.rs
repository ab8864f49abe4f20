//! A folder as it was opened.

use super::error::{FileError, InTheWayError};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, OpenOptions};
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// What the name of a file that is being written ends in, until it is whole. Only in folders of our own making.
pub const PART: &str = ".part";

/// A folder as it was opened: it stays the same one if its path is given to another. Names in it are plain names; a link
/// is never followed, neither out of it nor to another file in it.
#[derive(Debug)]
pub struct Folder {
    dir: Dir,
    path: PathBuf,
}

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// A plain file.
    File,
    /// A folder.
    Folder,
    /// A link, wherever it leads.
    Link,
    /// A device, a pipe, a socket.
    Other,
}

impl EntryKind {
    /// In words, after "is".
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::File => "a file",
            Self::Folder => "a folder",
            Self::Link => "a link",
            Self::Other => "a device or a pipe",
        }
    }
}

impl Folder {
    /// Opens the folder at `path`, which may be reached through links.
    ///
    /// # Errors
    /// If it is not there, is no folder, or may not be opened.
    pub fn open(path: &Path) -> Result<Self, FileError> {
        let dir = Dir::open_ambient_dir(path, ambient_authority()).map_err(FileError::of("open the folder", path))?;
        Ok(Self { dir, path: path.to_owned() })
    }

    /// Where it was when it was opened, as the user called it.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How the file `name` is called in messages.
    #[must_use]
    pub fn shown(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    fn error(&self, doing: &'static str, name: &str) -> impl FnOnce(io::Error) -> FileError + use<> {
        let path = self.shown(name);
        move |source| FileError { doing, path, source }
    }

    /// What `name` stands for; `None` if nothing is there.
    ///
    /// # Errors
    /// If the system does not tell.
    pub fn what_is(&self, name: &str) -> Result<Option<EntryKind>, FileError> {
        let kind = match self.dir.symlink_metadata(name) {
            Ok(found) => found.file_type(),
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Ok(None);
            }
            Err(error) => return Err(self.error("look at", name)(error)),
        };
        Ok(Some(if kind.is_file() {
            EntryKind::File
        } else if kind.is_dir() {
            EntryKind::Folder
        } else if kind.is_symlink() {
            EntryKind::Link
        } else {
            EntryKind::Other
        }))
    }

    /// Whether a plain file `name` is there.
    ///
    /// # Errors
    /// If something else is there, or the system does not tell.
    pub fn holds(&self, doing: &'static str, name: &str) -> Result<bool, FileError> {
        match self.what_is(name)? {
            None => Ok(false),
            Some(EntryKind::File) => Ok(true),
            Some(other) => Err(self.not_plain(doing, name, other)),
        }
    }

    fn not_plain(&self, doing: &'static str, name: &str, found: EntryKind) -> FileError {
        let what = format!("it is {}, not a plain file: move it away, or use another folder", found.words());
        self.error(doing, name)(io::Error::other(InTheWayError(what)))
    }

    /// Opens the plain file `name` for reading; `None` if it is not there.
    ///
    /// # Errors
    /// If something else is there, or it cannot be opened.
    pub fn open_file(&self, name: &str) -> Result<Option<File>, FileError> {
        self.opened(name, OpenOptions::new().read(true))
    }

    /// Opens the plain file `name` for reading and writing; `None` if it is not there.
    ///
    /// # Errors
    /// If something else is there, or it cannot be opened.
    pub fn open_to_write(&self, name: &str) -> Result<Option<File>, FileError> {
        self.opened(name, OpenOptions::new().read(true).write(true))
    }

    fn opened(&self, name: &str, options: &OpenOptions) -> Result<Option<File>, FileError> {
        if !self.holds("open", name)? {
            return Ok(None);
        }
        let file = self.dir.open_with(name, options).map_err(self.error("open", name))?;
        Ok(Some(file.into_std()))
    }

    /// The bytes of the plain file `name`, of which there may be at most `most`; `None` if it is not there.
    ///
    /// # Errors
    /// If something else is there, it is longer, or it cannot be read.
    pub fn read(&self, name: &str, most: u64) -> Result<Option<Vec<u8>>, FileError> {
        let Some(file) = self.open_file(name)? else { return Ok(None) };
        let mut bytes = Vec::new();
        file.take(most + 1).read_to_end(&mut bytes).map_err(self.error("read", name))?;
        if bytes.len() as u64 > most {
            let long = io::Error::new(io::ErrorKind::FileTooLarge, format!("it has more than {most} bytes"));
            return Err(self.error("read", name)(long));
        }
        Ok(Some(bytes))
    }

    /// Makes the file `name`, which must not be there.
    ///
    /// # Errors
    /// If anything of that name is there, or it cannot be made.
    pub fn create(&self, name: &str) -> Result<File, FileError> {
        let options = OpenOptions::new().read(true).write(true).create_new(true).clone();
        let file = self.dir.open_with(name, &options).map_err(self.error("create", name))?;
        Ok(file.into_std())
    }

    /// Writes the whole file `name` in place of any plain file that has the name: at every instant that one or the new
    /// one is there. A file `name.part` is overwritten on the way, so the folder must be of our own making.
    ///
    /// # Errors
    /// If something else has the name, or it cannot be written.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<File, FileError> {
        self.fill(&format!("{name}{PART}"), name, |file| file.write_all(bytes))
    }

    /// As [`Self::write`], by way of the name `part`, with what `fill` writes.
    fn fill(&self, part: &str, name: &str, fill: impl FnOnce(&mut File) -> io::Result<()>) -> Result<File, FileError> {
        self.holds("replace", name)?;
        self.remove(part)?;
        let mut file = self.create(part)?;
        fill(&mut file).map_err(self.error("write", name))?;
        file.sync_all().map_err(self.error("bring to the disk", name))?;
        self.rename(part, self, name)?;
        self.sync()?;
        Ok(file)
    }

    /// Gives the file `name` the name `to` in the folder `into`, in place of any plain file that has it.
    ///
    /// # Errors
    /// If something else has the name, or the system refuses.
    pub fn rename(&self, name: &str, into: &Self, to: &str) -> Result<(), FileError> {
        into.holds("replace", to)?;
        self.dir.rename(name, &into.dir, to).map_err(into.error("rename the finished file to", to))
    }

    /// Removes the plain file `name`, if it is there.
    ///
    /// # Errors
    /// If something else is there, or it cannot be removed.
    pub fn remove(&self, name: &str) -> Result<(), FileError> {
        if !self.holds("remove", name)? {
            return Ok(());
        }
        match self.dir.remove_file(name) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(self.error("remove", name)(error)),
            _ => Ok(()),
        }
    }

    /// The folder `name` in this one; `None` if nothing is there.
    ///
    /// # Errors
    /// If something else is there, or it cannot be opened.
    pub fn inner(&self, name: &str) -> Result<Option<Self>, FileError> {
        match self.what_is(name)? {
            None => return Ok(None),
            Some(EntryKind::Folder) => (),
            Some(other) => {
                let what = format!("it is {}, not a folder: move it away, or use another folder", other.words());
                return Err(self.error("open the folder", name)(io::Error::other(InTheWayError(what))));
            }
        }
        let dir = self.dir.open_dir(name).map_err(self.error("open the folder", name))?;
        Ok(Some(Self { dir, path: self.shown(name) }))
    }

    /// The folder `name` in this one, made if nothing is there.
    ///
    /// # Errors
    /// If something else is there, or it cannot be made or opened.
    pub fn inner_or_made(&self, name: &str) -> Result<Self, FileError> {
        if let Some(there) = self.inner(name)? {
            return Ok(there);
        }
        self.dir.create_dir(name).map_err(self.error("create the folder", name))?;
        self.sync()?;
        let dir = self.dir.open_dir(name).map_err(self.error("open the folder", name))?;
        Ok(Self { dir, path: self.shown(name) })
    }

    /// Removes the folder `name`, if it is there.
    ///
    /// # Errors
    /// If it is not empty, something else has the name, or the system refuses.
    pub fn remove_folder(&self, name: &str) -> Result<(), FileError> {
        if self.inner(name)?.is_none() {
            return Ok(());
        }
        self.dir.remove_dir(name).map_err(self.error("remove the folder", name))
    }

    /// Removes the folder `name`, if it is there and nothing is in it.
    ///
    /// # Errors
    /// If something else has the name, or the system refuses.
    pub fn remove_if_empty(&self, name: &str) -> Result<(), FileError> {
        let is_empty = match self.inner(name)? {
            Some(inner) => inner.is_empty()?,
            None => false,
        };
        if is_empty { self.remove_folder(name) } else { Ok(()) }
    }

    fn is_empty(&self) -> Result<bool, FileError> {
        let mut entries = self.dir.entries().map_err(FileError::of("look into", &self.path))?;
        Ok(entries.next().is_none())
    }

    /// The names of everything in it, in rising order. Names that are no Unicode come with
    /// what is none of it replaced: none of ours is such.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn names(&self) -> Result<Vec<String>, FileError> {
        let unread = |error| FileError::of("look into", &self.path)(error);
        let mut names = Vec::new();
        for entry in self.dir.entries().map_err(unread)? {
            names.push(entry.map_err(unread)?.file_name().to_string_lossy().into_owned());
        }
        names.sort_unstable();
        Ok(names)
    }

    /// Synchronises the names in it with the disk, where the system can do that.
    ///
    /// # Errors
    /// If the system refuses.
    pub fn sync(&self) -> Result<(), FileError> {
        if !cfg!(unix) {
            return Ok(());
        }
        let synced = self.dir.open(".").and_then(|folder| folder.sync_all());
        synced.map_err(FileError::of("bring to the disk", &self.path))
    }

    /// The same folder once more.
    ///
    /// # Errors
    /// If the system has no handle left.
    pub fn reopened(&self) -> Result<Self, FileError> {
        let dir = self.dir.try_clone().map_err(FileError::of("open the folder", &self.path))?;
        Ok(Self { dir, path: self.path.clone() })
    }
}

/// Writes the whole file at `path`, wherever that is, in place of any plain file there. It is written under a name of this
/// process first, so that of two that write the same file each leaves a whole one. A killed program may leave
/// `.mutua-part-NUMBER` beside it.
///
/// # Errors
/// If its folder is not there, something else than a plain file has the name, or it cannot be written.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    fill_file(path, |file| file.write_all(bytes))
}

/// As [`write_file`], with what `fill` writes. If it cannot be written, nothing of it stays.
///
/// # Errors
/// If its folder is not there, something else than a plain file has the name, or it cannot be written.
pub fn fill_file(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), FileError> {
    let (folder, name) = parted(path)?;
    let part = own_part();
    let filled = folder.fill(&part, &name, |file| fill(file)).map(|_| ());
    if filled.is_err() {
        // Best effort: what cannot be removed now is told apart by its name.
        let _ = folder.remove(&part);
    }
    filled
}

/// Makes sure that a file can be written at `path`, by making another beside it and removing it.
///
/// # Errors
/// If its folder is not there, or nothing can be written in it.
pub fn check_writable(path: &Path) -> Result<(), FileError> {
    let (folder, _) = parted(path)?;
    let part = own_part();
    folder.remove(&part)?;
    folder.create(&part)?;
    folder.remove(&part)
}

/// The name under which this process writes a file that is not whole yet.
fn own_part() -> String {
    format!(".mutua-part-{}", std::process::id())
}

/// The folder in which a file is, opened, and the file's name.
///
/// # Errors
/// If the path has no name that is Unicode, or the folder cannot be opened.
pub fn parted(path: &Path) -> Result<(Folder, String), FileError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
        let what = io::Error::new(io::ErrorKind::InvalidFilename, "it has no name, or one that is no Unicode text");
        return Err(FileError::of("use", path)(what));
    };
    Ok((Folder::open(folder)?, name.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn folder() -> (tempfile::TempDir, Folder) {
        let home = tempfile::tempdir().unwrap();
        let folder = Folder::open(home.path()).unwrap();
        (home, folder)
    }

    #[test]
    fn a_file_is_written_whole_in_place_of_another() {
        let (home, folder) = folder();
        folder.write("a.csv", b"one").unwrap();
        folder.write("a.csv", b"two").unwrap();
        assert_eq!(folder.read("a.csv", 3).unwrap().unwrap(), b"two");
        assert!(folder.read("a.csv", 2).unwrap_err().to_string().contains("more than 2 bytes"));
        assert_eq!((folder.read("b.csv", 9).unwrap(), folder.names().unwrap()), (None, vec!["a.csv".to_owned()]));
        folder.remove("a.csv").unwrap();
        folder.remove("a.csv").unwrap();
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_plain_file_is_neither_read_nor_replaced_nor_removed() {
        let (home, folder) = folder();
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("mine"), "kept").unwrap();
        std::os::unix::fs::symlink(outside.path().join("mine"), home.path().join("link")).unwrap();
        std::os::unix::fs::symlink(outside.path(), home.path().join("away")).unwrap();
        fs::create_dir(home.path().join("inside")).unwrap();
        std::os::unix::net::UnixListener::bind(home.path().join("socket")).unwrap();
        for name in ["link", "away", "inside", "socket"] {
            let said = [
                folder.write(name, b"new").unwrap_err(),
                folder.read(name, 9).unwrap_err(),
                folder.remove(name).unwrap_err(),
                folder.open_to_write(name).unwrap_err(),
            ];
            assert!(said.iter().all(|error| error.to_string().contains("not a plain file")), "{said:?}");
        }
        assert!(folder.inner("away").unwrap_err().to_string().contains("it is a link, not a folder"));
        assert_eq!(fs::read_to_string(outside.path().join("mine")).unwrap(), "kept");
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 4);
    }

    #[test]
    fn a_folder_stays_the_one_that_was_opened() {
        let home = tempfile::tempdir().unwrap();
        let (here, there) = (home.path().join("here"), home.path().join("there"));
        fs::create_dir(&here).unwrap();
        let folder = Folder::open(&here).unwrap();
        if fs::rename(&here, &there).is_ok() {
            fs::create_dir(&here).unwrap();
            folder.write("a.csv", b"one").unwrap();
            assert!(there.join("a.csv").exists() && !here.join("a.csv").exists());
        }
    }
}

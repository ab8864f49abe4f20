//! Making a journal, and opening one that is there.

use super::error::{Fault, JournalError};
use super::file::{Access, Journal, SYNC_EVERY};
use super::scan::{Scan, read_at};
use crate::files::{FileError, Folder, parted};
use crate::record::journal::{JournalHeader, NotAHeader};
use std::fmt;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// A journal that was there.
#[derive(Debug)]
pub struct Opened {
    /// With every whole record.
    pub journal: Journal,
    /// What was cut off at the end, if anything: to be told to the user.
    pub cut: Option<Cut>,
}

/// An incomplete record at the end of a journal: what a killed process was writing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// Where it is.
    pub path: PathBuf,
    /// Where it began.
    pub offset: u64,
    /// Its length in bytes.
    pub bytes: u64,
    /// Whether it is still in the file, because that was opened for reading only.
    pub left: bool,
}

impl fmt::Display for Cut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, offset, bytes, left } = self;
        let done = if *left { "is left out" } else { "has been cut off" };
        write!(
            f,
            "the last {bytes} bytes of {}, from byte {offset}, are an incomplete record, which {done}; its run is to be done again",
            path.display()
        )
    }
}

impl Journal {
    /// Makes a journal without runs for a plan of `runs` runs. Its header is whole before it gets its name.
    ///
    /// # Errors
    /// If there is a file of that name, which is left as it is, or one cannot be made.
    pub fn create(path: &Path, id: [u8; 32], runs: u64) -> Result<Self, JournalError> {
        let (folder, name) = parted(path).map_err(|error| Fault::from(error).of(path))?;
        Self::create_in(&folder, &name, id, runs)
    }

    /// As [`Self::create`], in a folder that is open.
    ///
    /// # Errors
    /// As that.
    pub fn create_in(folder: &Folder, name: &str, id: [u8; 32], runs: u64) -> Result<Self, JournalError> {
        let (path, header) = (folder.shown(name), JournalHeader { id, runs });
        let places = places(runs).map_err(|fault| fault.of(&path))?;
        let file = match folder.what_is(name) {
            Ok(Some(_)) => Err(Fault::Exists),
            Ok(None) => folder.write(name, &header.bytes()).map_err(Fault::from),
            Err(error) => Err(error.into()),
        };
        let file = file.map_err(|fault| fault.of(&path))?;
        Ok(Self::new(&path, file, &header, places, Access::Writing))
    }

    /// Opens a journal in order to add runs, and cuts off an incomplete last record.
    ///
    /// # Errors
    /// If it cannot be read or written to, belongs to something else than a plan of `runs` runs of the ensemble `id`, or
    /// is damaged: [`crate::ensemble::journal`] says what that means.
    pub fn open(path: &Path, id: [u8; 32], runs: u64) -> Result<Opened, JournalError> {
        let (folder, name) = parted(path).map_err(|error| Fault::from(error).of(path))?;
        Self::open_in(&folder, &name, id, runs)
    }

    /// As [`Self::open`], in a folder that is open.
    ///
    /// # Errors
    /// As that.
    pub fn open_in(folder: &Folder, name: &str, id: [u8; 32], runs: u64) -> Result<Opened, JournalError> {
        Self::open_for(folder, name, (id, runs), Access::Writing)
    }

    /// Opens a journal in an open folder in order to read it, and changes nothing.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn read_only(folder: &Folder, name: &str, id: [u8; 32], runs: u64) -> Result<Opened, JournalError> {
        Self::open_for(folder, name, (id, runs), Access::ReadOnly)
    }

    fn open_for(
        folder: &Folder,
        name: &str,
        (id, runs): ([u8; 32], u64),
        access: Access,
    ) -> Result<Opened, JournalError> {
        let path = &folder.shown(name);
        let (file, length) = open_file(folder, name, access).map_err(|fault| fault.of(path))?;
        let header = header_of(&file, length).map_err(|fault| fault.of(path))?;
        if header.id != id {
            return Err(Fault::OtherEnsemble { found: header.id, wanted: id }.of(path));
        }
        if header.runs != runs {
            return Err(Fault::OtherRuns { found: header.runs, wanted: runs }.of(path));
        }
        let places = places(runs).map_err(|fault| fault.of(path))?;
        let mut journal = Self::new(path, file, &header, places, access);
        journal.scan(length).map_err(|fault| fault.of(path))?;
        let cut = journal.cut_off(length).map_err(|fault| fault.of(path))?;
        Ok(Opened { journal, cut })
    }

    fn new(path: &Path, file: File, header: &JournalHeader, places: Vec<u64>, access: Access) -> Self {
        Self {
            path: path.to_owned(),
            file,
            places,
            done: 0,
            end: JournalHeader::LENGTH as u64,
            chain: header.checksum(),
            buffer: Vec::new(),
            access,
            sync_every: SYNC_EVERY,
            synced: Instant::now(),
        }
    }

    /// Takes in every record of a file of `length` bytes, up to an incomplete last one.
    fn scan(&mut self, length: u64) -> Result<(), Fault> {
        let file = self.file.try_clone().map_err(reading(0))?;
        let mut scan = Scan::new(&file, length);
        while self.end < length {
            let offset = self.end;
            let Some(whole) = scan.whole_at(offset).map_err(reading(offset))? else {
                let next = scan.next_whole(offset + 1).map_err(reading(offset))?;
                return next.map_or(Ok(()), |next| Err(Fault::Damaged { offset, next }));
            };
            if whole.head.previous != self.chain {
                return Err(Fault::OutOfChain { offset });
            }
            self.expect_new(whole.head.index, offset)?;
            self.keep(whole.head.index, offset);
            (self.end, self.chain) = (whole.end, whole.checksum);
        }
        Ok(())
    }

    /// Cuts off what stands after the last whole record in a file of `length` bytes.
    fn cut_off(&self, length: u64) -> Result<Option<Cut>, Fault> {
        let offset = self.end;
        if length == offset {
            return Ok(None);
        }
        let left = self.access == Access::ReadOnly;
        if !left {
            let cut = self.file.set_len(offset).and_then(|()| self.file.sync_all());
            cut.map_err(|source| Fault::Io { doing: "cut off an incomplete record of", offset, source })?;
        }
        Ok(Some(Cut { path: self.path.clone(), offset, bytes: length - offset, left }))
    }
}

/// The header of the journal at `path`.
///
/// # Errors
/// If it cannot be read, or is not a whole header of this format.
pub fn read_header(path: &Path) -> Result<JournalHeader, JournalError> {
    let (folder, name) = parted(path).map_err(|error| Fault::from(error).of(path))?;
    let read = open_file(&folder, &name, Access::ReadOnly).and_then(|(file, length)| header_of(&file, length));
    read.map_err(|fault| fault.of(path))
}

impl From<FileError> for Fault {
    fn from(FileError { doing, source, .. }: FileError) -> Self {
        Self::Io { doing, offset: 0, source }
    }
}

fn reading(offset: u64) -> impl FnOnce(io::Error) -> Fault {
    move |source| Fault::Io { doing: "read", offset, source }
}

/// A file, and its length.
fn open_file(folder: &Folder, name: &str, access: Access) -> Result<(File, u64), Fault> {
    let file = match access {
        Access::Writing => folder.open_to_write(name)?,
        _ => folder.open_file(name)?,
    };
    let missing = || Fault::Io { doing: "open", offset: 0, source: io::ErrorKind::NotFound.into() };
    let file = file.ok_or_else(missing)?;
    let length = file.metadata().map_err(reading(0))?.len();
    Ok((file, length))
}

fn header_of(file: &File, length: u64) -> Result<JournalHeader, Fault> {
    if length < JournalHeader::LENGTH as u64 {
        return Err(Fault::HeaderShort { length });
    }
    let mut bytes = [0; JournalHeader::LENGTH];
    read_at(file, &mut bytes, 0).map_err(reading(0))?;
    JournalHeader::parse(&bytes).map_err(|not| match not {
        NotAHeader::Magic => Fault::NotAJournal,
        NotAHeader::Format(found) => Fault::Format { found },
        NotAHeader::Checksum => Fault::HeaderDamaged,
    })
}

/// Room for the places of `runs` runs, none of which is there.
fn places(runs: u64) -> Result<Vec<u64>, Fault> {
    let too_many = Fault::TooMany { runs };
    let Ok(count) = usize::try_from(runs) else {
        return Err(too_many);
    };
    let mut places = Vec::new();
    if places.try_reserve_exact(count).is_err() {
        return Err(too_many);
    }
    places.resize(count, 0);
    Ok(places)
}

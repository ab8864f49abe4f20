//! New files of a result: each is written whole, flushed and synchronised with the disk, in a folder of its own, before any
//! of them replaces an earlier one.
//!
//! A file is a [`Draft`] while it is written and [`Staged`] when it is whole.

use super::error::OutputError;
use super::file_names::PLOTS;
use crate::files::{FileError, Folder};
use crate::scenario::hex;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Where files of a result are made.
#[derive(Debug)]
pub struct Stage {
    folder: Folder,
    plots: Folder,
    /// The folder in which the files will be.
    result: PathBuf,
}

/// A file that is being written.
#[derive(Debug)]
pub struct Draft {
    out: BufWriter<Hashing>,
    name: String,
    path: PathBuf,
}

/// A whole file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staged {
    /// Its path in the folder of results, with `/` on every system.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
}

impl Stage {
    /// A stage in an empty folder, for files that will be in the folder `result`.
    ///
    /// # Errors
    /// If the folder cannot be written to.
    pub fn in_folder(folder: Folder, result: &Path) -> Result<Self, OutputError> {
        let plots = folder.inner_or_made(PLOTS)?;
        Ok(Self { folder, plots, result: result.to_owned() })
    }

    /// The folder in which the files are made.
    #[must_use]
    pub fn folder(&self) -> &Folder {
        &self.folder
    }

    /// The folder and the plain name of a file that is called `name` in the folder of results.
    fn place<'a>(&self, name: &'a str) -> (&Folder, &'a str) {
        match name.split_once('/') {
            Some((PLOTS, name)) => (&self.plots, name),
            _ => (&self.folder, name),
        }
    }

    /// Begins the empty file `name`.
    ///
    /// # Errors
    /// If it cannot be created.
    pub fn begin(&self, name: &str) -> Result<Draft, OutputError> {
        let (folder, plain) = self.place(name);
        let path = self.result.join(name);
        let file = folder.create(plain).map_err(|error| FileError::of("create", &path)(error.source))?;
        let out = BufWriter::with_capacity(1 << 16, Hashing { file, hash: Sha256::new() });
        Ok(Draft { out, name: name.to_owned(), path })
    }

    /// Writes the whole file `name` with what `fill` writes.
    ///
    /// # Errors
    /// If it cannot be created, filled, flushed or synchronised.
    pub fn write(
        &self,
        name: &str,
        fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<Staged, OutputError> {
        let mut draft = self.begin(name)?;
        fill(&mut draft).map_err(FileError::of("write", &draft.path))?;
        draft.finish()
    }

    /// Writes `value` as the JSON file `name`.
    pub(super) fn write_json(&self, name: &str, value: &impl Serialize) -> Result<Staged, OutputError> {
        self.write(name, |to| {
            serde_json::to_writer_pretty(&mut *to, value)?;
            to.write_all(b"\n")
        })
    }

    /// Synchronises the names in it with the disk.
    pub(super) fn sync(&self) -> Result<(), OutputError> {
        self.plots.sync()?;
        Ok(self.folder.sync()?)
    }

    /// Moves the file `name` to where it will be, in place of an earlier one. Nothing happens if it is not there: it has
    /// been moved before.
    pub(super) fn publish(&self, name: &str, result: &Folder) -> Result<(), OutputError> {
        let (from, plain) = self.place(name);
        if !self.holds(name)? {
            return Ok(());
        }
        let plots = if plain == name { None } else { Some(result.inner_or_made(PLOTS)?) };
        Ok(from.rename(plain, plots.as_ref().unwrap_or(result), plain)?)
    }

    /// Whether the file `name` is in it.
    pub(super) fn holds(&self, name: &str) -> Result<bool, OutputError> {
        let (folder, plain) = self.place(name);
        Ok(folder.holds("rename", plain)?)
    }
}

impl Draft {
    /// The name it is to have.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Ends the file: all of it is on the disk then.
    ///
    /// # Errors
    /// If it cannot be flushed or synchronised.
    pub fn finish(self) -> Result<Staged, OutputError> {
        let Self { out, name, path } = self;
        let failed = |error: io::IntoInnerError<_>| FileError::of("write", &path)(error.into_error());
        let Hashing { file, hash } = out.into_inner().map_err(failed)?;
        file.sync_all().map_err(FileError::of("bring to the disk", &path))?;
        Ok(Staged { name, sha256: hex(&hash.finalize()) })
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

/// Passes bytes on to a file and hashes those that it took.
#[derive(Debug)]
struct Hashing {
    file: File,
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

//! The folder of unfinished work: what is asked for, what it needs, the runs that are done, and new files.

use super::super::error::OutputError;
use super::super::file_names::{PLOTS, SCENARIO};
use super::super::inputs::Input;
use super::super::stage::Stage;
use super::super::written_manifest::read_description;
use crate::files::{EntryKind, FileError, Folder, PART};
use crate::record::names::{JOURNAL, TAKEN_OVER, TOWNS};
use crate::record::study::Description;
use crate::scenario::POINTS_LIST;
use std::path::PathBuf;

/// The name of the folder inside a folder of results.
pub const UNFINISHED: &str = "unfinished";
/// What is asked.
const STUDY: &str = "study.json";
/// The mark that mutua made the folder: the first file in it, and the last one to be removed.
const MARK: &str = "of-mutua.txt";
/// What it says to those who find it.
const SAYS: &str = "This folder holds a study that is not finished. mutua writes it and removes it: put nothing of your own into it.\n";
/// What says that new files are whole and which are to take whose places: from the moment it is there, the old result is
/// given up.
pub(super) const REPLACE: &str = "replace.json";
/// The folder of new files.
const NEW: &str = "new";
/// The files in it. `REPLACE` is the last one to be removed.
const FILES: [&str; 7] = [JOURNAL, TOWNS, TAKEN_OVER, SCENARIO, POINTS_LIST, STUDY, REPLACE];
/// Those that hold runs.
const OF_RUNS: [&str; 3] = [JOURNAL, TOWNS, TAKEN_OVER];

/// The folder of unfinished work in a folder of results.
#[derive(Debug)]
pub struct Unfinished {
    folder: Folder,
    /// The folder of results.
    result: PathBuf,
}

impl Unfinished {
    /// The unfinished work in the folder `result`; `None` if there is none.
    pub(super) fn find(result: &Folder) -> Result<Option<Self>, OutputError> {
        let Some(folder) = result.inner(UNFINISHED)? else { return Ok(None) };
        let names = folder.names()?;
        if names.iter().all(|name| name.strip_suffix(PART).unwrap_or(name) == MARK) {
            return Ok(None);
        }
        let marked = names.iter().any(|name| name == MARK);
        if let Some(foreign) = names.iter().find(|name| !marked || !is_ours(name)) {
            return Err(OutputError::Foreign { path: folder.shown(foreign) });
        }
        Ok(Some(Self { folder, result: result.path().to_owned() }))
    }

    pub(super) fn make(result: &Folder) -> Result<Self, OutputError> {
        match Self::find(result)? {
            Some(there) => Ok(there),
            None => {
                let made = Self { folder: result.inner_or_made(UNFINISHED)?, result: result.path().to_owned() };
                made.folder.write(MARK, SAYS.as_bytes())?;
                Ok(made)
            }
        }
    }

    pub(super) fn begin(result: &Folder, study: &Description, inputs: &[Input<'_>]) -> Result<Self, OutputError> {
        let unfinished = Self::make(result)?;
        let was_empty = unfinished.folder.names()?.is_empty();
        let begun = unfinished.write(study, inputs);
        if begun.is_err() && was_empty {
            let _ = unfinished.remove(result);
        }
        begun.map(|()| unfinished)
    }

    /// From the moment in which `study.json` is replaced, this study is the unfinished one and no other.
    fn write(&self, study: &Description, inputs: &[Input<'_>]) -> Result<(), OutputError> {
        let mut text = serde_json::to_vec_pretty(study).map_err(std::io::Error::other).map_err(|source| {
            OutputError::from(FileError { doing: "write", path: self.folder.shown(STUDY), source })
        })?;
        text.push(b'\n');
        self.folder.write(STUDY, &text)?;
        for name in OF_RUNS.into_iter().chain([REPLACE]) {
            self.folder.remove(name)?;
        }
        self.resume(inputs)
    }

    pub(super) fn resume(&self, inputs: &[Input<'_>]) -> Result<(), OutputError> {
        for (name, bytes) in inputs {
            self.folder.write(name, bytes)?;
        }
        self.clear_new()
    }

    /// What is asked; `None` if that was not written down yet.
    ///
    /// # Errors
    /// If it cannot be read or understood.
    pub fn description(&self) -> Result<Option<Description>, OutputError> {
        read_description(&self.folder, STUDY)
    }

    /// Whether a result was being replaced when the program was killed.
    ///
    /// # Errors
    /// If it cannot be looked at.
    pub fn is_replacing(&self) -> Result<bool, OutputError> {
        Ok(self.folder.holds("read", REPLACE)?)
    }

    /// The folder, in which the runs that are done lie too.
    #[must_use]
    pub fn folder(&self) -> &Folder {
        &self.folder
    }

    /// A stage for new files.
    ///
    /// # Errors
    /// If it cannot be made.
    pub fn stage(&self) -> Result<Stage, OutputError> {
        self.clear_new()?;
        self.new_files()
    }

    /// The stage with what is in it.
    pub(super) fn new_files(&self) -> Result<Stage, OutputError> {
        Stage::in_folder(self.folder.inner_or_made(NEW)?, &self.result)
    }

    /// Removes new files that will not be put in their places.
    ///
    /// # Errors
    /// If they cannot be removed.
    pub fn clear(&self) -> Result<(), OutputError> {
        // Those of a result that is being replaced are needed to complete it.
        if self.is_replacing()? { Ok(()) } else { self.clear_new() }
    }

    /// Removes new files that were never put in their places.
    pub(super) fn clear_new(&self) -> Result<(), OutputError> {
        if let Some(new) = self.folder.inner(NEW)? {
            if let Some(plots) = new.inner(PLOTS)? {
                remove_files(&plots)?;
            }
            new.remove_folder(PLOTS)?;
            remove_files(&new)?;
        }
        Ok(self.folder.remove_folder(NEW)?)
    }

    /// Removes all of it.
    pub(super) fn remove(&self, result: &Folder) -> Result<(), OutputError> {
        self.clear_new()?;
        for name in FILES {
            self.folder.remove(&format!("{name}{PART}"))?;
            if name == REPLACE {
                self.folder.sync()?;
            }
            self.folder.remove(name)?;
        }
        self.remove_mark(result)
    }

    /// Removes the folder, in which nothing but the mark is.
    fn remove_mark(&self, result: &Folder) -> Result<(), OutputError> {
        self.folder.sync()?;
        self.folder.remove(&format!("{MARK}{PART}"))?;
        self.folder.remove(MARK)?;
        result.remove_folder(UNFINISHED)?;
        Ok(result.sync()?)
    }

    /// Removes it if nothing is in it.
    pub(super) fn remove_if_empty(&self, result: &Folder) -> Result<(), OutputError> {
        self.clear_new()?;
        let names = self.folder.names()?;
        if names.iter().all(|name| name == MARK) { self.remove_mark(result) } else { Ok(()) }
    }

    /// Removes what is left of the folder where everything in it was done; nothing happens if more is in it.
    pub(super) fn remove_rest(result: &Folder) -> Result<(), OutputError> {
        let Some(folder) = result.inner(UNFINISHED)? else { return Ok(()) };
        let rest = Self { folder, result: result.path().to_owned() };
        let names = rest.folder.names()?;
        let only_mark = names.iter().all(|name| name.strip_suffix(PART).unwrap_or(name) == MARK);
        if only_mark { rest.remove_mark(result) } else { Ok(()) }
    }
}

fn remove_files(folder: &Folder) -> Result<(), FileError> {
    for name in folder.names()? {
        if folder.what_is(&name)? == Some(EntryKind::File) {
            folder.remove(&name)?;
        }
    }
    Ok(())
}

fn is_ours(name: &str) -> bool {
    name == NEW || name == MARK || FILES.contains(&name.strip_suffix(PART).unwrap_or(name))
}

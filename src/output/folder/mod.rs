//! The folder into which results go: its lock, what is in it, what is unfinished in it, and how one result replaces
//! another.
//!
//! | file | what it does |
//! | --- | --- |
//! | `unfinished` | the folder of unfinished work: `unfinished/` |
//! | `replace` | all files of a result replace those of an earlier one, even if the program is killed on the way |
//!
//! A folder is locked before anything in it is looked at, and until the session ends. Everything of an unfinished study
//! lies in `unfinished/`: what is asked (`study.json`), the scenario and the inputs that it names, the runs that are done,
//! and new files in `unfinished/new/`. When all of these are whole, `unfinished/replace.json` says so; then the old files are
//! removed and the new ones put in their places, the manifest last. So a program that is killed leaves the old result whole, or the
//! new one to be completed by `--resume`, and never some files of each.

mod replace;
mod unfinished;

pub use replace::NewFiles;
pub use unfinished::Unfinished;

use super::error::OutputError;
use super::file_names::{MANIFEST, PICTURE, PLOTS};
use super::inputs::Input;
use super::kinds;
use super::stage::Stage;
use super::written_manifest::{WrittenManifest, read_description};
use crate::files::{Folder, FolderLock};
use crate::record::study::Description;
use std::fs;
use std::path::{Path, PathBuf};
pub use unfinished::UNFINISHED;

/// How to begin in a folder in which there may be results or runs already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// There must be none.
    New,
    /// Those that are there will be replaced once new ones are whole.
    Replace,
    /// Those that are there are kept, the others done.
    Resume,
}

/// A folder of results in which no other mutua is at work.
#[derive(Debug)]
pub struct ResultFolder {
    folder: Folder,
    lock: Option<FolderLock>,
    /// Folders that this session has made, the innermost first: they go if nothing is put into them.
    made: Vec<PathBuf>,
    /// Whether anything was written.
    begun: bool,
}

impl ResultFolder {
    /// Takes the folder at `path`, made if it is not there, for writing. Nothing in it is looked at or changed; a lock or a
    /// folder that was made for this is removed again if nothing is begun.
    ///
    /// # Errors
    /// If what is there is no folder; if it cannot be made, opened or locked; if another mutua is working there.
    pub fn take(path: &Path) -> Result<Self, OutputError> {
        if path.file_name().is_some_and(|name| name == UNFINISHED) {
            return Err(OutputError::Nothing {
                path: path.to_owned(),
                what: "has the name of the folder for unfinished work: choose another one",
            });
        }
        if path.symlink_metadata().is_ok() && !path.is_dir() {
            return Err(OutputError::NoFolder { path: path.to_owned() });
        }
        let absolute = std::path::absolute(path).map_err(failed("find", path))?;
        let made: Vec<PathBuf> =
            absolute.ancestors().take_while(|folder| !folder.exists()).map(Path::to_owned).collect();
        let not_made = |error: std::io::Error| match error.kind() {
            std::io::ErrorKind::NotADirectory | std::io::ErrorKind::AlreadyExists => {
                OutputError::NoFolder { path: path.to_owned() }
            }
            _ => failed("create the folder", path)(error),
        };
        let taken = fs::create_dir_all(path).map_err(not_made).and_then(|()| {
            let folder = Folder::open(path)?;
            let lock = FolderLock::take(&folder)?;
            Ok((folder, lock))
        });
        match taken {
            Ok((folder, lock)) => Ok(Self { folder, lock: Some(lock), made, begun: false }),
            Err(error) => {
                remove_empty(&made);
                Err(error)
            }
        }
    }

    /// Takes the folder at `path`, which must be there, for reading only.
    ///
    /// # Errors
    /// If it is no folder or cannot be opened; if another mutua is working there.
    pub fn look(path: &Path) -> Result<Self, OutputError> {
        if !path.is_dir() {
            return Err(OutputError::Nothing {
                path: path.to_owned(),
                what: "is no folder: name the folder of a result",
            });
        }
        let folder = Folder::open(path)?;
        let lock = FolderLock::share(&folder)?;
        Ok(Self { folder, lock, made: Vec::new(), begun: false })
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The folder as it was opened.
    #[must_use]
    pub fn folder(&self) -> &Folder {
        &self.folder
    }

    /// The first file in it that looks like one of a result.
    ///
    /// # Errors
    /// If it cannot be looked at.
    pub fn found(&self) -> Result<Option<PathBuf>, OutputError> {
        for name in kinds::all() {
            if self.folder.what_is(name)?.is_some() {
                return Ok(Some(self.folder.shown(name)));
            }
        }
        let Some(plots) = self.plots()? else { return Ok(None) };
        Ok(plots.names()?.iter().find(|name| name.ends_with(PICTURE)).map(|name| plots.shown(name)))
    }

    fn plots(&self) -> Result<Option<Folder>, OutputError> {
        Ok(self.folder.inner(PLOTS)?)
    }

    /// What the result in it is of, by its manifest; `None` if it has none.
    ///
    /// # Errors
    /// If the manifest cannot be read or understood.
    pub fn result(&self) -> Result<Option<Description>, OutputError> {
        read_description(&self.folder, MANIFEST)
    }

    /// The manifest of the result in it; `None` if it has none.
    ///
    /// # Errors
    /// If it cannot be read or understood.
    pub fn manifest(&self) -> Result<Option<WrittenManifest>, OutputError> {
        WrittenManifest::read(&self.folder)
    }

    /// The unfinished work in it; `None` if there is none.
    ///
    /// # Errors
    /// If there is something in `unfinished/` that was not made by mutua, or it cannot be read.
    pub fn unfinished(&self) -> Result<Option<Unfinished>, OutputError> {
        Unfinished::find(&self.folder)
    }

    /// Makes sure that it holds neither results nor unfinished work.
    ///
    /// # Errors
    /// If there are, saying which.
    pub fn expect_nothing(&self) -> Result<(), OutputError> {
        let folder = self.path().to_owned();
        if let Some(there) = self.unfinished()? {
            if there.is_replacing()? {
                return Err(OutputError::BeingReplaced { folder });
            }
            // What was killed before it was written down has not begun.
            if there.description()?.is_some() {
                return Err(OutputError::Unfinished { folder });
            }
        }
        match self.found()? {
            Some(found) => Err(OutputError::Exists { folder, found }),
            None => Ok(()),
        }
    }

    /// Makes sure that none of the files that this command reads is one that it would replace.
    ///
    /// # Errors
    /// If one is, naming it.
    pub fn protect_inputs(&self, read: &[PathBuf], inputs: &[Input<'_>]) -> Result<(), OutputError> {
        let Ok(here) = fs::canonicalize(self.path()) else { return Ok(()) };
        for path in read {
            let Ok(inside) = fs::canonicalize(path).map(|path| path.strip_prefix(&here).map(Path::to_owned)) else {
                continue;
            };
            let Ok(inside) = inside else { continue };
            // One that would be replaced by the same bytes is safe.
            let same = |(name, bytes): &Input<'_>| {
                inside == Path::new(name) && fs::read(path).is_ok_and(|there| there == *bytes)
            };
            if inputs.iter().any(same) {
                continue;
            }
            let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
            if kinds::is_ours(&parts.join("/")) || inside.starts_with(UNFINISHED) {
                return Err(OutputError::IsRead { path: path.clone() });
            }
        }
        Ok(())
    }

    /// Begins the study of this description in it, in place of any unfinished work; an earlier result stays
    /// until the new one is whole. `inputs` are the scenario and what else is needed to do the study again.
    ///
    /// # Errors
    /// If something in `unfinished/` was not made by mutua, or the disk fails: nothing is left then.
    pub fn begin(&mut self, study: &Description, inputs: &[Input<'_>]) -> Result<Unfinished, OutputError> {
        let begun = Unfinished::begin(&self.folder, study, inputs)?;
        self.begun = true;
        Ok(begun)
    }

    /// Resumes the unfinished work in it; its description stays.
    ///
    /// # Errors
    /// If the disk fails.
    pub fn resume(&mut self, unfinished: Unfinished, inputs: &[Input<'_>]) -> Result<Unfinished, OutputError> {
        self.begun = true;
        unfinished.resume(inputs)?;
        Ok(unfinished)
    }

    /// A stage for files that belong to no study, beside what else is there.
    ///
    /// # Errors
    /// If something in `unfinished/` was not made by mutua, or the disk fails.
    pub fn beside(&mut self) -> Result<Unfinished, OutputError> {
        let beside = Unfinished::beside(&self.folder)?;
        self.begun = true;
        Ok(beside)
    }

    /// Puts the staged files of these names in place of what exists: of all files of an earlier result if they are
    /// `Whole` or `Partial` results, of files of the same names otherwise. The last file is the manifest, if they have one.
    ///
    /// # Errors
    /// If the disk fails. What is there is untouched if nothing could be replaced; otherwise
    /// [`Self::complete`] completes it.
    pub fn replace(
        &self,
        unfinished: &Unfinished,
        stage: Stage,
        names: &[String],
        kind: NewFiles,
    ) -> Result<Vec<PathBuf>, OutputError> {
        unfinished.replace(&self.folder, stage, names, kind)?;
        Ok(names.iter().map(|name| self.folder.shown(name)).collect())
    }

    /// Completes a replacement during which an earlier session was killed; whether there was one.
    ///
    /// # Errors
    /// If the disk fails.
    pub fn complete(&mut self) -> Result<bool, OutputError> {
        let Some(unfinished) = self.unfinished()? else {
            // It may be all that is left where everything else was done.
            Unfinished::remove_rest(&self.folder)?;
            return Ok(false);
        };
        self.begun = true;
        unfinished.complete(&self.folder)
    }
}

impl Drop for ResultFolder {
    fn drop(&mut self) {
        if self.begun {
            return;
        }
        if let Some(lock) = self.lock.take() {
            lock.withdraw(&self.folder);
        }
        remove_empty(&self.made);
    }
}

/// Removes those of these folders that are empty.
fn remove_empty(folders: &[PathBuf]) {
    for folder in folders {
        let _ = fs::remove_dir(folder);
    }
}

fn failed(doing: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> OutputError {
    let failed = crate::files::FileError::of(doing, path);
    move |source| failed(source).into()
}

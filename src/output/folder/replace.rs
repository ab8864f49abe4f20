//! All files of a result replace those of an earlier one, even if the program is killed on the way.

use super::super::error::OutputError;
use super::super::file_names::{MANIFEST, PLOTS, TIMINGS};
use super::super::kinds;
use super::super::stage::{Stage, Staged};
use super::super::written_manifest::WrittenManifest;
use super::unfinished::{REPLACE, Unfinished};
use crate::files::Folder;
use crate::record::journal::JournalHeader;
use crate::record::names::RUNS;
use serde::{Deserialize, Serialize};
use std::io::Read;

/// Largest note of what is to be done.
const MOST: u64 = 1 << 24;

/// What new files are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NewFiles {
    /// A whole result: no work is unfinished any more.
    Whole,
    /// Results of the runs that are done; the others may follow.
    Partial,
    /// Files of no study, which lie beside a result.
    Beside,
}

/// What is to be done.
#[derive(Debug, Serialize, Deserialize)]
struct Replacement {
    /// Files of the earlier result, the manifest first.
    old: Vec<String>,
    /// Whether they are removed: only then is the first new file put in its place, and it may have the name of an old one.
    removed: bool,
    /// New files, the manifest last.
    new: Vec<String>,
    /// Whether no work is unfinished afterwards.
    ends: bool,
}

impl Unfinished {
    pub(super) fn beside(result: &Folder) -> Result<Self, OutputError> {
        // A replacement that was not complete when a program was killed is completed first.
        if let Some(unfinished) = Self::find(result)? {
            unfinished.complete(result)?;
        }
        Self::make(result)
    }

    /// Puts staged files in their places.
    pub(super) fn replace(
        &self,
        result: &Folder,
        stage: Stage,
        names: &[String],
        kind: NewFiles,
    ) -> Result<(), OutputError> {
        // Of what lies beside a result, such as a story, the files of the same names are the old ones.
        let old = if kind == NewFiles::Beside { names.to_vec() } else { old_files(result)? };
        let replacement = Replacement { old, removed: false, new: names.to_vec(), ends: kind == NewFiles::Whole };
        replacement.expect_plain(result)?;
        stage.sync()?;
        drop(stage);
        self.note(&replacement)?;
        self.carry_out(result, replacement)
    }

    /// Writes down what is to be done, so that it can be resumed.
    fn note(&self, replacement: &Replacement) -> Result<(), OutputError> {
        let text = serde_json::to_vec(replacement)
            .map_err(|error| OutputError::Unlisted { path: self.folder().shown(REPLACE), reason: error.to_string() })?;
        self.folder().write(REPLACE, &text)?;
        Ok(())
    }

    /// Goes on where a program was killed; whether there was anything to be done.
    pub(super) fn complete(&self, result: &Folder) -> Result<bool, OutputError> {
        let Some(text) = self.folder().read(REPLACE, MOST)? else { return Ok(false) };
        let unreadable = |reason: String| OutputError::Unlisted { path: self.folder().shown(REPLACE), reason };
        let replacement: Replacement = serde_json::from_slice(&text).map_err(|error| unreadable(error.to_string()))?;
        replacement.is_of_our_making().map_err(unreadable)?;
        replacement.expect_plain(result)?;
        self.carry_out(result, replacement)?;
        Ok(true)
    }

    /// Removes all old files before the first new one takes its place, so that there are never some of each. May be done
    /// again from anywhere on the way.
    fn carry_out(&self, result: &Folder, mut replacement: Replacement) -> Result<(), OutputError> {
        if !replacement.removed {
            for name in &replacement.old {
                in_place(result, name, |folder, name| folder.remove(name))?;
            }
            sync(result)?;
            replacement.removed = true;
            self.note(&replacement)?;
        }
        let stage = self.new_files()?;
        for name in &replacement.new {
            stage.publish(name, result)?;
        }
        drop(stage);
        if replacement.old.iter().any(|name| name.starts_with(PLOTS)) {
            // An earlier result had plots; if this one has none, and nothing else was put there, it is removed.
            result.remove_if_empty(PLOTS)?;
        }
        sync(result)?;
        if replacement.ends {
            return self.remove(result);
        }
        self.clear_new()?;
        self.folder().remove(REPLACE)?;
        self.remove_if_empty(result)
    }
}

/// Synchronises the names in a folder of results with the disk, those of plots included.
fn sync(result: &Folder) -> Result<(), OutputError> {
    if let Some(plots) = result.inner(PLOTS)? {
        plots.sync()?;
    }
    Ok(result.sync()?)
}

impl Replacement {
    /// Makes sure that it names only files that a result, or a story beside one, can have; why not, if it does not.
    fn is_of_our_making(&self) -> Result<(), String> {
        let has_manifest = self.new.last().is_some_and(|last| last == MANIFEST);
        if self.ends && !has_manifest {
            return Err("it lists no manifest among the new files".to_owned());
        }
        let known = |name: &&String| if has_manifest { kinds::is_ours(name) } else { kinds::is_beside(name) };
        match self.old.iter().chain(&self.new).find(|name| !known(name)) {
            Some(other) => Err(format!("{other} is no file of ours")),
            None => Ok(()),
        }
    }

    /// Makes sure, before anything is touched, that whatever has one of these names is a plain file.
    fn expect_plain(&self, result: &Folder) -> Result<(), OutputError> {
        self.old
            .iter()
            .chain(&self.new)
            .try_for_each(|name| in_place(result, name, |folder, name| folder.holds("replace", name).map(|_| ())))
    }
}

/// Does something with a file by its path in the folder of results; nothing if its folder is not there.
fn in_place(
    result: &Folder,
    name: &str,
    work: impl FnOnce(&Folder, &str) -> Result<(), crate::files::FileError>,
) -> Result<(), OutputError> {
    match name.split_once('/') {
        None => Ok(work(result, name)?),
        Some((inner, name)) => match result.inner(inner)? {
            Some(folder) => Ok(work(&folder, name)?),
            None => Ok(()),
        },
    }
}

/// Whether the file of runs in a folder begins as ours do.
fn holds_runs(result: &Folder) -> bool {
    let mut bytes = [0; JournalHeader::LENGTH];
    let Ok(Some(mut file)) = result.open_file(RUNS) else { return false };
    file.read_exact(&mut bytes).is_ok() && JournalHeader::parse(&bytes).is_ok()
}

fn listed_files(result: &Folder) -> Result<Vec<Staged>, OutputError> {
    WrittenManifest::read(result)?.map_or_else(|| Ok(Vec::new()), |manifest| manifest.files())
}

/// The files of the result that is there, the manifest first: those that its manifest lists and whose names are ours.
fn old_files(result: &Folder) -> Result<Vec<String>, OutputError> {
    let listed = match listed_files(result) {
        // A manifest that cannot be understood lists nothing that is known to be ours.
        Err(OutputError::Unlisted { .. }) => Vec::new(),
        listed => listed?,
    };
    let mut listed: Vec<String> =
        listed.into_iter().map(|file| file.name).filter(|name| kinds::is_ours(name)).collect();
    if listed.is_empty() && holds_runs(result) {
        // Runs of ours lie there, so tables of these names are ours too. Pictures might be anybody's.
        listed = kinds::all().map(str::to_owned).collect();
    }
    // What tells the old result in another language would tell the new one wrong.
    let others = kinds::other_reports();
    Ok([MANIFEST, RUNS, TIMINGS].map(str::to_owned).into_iter().chain(others).chain(listed).collect())
}

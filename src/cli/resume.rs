//! Resuming what exists of a study: nothing, some runs, or a finished result; and refusing what exists of another.

use super::difference::{but_for_replicates, expect_same, replicates};
use super::exit::{Exit, Stop};
use super::remake::{remake, scratch};
use super::terminal::tell;
use crate::ensemble::archive::Archive;
use crate::ensemble::journal::{Journal, ensemble_id};
use crate::experiments::Study;
use crate::files::Folder;
use crate::output::{Input, OutputError, ResultFolder, Unfinished, WrittenManifest, inputs, utc};
use crate::record::names::JOURNAL;
use crate::record::names::RUNS;
use crate::record::study::{Description, Extension};
use crate::scenario::Scenario;
use std::borrow::Cow;
use std::path::PathBuf;
use std::time::SystemTime;

/// What a session begins with.
pub(super) enum Begun {
    /// Nothing, or runs of the same study in the folder of unfinished work.
    Work(Unfinished),
    /// A finished result of the same study.
    Finished(Box<Archive>),
    /// Runs of a finished result, of which some are damaged or to which more are to be added.
    WithRuns(Unfinished, Journal),
}

/// A study that was resumed.
pub(super) struct Resumed<'a> {
    /// What is asked for, under the name that it had.
    pub(super) study: Cow<'a, Study>,
    /// As it is written down in the folder: it may have been extended.
    pub(super) description: Description,
    pub(super) begun: Begun,
}

/// What exists of a study.
enum Found {
    /// Nothing.
    Nothing,
    /// What is unfinished.
    Unfinished(Unfinished),
    /// A result with all its runs.
    Finished(Box<WrittenManifest>, Journal),
    /// Runs of a result. Some are missing or damaged, or its manifest is, or replicates are to be added.
    Runs(Journal),
    /// A result without runs.
    NoRuns,
}

/// What exists of a study, and how it was described.
struct Existing {
    found: Found,
    /// Nothing is known where there is no description that can be read.
    description: Option<Description>,
    /// Replicates that are to be added.
    extension: Option<Extension>,
}

/// Resumes what exists of the study, whatever it is.
pub(super) fn resume<'a>(study: &'a Study, reads: &[PathBuf], folder: &mut ResultFolder) -> Result<Resumed<'a>, Stop> {
    complete(folder, study)?;
    let Existing { found, description: earlier, extension } = find(folder, study)?;
    let named = earlier.as_ref().filter(|earlier| earlier.scenario != study.description.scenario);
    let study = match named {
        Some(earlier) => Cow::Owned(study.renamed(&earlier.scenario)),
        None => Cow::Borrowed(study),
    };
    let mut description = study.description.clone();
    description.extended = earlier.map(|earlier| earlier.extended).unwrap_or_default();
    description.extended.extend(extension);
    let files = study.scenario().map_or_else(Vec::new, inputs);
    let files: Vec<Input<'_>> = files.iter().map(|(name, bytes)| (*name, &bytes[..])).collect();
    let resuming = Resuming { study: &study, description: &description, reads, files: &files };
    let begun = resuming.act(folder, found)?;
    Ok(Resumed { study, description, begun })
}

/// Completes a result that was being written when the program was killed, if it is of this study.
fn complete(folder: &mut ResultFolder, study: &Study) -> Result<(), Stop> {
    if let Some(unfinished) = folder.unfinished()?
        && unfinished.is_replacing()?
        && let Some(of) = unfinished.description()?
    {
        expect_same(&of, &study.description, unfinished.folder(), study)?;
    }
    if folder.complete()? {
        let path = folder.path().display();
        tell(format_args!("completed the result in {path}: mutua was killed while it was written"));
    }
    Ok(())
}

/// Finds what exists of the study, and refuses what exists of another.
fn find(folder: &ResultFolder, study: &Study) -> Result<Existing, Stop> {
    if let Some(unfinished) = folder.unfinished()?
        && let Some(description) = unfinished.description()?
    {
        expect_same(&description, &study.description, unfinished.folder(), study)?;
        return Ok(Existing { found: Found::Unfinished(unfinished), description: Some(description), extension: None });
    }
    let manifest = match folder.manifest() {
        Ok(Some(manifest)) => manifest,
        without => {
            let found = without_manifest(folder, study, without.err())?;
            return Ok(Existing { found, description: None, extension: None });
        }
    };
    let description = manifest.description.clone();
    let (found, extension) = match fewer_replicates(&description, folder.folder(), study) {
        Some(earlier) => {
            let (from, to) = (earlier.replicates, replicates(study));
            let Some(runs) = whole_runs(folder.folder(), &description, earlier)? else {
                return Err(Stop::refused(format_args!(
                    "{} is not finished, so no replicates can be added: finish it first, with --replicates {from} and --resume",
                    folder.path().display(),
                )));
            };
            (Found::Runs(runs), Some(Extension { from, to, at: utc(SystemTime::now()) }))
        }
        None => {
            expect_same(&description, &study.description, folder.folder(), study)?;
            let found = match runs_of(folder.folder(), &description, study.entries())? {
                None => Found::NoRuns,
                Some((runs, false)) => Found::Runs(runs),
                Some((runs, true)) => Found::Finished(Box::new(manifest), runs),
            };
            (found, None)
        }
    };
    Ok(Existing { found, description: Some(description), extension })
}

/// What exists where no manifest says what a result is of: its runs say it, if they exist.
fn without_manifest(folder: &ResultFolder, study: &Study, unreadable: Option<OutputError>) -> Result<Found, Stop> {
    match (runs_of(folder.folder(), &study.description, study.entries()), unreadable) {
        (Ok(Some((runs, _))), _) => Ok(Found::Runs(runs)),
        (_, Some(unreadable)) => Err(unreadable.into()),
        (Err(of_another), None) => Err(of_another),
        (Ok(None), None) => {
            folder.expect_nothing()?;
            Ok(Found::Nothing)
        }
    }
}

/// The scenario of a result that has fewer replicates than are asked for, and is the same otherwise.
fn fewer_replicates(there: &Description, folder: &Folder, study: &Study) -> Option<Scenario> {
    but_for_replicates(there, &study.description, folder, study)
        .filter(|earlier| earlier.replicates < replicates(study))
}

/// What it takes to resume.
struct Resuming<'a> {
    study: &'a Study,
    /// As it will be written down.
    description: &'a Description,
    /// Files that the command reads.
    reads: &'a [PathBuf],
    /// The scenario, and the list of points that it names.
    files: &'a [Input<'a>],
}

impl Resuming<'_> {
    /// Does what is to be done with what was found.
    fn act(&self, folder: &mut ResultFolder, found: Found) -> Result<Begun, Stop> {
        match found {
            Found::Nothing => {
                tell(format_args!("{} holds nothing to resume: starting from the beginning", folder.path().display()));
                self.begin(folder).map(Begun::Work)
            }
            Found::NoRuns => self.begin(folder).map(Begun::Work),
            Found::Unfinished(unfinished) => self.resume(folder, unfinished),
            Found::Runs(runs) => Ok(Begun::WithRuns(self.begin(folder)?, runs)),
            Found::Finished(manifest, runs) => {
                let archive = Archive::finished(runs);
                if self.is_as_made(folder, &manifest, &archive) {
                    return Ok(Begun::Finished(Box::new(archive)));
                }
                Ok(Begun::WithRuns(self.begin(folder)?, archive.into_journal()))
            }
        }
    }

    /// Begins in the folder, unless its results would replace a file that the command reads.
    fn begin(&self, folder: &mut ResultFolder) -> Result<Unfinished, Stop> {
        folder.protect_inputs(self.reads, self.files)?;
        Ok(folder.begin(self.description, self.files)?)
    }

    /// Goes on with what is unfinished, and takes over the runs of a finished result if that was not done yet.
    fn resume(&self, folder: &mut ResultFolder, unfinished: Unfinished) -> Result<Begun, Stop> {
        folder.protect_inputs(self.reads, self.files)?;
        let unfinished = folder.resume(unfinished, self.files)?;
        Ok(match self.taken_over(folder, &unfinished)? {
            Some(runs) => Begun::WithRuns(unfinished, runs),
            None => Begun::Work(unfinished),
        })
    }

    /// The runs of a finished result that were to be taken over when the program ended, if none were yet.
    fn taken_over(&self, folder: &ResultFolder, unfinished: &Unfinished) -> Result<Option<Journal>, Stop> {
        if unfinished.folder().holds("open", JOURNAL).map_err(Stop::failed)? {
            return Ok(None);
        }
        // A result that is damaged, or of another study, has none: all are done again.
        let Ok(Some(there)) = folder.result() else { return Ok(None) };
        match but_for_replicates(&there, self.description, folder.folder(), self.study) {
            Some(scenario) => whole_runs(folder.folder(), &there, scenario),
            None => Ok(None),
        }
    }

    /// Whether all files are what the runs make of them. Those that are not are written anew.
    fn is_as_made(&self, folder: &ResultFolder, manifest: &WrittenManifest, archive: &Archive) -> bool {
        let compared = scratch().map_err(|stop| Stop { exit: Exit::Refused, ..stop });
        let about = &manifest.description;
        match compared.and_then(|scratch| remake(folder, manifest, self.study, about, archive, scratch.path())) {
            Ok(_) => true,
            // They may be as they were: they cannot be made again to find out.
            Err(stop) if stop.exit == Exit::Refused => {
                tell(stop.message);
                true
            }
            Err(stop) => {
                tell(format_args!("{}; all files are written again from the runs", stop.message));
                false
            }
        }
    }
}

/// The runs of a finished result, and whether all of them exist and are whole; `None` if there are none.
fn runs_of(folder: &Folder, of: &Description, entries: u64) -> Result<Option<(Journal, bool)>, Stop> {
    if !folder.holds("open", RUNS).map_err(Stop::failed)? {
        return Ok(None);
    }
    let opened = Journal::read_only(folder, RUNS, ensemble_id(&of.identity()), entries);
    let opened = opened.map_err(|error| Stop::of_resumed(error.into()))?;
    let whole = opened.cut.is_none() && opened.journal.done() == entries;
    Ok(Some((opened.journal, whole)))
}

/// The runs of a finished result of this scenario, if all of them are whole.
fn whole_runs(folder: &Folder, of: &Description, scenario: Scenario) -> Result<Option<Journal>, Stop> {
    let earlier = Study::again(of, Some(scenario)).map_err(Stop::refused)?;
    Ok(runs_of(folder, of, earlier.entries())?.filter(|(_, whole)| *whole).map(|(runs, _)| runs))
}

//! Making all files of a result again from its runs, and comparing them with those that exist.

use super::exit::Stop;
use super::results::{self, Choice};
use crate::ensemble::archive::Archive;
use crate::experiments::Study;
use crate::files::Folder;
use crate::output::{MANIFEST, OutputError, ResultFolder, Stage, TIMINGS, Timings, WrittenManifest, sha256_in};
use crate::record::names::RUNS;
use crate::record::study::Description;
use std::path::Path;
use std::time::{Duration, UNIX_EPOCH};

/// A folder of its own in which files are made again.
pub(super) fn scratch() -> Result<tempfile::TempDir, Stop> {
    let place = std::env::temp_dir();
    tempfile::tempdir().map_err(|error| {
        Stop::failed(format_args!(
            "cannot make the files again to compare them: no folder can be made in {}: {error}; TMPDIR names another place",
            place.display()
        ))
    })
}

/// Makes all files again from the runs and compares them, and what the manifest says; how many there are.
pub(super) fn remake(
    folder: &ResultFolder,
    said: &WrittenManifest,
    study: &Study,
    about: &Description,
    archive: &Archive,
    scratch: &Path,
) -> Result<usize, Stop> {
    // What is listed must be understood before it is compared.
    said.files().map_err(Stop::failed)?;
    let apart = Folder::open(scratch).map_err(Stop::refused)?;
    // That they cannot be made again says nothing of those that are there.
    let stage = apart.reopened().map_err(Stop::refused)?;
    let stage = Stage::in_folder(stage, scratch).map_err(Stop::refused)?;
    let timings = Timings { started: UNIX_EPOCH, elapsed: Duration::ZERO, threads: 1, people_weeks: 0 };
    let made = results::make(&stage, study, about, archive, &timings, &Choice::default());
    let made = made.map_err(|error| match error {
        OutputError::File(_) => Stop::refused(format_args!("cannot make the files again to compare them: {error}")),
        _ => Stop::failed(error),
    })?;
    archive.lay_down(&apart, &about.identity()).map_err(Stop::refused)?;
    let hash = |folder: &Folder| sha256_in(folder, RUNS).map_err(Stop::failed);
    if hash(&apart)? != hash(folder.folder())? {
        let path = folder.folder().shown(RUNS);
        return Err(Stop::failed(format_args!("the runs in {} are not in their order", path.display())));
    }
    let tables = || made.files.iter().filter(|file| ![MANIFEST, TIMINGS].contains(&file.name.as_str()));
    for file in tables() {
        let there = sha256_in(folder.folder(), &file.name).map_err(Stop::failed)?;
        if there.as_ref() != Some(&file.sha256) {
            let path = folder.folder().shown(&file.name);
            let what = match there {
                Some(_) => "is not what the runs make of it: it was changed after it was written",
                None => "is not there, and the manifest lists it",
            };
            return Err(Stop::failed(format_args!(
                "{} {what}; --resume with the same command writes it again",
                path.display()
            )));
        }
    }
    let again = WrittenManifest::read(&apart)?.ok_or_else(|| Stop::failed("no manifest was made"))?;
    expect_grown(folder, about, study)?;
    let differing = again.differing_keys(said);
    if !differing.is_empty() {
        return Err(Stop::failed(format_args!(
            "{} is not what the runs make of it: it was changed after it was written, in {}",
            folder.folder().shown(MANIFEST).display(),
            differing.join(", ")
        )));
    }
    Ok(tables().count() + 1)
}

/// When replicates were added nothing but the manifest knows; how many were there each time must fit together.
fn expect_grown(folder: &ResultFolder, about: &Description, study: &Study) -> Result<(), Stop> {
    let Some(last) = about.extended.last() else { return Ok(()) };
    let replicates = study.ensemble().map_or(0, |ensemble| ensemble.plan.replicates);
    let each = about.extended.iter().all(|one| one.from < one.to);
    let chained = about.extended.windows(2).all(|two| two[0].to == two[1].from);
    if each && chained && last.to == replicates {
        return Ok(());
    }
    Err(Stop::failed(format_args!(
        "{}: the replicates under `extended` do not lead to the {replicates} that there are",
        folder.folder().shown(MANIFEST).display()
    )))
}

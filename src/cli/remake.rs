//! Making all files of a result again from its runs, and comparing them with those that exist.

use super::exit::Stop;
use super::results::{self, Asked, Choice, Results};
use crate::ensemble::archive::Archive;
use crate::experiments::Study;
use crate::files::Folder;
use crate::output::{
    Language, MANIFEST, OutputError, ReportRequest, ResultFolder, Stage, TIMINGS, Timings, WrittenManifest, sha256_in,
};
use crate::record::names::RUNS;
use crate::record::study::Description;
use std::path::Path;
use std::time::{Duration, UNIX_EPOCH};

/// A folder of its own in which files are made again.
pub(super) fn scratch() -> Result<tempfile::TempDir, Stop> {
    let place = std::env::temp_dir();
    tempfile::tempdir().map_err(|error| {
        Stop::failed(format_args!(
            "cannot write the files again to compare them: no folder can be made in {}: {error}; set TMPDIR to a folder that can be written to",
            place.display()
        ))
    })
}

/// Makes all files again from the runs in a folder of its own, and the report in a language too.
pub(super) fn make_again(
    apart: &Folder,
    (said, study, about): (&WrittenManifest, &Study, &Description),
    archive: &Archive,
    language: Language,
) -> Result<Results, Stop> {
    // That they cannot be made again says nothing of those that are there.
    let stage = apart.reopened().map_err(Stop::refused)?;
    let stage = Stage::in_folder(stage, apart.path()).map_err(Stop::refused)?;
    let timings = Timings { started: UNIX_EPOCH, elapsed: Duration::ZERO, threads: 1, people_weeks: 0 };
    // The report names the commit that made the result, which need not be this one.
    let reports = ReportRequest { language, commit: said.commit() };
    let choice = Choice { asked: Asked::default(), reports };
    let made = results::make(&stage, study, about, archive, &timings, &choice);
    made.map_err(|error| match error {
        OutputError::File(_) => Stop::refused(format_args!("cannot write the files again to compare them: {error}")),
        _ => Stop::failed(error),
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
    let made = make_again(&apart, (said, study, about), archive, Language::default())?;
    archive.finalise(&apart, &about.identity()).map_err(Stop::refused)?;
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
                Some(_) => "does not fit the runs: it was changed after it was written",
                None => "is missing, and the manifest lists it",
            };
            return Err(Stop::failed(format_args!("{} {what}", path.display())));
        }
    }
    let again = WrittenManifest::read(&apart)?.ok_or_else(|| Stop::failed("no manifest was made"))?;
    let differing = again.differing_keys(said);
    if !differing.is_empty() {
        return Err(Stop::failed(format_args!(
            "{} does not fit the runs: it was changed after it was written, in {}",
            folder.folder().shown(MANIFEST).display(),
            differing.join(", ")
        )));
    }
    Ok(tables().count() + 1)
}

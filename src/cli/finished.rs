//! A finished result that lies in a folder: what it says of itself, the study that it is of, and its runs.

use super::exit::Stop;
use super::open;
use crate::ensemble::archive::ArchiveError;
use crate::ensemble::journal::{Fault, Journal, JournalError, ensemble_id};
use crate::experiments::Study;
use crate::output::{MANIFEST, OutputError, ResultFolder, WrittenManifest, kind_row};
use crate::record::names::RUNS;

/// A finished result.
pub(super) struct Finished {
    pub(super) manifest: WrittenManifest,
    pub(super) study: Study,
    pub(super) runs: Journal,
}

impl Finished {
    /// Opens the result in a folder, of which no run is missing.
    pub(super) fn open(folder: &ResultFolder) -> Result<Self, Stop> {
        expect_whole(folder)?;
        let manifest = manifest(folder)?;
        let study = study(folder, &manifest)?;
        let identity = study.description.identity();
        let opened = Journal::read_only(folder.folder(), RUNS, ensemble_id(&identity), study.entries());
        let opened = opened.map_err(damaged)?;
        if let Some(cut) = opened.cut {
            return Err(Stop::failed(format_args!("{cut}: it was changed after it was written")));
        }
        let runs = opened.journal;
        if let Some(missing) = runs.missing().next() {
            return Err(Stop::failed(format_args!(
                "{} is not complete: run {missing} of {} is missing; repeat the command that made it with --resume",
                folder.folder().shown(RUNS).display(),
                study.entries()
            )));
        }
        Ok(Self { manifest, study, runs })
    }
}

/// Makes sure that there is a whole result: one that has a manifest, whatever unfinished work is beside it.
fn expect_whole(folder: &ResultFolder) -> Result<(), Stop> {
    let refused = |what: &str| Err(Stop::refused(format_args!("{} {what}", folder.path().display())));
    let there = |name| folder.folder().holds("open", name).map_err(OutputError::from);
    if there(MANIFEST)? && there(RUNS)? {
        return Ok(());
    }
    match folder.unfinished()? {
        Some(unfinished) if unfinished.is_replacing()? => refused(
            "was being replaced when mutua was killed: repeat the command that made it with --resume to complete it",
        ),
        Some(_) => refused(
            "holds only some runs of the study: continue with the same command and --resume, or join parts with `mutua merge`",
        ),
        None if there(MANIFEST)? => refused("holds no runs.bin, so there are no runs to read"),
        None => refused("holds no manifest.json, so it is no result of mutua"),
    }
}

/// The manifest of a result of this version.
fn manifest(folder: &ResultFolder) -> Result<WrittenManifest, Stop> {
    let Some(manifest) = folder.manifest()? else {
        return Err(Stop::refused(format_args!("{} holds no manifest.json", folder.path().display())));
    };
    let made_by = &manifest.description.version;
    if made_by != env!("CARGO_PKG_VERSION") {
        return Err(Stop::refused(format_args!(
            "{} was made by version {made_by} of mutua, and this is {}: use the version that made it",
            folder.path().display(),
            env!("CARGO_PKG_VERSION")
        )));
    }
    Ok(manifest)
}

/// The study that the result says it is of.
fn study(folder: &ResultFolder, manifest: &WrittenManifest) -> Result<Study, Stop> {
    let said = &manifest.description;
    let of_scenario = said.kind().is_some_and(|kind| kind_row(kind).of_scenario);
    let scenario = if of_scenario { Some(open::resolved(folder.folder())?) } else { None };
    let named = |error| Stop::failed(format_args!("{}: {error}", folder.folder().shown(MANIFEST).display()));
    Study::again(said, scenario).map_err(named)
}

/// Runs that are damaged do not verify; those of something else are not what was asked about.
fn damaged(error: JournalError) -> Stop {
    match &error.fault {
        Fault::OtherEnsemble { .. } | Fault::OtherRuns { .. } | Fault::Format { .. } | Fault::TooMany { .. } => {
            ArchiveError::Journal(error).into()
        }
        _ => Stop::failed(error),
    }
}

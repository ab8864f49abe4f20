//! Going on with what is there of a study: nothing, some runs, or a finished result; and refusing what is there of another.

use super::exit::Stop;
use super::session::{Asked, Begun, refused, stop};
use super::{open, tell, verify};
use crate::ensemble::archive::{Archive, RUNS};
use crate::ensemble::journal::{Journal, ensemble_id};
use crate::ensemble::study::{Description, Extension};
use crate::experiments::Study;
use crate::files::Folder;
use crate::output::{Input, OutputError, ResultFolder, utc};
use crate::scenario::{Scenario, differences};
use std::time::SystemTime;

/// Keys that are told of those in which two scenarios differ.
const TOLD: usize = 8;

/// Goes on with what is there of the study, whatever it is: nothing, some runs, or a finished result.
pub(super) fn go_on(
    asked: &Asked<'_>,
    folder: &mut ResultFolder,
    description: &mut Description,
    files: &[Input<'_>],
) -> Result<Begun, Stop> {
    if folder.complete().map_err(stop)? {
        tell(format_args!(
            "completed the result in {}: mutua had been killed while it was written",
            asked.path.display()
        ));
    }
    if let Some(unfinished) = folder.unfinished().map_err(stop)?
        && let Some(there) = unfinished.description().map_err(stop)?
    {
        expect_same(&there, description, unfinished.folder(), asked.study)?;
        description.extended = there.extended;
        return folder.go_on(unfinished, files).map(Begun::Work).map_err(stop);
    }
    let there = match folder.result() {
        Ok(Some(there)) => there,
        without => return without_manifest(asked, folder, description, files, without.err()),
    };
    let earlier = match added(&there, description, folder.folder(), asked.study)? {
        Some(earlier) => {
            let Some(runs) = whole_runs(folder.folder(), &there, &earlier)? else {
                return Err(Stop::refused(format_args!(
                    "{} is not finished, so nothing can be added to it: finish it first, with --replicates {} and --resume",
                    asked.path.display(),
                    earlier.replicates
                )));
            };
            let more = Extension { from: earlier.replicates, to: replicates(asked.study), at: utc(SystemTime::now()) };
            description.extended = there.extended.clone();
            description.extended.push(more);
            runs
        }
        None => {
            expect_same(&there, description, folder.folder(), asked.study)?;
            description.extended.clone_from(&there.extended);
            match runs_of(folder.folder(), &there, asked.study.entries())? {
                None => return folder.begin(description, files).map(Begun::Work).map_err(stop),
                Some((runs, false)) => runs,
                Some((runs, true)) => {
                    let archive = Archive::finished(runs);
                    if is_as_made(folder, &there, asked.study, &archive) {
                        return Ok(Begun::Finished(archive));
                    }
                    archive.into_journal()
                }
            }
        }
    };
    let work = folder.begin(description, files).map_err(stop)?;
    Ok(Begun::With(work, earlier))
}

/// Goes on where no manifest says of what a result is: its runs do, if they are there.
fn without_manifest(
    asked: &Asked<'_>,
    folder: &mut ResultFolder,
    description: &Description,
    files: &[Input<'_>],
    unreadable: Option<OutputError>,
) -> Result<Begun, Stop> {
    let runs = runs_of(folder.folder(), description, asked.study.entries());
    match (runs, unreadable) {
        (Ok(Some((runs, _))), _) => {
            let work = folder.begin(description, files).map_err(stop)?;
            Ok(Begun::With(work, runs))
        }
        (_, Some(unreadable)) => Err(stop(unreadable)),
        (Err(of_another), None) => Err(of_another),
        (Ok(None), None) => {
            folder.expect_nothing().map_err(stop)?;
            folder.begin(description, files).map(Begun::Work).map_err(stop)
        }
    }
}

/// The runs of a finished result, and whether all of them are there and whole; `None` if there are none.
fn runs_of(folder: &Folder, of: &Description, entries: u64) -> Result<Option<(Journal, bool)>, Stop> {
    if !folder.holds("open", RUNS).map_err(Stop::failed)? {
        return Ok(None);
    }
    let opened = Journal::read_only(folder, RUNS, ensemble_id(&of.identity()), entries);
    let opened = opened.map_err(|error| refused(error.into()))?;
    let whole = opened.cut.is_none() && opened.journal.done() == entries;
    Ok(Some((opened.journal, whole)))
}

fn whole_runs(folder: &Folder, of: &Description, scenario: &Scenario) -> Result<Option<Journal>, Stop> {
    let earlier = Study::again(of, Some(scenario.clone())).map_err(Stop::refused)?;
    Ok(runs_of(folder, of, earlier.entries())?.filter(|(_, whole)| *whole).map(|(runs, _)| runs))
}

fn replicates(study: &Study) -> u32 {
    study.ensemble().map_or(0, |ensemble| ensemble.plan.replicates)
}

/// The scenario of a finished result, if what is asked for is the same with more replicates.
fn added(there: &Description, asked: &Description, folder: &Folder, study: &Study) -> Result<Option<Scenario>, Stop> {
    let Some(ensemble) = study.ensemble() else { return Ok(None) };
    if there.is_same(asked) || there.study != asked.study || there.version != asked.version {
        return Ok(None);
    }
    let Ok(earlier) = open::resolved(folder) else { return Ok(None) };
    let more = ensemble.scenario.replicates;
    let with_more = Scenario { replicates: more, ..earlier.clone() };
    Ok((earlier.replicates < more && with_more.hash() == ensemble.scenario.hash()).then_some(earlier))
}

/// Whether all files are what the runs make of them. Those that are not are written anew.
fn is_as_made(folder: &ResultFolder, there: &Description, study: &Study, archive: &Archive) -> bool {
    match verify::remake(folder, study, there, archive) {
        Ok(_) => true,
        Err(stop) => {
            tell(format_args!("{}; all files are written again from the runs", stop.message));
            false
        }
    }
}

/// Refuses to go on with what is there of another study, and says in what they differ.
pub(super) fn expect_same(
    there: &Description,
    asked: &Description,
    folder: &Folder,
    study: &Study,
) -> Result<(), Stop> {
    if there.is_same(asked) {
        return Ok(());
    }
    let place = folder.path().display();
    let called = |description: &Description| description.kind().map_or("something unknown", |kind| kind.row().called);
    let mut message = if there.version != asked.version {
        format!(
            "{place} belongs to version {} of mutua, and this is {}: go on with the version that began it",
            there.version, asked.version
        )
    } else if there.kind() != asked.kind() {
        format!("{place} belongs to another study: {}, not {}", called(there), called(asked))
    } else {
        format!("{place} belongs to another study than what is asked for")
    };
    for line in differing(there, asked, folder, study) {
        message += &format!("\n    {line}");
    }
    Err(Stop::refused(
        message + &fewer(there, asked, folder, study) + "\n    use --out for another folder, or --force to begin anew",
    ))
}

/// What to say if fewer replicates are asked for than there are, and nothing else differs.
fn fewer(there: &Description, asked: &Description, folder: &Folder, study: &Study) -> String {
    let (Some(ensemble), Ok(earlier)) = (study.ensemble(), open::resolved(folder)) else { return String::new() };
    let with_fewer = Scenario { replicates: ensemble.scenario.replicates, ..earlier.clone() };
    let same = there.study == asked.study && with_fewer.hash() == asked.scenario_sha256;
    if same && earlier.replicates > with_fewer.replicates {
        "\n    replicates can be added to a finished result, not taken away".to_owned()
    } else {
        String::new()
    }
}

/// In what two studies differ, a line each.
fn differing(there: &Description, asked: &Description, folder: &Folder, study: &Study) -> Vec<String> {
    let mut lines = Vec::new();
    if there.kind() == asked.kind() && there.study != asked.study {
        lines.push(format!("there: {}; asked for: {}", there.study, asked.study));
    }
    if there.scenario_sha256 == asked.scenario_sha256 {
        return lines;
    }
    let scenarios = study.ensemble().map(|ensemble| (&ensemble.scenario, open::resolved(folder)));
    let Some((scenario, Ok(earlier))) = scenarios else { return lines };
    let differing = differences(&earlier, scenario);
    lines.extend(differing.iter().take(TOLD).map(ToString::to_string));
    if differing.len() > TOLD {
        lines.push(format!("and {} more", differing.len() - TOLD));
    }
    lines
}

//! Going on with what is there of a study: nothing, some runs, or a finished result; and refusing what is there of another.

use super::exit::{Exit, Stop};
use super::session::{Asked, Begun, refused, stop};
use super::{open, tell, verify};
use crate::ensemble::archive::Archive;
use crate::ensemble::journal::{Journal, ensemble_id};
use crate::experiments::Study;
use crate::files::Folder;
use crate::output::{Input, OutputError, ResultFolder, UNFINISHED, Unfinished, utc};
use crate::record::names::JOURNAL;
use crate::record::names::RUNS;
use crate::record::study::{Description, Extension};
use crate::scenario::{Scenario, differences};
use std::path::Path;
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
    if let Some(there) = folder.unfinished().map_err(stop)?
        && there.is_replacing().map_err(stop)?
        && let Some(of) = there.description().map_err(stop)?
    {
        expect_same(&of, description, there.folder(), asked.study)?;
    }
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
        folder.spare(asked.reads, files).map_err(stop)?;
        let unfinished = folder.go_on(unfinished, files).map_err(stop)?;
        return Ok(match taken_over(folder, &unfinished, description, asked.study)? {
            Some(runs) => Begun::With(unfinished, runs),
            None => Begun::Work(unfinished),
        });
    }
    let there = match folder.result() {
        Ok(Some(there)) => there,
        without => return without_manifest(asked, folder, description, files, without.err()),
    };
    let earlier = match but_for_replicates(&there, description, folder.folder(), asked.study)
        .filter(|earlier| earlier.replicates < replicates(asked.study))
    {
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
                None => return begin(asked, folder, description, files).map(Begun::Work),
                Some((runs, false)) => runs,
                Some((runs, true)) => {
                    let archive = Archive::finished(runs);
                    if is_as_made(folder, &there, asked.study, &archive) {
                        return Ok(Begun::Finished(Box::new(archive)));
                    }
                    archive.into_journal()
                }
            }
        }
    };
    let work = begin(asked, folder, description, files)?;
    Ok(Begun::With(work, earlier))
}

/// Begins in a folder, unless its results would replace a file that the command reads.
fn begin(
    asked: &Asked<'_>,
    folder: &mut ResultFolder,
    description: &Description,
    files: &[Input<'_>],
) -> Result<Unfinished, Stop> {
    folder.spare(asked.reads, files).map_err(stop)?;
    folder.begin(description, files).map_err(stop)
}

/// The runs of a finished result that were to be taken over when the program ended, if none were yet.
fn taken_over(
    folder: &ResultFolder,
    unfinished: &Unfinished,
    description: &Description,
    study: &Study,
) -> Result<Option<Journal>, Stop> {
    if unfinished.folder().holds("open", JOURNAL).map_err(Stop::failed)? {
        return Ok(None);
    }
    // A result that is damaged, or of another study, has none: all are done again.
    let Ok(Some(there)) = folder.result() else { return Ok(None) };
    match but_for_replicates(&there, description, folder.folder(), study) {
        Some(scenario) => whole_runs(folder.folder(), &there, &scenario),
        None => Ok(None),
    }
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
            let work = begin(asked, folder, description, files)?;
            Ok(Begun::With(work, runs))
        }
        (_, Some(unreadable)) => Err(stop(unreadable)),
        (Err(of_another), None) => Err(of_another),
        (Ok(None), None) => {
            folder.expect_nothing().map_err(stop)?;
            tell(format_args!("nothing is in {} to go on with: it begins", asked.path.display()));
            begin(asked, folder, description, files).map(Begun::Work)
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

/// The scenario of a study that is there, if it is the one that is asked for, but for the number of replicates and its name.
fn but_for_replicates(there: &Description, asked: &Description, folder: &Folder, study: &Study) -> Option<Scenario> {
    let ensemble = study.ensemble()?;
    if there.study != asked.study || there.version != asked.version {
        return None;
    }
    let earlier = open::resolved(folder).ok()?;
    let with_other = Scenario { replicates: ensemble.scenario.replicates, ..earlier.clone() };
    (with_other.hash() == asked.scenario_sha256).then_some(earlier)
}

/// The name of the scenario in a folder whose study is gone on with: it keeps the name that it had.
pub(super) fn earlier_name(path: &Path, study: &Study) -> Option<String> {
    let folder = ResultFolder::look(path).ok()?;
    let unfinished = folder.unfinished().ok()?;
    let (there, home) = match &unfinished {
        Some(unfinished) => (unfinished.description().ok()??, unfinished.folder()),
        None => (folder.result().ok()??, folder.folder()),
    };
    but_for_replicates(&there, &study.description, home, study).map(|_| there.scenario)
}

/// Whether all files are what the runs make of them. Those that are not are written anew.
fn is_as_made(folder: &ResultFolder, there: &Description, study: &Study, archive: &Archive) -> bool {
    let compared = verify::scratch().map_err(|stop| Stop { exit: Exit::Refused, ..stop });
    match compared.and_then(|scratch| verify::remake(folder, study, there, archive, scratch.path())) {
        Ok(_) => true,
        // They may be as they were: there is no place to find out.
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

/// Refuses to go on with what is there of another study, and says in what they differ.
pub(super) fn expect_same(
    there: &Description,
    asked: &Description,
    folder: &Folder,
    study: &Study,
) -> Result<(), Stop> {
    let advice = if folder.path().ends_with(UNFINISHED) {
        "finish that first, with its own command and --resume, or use --out for another folder; --force gives it up and begins anew"
    } else {
        "use --out for another folder, or --force to begin anew"
    };
    match other_study(there, asked, folder, study) {
        None => Ok(()),
        Some(why) => Err(Stop::refused(format_args!("{why}\n    {advice}"))),
    }
}

/// In what a study that is there is another one than what is asked for; `None` if it is the same.
pub(super) fn other_study(there: &Description, asked: &Description, folder: &Folder, study: &Study) -> Option<String> {
    if there.is_same(asked) {
        return None;
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
    Some(message + fewer(there, asked, folder, study))
}

/// What to say if fewer replicates are asked for than there are, and nothing else differs.
fn fewer(there: &Description, asked: &Description, folder: &Folder, study: &Study) -> &'static str {
    match but_for_replicates(there, asked, folder, study) {
        Some(earlier) if earlier.replicates > replicates(study) => {
            "\n    replicates can be added to a finished result, not taken away"
        }
        _ => "",
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

//! `mutua merge`: the parts of an ensemble become one.

use super::difference::{Places, other_study};
use super::exit::{Exit, Stop};
use super::open;
use super::results::Choice;
use super::session::{Ended, Session, SessionArguments};
use super::terminal::print;
use crate::ensemble::archive::ArchiveError;
use crate::ensemble::journal::{Journal, ensemble_id};
use crate::ensemble::resources::check_resources_to_finish;
use crate::ensemble::shard::Shard;
use crate::experiments::{Ensemble, Study};
use crate::files::Folder;
use crate::output::{ResultFolder, Start, Timings};
use crate::record::names::JOURNAL;
use crate::record::names::RUNS;
use crate::record::study::Description;
use clap::Args;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

const EXAMPLES: &str = "\
Examples:
  mutua merge part-1 part-2 part-3 --out results/three-regimes";

/// Join the parts of an ensemble that was run with --shard
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct MergeArguments {
    /// The folders of the parts
    #[arg(required = true)]
    parts: Vec<PathBuf>,
    /// Folder for the joined results
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Replace results that exist already
    #[arg(long)]
    force: bool,
}

/// The folder of a part. It is locked while it is read.
struct Part {
    folder: ResultFolder,
    /// Where its runs are: in the folder of unfinished work, or in that of the result.
    home: Folder,
    /// The file of its runs.
    runs: &'static str,
    description: Description,
}

pub(super) fn merge(arguments: &MergeArguments) -> Result<Exit, Stop> {
    let out = std::fs::canonicalize(&arguments.out).ok();
    let same = |part: &&PathBuf| out.is_some() && std::fs::canonicalize(part).ok() == out;
    if let Some(part) = arguments.parts.iter().find(same) {
        return Err(Stop::refused(format_args!(
            "--out {} is one of the parts, and its runs would be replaced: name another folder",
            part.display()
        )));
    }
    let parts = arguments.parts.iter().map(|part| Part::open(part)).collect::<Result<Vec<_>, _>>()?;
    let first = &parts[0];
    let scenario = open::resolved(&first.home)?;
    let named = |error| Stop::refused(format_args!("{}: {error}", first.folder.path().display()));
    let study = Study::again(&first.description, Some(scenario)).map_err(named)?;
    let Some(Ensemble { scenarios, plan, .. }) = study.ensemble() else {
        return Err(Stop::refused("a search for patterns has no parts to merge"));
    };
    let journals = parts.iter().map(|part| part.journal(&study, first)).collect::<Result<Vec<_>, _>>()?;
    expect_all(&journals, plan.runs())?;
    agree(&journals, plan.runs())?;
    check_resources_to_finish(scenarios, plan, &arguments.out).map_err(Stop::refused)?;
    let session = SessionArguments {
        study: &study,
        threads: 1,
        shard: Shard::WHOLE,
        path: &arguments.out,
        start: start(arguments, &study)?,
        reads: &[],
    };
    let mut session = Session::take(session)?;
    // Whichever part was named first: what one of them knows of earlier looks is known of the whole.
    let longest = parts.iter().map(|part| &part.description.extended).max_by_key(|extended| extended.len());
    session.description.extended = longest.cloned().unwrap_or_default();
    if let Some(text) = session.finished() {
        return print(&text);
    }
    copy_runs(&session, &journals)?;
    let timings = Timings { started: SystemTime::now(), elapsed: Duration::ZERO, threads: 1, people_weeks: 0 };
    let ended = Ended { stopped: false, timings };
    let results = session.write(&ended, &Choice::default())?;
    session.conclude(&ended, results)
}

/// An earlier merge of the same parts that was killed is resumed: all that it can have left are runs of theirs.
fn start(arguments: &MergeArguments, study: &Study) -> Result<Start, Stop> {
    if arguments.force {
        return Ok(Start::Replace);
    }
    if !arguments.out.is_dir() {
        return Ok(Start::New);
    }
    let folder = ResultFolder::look(&arguments.out)?;
    let Some(unfinished) = folder.unfinished()? else { return Ok(Start::New) };
    let there = unfinished.description()?;
    Ok(match there {
        Some(there) if there.is_same(&study.description) => Start::Resume,
        Some(_) => Start::New,
        None => Start::Resume,
    })
}

impl Part {
    fn open(path: &Path) -> Result<Self, Stop> {
        let folder = ResultFolder::look(path)?;
        let whole = folder.folder().holds("open", RUNS).map_err(Stop::refused)?;
        if !whole
            && let Some(unfinished) = folder.unfinished()?
            && let Some(description) = unfinished.description()?
        {
            let home = unfinished.folder().reopened().map_err(Stop::failed)?;
            return Ok(Self { folder, home, runs: JOURNAL, description });
        }
        let Some(description) = folder.result()? else {
            return Err(Stop::refused(format_args!(
                "{} holds no runs, so it is no part of an ensemble",
                path.display()
            )));
        };
        let home = folder.folder().reopened().map_err(Stop::failed)?;
        Ok(Self { folder, home, runs: RUNS, description })
    }

    /// Its runs, which must be of the same study as those of the first part.
    fn journal(&self, study: &Study, first: &Self) -> Result<Journal, Stop> {
        let [there, here] = [self, first].map(|part| format!("in {}", part.folder.path().display()));
        let places = Places { there: &there, here: &here };
        if let Some(why) = other_study(&self.description, &study.description, &self.home, study, places) {
            return Err(Stop::refused(format_args!("{why}\n    name the parts of one study")));
        }
        let id = ensemble_id(&study.description.identity());
        let opened = Journal::read_only(&self.home, self.runs, id, study.entries());
        opened.map(|opened| opened.journal).map_err(|error| ArchiveError::from(error).into())
    }
}

fn expect_all(parts: &[Journal], runs: u64) -> Result<(), Stop> {
    let missing = (0..runs).filter(|&index| !parts.iter().any(|part| part.holds(index))).count();
    if missing > 0 {
        return Err(Stop::refused(format_args!(
            "{missing} of {runs} runs are in none of these folders: name the folders of all parts, and finish those that are not finished"
        )));
    }
    Ok(())
}

/// Refuses parts that both have a run and do not have the same.
fn agree(parts: &[Journal], runs: u64) -> Result<(), Stop> {
    for index in 0..runs {
        let mut those = parts.iter().filter(|part| part.holds(index));
        let (Some(first), Some(second)) = (those.next(), those.next()) else { continue };
        let payload = first.read(index).map_err(Stop::refused)?;
        for other in std::iter::once(second).chain(those) {
            if other.read(index).map_err(Stop::refused)? != payload {
                return Err(Stop::refused(format_args!(
                    "run {index} is in two of these folders, and is not the same: one of them was changed"
                )));
            }
        }
    }
    Ok(())
}

/// Copies the runs of all parts, which agree, into one archive.
fn copy_runs(session: &Session<'_>, parts: &[Journal]) -> Result<(), Stop> {
    for index in 0..session.study.entries() {
        let Some(part) = parts.iter().find(|part| part.holds(index)) else { continue };
        let payload = part.read(index).map_err(Stop::failed)?;
        if session.archive.holds(index) {
            if session.archive.bytes(index).map_err(Stop::failed)? != payload {
                return Err(Stop::failed(format_args!(
                    "run {index} in {} is not the same as in the parts: start over with --force",
                    session.path().display()
                )));
            }
        } else if !session.archive.keep_bytes(index, &payload) {
            break;
        }
    }
    session.archive.lost().map_or(Ok(()), |error| Err(Stop::failed(error)))?;
    session.archive.sync().map_err(Stop::failed)
}

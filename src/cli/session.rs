//! The session of a study in a folder: begun, resumed or refused; carried out; interrupted, or finished.

use super::exit::{Exit, Stop};
use super::pages;
use super::progress::Progress;
use super::results::{self, Results};
use super::resume::{Begun, Resumed, resume};
use super::terminal::{print, tell};
use crate::ensemble::archive::Archive;
use crate::ensemble::execute::Work;
use crate::ensemble::resources::{check_resources_beyond, check_rows};
use crate::ensemble::shard::Shard;
use crate::experiments::{Ensemble, Study};
use crate::output::{
    Input, NewFiles, OutputError, ResultFolder, Start, Timings, UNFINISHED, Unfinished, count, inputs, kind_row,
};
use crate::record::names::JOURNAL;
use crate::record::names::RUNS;
use crate::record::study::{Description, StudyKind};
use crate::scenario::visible;
use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::time::{Instant, SystemTime};

/// What a session is to do, and where.
#[derive(Clone, Copy)]
pub(super) struct SessionArguments<'a> {
    /// What is asked for.
    pub(super) study: &'a Study,
    /// Threads to use.
    pub(super) threads: usize,
    /// The part of the study to be done here.
    pub(super) shard: Shard,
    /// The folder of the results.
    pub(super) path: &'a Path,
    /// What may happen to what exists there.
    pub(super) start: Start,
    /// Files that the command reads.
    pub(super) reads: &'a [PathBuf],
}

/// A study that holds its folder.
pub(super) struct Session<'a> {
    /// What is asked for; of a study that is resumed, under the name that it had.
    pub(super) study: Cow<'a, Study>,
    /// Threads to use.
    pub(super) threads: usize,
    shard: Shard,
    /// As it is written down in the folder: it may have been extended.
    pub(super) description: Description,
    folder: ResultFolder,
    /// What is unfinished; `None` if all is finished.
    work: Option<Unfinished>,
    /// The runs that are done.
    pub(super) archive: Archive,
}

/// How the work of a session ended.
pub(super) struct Ended {
    /// Whether the user stopped it.
    pub(super) stopped: bool,
    /// When, how long, on how many threads.
    pub(super) timings: Timings,
}

/// Bytes of the disk that a study which is resumed has taken already.
fn kept_bytes(path: &Path) -> u64 {
    let length = |file: PathBuf| file.symlink_metadata().map_or(0, |found| found.len());
    let finished = length(path.join(RUNS));
    // A finished result has its tables too, and needs nothing more.
    length(path.join(UNFINISHED).join(JOURNAL)).saturating_add(finished.saturating_mul(4))
}

impl<'a> Session<'a> {
    /// Begins one whose runs are to be done: makes sure that it fits, has large pages of memory where its worlds are
    /// large, and takes the folder.
    pub(super) fn begin(arguments: SessionArguments<'a>) -> Result<Self, Stop> {
        let SessionArguments { study, threads, path, start, .. } = arguments;
        if let Some(Ensemble { scenarios, plan, .. }) = study.ensemble() {
            pages::enlarge(scenarios);
            let kept = if start == Start::Resume { kept_bytes(path) } else { 0 };
            if study.kind == StudyKind::Run {
                scenarios.iter().try_for_each(|scenario| check_rows(scenario, plan)).map_err(Stop::refused)?;
            }
            check_resources_beyond(scenarios, plan, threads, path, kept).map_err(Stop::refused)?;
        }
        Self::take(arguments)
    }

    /// Takes the folder.
    pub(super) fn take(arguments: SessionArguments<'a>) -> Result<Self, Stop> {
        let SessionArguments { study, threads, shard, path, start, reads } = arguments;
        // Nothing is written by then, whatever is in the way.
        let mut folder = ResultFolder::take(path).map_err(|error| Stop { exit: Exit::Refused, ..Stop::from(error) })?;
        let Resumed { study, description, begun } = match start {
            Start::Resume => resume(study, reads, &mut folder)?,
            Start::New | Start::Replace => begin(study, reads, start, &mut folder)?,
        };
        let (archive, work) = archive(&study, &description, begun)?;
        if let Some(cut) = &archive.cut {
            tell(cut);
        }
        Ok(Self { study, threads, shard, description, folder, work, archive })
    }

    /// The runs, of a study that has some.
    pub(super) fn ensemble(&self) -> Result<&Ensemble, Stop> {
        self.study.ensemble().ok_or_else(|| Stop::failed("this study has readings, not runs"))
    }

    /// Where the results go.
    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The same as it is shown.
    fn shown_path(&self) -> String {
        visible(&self.path().to_string_lossy()).into_owned()
    }

    /// What to say if there is nothing left to do.
    pub(super) fn finished(&self) -> Option<String> {
        let (runs, path) = (self.study.entries(), self.shown_path());
        let all = match self.study.kind {
            StudyKind::Test => "the test is".to_owned(),
            kind => format!("all {runs} {}s are", kind.entry()),
        };
        self.work.is_none().then(|| format!("finished already: {all} in {path}\n"))
    }

    /// Does the runs that are missing.
    pub(super) fn execute(&mut self) -> Result<Ended, Stop> {
        let (started, clock) = (SystemTime::now(), Instant::now());
        let (stopped, people_weeks) = self.work()?;
        if stopped && self.archive.done() == 0 {
            let kept = match self.archive.districts_done() {
                0 => "--resume starts with it",
                _ => "the towns that are done are kept; --resume continues with them",
            };
            let message = format!("interrupted before the first run was done in {}: {kept}", self.shown_path());
            return Err(Stop { message, exit: Exit::Interrupted });
        }
        let threads = self.threads;
        Ok(Ended { stopped, timings: Timings { started, elapsed: clock.elapsed(), threads, people_weeks } })
    }

    /// Whether it was stopped, and the weeks of people that were simulated.
    fn work(&self) -> Result<(bool, u64), Stop> {
        let Ensemble { scenarios, plan, .. } = self.ensemble()?;
        let (archive, shard) = (&self.archive, self.shard);
        let runs = (0..plan.runs()).filter(|run| shard.holds(run / plan.regimes as u64));
        let open = runs.filter(|&run| !archive.holds(run)).count() as u64;
        let people_weeks = (plan.people_weeks as f64 / plan.runs() as f64 * open as f64) as u64;
        let progress = Progress::of(open, people_weeks);
        let work = Work {
            scenarios,
            plan: *plan,
            shard,
            done: |index| archive.holds(index),
            keep: |index, run| {
                if !archive.keep(index, &run) {
                    progress.stop();
                }
            },
            kept_districts: Some(archive),
        };
        work.execute(self.threads, &progress).map_err(Stop::failed)?;
        let simulated = progress.finish();
        if let Some(error) = archive.lost() {
            return Err(Stop::failed(format_args!(
                "{error}\nmutua: {} of {} runs are done and kept; --resume continues with them",
                archive.done(),
                plan.runs()
            )));
        }
        archive.sync().map_err(Stop::failed)?;
        if !progress.was_stopped() {
            archive.discard_districts().map_err(Stop::failed)?;
        }
        Ok((progress.was_stopped(), simulated))
    }

    /// Makes all result files of the runs that are there and puts them in their places. `None` if some runs are missing and
    /// nothing is written of a part: this kind of study needs all of them, or a whole result stands there.
    pub(super) fn write(&self, ended: &Ended, choice: &results::Choice) -> Result<Option<Results>, Stop> {
        let Some(work) = &self.work else { return Err(Stop::failed("all is written already")) };
        let whole = self.archive.done() == self.study.entries();
        if !whole && !self.may_write_part()? {
            return Ok(None);
        }
        let written = self.write_into(work, whole, ended, choice);
        if written.is_err() {
            // Best effort: what cannot be removed now is removed when the study is resumed.
            let _ = work.clear();
        }
        written.map(Some)
    }

    /// Whether results of a part of the runs may replace what exists: never a whole result.
    fn may_write_part(&self) -> Result<bool, Stop> {
        if !kind_row(self.study.kind).of_parts {
            return Ok(false);
        }
        let here = &self.description;
        let whole = self.folder.folder().holds("look at", RUNS).map_err(Stop::failed)?;
        let nothing = self.folder.found().map_err(Stop::failed)?.is_none();
        // A manifest that cannot be understood is that of another study.
        let same = self.folder.result().is_ok_and(|there| there.is_some_and(|there| there.is_same(here)));
        Ok(!whole && (nothing || same))
    }

    fn write_into(
        &self,
        work: &Unfinished,
        whole: bool,
        ended: &Ended,
        choice: &results::Choice,
    ) -> Result<Results, Stop> {
        let stage = work.stage().map_err(Stop::failed)?;
        let mut names = Vec::new();
        if self.archive.finalise(stage.folder(), &self.description.identity()).map_err(Stop::failed)? {
            names.push(RUNS.to_owned());
        }
        let made = results::make(&stage, &self.study, &self.description, &self.archive, &ended.timings, choice);
        let results = made.map_err(Stop::failed)?;
        names.extend(results.files.iter().map(|file| file.name.clone()));
        let kind = if whole { NewFiles::Whole } else { NewFiles::Partial };
        self.folder.replace(work, stage, &names, kind).map_err(Stop::failed)?;
        Ok(results)
    }

    /// Says what was found and how it ended: done, interrupted, or with runs that failed.
    pub(super) fn conclude(&self, ended: &Ended, results: Option<Results>) -> Result<Exit, Stop> {
        if let Some(results) = &results {
            print(&(results.text.clone() + &self.last_line(ended, results.finished)))?;
        }
        self.interrupted(ended, results.is_some())?;
        match results.and_then(|results| results.failure) {
            Some(failure) => Err(Stop::failed(failure)),
            None => Ok(Exit::Done),
        }
    }

    fn last_line(&self, ended: &Ended, finished: u64) -> String {
        let what = self.study.entry();
        let done = if ended.stopped {
            format!("{finished} of {}", count(self.study.entries() as usize, what))
        } else {
            count(finished as usize, what)
        };
        let path = self.shown_path();
        // Where all runs were there already, they took no time here.
        match ended.timings.people_weeks {
            0 => format!("\n{done}. Results: {path}\n"),
            _ => {
                let (seconds, on) = (ended.timings.elapsed.as_secs_f64(), count(ended.timings.threads, "thread"));
                format!("\n{done} in {seconds:.1} s on {on}. Results: {path}\n")
            }
        }
    }

    /// An end before all runs were there; nothing if they are.
    fn interrupted(&self, ended: &Ended, written: bool) -> Result<(), Stop> {
        let (done, planned) = (self.archive.done(), self.study.entries());
        if !ended.stopped || done >= planned {
            return Ok(());
        }
        let path = self.shown_path();
        let there = !written && self.folder.found()?.is_some();
        let earlier = if there { "; the earlier result stays until all are done" } else { "" };
        let message = format!(
            "interrupted: {done} of {planned} runs are done and kept in {path}; --resume continues with them{earlier}"
        );
        Err(Stop { message, exit: Exit::Interrupted })
    }

    /// A part is done: its runs wait to be joined.
    pub(super) fn part_done(&self, ended: &Ended) -> Result<Exit, Stop> {
        let (part, of) = (self.shard.part(), self.shard.of());
        let (done, path) = (self.archive.done(), self.shown_path());
        if ended.stopped {
            let message =
                format!("interrupted: {done} runs of part {part} of {of} are kept in {path}; --resume continues");
            return Err(Stop { message, exit: Exit::Interrupted });
        }
        print(&format!("part {part} of {of}: {done} runs are in {path}. Join the parts with `mutua merge`.\n"))
    }
}

/// Begins a study in a folder that holds nothing, or in place of what it holds.
fn begin<'a>(
    study: &'a Study,
    reads: &[PathBuf],
    start: Start,
    folder: &mut ResultFolder,
) -> Result<Resumed<'a>, Stop> {
    let files = study.scenario().map_or_else(Vec::new, inputs);
    let files: Vec<Input<'_>> = files.iter().map(|(name, bytes)| (*name, &bytes[..])).collect();
    folder.protect_inputs(reads, &files)?;
    if start == Start::Replace {
        match folder.complete() {
            // What cannot be understood cannot be completed; it is replaced.
            Err(OutputError::Unlisted { .. }) | Ok(_) => (),
            Err(error) => return Err(error.into()),
        }
    } else {
        folder.expect_nothing()?;
    }
    let description = study.description.clone();
    let begun = Begun::Work(folder.begin(&description, &files)?);
    Ok(Resumed { study: Cow::Borrowed(study), description, begun })
}

/// The archive of the runs that are done, and the folder of those that are not.
fn archive(study: &Study, description: &Description, begun: Begun) -> Result<(Archive, Option<Unfinished>), Stop> {
    let (identity, runs) = (description.identity(), study.entries());
    let (mut archive, work) = match begun {
        Begun::Finished(archive) => (*archive, None),
        Begun::Work(work) => {
            let handle = work.folder().reopened().map_err(Stop::failed)?;
            (Archive::begin(handle, &identity, runs).map_err(Stop::of_resumed)?, Some(work))
        }
        Begun::WithRuns(work, earlier) => {
            let handle = work.folder().reopened().map_err(Stop::failed)?;
            (Archive::begin_with(handle, &identity, runs, &earlier).map_err(Stop::of_resumed)?, Some(work))
        }
    };
    let scenarios = study.ensemble().map_or(&[][..], |ensemble| &ensemble.scenarios);
    if scenarios.iter().any(|scenario| scenario.towns() > 1) {
        archive.keep_districts(&identity)?;
    }
    Ok((archive, work))
}

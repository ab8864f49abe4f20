//! The session of an ensemble in a folder: begun, resumed or refused; executed; interrupted, or laid down when whole.

use super::exit::{Exit, Stop};
use super::open;
use super::pages;
use super::progress::Progress;
use super::tell;
use crate::ensemble::admission::admit_points;
use crate::ensemble::archive::{Archive, ArchiveError, Start};
use crate::ensemble::execute::Work;
use crate::ensemble::journal::{Fault, JournalError, ensemble_id};
use crate::ensemble::plan::{Plan, Shard};
use crate::output::{Inventory, OutputError, ResultFolder, Timings, write_scenario};
use crate::scenario::{Scenario, differences};
use std::path::Path;
use std::time::{Instant, SystemTime};

/// Keys that are told of those in which two scenarios differ.
const TOLD: usize = 8;

/// An ensemble that is asked for.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    /// The scenario that was named.
    pub(super) scenario: &'a Scenario,
    /// One scenario a design point.
    pub(super) scenarios: &'a [Scenario],
    /// The runs.
    pub(super) plan: Plan,
    /// What tells it from all others.
    pub(super) identity: &'a str,
    /// Threads to use.
    pub(super) threads: usize,
    /// The part of it to be done here.
    pub(super) shard: Shard,
    /// The folder.
    pub(super) path: &'a Path,
    /// What may happen to runs that are there.
    pub(super) start: Start,
}

/// An ensemble that holds its folder.
pub(super) struct Session<'a> {
    asked: Asked<'a>,
    /// All runs.
    pub(super) plan: Plan,
    /// Where results go.
    pub(super) folder: ResultFolder,
    /// The runs that are there.
    pub(super) archive: Archive,
}

/// How the work of a session ended.
pub(super) struct Ended {
    /// Whether the user stopped it.
    pub(super) stopped: bool,
    /// When, how long, on how many threads.
    pub(super) timings: Timings,
}

/// How to begin, by the flags `--resume` and `--force`.
pub(super) fn start(resume: bool, force: bool) -> Start {
    match (resume, force) {
        (true, _) => Start::Resume,
        (false, true) => Start::Anew,
        (false, false) => Start::New,
    }
}

impl<'a> Session<'a> {
    /// Begins one whose runs are to be done: makes sure that it fits, has large pages of memory where its worlds are
    /// large, and takes the folder.
    pub(super) fn begin(asked: Asked<'a>) -> Result<Self, Stop> {
        pages::enlarge(asked.scenarios);
        admit_points(asked.scenarios, &asked.plan, asked.threads, asked.path).map_err(Stop::refused)?;
        Self::take(asked)
    }

    /// Takes the folder.
    pub(super) fn take(asked: Asked<'a>) -> Result<Self, Stop> {
        let Asked { scenarios, plan, identity, path, start, .. } = asked;
        if start == Start::New {
            Archive::expect_none(path).map_err(refused)?;
        }
        let folder = ResultFolder::create(path, start != Start::New).map_err(of_results)?;
        let begun = Archive::begin(folder.path(), identity, plan.runs(), start);
        let mut archive =
            begun.map_err(|error| of_another(error, folder.path(), (asked.scenario, "what is asked for"), identity))?;
        if scenarios.iter().any(|scenario| scenario.towns() > 1) {
            archive.keep_districts(identity).map_err(refused)?;
        }
        folder.sweep().map_err(Stop::failed)?;
        // Whatever becomes of this one, it can be told what it was of. An earlier result keeps its own until it is replaced.
        if !folder.has_scenario() {
            write_scenario(&folder, &asked.scenario.to_toml()).map_err(Stop::failed)?;
        }
        if let Some(cut) = &archive.cut {
            tell(cut);
        }
        Ok(Self { asked, plan, folder, archive })
    }

    /// What to say if there is nothing left to do: all runs are there, and all files are as they were written. Files that
    /// are not are written anew from the runs.
    pub(super) fn finished(&self) -> Option<String> {
        if !self.archive.finished {
            return None;
        }
        if let Err(error) = Inventory::read(self.folder.path()).and_then(|inventory| inventory.verify()) {
            tell(format_args!("{error}; all files are written again from the runs"));
            return None;
        }
        let (runs, path) = (self.plan.runs(), self.folder.path().display());
        Some(format!("finished already: all {runs} runs are in {path}\n"))
    }

    /// Does the runs that are missing, and lays all of them down once they are there.
    pub(super) fn execute(&mut self) -> Result<Ended, Stop> {
        let (started, clock) = (SystemTime::now(), Instant::now());
        let (stopped, people_weeks) = self.work()?;
        if stopped && self.archive.done() == 0 {
            let kept = match self.archive.districts_done() {
                0 => "no results were written".to_owned(),
                _ => {
                    format!("its towns so far are kept in {}; --resume goes on with them", self.folder.path().display())
                }
            };
            let message = format!("interrupted before the first run was done: {kept}");
            return Err(Stop { message, exit: Exit::Interrupted });
        }
        if self.asked.shard == Shard::WHOLE {
            self.archive.lay_down(self.asked.identity).map_err(Stop::failed)?;
        }
        let threads = self.asked.threads;
        Ok(Ended { stopped, timings: Timings { started, elapsed: clock.elapsed(), threads, people_weeks } })
    }

    /// Whether it was stopped, and the weeks of people that were simulated.
    fn work(&self) -> Result<(bool, u64), Stop> {
        let (plan, archive, shard) = (&self.plan, &self.archive, self.asked.shard);
        let runs = (0..plan.runs()).filter(|run| shard.holds(run / plan.regimes as u64));
        let open = runs.filter(|&run| !archive.holds(run)).count() as u64;
        let people_weeks = (plan.people_weeks as f64 / plan.runs() as f64 * open as f64) as u64;
        let progress = Progress::of(open, people_weeks);
        let work = Work {
            scenarios: self.asked.scenarios,
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
        work.execute(self.asked.threads, &progress).map_err(Stop::failed)?;
        let simulated = progress.finish();
        if let Some(error) = archive.lost() {
            return Err(Stop::failed(format_args!(
                "{error}\nmutua: {} of {} runs are done and kept; --resume goes on with them",
                archive.done(),
                plan.runs()
            )));
        }
        archive.sync().map_err(Stop::failed)?;
        if !progress.was_stopped() {
            archive.let_districts_go().map_err(Stop::failed)?;
        }
        Ok((progress.was_stopped(), simulated))
    }

    /// An end before all runs were there; nothing if they are.
    pub(super) fn interrupted(&self, ended: &Ended) -> Result<(), Stop> {
        let (done, planned) = (self.archive.done(), self.plan.runs());
        if !ended.stopped || done >= planned {
            return Ok(());
        }
        let path = self.folder.path().display();
        let message =
            format!("interrupted: {done} of {planned} runs are done and kept in {path}; --resume goes on with them");
        Err(Stop { message, exit: Exit::Interrupted })
    }
}

/// What results that are there, or are none, do not allow is a refusal; all else is a failure.
pub(super) fn of_results(error: OutputError) -> Stop {
    match error {
        OutputError::Exists { .. } | OutputError::NoFolder { .. } | OutputError::Unlisted { .. } => {
            Stop::refused(error)
        }
        _ => Stop::failed(error),
    }
}

/// As [`refused`]; where the runs in `folder` are those of another scenario, it is told in what that differs from
/// `scenario`, by which `identity` is and which comes from `here`.
pub(super) fn of_another(
    error: ArchiveError,
    folder: &Path,
    (scenario, here): (&Scenario, &str),
    identity: &str,
) -> Stop {
    let found = match &error {
        ArchiveError::Journal(JournalError { fault: Fault::OtherEnsemble { found, .. }, .. }) => *found,
        _ => return refused(error),
    };
    let Ok(there) = open::resolved(folder) else { return refused(error) };
    // A scenario may lie beside runs that are not of it.
    if ensemble_id(&identity.replace(&scenario.hash(), &there.hash())) != found {
        return refused(error);
    }
    let differing = differences(&there, scenario);
    let told = differing.iter().take(TOLD).map(|difference| format!("\n    {difference}")).collect::<String>();
    let more = match differing.len().saturating_sub(TOLD) {
        0 => String::new(),
        more => format!("\n    and {more} more"),
    };
    Stop::refused(format_args!("{error}\n    there: {}; here: {here}{told}{more}", folder.display()))
}

/// What the state of a folder does not allow is a refusal; a disk that fails is a failure.
pub(super) fn refused(error: ArchiveError) -> Stop {
    match error {
        ArchiveError::Io { .. } => Stop::failed(error),
        _ => Stop::refused(error),
    }
}

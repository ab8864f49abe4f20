//! `mutua sweep`: a scenario at every point of its design.

use super::exit::{Exit, Stop};
use super::run::shard_done;
use super::session::{Asked, Ended, Session};
use super::{SweepArguments, check, open, print};
use crate::analysis::design::{Design, Point};
use crate::ensemble::Run;
use crate::ensemble::archive::ArchiveError;
use crate::ensemble::plan::{Plan, Shard};
use crate::output::count;
use crate::output::points::{Survey, Surveyed, write_sweep};
use crate::scenario::{Scenario, Variants};
use std::fmt::Write;
use std::path::PathBuf;

pub(super) const EXAMPLES: &str = "\
Examples:
  mutua sweep sweep-directiveness
  mutua sweep my-design.toml --replicates 5 --out /tmp/first-look
  mutua sweep my-design.toml --resume
  mutua sweep my-design.toml --shard 1/3 --out part-1   # and 2/3, 3/3
  mutua merge part-1 part-2 part-3 --out all            # then";

pub(super) fn sweep(arguments: &SweepArguments) -> Result<Exit, Stop> {
    let scenario = open::open(&arguments.what)?;
    let design = Design::of(&scenario).ok_or_else(|| without_design(&scenario, "sweep"))?;
    design.check(&scenario).map_err(Stop::refused)?;
    let scenarios = at_points(&scenario, design.len(), |index| design.point(index))?;
    let threads = open::threads(arguments.what.threads);
    let path = arguments.out.clone().unwrap_or_else(|| folder_of(&scenario, "sweep"));
    let identity = identity(&scenario);
    let mut session = Session::begin(Asked {
        scenario: &scenario,
        scenarios: &scenarios,
        plan: Plan::over(&scenarios),
        identity: &identity,
        threads,
        shard: arguments.runs.shard,
        path: &path,
        start: arguments.runs.start(),
    })?;
    if let Some(text) = session.finished() {
        return print(&text);
    }
    print(&forecast(&session, &scenarios, threads))?;
    let ended = session.execute()?;
    if arguments.runs.shard != Shard::WHOLE {
        return shard_done(&scenario, &session, arguments.runs.shard, ended.stopped);
    }
    survey(&session, &ended, &scenario, &scenarios, &design)
}

/// What tells a sweep from all other ensembles.
pub(super) fn identity(scenario: &Scenario) -> String {
    format!("sweep:{}", scenario.hash())
}

/// Writes all result files from the runs that are there, and says how it ended.
pub(super) fn survey(
    session: &Session<'_>,
    ended: &Ended,
    scenario: &Scenario,
    scenarios: &[Scenario],
    design: &Design,
) -> Result<Exit, Stop> {
    let surveyed = Surveyed {
        command: "sweep",
        scenario,
        scenarios,
        plan: &session.plan,
        keys: design.keys(),
        point: &|index| design.point(index),
        timings: &ended.timings,
    };
    let survey = write_sweep(&session.folder, design, &surveyed, |index| kept(session, index)).map_err(Stop::failed)?;
    session.archive.publish().map_err(Stop::failed)?;
    conclude(session, ended, &survey)
}

/// What is said of a scenario that varies nothing.
pub(super) fn without_design(scenario: &Scenario, command: &str) -> Stop {
    Stop::refused(format_args!(
        "{} has no [design], so there is nothing for `mutua {command}` to vary: see docs/scenarios.md, or \
         `mutua scenarios sweep-directiveness`",
        scenario.name
    ))
}

/// Where results go if nothing is said: apart from those of `mutua run`.
pub(super) fn folder_of(scenario: &Scenario, command: &str) -> PathBuf {
    PathBuf::from("results").join(format!("{command}-{}", scenario.name))
}

/// The scenario of every point.
pub(super) fn at_points(
    scenario: &Scenario,
    points: usize,
    point: impl Fn(usize) -> Point,
) -> Result<Vec<Scenario>, Stop> {
    let variants = Variants::of(scenario).map_err(Stop::refused)?;
    (0..points).map(|index| variants.at(&point(index).sets()).map_err(Stop::refused)).collect()
}

/// How many runs there are and how long they will take, by a probe of the last point.
pub(super) fn forecast(session: &Session<'_>, scenarios: &[Scenario], threads: usize) -> String {
    let Plan { points, regimes, replicates, .. } = session.plan;
    let (runs, done) = (session.plan.runs(), session.archive.done());
    let sizes = [(points as usize, "point"), (regimes, "regime"), (replicates as usize, "replicate")];
    let mut text = sizes.map(|(size, what)| count(size, what)).join(" x ");
    // Writing into a string cannot fail.
    let _ = write!(text, " = {}", count(runs as usize, "run"));
    if done > 0 {
        let _ = write!(text, ", {done} of them done");
    }
    let whole = scenarios.last().map_or(f64::NAN, |last| check::seconds(last, &session.plan, threads));
    let seconds = whole * (runs - done) as f64 / runs.max(1) as f64;
    let time = check::between(seconds * 0.7, seconds * 1.6);
    let _ = writeln!(text, ": {time} on {}, by a probe of one second", count(threads, "thread"));
    text
}

/// A run that is there.
pub(super) fn kept(session: &Session<'_>, index: u64) -> Option<Result<Run, ArchiveError>> {
    session.archive.holds(index).then(|| session.archive.run(index))
}

/// How it ended: done, interrupted, or with runs that failed.
pub(super) fn conclude(session: &Session<'_>, ended: &Ended, survey: &Survey) -> Result<Exit, Stop> {
    let (seconds, path) = (ended.timings.elapsed.as_secs_f64(), session.folder.path().display());
    print(&format!("{} runs in {seconds:.1} s. Results: {path}\n", survey.finished))?;
    session.interrupted(ended)?;
    let Some(first) = &survey.first_failure else { return Ok(Exit::Done) };
    Err(Stop::failed(format_args!("{} runs failed, the first of them {first}; the others are kept", survey.failed)))
}

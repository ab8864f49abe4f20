//! `mutua run`.

use super::exit::{Exit, Stop};
use super::progress::Progress;
use super::{RunArguments, open, print};
use crate::ensemble::admission::admit;
use crate::ensemble::archive::{Archive, ArchiveError, Start};
use crate::ensemble::execute::Work;
use crate::ensemble::journal::JOURNAL;
use crate::ensemble::plan::{Plan, Shard};
use crate::output::{self, OutputError, ResultFolder, Timings, Written};
use crate::scenario::Scenario;
use std::fmt::Write;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

pub(super) const EXAMPLES: &str = "\
Examples:
  mutua run scenarios/three-regimes.toml
  mutua run three-regimes --replicates 5 --out /tmp/first-look
  mutua run three-regimes --set stake_shared=0.1 --set hope=false --set regime.mutual-self-help.directiveness=0.5
  mutua run three-regimes --resume
  mutua run three-regimes --shard 1/3 --out part-1    # and 2/3, 3/3, anywhere; then: mutua merge part-1 part-2 part-3 --out all";

pub(super) fn run(arguments: &RunArguments) -> Result<Exit, Stop> {
    let scenario = open::open(&arguments.what)?;
    let threads = open::threads(&arguments.what);
    let path = arguments.out.clone().unwrap_or_else(|| PathBuf::from("results").join(&scenario.name));
    admit(&scenario, threads, &path).map_err(Stop::refused)?;
    let start = match (arguments.resume, arguments.force) {
        (true, _) => Start::Resume,
        (false, true) => Start::Anew,
        (false, false) => Start::New,
    };
    if start == Start::New && path.join(JOURNAL).exists() {
        return Err(Stop::refused(ArchiveError::Unfinished { folder: path }));
    }
    let folder = ResultFolder::create(&path, start != Start::New).map_err(refused_if_there)?;
    let (plan, identity) = (Plan::of(&scenario), scenario.hash());
    let mut archive = Archive::begin(folder.path(), &identity, &plan, start).map_err(refused)?;
    folder.sweep().map_err(Stop::failed)?;
    if let Some(cut) = &archive.cut {
        eprintln!("mutua: {cut}");
    }
    if archive.finished && folder.file("manifest.json").exists() {
        return print(&format!("finished already: all {} runs are in {}\n", plan.runs(), path.display()));
    }
    let (started, clock) = (SystemTime::now(), Instant::now());
    let stopped = execute(&scenario, &plan, arguments.shard, threads, &archive)?;
    if archive.done() == 0 {
        let message = "interrupted before the first run was done: no results were written".to_owned();
        return Err(Stop { message, exit: Exit::Interrupted });
    }
    if arguments.shard != Shard::WHOLE {
        return shard_done(&scenario, &folder, &archive, arguments.shard, stopped);
    }
    archive.lay_down(&identity).map_err(Stop::failed)?;
    let timings = Timings { started, elapsed: clock.elapsed(), threads, people_weeks: plan.people_weeks };
    let written = write(&folder, &scenario, &archive, &timings)?;
    report(&scenario, &written, &path, &timings)?;
    conclude(&scenario, &written, &plan, &path, stopped)
}

/// Results that are there are a refusal; all else is a failure.
pub(super) fn refused_if_there(error: OutputError) -> Stop {
    match error {
        OutputError::Exists { .. } => Stop::refused(error),
        _ => Stop::failed(error),
    }
}

/// What the state of a folder does not allow is a refusal; a disk that fails is a failure.
pub(super) fn refused(error: ArchiveError) -> Stop {
    match error {
        ArchiveError::Io { .. } => Stop::failed(error),
        _ => Stop::refused(error),
    }
}

/// Does the runs that are missing; whether it was stopped.
fn execute(scenario: &Scenario, plan: &Plan, shard: Shard, threads: usize, archive: &Archive) -> Result<bool, Stop> {
    let open = (0..plan.runs()).filter(|&run| shard.holds(run / plan.regimes as u64) && !archive.holds(run)).count();
    let people_weeks = (plan.people_weeks as f64 / plan.runs() as f64 * open as f64) as u64;
    let progress = Progress::of(open as u64, people_weeks);
    let work = Work {
        scenarios: std::slice::from_ref(scenario),
        plan: *plan,
        shard,
        done: |index| archive.holds(index),
        keep: |index, run| {
            if !archive.keep(index, &run) {
                progress.stop();
            }
        },
    };
    work.execute(threads, &progress).map_err(Stop::failed)?;
    progress.finish();
    if let Some(error) = archive.lost() {
        return Err(Stop::failed(format_args!(
            "{error}\nmutua: {} of {} runs are done and kept; --resume goes on with them",
            archive.done(),
            plan.runs()
        )));
    }
    archive.sync().map_err(Stop::failed)?;
    Ok(progress.was_stopped())
}

/// Writes all result files from the runs that are there.
pub(super) fn write(
    folder: &ResultFolder,
    scenario: &Scenario,
    archive: &Archive,
    timings: &Timings,
) -> Result<Written, Stop> {
    let (text, hash) = (scenario.to_toml(), scenario.hash());
    output::write_results(folder, scenario, &text, &hash, archive.runs(), timings).map_err(Stop::failed)
}

fn shard_done(
    scenario: &Scenario,
    folder: &ResultFolder,
    archive: &Archive,
    shard: Shard,
    stopped: bool,
) -> Result<Exit, Stop> {
    output::write_scenario(folder, &scenario.to_toml()).map_err(Stop::failed)?;
    let (part, of, done, path) = (shard.part + 1, shard.of, archive.done(), folder.path().display());
    if stopped {
        let message = format!("interrupted: {done} runs of part {part} of {of} are kept in {path}; --resume goes on");
        return Err(Stop { message, exit: Exit::Interrupted });
    }
    print(&format!("part {part} of {of}: {done} runs are in {path}. Join the parts with `mutua merge`.\n"))
}

/// The table for the terminal, and where the rest is.
pub(super) fn report(scenario: &Scenario, written: &Written, path: &Path, timings: &Timings) -> Result<Exit, Stop> {
    let colour = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let mut report = output::table(scenario, &written.findings, colour);
    let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    let runs = count(written.register.finished(), "run");
    let _ = match timings.elapsed {
        Duration::ZERO => writeln!(report, "\n{runs}. Results: {}", path.display()),
        elapsed => {
            let (seconds, on) = (elapsed.as_secs_f64(), count(timings.threads, "thread"));
            writeln!(report, "\n{runs} in {seconds:.1} s on {on}. Results: {}", path.display())
        }
    };
    print(&report)
}

/// How it ended: done, interrupted, or with runs that failed.
fn conclude(scenario: &Scenario, written: &Written, plan: &Plan, path: &Path, stopped: bool) -> Result<Exit, Stop> {
    let done = written.register.finished() + written.register.failed();
    if stopped && (done as u64) < plan.runs() {
        let message = format!(
            "interrupted: {done} of {} runs are done and kept in {}; --resume goes on with them",
            plan.runs(),
            path.display()
        );
        return Err(Stop { message, exit: Exit::Interrupted });
    }
    let Some(first) = written.register.first_failure() else { return Ok(Exit::Done) };
    let (count, name) = (written.register.failed(), &scenario.regimes[first.regime].name);
    Err(Stop::failed(format_args!(
        "{count} runs failed, the first of them {name}, replicate {}: {}; the others are kept",
        first.replicate, first.reason
    )))
}

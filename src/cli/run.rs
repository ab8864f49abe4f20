//! `mutua run`.

use super::exit::{Exit, Stop};
use super::session::{Asked, Session};
use super::{RunArguments, open, print};
use crate::ensemble::archive::Archive;
use crate::ensemble::plan::{Plan, Shard};
use crate::output::{self, ResultFolder, Timings, Written, count};
use crate::scenario::Scenario;
use std::fmt::Write;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

pub(super) const EXAMPLES: &str = "\
Examples:
  mutua run scenarios/three-regimes.toml
  mutua run three-regimes --replicates 5 --out /tmp/first-look
  mutua run three-regimes --set stake_shared=0.1 --set hope=false
  mutua run three-regimes --set regime.mutual-self-help.directiveness=0.5
  mutua run three-regimes --resume
  mutua run three-regimes --shard 1/3 --out part-1   # and 2/3, 3/3, anywhere
  mutua merge part-1 part-2 part-3 --out all         # then";

pub(super) fn run(arguments: &RunArguments) -> Result<Exit, Stop> {
    let scenario = open::open(&arguments.what)?;
    let threads = open::threads(arguments.what.threads);
    let path = arguments.out.clone().unwrap_or_else(|| PathBuf::from("results").join(&scenario.name));
    let identity = scenario.hash();
    let mut session = Session::begin(Asked {
        scenario: &scenario,
        scenarios: std::slice::from_ref(&scenario),
        plan: Plan::of(&scenario),
        identity: &identity,
        threads,
        shard: arguments.runs.shard,
        path: &path,
        start: arguments.runs.start(),
    })?;
    if let Some(text) = session.finished() {
        return print(&text);
    }
    let ended = session.execute()?;
    if arguments.runs.shard != Shard::WHOLE {
        return shard_done(&scenario, &session, arguments.runs.shard, ended.stopped);
    }
    let written = write(&session.folder, &scenario, &session.archive, &ended.timings)?;
    session.archive.publish().map_err(Stop::failed)?;
    report(&scenario, &written, &path, &ended.timings)?;
    session.interrupted(&ended)?;
    conclude(&scenario, &written)
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

/// A part is done: its runs wait to be joined.
pub(super) fn shard_done(
    scenario: &Scenario,
    session: &Session<'_>,
    shard: Shard,
    stopped: bool,
) -> Result<Exit, Stop> {
    let (folder, archive) = (&session.folder, &session.archive);
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
    let runs = count(written.register.finished(), "run");
    // Where all runs were there already, they took no time here.
    let _ = match timings.people_weeks {
        0 => writeln!(report, "\n{runs}. Results: {}", path.display()),
        _ => {
            let (seconds, on) = (timings.elapsed.as_secs_f64(), count(timings.threads, "thread"));
            writeln!(report, "\n{runs} in {seconds:.1} s on {on}. Results: {}", path.display())
        }
    };
    print(&report)
}

/// How it ended: done, or with runs that failed.
pub(super) fn conclude(scenario: &Scenario, written: &Written) -> Result<Exit, Stop> {
    let Some(first) = written.register.first_failure() else { return Ok(Exit::Done) };
    let (count, name) = (written.register.failed(), &scenario.regimes[first.regime].name);
    Err(Stop::failed(format_args!(
        "{count} runs failed, the first of them {name}, replicate {}: {}; the others are kept",
        first.replicate, first.reason
    )))
}

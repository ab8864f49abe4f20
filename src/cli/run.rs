//! `mutua run`.

use super::exit::{Exit, Stop};
use super::progress::Progress;
use super::{RunArguments, open, print};
use crate::ensemble::admission::admit;
use crate::ensemble::execute::execute;
use crate::ensemble::plan::Plan;
use crate::output::{self, ResultFolder, Timings};
use std::convert::Infallible;
use std::fmt::Write;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::time::{Instant, SystemTime};

pub(super) const EXAMPLES: &str = "\
Examples:
  mutua run scenarios/three-regimes.toml
  mutua run three-regimes --replicates 5 --out /tmp/first-look
  mutua run three-regimes --set stake_shared=0.1 --set hope=false --set regime.mutual-self-help.directiveness=0.5";

pub(super) fn run(arguments: &RunArguments) -> Result<Exit, Stop> {
    let scenario = open::open(&arguments.what)?;
    let threads = open::threads(&arguments.what);
    admit(&scenario, threads).map_err(Stop::refused)?;
    let path = arguments.out.clone().unwrap_or_else(|| PathBuf::from("results").join(&scenario.name));
    let folder = ResultFolder::create(&path, arguments.force).map_err(|error| match error {
        output::OutputError::Exists { .. } => Stop::refused(error),
        _ => Stop::failed(error),
    })?;
    folder.sweep().map_err(Stop::failed)?;
    let plan = Plan::of(&scenario);
    let (started, clock) = (SystemTime::now(), Instant::now());
    let progress = Progress::of(&plan);
    let outcome = execute(&scenario, threads, &progress).map_err(Stop::failed)?;
    progress.finish();
    if outcome.records.is_empty() && outcome.interrupted {
        let message = "interrupted before the first run was done: no results were written".to_owned();
        return Err(Stop { message, exit: Exit::Interrupted });
    }
    let timings = Timings { started, elapsed: clock.elapsed(), threads, people_weeks: plan.people_weeks() };
    let (text, hash) = (scenario.to_toml(), scenario.hash());
    let interrupted = outcome.interrupted;
    let all = outcome.into_runs().map(Ok::<_, Infallible>);
    let written = output::write_results(&folder, &scenario, &text, &hash, all, &timings).map_err(Stop::failed)?;
    let colour = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let mut report = output::table(&scenario, &written.findings, colour);
    let seconds = timings.elapsed.as_secs_f64();
    let runs = written.register.finished();
    let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    let (runs_done, on) = (count(runs, "run"), count(threads, "thread"));
    let _ = writeln!(report, "\n{runs_done} in {seconds:.1} s on {on}. Results: {}", path.display());
    print(&report)?;
    if interrupted {
        let message = format!("interrupted: {runs} of {} runs are done and kept in {}", plan.runs(), path.display());
        return Err(Stop { message, exit: Exit::Interrupted });
    }
    if let Some(first) = written.register.first_failure() {
        let (count, name) = (written.register.failed(), &scenario.regimes[first.regime].name);
        return Err(Stop::failed(format_args!(
            "{count} runs failed, the first of them {name}, replicate {}: {}; the others are kept",
            first.replicate, first.reason
        )));
    }
    Ok(Exit::Done)
}

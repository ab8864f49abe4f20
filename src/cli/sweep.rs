//! `mutua sweep`: a scenario at every point of its design.

use super::exit::{Exit, Stop};
use super::results::{Choice, Results};
use super::run::{Folders, carry_out};
use super::session::Session;
use super::{SweepArguments, check, open};
use crate::analysis::design::Design;
use crate::ensemble::archive::ArchiveError;
use crate::experiments::{Ensemble, Request, Study};
use crate::output::points::{Surveyed, write_sweep};
use crate::output::{OutputError, Stage, count};
use crate::record::Run;
use crate::record::plan::Plan;
use std::fmt::Write;

pub(super) const EXAMPLES: &str = "\
Examples:
  mutua sweep sweep-directiveness
  mutua sweep my-design.toml --replicates 5 --out /tmp/first-look
  mutua sweep my-design.toml --resume
  mutua sweep my-design.toml --shard 1/3 --out part-1   # and 2/3, 3/3
  mutua merge part-1 part-2 part-3 --out all            # then";

pub(super) fn sweep(arguments: &SweepArguments) -> Result<Exit, Stop> {
    let scenario = open::open_design(&arguments.what)?;
    let study = Study::new(&Request::Sweep, Some(scenario)).map_err(Stop::refused)?;
    let SweepArguments { what, out, runs } = arguments;
    carry_out(&study, &Folders { what, out: out.as_ref(), runs, first: "" }, &Choice::default())
}

/// Completes all result files from the runs that are there.
pub(super) fn results(
    stage: &Stage,
    design: &Design,
    surveyed: &Surveyed<'_>,
    run: impl Fn(u64) -> Option<Result<Run, ArchiveError>>,
) -> Result<Results, OutputError> {
    Ok(Results::of(write_sweep(stage, design, surveyed, run)?, String::new()))
}

/// How many runs there are and how long they will take, by a probe of the last point.
pub(super) fn forecast(session: &Session<'_>) -> Result<String, Stop> {
    let Ensemble { plan, scenarios, .. } = session.ensemble()?;
    let Plan { points, regimes, replicates, .. } = *plan;
    let (runs, done, threads) = (plan.runs(), session.archive.done(), session.asked.threads);
    let sizes = [(points as usize, "point"), (regimes, "regime"), (replicates as usize, "replicate")];
    let mut text = sizes.map(|(size, what)| count(size, what)).join(" x ");
    // Writing into a string cannot fail.
    let _ = write!(text, " = {}", count(runs as usize, "run"));
    if done > 0 {
        let _ = write!(text, ", {done} of them done");
    }
    let whole = scenarios.last().map_or(f64::NAN, |last| check::seconds(last, plan, threads));
    let seconds = whole * (runs - done) as f64 / runs.max(1) as f64;
    let time = check::between(seconds * 0.7, seconds * 1.6);
    let _ = writeln!(text, ": {time} on {}, by a probe of one second", count(threads, "thread"));
    Ok(text)
}

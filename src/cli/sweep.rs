//! `mutua sweep`: a scenario at every point of its design.

use super::arguments::{RunsArguments, ScenarioArguments};
use super::carry_out::{EnsembleArguments, carry_out};
use super::exit::{Exit, Stop};
use super::open;
use super::results::Asked;
use crate::experiments::{Study, StudyRequest};
use clap::Args;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  mutua sweep sweep-directiveness
  mutua sweep my-design.toml --replicates 5 --out /tmp/first-look
  mutua sweep my-design.toml --resume
  mutua sweep my-design.toml --shard 1/3 --out part-1   # and 2/3, 3/3
  mutua merge part-1 part-2 part-3 --out all            # then";

/// Run a scenario at every point of its [design]
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct SweepArguments {
    #[command(flatten)]
    what: ScenarioArguments,
    /// Folder for the results; results/sweep-<scenario> if not given
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    runs: RunsArguments,
}

pub(super) fn sweep(arguments: &SweepArguments) -> Result<Exit, Stop> {
    let scenario = open::open_design(&arguments.what)?;
    let study = Study::new(&StudyRequest::Sweep, Some(scenario)).map_err(Stop::refused)?;
    let SweepArguments { what, out, runs } = arguments;
    carry_out(&study, &EnsembleArguments { what, out: out.as_ref(), runs, first: "" }, Asked::default())
}

//! `mutua run`.

use super::arguments::{RunsArguments, ScenarioArguments};
use super::carry_out::{EnsembleArguments, carry_out};
use super::exit::{Exit, Stop};
use super::open;
use super::plausible;
use super::results::Asked;
use crate::experiments::{Study, StudyRequest};
use clap::Args;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  mutua run scenarios/three-regimes.toml
  mutua run three-regimes --replicates 5 --out /tmp/first-look
  mutua run three-regimes --set stake_shared=0.1 --set hope=false
  mutua run three-regimes --set regime.mutual-self-help.directiveness=0.5
  mutua run three-regimes --set observe.members=true --set observe.people=200
  mutua run three-regimes --resume
  mutua run three-regimes --shard 1/3 --out part-1   # and 2/3, 3/3, anywhere
  mutua merge part-1 part-2 part-3 --out all         # then";

/// Run a scenario and write its results
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct RunArguments {
    #[command(flatten)]
    what: ScenarioArguments,
    /// Folder for the results; results/<scenario> if not given
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    runs: RunsArguments,
}

pub(super) fn run(arguments: &RunArguments) -> Result<Exit, Stop> {
    let scenario = open::open(&arguments.what)?;
    let first = plausible::note(&scenario);
    let study = Study::new(&StudyRequest::Run, Some(scenario)).map_err(Stop::refused)?;
    let RunArguments { what, out, runs } = arguments;
    carry_out(&study, &EnsembleArguments { what, out: out.as_ref(), runs, first: &first }, Asked::default())
}

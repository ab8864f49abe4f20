//! `mutua run`.

use super::arguments::{RunsArguments, ScenarioArguments};
use super::carry_out::{EnsembleArguments, carry_out};
use super::exit::{Exit, Stop};
use super::open;
use super::plausible;
use super::results::Asked;
use super::uncertain::UncertainArguments;
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
  mutua run three-regimes --uncertain               # in how much of what fits the figures?
  mutua run three-regimes --uncertain posterior.csv --draws 200
  mutua run three-regimes --resume
  mutua run three-regimes --shard 1/3 --out part-1   # and 2/3, 3/3, anywhere
  mutua merge part-1 part-2 part-3 --out all         # then";

/// Run a scenario and write its results
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct RunArguments {
    #[command(flatten)]
    what: ScenarioArguments,
    #[command(flatten)]
    uncertain: UncertainArguments,
    /// Folder for the results; results/<scenario> if not given
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    runs: RunsArguments,
}

pub(super) fn run(arguments: &RunArguments) -> Result<Exit, Stop> {
    let RunArguments { what, out, runs, uncertain } = arguments;
    let (request, scenario, first) = match uncertain.over(what)? {
        Some(over) => (StudyRequest::Uncertain(over.request), over.scenario, over.first),
        None => {
            let scenario = open::open(what)?;
            let first = plausible::note(&scenario);
            (StudyRequest::Run, scenario, first)
        }
    };
    let study = Study::new(&request, Some(scenario)).map_err(Stop::refused)?;
    carry_out(&study, &EnsembleArguments { what, out: out.as_ref(), runs, first: &first }, Asked::default())
}

//! `mutua run`.

use super::arguments::{RunsArguments, ScenarioArguments, whole};
use super::carry_out::{EnsembleArguments, carry_out};
use super::exit::{Exit, Stop};
use super::open;
use super::plausible;
use super::results::Asked;
use crate::experiments::draws::LEAST_WORLDS;
use crate::experiments::uncertain::{DEFAULT_DRAWS, MOST_DRAWS, UncertainRequest};
use crate::experiments::{Study, StudyRequest};
use crate::files::list_of;
use crate::output::count;
use crate::scenario::Scenario;
use clap::Args;
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  mutua run scenarios/three-regimes.toml
  mutua run three-regimes --replicates 5 --out /tmp/first-look
  mutua run three-regimes --set stake_shared=0.1 --set hope=false
  mutua run three-regimes --set regime.mutual-self-help.directiveness=0.5
  mutua run three-regimes --set observe.members=true --set observe.people=200
  mutua run three-regimes --uncertain posterior.csv --draws 100   # in how much of what fits
  mutua run three-regimes --resume
  mutua run three-regimes --shard 1/3 --out part-1   # and 2/3, 3/3, anywhere
  mutua merge part-1 part-2 part-3 --out all         # then";

/// Run a scenario and write its results
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct RunArguments {
    #[command(flatten)]
    what: ScenarioArguments,
    /// Run it over the draws of a posterior, as `mutua fit` writes it: in how much of what fits the evidence does a claim hold?
    #[arg(long, value_name = "POSTERIOR.CSV")]
    uncertain: Option<PathBuf>,
    /// Draws of the posterior
    #[arg(long, value_name = "N", requires = "uncertain", default_value_t = DEFAULT_DRAWS, allow_negative_numbers = true, value_parser = whole::<u32>(2..=u64::from(MOST_DRAWS)))]
    draws: u32,
    /// Folder for the results; results/<scenario> if not given
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    runs: RunsArguments,
}

pub(super) fn run(arguments: &RunArguments) -> Result<Exit, Stop> {
    if let Some(posterior) = &arguments.uncertain {
        return over(posterior, arguments);
    }
    let scenario = open::open(&arguments.what)?;
    let first = plausible::note(&scenario);
    let study = Study::new(&StudyRequest::Run, Some(scenario)).map_err(Stop::refused)?;
    let RunArguments { what, out, runs, .. } = arguments;
    carry_out(&study, &EnsembleArguments { what, out: out.as_ref(), runs, first: &first }, Asked::default())
}

/// Runs it over the draws of a posterior: two worlds each, if nothing else is asked for.
fn over(posterior: &Path, arguments: &RunArguments) -> Result<Exit, Stop> {
    let RunArguments { what, out, runs, draws, .. } = arguments;
    let plain = open::open(what)?;
    let replicates = what.replicates.unwrap_or(LEAST_WORLDS);
    let scenario = Scenario { replicates, ..plain };
    let table =
        list_of(posterior).map_err(|why| Stop::refused(format_args!("--uncertain {}: {why}", posterior.display())))?;
    let name = posterior.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let asked = UncertainRequest { posterior: name, draws: *draws };
    let refused = |error| Stop::refused(format_args!("--uncertain {}: {error}", posterior.display()));
    let scenario = asked.at_draws(&scenario, &table).map_err(refused)?;
    if let Some(design) = &scenario.design {
        design.check_sets(&what.sets).map_err(Stop::refused)?;
    }
    let study = Study::new(&StudyRequest::Uncertain(asked), Some(scenario)).map_err(Stop::refused)?;
    let first =
        format!("{} over {} of {}\n", study.description.scenario, count(*draws as usize, "draw"), posterior.display());
    carry_out(&study, &EnsembleArguments { what, out: out.as_ref(), runs, first: &first }, Asked::default())
}

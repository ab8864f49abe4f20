//! `mutua sensitivity`: how much each factor of a design matters.

use super::arguments::{ANY, RunsArguments, ScenarioArguments, whole};
use super::carry_out::{EnsembleArguments, carry_out};
use super::exit::{Exit, Stop};
use super::open;
use super::results::Asked;
use crate::experiments::sensitivity::{MethodRequest, SensitivityRequest};
use crate::experiments::{Study, StudyRequest};
use clap::Args;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  mutua sensitivity screening --method morris   # all parameters, within their plausible ranges
  mutua sensitivity my-design.toml --method morris
  mutua sensitivity my-design.toml --method sobol --points 1024 --replicates 5
  mutua sensitivity my-design.toml --method sobol --points 1024 --resume";

/// How factors are weighed, as typed.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(super) enum MethodName {
    Morris,
    Sobol,
}

/// Report how much each factor of a [design] matters
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct SensitivityArguments {
    #[command(flatten)]
    what: ScenarioArguments,
    /// Elementary effects, to find what does not matter; or shares of variance, to say how much each factor matters
    #[arg(long)]
    method: MethodName,
    /// Base points: trajectories of Morris (20 if not given), rows of Sobol (1024, best a power of two). Each takes as
    /// many design points as there are factors, and one (Morris) or two (Sobol) more
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = whole::<u32>(ANY))]
    points: Option<u32>,
    /// Levels of the grid of Morris: an even number, 4 if not given
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = whole::<u32>(ANY))]
    levels: Option<u32>,
    /// Bootstrap resamples for the intervals; 1000 if not given
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = whole::<u32>(ANY))]
    resamples: Option<u32>,
    /// The regime to show on the terminal; the files hold all of them
    #[arg(long, value_name = "NAME")]
    regime: Option<String>,
    /// Folder for the results; results/sensitivity-<scenario> if not given
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    runs: RunsArguments,
}

pub(super) fn sensitivity(arguments: &SensitivityArguments) -> Result<Exit, Stop> {
    let scenario = open::open_design(&arguments.what)?;
    let method = match arguments.method {
        MethodName::Morris => MethodRequest::morris(arguments.points, arguments.levels),
        MethodName::Sobol if arguments.levels.is_some() => {
            return Err(Stop::refused(
                "--levels goes with --method morris only: Sobol takes values from the whole range",
            ));
        }
        MethodName::Sobol => MethodRequest::sobol(arguments.points),
    };
    let regime =
        arguments.regime.as_ref().map(|wanted| scenario.place_of(wanted).map_err(Stop::refused)).transpose()?;
    let request = StudyRequest::Sensitivity(SensitivityRequest::new(method, arguments.resamples));
    let study = Study::new(&request, Some(scenario)).map_err(Stop::refused)?;
    let SensitivityArguments { what, out, runs, .. } = arguments;
    carry_out(&study, &EnsembleArguments { what, out: out.as_ref(), runs, first: "" }, Asked::about(regime))
}

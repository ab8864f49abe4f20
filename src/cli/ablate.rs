//! `mutua ablate`: a scenario as it stands and with every mechanism and advantage removed in turn.

use super::arguments::{RunsArguments, ScenarioArguments};
use super::carry_out::{EnsembleArguments, carry_out};
use super::exit::{Exit, Stop};
use super::open;
use super::results::Asked;
use super::uncertain::{OverPosterior, UncertainArguments};
use crate::experiments::ablation::{AblationRequest, Since};
use crate::experiments::{Study, StudyRequest};
use clap::Args;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  mutua ablate three-regimes --replicates 10
  mutua ablate three-regimes --only giver_competence,hope
  mutua ablate three-regimes --only hope,hearsay,hope+hearsay  # alone, together
  mutua ablate three-regimes --from services                   # from week 0 on
  mutua ablate guide-or-alone --set people=1000 --replicates 5 --out first
  mutua ablate three-regimes --only hope,hearsay --uncertain   # in how much of what fits
  mutua ablate three-regimes --resume
  mutua ablate three-regimes --shard 1/3 --out part-1          # and 2/3, 3/3
  mutua merge part-1 part-2 part-3 --out all                   # then

What a mechanism carries is the contrast with the reference as the scenario
stands, minus the same contrast without the mechanism, in the same replicate
with the same luck. docs/ablation.md says how to read it.";

/// From when on something is removed, as typed.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(super) enum FromName {
    /// From the first week of the burn-in: people never knew it
    BurnIn,
    /// From week 0, when services begin: until then all is as in the scenario as it stands
    Services,
}

/// Remove each mechanism and advantage in turn and compare
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct AblateArguments {
    #[command(flatten)]
    what: ScenarioArguments,
    /// Remove only these: switches, advantages, or combinations of them joined by `+`
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    only: Vec<String>,
    /// From when on it is removed
    #[arg(long, value_name = "WHEN", default_value = "burn-in")]
    from: FromName,
    #[command(flatten)]
    uncertain: UncertainArguments,
    /// Folder for the results; results/ablate-<scenario> if not given
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    runs: RunsArguments,
}

pub(super) fn ablate(arguments: &AblateArguments) -> Result<Exit, Stop> {
    let (from, when) = match arguments.from {
        FromName::BurnIn => (Since::BurnIn, ""),
        FromName::Services => (Since::Services, " from week 0 on"),
    };
    let AblateArguments { what, only, uncertain, out, runs, .. } = arguments;
    let (scenario, over) = match uncertain.over(what)? {
        Some(OverPosterior { scenario, request, first }) => (scenario, Some((request, first))),
        None => (open::open(what)?, None),
    };
    let (asked, said) = match over {
        Some((request, said)) => (AblationRequest::over(request, &scenario, only, from), said),
        None => (AblationRequest::new(&scenario, only, from), String::new()),
    };
    let asked = asked.map_err(Stop::refused)?;
    let (name, count) = (scenario.name.clone(), asked.taken.len());
    let study = Study::new(&StudyRequest::Ablation(asked), Some(scenario)).map_err(Stop::refused)?;
    let first = format!("{said}{name}: as it stands, and {count} times with something removed{when}\n");
    carry_out(&study, &EnsembleArguments { what, out: out.as_ref(), runs, first: &first }, Asked::default())
}

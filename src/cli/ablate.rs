//! `mutua ablate`: a scenario as it stands and with every mechanism and advantage taken away in turn.

use super::exit::{Exit, Stop};
use super::results::{Choice, Results};
use super::run::{Folders, carry_out};
use super::{AblateArguments, FromName, open};
use crate::analysis::ablation::Ablations;
use crate::ensemble::archive::ArchiveError;
use crate::experiments::ablation::{AblationRequest, Since};
use crate::experiments::{Request, Study};
use crate::output::points::{Surveyed, ablation_table, write_ablation};
use crate::output::{OutputError, Stage};
use crate::record::Run;

pub(super) const EXAMPLES: &str = "\
Examples:
  mutua ablate three-regimes --replicates 10
  mutua ablate three-regimes --only giver_competence,hope
  mutua ablate three-regimes --only hope,hearsay,hope+hearsay  # alone, together
  mutua ablate three-regimes --from services                   # from week 0 on
  mutua ablate guide-or-alone --set people=1000 --replicates 5 --out first
  mutua ablate three-regimes --resume
  mutua ablate three-regimes --shard 1/3 --out part-1          # and 2/3, 3/3
  mutua merge part-1 part-2 part-3 --out all                   # then

What a mechanism carries is the contrast with the reference as the scenario
stands, minus the same contrast without the mechanism, in the same replicate
with the same luck. docs/ablation.md says how to read it.";

pub(super) fn ablate(arguments: &AblateArguments) -> Result<Exit, Stop> {
    let scenario = open::open(&arguments.what)?;
    let (from, when) = match arguments.from {
        FromName::BurnIn => (Since::BurnIn, ""),
        FromName::Services => (Since::Services, " from week 0 on"),
    };
    let asked = AblationRequest::new(&scenario, &arguments.only, from).map_err(Stop::refused)?;
    let (name, count) = (scenario.name.clone(), asked.taken.len());
    let study = Study::new(&Request::Ablation(asked), Some(scenario)).map_err(Stop::refused)?;
    let AblateArguments { what, out, runs, .. } = arguments;
    let first = format!("{name}: as it stands, and {count} times with something taken away{when}\n");
    carry_out(&study, &Folders { what, out: out.as_ref(), runs, first: &first }, &Choice::default())
}

/// Completes all result files from the runs that are there.
pub(super) fn results(
    stage: &Stage,
    ablations: &Ablations,
    surveyed: &Surveyed<'_>,
    run: impl Fn(u64) -> Option<Result<Run, ArchiveError>>,
) -> Result<Results, OutputError> {
    let (survey, hanging) = write_ablation(stage, ablations, surveyed, run)?;
    Ok(Results::of(survey, ablation_table(surveyed.scenario, ablations, &hanging)))
}

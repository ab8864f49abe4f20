//! `mutua decompose`: how much of the difference between two regimes each part of it makes.

use super::arguments::{RunsArguments, ScenarioArguments};
use super::carry_out::{EnsembleArguments, carry_out};
use super::exit::{Exit, Stop};
use super::open;
use super::results::Asked;
use super::uncertain::{OverPosterior, UncertainArguments};
use crate::experiments::decomposition::DecompositionRequest;
use crate::experiments::{Points, Study, StudyRequest};
use crate::output::points::{DecompositionShown, parts_table};
use clap::Args;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  mutua decompose three-regimes --from professional-centred --to mutual-self-help
  mutua decompose three-regimes --from professional-centred --to case-centred \\
    --replicates 5 --set people=2000
  mutua decompose three-regimes --from professional-centred --to mutual-self-help \\
    --part pace=meets_every_weeks,turns_per_meeting --indicator empowerment
  mutua decompose two-by-two-hours --from prescribing-alone --to listening-group
  mutua decompose three-regimes --from professional-centred --to mutual-self-help \\
    --hours 0.5                   # once more at equal hours: 0.5 a week for 1,000
  mutua decompose three-regimes --from professional-centred --to mutual-self-help \\
    --set people=2000 --uncertain # in how much of what fits the figures

Every mixture of the two is a regime of its own, on the same people with the
same luck: 32 of them where they differ in 5 parts. A part is worth what it adds,
averaged over all orders in which parts may change (Shapley), so that parts add
up to the difference. docs/decomposition.md says how to read it.";

/// Take the difference between two regimes apart, part by part
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct DecomposeArguments {
    #[command(flatten)]
    what: ScenarioArguments,
    /// The regime where it begins: one of the scenario, or one that comes with the program
    #[arg(long, value_name = "REGIME")]
    from: String,
    /// The regime where it ends
    #[arg(long, value_name = "REGIME")]
    to: String,
    /// Bind fields into a part of this name; may be repeated
    #[arg(long = "part", value_name = "NAME=FIELD,FIELD")]
    parts: Vec<String>,
    /// Do it all once more at equal hours: so many hours of workers a week for 1,000 people under every regime, and nothing
    /// else that is scarce
    #[arg(long, value_name = "H", allow_negative_numbers = true)]
    hours: Option<f64>,
    /// Indicators to show on the terminal; the files hold all of them
    #[arg(long = "indicator", value_name = "NAME", value_delimiter = ',')]
    indicators: Vec<String>,
    /// The population to show on the terminal; the files hold all of them
    #[arg(long, value_name = "NAME")]
    population: Option<String>,
    #[command(flatten)]
    uncertain: UncertainArguments,
    /// Folder for the results; results/decompose-<scenario> if not given
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    runs: RunsArguments,
}

pub(super) fn decompose(arguments: &DecomposeArguments) -> Result<Exit, Stop> {
    let shown = DecompositionShown::named(&arguments.indicators, arguments.population.as_deref());
    let shown = shown.map_err(Stop::refused)?;
    let DecomposeArguments { what, from, to, parts, hours, uncertain, out, runs, .. } = arguments;
    let (scenario, uncertain, said) = match uncertain.over(what)? {
        Some(OverPosterior { scenario, request, first }) => (scenario, Some(request), first),
        None => (open::open(what)?, None, String::new()),
    };
    let (from, to, parts) = (from.clone(), to.clone(), parts.clone());
    let request = DecompositionRequest { from, to, parts, hours: *hours, uncertain };
    let study = Study::new(&StudyRequest::Decomposition(request), Some(scenario)).map_err(Stop::refused)?;
    let first = match study.ensemble().map(|ensemble| &ensemble.points).map(Points::of_each) {
        Some(Points::Cells(cells)) => said + &parts_table(cells),
        _ => said,
    };
    let asked = Asked { regime: None, decomposed: shown };
    carry_out(&study, &EnsembleArguments { what, out: out.as_ref(), runs, first: &first }, asked)
}

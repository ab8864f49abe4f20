//! `mutua sensitivity`: how much each factor of a design matters.

use super::exit::{Exit, Stop};
use super::results::{Choice, Results};
use super::run::{Folders, carry_out};
use super::{MethodName, SensitivityArguments, open};
use crate::analysis::reference;
use crate::analysis::responses::{Basis, MAIN, OVERVIEW};
use crate::analysis::sensitivity::{Answer, Flag, Index, Method, SensitivityDesign, ranked};
use crate::ensemble::archive::ArchiveError;
use crate::experiments::sensitivity::{MethodRequest, SensitivityRequest};
use crate::experiments::{Request, Study};
use crate::model::indicator::INDICATORS;
use crate::output::points::{Surveyed, write_sensitivity};
use crate::output::{OutputError, Stage};
use crate::record::Run;
use crate::scenario::Scenario;
use std::fmt::Write;

pub(super) const EXAMPLES: &str = "\
Examples:
  mutua sensitivity my-design.toml --method morris
  mutua sensitivity my-design.toml --method sobol --points 1024 --replicates 5
  mutua sensitivity my-design.toml --method sobol --points 1024 --resume";

/// Factors told of each.
const RANKS: usize = 3;

pub(super) fn sensitivity(arguments: &SensitivityArguments) -> Result<Exit, Stop> {
    let scenario = open::open_design(&arguments.what)?;
    let method = match arguments.method {
        MethodName::Morris => MethodRequest::morris(arguments.points, arguments.levels),
        MethodName::Sobol if arguments.levels.is_some() => {
            return Err(Stop::refused("--levels is of --method morris; Sobol takes values from the whole range"));
        }
        MethodName::Sobol => MethodRequest::sobol(arguments.points),
    };
    let regime =
        arguments.regime.as_ref().map(|wanted| scenario.place_of(wanted).map_err(Stop::refused)).transpose()?;
    let request = Request::Sensitivity(SensitivityRequest::new(method, arguments.resamples));
    let study = Study::new(&request, Some(scenario)).map_err(Stop::refused)?;
    let SensitivityArguments { what, out, runs, .. } = arguments;
    carry_out(&study, &Folders { what, out: out.as_ref(), runs, first: "" }, &Choice { regime })
}

/// Completes all result files from the runs, of which none may be missing.
pub(super) fn results(
    stage: &Stage,
    design: &SensitivityDesign,
    surveyed: &Surveyed<'_>,
    run: impl Fn(u64) -> Option<Result<Run, ArchiveError>>,
    choice: &Choice,
) -> Result<Results, OutputError> {
    let (survey, answers) = write_sensitivity(stage, design, surveyed, run)?;
    let told = told(choice, surveyed.scenario);
    let text = told.into_iter().map(|regime| table(surveyed.scenario, design, &answers, regime)).collect();
    Ok(Results::of(survey, text))
}

/// The regimes of the tables on the terminal: the one asked for, or all but the reference.
fn told(choice: &Choice, scenario: &Scenario) -> Vec<usize> {
    match choice.regime {
        Some(regime) => vec![regime],
        None if scenario.regimes.len() == 1 => vec![0],
        None => (0..scenario.regimes.len()).filter(|regime| *regime != reference(scenario)).collect(),
    }
}

/// What matters most under one regime: to its differences from the reference, or to its values if it is the reference.
fn table(scenario: &Scenario, design: &SensitivityDesign, answers: &[Answer], regime: usize) -> String {
    let against = reference(scenario);
    let basis = if regime == against { Basis::Value } else { Basis::Difference };
    let name = |regime: usize| &scenario.regimes[regime].name;
    let mut text = match basis {
        Basis::Value => format!("\nWhat matters most under {}", name(regime)),
        Basis::Difference => format!("\nWhat matters most to {} minus {}", name(regime), name(against)),
    };
    text += match design.method() {
        Method::Morris { .. } => ": mean size of effect (mu*) with 95 % interval\n",
        Method::Sobol { .. } => ": total index (share of variance) with 95 % interval\n",
    };
    for indicator in OVERVIEW {
        let place = MAIN.iter().position(|main| *main as usize == indicator as usize);
        let of = |answer: &&Answer| {
            (answer.output.regime, answer.output.basis, Some(answer.output.place)) == (regime, basis, place)
        };
        let indices = answers.iter().find(of).and_then(|answer| answer.indices.as_deref());
        // Writing into a string cannot fail.
        let _ = match indices {
            None => writeln!(text, "  {}\n    not defined at every point", INDICATORS[indicator as usize].label),
            Some(indices) => writeln!(text, "  {}\n{}", INDICATORS[indicator as usize].label, ranks(indices)),
        };
    }
    text + "Flags, and all other outputs: indices.csv\n"
}

fn ranks(indices: &[Index]) -> String {
    if indices.iter().all(|index| index.is(Flag::ConstantOutput)) {
        return "    the same at every point".to_owned();
    }
    let line = |place: usize| {
        let index = &indices[place];
        let flags: Vec<_> = index.flags.iter().map(|flag| flag.word()).collect();
        let measure = index.measure("total").or_else(|| index.measure("mu_star"));
        let number = |value: f64| if value.is_finite() { format!("{value:.4}") } else { "-".to_owned() };
        let [value, low, high] = measure.map_or([f64::NAN; 3], |m| [m.value, m.low, m.high]).map(number);
        format!("    {:44} {value:>8}  {low} to {high}  {}", index.factor, flags.join(" ")).trim_end().to_owned()
    };
    ranked(indices).into_iter().take(RANKS).map(line).collect::<Vec<_>>().join("\n")
}

//! `mutua sensitivity`: how much each factor of a design matters.

use super::exit::{Exit, Stop};
use super::run::shard_done;
use super::session::{Asked, Session};
use super::sweep::{at_points, conclude, folder_of, forecast, kept, without_design};
use super::{MethodName, SensitivityArguments, open, print};
use crate::analysis::reference;
use crate::analysis::responses::{Basis, MAIN, OVERVIEW};
use crate::analysis::sensitivity::{Answer, Flag, Index, Method, SensitivityDesign, ranked};
use crate::ensemble::archive::Start;
use crate::ensemble::plan::{Plan, Shard};
use crate::model::indicator::INDICATORS;
use crate::output::points::{DESIGN, Surveyed, stage_design, write_sensitivity};
use crate::scenario::{DesignKind, Scenario, sha256_of};
use std::fmt::Write;
use std::path::Path;

pub(super) const EXAMPLES: &str = "\
Examples:
  mutua sensitivity my-design.toml --method morris
  mutua sensitivity my-design.toml --method sobol --points 1024 --replicates 5
  mutua sensitivity my-design.toml --method sobol --points 1024 --resume";

/// Factors told of each.
const RANKS: usize = 3;

pub(super) fn sensitivity(arguments: &SensitivityArguments) -> Result<Exit, Stop> {
    let scenario = open::open(&arguments.what)?;
    let design = design_of(arguments, &scenario)?;
    let told = told(arguments, &scenario)?;
    design.check(&scenario).map_err(Stop::refused)?;
    let scenarios = at_points(&scenario, design.len(), |index| design.point(index))?;
    let threads = open::threads(arguments.what.threads);
    let path = arguments.out.clone().unwrap_or_else(|| folder_of(&scenario, "sensitivity"));
    let start = arguments.runs.start();
    if start == Start::Resume {
        admits(&design, &path)?;
    }
    let identity = identity(&scenario, &design.identity());
    let shard = arguments.runs.shard;
    let mut session = Session::begin(Asked {
        scenario: &scenario,
        scenarios: &scenarios,
        plan: Plan::over(&scenarios),
        identity: &identity,
        threads,
        shard,
        path: &path,
        start,
    })?;
    if let Some(text) = session.finished() {
        return print(&text);
    }
    stage_design(&session.folder, &design).and_then(|staged| staged.publish()).map_err(Stop::failed)?;
    print(&forecast(&session, &scenarios, threads))?;
    let ended = session.execute()?;
    if shard != Shard::WHOLE {
        return shard_done(&scenario, &session, shard, ended.stopped);
    }
    // Indices need every point.
    session.interrupted(&ended)?;
    let surveyed = Surveyed {
        command: "sensitivity",
        scenario: &scenario,
        scenarios: &scenarios,
        plan: &session.plan,
        keys: design.keys(),
        point: &|index| design.point(index),
        timings: &ended.timings,
    };
    let written = write_sensitivity(&session.folder, &design, &surveyed, |index| kept(&session, index));
    let (survey, answers) = written.map_err(Stop::failed)?;
    session.archive.publish().map_err(Stop::failed)?;
    told.iter().try_for_each(|regime| print(&table(&scenario, &design, &answers, *regime)).map(|_| ()))?;
    conclude(&session, &ended, &survey)
}

/// What tells an analysis from all other ensembles: its scenario, and the SHA-256 of its design as stored.
pub(super) fn identity(scenario: &Scenario, design: &str) -> String {
    format!("sensitivity:{}:{design}", scenario.hash())
}

/// The design that is asked for, over the factors of the scenario's.
fn design_of(arguments: &SensitivityArguments, scenario: &Scenario) -> Result<SensitivityDesign, Stop> {
    let table = scenario.design.clone().ok_or_else(|| without_design(scenario, "sensitivity"))?;
    if matches!(table.kind, DesignKind::Points(_)) {
        return Err(Stop::refused(format_args!(
            "{} lists its points in a file, which says nothing of ranges: `mutua sensitivity` needs [[design.factor]] \
             with `low` and `high`, or `values`, and another `kind`",
            scenario.name
        )));
    }
    let method = match arguments.method {
        MethodName::Morris => {
            Method::Morris { trajectories: arguments.points.unwrap_or(20), levels: arguments.levels.unwrap_or(4) }
        }
        MethodName::Sobol if arguments.levels.is_some() => {
            return Err(Stop::refused("--levels is of --method morris; Sobol takes values from the whole range"));
        }
        MethodName::Sobol => Method::Sobol { rows: arguments.points.unwrap_or(1024) },
    };
    let design = SensitivityDesign::new(method, table.factors, scenario.seed).map_err(Stop::refused)?;
    match arguments.resamples {
        Some(resamples) => design.with_resamples(resamples).map_err(Stop::refused),
        None => Ok(design),
    }
}

/// Refuses to go on with outputs of another design.
fn admits(design: &SensitivityDesign, folder: &Path) -> Result<(), Stop> {
    let path = folder.join(DESIGN);
    match std::fs::read(&path) {
        Ok(stored) => design
            .admits(&sha256_of(&stored))
            .map_err(|refused| Stop::refused(format_args!("{}: {refused}; --force begins anew", path.display()))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(Stop::failed(format_args!("cannot read {}: {error}", path.display()))),
    }
}

/// The regimes of the tables on the terminal: the one asked for, or all but the reference.
fn told(arguments: &SensitivityArguments, scenario: &Scenario) -> Result<Vec<usize>, Stop> {
    match &arguments.regime {
        Some(wanted) => Ok(vec![scenario.place_of(wanted).map_err(Stop::refused)?]),
        None if scenario.regimes.len() == 1 => Ok(vec![0]),
        None => Ok((0..scenario.regimes.len()).filter(|regime| *regime != reference(scenario)).collect()),
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

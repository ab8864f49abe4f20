//! The tree as typed → a validated scenario: every key, each with its value.

use super::definition::Scenario;
use super::keys::{MAX_ALL_WEEKS, SIZES, top_level_keys};
use super::name::why_no_scenario;
use super::observable::ReadLength;
use super::problem::{InvalidScenarioError, one_line};
use super::regime::{self, regimes};
use super::report::Report;
use super::typed::{self, Key, Origin, Source, Table};
use super::values::{elsewhere, observed, parameters, size_of, sources, switches, typed_last};
use super::{design, hypothesis, overrides, target, version};

/// Reads, overrides and validates a scenario.
pub(crate) fn scenario(source: &Source<'_>, name: &str, sets: &[String]) -> Result<Scenario, InvalidScenarioError> {
    tree(source, typed::parse(source)?, name, sets)
}

/// Overrides and validates a scenario that is a tree already.
pub(super) fn tree(
    source: &Source<'_>,
    mut tree: Table,
    name: &str,
    sets: &[String],
) -> Result<Scenario, InvalidScenarioError> {
    let mut report = Report::new(source);
    check_name(&mut report, name);
    let overridden = overrides::apply(&mut report, &mut tree, sets);
    for (key, _) in &tree.entries {
        check_top_level(&mut report, key);
    }
    if !regime::are_few(&mut report, &tree) {
        return report.verdict(None);
    }
    let typed = regime::Typed { listed: tree.get("regimes"), own: tree.get("regime"), overrides: &overridden };
    let start = version::start(&mut report, &tree);
    let regimes = regimes(&mut report, &typed, &start.regimes);
    let parameters = start.spoken(&tree, parameters(&mut report, &tree, start.parameters.clone()));
    let switches = switches(&mut report, &tree, start.switches.clone());
    let sources = start.sourced(&tree, sources(&mut report, &tree));
    let question = question(&mut report, &tree);
    let [seed, people, people_per_town, weeks, burn_in_weeks, record_every_weeks, replicates] =
        std::array::from_fn(|index| size_of(&mut report, &tree, &SIZES[index]));
    check_weeks(&mut report, &tree, weeks, burn_in_weeks);
    let observe = observed(&mut report, &tree, people);
    let design = design::read(&mut report, &tree);
    start.check_design(&mut report, &tree, design.as_ref());
    let length = weeks.zip(record_every_weeks).map(|(weeks, every)| ReadLength { weeks, every });
    let targets = target::read(&mut report, &tree, regimes.as_deref(), length);
    let hypotheses = hypothesis::read(&mut report, &tree, regimes.as_deref(), length);
    let scenario = || {
        Some(Scenario {
            name: name.to_owned(),
            question,
            seed: seed?,
            people: people?,
            people_per_town: people_per_town?,
            weeks: weeks?,
            burn_in_weeks: burn_in_weeks?,
            record_every_weeks: record_every_weeks?,
            replicates: replicates?,
            regimes: regimes?,
            parameters,
            switches,
            sources,
            observe,
            design,
            targets,
            hypotheses: hypotheses?,
        })
    };
    let scenario = scenario();
    report.verdict(scenario)
}

/// Results go to a folder of that name, so it must name one, and nothing outside `results`.
fn check_name(report: &mut Report<'_>, name: &str) {
    if let Some(why) = why_no_scenario(name) {
        let what = format!("the scenario would be called `{}`, after its file: the name {why}", one_line(name));
        let help = "rename the file: its results go to a folder of that name".to_owned();
        report.at(&Origin::Shipped, "", what, help);
    }
}

fn check_top_level(report: &mut Report<'_>, key: &Key) {
    let name = key.name.as_str();
    let known: Vec<&str> = top_level_keys().collect();
    if known.contains(&name) {
        return;
    }
    report.unknown(&key.origin, name, name, &known, elsewhere(name));
}

fn question(report: &mut Report<'_>, tree: &Table) -> String {
    let text = tree.get("question").and_then(|node| report.text(node, "question"));
    text.unwrap_or_default().to_owned()
}

fn check_weeks(report: &mut Report<'_>, tree: &Table, weeks: Option<u32>, burn_in: Option<u32>) {
    let (Some(weeks), Some(burn_in)) = (weeks, burn_in) else { return };
    if weeks + burn_in > MAX_ALL_WEEKS {
        let what =
            format!("burn-in and horizon together must be at most {MAX_ALL_WEEKS} weeks, not {}", weeks + burn_in);
        typed_last(report, tree, &["weeks", "burn_in_weeks"], "", &what);
    }
}

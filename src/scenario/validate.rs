//! The tree as typed → a validated scenario: every key, each with its value.

use super::definition::Scenario;
use super::keys::{DESIGN, HYPOTHESIS, MAX_ALL_WEEKS, RIVAL, SIZES, TARGET, top_level_keys};
use super::name::why_no_scenario;
use super::observable::ReadLength;
use super::problem::{InvalidScenarioError, one_line};
use super::regime::{self, regimes};
use super::report::Report;
use super::rival::Rival;
use super::typed::{self, Key, Origin, Source, Table, Value};
use super::values::{elsewhere, observed, parameters, size_of, sources, switches, typed_last};
use super::{design, hypothesis, overrides, rival, target, version};

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
    // Only a scenario with rivals is validated more than once.
    let as_typed = if tree.get(RIVAL).is_some() { tree.clone() } else { Table::default() };
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
    let rivals = rival::read(&mut report, &tree);
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
            rivals: rivals?,
        })
    };
    let scenario = scenario();
    if let (Some(scenario), true) = (&scenario, report.is_clean()) {
        let whole = Whole { source, tree: as_typed, name, sets };
        scenario.rivals.iter().enumerate().for_each(|(index, rival)| whole.check(&mut report, index, rival));
    }
    report.verdict(scenario)
}

/// A scenario as typed, to be validated again as each of its rivals would have it.
struct Whole<'a> {
    source: &'a Source<'a>,
    tree: Table,
    name: &'a str,
    sets: &'a [String],
}

impl Whole<'_> {
    /// Notes what is wrong with what a rival sets.
    fn check(&self, report: &mut Report<'_>, index: usize, rival: &Rival) {
        let mut plain = self.tree.clone();
        [RIVAL, DESIGN, TARGET, HYPOTHESIS].into_iter().for_each(|key| plain.remove(key));
        // What a design is to be is no matter of what a rival sets.
        let of_design = |set: &&String| set.trim_start().starts_with("design.");
        let sets: Vec<String> = self.sets.iter().filter(|set| !of_design(set)).chain(&rival.set).cloned().collect();
        let Err(problems) = tree(self.source, plain, self.name, &sets) else { return };
        let item = self.tree.get(RIVAL).and_then(|node| match &node.value {
            Value::List(items) => items.get(index),
            _ => None,
        });
        let origin = item.map_or(Origin::Shipped, |item| item.origin.clone());
        for problem in &problems {
            let what = format!("as it is set, {}: {}", problem.key, problem.what);
            report.at(&origin, &format!("{RIVAL}[{index}].set"), what, problem.help.clone());
        }
    }
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

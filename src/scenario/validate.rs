//! The tree as typed → a validated scenario: every key, every range, and what must agree.

use super::name::why_no_scenario;
use super::problem::{Problems, one_line};
use super::regime::{self, Names, regimes};
use super::report::{Range, Report};
use super::shipped::shipped_fields;
use super::typed::{self, Key, Node, Origin, Source, Table, Value};
use super::{Scenario, design, overrides};
use crate::model::parameters::{Disagreement, Kind, Parameters, Row, SWITCHES, Switches, TABLE};
use crate::model::state::tie::{MOST_PEOPLE, MOST_TICKS};
use std::collections::BTreeMap;

/// One of the whole numbers at the top of a scenario.
#[derive(Clone, Copy, Debug)]
pub struct SizeRow {
    /// The key.
    pub name: &'static str,
    /// Value when the scenario says nothing.
    pub default: u32,
    /// Smallest allowed value.
    pub low: u32,
    /// Largest allowed value.
    pub high: u32,
    /// Unit of the value.
    pub unit: &'static str,
    /// What the number means.
    pub meaning: &'static str,
}

const fn size(
    name: &'static str,
    default: u32,
    (low, high): (u32, u32),
    unit: &'static str,
    meaning: &'static str,
) -> SizeRow {
    SizeRow { name, default, low, high, unit, meaning }
}

/// The whole numbers at the top of a scenario, in the order in which a resolved one writes them.
pub const SIZES: &[SizeRow; 7] = &[
    size("seed", 1, (0, u32::MAX), "seed", "Seed of all chance."),
    size("people", 5000, (10, MAX_PEOPLE), "people", "People in the population."),
    size(
        "people_per_town",
        MAX_PEOPLE,
        (20, MAX_PEOPLE),
        "people",
        "People in a town at most: a larger population lives in several towns, without ties or help between them.",
    ),
    size("weeks", 520, (1, 5200), "weeks", "Weeks simulated after the burn-in."),
    size("burn_in_weeks", 520, (0, 5200), "weeks", "Weeks without services before week 0."),
    size(
        "record_every_weeks",
        13,
        (1, 520),
        "weeks",
        "Weeks from one row of the trajectories to the next; week 0 and the last week are always there.",
    ),
    size("replicates", 30, (1, 100_000), "worlds", "Worlds for each regime."),
];

/// People in the population at most.
const MAX_PEOPLE: u32 = 60_000_000;
/// Weeks of burn-in and horizon together at most.
pub const MAX_ALL_WEEKS: u32 = 10_000;

// A tie has room for no more.
const _: () = assert!(MAX_PEOPLE <= MOST_PEOPLE && MAX_ALL_WEEKS <= MOST_TICKS);

/// The tables of a scenario whose keys are names.
pub(super) const SECTIONS: &[&str] = &["parameters", "switches", "sources"];

/// The table of the points at which a scenario is to be run.
pub(super) const DESIGN: &str = "design";

/// Every key that may stand at the top.
pub(super) fn top_level_keys() -> impl Iterator<Item = &'static str> {
    let sizes = SIZES.iter().map(|row| row.name);
    ["question", "regimes", "regime", DESIGN].into_iter().chain(sizes).chain(SECTIONS.iter().copied())
}

/// Reads, overrides and validates a scenario.
pub(crate) fn scenario(source: &Source<'_>, name: &str, sets: &[String]) -> Result<Scenario, Problems> {
    tree(source, typed::parse(source)?, name, sets)
}

/// Overrides and validates a scenario that is a tree already.
pub(super) fn tree(source: &Source<'_>, mut tree: Table, name: &str, sets: &[String]) -> Result<Scenario, Problems> {
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
    let regimes = regimes(&mut report, &typed, shipped_fields());
    let parameters = parameters(&mut report, &tree);
    let switches = switches(&mut report, &tree);
    let sources = sources(&mut report, &tree);
    let question = question(&mut report, &tree);
    let [seed, people, people_per_town, weeks, burn_in_weeks, record_every_weeks, replicates] =
        std::array::from_fn(|index| size_of(&mut report, &tree, &SIZES[index]));
    check_weeks(&mut report, &tree, weeks, burn_in_weeks);
    let design = design::read(&mut report, &tree);
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
            design,
        })
    };
    let scenario = scenario();
    report.verdict(scenario)
}

/// Notes what is wrong with the values in `tree` and in `overridden`, fields of regimes called by `names`, each looked at
/// alone.
pub(super) fn values(report: &mut Report<'_>, tree: &Table, overridden: &BTreeMap<String, Table>, names: &Names<'_>) {
    report.each_alone(|report| {
        for (name, fields) in overridden {
            names.check_fields(report, name, fields);
        }
        parameters(report, tree);
        switches(report, tree);
        for row in SIZES {
            size_of(report, tree, row);
        }
    });
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

fn size_of(report: &mut Report<'_>, tree: &Table, row: &SizeRow) -> Option<u32> {
    let Some(node) = tree.get(row.name) else { return Some(row.default) };
    let range = Range { low: row.low.into(), high: row.high.into(), unit: row.unit, meaning: row.meaning };
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and in the range of a u32")]
    report.number(node, row.name, range, true).map(|number| number as u32)
}

fn check_weeks(report: &mut Report<'_>, tree: &Table, weeks: Option<u32>, burn_in: Option<u32>) {
    let (Some(weeks), Some(burn_in)) = (weeks, burn_in) else { return };
    if weeks + burn_in > MAX_ALL_WEEKS {
        let what =
            format!("burn-in and horizon together must be at most {MAX_ALL_WEEKS} weeks, not {}", weeks + burn_in);
        typed_last(report, tree, &["weeks", "burn_in_weeks"], "", &what);
    }
}

/// Notes a disagreement between several keys of `table` at the one typed last.
fn typed_last(report: &mut Report<'_>, table: &Table, names: &[&str], prefix: &str, what: &str) {
    if report.is_alone() {
        return;
    }
    let typed = names.iter().filter_map(|name| Some((*name, table.get(name)?)));
    if let Some((name, node)) = typed.max_by_key(|(_, node)| node.origin.order()) {
        report.wrong(node, &format!("{prefix}{name}"), what, None);
    }
}

/// The entries of a section; none where it is absent or no table.
fn section<'t>(report: &mut Report<'_>, tree: &'t Table, name: &str) -> &'t [(Key, Node)] {
    tree.get(name).and_then(|node| report.table(node, name)).map_or(&[], |table| &table.entries)
}

fn parameters(report: &mut Report<'_>, tree: &Table) -> Parameters {
    let mut parameters = Parameters::default();
    let mut bad = Vec::new();
    for (key, node) in section(report, tree, "parameters") {
        let path = format!("parameters.{}", key.name);
        match TABLE.iter().find(|row| row.name == key.name) {
            Some(row) => match report.number(node, &path, range_of(row), row.kind == Kind::Whole) {
                Some(value) => parameters.get_mut(row.name).into_iter().for_each(|place| *place = value),
                None => bad.push(row.name),
            },
            None => unknown_name(report, key, &path, &parameter_names()),
        }
    }
    if let Some(Node { value: Value::Table(table), .. }) = tree.get("parameters") {
        check_agreement(report, table, &parameters, &bad);
    }
    parameters
}

fn parameter_names() -> Vec<&'static str> {
    TABLE.iter().map(|row| row.name).collect()
}

fn range_of(row: &Row) -> Range<'static> {
    Range { low: row.low, high: row.high, unit: row.unit, meaning: row.meaning }
}

/// A name that is not known in the section it stands in.
fn unknown_name(report: &mut Report<'_>, key: &Key, path: &str, known: &[&str]) {
    report.unknown(&key.origin, path, &key.name, known, elsewhere(&key.name));
}

/// Where a name would belong, if it is the name of something.
fn elsewhere(name: &str) -> Option<String> {
    if top_level_keys().any(|known| known == name) {
        Some(format!("`{name}` stands at the top of the file, above the first [table]"))
    } else if TABLE.iter().any(|row| row.name == name) {
        Some(format!("`{name}` is a parameter: write it under [parameters]"))
    } else if SWITCHES.iter().any(|row| row.name == name) {
        Some(format!("`{name}` is a switch: write it under [switches]"))
    } else {
        None
    }
}

/// What parameters must say together, as far as none of those concerned is `bad` already.
fn check_agreement(report: &mut Report<'_>, table: &Table, p: &Parameters, bad: &[&str]) {
    for Disagreement { names, what } in p.disagreements() {
        if !names.iter().any(|name| bad.contains(name)) {
            typed_last(report, table, &names, "parameters.", &what);
        }
    }
}

fn switches(report: &mut Report<'_>, tree: &Table) -> Switches {
    let mut switches = Switches::default();
    let names: Vec<&str> = SWITCHES.iter().map(|row| row.name).collect();
    for (key, node) in section(report, tree, "switches") {
        let path = format!("switches.{}", key.name);
        match SWITCHES.iter().find(|row| row.name == key.name) {
            Some(row) => {
                if let (Some(on), Some(place)) = (report.switch(node, &path, row.meaning), switches.get_mut(row.name)) {
                    *place = on;
                }
            }
            None => unknown_name(report, key, &path, &names),
        }
    }
    switches
}

fn sources(report: &mut Report<'_>, tree: &Table) -> BTreeMap<String, String> {
    let mut sources = BTreeMap::new();
    for (key, node) in section(report, tree, "sources") {
        let path = format!("sources.{}", key.name);
        if !TABLE.iter().any(|row| row.name == key.name) {
            let help = report.meant(&key.name, &parameter_names());
            report.at(&key.origin, &path, "no parameter has this name", help);
        } else if let Some(text) = report.text(node, &path) {
            sources.insert(key.name.clone(), text.to_owned());
        }
    }
    sources
}

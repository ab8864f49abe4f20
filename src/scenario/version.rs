//! The version of the model that a scenario starts from: what counts where the scenario itself sets nothing.

use super::design::{DesignTable, plain_key};
use super::field::fields_of;
use super::keys::{DESIGN, FROM};
use super::problem::InvalidScenarioError;
use super::regime::{Starts, declared};
use super::report::Report;
use super::shipped::{of_program, shipped_starts};
use super::typed::{self, Source, Table, Value};
use super::values;
use crate::model::parameters::{Parameters, SWITCHES, Switches, TABLE};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The record of version 1.
const VERSION_1: Record =
    Record { file: "version_1.toml", text: include_str!("version_1.toml"), source: "default of version 1" };
/// The record of version 2, which is today's.
const VERSION_2: Record =
    Record { file: "version_2.toml", text: include_str!("version_2.toml"), source: "default of version 2" };

/// A version as it is written down.
#[derive(Clone, Copy)]
struct Record {
    file: &'static str,
    text: &'static str,
    /// Where a value of it comes from that is not what counts where no version is named.
    source: &'static str,
}

/// What a scenario has before it sets anything.
pub(super) struct Start {
    pub(super) parameters: Parameters,
    pub(super) switches: Switches,
    pub(super) regimes: Starts,
    /// Parameters whose default is another than where no version is named, and where it comes from.
    others: Vec<&'static str>,
    source: &'static str,
    /// Parameters that the version does not have, each with the one that spoke for it.
    spoken_for: Vec<(String, String)>,
}

static PRESENT: LazyLock<Start> = LazyLock::new(|| Start {
    parameters: Parameters::default(),
    switches: Switches::default(),
    regimes: shipped_starts().clone(),
    others: Vec::new(),
    source: "",
    spoken_for: Vec::new(),
});

static FIRST: LazyLock<Result<Start, InvalidScenarioError>> = LazyLock::new(|| read(VERSION_1));
static SECOND: LazyLock<Result<Start, InvalidScenarioError>> = LazyLock::new(|| read(VERSION_2));

/// The start that `tree` names; what counts where none is named, if it names none. One that there is not is noted.
pub(super) fn start(report: &mut Report<'_>, tree: &Table) -> &'static Start {
    let Some(node) = table_of(tree, "parameters").and_then(|table| table.get(FROM)) else { return &PRESENT };
    let version = match &node.value {
        Value::Whole(number) => number.to_string(),
        Value::Text(text) => text.clone(),
        _ => String::new(),
    };
    match version.as_str() {
        // Records are part of the program; a test makes sure that they have no problems.
        "1" => FIRST.as_ref().unwrap_or(&PRESENT),
        "2" => SECOND.as_ref().unwrap_or(&PRESENT),
        _ => {
            let help = "the version of the model whose defaults and rules count where the scenario sets nothing";
            report.wrong(node, &format!("parameters.{FROM}"), "must be \"1\" or \"2\"", help.to_owned());
            &PRESENT
        }
    }
}

impl Start {
    /// `parameters` of `tree`, in which one that the version does not have is what spoke for it.
    pub(super) fn spoken(&self, tree: &Table, mut parameters: Parameters) -> Parameters {
        for (name, speaker) in self.spoken_for.iter().filter(|(name, _)| !sets(tree, name)) {
            if let (Some(value), Some(place)) = (parameters.get(speaker), parameters.get_mut(name)) {
                *place = value;
            }
        }
        parameters
    }

    /// `sources` of `tree`, and where what it does not set comes from.
    pub(super) fn sourced(&self, tree: &Table, mut sources: BTreeMap<String, String>) -> BTreeMap<String, String> {
        for name in self.others.iter().filter(|name| !sets(tree, name)) {
            sources.entry((*name).to_owned()).or_insert_with(|| self.source.to_owned());
        }
        for (name, speaker) in self.spoken_for.iter().filter(|(name, _)| !sets(tree, name)) {
            sources.entry(name.clone()).or_insert_with(|| format!("that of {speaker}, {}", self.source));
        }
        sources
    }

    /// Notes where the design of `tree` varies a parameter that spoke for another one, and not the other: at each point the
    /// other would stay where it is.
    pub(super) fn check_design(&self, report: &mut Report<'_>, tree: &Table, design: Option<&DesignTable>) {
        let (Some(node), Some(design)) = (tree.get(DESIGN), design) else { return };
        let varies = |name: &str| design.keys().iter().any(|key| plain_key(key) == name);
        for (name, speaker) in self.spoken_for.iter().filter(|(name, _)| !sets(tree, name)) {
            if varies(speaker) && !varies(name) {
                let what = format!("varies {speaker}, which in this version speaks for {name}, too, and not {name}");
                report.wrong(node, DESIGN, what, format!("set {name} under [parameters], or make it a factor"));
            }
        }
    }
}

/// Whether `tree` sets the parameter called `name`.
fn sets(tree: &Table, name: &str) -> bool {
    table_of(tree, "parameters").is_some_and(|table| table.get(name).is_some())
}

fn table_of<'t>(tree: &'t Table, name: &str) -> Option<&'t Table> {
    if let Value::Table(table) = &tree.get(name)?.value { Some(table) } else { None }
}

/// Reads the record of a version.
fn read(record: Record) -> Result<Start, InvalidScenarioError> {
    let source = Source::new(record.file, record.text, None);
    let tree = typed::parse(&source)?;
    let mut report = Report::new(&source);
    let parameters = values::parameters(&mut report, &tree, Parameters::default());
    let switches = values::switches(&mut report, &tree, all_off());
    let regimes = regimes(&mut report, &tree);
    let other = |name: &&str| parameters.get(name) != Parameters::default().get(name);
    let others = TABLE.iter().map(|row| row.name).filter(other).collect();
    let start = Start { others, source: record.source, spoken_for: spoken_for(&tree), parameters, switches, regimes };
    report.verdict(Some(start))
}

/// A mechanism that a version does not have is off.
fn all_off() -> Switches {
    let mut switches = Switches::default();
    SWITCHES.iter().filter_map(|row| switches.get_mut(row.name).map(|on| *on = false)).count();
    switches
}

/// The regimes of the record; those that are shipped since then are as they are.
fn regimes(report: &mut Report<'_>, tree: &Table) -> Starts {
    let bare = table_of(tree, "fields").map(|table| fields_of(report, table, "fields", &[]));
    let mut starts = Starts { shipped: BTreeMap::new(), bare: of_program(bare.unwrap_or_default()) };
    let written = tree.get("regime").map_or_else(Vec::new, |list| declared(report, list, &starts, &["name", "like"]));
    starts.shipped.clone_from(&shipped_starts().shipped);
    starts.shipped.extend(written.into_iter().map(|regime| (regime.name, of_program(regime.fields))));
    starts
}

fn spoken_for(tree: &Table) -> Vec<(String, String)> {
    let entries = table_of(tree, "spoken_for").map_or(&[][..], |table| &table.entries);
    let text = |value: &Value| if let Value::Text(text) = value { text.clone() } else { String::new() };
    entries.iter().map(|(key, node)| (key.name.clone(), text(&node.value))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;

    /// A version in which two numbers and a rule were others.
    const OTHER: Record = Record {
        file: "other.toml",
        source: "default of another version",
        text: "[parameters]\nasks = 7\nseek_per_week = 0.4\n[switches]\nhope = true\n\
        [spoken_for]\noutreach_per_week = \"seek_per_week\"\n[fields]\nturns_per_meeting = 3\n\
        [[regime]]\nname = \"community\"\naim = \"plural\"",
    };

    fn tree(text: &str) -> Table {
        typed::parse(&Source::new("town.toml", text, None)).unwrap()
    }

    #[test]
    fn records_have_no_problems_and_name_what_there_is() {
        let second = SECOND.as_ref().unwrap();
        assert!(second.spoken_for.is_empty());
        let all = table_of(&tree(VERSION_2.text), "parameters").map_or(0, |table| table.entries.len());
        assert_eq!(all, TABLE.len(), "a number of the record would follow today's");
        let first = FIRST.as_ref().unwrap();
        for name in first.spoken_for.iter().flat_map(|(name, speaker)| [name, speaker]) {
            assert!(TABLE.iter().any(|row| row.name == name), "{name}");
        }
    }

    #[test]
    fn a_version_has_its_own_values_and_no_mechanism_that_it_does_not_name() {
        let start = read(OTHER).unwrap();
        assert_eq!((start.parameters.asks, start.parameters.stake_life), (7.0, Parameters::default().stake_life));
        assert!(
            start.switches.hope
                && SWITCHES.iter().filter(|row| start.switches.get(row.name) == Some(true)).count() == 1
        );
        assert_eq!(start.others, ["asks", "seek_per_week"]);
    }

    #[test]
    fn a_parameter_that_it_lacks_is_what_spoke_for_it_unless_the_scenario_says_otherwise() {
        let start = read(OTHER).unwrap();
        let door = |text| start.spoken(&tree(text), start.parameters.clone()).outreach_per_week;
        assert_eq!(door(""), 0.4);
        assert_eq!(door("[parameters]\noutreach_per_week = 0.1"), start.parameters.outreach_per_week);
    }

    #[test]
    fn a_design_that_varies_what_spoke_for_another_says_what_becomes_of_the_other() {
        let told = |more: &str| {
            let text = format!(
                "[parameters]\nfrom = \"1\"\n{more}[design]\nkind = \"factorial\"\n[[design.factor]]\n\
                 key = \"seek_per_week\"\nvalues = [0.1, 0.2]\n"
            );
            Scenario::parse_as(&text, "town.toml", "town", &[]).map_err(|wrong| wrong.to_string())
        };
        assert!(told("").unwrap_err().contains("speaks for desk_per_week"), "{:?}", told(""));
        assert!(told("desk_per_week = 0.1\n").is_ok());
    }

    #[test]
    fn what_the_scenario_does_not_set_has_the_version_for_its_source() {
        let start = read(OTHER).unwrap();
        let text = tree("[parameters]\nasks = 5");
        let given = BTreeMap::from([("seek_per_week".to_owned(), "a survey".to_owned())]);
        let spoken = ("outreach_per_week".to_owned(), format!("that of seek_per_week, {}", OTHER.source));
        let with = |sources: &BTreeMap<String, String>| sources.clone().into_iter().chain([spoken.clone()]).collect();
        assert_eq!(start.sourced(&text, given.clone()), with(&given));
        let other = BTreeMap::from([("seek_per_week".to_owned(), OTHER.source.to_owned())]);
        assert_eq!(start.sourced(&text, BTreeMap::new()), with(&other));
    }

    #[test]
    fn a_bare_regime_has_the_fields_that_the_version_lacks_and_shipped_ones_are_its_own() {
        let Starts { shipped, bare } = &read(OTHER).unwrap().regimes;
        assert_eq!(bare.keys().collect::<Vec<_>>(), [&"turns_per_meeting"]);
        assert_eq!(shipped["community"].keys().collect::<Vec<_>>(), [&"aim", &"turns_per_meeting"]);
        assert!(shipped["autonomous"].contains_key("present"));
    }
}

//! The values of sizes, parameters, switches and what is to be observed as typed: every range, and what must agree.

use super::keys::{FROM, MAX_PEOPLE, OBSERVE, SIZES, SizeRow, top_level_keys};
use super::observe::{self, Observe};
use super::regime::Names;
use super::report::{Range, Report};
use super::typed::{Key, Node, Table, Value};
use crate::model::parameters::{Disagreement, NumberKind, ParameterRow, Parameters, SWITCHES, Switches, TABLE};
use std::collections::BTreeMap;

/// Notes what is wrong with the values in `tree` and in `overridden`, fields of regimes called by `names`, each looked at
/// alone.
pub(super) fn values(report: &mut Report<'_>, tree: &Table, overridden: &BTreeMap<String, Table>, names: &Names<'_>) {
    report.each_alone(|report| {
        for (name, fields) in overridden {
            names.check_fields(report, name, fields);
        }
        parameters(report, tree, Parameters::default());
        switches(report, tree, Switches::default());
        for row in SIZES {
            size_of(report, tree, row);
        }
    });
}

pub(super) fn size_of(report: &mut Report<'_>, tree: &Table, row: &SizeRow) -> Option<u32> {
    let Some(node) = tree.get(row.name) else { return Some(row.default) };
    let range = Range { low: row.low.into(), high: row.high.into(), unit: row.unit, meaning: row.meaning };
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and in the range of a u32")]
    report.number(node, row.name, range, true).map(|number| number as u32)
}

/// Notes a disagreement between several keys of `table` at the one typed last.
pub(super) fn typed_last(report: &mut Report<'_>, table: &Table, names: &[&str], prefix: &str, what: &str) {
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

/// The parameters of `tree`, laid over `parameters`.
pub(super) fn parameters(report: &mut Report<'_>, tree: &Table, mut parameters: Parameters) -> Parameters {
    let mut bad = Vec::new();
    for (key, node) in section(report, tree, "parameters").iter().filter(|(key, _)| key.name != FROM) {
        let path = format!("parameters.{}", key.name);
        match TABLE.iter().find(|row| row.name == key.name) {
            Some(row) => match report.number(node, &path, range_of(row), row.kind == NumberKind::Whole) {
                Some(value) => parameters.get_mut(row.name).into_iter().for_each(|place| *place = value),
                None => bad.push(row.name),
            },
            None => unknown_name(report, key, &path, &[&parameter_names()[..], &[FROM]].concat()),
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

fn range_of(row: &ParameterRow) -> Range<'static> {
    Range { low: row.low, high: row.high, unit: row.unit, meaning: row.meaning }
}

/// A name that is not known in the section it stands in.
fn unknown_name(report: &mut Report<'_>, key: &Key, path: &str, known: &[&str]) {
    report.unknown(&key.origin, path, &key.name, known, elsewhere(&key.name));
}

/// Where a name would belong, if it is the name of something.
pub(super) fn elsewhere(name: &str) -> Option<String> {
    if top_level_keys().any(|known| known == name) {
        Some(format!("`{name}` stands at the top of the file, above the first [table]"))
    } else if name == FROM {
        Some(format!("`{name}` names a version of the model: write it under [parameters]"))
    } else if TABLE.iter().any(|row| row.name == name) {
        Some(format!("`{name}` is a parameter: write it under [parameters]"))
    } else if SWITCHES.iter().any(|row| row.name == name) {
        Some(format!("`{name}` is a switch: write it under [switches]"))
    } else if observe::is_key(name) {
        Some(format!("`{name}` says which rows are written: write it under [observe]"))
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

/// The switches of `tree`, laid over `switches`.
pub(super) fn switches(report: &mut Report<'_>, tree: &Table, mut switches: Switches) -> Switches {
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

pub(super) fn sources(report: &mut Report<'_>, tree: &Table) -> BTreeMap<String, String> {
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

/// What is asked for of a population of so many. What is wrong with it is noted.
pub(super) fn observed(report: &mut Report<'_>, tree: &Table, population: Option<u32>) -> Observe {
    let mut asked = Observe::default();
    let Some(table) = tree.get(OBSERVE).and_then(|node| report.table(node, OBSERVE)) else { return asked };
    let known = observe::KEYS.map(|(name, _)| name);
    for (Key { name, origin }, node) in &table.entries {
        let path = format!("{OBSERVE}.{name}");
        let Some((_, meaning)) = observe::KEYS.iter().find(|(known, _)| known == name) else {
            report.unknown(origin, &path, name, &known, elsewhere(name));
            continue;
        };
        match name.as_str() {
            "members" => asked.members = report.switch(node, &path, meaning).unwrap_or_default(),
            "networks" => asked.networks = report.switch(node, &path, meaning).unwrap_or_default(),
            _ => {
                let high = population.unwrap_or(MAX_PEOPLE).into();
                let range = Range { low: 0.0, high, unit: "people of the population", meaning };
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole, in a u32's range")]
                let people = report.number(node, &path, range, true).map(|people| people as u32);
                asked.people = people.unwrap_or_default();
            }
        }
    }
    asked
}

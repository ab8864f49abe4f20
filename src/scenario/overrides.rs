//! Overrides, as typed after `--set`: written into the tree, so that one validation sees both.

use super::keys::{DESIGN, FROM, OBSERVE, SECTIONS, top_level_keys};
use super::likely::likely;
use super::report::Report;
use super::typed::{self, Key, Node, Origin, Table, Value};
use crate::model::parameters::{SWITCHES, TABLE};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Overrides at most: each is looked for among those before it.
const MAX_SETS: usize = 10_000;

/// Writes `sets` into `tree`. Fields of regimes are returned by the regime's name: they are laid over it last.
pub(super) fn apply(report: &mut Report<'_>, tree: &mut Table, sets: &[String]) -> BTreeMap<String, Table> {
    let mut regimes = BTreeMap::new();
    if sets.len() > MAX_SETS {
        let origin = Origin::Set(MAX_SETS, Arc::from(sets[MAX_SETS].as_str()));
        let what = format!("there are more than {MAX_SETS} overrides: {}", sets.len());
        report.at(&origin, "", what, "write them into the scenario".to_owned());
        return regimes;
    }
    for (number, typed) in sets.iter().enumerate() {
        let origin = Origin::Set(number, Arc::from(typed.as_str()));
        if let Some((path, node)) = split(report, typed, &origin) {
            write(report, tree, &mut regimes, path, &origin, node);
        }
    }
    regimes
}

/// Key and value of one override.
fn split<'s>(report: &mut Report<'_>, typed: &'s str, origin: &Origin) -> Option<(&'s str, Node)> {
    let Some((path, value)) = typed.split_once('=') else {
        report.at(origin, "", "must be key=value", "--set people=2000".to_owned());
        return None;
    };
    let (path, value) = (path.trim(), value.trim());
    if value.is_empty() {
        report.at(origin, path, "has no value", format!("for an empty text write {path}='\"\"'"));
        return None;
    }
    match value_of(value, origin) {
        Ok(node) => Some((path, node)),
        Err(message) => {
            let help = "quote it for the shell: --set 'regimes=[\"none\", \"community\"]'".to_owned();
            report.at(origin, path, format!("not valid TOML: {message}"), help);
            None
        }
    }
}

/// A value as it is typed after `--set` or into a cell: TOML, else a text as it stands.
/// `Err` holds what is not TOML about a value that begins like a list, a table or a quoted text.
pub(super) fn value_of(value: &str, origin: &Origin) -> Result<Node, String> {
    match typed::parse_value(value, origin) {
        Err(message) if value.starts_with(['[', '{', '"', '\'']) => Err(message),
        Err(_) => {
            let typed = super::problem::one_line(value);
            Ok(Node { origin: origin.clone(), typed, value: Value::Text(value.to_owned()) })
        }
        good => good,
    }
}

/// Writes `node` under the key `path`, which was typed at `origin`.
pub(super) fn write(
    report: &mut Report<'_>,
    tree: &mut Table,
    regimes: &mut BTreeMap<String, Table>,
    path: &str,
    origin: &Origin,
    node: Node,
) {
    let key = |name: &str| Key { name: name.to_owned(), origin: origin.clone() };
    let parts: Vec<&str> = path.split('.').map(str::trim).collect();
    match parts[..] {
        [name] if top_level_keys().any(|known| known == name) => tree.put(key(name), node),
        [name] if section_of(name, &node).is_some() => {
            write_section(tree, section_of(name, &node).unwrap_or_default(), key(name), node);
        }
        [section, name] if SECTIONS.contains(&section) || [DESIGN, OBSERVE].contains(&section) => {
            write_section(tree, section, key(name), node);
        }
        ["regime", name, field] => regimes.entry(name.to_owned()).or_default().put(key(field), node),
        _ => unknown(report, path, origin),
    }
}

/// The table that a plain name belongs to. Where a parameter and a switch share it, true and false mean the switch.
fn section_of(name: &str, node: &Node) -> Option<&'static str> {
    let parameter = name == FROM || TABLE.iter().any(|row| row.name == name);
    let switch = SWITCHES.iter().any(|row| row.name == name);
    match (parameter, switch) {
        (true, true) if matches!(node.value, Value::Switch(_)) => Some("switches"),
        (true, _) => Some("parameters"),
        (false, true) => Some("switches"),
        (false, false) => None,
    }
}

fn write_section(tree: &mut Table, section: &str, key: Key, node: Node) {
    if section == "parameters" {
        forget_source(tree, &key.name);
    }
    if tree.get(section).is_none() {
        let empty = Node { origin: node.origin.clone(), typed: String::new(), value: Value::Table(Table::default()) };
        tree.put(Key { name: section.to_owned(), origin: node.origin.clone() }, empty);
    }
    // If the section is no table, validation says so.
    if let Some(Node { value: Value::Table(table), .. }) = tree.get_mut(section) {
        table.put(key, node);
    }
}

/// The file's source speaks of the file's value, no longer of this one.
fn forget_source(tree: &mut Table, parameter: &str) {
    if let Some(Node { value: Value::Table(sources), .. }) = tree.get_mut("sources")
        && sources.get(parameter).is_some_and(|source| matches!(source.origin, Origin::Text(_)))
    {
        sources.remove(parameter);
    }
}

fn unknown(report: &mut Report<'_>, path: &str, origin: &Origin) {
    if report.is_full() {
        return report.at(origin, path, "unknown key", None);
    }
    let parameters = || TABLE.iter().map(|row| row.name);
    let switches = || SWITCHES.iter().map(|row| row.name);
    let plain = top_level_keys().chain(parameters()).chain(switches()).map(str::to_owned);
    let in_section = parameters().map(|name| format!("parameters.{name}"));
    let known: Vec<String> = plain.chain(in_section).chain(switches().map(|name| format!("switches.{name}"))).collect();
    let help = match likely(path, known.iter().map(String::as_str)) {
        Some(name) => format!("did you mean `{name}`?"),
        None => "known are the keys of a scenario, parameters, switches, and regime.NAME.FIELD".to_owned(),
    };
    report.at(origin, path, "unknown key", help);
}

//! The table `[design]` as typed → what is validated.

use super::super::keys::DESIGN;
use super::super::report::{Range, Report};
use super::super::typed::{Key, Node, Table};

use super::factor;
use super::file;
use super::limits::{MAX_FACTORS, MAX_POINTS};
use super::scale::{Factor, Scale};
use super::table::{DesignKind, DesignTable, KINDS};
use super::trial::Trial;
use super::value::plain_key;
use crate::model::parameters::TABLE;

/// The keys of `[design]`, each with the kinds it goes with.
const KEYS: [(&str, &[&str]); 7] = [
    ("kind", &KINDS),
    ("points", &["latin-hypercube", "sobol"]),
    ("file", &["points"]),
    ("sha256", &["points"]),
    ("draws", &["points"]),
    ("factor", &["factorial", "latin-hypercube", "sobol", "one-at-a-time"]),
    ("all_parameters", &["factorial", "latin-hypercube", "sobol", "one-at-a-time"]),
];

/// The design of a scenario, if it has one. What is wrong with it is noted.
pub(in crate::scenario) fn read(report: &mut Report<'_>, tree: &Table) -> Option<DesignTable> {
    let node = tree.get(DESIGN)?;
    let table = report.table(node, DESIGN)?;
    let trial = Trial::new(tree);
    let word = kind(report, table, node);
    check_keys(report, table, word);
    let word = word?;
    let factors = if word == "points" { Some(Vec::new()) } else { factors(report, &trial, table, node, word) };
    let kind = match word {
        "factorial" => Some(DesignKind::Factorial),
        "one-at-a-time" => Some(DesignKind::OneAtATime),
        "latin-hypercube" => points(report, table, node).map(|points| DesignKind::LatinHypercube { points }),
        "sobol" => points(report, table, node).map(|points| DesignKind::Sobol { points }),
        _ => file::read(report, &trial, table, node).map(DesignKind::Points),
    };
    let design = DesignTable { kind: kind?, factors: factors? };
    check_count(report, table, &design);
    Some(design)
}

fn kind(report: &mut Report<'_>, table: &Table, node: &Node) -> Option<&'static str> {
    let words = KINDS.map(|word| (word, word));
    match table.get("kind") {
        Some(kind) => report.word(kind, "design.kind", &words),
        None => {
            let what = format!("lacks `kind`: {}", super::super::likely::either(&KINDS));
            report.at(&node.origin, DESIGN, what, None);
            None
        }
    }
}

fn check_keys(report: &mut Report<'_>, table: &Table, kind: Option<&str>) {
    let known = KEYS.map(|(name, _)| name);
    for (Key { name, origin }, _) in &table.entries {
        let path = format!("{DESIGN}.{name}");
        match KEYS.iter().find(|(known, _)| known == name) {
            None => report.unknown(origin, &path, name, &known, None),
            Some((_, kinds)) if kind.is_some_and(|kind| !kinds.contains(&kind)) => {
                report.at(origin, &path, format!("goes with kind {}", super::super::likely::either(kinds)), None);
            }
            Some(_) => {}
        }
    }
}

fn points(report: &mut Report<'_>, table: &Table, design: &Node) -> Option<u32> {
    let path = format!("{DESIGN}.points");
    let Some(node) = table.get("points") else {
        report.at(&design.origin, &path, "is missing: how many points", "points = 64".to_owned());
        return None;
    };
    let range = Range { low: 1.0, high: f64::from(MAX_POINTS), unit: "points", meaning: "Points in the design." };
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and in the range of a u32")]
    report.number(node, &path, range, true).map(|number| number as u32)
}

fn factors(
    report: &mut Report<'_>,
    trial: &Trial<'_>,
    table: &Table,
    design: &Node,
    kind: &str,
) -> Option<Vec<Factor>> {
    let all = table.get("all_parameters");
    let is_all = all.is_some_and(|node| report.switch(node, "design.all_parameters", ALL_PARAMETERS) == Some(true));
    let named = match table.get("factor") {
        Some(node) => named_factors(report, trial, node, kind),
        None if is_all => Some(Vec::new()),
        None => {
            let help = "[[design.factor]] with key = \"stake_shared\", or all_parameters = true".to_owned();
            report.at(&design.origin, DESIGN, "has no [[design.factor]]", help);
            None
        }
    };
    let factors = if is_all { and_all_parameters(named?) } else { named? };
    if let (true, Some(node)) = (factors.len() > MAX_FACTORS, all) {
        let what = format!("makes {} factors; there may be {MAX_FACTORS}", factors.len());
        report.wrong(node, "design.all_parameters", what, None);
    }
    Some(factors)
}

/// What `all_parameters` means.
const ALL_PARAMETERS: &str =
    "Whether every parameter is a factor, within its plausible range where no factor names it.";

/// The factors, and each parameter that is none of them within its plausible range.
fn and_all_parameters(mut factors: Vec<Factor>) -> Vec<Factor> {
    let named: Vec<String> = factors.iter().map(|factor| plain_key(&factor.key)).collect();
    let others = TABLE.iter().filter(|row| !named.iter().any(|name| name == row.name));
    factors.extend(others.map(|row| Factor { key: row.name.to_owned(), scale: Scale::plausible(row) }));
    factors
}

fn named_factors(report: &mut Report<'_>, trial: &Trial<'_>, node: &Node, kind: &str) -> Option<Vec<Factor>> {
    let path = format!("{DESIGN}.factor");
    let items = report.list(node, &path, "written as [[design.factor]]")?;
    if items.is_empty() || items.len() > MAX_FACTORS {
        report.wrong(node, &path, format!("must be 1 to {MAX_FACTORS} factors, not {}", items.len()), None);
        return None;
    }
    let levels = (matches!(kind, "factorial" | "one-at-a-time"), kind == "factorial");
    let mut factors = Some(Vec::new());
    let mut seen: Vec<String> = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let path = format!("{path}[{index}]");
        let factor = factor::read(report, trial, item, &path, levels);
        if let Some(factor) = &factor {
            check_twice(report, &mut seen, &factor.key, item, &path);
        }
        factors = factors.zip(factor).map(|(mut all, factor)| {
            all.push(factor);
            all
        });
    }
    factors
}

fn check_twice(report: &mut Report<'_>, seen: &mut Vec<String>, key: &str, item: &Node, path: &str) {
    let plain = plain_key(key);
    if seen.contains(&plain) {
        report.at(&item.origin, path, format!("`{key}` is a factor already"), None);
    }
    seen.push(plain);
}

fn check_count(report: &mut Report<'_>, table: &Table, design: &DesignTable) {
    let count = design.declared();
    if let (true, Some(node)) = (count > u128::from(MAX_POINTS), table.get("kind")) {
        let at_least = if count == u128::MAX { "at least " } else { "" };
        let what = format!("must have at most {MAX_POINTS} points, not {at_least}{count}");
        let help = "fewer factors or levels; `sobol` covers many factors with few points".to_owned();
        report.wrong(node, "design.kind", what, help);
    }
}

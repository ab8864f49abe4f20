//! One `[[design.factor]]`, and the values it takes.

use super::super::report::{Range, Report};
use super::super::typed::{Node, Table, Value};
use super::super::written::real;
use super::scale::{Factor, MAX_LEVELS, Scale};
use super::trial::Trial;
use super::value::{plain_key, value_text};
use crate::model::parameters::TABLE;

/// The keys of a `[[design.factor]]`.
const KEYS: &[&str] = &["key", "low", "high", "levels", "values"];

/// Reads one factor. `levels`: whether the kind of design asks for levels; `needed`: whether it cannot do without.
pub(super) fn read(
    report: &mut Report<'_>,
    trial: &Trial<'_>,
    item: &Node,
    path: &str,
    (levels, needed): (bool, bool),
) -> Option<Factor> {
    let table = report.table(item, path)?;
    for (key, _) in table.entries.iter().filter(|(key, _)| !KEYS.contains(&key.name.as_str())) {
        report.unknown(&key.origin, &format!("{path}.{}", key.name), &key.name, KEYS, None);
    }
    let Some(node) = table.get("key") else {
        let help = "key = \"stake_shared\": a parameter, a switch, people, or regime.NAME.FIELD".to_owned();
        report.at(&item.origin, path, "lacks `key`", help);
        return None;
    };
    let key = report.text(node, &format!("{path}.key"))?.trim().to_owned();
    if !trial.is_factor(report, node, &key) {
        return None;
    }
    let asked = Asked { path, table, key: &key, key_node: node };
    let scale = match (table.get("values"), table.get("low"), table.get("high")) {
        (Some(values), None, None) => asked.listed(report, trial, values),
        (Some(values), _, _) => {
            report.wrong(values, &format!("{path}.values"), "stands beside `low` or `high`", "write either".to_owned());
            None
        }
        (None, Some(low), Some(high)) => asked.between(report, trial, (low, high), (levels, needed)),
        (None, None, None) if asked.plausible().is_some() => asked.within_plausible(report, (levels, needed)),
        (None, None, None) if trial.takes(report, &key, node, Value::Switch(true)) => {
            Some(Scale::Values(vec!["false".to_owned(), "true".to_owned()]))
        }
        _ => {
            let help = "give `low` and `high`, or `values`; a switch needs neither, nor does a parameter within its plausible range".to_owned();
            report.at(&item.origin, path, format!("`{key}` lacks the values it is to take"), help);
            None
        }
    };
    if let (Some(node), Some(Scale::Values(_))) = (table.get("levels"), &scale) {
        report.wrong(node, &format!("{path}.levels"), "goes with `low` and `high`", None);
    }
    Some(Factor { key, scale: scale? })
}

/// A factor as typed.
struct Asked<'t> {
    path: &'t str,
    table: &'t Table,
    key: &'t str,
    key_node: &'t Node,
}

impl Asked<'_> {
    fn listed(&self, report: &mut Report<'_>, trial: &Trial<'_>, values: &Node) -> Option<Scale> {
        let path = format!("{}.values", self.path);
        let items = report.list(values, &path, "a list of values in [brackets]")?;
        if items.is_empty() || items.len() > MAX_LEVELS as usize {
            let what = format!("must hold 1 to {MAX_LEVELS} values, not {}", items.len());
            report.wrong(values, &path, what, None);
            return None;
        }
        let mut texts: Vec<String> = Vec::with_capacity(items.len());
        let mut known = std::collections::HashSet::new();
        for item in items {
            trial.note(report, self.key, &self.key_node.origin, item);
            let text = value_text(&item.value);
            // 40 and 40.0 are one value.
            let plain = number(&item.value).map_or_else(|| text.clone(), real);
            if !known.insert(plain) {
                report.wrong(item, &path, "is listed twice", None);
            }
            texts.push(text);
        }
        Some(Scale::Values(texts))
    }

    fn between(
        &self,
        report: &mut Report<'_>,
        trial: &Trial<'_>,
        (low, high): (&Node, &Node),
        (asks, needed): (bool, bool),
    ) -> Option<Scale> {
        let levels = self.levels(report, asks, needed);
        trial.note(report, self.key, &self.key_node.origin, low);
        trial.note(report, self.key, &self.key_node.origin, high);
        let (from, to) = (number(&low.value)?, number(&high.value)?);
        if from >= to {
            let what = format!("must be above `low` ({from})");
            report.wrong(high, &format!("{}.high", self.path), what, None);
            return None;
        }
        let middle = f64::midpoint(from, to);
        if let (Value::Whole(_), Value::Whole(_), false) =
            (&low.value, &high.value, trial.takes(report, self.key, self.key_node, Value::Real(middle)))
        {
            #[allow(clippy::cast_possible_truncation, reason = "every range of whole numbers is far smaller")]
            let (low, high) = (from as i64, to as i64);
            let scale = Scale::Whole { low, high, levels: levels? };
            self.check_whole_levels(report, &scale);
            return Some(scale);
        }
        Some(Scale::Real { low: from, high: to, levels: levels? })
    }

    /// The values from which those are taken that the factor does not give; `None` where the key is no parameter.
    fn plausible(&self) -> Option<Scale> {
        let name = plain_key(self.key);
        TABLE.iter().find(|row| row.name == name).map(Scale::plausible)
    }

    fn within_plausible(&self, report: &mut Report<'_>, (asks, needed): (bool, bool)) -> Option<Scale> {
        let given = self.levels(report, asks, needed);
        let mut scale = self.plausible()?;
        if let Scale::Real { levels, .. } | Scale::Whole { levels, .. } = &mut scale {
            *levels = given?;
        }
        self.check_whole_levels(report, &scale);
        Some(scale)
    }

    /// `Some(None)` where none are given and none are needed; `None` where they are wrong.
    fn levels(&self, report: &mut Report<'_>, asks: bool, needed: bool) -> Option<Option<u32>> {
        let path = format!("{}.levels", self.path);
        let Some(node) = self.table.get("levels") else {
            if needed {
                let help = "levels = 3, or a list of `values`".to_owned();
                report.at(&self.key_node.origin, &path, "is missing: how many values from `low` to `high`", help);
                return None;
            }
            return Some(None);
        };
        if !asks {
            report.wrong(node, &path, "goes with kind `factorial` or `one-at-a-time`", None);
            return None;
        }
        let meaning = "How many values from `low` to `high`, both included.";
        let range = Range { low: 2.0, high: f64::from(MAX_LEVELS), unit: "levels", meaning };
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and in a small range")]
        report.number(node, &path, range, true).map(|number| Some(number as u32))
    }

    fn check_whole_levels(&self, report: &mut Report<'_>, scale: &Scale) {
        let Scale::Whole { low, high, levels: Some(levels) } = *scale else { return };
        let there = high.saturating_sub(low).saturating_add(1);
        if let (true, Some(node)) = (i64::from(levels) > there, self.table.get("levels")) {
            let what = format!("there are only {there} whole numbers from `low` ({low}) to `high` ({high})");
            report.wrong(node, &format!("{}.levels", self.path), what, None);
        }
    }
}

#[allow(clippy::cast_precision_loss, reason = "a number too large to be exact is out of every range")]
fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Whole(number) => Some(*number as f64),
        Value::Real(number) if number.is_finite() => Some(number + 0.0),
        _ => None,
    }
}

//! One `[[design.factor]]`, and the values it takes.

use super::super::report::{Range, Report};
use super::super::typed::{Node, Table, Value};
use super::super::written::real;
use super::trial::Trial;
use super::value_text;

/// One key that a design varies.
#[derive(Clone, Debug, PartialEq)]
pub struct Factor {
    /// The key, as `--set` takes it.
    pub key: String,
    /// The values it takes.
    pub scale: Scale,
}

/// The values of a factor, and how the interval from 0 to 1 is laid over them.
#[derive(Clone, Debug, PartialEq)]
pub enum Scale {
    /// Any number from `low` to `high`: 0 is `low`, 1 is `high`, evenly between.
    Real {
        /// Smallest value.
        low: f64,
        /// Largest value.
        high: f64,
        /// Number of values in designs with levels, both ends included.
        levels: Option<u32>,
    },
    /// Any whole number from `low` to `high`, each with an equal part of the interval from 0 to 1.
    Whole {
        /// Smallest value.
        low: i64,
        /// Largest value.
        high: i64,
        /// Number of values in designs with levels, both ends included.
        levels: Option<u32>,
    },
    /// The listed values, each with an equal part of the interval from 0 to 1 in the order of the list.
    /// A switch takes `false`, then `true`. Texts stand as they are, all else is TOML.
    Values(Vec<String>),
}

/// Levels of a factor at most.
const MAX_LEVELS: u32 = 10_000;
/// Levels of a factor of which only the ends are given, in a design that asks for levels.
const DEFAULT_LEVELS: u32 = 2;

impl Scale {
    /// Whether it has values: none has bounds that are no numbers or the wrong way round, no levels, or an empty list.
    #[must_use]
    pub fn holds(&self) -> bool {
        let fit = |levels: &Option<u32>| levels.is_none_or(|levels| (2..=MAX_LEVELS).contains(&levels));
        match self {
            Self::Real { low, high, levels } => low < high && (high - low).is_finite() && fit(levels),
            Self::Whole { low, high, levels } => {
                low < high && high.checked_sub(*low).is_some_and(|apart| apart < i64::MAX) && fit(levels)
            }
            Self::Values(values) => !values.is_empty() && values.len() <= MAX_LEVELS as usize,
        }
    }

    /// The value at `unit` in the interval from 0 to 1; what lies outside counts as its nearest end.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, reason = "the part is below the number of parts")]
    pub fn at(&self, unit: f64) -> String {
        match self {
            Self::Real { low, high, .. } => {
                real((low + unit.clamp(0.0, 1.0) * (high - low)).max(*low).min(*high) + 0.0)
            }
            Self::Whole { low, high, .. } => {
                (low.saturating_add(part(unit, high.saturating_sub(*low).saturating_add(1)))).to_string()
            }
            Self::Values(values) => values.get(part(unit, values.len() as i64) as usize).cloned().unwrap_or_default(),
        }
    }

    /// Whether it takes only some values, so that a small step in the interval from 0 to 1 may change nothing.
    #[must_use]
    pub fn is_stepped(&self) -> bool {
        !matches!(self, Self::Real { .. })
    }

    /// Number of levels in designs with levels.
    #[must_use]
    pub fn count(&self) -> u128 {
        match self {
            Self::Real { levels, .. } | Self::Whole { levels, .. } => u128::from(levels.unwrap_or(DEFAULT_LEVELS)),
            Self::Values(values) => values.len() as u128,
        }
    }

    /// The value of one level; the last one beyond it.
    #[must_use]
    pub fn level(&self, level: u32) -> String {
        let place = |levels: Option<u32>| {
            let last = levels.unwrap_or(DEFAULT_LEVELS).max(2) - 1;
            f64::from(level.min(last)) / f64::from(last)
        };
        match self {
            Self::Real { levels, .. } => self.at(place(*levels)),
            #[allow(clippy::cast_possible_truncation, reason = "between two numbers of that type")]
            Self::Whole { low, high, levels } => {
                let apart = high.saturating_sub(*low) as f64;
                low.saturating_add((place(*levels) * apart + 0.5).floor() as i64).to_string()
            }
            Self::Values(values) => {
                values.get((level as usize).min(values.len().saturating_sub(1))).cloned().unwrap_or_default()
            }
        }
    }
}

/// Which of `parts` equal parts of the interval from 0 to 1 holds `unit`. An inner border belongs to the part above
/// it, although a third times three may fall short of one in binary digits.
#[allow(clippy::cast_possible_truncation, reason = "clamped to whole numbers of that type")]
fn part(unit: f64, parts: i64) -> i64 {
    let place = (unit * parts as f64 + 1e-9).floor();
    (place as i64).clamp(0, (parts - 1).max(0))
}

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
        (None, None, None) if trial.takes(report, &key, node, Value::Switch(true)) => {
            Some(Scale::Values(vec!["false".to_owned(), "true".to_owned()]))
        }
        _ => {
            let help = "give `low` and `high`, or `values`; a switch needs neither".to_owned();
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
            self.check_whole_levels(report, levels?, high.saturating_sub(low).saturating_add(1));
            return Some(Scale::Whole { low, high, levels: levels? });
        }
        Some(Scale::Real { low: from, high: to, levels: levels? })
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

    fn check_whole_levels(&self, report: &mut Report<'_>, levels: Option<u32>, there: i64) {
        if let (Some(levels), Some(node)) = (levels, self.table.get("levels"))
            && i64::from(levels) > there
        {
            let what = format!("there are only {there} whole numbers from `low` to `high`");
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

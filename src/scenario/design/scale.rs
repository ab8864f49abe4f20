//! A factor as data: the values it takes, and how the interval from 0 to 1 is laid over them.

use super::super::written::real;
use crate::model::parameters::{NumberKind, ParameterRow};

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
pub(super) const MAX_LEVELS: u32 = 10_000;
/// Levels of a factor of which only the ends are given, in a design that asks for levels.
const DEFAULT_LEVELS: u32 = 2;

impl Scale {
    /// Every plausible value of a parameter: what a factor takes that names no other.
    ///
    /// # Examples
    /// ```
    /// use mutua::model::parameters::TABLE;
    /// use mutua::scenario::Scale;
    /// let row = TABLE.iter().find(|row| row.name == "tie_places").unwrap();
    /// assert_eq!(Scale::plausible(row), Scale::Whole { low: 5, high: 15, levels: None });
    /// ```
    #[must_use]
    pub fn plausible(row: &ParameterRow) -> Self {
        let (low, high) = (row.plausible_low, row.plausible_high);
        match row.kind {
            NumberKind::Real => Self::Real { low, high, levels: None },
            #[allow(clippy::cast_possible_truncation, reason = "whole numbers of a table, all of them small")]
            NumberKind::Whole => Self::Whole { low: low as i64, high: high as i64, levels: None },
        }
    }

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

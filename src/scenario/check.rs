//! Scenarios that no file was read for: made or changed by hand, they may say what no validated one says.

use super::validate::{MAX_ALL_WEEKS, SIZES, SizeRow};
use super::{DesignKind, DesignTable, MAX_FACTORS, MAX_POINTS, Scenario, regime::MAX_REGIMES};
use crate::model::setting::SettingError;
use crate::model::structure::StructureError;
use std::fmt;

impl Scenario {
    /// Makes sure that it can be run: it holds for every scenario that was read, and has to be asked of one that was made
    /// or changed by hand. Everything that runs worlds asks.
    ///
    /// # Errors
    /// The first thing that is wrong.
    ///
    /// # Examples
    /// ```
    /// use mutua::scenario::Scenario;
    /// let town = Scenario::parse_as("", "town.toml", "town", &[]).unwrap();
    /// assert!(town.check().is_ok());
    /// let never = Scenario { record_every_weeks: 0, ..town };
    /// assert_eq!(never.check().unwrap_err().to_string(), "record_every_weeks must be from 1 to 520 (weeks), not 0");
    /// ```
    pub fn check(&self) -> Result<(), ScenarioError> {
        for (row, given) in SIZES.iter().zip(self.sizes()) {
            if !(row.low..=row.high).contains(&given) {
                return Err(ScenarioError::Size { row, given });
            }
        }
        let weeks = u64::from(self.weeks) + u64::from(self.burn_in_weeks);
        if weeks > u64::from(MAX_ALL_WEEKS) {
            return Err(ScenarioError::Weeks(weeks));
        }
        if !(1..=MAX_REGIMES).contains(&self.regimes.len()) {
            return Err(ScenarioError::Regimes(self.regimes.len()));
        }
        self.parameters.check().map_err(ScenarioError::Setting)?;
        for regime in &self.regimes {
            let wrong = |reason| ScenarioError::Structure { regime: regime.name.clone(), reason };
            regime.structure.as_ref().map_or(Ok(()), |structure| structure.check().map_err(wrong))?;
        }
        self.design.as_ref().map_or(Ok(()), |design| design.check().map_err(ScenarioError::Design))
    }
}

impl DesignTable {
    /// Makes sure that it has points, and not more of them than a design may have.
    ///
    /// # Errors
    /// What there is too little or too much of.
    pub fn check(&self) -> Result<(), DesignError> {
        let listed = matches!(self.kind, DesignKind::Points(_));
        if self.factors.len() > MAX_FACTORS || (self.factors.is_empty() && !listed) {
            return Err(DesignError::Factors(self.factors.len()));
        }
        if let Some(factor) = self.factors.iter().find(|factor| !factor.scale.holds()) {
            return Err(DesignError::Scale { key: factor.key.clone() });
        }
        let points = self.declared();
        if (1..=u128::from(MAX_POINTS)).contains(&points) { Ok(()) } else { Err(DesignError::Points(points)) }
    }
}

/// Why a scenario cannot be run.
#[derive(Clone, Debug)]
pub enum ScenarioError {
    /// One of the numbers at its top is out of its range.
    Size {
        /// Its row in the table of these numbers.
        row: &'static SizeRow,
        /// What it was to be.
        given: u32,
    },
    /// So many weeks of burn-in and horizon together.
    Weeks(u64),
    /// So many regimes.
    Regimes(usize),
    /// Parameters that no world can hold.
    Setting(SettingError),
    /// A structure of help that no world can hold.
    Structure {
        /// The name of its regime.
        regime: String,
        /// What is wrong with it.
        reason: StructureError,
    },
    /// A design without points, or with too many.
    Design(DesignError),
}

impl fmt::Display for ScenarioError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Size { row: SizeRow { name, low, high, unit, .. }, given } => {
                write!(out, "{name} must be from {low} to {high} ({unit}), not {given}")
            }
            Self::Weeks(given) => {
                write!(out, "burn-in and horizon together must be at most {MAX_ALL_WEEKS} weeks, not {given}")
            }
            Self::Regimes(given) => write!(out, "there must be 1 to {MAX_REGIMES} regimes, not {given}"),
            Self::Setting(reason) => reason.fmt(out),
            Self::Structure { regime, reason } => write!(out, "regime {regime}: {reason}"),
            Self::Design(reason) => reason.fmt(out),
        }
    }
}

impl std::error::Error for ScenarioError {}

/// Why there is no such design.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DesignError {
    /// So many factors.
    Factors(usize),
    /// So many points.
    Points(u128),
    /// A factor without values: bounds that are no numbers or the wrong way round, no levels, or an empty list.
    Scale {
        /// The key of the factor.
        key: String,
    },
}

impl fmt::Display for DesignError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Factors(given) => write!(out, "a design must have 1 to {MAX_FACTORS} factors, not {given}"),
            Self::Points(given) => write!(out, "a design must have 1 to {MAX_POINTS} points, not {given}"),
            Self::Scale { key } => {
                write!(
                    out,
                    "the factor {key} must have two numbers of which the first is below the second, or a list of values"
                )
            }
        }
    }
}

impl std::error::Error for DesignError {}

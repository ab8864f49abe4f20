//! Scenarios that no file was read for: made or changed by hand, they may say what no validated one says.

use super::definition::{MAX_REGIMES, NONE};
use super::keys::{MAX_ALL_WEEKS, SIZES, SizeRow};
use super::name::{why_no_regime, why_no_scenario};
use super::observable::{Observable, ReadLength};
use super::problem::{InvalidScenarioError, one_line};
use super::target::Target;
use super::{DesignKind, DesignTable, MAX_FACTORS, MAX_POINTS, Regime, Scenario};
use crate::model::state::setting::SettingError;
use crate::model::structure::StructureError;
use thiserror::Error;

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
        self.check_names()?;
        self.parameters.check()?;
        for regime in &self.regimes {
            let wrong = |reason| ScenarioError::Structure { regime: regime.name.clone(), reason };
            regime.structure.as_ref().map_or(Ok(()), |structure| structure.check().map_err(wrong))?;
        }
        let (population, given) = (self.people, self.observe.people);
        if given > population {
            return Err(ScenarioError::Observed { population, given });
        }
        self.targets.iter().try_for_each(|target| self.check_target(target))?;
        if let Some((id, what)) = super::hypothesis::allowed(self) {
            return Err(ScenarioError::Hypothesis { id, what });
        }
        if let Some((name, what)) = super::rival::allowed(self) {
            return Err(ScenarioError::Rival { name, what });
        }
        for rival in &self.rivals {
            let wrong =
                |what: InvalidScenarioError| ScenarioError::Rival { name: rival.name.clone(), what: what.to_string() };
            self.as_rival(rival).map_err(wrong)?;
        }
        self.design.as_ref().map_or(Ok(()), |design| design.check().map_err(ScenarioError::Design))
    }
}

impl Scenario {
    /// Why no run of this scenario has such a number; `None` where one may.
    #[must_use]
    pub fn cannot_read(&self, observable: Observable) -> Option<String> {
        let length = ReadLength { weeks: self.weeks, every: self.record_every_weeks };
        observable.refusal(length).map(|refusal| refusal.what)
    }

    /// A target must be read under a regime that is run, of a number that its runs have.
    fn check_target(&self, target: &Target) -> Result<(), ScenarioError> {
        let wrong = |what: String| Err(ScenarioError::Target { id: one_line(&target.id), what });
        let Some(regime) = self.regimes.iter().find(|regime| regime.name == target.regime) else {
            return wrong(format!("the scenario does not run the regime {}", one_line(&target.regime)));
        };
        if let Some(what) = self.cannot_read(target.observable) {
            return wrong(what);
        }
        if target.observable.needs_twins() && (regime.structure.is_none() || self.without_help().is_none()) {
            return wrong("nobody has a twin there".to_owned());
        }
        let numbers = [target.value, target.low, target.high, target.discrepancy.unwrap_or(0.0)];
        let ordered =
            target.low <= target.value && target.value <= target.high && target.discrepancy.unwrap_or(0.0) >= 0.0;
        if !numbers.iter().all(|number| number.is_finite()) || !ordered {
            return wrong("its value must be a number inside its interval".to_owned());
        }
        Ok(())
    }

    /// What stands in tables and names folders must be able to.
    fn check_names(&self) -> Result<(), ScenarioError> {
        let wrong = |what, name: &str, why| Err(ScenarioError::Name { what, name: one_line(name), why });
        if let Some(why) = why_no_scenario(&self.name) {
            return wrong("scenario", &self.name, why);
        }
        for (place, Regime { name, structure }) in self.regimes.iter().enumerate() {
            let twice = self.regimes[..place].iter().any(|earlier| earlier.name == *name);
            let why = match structure {
                _ if twice => Some("is that of an earlier one".to_owned()),
                Some(_) if name == NONE => Some("is that of the world without helping networks".to_owned()),
                None if name != NONE => Some(format!("must be {NONE}, as it has no structure")),
                _ => why_no_regime(name),
            };
            if let Some(why) = why {
                return wrong("regime", name, why);
            }
        }
        Ok(())
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
#[derive(Clone, Debug, Error)]
pub enum ScenarioError {
    /// One of the numbers at its top is out of its range.
    #[error("{} must be from {} to {} ({}), not {given}", row.name, row.low, row.high, row.unit)]
    Size {
        /// Its row in the table of these numbers.
        row: &'static SizeRow,
        /// What it was to be.
        given: u32,
    },
    /// So many weeks of burn-in and horizon together.
    #[error("burn-in and horizon together must be at most {MAX_ALL_WEEKS} weeks, not {0}")]
    Weeks(u64),
    /// So many regimes.
    #[error("there must be 1 to {MAX_REGIMES} regimes, not {0}")]
    Regimes(usize),
    /// A name that could not stand in tables or name a folder, or that stands for something else.
    #[error("the name of the {what} `{name}` {why}")]
    Name {
        /// What is called so.
        what: &'static str,
        /// The name.
        name: String,
        /// What is wrong with it.
        why: String,
    },
    /// Parameters that no world can hold.
    #[error(transparent)]
    Setting(#[from] SettingError),
    /// A structure of help that no world can hold.
    #[error("regime {regime}: {reason}")]
    Structure {
        /// The name of its regime.
        regime: String,
        /// What is wrong with it.
        reason: StructureError,
    },
    /// Rows of more persons than there are.
    #[error("observe.people must be from 0 to {population} (people of the population), not {given}")]
    Observed {
        /// People in the population.
        population: u32,
        /// How many of them were to be observed.
        given: u32,
    },
    /// A target that no run can be held against.
    #[error("target {id}: {what}")]
    Target {
        /// Its name.
        id: String,
        /// What is wrong with it.
        what: String,
    },
    /// A claim that no worlds could decide.
    #[error("hypothesis {id}: {what}")]
    Hypothesis {
        /// By what it is called.
        id: String,
        /// What is wrong with it.
        what: String,
    },
    /// A rival that is no model of the same town.
    #[error("rival {name}: {what}")]
    Rival {
        /// By what it is called.
        name: String,
        /// What is wrong with it.
        what: String,
    },
    /// A design without points, or with too many.
    #[error(transparent)]
    Design(#[from] DesignError),
}

/// Why there is no such design.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DesignError {
    /// So many factors.
    #[error("a design must have 1 to {MAX_FACTORS} factors, not {0}")]
    Factors(usize),
    /// So many points.
    #[error("a design must have 1 to {MAX_POINTS} points, not {0}")]
    Points(u128),
    /// A factor without values: bounds that are no numbers or the wrong way round, no levels, or an empty list.
    #[error("the factor {key} must have two numbers of which the first is below the second, or a list of values")]
    Scale {
        /// The key of the factor.
        key: String,
    },
}

//! Scenarios and regimes that are made in code, from what the program ships.

use super::definition::{DEFAULT_REGIMES, NONE, Regime, Scenario};
use super::keys::SIZES;
use super::likely::likely;
use super::observe::Observe;
use super::problem::one_line;
use super::regime::NoRegimeError;
use super::shipped::shipped;
use crate::model::parameters::{Parameters, Switches};
use crate::model::structure::Structure;
use std::collections::BTreeMap;

impl Default for Scenario {
    /// The scenario of a text that says nothing: 30 worlds of 5,000 people for each of four shipped regimes.
    ///
    /// # Examples
    /// ```
    /// use mutua::scenario::Scenario;
    /// let small = Scenario { people: 200, replicates: 2, ..Scenario::default() };
    /// assert!(small.check().is_ok());
    /// ```
    fn default() -> Self {
        let [seed, people, people_per_town, weeks, burn_in_weeks, record_every_weeks, replicates] =
            SIZES.map(|row| row.default);
        Self {
            name: "scenario".to_owned(),
            question: String::new(),
            seed,
            people,
            people_per_town,
            weeks,
            burn_in_weeks,
            record_every_weeks,
            replicates,
            regimes: DEFAULT_REGIMES.iter().filter_map(|name| Regime::shipped(name).ok()).collect(),
            parameters: Parameters::default(),
            switches: Switches::default(),
            sources: BTreeMap::new(),
            observe: Observe::default(),
            design: None,
            targets: Vec::new(),
            hypotheses: Vec::new(),
            rivals: Vec::new(),
        }
    }
}

impl Regime {
    /// The world without helping networks, whether or not a scenario lists it.
    #[must_use]
    pub fn none() -> Self {
        Self { name: NONE.to_owned(), structure: None }
    }

    /// A regime of one's own.
    ///
    /// # Examples
    /// ```
    /// use mutua::scenario::Regime;
    /// let shipped = Regime::shipped("mutual-self-help")?.structure.unwrap();
    /// let rarer = Regime::new("monthly", mutua::model::structure::Structure { meets_every_weeks: 4, ..shipped });
    /// assert_eq!(rarer.structure.unwrap().turns_per_meeting, shipped.turns_per_meeting);
    /// # Ok::<(), mutua::scenario::NoRegimeError>(())
    /// ```
    #[must_use]
    pub fn new(name: &str, structure: Structure) -> Self {
        Self { name: name.to_owned(), structure: Some(structure) }
    }

    /// The regime that the program ships under this name.
    ///
    /// # Errors
    /// If it ships none: what there is, and what was likely meant.
    ///
    /// # Examples
    /// ```
    /// use mutua::scenario::Regime;
    /// assert!(Regime::shipped("mutual-self-help").unwrap().structure.is_some());
    /// let unknown = Regime::shipped("mutual-selfhelp").unwrap_err().to_string();
    /// assert!(unknown.contains("did you mean `mutual-self-help`?"));
    /// ```
    pub fn shipped(name: &str) -> Result<Self, NoRegimeError> {
        let found = shipped().iter().find(|regime| regime.name == name);
        found.map(|regime| Self { name: regime.name.clone(), structure: regime.structure }).ok_or_else(|| {
            let names: Vec<&str> = shipped().iter().map(|regime| regime.name.as_str()).collect();
            let help = likely(name, names.iter().copied()).map(|name| format!("; did you mean `{name}`?"));
            NoRegimeError::of(format!(
                "no regime called {} is shipped: there are {}{}",
                one_line(name),
                names.join(", "),
                help.unwrap_or_default()
            ))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scenario_made_in_code_is_that_of_an_empty_text() {
        assert_eq!(Scenario::parse("").as_ref(), Ok(&Scenario::default()));
    }
}

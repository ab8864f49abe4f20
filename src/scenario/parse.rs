//! Reading a scenario from a text.

use super::problem::InvalidScenarioError;
use super::typed::Source;
use super::{Scenario, validate};

/// Largest scenario file in bytes; a resolved one has about fifteen thousand.
pub const MAX_FILE_BYTES: u64 = 1 << 20;

/// What problems call a text that has no file, and what the scenario in it is called.
const UNNAMED: &str = "scenario";
/// What problems call a list of points that has no file.
pub(super) const UNNAMED_LIST: &str = "points";

impl Scenario {
    /// Reads and validates the scenario in `text`: TOML as in a scenario's file. It is called `scenario`.
    ///
    /// # Errors
    /// Everything that is wrong with the text, in one go.
    ///
    /// # Examples
    /// ```
    /// use mutua::scenario::Scenario;
    /// let scenario = Scenario::parse("people = 2000").unwrap();
    /// assert_eq!((scenario.people, scenario.regimes.len()), (2000, 4));
    ///
    /// let problems = Scenario::parse("poeple = 2000").unwrap_err();
    /// assert!(problems.to_string().contains("did you mean `people`?"));
    /// ```
    pub fn parse(text: &str) -> Result<Self, InvalidScenarioError> {
        Self::parse_as(text, UNNAMED, UNNAMED, &[])
    }

    /// Reads and validates the scenario in `text`, with the overrides in `sets` (each `key=value`) written over it; problems
    /// call the text `source_name`, the scenario is called `scenario_name`.
    ///
    /// A text has no folder, so a design whose points stand in a file is refused.
    ///
    /// A key is one of the file (`people`), a parameter or switch, plain or with its table (`hope`, `switches.hope`),
    /// `sources.NAME`, or `regime.NAME.FIELD` of a regime that is run, shipped ones included. Where a parameter and a
    /// switch share a name, true and false mean the switch. A value is TOML, else a text as it stands. Of several
    /// overrides of one key the last counts. A field so set reaches that regime alone, not those that are like it.
    ///
    /// A name that could not name a folder of results is refused: blank, longer than 100 bytes, with a dot or a space at
    /// an end, a slash or a control character in it.
    ///
    /// # Errors
    /// Everything that is wrong with the text and the overrides, in one go.
    ///
    /// # Examples
    /// ```
    /// use mutua::scenario::Scenario;
    /// let sets = ["replicates=3".to_owned()];
    /// let scenario = Scenario::parse_as("people = 2000", "small.toml", "small", &sets).unwrap();
    /// assert_eq!((scenario.name.as_str(), scenario.people, scenario.replicates), ("small", 2000, 3));
    /// ```
    pub fn parse_as(
        text: &str,
        source_name: &str,
        scenario_name: &str,
        sets: &[String],
    ) -> Result<Self, InvalidScenarioError> {
        validate::scenario(&Source::new(source_name, text, None), scenario_name, sets)
    }
}

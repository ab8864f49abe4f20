//! The scenarios that the program ships, as TOML data that passes the same validation as a user's.

use super::definition::Scenario;

macro_rules! scenarios {
    ($($name:literal),* $(,)?) => {
        /// Name and text of every shipped scenario, the default one first.
        const SCENARIOS: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../scenarios/", $name, ".toml")))),*];
    };
}

scenarios!(
    "three-regimes",
    "italian-town",
    "trentino-clubs",
    "technical-needs",
    "promise-and-practice",
    "guide-or-alone",
    "two-by-two",
    "two-by-two-hours",
    "community",
    "where-professionals-win",
    "null-service",
    "sweep-directiveness",
    "screening",
    "validity",
    "sweep-hours",
    "fit-three-regimes",
    "fit-town",
    "fit-trentino-clubs",
    "rivals",
    "italy",
    "claims",
);

/// Name, question and text of every shipped scenario, the default one first.
#[must_use]
pub fn shipped_scenarios() -> Vec<(&'static str, String, &'static str)> {
    let question =
        |name, text| Scenario::parse_as(text, name, name, &[]).map_or_else(|_| String::new(), |s| s.question);
    SCENARIOS.iter().map(|(name, text)| (*name, question(name, text), *text)).collect()
}

/// The names of the shipped scenarios.
#[cfg(feature = "command")]
pub(crate) fn shipped_scenario_names() -> impl Iterator<Item = &'static str> {
    SCENARIOS.iter().map(|(name, _)| *name)
}

//! What of a scenario lies outside its plausible range: allowed, and told in one line.

use crate::model::parameters::ParameterRow;
use crate::scenario::Scenario;

/// One line with the end of it; empty where every value is plausible.
pub(super) fn note(scenario: &Scenario) -> String {
    let told = |(row, value): (&ParameterRow, f64)| {
        format!("{} {value} ({} to {})", row.name, row.plausible_low, row.plausible_high)
    };
    let found: Vec<String> = scenario.parameters.implausible().map(told).collect();
    if found.is_empty() { String::new() } else { format!("Outside its plausible range: {}\n", found.join(", ")) }
}

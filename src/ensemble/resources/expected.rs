//! What a scenario leads one to expect, before it is run: weeks that are recorded, networks, and entries into them.

use crate::model::structure::Structure;
use crate::scenario::Scenario;

/// The weeks of which there is a record, week 0 among them.
pub(super) fn recorded(scenario: &Scenario) -> f64 {
    f64::from(scenario.weeks.div_ceil(scenario.record_every_weeks.max(1))) + 1.0
}

/// Networks that workers have hours for; without workers, one for every forty people.
pub(super) fn networks(town: &Scenario, structure: &Structure) -> f64 {
    let (people, parameters) = (f64::from(town.people), &town.parameters);
    let Some(role) = structure.worker else { return people / 40.0 };
    let hours = structure.worker_hours.unwrap_or(parameters.worker_hours) * (1.0 - parameters.desk_share);
    let of_each = (hours * f64::from(structure.meets_every_weeks) / role.hours_per_meeting).min(parameters.caseload);
    // Hardly more than these are ever in need at the same time.
    (people * parameters.workers_per_1000 / 1000.0 * of_each).min(people / 4.0)
}

/// Entries into networks: as often as life problems strike, if half of the people had been struck already, and those who
/// are in need at week 0.
pub(super) fn entries(scenario: &Scenario) -> f64 {
    let parameters = &scenario.parameters;
    let since = f64::from(scenario.weeks) * f64::midpoint(1.0, parameters.relapse_factor);
    let before = f64::from(scenario.burn_in_weeks.min(104));
    f64::from(scenario.people) * parameters.onset_per_week * (since + before)
}

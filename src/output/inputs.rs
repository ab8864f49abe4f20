//! What a result has beside it so that it can be done again: the scenario, and the list of points that it names.

use super::error::OutputError;
use super::file_names::SCENARIO;
use super::stage::{Stage, Staged};
use crate::scenario::{POINTS_LIST, Scenario};

/// The name of a file that is kept with a study, and its bytes.
pub type Input<'a> = (&'static str, &'a [u8]);

/// The scenario as resolved, and the list of points that it names: what a result has beside it so that it can be redone.
pub fn inputs(scenario: &Scenario) -> Vec<(&'static str, Vec<u8>)> {
    let list = scenario.points_list().map(|text| (POINTS_LIST, text.as_bytes().to_vec()));
    [(SCENARIO, scenario.to_toml().into_bytes())].into_iter().chain(list).collect()
}

/// Completes them on the stage.
pub(super) fn stage_inputs(stage: &Stage, scenario: &Scenario) -> Result<Vec<Staged>, OutputError> {
    inputs(scenario).iter().map(|(name, bytes)| stage.write(name, |to| to.write_all(bytes))).collect()
}

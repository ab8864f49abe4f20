//! A scenario, as it stands: everybody beside their twin.

use super::points::{Ensemble, Points};
use crate::record::plan::Plan;
use crate::scenario::Scenario;

pub(super) fn ensemble(scenario: Scenario) -> Ensemble {
    let plan = Plan::of(&scenario);
    Ensemble { points: Points::Alone, scenarios: vec![scenario.clone()], plan, scenario }
}

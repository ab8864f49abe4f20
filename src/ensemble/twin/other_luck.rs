//! The world without helping networks in which everybody meets other luck.

use super::baseline::{Baseline, Weeks};
use crate::ensemble::error::RunError;
use crate::ensemble::observer::Watch;
use crate::ensemble::replicate::simulate;
use crate::model::chance::Chance;
use crate::model::state::world::World;
use crate::scenario::Scenario;

/// What is added to a seed for other luck.
const OTHER_LUCK: u32 = 0x9E37_79B9;

/// How everybody stands without helping networks if from week 0 on they meet other luck than in all other worlds; `None`
/// if it was stopped on the way.
///
/// # Errors
/// If the books do not balance.
pub fn other_luck(
    scenario: &Scenario,
    mut world: World,
    replicate: u32,
    watch: &dyn Watch,
) -> Result<Option<Baseline>, RunError> {
    world.set_chance(Chance::new(scenario.seed.wrapping_add(OTHER_LUCK), replicate));
    let mut baseline = Baseline::new(Weeks::of(scenario).in_window());
    let world = simulate(scenario, world, None, |_| false, watch, &mut baseline)?;
    Ok(world.map(|_| baseline))
}

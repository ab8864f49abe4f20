//! Hearsay is heard at the end of a phase, all of it together, so that those who hear it can be prefetched at once.

use crate::model::effects::Effects;
use crate::model::rules::hearsay::hear;
use crate::model::state::world::World;

/// Those to whom something was told hear it.
pub(super) fn spread(world: &World, effects: &mut Effects) {
    let told = std::mem::take(&mut effects.told);
    world.prefetch_ends(told.iter().map(|told| world.ties.end(told.teller, told.slot)));
    told.iter().for_each(|told| hear(world.view(), told, effects));
    effects.told = told;
}

//! The tick: a week of the world.

use super::engine::happened::Happened;
use super::engine::phase::observe;
use super::ledger::{Phase, UnbalancedError};
use super::state::world::World;

/// Lets a week pass. `happened` is only a place to write; it carries nothing from one tick to the next.
///
/// A world lasts [`MOST_TICKS`](super::state::tie::MOST_TICKS) ticks: beyond them its ties no longer tell when they were used.
///
/// # Errors
/// If the ledgers do not balance at the end of the week.
pub fn tick(world: &mut World, happened: &mut Happened) -> Result<(), UnbalancedError> {
    tick_seen(world, happened, |_, _, _| ())
}

/// Lets a week pass before somebody who looks on after each phase: at the world, and at what happened in that phase.
///
/// # Errors
/// If the ledgers do not balance at the end of the week.
pub fn tick_seen(
    world: &mut World,
    happened: &mut Happened,
    mut look: impl FnMut(Phase, &World, &Happened),
) -> Result<(), UnbalancedError> {
    for &phase in Phase::ALL {
        step(phase, world, happened);
        look(phase, world, happened);
    }
    world.close_week()
}

/// One phase: everything that happens in it is worked out on the frozen world, then takes effect.
pub fn step(phase: Phase, world: &mut World, happened: &mut Happened) {
    if phase == Phase::Life {
        world.fade();
        if world.audited {
            world.book_fading();
        }
    }
    observe(phase, world, happened);
    world.apply(phase, happened);
}

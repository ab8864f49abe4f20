//! Who watches the work, and who observes a world while it is simulated.

use crate::model::engine::census::Census;
use crate::model::engine::happened::Happened;
use crate::model::ledger::Phase;
use crate::model::state::world::World;

/// Is told how far the work is, and says whether to go on. Called from several threads.
pub trait Watch: Sync {
    /// So many weeks of people have been simulated since the last call.
    fn advanced(&self, people_weeks: u64);
    /// So many weeks of people that were to be simulated are there already.
    fn spared(&self, _people_weeks: u64) {}
    /// Whether runs that have not begun should not begin.
    fn stopped(&self) -> bool;
}

/// Goes on to the end.
impl Watch for () {
    fn advanced(&self, _: u64) {}

    fn stopped(&self) -> bool {
        false
    }
}

/// Observes a run. Observing changes nothing and draws no lots.
pub trait Observer {
    /// The structure of help under study has just been brought in: this is week 0.
    fn begins(&mut self, _world: &World) {}
    /// A phase is over; `happened` is what happened in it.
    fn phase(&mut self, _phase: Phase, _world: &World, _happened: &Happened) {}
    /// A week is over.
    fn week(&mut self, _world: &World, _week: u32) {}
    /// The world was counted in a week in which it is audited, and is sound.
    fn counted(&mut self, _census: &Census) {}
}

/// Observes nothing.
impl Observer for () {}

/// An observer, or nobody.
impl<T: Observer> Observer for Option<T> {
    fn begins(&mut self, world: &World) {
        self.iter_mut().for_each(|one| one.begins(world));
    }

    fn phase(&mut self, phase: Phase, world: &World, happened: &Happened) {
        self.iter_mut().for_each(|one| one.phase(phase, world, happened));
    }

    fn week(&mut self, world: &World, week: u32) {
        self.iter_mut().for_each(|one| one.week(world, week));
    }

    fn counted(&mut self, census: &Census) {
        self.iter_mut().for_each(|one| one.counted(census));
    }
}

/// Two observers.
impl<A: Observer, B: Observer> Observer for (&mut A, &mut B) {
    fn begins(&mut self, world: &World) {
        self.0.begins(world);
        self.1.begins(world);
    }

    fn phase(&mut self, phase: Phase, world: &World, happened: &Happened) {
        self.0.phase(phase, world, happened);
        self.1.phase(phase, world, happened);
    }

    fn week(&mut self, world: &World, week: u32) {
        self.0.week(world, week);
        self.1.week(world, week);
    }

    fn counted(&mut self, census: &Census) {
        self.0.counted(census);
        self.1.counted(census);
    }
}

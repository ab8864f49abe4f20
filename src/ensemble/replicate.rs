//! One replicate: a burn-in, then one run for each regime from the same week 0.

use super::error::RunError;
use super::execute::LARGE;
use super::lived::Lived;
use super::twin::{Baseline, Weeks};
use crate::model::chance::Chance;
use crate::model::engine::census::Census;
use crate::model::engine::happened::Happened;
use crate::model::ledger::{Phase, UnbalancedError};
use crate::model::state::setting::Setting;
use crate::model::state::setting::SettingError;
use crate::model::state::world::World;
use crate::model::structure::Structure;
use crate::model::tick::{tick, tick_seen};
use crate::scenario::Scenario;

/// Weeks between two reports of progress; a large world reports every week.
const REPORT_WEEKS: u32 = 13;

/// Who wants to know how far it is, and whether to go on. Called from several threads.
pub trait Watch: Sync {
    /// So many weeks of people have been simulated since the last call.
    fn advanced(&self, people_weeks: u64);
    /// So many weeks of people that were to be simulated are there already.
    fn spared(&self, _people_weeks: u64) {}
    /// Whether runs that have not begun should not begin.
    fn stopped(&self) -> bool;
}

/// Nobody watches.
impl Watch for () {
    fn advanced(&self, _: u64) {}

    fn stopped(&self) -> bool {
        false
    }
}

/// Who looks on while a run goes on. Looking changes nothing and draws no lots.
pub trait Onlooker {
    /// The structure of help under study has just been brought in: this is week 0.
    fn begins(&mut self, _world: &World) {}
    /// A phase is over; `happened` is what happened in it.
    fn phase(&mut self, _phase: Phase, _world: &World, _happened: &Happened) {}
    /// A week is over.
    fn week(&mut self, _world: &World, _week: u32) {}
    /// The world was counted in a week in which it is audited, and is sound.
    fn counted(&mut self, _census: &Census) {}
}

/// Nobody looks on.
impl Onlooker for () {}

/// Two look on.
impl<A: Onlooker, B: Onlooker> Onlooker for (&mut A, &mut B) {
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

/// The world of replicate `replicate` before its first tick.
///
/// # Errors
/// If there is no such world; every scenario that was read has one.
pub fn world(scenario: &Scenario, replicate: u32) -> Result<World, SettingError> {
    World::new(&Setting {
        people: scenario.people,
        seed: scenario.seed,
        replicate,
        parameters: scenario.parameters.clone(),
        switches: scenario.switches.clone(),
    })
}

/// The world at the end of the burn-in, which all regimes share; `None` if it was stopped on the way.
///
/// # Errors
/// If the scenario cannot be run, or a week does not add up.
pub fn burn_in(scenario: &Scenario, replicate: u32, watch: &dyn Watch) -> Result<Option<World>, RunError> {
    scenario.check()?;
    let mut world = world(scenario, replicate)?;
    let mut happened = Happened::default();
    for week in 1..=scenario.burn_in_weeks {
        tick(&mut world, &mut happened)?;
        report(watch, scenario, week, scenario.burn_in_weeks);
        if watch.stopped() {
            return Ok(None);
        }
    }
    Ok(Some(world))
}

/// The world at the end of a burn-in that was lived as `before` says, by the parameters and switches of `scenario` from now
/// on; `None` if it was stopped on the way.
///
/// # Errors
/// If a week does not add up, or the two differ in what cannot change in a world that is there already.
pub fn burn_in_as(
    before: &Scenario,
    scenario: &Scenario,
    replicate: u32,
    watch: &dyn Watch,
) -> Result<Option<World>, RunError> {
    let Some(mut world) = burn_in(before, replicate, watch)? else { return Ok(None) };
    world.change(scenario.parameters.clone(), scenario.switches.clone())?;
    Ok(Some(world))
}

/// Lets a world live from week 0 to the horizon under a structure of help, before an onlooker, and counts and audits it in
/// the weeks for which `audited` says so, week 0 among them. The world at the horizon; `None` if it was stopped on the way, as only a large world is: a
/// small one is done in no time.
///
/// # Errors
/// If no world can hold the structure, the world is not sound, or its books do not balance.
pub fn live(
    scenario: &Scenario,
    mut world: World,
    structure: Option<Structure>,
    audited: impl Fn(u32) -> bool,
    watch: &dyn Watch,
    onlooker: &mut impl Onlooker,
) -> Result<Option<World>, RunError> {
    world.begin(structure)?;
    onlooker.begins(&world);
    if audited(0) {
        audit(&world, 0, onlooker)?;
    }
    let mut happened = Happened::default();
    for week in 1..=scenario.weeks {
        world.set_audited(audited(week));
        tick_seen(&mut world, &mut happened, |phase, world, happened| onlooker.phase(phase, world, happened))?;
        onlooker.week(&world, week);
        if world.is_audited() {
            audit(&world, week, onlooker)?;
        }
        report(watch, scenario, week, scenario.weeks);
        if scenario.people > LARGE && watch.stopped() {
            return Ok(None);
        }
    }
    Ok(Some(world))
}

/// Counts a world and compares its books with what was counted.
fn audit(world: &World, week: u32, onlooker: &mut impl Onlooker) -> Result<(), UnbalancedError> {
    let census = Census::of(world, week);
    world.audit(&census)?;
    onlooker.counted(&census);
    Ok(())
}

/// One run of a world under a regime, before an onlooker; `None` if it was stopped on the way, as [`live`] is.
///
/// # Errors
/// If the scenario cannot be run or has no such regime, the world is not sound, or its books do not balance.
pub fn run(
    scenario: &Scenario,
    world: World,
    regime: usize,
    watch: &dyn Watch,
    onlooker: &mut impl Onlooker,
) -> Result<Option<Lived>, RunError> {
    scenario.check()?;
    let no_regime = RunError::NoRegime { regime, of: scenario.regimes.len() };
    let structure = scenario.regimes.get(regime).ok_or(no_regime)?.structure;
    let recorded = |week: u32| week.is_multiple_of(scenario.record_every_weeks) || week == scenario.weeks;
    let every = scenario.record_every_weeks;
    // No more room than that: many runs may wait for others.
    let mut counts = Counts(Vec::with_capacity(scenario.weeks.div_ceil(every) as usize + 1));
    let both = &mut (&mut counts, onlooker);
    let world = live(scenario, world, structure, recorded, watch, both)?;
    Ok(world.map(|world| {
        let (censuses, state_hash) = (counts.0, world.hash());
        Lived { censuses, ledger: world.ledger().clone(), twins: None, state_hash }
    }))
}

/// Keeps what was counted.
struct Counts(Vec<Census>);

impl Onlooker for Counts {
    fn counted(&mut self, census: &Census) {
        self.0.push(census.clone());
    }
}

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
    let lived = live(scenario, world, None, |_| false, watch, &mut baseline)?;
    Ok(lived.map(|_| baseline))
}

fn report(watch: &dyn Watch, scenario: &Scenario, week: u32, last: u32) {
    let every = if scenario.people > LARGE { 1 } else { REPORT_WEEKS };
    let since = if week.is_multiple_of(every) {
        every
    } else if week == last {
        week % every
    } else {
        return;
    };
    watch.advanced(u64::from(since) * u64::from(scenario.people));
}

//! One replicate: a burn-in, then one run for each regime from the same week 0.

use super::error::RunError;
use super::observe::RowsObserver;
use super::observer::{Observer, Watch};
use crate::model::engine::census::Census;
use crate::model::engine::happened::Happened;
use crate::model::ledger::UnbalancedError;
use crate::model::state::setting::Setting;
use crate::model::state::setting::SettingError;
use crate::model::state::world::World;
use crate::model::structure::Structure;
use crate::model::tick::{tick, tick_seen};
use crate::record::WorldRecord;
use crate::record::plan::LARGE;
use crate::scenario::Scenario;

/// Weeks between two reports of progress; a large world reports every week.
const REPORT_WEEKS: u32 = 13;

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

/// The world at the end of a burn-in that was simulated as `before` says, by the parameters and switches of `scenario` from now
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

/// Simulates a world from week 0 to the horizon under a structure of help, before an observer, and counts and audits it in
/// the weeks for which `audited` says so, week 0 among them. The world at the horizon; `None` if it was stopped on the way,
/// as only a large world is: a small one is done in no time.
///
/// # Errors
/// If no world can hold the structure, the world is not sound, or its books do not balance.
pub fn simulate(
    scenario: &Scenario,
    mut world: World,
    structure: Option<Structure>,
    audited: impl Fn(u32) -> bool,
    watch: &dyn Watch,
    observer: &mut impl Observer,
) -> Result<Option<World>, RunError> {
    world.begin(structure)?;
    observer.begins(&world);
    if audited(0) {
        audit(&world, 0, observer)?;
    }
    let mut happened = Happened::default();
    for week in 1..=scenario.weeks {
        world.set_audited(audited(week));
        tick_seen(&mut world, &mut happened, |phase, world, happened| observer.phase(phase, world, happened))?;
        observer.week(&world, week);
        if world.is_audited() {
            audit(&world, week, observer)?;
        }
        report(watch, scenario, week, scenario.weeks);
        if scenario.people > LARGE && watch.stopped() {
            return Ok(None);
        }
    }
    Ok(Some(world))
}

/// Counts a world and compares its books with what was counted.
fn audit(world: &World, week: u32, observer: &mut impl Observer) -> Result<(), UnbalancedError> {
    let census = Census::of(world, week);
    world.audit(&census)?;
    observer.counted(&census);
    Ok(())
}

/// One run of a world under a regime, before an observer; `None` if it was stopped on the way, as [`simulate`] is.
///
/// # Errors
/// If the scenario cannot be run or has no such regime, the world is not sound, or its books do not balance.
pub fn run(
    scenario: &Scenario,
    world: World,
    regime: usize,
    watch: &dyn Watch,
    observer: &mut impl Observer,
) -> Result<Option<WorldRecord>, RunError> {
    scenario.check()?;
    let no_regime = RunError::NoRegime { regime, of: scenario.regimes.len() };
    let structure = scenario.regimes.get(regime).ok_or(no_regime)?.structure;
    let recorded = |week: u32| week.is_multiple_of(scenario.record_every_weeks) || week == scenario.weeks;
    let every = scenario.record_every_weeks;
    // No more room than that: many runs may wait for others.
    let mut counts = Counts(Vec::with_capacity(scenario.weeks.div_ceil(every) as usize + 1));
    let mut rows = RowsObserver::asked(scenario);
    let all = &mut (&mut counts, &mut (observer, &mut rows));
    let world = simulate(scenario, world, structure, recorded, watch, all)?;
    Ok(world.map(|world| {
        let (censuses, state_hash) = (counts.0, world.hash());
        let rows = rows.map(|rows| rows.finish(&world));
        WorldRecord { censuses, ledger: world.ledger().clone(), twins: None, observed: None, rows, state_hash }
    }))
}

/// Keeps what was counted.
struct Counts(Vec<Census>);

impl Observer for Counts {
    fn counted(&mut self, census: &Census) {
        self.0.push(census.clone());
    }
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

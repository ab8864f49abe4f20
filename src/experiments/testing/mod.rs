//! Hypotheses put to the test: worlds are run look by look, until everything is decided or there may be no more.
//!
//! | file | what it does |
//! | --- | --- |
//! | `request` | what is asked, and what that comes to |
//! | `over` | draws of a posterior as its units |
//! | `limits` | how many worlds a test may have |
//! | `reading` | what is kept of a world |
//!
//! Looks, bounds and verdicts are in [`crate::analysis::testing`].

mod limits;
mod over;
mod reading;
mod request;

pub use limits::{FEWEST, MOST};
pub use over::TestDraws;
pub use reading::{Pair, WorldReading};
pub use request::{TestRequest, TestStudy};

use crate::analysis::claimed::{ClaimedBuilder, ClaimedOverDraws};
use crate::analysis::reading::value;
use crate::analysis::statistics::Moments;
use crate::analysis::testing::{Tested, judge};
use crate::ensemble::error::WorkError;
use crate::ensemble::execute::Work;
use crate::ensemble::observer::Watch;
use crate::ensemble::shard::Shard;
use crate::record::plan::Plan;
use crate::record::{Run, RunRecord};
use crate::scenario::{Hypothesis, Scenario};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// What was read of each world, by its number.
pub type Readings = BTreeMap<u32, WorldReading>;

impl TestStudy {
    /// What the worlds that were read say.
    #[must_use]
    pub fn tested(&self, readings: &Readings) -> Tested {
        let read = (0..self.request.most).map_while(|world| match readings.get(&world)? {
            WorldReading::Read(pairs) => Some(self.numbers(pairs)),
            WorldReading::Failed(_) => Some(vec![f64::NAN; self.worlds.hypotheses.len()]),
            WorldReading::NotAsked => None,
        });
        let worlds: Vec<Vec<f64>> = read.collect();
        judge(&self.looks, &self.worlds.hypotheses, &worlds)
    }

    /// The number of each hypothesis in a unit, the mean over its worlds; NaN where no world has it.
    fn numbers(&self, pairs: &[Pair]) -> Vec<f64> {
        let mut moments = vec![Moments::default(); self.worlds.hypotheses.len()];
        for world in pairs.chunks(moments.len().max(1)) {
            moments.iter_mut().zip(world).for_each(|(moments, pair)| moments.add(pair.number()));
        }
        moments.iter().map(|moments| moments.estimate().mean).collect()
    }

    /// What all units that were looked at say of each hypothesis, if they are draws of a posterior.
    #[must_use]
    pub fn over_draws(&self, readings: &Readings, tested: &Tested) -> Option<ClaimedOverDraws> {
        let (draws, hypotheses) = (self.draws.as_ref()?, &self.worlds.hypotheses);
        let looked_at = self.looked_at(tested);
        let mut fold = ClaimedBuilder::new(hypotheses.len());
        for unit in 0..looked_at {
            if let Some(WorldReading::Read(pairs)) = readings.get(&unit) {
                let worlds = pairs.chunks(hypotheses.len().max(1));
                worlds.for_each(|world| fold.add(world.iter().map(|pair| pair.number())));
            }
            fold.next_draw();
        }
        Some(fold.finish(hypotheses, draws.distinct(looked_at)))
    }

    /// How many worlds were looked at.
    #[must_use]
    pub fn looked_at(&self, tested: &Tested) -> u32 {
        tested.looks.checked_sub(1).map_or(0, |last| self.looks.looks[last])
    }

    /// Reads every world that is asked for and not in `readings` yet, and puts it there, on `threads` threads; `keep` is told
    /// of each at once, from several threads. Ends early if `watch` says so; then some are missing.
    ///
    /// # Errors
    /// If the worlds cannot be run.
    pub fn execute(
        &self,
        readings: &mut Readings,
        threads: usize,
        watch: &dyn Watch,
        keep: &(dyn Fn(u32, &WorldReading) + Sync),
    ) -> Result<(), WorkError> {
        loop {
            let tested = self.tested(readings);
            if tested.ended {
                let rest = self.looked_at(&tested)..self.request.most;
                for world in rest.filter(|world| !readings.contains_key(world)).collect::<Vec<_>>() {
                    keep(world, &WorldReading::NotAsked);
                    readings.insert(world, WorldReading::NotAsked);
                }
                return Ok(());
            }
            let worlds: Vec<u32> =
                (0..self.looks.looks[tested.looks]).filter(|world| !readings.contains_key(world)).collect();
            let done = self.read(&worlds, threads, watch, keep)?;
            readings.extend(done);
            if watch.stopped() {
                return Ok(());
            }
        }
    }

    /// Reads these worlds, in rising order.
    ///
    /// # Errors
    /// If they cannot be run.
    pub fn read(
        &self,
        worlds: &[u32],
        threads: usize,
        watch: &dyn Watch,
        keep: &(dyn Fn(u32, &WorldReading) + Sync),
    ) -> Result<Readings, WorkError> {
        let Some(last) = worlds.last() else { return Ok(Readings::new()) };
        let Some(draws) = &self.draws else {
            let scenarios = std::slice::from_ref(&self.worlds);
            let plan = Plan { replicates: last + 1, ..self.plan };
            return self.read_in(
                &|world| worlds.binary_search(&world).is_ok().then_some(world),
                (scenarios, plan),
                threads,
                watch,
                keep,
            );
        };
        let mut done = Readings::new();
        // Scenarios are made as they are needed: there may be thousands.
        for some in worlds.chunks(AT_ONCE) {
            let scenarios = some.iter().map(|&unit| draws.at(unit, &self.worlds)).collect::<Result<Vec<_>, _>>();
            let scenarios = scenarios.map_err(|_| WorkError::Plan)?.concat();
            let plan = Plan { replicates: 1, points: scenarios.len() as u32, ..self.plan };
            let each = self.worlds_each();
            let unit = |place: u32| some.get((place / each) as usize).copied();
            done.extend(self.read_in(&unit, (&scenarios, plan), threads, watch, keep)?);
            if watch.stopped() {
                break;
            }
        }
        Ok(done)
    }

    /// Reads the worlds of `plan`, world by world, each of which is of the unit that `unit` names; nothing where it names none.
    fn read_in(
        &self,
        unit: &(dyn Fn(u32) -> Option<u32> + Sync),
        (scenarios, plan): (&[Scenario], Plan),
        threads: usize,
        watch: &dyn Watch,
        keep: &(dyn Fn(u32, &WorldReading) + Sync),
    ) -> Result<Readings, WorkError> {
        let regimes = self.plan.regimes;
        // A world is read when all its regimes are there, and a unit when all its worlds are; until then they wait.
        let waiting: Mutex<BTreeMap<u32, Vec<Run>>> = Mutex::new(BTreeMap::new());
        let units: Mutex<BTreeMap<u32, BTreeMap<u32, WorldReading>>> = Mutex::new(BTreeMap::new());
        let done = Mutex::new(Readings::new());
        let of = |index: u64| {
            #[allow(clippy::cast_possible_truncation, reason = "there are at most a few thousand worlds")]
            let world = (index / regimes as u64) as u32;
            (world, unit(world))
        };
        let take = |index: u64, run: Run| {
            let (world, Some(unit)) = of(index) else { return };
            let mut waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
            let runs = waiting.entry(world).or_default();
            runs.push(run);
            if runs.len() < regimes {
                return;
            }
            let runs = waiting.remove(&world).unwrap_or_default();
            drop(waiting);
            let scenario = scenarios.get(world as usize % scenarios.len().max(1)).unwrap_or(&self.worlds);
            let reading = reading_of(&self.worlds, scenario, &runs);
            let mut units = units.lock().unwrap_or_else(PoisonError::into_inner);
            let worlds = units.entry(unit).or_default();
            worlds.insert(world, reading);
            if worlds.len() < self.worlds_each() as usize {
                return;
            }
            let reading = WorldReading::of_all(units.remove(&unit).unwrap_or_default().into_values());
            drop(units);
            keep(unit, &reading);
            done.lock().unwrap_or_else(PoisonError::into_inner).insert(unit, reading);
        };
        let missing = |index: u64| of(index).1.is_none();
        let work = Work { scenarios, plan, shard: Shard::WHOLE, done: missing, keep: take, kept_districts: None };
        work.execute(threads, watch)?;
        Ok(done.into_inner().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Units whose scenarios are made at once.
const AT_ONCE: usize = 1024;

/// What the runs of a world of `scenario`, one a regime, say of each hypothesis of `worlds`.
fn reading_of(worlds: &Scenario, scenario: &Scenario, runs: &[Run]) -> WorldReading {
    let mut failed: Vec<_> = runs.iter().filter_map(|run| run.as_ref().err()).collect();
    failed.sort_unstable_by_key(|failed| failed.regime);
    if let Some(first) = failed.first() {
        let name = worlds.regimes.get(first.regime).map_or("", |regime| regime.name.as_str());
        return WorldReading::Failed(format!("{name}: {}", first.reason));
    }
    let record = |name: &str| -> Option<&RunRecord> {
        let regime = worlds.place_of(name).ok()?;
        runs.iter().filter_map(|run| run.as_ref().ok()).find(|record| record.regime == regime)
    };
    let pair = |one: &Hypothesis| {
        let under = |name: &str| record(name).map_or(f64::NAN, |record| value(one.observable, record, scenario));
        let (value, than) = one.pair(under);
        reading::Pair { value, than }
    };
    WorldReading::Read(worlds.hypotheses.iter().map(pair).collect())
}

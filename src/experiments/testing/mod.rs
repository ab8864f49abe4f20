//! Hypotheses put to the test: worlds are run look by look, until everything is decided or there may be no more.
//!
//! | file | what it does |
//! | --- | --- |
//! | `request` | what is asked, and what that comes to |
//! | `limits` | how many worlds a test may have |
//! | `reading` | what is kept of a world |
//!
//! Looks, bounds and verdicts are in [`crate::analysis::testing`].

mod limits;
mod reading;
mod request;

pub use limits::{FEWEST, MOST};
pub use reading::WorldReading;
pub use request::{TestRequest, TestStudy};

use crate::analysis::reading::value;
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
            WorldReading::Read(values) => Some(values.iter().map(|pair| pair.number()).collect()),
            WorldReading::Failed(_) => Some(vec![f64::NAN; self.worlds.hypotheses.len()]),
            WorldReading::NotAsked => None,
        });
        let worlds: Vec<Vec<f64>> = read.collect();
        judge(&self.looks, &self.worlds.hypotheses, &worlds)
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
        let regimes = self.plan.regimes;
        // A world is read when all its regimes are there; until then they wait.
        let waiting: Mutex<BTreeMap<u32, Vec<Run>>> = Mutex::new(BTreeMap::new());
        let done = Mutex::new(Readings::new());
        let take = |index: u64, run: Run| {
            #[allow(clippy::cast_possible_truncation, reason = "there are at most a few thousand worlds")]
            let world = (index / regimes as u64) as u32;
            let mut waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
            let runs = waiting.entry(world).or_default();
            runs.push(run);
            if runs.len() < regimes {
                return;
            }
            let runs = waiting.remove(&world).unwrap_or_default();
            drop(waiting);
            let reading = reading_of(&self.worlds, &runs);
            keep(world, &reading);
            done.lock().unwrap_or_else(PoisonError::into_inner).insert(world, reading);
        };
        let scenarios = std::slice::from_ref(&self.worlds);
        let plan = Plan { replicates: last + 1, ..self.plan };
        let missing = |index: u64| worlds.binary_search(&((index / regimes as u64) as u32)).is_err();
        let work = Work { scenarios, plan, shard: Shard::WHOLE, done: missing, keep: take, kept_districts: None };
        work.execute(threads, watch)?;
        Ok(done.into_inner().unwrap_or_else(PoisonError::into_inner))
    }
}

/// What the runs of a world, one a regime, say of each hypothesis.
fn reading_of(worlds: &Scenario, runs: &[Run]) -> WorldReading {
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
        let under = |name: &str| record(name).map_or(f64::NAN, |record| value(one.observable, record, worlds));
        let (value, than) = one.pair(under);
        reading::Pair { value, than }
    };
    WorldReading::Read(worlds.hypotheses.iter().map(pair).collect())
}

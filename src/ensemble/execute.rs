//! Doing the runs of a plan on several threads. Each finished run is handed over at once; their order does not matter.

use super::districts::{Gathering, KeptDistricts, TownsResult, add_town, districts, towns_of};
use super::error::{RunError, WorkError};
use super::observe::builder::ObservedBuilder;
use super::observer::Watch;
use super::replicate::{burn_in, burn_in_as, run};
use super::shard::Shard;
use super::threads::{both, each, on_threads, take_turns};
use super::twin::{Baseline, Baselines, Weeks, beside, other_luck};
use crate::model::state::world::World;
use crate::record::plan::{LARGE, Plan};
use crate::record::{FailedRun, Run, WorldRecord};
use crate::scenario::Scenario;
use std::sync::{Mutex, PoisonError};

/// What is to be done: every run of `plan` that is in `shard` and not yet `done`, at the design points `scenarios`.
pub struct Work<'a, Done, Keep> {
    /// One scenario a design point.
    pub scenarios: &'a [Scenario],
    /// All runs.
    pub plan: Plan,
    /// The part of them that is to be done here.
    pub shard: Shard,
    /// Whether the run of this number is done already.
    pub done: Done,
    /// Takes a finished run with its number; called from several threads.
    pub keep: Keep,
    /// Where districts of countries are kept until their run is done, and found again; `None` to do without.
    pub kept_districts: Option<&'a dyn KeptDistricts>,
}

impl<Done, Keep> Work<'_, Done, Keep>
where
    Done: Fn(u64) -> bool + Sync,
    Keep: Fn(u64, Run) + Sync,
{
    /// Does it on `threads` threads, replicate by replicate and district by district, until it is done or `watch` says
    /// stop.
    ///
    /// # Errors
    /// If the plan is not that of the scenarios, one of them cannot be run, or the threads cannot be started.
    pub fn execute(&self, threads: usize, watch: &dyn Watch) -> Result<(), WorkError> {
        self.check()?;
        let gathering = self.gathered(watch);
        let of_each: Vec<u64> = self.scenarios.iter().map(|scenario| districts(scenario).into()).collect();
        let of_all = of_each.iter().sum::<u64>();
        let turn = |turn: u64| {
            let (replicate, mut district) = (turn / of_all, turn % of_all);
            let mut point = 0;
            while district >= of_each[point] {
                district -= of_each[point];
                point += 1;
            }
            let unit = replicate * of_each.len() as u64 + point as u64;
            // A single town is a whole run, which is kept as such.
            let kept = self.kept_districts.filter(|_| of_each[point] > 1);
            District { work: self, unit, number: district as u32, gathering: &gathering, kept, watch }.execute();
        };
        let turns = u64::from(self.plan.replicates) * of_all;
        if self.scenarios.iter().any(|scenario| scenario.town(0).people > LARGE) {
            return on_threads(threads, || (0..turns).for_each(turn));
        }
        take_turns(threads, turns, watch, turn)
    }

    /// Makes sure that there is a scenario for every point, with the regimes of the plan, and that it can be run.
    fn check(&self) -> Result<(), WorkError> {
        let fits = |one: &Scenario| one.regimes.len() == self.plan.regimes;
        if self.scenarios.len() != self.plan.points as usize || !self.scenarios.iter().all(fits) {
            return Err(WorkError::Plan);
        }
        self.scenarios.iter().try_for_each(Scenario::check).map_err(WorkError::Scenario)
    }

    /// The districts of unfinished runs that were done in an earlier session.
    fn gathered(&self, watch: &dyn Watch) -> Gathering {
        let gathering = Gathering::default();
        let Some(kept) = self.kept_districts else { return gathering };
        for (run, district, record) in kept.districts().into_iter().filter(|(run, ..)| !(self.done)(*run)) {
            let districts = self.take_in(&gathering, run, district, Ok(record));
            watch.spared(self.plan.people_weeks / self.plan.runs() / u64::from(districts));
        }
        gathering
    }

    /// Takes in a district of a run, and hands over the run if all of it is there; how many districts it has.
    fn take_in(&self, gathering: &Gathering, run: u64, district: u32, outcome: TownsResult) -> u32 {
        let regimes = self.plan.regimes as u64;
        let ((replicate, point), regime) = (self.plan.unit(run / regimes), (run % regimes) as usize);
        let districts = districts(&self.scenarios[point as usize]);
        if let Some(sum) = gathering.take(run, (district, districts), outcome) {
            let fail = |reason| FailedRun { point, regime, replicate, reason };
            let record = |record: WorldRecord| record.record((point, regime, replicate));
            (self.keep)(run, sum.map(record).map_err(fail));
        }
        districts
    }
}

/// Some towns of a country in one replicate, which are done one after the other.
struct District<'a, Done, Keep> {
    work: &'a Work<'a, Done, Keep>,
    /// Replicate and design point.
    unit: u64,
    number: u32,
    gathering: &'a Gathering,
    kept: Option<&'a dyn KeptDistricts>,
    watch: &'a dyn Watch,
}

impl<Done, Keep> District<'_, Done, Keep>
where
    Done: Fn(u64) -> bool + Sync,
    Keep: Fn(u64, Run) + Sync,
{
    fn execute(&self) {
        let Self { work, unit, number, watch, .. } = *self;
        if !work.shard.holds(unit) || watch.stopped() {
            return;
        }
        let (replicate, point) = work.plan.unit(unit);
        let country = &work.scenarios[point as usize];
        let missing = |&regime: &usize| {
            let run = self.run(regime);
            !(work.done)(run) && !self.gathering.holds(run, number)
        };
        let open: Vec<usize> = (0..work.plan.regimes).filter(missing).collect();
        let towns = towns_of(country, number);
        let last = towns.end - 1;
        let sums: Mutex<Vec<Option<TownsResult>>> = Mutex::new(vec![None; work.plan.regimes]);
        for town in towns {
            let keep = |regime: usize, done: Result<WorldRecord, RunError>| {
                let mut sums = sums.lock().unwrap_or_else(PoisonError::into_inner);
                let done = done.map(|record| record.of_town(town)).map_err(|reason| reason.to_string());
                let sum = if country.towns() == 1 { done } else { add_town(sums[regime].take(), town, done) };
                if town < last {
                    sums[regime] = Some(sum);
                } else {
                    drop(sums);
                    self.hand_over(self.run(regime), sum);
                }
            };
            if open.is_empty() || watch.stopped() || self.kept.is_some_and(KeptDistricts::has_lost) {
                return;
            }
            // The first point, of each draw, is the scenario as it stands.
            let first = work.plan.first_of(point) as usize;
            let before = work.plan.from_services.then(|| work.scenarios[first].town(town));
            let (plan, scenario) = (&work.plan, &country.town(town));
            Town { plan, before: before.as_ref(), scenario, replicate, watch }.execute(&open, keep);
        }
    }

    /// The number of the run of a regime.
    fn run(&self, regime: usize) -> u64 {
        self.unit * self.work.plan.regimes as u64 + regime as u64
    }

    /// Hands over what the whole district left behind of a run.
    fn hand_over(&self, run: u64, sum: TownsResult) {
        if let (Some(kept), Ok(record)) = (self.kept, &sum) {
            kept.keep_district(run, self.number, record);
        }
        self.work.take_in(self.gathering, run, self.number, sum);
    }
}

/// A town in one replicate: the runs of all regimes, which share a burn-in.
struct Town<'a> {
    plan: &'a Plan,
    /// As what the burn-in is record, if not as `scenario`.
    before: Option<&'a Scenario>,
    scenario: &'a Scenario,
    replicate: u32,
    watch: &'a dyn Watch,
}

impl Town<'_> {
    /// Does the regimes that are `open`, and hands each to `keep`, unless it was stopped on the way.
    fn execute(&self, open: &[usize], keep: impl Fn(usize, Result<WorldRecord, RunError>) + Sync) {
        let Self { plan, before, scenario, replicate, watch } = *self;
        let begun = match before {
            Some(before) => burn_in_as(before, scenario, replicate, watch),
            None => burn_in(scenario, replicate, watch),
        };
        let world = match begun {
            Ok(Some(world)) => world,
            Ok(None) => return,
            Err(reason) => {
                open.iter().for_each(|&regime| keep(regime, Err(reason.clone())));
                return;
            }
        };
        // The world without helping networks goes first, if others are to be compared with it.
        let first = scenario.without_help().filter(|&first| plan.twins && open.iter().any(|&open| open != first));
        let mut baselines = None;
        if let Some(first) = first {
            let (done, found) = self.without_help(&world, first);
            // If it is not open it was done in an earlier session.
            if let Some(done) = done.filter(|_| open.contains(&first)) {
                keep(first, done);
            }
            if watch.stopped() {
                return;
            }
            baselines = found;
        }
        let open: Vec<usize> = open.iter().copied().filter(|&regime| Some(regime) != first).collect();
        let one = |regime: usize, world: World| {
            let mut observer = self.observer();
            let done = match &baselines {
                Some(baselines) => beside(scenario, world, regime, watch, baselines, &mut observer),
                None => run(scenario, world, regime, watch, &mut observer),
            };
            if let Some(done) = with_observed(done, observer) {
                keep(regime, done);
            }
        };
        // The last regime takes the world itself: where there is one regime, there is one world.
        let Some((&last, others)) = open.split_last() else { return };
        if scenario.people <= LARGE && !others.is_empty() {
            each(&open, |&regime| {
                if !watch.stopped() {
                    one(regime, world.clone());
                }
            });
            return;
        }
        others.iter().filter(|_| !watch.stopped()).for_each(|&regime| one(regime, world.clone()));
        if !watch.stopped() {
            one(last, world);
        }
    }

    /// Observes a run, if the plan says so.
    fn observer(&self) -> Option<ObservedBuilder> {
        self.plan.observed.then(|| ObservedBuilder::new(self.scenario, self.replicate))
    }

    /// Runs the world without helping networks, once with the luck of all others and once, if it is not large, with other
    /// luck. What it leaves behind, unless it was stopped on the way, and the baselines, if it is sound.
    fn without_help(&self, world: &World, regime: usize) -> (Option<Result<WorldRecord, RunError>>, Option<Baselines>) {
        let Self { scenario, replicate, watch, .. } = *self;
        let mut same_luck = Baseline::new(Weeks::of(scenario));
        let same = || {
            let mut observer = self.observer();
            let both = &mut (&mut same_luck, &mut observer);
            with_observed(run(scenario, world.clone(), regime, watch, both), observer)
        };
        let other = || match scenario.people {
            0..=LARGE => other_luck(scenario, world.clone(), replicate, watch),
            _ => Ok(None),
        };
        let (done, other_luck) = match both(same, other) {
            (done, Ok(other_luck)) => (done, other_luck),
            // A world that is unsound with other luck is not to be trusted with this one.
            (_, Err(reason)) => (Some(Err(reason)), None),
        };
        let sound = matches!(done, Some(Ok(_)));
        (done, sound.then_some(Baselines { same_luck, other_luck }))
    }
}

/// What a run left, with what was observed in it; `None` if it was stopped on the way.
fn with_observed(
    done: Result<Option<WorldRecord>, RunError>,
    observer: Option<ObservedBuilder>,
) -> Option<Result<WorldRecord, RunError>> {
    let observed = observer.map(ObservedBuilder::finish);
    done.map(|done| done.map(|record| WorldRecord { observed, ..record })).transpose()
}

//! Doing the runs of a plan on several threads. Each finished run is handed over at once; their order does not matter.

use super::lived::{Gathering, Lived};
use super::plan::{Plan, Shard};
use super::replicate::{Watch, burn_in, other_luck, run};
use super::twin::{Baseline, Baselines, Weeks, beside};
use super::{FailedRun, Run};
use crate::model::ledger::Unbalanced;
use crate::model::world::World;
use crate::scenario::Scenario;
use rayon::prelude::*;
use std::sync::atomic::{AtomicU64, Ordering};

/// Worlds of more people than this are run one regime after the other, on all cores: two worlds at a time (one, where
/// there is one regime), not one a regime.
pub const LARGE: u32 = 200_000;

/// Threads could not be had.
#[derive(Debug)]
pub struct NoThreads(rayon::ThreadPoolBuildError);

impl std::fmt::Display for NoThreads {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "cannot start the threads: {}; try fewer with --threads", self.0)
    }
}

impl std::error::Error for NoThreads {}

/// Does `work` on `threads` threads.
///
/// # Errors
/// If the threads cannot be started.
pub fn on_threads<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> Result<T, NoThreads> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().map_err(NoThreads)?;
    Ok(pool.install(work))
}

/// Does `work` for each number below `count`, on `threads` threads, until all is done or `watch` says stop. Threads take the
/// numbers in their order, so that what is done when it stops is balanced.
///
/// # Errors
/// If the threads cannot be started.
pub fn take_turns(threads: usize, count: u64, watch: &dyn Watch, work: impl Fn(u64) + Sync) -> Result<(), NoThreads> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().map_err(NoThreads)?;
    let next = AtomicU64::new(0);
    pool.broadcast(|_| {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= count || watch.stopped() {
                break;
            }
            work(number);
        }
    });
    Ok(())
}

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
}

impl<Done, Keep> Work<'_, Done, Keep>
where
    Done: Fn(u64) -> bool + Sync,
    Keep: Fn(u64, Run) + Sync,
{
    /// Does it on `threads` threads, replicate by replicate and town by town, until it is done or `watch` says stop. Of a
    /// country of which not all towns are done by then, nothing is kept.
    ///
    /// # Errors
    /// If the threads cannot be started.
    pub fn execute(&self, threads: usize, watch: &dyn Watch) -> Result<(), NoThreads> {
        let gathering = Gathering::default();
        let towns: Vec<u64> = self.scenarios.iter().map(|scenario| scenario.towns().into()).collect();
        let of_all = towns.iter().sum::<u64>();
        let turn = |turn: u64| {
            let (replicate, mut town) = (turn / of_all, turn % of_all);
            let mut point = 0;
            while town >= towns[point] {
                town -= towns[point];
                point += 1;
            }
            self.town(replicate * towns.len() as u64 + point as u64, town as u32, &gathering, watch);
        };
        let turns = u64::from(self.plan.replicates) * of_all;
        if self.scenarios.iter().any(|scenario| scenario.town(0).people > LARGE) {
            return on_threads(threads, || (0..turns).for_each(turn));
        }
        take_turns(threads, turns, watch, turn)
    }

    /// The runs in one town of a replicate at one design point, which share a burn-in.
    fn town(&self, unit: u64, number: u32, gathering: &Gathering, watch: &dyn Watch) {
        if !self.shard.holds(unit) || watch.stopped() {
            return;
        }
        let (replicate, point) = self.plan.unit(unit);
        let country = &self.scenarios[point as usize];
        let index = |regime: usize| unit * self.plan.regimes as u64 + regime as u64;
        let open: Vec<usize> = (0..self.plan.regimes).filter(|&regime| !(self.done)(index(regime))).collect();
        if open.is_empty() {
            return;
        }
        let keep = |regime: usize, done: Result<Lived, Unbalanced>| {
            let outcome = done.map_err(|reason| reason.to_string());
            if let Some(done) = gathering.take(index(regime), (number, country.towns()), outcome) {
                let fail = |reason| FailedRun { point, regime, replicate, reason };
                let record = |lived: Lived| lived.record((point, regime, replicate));
                (self.keep)(index(regime), done.map(record).map_err(fail));
            }
        };
        let scenario = &country.town(number);
        let world = match burn_in(scenario, replicate, watch) {
            Ok(Some(world)) => world,
            Ok(None) => return,
            Err(reason) => {
                open.iter().for_each(|&regime| keep(regime, Err(reason.clone())));
                return;
            }
        };
        // The world without helping networks goes first, if others are to be held against it.
        let first = scenario.without_help().filter(|&first| self.plan.twins && open.iter().any(|&open| open != first));
        let mut baselines = None;
        if let Some(first) = first {
            let (done, found) = without_help(scenario, &world, (first, replicate), watch);
            // If it is not open it was done in an earlier session.
            if let Some(done) = done.filter(|_| open.contains(&first)) {
                keep(first, done);
            }
            if watch.stopped() {
                return;
            }
            baselines = found;
        }
        let open: Vec<usize> = open.into_iter().filter(|&regime| Some(regime) != first).collect();
        let one = |regime: usize, world: World| {
            let done = match &baselines {
                Some(baselines) => beside(scenario, world, regime, watch, baselines),
                None => run(scenario, world, regime, watch, &mut ()),
            };
            if let Some(done) = done.transpose() {
                keep(regime, done);
            }
        };
        // The last regime takes the world itself: where there is one regime, there is one world.
        let Some((&last, others)) = open.split_last() else { return };
        if scenario.people <= LARGE && country.towns() == 1 && !others.is_empty() {
            open.par_iter().with_max_len(1).filter(|_| !watch.stopped()).for_each(|&regime| one(regime, world.clone()));
            return;
        }
        others.iter().filter(|_| !watch.stopped()).for_each(|&regime| one(regime, world.clone()));
        if !watch.stopped() {
            one(last, world);
        }
    }
}

/// Runs the world without helping networks, once with the luck of all others and once, if it is not large, with other luck.
/// What it leaves behind, unless it was stopped on the way, and the baselines, if it is sound.
fn without_help(
    scenario: &Scenario,
    world: &World,
    (regime, replicate): (usize, u32),
    watch: &dyn Watch,
) -> (Option<Result<Lived, Unbalanced>>, Option<Baselines>) {
    let mut same_luck = Baseline::new(Weeks::of(scenario));
    let same = || run(scenario, world.clone(), regime, watch, &mut same_luck).transpose();
    let other = || match scenario.people {
        0..=LARGE => other_luck(scenario, world.clone(), replicate, watch).ok().flatten(),
        _ => None,
    };
    let (done, other_luck) = rayon::join(same, other);
    let sound = matches!(done, Some(Ok(_)));
    (done, sound.then_some(Baselines { same_luck, other_luck }))
}

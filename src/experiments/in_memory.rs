//! A scenario run in memory, without a folder of results: for programs that use the library, and for a page in a browser.

use crate::analysis::contrasts::{Adjustment, Contrast};
use crate::analysis::statistics::Estimate;
use crate::analysis::{Findings, FindingsBuilder};
use crate::ensemble::error::WorkError;
use crate::ensemble::execute::Work;
use crate::ensemble::observer::Watch;
use crate::ensemble::shard::Shard;
use crate::model::indicator::{Indicator, POPULATIONS};
use crate::record::plan::Plan;
use crate::record::{FailedRun, Run, RunRecord};
use crate::scenario::{NoRegimeError, Scenario};
use std::sync::{Mutex, PoisonError};
use thiserror::Error;

/// How a scenario is run in memory. Neither option changes the record of any run, but for its twins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunOptions {
    /// Threads, from 1; without the feature `parallel` one does everything.
    pub threads: usize,
    /// Whether everybody is compared with their twin in the world without helping networks, where the scenario has one.
    /// It takes one more run a replicate.
    pub twins: bool,
}

impl Default for RunOptions {
    /// As many threads as there are cores, with twins.
    fn default() -> Self {
        Self { threads: std::thread::available_parallelism().map_or(1, usize::from), twins: true }
    }
}

impl Scenario {
    /// Runs every replicate of every regime, and keeps all of it in memory: about two kilobytes for each run and recorded
    /// week. What is larger than memory is for `mutua run`, which keeps runs on the disk.
    ///
    /// # Errors
    /// If the scenario cannot be run, or the threads cannot be started. A run that fails by itself is among
    /// [`EnsembleResults::failed`].
    ///
    /// # Examples
    /// ```
    /// use mutua::{EVERYONE, Indicator, RunOptions, Scenario};
    ///
    /// let text = "people = 100\nweeks = 26\nburn_in_weeks = 13\nreplicates = 2";
    /// let results = Scenario::parse(text)?.run(&RunOptions { threads: 1, ..RunOptions::default() })?;
    /// assert_eq!(results.records.len(), 2 * 4);
    /// let trust = results.mean("mutual-self-help", EVERYONE, Indicator::General)?;
    /// assert!((0.0..=1.0).contains(&trust.mean) && trust.n == 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn run(&self, options: &RunOptions) -> Result<EnsembleResults, WorkError> {
        self.run_watched(options, &())
    }

    /// The same, before somebody who is told how far it is and may stop it: then it holds what was done until then.
    ///
    /// # Errors
    /// As [`Self::run`].
    pub fn run_watched(&self, options: &RunOptions, watch: &dyn Watch) -> Result<EnsembleResults, WorkError> {
        let plan = Plan::of(self);
        let plan = Plan { twins: plan.twins && options.twins, ..plan };
        let runs = Mutex::new(Vec::new());
        let keep = |index, run| runs.lock().unwrap_or_else(PoisonError::into_inner).push((index, run));
        let scenarios = std::slice::from_ref(self);
        let work = Work { scenarios, plan, shard: Shard::WHOLE, done: |_| false, keep, kept_districts: None };
        work.execute(options.threads, watch)?;
        Ok(EnsembleResults::of(self, runs.into_inner().unwrap_or_else(PoisonError::into_inner)))
    }
}

/// What came of a scenario: its runs, and what is computed from them.
#[derive(Clone, Debug)]
pub struct EnsembleResults {
    /// The scenario that was run.
    pub scenario: Scenario,
    /// The finished runs: replicate by replicate, regime by regime.
    pub records: Vec<RunRecord>,
    /// The runs that failed, in the same order.
    pub failed: Vec<FailedRun>,
    /// Summaries, contrasts, ledgers and twins.
    pub findings: Findings,
}

impl EnsembleResults {
    /// What comes of runs with their numbers, which come in any order.
    fn of(scenario: &Scenario, mut runs: Vec<(u64, Run)>) -> Self {
        runs.sort_unstable_by_key(|(index, _)| *index);
        let mut findings = FindingsBuilder::new(scenario);
        let (mut records, mut failed) = (Vec::with_capacity(runs.len()), Vec::new());
        for (_, run) in runs {
            // They are those of the plan, in its order, which is all that it could mind.
            let _ = findings.add(run.clone());
            match run {
                Ok(record) => records.push(record),
                Err(run) => failed.push(run),
            }
        }
        Self { findings: findings.finish(), scenario: scenario.clone(), records, failed }
    }

    /// An indicator of a population at the horizon, over the replicates of a regime. Populations are numbered as in
    /// [`POPULATIONS`]. Where nobody belongs to the population, or the indicator is not defined for it, the mean is NaN.
    ///
    /// # Errors
    /// If there is no such regime or population.
    pub fn mean(&self, regime: &str, population: usize, indicator: Indicator) -> Result<Estimate, LookupError> {
        let regime = self.scenario.place_of(regime)?;
        let found = self.findings.summary.at_horizon(regime, population, indicator as usize);
        found.ok_or(LookupError::Population(population))
    }

    /// The difference `regime − reference` in an indicator of a population at the horizon, paired by replicate: the two
    /// differ in nothing but the regime. The reference is the world without helping networks, else the one of the two that the
    /// scenario names first.
    ///
    /// # Errors
    /// If there is no such regime or population, or the two are compared the other way round.
    ///
    /// # Examples
    /// ```
    /// use mutua::{EVERYONE, Indicator, RunOptions, Scenario};
    ///
    /// let text = "people = 100\nweeks = 26\nburn_in_weeks = 13\nreplicates = 2";
    /// let results = Scenario::parse(text)?.run(&RunOptions::default())?;
    /// let gain = results.contrast("mutual-self-help", "none", EVERYONE, Indicator::General)?;
    /// assert_eq!(gain.difference.n, 2);
    /// assert!(results.contrast("none", "mutual-self-help", EVERYONE, Indicator::General).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn contrast(
        &self,
        regime: &str,
        reference: &str,
        population: usize,
        indicator: Indicator,
    ) -> Result<Contrast, LookupError> {
        let pair = (self.scenario.place_of(regime)?, self.scenario.place_of(reference)?);
        if population >= POPULATIONS.len() {
            return Err(LookupError::Population(population));
        }
        let found = self.findings.contrasts.at(pair, Adjustment::AsRun, (population, indicator as usize));
        found.ok_or_else(|| LookupError::Pair { regime: regime.to_owned(), reference: reference.to_owned() })
    }
}

/// Why there is nothing of the kind among the results.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum LookupError {
    /// The scenario runs no such regime.
    #[error(transparent)]
    Regime(#[from] NoRegimeError),
    /// There is no population of this number.
    #[error("there is no population number {0}: there are {all}, from 0", all = POPULATIONS.len())]
    Population(usize),
    /// Two regimes that are not compared this way round.
    #[error(
        "{regime} is not compared with {reference}, but with another regime: with `none`, else with the one that stands earlier in the scenario; swap the two, or name two that differ"
    )]
    Pair {
        /// The regime asked for.
        regime: String,
        /// The reference asked for.
        reference: String,
    },
}

//! A replicate in which a pattern is looked for: the same people and luck under whatever a test has to compare.

use crate::analysis::readout::{at_horizon, cell};
use crate::analysis::statistics::mean;
use crate::analysis::twins::window;
use crate::ensemble::error::RunError;
use crate::ensemble::observer::{Observer, Watch};
use crate::ensemble::replicate::{burn_in, run};
use crate::ensemble::twin::{Baseline, Baselines, Weeks, beside};
use crate::model::indicator::{EVERYONE, Indicator};
use crate::model::measure::steps;
use crate::model::state::world::World;
use crate::record::RunRecord;
use crate::record::WorldRecord;
use crate::record::twins::{Group, TwinWeek};
use crate::scenario::{InvalidScenarioError, NoRegimeError, Scenario, Variants};
use thiserror::Error;

/// Why a replicate could not be read.
#[derive(Debug, Error)]
pub enum TrialError {
    /// The user stopped it.
    #[error("stopped")]
    Stopped,
    /// A run could not be done, or was not sound.
    #[error(transparent)]
    Unsound(#[from] RunError),
    /// What the test compares cannot be set.
    #[error(transparent)]
    Scenario(#[from] InvalidScenarioError),
    /// The scenario has no such regime.
    #[error(transparent)]
    NoRegime(#[from] NoRegimeError),
}

/// One replicate of a scenario.
pub struct PatternTrial<'a> {
    /// With all that the test sets.
    pub scenario: Scenario,
    /// The number of the replicate.
    pub replicate: u32,
    /// Whether numbers that are only told are asked for too.
    pub whole: bool,
    /// What all runs ended in that criteria read, as one number: equal if nothing differed.
    pub fingerprint: u64,
    watch: &'a dyn Watch,
}

impl<'a> PatternTrial<'a> {
    /// The replicate before any run.
    #[must_use]
    pub fn new(scenario: Scenario, replicate: u32, whole: bool, watch: &'a dyn Watch) -> Self {
        Self { scenario, replicate, whole, fingerprint: 0, watch }
    }

    /// The same replicate with more set, from before the burn-in on.
    pub(super) fn with(&self, sets: &[String]) -> Result<Self, TrialError> {
        let scenario =
            Variants::of(&self.scenario).and_then(|variants| variants.at(sets)).map_err(TrialError::Scenario)?;
        Ok(Self { scenario, fingerprint: 0, ..*self })
    }

    /// The world at the end of the burn-in.
    pub(super) fn world(&self) -> Result<World, TrialError> {
        burn_in(&self.scenario, self.replicate, self.watch)?.ok_or(TrialError::Stopped)
    }

    /// The number of a regime, unless the user has stopped.
    fn regime(&self, name: &'static str) -> Result<usize, TrialError> {
        if self.watch.stopped() {
            return Err(TrialError::Stopped);
        }
        self.scenario.place_of(name).map_err(TrialError::NoRegime)
    }

    /// Takes note of a run of a regime that was done.
    fn done(&mut self, regime: usize, record: Option<WorldRecord>) -> Result<RunRecord, TrialError> {
        let record = record.ok_or(TrialError::Stopped)?;
        self.note(record.state_hash);
        Ok(record.record((0, regime, self.replicate)))
    }

    /// Runs a regime from `world` on, before an observer.
    pub(super) fn run(
        &mut self,
        regime: &'static str,
        world: World,
        observer: &mut impl Observer,
    ) -> Result<RunRecord, TrialError> {
        let regime = self.regime(regime)?;
        let record = run(&self.scenario, world, regime, self.watch, observer)?;
        self.done(regime, record)
    }

    /// Lets the fingerprint begin here: what was run before is only told, and not read with something taken away.
    pub(super) fn only_from_here(&mut self) {
        self.fingerprint = 0;
    }

    /// Adds how a run ended to the fingerprint.
    pub(super) fn note(&mut self, hash: u64) {
        // Any mixing does: equal runs in the same order give equal fingerprints.
        self.fingerprint = (self.fingerprint.rotate_left(7) ^ hash).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }

    /// Runs the world without helping networks, and how everybody stands in it.
    pub(super) fn without_help(&mut self, world: World) -> Result<(RunRecord, Baselines), TrialError> {
        let mut same_luck = Baseline::new(Weeks::of(&self.scenario));
        let record = self.run("none", world, &mut same_luck)?;
        Ok((record, Baselines { same_luck, other_luck: None }))
    }

    /// Runs a regime beside the world without helping networks.
    pub(super) fn beside(
        &mut self,
        regime: &'static str,
        world: World,
        baselines: &Baselines,
    ) -> Result<RunRecord, TrialError> {
        let regime = self.regime(regime)?;
        let record = beside(&self.scenario, world, regime, self.watch, baselines, &mut ())?;
        self.done(regime, record)
    }

    /// The window mean of an indicator of a population.
    pub(super) fn at_horizon(&self, record: &RunRecord, population: usize, indicator: Indicator) -> f64 {
        at_horizon(record, self.scenario.weeks)[cell(population, indicator as usize)]
    }

    /// The mean of an indicator of everyone over the recorded weeks in `from..=to`.
    pub(super) fn over(&self, record: &RunRecord, indicator: Indicator, (from, to): (u32, u32)) -> f64 {
        let weeks = record.snapshots.iter().filter(|snapshot| (from..=to).contains(&snapshot.week));
        mean(weeks.map(|snapshot| snapshot.rows[EVERYONE].values[indicator as usize]).filter(|value| value.is_finite()))
    }

    /// The window mean of the twin difference of everybody who ever entered; NaN if nobody did.
    pub(super) fn tau_of_entered(&self, record: &RunRecord, measure: usize) -> f64 {
        let tau = |week: &TwinWeek| {
            let groups = [Group::Entrants as usize, Group::Joined as usize];
            let (sum, people) = groups.iter().fold((0, 0), |(sum, people), &group| {
                let (with, without) = week.sums[measure][group];
                (sum + with - without, people + week.count[group])
            });
            sum as f64 / steps(measure) / people as f64
        };
        let weeks = record.twins.iter().flat_map(|twins| window(&twins.same_luck, self.scenario.weeks));
        mean(weeks.map(tau).filter(|value| value.is_finite()))
    }
}

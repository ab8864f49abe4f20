//! Pure numbers from the runs of an ensemble: no file, no clock, no lots.
//!
//! Runs come one by one in the order of the plan and are let go again: [`Fold`] keeps sums, and the runs of one
//! replicate, so that memory does not grow with the number of replicates.

pub mod ablation;
pub mod books;
pub mod chronicle;
pub mod contrasts;
pub mod design;
pub mod dimensions;
pub mod patterns;
pub mod readout;
pub mod responses;
pub mod sensitivity;
pub mod statistics;
pub mod summary;
pub mod sustainability;
pub mod twins;

use crate::record::{Run, position};
use crate::scenario::Scenario;

/// Everything that is computed from an ensemble for its result files.
#[derive(Clone, Debug)]
pub struct Findings {
    /// Indicators by regime, week and population.
    pub summary: summary::Summary,
    /// Paired differences between regimes: pair by pair, basis by basis, population by population, indicator by
    /// indicator.
    pub contrasts: contrasts::Contrasts,
    /// The three ledgers by regime.
    pub books: books::Books,
    /// Everybody beside their twin, by regime; empty without a world without helping networks.
    pub twins: Vec<twins::OfRegime>,
    /// How every regime stands against the world without helping networks, ledger by ledger.
    pub sustainability: sustainability::Sustainability,
    /// Runs that failed, by regime.
    pub failed: Vec<usize>,
}

impl Findings {
    /// Computes all findings from runs in the order of the plan.
    ///
    /// # Errors
    ///
    /// If a run does not belong to the plan, or stands in the wrong place.
    pub fn of(scenario: &Scenario, runs: impl IntoIterator<Item = Run>) -> Result<Self, Misplaced> {
        let mut fold = Fold::new(scenario);
        runs.into_iter().try_for_each(|run| fold.add(run))?;
        Ok(fold.finish())
    }
}

/// Findings in the making.
#[derive(Clone, Debug)]
pub struct Fold<'a> {
    scenario: &'a Scenario,
    /// Replicate and regime of the last run.
    last: Option<(u32, usize)>,
    summary: summary::Fold,
    contrasts: contrasts::Fold,
    books: books::Fold,
    twins: twins::Fold,
    sustainability: sustainability::Fold,
    failed: Vec<usize>,
}

impl<'a> Fold<'a> {
    /// No run yet.
    #[must_use]
    pub fn new(scenario: &'a Scenario) -> Self {
        Self {
            scenario,
            last: None,
            summary: summary::Fold::new(scenario.regimes.len()),
            contrasts: contrasts::Fold::new(scenario),
            books: books::Fold::new(scenario),
            twins: twins::Fold::new(scenario),
            sustainability: sustainability::Fold::new(scenario),
            failed: vec![0; scenario.regimes.len()],
        }
    }

    /// Takes the next run. Runs of the plan may be missing; those that come must come in its order: by replicate, then
    /// by regime. A failed run is counted, and leaves its replicate out of the contrasts with its regime.
    ///
    /// # Errors
    ///
    /// If the run does not belong to the plan, or does not come after the one before.
    pub fn add(&mut self, run: Run) -> Result<(), Misplaced> {
        let (replicate, regime) = place(&run);
        let planned = replicate < self.scenario.replicates && regime < self.scenario.regimes.len();
        if !planned || self.last.is_some_and(|last| last >= (replicate, regime)) {
            return Err(Misplaced { replicate, regime, planned });
        }
        self.last = Some((replicate, regime));
        match run {
            Ok(record) => {
                let at_horizon = readout::at_horizon(&record, self.scenario.weeks);
                self.summary.add(&record, &at_horizon);
                self.books.add(self.scenario, &record);
                self.twins.add(&record);
                self.sustainability.add(&record);
                self.contrasts.add(record, at_horizon);
            }
            Err(_) => self.failed[regime] += 1,
        }
        Ok(())
    }

    /// The findings from all runs that came.
    #[must_use]
    pub fn finish(self) -> Findings {
        let contrasts = self.contrasts.finish();
        Findings {
            summary: self.summary.finish(),
            books: self.books.finish(),
            twins: self.twins.finish(),
            sustainability: self.sustainability.finish(&contrasts),
            contrasts,
            failed: self.failed,
        }
    }
}

/// A run that does not belong where it came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Misplaced {
    /// Number of its replicate, from 0.
    pub replicate: u32,
    /// Index of its regime.
    pub regime: usize,
    /// Whether the plan has such a run.
    pub planned: bool,
}

impl std::fmt::Display for Misplaced {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { replicate, regime, planned } = self;
        let wrong = if *planned { "comes twice or too late" } else { "does not belong to this scenario" };
        write!(f, "the run of regime number {regime} in replicate {replicate} {wrong}")
    }
}

impl std::error::Error for Misplaced {}

/// The regime that plots and tables take as reference: the world without help, else the first.
#[must_use]
pub fn reference(scenario: &Scenario) -> usize {
    scenario.without_help().unwrap_or(0)
}

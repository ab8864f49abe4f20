//! Everything that is computed from an ensemble for its result files.
//!
//! Runs come one by one in the order of the plan and are dropped again: [`FindingsBuilder`] keeps sums, and the runs of one
//! replicate, so that memory does not grow with the number of replicates.

use super::{books, contrasts, interactions, readout, summary, sustainability, twins};
use crate::record::{Run, position};
use crate::scenario::Scenario;
use thiserror::Error;

/// Everything that is computed from an ensemble for its result files.
#[derive(Clone, Debug)]
pub struct Findings {
    /// Indicators by regime, week and population.
    pub summary: summary::Summary,
    /// Paired differences between regimes: pair by pair, basis by basis, population by population, indicator by
    /// indicator.
    pub contrasts: contrasts::Contrasts,
    /// What one difference between regimes adds to another, for every two-by-two among them.
    pub interactions: interactions::Interactions,
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
    pub fn of(scenario: &Scenario, runs: impl IntoIterator<Item = Run>) -> Result<Self, MisplacedError> {
        let mut findings = FindingsBuilder::new(scenario);
        runs.into_iter().try_for_each(|run| findings.add(run))?;
        Ok(findings.finish())
    }
}

/// Findings in the making.
#[derive(Clone, Debug)]
pub struct FindingsBuilder<'a> {
    scenario: &'a Scenario,
    /// Replicate and regime of the last run.
    last: Option<(u32, usize)>,
    summary: summary::SummaryBuilder,
    contrasts: contrasts::ContrastsBuilder,
    interactions: interactions::Interactions,
    books: books::BooksBuilder,
    twins: twins::TwinsBuilder,
    sustainability: sustainability::SustainabilityBuilder,
    failed: Vec<usize>,
}

impl<'a> FindingsBuilder<'a> {
    /// No run yet.
    #[must_use]
    pub fn new(scenario: &'a Scenario) -> Self {
        Self {
            scenario,
            last: None,
            summary: summary::SummaryBuilder::new(scenario.regimes.len()),
            contrasts: contrasts::ContrastsBuilder::new(scenario),
            interactions: interactions::Interactions::new(scenario),
            books: books::BooksBuilder::new(scenario),
            twins: twins::TwinsBuilder::new(scenario),
            sustainability: sustainability::SustainabilityBuilder::new(scenario),
            failed: vec![0; scenario.regimes.len()],
        }
    }

    /// Takes the next run. Runs of the plan may be missing; those that come must come in its order: by replicate, then
    /// by regime. A failed run is counted, and leaves its replicate out of the contrasts with its regime.
    ///
    /// # Errors
    ///
    /// If the run does not belong to the plan, or does not come after the one before.
    pub fn add(&mut self, run: Run) -> Result<(), MisplacedError> {
        let (replicate, regime) = position(&run);
        let planned = replicate < self.scenario.replicates && regime < self.scenario.regimes.len();
        if !planned || self.last.is_some_and(|last| last >= (replicate, regime)) {
            return Err(MisplacedError { replicate, regime, planned });
        }
        self.last = Some((replicate, regime));
        match run {
            Ok(record) => {
                let at_horizon = readout::at_horizon(&record, self.scenario.weeks);
                self.summary.add(&record, &at_horizon);
                self.books.add(self.scenario, &record);
                self.twins.add(&record);
                self.sustainability.add(&record);
                if let Some(closed) = self.contrasts.add(record, at_horizon) {
                    self.interactions.add(&closed);
                }
            }
            Err(_) => self.failed[regime] += 1,
        }
        Ok(())
    }

    /// The findings from all runs that came.
    #[must_use]
    pub fn finish(mut self) -> Findings {
        let (contrasts, last) = self.contrasts.finish();
        self.interactions.add(&last);
        Findings {
            summary: self.summary.finish(),
            books: self.books.finish(),
            twins: self.twins.finish(),
            sustainability: self.sustainability.finish(&contrasts),
            contrasts,
            interactions: self.interactions,
            failed: self.failed,
        }
    }
}

/// A run that does not belong where it came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the run of regime number {regime} in replicate {replicate} {}", if *planned { "comes twice or too late" } else { "does not belong to this scenario" })]
pub struct MisplacedError {
    /// Number of its replicate, from 0.
    pub replicate: u32,
    /// Index of its regime.
    pub regime: usize,
    /// Whether the plan has such a run.
    pub planned: bool,
}

//! Which runs were done, for the manifest and for the last line on the terminal.

use crate::record::{FailedRun, Run, position};

/// Failures of which the reason is kept. A scenario that fails everywhere fails everywhere for the same reasons.
const REASONS: usize = 1000;

/// The runs that were done, in the order of the plan: 16 bytes for a finished one, 8 for a failed one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Register {
    /// Regimes a replicate.
    regimes: usize,
    /// Place in the plan and hash of the final state.
    finished: Vec<(u64, u64)>,
    /// Place in the plan.
    failed: Vec<u64>,
    /// The first failures, with their reasons.
    told: Vec<FailedRun>,
}

impl Register {
    /// An empty register of an ensemble with so many regimes.
    pub(super) fn new(regimes: usize) -> Self {
        Self { regimes, ..Self::default() }
    }

    /// Enters a run.
    pub(super) fn add(&mut self, run: &Run) {
        let (replicate, regime) = position(run);
        let index = u64::from(replicate) * self.regimes as u64 + regime as u64;
        match run {
            Ok(record) => self.finished.push((index, record.state_hash)),
            Err(failure) => {
                self.failed.push(index);
                if self.told.len() < REASONS {
                    self.told.push(failure.clone());
                }
            }
        }
    }

    /// How many runs were finished.
    #[must_use]
    pub fn finished(&self) -> usize {
        self.finished.len()
    }

    /// How many runs failed.
    #[must_use]
    pub fn failed(&self) -> usize {
        self.failed.len()
    }

    /// The first run that failed, in the order of the plan.
    #[must_use]
    pub fn first_failure(&self) -> Option<&FailedRun> {
        self.told.first()
    }

    /// Replicate, regime and final state of every finished run.
    pub(super) fn states(&self) -> impl Iterator<Item = (u64, usize, u64)> {
        self.finished.iter().map(|(index, hash)| {
            let (replicate, regime) = self.place_of(*index);
            (replicate, regime, *hash)
        })
    }

    /// Replicate and regime of every failed run; its reason, if it is one of the first.
    pub(super) fn failures(&self) -> impl Iterator<Item = (u64, usize, Option<&str>)> {
        self.failed.iter().enumerate().map(|(number, index)| {
            let (replicate, regime) = self.place_of(*index);
            (replicate, regime, self.told.get(number).map(|failure| failure.reason.as_str()))
        })
    }

    fn place_of(&self, index: u64) -> (u64, usize) {
        let regimes = self.regimes.max(1) as u64;
        (index / regimes, (index % regimes) as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_failure_is_listed_and_the_first_ones_say_why() {
        let mut register = Register::new(3);
        for replicate in 0..1200 {
            register.add(&Err(FailedRun { point: 0, regime: 2, replicate, reason: format!("reason {replicate}") }));
        }
        assert_eq!((register.finished(), register.failed()), (0, 1200));
        let all: Vec<_> = register.failures().collect();
        assert_eq!((all[999], all[1000]), ((999, 2, Some("reason 999")), (1000, 2, None)));
        assert_eq!(register.first_failure().map(|f| f.replicate), Some(0));
    }
}

//! Which runs were done, for the manifest and for the last line on the terminal.

use crate::record::{FailedRun, Run, position};
use crate::scenario::hex;
use sha2::{Digest, Sha256};

/// Failures of which the reason is kept. A scenario that fails everywhere fails everywhere for the same reasons.
const REASONS: usize = 1000;

/// The runs that were done, in the order of the plan.
#[derive(Clone, Debug)]
pub struct Register {
    finished: u64,
    failed: u64,
    missing: u64,
    /// The first failures, with their reasons.
    first_failures: Vec<FailedRun>,
    states: States,
}

/// What is kept of the final states.
#[derive(Clone, Debug)]
enum States {
    /// Run by run: 16 bytes for one that finished, 8 for one that failed.
    Each {
        /// Regimes a replicate.
        regimes: usize,
        /// Number in the plan and hash of the final state.
        finished: Vec<(u64, u64)>,
        /// Number in the plan.
        failed: Vec<u64>,
    },
    /// One hash over all of them: there may be very many.
    Digest(Sha256),
}

impl Register {
    fn with(states: States) -> Self {
        Self { finished: 0, failed: 0, missing: 0, first_failures: Vec::new(), states }
    }

    /// An empty register that keeps the final state of each run of an ensemble with so many regimes.
    pub(super) fn of_each_run(regimes: usize) -> Self {
        Self::with(States::Each { regimes, finished: Vec::new(), failed: Vec::new() })
    }

    /// An empty register that keeps one hash over all final states.
    pub(super) fn of_all_runs() -> Self {
        Self::with(States::Digest(Sha256::new()))
    }

    /// Enters the next run; `None` if it is missing.
    pub(super) fn add(&mut self, run: Option<&Run>) {
        match run {
            None => self.missing += 1,
            Some(Ok(_)) => self.finished += 1,
            Some(Err(failure)) => {
                self.failed += 1;
                if self.first_failures.len() < REASONS {
                    self.first_failures.push(failure.clone());
                }
            }
        }
        if let Some(run) = run {
            self.states.add(run);
        }
    }

    /// How many runs were finished.
    #[must_use]
    pub fn finished(&self) -> u64 {
        self.finished
    }

    /// How many runs failed.
    #[must_use]
    pub fn failed(&self) -> u64 {
        self.failed
    }

    /// How many runs were entered as missing.
    pub(super) fn missing(&self) -> u64 {
        self.missing
    }

    /// The first run that failed, in the order of the plan.
    #[must_use]
    pub fn first_failure(&self) -> Option<&FailedRun> {
        self.first_failures.first()
    }

    /// The first runs that failed.
    pub(super) fn first_failures(&self) -> &[FailedRun] {
        &self.first_failures
    }

    /// Replicate, regime and final state of every finished run, if each was kept.
    pub(super) fn each_finished(&self) -> impl Iterator<Item = (u64, usize, u64)> {
        let (regimes, finished, _) = self.states.each();
        finished.iter().map(move |(index, hash)| {
            let (replicate, regime) = place_of(*index, regimes);
            (replicate, regime, *hash)
        })
    }

    /// Replicate and regime of every failed run, if each was kept; its reason, if it is one of the first.
    pub(super) fn each_failed(&self) -> impl Iterator<Item = (u64, usize, Option<&str>)> {
        let (regimes, _, failed) = self.states.each();
        failed.iter().enumerate().map(move |(number, index)| {
            let (replicate, regime) = place_of(*index, regimes);
            (replicate, regime, self.first_failures.get(number).map(|failure| failure.reason.as_str()))
        })
    }

    /// SHA-256 over the hashes of all final states (8 bytes each, lowest first), in the order in which runs came, if that is
    /// what was kept.
    pub(super) fn states_sha256(&self) -> Option<String> {
        match &self.states {
            States::Digest(all) => Some(hex(&all.clone().finalize())),
            States::Each { .. } => None,
        }
    }
}

impl States {
    fn add(&mut self, run: &Run) {
        match self {
            Self::Each { regimes, finished, failed } => {
                let (replicate, regime) = position(run);
                let index = u64::from(replicate) * *regimes as u64 + regime as u64;
                match run {
                    Ok(record) => finished.push((index, record.state_hash)),
                    Err(_) => failed.push(index),
                }
            }
            Self::Digest(all) => {
                if let Ok(record) = run {
                    all.update(record.state_hash.to_le_bytes());
                }
            }
        }
    }

    /// Regimes a replicate, runs that finished, and runs that failed; none if only one hash was kept.
    fn each(&self) -> (usize, &[(u64, u64)], &[u64]) {
        match self {
            Self::Each { regimes, finished, failed } => (*regimes, finished, failed),
            Self::Digest(_) => (1, &[], &[]),
        }
    }
}

fn place_of(index: u64, regimes: usize) -> (u64, usize) {
    let regimes = regimes.max(1) as u64;
    (index / regimes, (index % regimes) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(replicate: u32) -> Run {
        Err(FailedRun { point: 0, regime: 2, replicate, reason: format!("reason {replicate}") })
    }

    #[test]
    fn every_failure_is_listed_and_the_first_ones_say_why() {
        let mut register = Register::of_each_run(3);
        for replicate in 0..1200 {
            register.add(Some(&failure(replicate)));
        }
        assert_eq!((register.finished(), register.failed()), (0, 1200));
        let all: Vec<_> = register.each_failed().collect();
        assert_eq!((all[999], all[1000]), ((999, 2, Some("reason 999")), (1000, 2, None)));
        assert_eq!(register.first_failure().map(|f| f.replicate), Some(0));
    }

    #[test]
    fn missing_and_failed_runs_are_counted_and_add_nothing_to_the_hash_of_all_states() {
        let mut register = Register::of_all_runs();
        let none = register.states_sha256();
        register.add(None);
        register.add(Some(&failure(1)));
        assert_eq!((register.finished(), register.failed(), register.missing()), (0, 1, 1));
        assert_eq!(register.states_sha256(), none);
        assert_eq!((register.each_failed().count(), register.first_failures().len()), (0, 1));
    }
}

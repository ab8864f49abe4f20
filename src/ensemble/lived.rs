//! What a world leaves behind, and what the towns of a country add up to.

use super::RunRecord;
use super::twin::TwinRecord;
use crate::model::census::Census;
use crate::model::ledger::Ledger;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, PoisonError};

/// What one world leaves behind under a regime, or several towns together: sums, so that they add up without rest.
#[derive(Clone, Debug)]
pub struct Lived {
    /// One census a recorded week, week 0 first.
    pub censuses: Vec<Census>,
    /// The books from week 0 to the horizon.
    pub ledger: Ledger,
    /// Everybody beside their twin, where there are twins.
    pub twins: Option<TwinRecord>,
    /// A hash of the whole final state; of several towns, one of theirs in their order.
    pub state_hash: u64,
}

impl Lived {
    /// Adds the next town.
    fn join(&mut self, next: Self) {
        let Self { censuses, ledger, twins, state_hash } = next;
        self.censuses.iter_mut().zip(&censuses).for_each(|(own, next)| own.join(next));
        self.ledger.join(ledger);
        if let (Some(own), Some(next)) = (&mut self.twins, &twins) {
            own.join(next);
        }
        // Any mixing does that minds the order.
        self.state_hash = (self.state_hash.rotate_left(7) ^ state_hash).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }

    /// The record of the run at this design point, of this regime and replicate.
    #[must_use]
    pub fn record(self, (point, regime, replicate): (u32, usize, u32)) -> RunRecord {
        let Self { censuses, ledger, twins, state_hash } = self;
        let snapshots = censuses.iter().map(Census::snapshot).collect();
        RunRecord { point, regime, replicate, snapshots, ledger, twins, state_hash }
    }
}

/// What a town left behind, or why it failed.
pub(super) type Outcome = Result<Lived, String>;

/// Towns that come in one by one, in any order, until all of a run are there. They are added up in the order of their
/// numbers, so that nothing depends on threads; few have to wait for those before them.
#[derive(Debug, Default)]
pub(super) struct Gathering {
    runs: Mutex<HashMap<u64, Partial>>,
}

/// The towns of a run that are there.
#[derive(Debug, Default)]
struct Partial {
    /// The sum of those before `next`.
    sum: Option<Outcome>,
    next: u32,
    early: BTreeMap<u32, Outcome>,
}

impl Gathering {
    /// Takes in a town of a run of so many; all of them together, once they are there.
    pub(super) fn take(&self, run: u64, (town, towns): (u32, u32), outcome: Outcome) -> Option<Outcome> {
        if towns == 1 {
            return Some(outcome);
        }
        let mut runs = self.runs.lock().unwrap_or_else(PoisonError::into_inner);
        let partial = runs.entry(run).or_default();
        partial.early.insert(town, outcome.map_err(|reason| format!("town {town}: {reason}")));
        partial.add_up();
        if partial.next < towns { None } else { runs.remove(&run)?.sum }
    }
}

impl Partial {
    fn add_up(&mut self) {
        while let Some(next) = self.early.remove(&self.next) {
            self.next += 1;
            self.sum = Some(match (self.sum.take(), next) {
                (None, next) => next,
                (Some(Ok(mut sum)), Ok(next)) => {
                    sum.join(next);
                    Ok(sum)
                }
                (Some(Ok(_)), Err(reason)) | (Some(Err(reason)), _) => Err(reason),
            });
        }
    }
}

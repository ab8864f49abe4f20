//! What one world leaves, or several towns together.

use super::observed::Observed;
use super::rows::Rows;
use super::run::RunRecord;
use super::twins::TwinRecord;
use crate::model::engine::census::Census;
use crate::model::ledger::Ledger;

/// What one world leaves behind under a regime, or several towns together: sums, so that they add up without rest.
#[derive(Clone, Debug, PartialEq)]
pub struct WorldRecord {
    /// One census a recorded week, week 0 first.
    pub censuses: Vec<Census>,
    /// The books from week 0 to the horizon.
    pub ledger: Ledger,
    /// Everybody beside their twin, where there are twins.
    pub twins: Option<TwinRecord>,
    /// Spells, groups and a sample of people, where they are observed.
    pub observed: Option<Observed>,
    /// Spells, networks and persons, where the scenario asks for them.
    pub rows: Option<Rows>,
    /// A hash of the whole final state; of several towns, one of theirs in their order.
    pub state_hash: u64,
}

impl WorldRecord {
    /// The same of the town of this number.
    #[must_use]
    pub fn of_town(mut self, town: u32) -> Self {
        self.rows = self.rows.map(|rows| rows.of_town(town));
        self
    }

    /// Adds the next town: recorded in the same weeks.
    pub fn join(&mut self, next: Self) {
        let Self { censuses, ledger, twins, observed, rows, state_hash } = next;
        self.censuses.iter_mut().zip(&censuses).for_each(|(own, next)| own.join(next));
        self.ledger.join(&ledger);
        // Where a town has none, the country has none.
        self.twins = self.twins.take().zip(twins).map(|(mut own, next)| {
            own.join(&next);
            own
        });
        self.observed = self.observed.take().zip(observed).map(|(mut own, next)| {
            own.join(&next);
            own
        });
        if let (Some(own), Some(next)) = (&mut self.rows, rows) {
            own.join(next);
        }
        // Any mixing does that minds the order.
        self.state_hash = (self.state_hash.rotate_left(7) ^ state_hash).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }

    /// The record of the run at this design point, of this regime and replicate.
    #[must_use]
    pub fn record(self, (point, regime, replicate): (u32, usize, u32)) -> RunRecord {
        let Self { censuses, ledger, twins, observed, rows, state_hash } = self;
        let snapshots = censuses.iter().map(Census::snapshot).collect();
        RunRecord { point, regime, replicate, snapshots, ledger, twins, observed, rows, state_hash }
    }
}

//! How the error that is allowed is divided.
//!
//! All claims of a scenario share 5 %, equally (Bonferroni). A claim is true or false. If it is false, only *holds* would be
//! wrong; if it is true, only *fails* would; each end of its interval gets half of its share.
//!
//! A claim of several parts holds if all of them do. If it is false, one of its parts is, and the claim cannot hold unless that
//! one does: so each part may use the whole of the upper half (intersection and union, Berger 1982, Technometrics 24:295), and
//! looks change nothing, because the bound of that one part is valid over all of them. But it fails if any of them does: so for
//! *fails* the half is divided by the number of ways in which the claim can fail. A part that is to lie within two bounds can
//! fail on either side, and both its ends use the smaller error.

use super::boundary::Boundary;
use super::looks::looks;
use crate::scenario::{Direction, Hypothesis};
use std::collections::BTreeMap;

/// The error that all claims together may make, on both sides.
pub const ERROR: f64 = 0.05;

/// Everything about a test that is fixed beforehand.
#[derive(Clone, Debug, PartialEq)]
pub struct TestPlan {
    /// Worlds at each look.
    pub looks: Vec<u32>,
    /// The boundaries of each hypothesis.
    pub(super) ends: Vec<Ends>,
    /// Different boundaries.
    boundaries: Vec<Boundary>,
}

/// Which boundary each end of an interval uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ends {
    holds: usize,
    fails: usize,
}

impl TestPlan {
    /// The plan of a test of at most so many worlds.
    #[must_use]
    pub fn of(hypotheses: &[Hypothesis], most: u32) -> Self {
        let looks = looks(most);
        let mut ways: BTreeMap<&str, u32> = BTreeMap::new();
        for one in hypotheses {
            *ways.entry(one.claim_id()).or_default() += if one.direction == Direction::Within { 2 } else { 1 };
        }
        let half = 0.5 * ERROR / ways.len().max(1) as f64;
        let mut boundaries: Vec<Boundary> = Vec::new();
        let mut boundary = |level: f64| {
            let known = boundaries.iter().position(|known| known.level.to_bits() == level.to_bits());
            known.unwrap_or_else(|| {
                boundaries.push(Boundary::of(level, &looks));
                boundaries.len() - 1
            })
        };
        let mut ends = Vec::with_capacity(hypotheses.len());
        for one in hypotheses {
            let fails = boundary(half / f64::from(ways.get(one.claim_id()).copied().unwrap_or(1)));
            let holds = if one.direction == Direction::Within { fails } else { boundary(half) };
            ends.push(Ends { holds, fails });
        }
        Self { looks, ends, boundaries }
    }

    /// The boundary by which a hypothesis holds.
    #[must_use]
    pub fn holds(&self, hypothesis: usize) -> &Boundary {
        &self.boundaries[self.ends[hypothesis].holds]
    }

    /// The boundary by which a hypothesis fails.
    #[must_use]
    pub fn fails(&self, hypothesis: usize) -> &Boundary {
        &self.boundaries[self.ends[hypothesis].fails]
    }
}

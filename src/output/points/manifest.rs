//! `manifest.json` of an ensemble over design points.

use super::super::manifest::{COMMIT, Listed, listed};
use super::super::stage::Staged;
use super::Surveyed;
use crate::record::study::Description;
use crate::record::{FailedRun, Run};
use crate::scenario::{Scenario, hex};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// Failures that are listed with their reasons.
const LISTED: usize = 1000;

/// Which runs were done.
#[derive(Default)]
pub(super) struct Tally {
    finished: u64,
    failed: u64,
    missing: u64,
    listed: Vec<FailedRun>,
    states: Sha256,
}

impl Tally {
    /// Takes the next run: point by point, replicate by replicate, regime by regime; of an ablation study replicate by
    /// replicate, point by point, regime by regime.
    pub(super) fn add(&mut self, run: Option<&Run>) {
        match run {
            None => self.missing += 1,
            Some(Ok(record)) => {
                self.finished += 1;
                self.states.update(record.state_hash.to_le_bytes());
            }
            Some(Err(failure)) => {
                self.failed += 1;
                if self.listed.len() < LISTED {
                    self.listed.push(failure.clone());
                }
            }
        }
    }

    /// How many runs finished, how many failed, and why the first of these did.
    pub(super) fn told(&self, scenario: &Scenario) -> (u64, u64, Option<String>) {
        let first = self.listed.first().map(|failure| {
            let regime = scenario.regimes.get(failure.regime).map_or("", |regime| regime.name.as_str());
            format!("point {}, {regime}, replicate {}: {}", failure.point + 1, failure.replicate, failure.reason)
        });
        (self.finished, self.failed, first)
    }
}

/// What is needed to repeat a result and to tell whether it was repeated. Fields are written in this order.
#[derive(Serialize)]
pub(super) struct Manifest<'a> {
    #[serde(flatten)]
    about: &'a Description,
    commit: Option<&'static str>,
    question: &'a str,
    seed: u32,
    regimes: Vec<&'a str>,
    factors: Vec<&'a str>,
    points: u32,
    replicates: u32,
    interrupted: bool,
    runs_planned: u64,
    runs_done: u64,
    runs_failed: u64,
    failed: Vec<Failed<'a>>,
    /// SHA-256 over the hashes of the final states (8 bytes each, lowest first), in the order of [`Tally::add`].
    states_sha256: String,
    files: Vec<Listed<'a>>,
}

#[derive(Serialize)]
struct Failed<'a> {
    point: u64,
    regime: &'a str,
    replicate: u32,
    reason: &'a str,
}

impl<'a> Manifest<'a> {
    pub(super) fn new(surveyed: &'a Surveyed<'_>, tally: &'a Tally, files: &'a [Staged]) -> Self {
        let Surveyed { scenario, plan, .. } = surveyed;
        let regimes: Vec<&str> = scenario.regimes.iter().map(|regime| regime.name.as_str()).collect();
        let failed = |failure: &'a FailedRun| Failed {
            point: u64::from(failure.point) + 1,
            regime: regimes.get(failure.regime).copied().unwrap_or_default(),
            replicate: failure.replicate,
            reason: &failure.reason,
        };
        Self {
            about: surveyed.about,
            commit: COMMIT,
            question: &scenario.question,
            seed: scenario.seed,
            failed: tally.listed.iter().map(failed).collect(),
            factors: surveyed.keys.iter().map(AsRef::as_ref).collect(),
            regimes,
            points: plan.points,
            replicates: plan.replicates,
            interrupted: tally.missing > 0,
            runs_planned: plan.runs(),
            runs_done: tally.finished,
            runs_failed: tally.failed,
            states_sha256: hex(&tally.states.clone().finalize()),
            files: listed(files),
        }
    }
}

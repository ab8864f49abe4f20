//! `manifest.json` of an ensemble over design points.

use super::surveyed::Surveyed;
use crate::output::manifest::{COMMIT, Listed, listed};
use crate::output::register::Register;
use crate::output::stage::Staged;
use crate::record::FailedRun;
use crate::record::study::Description;
use serde::Serialize;

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
    /// By [`Register::states_sha256`], point by point, replicate by replicate, regime by regime; of an ablation study
    /// replicate by replicate, point by point, regime by regime.
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
    pub(super) fn new(surveyed: &'a Surveyed<'_>, register: &'a Register, files: &'a [Staged]) -> Self {
        let Surveyed { scenario, plan, .. } = surveyed;
        let regimes: Vec<&str> = surveyed.worlds().regimes.iter().map(|regime| regime.name.as_str()).collect();
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
            failed: register.first_failures().iter().map(failed).collect(),
            factors: surveyed.keys.iter().map(AsRef::as_ref).collect(),
            regimes,
            points: plan.points,
            replicates: plan.replicates,
            interrupted: register.missing() > 0,
            runs_planned: plan.runs(),
            runs_done: register.finished(),
            runs_failed: register.failed(),
            states_sha256: register.states_sha256().unwrap_or_default(),
            files: listed(files),
        }
    }
}

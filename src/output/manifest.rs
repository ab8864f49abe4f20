//! `manifest.json`: which program, which scenario, which runs, which files.

use super::ResultFolder;
use super::atomic::Staged;
use crate::ensemble::Outcome;
use crate::scenario::Scenario;
use serde::Serialize;
use std::path::Path;

/// What is needed to repeat a result and to tell whether it was repeated. Fields are written in this order.
#[derive(Serialize)]
pub(super) struct Manifest<'a> {
    program: &'static str,
    version: &'static str,
    commit: Option<&'static str>,
    scenario: &'a str,
    question: &'a str,
    scenario_sha256: &'a str,
    seed: u32,
    regimes: Vec<&'a str>,
    replicates: u32,
    people: u32,
    weeks: u32,
    burn_in_weeks: u32,
    record_every_weeks: u32,
    interrupted: bool,
    runs_planned: u64,
    runs_done: usize,
    runs_failed: usize,
    failed: Vec<Failed<'a>>,
    runs: Vec<Done<'a>>,
    files: Vec<Listed<'a>>,
}

#[derive(Serialize)]
struct Failed<'a> {
    regime: &'a str,
    replicate: u32,
    reason: &'a str,
}

#[derive(Serialize)]
struct Done<'a> {
    regime: &'a str,
    replicate: u32,
    /// Hexadecimal digits: JSON numbers lose the last bits.
    state_hash: String,
}

#[derive(Serialize)]
struct Listed<'a> {
    path: String,
    sha256: &'a str,
}

impl<'a> Manifest<'a> {
    pub(super) fn new(
        folder: &ResultFolder,
        scenario: &'a Scenario,
        scenario_hash: &'a str,
        outcome: &'a Outcome,
        files: &'a [Staged],
    ) -> Self {
        Self {
            program: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            commit: option_env!("MUTUA_COMMIT"),
            scenario: &scenario.name,
            question: &scenario.question,
            scenario_sha256: scenario_hash,
            seed: scenario.seed,
            regimes: scenario.regimes.iter().map(|regime| regime.name.as_str()).collect(),
            replicates: scenario.replicates,
            people: scenario.people,
            weeks: scenario.weeks,
            burn_in_weeks: scenario.burn_in_weeks,
            record_every_weeks: scenario.record_every_weeks,
            interrupted: outcome.interrupted,
            runs_planned: u64::from(scenario.replicates) * scenario.regimes.len() as u64,
            runs_done: outcome.records.len(),
            runs_failed: outcome.failed.len(),
            failed: failed(scenario, outcome),
            runs: done(scenario, outcome),
            files: files.iter().map(|file| listed(folder.path(), file)).collect(),
        }
    }
}

fn failed<'a>(scenario: &'a Scenario, outcome: &'a Outcome) -> Vec<Failed<'a>> {
    let row = |run: &'a crate::ensemble::FailedRun| Failed {
        regime: name_of(scenario, run.regime),
        replicate: run.replicate,
        reason: &run.reason,
    };
    outcome.failed.iter().map(row).collect()
}

fn done<'a>(scenario: &'a Scenario, outcome: &Outcome) -> Vec<Done<'a>> {
    let row = |run: &crate::ensemble::RunRecord| Done {
        regime: name_of(scenario, run.regime),
        replicate: run.replicate,
        state_hash: format!("{:016x}", run.state_hash),
    };
    outcome.records.iter().map(row).collect()
}

fn name_of(scenario: &Scenario, regime: usize) -> &str {
    scenario.regimes.get(regime).map_or("", |r| r.name.as_str())
}

/// A file by its path inside the folder, with `/` on every system.
fn listed<'a>(folder: &Path, file: &'a Staged) -> Listed<'a> {
    let inside = file.path().strip_prefix(folder).unwrap_or(file.path());
    let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
    Listed { path: parts.join("/"), sha256: file.sha256() }
}

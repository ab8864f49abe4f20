//! `manifest.json`: which program, which study, which runs, which files.

use super::csv_files::name_of;
use super::error::OutputError;
use super::file_names::MANIFEST;
use super::register::Register;
use super::stage::{Stage, Staged};
use crate::record::study::Description;
use crate::scenario::Scenario;
use serde::{Serialize, Serializer};

/// The commit that the program was built from; `None` outside a checkout.
pub(super) const COMMIT: Option<&str> = option_env!("MUTUA_COMMIT");

/// What a manifest says of a run. Fields are written in this order.
#[derive(Serialize)]
pub(super) struct Manifest<'a> {
    #[serde(flatten)]
    about: &'a Description,
    commit: Option<&'static str>,
    question: &'a str,
    seed: u32,
    regimes: Vec<&'a str>,
    replicates: u32,
    people: u32,
    people_per_town: u32,
    weeks: u32,
    burn_in_weeks: u32,
    record_every_weeks: u32,
    interrupted: bool,
    runs_planned: u64,
    runs_done: u64,
    runs_failed: u64,
    failed: Failures<'a>,
    runs: States<'a>,
    files: Vec<Listed<'a>>,
}

/// The list of failed runs, written one by one.
struct Failures<'a>(&'a Scenario, &'a Register);

#[derive(Serialize)]
struct Failed<'a> {
    regime: &'a str,
    replicate: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

impl Serialize for Failures<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let row = |(replicate, regime, reason)| Failed { regime: name_of(self.0, regime), replicate, reason };
        serializer.collect_seq(self.1.each_failed().map(row))
    }
}

/// The list of finished runs, written one by one.
struct States<'a>(&'a Scenario, &'a Register);

#[derive(Serialize)]
struct Finished<'a> {
    regime: &'a str,
    replicate: u64,
    /// Hexadecimal digits: JSON numbers lose the last bits.
    state_hash: String,
}

impl Serialize for States<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let row = |(replicate, regime, hash)| Finished {
            regime: name_of(self.0, regime),
            replicate,
            state_hash: format!("{hash:016x}"),
        };
        serializer.collect_seq(self.1.each_finished().map(row))
    }
}

/// A file and its hash.
#[derive(Serialize)]
pub(super) struct Listed<'a> {
    path: &'a str,
    sha256: &'a str,
}

/// The list of files.
pub(super) fn listed(files: &[Staged]) -> Vec<Listed<'_>> {
    files.iter().map(|file| Listed { path: &file.name, sha256: &file.sha256 }).collect()
}

impl<'a> Manifest<'a> {
    pub(super) fn new(
        about: &'a Description,
        scenario: &'a Scenario,
        register: &'a Register,
        files: &'a [Staged],
    ) -> Self {
        let planned = u64::from(scenario.replicates) * scenario.regimes.len() as u64;
        Self {
            about,
            commit: COMMIT,
            question: &scenario.question,
            seed: scenario.seed,
            regimes: scenario.regimes.iter().map(|regime| regime.name.as_str()).collect(),
            replicates: scenario.replicates,
            people: scenario.people,
            people_per_town: scenario.people_per_town,
            weeks: scenario.weeks,
            burn_in_weeks: scenario.burn_in_weeks,
            record_every_weeks: scenario.record_every_weeks,
            interrupted: planned > register.finished() + register.failed(),
            runs_planned: planned,
            runs_done: register.finished(),
            runs_failed: register.failed(),
            failed: Failures(scenario, register),
            runs: States(scenario, register),
            files: listed(files),
        }
    }
}

/// Completes the manifest on the stage.
pub(super) fn stage_manifest(stage: &Stage, manifest: &impl Serialize) -> Result<Staged, OutputError> {
    stage.write_json(MANIFEST, manifest)
}

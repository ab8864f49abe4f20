//! `manifest.json`: which program, which scenario, which runs, which files.

use super::atomic::{Staged, io_error};
use super::csv_files::name_of;
use super::folder::MANIFEST;
use super::{OutputError, Register, ResultFolder};
use crate::scenario::{Scenario, sha256_of};
use serde::{Serialize, Serializer};
use std::fmt;
use std::fs;
use std::path::{Component, Path, PathBuf};

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
    people_per_town: u32,
    weeks: u32,
    burn_in_weeks: u32,
    record_every_weeks: u32,
    interrupted: bool,
    runs_planned: u64,
    runs_done: usize,
    runs_failed: usize,
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
        serializer.collect_seq(self.1.failures().map(row))
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
        serializer.collect_seq(self.1.states().map(row))
    }
}

/// A file and its hash.
#[derive(Serialize)]
pub(super) struct Listed<'a> {
    path: String,
    sha256: &'a str,
}

impl<'a> Manifest<'a> {
    pub(super) fn new(
        folder: &ResultFolder,
        scenario: &'a Scenario,
        scenario_hash: &'a str,
        register: &'a Register,
        files: &'a [Staged],
    ) -> Self {
        let planned = u64::from(scenario.replicates) * scenario.regimes.len() as u64;
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
            people_per_town: scenario.people_per_town,
            weeks: scenario.weeks,
            burn_in_weeks: scenario.burn_in_weeks,
            record_every_weeks: scenario.record_every_weeks,
            interrupted: planned > (register.finished() + register.failed()) as u64,
            runs_planned: planned,
            runs_done: register.finished(),
            runs_failed: register.failed(),
            failed: Failures(scenario, register),
            runs: States(scenario, register),
            files: files.iter().map(|file| listed(folder.path(), file)).collect(),
        }
    }
}

/// What the manifest says that is in a folder.
#[derive(Debug)]
pub struct Inventory {
    /// All of the manifest.
    pub manifest: serde_json::Value,
    /// The files that it lists, each with the SHA-256 of its bytes.
    pub(super) files: Vec<(PathBuf, String)>,
}

impl Inventory {
    /// Reads the manifest in `folder`.
    ///
    /// # Errors
    ///
    /// If there is none, or it is not one of ours.
    pub fn read(folder: &Path) -> Result<Self, OutputError> {
        let path = folder.join(MANIFEST);
        let unlisted =
            |reason: &dyn fmt::Display| OutputError::Unlisted { path: path.clone(), reason: reason.to_string() };
        let text = fs::read(&path).map_err(|error| unlisted(&error))?;
        let manifest: serde_json::Value = serde_json::from_slice(&text).map_err(|error| unlisted(&error))?;
        let listed = manifest["files"].as_array().ok_or_else(|| unlisted(&"it lists no files"))?;
        let file = |file: &serde_json::Value| {
            let (Some(name), Some(sha256)) = (file["path"].as_str(), file["sha256"].as_str()) else {
                return Err(unlisted(&"a file is listed without path or sha256"));
            };
            // A manifest may have come from anywhere.
            if !Path::new(name).components().all(|part| matches!(part, Component::Normal(_))) {
                return Err(unlisted(&format_args!("{name} is listed, which is not inside the folder")));
            }
            Ok((folder.join(name), sha256.to_owned()))
        };
        let files = listed.iter().map(file).collect::<Result<_, _>>()?;
        Ok(Self { manifest, files })
    }

    /// Makes sure that all files are as they are listed, and says how many there are.
    ///
    /// # Errors
    ///
    /// If a file cannot be read, or is another one.
    pub fn verify(&self) -> Result<usize, OutputError> {
        for (path, sha256) in &self.files {
            let bytes = fs::read(path).map_err(|error| io_error("read", path, error))?;
            if sha256_of(&bytes) != *sha256 {
                return Err(OutputError::Changed { path: path.clone() });
            }
        }
        Ok(self.files.len())
    }
}

/// A file by its path inside the folder, with `/` on every system.
pub(super) fn listed<'a>(folder: &Path, file: &'a Staged) -> Listed<'a> {
    let inside = file.path().strip_prefix(folder).unwrap_or(file.path());
    let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
    Listed { path: parts.join("/"), sha256: file.sha256() }
}

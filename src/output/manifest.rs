//! `manifest.json`: which program, which study, which runs, which files.

use super::csv_files::name_of;
use super::error::OutputError;
use super::register::Register;
use super::stage::{Stage, Staged};
use super::yields::MANIFEST;
use crate::ensemble::study::Description;
use crate::files::{FileError, Folder};
use crate::scenario::{Scenario, hex};
use serde::{Serialize, Serializer};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fmt;
use std::io::Read;
use std::path::{Component, Path};

/// Largest file that is read as a description of a study, in bytes: a manifest lists every run.
const MOST: u64 = 1 << 30;

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

/// What the file `name` says of the study that is in its folder; `None` if it is not there.
///
/// # Errors
/// If it cannot be read, or is not one of ours.
pub(super) fn read_description(folder: &Folder, name: &str) -> Result<Option<Description>, OutputError> {
    let Some(text) = folder.read(name, MOST)? else { return Ok(None) };
    let unlisted =
        |reason: &dyn fmt::Display| OutputError::Unlisted { path: folder.shown(name), reason: reason.to_string() };
    let found: Description = serde_json::from_slice(&text).map_err(|error| unlisted(&error))?;
    if found.program != env!("CARGO_PKG_NAME") {
        return Err(unlisted(&format_args!("it is of the program {:?}", found.program)));
    }
    Ok(Some(found))
}

/// The files that the manifest in a folder lists; none if there is no manifest.
///
/// # Errors
/// If it cannot be read, or is not one of ours.
pub(super) fn listed_files(folder: &Folder) -> Result<Vec<Staged>, OutputError> {
    Inventory::read(folder).map(|inventory| inventory.map_or_else(Vec::new, |inventory| inventory.files))
}

/// What the manifest says that is in a folder.
#[derive(Debug)]
pub struct Inventory {
    /// All of the manifest.
    pub manifest: Value,
    /// The files that it lists.
    pub files: Vec<Staged>,
}

impl Inventory {
    /// Reads the manifest in a folder; `None` if there is none.
    ///
    /// # Errors
    /// If it cannot be read, or is not one of ours.
    pub fn read(folder: &Folder) -> Result<Option<Self>, OutputError> {
        let Some(text) = folder.read(MANIFEST, MOST)? else { return Ok(None) };
        let unlisted = |reason: &dyn fmt::Display| OutputError::Unlisted {
            path: folder.shown(MANIFEST),
            reason: reason.to_string(),
        };
        let manifest: Value = serde_json::from_slice(&text).map_err(|error| unlisted(&error))?;
        let listed = manifest["files"].as_array().ok_or_else(|| unlisted(&"it lists no files"))?;
        let file = |file: &Value| {
            let (Some(name), Some(sha256)) = (file["path"].as_str(), file["sha256"].as_str()) else {
                return Err(unlisted(&"a file is listed without path or sha256"));
            };
            // A manifest may have come from anywhere.
            if !Path::new(name).components().all(|part| matches!(part, Component::Normal(_))) {
                return Err(unlisted(&format_args!("{name} is listed, which is not inside the folder")));
            }
            Ok(Staged { name: name.to_owned(), sha256: sha256.to_owned() })
        };
        let files = listed.iter().map(file).collect::<Result<_, _>>()?;
        Ok(Some(Self { manifest, files }))
    }
}

/// SHA-256 of a file by its path in a folder of results; `None` if it is not there.
///
/// # Errors
/// If it cannot be read.
pub fn sha256_in(folder: &Folder, name: &str) -> Result<Option<String>, OutputError> {
    let file = match name.split_once('/') {
        None => folder.open_file(name)?,
        Some((inner, name)) => match folder.inner(inner)? {
            Some(folder) => folder.open_file(name)?,
            None => None,
        },
    };
    let Some(mut file) = file else { return Ok(None) };
    let (mut hash, mut piece) = (Sha256::new(), vec![0; 1 << 16]);
    loop {
        match file.read(&mut piece).map_err(FileError::of("read", &folder.shown(name)))? {
            0 => return Ok(Some(hex(&hash.finalize()))),
            read => hash.update(&piece[..read]),
        }
    }
}

/// The keys in which two manifests differ, but for those that may: the commit, and when replicates were added.
#[must_use]
pub fn differing_keys(one: &Value, other: &Value) -> Vec<String> {
    const MAY_DIFFER: [&str; 2] = ["commit", "extended"];
    let (Some(one), Some(other)) = (one.as_object(), other.as_object()) else { return vec!["all of it".to_owned()] };
    let keys: std::collections::BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    let differs = |key: &&&String| !MAY_DIFFER.contains(&key.as_str()) && one.get(**key) != other.get(**key);
    keys.iter().filter(differs).map(|key| (*key).clone()).collect()
}

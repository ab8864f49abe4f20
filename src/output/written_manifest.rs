//! What a manifest says that is in a folder.

use super::error::OutputError;
use super::file_names::MANIFEST;
use super::stage::Staged;
use crate::files::{FileError, Folder};
use crate::record::study::Description;
use crate::scenario::hex;
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

/// Largest file that is read as a description of a study, in bytes: a manifest lists every run.
const MOST: u64 = 1 << 30;
/// The keys in which two manifests of the same result may differ: the commit, and when replicates were added.
const MAY_DIFFER: [&str; 2] = ["commit", "extended"];

/// What the file `name` says of the study that is in its folder; `None` if it is not there.
///
/// # Errors
/// If it cannot be read, or is not one of ours.
pub(super) fn read_description(folder: &Folder, name: &str) -> Result<Option<Description>, OutputError> {
    let Some(text) = folder.read(name, MOST)? else { return Ok(None) };
    let path = folder.shown(name);
    let found: Description = serde_json::from_slice(&text).map_err(|error| unlisted(&path, &error))?;
    expect_ours(&found, &path)?;
    Ok(Some(found))
}

fn unlisted(path: &Path, reason: &dyn fmt::Display) -> OutputError {
    OutputError::Unlisted { path: path.to_owned(), reason: reason.to_string() }
}

fn expect_ours(description: &Description, path: &Path) -> Result<(), OutputError> {
    match description.program == env!("CARGO_PKG_NAME") {
        true => Ok(()),
        false => Err(unlisted(path, &format_args!("it is of the program {:?}", description.program))),
    }
}

/// The manifest of a result that is in a folder.
#[derive(Debug)]
pub struct WrittenManifest {
    /// What the result is of.
    pub description: Description,
    /// All of it.
    value: Value,
    path: PathBuf,
}

impl WrittenManifest {
    /// Reads the manifest in a folder; `None` if there is none.
    ///
    /// # Errors
    /// If it cannot be read, or is not one of ours.
    pub fn read(folder: &Folder) -> Result<Option<Self>, OutputError> {
        let Some(text) = folder.read(MANIFEST, MOST)? else { return Ok(None) };
        let path = folder.shown(MANIFEST);
        let value: Value = serde_json::from_slice(&text).map_err(|error| unlisted(&path, &error))?;
        let description = Description::deserialize(&value).map_err(|error| unlisted(&path, &error))?;
        expect_ours(&description, &path)?;
        Ok(Some(Self { description, value, path }))
    }

    /// The files that it lists.
    ///
    /// # Errors
    /// If it lists none, or one that is not inside the folder.
    pub fn files(&self) -> Result<Vec<Staged>, OutputError> {
        let listed = self.value["files"].as_array().ok_or_else(|| unlisted(&self.path, &"it lists no files"))?;
        let file = |file: &Value| {
            let (Some(name), Some(sha256)) = (file["path"].as_str(), file["sha256"].as_str()) else {
                return Err(unlisted(&self.path, &"a file is listed without path or sha256"));
            };
            // A manifest may have come from anywhere.
            if !Path::new(name).components().all(|part| matches!(part, Component::Normal(_))) {
                return Err(unlisted(&self.path, &format_args!("{name} is listed, which is not inside the folder")));
            }
            Ok(Staged { name: name.to_owned(), sha256: sha256.to_owned() })
        };
        listed.iter().map(file).collect()
    }

    /// The commit of the program that made the result; `None` if it is not known.
    #[must_use]
    pub fn commit(&self) -> Option<String> {
        self.value["commit"].as_str().map(str::to_owned)
    }

    /// The keys in which it differs from another one, but for those that may.
    #[must_use]
    pub fn differing_keys(&self, other: &Self) -> Vec<String> {
        let (Some(one), Some(other)) = (self.value.as_object(), other.value.as_object()) else { return Vec::new() };
        let keys: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
        let differs = |key: &&&String| !MAY_DIFFER.contains(&key.as_str()) && one.get(**key) != other.get(**key);
        keys.iter().filter(differs).map(|key| (*key).clone()).collect()
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

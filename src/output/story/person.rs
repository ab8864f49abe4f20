//! The person whose story is told, and the names of its files.

use crate::output::error::OutputError;
use crate::output::file_names::PERSON;
use crate::output::folder::ResultFolder;
use crate::scenario::{Regime, Scenario};
use std::path::PathBuf;

/// Whose story it is.
#[derive(Clone, Copy)]
pub struct StoryPerson<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// The regime under study.
    pub regime: &'a Regime,
    /// The replicate.
    pub replicate: u32,
    /// The person.
    pub person: u32,
}

impl StoryPerson<'_> {
    /// The name of its files, without ending.
    #[must_use]
    pub fn name(&self) -> String {
        let replicate = if self.replicate == 0 { String::new() } else { format!("-replicate-{}", self.replicate) };
        format!("{}{PERSON}{}{replicate}", self.regime.name, self.person)
    }

    /// The first of its files that is in `folder` already.
    ///
    /// # Errors
    /// If the folder cannot be looked at.
    pub fn found_in(&self, folder: &ResultFolder) -> Result<Option<PathBuf>, OutputError> {
        for name in ["md", "svg", "csv"].map(|ending| format!("{}.{ending}", self.name())) {
            if folder.folder().what_is(&name)?.is_some() {
                return Ok(Some(folder.folder().shown(&name)));
            }
        }
        Ok(None)
    }
}

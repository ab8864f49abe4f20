//! The files of a story: its text, its timeline and its table of events.

use super::{Story, StoryPerson, table, tongue};
use crate::output::Language;
use crate::output::error::OutputError;
use crate::output::file_names::PERSON;
use crate::output::folder::ResultFolder;
use crate::output::plots;
use crate::output::stage::{Stage, Staged};
use std::path::PathBuf;

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

impl Story<'_> {
    /// Completes the text, the timeline and the table of events on the stage. Only the text is in `language`.
    ///
    /// # Errors
    /// If a file cannot be written, or the timeline cannot be drawn.
    pub fn write(&self, stage: &Stage, language: Language) -> Result<Vec<Staged>, OutputError> {
        let name = self.person.name();
        let file = |ending: &str| format!("{name}.{ending}");
        let svg = plots::timeline(&self.person, self.lives)
            .map_err(|reason| OutputError::Plot { name: name.clone(), reason })?;
        let picture = format!("\n![{}]({})\n", tongue(language).picture(), file("svg"));
        let text = self.text(language) + &picture;
        Ok(vec![
            stage.write(&file("md"), |to| to.write_all(text.as_bytes()))?,
            stage.write(&file("svg"), |to| to.write_all(svg.as_bytes()))?,
            table::stage(stage, &file("csv"), self.lives)?,
        ])
    }
}

//! What became of the patterns: a table, a page to read, and a few lines for the terminal.

mod command;
mod page;
mod table;
mod terminal;

pub use command::PatternsCommand;
pub use page::{PAGE_BEGINNING, is_page, page, short};
pub use terminal::terminal;

use super::csv_files::Sheet;
use super::error::OutputError;
use super::manifest::{COMMIT, Listed, listed, stage_manifest};
use super::report::{self, About, PatternsTold, ReportRequest, Runs};
use super::stage::{Stage, Staged};
use crate::analysis::patterns::verdict::Found;
use crate::record::study::Description;
use serde::Serialize;

/// Writes `patterns.csv`, `patterns.md` and `manifest.json`.
///
/// # Errors
///
/// If a file cannot be written.
pub fn write_patterns(
    stage: &Stage,
    about: &Description,
    asked: &PatternsCommand<'_>,
    found: &[Found],
    reports: &ReportRequest,
) -> Result<Vec<Staged>, OutputError> {
    let mut sheet = Sheet::begin(stage, "patterns.csv")?;
    sheet.write(|sheet| table::table(sheet, asked, found))?;
    let text = page(asked, found);
    let mut files = vec![sheet.finish()?, stage.write("patterns.md", |to| to.write_all(text.as_bytes()))?];
    let told = PatternsTold { asked, found };
    let study = About {
        description: about,
        commit: reports.commit.as_deref(),
        command: &asked.command(),
        scenario: None,
        runs: Runs::all(found.len() as u64),
        files: &files,
    };
    let (page, other) = report::stage(stage, &told, &study, reports)?;
    files.push(page);
    let manifest = Manifest { about, commit: COMMIT, command: asked.command(), files: listed(&files) };
    let manifest = stage_manifest(stage, &manifest)?;
    files.extend(other);
    files.push(manifest);
    Ok(files)
}

#[derive(Serialize)]
struct Manifest<'a> {
    #[serde(flatten)]
    about: &'a Description,
    commit: Option<&'static str>,
    command: String,
    files: Vec<Listed<'a>>,
}

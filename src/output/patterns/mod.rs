//! What became of the patterns: a table, a page to read, and a few lines for the terminal.

mod page;
mod table;
mod terminal;

pub use page::{PAGE_BEGINNING, is_page, page, short};
pub use terminal::terminal;

use super::csv_files::Sheet;
use super::error::OutputError;
use super::manifest::{COMMIT, Listed, listed, stage_manifest};
use super::stage::{Stage, Staged};
use crate::analysis::patterns::verdict::Found;
use crate::analysis::patterns::{Pattern, REPLICATES};
use crate::analysis::statistics::Estimate;
use crate::record::study::Description;
use crate::scenario::visible;
use serde::Serialize;
use std::fmt::Write as _;

/// The command `mutua patterns` as it was typed.
#[derive(Clone, Copy, Debug)]
pub struct PatternsCommand<'a> {
    /// Worlds in which each pattern was read.
    pub replicates: u32,
    /// The patterns; all if there are none here.
    pub only: &'a [String],
    /// What was set on top.
    pub sets: &'a [String],
}

impl PatternsCommand<'_> {
    /// The command, without where it writes to.
    fn command(&self) -> String {
        let mut command = "mutua patterns".to_owned();
        if self.replicates != REPLICATES {
            // Writing into a string cannot fail.
            let _ = write!(command, " --replicates {}", self.replicates);
        }
        if !self.only.is_empty() {
            let _ = write!(command, " --only {}", self.only.join(","));
        }
        self.sets.iter().for_each(|set| command += &format!(" --set {}", quoted(set)));
        command
    }

    /// What runs the scenario of a pattern, with something taken away.
    fn run(&self, pattern: &Pattern, sets: &[String]) -> String {
        let mut command = format!("mutua run {} --replicates {}", pattern.scenario, self.replicates);
        let own = pattern.sets.iter().copied();
        let all = own.chain(self.sets.iter().chain(sets).map(String::as_str));
        all.for_each(|set| command += &format!(" --set {}", quoted(set)));
        command
    }
}

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
) -> Result<Vec<Staged>, OutputError> {
    let mut sheet = Sheet::begin(stage, "patterns.csv")?;
    sheet.write(|sheet| table::table(sheet, asked, found))?;
    let text = page(asked, found);
    let mut files = vec![sheet.finish()?, stage.write("patterns.md", |to| to.write_all(text.as_bytes()))?];
    let manifest = Manifest { about, commit: COMMIT, command: asked.command(), files: listed(&files) };
    let manifest = stage_manifest(stage, &manifest)?;
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

/// As a shell takes it; hidden characters are shown.
fn quoted(set: &str) -> String {
    let set = visible(set);
    if set.contains([' ', '"', '[']) { format!("'{set}'") } else { set.into_owned() }
}

/// A mean with its interval.
fn value(e: &Estimate) -> String {
    if e.n == 0 {
        return "none".to_owned();
    }
    let decimals = if e.mean.abs() >= 100.0 {
        1
    } else if e.mean.abs() >= 1.0 {
        2
    } else {
        4
    };
    let signed = |x: f64| format!("{x:+.decimals$}").replace('-', "\u{2212}");
    if e.low.is_finite() {
        format!("{} [{}, {}]", signed(e.mean), signed(e.low), signed(e.high))
    } else {
        signed(e.mean)
    }
}
